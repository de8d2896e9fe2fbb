//! Verifying a database against its checkpoints: everything is computed anew, and the first thing that does not fit named.

use super::{Checkpoint, walk::Walk};
use crate::Store;
use stadga_model::{Instant, Refusal};

/// What was verified.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// How many revisions.
    pub revisions: u64,
    /// How many of them the last checkpoint covers.
    pub covered: u64,
    /// How many checkpoints.
    pub checkpoints: usize,
    /// How many values are sealed.
    pub sealed: u64,
    /// How many values each disposal has taken away: its number, and how many.
    pub disposed: Vec<(String, u64)>,
    /// How many files.
    pub files: u64,
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
    /// A value is neither in its revision nor sealed, and no disposal says that it is gone; or it is there twice.
    #[error("{number}, revision {revision} (place {seq} of the log): field {field} {what}")]
    Value {
        /// Its place.
        seq: i64,
        /// The record.
        number: String,
        /// Its revision.
        revision: i64,
        /// The field.
        field: String,
        /// What is wrong with it.
        what: &'static str,
    },
    /// A file is not what it is kept by, or a record names one that is not there.
    #[error("the file {id} {what}")]
    File {
        /// What it is kept by: the SHA-256 that its name and bytes should have.
        id: String,
        /// What is wrong with it.
        what: &'static str,
    },
    /// The database cannot be read.
    #[error(transparent)]
    Database(#[from] Refusal),
}

impl Store {
    /// Verifies the whole log, and that each of the checkpoints was made of it. They have been read with the public
    /// key, so that their signatures are proven. Memory grows by a few bytes a record, whatever is in it.
    ///
    /// # Errors
    /// The first thing that does not fit.
    pub async fn verify(&self, checkpoints: &[Checkpoint]) -> Result<Verified, LogFault> {
        let mut asked: Vec<&Checkpoint> = checkpoints.iter().collect();
        asked.sort_by_key(|checkpoint| checkpoint.size);
        if let Some(other) = asked.iter().find(|checkpoint| checkpoint.org() != &*self.org) {
            return Err(LogFault::Origin { at: other.at, origin: other.origin.clone() });
        }
        let mut walk = Walk::new(self, &asked).await?;
        while walk.on().await? {}
        let verified = walk.end().await?;
        Ok(Verified {
            covered: asked.last().map_or(0, |checkpoint| checkpoint.size),
            checkpoints: checkpoints.len(),
            ..verified
        })
    }
}
