//! How a reading is shown: how much is new, changed and gone; what of the file has no place here; then record by record.

mod differences;
mod met;

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use maud::{Markup, html};
use stadga_model::{FileId, Finding, Head, Refusal};
use stadga_web::{Context, ui};

use super::super::READ;
use crate::{
    Framework,
    plan::{Outcome, Plan, Planned},
    read::{Fault, Remark},
};

/// The page that asks for files, with what was wrong with the last ones.
pub(super) async fn ask(cx: &Context, fault: Option<&Fault>) -> Result<Response, Refusal> {
    let mut here = cx.every::<Framework>().await?;
    here.sort_by(|(_, one), (_, other)| one.title.cmp(&other.title));
    let page = cx
        .page(cx.t("framework-read"))
        .lead(cx.t("framework-read-lead"))
        .crumb(cx.heading("framework-plural"), "/framework")
        .here(cx.t("framework-read"));
    let body = html! {
        @if let Some(fault) = fault { (ui::alert("danger", &html! { p { (sentence(cx, fault)) } })) }
        form method="post" action=(READ) enctype="multipart/form-data" {
            div.ds-field {
                (ui::label(cx, "framework-read-file", "file", false))
                input.ds-input type="file" id="file" name="file" accept=".yaml,.yml,.json,.xml,.xlsx,.ods,.csv" required
                    multiple aria-describedby="file-help";
            }
            @if !here.is_empty() {
                div.ds-field {
                    (ui::label(cx, "framework-read-into", "into", true))
                    select.ds-input id="into" name="into" aria-describedby="into-help" {
                        option value="" { (cx.t("framework-read-by-name")) }
                        option value="new" { (cx.t("framework-read-as-new")) }
                        @for (head, one) in &here {
                            option value=(head.id) { (called(cx, head, one)) }
                        }
                    }
                }
            }
            p.help { (cx.t("form-protective")) }
            div.form-actions { button.ds-button type="submit" { (cx.t("framework-read-look")) } }
        }
        (ui::panel("forms", &cx.t("framework-read-forms"), &html! {
            ul {
                @for form in ["ciso", "oscal", "profile", "sheet"] { li { (cx.t(&format!("framework-read-form-{form}"))) } }
            }
        }))
    };
    Ok(match fault {
        None => page.show(body),
        Some(_) => (StatusCode::UNPROCESSABLE_ENTITY, page.show(body)).into_response(),
    })
}

fn called(cx: &Context, head: &Head, one: &Framework) -> String {
    match head.withholds("title") {
        true => head.number.clone(),
        false => one.called(cx.language.code()).to_owned(),
    }
}

/// What is wrong with a file, and what to do.
pub(in crate::pages) fn sentence(cx: &Context, fault: &Fault) -> String {
    let line = fault.line.map(|line| line.to_string()).unwrap_or_default();
    let place = match (fault.file.is_empty(), fault.line) {
        (true, _) => String::new(),
        (false, None) => format!("{}: ", fault.file),
        (false, Some(_)) => {
            let at = cx.t_with("framework-read-at", &[("file", &fault.file), ("line", &line)]);
            format!("{at}: ")
        }
    };
    let words = cx.t_with(&format!("framework-read-fault-{}", fault.key), &[("what", &fault.what)]);
    format!("{place}{words}")
}

/// The page that shows what the files would do.
pub(super) async fn plan(
    cx: &Context,
    plan: &Plan,
    (files, into): (&[FileId], &str),
    refused: &[Finding],
    changed: bool,
) -> Result<Response, Refusal> {
    let met = met::met(cx, plan, files).await?;
    let page = cx
        .page(cx.t("framework-read-looked"))
        .crumb(cx.heading("framework-plural"), "/framework")
        .crumb(cx.t("framework-read"), READ)
        .here(cx.t("framework-read-looked"));
    Ok(page.show(html! {
        @if changed { (ui::alert("warning", &html! { p { (cx.t("framework-read-changed")) } })) }
        (counts(cx, plan))
        (agree(cx, plan, (files, into), refused))
        (met)
        (refusals(cx, plan, refused))
        (remarks(cx, "framework-read-lost", plan, Remark::is_loss))
        (remarks(cx, "framework-read-open", plan, |remark| !remark.is_loss() && remark.key != "kept"))
        (remarks(cx, "framework-read-kept", plan, |remark| remark.key == "kept"))
        (rows(cx, "framework-read-changes", plan, |outcome| matches!(outcome, Outcome::Changed { .. })))
        (rows(cx, "framework-read-gone", plan, |outcome| matches!(outcome, Outcome::Gone { .. })))
        (rows(cx, "framework-read-new", plan, |outcome| matches!(outcome, Outcome::New(_))))
    }))
}

