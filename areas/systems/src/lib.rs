//! Systems: the configuration items that services stand on, what they need of each other, and who keeps that known.
//!
//! READ FIRST. One file per kind; what relations mean is in `relation.rs`, what falls with what in `impact.rs`. The words
//! are in `text/`, the lists to choose from in `content/scales/systems.toml`, other rule data in `content/systems/`.

mod archimate;
pub mod asset;
mod days;
pub mod duties;
mod fixtures;
pub mod freshness;
mod home;
pub mod impact;
pub mod import;
pub mod integration;
pub mod item;
mod pages;
pub mod relation;
pub mod roles;
pub mod service;
pub mod source;
pub mod standard;
pub mod transfer;

pub use asset::WorkplaceAsset;
pub use fixtures::FIXTURES;
pub use integration::Integration;
pub use item::ConfigurationItem;
pub use service::Service;
pub use source::ImportSource;
pub use standard::Standard;
pub use transfer::Transfer;

use stadga_model::Kind;
use stadga_web::{Area, Home, Menu};

/// The area: its kinds with their rules and lifecycles, its words, lists, pages and demo region.
pub fn area() -> Area {
    Area {
        name: "systems",
        kinds: kinds(),
        texts: TEXTS,
        scales: SCALES,
        menu: vec![
            Menu { text: "menu-cmdb", href: pages::STATE, order: 60 },
            Menu { text: "menu-items", href: "/configuration-item", order: 61 },
            Menu { text: "menu-services", href: "/service", order: 62 },
            Menu { text: "menu-integrations", href: "/integration", order: 63 },
            Menu { text: "menu-transfers", href: "/transfer", order: 64 },
            Menu { text: "menu-standards", href: "/standard", order: 65 },
            Menu { text: "menu-assets", href: "/workplace-asset", order: 66 },
        ],
        routes: Some(pages::routes),
        asides: pages::asides(),
        tabs: pages::tabs(),
        home: vec![Home { render: |cx| Box::pin(home::duties(cx)) }],
        fixtures: FIXTURES,
        ..Area::default()
    }
}

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// The lists that the area's fields choose from.
pub const SCALES: &[(&str, &str)] =
    &[("systems.toml", include_str!("../../../content/scales/systems.toml"))];

/// The area's kinds with their rules.
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<ConfigurationItem>(item::rules).with(&item::LIFECYCLE),
        Kind::of::<Service>(service::rules).with(&service::LIFECYCLE),
        Kind::of::<Integration>(integration::rules).with(&integration::LIFECYCLE),
        Kind::of::<Transfer>(transfer::rules).with(&integration::LIFECYCLE),
        Kind::of::<Standard>(standard::rules),
        Kind::of::<WorkplaceAsset>(asset::rules),
        Kind::of::<ImportSource>(source::rules),
    ]
}

#[cfg(test)]
mod tests;
