//! Marks held to their promise: what they withhold is seen by nobody else, on no road, on no date, in no file.

use super::{DEAR, Task, place, store_of, task};
use crate::{
    Batch, BreachQuery, Compare, Door, Filter, ListQuery, LogFault, NewFile, Place, Sort, Store,
    engine::sql,
};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use stadga_model::{
    Action, Actor, At, Date, Draft, Grant, Id, Instant, Mark, MarkState, Money, Prose, Reach,
    ReaderRole, Reading, Record, Refusal, Revision, Right, Term,
};

#[derive(Clone, Serialize, Deserialize, Record)]
#[record(kind = "person", prefix = "P", title = "name")]
pub(super) struct Person {
    pub(super) name: String,
}

pub(super) const SECRET: &str = "hemligstämplad";

/// A store with a person who may do everything but is no reader, and one who is.
pub(super) struct World {
    pub(super) store: Store,
    pub(super) program: Door,
    pub(super) other: Door,
    pub(super) reader: Door,
    person: Id,
}

impl World {
    async fn new() -> Self {
        Self::at(place()).await
    }

    pub(super) async fn at(place: Place) -> Self {
        let org = Id::<Task>::new(stadga_model::Clock::now(&stadga_model::SystemClock)).to_string();
        let store = store_of(place, &org).await;
        let program = store.door(Actor::program("test"), At::Now);
        let person = program.create(&Person { name: "läsaren".into() }, "").await.unwrap().head.id;
        let stranger =
            program.create(&Person { name: "en annan".into() }, "").await.unwrap().head.id;
        let door = |person| store.door(actor(person), At::Now);
        Self { other: door(stranger), reader: door(person), program, person, store: store.clone() }
    }

    pub(super) fn mark(&self, of: Id, fields: &[&str]) -> Mark {
        Mark {
            about: "T".into(),
            of,
            state: MarkState::Active,
            fields: fields.iter().map(|field| (*field).to_owned()).collect(),
            ground: Term::from("osl-18-8"),
            reason: Prose::from("skyddet skulle motverkas"),
            review: Date::constant(2030, 1, 1),
            readers: vec![self.person],
            roles: Vec::new(),
            hidden: false,
            unit: None,
            owner: None,
        }
    }

    /// A record with a past and a secret in it.
    pub(super) async fn secret(&self, fields: &[&str]) -> (Id<Task>, Id<Mark>, Instant) {
        let cause = self.program.create(&task("orsaken"), "").await.unwrap().head.id.cast();
        let first = Task { causes: vec![cause], cost: Some(Money(70)), ..task(SECRET) };
        let made = self.program.create(&first, SECRET).await.unwrap();
        let mut opened = self.program.open_as::<Task>(made.head.id.cast()).await.unwrap();
        opened.body.title = format!("{SECRET} igen");
        self.program.save(opened, SECRET).await.unwrap();
        let mark = self.program.create(&self.mark(made.head.id, fields), "").await.unwrap();
        (made.head.id.cast(), mark.head.id.cast(), made.head.at)
    }
}

/// Somebody who may read and change everything that no mark withholds.
fn actor(person: Id) -> Actor {
    let may = Action::ALL.map(|action| Right::to(action, "task")).to_vec();
    let grant = Grant { role: "somebody".into(), may, reach: Reach::Everywhere };
    Actor { name: "somebody".into(), person: Some(person), grants: vec![grant] }
}

