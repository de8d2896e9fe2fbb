//! Copies, exports and the way back to a moment, held to the same log; nothing of what is secret in any of them.

use super::past::{Step, picture};
use super::secrecy::{SECRET, World};
use super::{Task, block_on, cases, door, own, place, store_of, task};
use crate::{ExportFault, ListQuery, Parts, Place, Source, Store};
use proptest::prelude::*;
use stadga_model::{Actor, At, Id, Mark, MarkState, Reading, Record as _};
use std::{
    collections::BTreeMap,
    io::{self, BufRead, Cursor},
};

/// An export in memory.
#[derive(Clone, Default)]
pub(super) struct Kept {
    parts: BTreeMap<String, Vec<u8>>,
    now: String,
}

impl Parts for Kept {
    fn begin(&mut self, name: &str) -> io::Result<()> {
        self.now = name.to_owned();
        assert!(self.parts.insert(name.to_owned(), Vec::new()).is_none());
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.parts.get_mut(&self.now).unwrap().extend(bytes);
        Ok(())
    }
}

impl Source for Kept {
    fn part<'a>(&'a mut self, name: &str) -> io::Result<Box<dyn BufRead + 'a>> {
        let bytes = self.parts.get(name).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(Cursor::new(bytes)))
    }
}

impl Kept {
    fn holds(&self, text: &str) -> bool {
        let has = |bytes: &Vec<u8>| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        self.parts.values().any(has)
    }
}

/// A world with a marked record, a sealed file's bytes, and a plain file.
async fn world(place: Place) -> World {
    let world = World::at(place).await;
    world.secret(&[]).await;
    world.program.keep_file("a.txt", "text/plain", b"bytes\0\xff").await.unwrap();
    world
}

/// Everything that whoever may read all can see.
async fn all(store: &Store) -> Vec<String> {
    let door = store.door(Actor::program("test"), At::Now);
    let mut seen = Vec::new();
    for kind in ["task", "mark", "person"] {
        let query = ListQuery { size: 500, ..ListQuery::default() };
        for row in door.list(kind, &query).await.unwrap().rows {
            let mut near = door.near(row.head.id).await.unwrap();
            near.up.sort_by(|a, b| a.head.number.cmp(&b.head.number));
            seen.push(format!("{:?} {near:?}", door.history(row.head.id).await.unwrap()));
        }
    }
    seen.sort();
    seen
}

#[tokio::test]
async fn sec_09_an_export_comes_in_equal_on_either_engine_and_shows_nothing_that_is_sealed() {
    let world = world(place()).await;
    let mut kept = Kept::default();
    let exported = world.store.export(&mut kept, true).await.unwrap();
    assert!(!kept.holds(SECRET) && kept.holds("en annan"));
    let folder = tempfile::tempdir().unwrap();
    for there in [Place::File(folder.path().join("there.db")), Place::Memory] {
        let there = store_of(there, &world.store.org).await;
        assert_eq!(there.import(&mut kept).await.unwrap(), exported);
        assert_eq!(there.log_root().await.unwrap(), world.store.log_root().await.unwrap());
        assert_eq!(all(&there).await, all(&world.store).await);
        let again = there.import(&mut kept).await.unwrap_err();
        assert!(matches!(again, ExportFault::NotEmpty(_)), "{again}");
        there.door(Actor::program("test"), At::Now).create(&task("vidare"), "").await.unwrap();
        there.verify(&[]).await.unwrap();
    }
    if let Place::Postgres(url) = place() {
        // The organisation is there already: taken away, it comes back from its export.
        let back = store_of(Place::Postgres(url), &world.store.org).await;
        for table in crate::engine::tables().iter().map(|table| table.name).chain(["word"]) {
            let gone = crate::engine::sql(format!("DELETE FROM {table} WHERE org = $1"));
            gone.bind(&*back.org).run(&mut back.write_one().await.unwrap()).await.unwrap();
        }
        assert_eq!(back.import(&mut kept).await.unwrap(), exported);
    }
    let mut open = Kept::default();
    world.store.export(&mut open, false).await.unwrap();
    assert!(!open.parts.contains_key("sealed.jsonl"));
}

#[tokio::test]
async fn sec_09_an_export_that_was_changed_does_not_come_in() {
    let world = world(place()).await;
    let mut kept = Kept::default();
    world.store.export(&mut kept, true).await.unwrap();
    let changed = |part: &str, from: &str, to: &str| {
        let mut kept = kept.clone();
        let bytes = kept.parts.get_mut(part).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.contains(from), "{part} lacks {from}: {text}");
        *bytes = text.replacen(from, to, 1).into_bytes();
        kept
    };
    let told = async |mut kept: Kept| {
        let there = store_of(Place::Memory, &world.store.org).await;
        there.import(&mut kept).await.unwrap_err().to_string()
    };
    let other = told(changed("revision.jsonl", "en annan", "en tredje")).await;
    assert!(other.contains("was changed"), "{other}");
    let line = told(changed("revision.jsonl", "\"revision\":1", "\"revision\":\"x\"")).await;
    assert!(line.contains("line 1 of revision.jsonl") && line.contains("revision"), "{line}");
    let odd = told(changed("revision.jsonl", "\"kind\":", "\"sort\":")).await;
    assert!(odd.contains("sort"), "{odd}");
    let mut lacks = kept.clone();
    lacks.parts.remove("sealed.jsonl");
    assert!(!told(lacks).await.is_empty());
    let mut empty = kept.clone();
    empty.parts.insert("sealed.jsonl".into(), Vec::new());
    let told = told(empty).await;
    assert!(told.contains("neither there nor sealed"), "{told}");
}

