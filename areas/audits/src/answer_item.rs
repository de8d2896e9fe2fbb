//! One part of an answer: what the board says to one recommendation or one question.

use crate::{
    answer::{Answer, Format, State, added_part, rewritten_part},
    audit::Part,
    question::AuditQuestion,
    recommendation::Recommendation,
};
use serde::{Deserialize, Serialize};
use stadga_measures::{Evidence, Measure};
use stadga_model::{Around, Date, Finding, Id, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

/// The board's words on one recommendation or question, and what they rest on (AUD-14, AUD-15, AUD-24).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "answer-item", prefix = "SVD", title = "subject", unit = "unit", owner = "owner")]
pub struct AnswerItem {
    /// The answer that it is part of.
    #[field(list, filter)]
    pub answer: Id<Answer>,
    /// Its place in the answer.
    #[field(list, sort)]
    pub number: Option<String>,
    /// What is answered, in short.
    #[serde(default)]
    #[field(list, search)]
    pub subject: String,
    /// The recommendation that it answers.
    #[field(filter)]
    pub recommendation: Option<Id<Recommendation>>,
    /// Or the question.
    #[field(filter)]
    pub question: Option<Id<AuditQuestion>>,
    /// The auditors' grade of the question when the answer was begun: what they found fulfilled, nobody has to solve (AUD-16).
    #[field(fixed, scale = "audit-grade")]
    pub grade: Option<Term>,
    /// The unit that writes it.
    #[field(filter)]
    pub unit: Option<Id<Unit>>,
    /// The person who writes it.
    #[field(list, filter)]
    pub owner: Option<Id<Person>>,
    /// The board's position (ställningstagande), AUD-15.
    #[field(list, filter, sort, group = "position", scale = "position")]
    pub position: Option<Term>,
    /// Its position on parts of the recommendation.
    #[serde(default)]
    #[field(group = "position")]
    pub claims: Vec<Claim>,
    /// The reasons, or the whole answer in format A.
    #[field(search, group = "position")]
    pub reasoning: Option<Prose>,
    /// Measures taken so far (hittills vidtagna åtgärder).
    #[field(search, group = "parts")]
    pub done: Option<Prose>,
    /// Measures planned (planerade åtgärder).
    #[field(search, group = "parts")]
    pub planned: Option<Prose>,
    /// When (tidplan).
    #[field(search, group = "parts")]
    pub timetable: Option<Prose>,
    /// Other views (andra synpunkter).
    #[field(search, group = "parts")]
    pub views: Option<Prose>,
    /// When the underlying problem is solved, in words: format A.
    #[field(group = "solved")]
    pub solved_when: Option<String>,
    /// The latest day that those words can mean.
    #[field(sort, group = "solved")]
    pub solved_by: Option<Date>,
    /// The measures that it speaks of (AUD-24).
    #[serde(default)]
    #[field(group = "ground")]
    pub measures: Vec<Id<Measure>>,
    /// The evidence that shows them.
    #[serde(default)]
    #[field(group = "ground")]
    pub evidence: Vec<Id<Evidence>>,
}

/// The position on one claim within a recommendation (AUD-15).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Claim {
    /// What is claimed.
    #[serde(default)]
    pub claim: String,
    /// The position on it.
    #[serde(default)]
    #[field(scale = "position")]
    pub position: Term,
    /// Why.
    pub reasoning: Option<String>,
}

/// Grades on the scale `audit-grade` that leave nothing to solve.
const FULFILLED: [&str; 2] = ["met", "not-relevant"];
/// "Partly agrees" on the scale `position`.
const PARTLY: &str = "partly";

impl AnswerItem {
    /// The board's own words for a part; blank counts as none.
    pub fn words(&self, part: Part) -> Option<&str> {
        let words = match part {
            Part::Done => &self.done,
            Part::Planned => &self.planned,
            Part::Timetable => &self.timetable,
            Part::Views => &self.views,
        };
        written(words.as_ref())
    }

    /// Whether the auditors found fulfilled what it answers.
    pub fn is_fulfilled(&self) -> bool {
        self.grade.as_ref().is_some_and(|grade| FULFILLED.contains(&&*grade.0))
    }

