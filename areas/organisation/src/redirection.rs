//! Redirections: requests that came to the wrong door and were sent on to the right one, to be counted.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Date, Finding, Id, Prose, Record, Term};

use crate::Unit;

/// A request that was rejected with a reference (hänvisning): ORG-16, T28.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "redirection", prefix = "HÄN", title = "title", unit = "unit")]
pub struct Redirection {
    /// What was asked for (begäran).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// When (datum).
    #[field(list, sort, filter)]
    pub date: Date,
    /// Where it came in (kom till).
    #[field(list, filter)]
    pub unit: Id<Unit>,
    /// From which unit (kom från).
    #[field(list, filter)]
    pub asker: Option<Id<Unit>>,
    /// Who takes care of such things (rätt mottagare).
    #[field(list, filter, to("unit", "role-description", "assignment"))]
    pub to: Id,
    /// Why it came to the wrong door (orsak).
    #[field(list, filter, scale = "redirection-cause")]
    pub cause: Option<Term>,
    /// The record that it concerns, if there is one (avser).
    pub about: Option<Id>,
    /// What the asker was told (svar till avsändaren).
    #[field(search)]
    pub answer: Option<Prose>,
}

/// What a redirection is held to: ORG-16.
pub fn rules(redirection: &Redirection, around: &Around) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("ORG-16").variant(variant).on(field);
    let back = redirection.to == redirection.unit.cast();
    let future = redirection.date > around.today();
    let found = [back.then(|| fault("itself", "to")), future.then(|| fault("future", "date"))];
    found.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, near};
    use stadga_testkit::rules::id;

    #[test]
    fn org_16_a_redirection_leads_elsewhere_and_has_been() {
        let json = serde_json::json!({"title": "Ny blankett", "date": "2024-01-25", "unit": id::<()>(1), "to": id::<()>(1)});
        let mut one: Redirection = serde_json::from_value(json).unwrap();
        let found = check(rules, &one, &near(&[]));
        assert_eq!(found, ["finding-org-16-itself", "finding-org-16-future"]);
        (one.to, one.date) = (id(2), "2024-01-24".parse().unwrap());
        assert!(check(rules, &one, &near(&[])).is_empty());
    }
}
