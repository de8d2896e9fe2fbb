//! What a reader may not read shows on no map, in no count and in no sum (SEC-01, SEC-08).

use stadga_model::{Id, Mark, MarkState, Prose, Term};
use stadga_testkit::{Client, World};

use super::area::ground;
use crate::{MaintenancePlan, Object};

async fn world() -> World {
    let mut areas = ground();
    areas.push(stadga_secrecy::area());
    World::of(areas).await
}

async fn mark(world: &World, kind: &str, key: &str, fields: &[&str]) {
    let mark = Mark {
        about: kind.into(),
        of: world.fixtures.id(key).unwrap(),
        state: MarkState::Active,
        fields: fields.iter().map(ToString::to_string).collect(),
        ground: Term::from("osl-18-8"),
        reason: Prose::from("skäl"),
        review: "2027-11-22".parse().unwrap(),
        readers: vec![world.fixtures.id("strateg").unwrap()],
        roles: Vec::new(),
        hidden: false,
        unit: None,
        owner: None,
    };
    world.door().create(&mark, "").await.unwrap();
}

async fn text(client: &mut Client, path: &str) -> String {
    let answer = client.get(path).await;
    answer.is(200).lacks("⟦");
    answer.text()
}

#[tokio::test]
async fn sec_08_who_has_no_role_sees_no_page_of_objects() {
    let world = world().await;
    let mut nobody = world.sign_in("sakerhetssamordnare-tidigare").await;
    let object: Id<Object> = world.id("obj-journal");
    let plan: Id<MaintenancePlan> = world.id("fpl-journal-27");
    for page in [
        format!("/object/{object}/overview"),
        format!("/maintenance-plan/{plan}/documents/plan.pdf"),
        format!("/maintenance-plan/{plan}/write"),
        format!("/object/{object}/need"),
        format!("/object/{object}/plan"),
        format!("/object/{object}/mode"),
    ] {
        let answer = nobody.get(&page).await;
        assert!([403, 404].contains(&answer.status.as_u16()), "{page}: {}", answer.status);
        answer.lacks("Vårddokumentation");
    }
    for page in ["", "/systems", "/plans", "/steering", "/resources", "/outside", "/needs"] {
        let answer = nobody.get(&format!("/objects{page}")).await;
        answer.lacks("Vårddokumentation").lacks("Journalsystem").lacks("Styrgruppen för");
    }
}

#[tokio::test]
async fn sec_01_what_a_plan_costs_is_withheld_on_map_list_sums_and_documents() {
    let world = world().await;
    let mut client = world.sign_in("medarbetare").await;
    let period = world.fixtures.id("pp-2027").unwrap();
    let object = world.fixtures.id("obj-journal").unwrap();
    let sums = format!("/objects/plans?period={period}");
    assert!(text(&mut client, &sums).await.contains("27\u{a0}000\u{a0}000"), "seen before");
    mark(&world, "maintenance-plan", "fpl-journal-27", &["budget"]).await;
    for earlier in ["fpl-journal-26", "fpl-journal-26-2"] {
        mark(&world, "maintenance-plan", earlier, &["budget"]).await;
    }
    for page in [sums, "/objects?colour=cost".into(), format!("/object/{object}/overview")] {
        let page = text(&mut client, &page).await;
        assert!(!page.contains("27\u{a0}000\u{a0}000"));
        assert!(page.contains("Dold") || page.contains("Skyddade belopp"), "and it says so");
    }
    let plan = world.fixtures.id("fpl-journal-27").unwrap();
    let revise = format!("/maintenance-plan/{plan}/revise");
    let mut leader = world.sign_in("forvaltningsledare-vard").await;
    leader.post(&revise, &[("reason", "Ändrat läge")]).await.is(403);
}

#[tokio::test]
async fn sec_01_an_object_whose_name_and_systems_are_withheld_tells_neither() {
    let world = world().await;
    let mut client = world.sign_in("medarbetare").await;
    mark(&world, "object", "obj-identitet", &[]).await;
    let object = world.fixtures.id("obj-identitet").unwrap();
    for page in ["/objects", "/objects/systems", "/objects/plans", "/objects/resources"] {
        let page = text(&mut client, page).await;
        assert!(!page.contains("Identitet och skydd"), "the name");
    }
    let page = text(&mut client, &format!("/object/{object}/overview")).await;
    assert!(!page.contains("Behörighet från anställning") && !page.contains("Brandvägg"));
    // Its systems count as outside for who may not know where they are.
    assert!(text(&mut client, "/objects").await.contains("<b>17</b><span>System utanför"));
}

#[tokio::test]
async fn sec_01_a_system_that_is_hidden_is_no_dot_and_no_row() {
    let world = world().await;
    let mut client = world.sign_in("medarbetare").await;
    let dots = |page: &str| page.matches("h5v5h-5z").count();
    let before = text(&mut client, "/objects").await;
    let hidden = Mark { hidden: true, ..hidden_mark(&world, "ke-logg") };
    world.door().create(&hidden, "").await.unwrap();
    let after = text(&mut client, "/objects").await;
    assert_eq!(dots(&after), dots(&before) - 1);
}

fn hidden_mark(world: &World, key: &str) -> Mark {
    let body = serde_json::json!({
        "about": "configuration-item", "of": world.fixtures.id(key), "state": "active",
        "ground": "osl-18-8", "reason": "skäl", "review": "2027-11-22",
        "readers": [world.fixtures.id("strateg")],
    });
    serde_json::from_value(body).unwrap()
}
