//! Lists out as Excel and CSV: exactly what the list shows, with what an import needs to find its way back.

use crate::{
    Address, Context, Problem, files,
    list_query::{self, Asked, Reading},
    spoken::{Spoken, column_kind},
};
use axum::{
    extract::{Path, RawQuery},
    response::Response,
};
use stadga_model::{Field, FieldType, Id, Refusal, Revision, Spec};
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
    let titles = titles(cx, spec, &fields, &page.rows).await?;
    let spoken = Spoken {
        texts: &cx.app.texts,
        scales: cx.app.store.scales(),
        language: cx.language,
        kind: spec.kind,
        titles: &titles,
    };
    let title = cx.t(&format!("{kind}-plural"));
    let sheets = vec![
        records(cx, &title, &fields, &page.rows, &spoken),
        columns(cx, kind, &fields, page.more),
    ];
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
    let fixed = [
        ("sheet-id", ColumnKind::Text),
        ("sheet-revision", ColumnKind::Number),
        ("sheet-number", ColumnKind::Text),
    ];
    let fixed = fixed.map(|(key, kind)| Column::new(cx.t(key), kind).width(14.0));
    let own =
        fields.iter().map(|field| Column::new(spoken.label(field.name), column_kind(field.ty)));
    let row = |record: &Revision| {
        let head = &record.head;
        let fixed = [
            Cell::Text(head.id.to_string()),
            Cell::Number(head.revision as f64),
            Cell::Text(head.number.clone()),
        ];
        fixed
            .into_iter()
            .chain(fields.iter().map(|field| match record.head.ground(field.name) {
                Some(ground) => Cell::Text(spoken.withheld(ground)),
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

/// The second sheet: what each column holds, and the date that all of it is told of.
fn columns(cx: &Context, kind: &str, fields: &[&'static Field], cut: bool) -> Sheet {
    let key = |field: &Field| format!("sheet-holds-{}", type_name(field.ty));
    let mut rows = vec![vec![Cell::Text(cx.t("sheet-as-of")), Cell::Text(cx.today().to_string())]];
    if cut {
        rows.push(vec![Cell::Text(cx.t("sheet-cut")), Cell::Empty]);
    }
    let own = ["sheet-id", "sheet-revision", "sheet-number"];
    rows.extend(own.map(|own| vec![cx.t(own).into(), cx.t(&format!("{own}.help")).into()]));
    rows.extend(fields.iter().map(|field| {
        let label = format!("{kind}-{}", field.name);
        let help = cx.maybe(&format!("{label}.help")).unwrap_or_default();
        let holds = cx.t(&key(field));
        vec![cx.t(&label).into(), Cell::Text(format!("{holds} {help}").trim().to_owned())]
    }));
    let heads = ["sheet-column", "sheet-holds"]
        .map(|key| Column::new(cx.t(key), ColumnKind::Text).width(48.0));
    Sheet { name: cx.t("sheet-columns"), columns: heads.into(), rows }
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
