//! Strategy: what the organisation wants, how it goes down through plans and guidelines to what is done, and the year's wheel.
//!
//! READ FIRST. One file per kind; `pages` shows the chain, the guidelines and the wheel; the words are in `text/`, the lists
//! to choose from in `content/scales/`.

pub mod activity;
pub mod annual_event;
mod days;
pub mod frame_figure;
pub mod guideline;
pub mod guideline_answer;
mod home;
mod pages;
pub mod plan;
pub mod scanning;
pub mod strategy;

pub use activity::Activity;
pub use annual_event::AnnualEvent;
pub use frame_figure::FrameFigure;
pub use guideline::Guideline;
pub use guideline_answer::GuidelineAnswer;
pub use plan::Plan;
pub use scanning::Scanning;
pub use strategy::Strategy;

use stadga_model::Kind;
use stadga_web::{Area, Home};

/// The area: its kinds with their rules and lifecycles, its words, lists, pages and demo region.
pub fn area() -> Area {
    Area {
        name: "strategy",
        kinds: kinds(),
        texts: TEXTS,
        scales: SCALES,
        menu: pages::menu(),
        routes: Some(pages::routes),
        home: vec![Home { render: |cx| Box::pin(home::duties(cx)) }],
        fixtures: FIXTURES,
        ..Area::default()
    }
}

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// The lists that the area's fields choose from.
pub const SCALES: &[(&str, &str)] =
    &[("strategy.toml", include_str!("../../../content/scales/strategy.toml"))];

/// The demo region's strategies, plans and year.
pub const FIXTURES: &[(&str, &str)] = &[
    ("strategies.toml", include_str!("../fixtures/strategies.toml")),
    ("plans.toml", include_str!("../fixtures/plans.toml")),
    ("guidelines.toml", include_str!("../fixtures/guidelines.toml")),
    ("outlook.toml", include_str!("../fixtures/outlook.toml")),
    ("wheel.toml", include_str!("../fixtures/wheel.toml")),
];

/// The area's kinds with their rules.
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<Strategy>(strategy::rules),
        Kind::of::<Plan>(plan::rules).with(&plan::LIFECYCLE),
        Kind::of::<Guideline>(guideline::rules).with(&guideline::LIFECYCLE),
        Kind::of::<GuidelineAnswer>(guideline_answer::rules),
        Kind::of::<Activity>(activity::rules).with(&activity::LIFECYCLE),
        Kind::of::<Scanning>(scanning::rules),
        Kind::of::<FrameFigure>(frame_figure::rules),
        Kind::of::<AnnualEvent>(annual_event::rules),
    ]
}

#[cfg(test)]
mod tests;
