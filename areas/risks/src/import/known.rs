//! What is known when a file of risks is planned: how rows are read, what is here already, and what the reader may do.

use stadga_model::{Date, Head, Id, Term};
use stadga_organisation::{Person, Unit};
use std::collections::HashMap;

use super::row::Reading;
use crate::{Risk, RiskAnalysis, risk::State};

/// What persons and units are called; what two bear tells neither.
#[derive(Debug, Default)]
pub struct Names {
    persons: HashMap<String, Option<Id<Person>>>,
    units: HashMap<String, Option<Id<Unit>>>,
}

impl Names {
    /// Takes up a person.
    pub fn take_person(&mut self, name: &str, id: Id<Person>) {
        let known = self.persons.entry(name.trim().to_lowercase());
        known.and_modify(|one| *one = one.filter(|one| *one == id)).or_insert(Some(id));
    }

    /// Takes up a unit.
    pub fn take_unit(&mut self, name: &str, id: Id<Unit>) {
        let known = self.units.entry(name.trim().to_lowercase());
        known.and_modify(|one| *one = one.filter(|one| *one == id)).or_insert(Some(id));
    }

    /// The person that is called so.
    pub fn person(&self, name: &str) -> Option<Id<Person>> {
        self.persons.get(&name.trim().to_lowercase()).copied().flatten()
    }

    /// The unit that is called so.
    pub fn unit(&self, name: &str) -> Option<Id<Unit>> {
        self.units.get(&name.trim().to_lowercase()).copied().flatten()
    }
}

/// Whether the reader may make measures of a unit.
pub type May<'a> = &'a (dyn Fn(Option<Id<Unit>>) -> bool + Send + Sync);

/// What is known when a file is planned.
pub struct Known<'a> {
    /// How rows are read.
    pub reading: Reading<'a>,
    /// The risks of the analysis, or those of none.
    pub risks: &'a [(Head, Risk)],
    /// What the measures of each risk are called, by their letters and digits.
    pub measures: &'a HashMap<Id, Vec<String>>,
    /// Where measures may be made.
    pub may_measure: May<'a>,
    /// The analysis.
    pub analysis: Option<(Id<RiskAnalysis>, &'a RiskAnalysis)>,
    /// The unit of risks that the file names none of.
    pub unit: Option<Id<Unit>>,
    /// The day.
    pub today: Date,
}

/// A new risk of the file.
pub(super) fn fresh(known: &Known<'_>) -> Risk {
    Risk {
        title: String::new(),
        state: State::Identified,
        description: None,
        about: known.analysis.map(|(_, one)| one.about.clone()).unwrap_or_default(),
        process: None,
        infosec: known.analysis.is_some_and(|(_, one)| one.is_infosec()),
        found_in: known.analysis.map(|(id, _)| id),
        raised: None,
        sources: Vec::new(),
        source_key: None,
        source_measures: Vec::new(),
        causes: Vec::new(),
        dependence: None,
        method: Term(known.reading.method.key.clone()),
        likelihood_inherent: None,
        likelihood: None,
        likelihood_target: None,
        consequences: Vec::new(),
        detection_inherent: None,
        detection: None,
        detection_target: None,
        motive: None,
        assessed: None,
        controls: Vec::new(),
        treatment: None,
        plan: None,
        review_by: None,
        unit: known.analysis.and_then(|(_, one)| one.unit).or(known.unit),
        owner: None,
        closed_because: None,
        level_current: None,
        level_target: None,
        level_inherent: None,
        rank_current: None,
        rank_target: None,
        rank_inherent: None,
        cell_current: None,
        cell_target: None,
        cell_inherent: None,
        over: false,
    }
}
