//! Audits: reports read, answered from live records, and followed up.
//!
//! READ FIRST. One file per kind; `read/` finds, `accept` makes records, `compose` proposes, `documents/` sets.

pub mod accept;
pub mod answer;
pub mod answer_item;
pub mod audit;
pub mod audit_instruction;
pub mod audit_plan;
mod carried;
mod chapter;
pub mod checkpoint;
mod command;
pub mod compose;
pub mod deviation;
pub mod documents;
pub mod dossier;
pub mod follow_up;
mod menu;
mod pages;
pub mod promise;
pub mod question;
pub mod read;
pub mod recommendation;
pub mod remark;
pub mod status;
pub mod told;
pub mod wording;

#[cfg(test)]
mod given;
#[cfg(test)]
mod tests;

pub use carried::{FIXTURES, SCALES, TEXTS};

use stadga_model::Kind;
use stadga_web::{Area, Home, Onward, chapter::Chapters};

/// The area: its kinds with their rules and lifecycles, its words, scales, pages and demo audits.
pub fn area() -> Area {
    Area {
        name: "audits",
        kinds: kinds(),
        texts: TEXTS,
        scales: SCALES,
        menu: menu::entries(),
        needs: menu::NEEDS,
        routes: Some(pages::routes),
        first: pages::first(),
        asides: pages::asides(),
        tabs: pages::tabs(),
        onward: &[Onward { kind: "audit", after: "answer", to: "/answers" }],
        home: vec![Home { render: |cx| Box::pin(pages::duties(cx)) }],
        chapters: vec![Chapters {
            about: "audits",
            of: |cx, scope| Box::pin(chapter::of(cx, scope)),
        }],
        commands: vec![command::command()],
        fixtures: FIXTURES,
        ..Area::default()
    }
}

/// The kinds with their rules and lifecycles.
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<audit::Audit>(audit::rules).with(&audit::LIFECYCLE),
        Kind::of::<question::AuditQuestion>(question::rules),
        Kind::of::<recommendation::Recommendation>(recommendation::rules)
            .with(&recommendation::LIFECYCLE),
        Kind::of::<remark::Remark>(remark::rules),
        Kind::of::<follow_up::FollowUp>(follow_up::rules),
        Kind::of::<answer::Answer>(answer::rules)
            .with(&answer::LIFECYCLE)
            .closing(answer::open_fields),
        Kind::of::<answer_item::AnswerItem>(answer_item::rules).closing(answer::open_part),
        Kind::of::<promise::Promise>(promise::rules).completing(promise::timed),
        Kind::of::<checkpoint::Checkpoint>(checkpoint::rules).with(&checkpoint::LIFECYCLE),
        Kind::of::<deviation::Deviation>(deviation::rules).with(&deviation::LIFECYCLE),
        Kind::of::<audit_plan::AuditPlan>(audit_plan::rules),
        Kind::of::<audit_instruction::AuditInstruction>(audit_instruction::rules)
            .with(&audit_instruction::LIFECYCLE),
    ]
}
