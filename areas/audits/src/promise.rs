//! A promise with a time (löfte): the words used, what they can mean, and whether it was kept.

use crate::{
    answer_item::AnswerItem,
    audit::Audit,
    read::{Words, latest},
};
use serde::{Deserialize, Serialize};
use stadga_measures::Measure;
use stadga_model::{Around, Date, Finding, Id, Record};
use stadga_organisation::{Person, Unit};

/// What an answer promises for a certain time (AUD-19, AUD-20).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "promise", prefix = "LÖF", title = "text", unit = "unit", owner = "owner")]
pub struct Promise {
    /// What is promised.
    #[serde(default)]
    #[field(list, search)]
    pub text: String,
    /// The words used for the time: "senast andra halvåret 2025".
    #[serde(default)]
    #[field(list)]
    pub words: String,
    /// The first day that the words can mean.
    #[field(sort)]
    pub earliest: Option<Date>,
    /// The latest day that the words can mean.
    #[field(list, filter, sort)]
    pub latest: Option<Date>,
    /// When it was kept.
    #[field(list, filter, sort)]
    pub kept_on: Option<Date>,
    /// The audit that it was made to.
    #[field(list, filter)]
    pub audit: Option<Id<Audit>>,
    /// Where in the answer it stands.
    #[field(filter)]
    pub item: Option<Id<AnswerItem>>,
    /// The measure that keeps it.
    #[field(list, filter)]
    pub measure: Option<Id<Measure>>,
    /// The unit that made it.
    #[field(list, filter)]
    pub unit: Option<Id<Unit>>,
    /// The person who answers for it.
    #[field(list, filter)]
    pub owner: Option<Id<Person>>,
}

/// How a promise stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Kept in time, or without a time.
    Kept,
    /// Kept after its latest day.
    KeptLate,
    /// Its time has not run out.
    Running,
    /// Its words name no last day, and nobody has set one: it cannot be followed until someone does (AUD-19).
    Endless,
    /// Its latest day has passed.
    Overdue,
}

impl Standing {
    /// Its key in texts.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::KeptLate => "kept-late",
            Self::Running => "running",
            Self::Endless => "endless",
            Self::Overdue => "overdue",
        }
    }
}

impl Promise {
    /// How it stands on `today` (AUD-20).
    pub fn standing(&self, today: Date) -> Standing {
        match (self.kept_on, self.latest) {
            (Some(kept), Some(latest)) if kept > latest => Standing::KeptLate,
            (Some(_), _) => Standing::Kept,
            (None, Some(latest)) if latest < today => Standing::Overdue,
            (None, Some(_)) => Standing::Running,
            (None, None) => Standing::Endless,
        }
    }
}

/// Gives a promise without days those that its words can mean; a time that is told from another ("till sommaren") and a
/// time without an end ("tidigast 2026") are left for a person to set (AUD-19).
pub fn timed(promise: &mut Promise) {
    if promise.earliest.is_none() && promise.latest.is_none() {
        let when = latest(&promise.words, None, Words::shipped());
        (promise.earliest, promise.latest) =
            when.map_or((None, None), |when| (when.earliest, when.latest));
    }
}

/// All rules of a promise.
pub fn rules(promise: &Promise, around: &Around) -> Vec<Finding> {
    let mut findings: Vec<_> = turned_around(promise).into_iter().collect();
    findings.extend(endless(promise));
    findings.extend(overdue(promise, around.today()));
    findings.extend(slips(promise, around));
    findings
}

fn turned_around(promise: &Promise) -> Option<Finding> {
    let (earliest, latest) = promise.earliest.zip(promise.latest)?;
    (latest < earliest).then(|| Finding::blocking("AUD-19").variant("turned").on("latest"))
}

/// "Tidigast 2026" names no end: the promise cannot be followed until someone sets one.
fn endless(promise: &Promise) -> Option<Finding> {
    let open = promise.latest.is_none() && promise.kept_on.is_none();
    open.then(|| Finding::warning("AUD-19").on("latest").with("words", &promise.words))
}

