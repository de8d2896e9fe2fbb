//! The follow-up of an older recommendation (uppföljning): where it stands years later, and why.

use crate::{audit::Audit, recommendation::Recommendation};
use serde::{Deserialize, Serialize};
use stadga_measures::Measure;
use stadga_model::{Around, Date, Finding, Id, Prose, Record, Term};
use stadga_organisation::Unit;

/// How an audit judges an older recommendation (AUD-21, AUD-22, AUD-23).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "follow-up", prefix = "UPF", title = "subject", unit = "unit")]
pub struct FollowUp {
    /// The audit that follows up.
    #[field(list, filter)]
    pub audit: Id<Audit>,
    /// Its place in the table.
    #[field(list, sort)]
    pub number: Option<String>,
    /// The older recommendation in words.
    #[serde(default)]
    #[field(list, search)]
    pub subject: String,
    /// The older recommendation's record, where it is kept here.
    #[field(filter)]
    pub older: Option<Id<Recommendation>>,
    /// The unit that is examined.
    #[field(filter)]
    pub unit: Option<Id<Unit>>,
    /// The grade; asked for where the text has lost its colour.
    #[field(list, filter, sort, scale = "follow-up-grade")]
    pub grade: Option<Term>,
    /// Why it is judged so.
    #[field(search)]
    pub reason: Option<Prose>,
    /// What replaced its subject: a system, a model, a rule (AUD-22).
    #[field(list, search)]
    pub replaced_by: Option<String>,
    /// What remains to be done with the replacement (AUD-23).
    pub residual: Option<Prose>,
    /// The measures in the replacement's plan that carry it.
    #[serde(default)]
    pub carried_by: Vec<Id<Measure>>,
    /// The date that the grade is about; the audit's own where absent.
    #[field(sort)]
    pub as_of: Option<Date>,
}

/// "No longer relevant" on the scale `follow-up-grade`.
pub const WHITE: &str = "not-relevant";

/// All rules of a follow-up.
pub fn rules(follow_up: &FollowUp, _: &Around) -> Vec<Finding> {
    let mut findings = white_unexplained(follow_up);
    findings.extend(ungraded(follow_up));
    findings.extend(residual_uncarried(follow_up));
    findings
}

fn white_unexplained(follow_up: &FollowUp) -> Vec<Finding> {
    if follow_up.grade.as_ref().is_none_or(|grade| grade.0 != WHITE) {
        return Vec::new();
    }
    let reason = follow_up.reason.as_ref().map_or("", |reason| reason.0.trim());
    let replaced = follow_up.replaced_by.as_deref().unwrap_or_default().trim();
    let lacking = [("reason", reason), ("replaced_by", replaced)];
    let lacking = lacking.into_iter().filter(|(_, text)| text.is_empty());
    lacking
        .map(|(field, _)| {
            let variant = if field == "reason" { "reason" } else { "replaced" };
            Finding::blocking("AUD-22").variant(variant).on(field)
        })
        .collect()
}

fn ungraded(follow_up: &FollowUp) -> Option<Finding> {
    follow_up.grade.is_none().then(|| Finding::warning("AUD-21").on("grade"))
}

fn residual_uncarried(follow_up: &FollowUp) -> Option<Finding> {
    (follow_up.residual.is_some() && follow_up.carried_by.is_empty())
        .then(|| Finding::warning("AUD-23").variant("residual").on("carried_by"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::{Given, codes, id, record};
    use serde_json::json;

    fn findings(more: serde_json::Value) -> Vec<Finding> {
        let body = json!({"audit": id(1), "subject": "Behörigheter i lönesystemet"});
        rules(&record(body, more), &Given::on("2024-01-01").around())
    }

    #[test]
    fn aud_22_white_demands_reason_and_replacement() {
        let bare = findings(json!({"grade": "not-relevant"}));
        assert_eq!(codes(&bare), ["AUD-22", "AUD-22"]);
        assert!(bare.iter().all(Finding::is_blocking));
        let blank =
            findings(json!({"grade": "not-relevant", "reason": " ", "replaced_by": "Nytt system"}));
        assert_eq!(blank[0].field.as_deref(), Some("reason"));
        let whole =
            json!({"grade": "not-relevant", "reason": "Avvecklat", "replaced_by": "Nytt system"});
        assert!(findings(whole).is_empty());
    }

    #[test]
    fn aud_21_a_lost_colour_is_asked_for() {
        assert_eq!(codes(&findings(json!({"reason": "Rutin finns"}))), ["AUD-21"]);
    }

    #[test]
    fn aud_23_what_remains_is_carried_to_the_replacement() {
        let residual = json!({"grade": "done", "residual": "Översyn av behörigheter"});
        assert_eq!(codes(&findings(residual)), ["AUD-23"]);
        let carried = json!({"grade": "done", "residual": "Översyn", "carried_by": [id(9)]});
        assert!(findings(carried).is_empty());
    }
}
