//! What stands beside the log, changed behind its back: sealed values, files, whole databases; and other organisations'.

use super::archive::Kept;
use super::secrecy::{SECRET, World};
use super::{own, place, store_of, task};
use crate::{Checkpoint, ExportFault, LogFault, Place, Signer, Store, engine::sql};
use stadga_model::{Actor, At};

async fn run(store: &Store, statement: &str) {
    let mut link = store.write_one().await.unwrap();
    assert!(sql(statement).bind(&*store.org).run(&mut link).await.unwrap() > 0, "{statement}");
}

async fn write(store: &Store, title: &str) {
    store.door(Actor::program("test"), At::Now).create(&task(title), "").await.unwrap();
}

/// The last place of the log where something is sealed.
async fn sealed_at(store: &Store) -> i64 {
    let last = sql("SELECT max(seq) FROM sealed WHERE org = $1").bind(&*store.org);
    last.one(&mut store.read().await.unwrap()).await.unwrap().whole(0).unwrap()
}

#[tokio::test]
async fn sec_05_a_sealed_value_that_was_changed_exchanged_or_taken_away_is_found() {
    let title = "org = $1 AND name = 'title'";
    for change in [
        format!(
            "UPDATE sealed SET bytes = (SELECT s.bytes FROM sealed s WHERE s.org = $1 ORDER BY s.seq, s.name LIMIT 1)
             WHERE {title}"
        ),
        format!(
            "UPDATE sealed SET bytes = (SELECT s.bytes FROM sealed s WHERE s.org = $1 ORDER BY s.seq DESC LIMIT 1)
             WHERE {title}"
        ),
        format!("DELETE FROM sealed WHERE {title}"),
        format!("UPDATE sealed SET name = 'due' WHERE {title}"),
    ] {
        let world = World::at(place()).await;
        world.secret(&["title"]).await;
        world.store.verify(&[]).await.unwrap();
        run(&world.store, &change).await;
        let fault = world.store.verify(&[]).await.unwrap_err();
        assert!(matches!(&fault, LogFault::Value { number, .. } if number == "T-2023-0002"), "{change}: {fault}");
        assert!(!fault.to_string().contains(SECRET), "{fault}");
    }
}

#[tokio::test]
async fn sec_05_every_letter_of_what_is_sealed_counts() {
    let world = World::at(place()).await;
    world.secret(&["title"]).await;
    let seq = sealed_at(&world.store).await;
    let one = sql("SELECT bytes FROM sealed WHERE org = $1 AND seq = $2 AND name = 'title'");
    let one = one.bind(&*world.store.org).bind(seq);
    let bytes = one.one(&mut world.store.read().await.unwrap()).await.unwrap().bytes(0).unwrap();
    let put = async |bytes: Vec<u8>| {
        let put =
            sql("UPDATE sealed SET bytes = $1 WHERE org = $2 AND seq = $3 AND name = 'title'");
        let put = put.bind(bytes).bind(&*world.store.org).bind(seq);
        put.run(&mut world.store.write_one().await.unwrap()).await.unwrap();
    };
    for place in [bytes.len() / 2, bytes.len() - 1] {
        let mut changed = bytes.clone();
        changed[place] ^= 1;
        put(changed).await;
        let fault = world.store.verify(&[]).await.unwrap_err();
        assert!(matches!(&fault, LogFault::Value { seq: at, .. } if *at == seq), "{fault}");
    }
    put(bytes).await;
    world.store.verify(&[]).await.unwrap();
}

#[tokio::test]
async fn sec_05_a_file_with_other_bytes_or_another_name_is_found() {
    let tried = [
        sql("UPDATE file SET bytes = $1 WHERE org = $2").bind(&b"other"[..]),
        sql("UPDATE file SET name = $1 WHERE org = $2").bind("b.txt"),
    ];
    for other in tried {
        let world = World::at(place()).await;
        let id = world.program.keep_file("a.txt", "text/plain", b"bytes").await.unwrap();
        world.store.verify(&[]).await.unwrap();
        let mut link = world.store.write_one().await.unwrap();
        assert_eq!(other.bind(&*world.store.org).run(&mut link).await.unwrap(), 1);
        drop(link);
        let fault = world.store.verify(&[]).await.unwrap_err();
        assert!(matches!(&fault, LogFault::File { id: named, .. } if *named == id.0), "{fault}");
    }
}

