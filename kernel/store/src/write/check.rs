//! What the rules say of everything that was entered, seen with all of it in place.

use super::Entered;
use crate::{Store, disposal, engine::Link, row, secrecy, view};
use stadga_model::{
    Around, At, Disposal, Finding, Id, Mark, Near, Record as _, Refusal, Revision, Spec,
};
use std::collections::{BTreeSet, HashMap};

/// What is around all of it. To what is new nothing links but what was entered with it.
///
/// # Errors
/// Broken.
pub(super) async fn near(
    tx: &mut Link,
    store: &Store,
    all: &[Entered],
) -> Result<HashMap<Id, Near>, Refusal> {
    let written = || all.iter().flat_map(|entered| &entered.revisions);
    let (mut linking, mut linked) = (Vec::new(), BTreeSet::new());
    for (revision, before) in written() {
        let Some(kind) = store.kinds.get(&revision.head.kind) else { continue };
        let links = kind.spec.links(&revision.body);
        if !links.is_empty() {
            linking.push(revision.head.id);
        }
        linked.extend(links.into_iter().map(|(_, target)| target));
        linked.extend(before.is_some().then_some(revision.head.id));
    }
    let ids: BTreeSet<Id> = written().map(|(revision, _)| revision.head.id).collect();
    let linked: Vec<Id> = ids.intersection(&linked).copied().collect();
    view::around(tx, &store.org, At::Now, &linking, &linked).await
}

/// What the rules say of a batch.
///
/// # Errors
/// Broken.
pub(super) async fn check(
    tx: &mut Link,
    store: &Store,
    entered: &Entered,
    around: &mut HashMap<Id, Near>,
) -> Result<Vec<Finding>, Refusal> {
    let mut findings = Vec::new();
    for (revision, before) in &entered.revisions {
        let kind = store.kinds.get(&revision.head.kind).ok_or(Refusal::NotFound)?;
        let id = revision.head.id;
        let mut near = around.remove(&id).unwrap_or_default();
        withheld_links(tx, store, kind.spec, revision, &mut near.up).await?;
        let mut found = lost_links(kind.spec, revision, &near.up);
        if kind.spec.kind == Mark::KIND
            && let Ok(mark) = revision.typed::<Mark>()
        {
            let target = near.up.iter().find(|other| other.head.id == mark.of);
            let target = target.and_then(|target| store.kinds.get(&target.head.kind));
            found.extend(secrecy::faults(&mark, before.as_ref(), target));
            found.extend(secrecy::nobody(tx, &store.org, mark.of).await?);
        }
        if let Ok(disposal) = revision.typed::<Disposal>()
            && kind.spec.kind == Disposal::KIND
        {
            let kind = |target: &Revision| store.kinds.get(&target.head.kind);
            let targets: Vec<_> = near.up.iter().map(|target| (target, kind(target))).collect();
            found.extend(disposal::faults(&disposal, &targets));
        }
        let now = row::instant(entered.at)?;
        let around = Around {
            now,
            before: before.as_ref(),
            new: before.is_none(),
            near: &near,
            scales: &store.scales,
        };
        found.extend(store.kinds.check(kind, &revision.body, &around));
        findings.extend(
            found.into_iter().map(|finding| Finding { record: Some(revision.head.id), ..finding }),
        );
    }
    Ok(findings)
}

/// Links that marks withhold stand in no table: what they lead to is fetched for the rules.
async fn withheld_links(
    tx: &mut Link,
    store: &Store,
    spec: &Spec,
    revision: &Revision,
    up: &mut Vec<Revision>,
) -> Result<(), Refusal> {
    if revision.head.withheld.is_none() {
        return Ok(());
    }
    for (_, target) in spec.links(&revision.body) {
        if !up.iter().any(|other| other.head.id == target) {
            up.extend(view::get(tx, &store.org, At::Now, target).await?);
        }
    }
    Ok(())
}

/// Links that lead nowhere, or to a record of a kind that the field does not take.
fn lost_links(spec: &'static Spec, revision: &Revision, up: &[Revision]) -> Vec<Finding> {
    let lost = spec.links(&revision.body).into_iter().filter(|(path, target)| {
        let found = up.iter().find(|other| other.head.id == *target);
        !found.is_some_and(|other| spec.takes(path, &other.head.kind))
    });
    lost.map(|(path, _)| spec.misfit("link", path)).collect()
}
