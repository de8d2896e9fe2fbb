//! How a reading is shown: what is wrong first, then what is good to know, what would change, what is new, what is missing.

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use maud::{Markup, html};
use serde_json::Value as Json;
use stadga_model::{FieldType, FileId, Head, Id, Record, Refusal};
use stadga_publish::sheet::column_letters;
use stadga_web::{Context, ui};
use std::collections::HashMap;

use crate::{
    ConfigurationItem, ImportSource,
    import::{Difference, Fault, Looked, Outcome, Planned, ids},
    item::Part,
    pages::names,
};

/// The page that asks for files, with what was wrong with the last ones.
pub(super) fn ask(
    cx: &Context,
    head: &Head,
    source: &ImportSource,
    fault: Option<&str>,
) -> Response {
    let page = cx
        .page(cx.t("read-title"))
        .lead(cx.t("read-ask-lead"))
        .crumb(cx.t("import-source-plural"), "/import-source")
        .crumb(&source.name, format!("/import-source/{}", head.id))
        .here(cx.t("read-title"));
    let body = html! {
        @if let Some(fault) = fault { (ui::alert("danger", &html! { p { (cx.t(fault)) } })) }
        @if let Some(words) = &source.instruction { p { (words.0) } }
        form method="post" action=(format!("/import-source/{}/read", head.id)) enctype="multipart/form-data" {
            div.ds-field {
                (ui::label(cx, "read-file", "file", false))
                input.ds-input type="file" id="file" name="file" accept=".xlsx,.ods,.csv" required multiple
                    aria-describedby="file-help";
            }
            p.help { (cx.t("form-protective")) }
            div.form-actions { button.ds-button type="submit" { (cx.t("read-look")) } }
        }
    };
    match fault {
        None => page.show(body),
        Some(_) => (StatusCode::UNPROCESSABLE_ENTITY, page.show(body)).into_response(),
    }
}

/// The page that shows what the files would do.
pub(super) async fn looked(
    cx: &Context,
    (head, source): (&Head, &ImportSource),
    looked: &Looked,
    files: &[FileId],
    told: Option<&str>,
) -> Result<Response, Refusal> {
    let names = names(cx, linked(looked)).await?;
    let page = cx
        .page(cx.t("read-looked"))
        .crumb(cx.t("import-source-plural"), "/import-source")
        .crumb(&source.name, format!("/import-source/{}", head.id))
        .here(cx.t("read-looked"));
    Ok(page.show(html! {
        @if let Some(told) = told { (ui::alert("warning", &html! { p { (cx.t(told)) } })) }
        (counts(cx, looked))
        (agree(cx, head, looked, files))
        (faults(cx, looked))
        (remarks(cx, looked))
        (changes(cx, looked, &names))
        (news(cx, looked))
        (missing(cx, looked))
    }))
}

/// Everything that differences link to, of the rows that are shown.
fn linked(looked: &Looked) -> Vec<Id> {
    let changed = looked.rows.iter().filter_map(|row| match &row.outcome {
        Outcome::Changed { differences, .. } => Some(differences),
        _ => None,
    });
    let differences = changed.take(ui::SOME).flatten();
    differences
        .flat_map(|one| [ids(one.part, &one.before), ids(one.part, &one.after)].concat())
        .collect()
}

fn counts(cx: &Context, looked: &Looked) -> Markup {
    let count =
        |is: fn(&Outcome) -> bool| looked.rows.iter().filter(|row| is(&row.outcome)).count();
    let counts = [
        ("read-new", count(|o| matches!(o, Outcome::New(_)))),
        ("read-changes", count(|o| matches!(o, Outcome::Changed { .. }))),
        ("read-unchanged", count(|o| matches!(o, Outcome::Unchanged))),
        ("read-faulty", count(|o| matches!(o, Outcome::Faulty(_))) + looked.relations.len()),
        ("read-missing", looked.missing.len()),
    ];
    html! { dl.facts { @for (key, n) in &counts { dt { (cx.t(key)) } dd { (n) } } } }
}

/// The button that writes, only where there is something to write.
fn agree(cx: &Context, head: &Head, looked: &Looked, files: &[FileId]) -> Markup {
    let good = looked.good().to_string();
    let files: Vec<&str> = files.iter().map(|file| file.0.as_str()).collect();
    html! {
        @if looked.good() == 0 {
            p { (cx.t("read-nothing")) }
        } @else {
            form method="post" action=(format!("/import-source/{}/read/write", head.id)) {
                input type="hidden" name="files" value=(files.join(" "));
                input type="hidden" name="good" value=(good);
                div.ds-field {
                    (ui::label(cx, "read-why", "reason", true))
                    input.ds-input type="text" id="reason" name="reason" maxlength="500";
                }
                div.form-actions {
                    button.ds-button type="submit" { (cx.t_with("read-write", &[("count", &good)])) }
                }
            }
        }
    }
}

