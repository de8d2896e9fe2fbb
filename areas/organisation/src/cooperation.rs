//! Cooperation with outside parties: what is shared with whom, and who may want to join.

use serde::{Deserialize, Serialize};
use stadga_model::{
    Around, Choice, Date, Finding, Id, Lifecycle, Move, Period, Prose, Record, Term,
};

use crate::{Person, Unit, unit::EXTERNAL};

/// Cooperation with a partner (samverkan): ORG-20.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "cooperation",
    prefix = "SAM",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Cooperation {
    /// What it is called (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// With whom (part).
    #[field(list, filter)]
    pub partner: Id<Unit>,
    /// What is done together (samarbetet gäller).
    #[field(search)]
    pub scope: Option<Prose>,
    /// Where in the organisation the partner is or may come in (område).
    #[field(list, filter, scale = "subject-area")]
    pub area: Option<Term>,
    /// Services and systems that are shared (delade tjänster).
    #[serde(default)]
    pub shared: Vec<Id>,
    /// The agreement that it rests on (grund).
    pub ground: Option<String>,
    /// When it holds (gäller).
    #[field(group = "time")]
    pub period: Option<Period>,
    /// When to ask again, where the partner may come to join (ny kontakt).
    #[field(sort, filter, group = "time")]
    pub look_again: Option<Date>,
    /// The unit that keeps it up (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who sees to it (kontaktperson).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// How far a cooperation has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// The partner may want to (intresse).
    #[default]
    Interest,
    /// Under way (pågår).
    Ongoing,
    /// Over (avslutad).
    Ended,
}

/// The way of a cooperation.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "interest",
    moves: &[
        Move { name: "agree", from: &["interest"], to: "ongoing" },
        Move { name: "end", from: &["interest", "ongoing"], to: "ended" },
    ],
    back: &["end"],
};

/// What a cooperation is held to: ORG-20.
pub fn rules(cooperation: &Cooperation, around: &Around) -> Vec<Finding> {
    let partner = around.near.linked(cooperation.partner);
    let own = partner.is_some_and(|partner| partner.unit_type.0 != EXTERNAL);
    let today = around.today();
    let over = cooperation.period.and_then(|period| period.to).filter(|to| *to < today);
    let again = cooperation.look_again.filter(|day| *day <= today);
    let order = cooperation.period.as_ref();
    [
        own.then(|| Finding::blocking("ORG-20").variant("own").on("partner")),
        order.and_then(|period| crate::person::ends_before_it_starts("ORG-20", period)),
        over.filter(|_| cooperation.state == State::Ongoing)
            .map(|date| Finding::warning("ORG-20").variant("over").on("period").with("date", date)),
        again.filter(|_| cooperation.state == State::Interest).map(|date| {
            Finding::warning("ORG-20").variant("again").on("look_again").with("date", date)
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, near};
    use stadga_model::body_of;
    use stadga_testkit::rules::id;

    #[test]
    fn org_20_a_partner_is_outside_and_interest_is_taken_up_again() {
        let json = serde_json::json!({"title": "Gemensam servicedesk", "partner": id::<()>(1), "look_again": "2024-01-24"});
        let mut one: Cooperation = serde_json::from_value(json).unwrap();
        let unit = |kind: &str| {
            let json = serde_json::json!({"name": "Kommunerna", "unit_type": kind, "period": {"from": "2011-01-01"}});
            let unit: Unit = serde_json::from_value(json).unwrap();
            near(&[(id(1), Unit::KIND, body_of(&unit).unwrap())])
        };
        assert_eq!(check(rules, &one, &unit("external")), ["finding-org-20-again"]);
        assert_eq!(
            check(rules, &one, &unit("staff")),
            ["finding-org-20-own", "finding-org-20-again"]
        );
        one.state = State::Ongoing;
        let to = "2023-12-31".parse().ok();
        one.period = Some(Period { from: "2020-01-01".parse().unwrap(), to });
        assert_eq!(check(rules, &one, &unit("external")), ["finding-org-20-over"]);
    }
}
