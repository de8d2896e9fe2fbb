//! The ways in which a request can fail, and those that are nobody's fault: someone was quicker, the database is away.

use crate::{Finding, Revision};

/// Why something was not done. One place each turns it into a page, an API problem or an exit code.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such record, or the actor may not know that there is.
    #[error("not found")]
    NotFound,
    /// The actor may see the record but not do this.
    #[error("denied")]
    Denied,
    /// Every rule that the write breaks, at once. Nothing was saved.
    #[error("refused: {}", blocking(.0))]
    Refused(Vec<Finding>),
    /// Someone else saved the record meanwhile; here is theirs. Nothing was saved.
    #[error("changed meanwhile")]
    Stale(Box<Revision>),
    /// The past cannot be changed: the view looks at a past date.
    #[error("the past cannot be changed")]
    Past,
    /// The database does not answer now; the reason is for the log only. What was under way may have been kept or not.
    #[error("the database is away: {0}")]
    Away(String),
    /// The disk is full; the reason is for the log only. Nothing was saved.
    #[error("there is no space left: {0}")]
    Full(String),
    /// Something broke; the reason is for the log only.
    #[error("broken: {0}")]
    Broken(String),
}

/// What stops the write, without what merely warns.
fn blocking(findings: &[Finding]) -> String {
    let keys = findings.iter().filter(|finding| finding.is_blocking()).map(Finding::text_key);
    keys.collect::<Vec<_>>().join(", ")
}

impl Refusal {
    /// A broken thing, with its cause for the log.
    pub fn broken(cause: impl std::fmt::Display) -> Self {
        Self::Broken(cause.to_string())
    }
}
