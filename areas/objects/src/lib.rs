//! Objects: what is maintained together, in which family and mode, by whom, to which plan, and what people need of it.
//!
//! READ FIRST. One file per kind; `foa` tells what is inside and outside, `mode` and `roles` what the model demands.
//! The words are in `text/`, the lists to choose from in `content/scales/objects.toml`,
//! other rule data in `content/objects/`.

mod awaits;
mod carried;
mod documents;
pub mod family;
pub mod figure;
pub mod foa;
mod home;
pub mod mode;
pub mod need;
pub mod object;
mod pages;
pub mod plan;
pub mod plan_period;
pub mod portfolio;
mod prefill;
pub mod roles;
pub mod survey;

pub use carried::{FIXTURES, SCALES, TEXTS};
pub use family::ObjectFamily;
pub use figure::ObjectFigure;
pub use need::Need;
pub use object::Object;
pub use plan::MaintenancePlan;
pub use plan_period::PlanPeriod;
pub use portfolio::Portfolio;
pub use survey::{ObjectSurvey, SurveyAnswer};

use stadga_model::Kind;
use stadga_web::{Area, Awaits, Home};

/// The area: its kinds with their rules and lifecycles, its words, lists, pages and demo region.
pub fn area() -> Area {
    Area {
        name: "objects",
        kinds: kinds(),
        texts: TEXTS,
        scales: SCALES,
        menu: pages::menu(),
        routes: Some(pages::routes),
        asides: pages::asides(),
        tabs: pages::tabs(),
        home: vec![Home { render: |cx| Box::pin(home::duties(cx)) }],
        awaits: vec![Awaits { of: |cx, body| Box::pin(awaits::awaits(cx, body)) }],
        fixtures: FIXTURES,
        ..Area::default()
    }
}

/// The area's kinds with their rules.
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<Portfolio>(portfolio::rules),
        Kind::of::<ObjectFamily>(family::rules),
        Kind::of::<Object>(object::rules).with(&object::LIFECYCLE),
        Kind::of::<MaintenancePlan>(plan::rules).with(&plan::LIFECYCLE).closing(plan::open_fields),
        Kind::of::<PlanPeriod>(plan_period::rules).with(&plan_period::LIFECYCLE),
        Kind::of::<Need>(need::rules).with(&need::LIFECYCLE),
        Kind::of::<ObjectFigure>(figure::rules),
        Kind::of::<ObjectSurvey>(survey::rules).with(&survey::LIFECYCLE),
        Kind::of::<SurveyAnswer>(survey::answer_rules),
    ]
}

#[cfg(test)]
mod tests;
