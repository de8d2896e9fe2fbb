//! The gate that every request passes: who asks, what their roles grant today, from which instant they look.
//!
//! Deny by default: what is not on the short list of open paths is for those who have signed in (SEC-08).

mod admit;
mod layers;
mod level;
mod named;
mod pace;
mod plain;
mod reader;
mod weight;

pub use admit::OPEN;
pub use layers::protect;
pub use level::require_level;
pub(crate) use level::{STEP_UP, TWO_FACTOR, next};
pub(crate) use named::Number;
pub(crate) use pace::Pace;
pub use pace::{Cost, costly};
pub(crate) use reader::{ByService, SignedIn, begin_session};
pub use reader::{Reader, end_session};
pub(crate) use weight::too_large;