    /// What the form asks for and the item lacks, each as a blocking finding that names it (AUD-14, AUD-16).
    pub fn lacking(&self, format: Format, parts: &[Part]) -> Vec<Finding> {
        let lacking = |code, variant| {
            Finding::blocking(code).variant(variant).on(variant).with("subject", &self.subject)
        };
        let reasoned = written(self.reasoning.as_ref()).is_some();
        match format {
            Format::A => {
                let solved = self.solved_when.as_deref().is_some_and(|w| !w.trim().is_empty());
                let solved = solved || self.is_fulfilled();
                let checks = [("reasoning", reasoned), ("solved_when", solved)];
                let missing = checks.into_iter().filter(|(_, has)| !has);
                missing.map(|(field, _)| lacking("AUD-16", field)).collect()
            }
            Format::B => {
                let missing = parts.iter().filter(|part| self.words(**part).is_none());
                missing.map(|part| lacking("AUD-14", part.key())).collect()
            }
            Format::C => {
                let checks = [("position", self.position.is_some()), ("reasoning", reasoned)];
                let missing = checks.into_iter().filter(|(_, has)| !has);
                missing.map(|(field, _)| lacking("AUD-16", field)).collect()
            }
        }
    }
}

fn written(prose: Option<&Prose>) -> Option<&str> {
    prose.map(|prose| prose.0.trim()).filter(|words| !words.is_empty())
}

/// All rules of an answer's part.
pub fn rules(item: &AnswerItem, around: &Around) -> Vec<Finding> {
    let mut findings: Vec<_> = answers_one_thing(item).into_iter().collect();
    findings.extend(rewritten_part(item, around));
    findings.extend(added_part(item, around));
    findings.extend(lacking_after_review(item, around));
    findings.extend(claims_differ(item));
    findings.extend(unproven(item, around));
    findings
}

fn answers_one_thing(item: &AnswerItem) -> Option<Finding> {
    let one = item.recommendation.is_some() != item.question.is_some();
    (!one).then(|| Finding::blocking("AUD-16").variant("one").on("recommendation"))
}

/// What was whole at review stays whole: a part that had words keeps some.
fn lacking_after_review(item: &AnswerItem, around: &Around) -> Vec<Finding> {
    let answer = around.near.linked(item.answer);
    let Some(answer) = answer.filter(|answer| answer.state != State::Preparation) else {
        return Vec::new();
    };
    let had = |part: &Part| {
        let before = around.before.and_then(|body| body.get(part.key())?.as_str());
        before.is_some_and(|words| !words.trim().is_empty())
    };
    let parts: Vec<Part> = Part::ALL.into_iter().filter(had).collect();
    item.lacking(answer.format, &parts)
}

fn claims_differ(item: &AnswerItem) -> Option<Finding> {
    let position = item.position.as_ref()?;
    let differs = item.claims.iter().any(|claim| claim.position != *position);
    (differs && position.0 != PARTLY).then(|| Finding::warning("AUD-15").on("position"))
}

