//! Remarks that are not recommendations (iakttagelser), and strengths.

use crate::{audit::Audit, question::AuditQuestion};
use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Finding, Id, Record};
use stadga_organisation::Unit;

/// What the auditors note without recommending anything (AUD-13), and what they find good (AUD-34).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "remark", prefix = "IAK", title = "text", unit = "unit")]
pub struct Remark {
    /// The audit that notes it.
    #[field(list, filter)]
    pub audit: Id<Audit>,
    /// Whether it is a remark or a strength.
    #[serde(default)]
    #[field(list, filter, sort)]
    pub sort: Sort,
    /// What is noted.
    #[serde(default)]
    #[field(list, search)]
    pub text: String,
    /// Where it stands.
    #[field(list)]
    pub section: Option<String>,
    /// The question that it bears on.
    #[field(filter)]
    pub question: Option<Id<AuditQuestion>>,
    /// The unit that it concerns.
    #[field(filter)]
    pub unit: Option<Id<Unit>>,
}

/// What sort of remark it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Something to mind.
    #[default]
    Remark,
    /// Something that works (styrka).
    Strength,
}

/// A remark has no rules but that it says something, which all kinds are held to.
pub fn rules(_: &Remark, _: &Around) -> Vec<Finding> {
    Vec::new()
}
