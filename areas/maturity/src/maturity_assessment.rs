//! What one administration answers in a round, sentence by sentence, with what shows it and what it has led to.

use serde::{Deserialize, Serialize};
use stadga_measures::Measure;
use stadga_model::{Choice, Date, Id, Lifecycle, Move, Near, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

use crate::{
    MaturityRound, Model,
    level::{self, Answers, Level},
    maturity_round,
    model::Area,
};

mod rules;

pub use rules::rules;

/// An administration's part of a round (mognadsbedömning): CTL-06, CTL-17, CTL-18.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "maturity-assessment",
    prefix = "MOG",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct MaturityAssessment {
    /// What it is called (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// The round (mätomgång).
    #[field(list, filter)]
    pub round: Id<MaturityRound>,
    /// What is measured (förvaltning).
    #[field(list, filter)]
    pub unit: Id<Unit>,
    /// What is measured by: the round's model (modell).
    #[field(filter, scale = "maturity-model")]
    #[serde(default)]
    pub model: Term,
    /// Who answers (svarar).
    #[field(list, filter)]
    pub owner: Option<Id<Person>>,
    /// By when (svar senast).
    #[field(list, sort, filter)]
    pub due: Option<Date>,
    /// The level in all, when every area is answered (nivå).
    #[field(list, sort, fixed, follows("model", "answers"))]
    pub level: Option<String>,
    /// The levels of the areas that are answered (nivå per område).
    #[field(fixed, follows("model", "answers"), group = "result")]
    #[serde(default)]
    pub results: Vec<Reached>,
    /// The answers (svar).
    #[field(fixed, group = "answers")]
    #[serde(default)]
    pub answers: Vec<Answered>,
    /// Why rules are not followed, area by area (skäl till att regler inte följs): CTL-18.
    #[field(fixed, group = "answers")]
    #[serde(default)]
    pub causes: Vec<Because>,
    /// What must be introduced (måste införas): CTL-06, REP-10.
    #[field(group = "needed")]
    #[serde(default)]
    pub needed: Vec<Needed>,
    /// What else there is to say (kommentar).
    #[field(search)]
    pub comment: Option<Prose>,
}

/// How far an assessment has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Nobody has begun (inte påbörjad).
    #[default]
    Waiting,
    /// Being answered (påbörjad).
    Ongoing,
    /// Answered (inlämnad).
    Submitted,
}

impl State {
    /// Its key in bodies and texts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Ongoing => "ongoing",
            Self::Submitted => "submitted",
        }
    }
}

/// The level of an area.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Reached {
    /// The area (område).
    #[field(scale = "maturity-area")]
    #[serde(default)]
    pub area: Term,
    /// The level (nivå).
    #[serde(default)]
    pub level: String,
}

/// The answer to one sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Answered {
    /// The area (område).
    #[field(scale = "maturity-area")]
    #[serde(default)]
    pub area: Term,
    /// The sentence (påstående).
    #[field(scale = "maturity-statement")]
    #[serde(default)]
    pub statement: Term,
    /// How true it is (nivå).
    pub level: i64,
    /// What shows it (vad visar det).
    pub evidence: Option<String>,
    /// What it has led to (vilken effekt har det haft).
    pub effect: Option<String>,
}

/// Why the rules of an area are not followed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Because {
    /// The area (område).
    #[field(scale = "maturity-area")]
    #[serde(default)]
    pub area: Term,
    /// The reason (skäl).
    #[field(scale = "maturity-cause")]
    #[serde(default)]
    pub cause: Term,
}

/// Something that must be introduced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Needed {
    /// The area (område).
    #[field(scale = "maturity-area")]
    #[serde(default)]
    pub area: Term,
    /// What (vad).
    #[serde(default)]
    pub what: String,
    /// The measure that it has become (åtgärd).
    pub measure: Option<Id<Measure>>,
}

/// An assessment's way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "waiting",
    moves: &[
        Move { name: "submit", from: &["waiting", "ongoing"], to: "submitted" },
        Move { name: "begin", from: &["waiting"], to: "ongoing" },
        Move { name: "reopen", from: &["submitted"], to: "ongoing" },
    ],
    back: &["reopen"],
};

/// What may still be written when the round is closed: what becomes of what must be introduced.
const AFTERWARDS: &[&str] = &["needed", "owner"];

/// The fields that can still be written: all of them until the round is closed.
pub fn open_fields(
    assessment: &MaturityAssessment,
    near: &Near,
) -> Option<&'static [&'static str]> {
    let round = near.linked(assessment.round);
    let closed = |round: MaturityRound| round.state == maturity_round::State::Closed;
    round.is_some_and(closed).then_some(AFTERWARDS)
}

/// Works out the levels of what has been answered: they are kept with the answers, so that a later model changes nothing.
pub fn complete(assessment: &mut MaturityAssessment) {
    let Some(model) = assessment.model() else { return };
    let levels = assessment.computed(model);
    assessment.level = level::of_unit(model.way, &levels).map(level::told);
    let known = model.areas.iter().zip(&levels);
    assessment.results = known
        .filter_map(|(area, level)| {
            let level = (*level).map(level::told)?;
            Some(Reached { area: Term::from(area.key.as_str()), level })
        })
        .collect();
}

impl MaturityAssessment {
    /// The model that is measured by.
    pub fn model(&self) -> Option<&'static Model> {
        Model::named(&self.model.0)
    }

    /// The answers by the keys of their sentences.
    pub fn given(&self) -> Answers<'_> {
        self.answers.iter().map(|one| (one.statement.0.as_str(), one.level)).collect()
    }

    fn computed(&self, model: &Model) -> Vec<Level> {
        let given = self.given();
        model.areas.iter().map(|area| level::of_area(model, area, &given)).collect()
    }

    /// The levels as they were kept, in the order of the model's areas.
    pub fn levels(&self, model: &Model) -> Vec<Level> {
        let kept = |area: &Area| {
            let found = self.results.iter().find(|one| one.area.0 == area.key)?;
            level::read(&found.level)
        };
        model.areas.iter().map(kept).collect()
    }

    /// The level in all.
    pub fn total(&self) -> Level {
        self.level.as_deref().and_then(level::read)
    }

    /// How many sentences of an area have no answer.
    pub fn left_in(&self, area: &Area) -> usize {
        let given = self.given();
        area.statements.iter().filter(|one| !given.contains_key(one.key.as_str())).count()
    }

    /// How many sentences have no answer.
    pub fn left(&self) -> usize {
        self.model().map_or(0, |model| model.areas.iter().map(|area| self.left_in(area)).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::assessment;

    #[test]
    fn ctl_06_levels_are_kept_with_the_answers() {
        let mut whole = assessment("submitted");
        complete(&mut whole);
        let model = whole.model().unwrap();
        assert_eq!(whole.left(), 0);
        assert_eq!(whole.total(), Some(20));
        assert_eq!(whole.levels(model), vec![Some(20); model.areas.len()]);
        whole.answers.retain(|one| one.statement.0 != "access-2");
        complete(&mut whole);
        assert_eq!((whole.left(), whole.total()), (1, None));
        assert_eq!(whole.left_in(model.area("access").unwrap()), 1);
        assert_eq!(whole.results.len(), model.areas.len() - 1);
        // What a later model would say of the same answers is not asked.
        whole.results[0].level = "3,3".into();
        assert_eq!(whole.levels(model)[0], Some(33));
    }
}
