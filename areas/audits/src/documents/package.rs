//! The auditors' package as of a date (AUD-33): a contents list to read, sheets to count in, records to keep.

mod sheets;

pub use sheets::package_sheets;

use crate::{
    dossier::{Dossier, Kept},
    remark::Sort,
    told::Told,
    wording::Wording,
};
use serde_json::{Value, json};
use stadga_model::{Id, Record, Refusal, body_of};
use stadga_publish::{
    Document,
    document::{Block, Cell, Table, bullets, cell, column, fact, heading, narrow, paragraph},
};
use std::collections::BTreeMap;

use super::{Sender, answer_c, followup_table, question_tables, running_text, titled};

/// State and evidence as of the date, from one view; `places` are the names that evidence has as files in the package.
pub fn package_document(
    dossier: &Dossier,
    places: &BTreeMap<Id, String>,
    sender: &Sender,
    wording: &Wording,
) -> Document {
    let audit = &dossier.audit.record;
    let mut document = Document::new(
        wording.document_language(),
        &sender.organisation,
        wording.with("audit-doc-package-title", &[("audit", &audit.title)]),
        dossier.today(),
        wording.labels(),
    );
    let date = dossier.today().to_string();
    document.subtitle = Some(wording.with("audit-doc-as-of", &[("date", &date)]));
    document.reference.clone_from(&audit.diary_number);
    document.provenance = Some(sender.provenance.clone());
    document.facts = vec![fact(wording.t("doc-date"), date)];
    document.facts.extend(super::diary_number(audit, wording));
    document.push(Block::Contents);
    let mut chapter = |key: &str, blocks: Vec<Block>| {
        document.push(heading(1, wording.t(key)));
        document.extend(blocks);
    };
    chapter("audit-doc-assessments", question_tables::tables(dossier, wording));
    for (key, sort) in
        [("page-audit-strengths", Sort::Strength), ("page-audit-remarks", Sort::Remark)]
    {
        let texts: Vec<_> = dossier.remarks_of(sort).map(|k| k.record.text.as_str()).collect();
        if !texts.is_empty() {
            chapter(key, vec![bullets(texts)]);
        }
    }
    chapter("audit-doc-recommendations", recommendations(dossier, wording));
    if !dossier.deviations.is_empty() {
        chapter("audit-doc-deviations", vec![deviations(dossier, wording)]);
    }
    chapter("audit-doc-evidence", vec![evidence(dossier, places, wording)]);
    chapter("audit-doc-promises", vec![promises(dossier, wording)]);
    if !dossier.follow_ups.is_empty() {
        chapter("audit-doc-followup", vec![followup_table::table(dossier, wording)]);
    }
    chapter("audit-doc-answers", answers(dossier, wording));
    chapter("audit-doc-checkpoints", checkpoints(dossier, wording));
    document
}

/// Deviations with cause and the result of the control (AUD-29, T25).
fn deviations(dossier: &Dossier, wording: &Wording) -> Block {
    let columns = [
        column(wording.t("deviation-title"), 4),
        narrow(wording.t("deviation-severity")),
        column(wording.t("deviation-root_cause"), 4),
        column(wording.t("deviation-control_result"), 4),
    ];
    let rows = dossier.deviations.iter().map(|kept| {
        let found = &kept.record;
        let prose = |text: &Option<stadga_model::Prose>| {
            cell(text.as_ref().map(|text| text.0.clone()).unwrap_or_default())
        };
        vec![
            cell(found.title.as_str()),
            wording.grade("deviation-severity", Some(&found.severity)),
            prose(&found.root_cause),
            prose(&found.control_result),
        ]
    });
    Table::new(wording.t("audit-doc-deviations"), columns).row_header().rows(rows).into()
}

fn recommendations(dossier: &Dossier, wording: &Wording) -> Vec<Block> {
    let columns = || {
        [
            column(wording.t("audit-doc-measure"), 5),
            column(wording.t("audit-doc-owner"), 3),
            column(wording.t("audit-doc-when"), 5),
        ]
    };
    let each = dossier.recommendations.iter().enumerate().flat_map(|(at, kept)| {
        let number = kept.record.number.clone().unwrap_or_else(|| (at + 1).to_string());
        let text = titled(&kept.record.text);
        let values = [("number", number.as_str()), ("text", &text)];
        let title = heading(2, wording.with("audit-doc-recommendation", &values));
        let measures = dossier.measures_of(kept.id());
        let content = if measures.is_empty() {
            paragraph(wording.t("audit-doc-no-measures"))
        } else {
            let caption = wording.with("audit-doc-measures-caption", &[("number", &number)]);
            let rows = measures.iter().map(|measure| measure_row(dossier, measure, wording));
            Table::new(caption, columns()).row_header().rows(rows).into()
        };
        [title, content]
    });
    each.collect()
}

fn measure_row(dossier: &Dossier, measure: &Told, wording: &Wording) -> Vec<Cell> {
    let owner = measure.owner.clone().unwrap_or_else(|| wording.t("audit-doc-no-owner"));
    let when = answer_c::when(measure, dossier.today(), wording);
    vec![cell(measure.title.as_str()), cell(owner), cell(when)]
}

