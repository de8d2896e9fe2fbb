//! The reference model taken into use part by part: what is in force in a unit, since when, and what is chosen not to be (ISM-23).

use serde::{Deserialize, Serialize};
use stadga_decisions::postponement::is_blank;
use stadga_measures::Measure;
use stadga_model::{Around, Choice, Date, Finding, Id, Prose, Record, Term};
use stadga_organisation::{Person, Unit};

/// A part of the reference model in a unit (del av modellen): ISM-23.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "model-adoption", prefix = "MOD", title = "title", unit = "unit", owner = "owner")]
pub struct ModelAdoption {
    /// What it is called (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// The part of the model (del).
    #[field(list, filter, scale = "reference-part")]
    #[serde(default)]
    pub part: Term,
    /// How far it has come (läge).
    #[field(list, filter)]
    #[serde(default)]
    pub standing: Standing,
    /// Since when it is in force (i bruk sedan).
    #[field(list, sort, filter)]
    pub since: Option<Date>,
    /// When it is to be in force (ska vara i bruk).
    #[field(sort, filter)]
    pub due: Option<Date>,
    /// How one sees it, or why it is not chosen (hur det märks, motiv).
    #[field(search)]
    pub note: Option<Prose>,
    /// What is done to bring it in (åtgärder).
    #[field(filter)]
    #[serde(default)]
    pub measures: Vec<Id<Measure>>,
    /// The unit (enhet).
    #[field(list, filter)]
    pub unit: Option<Id<Unit>>,
    /// Who sees to it (ansvarig).
    #[field(list, filter)]
    pub owner: Option<Id<Person>>,
}

/// How far a part has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Not begun (inte påbörjad).
    #[default]
    NotBegun,
    /// On its way (på väg).
    Partly,
    /// In force (i bruk).
    InForce,
    /// Chosen not to be used (väljs bort).
    NotChosen,
}

impl Standing {
    /// All, the farthest first.
    pub const ALL: [Self; 4] = [Self::InForce, Self::Partly, Self::NotBegun, Self::NotChosen];

    /// Its key in texts and forms.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotBegun => "not-begun",
            Self::Partly => "partly",
            Self::InForce => "in-force",
            Self::NotChosen => "not-chosen",
        }
    }
}

/// The scale of the parts.
pub const PARTS: &str = "reference-part";

/// What a part of the model is held to: ISM-23.
pub fn rules(adoption: &ModelAdoption, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let fault = |variant, field: &str| Finding::blocking("ISM-23").variant(variant).on(field);
    let in_force = adoption.standing == Standing::InForce;
    let unsaid = adoption.standing == Standing::NotChosen && is_blank(adoption.note.as_ref());
    let open = matches!(adoption.standing, Standing::NotBegun | Standing::Partly);
    let late = adoption.due.filter(|due| open && *due < today);
    let told = |day| Finding::warning("ISM-23").variant("late").on("due").with("date", day);
    [
        (in_force && adoption.since.is_none())
            .then(|| fault("since", "since").beginning("since", today)),
        adoption.since.is_some_and(|day| day > today).then(|| fault("future", "since")),
        unsaid.then(|| fault("motive", "note")),
        late.map(told),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How much of what is chosen is in force, in whole per cent; none where nothing is chosen.
pub fn in_force(standings: &[Standing]) -> Option<i64> {
    let chosen = standings.iter().filter(|one| **one != Standing::NotChosen).count();
    let there = standings.iter().filter(|one| **one == Standing::InForce).count();
    let rounded = (there * 200 + chosen).checked_div(chosen * 2)?;
    // All of it is in force only when each part is.
    let told = if there < chosen { rounded.min(99) } else { rounded };
    i64::try_from(told).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, near};

    #[test]
    fn ism_23_what_is_ticked_says_since_when_and_what_is_left_out_says_why() {
        let json = serde_json::json!({"title": "Gates", "part": "gates", "standing": "in-force"});
        let mut part: ModelAdoption = serde_json::from_value(json).unwrap();
        assert_eq!(check(rules, &part, &near()), ["finding-ism-23-since"]);
        part.since = "2024-01-25".parse().ok();
        assert_eq!(check(rules, &part, &near()), ["finding-ism-23-future"]);
        (part.since, part.standing) = (None, Standing::NotChosen);
        assert_eq!(check(rules, &part, &near()), ["finding-ism-23-motive"]);
        (part.standing, part.due) = (Standing::Partly, "2024-01-23".parse().ok());
        assert_eq!(check(rules, &part, &near()), ["finding-ism-23-late"]);
    }

    #[test]
    fn ism_23_what_is_left_out_counts_neither_way() {
        use Standing::{InForce, NotBegun, NotChosen, Partly};
        assert_eq!(in_force(&[InForce, Partly, NotBegun, NotChosen]), Some(33));
        assert_eq!(in_force(&[InForce, InForce, NotBegun]), Some(67));
        assert_eq!(in_force(&[InForce, NotChosen]), Some(100));
        assert_eq!(in_force(&[[InForce].repeat(299), vec![Partly]].concat()), Some(99));
        assert_eq!(in_force(&[NotChosen]), None);
        assert_eq!(in_force(&[]), None);
    }
}
