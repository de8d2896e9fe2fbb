//! One revision as it lies in the table, read once, to be written anew with other values open or sealed.

use super::{
    columns,
    kept::{Kept, secrets},
};
use crate::{
    Store,
    engine::{Link, Row, Value, sql},
    log::{Fields, Salts},
    row, search, sorted,
};
use stadga_model::{Body, Head, Id, Kind, REASON, Refusal, Withheld};
use std::collections::BTreeMap;

/// A revision with all that is kept of it.
pub(crate) struct Stored {
    /// Its place in the log.
    pub seq: i64,
    /// What is known besides its body.
    pub head: Head,
    /// The body that lies open, which its words in the indexes were made of.
    pub open: Body,
    /// All values, open and sealed, with what proves them.
    pub kept: Kept,
}

/// Every revision of a record, the first one first.
///
/// # Errors
/// Broken, also when a key is missing.
pub(super) async fn stored(
    db: &mut Link,
    store: &Store,
    record: Id,
) -> Result<Vec<Stored>, Refusal> {
    let all = sql(format!(
        "SELECT {}, r.seq, r.salts FROM revision r WHERE r.org = $1 AND r.id = $2 ORDER BY r.revision",
        row::COLUMNS
    ));
    let rows = all.bind(&*store.org).bind(record.to_string()).all(db).await?;
    let mut all = rows.iter().map(Stored::read).collect::<Result<Vec<_>, _>>()?;
    let seqs: Vec<i64> = all.iter().map(|one| one.seq).collect();
    let mut secrets = secrets(db, store, &seqs).await?;
    for one in &mut all {
        one.kept.secrets = secrets.remove(&one.seq).unwrap_or_default();
    }
    Ok(all)
}

impl Stored {
    /// A revision as it lies in its row, followed by its place and its proofs; what is sealed of it is not fetched.
    ///
    /// # Errors
    /// Broken.
    pub fn read(row: &Row) -> Result<Self, Refusal> {
        let (head, text) = row::raw(row)?;
        let salts = Salts::stored(row.str(row::NEXT + 1)?).map_err(Refusal::broken)?.into_owned();
        let mut fields = Fields::stored(&text).map_err(Refusal::broken)?.into_owned();
        if !salts.lacks(REASON) {
            fields = fields.with(REASON, &head.reason);
        }
        Ok(Self {
            seq: row.whole(row::NEXT)?,
            open: serde_json::from_str(&text).map_err(Refusal::broken)?,
            kept: Kept { fields, salts, secrets: BTreeMap::new() },
            head,
        })
    }

    /// Writes it anew with these values withheld and all others open; returns its open body.
    ///
    /// # Errors
    /// Broken.
    pub async fn rewrite(
        mut self,
        db: &mut Link,
        store: &Store,
        kind: &Kind,
        withheld: Option<&Withheld>,
    ) -> Result<Body, Refusal> {
        self.kept.release();
        if let Some(withheld) = withheld {
            self.kept.withhold(withheld);
        }
        let gone = sql("DELETE FROM sealed WHERE org = $1 AND seq = $2");
        gone.bind(&*store.org).bind(self.seq).run(db).await?;
        self.kept.seal(db, store, self.seq, (kind.spec, self.head.id)).await?;
        let [fields, readers] = columns(withheld)?;
        let hidden = withheld.is_some_and(|withheld| withheld.hidden);
        let mark = sql("UPDATE revision SET withheld = $1, readers = $2, hidden = $3
            WHERE org = $4 AND seq = $5");
        let mark = mark.bind(fields).bind(readers).bind(i64::from(hidden));
        mark.bind(&*store.org).bind(self.seq).run(db).await?;
        self.head.withheld = withheld.cloned().map(Box::new);
        self.put(db, store, kind).await
    }

    /// Puts the values that are open now in the place of those that were: in the body, and in what it is found and sorted
    /// by. Nothing else may write a body: a secret would stay in a word or a key.
    ///
    /// # Errors
    /// Broken.
    pub async fn put(self, db: &mut Link, store: &Store, kind: &Kind) -> Result<Body, Refusal> {
        let Self { seq, head, open: before, kept } = self;
        search::forget(db, &store.org, seq, kind, &head.number, &before).await?;
        let proofs = kept.proofs()?;
        let (body, reason) = kept.texts()?;
        let open: Body = serde_json::from_str(&body).map_err(Refusal::broken)?;
        let change = sql("UPDATE revision SET body = $1, reason = $2, salts = $3, ");
        let mut change = change.bind(Value::Json(body)).bind(reason).bind(proofs);
        sorted::set(&mut change, sorted::values(kind.spec, &open, head.withheld.is_some()));
        change.push(" WHERE org = ").push_bind(&*store.org).push(" AND seq = ").push_bind(seq);
        change.run(db).await?;
        let entry = search::Entry::of(seq, kind, &head.number, &open);
        search::index_all(db, &store.org, vec![entry]).await?;
        Ok(open)
    }
}
