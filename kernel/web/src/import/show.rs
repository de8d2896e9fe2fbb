//! How an import is shown: what is wrong first, then what would change, then what is new.

use super::{
    edit::Edit,
    page::Looked,
    plan::{Difference, Outcome, RowPlan, Told, What},
};
use crate::{Context, ui};
use axum::response::Response;
use maud::{Markup, html};
use stadga_model::{Body, Kind};
use stadga_publish::sheet::column_letters;

/// The page that asks for a file.
pub(super) fn ask(cx: &Context, kind: &Kind) -> Response {
    let name = kind.spec.kind;
    let plural = cx.t(&format!("{name}-plural"));
    let page = cx.page(cx.t("import")).lead(cx.t("import-lead")).crumb(plural, format!("/{name}"));
    page.show(html! {
        form method="post" action=(format!("/{name}/import")) enctype="multipart/form-data" {
            div.ds-field {
                (ui::label(cx, "import-file", "file", false))
                input.ds-input type="file" id="file" name="file" accept=".xlsx,.ods,.csv" required
                    aria-describedby="file-help";
            }
            p.help { (cx.t("form-protective")) }
            button.ds-button type="submit" { (cx.t("import-look")) }
        }
    })
}

/// The page that shows what a file would do.
pub(super) fn looked(cx: &Context, kind: &Kind, looked: &Looked, told: Option<&str>) -> Response {
    let name = kind.spec.kind;
    let plural = cx.t(&format!("{name}-plural"));
    let page = cx.page(cx.t("import-looked")).crumb(plural, format!("/{name}"));
    page.crumb(cx.t("import"), format!("/{name}/import")).show(html! {
        @if let Some(told) = told { (ui::alert("warning", &html! { p { (cx.t(told)) } })) }
        (counts(cx, looked))
        (unused(cx, looked))
        (agree(cx, kind, looked))
        (faults(cx, looked))
        (changes(cx, kind, looked))
        (news(cx, kind, looked))
    })
}

fn count(looked: &Looked, is: fn(&Outcome) -> bool) -> String {
    looked.rows.iter().filter(|row| is(&row.outcome)).count().to_string()
}

fn counts(cx: &Context, looked: &Looked) -> Markup {
    let counts = [
        ("import-new", count(looked, |o| matches!(o, Outcome::New(_)))),
        ("import-changes", count(looked, |o| matches!(o, Outcome::Changed { .. }))),
        ("import-unchanged", count(looked, |o| matches!(o, Outcome::Unchanged))),
        ("import-faulty", count(looked, |o| matches!(o, Outcome::Faulty(_)))),
    ];
    html! {
        dl.facts { @for (key, n) in &counts { dt { (cx.t(key)) } dd { (n) } } }
    }
}

fn unused(cx: &Context, looked: &Looked) -> Markup {
    let sentence = |unused: &super::columns::Unused| {
        let column = column_letters(unused.column);
        let values = [("column", column.as_str()), ("head", unused.head.as_str())];
        let more = [
            values[0],
            values[1],
            ("suggestion", unused.suggestion.as_deref().unwrap_or_default()),
        ];
        match (unused.twice, &unused.suggestion) {
            (true, _) => cx.t_with("import-column-twice", &values),
            (false, Some(_)) => cx.t_with("import-column-like", &more),
            (false, None) => cx.t_with("import-column-unknown", &values),
        }
    };
    html! {
        @for (sheet, columns) in looked.columns.iter().filter(|(_, c)| !c.unused.is_empty()) {
            (ui::alert("warning", &html! {
                p { strong { (sheet) } }
                @for unused in &columns.unused { p { (sentence(unused)) } }
            }))
        }
    }
}

