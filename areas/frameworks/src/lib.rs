//! Frameworks: a sentence on what the area is about.
//!
//! READ FIRST. One file per kind; the words are in `text/`.

pub mod framework;

pub use framework::Framework;

use stadga_model::Kind;
use stadga_web::{Area, Menu};

/// The area: its kinds with their rules and lifecycles, its words, menu and demo region.
pub fn area() -> Area {
    Area {
        name: "frameworks",
        kinds: kinds(),
        texts: TEXTS,
        menu: vec![Menu { text: "menu-frameworks", href: "/framework", order: 60 }],
        fixtures: FIXTURES,
        ..Area::default()
    }
}

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// The demo region's frameworks.
pub const FIXTURES: &[(&str, &str)] =
    &[("frameworks/records.toml", include_str!("../fixtures/records.toml"))];

/// The area's kinds with their rules.
pub fn kinds() -> Vec<Kind> {
    vec![Kind::of::<Framework>(framework::rules).with(&framework::LIFECYCLE)]
}

#[cfg(test)]
mod tests;
