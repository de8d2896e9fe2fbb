//! Roles × actions × kinds, printed: whoever changes a right sees here what it means.

use stadga::{areas, assembly};

#[test]
fn sec_08_roles_and_rights_are_as_printed() {
    let areas = areas::all();
    let policy = assembly::Ground::read().unwrap().policy;
    let kinds = areas.iter().flat_map(|area| &area.kinds).map(|kind| kind.spec.kind);
    let mut kinds: Vec<&str> = kinds.chain(["account"]).collect();
    kinds.sort_unstable();
    insta::assert_snapshot!("roles", stadga_access::matrix(&policy, &kinds));
}

/// Marks, what was read of what they withhold, and references to matters of protective security.
const GUARDED: [&str; 3] = ["mark", "reading", "protective-reference"];

#[tokio::test]
async fn sec_10_the_auditor_changes_nothing() {
    let world = crate::world().await;
    let mut auditor = world.sign_in("revisor").await;
    for kind in world.app.kinds().iter() {
        let name = kind.spec.kind;
        auditor.get(&format!("/{name}/new")).await.is(403);
        if let Some(record) = world.all(name).await.first() {
            // Where the secrets are is not told to auditors, but to those who guard them.
            let read = if GUARDED.contains(&name) { 404 } else { 200 };
            auditor.get(&format!("/{name}/{}", record.head.id)).await.is(read);
            auditor.get(&format!("/{name}/{}/edit", record.head.id)).await.is(if read == 200 {
                403
            } else {
                404
            });
        }
    }
}

#[tokio::test]
async fn sec_08_without_a_role_nothing_is_seen() {
    let world = crate::world().await;
    for area in world.app.areas.iter() {
        stadga_testkit::standard::denied_without_role(&world, area, "sakerhetssamordnare-tidigare")
            .await;
    }
}
