//! What went wrong, as an answer: a status and a sentence; one layer turns it into a page or an API problem.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use stadga_model::Refusal;
use std::sync::Arc;

/// The value of a problem's text that says after how many seconds one may try again.
const WAIT: &str = "seconds";

/// Why a request was not done.
#[derive(Clone, Debug)]
pub enum Problem {
    /// The store or a rule said no.
    Refused(Arc<Refusal>),
    /// The request itself cannot be used; the text `problem-{key}` says why, with values.
    Told {
        /// The answer's status.
        status: StatusCode,
        /// The text's key after `problem-`.
        key: &'static str,
        /// Values for the text.
        values: Vec<(&'static str, String)>,
    },
}

impl Problem {
    /// A request that cannot be used.
    pub fn told(status: StatusCode, key: &'static str) -> Self {
        Self::Told { status, key, values: Vec::new() }
    }

    /// The same with a value for its text.
    pub fn with(self, name: &'static str, value: impl ToString) -> Self {
        match self {
            Self::Told { status, key, mut values } => {
                values.push((name, value.to_string()));
                Self::Told { status, key, values }
            }
            refused => refused,
        }
    }

    /// After how many seconds one may try again, where the problem is that there is too much to do.
    pub(crate) fn wait(&self) -> Option<&str> {
        match self {
            Self::Told { values, .. } => {
                values.iter().find(|(name, _)| *name == WAIT).map(|(_, seconds)| seconds.as_str())
            }
            Self::Refused(_) => None,
        }
    }

    /// The same, to be tried again after so many seconds.
    pub(crate) fn after(self, seconds: u64) -> Self {
        self.with(WAIT, seconds)
    }

    /// The answer's status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Told { status, .. } => *status,
            Self::Refused(refusal) => match **refusal {
                Refusal::NotFound => StatusCode::NOT_FOUND,
                Refusal::Denied => StatusCode::FORBIDDEN,
                Refusal::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
                Refusal::Stale(_) | Refusal::Past => StatusCode::CONFLICT,
                Refusal::Away(_) => StatusCode::SERVICE_UNAVAILABLE,
                Refusal::Full(_) => StatusCode::INSUFFICIENT_STORAGE,
                Refusal::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
            },
        }
    }

    /// The key of its texts: `problem-{key}` with `.what` (what happened and what was kept) and `.do` (what to do).
    pub fn key(&self) -> &'static str {
        match self {
            Self::Told { key, .. } => key,
            Self::Refused(refusal) => match **refusal {
                Refusal::NotFound => "not-found",
                Refusal::Denied => "denied",
                Refusal::Refused(_) => "refused",
                Refusal::Stale(_) => "stale",
                Refusal::Past => "past",
                Refusal::Away(_) => "away",
                Refusal::Full(_) => "full",
                Refusal::Broken(_) => "broken",
            },
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Arc::new(refusal))
    }
}

/// The bare answer; the layer of `problem_page` finds the problem among its extensions and gives it words.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
