//! The area's documents: statement of applicability, GAP list, plan and report of internal control, the report to management.

mod gap;
mod internal;
mod report;
mod statement;

pub(crate) use gap::{gap, gap_sheet};
pub(crate) use internal::{control_plan, control_report};
pub(crate) use report::{Material, report};
pub(crate) use statement::{statement, statement_sheet};

use stadga_model::{Head, Prose, Refusal, Term};
use stadga_publish::{
    Document,
    document::{Cell, cell, fact, grade, paragraph},
};
use stadga_web::{
    Context,
    published::{blank, pictured},
    ui::{Titles, format},
};

use crate::pages::{Sheet, colour, percent};

/// A step of a scale as a judgement: symbol, word and colour.
fn judged(cx: &Context, scale: &str, term: Option<&Term>, none: &str) -> Cell {
    let step = term.and_then(|term| cx.app.store.scales().get(scale)?.step(&term.0));
    match step {
        Some(step) => {
            let symbol = step.symbol.clone().unwrap_or_default();
            grade(symbol, step.label(cx.language), colour(step.colour.as_deref()))
        }
        None => cell(cx.t(none)),
    }
}

/// A grade of a requirement; withheld where the reader may not know it.
fn graded(cx: &Context, head: &Head, term: Option<&Term>) -> Cell {
    if head.withholds("grade") {
        cell(cx.t("value-withheld"))
    } else {
        judged(cx, "compliance-grade", term, "grade-unjudged")
    }
}

/// A text, as far as the reader may read it.
fn said(cx: &Context, head: &Head, (field, text): (&str, Option<&Prose>)) -> String {
    match text {
        _ if head.withholds(field) => cx.t("value-withheld"),
        Some(text) => text.0.clone(),
        None => String::new(),
    }
}

/// The beginning of a document about an assessment: what, for whom, when, and how much is met.
async fn begun(
    cx: &Context,
    sheet: &Sheet,
    titles: &Titles,
    title: &str,
) -> Result<Document, Refusal> {
    let mut document = blank(cx, cx.t(title)).await?;
    document.subtitle = Some(sheet.title().to_owned());
    document.reference = Some(sheet.head.number.clone());
    let framework = sheet.tree.framework.called(cx.language.code()).to_owned();
    let state = sheet.head.state.as_deref().unwrap_or_default();
    document.facts = vec![
        fact(cx.t("assessment-framework"), framework),
        fact(cx.t("assessment-scope"), titles.text(cx, sheet.assessment.scope)),
        fact(cx.t("assessment-period"), format::period(&sheet.assessment.period)),
        fact(cx.t("assessment-state"), cx.t(&format!("assessment-state-is-{state}"))),
    ];
    let tally = sheet.tally();
    let told = [
        ("percent", percent(&tally)),
        ("judged", tally.judged().to_string()),
        ("total", tally.total().to_string()),
    ];
    let told: Vec<_> = told.iter().map(|(name, value)| (*name, value.as_str())).collect();
    document.push(paragraph(cx.t_with("assessment-told", &told)));
    if let Some(text) =
        sheet.assessment.conclusion.as_ref().filter(|_| !sheet.head.withholds("conclusion"))
    {
        document.push(paragraph(text.0.as_str()));
    }
    if let Some(text) = sheet.assessment.limits.as_ref().filter(|_| !sheet.head.withholds("limits"))
    {
        document.push(paragraph(format!("{}: {}", cx.t("assessment-limits"), text.0)));
    }
    let bar = sheet.bar(cx);
    document.extend(pictured(
        bar.svg(),
        bar.description.clone(),
        cx.t("assessment-bar"),
        bar.table(),
    ));
    if let Some(source) = sheet.tree.framework.attribution.as_ref() {
        document.push(paragraph(source.0.as_str()));
    }
    Ok(document)
}
