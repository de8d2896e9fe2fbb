//! The organisation: bodies and units, persons, who holds which role when, and the forums where they meet.
//!
//! READ FIRST. One file per kind; the words are in `text/`, the lists to choose from in `content/scales/`.

pub mod assignment;
mod carried;
mod chair;
pub mod cooperation;
mod days;
mod directory;
pub mod forum;
mod functions;
mod held;
mod home;
pub mod it_resource;
pub mod meeting;
pub mod onboarding;
mod pages;
pub mod person;
pub mod posts;
pub mod redirection;
pub mod responsibility;
pub mod role_description;
pub mod staffing;
pub mod unit;

pub use assignment::Assignment;
pub use carried::{FIXTURES, SCALES, TEXTS};
pub use chair::chairs;
pub use cooperation::Cooperation;
pub use forum::{Forum, Member, Part};
pub use held::counts;
pub use it_resource::ItResource;
pub use meeting::Meeting;
pub use onboarding::Onboarding;
pub use person::Person;
pub use posts::Posts;
pub use redirection::Redirection;
pub use role_description::RoleDescription;
pub use unit::{Responsibility, Unit};

use stadga_model::Kind;
use stadga_web::{Area, Home};

/// The area: its kinds with their rules, its words, lists, menu and demo region.
pub fn area() -> Area {
    Area {
        name: "organisation",
        kinds: kinds(),
        texts: TEXTS,
        scales: SCALES,
        menu: pages::menu(),
        needs: pages::NEEDS,
        routes: Some(pages::routes),
        asides: pages::asides(),
        home: vec![Home { render: |cx| Box::pin(home::duties(cx)) }],
        fixtures: FIXTURES,
        roles: Some(|store, person, at| Box::pin(held::roles(store, person, at))),
        functions: Some(|door, language| Box::pin(functions::of(door, language))),
        directory: Some(|store, told| Box::pin(directory::keep(store, told))),
        ..Area::default()
    }
}

/// The area's kinds with their rules.
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<Unit>(unit::rules),
        Kind::of::<Person>(person::rules),
        Kind::of::<Assignment>(assignment::rules),
        Kind::of::<Forum>(forum::rules),
        Kind::of::<Meeting>(meeting::rules).with(&meeting::LIFECYCLE),
        Kind::of::<RoleDescription>(role_description::rules),
        Kind::of::<Onboarding>(onboarding::rules).with(&onboarding::LIFECYCLE),
        Kind::of::<Redirection>(redirection::rules),
        Kind::of::<Cooperation>(cooperation::rules).with(&cooperation::LIFECYCLE),
        Kind::of::<ItResource>(it_resource::rules),
    ]
}

#[cfg(test)]
mod tests;
