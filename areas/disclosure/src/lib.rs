//! Disclosure: requests for public documents, what is masked in them and why, and what was given out (SEC-07, TF 2 kap.).
//!
//! READ FIRST. One file per kind; `gather` finds what a request covers and each detail to decide on, `extract` is what is
//! given out and nothing else, `attached` the files that go with it, `documents/` sets it, `pages/` is the workbench.

mod attached;
pub mod copy;
pub mod detail;
mod documents;
mod extract;
mod gather;
mod home;
mod pages;
pub mod request;
mod wording;

pub use copy::DisclosureCopy;
pub use detail::DisclosureDetail;
pub use request::DisclosureRequest;

use stadga_model::Kind;
use stadga_web::{Area, Aside, Home, Menu};

/// The area: its kinds with their rules, words, scales, pages and demo requests.
pub fn area() -> Area {
    Area {
        name: "disclosure",
        kinds: kinds(),
        texts: TEXTS,
        scales: SCALES,
        menu: vec![
            Menu { text: "menu-disclosure-requests", href: "/disclosure-request", order: 74 },
            Menu { text: "menu-disclosure-copies", href: "/disclosure-copy", order: 75 },
        ],
        routes: Some(pages::routes),
        asides: vec![Aside {
            kind: "disclosure-request",
            render: |cx, r, near| Box::pin(pages::aside(cx, r, near)),
        }],
        home: vec![Home { render: |cx| Box::pin(home::duties(cx)) }],
        fixtures: FIXTURES,
        ..Area::default()
    }
}

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// How requests come in, how long they may take, and where one appeals.
pub const SCALES: &[(&str, &str)] =
    &[("disclosure.toml", include_str!("../../../content/scales/disclosure.toml"))];

/// The demo region's requests.
pub const FIXTURES: &[(&str, &str)] = &[
    ("disclosure/requests.toml", include_str!("../fixtures/requests.toml")),
    ("disclosure/given.toml", include_str!("../fixtures/given.toml")),
];

/// The area's kinds with their rules.
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<DisclosureRequest>(request::rules).with(&request::LIFECYCLE),
        Kind::of::<DisclosureDetail>(detail::rules),
        Kind::of::<DisclosureCopy>(|_, _| Vec::new()),
    ]
}

#[cfg(test)]
mod tests;
