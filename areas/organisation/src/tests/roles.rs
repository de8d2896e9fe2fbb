//! Who may do what with the organisation, by the roles of `content/roles.toml`.

use stadga_model::{Id, Refusal};
use stadga_testkit::World;

/// Whether the person with this key may change the record with that one.
async fn may_change(world: &World, person: &str, record: &str) -> bool {
    let id: Id = world.fixtures.id(record).unwrap();
    match world.door_of(person).await.open(id).await {
        Ok(_) => true,
        Err(Refusal::Denied) => false,
        Err(other) => panic!("{person} {record}: {other}"),
    }
}

#[tokio::test]
async fn sec_08_the_organisation_is_kept_by_its_administrator_alone() {
    let world = World::of(vec![crate::area()]).await;
    for record in ["rs", "it-chef", "roll-it-chef", "infosakradet"] {
        assert!(may_change(&world, "administrator", record).await, "{record}");
        for reader in ["medarbetare", "revisor", "it-chef", "regiondirektor", "rs-ordforande"] {
            assert!(!may_change(&world, reader, record).await, "{reader} {record}");
        }
    }
}

#[tokio::test]
async fn org_18_forums_are_kept_by_registrar_and_strategist_too() {
    let world = World::of(vec![crate::area()]).await;
    for keeper in ["registrator", "strateg"] {
        assert!(may_change(&world, keeper, "infosakradet").await);
        assert!(!may_change(&world, keeper, "rs").await, "but units are not theirs");
    }
}
