//! Gathers an audit's dossier through the door: what hangs on it, step by step, as far as the reader may see.

use crate::{
    answer::Answer,
    answer_item::AnswerItem,
    audit::Audit,
    dossier::{Dossier, Kept},
};
use stadga_model::{At, Id, Instant, Near, Record, Refusal, Revision};
use stadga_web::Context;
use std::{collections::BTreeMap, sync::Arc};

/// Kinds whose links lead on to more that belongs to the audit.
const LEADING: [&str; 7] =
    ["audit", "audit-question", "recommendation", "answer", "answer-item", "deviation", "measure"];

/// The audit with everything that hangs on it.
///
/// # Errors
/// Not found, when there is no such audit or the reader may not see it.
pub async fn dossier(cx: &Context, audit: Id<Audit>) -> Result<Dossier, Refusal> {
    gathered(cx, audit, None).await
}

/// The same as it was at an instant.
///
/// # Errors
/// As [`dossier`].
pub async fn dossier_at(cx: &Context, audit: Id<Audit>, at: Instant) -> Result<Dossier, Refusal> {
    gathered(&cx.looking_from(At::Past(at)), audit, None).await
}

/// An answer with what its document is made from, and from where that is looked at. What the board has decided on is
/// shown as it stood at the decision, with the signatures and the dispatch that came after: however measures go on,
/// the document can be made again just as it was (SEC-11, AUD-17).
///
/// # Errors
/// Not found, when there is no such answer or the reader may not see it.
pub async fn answer(
    cx: &Context,
    id: Id<Answer>,
) -> Result<(Context, Dossier, Kept<Answer>), Refusal> {
    let current = cx.door.read(id.cast()).await?;
    let answer: Kept<Answer> = Kept { head: current.head.clone(), record: current.typed()? };
    let decided = settled_at(cx, id).await?;
    let then = decided.map_or_else(|| cx.clone(), |decided| cx.looking_from(At::Past(decided)));
    let dossier = gathered(&then, answer.record.audit, Some(&current)).await?;
    Ok((then, dossier, answer))
}

/// When the board decided on what an answer says; none, while it is still written. One that was taken over as already
/// decided came piece by piece: it is whole when its last part has come.
async fn settled_at(cx: &Context, id: Id<Answer>) -> Result<Option<Instant>, Refusal> {
    let mut history = cx.door.history(id.cast()).await?;
    history.sort_by_key(|revision| revision.head.revision);
    let mut settled: Option<&Revision> = None;
    for revision in &history {
        let decided = revision.typed::<Answer>()?.is_settled();
        settled = if decided { settled.or(Some(revision)) } else { None };
    }
    let Some(settled) = settled else { return Ok(None) };
    if settled.head.revision > 1 {
        return Ok(Some(settled.head.at));
    }
    let near = cx.door.near(id.cast()).await?;
    let parts = near.pointing::<AnswerItem>().map(|(revision, _)| revision.head.at);
    Ok(parts.chain([settled.head.at]).max())
}

/// The audit with everything that hangs on it; one of its answers, `as_now`, in place of what it was then.
async fn gathered(
    cx: &Context,
    audit: Id<Audit>,
    as_now: Option<&Revision>,
) -> Result<Dossier, Refusal> {
    let root = cx.door.read(audit.cast()).await?;
    if root.head.kind != Audit::KIND {
        return Err(Refusal::NotFound);
    }
    let mut found: BTreeMap<Id, Revision> = BTreeMap::new();
    let mut front = vec![root.clone()];
    while !front.is_empty() {
        let ids: Vec<Id> = front.iter().map(|revision| revision.head.id).collect();
        let mut each = cx.door.near_each(&ids).await?;
        for revision in std::mem::take(&mut front) {
            let near = each.remove(&revision.head.id).unwrap_or_default();
            for next in belonging(&revision, near, audit.cast()) {
                if next.head.id != root.head.id && !found.contains_key(&next.head.id) {
                    if LEADING.contains(&next.head.kind.as_str()) {
                        front.push(next.clone());
                    }
                    found.insert(next.head.id, next);
                }
            }
        }
    }
    found.extend(as_now.map(|now| (now.head.id, now.clone())));
    let records: Vec<Revision> = found.into_values().collect();
    let names = names(cx, &root, &records).await?;
    Dossier::of(&root, &records, names, cx.now())
}

/// What belongs to the audit among the neighbours of one of its records.
fn belonging(revision: &Revision, near: Near, audit: Id) -> Vec<Revision> {
    let down: &[&str] = match revision.head.kind.as_str() {
        "audit" => &[
            "audit-question",
            "recommendation",
            "remark",
            "follow-up",
            "answer",
            "promise",
            "checkpoint",
            "deviation",
        ],
        "audit-question" | "recommendation" | "deviation" => &["measure", "answer-item"],
        "answer" => &["answer-item"],
        "answer-item" => &["promise"],
        "measure" => &["evidence"],
        _ => &[],
    };
    let up: &[&str] = match revision.head.kind.as_str() {
        "answer" => &["decision"],
        "answer-item" | "deviation" => &["measure", "evidence"],
        _ => &[],
    };
    let below = near.down.into_iter().map(|(_, found)| found).filter(|found| fits(found, down));
    let above = near.up.into_iter().filter(|found| fits(found, up));
    below.chain(above).filter(|found| is_of(found, audit)).map(Arc::unwrap_or_clone).collect()
}

fn fits(revision: &Revision, kinds: &[&str]) -> bool {
    kinds.contains(&revision.head.kind.as_str())
}

/// A record that names its audit belongs to that one alone.
fn is_of(revision: &Revision, audit: Id) -> bool {
    let named = revision.body.get("audit").and_then(|id| id.as_str()?.parse::<Id>().ok());
    named.is_none_or(|named| named == audit)
}

/// What everything linked to is called, in one query.
async fn names(
    cx: &Context,
    root: &Revision,
    records: &[Revision],
) -> Result<BTreeMap<Id, String>, Refusal> {
    let mut ids = Vec::new();
    for revision in records.iter().chain([root]) {
        let spec = cx.door.kind(&revision.head.kind)?.spec;
        ids.extend(spec.links(&revision.body).into_iter().map(|(_, id)| id));
    }
    ids.sort();
    ids.dedup();
    let linked = cx.door.read_many(&ids).await?;
    let named = linked.iter().chain(records).chain([root]).filter_map(|revision| {
        let spec = cx.door.kind(&revision.head.kind).ok()?.spec;
        Some((revision.head.id, revision.title(spec).to_owned()))
    });
    Ok(named.collect())
}
