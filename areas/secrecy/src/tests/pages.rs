//! Secrecy as people meet it: withheld on the page, read with a purpose, marked by those who may.

use super::area::ground;
use axum::http::Method;
use serde_json::json;
use stadga_access::Level;
use stadga_measures::{Evidence, Improvement, Measure};
use stadga_model::{FileId, Id, Mark, Record as _};
use stadga_organisation::Person;
use stadga_publish::sheet::{Cell, Column, Kind as ColumnKind, Sheet, Workbook, workbook};
use stadga_testkit::World;
use stadga_web::{Purpose, SignInOptions};

const SECRET: &str = "Skilj styrsystemens";

#[tokio::test]
async fn t21_others_see_that_it_is_there_and_how_it_goes_but_not_what_it_is() {
    let world = World::of(ground()).await;
    let id = world.id::<Measure>("atg-hemlig");
    let mut other = world.sign_in("controller").await;
    let page = other.get(&format!("/measure/{id}")).await;
    page.is(200).has("OSL 18:8").has("Pågår").lacks(SECRET).lacks("Brandväggen");
    other.get("/measure").await.is(200).lacks(SECRET);
    other
        .get("/measure/export.csv")
        .await
        .is(200)
        .lacks(SECRET)
        .has("Sekretess OSL 18:8")
        .has("Pågår");
    other.get(&format!("/measure/{id}/history")).await.is(200).lacks(SECRET);
    other.get(&format!("/api/v1/measure/{id}")).await.is(200).lacks(SECRET).has("osl-18-8");
    other.get("/search?q=styrsystemens").await.lacks(SECRET);
    other.post(&format!("/measure/{id}/reveal"), &[("purpose", "nyfiken")]).await.is(403);
    other.get(&format!("/measure/{id}/mark")).await.is(403);
    other.get("/mark").await.lacks("Styrsystemens");
}

#[tokio::test]
async fn sec_05_who_may_reads_it_with_a_purpose_that_is_kept() {
    let world = World::of(ground()).await;
    let id = world.id::<Measure>("atg-hemlig");
    let mut reader = world.sign_in("it-chef").await;
    reader.get(&format!("/measure/{id}")).await.is(200).lacks(SECRET).has("Visa det dolda");
    let reveal = format!("/measure/{id}/reveal");
    reader.post(&reveal, &[("purpose", " ")]).await.is(422).lacks(SECRET).has("Inget har visats");
    let before = world.all("reading").await.len();
    let page = reader.post(&reveal, &[("purpose", "uppföljning i ledningsgruppen")]).await;
    page.is(200).has(SECRET).has("Läsningen är noterad");
    let edit = format!("/measure/{id}/edit");
    reader.get(&edit).await.is(200).lacks(SECRET);
    let readings = world.all("reading").await;
    assert_eq!(readings.len(), before + 1);
    let told = |reading: &stadga_model::Revision| {
        reading.body["purpose"] == "uppföljning i ledningsgruppen"
    };
    let reading = readings.iter().find(|reading| told(reading)).unwrap();
    let mut controller = world.sign_in("dataskyddsombud").await;
    let page = controller.get(&format!("/reading/{}", reading.head.id)).await;
    page.is(200).has("<li>Rubrik</li>").has("<li>Skäl till ändringarna</li>");
}

#[tokio::test]
async fn sec_05_where_nobody_asks_what_for_the_reading_is_noted_all_the_same() {
    let set = |options: &mut SignInOptions| options.marked.purpose = Purpose::None;
    let world = World::signing_in(ground(), set).await;
    let id = world.id::<Measure>("atg-hemlig");
    let mut reader = world.sign_in("it-chef").await;
    let page = reader.get(&format!("/measure/{id}")).await;
    page.is(200).has("Visa det dolda").lacks("Vad behöver du uppgifterna till?");
    let before = world.all("reading").await.len();
    reader.post(&format!("/measure/{id}/reveal"), &[]).await.is(200).has(SECRET);
    reader
        .json(Method::POST, &format!("/api/v1/measure/{id}/reveal"), &[], &json!({}))
        .await
        .is(200);
    assert_eq!(world.all("reading").await.len(), before + 2);
}

/// A marked piece of evidence with a file, whose reader is the IT manager.
async fn marked_file(world: &World) -> (Id<Evidence>, FileId) {
    let door = world.door();
    let file = door.keep_file("nätplan.txt", "text/plain", SECRET.as_bytes()).await.unwrap();
    let evidence = json!({"title": "Nätplan", "evidence_type": "document", "measures": [],
        "file": file, "date": "2026-11-01"});
    let evidence: Evidence = serde_json::from_value(evidence).unwrap();
    let made = door.create(&evidence, "").await.unwrap().head;
    let mark = json!({"about": made.number, "of": made.id, "state": "active", "fields": ["file"],
        "ground": "osl-18-8", "reason": "skäl", "review": "2027-11-22",
        "readers": [world.id::<Person>("it-chef")]});
    door.create(&serde_json::from_value::<Mark>(mark).unwrap(), "").await.unwrap();
    (made.id.cast(), file)
}

