//! Frameworks: standards, laws and baselines with their requirements, in from files and out to them, mapped to each other.
//!
//! READ FIRST. One file per kind; files come in by `read` (a library), are held against what is here by `plan` and written
//! by `take`; `write` gives them out, `shipped` is what comes along. The words are in `text/`, the lists to choose from in
//! `content/scales/frameworks.toml`, the frameworks that come along in `content/frameworks/`.

mod command;
pub mod control;
mod fixtures;
pub mod framework;
pub mod mapping;
mod pages;
pub mod plan;
pub mod read;
pub mod requirement;
pub mod risk_matrix;
pub mod rows;
pub mod shipped;
pub mod take;
pub mod write;

pub use control::{ReferenceControl, Threat};
pub use framework::Framework;
pub use mapping::{FrameworkMapping, Pair, Relationship};
pub use requirement::FrameworkRequirement;
pub use risk_matrix::RiskMatrixLibrary;

use stadga_model::Kind;
use stadga_web::Area;

/// The area: its kinds with their rules, its words, lists, pages, command and demo region.
pub fn area() -> Area {
    Area {
        name: "frameworks",
        kinds: kinds(),
        texts: TEXTS,
        scales: SCALES,
        menu: pages::menu(),
        needs: pages::NEEDS,
        routes: Some(pages::routes),
        asides: pages::asides(),
        tabs: pages::tabs(),
        commands: vec![command::command()],
        fixtures: fixtures::fixtures(),
        ..Area::default()
    }
}

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// The lists that the area's fields choose from.
pub const SCALES: &[(&str, &str)] =
    &[("frameworks.toml", include_str!("../../../content/scales/frameworks.toml"))];

/// The area's kinds with their rules.
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<Framework>(framework::rules),
        Kind::of::<FrameworkRequirement>(requirement::rules),
        Kind::of::<FrameworkMapping>(mapping::rules),
        Kind::of::<ReferenceControl>(control::rules),
        Kind::of::<Threat>(control::threat_rules),
        Kind::of::<RiskMatrixLibrary>(risk_matrix::rules),
    ]
}

#[cfg(test)]
mod tests;
