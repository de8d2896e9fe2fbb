//! What every answer opens and closes with: sender, receiver, decision, introduction, signatures.

use crate::{
    answer::{Answer, State},
    dossier::{Dossier, Kept},
    wording::Wording,
};
use stadga_publish::{
    Document,
    document::{Block, Fact, Signature, fact, lead, paragraph, signatures, warning},
};

use super::{Sender, running_text};

/// The document up to its first heading.
pub fn open(
    dossier: &Dossier,
    answer: &Kept<Answer>,
    sender: &Sender,
    wording: &Wording,
) -> Document {
    let record = &answer.record;
    let mut document = Document::new(
        wording.document_language(),
        &sender.organisation,
        &record.title,
        dated(dossier, record).unwrap_or_else(|| dossier.today()),
        wording.labels(),
    );
    document.subtitle = subtitle(dossier, answer, wording);
    document.reference.clone_from(&record.diary_number);
    document.facts = facts(dossier, record, wording);
    document.provenance = Some(sender.provenance.clone());
    if record.state < State::Decided {
        document.push(warning(wording.t("audit-doc-draft"), wording.t("audit-doc-draft-note")));
    }
    match &record.introduction {
        Some(own) => document.extend(running_text::blocks(&own.0)),
        None => document.push(introduction(dossier, wording)),
    }
    document
}

/// Closing words and the lines to sign on (ORG-25).
pub fn close(document: &mut Document, dossier: &Dossier, answer: &Kept<Answer>, wording: &Wording) {
    let record = &answer.record;
    if let Some(own) = &record.conclusion {
        document.push(stadga_publish::document::heading(1, wording.t("audit-doc-conclusion")));
        document.extend(running_text::blocks(&own.0));
    }
    // Lines to sign on never stand alone on a page: the words above them come along.
    if let Some(last) = document.blocks.last_mut()
        && let Block::Paragraph { text } = last
    {
        *last = lead(std::mem::take(text));
    }
    document.push(signature_lines(dossier, record, wording));
}

/// Who answers, and to what, where the title does not say that already.
fn subtitle(dossier: &Dossier, answer: &Kept<Answer>, wording: &Wording) -> Option<String> {
    let audit = &dossier.audit.record.title;
    let unit = dossier.name(answer.record.unit);
    if answer.record.title.contains(audit.as_str()) {
        return unit.map(str::to_owned);
    }
    Some(match unit {
        Some(unit) => wording.with("audit-doc-answer-of", &[("unit", unit), ("audit", audit)]),
        None => wording.with("audit-doc-answer-to", &[("audit", audit)]),
    })
}

/// "tf regiondirektör": after the word for acting, a function begins with a small letter, unless it is letters (IT-chef).
fn after_acting(function: &str) -> String {
    let mut letters = function.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => function.to_owned(),
    }
}

fn dated(dossier: &Dossier, answer: &Answer) -> Option<stadga_model::Date> {
    let decided = dossier.decision(answer).and_then(|decision| decision.record.date);
    answer.dispatched_on.or(decided)
}

fn facts(dossier: &Dossier, answer: &Answer, wording: &Wording) -> Vec<Fact> {
    let audit = &dossier.audit.record;
    let decision = dossier.decision(answer).map(|kept| {
        let date = kept.record.date.map(|date| date.to_string()).unwrap_or_default();
        let paragraph = kept.record.paragraph.clone().unwrap_or_default();
        [date, paragraph].iter().filter(|s| !s.is_empty()).cloned().collect::<Vec<_>>().join(", ")
    });
    let receiver = answer.dispatched_to.clone();
    let receiver = receiver.or_else(|| audit.ordered_by(dossier.name(audit.client)));
    let report = [audit.diary_number.clone(), audit.report_number.clone()];
    let report = report.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let all = [
        ("audit-doc-diary-number", answer.diary_number.clone()),
        ("doc-date", dated(dossier, answer).map(|date| date.to_string())),
        ("audit-doc-decided", decision),
        ("audit-doc-to", receiver),
        ("audit-doc-their-reference", Some(report)),
    ];
    let given = all.into_iter().filter_map(|(key, value)| {
        value.filter(|value| !value.is_empty()).map(|value| (key, value))
    });
    given.map(|(key, value)| fact(wording.t(key), value)).collect()
}

fn introduction(dossier: &Dossier, wording: &Wording) -> Block {
    let audit = &dossier.audit.record;
    let by = audit.ordered_by(dossier.name(audit.client));
    let by = by.unwrap_or_else(|| wording.t("audit-doc-the-auditors"));
    paragraph(match audit.fixed_on {
        Some(date) => wording.with(
            "audit-doc-introduction-dated",
            &[("auditors", &by), ("audit", &audit.title), ("date", &date.to_string())],
        ),
        None => {
            wording.with("audit-doc-introduction", &[("auditors", &by), ("audit", &audit.title)])
        }
    })
}

fn signature_lines(dossier: &Dossier, answer: &Answer, wording: &Wording) -> Block {
    if !answer.signatures.is_empty() {
        let lines = answer.signatures.iter().map(|row| {
            let function =
                if row.acting { after_acting(&row.function) } else { row.function.clone() };
            let role = match dossier.name(row.unit) {
                Some(unit) if !function.contains(unit) => format!("{function}, {unit}"),
                _ => function,
            };
            let line = Signature::new(role);
            let line = if row.acting { line.acting(wording.t("audit-doc-acting")) } else { line };
            match row.date {
                Some(date) => line.signed(date),
                None => line,
            }
        });
        return signatures(lines);
    }
    let scale = wording.scales.get("signing-role");
    let roles = scale.into_iter().flat_map(|scale| scale.on(dossier.today()));
    signatures(roles.map(|step| Signature::new(step.label(wording.language))))
}
