//! Maturity: rounds of measurement by models that are data, what each administration answers, and which areas are chosen.
//!
//! READ FIRST. One file per kind; `model` and `level` are the models and their arithmetic, `measurement` a round with all that
//! was answered in it. The words are in `text/`, the lists to choose from in `content/scales/`, the models in
//! `content/maturity/`.

mod awaits;
mod carried;
mod changed;
mod chapter;
mod charts;
mod documents;
mod home;
pub mod level;
mod limits;
pub mod maturity_assessment;
pub mod maturity_choice;
pub mod maturity_round;
mod measurement;
pub mod model;
mod pages;

pub use carried::{FIXTURES, SCALES, TEXTS};
pub use maturity_assessment::MaturityAssessment;
pub use maturity_choice::MaturityChoice;
pub use maturity_round::MaturityRound;
pub use model::Model;

use stadga_model::Kind;
use stadga_web::{Area, Awaits, Home, chapter::Chapters};

/// The area: its kinds with their rules and lifecycles, its words, lists, pages and demo region.
pub fn area() -> Area {
    Area {
        name: "maturity",
        kinds: kinds(),
        texts: TEXTS,
        scales: SCALES,
        menu: pages::menu(),
        routes: Some(pages::routes),
        first: pages::first(),
        asides: pages::asides(),
        home: vec![Home { render: |cx| Box::pin(home::duties(cx)) }],
        awaits: vec![Awaits { of: |cx, body| Box::pin(awaits::awaits(cx, body)) }],
        chapters: vec![Chapters {
            about: "maturity",
            of: |cx, scope| Box::pin(chapter::maturity(cx, scope)),
        }],
        fixtures: FIXTURES,
        ..Area::default()
    }
}

/// The area's kinds with their rules.
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<MaturityRound>(maturity_round::rules)
            .with(&maturity_round::LIFECYCLE)
            .closing(maturity_round::open_fields),
        Kind::of::<MaturityAssessment>(maturity_assessment::rules)
            .with(&maturity_assessment::LIFECYCLE)
            .closing(maturity_assessment::open_fields)
            .completing(maturity_assessment::complete),
        Kind::of::<MaturityChoice>(maturity_choice::rules)
            .with(&maturity_choice::LIFECYCLE)
            .closing(maturity_choice::open_fields),
    ]
}

#[cfg(test)]
mod tests;
