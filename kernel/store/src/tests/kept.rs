//! What is kept: opened again, files with their names, carried to another database, planted with its history.

use super::{Task, own, place, store, store_of, task};
use crate::{Fixtures, Place};
use stadga_model::{Actor, At, Clock as _, Id};

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
