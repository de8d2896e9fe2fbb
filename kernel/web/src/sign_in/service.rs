//! The organisation's own sign-in services (OpenID Connect): there and back, and out.

mod back;
mod begin;
mod fetch;
mod known;
mod out;

pub(super) use back::come_back;
pub(super) use begin::{begin, buttons};
pub use known::Services;
pub(super) use out::{ended, signed_out};

use crate::{App, Problem};
use axum::http::StatusCode;
use stadga_access::OidcFault;

/// Where answers come back to.
const BACK: &str = "/sign-in/back";

/// Why a sign-in at a service came to nothing.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    /// The service does not answer, or answers no.
    #[error("it cannot be reached: {0}")]
    Away(String),
    /// What it says is not believed.
    #[error(transparent)]
    Fault(#[from] OidcFault),
}

impl Trouble {
    /// The page that tells of it. The log says why, and never of whom.
    fn told(&self, service: &str) -> Problem {
        tracing::warn!(service, fault = %self, "a sign-in service could not be used");
        match self {
            Self::Away(_) => Problem::told(StatusCode::BAD_GATEWAY, "service-away"),
            Self::Fault(_) => Problem::told(StatusCode::FORBIDDEN, "service-refused"),
        }
    }
}

/// The address of a page here, as the service is told it.
fn own(app: &App, path: &str) -> String {
    format!("{}{path}", app.sign_in.origin)
}
