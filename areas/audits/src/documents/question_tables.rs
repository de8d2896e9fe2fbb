//! The table of audit questions with grades, and the table of overall questions (REP-03).

use crate::{
    dossier::{Dossier, Kept},
    question::AuditQuestion,
    wording::Wording,
};
use stadga_publish::{
    Document,
    document::{Block, Table, cell, column, fact, heading, narrow, paragraph},
};

use super::Sender;

/// Both tables as a document of their own.
pub fn questions_document(dossier: &Dossier, sender: &Sender, wording: &Wording) -> Document {
    let audit = &dossier.audit.record;
    let mut document = Document::new(
        wording.document_language(),
        &sender.organisation,
        wording.with("audit-doc-questions-title", &[("audit", &audit.title)]),
        dossier.today(),
        wording.labels(),
    );
    document.reference.clone_from(&audit.diary_number);
    document.provenance = Some(sender.provenance.clone());
    document.facts.extend(super::diary_number(audit, wording));
    if let Some(time) = audit.assessed() {
        document.facts.push(fact(wording.t("audit-doc-assessed-on"), time));
    }
    document.extend(tables(dossier, wording));
    document
}

/// Questions by group, then the overall ones; a table that would be empty is left out.
pub fn tables(dossier: &Dossier, wording: &Wording) -> Vec<Block> {
    let (overall, sub): (Vec<_>, Vec<_>) =
        dossier.questions.iter().partition(|kept| kept.record.overall);
    if dossier.questions.is_empty() {
        return vec![paragraph(wording.t("audit-doc-no-questions"))];
    }
    let mut blocks = Vec::new();
    if !sub.is_empty() {
        blocks.push(heading(2, wording.t("audit-doc-questions")));
        blocks.push(table(dossier, "audit-doc-questions-caption", &sub, wording));
    }
    if !overall.is_empty() {
        blocks.push(heading(2, wording.t("audit-doc-overall")));
        blocks.push(table(dossier, "audit-doc-overall-caption", &overall, wording));
    }
    blocks
}

/// A question's own number, else its place among those of its sort: the overall ones are counted apart.
pub fn number(dossier: &Dossier, kept: &Kept<AuditQuestion>) -> String {
    let alike = dossier.questions.iter().filter(|one| one.record.overall == kept.record.overall);
    let place = alike.take_while(|one| one.id() != kept.id()).count() + 1;
    kept.record.number.clone().unwrap_or_else(|| place.to_string())
}

fn table(
    dossier: &Dossier,
    caption: &str,
    questions: &[&Kept<AuditQuestion>],
    wording: &Wording,
) -> Block {
    let grouped = questions.iter().any(|kept| kept.record.group.is_some());
    let mut columns = vec![narrow(wording.t("audit-doc-number"))];
    if grouped {
        columns.push(column(wording.t("audit-doc-group"), 3));
    }
    columns.push(column(wording.t("audit-doc-question-column"), 6));
    columns.push(narrow(wording.t("audit-doc-grade")));
    let rows = questions.iter().map(|kept| {
        let question = &kept.record;
        let mut row = vec![cell(number(dossier, kept))];
        if grouped {
            row.push(cell(question.group.clone().unwrap_or_default()));
        }
        row.push(cell(question.text.as_str()));
        row.push(wording.grade("audit-grade", question.grade.as_ref()));
        row
    });
    Table::new(wording.t(caption), columns).row_header().rows(rows).into()
}
