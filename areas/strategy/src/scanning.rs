//! Environment scanning: what was seen outside, what it means here, and what took it up.

use crate::days::days;
use jiff::ToSpan;
use serde::{Deserialize, Serialize};
use stadga_model::{Around, Date, Finding, Id, Prose, Record, Term};
use stadga_organisation::{Person, Unit};

/// Something seen outside (omvärldsbevakning): STR-09.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "scanning", prefix = "OMV", title = "title", unit = "unit", owner = "owner")]
pub struct Scanning {
    /// What was seen, in short (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// When (datum).
    #[field(list, sort, filter)]
    pub date: Date,
    /// What sort of thing (slag).
    #[field(list, filter, scale = "scanning-type")]
    #[serde(default)]
    pub scanning_type: Term,
    /// Where it was seen (källa).
    #[field(search)]
    pub source: Option<String>,
    /// What was seen (iakttagelse).
    #[field(search)]
    pub seen: Option<Prose>,
    /// What it means here (betyder för oss).
    #[field(search)]
    pub meaning: Option<Prose>,
    /// What it is input to (underlag till).
    #[field(list, filter, scale = "scanning-use")]
    pub input_to: Option<Term>,
    /// The risks, strategies, plans and procurements that took it up (används i).
    #[serde(default)]
    pub used_in: Vec<Id>,
    /// When to look again (ny titt).
    #[field(sort, filter, group = "who")]
    pub look_again: Option<Date>,
    /// The unit that looks out (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who looks out (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// What is seen is held to: STR-09.
pub fn rules(scanning: &Scanning, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let old = scanning.date.saturating_add(days().scanning.days()) < today;
    let idle = scanning.used_in.is_empty() && scanning.look_again.is_none();
    let again = scanning.look_again.filter(|day| *day <= today);
    let told = |variant, field: &str| Finding::warning("STR-09").variant(variant).on(field);
    [
        (scanning.date > today).then(|| Finding::blocking("STR-09").variant("future").on("date")),
        (old && idle).then(|| told("unused", "used_in")),
        again.map(|day| told("again", "look_again").with("date", day)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, near};

    #[test]
    fn str_09_what_was_seen_is_taken_up_or_looked_at_again() {
        let json = serde_json::json!({"title": "Nytt hot", "date": "2023-10-25", "scanning_type": "threat"});
        let mut one: Scanning = serde_json::from_value(json).unwrap();
        assert_eq!(check(rules, &one, &near()), ["finding-str-09-unused"]);
        one.look_again = "2024-01-24".parse().ok();
        assert_eq!(check(rules, &one, &near()), ["finding-str-09-again"]);
        (one.used_in, one.look_again) = (vec![id(1)], None);
        assert!(check(rules, &one, &near()).is_empty());
        one.date = "2024-01-25".parse().unwrap();
        assert_eq!(check(rules, &one, &near()), ["finding-str-09-future"]);
    }
}
