//! Reading risks from files through the pages: shown before anything is written, again changes nothing (INT-13, RSK-02).

use stadga_measures::Measure;
use stadga_model::Id;
use stadga_publish::sheet::{Cell, Column, Kind, Sheet, Workbook, workbook};
use stadga_testkit::World;

use super::area::ground;
use crate::{Risk, RiskAnalysis, RiskSource, risk::State};

const FILE: &str = "Riskanalys akutmottagningen;;;;;;\n\
Nr;Oönskad händelse;Beskrivning;Sannolikhet;Konsekvens patient;Åtgärd;Ansvarig\n\
1;Larm når inte fram;Sökaren saknar täckning i kulverten;2 - Liten;4;Mät täckningen;Verksamhetschef akutsjukvård\n\
2;Fel patient väljs i listan;;3;3;;Någon annan\n\
3;Skrivaren står stilla;Etiketter saknas;9;1;;\n";

/// A field of a form on a page.
fn hidden(page: &str, name: &str) -> String {
    let at = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
    at.split('"').next().unwrap().to_owned()
}

async fn risks(world: &World, analysis: Id<RiskAnalysis>) -> Vec<Risk> {
    let all = world.door().all::<Risk>(stadga_store::ListQuery::default()).await.unwrap();
    let own = all.into_iter().filter(|(_, risk)| risk.found_in == Some(analysis));
    own.map(|(_, risk)| risk).collect()
}

#[tokio::test]
async fn int_13_a_file_is_shown_then_written_and_the_same_again_changes_nothing() {
    let world = World::of(ground()).await;
    let analysis: Id<RiskAnalysis> = world.id("ran-akuten");
    let before = risks(&world, analysis).await.len();
    let mut client = world.sign_in("samordnare-hsf").await;
    let address = format!("/risks/read?analysis={analysis}");
    client.get(&address).await.is(200).lacks("⟦");
    let shown = client.upload(&address, "akuten.csv", FILE.as_bytes()).await;
    shown.is(200).has("Skriv in 2 risker").has("9").has("är inget steg").lacks("⟦");
    assert_eq!(risks(&world, analysis).await.len(), before, "nothing is written yet");
    let page = shown.text();
    let agreed = hidden(&page, "agreed");
    let form = |act: &'static str, good: &'static str, file: &str| {
        let id = analysis.to_string();
        vec![
            ("file".to_owned(), file.to_owned()),
            ("good".to_owned(), good.to_owned()),
            ("agreed".to_owned(), agreed.clone()),
            ("analysis".to_owned(), id),
            ("act".to_owned(), act.to_owned()),
        ]
    };
    let file = hidden(&page, "file");
    let send = form("write", "3", &file);
    let send: Vec<_> = send.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    client.post("/risks/read/write", &send).await.is(200).has("Se igenom igen");
    assert_eq!(risks(&world, analysis).await.len(), before, "not what was agreed to");
    let send = form("write", "2", &file);
    let send: Vec<_> = send.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    client.post("/risks/read/write", &send).await.is(303);
    let kept = risks(&world, analysis).await;
    assert_eq!(kept.len(), before + 2);
    let alarm = kept.iter().find(|risk| risk.title == "Larm når inte fram").unwrap();
    assert_eq!((alarm.state, alarm.owner.is_some()), (State::Assessed, true));
    let again = client.upload(&address, "akuten.csv", FILE.as_bytes()).await;
    again.is(200).has("Oförändrade").lacks("Skriv in");
}

#[tokio::test]
async fn int_13_the_sheet_with_the_risks_is_found_in_a_workbook() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("samordnare-hsf").await;
    let sheet = |name: &str, heads: &[&str], cells: &[&str]| Sheet {
        name: name.to_owned(),
        columns: heads.iter().map(|head| Column::new(*head, Kind::Text)).collect(),
        rows: vec![cells.iter().map(|cell| Cell::from(*cell)).collect()],
    };
    let book = Workbook {
        title: "Riskanalys".into(),
        date: None,
        sheets: vec![
            sheet("Skalor", &["Steg", "Betyder"], &["1", "Mindre"]),
            sheet(
                "Analys",
                &["Nr", "Risk", "Sannolikhet", "Konsekvens"],
                &["1", "Larm når inte fram", "Liten", "Katastrofal"],
            ),
        ],
    };
    let bytes = workbook(&book).unwrap();
    let shown = client.upload("/risks/read", "mall.xlsx", &bytes).await;
    shown.is(200).has("Skriv in 1 risk").has("Larm når inte fram").lacks("⟦");
}