/// All evidence with its own validity, and where it is (AUD-24).
fn evidence(dossier: &Dossier, places: &BTreeMap<Id, String>, wording: &Wording) -> Block {
    let columns = [
        column(wording.t("audit-doc-evidence-title"), 5),
        narrow(wording.t("audit-doc-dated")),
        narrow(wording.t("audit-doc-valid-to")),
        narrow(wording.t("audit-doc-validity")),
        column(wording.t("audit-doc-place"), 4),
    ];
    let rows = dossier.evidence.iter().map(|kept| {
        let found = &kept.record;
        let holds = if found.holds(dossier.today()) { "valid" } else { "not-valid" };
        let end = found.valid_to.map(|date| date.to_string());
        let place = places.get(&kept.head.id).or(found.reference.as_ref());
        vec![
            cell(found.title.as_str()),
            cell(found.date.to_string()),
            cell(end.unwrap_or_else(|| wording.t("audit-doc-until-further"))),
            cell(wording.t(&format!("audit-doc-{holds}"))),
            cell(place.cloned().unwrap_or_default()),
        ]
    });
    let caption = wording.t("audit-doc-evidence-caption");
    match dossier.evidence.is_empty() {
        true => paragraph(wording.t("audit-doc-no-evidence")),
        false => Table::new(caption, columns).row_header().rows(rows).into(),
    }
}

fn promises(dossier: &Dossier, wording: &Wording) -> Block {
    let columns = [
        column(wording.t("audit-doc-promise"), 6),
        column(wording.t("audit-doc-words"), 3),
        narrow(wording.t("audit-doc-latest")),
        column(wording.t("audit-doc-standing"), 3),
    ];
    let rows = dossier.promises.iter().map(|kept| {
        let promise = &kept.record;
        let latest = promise.latest.map(|date| date.to_string()).unwrap_or_default();
        let standing = promise.standing(dossier.today());
        vec![
            cell(promise.text.as_str()),
            cell(promise.words.as_str()),
            cell(latest),
            cell(wording.t(&format!("audit-promise-{}", standing.key()))),
        ]
    });
    match dossier.promises.is_empty() {
        true => paragraph(wording.t("audit-doc-no-promises")),
        false => {
            let caption = wording.t("audit-doc-promises-caption");
            Table::new(caption, columns).row_header().rows(rows).into()
        }
    }
}

fn answers(dossier: &Dossier, wording: &Wording) -> Vec<Block> {
    let lines = dossier.answers.iter().map(|kept| {
        let state = kept.head.state.clone().unwrap_or_default();
        let state = wording.t(&format!("answer-state-is-{state}"));
        let decision = dossier.decision(&kept.record).map(|decision| {
            let date = decision.record.date.map(|date| date.to_string()).unwrap_or_default();
            let paragraph = decision.record.paragraph.clone().unwrap_or_default();
            format!(" · {date} {paragraph}").trim_end().to_owned()
        });
        format!("{} · {state}{}", kept.record.title, decision.unwrap_or_default())
    });
    match dossier.answers.is_empty() {
        true => vec![paragraph(wording.t("audit-doc-no-answers"))],
        false => vec![bullets(lines)],
    }
}

fn checkpoints(dossier: &Dossier, wording: &Wording) -> Vec<Block> {
    if dossier.checkpoints.is_empty() {
        return vec![paragraph(wording.t("audit-doc-no-checkpoints"))];
    }
    let each = dossier.checkpoints.iter().flat_map(|kept| {
        let checkpoint = &kept.record;
        let mut blocks = vec![heading(2, format!("{} · {}", checkpoint.date, checkpoint.title))];
        let texts = [&checkpoint.status, &checkpoint.result].into_iter().flatten();
        blocks.extend(texts.flat_map(|text| running_text::blocks(&text.0)));
        blocks
    });
    each.collect()
}

/// The same as records: number, revision and body of each, for whoever wants to check them.
///
/// # Errors
/// Broken, when a record does not serialise.
pub fn package_json(dossier: &Dossier) -> Result<Value, Refusal> {
    Ok(json!({
        "as_of": dossier.at,
        "audit": one(&dossier.audit)?,
        "questions": all(&dossier.questions)?,
        "recommendations": all(&dossier.recommendations)?,
        "remarks": all(&dossier.remarks)?,
        "follow_ups": all(&dossier.follow_ups)?,
        "answers": all(&dossier.answers)?,
        "answer_items": all(&dossier.items)?,
        "promises": all(&dossier.promises)?,
        "checkpoints": all(&dossier.checkpoints)?,
        "deviations": all(&dossier.deviations)?,
        "measures": all(&dossier.measures)?,
        "evidence": all(&dossier.evidence)?,
        "decisions": all(&dossier.decisions)?,
    }))
}

fn all<R: Record>(kept: &[Kept<R>]) -> Result<Vec<Value>, Refusal> {
    kept.iter().map(one).collect()
}

fn one<R: Record>(kept: &Kept<R>) -> Result<Value, Refusal> {
    let head = &kept.head;
    Ok(json!({
        "id": head.id, "number": head.number, "revision": head.revision, "at": head.at,
        "body": body_of(&kept.record)?,
    }))
}
