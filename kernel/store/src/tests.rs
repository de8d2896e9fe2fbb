//! The store held to its promises on a real database: time travel, links, lists, permissions, conflicts.

mod archive;
mod clock;
mod disposal;
mod permitted;
mod secrecy;
mod tamper;
mod walls;

use crate::{
    Batch, Compare, Door, Filter, Fixtures, Keys, ListQuery, Place, Sort, Store, StoreOptions,
};
use jiff::ToSpan;
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use stadga_model::{
    Action, Actor, At, Choice, Clock, Date, Disposal, Finding, Grant, Id, Instant, Kind, Kinds,
    Lifecycle, Mark, Money, Move, Reach, Reading, Record, Refusal, Right, Scales,
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
    #[field(filter)]
    pub(crate) state: State,
    #[field(sort, filter)]
    pub(crate) due: Option<Date>,
    pub(crate) cost: Option<Money>,
    #[field(to("task"))]
    pub(crate) unit: Option<Id>,
    #[field(to("task", "person"))]
    pub(crate) owner: Option<Id>,
    #[serde(default)]
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

/// One step of a random history: which record, and its new title and cause.
type Step = (usize, String, Option<usize>);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn sec_06_every_past_instant_reads_as_it_was_then(steps in prop::collection::vec((0..4_usize, "[a-zåäö]{1,6}", prop::option::of(0..4_usize)), 1..25)) {
        block_on(async move { replay(steps).await });
    }
}

/// Writes the steps, remembering after each what was current; then reads every instant again.
async fn replay(steps: Vec<Step>) {
    let door = door().await;
    let mut ids: Vec<Option<Id<Task>>> = vec![None; 4];
    let mut seen: Vec<(Instant, Vec<(String, usize)>)> = Vec::new();
    for (which, title, cause) in steps {
        let causes: Vec<_> = cause.and_then(|cause| ids[cause]).into_iter().collect();
        let at = match ids[which] {
            None => {
                let made = door.create(&Task { causes, ..task(&title) }, "").await.unwrap();
                ids[which] = Some(made.head.id.cast());
                made.head.at
            }
            Some(id) => {
                let mut opened = door.open_as(id).await.unwrap();
                opened.body = Task { causes, ..task(&title) };
                door.save(opened, "").await.unwrap().head.at
            }
        };
        seen.push((at, picture(&door).await));
    }
    for (at, expected) in seen {
        for instant in [at, at.checked_add(1.microseconds()).unwrap()] {
            assert_eq!(
                picture(&door.looking_from(At::Past(instant))).await,
                expected,
                "as of {instant}"
            );
        }
    }
}

/// All titles with the number of records that link to each.
async fn picture(door: &Door) -> Vec<(String, usize)> {
    let sort = Some(Sort { field: "number".into(), descending: false });
    let mut picture = Vec::new();
    for (head, task) in door.all::<Task>(ListQuery { sort, ..ListQuery::default() }).await.unwrap()
    {
        picture.push((task.title, door.near(head.id).await.unwrap().down.len()));
    }
    picture
}

#[tokio::test]
async fn a_write_that_breaks_rules_tells_all_and_keeps_nothing() {
    let door = door().await;
    let lost: Id<Task> = Id::new(Instant::from_second(1).unwrap());
    let bad = Task { cost: Some(Money(-1)), causes: vec![lost], ..task(" ") };
    let Err(Refusal::Refused(findings)) = door.create(&bad, "").await else { panic!("kept") };
    let keys: Vec<_> = findings.iter().map(Finding::text_key).collect();
    assert_eq!(keys, ["finding-form-link", "finding-form-missing", "finding-tst-01"]);
    assert_eq!(door.list("task", &ListQuery::default()).await.unwrap().total, 0);
    let kept = door.create(&task("bra"), "").await.unwrap();
    assert_eq!(kept.head.number, "T-2023-0001", "a refused write takes no number");
}

