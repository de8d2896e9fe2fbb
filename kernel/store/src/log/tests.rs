//! The log held against every way of tampering with a database.

use super::{
    Checkpoint, CheckpointFault, Leaf, LogFault, Proof, ProofFault, Proven, Signer, Verifier,
};
use crate::engine::{Value, sql};
use crate::tests::{Task, store, task};
use crate::{Batch, Store, hex, row, secrecy};
use stadga_model::{Actor, At, Draft, Id, Money};

/// A store with three records in five revisions, its key pair and a checkpoint of it.
struct Kept {
    store: Store,
    signer: Signer,
    verifier: Verifier,
    checkpoint: Checkpoint,
}

impl Kept {
    async fn new() -> Self {
        let store = store().await;
        let (private, public) = Signer::generate("stadga.example");
        let (signer, verifier) =
            (Signer::read(&private).unwrap(), Verifier::read(&public).unwrap());
        for title in ["ett", "två", "tre"] {
            write(&store, title).await;
        }
        let door = store.door(Actor::program("test"), At::Now);
        for title in ["fyra", "fem"] {
            let id = door.by_number("T-2023-0001").await.unwrap().head.id;
            let mut opened = door.open_as::<Task>(id.cast()).await.unwrap();
            opened.body.title = title.into();
            door.save(opened, "därför").await.unwrap();
        }
        let checkpoint = store.checkpoint(&signer).await.unwrap();
        Self { store, signer, verifier, checkpoint }
    }

    async fn run(&self, statement: &str) {
        let mut link = self.store.write_one().await.unwrap();
        assert!(
            sql(statement).bind(&*self.store.org).run(&mut link).await.unwrap() > 0,
            "{statement}"
        );
    }

    async fn fault(&self) -> LogFault {
        self.store.verify(std::slice::from_ref(&self.checkpoint)).await.unwrap_err()
    }
}

async fn write(store: &Store, title: &str) {
    let door = store.door(Actor::program("test"), At::Now);
    door.create(&Task { cost: Some(Money(7)), ..task(title) }, "").await.unwrap();
}

#[tokio::test]
async fn sec_05_an_untouched_log_verifies_and_names_what_is_not_yet_covered() {
    let kept = Kept::new().await;
    write(&kept.store, "sex").await;
    let verified = kept.store.verify(std::slice::from_ref(&kept.checkpoint)).await.unwrap();
    assert_eq!((verified.revisions, verified.covered, verified.checkpoints), (6, 5, 1));
    let empty = store().await;
    assert_eq!(empty.verify(&[]).await.unwrap().revisions, 0);
}

#[tokio::test]
async fn sec_05_every_change_of_a_revision_is_found() {
    let changes = [
        "body = replace(CAST(body AS TEXT), 'två', 'tvåa')",
        "number = 'T-2023-0009'",
        "actor = 'P-9'",
        "at = at + 1",
        "kind = 'other'",
        "reason = 'annat'",
        "state = 'done'",
        "unit = id",
        "owner = id",
        "revision = 2",
        "until = at + 5",
        "salts = replace(salts, 'a', 'b')",
        "leaf = replace(leaf, 'a', 'b')",
        "org = org || 'x'",
    ];
    for change in changes {
        let kept = Kept::new().await;
        let change = change.replace(
            "body = replace(CAST(body AS TEXT), 'två', 'tvåa')",
            match kept.store.read().await.unwrap().engine() {
                crate::engine::Engine::Sqlite => "body = replace(body, 'två', 'tvåa')",
                crate::engine::Engine::Postgres => {
                    "body = CAST(replace(CAST(body AS TEXT), 'två', 'tvåa') AS json)"
                }
            },
        );
        if change.starts_with("org")
            && kept.store.read().await.unwrap().engine() == crate::engine::Engine::Postgres
        {
            continue; // The wall between organisations does not let it.
        }
        kept.run(&format!("UPDATE revision SET {change} WHERE org = $1 AND seq = 2")).await;
        let fault = kept.fault().await;
        let named = matches!(
            fault,
            LogFault::Changed { .. } | LogFault::Sequence { .. } | LogFault::Order { .. }
        );
        assert!(named, "{change}: {fault}");
        assert!(fault.to_string().contains('2'), "{change} names the place: {fault}");
    }
}

