//! The four ways in which a request can fail, and the fifth that is nobody's fault: someone was quicker.

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
