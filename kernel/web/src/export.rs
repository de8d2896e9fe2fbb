//! Lists out as Excel and CSV: exactly what the list shows, with what an import needs to find its way back.

use crate::{
    Address, Context, Problem, files,
    import::{self, inner},
    list_query::{self, Asked, Reading},
    spoken::{Spoken, column_kind},
};
use axum::{
    extract::{Path, RawQuery},
    response::Response,
};
use serde_json::Value;
use stadga_model::{Body, Field, FieldType, Id, Refusal, Revision, Spec};
use stadga_publish::sheet::{Cell, Column, Kind as ColumnKind, Sheet, Workbook, csv, workbook};
use std::collections::HashMap;
use tokio::task::spawn_blocking;

/// The most rows of one file.
const MOST_ROWS: u32 = 100_000;
/// How many linked records are asked for at a time.
const AT_ONCE: usize = 2_000;

/// GET /{kind}/export.xlsx
pub(crate) async fn excel(
    cx: Context,
    Path(kind): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let book = book(&cx, &kind, &query.unwrap_or_default()).await?;
    let bytes = spawn_blocking(move || workbook(&book)).await.map_err(Refusal::broken)?;
    let bytes = bytes.map_err(Refusal::broken)?;
    const MEDIA: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(download(&cx, &kind, "xlsx", MEDIA, bytes))
}

/// GET /{kind}/export.csv
pub(crate) async fn text(
    cx: Context,
    Path(kind): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let book = book(&cx, &kind, &query.unwrap_or_default()).await?;
    let (yes, no) = (cx.t("yes"), cx.t("no"));
    let bytes = book.sheets.first().map(|sheet| csv(sheet, &yes, &no)).unwrap_or_default();
    Ok(download(&cx, &kind, "csv", "text/csv; charset=utf-8", bytes))
}

fn download(
    cx: &Context,
    kind: &str,
    ending: &str,
    media: &'static str,
    bytes: Vec<u8>,
) -> Response {
    let plural = cx.t(&format!("{kind}-plural"));
    files::attachment(&format!("{plural} {}.{ending}", cx.today()), media, bytes)
}

async fn book(cx: &Context, kind: &str, query: &str) -> Result<Workbook, Refusal> {
    let spec = cx.door.kind(kind)?.spec;
    let mut asked = list_query::parse(spec, &Address::read(query), Reading::of(cx));
    (asked.query.page, asked.query.size) = (0, MOST_ROWS);
    let page = cx.door.list(kind, &asked.query).await?;
    let fields = fields(spec, &asked);
    let within: Vec<_> = import::with_rows(spec).collect();
    let linking = [fields.as_slice(), within.as_slice()].concat();
    let titles = titles(cx, spec, &linking, &page.rows).await?;
    let words: Vec<_> = within.iter().map(|field| format!("{kind}-{}", field.name)).collect();
    let spoken = |kind| Spoken {
        texts: &cx.app.texts,
        scales: cx.app.store.scales(),
        language: cx.language,
        kind,
        titles: &titles,
    };
    let title = cx.t(&format!("{kind}-plural"));
    let mut sheets = vec![records(cx, &title, &fields, &page.rows, &spoken(spec.kind))];
    for (field, words) in within.iter().zip(&words) {
        sheets.push(rows_within(cx, spec, field, &page.rows, &spoken(words)));
    }
    sheets.push(columns(cx, kind, &fields, &within, page.more));
    Ok(Workbook { title, date: Some(cx.today()), sheets })
}

