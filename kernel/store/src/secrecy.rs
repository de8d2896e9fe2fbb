//! Marks put to work: what they withhold is sealed in every revision of the record, and opened again when they are lifted.

mod kept;
mod reseal;
mod stored;

use crate::{
    Org, Store,
    disposal::{Disposals, LASTING},
    engine::{Link, sql},
    links::Links,
    log::Salts,
    row, rows, view,
};
pub(crate) use kept::sealed_between;
use kept::secrets;
pub(crate) use kept::{Kept, row};
use stadga_model::{
    At, Body, Finding, Id, Instead, Kind, Mark, MarkState, REASON, Readers, Record as _, Refusal,
    Revision, Scales, Spec, Withheld,
};
use std::{collections::BTreeSet, sync::Arc};
pub(crate) use stored::Stored;
use stored::stored;

/// The scale that the grounds are taken from; a step's symbol is its sign.
const GROUNDS: &str = "secrecy-ground";

/// Gives revisions back what their marks withhold; each comes with its place in the log.
///
/// # Errors
/// Broken, also when the key is missing.
pub(crate) async fn open(
    db: &mut Link,
    store: &Store,
    revisions: Vec<(i64, Revision)>,
) -> Result<Vec<Revision>, Refusal> {
    let seqs: Vec<i64> =
        revisions.iter().filter(|(_, r)| r.head.withheld.is_some()).map(|(seq, _)| *seq).collect();
    let mut all = secrets(db, store, &seqs).await?;
    let opened = revisions.into_iter().map(|(seq, mut revision)| {
        if let Some(withheld) = revision.head.withheld.take() {
            withheld.fields.keys().for_each(|name| drop(revision.body.remove(name)));
            revision.head.withheld = withheld.only_gone();
        }
        if let Some(gone) = &revision.head.withheld {
            gone.fill(&mut revision.body);
        }
        for (name, secret) in all.remove(&seq).unwrap_or_default() {
            let value = serde_json::from_str(&secret.value).map_err(Refusal::broken)?;
            match (name.as_str(), value) {
                (REASON, serde_json::Value::String(reason)) => revision.head.reason = reason,
                (_, value) => drop(revision.body.insert(name, value)),
            }
        }
        Ok(revision)
    });
    opened.collect()
}

/// The newest revision of a record with all that is in it: for the program's own use.
///
/// # Errors
/// Not found; broken, also when the key is missing.
pub(crate) async fn whole(db: &mut Link, store: &Store, id: Id) -> Result<Revision, Refusal> {
    let newest = view::placed(db, &store.org, At::Now, id).await?;
    open(db, store, newest.into_iter().collect()).await?.pop().ok_or(Refusal::NotFound)
}

/// What these marks withhold of a record of this kind; nothing, when none of them stands.
pub(crate) fn withheld(spec: &Spec, marks: &[Mark], scales: &Scales) -> Option<Box<Withheld>> {
    let mut withheld = Withheld { readers: readers(marks), ..Withheld::default() };
    for mark in active(marks) {
        let ground = &mark.ground.0;
        let sign = scales.get(GROUNDS).and_then(|scale| scale.step(ground)?.symbol.clone());
        let sign = sign.unwrap_or_else(|| ground.clone());
        for field in spec.content() {
            if mark.fields.is_empty() || mark.fields.iter().any(|name| field.tells(name)) {
                let shown = Spec::instead(field, &sign);
                let instead = Instead { ground: ground.clone(), gone: None, shown };
                withheld.fields.entry(field.name.to_owned()).or_insert(instead);
            }
        }
        if mark.fields.is_empty() {
            let instead = Instead { ground: ground.clone(), gone: None, shown: None };
            withheld.fields.entry(REASON.to_owned()).or_insert(instead);
        }
        withheld.hidden |= mark.hidden;
    }
    (!withheld.fields.is_empty()).then(|| Box::new(withheld))
}

fn active(marks: &[Mark]) -> impl Iterator<Item = &Mark> {
    marks.iter().filter(|mark| mark.state == MarkState::Active)
}

/// Who may read what these marks withhold: each of them keeps out whom it does not name.
fn readers(marks: &[Mark]) -> Readers {
    let named = active(marks).map(|mark| Readers {
        persons: mark.readers.iter().copied().collect(),
        roles: mark.roles.iter().map(|reader| reader.role.0.clone()).collect(),
    });
    named.reduce(|all, next| all.among(&next)).unwrap_or_default()
}

/// What is wrong where the marks on a record, together, leave nobody who could read it.
pub(crate) async fn nobody(
    db: &mut Link,
    org: &Org,
    record: Id,
) -> Result<Option<Finding>, Refusal> {
    let marks = marks_on(db, org, record).await?;
    let nobody = active(&marks).count() > 1 && readers(&marks).is_empty();
    Ok(nobody.then(|| Finding::blocking("SEC-04").variant("together").on("readers")))
}

/// What is wrong with a mark, seen from the record that it sits on.
pub(crate) fn faults(mark: &Mark, before: Option<&Body>, target: Option<&Kind>) -> Vec<Finding> {
    let Some(target) = target else { return Vec::new() };
    let mut faults = Vec::new();
    let moved = before
        .and_then(|before| before.get("of")?.as_str())
        .is_some_and(|of| of != mark.of.to_string());
    if moved || LASTING.contains(&target.spec.kind) {
        faults.push(Finding::blocking("SEC-03").variant("of").on("of"));
    }
    for name in &mark.fields {
        if !target.spec.content().any(|field| field.name == name) {
            faults.push(
                Finding::blocking("SEC-03").variant("field").on("fields").with("field", name),
            );
        }
    }
    faults
}

