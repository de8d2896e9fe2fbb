//! Classifications: which class information has, by which method, out of which answers, established when.

use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_model::{Choice, Date, Id, Lifecycle, Move, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

use crate::{
    InformationObject,
    class::{Aspect, Class, Levels},
};

mod rules;

pub use rules::rules;

/// A classification (klassning): CLS-02, CLS-03, CLS-05.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "classification",
    prefix = "KLA",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Classification {
    /// What was classified (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// Whether the owner has established it (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// The information (informationsobjekt).
    #[field(list, filter, within)]
    pub information: Id<InformationObject>,
    /// How bad it is if someone sees it who should not (konfidentialitet).
    #[field(list, filter, sort, scale = "protection-level", group = "class")]
    pub confidentiality: Option<Term>,
    /// How bad it is if it is wrong (riktighet).
    #[field(list, filter, sort, scale = "protection-level", group = "class")]
    pub integrity: Option<Term>,
    /// How bad it is if it is away (tillgänglighet).
    #[field(list, filter, sort, scale = "protection-level", group = "class")]
    pub availability: Option<Term>,
    /// How bad it is if nobody sees who did what; not classified where it is empty (spårbarhet).
    #[field(filter, scale = "protection-level", group = "class")]
    pub traceability: Option<Term>,
    /// The answers that it follows from (svar).
    #[field(group = "why")]
    #[serde(default)]
    pub answers: Vec<Answer>,
    /// Where the owner has chosen another level than the answers give, and why (avvikelser).
    #[field(group = "why")]
    #[serde(default)]
    pub deviations: Vec<Deviation>,
    /// What made it be classified now (anledning).
    #[field(search, group = "why")]
    pub occasion: Option<Prose>,
    /// The method and its version (metod): CLS-05.
    #[field(list, filter, sort, scale = "classification-method", group = "how")]
    #[serde(default)]
    pub method: Term,
    /// When it was made (datum).
    #[field(list, filter, sort, group = "how")]
    pub date: Date,
    /// Until when it holds (gäller till).
    #[field(list, filter, sort, group = "how")]
    pub valid_to: Option<Date>,
    /// The decision behind it, where there is one of its own (beslut).
    #[field(filter, group = "how")]
    pub decision: Option<Id<Decision>>,
    /// Its number in the tool that it was made with (referens).
    #[field(search, group = "how")]
    pub reference: Option<String>,
    /// What stood in the list that it was read from (så stod det).
    #[field(fixed, group = "how")]
    #[serde(default)]
    pub original: Vec<String>,
    /// The unit that it belongs to (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// The owner of the information, who establishes it (informationsägare).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// What was answered to one question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Answer {
    /// The question's key (fråga).
    #[serde(default)]
    pub question: String,
    /// The level of the answer (nivå).
    #[field(scale = "protection-level")]
    #[serde(default)]
    pub level: Term,
}

/// Another level than the answers give.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Deviation {
    /// The aspect (aspekt).
    #[field(scale = "protection-aspect")]
    #[serde(default)]
    pub aspect: Term,
    /// The level that the answers give (enligt svaren).
    #[field(scale = "protection-level")]
    pub instead_of: Option<Term>,
    /// Why it is another (skäl).
    #[serde(default)]
    pub why: String,
}

/// Whether it counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Waits for the owner (föreslagen).
    #[default]
    Proposed,
    /// The owner has established it (fastställd).
    Established,
    /// Was not to be (återtagen).
    Withdrawn,
}

/// Its way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "proposed",
    moves: &[
        Move { name: "establish", from: &["proposed"], to: "established" },
        Move { name: "withdraw", from: &["proposed", "established"], to: "withdrawn" },
    ],
    back: &["withdraw"],
};

impl Classification {
    /// Whether the owner has established it.
    pub fn is_established(&self) -> bool {
        self.state == State::Established
    }

    /// Whether it waits for its owner.
    pub fn is_waiting(&self) -> bool {
        self.state == State::Proposed
    }

    /// The level of an aspect.
    pub fn level(&self, aspect: Aspect) -> Option<&Term> {
        match aspect {
            Aspect::Confidentiality => self.confidentiality.as_ref(),
            Aspect::Integrity => self.integrity.as_ref(),
            Aspect::Availability => self.availability.as_ref(),
            Aspect::Traceability => self.traceability.as_ref(),
        }
    }

    /// The class.
    pub fn class(&self, levels: &Levels) -> Class {
        let rank = |aspect| self.level(aspect).and_then(|level| levels.rank(level));
        Class::new(Aspect::ALL.map(rank))
    }

    /// The class that the answers give: the highest of each aspect.
    pub fn answered(&self, levels: &Levels) -> Class {
        let rank = |answer: &Answer| levels.rank(&answer.level);
        Class::of_answers(self.answers.iter().map(|one| (one.question.as_str(), rank(one))))
    }
}
