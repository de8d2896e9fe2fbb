//! The audit area: reports read, answered and followed up.

pub mod answer;
pub mod answer_item;
pub mod audit;
pub mod audit_instruction;
pub mod audit_plan;
pub mod checkpoint;
pub mod deviation;
pub mod follow_up;
pub mod promise;
pub mod question;
pub mod read;
pub mod recommendation;
pub mod remark;

#[cfg(test)]
mod given;

use stadga_model::Kind;

/// The area's scales, as they stand in `content/`.
pub const SCALES: &str = include_str!("../../../content/scales/audits.toml");

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