/// The marks on a record, as they stand now.
async fn marks_on(db: &mut Link, org: &Org, record: Id) -> Result<Vec<Mark>, Refusal> {
    let all = sql(format!(
        "SELECT {} FROM link l CROSS JOIN revision r WHERE r.org = l.org AND r.id = l.source AND l.org = $1
         AND l.target = $2 AND l.field = 'of' AND l.until IS NULL AND r.until IS NULL AND r.kind = '{}'",
        row::COLUMNS,
        Mark::KIND
    ));
    let all = all.bind(&**org).bind(record.to_string()).all(db).await?;
    all.iter().map(|row| row::revision(row)?.typed()).collect()
}

/// The number of a record whose columns say something else than the marks on it; they are outside the log's leaves, for
/// the marks of today hold for every old revision.
///
/// # Errors
/// Broken.
pub(crate) async fn unmet(db: &mut Link, store: &Store) -> Result<Option<String>, Refusal> {
    let disposals = Disposals::all(db, store).await?;
    let marked = format!(
        "SELECT DISTINCT r.id FROM revision r WHERE r.org = $1 AND (r.withheld IS NOT NULL OR r.hidden = 1)
         UNION SELECT l.target FROM link l JOIN revision m ON m.org = l.org AND m.id = l.source
         WHERE l.org = $1 AND l.field = 'of' AND l.until IS NULL AND m.until IS NULL AND m.kind = '{}'",
        Mark::KIND
    );
    for row in sql(marked).bind(&*store.org).all(db).await? {
        let id: Id = row.text(0)?.parse().map_err(Refusal::broken)?;
        let marks = marks_on(db, &store.org, id).await?;
        let all = sql(format!(
            "SELECT {}, r.salts FROM revision r WHERE r.org = $1 AND r.id = $2",
            row::COLUMNS
        ));
        for row in all.bind(&*store.org).bind(id.to_string()).all(db).await? {
            let Ok((head, body)) = row::raw(&row) else { return Ok(Some(row.text(2)?)) };
            let Some(kind) = store.kinds.get(&head.kind) else { continue };
            let open: Body = serde_json::from_str(&body).map_err(Refusal::broken)?;
            let told = open.keys().any(|name| head.withholds(name));
            let hidden = row.whole(14)? == 1 && head.withheld.is_none();
            let salts = Salts::stored(row.str(row::NEXT)?).map_err(Refusal::broken)?;
            let marked = withheld(kind.spec, &marks, &store.scales);
            let meant = disposals.tell(kind.spec, salts.gone(), marked);
            if told || hidden || head.withheld != meant {
                return Ok(Some(head.number));
            }
        }
    }
    Ok(None)
}

/// Holds every revision of a record to the marks that stand on it now: seals, opens, and makes its links and words anew.
///
/// # Errors
/// Broken, also when a key is missing.
pub(crate) async fn apply(db: &mut Link, store: &Store, record: Id) -> Result<(), Refusal> {
    let marks = marks_on(db, &store.org, record).await?;
    let disposals = Disposals::all(db, store).await?;
    // What rules said of the record could tell what is withheld now.
    let said = sql("DELETE FROM breach WHERE org = $1 AND record = $2");
    said.bind(&*store.org).bind(record.to_string()).run(db).await?;
    let mut bodies = Vec::new();
    for stored in stored(db, store, record).await? {
        let Some(kind) = store.kinds.get(&stored.head.kind) else { continue };
        let withheld = withheld(kind.spec, &marks, &store.scales);
        let withheld = disposals.tell(kind.spec, stored.kept.gone(), withheld);
        let (at, newest) = (stored.head.at.as_microsecond(), stored.head.until.is_none());
        bodies.push((at, stored.rewrite(db, store, kind, withheld.as_deref()).await?));
        if newest {
            relink(db, store, kind.spec, record, &bodies).await?;
        }
    }
    Ok(())
}

/// Applies the marks among what was written to the records that they sit on; tells whether there were any.
///
/// # Errors
/// Broken, also when a key is missing.
pub(crate) async fn marked(
    db: &mut Link,
    store: &Store,
    written: &[(Arc<Revision>, Option<Body>)],
) -> Result<bool, Refusal> {
    let marks = written.iter().filter(|(revision, _)| revision.head.kind == Mark::KIND);
    let records: BTreeSet<Id> = marks
        .map(|(revision, _)| Ok(revision.typed::<Mark>()?.of))
        .collect::<Result<_, Refusal>>()?;
    for record in &records {
        apply(db, store, *record).await?;
    }
    Ok(!records.is_empty())
}

/// The columns `withheld` and `readers`.
pub(crate) fn columns(withheld: Option<&Withheld>) -> Result<[Option<String>; 2], Refusal> {
    let Some(withheld) = withheld else { return Ok([None, None]) };
    let fields = serde_json::to_string(&withheld.fields).map_err(Refusal::broken)?;
    let readers = serde_json::to_string(&withheld.readers).map_err(Refusal::broken)?;
    Ok([Some(fields), Some(readers)])
}

/// Makes a record's links anew from its open bodies, each with the instant from which it held.
async fn relink(
    db: &mut Link,
    store: &Store,
    spec: &Spec,
    record: Id,
    bodies: &[(i64, Body)],
) -> Result<(), Refusal> {
    let gone = sql("DELETE FROM link WHERE org = $1 AND source = $2");
    gone.bind(&*store.org).bind(record.to_string()).run(db).await?;
    let mut links = Links::of(record);
    bodies.iter().for_each(|(at, body)| links.go_on(*at, spec, body));
    rows::put_links(store, links.end(), db).await
}
