//! Disposal (gallring) carried out: values and their salts leave every revision of a record, the digests in the log stay.

use crate::{
    Store,
    engine::{Link, sql},
    row,
    secrecy::{self, Stored},
    view,
};
use stadga_model::{
    Action, Actor, At, Body, Disposal, DisposalState, Finding, Gone, Id, Instead, Kind, Mark,
    REASON, Reading, Record as _, Refusal, Revision, Spec, Withheld,
};
use std::{collections::BTreeMap, sync::Arc};

/// What is neither disposed of nor marked: it is what tells that something was.
pub(crate) const LASTING: [&str; 3] = [Mark::KIND, Reading::KIND, Disposal::KIND];

/// The disposals that have been carried out.
#[derive(Default)]
pub(crate) struct Disposals(BTreeMap<Id, (Disposal, Gone)>);

impl Disposals {
    /// All of them.
    ///
    /// # Errors
    /// Broken.
    pub async fn all(db: &mut Link, store: &Store) -> Result<Self, Refusal> {
        let done = sql(format!(
            "SELECT {} FROM revision r WHERE r.org = $1 AND r.kind = '{}' AND r.state = 'done' ORDER BY r.seq DESC",
            row::COLUMNS,
            Disposal::KIND
        ));
        let mut all = BTreeMap::new();
        for row in done.bind(&*store.org).all(db).await? {
            // The first revision that says so comes last: it tells when.
            let revision = row::revision(&row)?;
            let gone = Gone { by: revision.head.number.clone(), at: revision.head.at };
            all.insert(revision.head.id, (revision.typed()?, gone));
        }
        Ok(Self(all))
    }

    /// The number of a disposal, where it takes this field of this record away.
    pub fn covers(&self, by: Id, record: Id, name: &str) -> bool {
        let Some((disposal, _)) = self.0.get(&by) else { return false };
        disposal.records.contains(&record)
            && (disposal.fields.is_empty() || disposal.fields.iter().any(|field| field == name))
    }

    /// What a disposal is called.
    pub fn number(&self, by: Id) -> Option<&str> {
        self.0.get(&by).map(|(_, gone)| &*gone.by)
    }

    /// What stands in the place of these fields, besides what marks withhold.
    pub fn tell<'a>(
        &self,
        spec: &Spec,
        gone: impl Iterator<Item = (&'a str, Id)>,
        withheld: Option<Box<Withheld>>,
    ) -> Option<Box<Withheld>> {
        let mut withheld = withheld.unwrap_or_default();
        for (name, by) in gone {
            let Some((_, gone)) = self.0.get(&by) else { continue };
            let shown = spec.field(name).and_then(|field| Spec::instead(field, &gone.by));
            let instead = Instead { ground: String::new(), gone: Some(gone.clone()), shown };
            withheld.fields.insert(name.to_owned(), instead);
        }
        (!withheld.fields.is_empty()).then_some(withheld)
    }
}

/// What is wrong with a disposal that is being written, seen from its records.
pub(crate) fn faults(disposal: &Disposal, targets: &[(&Revision, Option<&Kind>)]) -> Vec<Finding> {
    let mut faults = Vec::new();
    for (target, kind) in
        targets.iter().filter(|(target, _)| disposal.records.contains(&target.head.id))
    {
        if LASTING.contains(&&*target.head.kind) {
            let fault = Finding::blocking("SEC-11").variant("disposal-lasting").on("records");
            faults.push(fault.with("number", &target.head.number));
        }
        let Some(kind) = kind else { continue };
        for name in &disposal.fields {
            if !kind.spec.content().any(|field| field.name == name) {
                let fault = Finding::blocking("SEC-11").variant("disposal-field").on("fields");
                faults.push(fault.with("field", name).with("number", &target.head.number));
            }
        }
    }
    faults
}

/// Whether this write carries the disposal out.
fn is_carried_out(written: &Revision, before: Option<&Body>) -> bool {
    let done = |body: &Body| body.get("state").and_then(|state| state.as_str()) == Some("done");
    written.head.kind == Disposal::KIND && done(&written.body) && !before.is_some_and(done)
}

/// Carries out the disposals among what was written; tells whether there were any.
///
/// # Errors
/// As [`carry_out`].
pub(crate) async fn disposed(
    db: &mut Link,
    store: &Store,
    actor: &Actor,
    written: &[(Arc<Revision>, Option<Body>)],
) -> Result<bool, Refusal> {
    let mut any = false;
    for (revision, before) in written {
        if is_carried_out(revision, before.as_ref()) {
            carry_out(db, store, actor, revision).await?;
            any = true;
        }
    }
    Ok(any)
}

