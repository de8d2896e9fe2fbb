//! Goals of the security work: what is to be reached, for whom, and where it is said.

use serde::{Deserialize, Serialize};
use stadga_measures::Measure;
use stadga_model::{Around, Finding, Id, Period, Prose, Record};
use stadga_organisation::{Person, Unit};

use crate::Document;

/// A goal (mål): DOC-18. Measures point to it as what they are done for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "goal", prefix = "MÅL", title = "title", unit = "unit", owner = "owner")]
pub struct Goal {
    /// What is to be reached (mål).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// For what and whom it holds, and what lies outside (omfattning).
    #[field(search)]
    pub scope: Option<Prose>,
    /// How one sees that it is reached (så mäts målet).
    #[field(search)]
    pub seen_by: Option<Prose>,
    /// The document that states it (står i).
    #[field(list, filter)]
    pub document: Option<Id<Document>>,
    /// Where in it (avsnitt).
    pub section: Option<String>,
    /// When it holds (gäller).
    #[field(list)]
    pub period: Period,
    /// The unit that it is set for (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who answers for it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// What a goal is held to: DOC-18.
pub fn rules(goal: &Goal, around: &Around) -> Vec<Finding> {
    let order = goal.period.to.is_some_and(|to| to < goal.period.from);
    let holds = goal.period.holds(around.today());
    let measured = around.near.pointing::<Measure>().next().is_some();
    [
        order.then(|| Finding::blocking("DOC-18").variant("order").on("period")),
        (holds && goal.document.is_none())
            .then(|| Finding::warning("DOC-18").variant("unstated").on("document")),
        (holds && !measured).then(|| Finding::warning("DOC-18").variant("measure")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, measure, near, pointing};

    #[test]
    fn doc_18_a_goal_is_stated_somewhere_and_something_is_done_for_it() {
        let mut goal = Goal {
            title: "Den som får vård kan lita på uppgifterna".into(),
            scope: None,
            seen_by: None,
            document: None,
            section: None,
            period: Period { from: "2023-05-01".parse().unwrap(), to: None },
            unit: None,
            owner: None,
        };
        let found = check(rules, &goal, &near());
        assert_eq!(found, ["finding-doc-18-unstated", "finding-doc-18-measure"]);
        goal.document = Some(id(1));
        assert!(check(rules, &goal, &pointing("causes", &[measure()])).is_empty());
        goal.period.to = "2023-04-30".parse().ok();
        assert_eq!(check(rules, &goal, &near()), ["finding-doc-18-order"]);
    }
}
