//! The GAP list as a document and as a spreadsheet: how it is, what is needed, what is done (CTL-03).

use stadga_model::Refusal;
use stadga_publish::{
    Document,
    document::{Table, cell, column, heading, narrow, paragraph},
    sheet::{Cell, Column, Kind, Sheet as Page, Workbook},
};
use stadga_web::{Context, ui::Titles};

use super::{begun, graded, said};
use crate::{AssessedRequirement, pages::Sheet};

/// What is done about it, by name.
fn actions(cx: &Context, titles: &Titles, one: &AssessedRequirement) -> String {
    let named = one.measures.iter().map(|id| titles.text(cx, id.cast()));
    named.collect::<Vec<_>>().join("; ")
}

/// The list.
///
/// # Errors
/// Broken.
pub(crate) async fn gap(cx: &Context, sheet: &Sheet, titles: &Titles) -> Result<Document, Refusal> {
    let mut document = begun(cx, sheet, titles, "gaps-title").await?;
    let gaps = sheet.gaps();
    document.push(heading(1, cx.t("gaps-title")));
    if gaps.is_empty() {
        document.push(paragraph(cx.t("gaps-none")));
        return Ok(document);
    }
    let columns = [
        column(cx.t("statement-requirement"), 3),
        narrow(cx.t("assessed-requirement-grade")),
        column(cx.t("assessed-requirement-situation"), 3),
        column(cx.t("assessed-requirement-need"), 3),
        column(cx.t("gaps-action"), 3),
    ];
    let rows = gaps.iter().map(|(node, (head, one))| {
        let done = actions(cx, titles, one);
        vec![
            cell(node.called(cx.language)),
            graded(cx, head, one.grade.as_ref()),
            cell(said(cx, head, ("situation", one.situation.as_ref()))),
            cell(said(cx, head, ("need", one.need.as_ref()))),
            cell(if done.is_empty() { cx.t("gaps-no-action") } else { done }),
        ]
    });
    document.push(Table::new(cx.t("gaps-title"), columns).row_header().rows(rows));
    Ok(document)
}

/// The same to count in.
pub(crate) fn gap_sheet(cx: &Context, sheet: &Sheet, titles: &Titles) -> Workbook {
    let columns = [
        ("statement-requirement", Kind::Text),
        ("assessed-requirement-priority", Kind::Text),
        ("assessed-requirement-grade", Kind::Text),
        ("assessed-requirement-situation", Kind::Text),
        ("assessed-requirement-need", Kind::Text),
        ("gaps-action", Kind::Text),
        ("assessed-requirement-owner", Kind::Text),
        ("assessed-requirement-target_by", Kind::Date),
    ];
    let columns = columns.map(|(key, kind)| Column::new(cx.t(key), kind)).to_vec();
    let rows = sheet.gaps().into_iter().map(|(node, (head, one))| {
        let priority = one.priority.as_ref().filter(|_| !head.withholds("priority"));
        vec![
            Cell::from(node.called(cx.language)),
            priority.map(|priority| cx.term("requirement-priority", priority)).into(),
            one.grade.as_ref().map(|grade| cx.term("compliance-grade", grade)).into(),
            said(cx, head, ("situation", one.situation.as_ref())).into(),
            said(cx, head, ("need", one.need.as_ref())).into(),
            actions(cx, titles, one).into(),
            one.owner.map(|owner| titles.text(cx, owner.cast())).into(),
            one.target_by.into(),
        ]
    });
    let page = Page { name: cx.t("gaps-title"), columns, rows: rows.collect() };
    Workbook { title: sheet.title().to_owned(), date: Some(cx.today()), sheets: vec![page] }
}