/// AUD-24: "done" rests on a finished measure with evidence that is valid today.
fn unproven(item: &AnswerItem, around: &Around) -> Option<Finding> {
    item.words(Part::Done)?;
    if item.measures.is_empty() {
        return Some(Finding::warning("AUD-24").variant("no-measure").on("measures"));
    }
    let today = around.today();
    let holds = |id: &Id<Evidence>| around.near.linked(*id).is_some_and(|found| found.holds(today));
    (!item.evidence.iter().any(holds))
        .then(|| Finding::warning("AUD-24").variant("no-evidence").on("evidence"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::{Given, codes, id, record};
    use serde_json::{Value, json};
    use stadga_model::body_of;

    fn item(more: Value) -> AnswerItem {
        let body = json!({"answer": id(1), "recommendation": id(2), "subject": "Kända rutiner"});
        record(body, more)
    }

    fn given() -> Given {
        Given::on("2024-06-01")
    }

    #[test]
    fn aud_16_a_part_answers_one_thing() {
        assert!(rules(&item(json!({})), &given().around()).is_empty());
        let two = item(json!({"question": id(3)}));
        assert_eq!(codes(&rules(&two, &given().around())), ["AUD-16"]);
        let none = item(json!({"recommendation": null}));
        assert_eq!(codes(&rules(&none, &given().around())), ["AUD-16"]);
    }

    #[test]
    fn aud_14_it_is_said_which_of_the_four_is_lacking() {
        let short = item(json!({"done": "Rutin antagen", "views": "  "}));
        let lacking = short.lacking(Format::B, &Part::ALL);
        let fields: Vec<_> = lacking.iter().filter_map(|f| f.field.as_deref()).collect();
        assert_eq!(fields, ["planned", "timetable", "views"]);
        assert!(short.lacking(Format::B, &[Part::Done]).is_empty());
    }

    #[test]
    fn aud_16_format_a_says_when_it_is_solved_and_format_c_takes_a_position() {
        let fields = |format| {
            let lacking = item(json!({})).lacking(format, &[]);
            lacking.into_iter().filter_map(|f| f.field).collect::<Vec<_>>()
        };
        assert_eq!(fields(Format::A), ["reasoning", "solved_when"]);
        let fulfilled = item(json!({"grade": "met", "reasoning": "Så är det."}));
        assert!(fulfilled.lacking(Format::A, &[]).is_empty(), "nothing is to be solved");
        assert_eq!(fields(Format::C), ["position", "reasoning"]);
    }

    #[test]
    fn aud_14_a_part_is_not_emptied_after_review() {
        let before = body_of(&item(json!({"timetable": "2025"}))).unwrap();
        let given = given().up(
            id(1),
            "answer",
            json!({"title": "Svar", "audit": id(9), "format": "b", "state": "review"}),
        );
        let around = Around { before: Some(&before), ..given.around() };
        let emptied = rules(&item(json!({})), &around);
        assert_eq!(emptied[0].variant, Some("timetable"));
        assert!(rules(&item(json!({"timetable": "2026"})), &around).is_empty());
    }

    #[test]
    fn aud_15_positions_on_claims_that_differ_make_it_partly() {
        let claims = json!([{"claim": "Texterna är gamla", "position": "agrees"},
            {"claim": "Ansvar saknas", "position": "disagrees"}]);
        let flat = item(json!({"position": "agrees", "claims": claims.clone()}));
        assert_eq!(codes(&rules(&flat, &given().around())), ["AUD-15"]);
        let partly = item(json!({"position": "partly", "claims": claims}));
        assert!(rules(&partly, &given().around()).is_empty());
    }

    #[test]
    fn aud_15_a_position_that_is_not_stated_outright_is_held_as_that() {
        let reasons = "Ansvaret framgår av policyn.";
        let held = item(json!({"position": "not-stated", "reasoning": reasons}));
        assert!(held.lacking(Format::C, &[]).is_empty());
        let scales = crate::given::all_scales();
        let mut steps = scales.get("position").unwrap().on("2026-03-01".parse().unwrap());
        let step = steps.find(|step| step.key == "not-stated").unwrap();
        assert_eq!((step.sv.as_str(), step.en.as_str()), ("Inte uttalat", "Not stated outright"));
    }

    #[test]
    fn aud_24_done_rests_on_evidence_that_is_valid_today() {
        let bare = item(json!({"done": "Rutin antagen"}));
        assert_eq!(codes(&rules(&bare, &given().around())), ["AUD-24"]);
        let shown =
            item(json!({"done": "Rutin antagen", "measures": [id(4)], "evidence": [id(5)]}));
        let expired =
            given().up(id(5), "evidence", json!({"date": "2023-01-01", "valid_to": "2024-05-31"}));
        assert_eq!(rules(&shown, &expired.around())[0].variant, Some("no-evidence"));
        let valid =
            given().up(id(5), "evidence", json!({"date": "2023-01-01", "valid_to": "2024-06-01"}));
        assert!(rules(&shown, &valid.around()).is_empty());
    }
}
