//! Which batches can be written at once: those of which none looks at what another writes.

use super::Batch;
use stadga_model::{Actor, Body, Disposal, Id, Kinds, Mark, Record as _};
use std::collections::HashMap;

/// Whether none of these batches has anything to do with another: no record that it writes is written, linked to or no
/// longer linked to by another. Then each may see all of them in place, and says the same as if it were written alone.
pub(crate) fn are_apart(kinds: &Kinds, batches: &[(Actor, Batch)]) -> bool {
    let mut writers: HashMap<Id, usize> = HashMap::new();
    for (nth, (_, batch)) in batches.iter().enumerate() {
        let others = |id| writers.insert(id, nth).is_some_and(|other| other != nth);
        if stands_alone(batch) || written(batch).any(others) {
            return false;
        }
    }
    let other = |id: &Id, nth| writers.get(id).is_some_and(|writer| *writer != nth);
    let touches = |(nth, (_, batch)): (usize, &(Actor, Batch))| {
        linked(kinds, batch).iter().any(|id| other(id, nth))
    };
    !batches.iter().enumerate().any(touches)
}

/// What is only tried, and what changes other records than it writes or does not know all of its own links.
fn stands_alone(batch: &Batch) -> bool {
    let reaches_out = |kind: &str| kind == Mark::KIND || kind == Disposal::KIND;
    batch.dry_run
        || batch.creates.iter().any(|draft| reaches_out(draft.kind))
        || batch.saves.iter().any(|o| reaches_out(&o.head.kind) || o.head.withheld.is_some())
}

fn written(batch: &Batch) -> impl Iterator<Item = Id> {
    let creates = batch.creates.iter().map(|draft| draft.id);
    creates.chain(batch.saves.iter().map(|opened| opened.head.id))
}

/// What the records of a batch link to, and did before.
fn linked(kinds: &Kinds, batch: &Batch) -> Vec<Id> {
    let links = |kind: &str, body: &Body| {
        let links = kinds.get(kind).map(|kind| kind.spec.links(body)).unwrap_or_default();
        links.into_iter().map(|(_, id)| id)
    };
    let mut linked: Vec<Id> =
        batch.creates.iter().flat_map(|draft| links(draft.kind, &draft.body)).collect();
    for opened in &batch.saves {
        for body in [&opened.before, &opened.body] {
            linked.extend(links(&opened.head.kind, body));
        }
    }
    linked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Opened,
        tests::{Task, kinds, store, task},
    };
    use stadga_model::{At, Draft};

    #[tokio::test]
    async fn batches_are_apart_where_none_writes_or_links_to_what_another_writes() {
        let store = store().await;
        let door = store.door(Actor::program("test"), At::Now);
        let thing = door.create(&task("sak"), "").await.unwrap().head.id;
        let caused = Task { causes: vec![thing.cast()], ..task("av saken") };
        let caused = door.create(&caused, "").await.unwrap().head.id;
        let open = async |id: Id| door.open(id).await.unwrap();
        let saves = |opened: Opened| Batch { saves: vec![opened], ..Batch::default() };
        let creates = |task: &Task| {
            let draft = Draft::new(Id::<Task>::new(door.now()), task).unwrap();
            Batch { creates: vec![draft], ..Batch::default() }
        };
        let apart = |batches: Vec<Batch>| {
            let actor = Actor::program("test");
            let batches: Vec<_> = batches.into_iter().map(|b| (actor.clone(), b)).collect();
            are_apart(&kinds(), &batches)
        };
        let linking = Task { causes: vec![thing.cast()], ..task("också") };
        assert!(
            apart(vec![creates(&linking), creates(&linking)]),
            "both link to what neither writes"
        );
        assert!(apart(vec![saves(open(caused).await), creates(&linking)]));
        assert!(!apart(vec![saves(open(caused).await), saves(open(caused).await)]));
        assert!(!apart(vec![saves(open(thing).await), creates(&linking)]), "one links to it");
        let mut freed = open(caused).await;
        freed.body.insert("causes".into(), serde_json::json!([]));
        assert!(!apart(vec![saves(open(thing).await), saves(freed)]), "one linked to it before");
        let tried = Batch { dry_run: true, ..creates(&task("prov")) };
        assert!(!apart(vec![tried, creates(&task("bra"))]));
    }
}
