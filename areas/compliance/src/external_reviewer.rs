//! External reviewers: who outside the organisation looks at how it complies, with what, how often, and what they found.

use serde::{Deserialize, Serialize};
use stadga_frameworks::Framework;
use stadga_measures::{Evidence, Measure};
use stadga_model::{Around, Date, Finding, Id, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

use crate::weights::weights;

/// An external reviewer of compliance (extern granskare av efterlevnad): CTL-16.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "external-reviewer",
    prefix = "EXG",
    title = "name",
    unit = "unit",
    owner = "owner"
)]
pub struct ExternalReviewer {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub name: String,
    /// Supervisor, issuer of shared infrastructure … (typ).
    #[field(list, filter, sort, scale = "reviewer-type")]
    #[serde(default)]
    pub sort: Term,
    /// What it looks at (granskar).
    #[field(list, search)]
    pub about: Prose,
    /// The law or agreement that it does so by (grund).
    #[field(list, search)]
    pub ground: Option<String>,
    /// The frameworks that it goes by (ramverk).
    #[field(filter)]
    #[serde(default)]
    pub frameworks: Vec<Id<Framework>>,
    /// The party in the register of units, where it is there (part).
    #[field(filter, group = "who")]
    pub party: Option<Id<Unit>>,
    /// Where it is reached (kontaktväg).
    #[field(group = "who")]
    pub contact: Option<String>,
    /// The unit that answers to it (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who answers to it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// How often it comes (hur ofta).
    #[field(filter, scale = "control-frequency", group = "reviews")]
    pub frequency: Option<Term>,
    /// When it comes next (nästa granskning).
    #[field(list, filter, sort, group = "reviews")]
    pub next: Option<Date>,
    /// What it found (granskningar).
    #[field(group = "reviews")]
    #[serde(default)]
    pub reviews: Vec<Review>,
}

/// One review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Review {
    /// When (datum).
    pub date: Date,
    /// What was looked at (gällde).
    #[serde(default)]
    pub about: String,
    /// How far it deviated (avvikelsenivå): R-2.
    #[field(scale = "deviation-level")]
    pub level: Option<Term>,
    /// What was found (iakttagelse).
    pub found: Option<String>,
    /// The report (rapport).
    pub report: Option<Id<Evidence>>,
    /// What is done about it (åtgärd).
    pub measure: Option<Id<Measure>>,
}

/// What a reviewer is held to: CTL-16.
pub fn rules(reviewer: &ExternalReviewer, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let passed = reviewer
        .next
        .filter(|next| *next < today)
        .map(|next| Finding::warning("CTL-16").variant("passed").on("next").with("date", next));
    let alone =
        reviewer.owner.is_none().then(|| Finding::warning("CTL-16").variant("owner").on("owner"));
    let open = |review: &Review| {
        review.level.as_ref().is_some_and(|level| weights().deviates(level))
            && review.measure.is_none()
    };
    let unmended = reviewer.reviews.iter().enumerate().filter(|(_, review)| open(review));
    let unmended = unmended.map(|(at, review)| {
        let told = Finding::warning("CTL-16").variant("measure").with("date", review.date);
        told.on(format!("reviews.{at}.measure"))
    });
    passed.into_iter().chain(alone).chain(unmended).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, near};

    #[test]
    fn ctl_16_what_an_external_reviewer_found_has_a_measure() {
        let one: ExternalReviewer = serde_json::from_value(serde_json::json!({
            "name": "Utgivaren", "sort": "infrastructure", "about": "Kort och certifikat", "owner": id::<Person>(1),
            "next": "2024-01-23",
            "reviews": [
                { "date": "2023-05-02", "about": "Kortutgivning", "level": "minor" },
                { "date": "2022-05-02", "about": "Kortutgivning", "level": "none" },
            ],
        }))
        .unwrap();
        let found = check(rules, &one, &near(&[]));
        assert_eq!(found, ["finding-ctl-16-passed", "finding-ctl-16-measure"]);
        let lost = ExternalReviewer { owner: None, next: None, reviews: Vec::new(), ..one };
        assert_eq!(check(rules, &lost, &near(&[])), ["finding-ctl-16-owner"]);
    }
}
