//! Format C: the recommendation, the board's position, its reasons, and the measures.

use crate::{
    answer::Answer,
    answer_item::{AnswerItem, Claim},
    dossier::{Dossier, Kept},
    told::{Stage, Told},
    wording::Wording,
};
use stadga_model::Date;
use stadga_publish::document::{
    Block, Cell, Table, Text, cell, column, heading, narrow, note, paragraph,
};

use super::{running_text, titled};

/// One chapter per part of the answer.
pub fn blocks(dossier: &Dossier, answer: &Kept<Answer>, wording: &Wording) -> Vec<Block> {
    let items = dossier.items_of(answer.id()).enumerate();
    items.flat_map(|(at, kept)| chapter(at + 1, dossier, &kept.record, wording)).collect()
}

fn chapter(at: usize, dossier: &Dossier, item: &AnswerItem, wording: &Wording) -> Vec<Block> {
    let number = item.number.clone().unwrap_or_else(|| at.to_string());
    let recommendation = item.recommendation.and_then(|id| dossier.recommendation(id));
    let text = recommendation.map_or(&item.subject, |kept| &kept.record.text);
    let title = wording
        .with("audit-doc-recommendation", &[("number", &number), ("text", &titled(&item.subject))]);
    let mut blocks = vec![heading(1, title)];
    if titled(text) != titled(&item.subject) {
        blocks.push(note(wording.t("audit-doc-auditors-recommend"), text.as_str()));
    }
    blocks.push(heading(2, wording.t("audit-doc-position")));
    blocks.push(position(item, wording));
    blocks.extend(claims(&item.claims, &number, wording));
    blocks.push(heading(2, wording.t("audit-doc-reasoning")));
    match &item.reasoning {
        Some(own) => blocks.extend(running_text::blocks(&own.0)),
        None => blocks.push(paragraph(wording.t("audit-doc-unwritten"))),
    }
    blocks.push(heading(2, wording.t("audit-doc-measures")));
    let table = measures_table(dossier, item, &number, wording);
    blocks.push(table.unwrap_or_else(|| paragraph(wording.t("audit-doc-no-measures"))));
    blocks
}

fn position(item: &AnswerItem, wording: &Wording) -> Block {
    match &item.position {
        Some(position) => {
            paragraph(Text::default().strong(format!("{}.", wording.term("position", position))))
        }
        None => paragraph(wording.t("audit-doc-unwritten")),
    }
}

/// The position on each claim (AUD-15).
pub fn claims(claims: &[Claim], number: &str, wording: &Wording) -> Option<Block> {
    let columns = [
        column(wording.t("audit-doc-claim"), 4),
        narrow(wording.t("audit-doc-position")),
        column(wording.t("audit-doc-reason"), 5),
    ];
    let caption = wording.with("audit-doc-claims-caption", &[("number", number)]);
    let rows = claims.iter().map(|claim| {
        let reason = claim.reasoning.clone().unwrap_or_default();
        vec![
            cell(claim.claim.as_str()),
            wording.grade("position", Some(&claim.position)),
            cell(reason),
        ]
    });
    let table = Table::new(caption, columns).row_header().rows(rows);
    (!claims.is_empty()).then(|| table.into())
}

/// The measures of a part of the answer; none, where it has none.
pub fn measures_table(
    dossier: &Dossier,
    item: &AnswerItem,
    number: &str,
    wording: &Wording,
) -> Option<Block> {
    let measures = dossier.measures_for(item);
    let columns = [
        column(wording.t("audit-doc-measure"), 5),
        column(wording.t("audit-doc-owner"), 3),
        column(wording.t("audit-doc-when"), 4),
        column(wording.t("audit-doc-funding"), 3),
    ];
    let caption = wording.with("audit-doc-measures-caption", &[("number", number)]);
    let rows = measures.iter().map(|measure| row(dossier, measure, wording));
    let table = Table::new(caption, columns).row_header().rows(rows);
    (!measures.is_empty()).then(|| table.into())
}

fn row(dossier: &Dossier, measure: &Told, wording: &Wording) -> Vec<Cell> {
    let owner = measure.owner.clone().unwrap_or_else(|| wording.t("audit-doc-no-owner"));
    let when = when(measure, dossier.today(), wording);
    vec![
        cell(measure.title.as_str()),
        cell(owner),
        cell(when),
        cell(wording.t(measure.funding.text_key())),
    ]
}

/// How one that is in time stands: how much is done, and by when all is to be.
fn planned(measure: &Told, due: Option<String>, wording: &Wording) -> String {
    let due = match due {
        Some(due) => wording.with("audit-doc-due-by", &[("date", &due)]),
        None => wording.t("audit-doc-no-date"),
    };
    match measure.begun() {
        Some(report) => {
            let values = [("percent", &*report.percent.to_string()), ("due", &due)];
            wording.with("audit-doc-begun", &values)
        }
        None => due,
    }
}

/// When a measure was done or is due, with what must be said of it.
pub fn when(measure: &Told, today: Date, wording: &Wording) -> String {
    let due = measure.due.map(|due| due.to_string());
    match (measure.stage, due) {
        (Stage::Done(Some(on)), _) => {
            wording.with("audit-doc-done-on", &[("date", &on.to_string())])
        }
        (Stage::Done(None), _) => wording.t("audit-doc-done"),
        (Stage::Stopped, _) => wording.t("audit-doc-stopped"),
        (Stage::Postponed, _) => wording.t("audit-doc-postponed"),
        (_, Some(due)) if measure.is_late(today) => {
            wording.with("audit-doc-late-since", &[("date", &due)])
        }
        (Stage::Proposed, Some(due)) => wording.with("audit-doc-proposed-for", &[("date", &due)]),
        (_, due) => planned(measure, due, wording),
    }
}
