//! Verifying a database against its checkpoints: everything is computed anew, and the first thing that does not fit named.

use super::checkpoint::{Tree, root};
use super::{Checkpoint, Fields, Leaf};
use crate::{
    Store,
    engine::{Row, sql},
    row, secrecy,
};
use stadga_model::{Head, Id, Instant, Refusal};
use std::collections::{HashMap, hash_map::Entry};

/// How many revisions are read at a time.
const CHUNK: i64 = 5_000;

/// What was verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many revisions.
    pub revisions: u64,
    /// How many of them the last checkpoint covers.
    pub covered: u64,
    /// How many checkpoints.
    pub checkpoints: usize,
}

/// The first thing that does not fit.
#[derive(Debug, thiserror::Error)]
pub enum LogFault {
    /// A revision is missing, or one was put in.
    #[error(
        "revision {expected} of the log is missing or out of its place: there is {found} instead"
    )]
    Order {
        /// Its place.
        expected: i64,
        /// The place of the one that is there.
        found: i64,
    },
    /// A revision was changed.
    #[error("{number}, revision {revision} (place {seq} of the log) was changed after it was written{}",
        field.as_ref().map(|field| format!(": field {field}")).unwrap_or_default())]
    Changed {
        /// Its place.
        seq: i64,
        /// The record.
        number: String,
        /// Its revision.
        revision: i64,
        /// The field, where that can be told.
        field: Option<String>,
    },
    /// A record's revisions do not follow each other.
    #[error(
        "{number}, revision {revision} (place {seq} of the log) does not follow the one before it"
    )]
    Sequence {
        /// Its place.
        seq: i64,
        /// The record.
        number: String,
        /// Its revision.
        revision: i64,
    },
    /// The log says that it is longer or shorter than it is.
    #[error("the log says that it holds {told} revisions, and {found} are there")]
    Size {
        /// What the ledger says.
        told: i64,
        /// What is there.
        found: i64,
    },
    /// The database holds less than it did when the checkpoint was made.
    #[error(
        "the checkpoint of {at} covers {size} revisions, and only {found} are there: the end is missing, or an old copy was put back"
    )]
    Shorter {
        /// When it was made.
        at: Instant,
        /// What it covers.
        size: u64,
        /// What is there.
        found: u64,
    },
    /// The database holds something else than it did when the checkpoint was made.
    #[error("the first {size} revisions are not those that the checkpoint of {at} was made of")]
    Other {
        /// When it was made.
        at: Instant,
        /// What it covers.
        size: u64,
    },
    /// The checkpoint is of another organisation's log.
    #[error("the checkpoint of {at} is of {origin}, not of this log")]
    Origin {
        /// When it was made.
        at: Instant,
        /// Whose it is.
        origin: String,
    },
    /// What a record withholds is not what its marks say.
    #[error("what {number} withholds, or from whom, is not what its marks in the log say")]
    Marks {
        /// The record.
        number: String,
    },
    /// The database cannot be read.
    #[error(transparent)]
    Database(#[from] Refusal),
}

impl Store {
    /// Verifies the whole log, and that each of the checkpoints was made of it. They have been read with the public
    /// key, so that their signatures are proven.
    ///
    /// # Errors
    /// The first thing that does not fit.
    pub async fn verify(&self, checkpoints: &[Checkpoint]) -> Result<Verified, LogFault> {
        let mut asked: Vec<&Checkpoint> = checkpoints.iter().collect();
        asked.sort_by_key(|checkpoint| checkpoint.size);
        if let Some(other) = asked.iter().find(|checkpoint| checkpoint.org() != &*self.org) {
            return Err(LogFault::Origin { at: other.at, origin: other.origin.clone() });
        }
        let mut walk =
            Walk { store: self, asked: &asked, tree: Tree::new(), newest: HashMap::new() };
        walk.met()?;
        while walk.on().await? {}
        walk.end().await?;
        Ok(Verified {
            revisions: walk.tree.len(),
            covered: asked.last().map_or(0, |checkpoint| checkpoint.size),
            checkpoints: checkpoints.len(),
        })
    }
}

