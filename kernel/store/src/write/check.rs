//! What the rules say of everything that was entered, seen with all of it in place.

use super::{Entered, shown};
use crate::{Store, disposal, engine::Link, row, secrecy, view};
use stadga_model::{
    Around, At, Body, Disposal, Finding, Id, Mark, Near, Record as _, Refusal, Revision, Spec,
};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

/// What is around everything that was entered. Most of it was entered too, and need not be fetched.
pub(super) struct Surroundings {
    /// What was entered, as everybody sees it, and what it links to: the newest revision of each.
    records: HashMap<Id, Arc<Revision>>,
    /// What each of what was entered links to.
    up: HashMap<Id, BTreeSet<Id>>,
    /// What links to what was entered, with the field that links.
    down: HashMap<Id, Vec<(String, Arc<Revision>)>>,
}

impl Surroundings {
    /// To what is new nothing links but what was entered with it; what links to what was changed is asked for.
    ///
    /// # Errors
    /// Broken.
    pub async fn of(tx: &mut Link, store: &Store, all: &[Entered]) -> Result<Self, Refusal> {
        let written = || all.iter().flat_map(|entered| &entered.revisions);
        let changed: Vec<Id> = written()
            .filter_map(|(revision, before)| before.is_some().then_some(revision.head.id))
            .collect();
        let mut down = view::pointing(tx, &store.org, At::Now, &changed).await?;
        let mut records: HashMap<Id, Arc<Revision>> =
            written().map(|(revision, _)| (revision.head.id, open(revision))).collect();
        let changed: HashSet<Id> = changed.into_iter().collect();
        let (mut up, mut far) = (HashMap::<Id, BTreeSet<Id>>::new(), BTreeSet::new());
        for source in records.values() {
            for (field, target) in links(store, source) {
                up.entry(source.head.id).or_default().insert(target);
                if !records.contains_key(&target) {
                    far.insert(target);
                } else if !changed.contains(&target) {
                    down.entry(target).or_default().push((field, source.clone()));
                }
            }
        }
        for pointing in down.values_mut() {
            pointing.sort_by(|(_, one), (_, other)| one.head.number.cmp(&other.head.number));
        }
        let far: Vec<Id> = far.into_iter().collect();
        let far = view::current(tx, &store.org, &far).await?;
        records.extend(far.into_iter().map(|(id, revision)| (id, Arc::new(revision))));
        Ok(Self { records, up, down })
    }

    /// What is one link away from a revision that was entered.
    fn near(&self, id: Id) -> Near {
        let targets = self.up.get(&id).into_iter().flatten();
        let up = targets.filter_map(|target| self.records.get(target).cloned()).collect();
        Near { up, down: self.down.get(&id).cloned().unwrap_or_default() }
    }

    /// What the rules say of a batch, seen with all of it in place.
    ///
    /// # Errors
    /// Broken.
    pub async fn check(
        &self,
        tx: &mut Link,
        store: &Store,
        entered: &Entered,
    ) -> Result<Vec<Finding>, Refusal> {
        let now = row::instant(entered.at)?;
        let mut findings = Vec::new();
        for (revision, before) in &entered.revisions {
            let kind = store.kinds.get(&revision.head.kind).ok_or(Refusal::NotFound)?;
            let mut near = self.near(revision.head.id);
            withheld_links(tx, store, kind.spec, revision, &mut near.up).await?;
            let mut found = lost_links(kind.spec, revision, &near.up);
            found.extend(of_marks(tx, store, revision, before.as_ref(), &near).await?);
            found.extend(of_disposals(store, revision, &near));
            let around = Around {
                now,
                before: before.as_ref(),
                new: before.is_none(),
                near: &near,
                scales: &store.scales,
            };
            found.extend(store.kinds.check(kind, &revision.body, &around));
            let id = Some(revision.head.id);
            findings.extend(found.into_iter().map(|finding| Finding { record: id, ..finding }));
        }
        Ok(findings)
    }
}

/// A revision as everybody sees it.
fn open(revision: &Arc<Revision>) -> Arc<Revision> {
    match revision.head.withheld {
        None => revision.clone(),
        Some(_) => shown(Revision::clone(revision)).into(),
    }
}

/// The links of a record, each once.
fn links(store: &Store, revision: &Revision) -> BTreeSet<(String, Id)> {
    let kind = store.kinds.get(&revision.head.kind);
    kind.into_iter().flat_map(|kind| kind.spec.links(&revision.body)).collect()
}

/// What a mark is held to besides its own rules: what it sits on.
async fn of_marks(
    tx: &mut Link,
    store: &Store,
    revision: &Revision,
    before: Option<&Body>,
    near: &Near,
) -> Result<Vec<Finding>, Refusal> {
    let mark = (revision.head.kind == Mark::KIND).then(|| revision.typed::<Mark>());
    let Some(Ok(mark)) = mark else { return Ok(Vec::new()) };
    let target = near.up.iter().find(|other| other.head.id == mark.of);
    let target = target.and_then(|target| store.kinds.get(&target.head.kind));
    let mut found = secrecy::faults(&mark, before, target);
    found.extend(secrecy::nobody(tx, &store.org, mark.of).await?);
    Ok(found)
}

/// What a disposal is held to besides its own rules: what it takes away.
fn of_disposals(store: &Store, revision: &Revision, near: &Near) -> Vec<Finding> {
    let disposal = (revision.head.kind == Disposal::KIND).then(|| revision.typed::<Disposal>());
    let Some(Ok(disposal)) = disposal else { return Vec::new() };
    let kind = |target: &Revision| store.kinds.get(&target.head.kind);
    let targets: Vec<_> = near.up.iter().map(|target| (&**target, kind(target))).collect();
    disposal::faults(&disposal, &targets)
}

/// Links that marks withhold stand in no table: what they lead to is fetched for the rules.
async fn withheld_links(
    tx: &mut Link,
    store: &Store,
    spec: &Spec,
    revision: &Revision,
    up: &mut Vec<Arc<Revision>>,
) -> Result<(), Refusal> {
    if revision.head.withheld.is_none() {
        return Ok(());
    }
    for (_, target) in spec.links(&revision.body) {
        if !up.iter().any(|other| other.head.id == target) {
            up.extend(view::get(tx, &store.org, At::Now, target).await?.map(Arc::new));
        }
    }
    Ok(())
}

/// Links that lead nowhere, or to a record of a kind that the field does not take.
fn lost_links(spec: &'static Spec, revision: &Revision, up: &[Arc<Revision>]) -> Vec<Finding> {
    let lost = spec.links(&revision.body).into_iter().filter(|(path, target)| {
        let found = up.iter().find(|other| other.head.id == *target);
        !found.is_some_and(|other| spec.takes(path, &other.head.kind))
    });
    lost.map(|(path, _)| spec.misfit("link", path)).collect()
}
