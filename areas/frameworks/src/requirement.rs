//! A requirement of a framework (ramverkskrav): its place in the tree, what it asks, and how it is asked about.

use crate::{
    Framework, ReferenceControl, Threat,
    rows::{Kept, Translation, translated},
};
use serde::{Deserialize, Serialize};
use stadga_model::{Around, Date, Finding, Id, Prose, Record, Row};

/// A requirement of a framework, or a heading over some (ramverkskrav): CTL-01, CTL-02, CTL-05.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "framework-requirement", prefix = "RVK", title = "title")]
pub struct FrameworkRequirement {
    /// The framework that it belongs to (ramverk).
    #[field(list, filter)]
    pub framework: Id<Framework>,
    /// What the framework calls it: `A.5.1` (beteckning).
    #[field(list, sort, search)]
    pub reference: Option<String>,
    /// What it is called (rubrik); where the framework gives no heading, how its text begins.
    #[field(list, search)]
    #[serde(default)]
    pub title: String,
    /// What is asked (innebörd).
    #[field(search)]
    pub text: Option<Prose>,
    /// What helps to understand it (vägledning).
    #[field(search)]
    pub guidance: Option<Prose>,
    /// What usually shows that it is met (typiska underlag).
    pub evidence: Option<Prose>,
    /// Whether it is assessed; a heading is not (bedöms).
    #[field(list, filter)]
    #[serde(default)]
    pub assessable: bool,
    /// The requirement or heading that it stands under (under).
    #[field(group = "place")]
    pub parent: Option<Id<FrameworkRequirement>>,
    /// Its place in the framework, from 1 on (plats).
    #[field(list, sort, optional, group = "place")]
    #[serde(default)]
    pub place: i64,
    /// How deep in the tree it stands; 1 is the top (nivå).
    #[field(optional, group = "place")]
    #[serde(default)]
    pub depth: i64,
    /// The parts of the framework that it belongs to, by their keys; all, where none is named (urval).
    #[field(group = "place")]
    #[serde(default)]
    pub groups: Vec<String>,
    /// How much it weighs beside the others; 1, where nothing is said (vikt).
    #[field(group = "place")]
    pub weight: Option<i64>,
    /// From when on the framework no longer has it (utgått).
    #[field(list, filter, group = "place")]
    pub withdrawn: Option<Date>,
    /// Its name in the world: `urn:…` (urn).
    #[field(search, group = "origin")]
    pub urn: Option<String>,
    /// What is asked to assess it (frågor).
    #[field(group = "questions")]
    #[serde(default)]
    pub questions: Vec<Question>,
    /// What can be answered (svarsalternativ).
    #[field(group = "questions")]
    #[serde(default)]
    pub answers: Vec<Answer>,
    /// Controls that usually meet it (referenskontroller).
    #[field(group = "controls")]
    #[serde(default)]
    pub controls: Vec<Id<ReferenceControl>>,
    /// Those as the framework names them, also where they are not here.
    #[field(fixed, group = "controls")]
    #[serde(default)]
    pub control_refs: Vec<String>,
    /// Threats that it stands against (hot).
    #[field(group = "controls")]
    #[serde(default)]
    pub threats: Vec<Id<Threat>>,
    /// Those as the framework names them, also where they are not here.
    #[field(fixed, group = "controls")]
    #[serde(default)]
    pub threat_refs: Vec<String>,
    /// Its words in other languages.
    #[field(fixed, group = "file")]
    #[serde(default)]
    pub translations: Vec<Translation>,
    /// What the file says besides.
    #[field(fixed, group = "file")]
    #[serde(default)]
    pub kept: Vec<Kept>,
}

/// A question (fråga). What its kind is called is the framework's own word: `unique_choice`, `text`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Row)]
pub struct Question {
    /// Its key, which its answers name (nyckel).
    #[serde(default)]
    pub key: String,
    /// What is asked (fråga).
    #[serde(default)]
    pub text: Prose,
    /// How it is answered (svarssätt).
    pub kind: Option<String>,
    /// The question that decides whether this one is asked (beror på).
    pub after: Option<String>,
    /// The answers to it that make this one asked, by their keys (vid svaren).
    #[serde(default)]
    pub after_answers: Vec<String>,
    /// Whether `any` of them or `all` are needed (villkor).
    pub condition: Option<String>,
}

