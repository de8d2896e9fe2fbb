//! What a file would do to what is here: new, changed, gone. Pure: known again by urn, else by reference. Ids stay.

mod links;
mod meet;
mod names;
mod standing;

use crate::{
    Framework, FrameworkMapping, FrameworkRequirement, ReferenceControl, RiskMatrixLibrary, Threat,
    read::{Library, Placed, Remarks, Scheme},
};
use stadga_model::{Body, Date, FileId, Id, Instant, Record, Refusal, Revision, body_of};
use standing::Manner;
use std::collections::HashSet;

pub(crate) use links::{Called, Known};
pub(crate) use meet::met;
pub use meet::{How, Met};
pub use names::Names;

/// A record that is here.
pub type Here<R> = (Revision, R);

/// What is here that a file may be about.
#[derive(Debug, Default)]
pub struct Standing {
    /// All frameworks.
    pub frameworks: Vec<Here<Framework>>,
    /// The requirements of those that the file is about.
    pub requirements: Vec<Here<FrameworkRequirement>>,
    /// All mappings.
    pub mappings: Vec<Here<FrameworkMapping>>,
    /// All reference controls.
    pub controls: Vec<Here<ReferenceControl>>,
    /// All threats.
    pub threats: Vec<Here<Threat>>,
    /// All matrices.
    pub matrices: Vec<Here<RiskMatrixLibrary>>,
}

/// What a file would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// Record by record.
    pub rows: Vec<Planned>,
    /// What is to be told.
    pub remarks: Remarks,
    /// What each framework of the file is a version of.
    pub met: Vec<Met>,
    /// What links are called, before and after.
    pub names: Names,
}

/// What would come of one record.
#[derive(Debug)]
pub struct Planned {
    /// Its kind.
    pub kind: &'static str,
    /// Its id, new or known.
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// What comes of it.
    pub outcome: Outcome,
}

/// What comes of a record.
#[derive(Debug)]
pub enum Outcome {
    /// It is new.
    New(Body),
    /// It is otherwise than it was.
    Changed {
        /// As it is.
        before: Box<Revision>,
        /// The fields that would be otherwise.
        values: Body,
    },
    /// It is as it was.
    Same,
    /// The framework has it no longer; it stays, marked as withdrawn.
    Gone {
        /// As it is.
        before: Box<Revision>,
        /// What would be written.
        values: Body,
    },
}

impl Plan {
    /// How many records would be new, changed, gone, and as they were.
    pub fn counts(&self) -> [usize; 4] {
        let mut counts = [0; 4];
        for row in &self.rows {
            let [new, changed, gone, same] = &mut counts;
            match row.outcome {
                Outcome::New(_) => *new += 1,
                Outcome::Changed { .. } => *changed += 1,
                Outcome::Gone { .. } => *gone += 1,
                Outcome::Same => *same += 1,
            }
        }
        counts
    }

    /// How many records would be written.
    pub fn writes(&self) -> usize {
        let [new, changed, gone, _] = self.counts();
        new + changed + gone
    }
}

/// When and from what file it is planned.
pub struct Now {
    /// The instant, for new ids.
    pub at: Instant,
    /// The day, for what is gone.
    pub today: Date,
    /// The file, as it is kept.
    pub file: Option<FileId>,
    /// What the file's framework is a version of.
    pub into: Into,
}

/// What a file's framework is a version of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Into {
    /// Of what bears its urn, its reference or its title; else it is new.
    #[default]
    Known,
    /// Of this framework, whatever it is called now. Where the file holds several, the first is meant.
    Of(Id<Framework>),
    /// Of none, whatever it is called: it is new. Where the file holds several, the first is meant.
    New,
}