fn faults(cx: &Context, looked: &Looked) -> Markup {
    let line = |sheet: &str, row: u32, fault: &Fault| {
        let words = cx.t_with(&format!("read-fault-{}", fault.key), &[("written", &fault.written)]);
        html! {
            tr { td { (sheet) } td.number { (row) } td { (fault.column.as_deref().unwrap_or("–")) } td { (words) } }
        }
    };
    let of_items = looked.rows.iter().flat_map(|row| match &row.outcome {
        Outcome::Faulty(faults) => {
            faults.iter().map(|fault| line(&row.sheet, row.row, fault)).collect()
        }
        _ => Vec::new(),
    });
    let of_relations = looked.relations.iter().map(|(sheet, row, fault)| line(sheet, *row, fault));
    let lines: Vec<_> = of_items.chain(of_relations).collect();
    ui::some_rows(
        cx,
        "read-faulty",
        &["read-sheet", "read-row", "read-column", "read-what"],
        &lines,
    )
}

fn label(cx: &Context, part: Part) -> String {
    cx.t(&format!("{}-{}", ConfigurationItem::KIND, part.field()))
}

fn remarks(cx: &Context, looked: &Looked) -> Markup {
    let unused = looked.unused.iter().map(|unused| {
        let column = column_letters(unused.place);
        cx.t_with(
            "read-unused",
            &[("sheet", &unused.sheet), ("column", &column), ("head", &unused.head)],
        )
    });
    let known = looked.remarks.iter().map(|(remark, count)| {
        let (field, count) = (label(cx, remark.part), count.to_string());
        let values = [("field", &*field), ("written", &*remark.written), ("count", &*count)];
        cx.t_with(&format!("read-remark-{}", remark.key), &values)
    });
    let all: Vec<String> = known.chain(unused).collect();
    html! {
        @if !all.is_empty() {
            (ui::panel("remarks", &cx.t("read-remarks"), &html! {
                ul { @for words in all.iter().take(ui::SOME) { li { (words) } } }
            }))
        }
    }
}

fn changes(cx: &Context, looked: &Looked, names: &HashMap<Id, String>) -> Markup {
    let lines = looked.rows.iter().filter_map(|row| {
        let Outcome::Changed { before, differences, .. } = &row.outcome else { return None };
        Some(html! {
            tr {
                td { (row.sheet) }
                td.number { (row.row) }
                th scope="row" { (before.title(ConfigurationItem::SPEC)) " " span.muted { (row.key) } }
                td { @for one in differences { (difference(cx, one, names)) } }
            }
        })
    });
    let heads = ["read-sheet", "read-row", "read-item", "read-difference"];
    ui::some_rows(cx, "read-changes", &heads, &lines.collect::<Vec<_>>())
}

fn difference(cx: &Context, one: &Difference, names: &HashMap<Id, String>) -> Markup {
    html! {
        p {
            strong { (label(cx, one.part)) } ": "
            del { (words(cx, one.part, &one.before, names)) } " → "
            ins { (words(cx, one.part, &one.after, names)) }
        }
    }
}

/// A value as people read it.
fn words(cx: &Context, part: Part, value: &Json, names: &HashMap<Id, String>) -> String {
    let field = ConfigurationItem::SPEC.field(part.field()).map(|field| field.ty);
    let text = value.as_str().unwrap_or_default();
    let words = match field {
        Some(FieldType::Scale(scale)) => {
            let step = cx.app.store.scales().get(scale).and_then(|scale| scale.step(text));
            step.map_or(text.to_owned(), |step| step.label(cx.language).to_owned())
        }
        Some(FieldType::Choice(_)) if !text.is_empty() => {
            cx.t(&format!("{}-{}-is-{text}", ConfigurationItem::KIND, part.field()))
        }
        Some(FieldType::Link(_) | FieldType::Links(_)) => {
            let called = |id| names.get(&id).cloned().unwrap_or_else(|| cx.t("read-new-item"));
            ids(part, value).into_iter().map(called).collect::<Vec<_>>().join(", ")
        }
        _ => text.to_owned(),
    };
    if words.is_empty() { cx.t("read-empty") } else { words }
}

fn news(cx: &Context, looked: &Looked) -> Markup {
    let name = |row: &Planned| match &row.outcome {
        Outcome::New(body) => body.get("name").and_then(Json::as_str).map(str::to_owned),
        _ => None,
    };
    let lines = looked.rows.iter().filter_map(|row| {
        let name = name(row)?;
        Some(html! { tr { td { (row.sheet) } td.number { (row.row) } th scope="row" { (name) } td { (row.key) } } })
    });
    let heads = ["read-sheet", "read-row", "read-item", "read-key"];
    ui::some_rows(cx, "read-new", &heads, &lines.collect::<Vec<_>>())
}

/// What is here and not in the file is told, and left: whether it is gone is for someone to say.
fn missing(cx: &Context, looked: &Looked) -> Markup {
    let lines = looked.missing.iter().map(|item| {
        html! {
            tr {
                th scope="row" {
                    a href=(format!("/configuration-item/{}", item.head.id)) { (item.title(ConfigurationItem::SPEC)) }
                }
                td { (item.body.get("source_key").and_then(Json::as_str).unwrap_or_default()) }
            }
        }
    });
    ui::some_rows(cx, "read-missing", &["read-item", "read-key"], &lines.collect::<Vec<_>>())
}
