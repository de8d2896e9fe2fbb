//! The questions that a framework asks of a requirement: which of them are asked, and what the answers come to (CTL-17).
//!
//! As the published format of CISO Assistant's libraries means them: a question may depend on the answers to another, the points
//! of all that is chosen are added and kept within the framework's scale, and what the answers say becomes one result. A question
//! that is not asked counts for nothing, and before all that are asked have been answered nothing is said.

use stadga_frameworks::{
    FrameworkRequirement,
    requirement::{Answer, Question},
};
use stadga_model::{Prose, Term};
use std::collections::BTreeMap;

use crate::{
    assessed_requirement::Reply,
    weights::{NOT_APPLICABLE, weights},
};

/// What was answered, by the keys of the questions: keys of answers, or what was written.
pub type Said = BTreeMap<String, Vec<String>>;

/// Every answer that is listed must have been chosen; else one of them is enough.
const ALL: &str = "all";
/// One of the answers that are listed is enough, as where nothing is said.
const ANY: &str = "any";

/// What the answers come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How many of the questions that are asked have no answer.
    pub open: usize,
    /// The points; none, where answers bear none or some question is open.
    pub score: Option<i64>,
    /// The grade; none, where answers say nothing or some question is open.
    pub grade: Option<Term>,
}

/// A requirement's questions with what was answered, here and to the other requirements of the assessment.
#[derive(Clone, Copy, Debug)]
pub struct Questions<'a> {
    /// The requirement that asks.
    pub requirement: &'a FrameworkRequirement,
    /// The lowest and the highest points of the framework.
    pub scale: (Option<i64>, Option<i64>),
    /// What was answered to the requirement's own questions.
    pub said: &'a Said,
    /// What was answered to questions of other requirements, as far as its own depend on them.
    pub elsewhere: &'a Said,
}

impl<'a> Questions<'a> {
    /// The questions that are asked, in their order.
    pub fn asked(&self) -> Vec<&'a Question> {
        let all = self.requirement.questions.iter();
        all.filter(|question| self.is_asked(question, &mut Vec::new())).collect()
    }

    /// Whether a question is asked: it depends on none, or that one is asked and was answered so. What depends on itself is not.
    fn is_asked(&self, question: &'a Question, met: &mut Vec<&'a str>) -> bool {
        let Some(after) = question.after.as_deref() else { return true };
        if met.contains(&after) {
            return false;
        }
        met.push(after);
        let own = self.requirement.questions.iter().find(|other| other.key == after);
        match own {
            Some(other) => self.is_asked(other, met) && fulfils(question, &self.given(other)),
            None => self.elsewhere.get(after).is_some_and(|said| fulfils(question, said)),
        }
    }

    /// What can be answered to a question.
    pub fn choices(&self, question: &Question) -> Vec<&'a Answer> {
        self.requirement.answers.iter().filter(|answer| answer.question == question.key).collect()
    }

    /// What was answered to a question.
    pub fn said(&self, question: &Question) -> &'a [String] {
        self.said.get(&question.key).map_or(&[], Vec::as_slice)
    }

    /// The answers that were chosen of those that can be.
    fn chosen(&self, question: &Question) -> Vec<&'a Answer> {
        let said = self.said(question);
        let mut all = self.choices(question);
        all.retain(|answer| said.contains(&answer.key));
        // Of what only one can be chosen of, no more than one counts, whatever was sent.
        all.truncate(if is_many(question) { all.len() } else { 1 });
        all
    }

    /// What was answered to a question, as far as it is an answer: what can be chosen, or what was written where nothing can.
    fn given(&self, question: &Question) -> Vec<String> {
        match self.choices(question).is_empty() {
            true => {
                let written = self.said(question).iter().filter(|text| !text.trim().is_empty());
                written.cloned().collect()
            }
            false => self.chosen(question).into_iter().map(|answer| answer.key.clone()).collect(),
        }
    }

    /// Whether all that its questions depend on at other requirements was answered: then it is known that nothing is asked.
    fn is_ruled_out(&self) -> bool {
        let mut outside = outside(self.requirement).peekable();
        outside.peek().is_some() && outside.all(|key| self.elsewhere.contains_key(key))
    }

    /// What the answers come to. A requirement of which nothing is asked because of what was answered elsewhere does not apply.
    pub fn outcome(&self) -> Outcome {
        let asked = self.asked();
        let open = asked.iter().filter(|question| self.given(question).is_empty()).count();
        if open > 0 || self.requirement.questions.is_empty() {
            return Outcome { open, ..Outcome::default() };
        }
        if asked.is_empty() {
            let grade = self.is_ruled_out().then(|| Term::from(NOT_APPLICABLE));
            return Outcome { grade, ..Outcome::default() };
        }
        let chosen: Vec<&Answer> =
            asked.iter().flat_map(|question| self.chosen(question)).collect();
        Outcome { open, score: self.score(&chosen), grade: grade(&chosen) }
    }

    /// The points of all that was chosen, within the scale.
    fn score(&self, chosen: &[&Answer]) -> Option<i64> {
        let points = chosen.iter().filter_map(|answer| answer.score);
        let sum = points.reduce(i64::saturating_add)?;
        let (least, most) = self.scale;
        Some(sum.min(most.unwrap_or(i64::MAX)).max(least.unwrap_or(i64::MIN)))
    }

    /// What was answered to all that is asked, as it is kept, in these words.
    pub fn replies(
        &self,
        asked: impl Fn(&Question) -> String,
        answer: impl Fn(&Answer) -> String,
    ) -> Vec<Reply> {
        let reply = |question: &'a Question| {
            let answers = self.given(question);
            let chosen = self.chosen(question);
            let words: Vec<String> = match chosen.is_empty() {
                true => answers.clone(),
                false => chosen.into_iter().map(&answer).collect(),
            };
            Reply {
                asked: Prose(asked(question)),
                said: Prose(words.join("\n")),
                question: question.key.clone(),
                answers,
            }
        };
        let all = self.asked().into_iter().map(reply);
        all.filter(|reply| !reply.answers.is_empty()).collect()
    }
}

