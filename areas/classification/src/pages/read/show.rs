//! How a list is shown before it is written: what its columns mean, what is wrong, what is new.

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use maud::{Markup, html};
use stadga_model::{FileId, Head};
use stadga_publish::sheet::column_letters;
use stadga_web::{Context, ui};

use super::super::told;
use crate::{
    Classification, ClassificationSource,
    class::Levels,
    import::{Looked, Outcome, Planned},
    source::Part,
};

/// The page that asks for a list, with what was wrong with the last one.
pub(super) fn ask(
    cx: &Context,
    head: &Head,
    source: &ClassificationSource,
    fault: Option<&str>,
) -> Response {
    let page = cx
        .page(cx.t("class-read-title"))
        .lead(cx.t("class-read-lead"))
        .crumb(cx.t("classification-source-plural"), "/classification-source")
        .crumb(&source.name, format!("/classification-source/{}", head.id))
        .here(cx.t("class-read-title"));
    let body = html! {
        @if let Some(fault) = fault { (ui::alert("danger", &html! { p { (cx.t(fault)) } })) }
        @if let Some(words) = &source.instruction { p { (words.0) } }
        form method="post" action=(format!("/classification-source/{}/read", head.id)) enctype="multipart/form-data" {
            div.ds-field {
                (ui::label(cx, "class-read-file", "file", false))
                input.ds-input type="file" id="file" name="file" accept=".xlsx,.ods,.csv" required aria-describedby="file-help";
            }
            p.help { (cx.t("form-protective")) }
            div.form-actions { button.ds-button type="submit" { (cx.t("class-read-look")) } }
        }
    };
    match fault {
        None => page.show(body),
        Some(_) => (StatusCode::UNPROCESSABLE_ENTITY, page.show(body)).into_response(),
    }
}

/// The page that shows what the list would do.
pub(super) fn looked(
    cx: &Context,
    (head, source): (&Head, &ClassificationSource),
    looked: &Looked,
    file: &FileId,
    fault: Option<&str>,
) -> Response {
    let page = cx
        .page(cx.t("class-read-looked"))
        .crumb(cx.t("classification-source-plural"), "/classification-source")
        .crumb(&source.name, format!("/classification-source/{}", head.id))
        .here(cx.t("class-read-looked"));
    let good = looked.good().to_string();
    let count =
        |is: fn(&Outcome) -> bool| looked.rows.iter().filter(|row| is(&row.outcome)).count();
    let counts = [
        ("class-read-new", looked.good()),
        ("class-read-same", count(|one| matches!(one, Outcome::Unchanged))),
        ("class-read-faulty", count(|one| matches!(one, Outcome::Faulty(_)))),
    ];
    page.show(html! {
        @if let Some(fault) = fault { (ui::alert("warning", &html! { p { (cx.t(fault)) } })) }
        @if !looked.is_understood() { (ui::alert("warning", &html! { p { (cx.t("class-read-unread")) } })) }
        @else if looked.rows.is_empty() { (ui::alert("warning", &html! { p { (cx.t("class-read-no-rows")) } })) }
        dl.facts { @for (key, n) in counts { dt { (cx.t(key)) } dd { (n) } } }
        form.form method="post" action=(format!("/classification-source/{}/read/write", head.id)) {
            input type="hidden" name="file" value=(file.0);
            input type="hidden" name="good" value=(good);
            input type="hidden" name="agreed" value=(super::spoken(&looked.told()));
            (columns(cx, looked))
            div.actions {
                @if looked.good() > 0 {
                    button.ds-button type="submit" name="act" value="write" { (cx.t_with("class-read-write", &[("count", &good)])) } " "
                }
                button.ds-button type="submit" name="act" value="look" data-variant="secondary" { (cx.t("class-read-again")) }
            }
        }
        (faults(cx, looked))
        (news(cx, looked))
    })
}

/// What each column is taken to mean, to be put right; saved with the source when the list is written.
fn columns(cx: &Context, looked: &Looked) -> Markup {
    html! {
        @for sheet in &looked.sheets {
            fieldset.ds-fieldset.panel {
                legend { (cx.t_with("class-read-columns", &[("sheet", &sheet.name)])) }
                p.help { (cx.t("class-read-columns-help")) }
                @for column in &sheet.columns {
                    @let id = format!("column.{}.{}", sheet.place, column.place);
                    div.ds-field {
                        label for=(id) { (column_letters(column.place)) ": " (column.head) }
                        select.ds-input id=(id) name=(id) {
                            @for part in Part::ALL {
                                option value=(part.key()) selected[part == column.part] {
                                    (cx.t(&format!("classification-source-columns-part-is-{}", part.key())))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn faults(cx: &Context, looked: &Looked) -> Markup {
    let of = |row: &Planned| match &row.outcome {
        Outcome::Faulty(faults) => faults
            .iter()
            .map(|fault| {
                let words = cx.t_with(
                    &format!("class-read-fault-{}", fault.key),
                    &[("written", &fault.written)],
                );
                html! {
                    tr {
                        td { (row.sheet) } td.number { (row.row) }
                        td { (fault.column.as_deref().unwrap_or("–")) } td { (words) }
                    }
                }
            })
            .collect(),
        _ => Vec::new(),
    };
    let lines: Vec<Markup> = looked.rows.iter().flat_map(of).collect();
    let heads = ["class-read-sheet", "class-read-row", "class-read-column", "class-read-what"];
    ui::some_rows(cx, "class-read-faulty", &heads, &lines)
}

fn news(cx: &Context, looked: &Looked) -> Markup {
    let levels = Levels::of(cx.app.store.scales());
    let of = |row: &Planned| match &row.outcome {
        Outcome::New { made, information, .. } => {
            Some(line(cx, &levels, row, made, information.is_some()))
        }
        _ => None,
    };
    let lines: Vec<Markup> = looked.rows.iter().filter_map(of).collect();
    let heads = ["class-read-row", "class-col-information", "class-col-class", "class-col-day"];
    ui::some_rows(cx, "class-read-new", &heads, &lines)
}

fn line(cx: &Context, levels: &Levels, row: &Planned, made: &Classification, new: bool) -> Markup {
    html! {
        tr {
            td.number { (row.row) }
            th scope="row" {
                (row.name)
                @if new { " " (ui::badge("info", &cx.t("class-read-made"))) }
            }
            td { (told(cx, levels, made.class(levels))) }
            td { (made.date) }
        }
    }
}
