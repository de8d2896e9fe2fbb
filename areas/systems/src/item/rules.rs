//! What a configuration item is held to: contacts, freshness, its layer's and type's duties, its end.

use stadga_model::{Around, Date, Finding, Id};

use super::{ConfigurationItem, State};
use crate::{duties, freshness, relation};

/// The layer whose items have an application type.
const APPLICATION: &str = "application";
/// The layers that have connection conditions and redundancy to tell (CMDB-14): what others are connected to.
const INFRASTRUCTURE: [&str; 5] = ["facility", "network", "storage", "server", "virtualisation"];
/// What others must know where to send at once.
const CRITICAL: &str = "critical";

/// Everything that the rules say of an item.
pub fn rules(item: &ConfigurationItem, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let always = [ends_before_it_starts(item), needs_what_it_replaces(item), one_way_only(item)];
    let mut findings: Vec<_> = always.into_iter().flatten().collect();
    if item.state.is_used() {
        let now = [
            has_no_contact(item),
            has_no_third_line(item),
            is_stale(item, today),
            has_no_layer(item),
            has_no_type(item),
            lacks_duties(item),
            tells_no_conditions(item),
            support_has_ended(item, today),
            stays_too_long(item, today),
            goes_without_heir(item, around),
        ];
        findings.extend(now.into_iter().flatten());
    }
    findings.extend(gone_but_needed(item, around));
    findings
}

/// T19, CMDB-02: the service desk cannot send a matter on without a contact, so that nothing is taken into use or saved
/// without. What is read from another system is let through and told: else none of that system's list could be read.
fn has_no_contact(item: &ConfigurationItem) -> Option<Finding> {
    let finding = match item.source {
        Some(_) => Finding::warning("CMDB-02"),
        None => Finding::blocking("CMDB-02"),
    };
    (!item.is_dispatchable()).then(|| finding.variant("contact").on("second_line"))
}

/// CMDB-02: what is critical has a third line too.
fn has_no_third_line(item: &ConfigurationItem) -> Option<Finding> {
    let critical = item.criticality.as_ref().is_some_and(|term| term.0 == CRITICAL);
    (critical && item.third_line.is_none())
        .then(|| Finding::warning("CMDB-02").variant("third").on("third_line"))
}

/// CMDB-03, T19: what nobody has confirmed for long may no longer be so.
fn is_stale(item: &ConfigurationItem, today: Date) -> Option<Finding> {
    let due = freshness::due(item);
    let late = due.is_none_or(|due| due < today);
    late.then(|| match item.confirmed {
        Some(confirmed) => {
            Finding::warning("CMDB-03").variant("stale").on("confirmed").with("date", confirmed)
        }
        None => Finding::warning("CMDB-03").variant("never").on("confirmed"),
    })
}

/// CMDB-13: infrastructure is described by layer.
fn has_no_layer(item: &ConfigurationItem) -> Option<Finding> {
    item.layer.is_none().then(|| Finding::warning("CMDB-13").variant("layer").on("layer"))
}

/// CMDB-08: an application has a type, for its duties follow from it.
fn has_no_type(item: &ConfigurationItem) -> Option<Finding> {
    (item.is_in(&[APPLICATION]) && item.application_type.is_none())
        .then(|| Finding::warning("CMDB-08").variant("type").on("application_type"))
}

/// CMDB-08: each duty of an application's type is answered for.
fn lacks_duties(item: &ConfigurationItem) -> Option<Finding> {
    let asked = duties::of(item.application_type.as_ref()?);
    let done = |duty: &&String| item.duties.iter().any(|row| row.duty.0 == **duty);
    let lacking = asked.iter().filter(|duty| !done(duty)).count();
    (lacking > 0).then(|| {
        let finding = Finding::warning("CMDB-08").variant("duties").on("duties");
        finding.with("count", lacking).with("all", asked.len())
    })
}

/// CMDB-14: infrastructure that much depends on tells its redundancy and what one must keep to.
fn tells_no_conditions(item: &ConfigurationItem) -> Option<Finding> {
    let blank = item.conditions.as_ref().is_none_or(|text| text.0.trim().is_empty());
    let matters = item.criticality.is_some() && item.is_in(&INFRASTRUCTURE);
    (matters && (blank || item.redundancy.is_none()))
        .then(|| Finding::warning("CMDB-14").on("conditions"))
}

