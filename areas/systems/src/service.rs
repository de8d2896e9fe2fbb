//! Services of the catalogue: what people can have, at which level and hours, for which price, and who is asked.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Finding, Id, Lifecycle, Money, Move, Prose, Record, Term};
use stadga_organisation::{Person, Unit};

use crate::ConfigurationItem;

/// A service or component of the catalogue (tjänst, komponent): CMDB-02, CMDB-07, CMDB-17.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "service",
    prefix = "TJ",
    title = "name",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Service {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub name: String,
    /// Service or component (typ): CMDB-07.
    #[field(list, filter, scale = "service-type")]
    #[serde(default)]
    pub service_type: Term,
    /// Whether it can be had (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// What one gets (beskrivning).
    #[field(search)]
    pub description: Option<Prose>,
    /// What delivers it (levereras av).
    #[field(filter)]
    #[serde(default)]
    pub delivered_by: Vec<Id<ConfigurationItem>>,
    /// How soon it is mended (servicenivå): CMDB-07, CMDB-17.
    #[field(list, filter, sort, scale = "service-level", group = "level")]
    pub level: Option<Term>,
    /// When it is manned (öppettider): CMDB-17.
    #[field(list, filter, scale = "service-hours", group = "level")]
    pub hours: Option<Term>,
    /// The hours in words, where they differ over the week (öppettider i ord).
    #[field(group = "level")]
    pub hours_words: Option<String>,
    /// The availability that is promised (tillgänglighet).
    #[field(group = "level")]
    pub availability: Option<String>,
    /// What it costs (pris): CMDB-07.
    #[field(list, sort, group = "price")]
    pub price: Option<Money>,
    /// Per what (per): CMDB-07.
    #[field(list, filter, scale = "price-unit", group = "price")]
    pub price_per: Option<Term>,
    /// The unit that answers for it (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who answers for it (tjänsteansvarig).
    #[field(filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// Where the service desk sends matters first (andra linjen): CMDB-02.
    #[field(filter, group = "who")]
    pub second_line: Option<Id<Unit>>,
    /// How they are reached: a function's number or mailbox (kontaktväg): CMDB-02.
    #[field(group = "who")]
    pub second_contact: Option<String>,
    /// Where matters go from there (tredje linjen): CMDB-02.
    #[field(filter, group = "who")]
    pub third_line: Option<Id<Unit>>,
    /// How they are reached (kontaktväg).
    #[field(group = "who")]
    pub third_contact: Option<String>,
}

/// Whether a service can be had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Not yet (planerad).
    #[default]
    Planned,
    /// Yes (erbjuds).
    Offered,
    /// No longer (avslutad).
    Ended,
}

/// A service's way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "planned",
    moves: &[
        Move { name: "offer", from: &["planned"], to: "offered" },
        Move { name: "end", from: &["planned", "offered"], to: "ended" },
        Move { name: "reopen", from: &["ended"], to: "planned" },
    ],
    back: &["end", "reopen"],
};

/// What a service is held to once it can be had.
pub fn rules(service: &Service, _: &Around) -> Vec<Finding> {
    if service.state != State::Offered {
        return Vec::new();
    }
    let contact = Finding::blocking("CMDB-02").variant("service").on("second_line");
    let reach = Finding::blocking("CMDB-02").variant("reach").on("second_contact");
    let price = Finding::warning("CMDB-07").variant("price").on("price");
    let level = Finding::warning("CMDB-07").variant("level").on("level");
    let hours = Finding::warning("CMDB-17").on("hours");
    let stands = Finding::warning("CMDB-02").variant("stands").on("delivered_by");
    let said = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    [
        (service.second_line.is_none(), contact),
        (service.second_line.is_some() && !said(&service.second_contact), reach),
        (service.price.is_none() || service.price_per.is_none(), price),
        (service.level.is_none(), level),
        (service.hours.is_none() && !said(&service.hours_words), hours),
        (service.delivered_by.is_empty(), stands),
    ]
    .into_iter()
    .filter_map(|(lacks, finding)| lacks.then_some(finding))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, near};

    fn offered() -> Service {
        let body =
            serde_json::json!({ "name": "E-post", "service_type": "service", "state": "offered" });
        Service {
            delivered_by: vec![id(3)],
            level: Some(Term::from("extended")),
            hours: Some(Term::from("office")),
            price: Some(Money(4_500)),
            price_per: Some(Term::from("user-month")),
            second_line: Some(id(2)),
            second_contact: Some("Funktionsbrevlåda drift".into()),
            ..serde_json::from_value(body).unwrap()
        }
    }

    fn told(service: &Service) -> Vec<String> {
        check(rules, service, &near(&[]))
    }

    #[test]
    fn t19_cmdb_02_nothing_is_offered_that_cannot_be_sent_on() {
        assert!(told(&offered()).is_empty());
        let mut lost = Service { second_line: None, ..offered() };
        assert_eq!(told(&lost), ["finding-cmdb-02-service"]);
        lost.state = State::Planned;
        assert!(told(&lost).is_empty());
        let mute = Service { second_contact: Some(" ".into()), ..offered() };
        assert_eq!(told(&mute), ["finding-cmdb-02-reach"]);
    }

    #[test]
    fn cmdb_07_cmdb_17_the_catalogue_tells_price_level_and_hours() {
        let bare = Service { price_per: None, level: None, hours: None, ..offered() };
        let all = ["finding-cmdb-07-price", "finding-cmdb-07-level", "finding-cmdb-17"];
        assert_eq!(told(&bare), all);
        let words =
            Service {
                hours_words: Some("Helgfri mån–fre 7–17".into()), hours: None, ..offered()
            };
        assert!(told(&words).is_empty());
        let airy = Service { delivered_by: Vec::new(), ..offered() };
        assert_eq!(told(&airy), ["finding-cmdb-02-stands"]);
    }
}
