//! The area's own pages on the demo region: who answers for what, how roles are filled, the organisation of a day, roles.

use stadga_model::Id;
use stadga_publish::text_in::text_of;
use stadga_testkit::World;

use crate::{Assignment, Forum, Meeting, Onboarding, RoleDescription, Unit};

async fn world() -> World {
    World::of(vec![crate::area()]).await
}

/// The table's row that bears these words.
fn row<'a>(page: &'a str, words: &str) -> &'a str {
    page.split("<tr>")
        .find(|row| row.contains(words))
        .unwrap_or_else(|| panic!("no {words}: {page}"))
}

#[tokio::test]
async fn org_07_the_map_and_its_pages_are_read_by_everybody_in_both_languages() {
    let world = world().await;
    let mut client = world.sign_in("medarbetare").await;
    for language in ["sv", "en"] {
        client.reads(language);
        for page in ["", "/areas", "/staffing", "/units", "?on=2022-06-01", "/areas?on=x"] {
            client.get(&format!("/board/responsibility{page}")).await.is(200).lacks("⟦");
        }
        client.get("/unit/template").await.is(200).lacks("⟦");
    }
    client.reads("sv");
    let role: Id<RoleDescription> = world.id("rbe-sakerhetschef");
    let page = client.get("/board/responsibility").await.is(200).text();
    assert!(page.contains(&format!("<a href=\"/role-description/{role}\">")), "boxes are links");
    assert!(page.contains("◐ Förvaltningsledare"), "one of its posts is vacant");
    for ending in ["pdf", "docx"] {
        let file = client.get(&format!("/roles/files/roles.{ending}")).await;
        let text = text_of(&format!("a.{ending}"), &file.is(200).bytes).unwrap().text;
        assert!(
            text.contains("Objektägare") && text.contains("Övervakar miljön"),
            "{ending}: {text}"
        );
    }
    client.get("/roles/files/other.pdf").await.is(404);
}

#[tokio::test]
async fn t31_org_08_areas_with_no_body_and_without_a_function_are_seen() {
    let world = world().await;
    let mut client = world.sign_in("revisor").await;
    let page = client.get("/board/responsibility/areas").await.is(200).text();
    let it = row(&page, ">It-säkerhet<");
    assert!(it.contains("Regionstyrelsen") && it.contains("Tydligt"), "{it}");
    assert!(it.contains("Ställer krav och följer upp dem"), "units share it: {it}");
    assert!(row(&page, ">Fysisk säkerhet<").contains("utan ansvarigt organ"));
    assert!(row(&page, "Regionala utvecklingsförvaltningen").contains("Saknas"), "no coordinator");
    assert!(row(&page, "Trafikförvaltningen").contains("Vakant"));
    let told = world.sign_in("registrator").await.get("/").await.is(200).text();
    assert!(told.contains("saknar ett tydligt ansvarigt organ"), "{told}");
}

#[tokio::test]
async fn t31_org_03_an_area_that_two_bodies_have_by_regulation_is_seen_with_both() {
    let world = world().await;
    let mut client = world.sign_in("revisor").await;
    for (language, several) in [("sv", "med mer än ett organ"), ("en", "with more than one body")]
    {
        client.reads(language);
        let page = client.get("/board/responsibility/areas").await.is(200).text();
        let row = page.split("<tr>").find(|row| row.contains("§ 9") && row.contains("§ 6"));
        let row = row.unwrap();
        assert!(row.contains("Regionstyrelsen") && row.contains("Regionala utvecklingsnämnden"));
        assert!(row.contains(several), "{row}");
    }
    client.reads("sv");
    let before = client.get("/board/responsibility/areas?on=2014-06-01").await.is(200).text();
    assert!(!before.contains("Regionala utvecklingsnämnden"), "there was one body then");
}

#[tokio::test]
async fn org_13_vacancies_and_what_nobody_can_stand_in_for_are_seen() {
    let mut client = world().await.sign_in("regiondirektor").await;
    let page = client.get("/board/responsibility/staffing").await.is(200).text();
    assert!(row(&page, "Förvaltningsledare trafik").contains("Vakant"));
    assert!(row(&page, ">Säkerhetschef<").contains("Saknar ersättare"));
    assert!(!page.contains(">Regiondirektör</a>"), "has a deputy");
    let before = client.get("/board/responsibility/staffing?on=2024-03-01").await.is(200).text();
    assert!(row(&before, "Tillförordnad regiondirektör").contains("Tillförordnad"));
}

#[tokio::test]
async fn org_02_a_day_of_another_year_shows_the_organisation_of_that_year() {
    let mut client = world().await.sign_in("revisor").await;
    let svg = |page: &str| {
        let svg = page.split("<svg").find(|part| part.contains("units-title")).unwrap();
        svg.split("</svg>").next().unwrap().to_owned()
    };
    let then = svg(&client.get("/board/responsibility/units?on=2022-06-01").await.is(200).text());
    assert!(then.contains("Servicefunktion it") && !then.contains("It-avdelningen"), "{then}");
    let now = client.get("/board/responsibility/units").await.is(200).text();
    assert!(!svg(&now).contains("Servicefunktion it") && svg(&now).contains("It-avdelningen"));
    assert!(now.contains("direkt under regiondirektören"), "why it ended");
}