/// Takes away what a disposal names: out of bodies, reasons, links, words, sealed values and files.
///
/// # Errors
/// Not found, where the actor may not know of one of the records; broken.
async fn carry_out(
    db: &mut Link,
    store: &Store,
    actor: &Actor,
    written: &Revision,
) -> Result<(), Refusal> {
    let disposal: Disposal = written.typed()?;
    if disposal.state != DisposalState::Done {
        return Ok(());
    }
    for record in &disposal.records {
        let newest = view::get(db, &store.org, At::Now, *record).await?.ok_or(Refusal::NotFound)?;
        let kind = store.kinds.get(&newest.head.kind).ok_or(Refusal::NotFound)?;
        if !actor.may(Action::Read, kind.spec, &newest.head) {
            return Err(Refusal::NotFound);
        }
        let files = strip(db, store, kind, *record, &disposal, written.head.id).await?;
        secrecy::apply(db, store, *record).await?;
        for file in files {
            forget_file(db, store, &file, *record).await?;
        }
    }
    Ok(())
}

/// Strips every revision of a record; returns the files that the values named.
async fn strip(
    db: &mut Link,
    store: &Store,
    kind: &Kind,
    record: Id,
    disposal: &Disposal,
    by: Id,
) -> Result<Vec<String>, Refusal> {
    let names: Vec<&str> = if disposal.fields.is_empty() {
        kind.spec.content().map(|field| field.name).chain([REASON]).collect()
    } else {
        disposal.fields.iter().map(String::as_str).collect()
    };
    let mut files = Vec::new();
    let all = sql(format!(
        "SELECT {}, r.seq, r.salts FROM revision r WHERE r.org = $1 AND r.id = $2 ORDER BY r.revision",
        row::COLUMNS
    ));
    for row in all.bind(&*store.org).bind(record.to_string()).all(db).await? {
        let mut stored = Stored::read(&row)?;
        for name in &names {
            if let Some((field, value)) = kind.spec.field(name).zip(stored.open.get(*name)) {
                files.extend(field.files(value).into_iter().map(str::to_owned));
            }
            stored.kept.dispose(name, by);
            let sealed = sql("DELETE FROM sealed WHERE org = $1 AND seq = $2 AND name = $3");
            sealed.bind(&*store.org).bind(stored.seq).bind(*name).run(db).await?;
        }
        stored.put(db, store, kind).await?;
    }
    let holds_files =
        |name: &&&str| kind.spec.field(name).is_some_and(|field| field.may_hold_files());
    if names.iter().any(|name| holds_files(&name)) {
        let sealed = sql("SELECT id FROM file WHERE org = $1 AND record = $2 AND key IS NOT NULL");
        for row in sealed.bind(&*store.org).bind(record.to_string()).all(db).await? {
            files.push(row.text(0)?);
        }
    }
    Ok(files)
}

/// Says anew by which disposals values are gone: for disposals that were written again.
pub(crate) async fn tell_again(db: &mut Link, store: &Store) -> Result<(), Refusal> {
    let disposals = Disposals::all(db, store).await?;
    let gone = sql(format!(
        "SELECT {}, r.seq, r.salts FROM revision r WHERE r.org = $1 AND r.salts LIKE '%\"by\":%'",
        row::COLUMNS
    ));
    for row in gone.bind(&*store.org).all(db).await? {
        let Stored { seq, head, kept, .. } = Stored::read(&row)?;
        let Some(kind) = store.kinds.get(&head.kind) else { continue };
        let marked = head.withheld.and_then(Withheld::only_marked);
        let told = disposals.tell(kind.spec, kept.gone(), marked);
        let [fields, _] = secrecy::columns(told.as_deref())?;
        let put = sql("UPDATE revision SET withheld = $1 WHERE org = $2 AND seq = $3");
        put.bind(fields).bind(&*store.org).bind(seq).run(db).await?;
    }
    Ok(())
}

/// A file goes that no other record names.
async fn forget_file(db: &mut Link, store: &Store, id: &str, record: Id) -> Result<(), Refusal> {
    let gone = sql("DELETE FROM file WHERE org = $1 AND id = $2 AND (record IS NULL OR record = $3) AND NOT EXISTS
        (SELECT 1 FROM revision WHERE org = $1 AND CAST(body AS TEXT) LIKE '%' || $2 || '%')");
    gone.bind(&*store.org).bind(id).bind(record.to_string()).run(db).await.map(drop)
}
