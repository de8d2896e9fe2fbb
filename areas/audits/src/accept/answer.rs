//! Records of an answer: its parts with positions and promises, tied to the audit's recommendations and questions.

use crate::{
    answer::{Answer, Format, State},
    answer_item::{AnswerItem, Claim},
    audit::Audit,
    promise::Promise,
    question::AuditQuestion,
    read::{self, Reading},
    recommendation::{self, Recommendation},
};
use stadga_model::{Draft, Id, Prose, Refusal, Term};

use super::{
    Accepted, Choices, Target,
    audit::{sure, the_audit},
};

/// The answer and its parts; audit, questions and recommendations where they are not here yet.
pub fn records(reading: &Reading, choices: &Choices, target: &Target) -> Result<Accepted, Refusal> {
    let audit = target.audit.unwrap_or_else(|| Id::new(target.now));
    let answer = Id::new(target.now);
    let mut drafts = Vec::new();
    if target.audit.is_none() {
        drafts.push(Draft::new(audit, &the_audit(reading, choices, target))?);
    }
    drafts.push(Draft::new(answer, &the_answer(audit, reading, choices, target))?);
    let mut items: Vec<Option<Id<AnswerItem>>> = vec![None; reading.answers.len()];
    for (at, found) in reading.answers.iter().enumerate() {
        let path = format!("answers.{at}");
        if !choices.takes(&path) {
            continue;
        }
        let subject = subject(audit, &path, found, choices, target, &mut drafts)?;
        let id = Id::new(target.now);
        let made = item(answer, &path, found, choices, target, subject);
        drafts.push(Draft::new(id, &made)?);
        if let Some(place) = items.get_mut(at) {
            *place = Some(id);
        }
    }
    for (path, found) in choices.taken("promises", &reading.promises) {
        let item = found.answer.and_then(|at| items.get(at).copied().flatten());
        drafts.push(Draft::new(
            Id::new(target.now),
            &promise(audit, item, &path, found, choices, target),
        )?);
    }
    Ok(Accepted { audit, answer: Some(answer), drafts })
}

fn the_answer(audit: Id<Audit>, reading: &Reading, choices: &Choices, target: &Target) -> Answer {
    let identity = &reading.identity;
    let title = identity.title.as_ref().map(|said| said.as_written.as_str());
    let diary = identity.diary_number.as_ref().map(|said| said.as_written.as_str());
    Answer {
        title: choices.text("identity.title.text", title).unwrap_or_default(),
        audit,
        format: format(reading),
        state: State::Preparation,
        unit: target.unit,
        owner: target.owner,
        diary_number: choices.text("identity.diary_number.text", diary),
        introduction: None,
        conclusion: None,
        decision: None,
        signatures: Vec::new(),
        dispatched_on: None,
        dispatched_to: None,
    }
}

/// The form that the answer is in: questions make A, the four parts B, positions C.
fn format(reading: &Reading) -> Format {
    let any = |fits: &dyn Fn(&read::Answer) -> bool| reading.answers.iter().any(fits);
    if any(&|answer| answer.to == "question") {
        Format::A
    } else if any(&|answer| answer.parts.iter().any(|part| part.key == "timetable")) {
        Format::B
    } else {
        Format::C
    }
}

/// What a part of the answer is about.
struct Subject {
    recommendation: Option<Id<Recommendation>>,
    question: Option<Id<AuditQuestion>>,
}

/// The record that is answered: the one chosen, the one of the same number or words, else a new one.
fn subject(
    audit: Id<Audit>,
    path: &str,
    found: &read::Answer,
    choices: &Choices,
    target: &Target,
    drafts: &mut Vec<Draft>,
) -> Result<Subject, Refusal> {
    let text = choices.text(&format!("{path}.text"), Some(&found.subject.as_written));
    let text = text.unwrap_or_else(|| found.number.clone().unwrap_or_default());
    let chosen = choices.text(&format!("{path}.subject"), None);
    if found.to == "question" {
        let known = pick(&target.questions, chosen.as_deref(), found.number.as_deref(), &text);
        let id = match known {
            Some(id) => id,
            None => {
                let id = Id::new(target.now);
                drafts.push(Draft::new(id, &new_question(audit, found, text, target))?);
                id
            }
        };
        return Ok(Subject { recommendation: None, question: Some(id) });
    }
    let known = pick(&target.recommendations, chosen.as_deref(), found.number.as_deref(), &text);
    let id = match known {
        Some(id) => id,
        None => {
            let id = Id::new(target.now);
            drafts.push(Draft::new(id, &new_recommendation(audit, found, text, target))?);
            id
        }
    };
    Ok(Subject { recommendation: Some(id), question: None })
}

