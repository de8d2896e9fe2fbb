//! A measure as an answer tells of it: done or not, by when, by which function, paid for or not, and shown by what.

use crate::dossier::{Dossier, Kept};
use stadga_measures::{
    Evidence, Measure,
    measure::{self, Progress, State},
};
use stadga_model::{Date, Id};

/// A measure with what an answer says of it (AUD-14, AUD-24, ISM-08, ISM-16).
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The measure.
    pub id: Id<Measure>,
    /// What is done.
    pub title: String,
    /// How far it has come.
    pub stage: Stage,
    /// When it is to be done.
    pub due: Option<Date>,
    /// The function that owns it, or the unit.
    pub owner: Option<String>,
    /// Whether it is paid for.
    pub funding: Funding,
    /// The newest report of how far it has come.
    pub progress: Option<Progress>,
    /// The newest effect measured: what, and what came out.
    pub effect: Option<String>,
    /// What shows it.
    pub evidence: Vec<Kept<Evidence>>,
}

/// How far a measure has come, as an answer says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Done, on a day where it is known.
    Done(Option<Date>),
    /// Decided or under way.
    Decided,
    /// Someone wants it; nobody has decided it.
    Proposed,
    /// Put off.
    Postponed,
    /// Ended without being done.
    Stopped,
}

/// Whether a measure is paid for, as an answer says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Funding {
    /// Wholly.
    Paid,
    /// It costs nothing beyond what is there.
    NotNeeded,
    /// In part.
    Part,
    /// Not at all.
    Unfunded,
    /// Nothing is said of it.
    Unsaid,
}

impl Funding {
    /// The key of its word in documents and on pages.
    pub const fn text_key(self) -> &'static str {
        match self {
            Self::Paid => "audit-doc-funded",
            Self::NotNeeded => "audit-doc-no-funding-needed",
            Self::Part => "audit-doc-part-funded",
            Self::Unfunded => "audit-doc-unfunded",
            Self::Unsaid => "audit-doc-funding-unsaid",
        }
    }
}

impl Told {
    /// Whether it is done.
    pub fn is_done(&self) -> bool {
        matches!(self.stage, Stage::Done(_))
    }

    /// The newest report of one that is under way: some of it is done, and some is not.
    pub fn begun(&self) -> Option<&Progress> {
        self.progress.as_ref().filter(|report| self.is_open() && report.percent > 0)
    }

    /// Whether something remains to be done.
    pub fn is_open(&self) -> bool {
        !self.is_done() && self.stage != Stage::Stopped
    }

    /// Whether it should have been done before `day`.
    pub fn is_late(&self, day: Date) -> bool {
        self.is_open() && self.due.is_some_and(|due| due < day)
    }

    /// The day to order it by: when it was done, else when it is due.
    pub fn day(&self) -> Option<Date> {
        match self.stage {
            Stage::Done(on) => on.or(self.due),
            _ => self.due,
        }
    }
}

/// Tells of a kept measure, with its evidence and its owner's function.
pub fn told(kept: &Kept<Measure>, dossier: &Dossier) -> Told {
    let measure = &kept.record;
    let evidence = dossier.evidence.iter().filter(|e| e.record.measures.contains(&kept.id()));
    let effect = measure.effects.iter().max_by_key(|row| row.date);
    Told {
        id: kept.id(),
        title: measure.title.clone(),
        stage: stage(measure),
        due: measure.due,
        owner: dossier.name(measure.owner).or(dossier.name(measure.unit)).map(str::to_owned),
        funding: funding(measure),
        progress: measure.latest_progress().cloned(),
        effect: effect.map(|row| format!("{}: {}", row.what, row.value)),
        evidence: evidence.cloned().collect(),
    }
}

fn stage(measure: &Measure) -> Stage {
    match measure.state {
        State::Done | State::Closed => Stage::Done(measure.ended_on()),
        State::Decided | State::InProgress => Stage::Decided,
        State::Proposed => Stage::Proposed,
        State::Postponed => Stage::Postponed,
        State::Stopped => Stage::Stopped,
    }
}

fn funding(measure: &Measure) -> Funding {
    match measure.funding {
        Some(measure::Funding::Funded) => Funding::Paid,
        Some(measure::Funding::NotNeeded) => Funding::NotNeeded,
        Some(measure::Funding::Part) => Funding::Part,
        Some(measure::Funding::Unfunded) => Funding::Unfunded,
        None => Funding::Unsaid,
    }
}
