//! Laws, regulations and guidelines: when they hold, what they replace, who supervises, and how sure that is.

use serde::{Deserialize, Serialize};
use stadga_documents::ComingLaw;
use stadga_model::{Around, Date, Finding, Id, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

use crate::{Authority, LawRequirement};

/// A law, ordinance, regulation or guideline (lag, föreskrift, vägledning): NIS-01, NIS-02.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "law", prefix = "LAG", title = "title", unit = "unit", owner = "owner")]
pub struct Law {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// Its number: `2025:1506` (beteckning).
    #[field(list, sort, filter, search)]
    #[serde(default)]
    pub designation: String,
    /// What it is called for short (kortnamn).
    #[field(search)]
    pub short: Option<String>,
    /// Act, ordinance, regulation, guideline … (slag).
    #[field(list, filter, scale = "law-type")]
    #[serde(default)]
    pub law_type: Term,
    /// What it is about (rättsområde).
    #[field(list, filter, scale = "law-subject")]
    #[serde(default)]
    pub subject: Term,
    /// What it asks for, in short and in own words (innebörd).
    #[field(search)]
    pub summary: Option<Prose>,
    /// Only referred to here: nothing is written of how it touches the organisation (bara hänvisning): NIS-05.
    #[field(filter)]
    #[serde(default)]
    pub reference_only: bool,
    /// The first day on which it holds (gäller från).
    #[field(list, filter, sort, group = "force")]
    pub in_force: Option<Date>,
    /// The last day on which it held (gällde till och med).
    #[field(list, filter, sort, group = "force")]
    pub ended: Option<Date>,
    /// Why it ended without a successor (upphörde utan ersättare).
    #[field(group = "force")]
    pub ended_because: Option<String>,
    /// What it takes the place of (ersätter): NIS-02.
    #[field(group = "force")]
    #[serde(default)]
    pub replaces: Vec<Id<Law>>,
    /// The law that it completes (meddelad med stöd av).
    #[field(filter, group = "force")]
    pub under: Option<Id<Law>>,
    /// What was known of it while it was coming (bevakades som).
    #[field(group = "force")]
    pub coming: Option<Id<ComingLaw>>,
    /// Who sees to it that it is followed (tillsyn).
    #[field(group = "supervision")]
    #[serde(default)]
    pub supervision: Vec<Supervision>,
    /// Where the facts come from (källa).
    #[field(group = "sure")]
    pub source: Option<String>,
    /// How sure they are (säkerhet i uppgiften).
    #[field(filter, scale = "fact-grade", group = "sure")]
    pub grade: Option<Term>,
    /// They must be held against the text itself before anybody relies on them (ska verifieras).
    #[field(filter, group = "sure")]
    #[serde(default)]
    pub verify: bool,
    /// When somebody last held them against the text (verifierad).
    #[field(filter, sort, group = "sure")]
    pub verified: Option<Date>,
    /// The unit that keeps it up (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who sees to it here (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// An authority that supervises.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Supervision {
    /// The authority (myndighet).
    pub authority: Id<Authority>,
    /// In which sector (sektor).
    #[field(scale = "law-sector")]
    pub sector: Option<Term>,
    /// What there is to say of it (anteckning).
    pub note: Option<String>,
}

/// How a law stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It holds.
    InForce,
    /// It will.
    Coming,
    /// Nobody has entered from when.
    Unknown,
    /// It held before.
    Ended,
}

impl Standing {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::InForce, Self::Coming, Self::Unknown, Self::Ended];

    /// Its part of a text's key.
    pub fn key(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::Coming => "coming",
            Self::Unknown => "unknown",
            Self::Ended => "ended",
        }
    }
}

/// How something stands on `day` that holds from one date to another.
pub fn standing(from: Option<Date>, to: Option<Date>, day: Date) -> Standing {
    match (from, to) {
        (_, Some(to)) if to < day => Standing::Ended,
        (Some(from), _) if from > day => Standing::Coming,
        (Some(_), _) => Standing::InForce,
        (None, _) => Standing::Unknown,
    }
}

impl Law {
    /// How it stands on `day`: NIS-02.
    pub fn standing(&self, day: Date) -> Standing {
        standing(self.in_force, self.ended, day)
    }

    /// Whether it holds on `day`.
    pub fn holds(&self, day: Date) -> bool {
        self.standing(day) == Standing::InForce
    }

    /// What people call it: its short name, else its name, with its number.
    pub fn called(&self) -> String {
        let name = self.short.as_deref().filter(|short| !short.trim().is_empty());
        let name = name.unwrap_or(&self.title);
        match self.designation.trim() {
            "" => name.to_owned(),
            number => format!("{name} ({number})"),
        }
    }

    /// Whether its facts are still to be held against the text.
    pub fn is_unsure(&self) -> bool {
        self.verify && self.verified.is_none()
    }
}

/// What a law is held to: NIS-01, NIS-02, NIS-09.
pub fn rules(law: &Law, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let mut findings = dates(law);
    findings.extend(replaced(law, around));
    if law.holds(today) {
        findings.extend(unkept(law, around));
    }
    findings
}

