//! Legal assessments of new uses of data: what is to be done with which data, by which laws it is judged, what came out.

use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record, Term};
use stadga_organisation::{Person, Unit};

use crate::Law;

/// The conclusion that needs its conditions, a key of the scale `data-use-conclusion`.
const CONDITIONS: &str = "conditions";

/// A legal assessment (rättslig bedömning): NIS-10.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "legal-assessment",
    prefix = "RBD",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct LegalAssessment {
    /// What is to be done (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// What the data is to be used for (ny användning).
    #[field(search)]
    pub purpose: Option<Prose>,
    /// Which data, about whom (uppgifter).
    #[field(search)]
    pub data: Option<String>,
    /// The systems, objects, services that it is about (gäller).
    #[field(filter)]
    #[serde(default)]
    pub targets: Vec<Id>,
    /// The laws that it was judged by (lagar).
    #[field(list, filter, group = "judged")]
    #[serde(default)]
    pub laws: Vec<Id<Law>>,
    /// How it was reasoned (bedömning).
    #[field(search, group = "judged")]
    pub reasoning: Option<Prose>,
    /// What came out (slutsats).
    #[field(list, filter, scale = "data-use-conclusion", group = "judged")]
    pub conclusion: Option<Term>,
    /// What must be so (villkor).
    #[field(search, group = "judged")]
    pub conditions: Option<Prose>,
    /// When it was judged (bedömd).
    #[field(list, filter, sort, group = "judged")]
    pub assessed: Option<Date>,
    /// When to judge it anew (ny prövning).
    #[field(filter, sort, group = "judged")]
    pub review: Option<Date>,
    /// The decision on the use (beslut).
    #[field(filter, group = "judged")]
    pub decision: Option<Id<Decision>>,
    /// The assessment that it takes the place of (ersätter).
    #[field(filter, group = "judged")]
    pub replaces: Option<Id<LegalAssessment>>,
    /// The unit that asks (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who judges (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Being judged (bedöms).
    #[default]
    Draft,
    /// Judged (bedömd).
    Assessed,
    /// Another has come in its place, or the use was given up (ersatt).
    Replaced,
}

/// Its way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "draft",
    moves: &[
        Move { name: "assess", from: &["draft"], to: "assessed" },
        Move { name: "supersede", from: &["assessed"], to: "replaced" },
        Move { name: "rework", from: &["assessed"], to: "draft" },
    ],
    back: &["rework", "supersede"],
};

/// What an assessment is held to: NIS-10.
pub fn rules(assessment: &LegalAssessment, around: &Around) -> Vec<Finding> {
    if assessment.state != State::Assessed {
        return Vec::new();
    }
    let today = around.today();
    let fault = |variant, field: &str| Finding::blocking("NIS-10").variant(variant).on(field);
    let blank = |text: &Option<Prose>| text.as_ref().is_none_or(|text| text.0.trim().is_empty());
    let bound = assessment.conclusion.as_ref().is_some_and(|conclusion| conclusion.0 == CONDITIONS);
    let checks = [
        (assessment.laws.is_empty(), fault("laws", "laws")),
        (blank(&assessment.reasoning), fault("reasoning", "reasoning")),
        (assessment.conclusion.is_none(), fault("conclusion", "conclusion")),
        (bound && blank(&assessment.conditions), fault("conditions", "conditions")),
        (assessment.assessed.is_none_or(|day| day > today), fault("assessed", "assessed")),
    ];
    let faults = checks.into_iter().filter_map(|(amiss, fault)| amiss.then_some(fault));
    let again = assessment.review.filter(|day| *day < today);
    let again = again
        .map(|day| Finding::warning("NIS-10").variant("review").on("review").with("date", day));
    faults.chain(again).chain(outdated(assessment, around)).collect()
}

/// NIS-10: a law that it was judged by no longer holds.
fn outdated(assessment: &LegalAssessment, around: &Around) -> Option<Finding> {
    let judged = assessment.assessed?;
    let ended = |law: &Law| law.ended.filter(|day| *day >= judged && *day < around.today());
    let laws = assessment.laws.iter().filter_map(|law| around.near.linked(*law));
    let (law, day) = laws.filter_map(|law| ended(&law).map(|day| (law, day))).next()?;
    let finding = Finding::warning("NIS-10").variant("outdated").on("laws");
    Some(finding.with("law", law.called()).with("date", day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, law, near, up};

    #[test]
    fn nis_10_what_is_judged_says_by_which_laws_with_what_end_and_is_judged_anew_when_they_change()
    {
        let json =
            serde_json::json!({"title": "Prediktiv analys av vårddata", "state": "assessed"});
        let bare: LegalAssessment = serde_json::from_value(json).unwrap();
        let told = [
            "finding-nis-10-laws",
            "finding-nis-10-reasoning",
            "finding-nis-10-conclusion",
            "finding-nis-10-assessed",
        ];
        assert_eq!(check(rules, &bare, &near()), told);
        let whole = LegalAssessment {
            laws: vec![id(1)],
            reasoning: Some("Ändamålet ryms.".into()),
            conclusion: Some(Term::from(CONDITIONS)),
            assessed: "2023-03-01".parse().ok(),
            ..bare
        };
        assert_eq!(check(rules, &whole, &near()), ["finding-nis-10-conditions"]);
        let bound = LegalAssessment { conditions: Some("Avidentifierat.".into()), ..whole };
        let ended = Law { ended: "2023-12-31".parse().ok(), ..law("x", Some("2018-01-01")) };
        assert_eq!(check(rules, &bound, &up(&[(id(1), &ended)])), ["finding-nis-10-outdated"]);
        let later = LegalAssessment { assessed: "2024-01-02".parse().ok(), ..bound };
        assert!(check(rules, &later, &up(&[(id(1), &ended)])).is_empty());
    }
}
