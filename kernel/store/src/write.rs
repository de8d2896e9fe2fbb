//! Writing: revisions, links, search words and numbers in one transaction, held to the rules before it is kept.

mod apart;
mod check;
mod pen;
mod sheet;

use crate::{
    NewFile, Opened, Store, disposal,
    engine::{Link, sql},
    secrecy,
};
pub(crate) use apart::are_apart;
use sheet::Sheet;
use stadga_model::{Actor, Body, Draft, Finding, Head, Instant, REASON, Refusal, Revision};
use std::{borrow::Cow, sync::Arc};

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
    /// The new revisions, creates first, each with what its body says ([`stadga_model::said`]).
    pub revisions: Vec<Revision>,
    /// What the rules warn of.
    pub warnings: Vec<Finding>,
}

/// What was written of a batch and is not kept yet.
struct Entered {
    actor: Actor,
    /// The instant that it is written as of.
    at: i64,
    /// The new revisions, each with what it says and the body before it.
    revisions: Vec<(Arc<Revision>, Option<Body>)>,
    findings: Vec<Finding>,
}

impl Store {
    /// Writes batches within a transaction, one after the other, by few statements for all of them; tells of each whether
    /// anything was sealed or taken away by it. Several have to be apart ([`are_apart`]): the rules look at each with all
    /// the others in place. What is refused has to be undone, with all of them.
    pub(crate) async fn write_in(
        &self,
        tx: &mut Link,
        batches: &[(Actor, Batch)],
    ) -> Result<Vec<(Written, bool)>, Refusal> {
        let mut sheet = Sheet::begin(self, tx, batches).await?;
        let mut all = Vec::new();
        for (nth, (actor, batch)) in (0..).zip(batches) {
            all.push(sheet.enter(nth, actor, batch).await?);
        }
        sheet.put().await?;
        let around = check::Surroundings::of(tx, self, &all).await?;
        let mut done = Vec::new();
        for mut entered in all {
            let told = around.check(tx, self, &entered).await?;
            entered.findings.extend(told);
            if entered.findings.iter().any(Finding::is_blocking) {
                return Err(Refusal::Refused(entered.findings));
            }
            done.push(entered);
        }
        drop(around);
        let mut written = Vec::new();
        for Entered { actor, revisions, findings, .. } in done {
            let marked = secrecy::marked(tx, self, &revisions).await?;
            let disposed = disposal::disposed(tx, self, &actor, &revisions).await?;
            let revisions =
                revisions.into_iter().map(|(revision, _)| shown(Arc::unwrap_or_clone(revision)));
            let revisions = revisions.collect();
            written.push((Written { revisions, warnings: findings }, marked || disposed));
        }
        Ok(written)
    }

    /// Waits for the organisation's turn to write; returns the place of the first of `count` revisions, and the first of
    /// `instants`, a microsecond apart: now, but always later than every write before, so that "as of" is exact.
    async fn turn(
        &self,
        tx: &mut Link,
        count: usize,
        instants: usize,
    ) -> Result<(i64, i64), Refusal> {
        let whole = |count: usize| i64::try_from(count).map_err(Refusal::broken);
        let (count, instants) = (whole(count)?, whole(instants)?);
        let turn =
            "INSERT INTO ledger (org, size, at) VALUES ($1, $2, $3) ON CONFLICT (org) DO UPDATE SET
            size = ledger.size + excluded.size,
            at = CASE WHEN excluded.at > ledger.at + $4 THEN excluded.at ELSE ledger.at + $4 + 1 END
            RETURNING size, at";
        let last = self.now().as_microsecond() + instants - 1;
        let turn = sql(turn).bind(&*self.org).bind(count).bind(last).bind(instants - 1);
        let ledger = turn.one(tx).await?;
        Ok((ledger.whole(0)? - count + 1, ledger.whole(1)? - instants + 1))
    }
}

/// A body without what its marks withhold.
fn open_part<'a>(head: &Head, body: &'a Body) -> Cow<'a, Body> {
    if head.withheld.is_none() {
        return Cow::Borrowed(body);
    }
    let open = body.iter().filter(|(name, _)| !head.withholds(name));
    Cow::Owned(open.map(|(name, value)| (name.clone(), value.clone())).collect())
}

/// A revision as everybody sees it: its marks hold for who wrote it as well.
fn shown(mut revision: Revision) -> Revision {
    if let Some(withheld) = revision.head.withheld.clone() {
        revision.body = open_part(&revision.head, &revision.body).into_owned();
        withheld.fill(&mut revision.body);
        if revision.head.withholds(REASON) {
            revision.head.reason.clear();
        }
    }
    revision
}
