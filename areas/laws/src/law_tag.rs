//! What a law touches: documents, objects, systems, plans and changes, each tagged with the law and what it asks of it.

use serde::{Deserialize, Serialize};
use stadga_documents::ComingLaw;
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record};
use stadga_organisation::{Person, Unit};

use crate::{Law, LawRequirement};

/// That a law touches something (lagkoppling): NIS-11.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "law-tag",
    prefix = "LKO",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct LawTag {
    /// What it is that the law asks of it, in a few words (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// The law (lag).
    #[field(list, filter)]
    pub law: Option<Id<Law>>,
    /// The coming law, where it does not hold yet (kommande lag).
    #[field(list, filter)]
    pub coming: Option<Id<ComingLaw>>,
    /// The requirement of the law (lagkrav).
    #[field(filter)]
    pub requirement: Option<Id<LawRequirement>>,
    /// What is touched: a document, object, system, plan, control … (berör).
    #[field(list, filter)]
    pub target: Id,
    /// The change that is touched, where the target is a plan of several (ändring).
    #[field(search)]
    pub change: Option<String>,
    /// What has to be otherwise (vad som behöver ändras).
    #[field(search)]
    pub how: Option<Prose>,
    /// By when it is to be so (klart senast).
    #[field(list, filter, sort, group = "when")]
    pub due: Option<Date>,
    /// When it was so (klart).
    #[field(filter, sort, group = "when")]
    pub handled: Option<Date>,
    /// The unit (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who sees to it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Something has to be done (berörs).
    #[default]
    Touched,
    /// It is as the law asks (hanterad).
    Handled,
    /// On a closer look it is not touched (berörs inte).
    NotTouched,
}

/// Its way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "touched",
    moves: &[
        Move { name: "handle", from: &["touched"], to: "handled" },
        Move { name: "clear", from: &["touched"], to: "not-touched" },
        Move { name: "reopen", from: &["handled", "not-touched"], to: "touched" },
    ],
    back: &["clear", "reopen"],
};

/// What a tag is held to: NIS-11, NIS-05.
pub fn rules(tag: &LawTag, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let law = tag.law.and_then(|law| around.near.linked(law));
    let mut findings = Vec::new();
    if tag.law.is_none() && tag.coming.is_none() {
        findings.push(Finding::blocking("NIS-11").variant("law").on("law"));
    }
    let other = tag.requirement.and_then(|id| around.near.linked(id));
    if other.is_some_and(|other| tag.law.is_some_and(|law| law != other.law)) {
        findings.push(Finding::blocking("NIS-11").variant("requirement").on("requirement"));
    }
    if law.as_ref().is_some_and(|law| law.reference_only) && tells(tag) {
        findings.push(Finding::blocking("NIS-05").variant("refer").on("how"));
    }
    if tag.state == State::Touched {
        let late = tag.due.filter(|due| *due < today);
        findings.extend(
            late.map(|due| Finding::warning("NIS-11").variant("late").on("due").with("date", due)),
        );
        let ended = law.as_ref().and_then(|law| law.ended).filter(|ended| *ended < today);
        findings.extend(ended.map(|ended| {
            Finding::warning("NIS-11").variant("ended").on("law").with("date", ended)
        }));
        let nobody = tag.owner.is_none();
        findings.extend(nobody.then(|| Finding::warning("NIS-11").variant("owner").on("owner")));
    }
    findings
}

/// Whether it tells how the law touches what it touches.
fn tells(tag: &LawTag) -> bool {
    let said = tag.how.as_ref().is_some_and(|how| !how.0.trim().is_empty());
    said || tag.change.as_deref().is_some_and(|change| !change.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{and, check, id, law, near, requirement, up};

    fn tag() -> LawTag {
        let json = serde_json::json!({"title": "Rapportering", "law": id::<Law>(1), "target": id::<()>(9),
            "owner": id::<Person>(5), "due": "2024-06-30"});
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn nis_11_a_tag_names_a_law_and_a_requirement_of_that_law() {
        let act = law("2025:1506", Some("2020-01-01"));
        let around = up(&[(id(1), &act)]);
        assert!(check(rules, &tag(), &around).is_empty());
        let none = LawTag { law: None, ..tag() };
        assert_eq!(check(rules, &none, &near()), ["finding-nis-11-law"]);
        let other = LawTag { requirement: Some(id(3)), ..tag() };
        let wrong = and(up(&[(id(1), &act)]), id(3), &requirement(id(2)));
        assert_eq!(check(rules, &other, &wrong), ["finding-nis-11-requirement"]);
        let right = and(around, id(3), &requirement(id(1)));
        assert!(check(rules, &other, &right).is_empty());
    }

    #[test]
    fn nis_11_what_is_late_or_rests_on_a_law_that_has_ended_is_told() {
        let ended = Law { ended: "2023-12-31".parse().ok(), ..law("x", Some("2020-01-01")) };
        let late = LawTag { due: "2024-01-23".parse().ok(), owner: None, ..tag() };
        let told = check(rules, &late, &up(&[(id(1), &ended)]));
        assert_eq!(told, ["finding-nis-11-late", "finding-nis-11-ended", "finding-nis-11-owner"]);
        let handled = LawTag { state: State::Handled, ..late };
        assert!(check(rules, &handled, &up(&[(id(1), &ended)])).is_empty());
    }

    #[test]
    fn nis_05_how_protective_security_touches_something_is_not_written_here() {
        let act = Law { reference_only: true, ..law("2018:585", Some("2019-04-01")) };
        let around = up(&[(id(1), &act)]);
        assert!(check(rules, &tag(), &around).is_empty(), "that it does may be known");
        let told = LawTag { how: Some("Så här".into()), ..tag() };
        assert_eq!(check(rules, &told, &around), ["finding-nis-05-refer"]);
    }
}