/// What a library would do to what is here.
///
/// # Errors
/// Broken, when a record does not serialise.
pub fn plan(library: Library, here: &Standing, now: &Now) -> Result<Plan, Refusal> {
    let mut plan = Plan { remarks: library.remarks, names: Names::of(here), ..Plan::default() };
    let mut known = Known::of(here);
    for control in library.controls {
        let same =
            by(&here.controls, |one| (&one.urn, &one.reference), &control.urn, &control.reference);
        let title = control.title.clone();
        let id = row(&mut plan, same, control, now, title)?;
        let body = plan.rows.last().and_then(|row| row.body());
        known.control(body.as_ref(), id);
    }
    for threat in library.threats {
        let same =
            by(&here.threats, |one| (&one.urn, &one.reference), &threat.urn, &threat.reference);
        let title = threat.title.clone();
        let id = row(&mut plan, same, threat, now, title)?;
        let body = plan.rows.last().and_then(|row| row.body());
        known.threat(body.as_ref(), id);
    }
    for matrix in library.matrices {
        let same =
            by(&here.matrices, |one| (&one.urn, &one.reference), &matrix.urn, &matrix.reference);
        let title = matrix.title.clone();
        row(&mut plan, same, matrix, now, title)?;
    }
    for (nth, mut scheme) in library.frameworks.into_iter().enumerate() {
        let into = if nth == 0 { now.into } else { Into::Known };
        let meant = meant(here, into, &mut scheme, &mut plan.remarks);
        let how = meant.map_or(How::New, |(_, how)| how);
        let (title, meant) = (scheme.framework.title.clone(), meant.map(|(one, _)| one));
        let of = meant.map(|(one, _)| one.head.id.cast());
        plan.met.push(Met { title, of, how });
        framework(&mut plan, &mut known, scheme, (here, meant), now)?;
    }
    for mut mapping in library.mappings {
        let same = here.mappings.iter().find(|(_, one)| {
            (one.urn.is_some() && one.urn == mapping.urn)
                || (one.title == mapping.title
                    && (&one.source_urn, &one.target_urn)
                        == (&mapping.source_urn, &mapping.target_urn))
        });
        known.settle(&mut mapping, &mut plan.remarks);
        if let Some((_, before)) = same {
            mapping.verify |= before.verify;
            mapping.attribution = mapping.attribution.or(before.attribution.clone());
            mapping.basis = mapping.basis.or(before.basis.clone());
        }
        let title = mapping.title.clone();
        row(&mut plan, same, mapping, now, title)?;
    }
    for one in &here.mappings {
        settle_again(&mut plan, &known, one, now)?;
    }
    plan.names.become_of(&plan.rows);
    Ok(plan)
}

/// The framework here that one of the file is a version of, and how that is known; none, where it is new.
fn meant<'a>(
    here: &'a Standing,
    into: Into,
    scheme: &mut Scheme,
    remarks: &mut Remarks,
) -> Option<(&'a Here<Framework>, How)> {
    match into {
        Into::Known => met(&here.frameworks, scheme),
        Into::Of(id) => {
            let chosen = here.frameworks.iter().find(|(one, _)| one.head.id == id.cast());
            chosen.map(|chosen| (chosen, How::Chosen))
        }
        Into::New => {
            meet::unname(scheme, &here.frameworks, remarks);
            None
        }
    }
}

/// The record that is known by this urn, else by this reference.
fn by<'a, R>(
    here: &'a [Here<R>],
    keys: fn(&R) -> (&Option<String>, &Option<String>),
    urn: &Option<String>,
    reference: &Option<String>,
) -> Option<&'a Here<R>> {
    let same = |one: &Option<String>, other: &Option<String>| match (one, other) {
        (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
        _ => false,
    };
    let by_urn = here.iter().find(|(_, one)| same(keys(one).0, urn));
    // Two that bear urns of their own are two, whatever they are called.
    let open = |one: &R| keys(one).0.is_none() || urn.is_none();
    by_urn.or_else(|| here.iter().find(|(_, one)| open(one) && same(keys(one).1, reference)))
}

/// Plans one record beside the one that is here; gives its id.
fn row<R: Record>(
    plan: &mut Plan,
    same: Option<&Here<R>>,
    record: R,
    now: &Now,
    title: String,
) -> Result<Id, Refusal> {
    let id = same.map_or_else(|| Id::new(now.at), |(before, _)| before.head.id);
    let outcome = outcome(same, body_of(&record)?)?;
    plan.rows.push(Planned { kind: R::KIND, id, title, outcome });
    Ok(id)
}

/// What comes of a record beside the one that is here.
fn outcome<R: Record>(same: Option<&Here<R>>, body: Body) -> Result<Outcome, Refusal> {
    let Some((before, typed)) = same else { return Ok(Outcome::New(body)) };
    let values = differing(before, &body_of(typed)?, body);
    Ok(match values.is_empty() {
        true => Outcome::Same,
        false => Outcome::Changed { before: Box::new(before.clone()), values },
    })
}

/// The fields that are otherwise; what a mark withholds is left as it is.
fn differing(before: &Revision, old: &Body, new: Body) -> Body {
    let differs = |name: &String, value: &serde_json::Value| {
        old.get(name) != Some(value) && !before.head.withholds(name)
    };
    new.into_iter().filter(|(name, value)| differs(name, value)).collect()
}

