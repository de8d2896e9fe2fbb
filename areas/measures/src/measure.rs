//! Measures: what is done about something, by whom, when, with what money, how far it has come and what it gave.

use serde::{Deserialize, Serialize};
use stadga_decisions::{Decision, postponement::Postponement};
use stadga_model::{Choice, Date, Id, Money, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

mod follow_up;
mod plan;
mod rules;
mod state;

pub use follow_up::{is_followed, is_silent};
pub use plan::lacks;
pub use rules::rules;
pub use state::{LIFECYCLE, State};

/// A measure (åtgärd): ISM-08, ISM-09, ISM-10, ISM-16, ISM-17, AUD-23, AUD-24.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "measure",
    prefix = "ÅTG",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Measure {
    /// What is done, in short (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, sort, fixed)]
    #[serde(default)]
    pub state: State,
    /// What is done and how one sees that it is done (beskrivning).
    #[field(search)]
    pub description: Option<Prose>,
    /// What it is done about: recommendations, remarks, shortcomings, promises … (orsak).
    #[field(filter, within)]
    #[serde(default)]
    pub causes: Vec<Id>,
    /// The person who sees to it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// The unit that carries it out (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// How it goes at each administration that shares it (gemensam åtgärd): ISM-17.
    #[field(group = "who")]
    #[serde(default)]
    pub shares: Vec<Share>,
    /// When the need was raised (väckt).
    #[field(filter, sort, group = "when")]
    pub raised: Option<Date>,
    /// When work begins (start).
    #[field(filter, sort, group = "when")]
    pub start: Option<Date>,
    /// When it is to be done (klart senast).
    #[field(list, filter, sort, group = "when")]
    pub due: Option<Date>,
    /// When it was done or stopped (slut).
    #[field(filter, sort, group = "when")]
    pub ended: Option<Date>,
    /// How it ranks among other measures (prioritet).
    #[field(list, filter, scale = "priority", group = "priority")]
    pub priority: Option<Term>,
    /// On the list of measures that must be carried out (prioriterad): ISM-06, ISM-08.
    #[field(filter, group = "priority")]
    #[serde(default)]
    pub prioritised: bool,
    /// The decision behind it (beslut).
    #[field(filter, group = "priority")]
    pub decision: Option<Id<Decision>>,
    /// Whether there is money for it (finansiering): ISM-09.
    #[field(list, filter, group = "money")]
    pub funding: Option<Funding>,
    /// What it costs in all (kostnad).
    #[field(filter, sort, group = "money")]
    pub cost: Option<Money>,
    /// What has been granted so far, where that is not all (beviljat).
    #[field(group = "money")]
    pub granted: Option<Money>,
    /// Where the money comes from (finansieringskälla).
    #[field(group = "money")]
    pub money_source: Option<String>,
    /// How it goes, told often (framdrift): ISM-16.
    #[field(group = "follow-up")]
    #[serde(default)]
    pub progress: Vec<Progress>,
    /// What it gave, measured (effekt): ISM-16, T33.
    #[field(group = "follow-up")]
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// Whether it gave what it was done for (bedömd effekt): ISM-16.
    #[field(filter, scale = "effect", group = "follow-up")]
    pub effect: Option<Term>,
    /// Why it counts as done though less than 100 % is reported (motiv).
    #[field(group = "follow-up")]
    pub done_motive: Option<Prose>,
    /// The measure or plan that goes on with what is left (överförd till): AUD-23.
    #[field(group = "pause")]
    pub carried_to: Option<Id>,
    /// Why it was stopped or postponed (skäl).
    #[field(group = "pause")]
    pub reason: Option<Prose>,
    /// What must be so before it goes on (villkor för att återuppta): ISM-10.
    #[field(group = "pause")]
    pub condition: Option<Prose>,
    /// When to look again (ny prövning): ISM-10.
    #[field(filter, sort, group = "pause")]
    pub look_again: Option<Date>,
    /// The record that it waits for (väntar på): ISM-10.
    #[field(group = "pause")]
    pub waits_for: Option<Id>,
}

/// Whether there is money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Funding {
    /// All of it (finansierad).
    Funded,
    /// Some of it (delvis finansierad).
    Part,
    /// Nothing (ofinansierad).
    Unfunded,
    /// It costs nothing beyond what is there (kräver inga medel).
    NotNeeded,
}

/// One administration's part of a shared measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Share {
    /// The administration (förvaltning).
    pub unit: Id<Unit>,
    /// How far it has come there (läge).
    #[serde(default)]
    pub state: ShareState,
    /// What there is to say of it (anteckning).
    pub note: Option<String>,
}

/// How far a part has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum ShareState {
    /// Not begun (inte påbörjad).
    #[default]
    NotStarted,
    /// Being done (pågår).
    InProgress,
    /// Done (klar).
    Done,
    /// Does not concern this administration (inte aktuell).
    NotConcerned,
}

/// One report of how it goes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Progress {
    /// The day (datum).
    pub date: Date,
    /// How much is done, in per cent (procent).
    pub percent: i64,
    /// What has happened since last (vad som hänt).
    #[serde(default)]
    pub text: String,
}

/// One measuring of what it gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Effect {
    /// The day (datum).
    pub date: Date,
    /// What was measured (mått).
    #[serde(default)]
    pub what: String,
    /// What came out (värde).
    #[serde(default)]
    pub value: String,
    /// What it says (kommentar).
    pub note: Option<String>,
}

impl Measure {
    /// The newest report, whatever order the rows stand in.
    pub fn latest_progress(&self) -> Option<&Progress> {
        self.progress.iter().max_by_key(|report| report.date)
    }

    /// The day on which it ended, if it has: the day given, or that of the newest report.
    pub fn ended_on(&self) -> Option<Date> {
        let reported = || self.latest_progress().map(|report| report.date);
        if self.state.has_ended() { self.ended.or_else(reported) } else { None }
    }

    /// The part of the cost that there is no money for (ISM-09); nothing when it has ended.
    pub fn unfunded(&self) -> Money {
        let cost = self.cost.unwrap_or_default();
        let granted = self.granted.unwrap_or_default();
        match self.funding {
            _ if self.state.has_ended() => Money::default(),
            Some(Funding::Unfunded) => cost,
            Some(Funding::Part) => Money(cost.0.saturating_sub(granted.0).max(0)),
            Some(Funding::Funded | Funding::NotNeeded) | None => Money::default(),
        }
    }

    /// What it says of why it waits.
    fn postponement(&self) -> Postponement<'_> {
        Postponement {
            reason: self.reason.as_ref(),
            condition: self.condition.as_ref(),
            look_again: self.look_again,
            waits_for: self.waits_for,
        }
    }
}
