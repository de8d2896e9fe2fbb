//! The plan of a sheet of rows within records, and that no cell whatever takes a plan down.

use super::{Thing, faults, spoken, text};
use crate::{
    import::{
        cell::{self, Links},
        columns::{Columns, Of, with_rows},
        edit::Edit,
        plan::{Known, Outcome},
        rows,
    },
    tests::{Note, World},
};
use proptest::prelude::*;
use serde_json::json;
use stadga_model::{Body, Record, Revision};
use stadga_publish::sheet::{ReadCell, ReadRow, ReadSheet, Value};
use std::collections::HashMap;

const HEAD: [&str; 8] = ["Id", "Version", "Nummer", "Post", "Radnummer", "Ta bort", "text", "date"];

fn note(text: &str) -> Note {
    Note { text: text.into(), date: None, sure: false, written: None }
}

/// A world with a thing of two notes.
async fn noted() -> (World, Revision) {
    let world = World::new().await;
    let thing = Thing { notes: vec![note("ett"), note("två")], ..Thing::named("Sak") };
    let record = world.make(&thing).await;
    (world, record)
}

fn sheet(rows: &[Vec<Option<Value>>]) -> ReadSheet {
    let head = HEAD.map(|name| Some(text(name))).to_vec();
    let all = std::iter::once(&head).chain(rows);
    let row = |(number, cells): (u32, &Vec<Option<Value>>)| {
        let filled = (0..)
            .zip(cells)
            .filter_map(|(column, value)| Some(ReadCell { column, value: value.clone()? }));
        ReadRow { number, cells: filled.collect() }
    };
    ReadSheet { name: "Anteckningar".into(), rows: (1..).zip(all).map(row).collect() }
}

fn planned(world: &World, record: &Revision, rows: &[Vec<Option<Value>>]) -> Vec<Outcome> {
    let field = with_rows(Thing::SPEC).next().unwrap();
    let (titles, sheet) = (HashMap::new(), sheet(rows));
    let of = Of::Rows(field);
    let words = of.words(Thing::SPEC);
    let columns = Columns::of(&sheet.rows[0], of, Thing::SPEC, &world.app.texts);
    let spoken = crate::spoken::Spoken { kind: &words, ..spoken(world, &titles) };
    let named = [record.head.id.to_string(), record.head.number.clone()];
    let known = Known {
        spec: Thing::SPEC,
        lifecycle: None,
        spoken: &spoken,
        records: &named.into_iter().map(|name| (name, record.clone())).collect(),
        links: &Links::new(),
    };
    rows::plan(&sheet, &columns, field, &known)
}

/// A row by the record's number, of this version, at this place, to be taken out or not, with this text.
fn row(record: &Revision, place: &str, gone: &str, said: &str) -> Vec<Option<Value>> {
    let filled = |word: &str| (!word.is_empty()).then(|| text(word));
    let version = Some(Value::Number(record.head.revision as f64));
    vec![
        None,
        version,
        filled(&record.head.number),
        None,
        filled(place),
        filled(gone),
        filled(said),
    ]
}

#[tokio::test]
async fn rows_within_records_are_changed_added_and_taken_out() {
    let (world, record) = noted().await;
    let rows = [
        row(&record, "1", "", "ett"),
        row(&record, "2", "", "tvåan"),
        row(&record, "", "", "tre"),
        row(&record, "", "", ""),
        vec![],
    ];
    let outcomes = planned(&world, &record, &rows);
    assert_eq!(outcomes[0], Outcome::Unchanged);
    let Outcome::Changed { edit, differences, .. } = &outcomes[1] else { panic!("{outcomes:?}") };
    let values: Body = json!({"text": "tvåan"}).as_object().cloned().unwrap();
    assert_eq!(*edit, Edit::Row { field: "notes", at: 1, values });
    assert_eq!(differences[0].label, "thing-notes-text");
    assert_eq!((differences[0].before.as_str(), differences[0].after.as_str()), ("två", "tvåan"));
    let Outcome::Changed { edit, .. } = &outcomes[2] else { panic!("{outcomes:?}") };
    let new = json!({"sure": false, "text": "tre"}).as_object().cloned().unwrap();
    assert_eq!(*edit, Edit::Add { field: "notes", row: new });
    assert_eq!(outcomes[3..], [Outcome::Unchanged, Outcome::Unchanged]);
    let taken = planned(&world, &record, &[row(&record, "1", "Ja", "ändrad")]);
    let Outcome::Changed { edit, .. } = &taken[0] else { panic!("{taken:?}") };
    assert_eq!(*edit, Edit::Remove { field: "notes", at: 0 });
}

#[tokio::test]
async fn faults_of_rows_within_records_are_named_by_their_cells() {
    let (world, record) = noted().await;
    let old = Revision {
        head: stadga_model::Head { revision: 9, ..record.head.clone() },
        ..record.clone()
    };
    let mut nobody = row(&record, "1", "", "vems?");
    nobody[2] = None;
    let mut unknown = row(&record, "1", "", "vems?");
    unknown[2] = Some(text("T-1900-0001"));
    let mut failed = row(&record, "2", "", "");
    failed[6] = Some(Value::Fault("#DIV/0!".into()));
    let mut never = row(&record, "2", "", "");
    never[2] = Some(Value::Uncalculated("=1/0".into()));
    let wrong = [
        (row(&record, "3", "", "x"), ("E", "place")),
        (row(&record, "0", "", "x"), ("E", "place")),
        (row(&record, "-1", "", "x"), ("E", "place")),
        (row(&record, "99999999999999999999", "", "x"), ("E", "place")),
        (row(&record, "först", "", "x"), ("E", "place")),
        (row(&record, "1", "kanske", "x"), ("F", "yes")),
        (row(&old, "1", "", "x"), ("B", "stale")),
        (nobody, ("C", "no-record")),
        (unknown, ("C", "unknown")),
        (failed, ("G", "sheet")),
        (never, ("C", "uncalculated")),
    ];
    for (row, (column, key)) in wrong {
        let outcome = planned(&world, &record, &[row]).remove(0);
        assert_eq!(faults(&outcome), [(Some(column), key)]);
    }
    let twice = planned(&world, &record, &[row(&record, "1", "", "a"), row(&record, "1", "", "b")]);
    assert_eq!(faults(&twice[1]), [(Some("E"), "place-twice")]);
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        ".{0,12}".prop_map(Value::Text),
        "[0-9 .,;–-]{1,24}".prop_map(Value::Text),
        any::<f64>().prop_map(Value::Number),
        any::<bool>().prop_map(Value::Bool),
        (-9999_i16..=9999, 1_i8..=12, 1_i8..=28)
            .prop_map(|(year, month, day)| Value::Date(jiff::civil::date(year, month, day))),
        ".{0,6}".prop_map(Value::Fault),
        ".{0,6}".prop_map(Value::Uncalculated),
    ]
}

#[test]
fn any_cell_gives_a_value_or_a_fault() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (world, record) = runtime.block_on(noted());
    let titles = HashMap::new();
    let row = prop::collection::vec(prop::option::of(any_value()), HEAD.len());
    let cases = (any_value(), prop::collection::vec(row, 0..6));
    proptest!(|((value, rows) in cases)| {
        for field in Thing::SPEC.fields {
            let _ = cell::read(field, Some(&value), &record.body, &spoken(&world, &titles), &Links::new());
        }
        prop_assert_eq!(planned(&world, &record, &rows).len(), rows.len());
    });
}
