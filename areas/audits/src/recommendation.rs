//! A recommendation (rekommendation): what the auditors want done, by whom, and how far it has come.

use crate::audit::Audit;
use serde::{Deserialize, Serialize};
use stadga_measures::Measure;
use stadga_model::{
    Around, Choice, Finding, Id, Lifecycle, Move, Prose, Record, Row, Scales, Term,
};
use stadga_organisation::{Person, Unit};

/// A recommendation, kept once with every place where it recurs (AUD-12, AUD-31).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "recommendation",
    prefix = "REK",
    title = "text",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Recommendation {
    /// The audit that gives it.
    #[field(list, filter)]
    pub audit: Id<Audit>,
    /// Its number.
    #[field(list, sort)]
    pub number: Option<String>,
    /// The recommendation.
    #[serde(default)]
    #[field(list, search)]
    pub text: String,
    /// How far it has come.
    #[serde(default)]
    #[field(list, filter, sort, fixed)]
    pub state: State,
    /// The body that it is given to (adressat).
    #[field(list, filter)]
    pub addressee: Option<Id<Unit>>,
    /// The unit that carries it out.
    #[field(list, filter)]
    pub unit: Option<Id<Unit>>,
    /// The person who answers for it.
    #[field(list, filter)]
    pub owner: Option<Id<Person>>,
    /// Every place where it stands, AUD-12.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// Expected effect (förväntad effekt), AUD-31.
    #[field(filter, sort, group = "priority", scale = "expected-effect")]
    pub effect: Option<Term>,
    /// Resources needed (resursinsats).
    #[field(filter, sort, group = "priority", scale = "resource-need")]
    pub resources: Option<Term>,
    /// Why it was declined, or what else is to be known.
    #[field(search)]
    pub reason: Option<Prose>,
}

/// A recommendation's states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Received.
    #[default]
    Open,
    /// To be followed.
    Accepted,
    /// Not to be followed.
    Declined,
    /// Measures are decided (åtgärdsplan finns).
    Measured,
    /// The measures are done.
    Done,
    /// The auditors are content, or it has been overtaken.
    Closed,
}

/// A place where a recommendation stands (AUD-12).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Section {
    /// The section's number, or the document's name where it has none (missiv).
    #[serde(default)]
    pub section: String,
    /// The section's title.
    pub title: Option<String>,
}

/// From receipt to closing.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "open",
    moves: &[
        Move { name: "accept", from: &["open", "declined"], to: "accepted" },
        Move { name: "decline", from: &["open", "accepted"], to: "declined" },
        Move { name: "measure", from: &["open", "accepted"], to: "measured" },
        Move { name: "finish", from: &["measured"], to: "done" },
        Move { name: "close", from: &["declined", "done"], to: "closed" },
        Move { name: "reopen", from: &["done", "closed"], to: "accepted" },
    ],
    back: &["decline", "reopen"],
};

impl Recommendation {
    /// Whether something remains to be done.
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Open | State::Accepted | State::Measured)
    }

    /// Its place in the order of change needs: great effect for small resources first; unknown last (AUD-31).
    ///
    /// The scales run from the greatest effect and from the smallest need, so that the sum of the places orders them.
    pub fn order(&self, scales: &Scales) -> usize {
        let place = |scale: &str, term: &Option<Term>| {
            let key = &term.as_ref()?.0;
            scales.get(scale)?.steps.iter().position(|step| step.key == *key)
        };
        let effect = place("expected-effect", &self.effect);
        let resources = place("resource-need", &self.resources);
        effect.zip(resources).map_or(usize::MAX, |(effect, resources)| effect + resources)
    }
}

/// All rules of a recommendation.
pub fn rules(recommendation: &Recommendation, around: &Around) -> Vec<Finding> {
    let mut findings: Vec<_> = declined_without_reason(recommendation).into_iter().collect();
    findings.extend(without_measure(recommendation, around));
    findings.extend(recurs_twice(recommendation));
    findings
}

fn declined_without_reason(recommendation: &Recommendation) -> Option<Finding> {
    (recommendation.state == State::Declined && recommendation.reason.is_none())
        .then(|| Finding::blocking("AUD-15").variant("declined").on("reason"))
}

fn without_measure(recommendation: &Recommendation, around: &Around) -> Option<Finding> {
    let measured = around.near.pointing::<Measure>().next().is_some();
    let claims = matches!(recommendation.state, State::Measured | State::Done);
    (claims && !measured).then(|| Finding::warning("AUD-24").variant("measure").on("state"))
}

fn recurs_twice(recommendation: &Recommendation) -> Option<Finding> {
    let sections = &recommendation.sections;
    let (at, twice) = sections.iter().enumerate().find(|(at, section)| {
        sections
            .iter()
            .take(*at)
            .any(|earlier| earlier.section == section.section && earlier.title == section.title)
    })?;
    let finding = Finding::warning("AUD-12").on(format!("sections.{at}.section"));
    Some(finding.with("section", &twice.section))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::{Given, codes, id, record};
    use serde_json::json;

    fn recommendation(more: serde_json::Value) -> Recommendation {
        record(json!({"audit": id(1), "text": "Följ upp", "state": "open"}), more)
    }

    #[test]
    fn aud_31_great_effect_for_small_resources_comes_first() {
        let given = Given::on("2024-01-01");
        let order = |effect: &str, resources: &str| {
            let found = recommendation(json!({"effect": effect, "resources": resources}));
            found.order(given.around().scales)
        };
        assert!(order("large", "small") < order("large", "large"));
        assert!(order("large", "large") < order("small", "large"));
        assert_eq!(recommendation(json!({})).order(given.around().scales), usize::MAX);
    }

    #[test]
    fn aud_24_a_measured_recommendation_has_a_measure() {
        let measured = recommendation(json!({"state": "measured"}));
        let given = Given::on("2024-01-01");
        assert_eq!(codes(&rules(&measured, &given.around())), ["AUD-24"]);
        let given = given.down("causes", "measure", json!({"title": "Rutin"}));
        assert!(rules(&measured, &given.around()).is_empty());
    }

    #[test]
    fn aud_15_a_declined_recommendation_says_why() {
        let declined = recommendation(json!({"state": "declined"}));
        let findings = rules(&declined, &Given::on("2024-01-01").around());
        assert_eq!(codes(&findings), ["AUD-15"]);
        assert!(findings[0].is_blocking());
    }

    #[test]
    fn aud_12_each_place_is_kept_once() {
        let twice = recommendation(
            json!({"sections": [{"section": "4.2.3"}, {"section": "missiv"}, {"section": "4.2.3"}]}),
        );
        let findings = rules(&twice, &Given::on("2024-01-01").around());
        assert_eq!(findings[0].field.as_deref(), Some("sections.2.section"));
    }
}
