//! Framework: a sentence on what it is.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record};
use stadga_organisation::{Person, Unit};

/// A framework: FRA-01.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "framework",
    prefix = "FRA",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Framework {
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
pub fn rules(framework: &Framework, around: &Around) -> Vec<Finding> {
    overdue(framework, around.today()).into_iter().collect()
}

/// FRA-01: what is not done by its day is seen.
fn overdue(framework: &Framework, today: Date) -> Option<Finding> {
    let due = framework.due.filter(|due| *due < today && framework.state == State::Open)?;
    Some(Finding::warning("FRA-01").on("due").with("date", due))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fra_01_what_is_not_done_by_its_day_is_seen() {
        let mut late = Framework {
            title: "Den första".into(),
            state: State::Open,
            due: "2025-06-30".parse().ok(),
            description: None,
            owner: None,
            unit: None,
        };
        let told = |record: &Framework, today: &str| overdue(record, today.parse().unwrap());
        assert_eq!(told(&late, "2025-06-30"), None);
        assert_eq!(told(&late, "2025-07-01").unwrap().text_key(), "finding-fra-01");
        late.state = State::Done;
        assert_eq!(told(&late, "2025-07-01"), None);
    }
}
