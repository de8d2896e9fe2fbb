//! The only crate that knows SQL: revisions, links, views as of a date, lists, search, files, accounts.
//!
//! All reading and writing by people goes through the [`Door`]; it applies permission. The tables are few
//! (`schema.sql`); the current state is the newest revision of each record, a past state the newest up to then.
#![expect(clippy::disallowed_methods, reason = "SQL lives here and nowhere else")]

mod account;
mod attempt;
mod breach;
mod break_glass;
mod carry;
mod counted;
mod directory;
mod disposal;
mod door;
mod engine;
mod event;
mod export;
mod factor;
mod fault;
mod figures;
mod files;
mod heap;
mod identity;
mod invitation;
mod job;
mod lines;
mod links;
mod list;
mod log;
mod many;
mod moment;
mod number;
mod permitted;
mod reach;
mod reveal;
mod row;
mod rows;
mod saved;
mod seal;
mod search;
mod secrecy;
mod seed;
mod session;
mod sorted;
#[cfg(test)]
mod tests;
mod token;
mod turn;
mod view;
mod waiting;
mod within;
mod write;

pub use account::Account;
pub use breach::{Breach, BreachQuery, Breaches, Swept};
pub use break_glass::Alarm;
pub use carry::CarryFault;
pub use counted::{Group, Known};
pub use directory::{DirectoryGroup, DirectoryKey, DirectoryUser};
pub use door::{Door, Opened};
pub use engine::{Database, Place, Store, StoreOptions};
pub use event::{Event, NewEvent};
pub use export::{ExportFault, Exported, Parts, Source};
pub use factor::{Factor, FactorKind, factor_place};
pub use figures::{Connections, Figures};
pub use files::{NewFile, StoredFile};
pub use heap::Heap;
pub use invitation::Invitation;
pub use job::Turn;
pub use list::{Compare, Filter, ListQuery, Page, Sort};
pub use log::{
    Checkpoint, CheckpointFault, LogFault, Proof, ProofFault, Proven, Shown, Signer, Verified,
    Verifier,
};
pub use moment::WoundBack;
pub use reach::{Edge, Paths, Reached};
pub use saved::SavedView;
pub use seal::{Keys, SealFault};
pub use search::Hit;
pub use seed::{Fixtures, SeedFault};
pub use session::StoredSession;
pub use token::ApiToken;
pub use write::{Batch, Written};

use sha2::{Digest as _, Sha256};

/// The organisation whose data is asked for: the first part of every key.
pub type Org = std::sync::Arc<str>;

/// SHA-256 as 64 hexadecimal digits: what secrets are kept as, and what files are named by.
pub fn sha256_hex(bytes: impl AsRef<[u8]>) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    base16ct::lower::encode_string(bytes)
}

/// The 32 bytes that 64 hexadecimal digits stand for.
fn unhex(digits: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let read = base16ct::mixed::decode(digits, &mut bytes).ok()?;
    (read.len() == 32).then_some(bytes)
}

/// A database that broke, is away or is full is nobody's fault that a user could mend: the cause goes to the log.
fn broken(error: sqlx::Error) -> stadga_model::Refusal {
    fault::refusal_of(&error)
}