/// The button that writes, only where there is something to write.
fn agree(cx: &Context, kind: &Kind, looked: &Looked) -> Markup {
    let good = looked.good().to_string();
    html! {
        @if looked.good() == 0 {
            p { (cx.t("import-nothing")) }
        } @else {
            form method="post" action=(format!("/{}/import/write", kind.spec.kind)) {
                input type="hidden" name="file" value=(looked.file.0);
                input type="hidden" name="good" value=(good);
                div.ds-field {
                    (ui::label(cx, "import-reason", "reason", true))
                    input.ds-input type="text" id="reason" name="reason" maxlength="500";
                }
                button.ds-button type="submit" { (cx.t_with("import-write", &[("n", &good)])) }
            }
        }
    }
}

fn faults(cx: &Context, looked: &Looked) -> Markup {
    let lines = looked.rows.iter().flat_map(|row| {
        let told: &[Told] = match &row.outcome {
            Outcome::Faulty(told) => told,
            _ => &[],
        };
        told.iter().map(move |told| fault(cx, row, told))
    });
    let heads = ["import-sheet", "import-row", "import-column", "import-what"];
    ui::some_rows(cx, "import-faulty", &heads, &lines.collect::<Vec<_>>())
}

fn fault(cx: &Context, row: &RowPlan, told: &Told) -> Markup {
    html! {
        tr {
            td { (row.sheet) }
            td.number { (row.row) }
            td { (told.column.as_deref().unwrap_or("–")) }
            td { (sentence(cx, &told.what)) }
        }
    }
}

/// What is wrong and what to do.
pub(super) fn sentence(cx: &Context, what: &What) -> String {
    match what {
        What::Said(sentence) => sentence.clone(),
        What::Cell(fault) => {
            let values: Vec<_> =
                fault.values.iter().map(|(n, value)| (*n, value.as_str())).collect();
            cx.t_with(&format!("import-fault-{}", fault.key), &values)
        }
    }
}

fn changes(cx: &Context, kind: &Kind, looked: &Looked) -> Markup {
    let lines = looked.rows.iter().filter_map(|row| {
        let Outcome::Changed { before, edit, differences } = &row.outcome else { return None };
        Some(html! {
            tr {
                td { (row.sheet) }
                td.number { (row.row) }
                th scope="row" { (before.title(kind.spec)) " " span.muted { (before.head.number) } }
                td {
                    @if let Some(done) = with_row(cx, edit) { p { (done) } }
                    @for one in differences { (difference(cx, one)) }
                }
            }
        })
    });
    let heads = ["import-sheet", "import-row", "import-record", "import-difference"];
    ui::some_rows(cx, "import-changes", &heads, &lines.collect::<Vec<_>>())
}

/// What happens to an inner row.
fn with_row(cx: &Context, edit: &Edit) -> Option<String> {
    match edit {
        Edit::Fields(_) => None,
        Edit::Row { at, .. } => {
            Some(cx.t_with("import-row-changed", &[("n", &(at + 1).to_string())]))
        }
        Edit::Add { .. } => Some(cx.t("import-row-added")),
        Edit::Remove { at, .. } => {
            Some(cx.t_with("import-row-removed", &[("n", &(at + 1).to_string())]))
        }
    }
}

fn difference(cx: &Context, one: &Difference) -> Markup {
    let nothing = || cx.t("import-empty");
    let words = |text: &str| if text.is_empty() { nothing() } else { text.to_owned() };
    html! {
        p {
            strong { (cx.t(&one.label)) } ": "
            del { (words(&one.before)) } " → " ins { (words(&one.after)) }
        }
    }
}

fn news(cx: &Context, kind: &Kind, looked: &Looked) -> Markup {
    let title = |body: &Body| {
        body.get(kind.spec.title).and_then(|title| title.as_str()).unwrap_or("–").to_owned()
    };
    let lines = looked.rows.iter().filter_map(|row| {
        let Outcome::New(body) = &row.outcome else { return None };
        Some(html! { tr { td.number { (row.row) } th scope="row" { (title(body)) } } })
    });
    ui::some_rows(cx, "import-new", &["import-row", "import-record"], &lines.collect::<Vec<_>>())
}
