//! How a reading is shown: how the columns are understood, what is wrong, what is new, what would change.

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use maud::{Markup, html};
use stadga_model::{FileId, Refusal, Term};
use stadga_publish::sheet::column_letters;
use stadga_web::{Context, ui};

use super::{Asked, address};
use crate::{
    RiskAnalysis,
    import::{Fault, Guess, Outcome, Plan, Planned, Target, parts},
    method::{Moment, methods},
    pages::matrix::level_word,
};

/// The page that asks for a file, with what was wrong with the last one.
pub(super) async fn ask(
    cx: &Context,
    asked: &Asked,
    fault: Option<&str>,
) -> Result<Response, Refusal> {
    let mut analyses = cx.every::<RiskAnalysis>().await?;
    analyses.retain(|(_, analysis)| analysis.is_open());
    let units = crate::pages::units(cx).await?;
    let page = cx.page(cx.t("risk-read-title")).lead(cx.t("risk-read-lead"));
    let title = |(head, analysis): &(stadga_model::Head, RiskAnalysis)| {
        if head.withholds("title") { head.number.clone() } else { analysis.title.clone() }
    };
    let body = html! {
        @if let Some(fault) = fault { (ui::alert("danger", &html! { p { (cx.t(fault)) } })) }
        form.form method="post" action=(address(asked)) enctype="multipart/form-data" {
            div.ds-field {
                (ui::label(cx, "risk-read-file", "file", false))
                input.ds-input type="file" id="file" name="file" accept=".xlsx,.ods,.csv" required;
            }
            p.help { (cx.t("form-protective")) }
            div.ds-field {
                (ui::label(cx, "risk-read-analysis", "analysis", true))
                select.ds-input id="analysis" name="analysis" {
                    option value="" { (cx.t("risk-read-no-analysis")) }
                    @for one in &analyses {
                        option value=(one.0.id) selected[one.0.id.to_string() == asked.analysis] { (title(one)) }
                    }
                }
            }
            div.ds-field {
                (ui::label(cx, "risk-read-method", "method", true))
                select.ds-input id="method" name="method" {
                    @for one in methods().iter().filter(|one| one.holds(cx.today())) {
                        option value=(one.key) selected[one.key == asked.method] { (cx.term("risk-method", &Term(one.key.clone()))) }
                    }
                }
            }
            div.ds-field {
                (ui::label(cx, "risk-read-unit", "unit", true))
                select.ds-input id="unit" name="unit" {
                    option value="" { "–" }
                    @for (id, unit) in &units { option value=(id) selected[id.to_string() == asked.unit] { (unit.name) } }
                }
            }
            div.form-actions { button.ds-button type="submit" { (cx.t("risk-read-look")) } }
        }
    };
    Ok(match fault {
        None => page.show(body),
        Some(_) => (StatusCode::UNPROCESSABLE_ENTITY, page.show(body)).into_response(),
    })
}

/// The page that shows what the file would do.
pub(super) fn looked(
    cx: &Context,
    (asked, into): (&Asked, &Target),
    (guess, plan): &(Guess, Plan),
    file: &FileId,
    told: Option<&str>,
) -> Response {
    let page = cx.page(cx.t("risk-read-looked"));
    let page = page.crumb(cx.t("risk-read-title"), address(asked)).here(cx.t("risk-read-looked"));
    let good = plan.good().to_string();
    page.show(html! {
        @if let Some(told) = told { (ui::alert("warning", &html! { p { (cx.t(told)) } })) }
        @if !guess.is_understood() { (ui::alert("danger", &html! { p { (cx.t("risk-read-no-columns")) } })) }
        (counts(cx, plan))
        form method="post" action="/risks/read/write" {
            input type="hidden" name="file" value=(file.0);
            input type="hidden" name="good" value=(good);
            input type="hidden" name="analysis" value=(asked.analysis);
            input type="hidden" name="method" value=(into.method.key);
            input type="hidden" name="unit" value=(asked.unit);
            (columns(cx, guess, into))
            div.form-actions {
                @if plan.good() > 0 {
                    button.ds-button type="submit" name="act" value="write" { (cx.t_with("risk-read-write", &[("count", &good)])) }
                }
                button.ds-button type="submit" name="act" value="look" data-variant="secondary" { (cx.t("risk-read-again")) }
            }
        }
        (faults(cx, plan))
        (remarks(cx, plan))
        (rows(cx, plan))
    })
}

