//! Who does what with requests, and what a request must not tell.

use super::world::{CLEARED, copied, details, file, made, under_way, work, world};
use crate::{DisclosureCopy, DisclosureDetail, DisclosureRequest, detail::Ruling};
use stadga_measures::Measure;
use stadga_model::{Date, Id, Mark, MarkState, Prose, Record as _, Term};
use stadga_organisation::Person;
use stadga_publish::text_in::text_of;
use stadga_testkit::World;

#[tokio::test]
async fn sec_07_anyone_takes_a_request_and_the_registrar_is_asked_for_it() {
    let world = world().await;
    let mut anyone = world.sign_in("medarbetare").await;
    anyone.get("/disclosure-request/new").await.is(200).has("behöver inte säga vem hen är");
    let form = [
        ("title", "Handlingar om reservkraft"),
        ("asked", "Allt om reservkraft."),
        ("received", "2026-11-20T09:30"),
    ];
    anyone.post("/disclosure-request/new", &form).await.is(303);
    anyone.post(&work(under_way(&world), "copies"), &[]).await.is(403);
    anyone.post(&work(under_way(&world), "work"), &[("act", "as-proposed")]).await.is(403);
    let mut registrar = world.sign_in("registrator").await;
    registrar.get("/").await.is(200).has("Handlingar om reservkraft").has("Någon har väntat");
    anyone.get("/").await.is(200).lacks("Handlingar om reservkraft");
}

#[tokio::test]
async fn sec_07_nobody_writes_decisions_or_copies_but_the_workbench() {
    let world = world().await;
    let mut officer = world.sign_in("registrator").await;
    for kind in [DisclosureDetail::KIND, DisclosureCopy::KIND] {
        let body = serde_json::json!({"body": {"about": "x", "request": under_way(&world), "ruling": "disclose", "sort": "marked"}});
        let path = format!("/api/v1/{kind}");
        let answer = officer.json(axum::http::Method::POST, &path, &[], &body).await;
        assert!(answer.status.is_client_error(), "{kind}: {}", answer.status);
        officer.get(&format!("/{kind}/new")).await.is(if kind == DisclosureDetail::KIND {
            404
        } else {
            403
        });
    }
    assert!(details(&world, under_way(&world)).await.is_empty());
}

#[tokio::test]
async fn sec_07_who_asks_stands_in_no_list() {
    let world = world().await;
    let mut reader = world.sign_in("controller").await;
    reader.get("/disclosure-request").await.is(200).lacks("journalist").has("It-säkerhetsåtgärder");
    reader.get("/disclosure-request/export.csv").await.is(200).lacks("journalist");
    reader.get("/search?q=journalist").await.is(200).lacks("It-säkerhetsåtgärder");
    reader.get("/disclosure-copy").await.is(200).has("Styrsystemens nät").lacks("journalist");
}

#[tokio::test]
async fn sec_07_a_refusal_says_what_why_who_and_how_to_appeal() {
    let world = world().await;
    let mut officer = world.sign_in("registrator").await;
    let id = world.id::<DisclosureRequest>("utl-natverk");
    let pdf = officer.get(&work(id, "documents/refusal.pdf")).await;
    let text = text_of("x.pdf", &pdf.is(200).bytes).unwrap().text;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "RS 2026-0512",
        "2026-10-08",
        "OSL 18 kap. 8 §",
        "Uppgiften visar hur skyddet är byggt.",
        "Regiondirektör",
        "Kammarrätten i Göteborg",
        "inom 3 veckor",
    ] {
        assert!(text.contains(part), "the decision lacks {part}:\n{text}");
    }
    assert!(!text.contains("Skilj styrsystemens") && !text.contains("Utkast"), "{text}");
    let draft = officer.get(&work(under_way(&world), "documents/refusal.docx")).await;
    assert!(text_of("x.docx", &draft.is(200).bytes).unwrap().text.contains("Utkast"));
    officer.get(&work(id, "documents/other.pdf")).await.is(404);
}

/// Only one of the readers may know of a record any more.
async fn hide(world: &World, of: Id) {
    let mark = Mark {
        about: "dold".into(),
        of,
        state: MarkState::Active,
        fields: Vec::new(),
        ground: Term::from("osl-39"),
        reason: Prose::from("gäller en enskild"),
        review: Date::constant(2027, 11, 1),
        readers: vec![world.id::<Person>(CLEARED).cast()],
        roles: Vec::new(),
        hidden: true,
        unit: None,
        owner: None,
    };
    world.door().create(&mark, "").await.unwrap();
}

#[tokio::test]
async fn inc_09_a_hidden_record_tells_nothing_to_an_officer_who_is_not_cleared() {
    let world = world().await;
    let (id, measure) = (under_way(&world), world.id::<Measure>("atg-lev-krav"));
    let number = world.door().read(measure.cast()).await.unwrap().head.number;
    hide(&world, measure.cast()).await;
    let mut cleared = world.sign_in(CLEARED).await;
    cleared.get(&work(id, "work")).await.is(200).has(&number);
    cleared.post(&work(id, "work"), &[("act", "as-proposed")]).await.is(303);
    let all = details(&world, id).await;
    assert!(all.iter().any(|detail| detail.record == Some(measure.cast())));

    let mut officer = world.sign_in("registrator").await;
    let page = officer.get(&work(id, "work")).await;
    page.is(200).lacks(&number).lacks(&measure.to_string());
    let list = officer.get("/disclosure-detail").await;
    list.is(200).lacks(&number).lacks(&measure.to_string());
    let copy = made(&world, &mut officer, id).await;
    assert!(!format!("{:?}", copy.body).contains(&measure.to_string()));
    let of_cleared = made(&world, &mut cleared, id).await;
    assert!(!format!("{:?}", of_cleared.body).contains(&measure.to_string()));
    let mut other = world.sign_in("controller").await;
    let data = file(&mut other, &of_cleared, "data").await;
    data.is(200).lacks(&number);
    let refusal = officer.get(&work(id, "documents/refusal.docx")).await;
    let text = text_of("x.docx", &refusal.is(200).bytes).unwrap().text;
    assert!(!text.contains(&number) && !text.contains("OSL 39"), "{text}");
}

#[tokio::test]
async fn sec_07_a_marked_request_is_worked_with_by_its_readers_alone() {
    let world = world().await;
    let id = under_way(&world);
    hide(&world, id.cast()).await;
    let mut other = world.sign_in("registrator").await;
    other.get(&work(id, "work")).await.is(404);
    other.get("/disclosure-request").await.is(200).lacks("It-säkerhetsåtgärder");
    let mut cleared = world.sign_in(CLEARED).await;
    cleared.get(&work(id, "work")).await.is(200).has("Alla handlingar om regionens");
    let copy = copied(&world, &mut cleared, id).await;
    other.get(&format!("/disclosure-copy/{}", copy.head.id)).await.is(404);
    let masked = details(&world, id).await.into_iter().filter(|d| d.ruling == Ruling::Mask).count();
    assert!(masked > 0);
    other
        .get("/disclosure-detail")
        .await
        .is(200)
        .lacks(&copy.head.number)
        .lacks("It-säkerhetsåtgärder");
}
