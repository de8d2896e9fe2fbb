//! What marks and scopes cost a list.

use crate::{
    copies, tell,
    thing::{Bench, Person, Thing, mark, reader, store},
};
use stadga_model::{Actor, At, Clock as _, Draft, Id, Mark, Reach, Record as _, SystemClock};
use stadga_store::{Batch, Compare, Filter, ListQuery, Place, Sort, Store};
use std::{
    ops::Range,
    time::{Duration, Instant},
};

/// Records go in by so many at a time.
const CHUNK: usize = 500;
/// One of so many records is marked.
const MARKED: usize = 10;
/// So many units, of which the reader sees every other one.
const UNITS: usize = 20;
/// Each list is asked for so often.
const ROUNDS: usize = 40;

/// Lists of 50 among many records, with and without marks and scopes; and the copies of all of them.
pub async fn measure(bench: &Bench<'_>, records: usize) {
    let pairs = bench.places("open.db").into_iter().zip(bench.places("marked.db"));
    for ((engine, open), (_, marked)) in pairs {
        let open = Filled::new(open, records, false).await;
        let none = times(&open.store, reader(open.person, Reach::Everywhere)).await;
        copies::measure(bench, &open.store, engine).await;
        open.store.close().await;
        let marked = Filled::new(marked, records, true).await;
        let half = marked.units.iter().copied().step_by(2).collect();
        let some = times(&marked.store, reader(marked.person, Reach::Units(half))).await;
        marked.store.close().await;
        let what = format!("list of 50 among {records}, marks and scopes : none, {engine}");
        tell(&what, format!("{:.2}×", some.as_secs_f64() / none.as_secs_f64()), "at most 1.3×");
    }
}

/// A store full of things.
struct Filled {
    store: Store,
    units: Vec<Id>,
    /// The person whom the marks name.
    person: Id,
}

impl Filled {
    async fn new(place: Place, records: usize, marks: bool) -> Self {
        let org = Id::<Thing>::new(SystemClock.now()).to_string();
        let store = store(place, &org).await;
        let door = store.door(Actor::program("bench"), At::Now);
        let person = door.create(&Person { name: "läsaren".into() }, "").await.unwrap().head.id;
        let mut units = Vec::new();
        for number in 0..UNITS {
            units.push(door.create(&Thing::new(number, &[]), "").await.unwrap().head.id);
        }
        let filled = Self { store, units, person };
        for first in (0..records).step_by(CHUNK) {
            let batch = filled.batch(first..(first + CHUNK).min(records), marks);
            door.write(batch).await.unwrap();
        }
        filled.store.optimise().await.unwrap();
        filled
    }

    fn batch(&self, numbers: Range<usize>, marks: bool) -> Batch {
        let mut batch = Batch::default();
        for number in numbers {
            let id = Id::<Thing>::new(self.store.now());
            batch.creates.push(Draft::new(id, &Thing::new(number, &self.units)).unwrap());
            if marks && number % MARKED == 0 {
                let mark = mark(id.cast(), self.person);
                batch.creates.push(Draft::new(Id::<Mark>::new(self.store.now()), &mark).unwrap());
            }
        }
        batch
    }
}

/// The median time of a filtered and sorted list.
async fn times(store: &Store, actor: Actor) -> Duration {
    let door = store.door(actor, At::Now);
    let state = Filter { field: "state".into(), compare: Compare::Is(vec!["open".into()]) };
    let sort = Sort { field: "due".into(), descending: false };
    let query = ListQuery { filters: vec![state], sort: Some(sort), ..ListQuery::default() };
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let page = door.list(Thing::KIND, &query).await.unwrap();
        assert_eq!(page.rows.len(), 50);
        times.push(start.elapsed());
    }
    times.sort();
    times.get(ROUNDS / 2).copied().unwrap_or_default()
}