/// Everything that a reader gets to see of the tasks, on every road.
async fn seen(door: &Door, past: Instant) -> String {
    let mut all = Vec::new();
    for door in [door.clone(), door.looking_from(At::Past(past))] {
        for (field, descending) in
            [("title", false), ("title", true), ("due", false), ("number", false)]
        {
            let sort = Some(Sort { field: field.into(), descending });
            let page =
                door.list("task", &ListQuery { sort, ..ListQuery::default() }).await.unwrap();
            all.push(format!("{} {:?}", page.total, page.rows));
            for row in page.rows {
                all.push(format!("{:?}", door.history(row.head.id).await.unwrap()));
                let near = door.near(row.head.id).await.unwrap();
                all.push(format!("{:?} {:?}", near.up, near.down));
            }
        }
        for words in [SECRET, "heml", "T-20", "igen"] {
            let found = door.search(words, 10).await.unwrap();
            all.push(format!("{:?}", found.iter().map(|hit| &hit.revision).collect::<Vec<_>>()));
            let words = ListQuery { words: Some(words.into()), ..ListQuery::default() };
            all.push(format!("{:?}", door.list("task", &words).await.unwrap().rows));
        }
        for compare in [
            Compare::Has(SECRET.into()),
            Compare::Is(vec![SECRET.into(), format!("{SECRET} igen")]),
            Compare::From("h".into()),
            Compare::To("i".into()),
            Compare::Empty,
        ] {
            let filters = vec![Filter { field: "title".into(), compare }];
            let page =
                door.list("task", &ListQuery { filters, ..ListQuery::default() }).await.unwrap();
            all.push(format!("{} {:?}", page.total, page.rows));
        }
    }
    let all_breaches = BreachQuery { size: 100, ..BreachQuery::default() };
    door.store().sweep_breaches().await.unwrap();
    let breaches = door.breaches(&all_breaches).await.unwrap();
    all.push(format!("{} {:?}", breaches.total, breaches.rows));
    all.join("\n")
}

async fn fields(door: &Door, id: Id<Task>) -> Revision {
    door.read(id.cast()).await.unwrap()
}

#[tokio::test]
async fn sec_04_each_of_two_marks_keeps_out_whom_it_does_not_name() {
    let world = World::new().await;
    let (id, _, _) = world.secret(&["title"]).await;
    let stranger = world.other.actor().person.unwrap();
    let alone = Mark { readers: vec![stranger], ..world.mark(id.cast(), &["cost"]) };
    let refused = world.program.create(&alone, "").await.unwrap_err();
    let Refusal::Refused(findings) = refused else { panic!("{refused:?}") };
    assert_eq!((findings[0].code, findings[0].variant), ("SEC-04", Some("together")));
    let both = Mark { readers: vec![stranger, world.person], ..alone };
    world.program.create(&both, "").await.unwrap();
    let record = fields(&world.other, id).await;
    assert!(!world.other.actor().cleared(&record.head), "the first mark does not name them");
    assert!(world.reader.actor().cleared(&record.head));
}

#[tokio::test]
async fn sec_01_what_a_mark_withholds_is_seen_on_no_road_and_on_no_date() {
    let world = World::new().await;
    let (id, _, at) = world.secret(&[]).await;
    let seen = seen(&world.other, at).await;
    assert!(!seen.contains(SECRET), "{seen}");
    let record = fields(&world.other, id).await;
    assert_eq!(record.body["title"], "osl-18-8");
    assert_eq!(record.head.instead("cost").unwrap().ground, "osl-18-8");
    assert_eq!(record.head.state.as_deref(), Some("open"));
    assert!(world.other.near(id.cast()).await.unwrap().up.is_empty());
    assert!(matches!(world.other.reveal(id.cast(), "").await, Err(Refusal::Denied)));
    assert!(matches!(world.other.open_whole(id.cast()).await, Err(Refusal::Denied)));
}

#[tokio::test]
async fn sec_05_who_is_named_reads_it_all_and_the_reading_is_kept() {
    let world = World::new().await;
    let (id, _, at) = world.secret(&[]).await;
    let then = world.reader.looking_from(At::Past(at));
    assert_eq!(then.reveal(id.cast(), "granskning").await.unwrap().len(), 1);
    let whole = world.reader.reveal(id.cast(), " granskning ").await.unwrap();
    assert_eq!((whole.len(), &whole[0].body["title"]), (2, &format!("{SECRET} igen").into()));
    assert_eq!((whole[1].head.reason.as_str(), whole[1].body["cost"].as_i64()), (SECRET, Some(70)));
    let readings = world.program.all::<Reading>(ListQuery::default()).await.unwrap();
    let (head, reading) = &readings[0];
    assert_eq!((readings.len(), head.actor.as_str()), (2, "somebody"));
    assert_eq!((reading.of, reading.person), (id.cast(), Some(world.person)));
    assert_eq!(reading.purpose.as_deref(), Some("granskning"));
    assert!(reading.fields.contains(&"title".to_owned()));
    assert!(world.reader.list("reading", &ListQuery::default()).await.unwrap().rows.is_empty());
}