/// The columns that the list shows: the title first, then those asked for or the kind's usual ones.
fn fields(spec: &'static Spec, asked: &Asked) -> Vec<&'static Field> {
    let usual = || spec.fields.iter().filter(|field| field.listed).collect();
    let chosen = if asked.columns.is_empty() { usual() } else { asked.columns.clone() };
    let rest = chosen.into_iter().filter(|field| field.name != spec.title);
    spec.field(spec.title).into_iter().chain(rest).collect()
}

/// What linked records are called: title and number, by which an import finds them again.
pub(crate) async fn titles(
    cx: &Context,
    spec: &'static Spec,
    fields: &[&'static Field],
    rows: impl IntoIterator<Item = &Revision>,
) -> Result<HashMap<Id, String>, Refusal> {
    let shown = |path: &str| {
        let name = path.split('.').next().unwrap_or_default();
        fields.iter().any(|field| field.name == name)
    };
    let links = rows.into_iter().flat_map(|row| spec.links(&row.body));
    let mut ids: Vec<Id> = links.filter(|(path, _)| shown(path)).map(|(_, id)| id).collect();
    ids.sort();
    ids.dedup();
    let mut titles = HashMap::new();
    for some in ids.chunks(AT_ONCE) {
        for record in cx.door.read_many(some).await? {
            let spec = cx.door.kind(&record.head.kind)?.spec;
            let (title, number) = (record.title(spec), &record.head.number);
            let called =
                if title == number { title.to_owned() } else { format!("{title} ({number})") };
            titles.insert(record.head.id, called);
        }
    }
    Ok(titles)
}

fn records(
    cx: &Context,
    title: &str,
    fields: &[&'static Field],
    rows: &[Revision],
    spoken: &Spoken,
) -> Sheet {
    let fixed = fixed_columns(cx);
    let own =
        fields.iter().map(|field| Column::new(spoken.label(field.name), column_kind(field.ty)));
    let row = |record: &Revision| {
        fixed_cells(record)
            .into_iter()
            .chain(fields.iter().map(|field| match record.head.instead(field.name) {
                Some(instead) => Cell::Text(spoken.instead(instead)),
                None => spoken.cell(field, &record.body),
            }))
            .collect()
    };
    Sheet {
        name: title.to_owned(),
        columns: fixed.into_iter().chain(own).collect(),
        rows: rows.iter().map(row).collect(),
    }
}

/// What an import finds its way back by.
fn fixed_columns(cx: &Context) -> [Column; 3] {
    let fixed = [
        ("sheet-id", ColumnKind::Text),
        ("sheet-revision", ColumnKind::Number),
        ("sheet-number", ColumnKind::Text),
    ];
    fixed.map(|(key, kind)| Column::new(cx.t(key), kind).width(14.0))
}

fn fixed_cells(record: &Revision) -> [Cell; 3] {
    let head = &record.head;
    [
        Cell::Text(head.id.to_string()),
        Cell::Number(head.revision as f64),
        Cell::Text(head.number.clone()),
    ]
}

/// A sheet of the rows within the records under `field`, each with its record and its place there, counted from 1; an
/// empty column is left for those that are to be taken out.
fn rows_within(
    cx: &Context,
    spec: &'static Spec,
    field: &'static Field,
    records: &[Revision],
    spoken: &Spoken,
) -> Sheet {
    let own = [
        ("sheet-record", ColumnKind::Text, 32.0),
        ("sheet-place", ColumnKind::Number, 12.0),
        ("sheet-gone", ColumnKind::Bool, 12.0),
    ];
    let own = own.map(|(key, kind, width)| Column::new(cx.t(key), kind).width(width));
    let fields = inner(field).iter();
    let fields = fields.map(|field| Column::new(spoken.label(field.name), column_kind(field.ty)));
    let row = |record: &Revision, place: usize, body: &Body| {
        let own = [record.title(spec).into(), Cell::Number(place as f64), Cell::Empty];
        let cells = inner(field).iter().map(|field| spoken.cell(field, body));
        fixed_cells(record).into_iter().chain(own).chain(cells).collect()
    };
    let within = records.iter().flat_map(|record| {
        let rows = record.body.get(field.name).and_then(Value::as_array);
        let rows = rows.into_iter().flatten().filter_map(Value::as_object);
        (1..).zip(rows).map(move |(place, body)| row(record, place, body))
    });
    Sheet {
        name: cx.t(&format!("{}-{}", spec.kind, field.name)),
        columns: fixed_columns(cx).into_iter().chain(own).chain(fields).collect(),
        rows: within.take(MOST_ROWS as usize).collect(),
    }
}

/// The last sheet: what each column holds, and the date that all of it is told of.
fn columns(
    cx: &Context,
    kind: &str,
    fields: &[&'static Field],
    within: &[&'static Field],
    cut: bool,
) -> Sheet {
    let mut rows = vec![vec![Cell::Text(cx.t("sheet-as-of")), Cell::Text(cx.today().to_string())]];
    if cut {
        rows.push(vec![Cell::Text(cx.t("sheet-cut")), Cell::Empty]);
    }
    let own = |own: &str| vec![cx.t(own).into(), cx.t(&format!("{own}.help")).into()];
    rows.extend(["sheet-id", "sheet-revision", "sheet-number"].map(own));
    rows.extend(fields.iter().map(|field| {
        let holds = match field.ty {
            FieldType::Rows(_) if within.contains(field) => cx.t("sheet-holds-own-sheet"),
            ty => cx.t(&format!("sheet-holds-{}", type_name(ty))),
        };
        described(cx, &format!("{kind}-{}", field.name), &holds)
    }));
    if !within.is_empty() {
        rows.extend(["sheet-record", "sheet-place", "sheet-gone"].map(own));
    }
    for field in within {
        let words = format!("{kind}-{}", field.name);
        rows.push(vec![cx.t_with("sheet-of", &[("sheet", &cx.t(&words))]).into(), Cell::Empty]);
        rows.extend(inner(field).iter().map(|one| {
            let holds = cx.t(&format!("sheet-holds-{}", type_name(one.ty)));
            described(cx, &format!("{words}-{}", one.name), &holds)
        }));
    }
    let heads = ["sheet-column", "sheet-holds"]
        .map(|key| Column::new(cx.t(key), ColumnKind::Text).width(48.0));
    Sheet { name: cx.t("sheet-columns"), columns: heads.into(), rows }
}

/// A column's name, and what it holds with its help.
fn described(cx: &Context, label: &str, holds: &str) -> Vec<Cell> {
    let help = cx.maybe(&format!("{label}.help")).unwrap_or_default();
    vec![cx.t(label).into(), Cell::Text(format!("{holds} {help}").trim().to_owned())]
}

const fn type_name(ty: FieldType) -> &'static str {
    match ty {
        FieldType::Text | FieldType::Prose => "text",
        FieldType::Whole => "whole",
        FieldType::Yes => "yes",
        FieldType::Date => "date",
        FieldType::Instant => "instant",
        FieldType::Money => "money",
        FieldType::Period => "period",
        FieldType::Choice(_) | FieldType::Scale(_) => "word",
        FieldType::Link(_) => "link",
        FieldType::Links(_) => "links",
        FieldType::Texts => "texts",
        FieldType::Rows(_) => "rows",
        FieldType::File => "file",
    }
}
