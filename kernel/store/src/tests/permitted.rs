//! The fast way held to the policy: what lists, search, threads and breaches show is what may be read record by record.

use super::{DEAR, State, Task, block_on, cases, secrecy::Person, store, task};
use crate::{BreachQuery, Door, Known, ListQuery};
use proptest::prelude::*;
use stadga_model::{
    Action, Actor, At, Date, Grant, Id, Mark, MarkState, Money, Prose, Reach, ReaderRole, Right,
    Term,
};
use std::collections::{BTreeMap, BTreeSet};

/// The roles that marks and actors are given.
const ROLES: [&str; 2] = ["owner", "chief"];

/// A task: of which unit, whose, whether it gets done, and its mark: hidden or not, for which reader, for which role.
#[derive(Clone, Debug)]
struct Made {
    unit: Option<usize>,
    owner: Option<usize>,
    done: bool,
    mark: Option<(bool, usize, usize)>,
}

/// A role that is held: which one, how it reaches, and whether it counts for open tasks alone.
#[derive(Clone, Debug)]
struct Held {
    role: usize,
    reach: usize,
    place: usize,
    open: bool,
}

fn made() -> impl Strategy<Value = Made> {
    let mark = prop::option::of((any::<bool>(), 0..2_usize, 0..2_usize));
    let all = (prop::option::of(0..2_usize), prop::option::of(0..2_usize), any::<bool>(), mark);
    all.prop_map(|(unit, owner, done, mark)| Made { unit, owner, done, mark })
}

fn held() -> impl Strategy<Value = Held> {
    let all = (0..2_usize, 0..6_usize, 0..6_usize, any::<bool>());
    all.prop_map(|(role, reach, place, open)| Held { role, reach, place, open })
}

/// What there is: units, persons and tasks.
struct Region {
    program: Door,
    units: Vec<Id>,
    persons: Vec<Id>,
    tasks: Vec<Id>,
}

impl Region {
    async fn of(made: &[Made]) -> Self {
        let program = store().await.door(Actor::program("test"), At::Now);
        let (mut units, mut persons, mut tasks) = (Vec::new(), Vec::new(), Vec::new());
        for name in ["en", "annan"] {
            units.push(program.create(&task(&format!("{name} enhet")), "").await.unwrap().head.id);
            persons.push(program.create(&Person { name: name.into() }, "").await.unwrap().head.id);
        }
        for made in made {
            let unit = made.unit.map(|unit| units[unit]);
            let owner = made.owner.map(|owner| persons[owner]);
            let dear = Task { unit, owner, cost: Some(Money(DEAR.0 + 1)), ..task("ett ärende") };
            tasks.push(program.create(&dear, "").await.unwrap().head.id);
        }
        Self { program, units, persons, tasks }
    }

    /// Marks what is to be marked and finishes what gets done.
    async fn go_on(&self, made: &[Made]) {
        for (made, id) in made.iter().zip(&self.tasks) {
            if made.done {
                let mut opened = self.program.open_as::<Task>(id.cast()).await.unwrap();
                opened.body.state = State::Done;
                self.program.save(opened, "").await.unwrap();
            }
            let Some((hidden, reader, role)) = made.mark else { continue };
            let mark = Mark {
                about: "T".into(),
                of: *id,
                state: MarkState::Active,
                fields: Vec::new(),
                ground: Term::from("osl-18-8"),
                reason: Prose::from("skäl"),
                review: Date::constant(2030, 1, 1),
                readers: vec![self.persons[reader]],
                roles: vec![ReaderRole { role: ROLES[role].into() }],
                hidden,
                unit: None,
                owner: None,
            };
            self.program.create(&mark, "").await.unwrap();
        }
    }

    /// Two neighbours, in the order of their ids.
    fn some_tasks(&self, from: usize) -> Vec<Id> {
        let mut some: Vec<Id> = self.tasks.iter().skip(from).take(2).copied().collect();
        some.sort_unstable();
        some
    }