#[tokio::test]
async fn sec_05_a_marked_file_is_read_by_whoever_has_said_what_for_and_not_for_long() {
    let world = World::of(ground()).await;
    let (id, file) = marked_file(&world).await;
    let (page, fetch) = (format!("/evidence/{id}"), format!("/files/{}", file.0));
    let mut other = world.sign_in("controller").await;
    other.get(&page).await.is(200).lacks(&file.0);
    other.get(&fetch).await.is(404).lacks(SECRET);
    let mut reader = world.sign_in("it-chef").await;
    let led = reader.get(&fetch).await;
    assert_eq!(led.is(303).header("location"), format!("{page}#secrecy"));
    reader.get(&format!("/api/v1{fetch}")).await.is(403).lacks(SECRET);
    reader.post(&format!("{page}/reveal"), &[("purpose", "driftmöte")]).await.is(200).has(&file.0);
    let before = world.all("reading").await.len();
    reader.get(&fetch).await.is(200).has(SECRET);
    let purposes: Vec<_> = world
        .all("reading")
        .await
        .into_iter()
        .map(|reading| reading.body["purpose"].clone())
        .collect();
    assert_eq!(purposes.len(), before + 1);
    assert_eq!(purposes.iter().filter(|purpose| **purpose == "driftmöte").count(), 2);
    let mut elsewhere = world.sign_in("it-chef").await;
    elsewhere.get(&fetch).await.is(303);
    let reveal = format!("/api/v1{fetch}/reveal");
    elsewhere.json(Method::POST, &reveal, &[], &json!({})).await.is(422).lacks(SECRET);
    elsewhere
        .json(Method::POST, &reveal, &[], &json!({"purpose": "driftmöte"}))
        .await
        .is(200)
        .has(SECRET);
    other.json(Method::POST, &reveal, &[], &json!({"purpose": "nyfiken"})).await.is(404);
    let surely = |options: &mut SignInOptions| options.marked.level = Level::TwoFactor;
    let world = World::signing_in(ground(), surely).await;
    let (_, file) = marked_file(&world).await;
    let mut reader = world.sign_in("it-chef").await;
    let reveal = format!("/api/v1/files/{}/reveal", file.0);
    reader
        .json(Method::POST, &reveal, &[], &json!({"purpose": "driftmöte"}))
        .await
        .is(403)
        .lacks(SECRET);
}

#[tokio::test]
async fn nis_05_a_file_that_bears_a_marking_is_not_kept_whichever_way_it_comes() {
    let world = World::of(ground()).await;
    let mut owner = world.sign_in("strateg").await;
    let text = "Bilaga\nBEGRÄNSAT HEMLIG\nSkyddsvärda anläggningar";
    let told = "BEGRÄNSAT HEMLIG";
    owner.get("/measure/new").await.is(200).has("Skriv inget här som rör säkerhetsskydd");
    owner.get("/measure/import").await.is(200).has("Skriv inget här som rör säkerhetsskydd");
    let api = owner.upload("/measure/import", "rader.csv", text.as_bytes()).await;
    api.is(422).has(told).has("säkerhetsskyddshänvisning");
    let book = Workbook {
        title: "Rader".into(),
        date: None,
        sheets: vec![Sheet {
            name: "Rader".into(),
            columns: vec![Column::new("Rubrik", ColumnKind::Text)],
            rows: vec![vec![Cell::Text("KVALIFICERAT HEMLIG".into())]],
        }],
    };
    let book = workbook(&book).unwrap();
    owner.upload("/measure/import", "rader.xlsx", &book).await.is(422).has("KVALIFICERAT HEMLIG");
    let body = json!({"body": {"title": "Enligt BEGRÄNSAT HEMLIG bilaga", "raised": "2026-11-01"}});
    owner.json(Method::POST, "/api/v1/measure", &[], &body).await.is(422).has("NIS-05").has(told);
    let allowed = owner.upload("/measure/import", "rader.csv", "Rubrik\nhemligt".as_bytes()).await;
    allowed.is(200);
}

