//! The plan of an import, without store or pages: cells in both languages, and rows that are new, changed or wrong.

mod within;

use super::{
    cell::{self, Fault, Links},
    columns::{Columns, Of},
    edit::Edit,
    plan::{Known, Outcome, Told, What, plan},
};
use crate::{
    spoken::Spoken,
    tests::{Thing, World},
};
use serde_json::{Value as Json, json};
use stadga_model::{Body, Id, Language, Record, Revision};
use stadga_publish::sheet::{ReadCell, ReadRow, ReadSheet, Value};
use std::collections::HashMap;

fn spoken<'a>(world: &'a World, titles: &'a HashMap<Id, String>) -> Spoken<'a> {
    Spoken {
        texts: &world.app.texts,
        scales: world.app.store.scales(),
        language: Language::Swedish,
        kind: Thing::KIND,
        titles,
    }
}

/// What a cell says of a field of an empty record.
async fn read(field: &str, value: Value) -> Result<Option<Json>, Fault> {
    let (world, titles) = (World::new().await, HashMap::new());
    let field = Thing::SPEC.field(field).unwrap();
    cell::read(field, Some(&value), &Body::new(), &spoken(&world, &titles), &Links::new())
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

#[tokio::test]
async fn cells_are_read_as_people_write_them() {
    let read_as = [
        ("cost", text("1 250,50 kr"), json!(125_050)),
        ("cost", Value::Number(99.5), json!(9_950)),
        ("due", text("2026-01-31"), json!("2026-01-31")),
        ("due", Value::Date("2026-01-31".parse().unwrap()), json!("2026-01-31")),
        ("grade", text("BRA"), json!("fine")),
        ("grade", text("Fine"), json!("fine")),
        ("grade", text("fine"), json!("fine")),
        ("urgent", text("Ja"), json!(true)),
        ("urgent", text("yes"), json!(true)),
        ("urgent", Value::Bool(true), json!(true)),
        ("count", text("1 000"), json!(1_000)),
        (
            "period",
            text("2026-01-01 – 2026-12-31"),
            json!({"from": "2026-01-01", "to": "2026-12-31"}),
        ),
        ("period", text("2026-01-01 –"), json!({"from": "2026-01-01"})),
        ("lines", text("en\ntvå"), json!(["en", "två"])),
    ];
    for (field, value, expected) in read_as {
        assert_eq!(read(field, value.clone()).await, Ok(Some(expected)), "{field} {value:?}");
    }
}

#[tokio::test]
async fn what_cannot_be_read_says_why() {
    let faults = [
        ("cost", text("mycket"), "money"),
        ("cost", Value::Number(0.001), "money"),
        ("due", text("nästa vår"), "date"),
        ("grade", text("Brå"), "word"),
        ("urgent", text("kanske"), "yes"),
        ("count", Value::Number(1.5), "whole"),
        ("period", text("2026"), "period"),
        ("causes", text("Något annat"), "link"),
        ("notes", text("en rad"), "own-sheet"),
        ("state", text("Klar"), "not-here"),
        ("title", Value::Fault("#REF!".into()), "sheet"),
        ("title", Value::Uncalculated("=1/0".into()), "uncalculated"),
        ("state", Value::Fault("#DIV/0!".into()), "sheet"),
    ];
    for (field, value, key) in faults {
        assert_eq!(read(field, value.clone()).await.unwrap_err().key, key, "{field} {value:?}");
    }
    let nearest = read("grade", text("Brå")).await.unwrap_err();
    assert!(nearest.values.contains(&("nearest", "Bra".into())), "{nearest:?}");
    let english = read("grade", text("Finee")).await.unwrap_err();
    assert!(english.values.contains(&("nearest", "Bra".into())), "{english:?}");
}

fn sheet(rows: &[&[&str]]) -> ReadSheet {
    let cells = |row: &&[&str]| {
        let filled = (0..).zip(row.iter()).filter(|(_, text)| !text.is_empty());
        filled.map(|(column, value)| ReadCell { column, value: text(value) }).collect()
    };
    let rows = (1..).zip(rows).map(|(number, row)| ReadRow { number, cells: cells(row) });
    ReadSheet { name: "Blad".into(), rows: rows.collect() }
}

async fn planned(records: &[Revision], rows: &[&[&str]]) -> Vec<Outcome> {
    let (world, titles) = (World::new().await, HashMap::new());
    let sheet = sheet(rows);
    let columns = Columns::of(&sheet.rows[0], Of::Records, Thing::SPEC, &world.app.texts);
    let by_id = records.iter().map(|record| (record.head.id.to_string(), record.clone()));
    let known = Known {
        spec: Thing::SPEC,
        lifecycle: None,
        spoken: &spoken(&world, &titles),
        records: &by_id.collect(),
        links: &Links::new(),
    };
    plan(&sheet, &columns, &known)
}

fn faults(outcome: &Outcome) -> Vec<(Option<&str>, &str)> {
    let Outcome::Faulty(told) = outcome else { panic!("{outcome:?}") };
    let key = |told: &Told| match &told.what {
        What::Cell(fault) => fault.key,
        What::Said(_) => panic!("{told:?}"),
    };
    told.iter().map(|told| (told.column.as_deref(), key(told))).collect()
}

#[tokio::test]
async fn rows_are_new_changed_unchanged_or_wrong() {
    let world = World::new().await;
    let (one, other) =
        (world.make(&Thing::named("Ett")).await, world.make(&Thing::named("Två")).await);
    let (id, other_id) = (one.head.id.to_string(), other.head.id.to_string());
    let lost = "018cc251-f400-7000-8000-000000000000";
    let outcomes = planned(
        &[one, other],
        &[
            &["Id", "Version", "title", "due", "färg"],
            &[&id, "1", "Ett", "", "röd"],
            &[&other_id, "1", "Tvåan", "", ""],
            &["", "", "Tre", "2026-01-31", ""],
            &[lost, "1", "Fyra", "", ""],
            &[&id, "1", "Ett igen", "", ""],
            &["", "", "Fem", "i morgon", ""],
            &["", "", "", "i morgon", ""],
        ],
    )
    .await;
    assert_eq!(outcomes[0], Outcome::Unchanged);
    let Outcome::Changed { differences, edit, .. } = &outcomes[1] else { panic!("{outcomes:?}") };
    let Edit::Fields(values) = edit else { panic!("{edit:?}") };
    assert_eq!((differences.len(), &values["title"]), (1, &json!("Tvåan")));
    assert_eq!((differences[0].before.as_str(), differences[0].after.as_str()), ("Två", "Tvåan"));
    let Outcome::New(body) = &outcomes[2] else { panic!("{outcomes:?}") };
    assert_eq!((&body["due"], &body["causes"]), (&json!("2026-01-31"), &json!([])));
    assert_eq!(faults(&outcomes[3]), [(Some("A"), "unknown")]);
    assert_eq!(faults(&outcomes[4]), [(Some("A"), "twice")]);
    assert_eq!(faults(&outcomes[5]), [(Some("D"), "date")]);
    assert_eq!(faults(&outcomes[6]), [(Some("D"), "date"), (Some("C"), "missing")]);
}

#[tokio::test]
async fn a_row_from_an_older_version_is_stopped_unless_it_says_the_same() {
    let world = World::new().await;
    let record = world.make(&Thing::named("Ett")).await;
    let id = record.head.id.to_string();
    let head: &[&str] = &["id", "revision", "title"];
    let changed = planned(std::slice::from_ref(&record), &[head, &[&id, "7", "Etta"]]).await;
    assert_eq!(faults(&changed[0]), [(Some("B"), "stale")]);
    let same = planned(&[record], &[head, &[&id, "7", "Ett"]]).await;
    assert_eq!(same[0], Outcome::Unchanged);
}

#[tokio::test]
async fn unknown_columns_are_named_with_what_they_may_mean() {
    let world = World::new().await;
    let sheet = sheet(&[&["titel", "tile", "Helt annat", "title"]]);
    let columns = Columns::of(&sheet.rows[0], Of::Records, Thing::SPEC, &world.app.texts);
    let unused: Vec<_> =
        columns.unused.iter().map(|u| (u.head.as_str(), u.suggestion.as_deref())).collect();
    assert!(unused.contains(&("tile", Some("title"))), "{unused:?}");
    assert!(unused.contains(&("Helt annat", None)), "{unused:?}");
}
