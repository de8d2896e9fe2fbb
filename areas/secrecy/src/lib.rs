//! Secrecy: marks with their grounds and review, what was read of marked content (SEC-01…SEC-05), and references to what
//! must not be here at all (NIS-05).
//!
//! READ FIRST. Marks and readings are the kernel's kinds, for every record can be marked; the words, the grounds and what
//! is asked of people stand here.

mod home;
pub mod reference;
mod sample;
mod together;

pub use reference::ProtectiveReference;

use axum::{Router, routing::get};
use stadga_model::{Kind, Lifecycle, Mark, Move, Reading};
use stadga_web::{Area, Home, Menu, Need};

/// What happens to a mark: it stands until it is lifted (hävs).
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "active",
    moves: &[
        Move { name: "lift", from: &["active"], to: "lifted" },
        Move { name: "restore", from: &["lifted"], to: "active" },
    ],
    back: &["lift", "restore"],
};

/// The area: its kinds, words, grounds, menu and demo marks.
pub fn area() -> Area {
    Area {
        name: "secrecy",
        kinds: kinds(),
        texts: TEXTS,
        scales: SCALES,
        menu: vec![
            Menu { text: "menu-marks", href: "/mark", order: 70 },
            Menu { text: "menu-readings", href: "/reading", order: 71 },
            Menu { text: "menu-sample", href: sample::SAMPLE, order: 72 },
            Menu { text: "menu-references", href: "/protective-reference", order: 73 },
            Menu { text: "menu-together", href: together::TOGETHER, order: 74 },
        ],
        needs: &[
            Need { href: "/mark", action: stadga_model::Action::Read, kind: "mark" },
            Need { href: "/reading", action: stadga_model::Action::Read, kind: "reading" },
            Need { href: sample::SAMPLE, action: stadga_model::Action::Read, kind: "reading" },
            Need { href: together::TOGETHER, action: stadga_model::Action::Create, kind: "mark" },
        ],
        routes: Some(|| {
            Router::new()
                .route("/secrecy/sample", get(sample::show))
                .route("/secrecy/together", get(together::show))
        }),
        home: vec![
            Home { render: |cx| Box::pin(home::duties(cx)) },
            Home { render: |cx| Box::pin(together::duties(cx)) },
        ],
        fixtures: FIXTURES,
        ..Area::default()
    }
}

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// The grounds of secrecy, and which come to mind for what.
pub const SCALES: &[(&str, &str)] =
    &[("secrecy.toml", include_str!("../../../content/scales/secrecy.toml"))];

/// The demo region's marks.
pub const FIXTURES: &[(&str, &str)] = &[
    ("marks.toml", include_str!("../fixtures/marks.toml")),
    ("readings.toml", include_str!("../fixtures/readings.toml")),
    ("references.toml", include_str!("../fixtures/references.toml")),
];

/// The area's kinds with their rules.
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<Mark>(Mark::rules).with(&LIFECYCLE),
        Kind::of::<Reading>(|_, _| Vec::new()),
        Kind::of::<ProtectiveReference>(reference::rules),
    ]
}

#[cfg(test)]
mod tests;
