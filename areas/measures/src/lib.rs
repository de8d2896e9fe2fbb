//! Measures: all roads to action end here, with owner, money, progress, effect and evidence.
//!
//! READ FIRST. One file per kind; the words are in `text/`, the lists to choose from in `content/scales/`.

pub mod evidence;
pub mod flow;
mod home;
pub mod improvement;
pub mod measure;
mod pages;
pub mod unfunded;

pub use evidence::Evidence;
pub use improvement::Improvement;
pub use measure::Measure;

use stadga_model::Kind;
use stadga_web::{Area, Aside, Home, Menu};

/// The area: its kinds with their rules and lifecycles, its words, lists, pages and demo region.
pub fn area() -> Area {
    Area {
        name: "measures",
        kinds: kinds(),
        texts: TEXTS,
        scales: SCALES,
        menu: vec![
            Menu { text: "menu-board", href: pages::BOARD, order: 10 },
            Menu { text: "menu-measures", href: "/measure", order: 11 },
            Menu { text: "menu-evidence", href: "/evidence", order: 12 },
            Menu { text: "menu-improvements", href: "/improvement", order: 13 },
            Menu { text: "menu-unfunded", href: pages::UNFUNDED, order: 14 },
        ],
        routes: Some(pages::routes),
        first: vec![Aside {
            kind: <Measure as stadga_model::Record>::KIND,
            render: |cx, revision, near| Box::pin(pages::report::button(cx, revision, near)),
        }],
        home: vec![Home { render: |cx| Box::pin(home::duties(cx)) }],
        fixtures: FIXTURES,
        ..Area::default()
    }
}

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// The lists that the area's fields choose from.
pub const SCALES: &[(&str, &str)] =
    &[("measures.toml", include_str!("../../../content/scales/measures.toml"))];

/// The demo region's measures.
pub const FIXTURES: &[(&str, &str)] = &[
    ("improvements.toml", include_str!("../fixtures/improvements.toml")),
    ("measures-closed-early.toml", include_str!("../fixtures/measures-closed-early.toml")),
    ("measures-closed-later.toml", include_str!("../fixtures/measures-closed-later.toml")),
    ("measures-done.toml", include_str!("../fixtures/measures-done.toml")),
    ("measures-ongoing-first.toml", include_str!("../fixtures/measures-ongoing-first.toml")),
    ("measures-ongoing.toml", include_str!("../fixtures/measures-ongoing.toml")),
    ("measures-coming.toml", include_str!("../fixtures/measures-coming.toml")),
    ("evidence.toml", include_str!("../fixtures/evidence.toml")),
];

/// The area's kinds with their rules.
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<Measure>(measure::rules).with(&measure::LIFECYCLE),
        Kind::of::<Evidence>(evidence::rules),
        Kind::of::<Improvement>(improvement::rules).with(&improvement::LIFECYCLE),
    ]
}

#[cfg(test)]
mod tests;