#[tokio::test]
async fn sec_05_dropped_and_exchanged_revisions_are_found() {
    for (place, statement) in [
        (1, "DELETE FROM revision WHERE org = $1 AND seq = 1"),
        (2, "DELETE FROM revision WHERE org = $1 AND seq = 2"),
        (2, "UPDATE revision SET seq = 9 WHERE org = $1 AND seq = 2"),
    ] {
        let kept = Kept::new().await;
        kept.run(statement).await;
        let fault = kept.fault().await;
        assert!(matches!(fault, LogFault::Order { expected, .. } if expected == place), "{fault}");
    }
    let kept = Kept::new().await;
    kept.run("UPDATE revision SET seq = -seq WHERE org = $1 AND seq IN (2, 3)").await;
    kept.run("UPDATE revision SET seq = 5 + seq WHERE org = $1 AND seq < 0").await;
    assert!(matches!(kept.fault().await, LogFault::Changed { seq: 2, .. }), "exchanged");
}

#[tokio::test]
async fn sec_05_a_missing_end_and_an_old_copy_are_found() {
    let kept = Kept::new().await;
    kept.run("DELETE FROM revision WHERE org = $1 AND seq = 5").await;
    kept.run("UPDATE revision SET until = NULL WHERE org = $1 AND seq = 4").await;
    kept.run("UPDATE ledger SET size = 4 WHERE org = $1").await;
    assert!(matches!(kept.fault().await, LogFault::Shorter { size: 5, found: 4, .. }));
    let kept = Kept::new().await;
    kept.run("DELETE FROM revision WHERE org = $1 AND seq = 3").await;
    assert!(
        matches!(kept.store.verify(&[]).await.unwrap_err(), LogFault::Order { .. }),
        "without any checkpoint"
    );
}

#[tokio::test]
async fn sec_05_hashes_made_anew_without_the_key_are_found() {
    let kept = Kept::new().await;
    let mut link = kept.store.begin().await.unwrap();
    let columns = row::COLUMNS;
    let second = sql(format!("SELECT {columns} FROM revision r WHERE org = $1 AND seq = 2"));
    let second = second.bind(&*kept.store.org).one(&mut link).await.unwrap();
    let mut revision = row::revision(&second).unwrap();
    revision.body.insert("title".into(), "förfalskad".into());
    let forged = secrecy::Kept::new(&revision.body, &revision.head.reason).unwrap();
    let leaf = Leaf::of_new(&kept.store.org, 2, &revision.head, forged.digests().unwrap()).unwrap();
    let salts = forged.proofs().unwrap();
    let (text, _) = forged.texts().unwrap();
    let forge =
        sql("UPDATE revision SET body = $1, salts = $2, leaf = $3 WHERE org = $4 AND seq = 2");
    let forge = forge.bind(Value::Json(text)).bind(salts);
    forge.bind(hex(&leaf)).bind(&*kept.store.org).run(&mut link).await.unwrap();
    link.commit().await.unwrap();
    assert!(kept.store.verify(&[]).await.is_ok(), "without a checkpoint nothing tells");
    assert!(matches!(kept.fault().await, LogFault::Other { size: 5, .. }));
}

#[tokio::test]
async fn sec_05_checkpoints_hold_their_own() {
    let kept = Kept::new().await;
    let signed = kept.signer.sign(&kept.checkpoint).unwrap();
    assert_eq!(Checkpoint::read(&signed, &kept.verifier).unwrap(), kept.checkpoint);
    let edited = signed.replacen("\n5\n", "\n4\n", 1);
    assert!(matches!(Checkpoint::read(&edited, &kept.verifier), Err(CheckpointFault::Signature)));
    let (other, _) = Signer::generate("stadga.example");
    let forged = Signer::read(&other).unwrap().sign(&kept.checkpoint).unwrap();
    assert!(matches!(Checkpoint::read(&forged, &kept.verifier), Err(CheckpointFault::Signature)));
    assert!(matches!(Checkpoint::read("ett brev", &kept.verifier), Err(CheckpointFault::Shape)));
    let elsewhere = Kept::new().await;
    let swapped = elsewhere.store.verify(&[kept.checkpoint]).await.unwrap_err();
    assert!(matches!(swapped, LogFault::Origin { .. }), "another organisation's checkpoint");
}

