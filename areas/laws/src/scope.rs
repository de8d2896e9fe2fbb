//! What of the organisation a law covers: the question, the answer with its motive, and who decided it.

use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record, Term};
use stadga_organisation::{Person, Unit};

use crate::Law;

/// A decision on what a law covers (omfattningsbeslut): NIS-04.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "legal-scope",
    prefix = "OMF",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Scope {
    /// What is asked (fråga).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// The answer (svar).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// The law (lag).
    #[field(list, filter)]
    pub law: Id<Law>,
    /// What it is about: units, objects, systems, services (gäller).
    #[field(filter)]
    #[serde(default)]
    pub targets: Vec<Id>,
    /// The sector of the law (sektor).
    #[field(list, filter, scale = "law-sector")]
    pub sector: Option<Term>,
    /// The class of operator that follows (klass).
    #[field(list, filter, scale = "operator-class")]
    pub class: Option<Term>,
    /// Why it is so (motiv).
    #[field(search, group = "answer")]
    pub motive: Option<Prose>,
    /// The decision (beslut).
    #[field(filter, group = "answer")]
    pub decision: Option<Id<Decision>>,
    /// When it was settled (avgjort).
    #[field(list, filter, sort, group = "answer")]
    pub settled: Option<Date>,
    /// When to look again (ny prövning).
    #[field(filter, sort, group = "answer")]
    pub review: Option<Date>,
    /// When an open question is to be settled (avgörs senast).
    #[field(filter, sort, group = "answer")]
    pub due: Option<Date>,
    /// The body that settles it; empty: the one that the law's programme is reported to (avgörs av).
    #[field(filter, to("unit", "forum"), group = "answer")]
    pub body: Option<Id>,
    /// The unit that prepares it (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who prepares it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// The answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Not settled (öppen fråga).
    #[default]
    Open,
    /// Covered (omfattas).
    Covered,
    /// Covered in part (omfattas delvis).
    Part,
    /// Not covered (omfattas inte).
    Outside,
}

impl State {
    /// Its value as it is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Covered => "covered",
            Self::Part => "part",
            Self::Outside => "outside",
        }
    }
}

/// Its way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "open",
    moves: &[
        Move { name: "cover", from: &["open"], to: "covered" },
        Move { name: "cover-part", from: &["open"], to: "part" },
        Move { name: "leave-out", from: &["open"], to: "outside" },
        Move { name: "reopen", from: &["covered", "part", "outside"], to: "open" },
    ],
    back: &["reopen"],
};

/// What a decision on scope is held to: NIS-04, NIS-05.
pub fn rules(scope: &Scope, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let fault = |variant, field: &str| Finding::blocking("NIS-04").variant(variant).on(field);
    let warning = |variant, field: &str| Finding::warning("NIS-04").variant(variant).on(field);
    let blank = scope.motive.as_ref().is_none_or(|motive| motive.0.trim().is_empty());
    let referred = around.near.linked(scope.law).is_some_and(|law| law.reference_only);
    let mut findings = Vec::new();
    if referred {
        findings.push(Finding::blocking("NIS-05").variant("refer").on("law"));
    }
    if scope.state == State::Open {
        let late = scope.due.filter(|due| *due < today);
        findings.extend(late.map(|due| warning("late", "due").with("date", due)));
        let taken = around.near.pointing::<Decision>().any(|(_, decision)| decision.is_taken());
        findings.extend(taken.then(|| warning("answer", "state")));
        return findings;
    }
    findings.extend(blank.then(|| fault("motive", "motive")));
    findings.extend(scope.settled.is_none().then(|| fault("settled", "settled")));
    findings.extend(match scope.decision {
        None => Some(warning("decision", "decision")),
        Some(decision) => around
            .near
            .linked(decision)
            .filter(|decision: &Decision| !decision.is_taken())
            .map(|_| warning("untaken", "decision")),
    });
    let again = scope.review.filter(|day| *day < today);
    findings.extend(again.map(|day| warning("review", "review").with("date", day)));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{and, check, decision, id, law, near, pointing, up};

    #[test]
    fn nis_04_what_is_covered_or_not_has_a_motive_and_a_decision() {
        let json = serde_json::json!({"title": "Omfattas infrastrukturen?", "law": id::<Law>(1),
            "due": "2024-01-23"});
        let open: Scope = serde_json::from_value(json).unwrap();
        assert_eq!(check(rules, &open, &near()), ["finding-nis-04-late"]);
        let decided = pointing("about", &[decision(true)]);
        let told = ["finding-nis-04-late", "finding-nis-04-answer"];
        assert_eq!(check(rules, &open, &decided), told);
        let drafted = pointing("about", &[decision(false)]);
        assert_eq!(check(rules, &open, &drafted), ["finding-nis-04-late"]);
        let outside = Scope { state: State::Outside, ..open };
        let told = ["finding-nis-04-motive", "finding-nis-04-settled", "finding-nis-04-decision"];
        assert_eq!(check(rules, &outside, &near()), told);
        let whole = Scope {
            motive: Some("Den bär vården.".into()),
            settled: "2024-01-10".parse().ok(),
            decision: Some(id(7)),
            ..outside
        };
        let taken = and(near(), id(7), &decision(true));
        assert!(check(rules, &whole, &taken).is_empty());
        let draft = and(near(), id(7), &decision(false));
        assert_eq!(check(rules, &whole, &draft), ["finding-nis-04-untaken"]);
        let old = Scope { review: "2024-01-20".parse().ok(), ..whole };
        assert_eq!(check(rules, &old, &taken), ["finding-nis-04-review"]);
    }

    #[test]
    fn nis_05_what_protective_security_covers_is_not_written_here() {
        let json = serde_json::json!({"title": "Vad omfattas?", "law": id::<Law>(1)});
        let scope: Scope = serde_json::from_value(json).unwrap();
        let referred = Law { reference_only: true, ..law("2018:585", Some("2019-04-01")) };
        assert_eq!(check(rules, &scope, &up(&[(id(1), &referred)])), ["finding-nis-05-refer"]);
    }
}
