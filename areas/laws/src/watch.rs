//! Inquiries, proposals, recommendations and judgments that may come to matter: watched, judged, and handed on.

use serde::{Deserialize, Serialize};
use stadga_documents::{ComingLaw, Referral};
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record, Term};
use stadga_organisation::{Person, Unit};

use crate::{Authority, Law};

/// Something in the law's making that is watched (rättslig bevakning): NIS-08.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "legal-watch",
    prefix = "BEV",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct LegalWatch {
    /// What it is called (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come here (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// Directive, inquiry, bill, recommendation, judgment … (slag).
    #[field(list, filter, scale = "legal-watch-sort")]
    #[serde(default)]
    pub watch_sort: Term,
    /// Its number: `SOU 2021:4` (beteckning).
    #[field(list, search)]
    pub reference: Option<String>,
    /// Who it comes from (från).
    #[field(search)]
    pub sender: Option<String>,
    /// The authority that it comes from (myndighet).
    #[field(filter)]
    pub authority: Option<Id<Authority>>,
    /// Its day (datum).
    #[field(list, filter, sort)]
    pub date: Option<Date>,
    /// What it is about, in own words (innehåll).
    #[field(search)]
    pub summary: Option<Prose>,
    /// What it means here (betydelse för oss).
    #[field(search, group = "judged")]
    pub relevance: Option<Prose>,
    /// When to look again (titta igen).
    #[field(list, filter, sort, group = "judged")]
    pub look_again: Option<Date>,
    /// The coming law that it led to (kommande lag).
    #[field(filter, group = "led")]
    pub coming: Option<Id<ComingLaw>>,
    /// The law that it led to, or is about (lag).
    #[field(filter, group = "led")]
    pub law: Option<Id<Law>>,
    /// The referral that was answered (remiss).
    #[field(filter, group = "led")]
    pub referral: Option<Id<Referral>>,
    /// The unit that watches (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who watches (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Watched (bevakas).
    #[default]
    Watched,
    /// It is known what it means here (bedömd).
    Judged,
    /// Nothing more comes of it (avslutad).
    Closed,
}

/// Its way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "watched",
    moves: &[
        Move { name: "judge", from: &["watched"], to: "judged" },
        Move { name: "close", from: &["watched", "judged"], to: "closed" },
        Move { name: "reopen", from: &["judged", "closed"], to: "watched" },
    ],
    back: &["close", "reopen"],
};

/// What is watched is held to: NIS-08.
pub fn rules(watch: &LegalWatch, around: &Around) -> Vec<Finding> {
    let warning = |variant, field: &str| Finding::warning("NIS-08").variant(variant).on(field);
    let blank = watch.relevance.as_ref().is_none_or(|text| text.0.trim().is_empty());
    match watch.state {
        State::Watched => {
            let again = watch.look_again;
            let unset = again.is_none().then(|| warning("again", "look_again"));
            let late = again.filter(|day| *day < around.today());
            let late = late.map(|day| warning("late", "look_again").with("date", day));
            let nobody = watch.owner.is_none().then(|| warning("owner", "owner"));
            [unset, late, nobody].into_iter().flatten().collect()
        }
        State::Judged if blank => {
            vec![Finding::blocking("NIS-08").variant("relevance").on("relevance")]
        }
        State::Judged | State::Closed => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, near};

    #[test]
    fn nis_08_what_is_watched_is_looked_at_again_and_what_is_judged_says_what_it_means() {
        let json = serde_json::json!({"title": "Informationsöverföring", "watch_sort": "inquiry",
            "owner": id::<Person>(5)});
        let watched: LegalWatch = serde_json::from_value(json).unwrap();
        assert_eq!(check(rules, &watched, &near()), ["finding-nis-08-again"]);
        let late = LegalWatch { look_again: "2024-01-23".parse().ok(), ..watched.clone() };
        assert_eq!(check(rules, &late, &near()), ["finding-nis-08-late"]);
        let judged = LegalWatch { state: State::Judged, ..watched };
        assert_eq!(check(rules, &judged, &near()), ["finding-nis-08-relevance"]);
        let said = LegalWatch { relevance: Some("Rör delad journal.".into()), ..judged };
        assert!(check(rules, &said, &near()).is_empty());
    }
}
