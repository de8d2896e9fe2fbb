//! Back to a moment: the database as it was then, but for what must never be undone, the marks and disposals of today.

use crate::{
    Store, disposal,
    engine::{Link, insert, sql, table},
    hex,
    log::Leaf,
    row, rows, search,
    secrecy::{self, Kept},
    sorted,
};
use stadga_model::{Body, Disposal, Instant, Kind, Mark, Reading, Record as _, Refusal, Revision};

/// What tells of secrecy and disposal is not wound back: an old state never opens what is secret now, what was disposed of
/// stays gone, and who has read what stays known.
const KEPT: [&str; 3] = [Mark::KIND, Disposal::KIND, Reading::KIND];
/// How many revisions are taken at a time.
const CHUNK: i64 = 1_000;

/// What winding back did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WoundBack {
    /// How many revisions the log has up to the moment.
    pub kept: u64,
    /// How many were later, and are gone.
    pub gone: u64,
    /// How many revisions of marks, disposals and readings were written again.
    pub again: u64,
}

impl Store {
    /// Winds the database back: the log ends with the last revision before the first one that is later than `moment`. All
    /// that follows from the log follows again. Persons who did not exist then cannot sign in. For a copy that is to be put to use: what was later is gone from it.
    ///
    /// # Errors
    /// Broken; then nothing has changed.
    pub async fn wind_back(&self, moment: Instant) -> Result<WoundBack, Refusal> {
        let mut tx = self.begin().await?;
        let size = self.root_in(&mut tx).await?.0;
        let cut = sql("SELECT coalesce(min(seq) - 1, $3) FROM revision WHERE org = $1 AND at > $2");
        let cut = cut.bind(&*self.org).bind(moment.as_microsecond());
        let cut = cut.bind(i64::try_from(size).map_err(Refusal::broken)?);
        let cut = cut.one(&mut tx).await?.whole(0)?;
        let kept = self.kept_after(&mut tx, cut).await?;
        self.forget_after(&mut tx, cut).await?;
        self.reopen(&mut tx).await?;
        let again = self.write_again(&mut tx, kept, cut).await?;
        disposal::tell_again(&mut tx, self).await?;
        rows::relink(self, &mut tx).await?;
        self.count_anew(&mut tx).await?;
        self.blocks.forget();
        tx.commit().await?;
        self.scrub().await?;
        let kept = u64::try_from(cut).map_err(Refusal::broken)?;
        Ok(WoundBack { kept, gone: size - kept, again })
    }

    /// The newest revisions of what is kept, where they are later: of records that remain.
    async fn kept_after(&self, tx: &mut Link, cut: i64) -> Result<Vec<Revision>, Refusal> {
        let mut later = sql(format!(
            "SELECT {} FROM revision r WHERE r.org = $1 AND r.seq > $2 AND r.until IS NULL AND r.kind IN ",
            row::COLUMNS
        ));
        later = later.bind(&*self.org).bind(cut);
        later.push_list(KEPT.into_iter()).push(" ORDER BY r.seq");
        let later = later.all(tx).await?;
        let mut kept = Vec::new();
        for row in &later {
            let revision = row::revision(row)?;
            if self.remains(tx, &revision, cut).await? {
                kept.push(revision);
            }
        }
        Ok(kept)
    }

    /// Whether what a mark, disposal or reading is about existed at the moment.
    async fn remains(&self, tx: &mut Link, revision: &Revision, cut: i64) -> Result<bool, Refusal> {
        let about = revision.body.get("of").and_then(|of| of.as_str().map(str::to_owned));
        let Some(about) = about else { return Ok(true) };
        let there = sql("SELECT 1 FROM revision WHERE org = $1 AND id = $2 AND seq <= $3 LIMIT 1");
        let there = there.bind(&*self.org).bind(about).bind(cut).maybe(tx).await?;
        Ok(there.is_some())
    }

