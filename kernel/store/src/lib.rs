//! The only crate that knows SQL: revisions, links, views as of a date, lists, search, files, accounts.
//!
//! All reading and writing by people goes through the [`Door`]; it applies permission. The tables are few
//! (`schema.sql`); the current state is the newest revision of each record, a past state the newest up to then.
#![expect(clippy::disallowed_methods, reason = "SQL lives here and nowhere else")]

mod account;
mod door;
mod engine;
mod files;
mod list;
mod many;
mod number;
mod row;
mod saved;
mod search;
mod seed;
mod session;
#[cfg(test)]
mod tests;
mod view;
mod write;

pub use account::{Account, Invitation};
pub use door::{Door, Opened};
pub use engine::{Store, StoreOptions};
pub use files::StoredFile;
pub use list::{Compare, Filter, ListQuery, Page, Sort};
pub use saved::SavedView;
pub use search::Hit;
pub use seed::{Fixtures, SeedFault};
pub use session::StoredSession;
pub use write::{Batch, Written};

/// The organisation whose data is asked for: the first part of every key.
pub type Org = std::sync::Arc<str>;

/// A broken database is nobody's fault that a user could mend: the cause goes to the log.
fn broken(error: sqlx::Error) -> stadga_model::Refusal {
    stadga_model::Refusal::broken(error)
}
