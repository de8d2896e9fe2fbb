//! Classification: what information there is, who owns it, what it is worth, and what that asks of those who use and run it.
//!
//! READ FIRST. One file per kind; `class` and `inherit` are the arithmetic, `standing` tells what is classified, `suggest` what
//! helps an owner. The words are in `text/`, the lists to choose from in `content/scales/classification.toml`, questions,
//! safeguards, handling rules and numbers in `content/classification/`.

mod carried;
mod chapter;
pub mod class;
pub mod classification;
mod days;
pub mod handling;
pub mod handling_rule;
mod home;
pub mod import;
pub mod information_object;
pub mod inherit;
pub mod limits;
mod pages;
mod paint;
pub mod questions;
mod register;
pub mod review;
pub mod round;
pub mod safeguards;
pub mod source;
pub mod standing;
pub mod suggest;
pub mod superior;
pub mod survey;
pub mod system_protection;
mod systems;

pub use carried::{FIXTURES, SCALES, TEXTS};
pub use classification::Classification;
pub use handling_rule::HandlingRule;
pub use information_object::InformationObject;
pub use review::ClassificationReview;
pub use round::ClassificationRound;
pub use source::ClassificationSource;
pub use system_protection::SystemProtection;

use stadga_model::Kind;
use stadga_web::{Area, Home};

/// The area: its kinds with their rules and lifecycles, its words, lists, pages and demo region.
pub fn area() -> Area {
    Area {
        name: "classification",
        kinds: kinds(),
        texts: TEXTS,
        scales: SCALES,
        menu: pages::menu(),
        routes: Some(pages::routes),
        open: &[pages::OPEN],
        first: pages::first(),
        asides: pages::asides(),
        home: vec![Home { render: |cx| Box::pin(home::duties(cx)) }],
        paints: vec![paint::OBJECTS],
        chapters: vec![chapter::CHAPTER],
        fixtures: FIXTURES,
        ..Area::default()
    }
}

/// The area's kinds with their rules.
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<InformationObject>(information_object::rules)
            .with(&information_object::LIFECYCLE),
        Kind::of::<Classification>(classification::rules).with(&classification::LIFECYCLE),
        Kind::of::<SystemProtection>(system_protection::rules),
        Kind::of::<HandlingRule>(handling_rule::rules),
        Kind::of::<ClassificationRound>(round::rules).with(&round::LIFECYCLE),
        Kind::of::<ClassificationReview>(review::rules).with(&review::LIFECYCLE),
        Kind::of::<ClassificationSource>(source::rules),
    ]
}

#[cfg(test)]
mod tests;