    fn actor(&self, held: &[Held]) -> Actor {
        let grant = |held: &Held| {
            let states = held.open.then(|| vec!["open".to_owned()]);
            let reach = match held.reach {
                0 => Reach::Everywhere,
                1 => Reach::Units(vec![self.units[held.place % 2]]),
                2 => Reach::Own,
                3 => Reach::Records(self.some_tasks(held.place)),
                4 => Reach::Within { records: self.some_tasks(held.place), units: None },
                _ => Reach::Within {
                    records: self.some_tasks(held.place / 2),
                    units: Some(vec![self.units[held.place % 2]]),
                },
            };
            let may = vec![Right { states, ..Right::to(Action::Read, "task") }];
            Grant { role: ROLES[held.role].into(), may, reach }
        };
        let grants = held.iter().map(grant).collect();
        Actor { name: "någon".into(), person: Some(self.persons[0]), grants }
    }
}

/// Asks each record by itself, then on every fast way, as of the door's instant.
async fn hold(door: &Door, region: &Region) {
    let mut may = BTreeSet::new();
    for id in region.units.iter().chain(&region.tasks) {
        if door.read(*id).await.is_ok() {
            may.insert(*id);
        }
    }
    let page = door.list("task", &ListQuery { size: 100, ..ListQuery::default() }).await.unwrap();
    let listed: BTreeSet<Id> = page.rows.iter().map(|row| row.head.id).collect();
    assert_eq!((&listed, page.total), (&may, may.len() as i64));
    let heads = door.heads("task", &ListQuery::default()).await.unwrap();
    assert_eq!(heads.iter().map(|head| head.id).collect::<BTreeSet<_>>(), may);
    let groups = door.counted("task", &ListQuery::default()).await.unwrap();
    let mut counted = BTreeMap::new();
    for row in &page.rows {
        let known = |field: &str| match row.body.get(field).and_then(|value| value.as_str()) {
            _ if row.head.withholds(field) => Known::Withheld,
            Some(value) => Known::Given(value.to_owned()),
            None => Known::Empty,
        };
        *counted.entry(["state", "due"].map(known).to_vec()).or_default() += 1;
    }
    let groups = groups.into_iter().map(|group| (group.values, group.count));
    assert_eq!(groups.collect::<BTreeMap<_, _>>(), counted);
    let numbers = door.search("T-2023", 100).await.unwrap();
    assert_eq!(numbers.iter().map(|hit| hit.revision.head.id).collect::<BTreeSet<_>>(), may);
    assert_eq!(door.search("T-2023", 2).await.unwrap().len(), may.len().min(2));
    let near = door.near_each(&region.units).await.unwrap();
    let below: BTreeSet<Id> =
        near.values().flat_map(|near| near.down.iter().map(|(_, task)| task.head.id)).collect();
    assert!(below.is_subset(&may), "{below:?} {may:?}");
    let of_units =
        |id: &&Id| page.rows.iter().any(|row| row.head.id == **id && row.head.unit.is_some());
    assert_eq!(below.len(), may.iter().filter(of_units).count());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn sec_08_every_fast_way_shows_what_may_be_read_record_by_record(
        made in prop::collection::vec(made(), 1..6),
        held in prop::collection::vec(held(), 0..4),
    ) {
        block_on(async {
            let region = Region::of(&made).await;
            let before = region.program.now();
            region.go_on(&made).await;
            let store = region.program.store();
            store.sweep_breaches().await.unwrap();
            let door = store.door(region.actor(&held), At::Now);
            hold(&door, &region).await;
            hold(&door.looking_from(At::Past(before)), &region).await;
            let all = BreachQuery { size: 100, ..BreachQuery::default() };
            let breaches = door.breaches(&all).await.unwrap();
            let mut open = 0;
            for id in &region.tasks {
                let record = door.read(*id).await;
                open += i64::from(record.is_ok_and(|record| record.head.withheld.is_none()));
            }
            prop_assert_eq!((breaches.rows.len() as i64, breaches.total), (open, open));
            Ok(())
        })?;
    }
}
