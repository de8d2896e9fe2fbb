//! Rule data of `content/management`: levels and days, the standing items' chapters, what reports are made of, the model's groups.

use serde::Deserialize;
use stadga_model::{Date, Language, shipped};
use std::sync::LazyLock;

/// Reads a file of the program's rule data.
macro_rules! read {
    ($name:literal) => {
        shipped(
            concat!("content/management/", $name),
            include_str!(concat!("../../../content/management/", $name)),
        )
    };
}

/// How often and where reviews are commonly held, and when people are told (ISM-02).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Levels {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    /// How often a year, where a level does not say otherwise.
    pub per_year: i64,
    /// So many days before a part of the year is over it is told that no review is planned.
    pub plan_ahead: i32,
    /// So many days before the review its material is to be looked through.
    pub prepare_ahead: i32,
    /// So many days after the review its outcomes are followed up.
    pub follow_up: i32,
    /// So many days before a report is due its writer is told.
    pub report_ahead: i32,
    /// The levels.
    #[serde(rename = "level")]
    pub levels: Vec<CommonLevel>,
}

/// A level as it commonly is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CommonLevel {
    sv: String,
    en: String,
    /// The sort of unit, a step of `unit-type`.
    pub unit_type: String,
    /// How many such there commonly are.
    pub number: i64,
}

impl CommonLevel {
    /// What it is called.
    pub fn title(&self, language: Language) -> &str {
        said(language, &self.sv, &self.en)
    }
}

/// What a review's material is made of (ISM-03).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Material {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    /// The standing items, in their order.
    #[serde(rename = "item")]
    pub items: Vec<Item>,
}

/// A standing item.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Item {
    /// A step of `review-item`.
    pub key: String,
    sv: String,
    en: String,
    /// The chapters that answer it.
    pub chapters: Vec<String>,
    /// Whether chapters that stand nowhere come here.
    #[serde(default)]
    pub rest: bool,
}

impl Item {
    /// What is asked.
    pub fn question(&self, language: Language) -> &str {
        said(language, &self.sv, &self.en)
    }
}

/// The reports of each year (REP-05 … REP-07).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reports {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    /// The reports that are made here.
    #[serde(rename = "report")]
    pub reports: Vec<Report>,
    /// Those of other areas.
    pub elsewhere: Vec<Elsewhere>,
}

/// A report: to whom, by when, made of what.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Report {
    /// A step of `management-report-type`.
    pub key: String,
    /// The requirement: for whoever reads the file, not for whoever reads the report.
    #[serde(rename = "code")]
    _code: String,
    due: Due,
    /// Whether it holds chosen measures (ISM-15).
    #[serde(default)]
    pub holds_measures: bool,
    /// Whether chapters that no part names come last.
    #[serde(default)]
    pub rest: bool,
    receiver_sv: String,
    receiver_en: String,
    lead_sv: String,
    lead_en: String,
    /// Its parts, in their order.
    #[serde(rename = "part")]
    pub parts: Vec<Part>,
}

/// By when a report is to be there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Due {
    month: i8,
    day: i8,
    #[serde(default)]
    same_year: bool,
}

/// A part of a report.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Part {
    /// The chapter.
    pub about: String,
    sv: String,
    en: String,
}

impl Part {
    /// What leads into it.
    pub fn lead(&self, language: Language) -> &str {
        said(language, &self.sv, &self.en)
    }
}

impl Report {
    /// Who it is for.
    pub fn receiver(&self, language: Language) -> &str {
        said(language, &self.receiver_sv, &self.receiver_en)
    }

    /// What leads into it.
    pub fn lead(&self, language: Language) -> &str {
        said(language, &self.lead_sv, &self.lead_en)
    }

    /// The day by which that of `year` is to be there.
    pub fn due(&self, year: i16) -> Option<Date> {
        let year = if self.due.same_year { year } else { year + 1 };
        Date::new(year, self.due.month, self.due.day).ok()
    }
}

