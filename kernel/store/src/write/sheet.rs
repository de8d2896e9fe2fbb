//! The sheet that batches are entered on: what is asked once for all of them, and what goes to the tables together.

use super::{Batch, Entered, pen::Pen};
use crate::{
    Store,
    engine::{Link, insert, table},
    links, number, row,
    rows::Values,
    search, sorted, view,
};
use stadga_model::{Actor, Body, Head, Id, Kind, Refusal, Revision};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    mem::take,
};

/// So many noted revisions are put into the tables at once.
const MUCH: usize = 1_024;

/// A transaction with everything that all batches share.
pub(super) struct Sheet<'s> {
    pub store: &'s Store,
    pub tx: &'s mut Link,
    /// The place of the next revision among all.
    seq: i64,
    /// The instant of the first batch.
    at: i64,
    /// The next number of each series: its prefix and year.
    numbers: BTreeMap<(&'static str, i64), i64>,
    /// The newest revisions of what is to be changed.
    current: HashMap<Id, Revision>,
    revisions: Vec<Values>,
    links: Vec<Values>,
    entries: Vec<search::Entry>,
}

impl<'s> Sheet<'s> {
    /// Takes the organisation's turn, the numbers that new records will have, and what is to be changed.
    ///
    /// # Errors
    /// Not found, where there is no such kind; broken.
    pub async fn begin(
        store: &'s Store,
        tx: &'s mut Link,
        batches: &[(Actor, Batch)],
    ) -> Result<Self, Refusal> {
        let count = batches.iter().map(|(_, batch)| batch.creates.len() + batch.saves.len()).sum();
        let (seq, at) = store.turn(tx, count, batches.len()).await?;
        let saves = batches.iter().flat_map(|(_, batch)| &batch.saves);
        let saved: Vec<Id> = saves.map(|opened| opened.head.id).collect();
        let current = view::current(tx, &store.org, &saved).await?;
        let mut sheet = Self {
            store,
            tx,
            seq,
            at,
            numbers: BTreeMap::new(),
            current,
            revisions: Vec::new(),
            links: Vec::new(),
            entries: Vec::new(),
        };
        sheet.take_numbers(batches).await?;
        Ok(sheet)
    }

    async fn take_numbers(&mut self, batches: &[(Actor, Batch)]) -> Result<(), Refusal> {
        let mut wanted: BTreeMap<(&'static str, i64), i64> = BTreeMap::new();
        for (nth, (_, batch)) in (0..).zip(batches) {
            let year = number::year(row::instant(self.at_of(nth, batch))?);
            for draft in &batch.creates {
                *wanted.entry((self.kind(draft.kind)?.spec.prefix, year)).or_default() += 1;
            }
        }
        for (series, count) in wanted {
            let first = number::take(self.tx, &self.store.org, series, count).await?;
            self.numbers.insert(series, first);
        }
        Ok(())
    }

    /// When a batch is written: one after the other, or as of the instant that it asks for.
    fn at_of(&self, nth: i64, batch: &Batch) -> i64 {
        batch.at.map_or(self.at + nth, stadga_model::Instant::as_microsecond)
    }

    /// Enters a batch, the one after those before.
    ///
    /// # Errors
    /// Denied; stale; not found; broken.
    pub async fn enter(
        &mut self,
        nth: i64,
        actor: &Actor,
        batch: &Batch,
    ) -> Result<Entered, Refusal> {
        let at = self.at_of(nth, batch);
        Pen::new(self, actor, batch, at).enter(batch).await
    }

    /// The kind of this name.
    pub fn kind(&self, name: &str) -> Result<Kind, Refusal> {
        self.store.kinds.get(name).cloned().ok_or(Refusal::NotFound)
    }

    /// The next number of a prefix, in the year of an instant.
    pub fn number(&mut self, prefix: &'static str, at: i64) -> Result<String, Refusal> {
        let year = number::year(row::instant(at)?);
        let missing = || Refusal::broken("a number was not taken");
        let next = self.numbers.get_mut(&(prefix, year)).ok_or_else(missing)?;
        *next += 1;
        Ok(number::text(prefix, year, *next - 1))
    }

    /// The next place in the log.
    pub fn place(&mut self) -> i64 {
        self.seq += 1;
        self.seq - 1
    }

    /// The newest revision of what is to be changed.
    pub fn current(&self, id: Id) -> Result<Revision, Refusal> {
        self.current.get(&id).cloned().ok_or(Refusal::NotFound)
    }

    /// Notes a revision: its row, and its open body to be found by.
    pub fn note(&mut self, kind: &Kind, seq: i64, head: &Head, open: &Body, mut row: Values) {
        row.extend(sorted::values(kind.spec, open, head.withheld.is_some()));
        self.revisions.push(row);
        self.entries.push(search::Entry::of(seq, kind, &head.number, open));
        // Of two changes of one record in a batch, the second comes too late.
        if let Some(current) = self.current.get_mut(&head.id) {
            *current = super::shown(Revision { head: head.clone(), body: open.clone() });
        }
    }

    /// Notes links that begin.
    pub fn note_links(&mut self, source: Id, links: BTreeSet<(String, String)>, at: i64) {
        let begin = |(field, target)| links::Link::begin(source, field, target, at);
        self.links.extend(links.into_iter().map(|link| begin(link).values(&self.store.org)));
    }

    /// Puts all that was noted into the tables.
    ///
    /// # Errors
    /// Broken; full; away.
    pub async fn put(&mut self) -> Result<(), Refusal> {
        insert(table("revision")?, take(&mut self.revisions), self.tx).await?;
        insert(table("link")?, take(&mut self.links), self.tx).await?;
        search::index_all(self.tx, &self.store.org, take(&mut self.entries)).await
    }

    /// The same as soon as there is much of it: a batch can be larger than what memory should hold of it.
    ///
    /// # Errors
    /// Broken; full; away.
    pub async fn put_much(&mut self) -> Result<(), Refusal> {
        if self.revisions.len() < MUCH { Ok(()) } else { self.put().await }
    }
}
