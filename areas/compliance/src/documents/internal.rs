//! The plan of internal control to the board, and the report of what came out (CTL-10, REP-08).

use stadga_model::{Head, Refusal};
use stadga_publish::{
    Document,
    document::{
        Signature, Table, cell, column, fact, heading, narrow, note, paragraph, signatures,
    },
};
use stadga_web::{
    Context,
    published::blank,
    ui::{Titles, format},
};

use super::judged;
use crate::{
    InternalControlPlan,
    internal_control_plan::{Point, State},
};

async fn begun(
    cx: &Context,
    (head, plan): (&Head, &InternalControlPlan),
    titles: &Titles,
    title: &str,
) -> Result<Document, Refusal> {
    let called = if head.withholds("title") { head.number.clone() } else { plan.title.clone() };
    let mut document = blank(cx, cx.t(title)).await?;
    document.subtitle = Some(called);
    document.reference = Some(head.number.clone());
    document.facts = vec![fact(cx.t("internal-control-plan-period"), format::period(&plan.period))];
    document.facts.extend(
        plan.unit
            .map(|unit| fact(cx.t("internal-control-plan-unit"), titles.text(cx, unit.cast()))),
    );
    let decided = plan.decision.map(|id| titles.text(cx, id.cast()));
    document
        .facts
        .extend(decided.map(|decided| fact(cx.t("internal-control-plan-decision"), decided)));
    Ok(document)
}

/// The points, where the reader may read them.
fn points<'a>(head: &Head, plan: &'a InternalControlPlan) -> Option<&'a [Point]> {
    (!head.withholds("points")).then_some(plan.points.as_slice())
}

/// The plan.
///
/// # Errors
/// Broken.
pub(crate) async fn control_plan(
    cx: &Context,
    head: &Head,
    plan: &InternalControlPlan,
    titles: &Titles,
) -> Result<Document, Refusal> {
    let mut document = begun(cx, (head, plan), titles, "internal-control-plan-document").await?;
    document.push(paragraph(cx.t("internal-control-plan-lead")));
    let Some(points) = points(head, plan) else {
        document.push(paragraph(cx.t("value-withheld")));
        return Ok(document);
    };
    let columns = [
        column(cx.t("internal-control-plan-points-what"), 3),
        column(cx.t("internal-control-plan-points-risk"), 3),
        column(cx.t("internal-control-plan-points-method"), 3),
        column(cx.t("internal-control-plan-points-role"), 2),
    ];
    let rows = points.iter().map(|point| {
        let role = point.role.as_ref().map(|role| cx.term("role", role));
        vec![
            cell(point.what.as_str()),
            cell(point.risk.clone().unwrap_or_default()),
            cell(point.method.clone().unwrap_or_default()),
            cell(role.unwrap_or_default()),
        ]
    });
    document
        .push(Table::new(cx.t("internal-control-plan-points"), columns).row_header().rows(rows));
    Ok(document)
}

/// The report.
///
/// # Errors
/// Broken.
pub(crate) async fn control_report(
    cx: &Context,
    head: &Head,
    plan: &InternalControlPlan,
    titles: &Titles,
) -> Result<Document, Refusal> {
    let mut document = begun(cx, (head, plan), titles, "internal-control-report").await?;
    if plan.state != State::Reported {
        document.push(note(cx.t("internal-control-draft"), cx.t("internal-control-draft-note")));
    }
    let Some(points) = points(head, plan) else {
        document.push(paragraph(cx.t("value-withheld")));
        return Ok(document);
    };
    let (deviating, levelled) = plan.outcome();
    let told = [
        ("n", points.len().to_string()),
        ("done", levelled.to_string()),
        ("deviating", deviating.to_string()),
    ];
    let told: Vec<_> = told.iter().map(|(name, value)| (*name, value.as_str())).collect();
    document.push(paragraph(cx.t_with("internal-control-told", &told)));
    if let Some(text) = plan.summary.as_ref().filter(|_| !head.withholds("summary")) {
        document.push(paragraph(text.0.as_str()));
    }
    let columns = [
        column(cx.t("internal-control-plan-points-what"), 3),
        narrow(cx.t("internal-control-plan-points-level")),
        column(cx.t("internal-control-plan-points-result"), 4),
        column(cx.t("internal-control-plan-points-measure"), 3),
    ];
    let rows = points.iter().map(|point| {
        let measure = point.measure.map(|id| titles.text(cx, id.cast()));
        vec![
            cell(point.what.as_str()),
            judged(cx, "internal-control-level", point.level.as_ref(), "internal-control-open"),
            cell(point.result.clone().unwrap_or_default()),
            cell(measure.unwrap_or_default()),
        ]
    });
    document.push(heading(1, cx.t("internal-control-outcome")));
    document.push(Table::new(cx.t("internal-control-outcome"), columns).row_header().rows(rows));
    document.push(signatures([Signature::new(cx.t("internal-control-plan-owner"))]));
    Ok(document)
}