#[tokio::test]
async fn sec_02_the_status_goes_on_while_the_detail_stays_withheld() {
    let world = World::new().await;
    let (id, _, _) = world.secret(&["title", "causes"]).await;
    let mut opened = world.other.open_as::<Task>(id).await.unwrap();
    opened.body.state = super::State::Done;
    let saved = world.other.save(opened, "klart").await.unwrap();
    assert_eq!(
        (saved.head.state.as_deref(), &saved.body["title"]),
        (Some("done"), &"osl-18-8".into())
    );
    let whole = world.reader.reveal(id.cast(), "").await.unwrap().remove(0);
    assert_eq!(whole.typed::<Task>().unwrap().title, format!("{SECRET} igen"));
    assert_eq!(whole.typed::<Task>().unwrap().causes.len(), 1);
    let mut opened = world.other.open_as::<Task>(id).await.unwrap();
    opened.body.title = "något annat".into();
    let Err(Refusal::Refused(told)) = world.other.save(opened, "").await else { panic!("saved") };
    assert_eq!(
        (told[0].text_key().as_str(), told[0].field.as_deref()),
        ("finding-sec-01-withheld", Some("title"))
    );
    let mut opened = world.reader.open_whole(id.cast()).await.unwrap();
    opened.body.insert("title".into(), "mer hemligt".into());
    let batch = Batch { saves: vec![opened], ..Batch::default() };
    world.reader.write(batch).await.unwrap();
    assert_eq!(fields(&world.other, id).await.body["title"], "osl-18-8");
    assert_eq!(world.reader.reveal(id.cast(), "").await.unwrap()[0].body["title"], "mer hemligt");
    assert!(world.store.verify(&[]).await.is_ok());
}

#[tokio::test]
async fn sec_01_no_rule_speaks_of_what_is_withheld_of_a_neighbour() {
    let world = World::new().await;
    let cause = Task { cost: Some(Money(70)), ..task("orsak") };
    let cause = world.program.create(&cause, "").await.unwrap().head.id;
    let follows = Task { causes: vec![cause.cast()], ..task("följd") };
    let follows = world.program.create(&follows, "").await.unwrap().head.id;
    let said = async |of: Id| {
        let door = &world.other;
        let (record, near) = (door.read(of).await.unwrap(), door.near(of).await.unwrap());
        let found = door.findings(&record, &near).await.unwrap();
        world.store.sweep_breaches().await.unwrap();
        let kept: Vec<_> =
            door.breaches_of(of).await.unwrap().into_iter().map(|breach| breach.code).collect();
        assert_eq!(found.iter().map(|finding| finding.code).collect::<Vec<_>>(), kept);
        kept
    };
    assert!(said(follows).await.is_empty());
    world.program.create(&world.mark(cause, &["cost"]), "").await.unwrap();
    assert!(said(follows).await.is_empty(), "the cost is there, but withheld");
    let mut opened = world.other.open_as::<Task>(cause.cast()).await.unwrap();
    opened.body.state = super::State::Done;
    world.other.save(opened, "").await.unwrap();
    assert_eq!(said(follows).await, ["TST-04"], "what is not withheld still counts");
    let heard = Task { state: super::State::Done, ..task("väntad på") };
    let heard = world.program.create(&heard, "").await.unwrap().head.id;
    let waiting = Task { causes: vec![heard.cast()], ..task("väntar") };
    let waiting = world.program.create(&waiting, "").await.unwrap().head.id;
    assert_eq!(said(heard).await, ["TST-05"]);
    let hiding = Mark { hidden: true, ..world.mark(waiting, &["cost"]) };
    world.program.create(&hiding, "").await.unwrap();
    assert!(said(heard).await.is_empty(), "nothing tells that somebody waits");
    let (record, near) =
        (world.reader.read(heard).await.unwrap(), world.reader.near(heard).await.unwrap());
    assert_eq!(near.down.len(), 1);
    assert!(world.reader.findings(&record, &near).await.unwrap().is_empty());
}

#[tokio::test]
async fn sec_08_what_may_not_be_read_takes_no_hits_place() {
    let world = World::new().await;
    for at in 0..6 {
        let made = world.program.create(&task("samma ord"), "").await.unwrap().head.id;
        if at % 2 == 0 {
            let hiding = Mark { hidden: true, ..world.mark(made, &["cost"]) };
            world.program.create(&hiding, "").await.unwrap();
        }
    }
    assert_eq!(world.other.search("ord", 3).await.unwrap().len(), 3);
    assert_eq!(world.reader.search("ord", 6).await.unwrap().len(), 6);
}

