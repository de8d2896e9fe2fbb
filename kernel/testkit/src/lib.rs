//! The program in memory for tests: areas with their fixtures planted, signed-in readers, and the tests every area gets.
//!
//! ```text
//! # async fn test(areas: Vec<stadga_web::Area>) {
//! let world = stadga_testkit::World::of(areas).await;
//! let mut strategist = world.sign_in("strateg").await;
//! strategist.get("/measure").await.is(200).has("Åtgärder");
//! # }
//! ```
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up fails"
)]

mod client;
mod log;
mod planted;
pub mod rules;
pub mod standard;
mod world;

pub use client::{Answer, Client};
pub use log::Log;
pub use world::{NOW, PASSWORD, World};