/// CMDB-14: one of one is no choice.
fn one_way_only(item: &ConfigurationItem) -> Option<Finding> {
    (item.either_of.len() == 1).then(|| Finding::warning("CMDB-14").variant("one").on("either_of"))
}

/// CMDB-18: what its maker no longer mends has a plan.
fn support_has_ended(item: &ConfigurationItem, today: Date) -> Option<Finding> {
    let ended = item.support_ends.filter(|day| *day < today)?;
    Some(Finding::warning("CMDB-18").variant("support").on("support_ends").with("date", ended))
}

/// CMDB-18: what was to be gone is still there.
fn stays_too_long(item: &ConfigurationItem, today: Date) -> Option<Finding> {
    let gone = item.retire_by.filter(|day| *day < today)?;
    Some(Finding::warning("CMDB-18").variant("late").on("retire_by").with("date", gone))
}

/// CMDB-18: what is on its way out is replaced, or says why not.
fn goes_without_heir(item: &ConfigurationItem, around: &Around) -> Option<Finding> {
    let told = item.replacement.as_ref().is_some_and(|plan| !plan.0.trim().is_empty());
    let replaced = around.near.down.iter().any(|(field, _)| field == "replaces");
    (item.state == State::PhasingOut && !told && !replaced)
        .then(|| Finding::warning("CMDB-18").variant("heir").on("replacement"))
}

/// CMDB-04, CMDB-18: nothing that is in use needs what is gone.
fn gone_but_needed(item: &ConfigurationItem, around: &Around) -> Option<Finding> {
    if item.state != State::Retired {
        return None;
    }
    let needing = around.near.down.iter().filter(|(field, record)| {
        let state = record.body.get("state").and_then(|state| state.as_str());
        relation::TO_SOURCE.contains(&field.as_str())
            && state.is_some_and(|state| USED.contains(&state))
    });
    let count = needing.count();
    (count > 0).then(|| Finding::warning("CMDB-04").variant("gone").with("count", count))
}

/// The states of items, services, integrations and transfers that people rely on.
const USED: [&str; 4] = ["in-use", "phasing-out", "offered", "active"];

/// CMDB-18: what takes the place of something must come to do without it.
fn needs_what_it_replaces(item: &ConfigurationItem) -> Option<Finding> {
    let replaced = |ids: &[Id<ConfigurationItem>]| ids.iter().any(|id| item.replaces.contains(id));
    let (field, _) = item.needed().find(|(_, ids)| replaced(ids))?;
    Some(Finding::warning("CMDB-18").variant("leans").on(field))
}

/// CMDB-18: nothing ends before it began.
fn ends_before_it_starts(item: &ConfigurationItem) -> Option<Finding> {
    let (from, to) = (item.taken_in_use?, item.retire_by?);
    (to < from).then(|| Finding::blocking("CMDB-18").variant("period").on("retire_by"))
}

impl ConfigurationItem {
    /// Whether it is in one of these layers.
    pub fn is_in(&self, layers: &[&str]) -> bool {
        self.layer.as_ref().is_some_and(|layer| layers.contains(&layer.0.as_str()))
    }

    /// Whether the service desk knows where to send its matters (T19).
    pub fn is_dispatchable(&self) -> bool {
        self.second_line.is_some()
    }

