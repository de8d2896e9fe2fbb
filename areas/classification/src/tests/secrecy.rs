//! What a mark withholds of a class is told nowhere: not by systems that inherit it, lists, counts, documents or demands.

use stadga_model::{Id, Mark, MarkState, Prose, Term};
use stadga_publish::text_in::text_of;
use stadga_testkit::World;
use stadga_web::Area;

use super::area::ground;

/// The area with what it stands on and the marks' words.
pub fn marked() -> Vec<Area> {
    let mut areas = ground();
    areas.insert(0, stadga_secrecy::area());
    areas
}

/// Withholds fields of a record, or all of it, from all but the strategist.
pub async fn mark(world: &World, kind: &str, key: &str, fields: &[&str]) {
    let mark = Mark {
        about: kind.into(),
        of: world.fixtures.id(key).unwrap(),
        state: MarkState::Active,
        fields: fields.iter().map(ToString::to_string).collect(),
        ground: Term::from("osl-18-8"),
        reason: Prose::from("Visar vad som är mest värt att angripa."),
        review: "2027-11-22".parse().unwrap(),
        readers: vec![world.fixtures.id("strateg").unwrap()],
        roles: Vec::new(),
        hidden: false,
        unit: None,
        owner: None,
    };
    world.door().create(&mark, "").await.unwrap();
}

#[tokio::test]
async fn sec_01_what_is_withheld_of_a_class_is_told_by_no_page_count_or_document() {
    let world = World::of(marked()).await;
    let system: Id = world.fixtures.id("ke-inkop").unwrap();
    let information: Id = world.fixtures.id("inf-anbud").unwrap();
    let address = format!("/configuration-item/{system}/protection");
    let strong = "Inloggning med två faktorer";
    let mut reader = world.sign_in("medarbetare").await;
    reader.get(&address).await.is(200).has("3-2-1").has(strong);
    mark(&world, "classification", "kla-anbud-klassa-4", &[]).await;
    reader.get(&address).await.is(200).lacks("3-2-1").lacks(strong);
    let page = reader.get(&format!("/information-object/{information}")).await;
    page.is(200).lacks("3 Allvarlig");
    let file = reader.get(&format!("{address}/demands/demands.docx")).await;
    let text = text_of("a.docx", &file.is(200).bytes).unwrap().text;
    assert!(text.contains("Krav") && !text.contains("två oberoende faktorer"), "{text}");
    let values = reader.get("/classes/values").await.text();
    let (_, row) = values.split_once("Anbud i pågående upphandling").unwrap();
    assert!(!row.split("</tr>").next().unwrap().contains("Allvarlig"));
    // Not by the list of classifications either, whatever it is asked.
    let list = reader.get("/classification?confidentiality=3").await.is(200).text();
    let (_, rows) = list.split_once("<tbody").unwrap();
    assert!(rows.contains("Patientjournal") && !rows.contains("Anbud"));
}

#[tokio::test]
async fn sec_01_what_is_withheld_of_protection_is_neither_shown_nor_written_over() {
    let world = World::of(marked()).await;
    mark(&world, "system-protection", "sky-journal", &["safeguards", "deviations"]).await;
    let system: Id = world.fixtures.id("ke-journal").unwrap();
    let address = format!("/configuration-item/{system}/protection");
    let mut reader = world.sign_in("forvaltningsledare-vard").await;
    reader.get(&address).await.is(200).lacks("Stickprov varje kvartal").lacks("SITHS");
    reader.post(&address, &[("state.backup", "missing")]).await.is(403);
}