#[tokio::test]
async fn nis_05_what_is_sensitive_together_is_warned_of_and_marked_at_once() {
    let world = World::of(ground()).await;
    let source = world.id::<Measure>("atg-oblig-utbildning");
    let mut made = Vec::new();
    for at in 0..5 {
        let owner = (at == 0).then(|| world.id::<Person>("it-chef"));
        let improvement = json!({"title": format!("Brist {at} i skyddet"),
            "improvement_type": "deficiency", "source": source, "found": "2026-11-01", "owner": owner});
        let improvement: Improvement = serde_json::from_value(improvement).unwrap();
        made.push(world.door().create(&improvement, "").await.unwrap().head.id.to_string());
    }
    let mut owner = world.sign_in("strateg").await;
    owner.get("/").await.is(200).has("känslig tillsammans");
    let list = format!("/improvement?state=open%2Cin-progress&size=200&source={source}");
    let page = owner.get("/secrecy/together").await;
    page.is(200).has(&list.replace('&', "&amp;")).has("Gör grundutbildningen");
    let mut other = world.sign_in("controller").await;
    other.get("/secrecy/together").await.is(403);
    owner.get(&list).await.is(200).has("Sekretessmarkera").has("Brist 4 i skyddet");
    let chosen: Vec<(&str, &str)> = made.iter().map(|id| ("id", id.as_str())).collect();
    let chosen = [&chosen[..], &[("change", "mark")]].concat();
    let form = owner.post("/improvement/bulk", &chosen).await;
    form.is(200).has("Dessa 5 poster").has("Brist 0 i skyddet").has("Brist 4 i skyddet");
    let act = ("_act", "save");
    owner.post("/improvement/bulk", &[&chosen[..], &[act]].concat()).await.is(422).has("Grund");
    let reader = world.id::<Person>("strateg").to_string();
    let mark = [
        act,
        ("ground", "osl-18-8"),
        ("reason", "bristerna visar tillsammans hur skyddet kan brytas"),
        ("review", "2027-11-22"),
        ("readers", reader.as_str()),
    ];
    other.post("/improvement/bulk", &[&chosen[..], &mark].concat()).await.is(403);
    owner.post("/improvement/bulk", &[&chosen[..], &mark].concat()).await.is(303);
    owner.get(&list).await.is(200).lacks("i skyddet");
    owner.get("/improvement?size=200").await.is(200).has("OSL 18:8").lacks("i skyddet");
    owner.get("/secrecy/together").await.is(200).lacks("Gör grundutbildningen");
    let marks = world.all(Mark::KIND).await;
    let readers = |of: &str| {
        let mark = marks.iter().find(|mark| mark.body["of"] == of).unwrap();
        mark.body["readers"].as_array().unwrap().len()
    };
    assert_eq!((readers(&made[0]), readers(&made[1])), (2, 1), "owners read their own alone");
}

#[tokio::test]
async fn sec_04_who_may_read_what_is_withheld_may_change_it() {
    let world = World::of(ground()).await;
    let id = world.id::<Measure>("atg-hemlig");
    let edit = format!("/measure/{id}/edit");
    let mut reader = world.sign_in("it-chef").await;
    reader.get(&format!("{edit}/whole")).await.is(200).has(SECRET);
    let form = [
        ("_revision", "1"),
        ("_base", "1"),
        ("title", "Ny hemlig rubrik"),
        ("priority", "high"),
        ("funding", "not-needed"),
        ("due", "2027-01-31"),
        ("start", "2026-02-09"),
        ("raised", "2026-02-09"),
    ];
    let owner = world.id::<Person>("it-chef").to_string();
    let unit = world.id::<stadga_organisation::Unit>("it").to_string();
    let form = [&form[..], &[("owner", owner.as_str()), ("unit", unit.as_str())]].concat();
    reader.post(&format!("{edit}/whole"), &form).await.is(303);
    let page = reader.post(&format!("/measure/{id}/reveal"), &[("purpose", "kontroll")]).await;
    page.is(200).has("Ny hemlig rubrik");
    let mut other = world.sign_in("controller").await;
    other.get(&format!("/measure/{id}")).await.is(200).lacks("Ny hemlig rubrik");
    other.get(&format!("{edit}/whole")).await.is(403);
    other.post(&format!("{edit}/whole"), &form).await.is(403);
}

#[tokio::test]
async fn sec_03_a_mark_is_set_from_the_record_and_lifted_again() {
    let world = World::of(ground()).await;
    let id = world.id::<Measure>("atg-oblig-utbildning");
    let mut owner = world.sign_in("strateg").await;
    let ask = format!("/measure/{id}/mark");
    owner.get(&ask).await.is(200).has("Vad ska döljas?");
    let reader = world.id::<Person>("strateg").to_string();
    let form = [
        ("_fields", "title"),
        ("ground", "osl-18-8"),
        ("reason", "skäl"),
        ("review", "2027-11-22"),
    ];
    owner.post(&ask, &form).await.is(422).has("Ange minst en person eller roll");
    let form = [&form[..], &[("readers", reader.as_str())]].concat();
    owner.post(&ask, &form).await.is(303);
    let mut other = world.sign_in("controller").await;
    other.get(&format!("/measure/{id}")).await.has("OSL 18:8").lacks("Gör grundutbildningen");
    let marks = world.all(Mark::KIND).await;
    let mark = marks.into_iter().find(|mark| mark.body["of"] == id.to_string()).unwrap().head;
    owner.get(&format!("/mark/{}", mark.id)).await.is(200).has("<li>Rubrik</li>");
    owner.reads("en");
    owner.get(&format!("/mark/{}", mark.id)).await.is(200).has("<li>Heading</li>");
    owner.reads("sv");
    owner.post(&format!("/mark/{}/move/lift", mark.id), &[("_revision", "1")]).await.is(303);
    other.get(&format!("/measure/{id}")).await.has("Gör grundutbildningen");
}
