//! Everything about one audit, gathered from one view: what answers, tables, pages and packages are made from.

use crate::{
    answer::Answer,
    answer_item::AnswerItem,
    audit::{Audit, Part},
    checkpoint::Checkpoint,
    deviation::Deviation,
    follow_up::FollowUp,
    promise::Promise,
    question::AuditQuestion,
    recommendation::Recommendation,
    remark::{Remark, Sort},
    told::{Told, told},
};
use stadga_decisions::Decision;
use stadga_measures::{Evidence, Measure};
use stadga_model::{Date, Head, Id, Instant, Record, Refusal, Revision, local_date};
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

/// A record with its head.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept<R> {
    /// Number, revision, state.
    pub head: Head,
    /// The record.
    pub record: R,
}

impl<R: Record> Kept<R> {
    /// Its id, typed.
    pub fn id(&self) -> Id<R> {
        self.head.id.cast()
    }
}

/// An audit with all that hangs on it.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The instant that is looked from.
    pub at: Instant,
    /// The audit.
    pub audit: Kept<Audit>,
    /// Its questions in order, overall ones last.
    pub questions: Vec<Kept<AuditQuestion>>,
    /// Its recommendations in order.
    pub recommendations: Vec<Kept<Recommendation>>,
    /// Remarks and strengths.
    pub remarks: Vec<Kept<Remark>>,
    /// Older recommendations followed up, in order.
    pub follow_ups: Vec<Kept<FollowUp>>,
    /// Answers, newest last.
    pub answers: Vec<Kept<Answer>>,
    /// Parts of answers in order.
    pub items: Vec<Kept<AnswerItem>>,
    /// Promises by their latest day.
    pub promises: Vec<Kept<Promise>>,
    /// Checkpoints by date.
    pub checkpoints: Vec<Kept<Checkpoint>>,
    /// Deviations.
    pub deviations: Vec<Kept<Deviation>>,
    /// Measures that the recommendations, deviations and answers lead to.
    pub measures: Vec<Kept<Measure>>,
    /// Evidence of those measures.
    pub evidence: Vec<Kept<Evidence>>,
    /// Decisions that the answers rest on.
    pub decisions: Vec<Kept<Decision>>,
    /// What units, persons and others are called.
    pub names: BTreeMap<Id, String>,
}

impl Dossier {
    /// Sorts gathered records (each once, of any kind) into a dossier.
    ///
    /// # Errors
    /// Broken, when a body does not fit its kind.
    pub fn of(
        audit: &Revision,
        records: &[Revision],
        names: BTreeMap<Id, String>,
        at: Instant,
    ) -> Result<Self, Refusal> {
        let mut dossier = Self {
            at,
            audit: Kept { head: audit.head.clone(), record: audit.typed()? },
            questions: kept(records)?,
            recommendations: kept(records)?,
            remarks: kept(records)?,
            follow_ups: kept(records)?,
            answers: kept(records)?,
            items: kept(records)?,
            promises: kept(records)?,
            checkpoints: kept(records)?,
            deviations: kept(records)?,
            measures: kept(records)?,
            evidence: kept(records)?,
            decisions: kept(records)?,
            names,
        };
        dossier.sort();
        Ok(dossier)
    }

    fn sort(&mut self) {
        // Groups stand in the order in which the report has them, which is the order they were made in.
        self.questions.sort_by_key(|kept| (kept.record.overall, kept.head.number.clone()));
        self.recommendations.sort_by(|a, b| {
            by_number(&a.record.number, &b.record.number)
                .then_with(|| a.head.number.cmp(&b.head.number))
        });
        self.follow_ups.sort_by(|a, b| {
            by_number(&a.record.number, &b.record.number)
                .then_with(|| a.head.number.cmp(&b.head.number))
        });
        let overall: BTreeSet<Id<AuditQuestion>> =
            self.questions.iter().filter(|kept| kept.record.overall).map(Kept::id).collect();
        let last = |kept: &Kept<AnswerItem>| {
            kept.record.question.is_some_and(|question| overall.contains(&question))
        };
        self.items.sort_by(|a, b| {
            let sorts = last(a).cmp(&last(b));
            sorts
                .then_with(|| by_number(&a.record.number, &b.record.number))
                .then_with(|| a.head.number.cmp(&b.head.number))
        });
        self.promises.sort_by_key(|kept| (kept.record.latest, kept.head.number.clone()));
        self.checkpoints.sort_by_key(|kept| (kept.record.date, kept.head.number.clone()));
        self.answers.sort_by_key(|kept| kept.head.number.clone());
    }

    /// Without the other answers, and what hangs on them alone.
    pub fn keep_answers(&mut self, kept: &[Id<Answer>]) {
        self.answers.retain(|answer| kept.contains(&answer.id()));
        let (gone, items) = std::mem::take(&mut self.items)
            .into_iter()
            .partition::<Vec<_>, _>(|item| !kept.contains(&item.record.answer));
        self.items = items;
        let is_gone = |id| gone.iter().any(|item| item.id() == id);
        self.promises.retain(|promise| !promise.record.item.is_some_and(is_gone));
        let named: Vec<_> =
            self.answers.iter().filter_map(|answer| answer.record.decision).collect();
        self.decisions.retain(|decision| named.contains(&decision.id()));
    }