#[tokio::test]
async fn sec_05_a_refused_write_leaves_no_gap() {
    let kept = Kept::new().await;
    let door = kept.store.door(Actor::program("test"), At::Now);
    assert!(door.create(&task(""), "").await.is_err());
    let draft = Draft::new(Id::<Task>::new(door.now()), &task("prov")).unwrap();
    door.write(Batch { creates: vec![draft], dry_run: true, ..Batch::default() }).await.unwrap();
    write(&kept.store, "efter").await;
    assert_eq!(kept.store.verify(&[]).await.unwrap().revisions, 6);
}

#[tokio::test]
async fn sec_05_a_proof_is_checked_without_the_database_and_every_change_of_it_is_found() {
    let kept = Kept::new().await;
    let signed = kept.signer.sign(&kept.checkpoint).unwrap();
    let door = kept.store.door(Actor::program("test"), At::Now);
    let id = door.by_number("T-2023-0001").await.unwrap().head.id;
    assert_eq!(door.prove(id, 2, true).await.unwrap(), None, "no checkpoint is kept");
    kept.store.keep_checkpoint(&kept.checkpoint, &signed).await.unwrap();
    for revision in 1..=3 {
        let proof = door.prove(id, revision, true).await.unwrap().unwrap();
        let proof = Proof::read(&proof.text().unwrap()).unwrap();
        let Proven::Inclusion { number, revision: proven, opened, .. } =
            proof.check(&kept.verifier).unwrap()
        else {
            panic!("of growth")
        };
        assert_eq!((number.as_str(), proven, opened), ("T-2023-0001", revision, 8));
    }
    let closed = door.prove(id, 2, false).await.unwrap().unwrap().text().unwrap();
    assert!(!closed.contains("fyra") && closed.contains("title"));
    let text = door.prove(id, 2, true).await.unwrap().unwrap().text().unwrap();
    for (from, to) in [
        ("\"fyra\"", "\"fem\""),
        ("T-2023-0001", "T-2023-0002"),
        ("\"seq\": 4", "\"seq\": 3"),
        ("\"actor\": \"test\"", "\"actor\": \"ingen\""),
        ("\\n5\\n", "\\n6\\n"),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        let fault = Proof::read(&changed).unwrap().check(&kept.verifier);
        assert!(fault.is_err(), "{from}");
    }
    let (_, other) = Signer::generate("stadga.example");
    let other = Verifier::read(&other).unwrap();
    assert!(Proof::read(&text).unwrap().check(&other).is_err(), "another key");
    assert!(matches!(door.prove(id, 9, true).await, Err(stadga_model::Refusal::NotFound)));
}

#[tokio::test]
async fn sec_05_a_log_proves_that_it_only_grew() {
    let kept = Kept::new().await;
    let mut all = vec![kept.checkpoint.clone()];
    for title in ["sex", "sju", "åtta"] {
        write(&kept.store, title).await;
        all.push(kept.store.checkpoint(&kept.signer).await.unwrap());
    }
    let signed = |checkpoint: &Checkpoint| kept.signer.sign(checkpoint).unwrap();
    for older in &all {
        for newer in all.iter().filter(|newer| newer.size >= older.size) {
            let proof = kept.store.prove_growth((older, signed(older)), (newer, signed(newer)));
            let proof = proof.await.unwrap();
            assert!(proof.check(&kept.verifier).is_ok(), "{} to {}", older.size, newer.size);
        }
    }
    let forged = Checkpoint { root: all[1].root.clone(), ..all[0].clone() };
    let proof = kept.store.prove_growth((&forged, signed(&forged)), (&all[3], signed(&all[3])));
    let fault = proof.await.unwrap().check(&kept.verifier);
    assert!(matches!(fault, Err(ProofFault::Growth)), "{fault:?}");
    let back = kept.store.prove_growth((&all[3], signed(&all[3])), (&all[0], signed(&all[0])));
    assert!(matches!(back.await.unwrap().check(&kept.verifier), Err(ProofFault::Order)));
}
