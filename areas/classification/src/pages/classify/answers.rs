//! The answers as they travel from page to page, and what lacks of them.

use stadga_model::Term;

use super::Sent;
use crate::{
    class::{Aspect, Class, Levels},
    classification::Answer,
    questions,
};

/// What was answered so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Answers {
    given: Vec<(String, Term, u8)>,
}

/// What is amiss on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The question with this key is not answered.
    Open(String),
    /// Another level than the answers give has no reason.
    Unsaid(Aspect),
    /// What the rules say.
    Said(String),
}

impl Fault {
    /// What a rule says.
    pub fn said(sentence: String) -> Self {
        Self::Said(sentence)
    }
}

impl Answers {
    /// What was sent, as far as it answers a question by a level that there is.
    pub fn of(sent: &Sent, levels: &Levels) -> Self {
        let questions = questions::sheets().iter().flat_map(questions::Sheet::questions);
        let given = questions.filter_map(|question| {
            let level = Term(sent.get(&question.key)?.clone());
            let offered = question.area.answers.iter().any(|answer| answer.level == level.0);
            let rank = levels.rank(&level).filter(|_| offered)?;
            Some((question.key, level, rank))
        });
        Self { given: given.collect() }
    }

    /// The level of an answer.
    pub fn level(&self, question: &str) -> Option<&Term> {
        self.given.iter().find(|(key, _, _)| key == question).map(|(_, level, _)| level)
    }

    /// Whether an answer ends the classification.
    pub fn ends(&self, protective: u8) -> bool {
        self.given.iter().any(|(_, _, rank)| *rank >= protective)
    }

    /// The questions of a page that are not answered; none of an optional page that was left out.
    pub fn faults(&self, sheet: usize) -> Vec<Fault> {
        let Some(sheet) = questions::sheets().get(sheet) else { return Vec::new() };
        let questions = sheet.questions();
        let open: Vec<Fault> = questions
            .iter()
            .filter(|question| self.level(&question.key).is_none())
            .map(|question| Fault::Open(question.key.clone()))
            .collect();
        let left_out = sheet.optional && open.len() == questions.len();
        if left_out { Vec::new() } else { open }
    }

    /// The class: the highest answer of each aspect.
    pub fn class(&self) -> Class {
        Class::of_answers(self.given.iter().map(|(key, _, rank)| (key.as_str(), Some(*rank))))
    }

    /// As they are kept.
    pub fn rows(&self) -> Vec<Answer> {
        let row = |(question, level, _): &(String, Term, u8)| Answer {
            question: question.clone(),
            level: level.clone(),
        };
        self.given.iter().map(row).collect()
    }

    /// As hidden fields on the other pages: all but those of this page.
    pub fn others(&self, sheet: Option<usize>) -> Vec<(String, String)> {
        let own = sheet.and_then(|sheet| questions::sheets().get(sheet));
        let own: Vec<String> = own
            .map(|sheet| sheet.questions().into_iter().map(|question| question.key).collect())
            .unwrap_or_default();
        let others = self.given.iter().filter(|(key, _, _)| !own.contains(key));
        others.map(|(key, level, _)| (key.clone(), level.0.clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{class, scales};

    fn answers(pairs: &[(&str, &str)]) -> Answers {
        let sent = pairs.iter().map(|(key, level)| ((*key).to_owned(), (*level).to_owned()));
        Answers::of(&sent.collect(), &Levels::of(&scales()))
    }

    #[test]
    fn cls_12_each_question_of_a_page_is_answered_and_an_optional_page_may_be_left_out() {
        let part = answers(&[("confidentiality-person", "3"), ("confidentiality-task", "1")]);
        let open = |key: &str| Fault::Open(key.to_owned());
        assert_eq!(part.faults(0), [open("confidentiality-law"), open("confidentiality-society")]);
        assert!(part.faults(3).is_empty(), "traceability is left out");
        assert_eq!(answers(&[("traceability-law", "2")]).faults(3).len(), 3);
        assert_eq!(part.class(), class("3"));
        assert_eq!(part.others(Some(0)), []);
        assert_eq!(part.others(Some(1)).len(), 2);
    }

    #[test]
    fn nis_05_an_answer_on_the_highest_level_ends_it_and_levels_that_are_not_offered_are_none() {
        assert!(answers(&[("integrity-society", "4")]).ends(4));
        assert!(!answers(&[("integrity-society", "3")]).ends(4));
        // Only what touches Sweden's security has that answer.
        assert!(!answers(&[("integrity-person", "4")]).ends(4));
        assert_eq!(answers(&[("integrity-person", "9"), ("else", "1")]), Answers::default());
    }
}
