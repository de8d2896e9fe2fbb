//! Laws: a sentence on what the area is about.
//!
//! READ FIRST. One file per kind; the words are in `text/`.

pub mod law;

pub use law::Law;

use stadga_model::Kind;
use stadga_web::{Area, Menu};

/// The area: its kinds with their rules and lifecycles, its words, menu and demo region.
pub fn area() -> Area {
    Area {
        name: "laws",
        kinds: kinds(),
        texts: TEXTS,
        menu: vec![Menu { text: "menu-laws", href: "/law", order: 60 }],
        fixtures: FIXTURES,
        ..Area::default()
    }
}

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// The demo region's laws.
pub const FIXTURES: &[(&str, &str)] =
    &[("laws/records.toml", include_str!("../fixtures/records.toml"))];

/// The area's kinds with their rules.
pub fn kinds() -> Vec<Kind> {
    vec![Kind::of::<Law>(law::rules).with(&law::LIFECYCLE)]
}

#[cfg(test)]
mod tests;
