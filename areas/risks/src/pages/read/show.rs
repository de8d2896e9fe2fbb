//! How a reading is shown: how the columns are understood, what is wrong, what is new, what would change.

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use maud::{Markup, html};
use stadga_measures::Measure;
use stadga_model::{FileId, Head, Refusal, Term};
use stadga_publish::sheet::column_letters;
use stadga_web::{Context, ui};

use super::{Asked, address};
use crate::{
    RiskAnalysis, RiskSource,
    import::{Fault, Guess, Outcome, Plan, Planned, Target, parts},
    method::{Moment, methods},
    pages::{matrix::level_word, may_change, may_create},
};

/// The page that asks for a file, with what was wrong with the last one.
pub(super) async fn ask(
    cx: &Context,
    asked: &Asked,
    fault: Option<&str>,
) -> Result<Response, Refusal> {
    let mut analyses = cx.every::<RiskAnalysis>().await?;
    analyses.retain(|(_, analysis)| analysis.is_open());
    let units = crate::pages::units(cx).await?.into_iter();
    let units: Vec<_> = units.map(|(id, unit)| (id.to_string(), unit.name)).collect();
    let sources = cx.every::<RiskSource>().await?;
    let source = sources.iter().find(|(head, _)| head.id.to_string() == asked.source);
    let instruction = source.and_then(|(_, source)| source.instruction.as_ref());
    let page = cx.page(cx.t("risk-read-title")).lead(cx.t("risk-read-lead"));
    let named: Vec<_> = sources.iter().map(|(head, one)| option(head, "name", &one.name)).collect();
    let titled: Vec<_> =
        analyses.iter().map(|(head, one)| option(head, "title", &one.title)).collect();
    let by = methods().iter().filter(|one| one.holds(cx.today()));
    let by = by.map(|one| (one.key.clone(), cx.term("risk-method", &Term(one.key.clone()))));
    let by: Vec<_> = by.collect();
    let body = html! {
        @if let Some(fault) = fault { (ui::alert("danger", &html! { p { (cx.t(fault)) } })) }
        @if let Some(words) = instruction { p { (words.0) } }
        form.form method="post" action=(address(asked)) enctype="multipart/form-data" {
            div.ds-field {
                (ui::label(cx, "risk-read-file", "file", false))
                input.ds-input type="file" id="file" name="file" accept=".xlsx,.ods,.csv" required;
            }
            p.help { (cx.t("form-protective")) }
            @if !sources.is_empty() {
                (choice(cx, "source", "risk-read-no-source", (&named, &asked.source)))
            }
            (choice(cx, "analysis", "risk-read-no-analysis", (&titled, &asked.analysis)))
            (choice(cx, "method", "risk-read-usual-method", (&by, &asked.method)))
            (choice(cx, "unit", "risk-read-no-unit", (&units, &asked.unit)))
            div.form-actions { button.ds-button type="submit" { (cx.t("risk-read-look")) } }
        }
    };
    Ok(match fault {
        None => page.show(body),
        Some(_) => (StatusCode::UNPROCESSABLE_ENTITY, page.show(body)).into_response(),
    })
}

/// A record that can be chosen, by its number where its name is withheld.
fn option(head: &Head, field: &str, name: &str) -> (String, String) {
    let name = if head.withholds(field) { &head.number } else { name };
    (head.id.to_string(), name.to_owned())
}

/// A list to choose one of, or none.
fn choice(
    cx: &Context,
    name: &str,
    none: &str,
    (options, chosen): (&[(String, String)], &str),
) -> Markup {
    html! {
        div.ds-field {
            (ui::label(cx, &format!("risk-read-{name}"), name, true))
            select.ds-input id=(name) name=(name) {
                option value="" { (cx.t(none)) }
                @for (value, words) in options {
                    option value=(value) selected[value == chosen] { (words) }
                }
            }
        }
    }
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
            input type="hidden" name="agreed" value=(guess.spoken());
            input type="hidden" name="source" value=(asked.source);
            input type="hidden" name="analysis" value=(asked.analysis);
            input type="hidden" name="method" value=(into.method.key);
            input type="hidden" name="unit" value=(asked.unit);
            (columns(cx, guess, into))
            (keep(cx, into))
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
        ("risk-read-measures", plan.measures()),
    ];
    html! { dl.facts { @for (key, n) in &counts { div { dt { (cx.t(key)) } dd { (n) } } } } }
}

/// How each column is understood, to be said otherwise.
fn columns(cx: &Context, guess: &Guess, into: &Target) -> Markup {
    let areas: Vec<String> = into.method.areas.iter().map(|area| area.area.clone()).collect();
    let parts = parts(cx.app.store.scales(), &areas);
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

/// Where what the columns mean is kept for the next file: in the source, or in a new one if somebody gives it a name.
fn keep(cx: &Context, into: &Target) -> Markup {
    if let Some((head, source)) = &into.source {
        let name = if head.withholds("name") { &head.number } else { &source.name };
        let kept = may_change(cx, head) && head.withheld.is_none();
        let key = if kept { "risk-read-kept" } else { "risk-read-not-kept" };
        return html! { p { (cx.t_with(key, &[("source", name)])) } };
    }
    html! {
        @if may_create::<RiskSource>(cx) {
            div.ds-field {
                (ui::label(cx, "risk-read-keep", "keep_as", true))
                input.ds-input type="text" id="keep_as" name="keep_as" maxlength="200";
            }
        }
    }
}

/// What a part is called; a consequence of no area with that which it is counted in.
fn word(cx: &Context, part: &str, unsaid: &str) -> String {
    let word = cx.term("risk-column", &Term::from(part));
    if !part.starts_with("consequence") || part.contains('@') {
        return word;
    }
    let area = cx.term("consequence-area", &Term::from(unsaid)).to_lowercase();
    cx.t_with("risk-read-part-unsaid", &[("part", &word), ("area", &area)])
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
                td {
                    @if !planned.measures.is_empty() {
                        ul { @for made in &planned.measures { li { (told(&made.measure)) } } }
                    }
                }
            }
        })
    };
    let rows: Vec<_> = plan.rows.iter().filter_map(row).collect();
    let heads = [
        "risk-read-row",
        "risk-title",
        "risks-when-current",
        "risk-read-what-changes",
        "risk-read-measures",
    ];
    ui::some_rows(cx, "risk-read-good", &heads, &rows)
}

/// A measure that would be made, with the day by which it is to be done.
fn told(measure: &Measure) -> Markup {
    html! {
        (measure.title)
        @if let Some(due) = measure.due { " " span.muted.nowrap { (due) } }
    }
}
