//! What an audit is held to.

use super::{Audit, SeenDocument, State};
use crate::{
    answer::{self, Answer},
    checkpoint::Checkpoint,
    recommendation::Recommendation,
};
use stadga_model::{Around, Date, Finding, Near};

/// The pre-study's key on the scale `audit-type`.
const PRE_STUDY: &str = "pre-study";

/// All rules of an audit.
pub fn rules(audit: &Audit, around: &Around) -> Vec<Finding> {
    let mut findings = undated_with_date(audit);
    findings.extend(pre_study_undecided(audit));
    findings.extend(no_identity(audit));
    findings.extend(no_owner(audit));
    findings.extend(no_assessment_date(audit));
    findings.extend(answer_late(audit, around));
    findings.extend(not_moved_on(audit, around));
    findings.extend(unsent(audit, around));
    findings.extend(no_checkpoint(audit, around));
    findings.extend(closed_with_open(audit, around));
    findings
}

fn undated_with_date(audit: &Audit) -> Vec<Finding> {
    let rows = audit.documents.iter().enumerate();
    let wrong = rows.filter(|(_, seen)| seen.undated && seen.valid_to.is_some());
    let finding = |(at, seen): (usize, &SeenDocument)| {
        Finding::blocking("AUD-06")
            .on(format!("documents.{at}.undated"))
            .with("document", &seen.title)
    };
    wrong.map(finding).collect()
}

fn pre_study_undecided(audit: &Audit) -> Option<Finding> {
    let ended = matches!(audit.state, State::FollowedUp | State::Closed);
    let undecided = audit.deepened.is_none() || audit.deepening.is_none();
    (audit.category.0 == PRE_STUDY && ended && undecided)
        .then(|| Finding::warning("AUD-02").on("deepened"))
}

fn no_identity(audit: &Audit) -> Option<Finding> {
    let named = audit.diary_number.is_some() || audit.report_number.is_some();
    (!named).then(|| Finding::warning("AUD-03").on("diary_number"))
}

/// AUD-17: somebody holds the answer together.
fn no_owner(audit: &Audit) -> Option<Finding> {
    (audit.owner.is_none() && audit.awaits_answer())
        .then(|| Finding::warning("AUD-17").variant("no-owner").on("owner"))
}

fn no_assessment_date(audit: &Audit) -> Option<Finding> {
    let judged = audit.fixed_on.is_some() || audit.verdict.is_some();
    (judged && audit.assessed_on.is_none()).then(|| Finding::warning("AUD-11").on("assessed_on"))
}

fn answer_late(audit: &Audit, around: &Around) -> Option<Finding> {
    let due = audit.answer_due.filter(|due| *due < around.today())?;
    let waits = audit.awaits_answer() && sent_on(around.near).is_none();
    waits.then(|| Finding::warning("AUD-14").variant("late").on("answer_due").with("due", due))
}

/// The day that an answer to the audit was sent, if one has been.
pub fn sent_on(near: &Near) -> Option<Date> {
    let answers = near.pointing::<Answer>().map(|(_, answer)| answer);
    answers
        .filter(|answer| answer.state == answer::State::Dispatched)
        .filter_map(|a| a.dispatched_on)
        .max()
}

/// AUD-17: the audit follows its answer.
fn not_moved_on(audit: &Audit, around: &Around) -> Option<Finding> {
    let sent = sent_on(around.near).filter(|_| audit.awaits_answer())?;
    Some(Finding::warning("AUD-17").variant("unmoved").on("state").with("day", sent))
}

/// AUD-17: an audit that was being answered is answered when an answer has been sent; one that asks for none is closed.
fn unsent(audit: &Audit, around: &Around) -> Option<Finding> {
    let before = around.before?.get("state")?.as_str()?;
    let moved = before == "answering" && audit.state == State::Answered;
    (moved && sent_on(around.near).is_none())
        .then(|| Finding::blocking("AUD-17").variant("unsent").on("state"))
}

fn no_checkpoint(audit: &Audit, around: &Around) -> Option<Finding> {
    let planned = around.near.pointing::<Checkpoint>().next().is_some();
    (audit.checkpoint_asked && audit.state == State::Answered && !planned)
        .then(|| Finding::warning("AUD-18").variant("unplanned").on("checkpoint_asked"))
}

