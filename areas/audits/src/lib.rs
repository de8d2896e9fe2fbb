//! The audit area: reports read, answered and followed up.

pub mod answer;
pub mod answer_item;
pub mod audit;
pub mod audit_instruction;
pub mod audit_plan;
pub mod checkpoint;
pub mod compose;
pub mod deviation;
pub mod documents;
pub mod dossier;
pub mod follow_up;
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

use stadga_model::Kind;

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// The scales that the area's fields choose from.
pub const SCALES: &[(&str, &str)] =
    &[("audits.toml", include_str!("../../../content/scales/audits.toml"))];

/// The demo region's audits.
pub const FIXTURES: &[(&str, &str)] = &[];

/// The kinds with their rules and lifecycles.
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<audit::Audit>(audit::rules).with(&audit::LIFECYCLE),
        Kind::of::<question::AuditQuestion>(question::rules),
        Kind::of::<recommendation::Recommendation>(recommendation::rules)
            .with(&recommendation::LIFECYCLE),
        Kind::of::<remark::Remark>(remark::rules),
        Kind::of::<follow_up::FollowUp>(follow_up::rules),
        Kind::of::<answer::Answer>(answer::rules).with(&answer::LIFECYCLE),
        Kind::of::<answer_item::AnswerItem>(answer_item::rules),
        Kind::of::<promise::Promise>(promise::rules),
        Kind::of::<checkpoint::Checkpoint>(checkpoint::rules).with(&checkpoint::LIFECYCLE),
        Kind::of::<deviation::Deviation>(deviation::rules).with(&deviation::LIFECYCLE),
        Kind::of::<audit_plan::AuditPlan>(audit_plan::rules),
        Kind::of::<audit_instruction::AuditInstruction>(audit_instruction::rules)
            .with(&audit_instruction::LIFECYCLE),
    ]
}