fn overdue(promise: &Promise, today: Date) -> Option<Finding> {
    let latest = promise.latest?;
    let finding = || Finding::warning("AUD-20").on("kept_on").with("latest", latest);
    (promise.standing(today) == Standing::Overdue).then(finding)
}

/// The measure that is to keep it is planned for later than what was promised.
fn slips(promise: &Promise, around: &Around) -> Option<Finding> {
    let (latest, measure) = promise.latest.zip(promise.measure)?;
    let due = around.near.linked(measure)?.due?;
    let finding = || Finding::warning("AUD-20").variant("slips").on("measure").with("due", due);
    (promise.kept_on.is_none() && latest < due).then(|| finding().with("latest", latest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::{Given, codes, id, record};
    use serde_json::{Value, json};

    fn promise(more: Value) -> Promise {
        record(json!({"text": "Riktlinjen revideras", "words": "våren 2025"}), more)
    }

    fn found(more: Value) -> Vec<&'static str> {
        codes(&rules(&promise(more), &Given::on("2025-07-01").around()))
    }

    #[test]
    fn aud_19_a_promise_without_an_end_is_told() {
        assert_eq!(found(json!({"words": "tidigast 2026", "earliest": "2026-01-01"})), ["AUD-19"]);
        assert_eq!(found(json!({"earliest": "2026-01-01", "latest": "2025-12-31"})), ["AUD-19"]);
        assert!(found(json!({"latest": "2025-12-31"})).is_empty());
    }

    #[test]
    fn aud_19_words_give_the_days_that_nobody_has_set() {
        let days = |words: &str, more: Value| {
            let mut promise = promise(more);
            promise.words = words.to_owned();
            timed(&mut promise);
            [promise.earliest, promise.latest].map(|day| day.map(|day| day.to_string()))
        };
        let both = |from: &str, to: &str| [Some(from.to_owned()), Some(to.to_owned())];
        assert_eq!(days("våren 2025", json!({})), both("2025-01-01", "2025-05-31"));
        assert_eq!(days("Q1 2025", json!({})), both("2025-01-01", "2025-03-31"));
        assert_eq!(days("2024-12-03", json!({})), both("2024-12-03", "2024-12-03"));
        let half = days("senast andra hälften av 2025", json!({}));
        assert_eq!(half, [None, Some("2025-12-31".to_owned())]);
        let set = json!({"latest": "2025-04-30"});
        assert_eq!(days("våren 2025", set), [None, Some("2025-04-30".to_owned())]);
        assert_eq!(days("till sommaren", json!({})), [None, None]);
    }

    #[test]
    fn aud_20_a_promise_past_its_date_is_flagged() {
        assert_eq!(found(json!({"latest": "2025-06-30"})), ["AUD-20"]);
        assert!(found(json!({"latest": "2025-07-01"})).is_empty());
        assert!(found(json!({"latest": "2025-06-30", "kept_on": "2025-06-01"})).is_empty());
    }

    #[test]
    fn aud_19_a_promise_without_an_end_does_not_run() {
        let standing = |more| promise(more).standing("2025-07-01".parse().unwrap());
        assert_eq!(standing(json!({"words": "snart"})), Standing::Endless);
        assert_eq!(standing(json!({"words": "snart", "kept_on": "2025-06-01"})), Standing::Kept);
        assert_eq!(standing(json!({"latest": "2025-12-31"})), Standing::Running);
    }

    #[test]
    fn aud_20_a_promise_kept_late_was_kept_late() {
        let late = promise(json!({"latest": "2025-06-30", "kept_on": "2025-07-01"}));
        assert_eq!(late.standing("2025-08-01".parse().unwrap()), Standing::KeptLate);
    }

    #[test]
    fn aud_20_a_measure_later_than_the_promise_is_told_in_time() {
        let body = json!({"latest": "2025-12-31", "measure": id(5)});
        let given = Given::on("2025-07-01").up(id(5), "measure", json!({"due": "2026-03-31"}));
        let findings = rules(&promise(body), &given.around());
        assert_eq!(findings[0].variant, Some("slips"));
    }
}
