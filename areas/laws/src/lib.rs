//! Laws: what holds, since when and who supervises it; what it touches here; the programme that brings the organisation to it.
//!
//! READ FIRST. One file per kind; `programmed` gathers a programme with its alarms. The facts are in `content/laws/`.

pub mod assessment;
pub mod authority;
mod awaits;
mod carried;
mod chapter;
mod counted;
mod documents;
pub mod duty;
pub mod extract;
mod home;
pub mod law;
pub mod law_requirement;
pub mod law_tag;
pub mod order;
mod pages;
pub mod part;
pub mod programme;
mod programmed;
pub mod review;
pub mod scope;
pub mod shipped;
pub mod watch;

pub use assessment::LegalAssessment;
pub use authority::Authority;
pub use carried::{FIXTURES, SCALES, TEXTS};
pub use duty::LegalDuty;
pub use extract::RegisterExtract;
pub use law::Law;
pub use law_requirement::LawRequirement;
pub use law_tag::LawTag;
pub use part::Part;
pub use programme::Programme;
pub use review::LegalReview;
pub use scope::Scope;
pub use watch::LegalWatch;

use stadga_model::Kind;
use stadga_web::{Area, Awaits, Home, chapter::Chapters};

/// The area: its kinds with their rules and lifecycles, its words, lists, pages and demo region.
pub fn area() -> Area {
    Area {
        name: "laws",
        kinds: kinds(),
        texts: TEXTS,
        scales: SCALES,
        menu: pages::menu(),
        routes: Some(pages::routes),
        asides: pages::asides(),
        tabs: pages::tabs(),
        home: vec![Home { render: |cx| Box::pin(home::duties(cx)) }],
        awaits: vec![Awaits { of: |cx, body| Box::pin(awaits::awaits(cx, body)) }],
        chapters: vec![Chapters {
            about: "laws",
            of: |cx, scope| Box::pin(chapter::chapter(cx, scope)),
        }],
        fixtures: FIXTURES,
        ..Area::default()
    }
}

/// The area's kinds with their rules.
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<Law>(law::rules),
        Kind::of::<LawRequirement>(law_requirement::rules),
        Kind::of::<Authority>(authority::rules),
        Kind::of::<LawTag>(law_tag::rules).with(&law_tag::LIFECYCLE),
        Kind::of::<Programme>(programme::rules).with(&programme::LIFECYCLE),
        Kind::of::<Part>(part::rules).with(&part::LIFECYCLE).completing(part::complete),
        Kind::of::<Scope>(scope::rules).with(&scope::LIFECYCLE),
        Kind::of::<LegalDuty>(duty::rules).with(&duty::LIFECYCLE),
        Kind::of::<RegisterExtract>(extract::rules).with(&extract::LIFECYCLE),
        Kind::of::<LegalReview>(review::rules),
        Kind::of::<LegalWatch>(watch::rules).with(&watch::LIFECYCLE),
        Kind::of::<LegalAssessment>(assessment::rules).with(&assessment::LIFECYCLE),
    ]
}

#[cfg(test)]
mod tests;
