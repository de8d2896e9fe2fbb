//! What a law asks for, paragraph by paragraph, who sees to it here, and where it is taken up in own rules.

use serde::{Deserialize, Serialize};
use stadga_documents::SecurityRequirement;
use stadga_model::{Around, Date, Finding, Id, Prose, Record, Term};
use stadga_organisation::{Person, Unit};

use crate::{
    Law,
    law::{Standing, standing},
};

/// A requirement of a law (lagkrav): NIS-01.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "law-requirement", prefix = "LKR", title = "title", unit = "unit", owner = "owner")]
pub struct LawRequirement {
    /// What is asked, in short and in own words (krav).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// The law (lag).
    #[field(list, filter)]
    pub law: Id<Law>,
    /// Where in it: chapter and section (paragraf).
    #[field(list, sort, search)]
    pub paragraph: Option<String>,
    /// What is asked, at more length and in own words (innebörd).
    #[field(search)]
    pub text: Option<Prose>,
    /// From when it holds, where that is not the law's own day (gäller från).
    #[field(filter, sort, group = "force")]
    pub from: Option<Date>,
    /// The last day on which it held, where the law goes on without it (gällde till och med).
    #[field(filter, sort, group = "force")]
    pub to: Option<Date>,
    /// The role that sees to it (ansvarig roll).
    #[field(list, filter, scale = "role", group = "who")]
    pub role: Option<Term>,
    /// Who sees to it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// The unit (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// The own requirements that take it up (egna krav).
    #[field(group = "own")]
    #[serde(default)]
    pub internal: Vec<Id<SecurityRequirement>>,
    /// Where it comes from (källa).
    #[field(group = "sure")]
    pub source: Option<String>,
    /// How sure that is (säkerhet i uppgiften).
    #[field(filter, scale = "fact-grade", group = "sure")]
    pub grade: Option<Term>,
    /// It must be held against the text itself before anybody relies on it (ska verifieras).
    #[field(filter, group = "sure")]
    #[serde(default)]
    pub verify: bool,
    /// When somebody last held it against the text (verifierad).
    #[field(filter, sort, group = "sure")]
    pub verified: Option<Date>,
}

impl LawRequirement {
    /// Whether it holds on `day` in a law that does.
    pub fn holds(&self, law: &Law, day: Date) -> bool {
        let own = standing(self.from.or(law.in_force), self.to.or(law.ended), day);
        law.holds(day) && own == Standing::InForce
    }

    /// Whether somebody sees to it.
    pub fn is_kept(&self) -> bool {
        self.owner.is_some() || self.role.is_some()
    }

    /// Whether it is still to be held against the text.
    pub fn is_unsure(&self) -> bool {
        self.verify && self.verified.is_none()
    }

    /// What it says, as an old assessment went by it.
    fn said(&self) -> (&str, Id<Law>, Option<&str>, Option<&Prose>) {
        (&self.title, self.law, self.paragraph.as_deref(), self.text.as_ref())
    }
}

/// What a requirement is held to: NIS-01, NIS-02.
pub fn rules(requirement: &LawRequirement, around: &Around) -> Vec<Finding> {
    let law = around.near.linked(requirement.law);
    let holds = law.as_ref().is_some_and(|law| requirement.holds(law, around.today()));
    let nobody = (holds && !requirement.is_kept())
        .then(|| Finding::warning("NIS-01").variant("responsible").on("owner"));
    let backwards = requirement.from.zip(requirement.to).is_some_and(|(from, to)| to < from);
    let backwards = backwards.then(|| Finding::blocking("NIS-01").variant("backwards").on("to"));
    let rewritten = law.and_then(|law| rewritten(requirement, &law, around));
    nobody.into_iter().chain(backwards).chain(rewritten).collect()
}

/// NIS-02: what a law asked that no longer holds is not rewritten: old assessments went by it.
fn rewritten(requirement: &LawRequirement, law: &Law, around: &Around) -> Option<Finding> {
    let ended = law.ended.filter(|ended| *ended < around.today())?;
    let before = serde_json::Value::Object(around.before?.clone());
    let before: LawRequirement = serde_json::from_value(before).ok()?;
    (before.said() != requirement.said())
        .then(|| Finding::blocking("NIS-02").variant("fixed").on("title").with("date", ended))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, check_change, id, law, requirement, up};

    #[test]
    fn nis_01_what_holds_without_anybody_who_sees_to_it_is_told() {
        let act = law("2025:1506", Some("2020-01-01"));
        let around = up(&[(id(1), &act)]);
        let nobody = LawRequirement { owner: None, role: None, ..requirement(id(1)) };
        assert_eq!(check(rules, &nobody, &around), ["finding-nis-01-responsible"]);
        let by_role = LawRequirement { role: Some(Term::from("it-manager")), ..nobody.clone() };
        assert!(check(rules, &by_role, &around).is_empty());
        let later = LawRequirement { from: "2024-10-01".parse().ok(), ..nobody };
        assert!(check(rules, &later, &around).is_empty(), "it does not hold yet");
    }

    #[test]
    fn nis_02_what_a_repealed_law_asked_stays_as_it_was() {
        let ended =
            Law { ended: "2023-12-31".parse().ok(), ..law("2018:1174", Some("2018-08-01")) };
        let around = up(&[(id(1), &ended)]);
        let before = requirement(id(1));
        let other = LawRequirement { title: "Annat".into(), ..before.clone() };
        let told = check_change(rules, &before, &other, &around);
        assert_eq!(told, ["finding-nis-02-fixed"]);
        let checked = LawRequirement { verified: "2024-01-10".parse().ok(), ..before.clone() };
        assert!(check_change(rules, &before, &checked, &around).is_empty());
        let open = law("2018:1174", Some("2018-08-01"));
        assert!(check_change(rules, &before, &other, &up(&[(id(1), &open)])).is_empty());
    }
}