/// What a question can be answered with (svarsalternativ).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Row)]
pub struct Answer {
    /// The question's key (fråga).
    #[serde(default)]
    pub question: String,
    /// Its own key (nyckel).
    #[serde(default)]
    pub key: String,
    /// The answer (svar).
    #[serde(default)]
    pub text: Prose,
    /// What it means (förklaring).
    pub description: Option<Prose>,
    /// What it adds to the score (poäng).
    pub score: Option<i64>,
    /// What it makes of the requirement, in the framework's own word: `true`, `not_applicable` (resultat).
    pub result: Option<String>,
    /// Parts of the framework that it chooses (väljer urval).
    #[serde(default)]
    pub groups: Vec<String>,
    /// Its colour, as `#rrggbb` (färg).
    pub colour: Option<String>,
}

impl FrameworkRequirement {
    /// An empty one of a framework.
    pub fn of(framework: Id<Framework>) -> Self {
        Self {
            framework,
            reference: None,
            title: String::new(),
            text: None,
            guidance: None,
            evidence: None,
            assessable: false,
            parent: None,
            place: 0,
            depth: 0,
            groups: Vec::new(),
            weight: None,
            withdrawn: None,
            urn: None,
            questions: Vec::new(),
            answers: Vec::new(),
            controls: Vec::new(),
            control_refs: Vec::new(),
            threats: Vec::new(),
            threat_refs: Vec::new(),
            translations: Vec::new(),
            kept: Vec::new(),
        }
    }

    /// What it is called in a language, else in its own; with its reference before.
    pub fn called(&self, language: &str) -> String {
        let title = translated(&self.translations, language, None, "name").unwrap_or(&self.title);
        match self.reference.as_deref().filter(|reference| *reference != title) {
            Some(reference) => format!("{reference} {title}"),
            None => title.to_owned(),
        }
    }

    /// What it asks in a language, else in its own.
    pub fn asks(&self, language: &str) -> Option<&str> {
        let own = self.text.as_ref().map(|text| text.0.as_str());
        translated(&self.translations, language, None, "description").or(own)
    }

    /// Whether it counts when these parts of the framework are chosen; all count where none are.
    pub fn counts_in(&self, chosen: &[String]) -> bool {
        chosen.is_empty()
            || self.groups.is_empty()
            || self.groups.iter().any(|group| chosen.contains(group))
    }
}

/// What a requirement is held to: CTL-02.
pub fn rules(requirement: &FrameworkRequirement, around: &Around) -> Vec<Finding> {
    elsewhere(requirement, around).into_iter().collect()
}

/// CTL-02: it stands under one of its own framework.
fn elsewhere(requirement: &FrameworkRequirement, around: &Around) -> Option<Finding> {
    let parent = around.near.linked(requirement.parent?)?;
    let other = parent.framework != requirement.framework;
    other.then(|| Finding::blocking("CTL-02").variant("requirement-parent").on("parent"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use stadga_model::Near;
    use stadga_testkit::rules::{and, check, id};

    fn requirement() -> FrameworkRequirement {
        FrameworkRequirement { title: "Styrning".into(), ..FrameworkRequirement::of(id(1)) }
    }

    #[test]
    fn ctl_02_a_requirement_stands_under_one_of_its_own_framework() {
        let under = FrameworkRequirement { parent: Some(id(9)), ..requirement() };
        let near = and(Near::default(), id(9), &requirement());
        assert!(check(rules, &under, &near).is_empty());
        let near = and(Near::default(), id(9), &FrameworkRequirement::of(id(2)));
        assert_eq!(check(rules, &under, &near), ["finding-ctl-02-requirement-parent"]);
    }

    #[test]
    fn ctl_01_a_requirement_counts_in_the_parts_that_it_names() {
        let chosen = ["high".to_owned()];
        let mut one = requirement();
        assert!(one.counts_in(&chosen));
        one.groups = vec!["basic".into()];
        assert!(!one.counts_in(&chosen));
        assert!(one.counts_in(&[]));
        one.groups.push("high".into());
        assert!(one.counts_in(&chosen));
    }

    #[test]
    fn ctl_01_words_are_the_readers_own_where_they_are_there() {
        let mut one = FrameworkRequirement { reference: Some("A.5.1".into()), ..requirement() };
        assert_eq!(one.called("en"), "A.5.1 Styrning");
        one.translations = vec![Translation {
            language: "en".into(),
            of: None,
            what: "name".into(),
            text: "Governance".into(),
        }];
        assert_eq!(one.called("en"), "A.5.1 Governance");
        assert_eq!(one.called("sv"), "A.5.1 Styrning");
    }
}