#[tokio::test]
async fn sec_09_a_copy_while_others_write_is_whole_and_verifies() {
    let folder = tempfile::tempdir().unwrap();
    let source = match place() {
        Place::Memory => Place::File(folder.path().join("stadga.db")),
        other => other,
    };
    let store = store_of(source, &own()).await;
    let writer = store.door(Actor::program("test"), At::Now);
    for n in 0..20 {
        writer.create(&task(&format!("före {n}")), "").await.unwrap();
    }
    let writing = tokio::spawn(async move {
        for n in 0..60 {
            writer.create(&task(&format!("under {n}")), "").await.unwrap();
        }
    });
    let path = folder.path().join("copy.db");
    store.copy_to(&path).await.unwrap();
    writing.await.unwrap();
    let copy = store_of(Place::File(path), &store.org).await;
    let verified = copy.verify(&[]).await.unwrap();
    assert!((20..=80).contains(&verified.revisions), "{verified:?}");
    assert_eq!(
        copy.door(Actor::program("test"), At::Now).search("före", 99).await.unwrap().len(),
        20
    );
}

#[tokio::test]
async fn sec_05_a_database_that_is_only_looked_at_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("stadga.db");
    let store = store_of(Place::File(path.clone()), "org").await;
    store.door(Actor::program("test"), At::Now).create(&task("ett"), "").await.unwrap();
    let look = async || {
        let looked = super::look_at(Place::File(path.clone()), "org").await;
        assert_eq!(looked.verify(&[]).await.unwrap().revisions, 1);
        assert!(
            looked.door(Actor::program("test"), At::Now).create(&task("två"), "").await.is_err()
        );
        looked.close().await;
    };
    look().await;
    store.close().await;
    let before = std::fs::read(&path).unwrap();
    look().await;
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing lies beside it");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases() / 2))]

    #[test]
    fn sec_06_back_to_a_moment_is_as_it_was_then(
        steps in prop::collection::vec((0..4_usize, "[a-zåäö]{1,6}", prop::option::of(0..4_usize)), 1..15),
        back in 0..15_usize,
    ) {
        block_on(async move { wind(steps, back).await });
    }
}

/// Writes the steps, winds back to after one of them, and holds what is there to what was there then.
async fn wind(steps: Vec<Step>, back: usize) {
    let door = door().await;
    let mut ids: Vec<Option<Id<Task>>> = vec![None; 4];
    let mut seen = Vec::new();
    for (which, title, cause) in steps {
        let causes: Vec<_> = cause.and_then(|cause| ids[cause]).into_iter().collect();
        let made = Task { causes, ..task(&title) };
        let at = match ids[which] {
            None => {
                let made = door.create(&made, "").await.unwrap();
                ids[which] = Some(made.head.id.cast());
                made.head.at
            }
            Some(id) => {
                let mut opened = door.open_as(id).await.unwrap();
                opened.body = made;
                door.save(opened, "").await.unwrap().head.at
            }
        };
        seen.push((at, picture(&door).await, door.store().log_root().await.unwrap()));
    }
    let (at, then, root) = seen.swap_remove(back % seen.len());
    let wound = door.store().wind_back(at).await.unwrap();
    assert_eq!((wound.again, wound.kept), (0, root.0));
    assert_eq!(picture(&door).await, then);
    assert_eq!(door.store().log_root().await.unwrap(), root);
    door.store().verify(&[]).await.unwrap();
    let next = door.create(&task("nytt"), "").await.unwrap().head.number;
    assert_eq!(next, format!("T-2023-{:04}", then.len() + 1));
    assert_eq!(door.search("nytt", 9).await.unwrap().len(), 1);
}

#[tokio::test]
async fn sec_01_back_at_a_moment_the_marks_of_today_hold() {
    let world = World::at(place()).await;
    let open = world.program.create(&task(SECRET), SECRET).await.unwrap();
    let moment = open.head.at;
    let later = world.program.create(&task("senare"), "").await.unwrap().head.id;
    world.program.create(&world.mark(open.head.id, &[]), "").await.unwrap();
    let lost = world.program.create(&world.mark(later, &[]), "").await.unwrap().head.id;
    world.reader.reveal(open.head.id, "kontroll").await.unwrap();
    let wound = world.store.wind_back(moment).await.unwrap();
    assert_eq!((wound.kept, wound.again), (3, 2), "the mark and the reading");
    world.store.verify(&[]).await.unwrap();
    assert_ne!(world.other.read(open.head.id).await.unwrap().body["title"], SECRET);
    assert_eq!(world.other.search(SECRET, 9).await.unwrap().len(), 0);
    let past = world.other.looking_from(At::Past(moment));
    assert_ne!(past.read(open.head.id).await.unwrap().body["title"], SECRET);
    assert!(world.program.read(lost).await.is_err(), "what it sat on did not exist");
    let marks = world.program.list(Mark::KIND, &ListQuery::default()).await.unwrap().rows;
    assert_eq!(marks[0].typed::<Mark>().unwrap().state, MarkState::Active);
    let readings = world.program.list(Reading::KIND, &ListQuery::default()).await.unwrap();
    assert_eq!(readings.total, 1);
    let whole = world.reader.reveal(open.head.id, "").await.unwrap();
    assert_eq!((whole[0].body["title"].as_str(), &*whole[0].head.reason), (Some(SECRET), SECRET));
}
