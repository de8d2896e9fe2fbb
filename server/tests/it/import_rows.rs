//! Rows within records out as sheets of their own and back in: changed, added, taken out; faults named, nothing half.

use crate::import::{agree, counts, look, setting};
use serde_json::json;
use stadga_model::Revision;
use stadga_publish::sheet::{
    Cell, Column, Kind, ReadSheet, Sheet, Value, Workbook, read_workbook, workbook,
};
use stadga_testkit::{Client, World};

const SHEET: &str = "Revisionskriterier";
const EXPORT: &str = "/audit/export.xlsx?cols=title";

/// The audits' workbook with `change` done to the sheet of criteria, whose columns are Id, Version, Number, Post,
/// Radnummer, Ta bort, Kriterium and Lagrum.
async fn changed(client: &mut Client, change: impl FnOnce(&mut Vec<Vec<Cell>>)) -> Vec<u8> {
    let bytes = client.get(EXPORT).await.is(200).bytes.clone();
    let sheets = read_workbook(&bytes).unwrap();
    let mut sheets: Vec<Sheet> = sheets.iter().map(again).collect();
    change(&mut sheets.iter_mut().find(|sheet| sheet.name == SHEET).unwrap().rows);
    workbook(&Workbook { title: "x".into(), date: None, sheets }).unwrap()
}

/// A sheet that was read, to be written again.
fn again(read: &ReadSheet) -> Sheet {
    let text = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        other => panic!("{other:?}"),
    };
    let head = &read.rows[0].cells;
    let columns = head.iter().map(|cell| Column::new(text(&cell.value), Kind::Text)).collect();
    let cell = |value: Option<&Value>| match value {
        None => Cell::Empty,
        Some(Value::Text(text)) => Cell::Text(text.clone()),
        Some(Value::Number(number)) => Cell::Number(*number),
        Some(Value::Date(date)) => Cell::Text(date.to_string()),
        Some(Value::Bool(yes)) => Cell::Bool(*yes),
        Some(other) => panic!("{other:?}"),
    };
    let rows = read.rows[1..].iter();
    let rows = rows.map(|row| (0..head.len() as u32).map(|at| cell(row.value(at))).collect());
    Sheet { name: read.name.clone(), columns, rows: rows.collect() }
}

/// The first audit that has three criteria or more.
async fn audit(world: &World) -> Revision {
    let many = |audit: &Revision| audit.body["criteria"].as_array().is_some_and(|c| c.len() > 2);
    world.all("audit").await.into_iter().find(many).unwrap()
}

/// The places of its rows.
fn places(rows: &[Vec<Cell>], audit: &Revision) -> Vec<usize> {
    let own = Cell::Text(audit.head.id.to_string());
    (0..rows.len()).filter(|at| rows[*at][0] == own).collect()
}

#[tokio::test]
async fn rows_within_a_record_are_changed_added_and_taken_out_in_one_revision() {
    let (world, mut client) = setting().await;
    let then = audit(&world).await;
    let bytes = changed(&mut client, |rows| {
        let places = places(rows, &then);
        rows[places[0]][5] = Cell::Bool(true);
        rows[places[1]][7] = "2025:1".into();
        let mut new = rows[places[2]].clone();
        (new[4], new[6], new[7]) = (Cell::Empty, "Ett nytt kriterium".into(), Cell::Empty);
        rows.push(new);
    })
    .await;
    let page = look(&mut client, "audit", "a.xlsx", &bytes).await;
    let [new, changed, _, faulty] = counts(&page);
    assert_eq!((new, changed, faulty), (0, 3, 0), "{page}");
    for told in [SHEET, "Rad 1 i posten tas bort", "Rad 2 i posten ändras", "Ny rad i posten"] {
        assert!(page.contains(told), "lacks {told}");
    }
    agree(&mut client, "audit", &page).await.is(303);
    let now = world.door().read(then.head.id).await.unwrap();
    assert_eq!(now.head.revision, then.head.revision + 1);
    let mut expected = then.body["criteria"].as_array().unwrap().clone();
    expected[1]["law"] = json!("2025:1");
    expected.remove(0);
    let (new, kept) = now.body["criteria"].as_array().unwrap().split_last().unwrap();
    assert_eq!(kept, expected);
    assert_eq!(new["name"], json!("Ett nytt kriterium"));
}

#[tokio::test]
async fn faults_of_rows_are_named_by_sheet_row_and_column_and_the_good_ones_go_in() {
    let (world, mut client) = setting().await;
    let then = audit(&world).await;
    let bytes = changed(&mut client, |rows| {
        let at = places(rows, &then);
        // A criterion without its name breaks a rule; it is told at its own cell, and row 2 goes in without it.
        rows[at[0]][6] = Cell::Empty;
        rows[at[1]][6] = "Omdöpt".into();
        let mut lost = rows[at[2]].clone();
        lost[4] = Cell::Number(99.0);
        rows.push(lost);
        let mut nobody = rows[at[2]].clone();
        (nobody[0], nobody[2]) = (Cell::Empty, Cell::Empty);
        rows.push(nobody);
        let mut old = rows[at[2]].clone();
        (old[1], old[4], old[6]) = (Cell::Number(77.0), Cell::Empty, "Från en gammal fil".into());
        rows.push(old);
    })
    .await;
    let page = look(&mut client, "audit", "a.xlsx", &bytes).await;
    let [new, changed, _, faulty] = counts(&page);
    assert_eq!((new, changed, faulty), (0, 1, 4), "{page}");
    for told in
        ["<td>G</td>", "<td>E</td>", "<td>C</td>", "<td>B</td>", "ingen rad 99", "version 77"]
    {
        assert!(page.contains(told), "lacks {told}: {page}");
    }
    agree(&mut client, "audit", &page).await.is(303);
    let now = world.door().read(then.head.id).await.unwrap();
    let mut expected = then.body["criteria"].as_array().unwrap().clone();
    expected[1]["name"] = json!("Omdöpt");
    assert_eq!(now.body["criteria"], json!(expected));
}

#[tokio::test]
async fn a_title_that_a_formula_failed_to_give_is_told_with_its_cure() {
    let (world, mut client) = setting().await;
    let before = world.all("measure").await;
    let page = look(&mut client, "measure", "m.csv", "Rubrik\n#DIVISION/0!\n".as_bytes()).await;
    assert_eq!(counts(&page), [0, 0, 0, 1]);
    assert!(page.contains("#DIVISION/0!") && page.contains("Rätta formeln"), "{page}");
    assert_eq!(world.all("measure").await, before);
}
