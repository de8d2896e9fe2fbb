//! The compliance report of the management system to the region's management (REP-07).

use stadga_model::{Id, Refusal};
use stadga_organisation::Unit;
use stadga_publish::{
    Document,
    document::{Block, Table, amount, bullets, cell, column, heading, narrow, paragraph},
};
use stadga_web::{
    Context,
    published::{blank, pictured},
    ui::Titles,
};

use super::judged;
use crate::{
    indicator,
    pages::{Followed, Picture, Standing, Told, percent},
    series::Below,
};

/// What the report is made of.
pub(crate) struct Material {
    /// Frameworks and parts of the organisation.
    pub picture: Picture,
    /// Governing documents.
    pub followed: Vec<Followed>,
    /// Controls.
    pub controls: Vec<Standing>,
    /// Figures.
    pub figures: Vec<Told>,
    /// The organisation.
    pub below: Below,
    /// Its top.
    pub top: Option<Id<Unit>>,
}

/// The report.
///
/// # Errors
/// Broken.
pub(crate) async fn report(cx: &Context, material: &Material) -> Result<Document, Refusal> {
    let mut document = blank(cx, cx.t("compliance-report-title")).await?;
    document.push(paragraph(cx.t("compliance-report-lead")));
    document.push(bullets(summary(cx, material)));
    document.push(Block::Contents);
    document.push(heading(1, cx.t("compliance-report-frameworks")));
    document.extend(frameworks(cx, &material.picture));
    document.push(heading(1, cx.t("compliance-report-documents")));
    document.extend(documents(cx, &material.followed));
    document.push(heading(1, cx.t("compliance-report-controls")));
    document.extend(controls(cx, &material.controls));
    document.push(heading(1, cx.t("compliance-report-figures")));
    document.extend(figures(cx, material).await?);
    Ok(document)
}

/// The figures that matter, in words.
fn summary(cx: &Context, material: &Material) -> Vec<String> {
    let today = cx.today();
    let count = |key: &str, n: usize| cx.t_with(key, &[("n", &n.to_string())]);
    let gaps = material.picture.newest.iter().map(|one| one.all.gaps()).sum();
    vec![
        count("compliance-report-told-assessments", material.picture.newest.len()),
        count("compliance-report-told-gaps", gaps),
        count(
            "compliance-report-told-late",
            material.controls.iter().filter(|one| one.is_late(today)).count(),
        ),
        count(
            "compliance-report-told-deviating",
            material.controls.iter().filter(|one| one.deviates()).count(),
        ),
        count(
            "compliance-report-told-unknown",
            material.followed.iter().filter(|one| !one.is_known()).count(),
        ),
    ]
}

fn frameworks(cx: &Context, picture: &Picture) -> Vec<Block> {
    if picture.newest.is_empty() {
        return vec![paragraph(cx.t("picture-empty"))];
    }
    let grid = picture.grid(cx);
    // In a document nothing leads on: the cells are no links.
    let mut still = grid.clone();
    still.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| cell.href = None);
    let mut blocks =
        pictured(still.svg(), grid.description.clone(), grid.title.clone(), grid.table());
    let columns = [
        column(cx.t("picture-scope"), 3),
        column(cx.t("picture-framework"), 3),
        amount(cx.heading("assessment-share")),
        amount(cx.heading("assessment-share-must")),
        amount(cx.t("picture-gaps")),
    ];
    let rows = picture.newest.iter().map(|one| {
        vec![
            cell(picture.scope(one.assessment.scope)),
            cell(picture.framework(one.assessment.framework)),
            cell(percent(&one.all)),
            cell(percent(&one.must)),
            cell(one.all.gaps().to_string()),
        ]
    });
    blocks.push(Table::new(cx.t("picture-table"), columns).row_header().rows(rows).into());
    blocks
}

fn documents(cx: &Context, followed: &[Followed]) -> Vec<Block> {
    let known: Vec<_> = followed.iter().filter(|one| one.is_known()).collect();
    let values = [("n", known.len().to_string()), ("total", followed.len().to_string())];
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut blocks = vec![paragraph(cx.t_with("compliance-report-documents-told", &values))];
    let columns = [
        column(cx.heading("document"), 4),
        narrow(cx.t("by-document-check")),
        column(cx.t("by-document-controls"), 3),
        amount(cx.heading("assessment-share")),
    ];
    let rows = known.iter().map(|one| {
        let title =
            if one.head.withholds("title") { &one.head.number } else { &one.document.title };
        let controls = one.controls.iter().map(|(head, control, level)| {
            let title = if head.withholds("title") { &head.number } else { &control.title };
            let level = level.as_ref().map(|level| cx.term("deviation-level", level));
            format!("{title}: {}", level.unwrap_or_else(|| cx.t("control-never")))
        });
        let controls: Vec<String> = controls.collect();
        let outcome = one.check.as_ref().map(|(_, outcome, _)| outcome);
        vec![
            cell(title.as_str()),
            judged(cx, "document-outcome", outcome, "control-never"),
            cell(controls.join("; ")),
            cell(percent(&one.tally)),
        ]
    });
    blocks.push(Table::new(cx.t("by-document-title"), columns).row_header().rows(rows).into());
    blocks
}

fn controls(cx: &Context, controls: &[Standing]) -> Vec<Block> {
    if controls.is_empty() {
        return vec![paragraph(cx.t("catalogue-controls-none"))];
    }
    let columns = [
        column(cx.t("control-title"), 4),
        narrow(cx.t("catalogue-level")),
        narrow(cx.t("control-check-signed")),
        narrow(cx.t("catalogue-due")),
    ];
    let day =
        |date: Option<stadga_model::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let rows = controls.iter().map(|one| {
        let title = if one.head.withholds("title") { &one.head.number } else { &one.control.title };
        let level = one.last.as_ref().and_then(|(_, level, _)| level.as_ref());
        vec![
            cell(title.as_str()),
            judged(cx, "deviation-level", level, "control-never"),
            cell(day(one.last.as_ref().and_then(|(_, _, day)| *day))),
            cell(day(one.due)),
        ]
    });
    vec![Table::new(cx.t("catalogue-controls"), columns).row_header().rows(rows).into()]
}

async fn figures(cx: &Context, material: &Material) -> Result<Vec<Block>, Refusal> {
    let Some(top) = material.top else { return Ok(Vec::new()) };
    let called = Titles::of(cx, [top.cast()]).await?.text(cx, top.cast());
    let mut blocks = Vec::new();
    for one in material.figures.iter().filter(|one| one.is_open() && !one.periods.is_empty()) {
        let title =
            if one.head.withholds("title") { &one.head.number } else { &one.indicator.title };
        blocks.push(heading(2, title.as_str()));
        blocks.push(paragraph(one.indicator.definition.0.as_str()));
        let newest = one.newest(&material.below, top).map(|(_, value, _)| value.number);
        let key = match newest.and_then(|value| one.indicator.standing(value)) {
            Some(indicator::Standing::Reached) => "standing-reached",
            Some(indicator::Standing::Below) => "standing-below",
            Some(indicator::Standing::Alarming) => "standing-alarming",
            None => "standing-none",
        };
        blocks.push(paragraph(cx.t(key)));
        let trend = crate::pages::trend(cx, one, &material.below, (top, &called));
        blocks.extend(pictured(
            trend.svg(),
            trend.description.clone(),
            trend.title.clone(),
            trend.table(),
        ));
    }
    if blocks.is_empty() {
        blocks.push(paragraph(cx.t("indicators-none")));
    }
    Ok(blocks)
}