#[tokio::test]
async fn int_13_columns_can_be_said_to_mean_something_else() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("samordnare-hsf").await;
    let file = "Vad;Hur ofta\nLarm når inte fram;2\n";
    let shown = client.upload("/risks/read", "annat.csv", file.as_bytes()).await;
    shown.is(200).has("Ingen kolumn säger vad riskerna heter").lacks("Skriv in");
    let file = hidden(&shown.text(), "file");
    let said = [
        ("file", file.as_str()),
        ("act", "look"),
        ("column-0", "title"),
        ("column-1", "likelihood"),
        ("method", "skr-2"),
    ];
    client.post("/risks/read/write", &said).await.is(200).has("Skriv in 1 risk").lacks("⟦");
}

/// What a page's form would send to write what it shows, with these choices of the reader.
fn write<'a>(page: &str, own: &[(&'a str, &str)]) -> Vec<(&'a str, String)> {
    let mut sent: Vec<_> = ["file", "good", "agreed", "source", "analysis", "method", "unit"]
        .map(|name| (name, hidden(page, name)))
        .to_vec();
    sent.push(("act", "write".to_owned()));
    sent.extend(own.iter().map(|(name, value)| (*name, (*value).to_owned())));
    sent
}

async fn measures(world: &World, title: &str) -> Vec<Measure> {
    let all = world.door().all::<Measure>(stadga_store::ListQuery::default()).await.unwrap();
    all.into_iter().map(|(_, measure)| measure).filter(|measure| measure.title == title).collect()
}

#[tokio::test]
async fn int_13_rsk_14_measures_of_a_file_are_made_once_and_belong_to_their_risk() {
    let world = World::of(ground()).await;
    let analysis: Id<RiskAnalysis> = world.id("ran-akuten");
    let mut client = world.sign_in("strateg").await;
    let address = format!("/risks/read?analysis={analysis}");
    let file = "Nr;Risk;Sannolikhet;Konsekvens;Åtgärd;Ansvarig för åtgärd;Klart senast\n\
7;Larm når inte fram;2;4;Mät täckningen i kulverten;It-chef;2027-03-01\n\
8;Fel rum;1;1;Ingen åtgärd;;\n";
    let shown = client.upload(&address, "akuten.csv", file.as_bytes()).await;
    shown.is(200).has("Mät täckningen i kulverten").has("2027-03-01").lacks("⟦");
    assert!(measures(&world, "Mät täckningen i kulverten").await.is_empty());
    let sent = write(&shown.text(), &[]);
    let sent: Vec<_> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
    client.post("/risks/read/write", &sent).await.is(303);
    let made = measures(&world, "Mät täckningen i kulverten").await;
    let [measure] = made.as_slice() else { panic!("{made:?}") };
    let all = world.door().all::<Risk>(stadga_store::ListQuery::default()).await.unwrap();
    let (head, risk) =
        all.iter().find(|(_, risk)| risk.source_key.as_deref() == Some("7")).unwrap();
    assert_eq!(measure.causes, [head.id]);
    assert_eq!(measure.due, "2027-03-01".parse().ok());
    assert_eq!(measure.owner, Some(world.id("it-chef")));
    assert_eq!(risk.level_current.as_ref().unwrap().0, "high");
    client.get(&format!("/risk/{}", head.id)).await.is(200).has("Mät täckningen i kulverten");
    // The same file again, also when the measure has been reworded meanwhile: nothing comes twice.
    let query = stadga_store::ListQuery::linking("causes", head.id);
    let (own, _) = world.door().all::<Measure>(query).await.unwrap().remove(0);
    let mut opened = world.door().open_as::<Measure>(own.id.cast()).await.unwrap();
    opened.body.title = "Mät täckningen".to_owned();
    world.door().save(opened, "").await.unwrap();
    let again = client.upload(&address, "akuten.csv", file.as_bytes()).await;
    again.is(200).has("Oförändrade").lacks("Skriv in");
    assert!(measures(&world, "Mät täckningen i kulverten").await.is_empty());
}

