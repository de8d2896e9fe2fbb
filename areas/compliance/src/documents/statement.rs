//! The statement of applicability as a document and as a spreadsheet.

use stadga_model::{Head, Refusal};
use stadga_publish::{
    Document,
    document::{Table, cell, column, heading, narrow},
    sheet::{Cell, Column, Kind, Sheet as Page, Workbook},
};
use stadga_web::{Context, ui::Titles};

use super::{begun, graded};
use crate::{
    AssessedRequirement,
    catalogue::Node,
    pages::{Sheet, applies, shown, why},
};

/// The statement (uttalande om tillämplighet).
///
/// # Errors
/// Broken.
pub(crate) async fn statement(
    cx: &Context,
    sheet: &Sheet,
    titles: &Titles,
) -> Result<Document, Refusal> {
    let mut document = begun(cx, sheet, titles, "statement-title").await?;
    let columns = [
        column(cx.t("statement-requirement"), 4),
        narrow(cx.t("statement-applies")),
        narrow(cx.t("assessed-requirement-grade")),
        column(cx.t("statement-why"), 3),
        column(cx.t("statement-shown"), 3),
    ];
    let row = |(node, (head, one)): (&Node, &(Head, AssessedRequirement))| {
        vec![
            cell(node.called(cx.language)),
            cell(applies(cx, head, one)),
            graded(cx, head, one.grade.as_ref()),
            cell(why(head, one)),
            cell(
                shown(one).into_iter().map(|id| titles.text(cx, id)).collect::<Vec<_>>().join("; "),
            ),
        ]
    };
    document.push(heading(1, cx.t("statement-title")));
    for (title, rows) in sheet.chapters(cx.language) {
        document.extend(title.clone().map(|title| heading(2, title)));
        let chapter = title.unwrap_or_else(|| cx.t("statement-title"));
        let rows = rows.into_iter().map(row);
        document.push(Table::new(chapter, columns.clone()).row_header().rows(rows));
    }
    Ok(document)
}

/// The same to count in.
pub(crate) fn statement_sheet(cx: &Context, sheet: &Sheet, titles: &Titles) -> Workbook {
    let columns = [
        ("statement-reference", Kind::Text),
        ("statement-requirement", Kind::Text),
        ("statement-applies", Kind::Text),
        ("assessed-requirement-grade", Kind::Text),
        ("assessed-requirement-priority", Kind::Text),
        ("statement-why", Kind::Text),
        ("statement-shown", Kind::Text),
        ("assessed-requirement-owner", Kind::Text),
        ("assessed-requirement-assessed", Kind::Date),
    ];
    let columns = columns.map(|(key, kind)| Column::new(cx.t(key), kind)).to_vec();
    let rows = sheet.counted_nodes().map(|(node, (head, one))| {
        let grade = one.grade.as_ref().filter(|_| !head.withholds("grade"));
        let priority = one.priority.as_ref().filter(|_| !head.withholds("priority"));
        let named =
            shown(one).into_iter().map(|id| titles.text(cx, id)).collect::<Vec<_>>().join("; ");
        vec![
            Cell::from(node.requirement.reference.as_deref()),
            Cell::from(node.called(cx.language)),
            applies(cx, head, one).into(),
            grade.map(|grade| cx.term("compliance-grade", grade)).into(),
            priority.map(|priority| cx.term("requirement-priority", priority)).into(),
            why(head, one).into(),
            named.into(),
            one.owner.map(|owner| titles.text(cx, owner.cast())).into(),
            one.assessed.into(),
        ]
    });
    let page = Page { name: cx.t("statement-title"), columns, rows: rows.collect() };
    Workbook { title: sheet.title().to_owned(), date: Some(cx.today()), sheets: vec![page] }
}
