//! Decisions: who decided what with which right, what was given to whom to do, and what the bodies' minutes show.
//!
//! READ FIRST. One file per kind; the words are in `text/`, the lists to choose from in `content/scales/`.

pub mod briefing;
mod days;
pub mod decision;
pub mod delegation;
pub mod escalation;
mod home;
pub mod mandate;
pub mod minute;
mod pages;
pub mod postponement;
pub mod read;
pub mod treatment;
pub mod waiting;

pub use briefing::Briefing;
pub use decision::Decision;
pub use delegation::Delegation;
pub use escalation::Escalation;
pub use mandate::Mandate;
pub use minute::Minute;

use stadga_model::Kind;
use stadga_web::{Area, Home};

/// The area: its kinds with their rules and lifecycles, its words, lists, pages and demo region.
pub fn area() -> Area {
    Area {
        name: "decisions",
        kinds: kinds(),
        texts: TEXTS,
        scales: SCALES,
        menu: pages::menu(),
        needs: pages::NEEDS,
        routes: Some(pages::routes),
        asides: pages::asides(),
        home: vec![Home { render: |cx| Box::pin(home::duties(cx)) }],
        fixtures: FIXTURES,
        ..Area::default()
    }
}

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// The lists that the area's fields choose from.
pub const SCALES: &[(&str, &str)] =
    &[("decisions.toml", include_str!("../../../content/scales/decisions.toml"))];

/// The demo region's decisions.
pub const FIXTURES: &[(&str, &str)] = &[
    ("delegations.toml", include_str!("../fixtures/delegations.toml")),
    ("decisions.toml", include_str!("../fixtures/decisions.toml")),
    ("mandates.toml", include_str!("../fixtures/mandates.toml")),
    ("minutes.toml", include_str!("../fixtures/minutes.toml")),
    ("briefings.toml", include_str!("../fixtures/briefings.toml")),
    ("escalations.toml", include_str!("../fixtures/escalations.toml")),
];

/// The area's kinds with their rules.
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<Decision>(decision::rules)
            .with(&decision::LIFECYCLE)
            .closing(decision::open_fields),
        Kind::of::<Delegation>(delegation::rules),
        Kind::of::<Mandate>(mandate::rules).with(&mandate::LIFECYCLE),
        Kind::of::<Minute>(minute::rules),
        Kind::of::<Briefing>(briefing::rules),
        Kind::of::<Escalation>(escalation::rules).with(&escalation::LIFECYCLE),
    ]
}

#[cfg(test)]
mod tests;