#[tokio::test]
async fn sec_12_a_lifted_mark_gives_back_history_links_and_words() {
    let world = World::new().await;
    let (id, mark, at) = world.secret(&[]).await;
    let during = seen(&world.program, at).await;
    let mut opened = world.program.open_as::<Mark>(mark).await.unwrap();
    opened.body.state = MarkState::Lifted;
    world.program.save(opened, "").await.unwrap();
    assert_ne!(seen(&world.program, at).await, during);
    let history = world.other.history(id.cast()).await.unwrap();
    assert_eq!(history[1].body["title"], SECRET);
    assert_eq!((history[1].head.reason.as_str(), &history[1].head.withheld), (SECRET, &None));
    assert_eq!(world.other.search("hemligstämplad", 9).await.unwrap().len(), 1);
    let then = world.other.looking_from(At::Past(at));
    assert_eq!(then.near(id.cast()).await.unwrap().up.len(), 1);
    assert_eq!(world.other.near(id.cast()).await.unwrap().up.len(), 1);
    assert!(world.store.verify(&[]).await.is_ok());
}

#[tokio::test]
async fn inc_09_a_hidden_record_is_there_for_its_readers_only() {
    let world = World::new().await;
    world.program.create(&task("en annan"), "").await.unwrap();
    let id = world.program.create(&task(SECRET), "").await.unwrap().head.id;
    let hiding = Mark {
        hidden: true,
        roles: vec![ReaderRole { role: "chief".into() }],
        ..world.mark(id, &["cost"])
    };
    let before = world.other.list("task", &ListQuery::default()).await.unwrap().total;
    world.program.create(&hiding, "").await.unwrap();
    let list = ListQuery::default();
    assert_eq!(world.other.list("task", &list).await.unwrap().total, before - 1);
    assert!(matches!(world.other.read(id).await, Err(Refusal::NotFound)));
    assert!(matches!(world.other.by_number("T-2023-0002").await, Err(Refusal::NotFound)));
    assert_eq!(world.other.search("T-2023-0002", 9).await.unwrap().len(), 0);
    assert_eq!(world.reader.list("task", &list).await.unwrap().total, before);
    let mut chief = actor(Id::NONE);
    chief.grants.push(Grant {
        role: "chief".into(),
        may: Vec::new(),
        reach: Reach::Units(Vec::new()),
    });
    let door = |actor| world.store.door(actor, At::Now);
    assert_eq!(door(chief.clone()).list("task", &list).await.unwrap().total, before - 1);
    chief.grants[1].reach = Reach::Everywhere;
    assert_eq!(door(chief).list("task", &list).await.unwrap().total, before);
}

#[tokio::test]
async fn sec_03_a_mark_fits_what_it_sits_on() {
    let world = World::new().await;
    let (id, mark, _) = world.secret(&[]).await;
    let refused = async |mark: &Mark| {
        let Err(Refusal::Refused(told)) = world.program.create(mark, "").await else {
            panic!("made")
        };
        told.iter().map(stadga_model::Finding::text_key).collect::<Vec<_>>()
    };
    let of_state = world.mark(id.cast(), &["state"]);
    assert_eq!(refused(&of_state).await, ["finding-sec-03-field"]);
    assert_eq!(refused(&world.mark(mark.cast(), &[])).await, ["finding-sec-03-of"]);
    let unread =
        Mark { readers: Vec::new(), reason: Prose::from(" "), ..world.mark(id.cast(), &[]) };
    let told = refused(&unread).await;
    assert!(told.contains(&"finding-sec-04".to_owned()), "{told:?}");
    let past = Mark { review: Date::constant(2020, 1, 1), ..world.mark(id.cast(), &[]) };
    assert_eq!(refused(&past).await, ["finding-sec-03-review"]);
}

