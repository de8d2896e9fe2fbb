//! Frameworks: standards, laws and baselines with their requirements, in from files and out to them, mapped to each other.
//!
//! READ FIRST. One file per kind. The words are in `text/`.

pub mod control;
pub mod framework;
pub mod mapping;
pub mod requirement;
pub mod risk_matrix;
pub mod rows;

pub use control::{ReferenceControl, Threat};
pub use framework::Framework;
pub use mapping::{FrameworkMapping, Pair, Relationship};
pub use requirement::FrameworkRequirement;
pub use risk_matrix::RiskMatrixLibrary;

use stadga_model::Kind;
use stadga_web::{Area, Menu};

/// The area: its kinds with their rules, its words, scales, menu and demo region.
pub fn area() -> Area {
    Area {
        name: "frameworks",
        kinds: kinds(),
        texts: TEXTS,
        scales: SCALES,
        menu: vec![
            Menu { text: "menu-frameworks", href: "/framework", order: 71 },
            Menu { text: "menu-framework-mappings", href: "/framework-mapping", order: 72 },
        ],
        fixtures: FIXTURES,
        ..Area::default()
    }
}

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// The lists that the area's fields choose from.
pub const SCALES: &[(&str, &str)] =
    &[("frameworks.toml", include_str!("../../../content/scales/frameworks.toml"))];

/// The demo region's frameworks.
pub const FIXTURES: &[(&str, &str)] =
    &[("frameworks/records.toml", include_str!("../fixtures/records.toml"))];

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
