//! The store held to its promises on a real database: time travel, links, lists, permissions, conflicts.

mod archive;
mod clock;
mod disposal;
mod kept;
mod lists;
mod past;
mod permitted;
mod secrecy;
mod tamper;
mod walls;
mod within;
mod writes;

use crate::{Door, Keys, Place, Store, StoreOptions};
use serde::{Deserialize, Serialize};
use stadga_model::{
    Actor, At, Choice, Clock, Date, Disposal, Finding, Id, Instant, Kind, Kinds, Lifecycle, Mark,
    Money, Move, Reading, Record, Scales,
};
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum State {
    #[default]
    Open,
    Done,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "task",
    prefix = "T",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub(crate) struct Task {
    #[field(list, sort, search, filter)]
    pub(crate) title: String,
    #[serde(default)]
    #[field(filter, count)]
    pub(crate) state: State,
    #[field(sort, filter, count)]
    pub(crate) due: Option<Date>,
    pub(crate) cost: Option<Money>,
    #[field(to("task"))]
    pub(crate) unit: Option<Id>,
    #[field(holds, to("task", "person"))]
    pub(crate) owner: Option<Id>,
    #[serde(default)]
    #[field(within)]
    pub(crate) causes: Vec<Id<Task>>,
}

const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "open",
    moves: &[Move { name: "finish", from: &["open"], to: "done" }],
    back: &[],
};

pub(crate) fn task(title: &str) -> Task {
    Task {
        title: title.into(),
        state: State::Open,
        due: None,
        cost: None,
        unit: None,
        owner: None,
        causes: vec![],
    }
}

/// What costs more is warned of.
pub(crate) const DEAR: Money = Money(1_000_000_000);

fn rules(task: &Task, around: &stadga_model::Around) -> Vec<Finding> {
    let negative = task.cost.is_some_and(|cost| cost < Money(0));
    let dear = task.cost.is_some_and(|cost| cost > DEAR);
    let causes: Vec<Task> = task.causes.iter().filter_map(|id| around.near.linked(*id)).collect();
    let unpriced = causes.iter().any(|cause| cause.cost.is_none());
    let done = task.state == State::Open && causes.iter().any(|cause| cause.state == State::Done);
    let waited_for = around.near.pointing::<Task>().any(|(_, task)| task.state == State::Open);
    let waited_for = waited_for && task.state == State::Done;
    let said = [
        negative.then(|| Finding::blocking("TST-01").on("cost")),
        dear.then(|| Finding::warning("TST-02").on("cost")),
        unpriced.then(|| Finding::warning("TST-03").on("causes")),
        done.then(|| Finding::warning("TST-04").on("causes")),
        waited_for.then(|| Finding::warning("TST-05")),
    ];
    said.into_iter().flatten().collect()
}

/// A clock that goes on by a second each time that it is read.
struct Ticking(AtomicI64);

impl Clock for Ticking {
    fn now(&self) -> Instant {
        Instant::from_second(self.0.fetch_add(1, Ordering::SeqCst)).unwrap()
    }
}

/// A database of its own: in memory, or where the test run has started PostgreSQL, an organisation of its own there.
fn place() -> Place {
    std::env::var("STADGA_TEST_POSTGRES").map_or(Place::Memory, Place::Postgres)
}

/// A store is dear to open where it is far away.
fn cases() -> u32 {
    if matches!(place(), Place::Memory) { 48 } else { 8 }
}

pub(crate) fn kinds() -> Kinds {
    let own = Kind::of::<Task>(rules).with(&LIFECYCLE);
    let secrecy = [
        Kind::of::<Mark>(Mark::rules),
        Kind::of::<Reading>(|_, _| Vec::new()),
        Kind::of::<secrecy::Person>(|_, _| Vec::new()),
        Kind::of::<Disposal>(Disposal::rules),
    ];
    secrecy.into_iter().chain([own]).collect()
}

pub(crate) async fn store() -> Store {
    store_of(place(), &own()).await
}

pub(crate) async fn store_of(place: Place, org: &str) -> Store {
    Store::open(options(place, org)).await.unwrap()
}

/// A database that is only looked at.
async fn look_at(place: Place, org: &str) -> Store {
    Store::look(options(place, org)).await.unwrap()
}

fn options(place: Place, org: &str) -> StoreOptions {
    let keys = Keys::read(&Keys::new_line().unwrap()).unwrap();
    StoreOptions {
        place,
        org: org.into(),
        kinds: Arc::new(kinds()),
        scales: Arc::new(Scales::default()),
        clock: Arc::new(Ticking(AtomicI64::new(1_700_000_000))),
        keys,
    }
}

/// An organisation that nobody else has.
fn own() -> String {
    Id::<Task>::new(stadga_model::SystemClock.now()).to_string()
}

async fn door() -> Door {
    store().await.door(Actor::program("test"), At::Now)
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}
