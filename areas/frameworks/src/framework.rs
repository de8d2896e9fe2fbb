//! A framework (ramverk): a standard, law or baseline whose requirements are assessed, with where it comes from.

use crate::rows::{Kept, Translation, translated};
use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Date, FileId, Finding, Id, Period, Prose, Record, Row};
use stadga_organisation::{Person, Unit};

/// A framework (ramverk): CTL-01, CTL-04, CTL-05.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "framework", prefix = "RV", title = "title", unit = "unit", owner = "owner")]
pub struct Framework {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// Its short name: `NIST-CSF-2.0` (beteckning).
    #[field(list, sort, search)]
    pub reference: Option<String>,
    /// Its version, as it says itself (utgåva).
    #[field(list)]
    pub version: Option<String>,
    /// Who gives it out (utgivare).
    #[field(list, filter, sort, search)]
    pub provider: Option<String>,
    /// What it is about (beskrivning).
    #[field(search)]
    pub description: Option<Prose>,
    /// The language of its texts, as a code: `sv`, `en` (språk).
    #[field(list, filter)]
    pub language: Option<String>,
    /// When it was given out (utgivet).
    pub published: Option<Date>,
    /// When it is in force (gäller).
    pub valid: Option<Period>,
    /// What has come in its place (ersatt av).
    pub replaced_by: Option<Id<Framework>>,
    /// Its facts are not certain: read the source before you lean on it (ska verifieras).
    #[serde(default)]
    pub verify: bool,
    /// Who keeps it up here (ansvarig).
    #[field(filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// The unit that holds it (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Its name in the world, by which it is known again: `urn:…` (urn).
    #[field(search, group = "origin")]
    pub urn: Option<String>,
    /// Where it was had from (källa).
    #[field(group = "origin")]
    pub source: Option<String>,
    /// What may be done with its texts (licens).
    #[field(group = "origin")]
    pub licence: Option<Prose>,
    /// What must stand where its content is shown (källhänvisning).
    #[field(group = "origin")]
    pub attribution: Option<Prose>,
    /// What it came as (form).
    #[field(filter, group = "origin")]
    #[serde(default)]
    pub format: Format,
    /// The file as it came (fil).
    #[field(fixed, group = "origin")]
    pub file: Option<FileId>,
    /// Parts that one can choose to go by (nivåer och urval).
    #[field(group = "scoring")]
    #[serde(default)]
    pub groups: Vec<Group>,
    /// The lowest score (lägsta poäng).
    #[field(group = "scoring")]
    pub least: Option<i64>,
    /// The highest score (högsta poäng).
    #[field(group = "scoring")]
    pub most: Option<i64>,
    /// What each score means (poängens betydelse).
    #[field(group = "scoring")]
    #[serde(default)]
    pub scores: Vec<Score>,
    /// Its words in other languages.
    #[field(fixed, group = "file")]
    #[serde(default)]
    pub translations: Vec<Translation>,
    /// What the file says besides.
    #[field(fixed, group = "file")]
    #[serde(default)]
    pub kept: Vec<Kept>,
}

/// What a framework came as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Written here (eget).
    #[default]
    Own,
    /// Shipped with the program, in its own words (medföljande).
    Shipped,
    /// A library of CISO Assistant.
    CisoAssistant,
    /// A catalogue in OSCAL.
    OscalCatalog,
    /// A profile in OSCAL, resolved.
    OscalProfile,
    /// A spreadsheet.
    Sheet,
}

/// A part of a framework that one can choose to go by: basic, high (implementation group).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Row)]
pub struct Group {
    /// Its key, which requirements name (beteckning).
    #[serde(default)]
    pub reference: String,
    /// What it is called (namn).
    pub title: Option<String>,
    /// What it is for (beskrivning).
    pub text: Option<Prose>,
    /// Chosen unless something else is said (förvald).
    #[serde(default)]
    pub chosen: bool,
}

/// What a score means.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Row)]
pub struct Score {
    /// The score (poäng).
    #[serde(default)]
    pub score: i64,
    /// What it is called (namn).
    pub title: Option<String>,
    /// What it means in practice (betydelse).
    pub text: Option<Prose>,
    /// What it means for what is written down (dokumentation).
    pub documented: Option<Prose>,
}

impl Framework {
    /// What it is called in a language, else in its own.
    pub fn called(&self, language: &str) -> &str {
        translated(&self.translations, language, None, "name").unwrap_or(&self.title)
    }

    /// Whether it is in force on a day; one without a period always is.
    pub fn holds(&self, date: Date) -> bool {
        self.valid.is_none_or(|period| period.holds(date))
    }
}

/// What a framework is held to: CTL-01, CTL-04.
pub fn rules(framework: &Framework, around: &Around) -> Vec<Finding> {
    let found = [replaced(framework, around.today()), scored(framework)];
    found.into_iter().flatten().collect()
}

/// CTL-01: one that has ended names what has come in its place.
fn replaced(framework: &Framework, today: Date) -> Option<Finding> {
    let end = framework.valid?.to.filter(|end| *end < today)?;
    let named = framework.replaced_by.is_some();
    (!named).then(|| {
        Finding::warning("CTL-01").variant("framework-ended").on("replaced_by").with("date", end)
    })
}

/// CTL-04: scores lie between the lowest and the highest, the lowest below the highest.
fn scored(framework: &Framework) -> Option<Finding> {
    let (least, most) = (framework.least?, framework.most?);
    if least >= most {
        return Some(Finding::blocking("CTL-04").variant("score-order").on("most"));
    }
    let outside = framework.scores.iter().find(|row| row.score < least || row.score > most)?;
    Some(
        Finding::warning("CTL-04")
            .variant("score-outside")
            .on("scores")
            .with("score", outside.score),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use stadga_testkit::rules::{check, id};

    fn near() -> stadga_model::Near {
        stadga_model::Near::default()
    }

    #[test]
    fn ctl_01_a_framework_that_has_ended_names_what_came_after() {
        let ended = Period { from: "2020-01-01".parse().unwrap(), to: "2023-12-31".parse().ok() };
        let mut framework =
            Framework { title: "Äldre".into(), valid: Some(ended), ..Framework::default() };
        assert_eq!(check(rules, &framework, &near()), ["finding-ctl-01-framework-ended"]);
        framework.replaced_by = Some(id(2));
        assert!(check(rules, &framework, &near()).is_empty());
        assert!(!framework.holds("2024-01-24".parse().unwrap()));
    }

    #[test]
    fn ctl_04_scores_lie_between_the_lowest_and_the_highest() {
        let score = |score| Score { score, ..Score::default() };
        let mut framework = Framework {
            title: "Poängsatt".into(),
            least: Some(1),
            most: Some(4),
            scores: vec![score(1), score(4)],
            ..Framework::default()
        };
        assert!(check(rules, &framework, &near()).is_empty());
        framework.scores.push(score(5));
        assert_eq!(check(rules, &framework, &near()), ["finding-ctl-04-score-outside"]);
        framework.most = Some(1);
        assert_eq!(check(rules, &framework, &near()), ["finding-ctl-04-score-order"]);
    }
}
