//! What a reader may not read is in no figure, sum, row or document (SEC-01, SEC-08).

use stadga_model::{Id, Mark};
use stadga_testkit::World;

use super::{area::ground, flat};
use crate::ManagementReview;

/// The demo region with a mark on some fields of a record, or on all of it, that only the strategist may read past.
async fn marked(key: &str, fields: &[&str]) -> World {
    let world = World::of([ground(), vec![stadga_secrecy::area()]].concat()).await;
    let mark = serde_json::json!({"about": "Prov", "of": world.fixtures.id(key), "state": "active", "fields": fields,
        "ground": "osl-18-8", "reason": "Visar hur skyddet är uppbyggt.", "review": "2027-11-20",
        "readers": [world.fixtures.id("strateg")]});
    let mark: Mark = serde_json::from_value(mark).unwrap();
    world.door().create(&mark, "").await.unwrap();
    world
}

const REPORT: &str = "/management/reports/information-security";

#[tokio::test]
async fn sec_01_a_withheld_cost_is_in_no_sum_and_no_row_of_the_report() {
    let world = marked("atg-klassa-kvar", &["cost", "granted", "funding"]).await;
    let unit = world.fixtures.id("hsf").unwrap();
    let page = format!("{REPORT}?unit={unit}");
    let mut other = world.sign_in("medarbetare").await;
    other.get(&page).await.is(200).lacks("350\u{a0}000").has("kostnaden dold");
    let file = other.get(&format!("{REPORT}/2026/{unit}/report.pdf")).await;
    let text = flat("pdf", &file.is(200).bytes);
    assert!(!text.replace('\u{a0}', " ").contains("350 000"), "{text}");
}

#[tokio::test]
async fn sec_01_rep_05_open_measures_are_as_many_as_in_the_list_also_where_a_title_is_withheld() {
    let world = marked("atg-klassa-kvar", &["title"]).await;
    let mut other = world.sign_in("medarbetare").await;
    let page = other.get(REPORT).await.is(200).text();
    let row = page.split("<tr>").find(|row| row.contains(">Öppna åtgärder<")).unwrap();
    let link = row.split("href=\"").nth(1).unwrap();
    let (href, rest) = link.split_once('"').unwrap();
    let number = rest.split_once('>').unwrap().1.split('<').next().unwrap();
    let list = other.get(&format!("{}&size=500", href.replace("&amp;", "&"))).await.is(200).text();
    assert!(list.contains(&format!("{number} träffar")), "{href} has not {number}");
}

#[tokio::test]
async fn sec_01_a_withheld_title_is_a_number_on_plan_chapters_and_lists() {
    let world = marked("atg-klassa-kvar", &["title"]).await;
    let mut other = world.sign_in("medarbetare").await;
    for page in ["/management/plan", REPORT, "/management/behind?what=came&since=2026-01-01"] {
        other.get(page).await.is(200).lacks("Klassa de system som är kvar").has("ÅTG-");
    }
    let id: Id<ManagementReview> = world.id("lgg-h-26-1");
    let page = other.get(&format!("/management-review/{id}")).await;
    page.is(200).lacks(">Klassa de system som är kvar</a>");
}

#[tokio::test]
async fn sec_01_what_is_withheld_of_a_review_is_on_none_of_its_pages_and_documents() {
    let world = marked("lgg-r-26-2", &["comments", "conclusion", "outcomes"]).await;
    let id: Id<ManagementReview> = world.id("lgg-r-26-2");
    let mut other = world.sign_in("medarbetare").await;
    let words = [
        "Medicintekniken delar fortfarande nät",
        "redovisas för styrelsen",
        "Stöd på plats vid klassning tas",
    ];
    let pages = [
        "/management".to_owned(),
        format!("/management-review/{id}/material"),
        format!("/management-review/{id}"),
    ];
    for page in pages {
        let answer = other.get(&page).await;
        answer.is(200);
        for words in words {
            answer.lacks(words);
        }
    }
    for ending in ["pdf", "docx"] {
        let file = other.get(&format!("/management-review/{id}/documents/material.{ending}")).await;
        let text = flat(ending, &file.is(200).bytes);
        words.iter().for_each(|words| assert!(!text.contains(words), "{ending}: {words}"));
    }
}

#[tokio::test]
async fn sec_08_who_has_no_role_sees_no_page_of_the_area() {
    let world = World::of(ground()).await;
    let id: Id<ManagementReview> = world.id("lgg-r-26-2");
    let mut nobody = world.sign_in("sakerhetssamordnare-tidigare").await;
    for page in [
        "/management".to_owned(),
        "/management/plan".into(),
        "/management/reports".into(),
        "/management/model".into(),
        REPORT.into(),
        format!("/management-review/{id}/material"),
    ] {
        let answer = nobody.get(&page).await;
        assert!([200, 403, 404].contains(&answer.status.as_u16()), "{page}: {}", answer.status);
        answer
            .lacks("Regionledningen,")
            .lacks("Klassa de system")
            .lacks("Policyn gäller och är känd");
    }
}
