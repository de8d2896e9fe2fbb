//! The copy as a document, as sheets and as data: all from the same extract.

use crate::{
    extract::{Extract, Item},
    gather::Case,
};
use serde_json::{Value, json};
use stadga_model::local_date;
use stadga_publish::{
    Document,
    document::{Block, Table, Text, cell, column, fact, heading, paragraph},
    sheet::{self, Cell, Kind, Sheet, Workbook},
};
use stadga_web::{Context, published, ui::format};

/// The copy to read.
pub(crate) fn copy(cx: &Context, case: &Case, extract: &Extract) -> Document {
    let date = local_date(case.shows);
    let mut document = Document::new(
        published::language(cx.language),
        &cx.app.organisation,
        cx.t("disclosure-doc-copy"),
        date,
        published::labels(&cx.app.texts, cx.language),
    );
    document.reference = Some(case.head.number.clone());
    document.facts = vec![
        fact(cx.t("disclosure-doc-request"), case.head.number.as_str()),
        fact(cx.t("disclosure-doc-received"), format::moment(case.request.received)),
        fact(cx.t("disclosure-doc-shows"), format::moment(case.shows)),
    ];
    let masked = extract.count();
    document.push(paragraph(match masked {
        0 => cx.t("disclosure-doc-all"),
        _ => cx.t_with("disclosure-doc-part", &[("n", &masked.to_string())]),
    }));
    for item in &extract.records {
        document.push(heading(1, format!("{} {}", item.kind, item.number)));
        document.push(parts(cx, item));
    }
    document
}

fn parts(cx: &Context, item: &Item) -> Block {
    let columns =
        [column(cx.t("disclosure-doc-field"), 2), column(cx.t("disclosure-doc-content"), 5)];
    let rows = item.parts.iter().map(|part| {
        let text = if part.masked {
            Text::default().strong(part.text.as_str())
        } else {
            Text::from(part.text.as_str())
        };
        vec![cell(part.label.as_str()), cell(text)]
    });
    Table::new(String::new(), columns).row_header().rows(rows).into()
}

/// The copy to count in: one row for each field.
pub(crate) fn sheets(cx: &Context, case: &Case, extract: &Extract) -> Workbook {
    let heads = ["disclosure-doc-kind", "disclosure-doc-number", "disclosure-doc-field"];
    let mut columns: Vec<_> =
        heads.iter().map(|key| sheet::Column::new(cx.t(key), Kind::Text).width(24.0)).collect();
    columns.push(sheet::Column::new(cx.t("disclosure-doc-content"), Kind::Text).width(80.0));
    let rows = extract.records.iter().flat_map(|item| {
        item.parts.iter().map(move |part| {
            let cells = [&item.kind, &item.number, &part.label, &part.text];
            cells.map(|text| Cell::Text(text.clone())).into()
        })
    });
    let name = cx.t("disclosure-doc-copy");
    let sheet = Sheet { name: name.clone(), columns, rows: rows.collect() };
    Workbook {
        title: format!("{name} {}", case.head.number),
        date: Some(local_date(case.shows)),
        sheets: vec![sheet],
    }
}

/// The copy for programs.
pub(crate) fn data(case: &Case, extract: &Extract) -> Value {
    json!({
        "request": case.head.number,
        "received": case.request.received,
        "shows": case.shows,
        "records": extract.records,
    })
}
