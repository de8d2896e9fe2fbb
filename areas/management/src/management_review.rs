//! Management review: a sentence on what it is.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record};
use stadga_organisation::{Person, Unit};

/// A management review: MAN-01.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "management-review",
    prefix = "MAN",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct ManagementReview {
    /// What it is called (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// When it is to be done (klart senast).
    #[field(list, sort, filter)]
    pub due: Option<Date>,
    /// What it is about (beskrivning).
    #[field(search)]
    pub description: Option<Prose>,
    /// Who sees to it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// The unit that it belongs to (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Still to be done (öppen).
    #[default]
    Open,
    /// Done (klar).
    Done,
}

/// Its way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "open",
    moves: &[
        Move { name: "finish", from: &["open"], to: "done" },
        Move { name: "reopen", from: &["done"], to: "open" },
    ],
    back: &[],
};

/// What it is held to.
pub fn rules(management_review: &ManagementReview, around: &Around) -> Vec<Finding> {
    overdue(management_review, around.today()).into_iter().collect()
}

/// MAN-01: what is not done by its day is seen.
fn overdue(management_review: &ManagementReview, today: Date) -> Option<Finding> {
    let due = management_review
        .due
        .filter(|due| *due < today && management_review.state == State::Open)?;
    Some(Finding::warning("MAN-01").on("due").with("date", due))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn man_01_what_is_not_done_by_its_day_is_seen() {
        let mut late = ManagementReview {
            title: "Den första".into(),
            state: State::Open,
            due: "2025-06-30".parse().ok(),
            description: None,
            owner: None,
            unit: None,
        };
        let told = |record: &ManagementReview, today: &str| overdue(record, today.parse().unwrap());
        assert_eq!(told(&late, "2025-06-30"), None);
        assert_eq!(told(&late, "2025-07-01").unwrap().text_key(), "finding-man-01");
        late.state = State::Done;
        assert_eq!(told(&late, "2025-07-01"), None);
    }
}
