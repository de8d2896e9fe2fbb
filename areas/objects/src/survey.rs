//! Surveys: a few short questions to those who hold a role in some objects, and what each of them answers.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record, Row, Term};
use stadga_organisation::{Assignment, Person, Unit};

use crate::Object;

/// A survey (minienkät): PM3-24.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "object-survey",
    prefix = "ENK",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct ObjectSurvey {
    /// What it is called (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// Whether it can be answered (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// The objects whose roles are asked (objekt).
    #[field(list, filter, within)]
    #[serde(default)]
    pub objects: Vec<Id<Object>>,
    /// The roles that are asked; all, when none is named (roller).
    #[serde(default)]
    pub asked: Vec<Asked>,
    /// What is asked; each is a sentence that is more or less true (påståenden).
    #[serde(default)]
    pub questions: Vec<Question>,
    /// By when (svar senast).
    #[field(list, sort, filter)]
    pub due: Option<Date>,
    /// What comes of it (slutsats).
    #[field(search)]
    pub conclusion: Option<Prose>,
    /// The unit (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who asks (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// A role that is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Asked {
    /// The role (roll).
    #[field(scale = "role")]
    #[serde(default)]
    pub role: Term,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Question {
    /// The sentence (påstående).
    #[serde(default)]
    pub text: String,
}

/// Whether a survey can be answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Not yet (utkast).
    #[default]
    Draft,
    /// Yes (öppen).
    Open,
    /// No longer (avslutad).
    Closed,
}

/// A survey's way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "draft",
    moves: &[
        Move { name: "open", from: &["draft"], to: "open" },
        Move { name: "close", from: &["open"], to: "closed" },
    ],
    back: &[],
};

impl ObjectSurvey {
    /// Whether the holder of this assignment is asked on the day.
    pub fn asks(&self, held: &Assignment, day: Date) -> bool {
        let role = self.asked.is_empty() || self.asked.iter().any(|asked| asked.role == held.role);
        let about = held.about.is_some_and(|about| self.objects.contains(&about.cast()));
        self.state == State::Open && role && about && held.period.holds(day)
    }
}

/// What a survey is held to.
pub fn rules(survey: &ObjectSurvey, around: &Around) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("PM3-24").variant(variant).on(field);
    if survey.state == State::Draft {
        return Vec::new();
    }
    let silent = survey.conclusion.as_ref().is_none_or(|text| text.0.trim().is_empty());
    let late = survey.due.is_some_and(|due| due < around.today());
    let over = Finding::warning("PM3-24").variant("over").on("due");
    let checks = [
        (survey.questions.is_empty(), fault("questions", "questions")),
        (survey.objects.is_empty(), fault("objects", "objects")),
        (survey.state == State::Closed && silent, fault("conclusion", "conclusion")),
        (survey.state == State::Open && late, over),
    ];
    checks.into_iter().filter_map(|(amiss, finding)| amiss.then_some(finding)).collect()
}

/// What somebody answers to a survey (enkätsvar): PM3-24.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "survey-answer", prefix = "ESV", title = "title", unit = "unit", owner = "owner")]
pub struct SurveyAnswer {
    /// The survey's title (rubrik).
    #[field(list, fixed)]
    #[serde(default)]
    pub title: String,
    /// The survey (enkät).
    #[field(list, filter, fixed)]
    pub survey: Id<ObjectSurvey>,
    /// Who answers (svarande).
    #[field(list, filter, fixed)]
    pub owner: Id<Person>,
    /// The unit that asks (enhet).
    #[field(filter, fixed)]
    pub unit: Option<Id<Unit>>,
    /// The answers (svar).
    #[field(fixed)]
    #[serde(default)]
    pub answers: Vec<Graded>,
    /// What else there is to say (kommentar).
    #[field(fixed)]
    pub comment: Option<Prose>,
}

/// The answer to one question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Graded {
    /// The sentence (påstående).
    #[serde(default)]
    pub question: String,
    /// How true it is (svar).
    #[field(scale = "survey-grade")]
    #[serde(default)]
    pub grade: Term,
}

/// What an answer is held to: given while the survey is open, and once.
pub fn answer_rules(answer: &SurveyAnswer, around: &Around) -> Vec<Finding> {
    let fault = |variant| Finding::blocking("PM3-24").variant(variant);
    let survey = around.near.linked(answer.survey);
    let shut = around.new && survey.is_some_and(|survey| survey.state != State::Open);
    let changed = around.before.is_some();
    [(shut, fault("shut")), (changed, fault("changed"))]
        .into_iter()
        .filter_map(|(amiss, fault)| amiss.then_some(fault))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, check_change, held, id, near};

    fn survey(state: &str) -> ObjectSurvey {
        let body = serde_json::json!({
            "title": "Hur går det?", "state": state, "objects": [id::<Object>(1)],
            "questions": [{ "text": "Jag hinner med mitt uppdrag." }],
            "asked": [{ "role": "area-lead" }], "due": "2024-02-01",
        });
        serde_json::from_value(body).unwrap()
    }

    #[test]
    fn pm3_24_holders_of_the_roles_in_the_objects_are_asked_while_it_is_open() {
        let day = "2024-01-24".parse().unwrap();
        let lead = held("area-lead");
        assert!(survey("open").asks(&lead, day) && !survey("closed").asks(&lead, day));
        assert!(!survey("open").asks(&held("superuser"), day));
        let all = ObjectSurvey { asked: Vec::new(), ..survey("open") };
        assert!(all.asks(&held("superuser"), day));
        let elsewhere = Assignment { about: Some(id(2)), ..lead };
        assert!(!all.asks(&elsewhere, day));
    }

    #[test]
    fn pm3_24_a_survey_asks_something_and_comes_to_something() {
        assert!(check(rules, &survey("open"), &near(&[])).is_empty());
        let empty = ObjectSurvey { questions: Vec::new(), ..survey("open") };
        assert_eq!(check(rules, &empty, &near(&[])), ["finding-pm3-24-questions"]);
        assert_eq!(check(rules, &survey("closed"), &near(&[])), ["finding-pm3-24-conclusion"]);
        let over = ObjectSurvey { due: "2024-01-23".parse().ok(), ..survey("open") };
        assert_eq!(check(rules, &over, &near(&[])), ["finding-pm3-24-over"]);
    }

    #[test]
    fn pm3_24_an_answer_is_not_changed() {
        let body = serde_json::json!({
            "title": "Hur går det?", "survey": id::<ObjectSurvey>(1), "owner": id::<Person>(2),
        });
        let answer: SurveyAnswer = serde_json::from_value(body).unwrap();
        let told = check_change(answer_rules, &answer, &answer, &near(&[]));
        assert_eq!(told, ["finding-pm3-24-changed"]);
    }
}
