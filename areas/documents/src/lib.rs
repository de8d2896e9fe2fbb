//! Documents: what steers the organisation, what its versions say, when they hold, who keeps them up and who has read them.
//!
//! READ FIRST. One file per kind; `validity`, `boards` and `known` answer questions; the words are in `text/`, the lists to
//! choose from in `content/scales/`.

mod awaits;
pub mod boards;
mod carried;
pub mod check;
pub mod coming_law;
pub mod confirmation;
mod days;
pub mod document;
pub mod glossary_term;
pub mod goal;
mod home;
pub mod known;
pub mod limits;
mod pages;
pub mod reading_duty;
pub mod referral;
pub mod requirement;
pub mod revision_case;
pub mod validity;
pub mod version;

pub use carried::{FIXTURES, SCALES, TEXTS};
pub use check::Check;
pub use coming_law::ComingLaw;
pub use confirmation::Confirmation;
pub use document::Document;
pub use glossary_term::GlossaryTerm;
pub use goal::Goal;
pub use reading_duty::ReadingDuty;
pub use referral::Referral;
pub use requirement::SecurityRequirement;
pub use revision_case::RevisionCase;
pub use version::Version;

use stadga_model::Kind;
use stadga_web::{Area, Awaits, Home};

/// The area: its kinds with their rules and lifecycles, its words, lists, pages and demo region.
pub fn area() -> Area {
    Area {
        name: "documents",
        kinds: kinds(),
        texts: TEXTS,
        scales: SCALES,
        menu: pages::menu(),
        routes: Some(pages::routes),
        open: pages::OPEN,
        asides: pages::asides(),
        home: vec![Home { render: |cx| Box::pin(home::duties(cx)) }],
        awaits: vec![Awaits { of: |cx, body| Box::pin(awaits::awaits(cx, body)) }],
        fixtures: FIXTURES,
        ..Area::default()
    }
}

/// The area's kinds with their rules.
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<Document>(document::rules).with(&document::LIFECYCLE),
        Kind::of::<Version>(version::rules).with(&version::LIFECYCLE),
        Kind::of::<RevisionCase>(revision_case::rules).with(&revision_case::LIFECYCLE),
        Kind::of::<SecurityRequirement>(requirement::rules),
        Kind::of::<ReadingDuty>(reading_duty::rules),
        Kind::of::<Confirmation>(confirmation::rules),
        Kind::of::<Check>(check::rules),
        Kind::of::<Referral>(referral::rules).with(&referral::LIFECYCLE),
        Kind::of::<ComingLaw>(coming_law::rules),
        Kind::of::<GlossaryTerm>(glossary_term::rules),
        Kind::of::<Goal>(goal::rules),
    ]
}

#[cfg(test)]
mod tests;