#[tokio::test]
async fn sec_09_a_stolen_file_shows_nothing_of_what_is_sealed() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::at(Place::File(folder.path().join("stadga.db"))).await;
    let (id, _, _) = world.secret(&[]).await;
    let new = Id::new(world.store.now());
    let creates = vec![
        Draft::new(new, &task("aldrigiklartext")).unwrap(),
        Draft::new(Id::<Mark>::new(world.store.now()), &world.mark(new.cast(), &[])).unwrap(),
    ];
    world.program.write(Batch { creates, ..Batch::default() }).await.unwrap();
    let open = world.reader.open_whole(id.cast()).await.unwrap();
    world
        .reader
        .write(Batch { saves: vec![open], reason: SECRET.into(), ..Batch::default() })
        .await
        .unwrap();
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for secret in [SECRET, "hemligstämpl", "aldrigiklartext"] {
            let found = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
            assert!(!found, "{secret} stands in {}", path.display());
        }
    }
}

#[tokio::test]
async fn sec_07_a_file_is_kept_with_its_record_or_not_at_all() {
    let world = World::new().await;
    let file = || NewFile { name: "x.pdf".into(), media: "application/pdf", bytes: b"%PDF".into() };
    let batch = |title: &str| Batch {
        creates: vec![Draft::new(Id::new(world.store.now()), &task(title)).unwrap()],
        files: vec![file()],
        ..Batch::default()
    };
    assert!(matches!(world.program.write(batch(" ")).await, Err(Refusal::Refused(_))));
    assert!(matches!(world.program.file(&file().id()).await, Err(Refusal::NotFound)));
    world.program.write(Batch { dry_run: true, ..batch("prov") }).await.unwrap();
    assert!(matches!(world.program.file(&file().id()).await, Err(Refusal::NotFound)));
    world.program.write(batch("med fil")).await.unwrap();
    let kept = world.program.file(&file().id()).await.unwrap();
    assert_eq!((kept.name.as_str(), kept.bytes.as_slice()), ("x.pdf", b"%PDF".as_slice()));
}

#[tokio::test]
async fn sec_05_marks_that_were_changed_behind_the_log_are_found() {
    for change in [
        "UPDATE revision SET readers = '{\"roles\":[\"somebody\"]}' WHERE org = $1 AND withheld IS NOT NULL",
        "UPDATE revision SET hidden = 1 WHERE org = $1 AND number = 'T-2023-0002'",
        "UPDATE revision SET withheld = NULL WHERE org = $1 AND number = 'T-2023-0002'",
    ] {
        let world = World::new().await;
        world.secret(&[]).await;
        let mut link = world.store.write_one().await.unwrap();
        assert!(sql(change).bind(&*world.store.org).run(&mut link).await.unwrap() > 0);
        drop(link);
        let fault = world.store.verify(&[]).await.unwrap_err();
        assert!(matches!(fault, LogFault::Marks { .. }), "{change}: {fault}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(super::cases() / 4))]

    /// Two organisations that differ in what is withheld alone look alike to whoever is not named.
    #[test]
    fn sec_02_nothing_can_be_told_from_outside(
        one in prop::collection::vec(("[a-zåäö][a-zåäö ]{0,19}", 0..9_i64, any::<bool>()), 1..6),
        shuffle in "[a-zåäö][a-zåäö ]{0,19}",
    ) {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let mut views = Vec::new();
            for twin in [false, true] {
                let world = World::new().await;
                let (mut last, mut above) = (Instant::UNIX_EPOCH, Vec::new());
                for (title, cost, marked) in &one {
                    let secret = *marked && twin;
                    let title = if secret { shuffle.as_str() } else { title.as_str() };
                    // Much in one of them, so that its rules would speak of it, nothing in the other.
                    let cost = (secret || *cost > 4).then(|| Money(DEAR.0 + cost));
                    let made = Task { cost, causes: above.clone(), ..task(title) };
                    let made = world.program.create(&made, title).await;
                    let Ok(made) = made else { continue };
                    if *marked {
                        world.program.create(&world.mark(made.head.id, &[]), "").await.unwrap();
                    }
                    above = vec![made.head.id.cast()];
                    last = made.head.at;
                }
                views.push(without_ids(&seen(&world.other, last).await));
            }
            assert_eq!(views[0], views[1]);
        });
    }
}

/// Ids and instants differ between two stores; all else is compared.
fn without_ids(seen: &str) -> String {
    let id = |word: &str| word.len() == 36 && word.matches('-').count() == 4;
    let parts = seen.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    parts.filter(|word| !id(word)).collect::<Vec<_>>().join(" ")
}
