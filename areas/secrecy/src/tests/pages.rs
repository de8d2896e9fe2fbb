//! Secrecy as people meet it: withheld on the page, read with a purpose, marked by those who may.

use super::area::ground;
use stadga_measures::Measure;
use stadga_model::{Mark, Record as _};
use stadga_organisation::Person;
use stadga_testkit::World;

const SECRET: &str = "Skilj styrsystemens";

#[tokio::test]
async fn t21_others_see_that_it_is_there_and_how_it_goes_but_not_what_it_is() {
    let world = World::of(ground()).await;
    let id = world.id::<Measure>("atg-hemlig");
    let mut other = world.sign_in("controller").await;
    let page = other.get(&format!("/measure/{id}")).await;
    page.is(200).has("OSL 18:8").has("Pågår").lacks(SECRET).lacks("Brandväggen");
    other.get("/measure").await.is(200).lacks(SECRET);
    other.get("/measure/export.csv").await.is(200).lacks(SECRET).has("Sekretess OSL 18:8");
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
    assert!(readings.iter().any(told));
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
    owner.post(&format!("/mark/{}/move/lift", mark.id), &[("_revision", "1")]).await.is(303);
    other.get(&format!("/measure/{id}")).await.has("Gör grundutbildningen");
}
