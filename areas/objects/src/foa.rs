//! The object architecture (FOA): what has a place in it, what is outside, and what lies in two places (PM3-01, T8).

use serde::Deserialize;
use stadga_model::Id;
use stadga_systems::ConfigurationItem;
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use crate::{Object, object::State, portfolio::Infrastructure};

/// What has a place in the FOA, and how long people wait.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    systems: Vec<String>,
    infrastructure: Vec<String>,
    /// After so many days a need that nobody has answered is seen.
    pub answer_days: i32,
    /// An answer stands on its proposer's own page for so many days.
    pub shown_days: i32,
    /// So many days before plans are due their writers are asked.
    pub ask_days: i32,
    /// Costs of a plan, in kronor, from which the map's next colour begins (PM3-28).
    pub costs: [i64; 3],
    /// With so many systems an object is large (PM3-11).
    pub large_systems: usize,
    /// With so much work, in per cent of a full-time post, an object is large (PM3-11).
    pub large_needed: i64,
}

static SCOPE: LazyLock<Scope> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/objects/foa.toml",
        include_str!("../../../content/objects/foa.toml"),
    )
});

/// What stands in `content/objects/foa.toml`.
pub fn scope() -> &'static Scope {
    &SCOPE
}

impl Scope {
    /// The types of items that have a place in the FOA, by the keys of the scale `item-type` (PM3-05).
    pub fn types(&self, infrastructure: Infrastructure) -> Vec<String> {
        match infrastructure {
            Infrastructure::OwnFamily => [&*self.systems, &*self.infrastructure].concat(),
            Infrastructure::Components => self.systems.clone(),
        }
    }
}

/// The id of an item.
pub type System = Id<ConfigurationItem>;

/// Where systems are: which objects hold them.
#[derive(Clone, Debug, Default)]
pub struct Placement(HashMap<System, Vec<Id<Object>>>);

impl Placement {
    /// Where the systems of these objects are. What an object holds that is no longer maintained is in no place.
    pub fn of<'a>(objects: impl IntoIterator<Item = (Id<Object>, &'a Object)>) -> Self {
        let mut places: HashMap<System, Vec<Id<Object>>> = HashMap::new();
        for (id, object) in objects.into_iter().filter(|(_, object)| object.state != State::Ended) {
            let mut seen = HashSet::new();
            for system in object.systems.iter().filter(|system| seen.insert(**system)) {
                places.entry(*system).or_default().push(id);
            }
        }
        Self(places)
    }

    /// The object that holds a system; the first, where several do.
    pub fn object(&self, system: System) -> Option<Id<Object>> {
        self.0.get(&system)?.first().copied()
    }

    /// Those of these systems that no object holds.
    pub fn outside(&self, systems: impl IntoIterator<Item = System>) -> Vec<System> {
        systems.into_iter().filter(|system| !self.0.contains_key(system)).collect()
    }

    /// The systems that more than one object holds.
    pub fn twice(&self) -> Vec<(System, &[Id<Object>])> {
        let twice = self.0.iter().filter(|(_, objects)| objects.len() > 1);
        let mut twice: Vec<_> =
            twice.map(|(system, objects)| (*system, objects.as_slice())).collect();
        twice.sort_by_key(|(system, _)| *system);
        twice
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{id, object};
    use proptest::prelude::*;

    fn holding(systems: &[u32]) -> Object {
        Object { systems: systems.iter().map(|number| id(*number)).collect(), ..object() }
    }

    #[test]
    fn t8_what_no_object_holds_is_outside_and_what_two_hold_is_seen() {
        let (one, two) = (holding(&[1, 2, 2]), holding(&[2, 3]));
        let ended = Object { state: State::Ended, ..holding(&[4]) };
        let all = [(id(101), &one), (id(102), &two), (id(103), &ended)];
        let placement = Placement::of(all);
        assert_eq!(placement.outside([1, 2, 3, 4, 5].map(id)), [id(4), id(5)]);
        assert_eq!(placement.twice(), [(id(2), [id(101), id(102)].as_slice())]);
        assert_eq!(placement.object(id(3)), Some(id(102)));
        assert_eq!(placement.object(id(5)), None);
    }

    #[test]
    fn pm3_05_infrastructure_has_a_place_where_it_is_a_family() {
        let own = scope().types(Infrastructure::OwnFamily);
        let components = scope().types(Infrastructure::Components);
        assert!(components.iter().all(|key| own.contains(key)) && own.len() > components.len());
        let known = stadga_model::Scales::read(stadga_systems::SCALES.iter().copied()).unwrap();
        let types = known.get("item-type").unwrap();
        assert_eq!(own.iter().find(|key| types.step(key).is_none()), None);
        assert_eq!(own.len(), types.steps.len(), "every type has been thought of");
    }

    proptest! {
        #[test]
        fn pm3_01_every_system_is_inside_or_outside_and_never_both(
            held in prop::collection::vec(prop::collection::vec(1u32..30, 0..8), 0..6),
        ) {
            let objects: Vec<Object> = held.iter().map(|systems| holding(systems)).collect();
            let placement = Placement::of((200..).map(id).zip(&objects));
            let outside = placement.outside((1..30).map(id));
            for system in (1..30).map(id) {
                let inside = objects.iter().filter(|object| object.systems.contains(&system)).count();
                prop_assert_eq!(outside.contains(&system), inside == 0);
                prop_assert_eq!(placement.object(system).is_some(), inside > 0);
                prop_assert_eq!(placement.twice().iter().any(|(own, _)| *own == system), inside > 1);
            }
        }
    }
}
