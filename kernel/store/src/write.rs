//! Writing: revisions, links, search words and numbers in one transaction, held to the rules before it is kept.

use crate::{
    NewFile, Opened, Store, disposal,
    engine::{Link, sql},
    files, hex,
    log::Leaf,
    number, row, search,
    secrecy::{self, Kept},
    view,
};
use stadga_model::{
    Action, Actor, Around, At, Body, Disposal, Draft, Finding, Head, Id, Instant, Kind, Mark,
    REASON, Record as _, Refusal, Revision, Spec,
};
use std::collections::{BTreeSet, HashMap};

/// Records to make and to change in one transaction: all of it is kept, or nothing.
#[derive(Debug, Default)]
pub struct Batch {
    /// New records. They may link to each other.
    pub creates: Vec<Draft>,
    /// Opened records with their new bodies.
    pub saves: Vec<Opened>,
    /// Files that the records name. They are kept with them or not at all: what a mark among the new records withholds is
    /// sealed before anybody can read it.
    pub files: Vec<NewFile>,
    /// Why, in the actor's words.
    pub reason: String,
    /// Check everything and keep nothing.
    pub dry_run: bool,
    /// Written as of this instant, for what is taken over from older tools; now, when absent.
    pub at: Option<Instant>,
}

/// What a write made.
#[derive(Debug)]
pub struct Written {
    /// The new revisions, creates first.
    pub revisions: Vec<Revision>,
    /// What the rules warn of.
    pub warnings: Vec<Finding>,
}

impl Store {
    /// Writes a batch within a transaction; tells whether anything was sealed or taken away by it. What is
    /// refused has to be undone.
    pub(crate) async fn write_in(
        &self,
        tx: &mut Link,
        actor: &Actor,
        batch: Batch,
    ) -> Result<(Written, bool), Refusal> {
        let count = batch.creates.len() + batch.saves.len();
        let (seq, at) = self.turn(tx, i64::try_from(count).map_err(Refusal::broken)?).await?;
        let at = batch.at.map_or(at, Instant::as_microsecond);
        let marks = marks_of_new(&batch.creates);
        for file in &batch.files {
            files::keep(tx, self, &actor.name, file).await?;
        }
        let mut pen = Pen { store: self, actor, reason: &batch.reason, seq, at, marks, tx };
        let mut written = Vec::new();
        for draft in batch.creates {
            written.push((pen.create(draft).await?, None));
        }
        let mut findings = Vec::new();
        for opened in batch.saves {
            let (revision, before, told) = pen.save(opened).await?;
            written.push((revision, Some(before)));
            findings.extend(told);
        }
        findings.extend(pen.check(&written).await?);
        if findings.iter().any(Finding::is_blocking) {
            return Err(Refusal::Refused(findings));
        }
        let marked = pen.marked(&written).await?;
        let disposed = pen.disposed(&written).await?;
        let revisions = written.into_iter().map(|(revision, _)| shown(revision)).collect();
        Ok((Written { revisions, warnings: findings }, marked || disposed))
    }
}

impl Store {
    /// Waits for the organisation's turn to write; returns the place of the first of `count` revisions, and the
    /// instant of the write: now, but always later than every write before it, so that "as of" is exact.
    async fn turn(&self, tx: &mut Link, count: i64) -> Result<(i64, i64), Refusal> {
        let turn =
            "INSERT INTO ledger (org, size, at) VALUES ($1, $2, $3) ON CONFLICT (org) DO UPDATE SET
            size = ledger.size + excluded.size,
            at = CASE WHEN excluded.at > ledger.at THEN excluded.at ELSE ledger.at + 1 END
            RETURNING size, at";
        let turn = sql(turn).bind(&*self.org).bind(count).bind(self.now().as_microsecond());
        let ledger = turn.one(tx).await?;
        Ok((ledger.whole(0)? - count + 1, ledger.whole(1)?))
    }
}