/// A report that another area makes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Elsewhere {
    /// The area's name.
    pub area: String,
    /// Where the area has it; its first page, where that is not said.
    pub path: Option<String>,
    /// The requirement.
    #[serde(rename = "code")]
    _code: String,
    sv: String,
    en: String,
}

impl Elsewhere {
    /// What it is called.
    pub fn title(&self, language: Language) -> &str {
        said(language, &self.sv, &self.en)
    }
}

/// The reference model in groups (ISM-23).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Model {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    /// The groups, in their order.
    #[serde(rename = "group")]
    pub groups: Vec<Group>,
}

/// A group of parts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Group {
    sv: String,
    en: String,
    /// Steps of `reference-part`.
    pub parts: Vec<String>,
}

impl Group {
    /// What it is called.
    pub fn title(&self, language: Language) -> &str {
        said(language, &self.sv, &self.en)
    }
}

fn said<'a>(language: Language, sv: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Swedish => sv,
        Language::English => en,
    }
}

/// What stands in `content/management/levels.toml`.
pub(crate) fn levels() -> &'static Levels {
    static READ: LazyLock<Levels> = LazyLock::new(|| read!("levels.toml"));
    &READ
}

/// What stands in `content/management/review.toml`.
pub(crate) fn material() -> &'static Material {
    static READ: LazyLock<Material> = LazyLock::new(|| read!("review.toml"));
    &READ
}

/// What stands in `content/management/reports.toml`.
pub(crate) fn reports() -> &'static Reports {
    static READ: LazyLock<Reports> = LazyLock::new(|| read!("reports.toml"));
    &READ
}

/// What stands in `content/management/model.toml`.
pub(crate) fn model() -> &'static Model {
    static READ: LazyLock<Model> = LazyLock::new(|| read!("model.toml"));
    &READ
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::scales;

    fn steps(scale: &str) -> Vec<String> {
        let mut steps: Vec<_> =
            scales().get(scale).unwrap().steps.iter().map(|step| step.key.clone()).collect();
        steps.sort();
        steps
    }

    fn sorted(keys: impl Iterator<Item = String>) -> Vec<String> {
        let mut keys: Vec<_> = keys.collect();
        keys.sort();
        keys
    }

    #[test]
    fn ism_02_the_common_levels_are_three_and_hold_six_reviews_a_year() {
        let number: i64 = levels().levels.iter().map(|level| level.number).sum();
        assert_eq!((number, number * levels().per_year), (3, 6));
    }

    #[test]
    fn ism_03_every_standing_item_has_its_question_and_one_takes_the_rest() {
        let items = &material().items;
        assert_eq!(sorted(items.iter().map(|item| item.key.clone())), steps("review-item"));
        assert_eq!(items.iter().filter(|item| item.rest).count(), 1);
        let chapters: Vec<_> = items.iter().flat_map(|item| &item.chapters).collect();
        let once: std::collections::BTreeSet<_> = chapters.iter().collect();
        assert_eq!(once.len(), chapters.len(), "no chapter answers two items");
    }

    #[test]
    fn rep_05_every_report_and_every_part_of_the_model_is_a_step_of_its_scale() {
        let keys = reports().reports.iter().map(|report| report.key.clone());
        assert_eq!(sorted(keys), steps("management-report-type"));
        let parts = model().groups.iter().flat_map(|group| group.parts.iter().cloned());
        assert_eq!(sorted(parts), steps("reference-part"));
    }

    #[test]
    fn ism_14_reports_are_due_in_their_year_or_the_next() {
        let due = |key: &str| {
            let report = reports().reports.iter().find(|report| report.key == key).unwrap();
            report.due(2025).unwrap().to_string()
        };
        assert_eq!(due("information-security"), "2026-02-28");
        assert_eq!(due("compliance"), "2025-11-25");
    }
}