fn counts(cx: &Context, plan: &Plan) -> Markup {
    let count = |is: fn(&Outcome) -> bool| plan.rows.iter().filter(|row| is(&row.outcome)).count();
    let counts = [
        ("risk-read-new", count(|o| matches!(o, Outcome::New(_)))),
        ("risk-read-changes", count(|o| matches!(o, Outcome::Changed { .. }))),
        ("risk-read-unchanged", count(|o| matches!(o, Outcome::Unchanged))),
        ("risk-read-faulty", count(|o| matches!(o, Outcome::Faulty(_)))),
    ];
    html! { dl.facts { @for (key, n) in &counts { div { dt { (cx.t(key)) } dd { (n) } } } } }
}

/// How each column is understood, to be said otherwise.
fn columns(cx: &Context, guess: &Guess, into: &Target) -> Markup {
    let areas: Vec<String> = into.method.areas.iter().map(|area| area.area.clone()).collect();
    let parts = parts(&areas);
    html! {
        fieldset.ds-fieldset.panel {
            legend { (cx.t("risk-read-columns")) }
            p.help { (cx.t("risk-read-columns-help")) }
            div.pair {
                @for column in &guess.columns {
                    @let name = format!("column-{}", column.place);
                    div.ds-field {
                        label for=(name) { (column_letters(column.place)) ": " (column.head) }
                        select.ds-input id=(name) name=(name) {
                            option value="" { (cx.t("risk-read-not-read")) }
                            @for part in &parts {
                                option value=(part) selected[column.part.as_ref() == Some(part)] { (word(cx, part, into.area())) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What a part is called; a consequence of no area with that which it is counted in.
fn word(cx: &Context, part: &str, unsaid: &str) -> String {
    let area = |key: &str| cx.term("consequence-area", &Term::from(key)).to_lowercase();
    match part.split_once('@') {
        Some((of, place)) => format!("{}, {}", cx.t(&format!("risk-read-part-{of}")), area(place)),
        None if part.starts_with("consequence") => {
            let (area, part) = (area(unsaid), cx.t(&format!("risk-read-part-{part}")));
            cx.t_with("risk-read-part-unsaid", &[("part", &part), ("area", &area)])
        }
        None => cx.t(&format!("risk-read-part-{}", part.replace('_', "-"))),
    }
}

fn line(cx: &Context, row: u32, title: &str, fault: &Fault) -> Markup {
    let key = format!("risk-read-fault-{}", fault.key);
    html! {
        tr {
            td { (row) }
            td { (fault.column.as_deref().unwrap_or("–")) }
            td { (title) }
            td { (cx.t_with(&key, &[("written", &fault.written)])) }
        }
    }
}

const HEADS: [&str; 4] = ["risk-read-row", "risk-read-column", "risk-title", "risk-read-what"];

fn faults(cx: &Context, plan: &Plan) -> Markup {
    let of = |row: &Planned| match &row.outcome {
        Outcome::Faulty(faults) => {
            faults.iter().map(|fault| line(cx, row.row, &row.title, fault)).collect()
        }
        _ => Vec::new(),
    };
    let rows: Vec<Markup> = plan.rows.iter().flat_map(of).collect();
    ui::some_rows(cx, "risk-read-faulty", &HEADS, &rows)
}

fn remarks(cx: &Context, plan: &Plan) -> Markup {
    let title = |row: u32| {
        let found = plan.rows.iter().find(|planned| planned.row == row);
        found.map(|planned| planned.title.as_str()).unwrap_or_default()
    };
    let rows: Vec<_> =
        plan.remarks.iter().map(|(row, fault)| line(cx, *row, title(*row), fault)).collect();
    ui::some_rows(cx, "risk-read-remarks", &HEADS, &rows)
}

/// What is new and what would change, with the level that it would have.
fn rows(cx: &Context, plan: &Plan) -> Markup {
    let row = |planned: &Planned| {
        let (risk, what) = match &planned.outcome {
            Outcome::New(risk) => (risk, cx.t("risk-read-is-new")),
            Outcome::Changed { after, fields } => {
                let names: Vec<_> = fields.iter().map(|f| cx.t(&format!("risk-{f}"))).collect();
                (after, names.join(", "))
            }
            Outcome::Unchanged | Outcome::Faulty(_) => return None,
        };
        let level = risk.level(Moment::Current).map(|level| level_word(cx, level));
        Some(html! {
            tr {
                td { (planned.row) }
                td { (planned.title) }
                td { (level.unwrap_or_else(|| cx.t("risks-unassessed"))) }
                td { (what) }
            }
        })
    };
    let rows: Vec<_> = plan.rows.iter().filter_map(row).collect();
    let heads = ["risk-read-row", "risk-title", "risks-when-current", "risk-read-what-changes"];
    ui::some_rows(cx, "risk-read-good", &heads, &rows)
}
