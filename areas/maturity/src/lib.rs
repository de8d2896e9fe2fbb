//! Maturity: a sentence on what the area is about.
//!
//! READ FIRST. One file per kind; the words are in `text/`.

pub mod maturity_model;

pub use maturity_model::MaturityModel;

use stadga_model::Kind;
use stadga_web::{Area, Menu};

/// The area: its kinds with their rules and lifecycles, its words, menu and demo region.
pub fn area() -> Area {
    Area {
        name: "maturity",
        kinds: kinds(),
        texts: TEXTS,
        menu: vec![Menu { text: "menu-maturity", href: "/maturity-model", order: 60 }],
        fixtures: FIXTURES,
        ..Area::default()
    }
}

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// The demo region's maturity.
pub const FIXTURES: &[(&str, &str)] =
    &[("maturity/records.toml", include_str!("../fixtures/records.toml"))];

/// The area's kinds with their rules.
pub fn kinds() -> Vec<Kind> {
    vec![Kind::of::<MaturityModel>(maturity_model::rules).with(&maturity_model::LIFECYCLE)]
}

#[cfg(test)]
mod tests;