impl Planned {
    fn body(&self) -> Option<Body> {
        match &self.outcome {
            Outcome::New(body) => Some(body.clone()),
            Outcome::Changed { before, values } | Outcome::Gone { before, values } => {
                let mut body = before.body.clone();
                body.extend(values.clone());
                Some(body)
            }
            Outcome::Same => None,
        }
    }
}

fn framework(
    plan: &mut Plan,
    known: &mut Known,
    scheme: Scheme,
    (here, same): (&Standing, Option<&Here<Framework>>),
    now: &Now,
) -> Result<(), Refusal> {
    let manner = Manner::of(&scheme);
    let Scheme { mut framework, requirements, replaced_by, .. } = scheme;
    framework.replaced_by = replaced_by.and_then(|urn| known.framework(&urn));
    framework.file = now.file.clone();
    if let Some((_, before)) = same {
        // What people have said of it here stands.
        framework.owner = before.owner;
        framework.unit = before.unit;
        framework.replaced_by = framework.replaced_by.or(before.replaced_by);
        framework.valid = framework.valid.or(before.valid);
        framework.attribution = framework.attribution.or(before.attribution.clone());
        framework.source = framework.source.or(before.source.clone());
        framework.verify |= before.verify;
        framework = match manner {
            Manner::Returned => standing::framework_returned(framework, before),
            _ => standing::framework(framework, before),
        };
    }
    let (title, called) = (framework.title.clone(), Called::of(&framework));
    let id: Id<Framework> = row(plan, same, framework, now, title)?.cast();
    known.add_framework(&called, id);
    self::requirements(plan, known, (requirements, manner), (id, here), now)
}

fn requirements(
    plan: &mut Plan,
    known: &mut Known,
    (placed, manner): (Vec<Placed>, Manner),
    (framework, here): (Id<Framework>, &Standing),
    now: &Now,
) -> Result<(), Refusal> {
    let mut own: Vec<&Here<FrameworkRequirement>> =
        here.requirements.iter().filter(|(_, one)| one.framework == framework).collect();
    own.sort_by_key(|(_, one)| one.place);
    let matched = standing::matched(&own, &placed);
    let ids: Vec<Id<FrameworkRequirement>> = matched
        .iter()
        .map(|nth| match nth.and_then(|nth| own.get(nth)) {
            Some((before, _)) => before.head.id.cast(),
            None => Id::new(now.at),
        })
        .collect();
    let in_order = standing::in_order(&own, &matched);
    for (place, Placed { requirement, under }) in placed.into_iter().enumerate() {
        let mut one = FrameworkRequirement { framework, ..requirement };
        one.parent = under.and_then(|under| ids.get(under)).copied();
        let before = matched.get(place).copied().flatten().and_then(|nth| own.get(nth));
        match (before, manner) {
            (Some((_, before)), Manner::Fills) => standing::requirement(&mut one, before),
            (Some((_, before)), Manner::Returned) => {
                standing::requirement_returned(&mut one, before, in_order);
            }
            _ => {}
        }
        known.resolve(&mut one, &mut plan.remarks);
        if let Some((_, before)) = before {
            known.keep_added(&mut one, before);
        }
        let Some(id) = ids.get(place).copied() else { continue };
        known.add_requirement(framework, &one, id);
        let title = one.called("");
        let outcome = outcome(before.copied(), body_of(&one)?)?;
        plan.rows.push(Planned { kind: FrameworkRequirement::KIND, id: id.cast(), title, outcome });
    }
    let kept: HashSet<usize> = matched.into_iter().flatten().collect();
    for (nth, (before, one)) in own.iter().enumerate() {
        if kept.contains(&nth) || one.withdrawn.is_some() {
            continue;
        }
        let gone = FrameworkRequirement { withdrawn: Some(now.today), ..one.clone() };
        let values = differing(before, &body_of(one)?, body_of(&gone)?);
        plan.rows.push(Planned {
            kind: FrameworkRequirement::KIND,
            id: before.head.id,
            title: one.called(""),
            outcome: Outcome::Gone { before: Box::new(before.clone()), values },
        });
    }
    Ok(())
}

/// A mapping that is here and speaks of what has come now is settled anew.
fn settle_again(
    plan: &mut Plan,
    known: &Known,
    one: &Here<FrameworkMapping>,
    now: &Now,
) -> Result<(), Refusal> {
    if plan.rows.iter().any(|row| row.id == one.0.head.id) {
        return Ok(());
    }
    let mut mapping = one.1.clone();
    known.settle(&mut mapping, &mut Remarks::default());
    if mapping != one.1 {
        let title = mapping.title.clone();
        row(plan, Some(one), mapping, now, title)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
