//! Who may do what with decisions, by the roles of `content/roles.toml`.

use stadga_model::{Id, Refusal};
use stadga_testkit::World;

use super::area::ground;

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
async fn org_04_the_delegation_register_is_the_registrars_alone() {
    let world = World::of(ground()).await;
    assert!(may_change(&world, "registrator", "del-instruktion").await);
    for other in ["strateg", "regiondirektor", "it-chef", "administrator", "revisor"] {
        assert!(!may_change(&world, other, "del-instruktion").await, "{other}");
    }
}

#[tokio::test]
async fn sec_10_auditors_and_board_read_decisions_and_change_none() {
    let world = World::of(ground()).await;
    for reader in ["revisor", "sakkunnig-revisor", "rs-ledamot", "medarbetare"] {
        let id: Id = world.fixtures.id("bes-policy").unwrap();
        assert!(world.door_of(reader).await.read(id).await.is_ok(), "{reader}");
        assert!(!may_change(&world, reader, "bes-policy").await, "{reader}");
    }
}

#[tokio::test]
async fn sec_08_whoever_is_responsible_may_tell_how_a_mandate_goes() {
    let world = World::of(ground()).await;
    assert!(may_change(&world, "trafikdirektor", "upd-forvaltningsmodell-trafik").await);
    assert!(may_change(&world, "mt-ingenjor", "upd-mt-redovisning").await, "owns it, in no role");
    assert!(!may_change(&world, "mt-ingenjor", "upd-klassning").await);
}