fn counts(cx: &Context, plan: &Plan) -> Markup {
    const KEYS: [&str; 4] = [
        "framework-read-new",
        "framework-read-changes",
        "framework-read-gone",
        "framework-read-same",
    ];
    html! {
        dl.facts {
            @for (key, count) in KEYS.into_iter().zip(plan.counts()) { dt { (cx.t(key)) } dd { (count) } }
        }
    }
}

/// The button that writes, only where there is something to write that nothing stops.
fn agree(
    cx: &Context,
    plan: &Plan,
    (files, into): (&[FileId], &str),
    refused: &[Finding],
) -> Markup {
    let writes = plan.writes().to_string();
    let files: Vec<&str> = files.iter().map(|file| file.0.as_str()).collect();
    html! {
        @if plan.writes() == 0 {
            p { (cx.t("framework-read-nothing")) }
        } @else if refused.iter().any(Finding::is_blocking) {
            (ui::alert("danger", &html! { p { (cx.t("framework-read-refused")) } }))
        } @else {
            form method="post" action="/framework/read/write" {
                input type="hidden" name="files" value=(files.join(" "));
                input type="hidden" name="writes" value=(writes);
                input type="hidden" name="into" value=(into);
                div.ds-field {
                    (ui::label(cx, "framework-read-why", "reason", true))
                    input.ds-input type="text" id="reason" name="reason" maxlength="500";
                }
                div.form-actions {
                    button.ds-button type="submit" { (cx.t_with("framework-read-write", &[("count", &writes)])) }
                }
            }
        }
    }
}

fn refusals(cx: &Context, plan: &Plan, refused: &[Finding]) -> Markup {
    let line = |finding: &Finding| {
        let row = plan.rows.iter().find(|row| Some(row.id) == finding.record);
        html! {
            tr {
                th scope="row" { (row.map_or("–", |row| row.title.as_str())) }
                td { (ui::sentence(cx, finding)) }
            }
        }
    };
    let lines: Vec<Markup> =
        refused.iter().filter(|finding| finding.is_blocking()).map(line).collect();
    ui::some_rows(
        cx,
        "framework-read-stops",
        &["framework-read-record", "framework-read-what"],
        &lines,
    )
}

/// What is to be told of a file, in a sentence.
pub(in crate::pages) fn told(cx: &Context, remark: &Remark) -> String {
    cx.t_with(&format!("framework-read-told-{}", remark.key), &[("what", &remark.what)])
}

fn remarks(cx: &Context, key: &str, plan: &Plan, which: fn(&Remark) -> bool) -> Markup {
    let line = |remark: &Remark| {
        let words = told(cx, remark);
        html! {
            tr {
                th scope="row" { code.code { (remark.place) } }
                td { (words) }
                td.number { @if remark.line > 0 { (remark.line) } @else { "–" } }
                td.number { (remark.count) }
            }
        }
    };
    let lines: Vec<Markup> = plan.remarks.0.iter().filter(|one| which(one)).map(line).collect();
    let heads = [
        "framework-read-place",
        "framework-read-what",
        "framework-read-line",
        "framework-read-times",
    ];
    ui::some_rows(cx, key, &heads, &lines)
}

fn rows(cx: &Context, key: &str, plan: &Plan, which: fn(&Outcome) -> bool) -> Markup {
    let line = |row: &Planned| {
        html! {
            tr {
                td { (cx.heading(row.kind)) }
                th scope="row" { (row.title) }
                td { (differences::differences(cx, plan, row)) }
            }
        }
    };
    let lines: Vec<Markup> = plan.rows.iter().filter(|row| which(&row.outcome)).map(line).collect();
    let heads = ["framework-read-kind", "framework-read-record", "framework-read-difference"];
    ui::some_rows(cx, key, &heads, &lines)
}
