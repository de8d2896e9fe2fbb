//! The organisation: bodies and units, persons, who holds which role when, and the forums where they meet.
//!
//! READ FIRST. One file per kind; the words are in `text/`, the lists to choose from in `content/scales/`.

pub mod assignment;
mod directory;
pub mod forum;
mod functions;
mod held;
pub mod person;
pub mod posts;
pub mod unit;

pub use assignment::Assignment;
pub use forum::{Forum, Member, Part};
pub use person::Person;
pub use posts::Posts;
pub use unit::{Responsibility, Unit};

use stadga_model::Kind;
use stadga_web::{Area, Menu};

/// The area: its kinds with their rules, its words, lists, menu and demo region.
pub fn area() -> Area {
    Area {
        name: "organisation",
        kinds: kinds(),
        texts: TEXTS,
        scales: SCALES,
        menu: vec![
            Menu { text: "menu-units", href: "/unit", order: 80 },
            Menu { text: "menu-persons", href: "/person", order: 81 },
            Menu { text: "menu-assignments", href: "/assignment", order: 82 },
            Menu { text: "menu-forums", href: "/forum", order: 83 },
        ],
        fixtures: FIXTURES,
        roles: Some(|store, person, at| Box::pin(held::roles(store, person, at))),
        functions: Some(|door, language| Box::pin(functions::of(door, language))),
        directory: Some(|store, told| Box::pin(directory::keep(store, told))),
        ..Area::default()
    }
}

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// The lists that the area's fields choose from.
pub const SCALES: &[(&str, &str)] =
    &[("organisation.toml", include_str!("../../../content/scales/organisation.toml"))];

/// The demo region's organisation.
pub const FIXTURES: &[(&str, &str)] = &[
    ("units.toml", include_str!("../fixtures/units.toml")),
    ("persons.toml", include_str!("../fixtures/persons.toml")),
    ("assignments.toml", include_str!("../fixtures/assignments.toml")),
    ("forums.toml", include_str!("../fixtures/forums.toml")),
];

/// The area's kinds with their rules.
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<Unit>(unit::rules),
        Kind::of::<Person>(person::rules),
        Kind::of::<Assignment>(assignment::rules),
        Kind::of::<Forum>(forum::rules),
    ]
}

#[cfg(test)]
mod tests;
