//! Spreadsheets out and back in: what goes out comes back unchanged, a change changes just that, faults are named.

use stadga_model::{Body, FieldType, Revision, Spec};
use stadga_publish::sheet::{Cell, Column, Kind, Sheet, Value, Workbook, read_workbook, workbook};
use stadga_testkit::{Client, World};

/// A sheet's rows as text.
type Grid = Vec<Vec<String>>;

pub(crate) async fn setting() -> (World, Client) {
    let world = World::all_open(stadga::areas::all()).await;
    let client = world.sign_in("strateg").await;
    (world, client)
}

/// The list's first sheet as Excel gave it.
pub(crate) async fn exported(client: &mut Client, path: &str) -> (Vec<u8>, Grid) {
    let bytes = client.get(path).await.is(200).bytes.clone();
    let sheets = read_workbook(&bytes).unwrap();
    let text = |value: &Value| match value {
        Value::Text(text) | Value::Fault(text) | Value::Uncalculated(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::DateTime(moment) => moment.to_string(),
        Value::Bool(yes) => yes.to_string(),
    };
    let width = sheets[0].rows[0].cells.len() as u32;
    let row = |row: &stadga_publish::sheet::ReadRow| {
        (0..width).map(|column| row.value(column).map(text).unwrap_or_default()).collect()
    };
    (bytes.clone(), sheets[0].rows.iter().map(row).collect())
}

pub(crate) fn written(grid: &[Vec<String>]) -> Vec<u8> {
    let columns = grid[0].iter().map(|head| Column::new(head, Kind::Text)).collect();
    let cells = |row: &Vec<String>| row.iter().map(|text| Cell::Text(text.clone())).collect();
    let rows = grid[1..].iter().map(cells).collect();
    let sheet = Sheet { name: "Ändrad".into(), columns, rows };
    workbook(&Workbook { title: "x".into(), date: None, sheets: vec![sheet] }).unwrap()
}

/// The counts on the dry run's page: new, changed, unchanged, faulty.
pub(crate) fn counts(text: &str) -> [usize; 4] {
    let facts = text.split("<dl class=\"facts\">").nth(1).unwrap().split("</dl>").next().unwrap();
    let numbers =
        facts.split("<dd>").skip(1).map(|part| part.split('<').next().unwrap().parse().unwrap());
    numbers.collect::<Vec<_>>().try_into().unwrap()
}

pub(crate) async fn look(client: &mut Client, kind: &str, name: &str, bytes: &[u8]) -> String {
    let page = client.upload(&format!("/{kind}/import"), name, bytes).await;
    page.is(200).lacks("⟦").text()
}

pub(crate) async fn agree(client: &mut Client, kind: &str, page: &str) -> stadga_testkit::Answer {
    let hidden = |name: &str| {
        let part = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        part.split('"').next().unwrap().to_owned()
    };
    let (file, good) = (hidden("file"), hidden("good"));
    let form = [("file", file.as_str()), ("good", good.as_str()), ("reason", "Från kalkylark")];
    client.post(&format!("/{kind}/import/write"), &form).await
}

#[tokio::test]
async fn what_goes_out_comes_back_unchanged_for_every_kind() {
    let (world, mut client) = setting().await;
    for kind in world.app.kinds().iter() {
        let (name, records) = (kind.spec.kind, world.all(kind.spec.kind).await);
        let rows: usize = records.iter().map(|record| rows_within(kind.spec, &record.body)).sum();
        let columns: Vec<_> = kind.spec.fields.iter().map(|field| field.name).collect();
        let query = format!("cols={}", columns.join(","));
        for (ending, all) in [("xlsx", records.len() + rows), ("csv", records.len())] {
            let bytes =
                client.get(&format!("/{name}/export.{ending}?{query}")).await.is(200).bytes.clone();
            let page = look(&mut client, name, ending, &bytes).await;
            assert_eq!(counts(&page), [0, 0, all, 0], "{name}.{ending}: {page}");
        }
    }
}

/// How many rows a record holds, which have sheets of their own.
fn rows_within(spec: &'static Spec, body: &Body) -> usize {
    let fields = spec.fields.iter().filter(|field| matches!(field.ty, FieldType::Rows(_)));
    let rows =
        fields.filter(|field| !field.fixed).filter_map(|field| body.get(field.name)?.as_array());
    rows.map(Vec::len).sum()
}

fn differing(one: &Body, other: &Body) -> Vec<String> {
    let mut names: Vec<_> = one.keys().chain(other.keys()).cloned().collect();
    names.sort();
    names.dedup();
    names.into_iter().filter(|name| one.get(name) != other.get(name)).collect()
}

#[tokio::test]
async fn a_changed_cell_changes_just_that() {
    let (world, mut client) = setting().await;
    let before = world.all("measure").await;
    let (_, mut grid) = exported(&mut client, "/measure/export.xlsx?cols=title").await;
    let number = grid[1][2].clone();
    grid[1][3] = "En klarare rubrik".into();
    let page = look(&mut client, "measure", "m.xlsx", &written(&grid)).await;
    assert_eq!(counts(&page), [0, 1, before.len() - 1, 0]);
    assert!(page.contains("En klarare rubrik"));
    agree(&mut client, "measure", &page).await.is(303);
    for old in before {
        let new: Revision = world.door().read(old.head.id).await.unwrap();
        let expected: &[&str] = if old.head.number == number { &["title"] } else { &[] };
        assert_eq!(differing(&old.body, &new.body), expected);
        assert_eq!(new.head.revision, old.head.revision + expected.len() as i64);
    }
}

#[tokio::test]
async fn faults_are_named_by_row_and_column_and_the_good_rows_go_in() {
    let (world, mut client) = setting().await;
    let all = world.all("measure").await.len();
    let (_, mut grid) = exported(&mut client, "/measure/export.xlsx?cols=title,due").await;
    let due = 4;
    grid[1][due] = "nästa vår".into();
    grid[2][3] = "Denna är bra".into();
    grid[3][0] = "018cc251-f400-7000-8000-000000000000".into();
    let twice = grid[4].clone();
    grid.push(twice);
    grid[5][1] = "99".into();
    grid[5][3] = "Gammal rad".into();
    grid[0].push("Färg".into());
    grid.iter_mut().skip(1).for_each(|row| row.push("röd".into()));
    let page = look(&mut client, "measure", "m.xlsx", &written(&grid)).await;
    assert_eq!(counts(&page), [0, 1, all - 4, 4], "{page}");
    for told in ["nästa vår", "018cc251", "<td>E</td>", "Färg", "version 99", "Ändrad"] {
        assert!(page.contains(told), "lacks {told}: {page}");
    }
    agree(&mut client, "measure", &page).await.is(303);
    let titles = world.all("measure").await;
    assert!(titles.iter().any(|r| r.body["title"] == "Denna är bra"));
    assert!(titles.iter().all(|r| r.body["title"] != "Gammal rad"));
    assert_eq!(titles.len(), all);
}

#[tokio::test]
async fn what_changed_since_it_was_shown_is_shown_again() {
    let (world, mut client) = setting().await;
    let (_, mut grid) = exported(&mut client, "/measure/export.xlsx?cols=title").await;
    grid[1][3] = "Min rubrik".into();
    let page = look(&mut client, "measure", "m.xlsx", &written(&grid)).await;
    let id = grid[1][0].parse().unwrap();
    let mut opened = world.door().open(id).await.unwrap();
    opened.body.insert("title".into(), "Någon annans".into());
    let batch = stadga_store::Batch { saves: vec![opened], ..Default::default() };
    world.door().write(batch).await.unwrap();
    agree(&mut client, "measure", &page).await.is(200).has("version").lacks("⟦");
    assert_eq!(world.door().read(id).await.unwrap().body["title"], "Någon annans");
}

#[tokio::test]
async fn hostile_and_funny_files_are_told_and_change_nothing() {
    let (world, mut client) = setting().await;
    let before = world.all("measure").await;
    let files: [(&str, &[u8]); 8] = [
        ("tom.xlsx", b""),
        ("bild.png", b"\x89PNG\r\n\x1a\n\0\0"),
        ("zip.xlsx", b"PK\x03\x04 not a zip at all"),
        ("gammal.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("rader.csv", b"\n\n\n"),
        ("fel.csv", b"a;b;c\n1;2;3\n"),
        ("citat.csv", b"Namn;\"Aldrig slut"),
        ("nollor.csv", b"a\0b"),
    ];
    for (name, bytes) in files {
        let answer = client.upload("/measure/import", name, bytes).await;
        assert_eq!(answer.status.as_u16(), 422, "{name}");
        answer.lacks("⟦");
    }
    client.post("/measure/import", &[]).await.is(400).lacks("⟦");
    let formula = "Rubrik\n=HYPERLINK(\"http://x\")\n".as_bytes();
    look(&mut client, "measure", "formel.csv", formula).await;
    assert_eq!(world.all("measure").await, before);
}