/// NIS-01: it holds from a day that is known, and does not end before it.
fn dates(law: &Law) -> Vec<Finding> {
    let backwards = law.in_force.zip(law.ended).is_some_and(|(from, to)| to < from);
    let backwards = backwards.then(|| Finding::blocking("NIS-01").variant("backwards").on("ended"));
    let unknown = law.in_force.is_none();
    let unknown = unknown.then(|| Finding::warning("NIS-01").variant("dates").on("in_force"));
    backwards.into_iter().chain(unknown).collect()
}

/// NIS-02: what has been replaced has ended, and what has ended says what came instead.
fn replaced(law: &Law, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let pointing = around.near.down.iter().filter(|(field, _)| field == "replaces");
    let newer: Vec<Law> = pointing.filter_map(|(_, revision)| revision.typed().ok()).collect();
    let mut findings = Vec::new();
    let open = newer.iter().find(|newer| newer.holds(today) && law.ended.is_none());
    findings.extend(open.map(|newer| {
        Finding::warning("NIS-02").variant("open").on("ended").with("law", newer.called())
    }));
    let silent = law.ended_because.as_deref().unwrap_or_default().trim().is_empty();
    let ended = law.ended.filter(|ended| *ended < today && newer.is_empty() && silent);
    findings.extend(ended.map(|ended| {
        Finding::warning("NIS-02").variant("successor").on("ended_because").with("date", ended)
    }));
    findings
}

/// NIS-01, NIS-09: what holds has somebody who sees to it, requirements, and supervisors that are still there.
fn unkept(law: &Law, around: &Around) -> Vec<Finding> {
    let finding = |variant, field: &str| Finding::warning("NIS-01").variant(variant).on(field);
    let nobody = law.owner.is_none().then(|| finding("owner", "owner"));
    let bare = !law.reference_only && around.near.pointing::<LawRequirement>().next().is_none();
    let bare = bare.then(|| Finding::warning("NIS-01").variant("requirements"));
    let gone = law.supervision.iter().find_map(|row| {
        let authority = around.near.linked(row.authority)?;
        let to = authority.to.filter(|to| *to < around.today())?;
        let finding = Finding::warning("NIS-09").variant("gone").on("supervision");
        Some(finding.with("authority", authority.name).with("date", to))
    });
    [nobody, bare, gone].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{authority, check, id, law, near, pointing, requirement, up};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn nis_02_a_law_holds_from_its_first_to_its_last_day() {
        let old = Law { ended: Some(day("2026-01-14")), ..law("2018:1174", Some("2018-08-01")) };
        assert_eq!(old.standing(day("2018-07-31")), Standing::Coming);
        assert!(old.holds(day("2018-08-01")) && old.holds(day("2026-01-14")));
        assert_eq!(old.standing(day("2026-01-15")), Standing::Ended);
        assert_eq!(law("x", None).standing(day("2026-01-15")), Standing::Unknown);
    }

    #[test]
    fn nis_01_what_holds_has_somebody_requirements_and_dates() {
        let told = check(rules, &law("2025:1506", Some("2020-01-01")), &near());
        assert_eq!(told, ["finding-nis-01-owner", "finding-nis-01-requirements"]);
        let owned = Law { owner: Some(id(5)), ..law("2025:1506", Some("2020-01-01")) };
        assert!(check(rules, &owned, &pointing("law", &[requirement(id(1))])).is_empty());
        let coming = Law { owner: None, ..law("x", Some("2030-01-01")) };
        assert!(check(rules, &coming, &near()).is_empty());
        let wrong =
            Law { ended: Some(day("2019-12-31")), ended_because: Some("Skäl".into()), ..owned };
        assert_eq!(check(rules, &wrong, &near()), ["finding-nis-01-backwards"]);
        assert_eq!(check(rules, &law("x", None), &near()), ["finding-nis-01-dates"]);
    }

    #[test]
    fn nis_02_what_is_replaced_ends_and_what_ended_says_what_came_instead() {
        let newer = Law { replaces: vec![id(1)], ..law("2025:1506", Some("2020-01-01")) };
        let open = Law {
            owner: Some(id(5)),
            reference_only: true,
            ..law("2018:1174", Some("2018-08-01"))
        };
        let told = check(rules, &open, &pointing("replaces", std::slice::from_ref(&newer)));
        assert_eq!(told, ["finding-nis-02-open"]);
        let ended = Law { ended: Some(day("2019-12-31")), ..open };
        assert!(check(rules, &ended, &pointing("replaces", &[newer])).is_empty());
        assert_eq!(check(rules, &ended, &near()), ["finding-nis-02-successor"]);
        let said = Law { ended_because: Some("Frågan regleras i EU-rätten.".into()), ..ended };
        assert!(check(rules, &said, &near()).is_empty());
    }

    #[test]
    fn nis_09_a_supervisor_that_is_gone_is_told() {
        let supervision = vec![Supervision { authority: id(2), sector: None, note: None }];
        let law = Law {
            owner: Some(id(5)),
            reference_only: true,
            supervision,
            ..law("x", Some("2020-01-01"))
        };
        let gone = Authority { to: Some(day("2023-12-31")), ..authority() };
        assert_eq!(check(rules, &law, &up(&[(id(2), &gone)])), ["finding-nis-09-gone"]);
        assert!(check(rules, &law, &up(&[(id(2), &authority())])).is_empty());
    }
}
