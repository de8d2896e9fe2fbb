//! Records of a report, a cover letter or a review.

use crate::{
    audit::Audit,
    follow_up::FollowUp,
    question::AuditQuestion,
    read::{self, Kind, Reading, Words},
    recommendation::{self, Recommendation, Section},
    remark::{Remark, Sort},
};
use stadga_model::{Draft, Finding, Id, Prose, Refusal};

use super::{
    Accepted, Choices, Target,
    audit::{sure, the_audit},
    documents,
};

/// The audit and all that hangs on it.
pub fn records(reading: &Reading, choices: &Choices, target: &Target) -> Result<Accepted, Refusal> {
    let audit = target.audit.unwrap_or_else(|| Id::new(target.now));
    let documents = documents::seen(audit, reading, choices, target)?;
    let target = &documents::knowing(target, &documents);
    let mut drafts = Vec::new();
    if target.audit.is_none() {
        drafts.push(Draft::new(audit, &the_audit(reading, choices, target))?);
    }
    for (path, found) in choices.taken("questions", &reading.questions) {
        drafts.push(Draft::new(
            Id::new(target.now),
            &question(audit, &path, found, choices, target),
        )?);
    }
    for (path, category, said) in of_categories(reading) {
        if choices.takes(&path) {
            let made = asked(audit, &path, category, said, choices, target);
            drafts.push(Draft::new(Id::new(target.now), &made)?);
        }
    }
    for (path, found) in choices.taken("recommendations", &reading.recommendations) {
        let made = recommendation(audit, &path, found, choices, target);
        drafts.push(Draft::new(Id::new(target.now), &made)?);
    }
    let remarks = choices.taken("remarks", &reading.remarks);
    let remarks = remarks.map(|(path, found)| (path, &found.said.as_written, Sort::Remark));
    let strengths = choices.taken("strengths", &reading.strengths);
    let strengths = strengths.map(|(path, said)| (path, &said.as_written, Sort::Strength));
    for (path, text, sort) in remarks.chain(strengths) {
        let text = choices.text(&format!("{path}.text"), Some(text)).unwrap_or_default();
        let made = Remark { audit, sort, text, section: None, question: None, unit: target.unit };
        drafts.push(Draft::new(Id::new(target.now), &made)?);
    }
    for (at, (path, found)) in choices.taken("follow_ups", &reading.follow_ups).enumerate() {
        let made = follow_up(audit, at + 1, &path, found, choices, target);
        drafts.push(Draft::new(Id::new(target.now), &made)?);
    }
    drafts.extend(documents);
    Ok(Accepted { audit, answer: None, drafts })
}

/// AUD-21: what each followed-up point was graded is asked for where the text does not tell; a point that is taken
/// without it is stopped, and says which.
pub fn ungraded(reading: &Reading, choices: &Choices) -> Vec<Finding> {
    let taken = choices.taken("follow_ups", &reading.follow_ups);
    let lacking = taken.filter(|(path, found)| {
        choices.term(&format!("{path}.grade"), sure(found.grade.as_ref())).is_none()
    });
    let fault = |(path, found): (String, &read::FollowUp)| {
        let fault = Finding::blocking("AUD-21").variant("colour").on(format!("{path}.grade"));
        fault.with("subject", &found.subject)
    };
    lacking.map(fault).collect()
}

/// A question with its grade as the user has it, and the auditors' own words.
pub fn question(
    audit: Id<Audit>,
    path: &str,
    found: &read::Question,
    choices: &Choices,
    target: &Target,
) -> AuditQuestion {
    let grade = found.grade.as_ref();
    let words = once(found.assessments.iter().map(|grade| grade.said.as_written.as_str()));
    AuditQuestion {
        audit,
        group: choices.text(&format!("{path}.group"), found.group.as_deref()),
        number: choices.text(&format!("{path}.number"), found.number.as_deref()),
        text: choices
            .text(&format!("{path}.text"), Some(&found.said.as_written))
            .unwrap_or_default(),
        overall: found.overall,
        unit: target.unit,
        grade: choices.term(&format!("{path}.grade"), sure(grade)),
        verdict_as_written: grade.map(|grade| grade.wording.clone()).filter(|w| !w.is_empty()),
        assessment: (!words.is_empty()).then(|| Prose(words.join("\n\n"))),
        as_of: None,
        clause: None,
    }
}