#[tokio::test]
async fn what_a_body_leaves_out_has_its_default_everywhere() {
    let door = door().await;
    let body = serde_json::json!({"title": "utan läge"}).as_object().cloned().unwrap();
    let draft = stadga_model::Draft { id: Id::new(door.now()), kind: "task", body };
    let made = door.write(Batch { creates: vec![draft], ..Batch::default() }).await.unwrap();
    assert_eq!(made.revisions[0].head.state.as_deref(), Some("open"));
    assert_eq!(
        door.read(made.revisions[0].head.id).await.unwrap().head.state.as_deref(),
        Some("open")
    );
}

#[tokio::test]
async fn the_later_of_two_writers_sees_the_others_version() {
    let door = door().await;
    let id = door.create(&task("ett"), "").await.unwrap().head.id.cast::<Task>();
    let (mut first, mut second) =
        (door.open_as(id).await.unwrap(), door.open_as(id).await.unwrap());
    first.body.title = "två".into();
    second.body.title = "tre".into();
    door.save(first, "").await.unwrap();
    let Err(Refusal::Stale(theirs)) = door.save(second, "").await else { panic!("overwritten") };
    assert_eq!(theirs.body["title"], "två");
    assert_eq!(door.history(id.cast()).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_batch_is_all_or_nothing_and_may_link_within_itself() {
    let door = door().await;
    let now = Instant::from_second(1_700_000_000).unwrap();
    let (one, two): (Id<Task>, Id<Task>) = (Id::new(now), Id::new(now));
    let draft = |id, causes: Vec<Id<Task>>, title: &str| {
        stadga_model::Draft::new(id, &Task { causes, ..task(title) }).unwrap()
    };
    let good = vec![draft(one, vec![two], "ett"), draft(two, vec![one], "två")];
    let bad = vec![draft(Id::new(now), vec![], "tre"), draft(Id::new(now), vec![], "")];
    assert!(door.write(Batch { creates: bad, ..Batch::default() }).await.is_err());
    let dry = Batch { creates: good.clone(), dry_run: true, ..Batch::default() };
    assert_eq!(door.write(dry).await.unwrap().revisions.len(), 2);
    assert_eq!(door.list("task", &ListQuery::default()).await.unwrap().total, 0);
    door.write(Batch { creates: good, ..Batch::default() }).await.unwrap();
    let near = door.near(one.cast()).await.unwrap();
    assert_eq!((near.up.len(), near.down.len()), (1, 1));
}

#[tokio::test]
async fn the_past_cannot_be_changed_and_moves_follow_the_lifecycle() {
    let door = door().await;
    let done = door.create(&Task { state: State::Done, ..task("klar") }, "").await.unwrap();
    let past = door.looking_from(At::Past(done.head.at));
    assert!(matches!(past.open(done.head.id).await, Err(Refusal::Past)));
    let mut opened = door.open_as::<Task>(done.head.id.cast()).await.unwrap();
    opened.body.state = State::Open;
    let Err(Refusal::Refused(findings)) = door.save(opened, "").await else { panic!("kept") };
    assert_eq!(findings[0].text_key(), "finding-form-move");
}

#[tokio::test]
async fn lists_filter_sort_in_swedish_and_page() {
    let door = door().await;
    for (title, due) in
        [("Östra", None), ("apa", Some("2024-05-01")), ("Åre", Some("2024-03-01")), ("Zeta", None)]
    {
        let due = due.map(|due| due.parse().unwrap());
        door.create(&Task { due, cost: Some(Money(500)), ..task(title) }, "").await.unwrap();
    }
    let titles = async |query: ListQuery| {
        let page = door.list("task", &query).await.unwrap();
        page.rows
            .iter()
            .map(|row| row.body["title"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let sort = |field: &str, descending| Some(Sort { field: field.into(), descending });
    let filter = |field: &str, compare| vec![Filter { field: field.into(), compare }];
    assert_eq!(
        titles(ListQuery { sort: sort("title", false), ..Default::default() }).await,
        ["apa", "Zeta", "Åre", "Östra"]
    );
    let due = titles(ListQuery { sort: sort("due", true), ..Default::default() }).await;
    assert_eq!(due[..2], ["apa", "Åre"], "those without a date come last");
    let from = filter("due", Compare::From("2024-04-01".into()));
    assert_eq!(titles(ListQuery { filters: from, ..Default::default() }).await, ["apa"]);
    let has = filter("title", Compare::Has("ÖST".into()));
    assert_eq!(titles(ListQuery { filters: has, ..Default::default() }).await, ["Östra"]);
    let cost = filter("cost", Compare::Is(vec!["500".into()]));
    assert_eq!(titles(ListQuery { filters: cost, ..Default::default() }).await.len(), 4);
    let second = ListQuery { sort: sort("title", false), size: 3, page: 1, ..Default::default() };
    assert_eq!(titles(second).await, ["Östra"]);
    let unknown = filter("1=1 OR 'x", Compare::Is(vec!["' OR 1=1 --".into()]));
    assert_eq!(titles(ListQuery { filters: unknown, ..Default::default() }).await.len(), 0);
}

#[tokio::test]
async fn search_knows_inflections_compounds_and_dates() {
    let door = door().await;
    let made = door.create(&task("Sårbarheterna i journalsystemet"), "").await.unwrap();
    let mut opened = door.open_as::<Task>(made.head.id.cast()).await.unwrap();
    opened.body.title = "Loggkontroll".into();
    door.save(opened, "").await.unwrap();
    let past = door.looking_from(At::Past(made.head.at));
    for words in ["sårbarhet", "system", "journalsyst", &made.head.number] {
        assert_eq!(past.search(words, 10).await.unwrap().len(), 1, "{words}");
    }
    assert!(door.search("sårbarhet", 10).await.unwrap().is_empty());
    assert!(door.search("\" OR *", 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn sec_08_lists_show_what_may_be_opened() {
    let program = door().await;
    let unit = program.create(&task("enhet"), "").await.unwrap().head.id;
    let me = program.create(&task("jag"), "").await.unwrap().head.id;
    let inside =
        program.create(&Task { unit: Some(unit), ..task("inne") }, "").await.unwrap().head.id;
    let mine = program.create(&Task { owner: Some(me), ..task("min") }, "").await.unwrap().head.id;
    let grant = Grant {
        role: "r".into(),
        may: vec![Right::to(Action::Read, "task")],
        reach: Reach::Units(vec![unit]),
    };
    let may = [Action::Read, Action::Change].map(|action| Right::to(action, "task")).to_vec();
    let own = Grant { role: String::new(), may, reach: Reach::Own };
    let actor = Actor { name: "jag".into(), person: Some(me), grants: vec![grant, own] };
    let door = program.store().door(actor, At::Now);
    let listed = door.list("task", &ListQuery::default()).await.unwrap();
    let listed: Vec<_> = listed.rows.iter().map(|row| row.head.id).collect();
    assert_eq!(listed, [mine, inside]);
    assert!(matches!(door.read(unit).await, Err(Refusal::NotFound)));
    assert!(matches!(door.open(inside).await, Err(Refusal::Denied)));
    assert!(door.open(mine).await.is_ok());
    assert!(matches!(door.create(&task("ny"), "").await, Err(Refusal::Denied)));
    let nobody = Actor { name: "ingen".into(), person: None, grants: vec![] };
    assert_eq!(
        program
            .store()
            .door(nobody, At::Now)
            .list("task", &ListQuery::default())
            .await
            .unwrap()
            .total,
        0
    );
}

#[tokio::test]
async fn what_is_written_is_there_when_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("region.db");
    let first = store_of(Place::File(path.clone()), "region").await;
    let door = first.door(Actor::program("test"), At::Now);
    let id = door.create(&task("kvar"), "").await.unwrap().head.id;
    let file = door.keep_file("a.txt", "text/plain", b"bytes").await.unwrap();
    first.close().await;
    let door = store_of(Place::File(path), "region").await.door(Actor::program("test"), At::Now);
    assert_eq!(door.read(id).await.unwrap().body["title"], "kvar");
    assert_eq!(door.file(&file).await.unwrap().bytes, b"bytes");
}

#[tokio::test]
async fn the_same_bytes_under_two_names_are_two_files_each_with_its_own() {
    let door = store_of(place(), &own()).await.door(Actor::program("test"), At::Now);
    let mut ids = Vec::new();
    for name in ["åtgärdsplan.txt", "kvitto.txt", "åtgärdsplan.txt"] {
        ids.push(door.keep_file(name, "text/plain", b"bytes").await.unwrap());
    }
    assert_eq!(ids[0], ids[2], "the same file is kept once");
    let names = door.file_names(ids.iter().map(|id| id.0.clone()).collect()).await.unwrap();
    assert_eq!(names.len(), 2);
    assert_eq!(names[&ids[0].0], "åtgärdsplan.txt");
    assert_eq!(door.file(&ids[1]).await.unwrap().name, "kvitto.txt");
}

#[tokio::test]
async fn sec_09_an_organisation_is_carried_to_another_database_and_back_with_proof() {
    let folder = tempfile::tempdir().unwrap();
    let org = Id::<Task>::new(stadga_model::SystemClock.now()).to_string();
    let first = store_of(Place::File(folder.path().join("first.db")), &org).await;
    let door = first.door(Actor::program("test"), At::Now);
    let id = door.create(&task("Loggkontroll"), "").await.unwrap().head.id.cast::<Task>();
    let below = door.create(&Task { causes: vec![id], ..task("under") }, "").await.unwrap();
    let mut opened = door.open_as(id).await.unwrap();
    opened.body.title = "Årlig loggkontroll".into();
    door.save(opened, "därför").await.unwrap();
    let file = door.keep_file("a.txt", "text/plain", b"bytes\0\xff").await.unwrap();
    let there = store_of(place(), &org).await;
    assert_eq!(first.carry_to(&there).await.unwrap(), 3);
    let again = first.carry_to(&there).await.unwrap_err();
    assert!(matches!(again, crate::CarryFault::NotEmpty(3)), "{again}");
    let back = store_of(Place::File(folder.path().join("back.db")), &org).await;
    there.carry_to(&back).await.unwrap();
    for store in [&there, &back] {
        let door = store.door(Actor::program("test"), At::Now);
        assert_eq!(door.search("loggkontrollen", 9).await.unwrap().len(), 1);
        assert_eq!(
            door.near(id.cast()).await.unwrap().down[0].1,
            door.read(below.head.id).await.unwrap().into()
        );
        assert_eq!(door.history(id.cast()).await.unwrap().len(), 2);
        assert_eq!(door.file(&file).await.unwrap().bytes, b"bytes\0\xff");
        assert_eq!(store.log_root().await.unwrap(), first.log_root().await.unwrap());
        door.create(&task("vidare"), "").await.unwrap();
        assert_eq!(store.verify(&[]).await.unwrap().revisions, 4);
    }
}

#[tokio::test]
async fn fixtures_are_planted_with_their_history() {
    let text = r#"
        [[record]]
        key = "a"
        kind = "task"
        at = "2023-01-01T00:00:00Z"
        by = "planerare"
        body = { title = "först", state = "open", causes = ["@b"] }
        [[record.change]]
        at = "2024-01-01T00:00:00Z"
        body = { title = "sedan", state = "done" }
        [[record]]
        key = "b"
        kind = "task"
        at = "2023-01-01T00:00:00Z"
        body = { title = "orsak", state = "open" }
    "#;
    let fixtures = Fixtures::read([("demo.toml", text)]).unwrap();
    let store = store().await;
    fixtures.plant(&store).await.unwrap();
    let door = store.door(Actor::program("test"), At::Now);
    let id = fixtures.id("a").unwrap();
    assert_eq!(door.read(id).await.unwrap().body["title"], "sedan");
    let past = door.looking_from(At::Past("2023-06-01T00:00:00Z".parse().unwrap()));
    assert_eq!(past.read(id).await.unwrap().body["title"], "först");
    assert_eq!(past.near(id).await.unwrap().up.len(), 1);
    let twice = Fixtures::read([("x", text), ("y", text)]).unwrap_err();
    assert_eq!(twice.to_string(), "a: the key is used twice");
}
