//! Requests for extracts of what is kept about a person: when they came, when they are to be answered. Never whose they are.

use jiff::ToSpan as _;
use serde::{Deserialize, Serialize};
use stadga_decisions::Delegation;
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record};
use stadga_organisation::{Person, Unit};

use crate::shipped::numbers;

/// A request for an extract (begäran om registerutdrag): NIS-06.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "register-extract",
    prefix = "UTD",
    title = "diary_number",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct RegisterExtract {
    /// The number in the diary, where name and letters are (diarienummer).
    #[field(list, sort, search)]
    #[serde(default)]
    pub diary_number: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// When it came (inkom).
    #[field(list, filter, sort)]
    pub received: Date,
    /// It was seen to that it comes from the person in question (identitet kontrollerad).
    #[serde(default)]
    pub identity_checked: bool,
    /// The systems that were searched (genomsökta system).
    #[field(filter, to("configuration-item"), group = "search")]
    #[serde(default)]
    pub searched: Vec<Id>,
    /// More time is needed, and the person has been told (förlängd).
    #[field(filter, group = "time")]
    #[serde(default)]
    pub extended: bool,
    /// Why (skäl till förlängning).
    #[field(group = "time")]
    pub extended_because: Option<String>,
    /// When it was answered (besvarad).
    #[field(list, filter, sort, group = "answer")]
    pub answered: Option<Date>,
    /// Why it was refused (skäl till avslag).
    #[field(group = "answer")]
    pub reason: Option<Prose>,
    /// The entry of the delegation register that says who may answer (delegation).
    #[field(group = "answer")]
    pub delegation: Option<Id<Delegation>>,
    /// The unit that answers for the data (personuppgiftsansvarig).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who handles it (handläggare).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It has come (inkommen).
    #[default]
    Received,
    /// Data is gathered (tas fram).
    Gathering,
    /// Answered (besvarad).
    Answered,
    /// Refused (avslagen).
    Refused,
}

/// Its way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "received",
    moves: &[
        Move { name: "gather", from: &["received"], to: "gathering" },
        Move { name: "answer", from: &["received", "gathering"], to: "answered" },
        Move { name: "refuse", from: &["received", "gathering"], to: "refused" },
        Move { name: "reopen", from: &["answered", "refused"], to: "gathering" },
    ],
    back: &["refuse", "reopen"],
};

/// The last day for an answer: so many months after the request, more where it was extended.
pub fn answer_by(received: Date, extended: bool) -> Date {
    let numbers = numbers();
    let more = if extended { numbers.extract_extension_months } else { 0 };
    received.saturating_add((numbers.extract_months + more).months())
}

impl RegisterExtract {
    /// The last day for its answer.
    pub fn due(&self) -> Date {
        answer_by(self.received, self.extended)
    }

    /// Whether it waits for an answer.
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Received | State::Gathering)
    }
}

/// What a request is held to: NIS-06.
pub fn rules(extract: &RegisterExtract, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let fault = |variant, field: &str| Finding::blocking("NIS-06").variant(variant).on(field);
    let warning = |variant, field: &str| Finding::warning("NIS-06").variant(variant).on(field);
    let blank = |text: Option<&str>| text.unwrap_or_default().trim().is_empty();
    let mut findings = Vec::new();
    let future = extract.received > today || extract.answered.is_some_and(|day| day > today);
    findings.extend(future.then(|| fault("future", "received")));
    let why = extract.extended && blank(extract.extended_because.as_deref());
    findings.extend(why.then(|| fault("extended", "extended_because")));
    if extract.is_open() {
        let due = extract.due();
        findings.extend((due < today).then(|| warning("late", "answered").with("date", due)));
        findings.extend(extract.owner.is_none().then(|| warning("owner", "owner")));
        return findings;
    }
    findings.extend(extract.answered.is_none().then(|| fault("answered", "answered")));
    if extract.state == State::Refused {
        let silent = blank(extract.reason.as_ref().map(|reason| reason.0.as_str()));
        findings.extend(silent.then(|| fault("refused", "reason")));
    } else {
        findings.extend((!extract.identity_checked).then(|| fault("identity", "identity_checked")));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, near};
    use proptest::prelude::*;

    fn extract(received: &str) -> RegisterExtract {
        let json = serde_json::json!({"diary_number": "HSN 2024-0100", "received": received,
            "owner": id::<Person>(5)});
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn nis_06_an_extract_is_answered_within_a_month_or_three_where_that_was_told() {
        assert!(check(rules, &extract("2023-12-24"), &near()).is_empty());
        assert_eq!(check(rules, &extract("2023-12-23"), &near()), ["finding-nis-06-late"]);
        let longer = RegisterExtract { extended: true, ..extract("2023-10-24") };
        assert_eq!(check(rules, &longer, &near()), ["finding-nis-06-extended"]);
        let told = RegisterExtract { extended_because: Some("Många system".into()), ..longer };
        assert!(check(rules, &told, &near()).is_empty());
    }

    #[test]
    fn nis_06_no_extract_is_given_out_before_it_is_known_to_whom() {
        let answered = RegisterExtract {
            state: State::Answered,
            answered: "2024-01-10".parse().ok(),
            ..extract("2024-01-02")
        };
        assert_eq!(check(rules, &answered, &near()), ["finding-nis-06-identity"]);
        let known = RegisterExtract { identity_checked: true, ..answered };
        assert!(check(rules, &known, &near()).is_empty());
        let refused = RegisterExtract { state: State::Refused, ..known };
        assert_eq!(check(rules, &refused, &near()), ["finding-nis-06-refused"]);
    }

    proptest! {
        #[test]
        fn nis_06_more_time_is_never_less(at in 0i32..20_000) {
            let received = Date::constant(2000, 1, 1).saturating_add(at.days());
            prop_assert!(answer_by(received, true) > answer_by(received, false));
            prop_assert!(answer_by(received, false) > received);
        }
    }
}