/// A transaction with everything that each revision needs.
struct Pen<'a> {
    store: &'a Store,
    actor: &'a Actor,
    reason: &'a str,
    /// The place of the next revision among all.
    seq: i64,
    at: i64,
    /// The marks that come with new records in the same write: nothing of them is ever kept in clear.
    marks: HashMap<Id, Vec<Mark>>,
    tx: &'a mut Link,
}

impl Pen<'_> {
    fn kind(&self, name: &str) -> Result<Kind, Refusal> {
        self.store.kinds.get(name).cloned().ok_or(Refusal::NotFound)
    }

    async fn create(&mut self, draft: Draft) -> Result<Revision, Refusal> {
        let kind = self.kind(draft.kind)?;
        let at = row::instant(self.at)?;
        let body = shaped(&kind, draft.body);
        let number = number::next(self.tx, &self.store.org, kind.spec.prefix, at).await?;
        let mut head = self.head(kind.spec, draft.id, number, 1, &body)?;
        let marks = self.marks.get(&draft.id).map_or(&[][..], Vec::as_slice);
        head.withheld = secrecy::withheld(kind.spec, marks, &self.store.scales);
        if !self.actor.may(Action::Create, kind.spec, &head) {
            return Err(Refusal::Denied);
        }
        self.append(&kind, head, body).await
    }

    /// Appends the next revision; returns it with the body before it and what was said of withheld fields.
    async fn save(&mut self, opened: Opened) -> Result<(Revision, Body, Vec<Finding>), Refusal> {
        let Opened { head: old, mut before, whole, mut body } = opened;
        let kind = self.kind(&old.kind)?;
        let org = &self.store.org;
        let current = view::get(self.tx, org, At::Now, old.id).await?.ok_or(Refusal::NotFound)?;
        if current.head.revision != old.revision {
            return Err(Refusal::Stale(Box::new(current)));
        }
        // What is left of a record after a disposal is as the decision left it.
        if current.head.is_disposed() {
            return Err(Refusal::Refused(vec![Finding::blocking("SEC-11").variant("gone")]));
        }
        let mut told = Vec::new();
        if current.head.withheld.is_some() && !whole {
            let kept = secrecy::whole(self.tx, self.store, old.id).await?;
            told = keep_withheld(kind.spec, &current.head, &before, &kept.body, &mut body);
            before = kept.body;
        }
        let body = shaped(&kind, body);
        // What is taken over with older dates must still come after what it follows.
        self.at = self.at.max(current.head.at.as_microsecond() + 1);
        let mut head = self.head(kind.spec, old.id, old.number, old.revision + 1, &body)?;
        head.withheld = current.head.withheld.clone();
        if !self.actor.may(Action::Change, kind.spec, &head)
            && !self.actor.may(Action::Change, kind.spec, &current.head)
        {
            return Err(Refusal::Denied);
        }
        let close = "UPDATE revision SET until = $1 WHERE org = $2 AND id = $3 AND revision = $4";
        let close =
            sql(close).bind(self.at).bind(&**org).bind(old.id.to_string()).bind(old.revision);
        close.run(self.tx).await?;
        Ok((self.append(&kind, head, body).await?, before, told))
    }

    fn head(
        &self,
        spec: &Spec,
        id: Id,
        number: String,
        revision: i64,
        body: &Body,
    ) -> Result<Head, Refusal> {
        let drawn = row::Drawn::of(spec, body);
        Ok(Head {
            id,
            kind: spec.kind.to_owned(),
            number,
            revision,
            at: row::instant(self.at)?,
            until: None,
            actor: self.actor.name.clone(),
            reason: self.reason.to_owned(),
            unit: drawn.unit,
            owner: drawn.owner,
            state: drawn.state,
            withheld: None,
        })
    }

    async fn append(&mut self, kind: &Kind, head: Head, body: Body) -> Result<Revision, Refusal> {
        let seq = self.seq;
        self.seq += 1;
        let org = &self.store.org;
        let mut kept = Kept::new(&body, &head.reason)?;
        let leaf = hex(&Leaf::of_new(org, seq, &head, kept.digests()?)?);
        let open = open_part(&head, &body);
        if let Some(withheld) = &head.withheld {
            kept.withhold(withheld);
            kept.seal(self.tx, self.store, seq, (kind.spec, head.id)).await?;
        }
        secrecy::keep(self.tx, self.store, seq, &head, kept, leaf).await?;
        self.link(kind.spec, head.id, &open).await?;
        let entry = search::Entry::of(seq, kind, &head.number, &open);
        search::index_all(self.tx, &self.store.org, vec![entry]).await?;
        Ok(Revision { head, body })
    }

    /// Ends the links that are gone and begins the new ones.
    async fn link(&mut self, spec: &Spec, id: Id, body: &Body) -> Result<(), Refusal> {
        let (org, source) = (&*self.store.org, id.to_string());
        let mut wanted: Vec<_> =
            spec.links(body).into_iter().map(|(field, id)| (field, id.to_string())).collect();
        wanted.sort();
        wanted.dedup();
        let standing =
            sql("SELECT field, target FROM link WHERE org = $1 AND source = $2 AND until IS NULL");
        for row in standing.bind(org).bind(&source).all(self.tx).await? {
            let link = (row.text(0)?, row.text(1)?);
            if let Some(at) = wanted.iter().position(|other| *other == link) {
                wanted.swap_remove(at);
                continue;
            }
            let end = "UPDATE link SET until = $1 WHERE org = $2 AND source = $3 AND field = $4 AND target = $5 AND until IS NULL";
            let end = sql(end).bind(self.at).bind(org).bind(&source).bind(link.0).bind(link.1);
            end.run(self.tx).await?;
        }
        for (field, target) in wanted {
            let begin = sql(
                "INSERT INTO link (org, source, field, target, at) VALUES ($1, $2, $3, $4, $5)",
            );
            let begin = begin.bind(org).bind(&source).bind(field).bind(target).bind(self.at);
            begin.run(self.tx).await?;
        }
        Ok(())
    }

    /// What the rules say of everything written, seen with all of it in place.
    async fn check(
        &mut self,
        written: &[(Revision, Option<Body>)],
    ) -> Result<Vec<Finding>, Refusal> {
        let mut findings = Vec::new();
        for (revision, before) in written {
            let kind = self.kind(&revision.head.kind)?;
            let id = revision.head.id;
            let mut each = view::near(self.tx, &self.store.org, At::Now, &[id]).await?;
            let mut near = each.remove(&id).unwrap_or_default();
            self.withheld_links(kind.spec, revision, &mut near.up).await?;
            let mut found = lost_links(kind.spec, revision, &near.up);
            if kind.spec.kind == Mark::KIND
                && let Ok(mark) = revision.typed::<Mark>()
            {
                let target = near.up.iter().find(|other| other.head.id == mark.of);
                let target = target.and_then(|target| self.store.kinds.get(&target.head.kind));
                found.extend(secrecy::faults(&mark, before.as_ref(), target));
                found.extend(secrecy::nobody(self.tx, &self.store.org, mark.of).await?);
            }
            if let Ok(disposal) = revision.typed::<Disposal>()
                && kind.spec.kind == Disposal::KIND
            {
                let kind = |target: &Revision| self.store.kinds.get(&target.head.kind);
                let targets: Vec<_> = near.up.iter().map(|target| (target, kind(target))).collect();
                found.extend(disposal::faults(&disposal, &targets));
            }
            let now = row::instant(self.at)?;
            let around = Around {
                now,
                before: before.as_ref(),
                new: before.is_none(),
                near: &near,
                scales: &self.store.scales,
            };
            found.extend(self.store.kinds.check(&kind, &revision.body, &around));
            findings.extend(
                found
                    .into_iter()
                    .map(|finding| Finding { record: Some(revision.head.id), ..finding }),
            );
        }
        Ok(findings)
    }

    /// Links that marks withhold stand in no table: what they lead to is fetched for the rules.
    async fn withheld_links(
        &mut self,
        spec: &Spec,
        revision: &Revision,
        up: &mut Vec<Revision>,
    ) -> Result<(), Refusal> {
        if revision.head.withheld.is_none() {
            return Ok(());
        }
        for (_, target) in spec.links(&revision.body) {
            if !up.iter().any(|other| other.head.id == target) {
                up.extend(view::get(self.tx, &self.store.org, At::Now, target).await?);
            }
        }
        Ok(())
    }

    /// Applies the marks among what was written to the records that they sit on; tells whether there were any.
    async fn marked(&mut self, written: &[(Revision, Option<Body>)]) -> Result<bool, Refusal> {
        let marks = written.iter().filter(|(revision, _)| revision.head.kind == Mark::KIND);
        let records: BTreeSet<Id> = marks
            .map(|(revision, _)| Ok(revision.typed::<Mark>()?.of))
            .collect::<Result<_, Refusal>>()?;
        for record in &records {
            secrecy::apply(self.tx, self.store, *record).await?;
        }
        Ok(!records.is_empty())
    }
}

