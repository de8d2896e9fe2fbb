//! An audit question (revisionsfråga) and how the auditors answered it.

use crate::audit::Audit;
use serde::{Deserialize, Serialize};
use stadga_model::{Around, Date, Finding, Id, Prose, Record, Term};
use stadga_organisation::Unit;

/// A question, overall or in a group, with its grade and the verdict as written (AUD-04, AUD-09, AUD-10, AUD-27).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "audit-question", prefix = "FRÅ", title = "text", unit = "unit")]
pub struct AuditQuestion {
    /// The audit that asks.
    #[field(list, filter)]
    pub audit: Id<Audit>,
    /// The heading that it stands under.
    #[field(list, filter, sort)]
    pub group: Option<String>,
    /// Its number.
    #[field(list, sort)]
    pub number: Option<String>,
    /// The question.
    #[serde(default)]
    #[field(list, search)]
    pub text: String,
    /// Whether it is an overall question (övergripande revisionsfråga).
    #[serde(default)]
    #[field(list, filter)]
    pub overall: bool,
    /// The unit that is examined.
    #[field(filter)]
    pub unit: Option<Id<Unit>>,
    /// The grade (bedömning), AUD-09.
    #[field(list, filter, sort, group = "assessment", scale = "audit-grade")]
    pub grade: Option<Term>,
    /// The verdict in the auditors' words, AUD-10.
    #[field(search, group = "assessment")]
    pub verdict_as_written: Option<String>,
    /// Their reasons.
    #[field(search, group = "assessment")]
    pub assessment: Option<Prose>,
    /// The date that the grade is about; the audit's own where absent, AUD-11.
    #[field(sort, group = "assessment")]
    pub as_of: Option<Date>,
    /// For an internal audit: the clause or control examined, AUD-27.
    #[field(filter, sort, group = "assessment")]
    pub clause: Option<String>,
}

impl AuditQuestion {
    /// The date that the grade is about: its own, else the audit's (AUD-11).
    pub fn assessed_on(&self, audit: &Audit) -> Option<Date> {
        self.as_of.or(audit.assessed_on)
    }
}

/// All rules of a question.
pub fn rules(question: &AuditQuestion, around: &Around) -> Vec<Finding> {
    let audit = around.near.linked(question.audit);
    let mut findings: Vec<_> = unmapped_verdict(question).into_iter().collect();
    findings.extend(audit.and_then(|audit| no_date(question, &audit)));
    findings.extend(unknown_grade(question, around));
    findings
}

fn unmapped_verdict(question: &AuditQuestion) -> Option<Finding> {
    (question.verdict_as_written.is_some() && question.grade.is_none())
        .then(|| Finding::warning("AUD-10").on("grade"))
}

fn no_date(question: &AuditQuestion, audit: &Audit) -> Option<Finding> {
    (question.grade.is_some() && question.assessed_on(audit).is_none())
        .then(|| Finding::warning("AUD-11").variant("question").on("as_of"))
}

fn unknown_grade(question: &AuditQuestion, around: &Around) -> Option<Finding> {
    let grade = question.grade.as_ref()?;
    let known =
        around.scales.get("audit-grade").is_some_and(|scale| scale.step(&grade.0).is_some());
    (!known).then(|| Finding::blocking("AUD-09").on("grade").with("grade", &grade.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::{Given, codes, id, record};
    use serde_json::json;

    fn question(more: serde_json::Value) -> AuditQuestion {
        record(json!({"audit": id(1), "text": "Finns rutiner?"}), more)
    }

    fn given(assessed_on: Option<&str>) -> Given {
        let audit = json!({"title": "a", "category": "deep", "state": "registered", "assessed_on": assessed_on});
        Given::on("2024-03-01").up(id(1), "audit", audit)
    }

    #[test]
    fn aud_10_a_verdict_in_words_is_mapped_to_a_grade() {
        let unmapped = question(json!({"verdict_as_written": "Nej, inte ännu"}));
        assert_eq!(codes(&rules(&unmapped, &given(None).around())), ["AUD-10"]);
    }

    #[test]
    fn aud_11_a_grade_without_a_date_has_the_audits() {
        let graded = question(json!({"grade": "partly"}));
        assert_eq!(codes(&rules(&graded, &given(None).around())), ["AUD-11"]);
        assert!(rules(&graded, &given(Some("2023-11-30")).around()).is_empty());
        let own = question(json!({"grade": "partly", "as_of": "2023-12-01"}));
        assert!(rules(&own, &given(None).around()).is_empty());
    }

    #[test]
    fn aud_09_a_grade_is_one_of_the_scale() {
        let unknown = question(json!({"grade": "splendid"}));
        let findings = rules(&unknown, &given(Some("2023-11-30")).around());
        assert_eq!(codes(&findings), ["AUD-09"]);
        assert!(findings[0].is_blocking());
    }
}
