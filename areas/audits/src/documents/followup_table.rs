//! The follow-up of older recommendations: colour, word, symbol, reason, and what replaced them (REP-02, T30).

use crate::{dossier::Dossier, wording::Wording};
use stadga_publish::{
    Document,
    document::{Block, Table, Text, bullets, cell, column, narrow, paragraph},
};

use super::Sender;

/// The table as a document of its own, with what the grades mean.
pub fn followup_document(dossier: &Dossier, sender: &Sender, wording: &Wording) -> Document {
    let audit = &dossier.audit.record;
    let mut document = Document::new(
        wording.document_language(),
        &sender.organisation,
        wording.with("audit-doc-followup-title", &[("audit", &audit.title)]),
        dossier.today(),
        wording.labels(),
    );
    document.reference.clone_from(&audit.diary_number);
    document.provenance = Some(sender.provenance.clone());
    document.facts.extend(super::diary_number(audit, wording));
    if dossier.follow_ups.is_empty() {
        document.push(paragraph(wording.t("audit-doc-no-followups")));
        return document;
    }
    document.push(paragraph(wording.t("audit-doc-followup-introduction")));
    document.push(counts(dossier, wording));
    document.push(table(dossier, wording));
    document
}

/// How many have each grade; those that are asked for last.
fn counts(dossier: &Dossier, wording: &Wording) -> Block {
    let steps = wording.scales.get("follow-up-grade").into_iter().flat_map(|scale| &scale.steps);
    let graded = steps.map(|step| {
        let count = dossier
            .follow_ups
            .iter()
            .filter(|kept| kept.record.grade.as_ref().is_some_and(|grade| grade.0 == step.key));
        let symbol = step.symbol.clone().unwrap_or_default();
        (format!("{symbol} {}", step.label(wording.language)), count.count())
    });
    let ungraded = dossier.follow_ups.iter().filter(|kept| kept.record.grade.is_none()).count();
    let all = graded.chain([(wording.t("audit-doc-ungraded"), ungraded)]);
    let lines = all.filter(|(_, count)| *count > 0);
    bullets(lines.map(|(label, count)| Text::from(format!("{label}: {count}"))))
}

/// The table itself.
pub fn table(dossier: &Dossier, wording: &Wording) -> Block {
    let columns = [
        narrow(wording.t("audit-doc-number")),
        column(wording.t("audit-doc-older"), 4),
        narrow(wording.t("audit-doc-grade")),
        column(wording.t("audit-doc-reason"), 6),
    ];
    let rows = dossier.follow_ups.iter().enumerate().map(|(at, kept)| {
        let found = &kept.record;
        let number = found.number.clone().unwrap_or_else(|| (at + 1).to_string());
        let mut reason = Text::from(found.reason.as_ref().map_or("", |reason| reason.0.as_str()));
        if let Some(replaced) = &found.replaced_by {
            let label = format!(" {} ", wording.t("audit-doc-replaced-by"));
            reason = reason.strong(label).plain(replaced.as_str());
        }
        vec![
            cell(number),
            cell(found.subject.as_str()),
            wording.grade("follow-up-grade", found.grade.as_ref()),
            cell(reason),
        ]
    });
    Table::new(wording.t("audit-doc-followup-caption"), columns).row_header().rows(rows).into()
}
