//! The register of breaches: what the rules say of the current records, and since when. A sweep keeps it.

use crate::{
    Door, Store,
    engine::{Row, Sql, seen_from, sql},
    permitted::permitted_among,
    row, view,
};
use stadga_model::{Around, At, Finding, Id, Instant, Kind, Near, Refusal, Revision};
use std::collections::BTreeSet;

/// How many records are looked at in one go; between two goes others can write.
const AT_ONCE: i64 = 200;
/// Counting stops here.
const COUNTED: i64 = 1_000;

/// What a sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// How many records it looked at.
    pub records: u64,
    /// How many breaches stand.
    pub standing: u64,
    /// How many stand no more.
    pub gone: u64,
}

/// A breach of a record that the reader may read.
#[derive(Clone, Debug)]
pub struct Breach {
    /// The record.
    pub record: Revision,
    /// The requirement's id.
    pub code: String,
    /// Which of its sentences; empty where it has one.
    pub variant: String,
    /// When a sweep first saw it.
    pub since: Instant,
}

impl Breach {
    /// Whether this is what a finding about its record says.
    pub fn is(&self, finding: &Finding) -> bool {
        self.code == finding.code && self.variant == finding.variant.unwrap_or_default()
    }
}

/// Which breaches are asked for.
#[derive(Clone, Debug, Default)]
pub struct BreachQuery {
    /// Of these kinds; all, when there are none.
    pub kinds: Vec<&'static str>,
    /// Of records of these units; of all, when there are none.
    pub units: Vec<Id>,
    /// Of records that this person owns.
    pub owner: Option<Id>,
    /// The newest first, in place of the oldest.
    pub newest: bool,
    /// Counts from 0.
    pub page: u32,
    /// How many on a page.
    pub size: u32,
}

/// A page of breaches.
#[derive(Clone, Debug, Default)]
pub struct Breaches {
    /// The breaches.
    pub rows: Vec<Breach>,
    /// How many there are in all, counted to a thousand and one.
    pub total: i64,
}

impl Store {
    /// Holds every current record to its rules. What they newly say is kept with this instant, what they say no more is
    /// taken away. Records are looked at in batches, each kept by itself: a sweep that breaks off has only done less.
    ///
    /// # Errors
    /// Broken.
    pub async fn sweep_breaches(&self) -> Result<Swept, Refusal> {
        let (began, mut swept) = (self.now(), Swept::default());
        for kind in self.kinds.iter() {
            let mut after = String::new();
            loop {
                let records = self.next_records(kind, &after).await?;
                let Some(last) = records.last() else { break };
                after = last.head.id.to_string();
                swept.records += records.len() as u64;
                swept.standing += self.keep_breaches(kind, &records, began).await?;
            }
        }
        let gone = sql("DELETE FROM breach WHERE org = $1 AND seen_at < $2");
        let gone = gone.bind(&*self.org).bind(began.as_microsecond());
        swept.gone = gone.run(&mut self.write_one().await?).await?;
        Ok(swept)
    }

    /// The current records of a kind after the one with this id.
    async fn next_records(&self, kind: &Kind, after: &str) -> Result<Vec<Revision>, Refusal> {
        let (columns, seen, name) = (row::COLUMNS, seen_from("r", At::Now), kind.spec.kind);
        let next = sql(format!(
            "SELECT {columns} FROM revision r WHERE r.org = $1 AND r.kind = '{name}' AND {seen} AND r.id > $2
             ORDER BY r.id LIMIT {AT_ONCE}"
        ));
        let rows = next.bind(&*self.org).bind(after).all(&mut self.read().await?).await?;
        rows.iter().map(row::revision).collect()
    }

