//! Writing: revisions, links, search words and numbers in one transaction, held to the rules before it is kept.

use crate::{
    Store,
    engine::{Link, Value, sql},
    log::{Fields, Leaf},
    number, row, search, view,
};
use stadga_model::{
    Action, Actor, Around, At, Body, Draft, Finding, Head, Id, Instant, Kind, Refusal, Revision,
    Spec,
};

/// Records to make and to change in one transaction: all of it is kept, or nothing.
#[derive(Debug, Default)]
pub struct Batch {
    /// New records. They may link to each other.
    pub creates: Vec<Draft>,
    /// Opened records with their new bodies.
    pub saves: Vec<crate::Opened>,
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
    /// Writes a batch in the name of `actor`, whose permissions the door has checked for the opened records.
    pub(crate) async fn write(&self, actor: &Actor, batch: Batch) -> Result<Written, Refusal> {
        let mut tx = self.begin().await?;
        let count = batch.creates.len() + batch.saves.len();
        let (seq, at) = self.turn(&mut tx, i64::try_from(count).map_err(Refusal::broken)?).await?;
        let at = batch.at.map_or(at, Instant::as_microsecond);
        let mut pen = Pen { store: self, actor, reason: &batch.reason, seq, at, tx: &mut tx };
        let mut written = Vec::new();
        for draft in batch.creates {
            written.push((pen.create(draft).await?, None));
        }
        for opened in batch.saves {
            let before = opened.before;
            written.push((pen.save(opened.head, opened.body).await?, Some(before)));
        }
        let findings = pen.check(&written).await?;
        if findings.iter().any(Finding::is_blocking) {
            return Err(Refusal::Refused(findings));
        }
        if !batch.dry_run {
            tx.commit().await?;
        }
        let revisions = written.into_iter().map(|(revision, _)| revision).collect();
        Ok(Written { revisions, warnings: findings })
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
        let head = self.head(kind.spec, draft.id, number, 1, &body)?;
        if !self.actor.may(Action::Create, kind.spec, &head) {
            return Err(Refusal::Denied);
        }
        self.append(&kind, head, body).await
    }

    async fn save(&mut self, old: Head, body: Body) -> Result<Revision, Refusal> {
        let kind = self.kind(&old.kind)?;
        let body = shaped(&kind, body);
        let org = &self.store.org;
        let current = view::get(self.tx, org, At::Now, old.id).await?.ok_or(Refusal::NotFound)?;
        if current.head.revision != old.revision {
            return Err(Refusal::Stale(Box::new(current)));
        }
        // What is taken over with older dates must still come after what it follows.
        self.at = self.at.max(current.head.at.as_microsecond() + 1);
        let head = self.head(kind.spec, old.id, old.number, old.revision + 1, &body)?;
        if !self.actor.may(Action::Change, kind.spec, &head)
            && !self.actor.may(Action::Change, kind.spec, &current.head)
        {
            return Err(Refusal::Denied);
        }
        let close = "UPDATE revision SET until = $1 WHERE org = $2 AND id = $3 AND revision = $4";
        let close =
            sql(close).bind(self.at).bind(&**org).bind(old.id.to_string()).bind(old.revision);
        close.run(self.tx).await?;
        self.append(&kind, head, body).await
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
        })
    }

    async fn append(&mut self, kind: &Kind, head: Head, body: Body) -> Result<Revision, Refusal> {
        let keep = "INSERT INTO revision (org, seq, id, revision, kind, number, at, actor, reason, unit, owner, state, body, salts, leaf)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
        let seq = self.seq;
        self.seq += 1;
        let fields = Fields::of(&body)?;
        let text = fields.text();
        let (leaf, salts) = Leaf::new(&self.store.org, seq, &head, fields)?;
        let keep = sql(keep)
            .bind(&*self.store.org)
            .bind(seq)
            .bind(head.id.to_string())
            .bind(head.revision)
            .bind(&head.kind)
            .bind(&head.number)
            .bind(self.at)
            .bind(&head.actor)
            .bind(&head.reason)
            .bind(head.unit.map(|id| id.to_string()))
            .bind(head.owner.map(|id| id.to_string()))
            .bind(head.state.clone())
            .bind(Value::Json(text))
            .bind(serde_json::to_string(&salts).map_err(Refusal::broken)?)
            .bind(leaf.digest()?);
        keep.run(self.tx).await?;
        self.link(kind.spec, head.id, &body).await?;
        search::index(self.tx, &self.store.org, seq, kind, &head.number, &body).await?;
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
            let near = each.remove(&id).unwrap_or_default();
            let mut found = lost_links(kind.spec, revision, &near.up);
            let now = row::instant(self.at)?;
            let around = Around {
                now,
                before: before.as_ref(),
                new: before.is_none(),
                near: &near,
                scales: &self.store.scales,
            };
            found.extend(kind.check(&revision.body, &around));
            findings.extend(
                found
                    .into_iter()
                    .map(|finding| Finding { record: Some(revision.head.id), ..finding }),
            );
        }
        Ok(findings)
    }
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