#[tokio::test]
async fn sec_05_a_file_that_an_earlier_version_kept_by_its_bytes_alone_holds() {
    let world = World::at(place()).await;
    let id = world.program.keep_file("a.txt", "text/plain", b"bytes").await.unwrap();
    let old = sql("UPDATE file SET id = $1 WHERE org = $2 AND id = $3");
    let old = old.bind(crate::sha256_hex("bytes")).bind(&*world.store.org).bind(&id.0);
    let mut link = world.store.write_one().await.unwrap();
    assert_eq!(old.run(&mut link).await.unwrap(), 1);
    drop(link);
    world.store.verify(&[]).await.unwrap();
}

#[tokio::test]
async fn sec_05_a_whole_database_of_yesterday_is_found_by_the_checkpoint_of_today() {
    let store = store_of(place(), &own()).await;
    write(&store, "i går").await;
    let mut yesterday = Kept::default();
    store.export(&mut yesterday, true).await.unwrap();
    write(&store, "i dag").await;
    let (private, _) = Signer::generate("stadga.example");
    let today = store.checkpoint(&Signer::read(&private).unwrap()).await.unwrap();
    let back = store_of(Place::Memory, &store.org).await;
    back.import(&mut yesterday).await.unwrap();
    back.verify(&[]).await.unwrap();
    let fault = back.verify(std::slice::from_ref(&today)).await.unwrap_err();
    assert!(matches!(fault, LogFault::Shorter { size: 2, found: 1, .. }), "{fault}");
    // Written on from there, it is as long as it was and yet another.
    write(&back, "en annan dag").await;
    let fault = back.verify(&[today]).await.unwrap_err();
    assert!(matches!(fault, LogFault::Other { size: 2, .. }), "{fault}");
}

#[tokio::test]
async fn sec_05_another_organisations_log_is_not_taken_for_ones_own() {
    let (ours, theirs) = (store_of(place(), &own()).await, store_of(place(), &own()).await);
    write(&ours, "vårt").await;
    write(&theirs, "deras").await;
    let mut export = Kept::default();
    theirs.export(&mut export, true).await.unwrap();
    let there = store_of(Place::Memory, &ours.org).await;
    let fault = there.import(&mut export).await.unwrap_err();
    assert!(matches!(fault, ExportFault::Log(LogFault::Changed { seq: 1, .. })), "{fault}");
    let (private, _) = Signer::generate("stadga.example");
    let signer = Signer::read(&private).unwrap();
    let swapped: Checkpoint = theirs.checkpoint(&signer).await.unwrap();
    let fault = ours.verify(&[swapped]).await.unwrap_err();
    assert!(matches!(fault, LogFault::Origin { .. }), "{fault}");
}

#[tokio::test]
async fn sec_05_revisions_exchanged_at_either_end_are_found() {
    for (one, other) in [(1, 2), (2, 3), (3, 4)] {
        let store = store_of(place(), &own()).await;
        for title in ["ett", "två", "tre", "fyra"] {
            write(&store, title).await;
        }
        run(
            &store,
            &format!("UPDATE revision SET seq = -seq WHERE org = $1 AND seq IN ({one}, {other})"),
        )
        .await;
        run(
            &store,
            &format!("UPDATE revision SET seq = {} + seq WHERE org = $1 AND seq < 0", one + other),
        )
        .await;
        let fault = store.verify(&[]).await.unwrap_err();
        assert!(matches!(fault, LogFault::Changed { seq, .. } if seq == one), "{one}: {fault}");
    }
}
