//! Reading risks from files through the pages: shown before anything is written, again changes nothing (INT-13, RSK-02).

use stadga_model::Id;
use stadga_publish::sheet::{Cell, Column, Kind, Sheet, Workbook, workbook};
use stadga_testkit::World;

use super::area::ground;
use crate::{Risk, RiskAnalysis, risk::State};

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
    let form = |act: &'static str, good: &'static str, file: &str| {
        let id = analysis.to_string();
        vec![
            ("file".to_owned(), file.to_owned()),
            ("good".to_owned(), good.to_owned()),
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
