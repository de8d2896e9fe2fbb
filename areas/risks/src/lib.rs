//! Risks: what may happen to what, how likely and how bad, what is done about it and who bears what is left; and what has
//! been analysed, when, and what has not.
//!
//! READ FIRST. One file per kind; `method` knows scales and matrices of `content/risks/methods.toml`, `coverage` and
//! `picture` answer questions, `import` reads files; the words are in `text/`, the lists in `content/scales/risks.toml`.

pub mod acceptance;
pub mod analysis;
mod awaits;
mod carried;
mod chapter;
pub mod coverage;
mod days;
pub mod demand;
mod documents;
mod home;
pub mod import;
pub mod method;
mod pages;
pub mod picture;
pub mod risk;
pub mod source;
pub mod threat;
pub mod trigger;

pub use acceptance::RiskAcceptance;
pub use analysis::RiskAnalysis;
pub use carried::{FIXTURES, SCALES, TEXTS};
pub use demand::RiskDemand;
pub use risk::Risk;
pub use source::RiskSource;
pub use threat::ThreatLevel;

use stadga_model::{Action, Kind, Record as _};
use stadga_web::{Area, Awaits, Home, Need, chapter::Chapters};

/// The area: its kinds with their rules and lifecycles, its words, lists, pages, duties, chapter and demo region.
pub fn area() -> Area {
    Area {
        name: "risks",
        kinds: kinds(),
        texts: TEXTS,
        scales: SCALES,
        menu: pages::menu(),
        needs: &[Need { href: pages::READ, action: Action::Create, kind: Risk::KIND }],
        routes: Some(pages::routes),
        first: pages::first(),
        asides: pages::asides(),
        home: vec![Home { render: |cx| Box::pin(home::duties(cx)) }],
        awaits: vec![Awaits { of: |cx, body| Box::pin(awaits::awaits(cx, body)) }],
        chapters: vec![Chapters {
            about: "risks",
            of: |cx, scope| Box::pin(chapter::chapter(cx, scope)),
        }],
        fixtures: FIXTURES,
        ..Area::default()
    }
}

/// The area's kinds with their rules.
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<Risk>(risk::rules).with(&risk::LIFECYCLE).completing(risk::complete),
        Kind::of::<RiskAnalysis>(analysis::rules).with(&analysis::LIFECYCLE),
        Kind::of::<RiskDemand>(demand::rules).with(&demand::LIFECYCLE),
        Kind::of::<RiskAcceptance>(acceptance::rules).with(&acceptance::LIFECYCLE),
        Kind::of::<ThreatLevel>(threat::rules),
        Kind::of::<RiskSource>(source::rules),
    ]
}

#[cfg(test)]
mod tests;