    /// What it cannot do without, by field.
    fn needed(&self) -> impl Iterator<Item = (&'static str, &[Id<Self>])> {
        [
            ("runs_on", self.runs_on.as_slice()),
            ("consists_of", &self.consists_of),
            ("uses", &self.uses),
            ("signs_in_through", &self.signs_in_through),
        ]
        .into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::Fulfilled;
    use crate::tests::{check, id, item, near, pointing};
    use stadga_model::Term;

    /// An item that nothing is wrong with.
    fn sound() -> ConfigurationItem {
        ConfigurationItem {
            layer: Some(Term::from("server")),
            second_line: Some(id(7)),
            confirmed: "2024-01-01".parse().ok(),
            ..item("Server 1")
        }
    }

    fn told(item: &ConfigurationItem) -> Vec<String> {
        check(rules, item, &near(&[]))
    }

    #[test]
    fn t19_a_dispatch_contact_that_is_missing_is_an_error() {
        assert!(told(&sound()).is_empty());
        let lost = ConfigurationItem { second_line: None, ..sound() };
        assert_eq!(told(&lost), ["finding-cmdb-02-contact"]);
        assert!(has_no_contact(&lost).unwrap().is_blocking());
        let read = ConfigurationItem { source: Some("itop".into()), ..lost.clone() };
        assert!(!has_no_contact(&read).unwrap().is_blocking(), "told, and let in");
        let planned = ConfigurationItem { state: State::Planned, ..lost };
        assert!(told(&planned).is_empty(), "nothing is sent to what is not there");
    }

    #[test]
    fn cmdb_02_what_is_critical_has_a_third_line() {
        let critical = ConfigurationItem {
            criticality: Some(Term::from("critical")),
            conditions: Some("Enligt anslutningsavtal".into()),
            redundancy: Some(Term::from("two-halls")),
            ..sound()
        };
        assert_eq!(told(&critical), ["finding-cmdb-02-third"]);
        let whole = ConfigurationItem { third_line: Some(id(8)), ..critical };
        assert!(told(&whole).is_empty());
    }

    #[test]
    fn cmdb_03_t19_what_nobody_has_confirmed_for_long_is_stale() {
        let never = ConfigurationItem { confirmed: None, ..sound() };
        assert_eq!(told(&never), ["finding-cmdb-03-never"]);
        let old = ConfigurationItem { confirmed: "2022-01-01".parse().ok(), ..sound() };
        assert_eq!(told(&old), ["finding-cmdb-03-stale"]);
    }

    #[test]
    fn cmdb_08_an_application_answers_for_the_duties_of_its_type() {
        let layer = Some(Term::from("application"));
        let mut application = ConfigurationItem { layer, ..sound() };
        assert_eq!(told(&application), ["finding-cmdb-08-type"]);
        for kind in ["infrastructural", "business", "standard"] {
            application.application_type = Some(Term::from(kind));
            application.duties.clear();
            assert_eq!(told(&application), ["finding-cmdb-08-duties"]);
            let asked = duties::of(&Term::from(kind)).iter();
            let row = |duty: &String| Fulfilled { duty: Term(duty.clone()), how: "Sköts".into() };
            application.duties = asked.map(row).collect();
            assert!(told(&application).is_empty(), "{kind}");
        }
    }

    #[test]
    fn cmdb_13_cmdb_14_infrastructure_tells_layer_redundancy_and_conditions() {
        let nowhere = ConfigurationItem { layer: None, ..sound() };
        assert_eq!(told(&nowhere), ["finding-cmdb-13-layer"]);
        let silent = ConfigurationItem { criticality: Some(Term::from("important")), ..sound() };
        assert_eq!(told(&silent), ["finding-cmdb-14"]);
        let one = ConfigurationItem { either_of: vec![id(3)], ..sound() };
        assert_eq!(told(&one), ["finding-cmdb-14-one"]);
    }

    #[test]
    fn cmdb_18_replacement_and_legacy_are_followed() {
        let old = ConfigurationItem { support_ends: "2024-01-23".parse().ok(), ..sound() };
        assert_eq!(told(&old), ["finding-cmdb-18-support"]);
        let late = ConfigurationItem { retire_by: "2024-01-23".parse().ok(), ..sound() };
        assert_eq!(told(&late), ["finding-cmdb-18-late"]);
        let out = ConfigurationItem { state: State::PhasingOut, ..sound() };
        assert_eq!(told(&out), ["finding-cmdb-18-heir"]);
        let heir = ConfigurationItem { replaces: vec![id(1)], ..sound() };
        assert!(check(rules, &out, &pointing("replaces", &[heir])).is_empty());
        let told_why = ConfigurationItem { replacement: Some("Behovet upphör.".into()), ..out };
        assert!(told(&told_why).is_empty());
        let backwards = ConfigurationItem {
            taken_in_use: "2024-02-01".parse().ok(),
            retire_by: "2024-01-31".parse().ok(),
            ..sound()
        };
        assert_eq!(told(&backwards), ["finding-cmdb-18-period"]);
    }

    #[test]
    fn cmdb_04_nothing_in_use_needs_what_is_gone() {
        let gone = ConfigurationItem { state: State::Retired, ..sound() };
        let needing = ConfigurationItem { runs_on: vec![id(1)], ..sound() };
        let found = check(rules, &gone, &pointing("runs_on", std::slice::from_ref(&needing)));
        assert_eq!(found, ["finding-cmdb-04-gone"]);
        assert!(check(rules, &gone, &pointing("replaces", &[needing])).is_empty());
    }
}
