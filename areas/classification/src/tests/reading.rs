//! Lists of other tools, read through the pages: guessed, put right, agreed to, saved.

use stadga_model::Id;
use stadga_testkit::World;

use super::area::ground;
use crate::ClassificationSource;

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let (_, field) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
    field.split('"').next().unwrap().replace("&amp;", "&")
}

#[tokio::test]
async fn cls_05_a_list_is_shown_before_it_is_written_and_again_changes_nothing() {
    let world = World::of(ground()).await;
    let id: Id = world.fixtures.id("klk-klassa").unwrap();
    let address = format!("/classification-source/{id}/read");
    let mut client = world.sign_in("strateg").await;
    client.get(&format!("/classification-source/{id}")).await.is(200).has(&address);
    client.get(&address).await.is(200).lacks("⟦");
    let list = "Informationsobjekt;K;R;T;Datum\nProgramkod;2;3;1;2026-10-01\nOkänt;1;1;1;2026-10-01\nBlodgivare och blodprodukter;4;1;1;2026-10-01\n";
    let before = world.all("classification").await.len();
    let shown = client.upload(&address, "klassa.csv", list.as_bytes()).await;
    shown
        .is(200)
        .has("Programkod")
        .has("finns inte här")
        .has("Raden gäller säkerhetsskydd")
        .lacks("⟦");
    assert_eq!(world.all("classification").await.len(), before, "nothing is written yet");
    let page = shown.text();
    let (file, agreed) = (hidden(&page, "file"), hidden(&page, "agreed"));
    let columns = [
        ("column.0.0", "information"),
        ("column.0.1", "confidentiality"),
        ("column.0.2", "integrity"),
        ("column.0.3", "availability"),
        ("column.0.4", "date"),
    ];
    let mut sent =
        vec![("file", file.as_str()), ("agreed", agreed.as_str()), ("good", "1"), ("act", "write")];
    sent.extend(columns);
    let mut other = sent.clone();
    other.retain(|(name, _)| *name != "column.0.3");
    other.push(("column.0.3", "nothing"));
    // What was changed since it was shown is shown first.
    client.post(&format!("{address}/write"), &other).await.is(200).has("saknas");
    client.post(&format!("{address}/write"), &sent).await.is(303);
    assert_eq!(world.all("classification").await.len(), before + 1);
    let source: ClassificationSource = world.door().read(id).await.unwrap().typed().unwrap();
    assert!(source.columns.len() == 5 && source.read_on.is_some(), "the mapping is saved");
    let again = client.upload(&address, "klassa.csv", list.as_bytes()).await;
    again.is(200).has("Finns redan");
    assert!(!again.text().contains("Skriv in"), "there is nothing to write");
    client.upload(&address, "x.bin", b"\x00\x01\x02nonsense").await.is(422);
    client.upload(&address, "tom.csv", b"").await.is(422).has("Filen är tom");
    let heads = client.upload(&address, "huvud.csv", b"Informationsobjekt;K;R;T;Datum\n").await;
    heads.is(200).has("inga rader under dem").lacks("Skriv in");
    world.sign_in("medarbetare").await.get(&address).await.is(403);
}

#[tokio::test]
async fn cls_05_a_list_with_titles_above_and_a_head_twice_is_read() {
    let world = World::of(ground()).await;
    let id: Id = world.fixtures.id("klk-klassa").unwrap();
    let address = format!("/classification-source/{id}/read");
    let mut client = world.sign_in("strateg").await;
    let list = "Resultat ur KLASSA;;;;;\n;;;;;\nInformationsobjekt;K;R;T;Datum;K\nProgramkod;2;3;1;20261001;x\n";
    let shown = client.upload(&address, "klassa.csv", list.as_bytes()).await;
    shown.is(200).has("Skriv in 1 klassning").lacks("⟦");
    let page = shown.text();
    let (file, agreed) = (hidden(&page, "file"), hidden(&page, "agreed"));
    let sent = [
        ("file", file.as_str()),
        ("agreed", agreed.as_str()),
        ("good", "1"),
        ("act", "write"),
        ("column.0.0", "information"),
        ("column.0.1", "confidentiality"),
        ("column.0.2", "integrity"),
        ("column.0.3", "availability"),
        ("column.0.4", "date"),
        ("column.0.5", "nothing"),
    ];
    client.post(&format!("{address}/write"), &sent).await.is(303);
    let source: ClassificationSource = world.door().read(id).await.unwrap().typed().unwrap();
    assert_eq!(source.columns.len(), 5, "a head means one thing: {:?}", source.columns);
    // Nothing says what is classified: the columns are asked for.
    let foreign = client.upload(&address, "annat.csv", b"Vad;Hur\nProgramkod;3\n").await;
    foreign.is(200).has("Ingen rad kan läsas än").lacks("Skriv in");
}