#[tokio::test]
async fn int_13_measures_stand_in_words_where_that_is_chosen() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let file = "Nr;Risk;Åtgärd\n77;Larm når inte fram;Mät täckningen i kulverten\n";
    let shown = client.upload("/risks/read", "a.csv", file.as_bytes()).await;
    shown.is(200).has("läggs upp som åtgärder");
    // What was changed since it was shown is shown before it is written.
    let sent =
        write(&shown.text(), &[("column-0", "key"), ("column-1", "title"), ("column-2", "plan")]);
    let sent: Vec<_> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let shown = client.post("/risks/read/write", &sent).await;
    shown.is(200).has("Se igenom igen");
    let sent =
        write(&shown.text(), &[("column-0", "key"), ("column-1", "title"), ("column-2", "plan")]);
    let sent: Vec<_> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
    client.post("/risks/read/write", &sent).await.is(303);
    let all = world.door().all::<Risk>(stadga_store::ListQuery::default()).await.unwrap();
    let kept = all.iter().find(|(_, risk)| risk.source_key.as_deref() == Some("77")).unwrap();
    assert_eq!(kept.1.plan.as_ref().unwrap().0, "Mät täckningen i kulverten");
    assert!(measures(&world, "Mät täckningen i kulverten").await.is_empty());
}

#[tokio::test]
async fn int_13_what_columns_mean_is_saved_in_a_source_for_the_next_file() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let file = |number: u32, title: &str| format!("Löp;Vad händer oss\n{number};{title}\n");
    let shown = client.upload("/risks/read", "a.csv", file(71, "Larm").as_bytes()).await;
    shown.is(200).has("Spara kolumnerna som källa");
    let columns = [("column-0", "key"), ("column-1", "title")];
    let look: Vec<_> = columns.iter().copied().chain([("act", "look")]).collect();
    let kept = hidden(&shown.text(), "file");
    let look: Vec<_> = look.into_iter().chain([("file", kept.as_str())]).collect();
    let shown = client.post("/risks/read/write", &look).await;
    shown.is(200).has("Skriv in 1 risk");
    let own: Vec<_> = columns.iter().copied().chain([("keep_as", "Kommunens mall")]).collect();
    let sent = write(&shown.text(), &own);
    let sent: Vec<_> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
    client.post("/risks/read/write", &sent).await.is(303);
    let all = world.door().all::<RiskSource>(stadga_store::ListQuery::default()).await.unwrap();
    let (head, source) = all.iter().find(|(_, one)| one.name == "Kommunens mall").unwrap();
    let means: Vec<_> =
        source.columns.iter().map(|row| (row.head.as_str(), row.part.0.as_str())).collect();
    assert_eq!(means, [("Löp", "key"), ("Vad händer oss", "title")]);
    assert!(source.read_on.is_some());
    client.get(&format!("/risk-source/{}", head.id)).await.is(200).has("Läs in risker").lacks("⟦");
    // The next file of the source is understood at once, and who may not change the source may still read by it.
    let address = format!("/risks/read?source={}", head.id);
    client.get(&address).await.is(200).has("Kommunens mall");
    let shown = client.upload(&address, "b.csv", file(72, "Kabel").as_bytes()).await;
    shown.is(200).has("Skriv in 1 risk").has("sparas i källan").lacks("Spara kolumnerna som källa");
    let mut other = world.sign_in("verksamhetschef-akut").await;
    let shown = other.upload(&address, "b.csv", file(73, "Dörr").as_bytes()).await;
    shown.is(200).has("gäller bara den här filen").lacks("⟦");
}

#[tokio::test]
async fn int_13_what_is_no_spreadsheet_is_told_and_not_kept() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("samordnare-hsf").await;
    let picture = client.upload("/risks/read", "a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").await;
    picture.is(422).has("varken CSV, Excel eller OpenDocument");
    let mut auditor = world.sign_in("revisor").await;
    auditor.get("/risks/read").await.is(403);
    auditor.upload("/risks/read", "a.csv", FILE.as_bytes()).await.is(403);
}