/// Whether several answers can be chosen.
pub fn is_many(question: &Question) -> bool {
    question.kind.as_deref() == Some("multiple_choice")
}

/// Whether what was answered to the other question makes this one asked. A question that lists no answers is never asked; a
/// condition that is neither of the two is fulfilled by any answer.
fn fulfils(question: &Question, said: &[String]) -> bool {
    let listed = &question.after_answers;
    if listed.is_empty() || said.is_empty() {
        return false;
    }
    match question.condition.as_deref().unwrap_or(ANY) {
        ALL => listed.iter().all(|key| said.contains(key)),
        ANY => listed.iter().any(|key| said.contains(key)),
        _ => true,
    }
}

/// What answers say together: the same, where all say the same; what does not apply counts only where nothing else is said.
fn grade(chosen: &[&Answer]) -> Option<Term> {
    let said =
        chosen.iter().filter_map(|answer| weights().grade_of_result(answer.result.as_deref()?));
    let (outside, counting): (Vec<Term>, Vec<Term>) =
        said.partition(|grade| grade.0 == NOT_APPLICABLE);
    let Some(first) = counting.first() else { return outside.into_iter().next() };
    let same = counting.iter().all(|grade| grade == first);
    Some(if same { first.clone() } else { weights().mixed() })
}

/// The keys of questions at other requirements that its own depend on.
fn outside(requirement: &FrameworkRequirement) -> impl Iterator<Item = &str> {
    let own = move |key: &&str| requirement.questions.iter().any(|other| other.key == *key);
    let after = requirement.questions.iter().filter_map(|question| question.after.as_deref());
    after.filter(move |key| !own(key))
}

/// Whether some question depends on one of another requirement.
pub fn leads_out(requirement: &FrameworkRequirement) -> bool {
    outside(requirement).next().is_some()
}

/// What was answered, of rows as they are kept.
pub fn said(replies: &[Reply]) -> Said {
    replies.iter().map(|reply| (reply.question.clone(), reply.answers.clone())).collect()
}

#[cfg(test)]
mod tests;
