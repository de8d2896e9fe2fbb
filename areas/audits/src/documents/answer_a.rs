//! Format A: the question, the auditors' assessment, the answer, and when the underlying problem is solved.

use crate::{
    answer::Answer,
    answer_item::AnswerItem,
    dossier::{Dossier, Kept},
    question::AuditQuestion,
    read::{Words, is_verdict},
    wording::Wording,
};
use stadga_publish::document::{Block, heading, paragraph};

use super::{answer_c::measures_table, question_tables, running_text, titled};

/// One chapter per part of the answer.
pub fn blocks(dossier: &Dossier, answer: &Kept<Answer>, wording: &Wording) -> Vec<Block> {
    let mut blocks = Vec::new();
    if dossier.questions.iter().any(|kept| kept.record.grade.is_some()) {
        blocks.push(heading(1, wording.t("audit-doc-assessments")));
        blocks.extend(question_tables::tables(dossier, wording));
    }
    for (at, kept) in dossier.items_of(answer.id()).enumerate() {
        blocks.extend(chapter(at + 1, dossier, kept, wording));
    }
    blocks
}

fn chapter(
    number: usize,
    dossier: &Dossier,
    kept: &Kept<AnswerItem>,
    wording: &Wording,
) -> Vec<Block> {
    let item = &kept.record;
    let question = item.question.and_then(|id| dossier.question(id));
    let recommendation = item.recommendation.and_then(|id| dossier.recommendation(id));
    let number = match (&item.number, question) {
        (Some(own), _) => own.clone(),
        (None, Some(question)) => question_tables::number(dossier, question),
        (None, None) => number.to_string(),
    };
    let subject = question
        .map(|kept| kept.record.text.as_str())
        .or(recommendation.map(|kept| kept.record.text.as_str()))
        .unwrap_or(&item.subject);
    let key = match question {
        Some(question) if question.record.overall => "audit-doc-overall-question",
        Some(_) => "audit-doc-question",
        None => "audit-doc-recommendation",
    };
    let title = wording.with(key, &[("number", &number), ("text", &titled(subject))]);
    let mut blocks = vec![heading(1, title)];
    if let Some(question) = question {
        blocks.push(heading(2, wording.t("audit-doc-auditors-assessment")));
        blocks.extend(assessment(&question.record, wording));
    }
    blocks.push(heading(2, wording.t("audit-doc-our-answer")));
    blocks.extend(reasoning(item, wording));
    blocks.extend(measures_table(dossier, item, &number, wording));
    let is_said = item.solved_when.is_some() || item.solved_by.is_some();
    if is_said || !item.is_fulfilled() {
        blocks.push(heading(2, wording.t("audit-doc-solved")));
        blocks.push(solved(item, wording));
    }
    blocks
}

/// Grade and verdict as written, then the reasons (AUD-10).
fn assessment(question: &AuditQuestion, wording: &Wording) -> Vec<Block> {
    let grade = question.grade.as_ref().map(|grade| wording.term("audit-grade", grade));
    // A word out of a sentence ("säkerställt") is no verdict to quote: the grade says it.
    let quoted = question.verdict_as_written.as_ref();
    let quoted = quoted.filter(|words| grade.is_none() || is_verdict(words, Words::shipped()));
    let verdict = match (quoted, grade) {
        (Some(written), Some(grade)) => {
            wording.with("audit-doc-verdict-graded", &[("verdict", written), ("grade", &grade)])
        }
        (Some(written), None) => wording.with("audit-doc-verdict", &[("verdict", written)]),
        (None, Some(grade)) => grade,
        (None, None) => wording.t("audit-doc-ungraded"),
    };
    let mut blocks = vec![paragraph(verdict)];
    blocks.extend(question.assessment.iter().flat_map(|text| running_text::blocks(&text.0)));
    blocks
}

fn reasoning(item: &AnswerItem, wording: &Wording) -> Vec<Block> {
    let own = item.reasoning.as_ref().map(|text| running_text::blocks(&text.0));
    own.filter(|blocks| !blocks.is_empty())
        .unwrap_or_else(|| vec![paragraph(wording.t("audit-doc-unwritten"))])
}

fn solved(item: &AnswerItem, wording: &Wording) -> Block {
    paragraph(match (&item.solved_when, item.solved_by) {
        (Some(words), Some(date)) => {
            let values = [("words", words.trim_end_matches('.')), ("date", &date.to_string())];
            wording.with("audit-doc-solved-by", &values)
        }
        (Some(words), None) => words.clone(),
        (None, Some(date)) => date.to_string(),
        (None, None) => wording.t("audit-doc-unwritten"),
    })
}
