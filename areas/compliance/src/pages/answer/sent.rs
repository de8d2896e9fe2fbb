//! What was written in the form of an answer: how it is read, follows the answers to the questions, and comes into the record.

use stadga_frameworks::{FrameworkRequirement, requirement::Answer, rows::translated};
use stadga_model::{Head, Id, Prose, Term};
use stadga_web::Context;

use crate::{
    AssessedRequirement,
    questions::{Outcome, Questions, Said, said},
};

/// What the name of a question's input begins with; the question's key follows.
pub(super) const QUESTION: &str = "question ";

/// What was written in the form.
#[derive(Clone, Default)]
pub(super) struct Sent {
    pub grade: String,
    pub reason: String,
    pub deviation: String,
    pub priority: String,
    pub motive: String,
    pub situation: String,
    pub need: String,
    /// The revision that the form was made from.
    pub revision: i64,
    /// Where one goes on to.
    pub next: String,
    /// What was answered to the questions.
    pub replies: Said,
    /// The keys of the questions that the form asked.
    pub asked: Vec<String>,
    /// The grade that the answers came to when the form was made.
    pub computed: String,
}

impl Sent {
    /// What the form sent.
    pub fn read(pairs: Vec<(String, String)>) -> Self {
        let mut sent = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "grade" => sent.grade = value,
                "reason" => sent.reason = value,
                "deviation" => sent.deviation = value,
                "priority" => sent.priority = value,
                "motive" => sent.motive = value,
                "situation" => sent.situation = value,
                "need" => sent.need = value,
                "revision" => sent.revision = value.parse().unwrap_or_default(),
                "next" => sent.next = value,
                "asked" => sent.asked.push(value),
                "computed" => sent.computed = value,
                name => {
                    let key = name.strip_prefix(QUESTION).filter(|_| !value.trim().is_empty());
                    let Some(key) = key.map(str::to_owned) else { continue };
                    sent.replies.entry(key).or_default().push(value);
                }
            }
        }
        sent
    }

    /// What the record says now.
    pub fn of(
        head: &Head,
        one: &AssessedRequirement,
        next: Option<Id<AssessedRequirement>>,
    ) -> Self {
        let term =
            |term: &Option<Term>| term.as_ref().map(|term| term.0.clone()).unwrap_or_default();
        let prose =
            |text: &Option<Prose>| text.as_ref().map(|text| text.0.clone()).unwrap_or_default();
        Self {
            grade: term(&one.grade),
            reason: prose(&one.reason),
            deviation: prose(&one.deviation),
            priority: term(&one.priority),
            motive: prose(&one.motive),
            situation: prose(&one.situation),
            need: prose(&one.need),
            revision: head.revision,
            next: next.map(|id| id.to_string()).unwrap_or_default(),
            replies: said(&one.replies),
            asked: Vec::new(),
            computed: term(&one.computed),
        }
    }

    /// The grade follows what the answers come to, unless another was chosen.
    pub fn follow(&mut self, outcome: &Outcome) {
        let now = outcome.grade.as_ref().map(|grade| grade.0.clone()).unwrap_or_default();
        if self.grade.trim().is_empty() || self.grade == self.computed {
            self.grade.clone_from(&now);
        }
        self.computed = now;
    }

    /// Puts what was written into the record.
    pub fn put(&self, one: &mut AssessedRequirement) {
        let term = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(Term::from);
        let prose = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(Prose::from);
        one.grade = term(&self.grade);
        one.reason = prose(&self.reason);
        one.priority = term(&self.priority);
        one.motive = prose(&self.motive);
        one.situation = prose(&self.situation);
        one.need = prose(&self.need);
    }

    /// Puts the reason for another grade into the record. A grade that is as the answers say needs none.
    pub fn put_deviation(&self, one: &mut AssessedRequirement) {
        let text = Some(self.deviation.trim()).filter(|text| !text.is_empty());
        let other = one.computed.is_some() && one.grade.is_some() && one.grade != one.computed;
        one.deviation = text.filter(|_| other).map(Prose::from);
    }
}

/// Puts the answers into the record, with what they come to.
pub(super) fn put_answers(cx: &Context, one: &mut AssessedRequirement, asking: &Questions<'_>) {
    let Outcome { score, grade, .. } = asking.outcome();
    let (requirement, language) = (asking.requirement, cx.language.code());
    one.replies = asking.replies(
        |question| {
            let own = &question.text.0;
            words(requirement, language, &question.key, &["text"], own).to_owned()
        },
        |answer| choice(requirement, language, answer).to_owned(),
    );
    (one.score, one.computed) = (score, grade);
}

/// What an answer that can be chosen says in a language.
pub(super) fn choice<'a>(
    one: &'a FrameworkRequirement,
    language: &str,
    answer: &'a Answer,
) -> &'a str {
    words(one, language, &answer.key, &["value", "text"], &answer.text.0)
}

/// What it says in a language, else in its own.
pub(super) fn words<'a>(
    one: &'a FrameworkRequirement,
    language: &str,
    key: &str,
    names: &[&str],
    own: &'a str,
) -> &'a str {
    let all = one.translations.as_slice();
    names.iter().find_map(|name| translated(all, language, Some(key), name)).unwrap_or(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ctl_17_the_grade_follows_the_answers_until_another_is_chosen() {
        let outcome = |grade: &str| Outcome { grade: Some(grade.into()), ..Outcome::default() };
        let mut sent = Sent::default();
        sent.follow(&outcome("met"));
        assert_eq!((&*sent.grade, &*sent.computed), ("met", "met"));
        sent.follow(&outcome("partly"));
        assert_eq!(sent.grade, "partly");
        sent.grade = "not-met".into();
        sent.follow(&outcome("met"));
        assert_eq!((&*sent.grade, &*sent.computed), ("not-met", "met"), "chosen by hand");
        sent.grade = "met".into();
        sent.follow(&Outcome { open: 1, ..Outcome::default() });
        assert_eq!((&*sent.grade, &*sent.computed), ("", ""), "something is open again");
    }

    #[test]
    fn ctl_17_what_was_answered_is_read_question_by_question() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let sent = Sent::read(vec![
            pair("grade", "met"),
            pair("question urn:a:1", "urn:a:1:choice:1"),
            pair("question urn:a:1", "urn:a:1:choice:2"),
            pair("question urn:a:2", "  "),
            pair("asked", "urn:a:1"),
            pair("revision", "3"),
        ]);
        assert_eq!((&*sent.grade, sent.revision, sent.asked.len()), ("met", 3, 1));
        assert_eq!(sent.replies.len(), 1, "what is left empty is no answer");
        assert_eq!(sent.replies["urn:a:1"].len(), 2);
    }
}