#[tokio::test]
async fn org_15_the_path_is_begun_by_its_own_and_gone_step_by_step() {
    let world = world().await;
    let path: Id<Onboarding> = world.id("intro-it-samordnare");
    let mut client = world.sign_in("servicedeskchef").await;
    client.get("/").await.is(200).has("Gå vidare med introduktionen").lacks("⟦");
    client.get(&format!("/onboarding/{path}")).await.is(200).has("2 av 3 moment gjorda");
    let mut other = world.sign_in("medarbetare").await;
    other.post(&format!("/onboarding/{path}/step/2"), &[]).await.is(403);
    client.post(&format!("/onboarding/{path}/step/9"), &[]).await.is(404);
    client.post(&format!("/onboarding/{path}/step/2"), &[]).await.is(303);
    client.get(&format!("/onboarding/{path}")).await.has("3 av 3 moment gjorda").has("Genomgången");
    client.post(&format!("/onboarding/{path}/step/2"), &[]).await.is(303);
    client.get(&format!("/onboarding/{path}")).await.has("Pågår");
    // One who is new in a role begins theirs, and nobody begins it for another.
    let post: Id<Assignment> = world.id("roll-samordnare-hsf");
    other.post(&format!("/assignment/{post}/introduction"), &[]).await.is(303);
    assert_eq!(world.all("onboarding").await.len(), 2, "it was begun already");
    let post: Id<Assignment> = world.id("roll-strateg");
    other.post(&format!("/assignment/{post}/introduction"), &[]).await.is(403);
    let mut own = world.sign_in("strateg").await;
    own.get(&format!("/assignment/{post}")).await.is(200).has("Börja introduktionen");
    own.post(&format!("/assignment/{post}/introduction"), &[]).await.is(303);
    assert_eq!(world.all("onboarding").await.len(), 3);
}

#[tokio::test]
async fn org_16_t28_wrong_doors_are_counted_and_noted_by_whoever_meets_one() {
    let world = world().await;
    let mut client = world.sign_in("medarbetare").await;
    let page = client.get("/board/redirections").await.is(200).text();
    let way = row(&page, "Förvaltningsledare");
    assert!(way.contains("Servicedesk") && way.contains(">2</a>"), "{way}");
    client.get("/redirection/new").await.is(200);
}

#[tokio::test]
async fn org_18_attendance_begins_with_those_who_sit_there() {
    let world = world().await;
    let json = serde_json::json!({"title": "Rådet", "body": world.fixtures.id("infosakradet"), "date": "2026-11-19",
        "secretary": world.fixtures.id("strateg")});
    let meeting: Meeting = serde_json::from_value(json).unwrap();
    let id = world.door().create(&meeting, "").await.unwrap().head.id;
    let mut client = world.sign_in("strateg").await;
    client.get(&format!("/meeting/{id}")).await.is(200).has("Börja med ledamöterna");
    world
        .sign_in("medarbetare")
        .await
        .post(&format!("/meeting/{id}/attendance"), &[])
        .await
        .is(403);
    client.post(&format!("/meeting/{id}/attendance"), &[]).await.is(303);
    let (_, kept) = world.door().read_as::<Meeting>(id.cast()).await.unwrap();
    assert_eq!(kept.attendance.len(), 6);
    assert!(kept.anyone_came());
}

#[tokio::test]
async fn org_22_the_template_makes_units_with_vacant_posts_all_or_none() {
    let world = world().await;
    let it: Id<Unit> = world.id("it");
    let parent = it.to_string();
    let (units, posts) = (world.all("unit").await.len(), world.all("assignment").await.len());
    let mut client = world.sign_in("administrator").await;
    let page = client.get("/unit/template").await.is(200).has("Skapa enheterna").text();
    for part in [
        "Komponentansvarig",
        "Förvaltningsledare it",
        "Styrmodellsansvarig",
        "Ansvarig e-hälsa",
        "Utvecklingsledare",
        "It-arkitekt",
        "Kravstöd",
        "Incident manager",
        "Problem manager",
    ] {
        assert!(page.contains(part), "ORG-22: {part}");
    }
    client.post("/unit/template", &[("parent", &parent)]).await.is(422).has("Inget har skapats");
    let chosen = [("parent", &*parent), ("area", "1"), ("area", "4"), ("area", "77")];
    world.sign_in("it-chef").await.post("/unit/template", &chosen).await.is(403);
    client.post("/unit/template", &chosen).await.is(303);
    assert_eq!(world.all("unit").await.len(), units + 2);
    assert_eq!(world.all("assignment").await.len(), posts + 8);
    client.get(&format!("/unit/{it}")).await.is(200).has("Leverans").has("Servicedesk");
}

#[tokio::test]
async fn org_24_unions_and_elected_members_sit_as_parties() {
    let world = world().await;
    let forum: Id<Forum> = world.id("infosakradet");
    let mut opened = world.door().open_as(forum).await.unwrap();
    for (role, party) in [("union-representative", "union"), ("board-member", "elected")] {
        let seat = serde_json::json!({ "part": "member", "role": role, "party": party });
        opened.body.members.push(serde_json::from_value(seat).unwrap());
    }
    world.door().save(opened, "").await.unwrap();
    let mut client = world.sign_in("strateg").await;
    let page = client.get(&format!("/forum/{forum}")).await;
    page.is(200).has("Facklig organisation").has("Förtroendevalda");
    let json = serde_json::json!({"title": "Rådet", "body": forum, "date": "2026-11-19",
        "secretary": world.fixtures.id("strateg")});
    let meeting: Meeting = serde_json::from_value(json).unwrap();
    let id = world.door().create(&meeting, "").await.unwrap().head.id;
    client.post(&format!("/meeting/{id}/attendance"), &[]).await.is(303);
    let (_, kept) = world.door().read_as::<Meeting>(id.cast()).await.unwrap();
    let came = |party: &str| {
        kept.attendance.iter().any(|row| row.party.as_ref().is_some_and(|own| own.0 == party))
    };
    assert!(came("union") && came("elected"), "whom they sit for follows along");
}