impl Pen<'_> {
    /// Carries out the disposals among what was written; tells whether there were any.
    async fn disposed(&mut self, written: &[(Revision, Option<Body>)]) -> Result<bool, Refusal> {
        let mut any = false;
        for (revision, before) in written {
            if disposal::is_carried_out(revision, before.as_ref()) {
                disposal::carry_out(self.tx, self.store, self.actor, revision).await?;
                any = true;
            }
        }
        Ok(any)
    }
}

/// The marks among new records, by what they sit on.
fn marks_of_new(creates: &[Draft]) -> HashMap<Id, Vec<Mark>> {
    let mut marks: HashMap<Id, Vec<Mark>> = HashMap::new();
    for draft in creates.iter().filter(|draft| draft.kind == Mark::KIND) {
        // One that does not fit is told of by the rules.
        if let Ok(mark) = serde_json::from_value::<Mark>(draft.body.clone().into()) {
            marks.entry(mark.of).or_default().push(mark);
        }
    }
    marks
}

/// A body without what its marks withhold.
fn open_part(head: &Head, body: &Body) -> Body {
    let open = body.iter().filter(|(name, _)| !head.withholds(name));
    open.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// A revision as everybody sees it: its marks hold for who wrote it as well.
fn shown(mut revision: Revision) -> Revision {
    if let Some(withheld) = revision.head.withheld.clone() {
        revision.body = open_part(&revision.head, &revision.body);
        withheld.fill(&mut revision.body);
        if revision.head.withholds(REASON) {
            revision.head.reason.clear();
        }
    }
    revision
}

/// Puts what is withheld back into a body that was opened without it; tells of values that someone tried to put there.
fn keep_withheld(
    spec: &Spec,
    head: &Head,
    seen: &Body,
    kept: &Body,
    body: &mut Body,
) -> Vec<Finding> {
    let mut told = Vec::new();
    for field in spec.fields.iter().filter(|field| head.withholds(field.name)) {
        let (was, is) = (seen.get(field.name), body.get(field.name));
        let empty =
            |value: Option<&serde_json::Value>| value.is_none_or(serde_json::Value::is_null);
        if was != is && !(empty(was) && empty(is)) {
            told.push(Finding::blocking("SEC-01").variant("withheld").on(field.name));
        }
        match kept.get(field.name) {
            Some(value) => drop(body.insert(field.name.to_owned(), value.clone())),
            None => drop(body.remove(field.name)),
        }
    }
    told
}

/// The body as the kind's struct writes it; one that does not fit is kept as given until the rules have told its faults.
fn shaped(kind: &Kind, body: Body) -> Body {
    kind.shape(&body).unwrap_or(body)
}

/// Links that lead nowhere, or to a record of a kind that the field does not take.
fn lost_links(spec: &'static Spec, revision: &Revision, up: &[Revision]) -> Vec<Finding> {
    let lost = spec.links(&revision.body).into_iter().filter(|(path, target)| {
        let found = up.iter().find(|other| other.head.id == *target);
        !found.is_some_and(|other| spec.takes(path, &other.head.kind))
    });
    lost.map(|(path, _)| spec.misfit("link", path)).collect()
}
