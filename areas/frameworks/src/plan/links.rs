//! What urns mean: frameworks, requirements, controls and threats, those that are here and those that come now.

use super::Standing;
use crate::{
    Framework, FrameworkMapping, FrameworkRequirement, ReferenceControl, Threat, read::Remarks,
};
use stadga_model::{Body, Id};
use std::collections::HashMap;

/// The names of a framework, in small letters.
#[derive(Debug)]
pub(crate) struct Called {
    urn: Option<String>,
    names: Vec<String>,
}

impl Called {
    /// Those of a framework.
    pub fn of(framework: &Framework) -> Self {
        let mut names: Vec<String> = framework.reference.iter().map(|r| r.to_lowercase()).collect();
        names.push(framework.title.to_lowercase());
        Self { urn: framework.urn.as_ref().map(|urn| urn.to_lowercase()), names }
    }
}

/// What is known by its urn.
#[derive(Debug, Default)]
pub(crate) struct Known {
    frameworks: HashMap<String, Id<Framework>>,
    /// By reference and title; none where several are called the same.
    called: HashMap<String, Option<Id<Framework>>>,
    requirements: HashMap<(Id<Framework>, String), Id<FrameworkRequirement>>,
    controls: HashMap<String, Id<ReferenceControl>>,
    threats: HashMap<String, Id<Threat>>,
}

impl Known {
    /// What is here.
    pub fn of(here: &Standing) -> Self {
        let mut known = Self::default();
        for (head, one) in &here.frameworks {
            known.add_framework(&Called::of(one), head.head.id.cast());
        }
        for (head, one) in &here.requirements {
            known.add_requirement(one.framework, one, head.head.id.cast());
        }
        for (head, one) in &here.controls {
            if let Some(urn) = &one.urn {
                known.controls.insert(urn.to_lowercase(), head.head.id.cast());
            }
        }
        for (head, one) in &here.threats {
            if let Some(urn) = &one.urn {
                known.threats.insert(urn.to_lowercase(), head.head.id.cast());
            }
        }
        known
    }

    /// The framework with this urn, or else the only one with this reference or title.
    pub fn framework(&self, name: &str) -> Option<Id<Framework>> {
        let name = name.to_lowercase();
        self.frameworks.get(&name).copied().or_else(|| self.called.get(&name).copied().flatten())
    }

    /// Knows a framework from now on.
    pub fn add_framework(&mut self, called: &Called, id: Id<Framework>) {
        if let Some(urn) = &called.urn {
            self.frameworks.insert(urn.clone(), id);
        }
        for name in &called.names {
            let known = self.called.entry(name.clone()).or_insert(Some(id));
            if *known != Some(id) {
                *known = None;
            }
        }
    }

    /// Knows a requirement from now on, by urn and by reference; a urn goes before.
    pub fn add_requirement(
        &mut self,
        framework: Id<Framework>,
        one: &FrameworkRequirement,
        id: Id<FrameworkRequirement>,
    ) {
        if let Some(urn) = &one.urn {
            self.requirements.insert((framework, urn.to_lowercase()), id);
        }
        if let Some(reference) = &one.reference {
            self.requirements.entry((framework, reference.to_lowercase())).or_insert(id);
        }
    }

    /// Knows a reference control from now on.
    pub fn control(&mut self, body: Option<&Body>, id: Id) {
        if let Some(urn) = urn(body) {
            self.controls.insert(urn, id.cast());
        }
    }

    /// Knows a threat from now on.
    pub fn threat(&mut self, body: Option<&Body>, id: Id) {
        if let Some(urn) = urn(body) {
            self.threats.insert(urn, id.cast());
        }
    }

    /// Links a requirement to the controls and threats that it names and that are here; the others are told.
    pub fn resolve(&self, one: &mut FrameworkRequirement, remarks: &mut Remarks) {
        for urn in &one.control_refs {
            match self.controls.get(&urn.to_lowercase()) {
                Some(id) if !one.controls.contains(id) => one.controls.push(*id),
                Some(_) => {}
                None => remarks.tell("absent", "reference_controls", 0, urn.clone()),
            }
        }
        for urn in &one.threat_refs {
            match self.threats.get(&urn.to_lowercase()) {
                Some(id) if !one.threats.contains(id) => one.threats.push(*id),
                Some(_) => {}
                None => remarks.tell("absent", "threats", 0, urn.clone()),
            }
        }
    }

    /// Keeps the controls and threats that people have linked here: no file names them.
    pub fn keep_added(&self, one: &mut FrameworkRequirement, before: &FrameworkRequirement) {
        add_unnamed(&mut one.controls, &before.controls, &before.control_refs, &self.controls);
        add_unnamed(&mut one.threats, &before.threats, &before.threat_refs, &self.threats);
    }

    /// Links a mapping to the frameworks and requirements that it names and that are here; the others are told.
    pub fn settle(&self, mapping: &mut FrameworkMapping, remarks: &mut Remarks) {
        let named = |urn: &Option<String>| urn.as_deref().and_then(|urn| self.framework(urn));
        let (source, target) = (named(&mapping.source_urn), named(&mapping.target_urn));
        for (end, urn) in [(source, &mapping.source_urn), (target, &mapping.target_urn)] {
            if let (None, Some(urn)) = (end, urn) {
                remarks.tell("no-framework", urn, 0, urn.clone());
            }
        }
        mapping.source = source.or(mapping.source);
        mapping.target = target.or(mapping.target);
        let find = |framework: Option<Id<Framework>>, named: &Option<String>| {
            self.requirements.get(&(framework?, named.as_deref()?.to_lowercase())).copied()
        };
        for pair in &mut mapping.pairs {
            for (framework, slot, named) in [
                (mapping.source, &mut pair.source, &pair.source_ref),
                (mapping.target, &mut pair.target, &pair.target_ref),
            ] {
                let found = find(framework, named);
                if framework.is_some() && found.is_none() && slot.is_none() && named.is_some() {
                    let what = named.clone().unwrap_or_default();
                    remarks.tell("no-requirement", "requirement_mappings[]", 0, what);
                }
                *slot = found.or(*slot);
            }
        }
    }
}

fn urn(body: Option<&Body>) -> Option<String> {
    Some(body?.get("urn")?.as_str()?.to_lowercase())
}

/// Adds those that were linked before and that none of the urns meant that the file named then.
fn add_unnamed<R>(
    to: &mut Vec<Id<R>>,
    before: &[Id<R>],
    named: &[String],
    known: &HashMap<String, Id<R>>,
) {
    let named: Vec<_> = named.iter().filter_map(|urn| known.get(&urn.to_lowercase())).collect();
    for id in before {
        if !named.contains(&id) && !to.contains(id) {
            to.push(*id);
        }
    }
}