/// What is said, each once: a summary repeats, in nearly the same words, what its section says. Of two that say the same
/// the longer is kept.
fn once<'a>(said: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut kept: Vec<&str> = Vec::new();
    for text in said.filter(|text| text.chars().any(char::is_alphanumeric)) {
        match kept.iter_mut().find(|other| read::says_same(text, other, Words::shipped())) {
            Some(other) if text.len() > other.len() => *other = text,
            Some(_) => {}
            None => kept.push(text),
        }
    }
    kept
}

/// The questions of a review, by category: `categories.1.2` is the third of the second.
fn of_categories(reading: &Reading) -> impl Iterator<Item = (String, &str, &read::Said)> {
    let categories = reading.review.iter().flat_map(|review| &review.categories).enumerate();
    categories.flat_map(|(at, category)| {
        let questions = category.questions.iter().enumerate();
        questions.map(move |(inner, said)| {
            (format!("categories.{at}.{inner}"), category.name.as_str(), said)
        })
    })
}

/// A review's question: asked, not graded.
fn asked(
    audit: Id<Audit>,
    path: &str,
    category: &str,
    said: &read::Said,
    choices: &Choices,
    target: &Target,
) -> AuditQuestion {
    AuditQuestion {
        audit,
        group: Some(category.to_owned()),
        number: None,
        text: choices.text(&format!("{path}.text"), Some(&said.as_written)).unwrap_or_default(),
        overall: false,
        unit: target.unit,
        grade: None,
        verdict_as_written: None,
        assessment: None,
        as_of: None,
        clause: None,
    }
}

fn recommendation(
    audit: Id<Audit>,
    path: &str,
    found: &read::Recommendation,
    choices: &Choices,
    target: &Target,
) -> Recommendation {
    let mut sections: Vec<Section> = Vec::new();
    for section in found.places.iter().filter_map(|place| section(place, target)) {
        if !sections.contains(&section) {
            sections.push(section);
        }
    }
    Recommendation {
        audit,
        number: choices.text(&format!("{path}.number"), found.number.as_deref()),
        text: choices
            .text(&format!("{path}.text"), Some(&found.said.as_written))
            .unwrap_or_default(),
        state: recommendation::State::Open,
        addressee: target.unit,
        unit: target.unit,
        owner: None,
        sections,
        effect: None,
        resources: None,
        reason: None,
    }
}

/// A place by its section's number, else its title, else that it is the cover letter.
fn section(place: &read::Place, target: &Target) -> Option<Section> {
    let letter = (place.part == Kind::CoverLetter).then(|| target.cover_letter.clone());
    let named = place.section.clone().or_else(|| place.title.clone()).or(letter)?;
    Some(Section { section: named, title: place.section.as_ref().and(place.title.clone()) })
}

fn follow_up(
    audit: Id<Audit>,
    number: usize,
    path: &str,
    found: &read::FollowUp,
    choices: &Choices,
    target: &Target,
) -> FollowUp {
    FollowUp {
        audit,
        number: Some(number.to_string()),
        subject: choices.text(&format!("{path}.text"), Some(&found.subject)).unwrap_or_default(),
        older: None,
        unit: target.unit,
        grade: choices.term(&format!("{path}.grade"), sure(found.grade.as_ref())),
        reason: choices.text(&format!("{path}.reason"), Some(&found.reason)).map(Prose),
        replaced_by: choices.text(&format!("{path}.replaced_by"), found.replaced_by.as_deref()),
        residual: None,
        carried_by: Vec::new(),
        as_of: None,
    }
}