    /// Takes every later revision away, with its words and sealed values, and the files that came later and that nothing
    /// names any more.
    async fn forget_after(&self, tx: &mut Link, cut: i64) -> Result<(), Refusal> {
        let mut after = cut;
        loop {
            let some = sql(
                "SELECT seq, kind, number, body FROM revision WHERE org = $1 AND seq > $2 ORDER BY seq LIMIT $3",
            );
            let some = some.bind(&*self.org).bind(after).bind(CHUNK).all(tx).await?;
            for row in &some {
                let (seq, number) = (row.whole(0)?, row.str(2)?);
                let Some(kind) = self.kinds.get(row.str(1)?) else { continue };
                let body: Body = serde_json::from_str(row.str(3)?).map_err(Refusal::broken)?;
                search::forget(tx, &self.org, seq, kind, number, &body).await?;
            }
            let Some(row) = some.last() else { break };
            after = row.whole(0)?;
        }
        for (table, column) in [("sealed", "seq"), ("checkpoint", "size"), ("revision", "seq")] {
            let gone = sql(format!("DELETE FROM {table} WHERE org = $1 AND {column} > $2"));
            gone.bind(&*self.org).bind(cut).run(tx).await?;
        }
        let last = sql("SELECT coalesce(max(at), 0) FROM revision WHERE org = $1");
        let last = last.bind(&*self.org).one(tx).await?.whole(0)?;
        let files = sql("DELETE FROM file WHERE org = $1 AND at > $2 AND NOT EXISTS
            (SELECT 1 FROM revision r WHERE r.org = $1 AND
             (CAST(r.body AS TEXT) LIKE '%' || file.id || '%' OR (file.key IS NOT NULL AND r.id = file.record)))");
        files.bind(&*self.org).bind(last).run(tx).await.map(drop)
    }

    /// What was superseded later is the newest again.
    async fn reopen(&self, tx: &mut Link) -> Result<(), Refusal> {
        let open = sql("UPDATE revision SET until = NULL WHERE org = $1 AND until IS NOT NULL AND NOT EXISTS
            (SELECT 1 FROM revision n WHERE n.org = revision.org AND n.id = revision.id AND n.revision = revision.revision + 1)");
        open.bind(&*self.org).run(tx).await.map(drop)
    }

    /// Writes what is kept after the log's new end; returns how many.
    async fn write_again(
        &self,
        tx: &mut Link,
        kept: Vec<Revision>,
        cut: i64,
    ) -> Result<u64, Refusal> {
        let now = self.now().as_microsecond();
        let (count, mut seq) = (kept.len() as u64, cut);
        for (nth, mut revision) in (0..).zip(kept) {
            seq += 1;
            revision.head.at = row::instant(now + nth)?;
            let id = revision.head.id.to_string();
            let before =
                sql("SELECT coalesce(max(revision), 0) FROM revision WHERE org = $1 AND id = $2");
            let before = before.bind(&*self.org).bind(&id).one(tx).await?.whole(0)?;
            revision.head.revision = before + 1;
            let close =
                sql("UPDATE revision SET until = $1 WHERE org = $2 AND id = $3 AND revision = $4");
            close.bind(now + nth).bind(&*self.org).bind(&id).bind(before).run(tx).await?;
            self.keep(tx, seq, &revision).await?;
        }
        Ok(count)
    }

    async fn keep(&self, tx: &mut Link, seq: i64, revision: &Revision) -> Result<(), Refusal> {
        let head = &revision.head;
        let kept = Kept::new(&revision.body, &head.reason)?;
        let leaf = hex(&Leaf::of_new(&self.org, seq, head, kept.digests()?)?);
        let kind = self.kinds.get(&head.kind);
        let mut row = secrecy::row(&self.org, seq, head, kept, leaf)?;
        let drawn =
            |kind: &Kind| sorted::values(kind.spec, &revision.body, head.withheld.is_some());
        row.extend(kind.map_or_else(sorted::none, drawn));
        insert(table("revision")?, vec![row], tx).await?;
        let Some(kind) = kind else { return Ok(()) };
        let entry = search::Entry::of(seq, kind, &head.number, &revision.body);
        search::index_all(tx, &self.org, vec![entry]).await
    }

    /// Ledger and number series as the log now says; breaches and jobs begin anew.
    async fn count_anew(&self, tx: &mut Link) -> Result<(), Refusal> {
        let ledger = sql(
            "UPDATE ledger SET size = (SELECT coalesce(max(seq), 0) FROM revision WHERE org = $1),
            at = (SELECT coalesce(max(at), 0) FROM revision WHERE org = $1) WHERE org = $1",
        );
        ledger.bind(&*self.org).run(tx).await?;
        let series = sql("SELECT prefix, year FROM series WHERE org = $1 AND year > 0");
        for row in series.bind(&*self.org).all(tx).await? {
            let (prefix, year) = (row.text(0)?, row.whole(1)?);
            let begins = format!("{prefix}-{year}-");
            let last = sql("UPDATE series SET last = (SELECT coalesce(max(CAST(substr(number, CAST($1 AS INTEGER)) AS BIGINT)), 0)
                FROM revision WHERE org = $2 AND substr(number, 1, CAST($3 AS INTEGER)) = $4) WHERE org = $2 AND prefix = $5 AND year = $6");
            let length = i64::try_from(begins.chars().count()).map_err(Refusal::broken)?;
            let last = last.bind(length + 1).bind(&*self.org).bind(length).bind(begins);
            last.bind(prefix).bind(year).run(tx).await?;
        }
        for table in ["breach", "job"] {
            sql(format!("DELETE FROM {table} WHERE org = $1")).bind(&*self.org).run(tx).await?;
        }
        Ok(())
    }

    /// For a database that was put back: nobody stays signed in, no link of an invitation opens, no key that may have been
    /// ended since is good again, and accounts of persons who are not there are blocked.
    ///
    /// # Errors
    /// Broken.
    pub async fn end_access(&self) -> Result<(), Refusal> {
        let mut tx = self.begin().await?;
        for table in ["session", "invitation", "directory_key"] {
            sql(format!("DELETE FROM {table} WHERE org = $1"))
                .bind(&*self.org)
                .run(&mut tx)
                .await?;
        }
        let ended = sql("UPDATE token SET ended = $1 WHERE org = $2 AND ended IS NULL");
        ended.bind(self.now().as_microsecond()).bind(&*self.org).run(&mut tx).await?;
        let lost = sql("UPDATE account SET blocked = 1 WHERE org = $1 AND NOT EXISTS
            (SELECT 1 FROM revision r WHERE r.org = $1 AND r.id = account.person)");
        lost.bind(&*self.org).run(&mut tx).await?;
        tx.commit().await
    }
}