    async fn keep_breaches(
        &self,
        kind: &Kind,
        records: &[Revision],
        now: Instant,
    ) -> Result<u64, Refusal> {
        let ids: Vec<Id> = records.iter().map(|record| record.head.id).collect();
        let near = view::near(&mut self.read().await?, &self.org, At::Now, &ids).await?;
        let nothing = Near::default();
        let mut found = BTreeSet::new();
        for record in records {
            // As on the record's page: held against a body with gaps, rules would speak of the gaps.
            if record.head.withheld.is_some() {
                continue;
            }
            let near = near.get(&record.head.id).unwrap_or(&nothing);
            let around = Around { now, before: None, new: false, near, scales: &self.scales };
            let said = self.kinds.check(kind, &record.body, &around).into_iter();
            found.extend(
                said.map(|one| (record.head.id, one.code, one.variant.unwrap_or_default())),
            );
        }
        let mut tx = self.begin().await?;
        for (record, code, variant) in &found {
            let keep = sql("INSERT INTO breach (org, record, code, variant, since, seen_at)
                VALUES ($1, $2, $3, $4, $5, $5)
                ON CONFLICT (org, record, code, variant) DO UPDATE SET seen_at = excluded.seen_at");
            let keep = keep.bind(&*self.org).bind(record.to_string()).bind(*code).bind(*variant);
            keep.bind(now.as_microsecond()).run(&mut tx).await?;
        }
        tx.commit().await?;
        Ok(found.len() as u64)
    }
}

impl Door {
    /// A page of the breaches of current records that the actor may read, the oldest first unless asked otherwise.
    ///
    /// # Errors
    /// Broken.
    pub async fn breaches(&self, query: &BreachQuery) -> Result<Breaches, Refusal> {
        let mut link = self.store().read().await?;
        let mut count = sql("SELECT count(*) FROM (SELECT 1 FROM ");
        self.standing(&mut count, query);
        count.push(&format!(" LIMIT {}) counted", COUNTED + 1));
        let total = count.one(&mut link).await?.whole(0)?;
        let columns = row::COLUMNS;
        let mut page = sql(format!("SELECT {columns}, b.code, b.variant, b.since FROM "));
        self.standing(&mut page, query);
        let order = if query.newest { "DESC" } else { "ASC" };
        let (size, skipped) = (query.size, u64::from(query.page) * u64::from(query.size));
        page.push(&format!(
            " ORDER BY b.since {order}, b.record {order}, b.code, b.variant LIMIT {size} OFFSET {skipped}"
        ));
        let rows = page.all(&mut link).await?;
        Ok(Breaches { rows: rows.iter().map(breach).collect::<Result<_, _>>()?, total })
    }

    /// The units of the records that have breaches which the actor may read.
    ///
    /// # Errors
    /// Broken.
    pub async fn breached_units(&self) -> Result<Vec<Id>, Refusal> {
        let mut units = sql("SELECT DISTINCT r.unit FROM ");
        self.standing(&mut units, &BreachQuery::default());
        let rows = units.push(" AND r.unit IS NOT NULL");
        let rows = std::mem::replace(rows, sql("")).all(&mut self.store().read().await?).await?;
        rows.iter().map(|row| row.text(0)?.parse().map_err(Refusal::broken)).collect()
    }

    /// The breaches of one record, as far as the actor may read it.
    ///
    /// # Errors
    /// Broken.
    pub async fn breaches_of(&self, record: Id) -> Result<Vec<Breach>, Refusal> {
        let mut of = sql(format!("SELECT {}, b.code, b.variant, b.since FROM ", row::COLUMNS));
        self.standing(&mut of, &BreachQuery::default());
        of.push(" AND b.record = ").push_bind(record.to_string());
        of.all(&mut self.store().read().await?).await?.iter().map(breach).collect()
    }

