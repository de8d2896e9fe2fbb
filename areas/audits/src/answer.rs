//! The answer to an audit (svar, yttrande): prepared, reviewed, decided by the board, signed and sent.

use crate::{
    answer_item::AnswerItem,
    audit::{Audit, Part},
};
use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

/// An answer in one of the forms in use (AUD-16), on its way to the auditors (AUD-17, ORG-25).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "answer",
    prefix = "SVA",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Answer {
    /// What the document is called.
    #[serde(default)]
    #[field(list, sort, search)]
    pub title: String,
    /// The audit that it answers.
    #[field(list, filter)]
    pub audit: Id<Audit>,
    /// The form that the auditors want.
    #[serde(default)]
    #[field(list, filter)]
    pub format: Format,
    /// How far it has come.
    #[serde(default)]
    #[field(list, filter, sort, fixed)]
    pub state: State,
    /// The body that answers (svarande).
    #[field(list, filter)]
    pub unit: Option<Id<Unit>>,
    /// The person who holds it together.
    #[field(list, filter)]
    pub owner: Option<Id<Person>>,
    /// Diary number (diarienummer).
    #[field(search)]
    pub diary_number: Option<String>,
    /// Opening paragraphs.
    #[field(search, group = "text")]
    pub introduction: Option<Prose>,
    /// Closing paragraphs.
    #[field(search, group = "text")]
    pub conclusion: Option<Prose>,
    /// The board's decision, with date and paragraph (AUD-17).
    #[field(group = "decision")]
    pub decision: Option<Id<Decision>>,
    /// Who has signed (undertecknat), ORG-25.
    #[serde(default)]
    #[field(group = "decision")]
    pub signatures: Vec<Signature>,
    /// When it was sent.
    #[field(list, sort, group = "dispatch")]
    pub dispatched_on: Option<Date>,
    /// To whom.
    #[field(group = "dispatch")]
    pub dispatched_to: Option<String>,
}

/// The forms of an answer (AUD-16).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Question, the auditors' assessment, answer with measures and when the underlying problem is solved.
    A,
    /// Four headings per recommendation.
    #[default]
    B,
    /// Recommendation, position, reasons and measures.
    C,
}

/// An answer's states.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Choice,
)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Being written (beredning).
    #[default]
    Preparation,
    /// Being looked through before the board (granskning).
    Review,
    /// Decided by the board.
    Decided,
    /// Signed.
    Signed,
    /// Sent to the auditors (expedierat).
    Dispatched,
}

/// A signature under the answer (ORG-25).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Signature {
    /// As what: each step in use of the scale must sign.
    #[serde(default)]
    #[field(scale = "signing-role")]
    pub role: Term,
    /// The function as it is printed: "regiondirektör".
    #[serde(default)]
    pub function: String,
    /// For which body.
    pub unit: Option<Id<Unit>>,
    /// Whether the holder is acting (tillförordnad).
    #[serde(default)]
    pub acting: bool,
    /// When it was signed.
    pub date: Option<Date>,
}

/// From preparation to dispatch; sent back where it must be.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "preparation",
    moves: &[
        Move { name: "review", from: &["preparation"], to: "review" },
        Move { name: "send-back", from: &["review", "decided"], to: "preparation" },
        Move { name: "decide", from: &["review"], to: "decided" },
        Move { name: "sign", from: &["decided"], to: "signed" },
        Move { name: "dispatch", from: &["signed"], to: "dispatched" },
    ],
};

/// All rules of an answer.
pub fn rules(answer: &Answer, around: &Around) -> Vec<Finding> {
    let mut findings = lacking_parts(answer, around);
    findings.extend(undecided(answer, around));
    findings.extend(unsigned(answer, around));
    findings.extend(not_sent(answer));
    findings.extend(signed_before_decision(answer, around));
    findings.extend(late(answer, around));
    findings
}

/// AUD-14: every part that the form asks for is there before review.
fn lacking_parts(answer: &Answer, around: &Around) -> Vec<Finding> {
    if answer.state == State::Preparation {
        return Vec::new();
    }
    let audit = around.near.linked(answer.audit);
    let parts = audit.map_or_else(|| Part::ALL.to_vec(), |audit| audit.parts());
    let items: Vec<_> = around.near.pointing::<AnswerItem>().map(|(_, item)| item).collect();
    if items.is_empty() {
        return vec![Finding::blocking("AUD-16").variant("empty").on("state")];
    }
    let lacking = items.iter().flat_map(|item| item.lacking(answer.format, &parts));
    lacking.map(|finding| finding.on("state")).collect()
}

/// AUD-17: the board decides; a decision that is not yet taken does not count.
fn undecided(answer: &Answer, around: &Around) -> Option<Finding> {
    if answer.state < State::Decided {
        return None;
    }
    let fault = |variant| Finding::blocking("AUD-17").variant(variant).on("decision");
    let Some(decision) = answer.decision else { return Some(fault("undecided")) };
    let taken = around.near.linked(decision).is_none_or(|decision| decision.is_taken());
    (!taken).then(|| fault("not-taken"))
}

/// ORG-25: chair and director, or whoever acts for them, have signed.
fn unsigned(answer: &Answer, around: &Around) -> Vec<Finding> {
    if answer.state < State::Signed {
        return Vec::new();
    }
    let Some(scale) = around.scales.get("signing-role") else { return Vec::new() };
    let signed =
        |key: &str| answer.signatures.iter().any(|line| line.role.0 == key && line.date.is_some());
    let lacking = scale.on(around.today()).filter(|step| !signed(&step.key));
    let finding = |step: &stadga_model::Step| {
        Finding::blocking("ORG-25")
            .variant("answer")
            .on("signatures")
            .with("role", &step.sv)
            .with("role_en", &step.en)
    };
    lacking.map(finding).collect()
}

