//! Integrations: who sends what to whom, through what, by which standards and federation, monitored and tested.

use jiff::ToSpan as _;
use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record, Term};
use stadga_organisation::{Person, Unit};

use crate::days::days;
use crate::{ConfigurationItem, Standard};

/// An integration or service contract (integration, tjänstekontrakt): CMDB-05, CMDB-16.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "integration",
    prefix = "INT",
    title = "name",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Integration {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub name: String,
    /// Whether it runs (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: Running,
    /// What is sent and what for (beskrivning).
    #[field(search)]
    pub description: Option<Prose>,
    /// Who sends, or offers (avsändare).
    #[field(list, filter, within)]
    pub sender: Id<ConfigurationItem>,
    /// Who receives, or asks (mottagare).
    #[field(list, filter, within)]
    #[serde(default)]
    pub receivers: Vec<Id<ConfigurationItem>>,
    /// What carries it: the integration platform (går genom).
    #[field(filter)]
    #[serde(default)]
    pub carried_by: Vec<Id<ConfigurationItem>>,
    /// The service contract with its version (tjänstekontrakt).
    #[field(search, group = "standards")]
    pub contract: Option<String>,
    /// The technical standards, such as of transport and form (tekniska standarder): CMDB-16.
    #[field(filter, group = "standards")]
    #[serde(default)]
    pub technical: Vec<Id<Standard>>,
    /// The semantic standards, such as of terms and codes (semantiska standarder): CMDB-16.
    #[field(filter, group = "standards")]
    #[serde(default)]
    pub semantic: Vec<Id<Standard>>,
    /// Whether it goes to the information platform that principals share (gemensam plattform): CMDB-16.
    #[field(filter, group = "standards")]
    #[serde(default)]
    pub shared: bool,
    /// How the parties know each other (identitetsfederation): CMDB-05.
    #[field(list, filter, scale = "federation", group = "federation")]
    pub federation: Option<Term>,
    /// How it is watched (övervakning): CMDB-05.
    #[field(list, filter, scale = "monitoring", group = "federation")]
    pub monitoring: Option<Term>,
    /// When it was last tested (testad): CMDB-05.
    #[field(list, sort, filter, group = "federation")]
    pub tested: Option<Date>,
    /// What the test showed (testets resultat).
    #[field(group = "federation")]
    pub test_result: Option<Prose>,
    /// The unit that answers for it (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who answers for it (ansvarig).
    #[field(filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// Whether something runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Running {
    /// Not yet (planerad).
    #[default]
    Planned,
    /// Yes (i drift).
    Active,
    /// No longer (avslutad).
    Ended,
}

/// The way of what runs.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "planned",
    moves: &[
        Move { name: "start", from: &["planned", "ended"], to: "active" },
        Move { name: "end", from: &["planned", "active"], to: "ended" },
    ],
    back: &["end"],
};

/// The step of `monitoring` that means that nobody watches.
const UNWATCHED: &str = "none";
/// What an integration is held to.
pub fn rules(integration: &Integration, around: &Around) -> Vec<Finding> {
    let mut findings: Vec<_> = lacks_standards(integration).into_iter().collect();
    if integration.state == Running::Active {
        let now = [
            goes_nowhere(integration),
            is_unwatched(integration),
            is_untested(integration, around.today()),
            knows_nobody(integration),
        ];
        findings.extend(now.into_iter().flatten());
    }
    findings
}

/// CMDB-16: what goes to the shared platform names its technical and its semantic standard.
fn lacks_standards(integration: &Integration) -> Option<Finding> {
    let lacks = integration.technical.is_empty() || integration.semantic.is_empty();
    let field = if integration.technical.is_empty() { "technical" } else { "semantic" };
    (integration.shared && integration.state != Running::Ended && lacks)
        .then(|| Finding::warning("CMDB-16").on(field))
}

/// CMDB-05: someone receives.
fn goes_nowhere(integration: &Integration) -> Option<Finding> {
    integration
        .receivers
        .is_empty()
        .then(|| Finding::warning("CMDB-05").variant("receivers").on("receivers"))
}

/// CMDB-05: what runs is watched.
fn is_unwatched(integration: &Integration) -> Option<Finding> {
    let watched = integration.monitoring.as_ref().is_some_and(|term| term.0 != UNWATCHED);
    (!watched).then(|| Finding::warning("CMDB-05").variant("unwatched").on("monitoring"))
}

/// CMDB-05: what runs is tested within the year.
fn is_untested(integration: &Integration, today: Date) -> Option<Finding> {
    let fresh = |day: Date| day.saturating_add(days().test_holds.days()) >= today;
    (!integration.tested.is_some_and(fresh))
        .then(|| Finding::warning("CMDB-05").variant("untested").on("tested"))
}

/// CMDB-05: how the parties know each other is told, also where there is no federation.
fn knows_nobody(integration: &Integration) -> Option<Finding> {
    integration
        .federation
        .is_none()
        .then(|| Finding::warning("CMDB-05").variant("federation").on("federation"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, near};

    fn active() -> Integration {
        let body = serde_json::json!({ "name": "Remisser till labb", "state": "active", "sender": id::<()>(1) });
        Integration {
            receivers: vec![id(2)],
            federation: Some(Term::from("national")),
            monitoring: Some(Term::from("active")),
            tested: "2023-06-01".parse().ok(),
            ..serde_json::from_value(body).unwrap()
        }
    }

    fn told(integration: &Integration) -> Vec<String> {
        check(rules, integration, &near(&[]))
    }

    #[test]
    fn cmdb_05_what_runs_is_watched_tested_and_knows_its_parties() {
        assert!(told(&active()).is_empty());
        let blind = Integration { monitoring: Some(Term::from(UNWATCHED)), ..active() };
        assert_eq!(told(&blind), ["finding-cmdb-05-unwatched"]);
        let old = Integration { tested: "2023-01-01".parse().ok(), ..active() };
        assert_eq!(told(&old), ["finding-cmdb-05-untested"]);
        let strange = Integration { federation: None, receivers: Vec::new(), ..active() };
        assert_eq!(told(&strange), ["finding-cmdb-05-receivers", "finding-cmdb-05-federation"]);
        let planned = Integration { state: Running::Planned, ..strange };
        assert!(told(&planned).is_empty());
    }

    #[test]
    fn cmdb_16_what_is_shared_names_both_standards() {
        let mut shared = Integration { shared: true, technical: vec![id(5)], ..active() };
        assert_eq!(told(&shared), ["finding-cmdb-16"]);
        shared.semantic = vec![id(6)];
        assert!(told(&shared).is_empty());
    }
}
