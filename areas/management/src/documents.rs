//! Documents: a review's material, a report, the action plan; each set as PDF and as Word from the same blocks.

use stadga_model::{Prose, Refusal};
use stadga_publish::{
    Document,
    document::{Block, Table, amount, bullets, cell, column, fact, heading, lead, paragraph},
};
use stadga_web::{
    Context, chapter,
    published::{blank, prose},
};

use crate::compiled::{Part, View};

/// What stands around the parts of a document.
#[derive(Default)]
pub(crate) struct Frame {
    /// What it is called.
    pub title: String,
    /// The time that it tells of, in words.
    pub subtitle: String,
    /// The record's number.
    pub number: Option<String>,
    /// What stands beside the sender.
    pub facts: Vec<(String, String)>,
    /// What leads into it.
    pub lead: String,
    /// What somebody has written of it: heading and text.
    pub texts: Vec<(String, Prose)>,
    /// What was chosen or decided: heading, the table's headings and rows.
    pub tables: Vec<(String, Vec<String>, Vec<Vec<String>>)>,
}

/// The document: what matters first, then each part.
///
/// # Errors
/// Broken.
pub(crate) async fn document(
    view: &View,
    frame: &Frame,
    parts: &[Part],
) -> Result<Document, Refusal> {
    let cx = &view.now;
    let mut document = blank(cx, frame.title.clone()).await?;
    document.subtitle = Some(frame.subtitle.clone());
    document.reference.clone_from(&frame.number);
    document.facts = frame.facts.iter().map(|(what, told)| fact(what, told.as_str())).collect();
    document.push(lead(frame.lead.clone()));
    for (title, text) in &frame.texts {
        document.push(heading(1, title.clone()));
        document.extend(prose(text));
    }
    // Of one chapter a list of contents and a summary would say nothing that the chapter does not say right below.
    if parts.len() > 1 {
        document.push(Block::Contents);
        document.push(heading(1, cx.t("material-summary-title")));
        document.push(summary(cx, parts));
    }
    for (title, heads, rows) in &frame.tables {
        document.push(heading(1, title.clone()));
        document.push(Table::fitted(title, heads.clone(), rows.clone()));
    }
    for part in parts {
        document.extend(of_part(cx, part));
    }
    Ok(document)
}

/// The weightiest figure of each chapter, beside what it was.
fn summary(cx: &Context, parts: &[Part]) -> Block {
    let columns = [
        column(cx.t("material-summary-chapter"), 2),
        column(cx.t("chapter-what"), 3),
        amount(cx.t("chapter-now")),
        amount(cx.t("chapter-before")),
        amount(cx.t("chapter-change")),
    ];
    let rows = parts.iter().flat_map(|part| &part.sections).filter_map(|section| {
        let (now, before) = section.first()?;
        let value = before.and_then(|figure| figure.value);
        let earlier = before.map_or_else(|| "–".to_owned(), |figure| figure.told(cx));
        let cells =
            [section.title.clone(), now.what.clone(), now.told(cx), earlier, now.change(cx, value)];
        Some(cells.map(cell).to_vec())
    });
    Table::new(cx.t("material-summary-title"), columns).row_header().rows(rows).into()
}

fn of_part(cx: &Context, part: &Part) -> Vec<Block> {
    let mut blocks = vec![heading(1, part.title.clone())];
    blocks.extend(part.lead.clone().map(lead));
    if !part.said.is_empty() {
        blocks.push(bullets(part.said.clone()));
    }
    if part.sections.is_empty() && part.said.is_empty() {
        blocks.push(paragraph(cx.t("material-nothing")));
    }
    for section in &part.sections {
        if section.title != part.title {
            blocks.push(heading(2, section.title.clone()));
        }
        let caption = cx.t_with("material-figures", &[("chapter", &section.title)]);
        blocks.extend(chapter::in_document(cx, &caption, &section.now, &section.before));
    }
    blocks
}

/// The day that a view tells of, and the day that it is set beside; where there is none to set it beside, since when what came
/// and went is counted.
pub(crate) fn told_time(view: &View) -> String {
    let (to, since) = (view.now.today().to_string(), view.scope.since.to_string());
    let key = if view.before.is_some() { "time-beside" } else { "time-alone" };
    view.now.t_with(key, &[("date", &to), ("since", &since)])
}
