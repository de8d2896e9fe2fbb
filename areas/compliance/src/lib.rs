//! Compliance: how frameworks are complied with, what controls find, what the board has controlled, and the figures.
//!
//! READ FIRST. One file per kind. `tally` counts, `questions` tells what answers to questions come to, `counted` what a control
//! counts for across frameworks, `series` puts figures together, `sample` draws by lot, `due` and `period` tell when to ask.

pub mod assessed_requirement;
pub mod assessment;
mod awaits;
mod carried;
pub mod catalogue;
mod chapters;
pub mod control;
pub mod control_check;
pub mod counted;
mod documents;
pub mod due;
pub mod external_reviewer;
mod home;
pub mod indicator;
pub mod indicator_value;
pub mod internal_control_plan;
pub mod number;
mod oscal;
mod pages;
pub mod period;
pub mod questions;
pub mod sample;
pub mod series;
pub mod tally;
pub mod weights;

pub use assessed_requirement::AssessedRequirement;
pub use assessment::Assessment;
pub use carried::{FIXTURES, SCALES, TEXTS};
pub use control::Control;
pub use control_check::ControlCheck;
pub use external_reviewer::ExternalReviewer;
pub use indicator::Indicator;
pub use indicator_value::IndicatorValue;
pub use internal_control_plan::InternalControlPlan;

use stadga_model::Kind;
use stadga_web::{Area, Awaits, Home};

/// The area: its kinds with their rules and lifecycles, its words, lists, pages, chapters and demo region.
pub fn area() -> Area {
    Area {
        name: "compliance",
        kinds: kinds(),
        texts: TEXTS,
        scales: SCALES,
        menu: pages::menu(),
        routes: Some(pages::routes),
        first: pages::first(),
        asides: pages::asides(),
        tabs: pages::tabs(),
        home: vec![Home { render: |cx| Box::pin(home::duties(cx)) }],
        awaits: vec![Awaits { of: |cx, body| Box::pin(awaits::awaits(cx, body)) }],
        chapters: chapters::all(),
        fixtures: FIXTURES,
        ..Area::default()
    }
}

/// The area's kinds with their rules.
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<Assessment>(assessment::rules)
            .with(&assessment::LIFECYCLE)
            .closing(assessment::open_fields),
        Kind::of::<AssessedRequirement>(assessed_requirement::rules),
        Kind::of::<Control>(control::rules).with(&control::LIFECYCLE),
        Kind::of::<ControlCheck>(control_check::rules)
            .with(&control_check::LIFECYCLE)
            .closing(control_check::open_fields),
        Kind::of::<InternalControlPlan>(internal_control_plan::rules)
            .with(&internal_control_plan::LIFECYCLE)
            .closing(internal_control_plan::open_fields),
        Kind::of::<Indicator>(indicator::rules),
        Kind::of::<IndicatorValue>(indicator_value::rules),
        Kind::of::<ExternalReviewer>(external_reviewer::rules),
    ]
}

#[cfg(test)]
mod tests;