/// A walk through the log from its first revision.
struct Walk<'a> {
    store: &'a Store,
    asked: &'a [&'a Checkpoint],
    tree: Tree,
    /// The newest revision of each record so far, with its place.
    newest: HashMap<Id, (i64, Head)>,
}

impl Walk<'_> {
    fn place(&self) -> i64 {
        i64::try_from(self.tree.len()).unwrap_or(i64::MAX)
    }

    /// Takes the next revisions; false when there are none.
    async fn on(&mut self) -> Result<bool, LogFault> {
        let columns = row::COLUMNS;
        let next = sql(format!(
            "SELECT {columns}, r.seq, r.salts, r.leaf FROM revision r
             WHERE r.org = $1 AND r.seq > $2 ORDER BY r.seq LIMIT $3"
        ));
        let next = next.bind(&*self.store.org).bind(self.place()).bind(CHUNK);
        let rows = next.all(&mut self.store.read().await?).await?;
        for row in &rows {
            self.take(row)?;
        }
        Ok(!rows.is_empty())
    }

    fn take(&mut self, row: &Row) -> Result<(), LogFault> {
        let (head, body) = row::raw(row)?;
        let (expected, found) = (self.place() + 1, row.whole(row::NEXT)?);
        if found != expected {
            return Err(LogFault::Order { expected, found });
        }
        self.follows(found, &head)?;
        let changed = |field| LogFault::Changed {
            seq: found,
            number: head.number.clone(),
            revision: head.revision,
            field,
        };
        let fields = Fields::stored(&body).map_err(|_| changed(None))?;
        let salts = serde_json::from_str(&row.text(row::NEXT + 1)?).map_err(|_| changed(None))?;
        let leaf = Leaf::stored(&self.store.org, found, &head, fields, &salts)
            .map_err(|field| changed(Some(field)))?;
        let digest = leaf.digest()?;
        if digest != row.text(row::NEXT + 2)? {
            return Err(changed(None));
        }
        self.tree.push(digest);
        self.met()
    }

    /// Holds the revision against the one before it: numbers without gaps, each superseded when the next was written.
    fn follows(&mut self, seq: i64, head: &Head) -> Result<(), LogFault> {
        let follows = match self.newest.entry(head.id) {
            Entry::Vacant(place) => {
                place.insert((seq, head.clone()));
                head.revision == 1
            }
            Entry::Occupied(mut place) => {
                let (_, before) = place.insert((seq, head.clone()));
                head.revision == before.revision + 1 && before.until == Some(head.at)
            }
        };
        if follows { Ok(()) } else { Err(broken_off(seq, head)) }
    }

    /// Holds the tree against the checkpoints of its size.
    fn met(&mut self) -> Result<(), LogFault> {
        while let Some((first, rest)) = self.asked.split_first() {
            if first.size != self.tree.len() {
                break;
            }
            if first.root != root(&self.tree) {
                return Err(LogFault::Other { at: first.at, size: first.size });
            }
            self.asked = rest;
        }
        Ok(())
    }

    async fn end(&self) -> Result<(), LogFault> {
        if let Some(unmet) = self.asked.first() {
            let found = self.tree.len();
            return Err(LogFault::Shorter { at: unmet.at, size: unmet.size, found });
        }
        let told = sql("SELECT coalesce(max(size), 0) FROM ledger WHERE org = $1");
        let told =
            told.bind(&*self.store.org).one(&mut self.store.read().await?).await?.whole(0)?;
        if told != self.place() {
            return Err(LogFault::Size { told, found: self.place() });
        }
        let mut db = self.store.read().await?;
        if let Some(number) = secrecy::unmet(&mut db, self.store).await? {
            return Err(LogFault::Marks { number });
        }
        // A newest revision that says it was superseded would hide the record from every list.
        let mut ended: Vec<_> =
            self.newest.values().filter(|(_, head)| head.until.is_some()).collect();
        ended.sort_by_key(|(seq, _)| *seq);
        ended.first().map_or(Ok(()), |(seq, head)| Err(broken_off(*seq, head)))
    }
}

fn broken_off(seq: i64, head: &Head) -> LogFault {
    LogFault::Sequence { seq, number: head.number.clone(), revision: head.revision }
}