fn not_sent(answer: &Answer) -> Vec<Finding> {
    if answer.state != State::Dispatched {
        return Vec::new();
    }
    let to = answer.dispatched_to.as_deref().unwrap_or_default().trim();
    let lacking =
        [("dispatched_on", answer.dispatched_on.is_none()), ("dispatched_to", to.is_empty())];
    let lacking = lacking.into_iter().filter(|(_, lacks)| *lacks);
    lacking.map(|(field, _)| Finding::blocking("AUD-17").variant("sent").on(field)).collect()
}

fn signed_before_decision(answer: &Answer, around: &Around) -> Option<Finding> {
    let decided = around.near.linked(answer.decision?)?.date?;
    let early =
        answer.signatures.iter().filter_map(|line| line.date).find(|date| *date < decided)?;
    let finding = Finding::warning("AUD-17").variant("early").on("signatures");
    Some(finding.with("signed", early).with("decided", decided))
}

fn late(answer: &Answer, around: &Around) -> Option<Finding> {
    let due = around.near.linked(answer.audit)?.answer_due?;
    (answer.state < State::Dispatched && due < around.today())
        .then(|| Finding::warning("AUD-14").variant("late").on("state").with("due", due))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::{Given, codes, id, record};
    use serde_json::{Value, json};

    fn answer(more: Value) -> Answer {
        record(json!({"title": "Svar", "audit": id(1)}), more)
    }

    fn whole_item() -> Value {
        json!({"answer": id(2), "recommendation": id(3), "subject": "Rek 1", "position": "agrees",
            "done": "Rutin antagen", "planned": "Utbildning", "timetable": "2026", "views": "Inga"})
    }

    fn given() -> Given {
        Given::on("2026-03-01")
            .up(id(1), "audit", json!({"title": "a", "category": "deep", "state": "answering"}))
            .down("answer", "answer-item", whole_item())
    }

    fn signatures(second: Value) -> Value {
        json!([{"role": "chair", "function": "Ordförande", "date": "2026-02-20"}, second])
    }

    #[test]
    fn aud_14_answer_has_four_parts_before_review() {
        let mut item = whole_item();
        item["timetable"] = json!(" ");
        let given = given().down("answer", "answer-item", item);
        assert!(rules(&answer(json!({})), &given.around()).is_empty());
        let findings = rules(&answer(json!({"state": "review"})), &given.around());
        assert_eq!(codes(&findings), ["AUD-14"]);
        assert!(findings[0].is_blocking());
        assert_eq!(findings[0].variant, Some("timetable"));
    }

    #[test]
    fn aud_16_an_empty_answer_is_not_reviewed() {
        let given = Given::on("2026-03-01");
        assert_eq!(codes(&rules(&answer(json!({"state": "review"})), &given.around())), ["AUD-16"]);
    }

    #[test]
    fn aud_17_decided_means_a_decision() {
        let bare = answer(json!({"state": "decided"}));
        assert_eq!(codes(&rules(&bare, &given().around())), ["AUD-17"]);
        let decided = answer(json!({"state": "decided", "decision": id(7)}));
        assert!(rules(&decided, &given().around()).is_empty());
        let coming = given().up(id(7), "decision", json!({"title": "Svar", "state": "draft"}));
        assert_eq!(rules(&decided, &coming.around())[0].variant, Some("not-taken"));
    }

    #[test]
    fn org_25_chair_and_director_sign_also_when_acting() {
        let director = json!({"role": "director", "function": "Regiondirektör", "acting": true});
        let body = json!({"state": "signed", "decision": id(7), "signatures": signatures(director.clone())});
        let findings = rules(&answer(body), &given().around());
        assert_eq!(codes(&findings), ["ORG-25"]);
        assert!(findings[0].values.contains(&("role", "Direktör".into())));
        let mut director = director;
        director["date"] = json!("2026-02-21");
        let body =
            json!({"state": "signed", "decision": id(7), "signatures": signatures(director)});
        assert!(rules(&answer(body), &given().around()).is_empty());
    }

    #[test]
    fn aud_17_nothing_is_sent_before_it_is_signed() {
        let sent = json!({"state": "dispatched", "decision": id(7), "dispatched_on": "2026-02-22"});
        let found = rules(&answer(sent), &given().around());
        assert_eq!(codes(&found), ["ORG-25", "ORG-25", "AUD-17"]);
        assert_eq!(found[2].field.as_deref(), Some("dispatched_to"));
    }

    #[test]
    fn aud_17_a_signature_before_the_decision_is_told() {
        let director = json!({"role": "director", "function": "Direktör", "date": "2026-02-25"});
        let body =
            json!({"state": "signed", "decision": id(7), "signatures": signatures(director)});
        let given =
            given().up(id(7), "decision", json!({"state": "decided", "date": "2026-02-24"}));
        let findings = rules(&answer(body), &given.around());
        assert_eq!(findings[0].variant, Some("early"));
        assert!(!findings[0].is_blocking());
    }

    #[test]
    fn aud_17_the_moves_lead_to_known_states() {
        for m in LIFECYCLE.moves {
            assert!(State::VALUES.contains(&m.to), "{}", m.name);
        }
    }
}
