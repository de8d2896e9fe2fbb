//! The page shell and what is written once for all kinds: list, form, record page, history, thread, API, import, export.

mod address;
mod api;
mod app;
mod area;
mod assets;
mod breach_page;
mod bulk;
pub mod chapter;
mod context;
mod export;
pub mod feed;
mod files;
mod form;
mod gate;
mod health;
mod home;
mod import;
mod list_page;
pub mod list_query;
mod outside;
mod past;
mod pick;
mod preference;
mod problem;
mod problem_page;
pub mod published;
mod record_page;
mod router;
mod scim;
mod search_page;
mod secrecy;
mod session_store;
mod shell;
mod sign_in;
mod spoken;
mod texts;
pub mod ui;

#[cfg(test)]
mod tests;

pub use address::{Address, id_of};
pub use api::openapi;
pub use app::{App, AppOptions};
pub use area::{
    Area, Aside, Awaiting, Awaits, Command, DirectoryOf, Duty, FunctionsOf, Future, Home, Menu,
    Need, Onward, Paint, Painted, RolesOf, Run, Said, Tabs, Told,
};
pub use context::Context;
pub use files::{attachment, keep as keep_file};
pub use form::{Excerpt, Fault, Filled, Written, address as form_address, parse};
pub use gate::{Cost, OPEN, Reader, costly, end_session, require_level};
pub use health::health;
pub use outside::{bare_page, out_of_service};
pub use past::{AS_OF, at_of};
pub use pick::Candidates;
pub use preference::{Theme, chosen_language};
pub use problem::Problem;
pub use record_page::{Difference, differences};
pub use router::router;
pub use secrecy::{MarkedOptions, Purpose};
pub use shell::Page;
pub use sign_in::{DirectoryOptions, Services, SignInOptions};
pub use texts::{TEXTS, missing_texts};
