//! Proposes the four parts of an answer from live measures; what a person has written goes before any proposal.

use crate::{
    answer::Answer,
    audit::Part,
    dossier::{Dossier, Kept},
    promise::{Promise, Standing},
    recommendation::Recommendation,
    told::{Funding, Stage, Told},
    wording::Wording,
};
use stadga_measures::{Evidence, measure::Progress};
use stadga_model::{Date, Id};

/// A part of an answer: its text and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    /// The text; lines that begin with a dash are points.
    pub text: String,
    /// Whether it is a proposal that nobody has made their own yet.
    pub proposed: bool,
}

/// One part of the answer to a recommendation: the writer's own words, else the proposal (AUD-14, AUD-17).
pub fn part(
    dossier: &Dossier,
    answer: Id<Answer>,
    recommendation: &Kept<Recommendation>,
    part: Part,
    wording: &Wording,
) -> Composed {
    let item = dossier.item_on(answer, recommendation.id());
    if let Some(own) = item.and_then(|kept| kept.record.words(part)) {
        return Composed { text: own.to_owned(), proposed: false };
    }
    let measures = match item {
        Some(kept) => dossier.measures_for(&kept.record),
        None => dossier.measures_of(recommendation.id()),
    };
    let promises: Vec<&Promise> = match item {
        Some(kept) => dossier.promises_on(kept.id()).map(|kept| &kept.record).collect(),
        None => Vec::new(),
    };
    let text = proposal(part, &measures, &promises, dossier.today(), wording);
    Composed { text, proposed: true }
}

/// What the records say for a part. Where they say nothing, that is said plainly.
pub fn proposal(
    part: Part,
    measures: &[Told],
    promises: &[&Promise],
    today: Date,
    wording: &Wording,
) -> String {
    let lines: Vec<String> = match part {
        Part::Done => measures.iter().filter_map(|m| taken(m, today, wording)).collect(),
        Part::Planned => {
            measures.iter().filter(|m| m.is_open()).map(|m| planned(m, wording)).collect()
        }
        Part::Timetable => timetable(measures, promises, today, wording),
        Part::Views => Vec::new(),
    };
    if lines.is_empty() {
        return wording.t(&format!("audit-compose-{}-none", part.key()));
    }
    lines.iter().map(|line| format!("– {line}")).collect::<Vec<_>>().join("\n")
}

/// What has been done of a measure: all of it, or a part.
fn taken(measure: &Told, today: Date, wording: &Wording) -> Option<String> {
    match measure.begun() {
        Some(report) => Some(begun(measure, report, today, wording)),
        None => measure.is_done().then(|| done(measure, today, wording)),
    }
}

/// "Förvaltningarna informeras. Pågår: 60 procent var gjort 2026-11-02. Åtta av tolv är informerade."
fn begun(measure: &Told, report: &Progress, today: Date, wording: &Wording) -> String {
    let values = [("percent", &*report.percent.to_string()), ("date", &report.date.to_string())];
    let mut said = vec![sentence(&measure.title), wording.with("audit-compose-begun", &values)];
    said.extend(Some(sentence(&report.text)).filter(|_| !report.text.trim().is_empty()));
    said.extend(proof(measure, today, wording));
    said.join(" ")
}

/// "Rutinen är antagen. Klart 2025-03-01. Underlag: protokoll (gäller till 2026-03-01)."
fn done(measure: &Told, today: Date, wording: &Wording) -> String {
    let mut said = vec![sentence(&measure.title)];
    if let Stage::Done(Some(date)) = measure.stage {
        said.push(wording.with("audit-compose-done-on", &[("date", &date.to_string())]));
    }
    if let Some(effect) = &measure.effect {
        let effect = effect.trim_end_matches('.');
        said.push(wording.with("audit-compose-effect", &[("effect", effect)]));
    }
    said.extend(proof(measure, today, wording));
    said.join(" ")
}

/// "Underlag: protokoll (gäller till 2026-03-01)." What is valid today shows it (AUD-24).
fn proof(measure: &Told, today: Date, wording: &Wording) -> Option<String> {
    let valid = measure.evidence.iter().filter(|kept| kept.record.holds(today));
    let shown: Vec<String> = valid.map(|kept| shown(&kept.record, wording)).collect();
    (!shown.is_empty())
        .then(|| wording.with("audit-compose-evidence", &[("evidence", &shown.join("; "))]))
}

fn shown(evidence: &Evidence, wording: &Wording) -> String {
    let title = evidence.title.as_str();
    match evidence.valid_to {
        Some(end) => {
            let values = [("title", title), ("date", &end.to_string())];
            wording.with("audit-compose-evidence-to", &values)
        }
        None => title.to_owned(),
    }
}

/// "Behörigheterna gås igenom. Ansvarig: it-chef. Finansiering saknas."
fn planned(measure: &Told, wording: &Wording) -> String {
    let mut said = vec![sentence(&measure.title)];
    match measure.stage {
        Stage::Proposed => said.push(wording.t("audit-compose-proposed")),
        Stage::Postponed => said.push(wording.t("audit-compose-postponed")),
        Stage::Decided | Stage::Done(_) | Stage::Stopped => {}
    }
    said.push(match &measure.owner {
        Some(owner) => wording.with("audit-compose-owner", &[("owner", owner)]),
        None => wording.t("audit-compose-no-owner"),
    });
    match measure.funding {
        Funding::Paid | Funding::NotNeeded | Funding::Unsaid => {}
        Funding::Part => said.push(wording.t("audit-compose-part-funded")),
        Funding::Unfunded => said.push(wording.t("audit-compose-unfunded")),
    }
    said.join(" ")
}

fn timetable(
    measures: &[Told],
    promises: &[&Promise],
    today: Date,
    wording: &Wording,
) -> Vec<String> {
    let open = measures.iter().filter(|measure| measure.is_open());
    let lines = open.map(|measure| {
        let title = measure.title.trim_end_matches('.');
        match measure.due {
            None => wording.with("audit-compose-no-date", &[("measure", title)]),
            Some(due) => {
                let late = measure.is_late(today);
                let key = if late { "audit-compose-late" } else { "audit-compose-due" };
                wording.with(key, &[("measure", title), ("date", &due.to_string())])
            }
        }
    });
    let running = promises
        .iter()
        .filter(|promise| !matches!(promise.standing(today), Standing::Kept | Standing::KeptLate));
    let promised = running.map(|promise| {
        let text = promise.text.trim_end_matches('.');
        wording.with("audit-compose-promise", &[("promise", text), ("words", &promise.words)])
    });
    lines.chain(promised).collect()
}

/// With a full stop.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}