fn pick<R>(
    known: &[(Id<R>, Option<String>, String)],
    chosen: Option<&str>,
    number: Option<&str>,
    text: &str,
) -> Option<Id<R>> {
    let by_choice = known.iter().find(|(id, ..)| chosen == Some(id.to_string().as_str()));
    let by_number =
        || known.iter().find(|(_, own, _)| number.is_some() && own.as_deref() == number);
    let same = |a: &str, b: &str| a.trim().eq_ignore_ascii_case(b.trim());
    let by_words = || known.iter().find(|(_, _, words)| same(words, text));
    by_choice.or_else(by_number).or_else(by_words).map(|(id, ..)| *id)
}

fn new_question(
    audit: Id<Audit>,
    found: &read::Answer,
    text: String,
    target: &Target,
) -> AuditQuestion {
    AuditQuestion {
        audit,
        group: None,
        number: found.number.clone(),
        text,
        overall: false,
        unit: target.unit,
        grade: None,
        verdict_as_written: None,
        assessment: found.auditors.as_ref().map(|said| Prose(said.as_written.clone())),
        as_of: None,
        clause: None,
    }
}

fn new_recommendation(
    audit: Id<Audit>,
    found: &read::Answer,
    text: String,
    target: &Target,
) -> Recommendation {
    Recommendation {
        audit,
        number: found.number.clone(),
        text,
        state: recommendation::State::Open,
        addressee: target.unit,
        unit: target.unit,
        owner: None,
        sections: Vec::new(),
        effect: None,
        resources: None,
        reason: None,
    }
}

fn item(
    answer: Id<Answer>,
    path: &str,
    found: &read::Answer,
    choices: &Choices,
    target: &Target,
    subject: Subject,
) -> AnswerItem {
    let part = |key: &str| {
        let parts = found.parts.iter().filter(|part| part.key == key);
        let words: Vec<&str> = parts.map(|part| part.said.as_written.as_str()).collect();
        let words = words.join("\n\n");
        choices.text(&format!("{path}.{key}"), Some(&words)).map(Prose)
    };
    let position = sure(found.position.as_ref());
    AnswerItem {
        answer,
        number: found.number.clone(),
        subject: choices
            .text(&format!("{path}.text"), Some(&found.subject.as_written))
            .unwrap_or_default(),
        recommendation: subject.recommendation,
        question: subject.question,
        grade: None,
        unit: target.unit,
        owner: None,
        position: choices.term(&format!("{path}.position"), position),
        claims: found.claims.iter().map(claim).collect(),
        reasoning: part("answer"),
        done: part("done"),
        planned: part("planned"),
        timetable: part("timetable"),
        views: part("views"),
        solved_when: None,
        solved_by: None,
        measures: Vec::new(),
        evidence: Vec::new(),
    }
}

fn claim(found: &read::Claim) -> Claim {
    let position = Term(found.position.key.clone());
    Claim { claim: found.claim.clone(), position, reasoning: None }
}

fn promise(
    audit: Id<Audit>,
    item: Option<Id<AnswerItem>>,
    path: &str,
    found: &read::Promise,
    choices: &Choices,
    target: &Target,
) -> Promise {
    Promise {
        text: choices
            .text(&format!("{path}.text"), Some(&found.said.as_written))
            .unwrap_or_default(),
        words: found.words.clone(),
        earliest: choices.date(&format!("{path}.earliest"), found.earliest),
        latest: choices.date(&format!("{path}.latest"), found.latest),
        kept_on: None,
        audit: Some(audit),
        item,
        measure: None,
        unit: target.unit,
        owner: None,
    }
}