fn closed_with_open(audit: &Audit, around: &Around) -> Option<Finding> {
    let open = around.near.pointing::<Recommendation>().filter(|(_, found)| found.is_open());
    let open = open.count();
    (audit.state == State::Closed && open > 0)
        .then(|| Finding::warning("AUD-21").variant("closed").on("state").with("count", open))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{LIFECYCLE, Part};
    use crate::given::{Given, codes, id, record};
    use serde_json::json;
    use stadga_model::Choice;

    fn audit(more: serde_json::Value) -> Audit {
        let body = json!({"title": "Granskning", "category": "deep", "state": "registered", "owner": id(9)});
        record(body, more)
    }

    #[test]
    fn aud_02_a_pre_study_ends_with_a_decision() {
        let open = audit(json!({"category": "pre-study", "diary_number": "1"}));
        assert!(codes(&rules(&open, &Given::on("2024-01-01").around())).is_empty());
        let ended = audit(json!({"category": "pre-study", "diary_number": "1", "state": "closed"}));
        assert_eq!(codes(&rules(&ended, &Given::on("2024-01-01").around())), ["AUD-02"]);
    }

    #[test]
    fn aud_17_an_audit_whose_answer_is_sent_does_not_wait_for_it() {
        let sent = json!({"title": "Svar", "audit": id(1), "state": "dispatched",
            "dispatched_on": "2024-06-04", "dispatched_to": "Revisorerna"});
        let given = Given::on("2024-06-10").down("audit", "answer", sent);
        let in_state = |state: &str| {
            let audit = audit(json!({"diary_number": "1", "state": state}));
            codes(&rules(&audit, &given.around()))
        };
        assert_eq!(in_state("answering"), ["AUD-17"]);
        assert!(in_state("answered").is_empty());
        let waiting = audit(json!({"diary_number": "1", "state": "answering"}));
        assert!(rules(&waiting, &Given::on("2024-06-10").around()).is_empty());
    }

    #[test]
    fn aud_17_an_audit_is_answered_by_an_answer_that_was_sent() {
        let before = json!({"state": "answering"}).as_object().cloned().unwrap();
        let answered = audit(json!({"diary_number": "1", "state": "answered"}));
        let found = |given: &Given, audit: &Audit| {
            let around = Around { before: Some(&before), ..given.around() };
            codes(&rules(audit, &around)).len()
        };
        let written = json!({"title": "Svar", "audit": id(1), "state": "signed"});
        let given = Given::on("2024-06-10").down("audit", "answer", written);
        assert_eq!(found(&given, &answered), 1);
        let sent = json!({"title": "Svar", "audit": id(1), "state": "dispatched",
            "dispatched_on": "2024-06-04", "dispatched_to": "Revisorerna"});
        assert_eq!(found(&given.down("audit", "answer", sent), &answered), 0);
        let closed = audit(json!({"diary_number": "1", "state": "closed"}));
        assert_eq!(found(&Given::on("2024-06-10"), &closed), 0);
        assert!(rules(&answered, &Given::on("2024-06-10").around()).is_empty(), "brought in so");
    }

    #[test]
    fn aud_17_an_audit_that_waits_for_its_answer_has_someone_who_holds_it_together() {
        let in_state = |state: &str| {
            let audit = audit(json!({"diary_number": "1", "state": state, "owner": null}));
            codes(&rules(&audit, &Given::on("2024-06-10").around()))
        };
        assert_eq!(in_state("answering"), ["AUD-17"]);
        assert!(in_state("answered").is_empty());
    }

    #[test]
    fn aud_06_expired_and_undated_documents_are_told_apart() {
        let seen = audit(json!({"documents": [
            {"title": "a", "valid_to": "2024-01-23"}, {"title": "b", "valid_to": "2024-01-24"},
            {"title": "c", "undated": true}
        ]}));
        let date = "2024-01-24".parse().unwrap();
        assert_eq!(seen.expired(date).map(|d| d.title.as_str()).collect::<Vec<_>>(), ["a"]);
        let both = audit(
            json!({"documents": [{"title": "a", "valid_to": "2024-01-23", "undated": true}]}),
        );
        assert!(undated_with_date(&both).iter().all(Finding::is_blocking));
        assert_eq!(undated_with_date(&both).len(), 1);
    }

    #[test]
    fn aud_14_the_parts_asked_for_are_those_of_the_report() {
        assert_eq!(audit(json!({})).parts(), Part::ALL);
        let asked = audit(json!({"requested_parts": [{"part": "timetable"}, {"part": "done"}]}));
        assert_eq!(asked.parts(), [Part::Done, Part::Timetable]);
    }

    #[test]
    fn aud_14_a_late_answer_is_flagged_until_it_is_sent() {
        let late = json!({"diary_number": "1", "answer_due": "2024-05-01"});
        let given = Given::on("2024-05-02");
        assert_eq!(codes(&rules(&audit(late.clone()), &given.around())), ["AUD-14"]);
        let mut sent = audit(late);
        sent.state = State::Answered;
        assert!(codes(&rules(&sent, &given.around())).is_empty());
    }

    #[test]
    fn aud_18_a_checkpoint_asked_for_is_planned() {
        let asked =
            audit(json!({"diary_number": "1", "state": "answered", "checkpoint_asked": true}));
        let given = Given::on("2024-05-02");
        assert_eq!(codes(&rules(&asked, &given.around())), ["AUD-18"]);
        let given =
            given.down("audit", "checkpoint", json!({"audit": id(1), "date": "2025-01-01"}));
        assert!(codes(&rules(&asked, &given.around())).is_empty());
    }

    #[test]
    fn aud_11_a_judged_audit_says_what_date_it_is_about() {
        let judged = audit(json!({"diary_number": "1", "fixed_on": "2024-01-24"}));
        assert_eq!(codes(&rules(&judged, &Given::on("2024-01-25").around())), ["AUD-11"]);
    }

    #[test]
    fn aud_01_the_moves_lead_to_known_states() {
        for m in LIFECYCLE.moves {
            let known = |state: &&str| State::VALUES.contains(state);
            assert!(known(&m.to) && m.from.iter().all(known), "{}", m.name);
        }
    }
}
