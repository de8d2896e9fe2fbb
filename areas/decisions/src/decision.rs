//! Decisions: taken by a body or by a delegate with the right to, on a date, and unchangeable from then on.

use serde::{Deserialize, Serialize};
use stadga_model::{Choice, Date, Id, Lifecycle, Move, Prose, Record, Row, Term};
use stadga_organisation::{Assignment, Person, Unit};

use crate::{Delegation, Minute};

mod right;
mod rules;

pub use right::Right;
pub use rules::{open_fields, rules};

/// A decision (beslut): ORG-05, ORG-06, ISM-11, ISM-19, SEC-11.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "decision",
    prefix = "BES",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "handler"
)]
pub struct Decision {
    /// The heading in the minutes (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// What sort of matter, which the delegation register goes by (ärendetyp).
    #[field(list, filter, scale = "decision-subject")]
    pub subject: Option<Term>,
    /// What it is about: any records (avser).
    #[serde(default)]
    pub about: Vec<Id>,
    /// What was decided, word for word (beslutet lyder).
    #[field(search)]
    pub text: Option<Prose>,
    /// The unit that prepares it (beredande enhet).
    #[field(filter)]
    pub unit: Option<Id<Unit>>,
    /// Who prepares it (handläggare).
    #[field(filter)]
    pub handler: Option<Id<Person>>,
    /// The body that decides (beslutande organ).
    #[field(list, filter, to("unit", "forum"), group = "right")]
    pub body: Option<Id>,
    /// Who decides for the body, if someone does (delegat).
    #[field(filter, group = "right")]
    pub delegate: Option<Id<Assignment>>,
    /// The entry of the delegation register that gives the right (delegation).
    #[field(group = "right")]
    pub delegation: Option<Id<Delegation>>,
    /// When it was decided (beslutsdatum).
    #[field(list, sort, filter, group = "decided")]
    pub date: Option<Date>,
    /// How it went (utfall).
    #[field(list, filter, scale = "decision-outcome", group = "decided")]
    pub outcome: Option<Term>,
    /// The paragraph in the minutes (paragraf).
    #[field(list, search, group = "decided")]
    pub paragraph: Option<String>,
    /// The diary number (diarienummer).
    #[field(list, search, group = "decided")]
    pub diary_number: Option<String>,
    /// Where it stands in the minutes (protokoll).
    #[field(group = "decided")]
    pub minute: Option<Id<Minute>>,
    /// Other boards that it binds (binder även): ORG-06.
    #[field(filter, group = "decided")]
    #[serde(default)]
    pub binds: Vec<Id<Unit>>,
    /// What spoke for and against (skäl för och emot): ISM-11.
    #[field(group = "grounds")]
    #[serde(default)]
    pub arguments: Vec<Argument>,
    /// The solution agreed between interests at odds (överenskommen lösning): ISM-19.
    #[field(group = "grounds")]
    pub agreed: Option<Prose>,
    /// Who signed (underskrifter): ORG-25.
    #[field(group = "after")]
    #[serde(default)]
    pub signatures: Vec<Signature>,
    /// When and to whom it was sent (expediering): AUD-17, AUD-32.
    #[field(group = "after")]
    #[serde(default)]
    pub dispatches: Vec<Dispatch>,
}

/// How far a decision has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Being prepared (bereds).
    #[default]
    Draft,
    /// Taken (beslutat).
    Decided,
    /// Sent to those it concerns (expedierat).
    Dispatched,
    /// Withdrawn before it was taken (utgått).
    Withdrawn,
}

/// The way of a decision.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "draft",
    moves: &[
        Move { name: "decide", from: &["draft"], to: "decided" },
        Move { name: "withdraw", from: &["draft"], to: "withdrawn" },
        Move { name: "dispatch", from: &["decided"], to: "dispatched" },
    ],
    back: &["withdraw"],
};

/// What spoke for or against.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Argument {
    /// Which way it weighs (för eller emot).
    pub side: Side,
    /// The argument (skäl).
    #[serde(default)]
    pub text: String,
}

/// Which way an argument weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// For (för).
    For,
    /// Against (emot).
    Against,
}

/// A signature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Signature {
    /// In which role; an acting one is seen there (i egenskap av).
    pub assignment: Id<Assignment>,
    /// When (datum).
    pub date: Date,
}

/// One sending.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Dispatch {
    /// When (datum).
    pub date: Date,
    /// To whom (till).
    #[serde(default)]
    pub to: String,
    /// With what attached, how (anteckning).
    pub note: Option<String>,
}

/// The outcomes that say yes, keys of the scale `decision-outcome`.
const YES: [&str; 2] = ["approved", "approved-changed"];

impl Decision {
    /// Whether what was proposed was agreed to, as it was or with changes.
    pub fn is_yes(&self) -> bool {
        self.outcome.as_ref().is_some_and(|outcome| YES.contains(&outcome.0.as_str()))
    }

    /// Whether it is being prepared for `body` itself, not for a delegate of it.
    pub fn is_drafted_for(&self, body: Id) -> bool {
        self.state == State::Draft && self.delegate.is_none() && self.body == Some(body)
    }

    /// Whether it has been taken; its substance is then fixed.
    pub fn is_taken(&self) -> bool {
        matches!(self.state, State::Decided | State::Dispatched)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::id;

    /// A decision taken by a board on 2024-01-10.
    pub fn decided() -> Decision {
        Decision {
            title: "Riktlinje för informationssäkerhet".into(),
            state: State::Decided,
            subject: None,
            about: Vec::new(),
            text: Some("Regionstyrelsen antar riktlinjen.".into()),
            unit: None,
            handler: None,
            body: Some(id(9)),
            delegate: None,
            delegation: None,
            date: "2024-01-10".parse().ok(),
            outcome: Some(Term::from("approved")),
            paragraph: Some("§ 12".into()),
            diary_number: None,
            minute: None,
            binds: Vec::new(),
            arguments: Vec::new(),
            agreed: None,
            signatures: Vec::new(),
            dispatches: Vec::new(),
        }
    }
}
