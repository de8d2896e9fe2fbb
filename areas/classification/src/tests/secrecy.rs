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

/// Withholds a whole record from all but the strategist.
pub async fn mark(world: &World, kind: &str, key: &str) {
    let mark = Mark {
        about: kind.into(),
        of: world.fixtures.id(key).unwrap(),
        state: MarkState::Active,
        fields: Vec::new(),
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
    let system: Id = world.fixtures.id("ke-brandvagg").unwrap();
    let information: Id = world.fixtures.id("inf-natritningar").unwrap();
    let address = format!("/configuration-item/{system}/protection");
    let mut reader = world.sign_in("medarbetare").await;
    reader.get(&address).await.is(200).has("3-3-2");
    for key in ["kla-natritningar-klassa-2", "kla-natritningar-klassa-4"] {
        mark(&world, "classification", key).await;
    }
    reader
        .get(&address)
        .await
        .is(200)
        .lacks("3-3-2")
        .lacks("3-2-2")
        .lacks("Inloggning med två faktorer");
    reader.get(&format!("/information-object/{information}")).await.is(200).lacks("3 Allvarlig");
    let file = reader.get(&format!("{address}/demands/demands.docx")).await;
    let text = text_of("a.docx", &file.is(200).bytes).unwrap().text;
    assert!(!text.contains("två oberoende faktorer"), "{text}");
    // Whoever is cleared sees it by saying what for; the list of owners tells no level.
    let values = reader.get("/classes/values").await;
    let (_, row) = values
        .text()
        .split_once("Nätritningar och brandväggsregler")
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    assert!(!row.split("</tr>").next().unwrap().contains("Allvarlig"));
}

#[tokio::test]
async fn sec_01_what_is_withheld_of_protection_is_neither_shown_nor_written_over() {
    let world = World::of(marked()).await;
    mark(&world, "system-protection", "sky-journal").await;
    let system: Id = world.fixtures.id("ke-journal").unwrap();
    let address = format!("/configuration-item/{system}/protection");
    let mut reader = world.sign_in("forvaltningsledare-vard").await;
    reader.get(&address).await.is(200).lacks("Stickprov varje kvartal").lacks("SITHS");
    reader.post(&address, &[("state.backup", "missing")]).await.is(403);
}
