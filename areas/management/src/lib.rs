//! Management: the action plan, management reviews on their levels, the yearly reports, the model taken into use part by part,
//! and how one has chosen to stand to certification.
//!
//! READ FIRST. One file per kind; `occasion` tells how each level's reviews stand, `compiled` gathers the chapters of all areas,
//! `chapters` holds those of the ground. The words are in `text/`, the lists to choose from in `content/scales/management.toml`,
//! levels, standing items, reports and the model in `content/management/`.

mod action_plan;
mod awaits;
mod carried;
mod chapters;
mod compiled;
mod content;
mod documents;
mod home;
pub mod management_report;
pub mod management_review;
pub mod model_adoption;
pub mod occasion;
mod pages;
mod plan_document;
pub mod review_level;
pub mod standard_stance;
pub mod steering_candidate;

pub use carried::{FIXTURES, SCALES, TEXTS};
pub use management_report::ManagementReport;
pub use management_review::ManagementReview;
pub use model_adoption::ModelAdoption;
pub use review_level::ReviewLevel;
pub use standard_stance::StandardStance;
pub use steering_candidate::SteeringCandidate;

use stadga_model::Kind;
use stadga_web::{Area, Awaits, Home};

/// The area: its kinds with their rules and lifecycles, its words, lists, pages, chapters and demo region.
pub fn area() -> Area {
    Area {
        name: "management",
        kinds: kinds(),
        texts: TEXTS,
        scales: SCALES,
        menu: pages::menu(),
        routes: Some(pages::routes),
        first: pages::first(),
        asides: pages::asides(),
        home: vec![Home { render: |cx| Box::pin(home::duties(cx)) }],
        awaits: vec![Awaits { of: |cx, body| Box::pin(awaits::awaits(cx, body)) }],
        chapters: chapters::chapters(),
        fixtures: FIXTURES,
        ..Area::default()
    }
}

/// The area's kinds with their rules.
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<ReviewLevel>(review_level::rules),
        Kind::of::<ManagementReview>(management_review::rules)
            .with(&management_review::LIFECYCLE)
            .closing(management_review::open_fields),
        Kind::of::<ManagementReport>(management_report::rules)
            .with(&management_report::LIFECYCLE)
            .closing(management_report::open_fields),
        Kind::of::<StandardStance>(standard_stance::rules),
        Kind::of::<SteeringCandidate>(steering_candidate::rules)
            .with(&steering_candidate::LIFECYCLE),
        Kind::of::<ModelAdoption>(model_adoption::rules),
    ]
}

#[cfg(test)]
mod tests;