    /// The date that is looked from.
    pub fn today(&self) -> Date {
        local_date(self.at)
    }

    /// What a record is called; nothing where it is not known.
    pub fn name<R>(&self, id: Option<Id<R>>) -> Option<&str> {
        self.names.get(&id?.cast()).map(String::as_str)
    }

    /// The measures that a recommendation led to, or that an answer to it names: by date.
    pub fn measures_of(&self, recommendation: Id<Recommendation>) -> Vec<Told> {
        let items =
            || self.items.iter().filter(|item| item.record.recommendation == Some(recommendation));
        let fits = |kept: &&Kept<Measure>| {
            kept.record.causes.contains(&recommendation.cast())
                || items().any(|item| item.record.measures.contains(&kept.id()))
        };
        self.tell(self.measures.iter().filter(fits))
    }

    /// The measures that a part of an answer names or that its recommendation led to.
    pub fn measures_for(&self, item: &AnswerItem) -> Vec<Told> {
        let fits = |kept: &&Kept<Measure>| {
            let causes = &kept.record.causes;
            item.measures.contains(&kept.id())
                || item.recommendation.is_some_and(|id| causes.contains(&id.cast()))
                || item.question.is_some_and(|id| causes.contains(&id.cast()))
        };
        self.tell(self.measures.iter().filter(fits))
    }

    fn tell<'a>(&self, measures: impl Iterator<Item = &'a Kept<Measure>>) -> Vec<Told> {
        let mut all: Vec<Told> = measures.map(|kept| told(kept, self)).collect();
        all.sort_by_key(|told| (told.day(), told.id));
        all
    }

    /// The parts of an answer.
    pub fn items_of(&self, answer: Id<Answer>) -> impl Iterator<Item = &Kept<AnswerItem>> {
        self.items.iter().filter(move |kept| kept.record.answer == answer)
    }

    /// The part of an answer that speaks to a recommendation.
    pub fn item_on(
        &self,
        answer: Id<Answer>,
        recommendation: Id<Recommendation>,
    ) -> Option<&Kept<AnswerItem>> {
        self.items_of(answer).find(|kept| kept.record.recommendation == Some(recommendation))
    }

    /// The promises made on a part of an answer.
    pub fn promises_on(&self, item: Id<AnswerItem>) -> impl Iterator<Item = &Kept<Promise>> {
        self.promises.iter().filter(move |kept| kept.record.item == Some(item))
    }

    /// Strengths, or remarks.
    pub fn remarks_of(&self, sort: Sort) -> impl Iterator<Item = &Kept<Remark>> {
        self.remarks.iter().filter(move |kept| kept.record.sort == sort)
    }

    /// The recommendation with this id.
    pub fn recommendation(&self, id: Id<Recommendation>) -> Option<&Kept<Recommendation>> {
        self.recommendations.iter().find(|kept| kept.id() == id)
    }

    /// The question with this id.
    pub fn question(&self, id: Id<AuditQuestion>) -> Option<&Kept<AuditQuestion>> {
        self.questions.iter().find(|kept| kept.id() == id)
    }

    /// The decision that an answer rests on.
    pub fn decision(&self, answer: &Answer) -> Option<&Kept<Decision>> {
        self.decisions.iter().find(|kept| Some(kept.id()) == answer.decision)
    }

    /// The parts that the auditors ask for (AUD-14).
    pub fn parts(&self) -> Vec<Part> {
        self.audit.record.parts()
    }
}

fn kept<R: Record>(records: &[Revision]) -> Result<Vec<Kept<R>>, Refusal> {
    let fitting = records.iter().filter(|revision| revision.head.kind == R::KIND);
    fitting
        .map(|revision| Ok(Kept { head: revision.head.clone(), record: revision.typed()? }))
        .collect()
}

/// Numbers as people count: 2 before 10, "2a" after "2", none last.
fn by_number(a: &Option<String>, b: &Option<String>) -> Ordering {
    let key = |number: &Option<String>| {
        let text = number.clone().unwrap_or_default();
        let digits: String = text
            .chars()
            .skip_while(|c| !c.is_ascii_digit())
            .take_while(char::is_ascii_digit)
            .collect();
        (number.is_none(), digits.parse().unwrap_or(u32::MAX), text)
    };
    key(a).cmp(&key(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aud_12_recommendations_stand_in_the_order_of_their_numbers() {
        let mut numbers =
            [Some("10"), None, Some("2"), Some("Rek 1")].map(|n| n.map(str::to_owned));
        numbers.sort_by(by_number);
        assert_eq!(numbers.map(|n| n.unwrap_or_default()), ["Rek 1", "2", "10", ""]);
    }
}