    /// Breaches with their records, as far as the actor may read them: each kind on the terms of its list.
    fn standing(&self, sql: &mut Sql, query: &BreachQuery) {
        let seen = seen_from("r", At::Now);
        sql.push(&format!(
            "breach b JOIN revision r ON r.org = b.org AND r.id = b.record AND {seen} WHERE b.org = "
        ));
        sql.push_bind(&*self.store().org);
        let kinds = self.store().kinds.iter().map(|kind| kind.spec);
        let asked = kinds.filter(|s| query.kinds.is_empty() || query.kinds.contains(&s.kind));
        permitted_among(sql, self.actor(), asked);
        if !query.units.is_empty() {
            sql.push(" AND r.unit IN ").push_list(query.units.iter().map(Id::to_string));
        }
        if let Some(owner) = query.owner {
            sql.push(" AND r.owner = ").push_bind(owner.to_string());
        }
    }
}

fn breach(found: &Row) -> Result<Breach, Refusal> {
    Ok(Breach {
        record: row::revision(found)?,
        code: found.text(row::NEXT)?,
        variant: found.text(row::NEXT + 1)?,
        since: row::instant(found.whole(row::NEXT + 2)?)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{DEAR, Task, store, task};
    use stadga_model::{Action, Actor, Grant, Money, Reach, Right};

    /// A task that its rule warns of.
    fn dear(title: &str) -> Task {
        Task { cost: Some(Money(DEAR.0 + 1)), ..task(title) }
    }

    async fn made(door: &Door, task: Task) -> Id {
        door.create(&task, "").await.unwrap().head.id
    }

    fn all() -> BreachQuery {
        BreachQuery { size: 10, ..BreachQuery::default() }
    }

    #[tokio::test]
    async fn a_sweep_keeps_since_when_and_takes_away_what_holds_no_more() {
        let store = store().await;
        let door = store.door(Actor::program("test"), At::Now);
        let (one, other) = (made(&door, dear("ett")).await, made(&door, dear("två")).await);
        door.create(&task("felfri"), "").await.unwrap();
        let swept = store.sweep_breaches().await.unwrap();
        assert_eq!(swept, Swept { records: 3, standing: 2, gone: 0 });
        let first = door.breaches(&all()).await.unwrap();
        assert_eq!(
            (first.total, first.rows[0].record.head.id, first.rows[1].record.head.id),
            (2, one, other)
        );
        assert_eq!((first.rows[0].code.as_str(), first.rows[0].variant.as_str()), ("TST-02", ""));
        let mut opened = door.open_as::<Task>(one.cast()).await.unwrap();
        opened.body.cost = None;
        door.save(opened, "").await.unwrap();
        let swept = store.sweep_breaches().await.unwrap();
        assert_eq!(swept, Swept { records: 3, standing: 1, gone: 1 });
        let second = door.breaches(&all()).await.unwrap();
        assert_eq!((second.total, second.rows[0].record.head.id), (1, other));
        assert_eq!(second.rows[0].since, first.rows[1].since);
        assert_eq!(door.breaches_of(other).await.unwrap().len(), 1);
        assert!(door.breaches_of(one).await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn sec_08_breaches_of_what_may_not_be_read_are_neither_shown_nor_counted() {
        let store = store().await;
        let door = store.door(Actor::program("test"), At::Now);
        let unit = made(&door, task("enhet")).await;
        let person = made(&door, task("någon")).await;
        let open = made(&door, Task { unit: Some(unit), ..dear("enhetens") }).await;
        let own = made(&door, Task { owner: Some(person), ..dear("egen") }).await;
        let hidden = made(&door, dear("andras")).await;
        store.sweep_breaches().await.unwrap();
        let may = vec![Right::to(Action::Read, "task")];
        let grant = |reach| Grant { role: "x".into(), may: may.clone(), reach };
        let actor = |mut grants: Vec<Grant>| {
            grants.push(grant(Reach::Own));
            Actor { name: "x".into(), person: Some(person), grants }
        };
        let seen = async |grants: Vec<Grant>| {
            let door = store.door(actor(grants), At::Now);
            let found = door.breaches(&all()).await.unwrap();
            assert_eq!(found.total, found.rows.len() as i64);
            assert_eq!(door.breaches_of(hidden).await.unwrap().is_empty(), found.total < 3);
            found.rows.into_iter().map(|breach| breach.record.head.id).collect::<Vec<_>>()
        };
        assert_eq!(seen(vec![]).await, [own]);
        assert_eq!(seen(vec![grant(Reach::Units(vec![unit]))]).await, [open, own]);
        assert_eq!(seen(vec![grant(Reach::Everywhere)]).await, [open, own, hidden]);
        let none = store.door(actor(vec![]), At::Now);
        assert!(none.breached_units().await.unwrap().is_empty());
        assert_eq!(door.breached_units().await.unwrap(), [unit]);
        let of_unit = BreachQuery { units: vec![unit], newest: true, ..all() };
        assert_eq!(door.breaches(&of_unit).await.unwrap().total, 1);
        let nothing = BreachQuery { kinds: vec!["other"], ..all() };
        assert_eq!(door.breaches(&nothing).await.unwrap().total, 0);
    }
}
