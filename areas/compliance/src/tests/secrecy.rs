//! What a reader may not read shows in no share, list, file, figure or new assessment (SEC-01, SEC-08, T21).

use stadga_model::{Id, Mark, MarkState, Prose, Term};
use stadga_store::ListQuery;
use stadga_testkit::World;

use super::area::ground;
use crate::{AssessedRequirement, Assessment};

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
        readers: vec![world.fixtures.id("sakerhetschef").unwrap()],
        roles: Vec::new(),
        hidden: false,
        unit: None,
        owner: None,
    };
    world.door().create(&mark, "").await.unwrap();
}

#[tokio::test]
async fn sec_08_who_has_no_role_sees_no_page_of_compliance() {
    let world = world().await;
    let mut nobody = world.sign_in("sakerhetssamordnare-tidigare").await;
    let id = |key: &str| world.fixtures.id(key).unwrap();
    for page in [
        format!("/assessment/{}/requirements", id("efb-region-26")),
        format!("/assessment/{}/gap", id("efb-region-26")),
        format!("/assessment/{}/files/statement.xlsx", id("efb-region-26")),
        format!("/assessed-requirement/{}/answer", id("bkr-26-a-5-26")),
        format!("/control/{}/counts", id("ktr-logg")),
        format!("/control/{}/check", id("ktr-logg")),
        format!("/control-check/{}/sign", id("ktf-ovf-11")),
        format!("/indicator/{}/series", id("nyc-konton")),
        format!("/internal-control-plan/{}/files/report.pdf", id("ikp-26")),
    ] {
        let answer = nobody.get(&page).await;
        assert!([403, 404].contains(&answer.status.as_u16()), "{page}: {}", answer.status);
        answer.lacks("Rutinen finns").lacks("A.5.1 ");
    }
    for page in [
        "/compliance",
        "/compliance/documents",
        "/compliance/requirements",
        "/controls",
        "/indicators",
        "/indicators/values",
    ] {
        nobody.get(page).await.lacks("Behörigheter").lacks("ISO 27001").lacks("KPI");
    }
    let file = nobody.get("/indicators/files/planning.csv").await;
    assert!(!file.text().contains("KPI"));
}

#[tokio::test]
async fn sec_01_a_withheld_grade_is_in_no_share_filter_list_or_file() {
    let world = world().await;
    let id: Id<Assessment> = world.id("efb-region-26");
    mark(&world, "assessed-requirement", "bkr-26-a-8-2", &["grade", "situation", "need"]).await;
    let mut client = world.sign_in("medarbetare").await;
    let tree = format!("/assessment/{id}/requirements");
    client.get(&tree).await.is(200).has("Dold");
    client.get(&format!("{tree}?grade=partly")).await.is(200).lacks("A.8.2 ");
    client.get(&format!("/assessment/{id}/gap")).await.is(200).lacks("Tekniska konton");
    let results = client.get(&format!("/assessment/{id}/files/assessment-results.json")).await;
    assert!(!results.text().contains("A.8.2"));
    let poam = client.get(&format!("/assessment/{id}/files/poam.json")).await;
    assert!(!poam.text().contains("Tekniska konton"));
    let mut strateg = world.sign_in("strateg").await;
    let record: Id<AssessedRequirement> = world.id("bkr-26-a-8-2");
    strateg.get(&format!("/assessed-requirement/{record}/answer")).await.is(303);
    strateg
        .post(
            &format!("/assessed-requirement/{record}/answer"),
            &[("grade", "met"), ("revision", "2")],
        )
        .await
        .is(403);
}

#[tokio::test]
async fn sec_01_what_is_withheld_is_not_carried_into_a_new_assessment() {
    let world = world().await;
    mark(&world, "assessed-requirement", "bkr-26-a-8-2", &["situation"]).await;
    let mut one: Assessment = world.door().read_as(world.id("efb-it-27")).await.unwrap().1;
    one.previous = Some(world.id("efb-region-26"));
    let made = world.door().create(&one, "").await.unwrap();
    let mut client = world.sign_in("strateg").await;
    client.post(&format!("/assessment/{}/begin", made.head.id), &[]).await.is(303);
    let query = ListQuery { size: 100, ..ListQuery::linking("assessment", made.head.id) };
    let begun = world.door().all::<AssessedRequirement>(query).await.unwrap();
    let carried = begun.iter().find(|(_, one)| one.title.starts_with("A.8.2 ")).unwrap();
    assert!(carried.1.situation.is_none() && carried.1.controls.is_empty());
}

#[tokio::test]
async fn t21_sec_01_a_marked_figure_is_in_no_sum_and_not_given_to_the_planning_system() {
    let world = world().await;
    mark(&world, "indicator", "nyc-utbildning", &["definition"]).await;
    mark(&world, "indicator-value", "nyv-1", &["value"]).await;
    let mut client = world.sign_in("strateg").await;
    let file = client.get("/indicators/files/planning.csv").await.text();
    assert!(!file.contains("KPI-UTB"), "nothing of an indicator that bears a mark");
    assert!(!file.contains("2024-03-31;"), "no period of which a part is withheld: {file}");
    assert!(file.contains("2024-06-30;HSF;KPI-KONTON;utfall;1370"));
    let id = world.fixtures.id("nyc-konton").unwrap();
    let page = client.get(&format!("/indicator/{id}/series")).await;
    page.is(200).lacks("1480").lacks("1786");
}

#[tokio::test]
async fn sec_01_a_withheld_level_of_a_check_speaks_for_nothing() {
    let world = world().await;
    mark(&world, "control-check", "ktf-beh-4", &["level", "result", "deviating", "looked_at"])
        .await;
    let mut client = world.sign_in("medarbetare").await;
    let law = world.fixtures.id("rv-urval").unwrap();
    client.get("/controls").await.is(200).lacks("9 av 238");
    let page = client.get(&format!("/compliance/requirements?framework={law}")).await;
    page.is(200).has("Inte kontrollerat").lacks("9 av 238");
    let control = world.fixtures.id("ktr-behorighet").unwrap();
    client.get(&format!("/control/{control}")).await.is(200).lacks("9 av 238");
}

#[tokio::test]
async fn sec_01_a_requirement_that_is_hidden_as_a_whole_is_not_laid_out_twice() {
    let world = world().await;
    let id: Id<Assessment> = world.id("efb-region-26");
    mark(&world, "assessed-requirement", "bkr-26-a-8-2", &[]).await;
    let mut client = world.sign_in("strateg").await;
    let page = client.get(&format!("/assessment/{id}/requirements")).await;
    page.is(200).has("är dolt för dig").lacks("Lägg till dem");
    client.post(&format!("/assessment/{id}/begin"), &[]).await.is(403);
}

#[tokio::test]
async fn sec_01_a_value_that_is_hidden_as_a_whole_leaves_no_sum_without_it() {
    let world = world().await;
    mark(&world, "indicator-value", "nyv-1", &[]).await;
    let mut client = world.sign_in("strateg").await;
    let file = client.get("/indicators/files/planning.csv").await.text();
    assert!(!file.contains("2024-03-31;"), "{file}");
}
