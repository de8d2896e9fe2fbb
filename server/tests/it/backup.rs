//! Backups, exports and proofs as an operator makes them: on the command line, with a program that may not open them.

use std::{
    fs,
    io::{Cursor, Read as _, Write as _},
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// An operator's place: a data folder with the demo region, and the keys of backups.
struct Place {
    folder: TempDir,
    public: String,
}

impl Place {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app =
            stadga::demo::prepare(Some(folder.path().join("data")), stadga::demo::ORIGIN).await;
        app.unwrap().store.close().await;
        let (secret, public) = stadga::archive::new_secret().unwrap();
        fs::write(folder.path().join("backup.key"), secret).unwrap();
        Self { folder, public }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, words: &[&str]) -> (bool, String) {
        let mut program = Command::new(env!("CARGO_BIN_EXE_stadga"));
        program.current_dir(self.folder.path()).env("STADGA_BACKUP_RECIPIENT", &self.public);
        program.env_remove("STADGA_TEST_POSTGRES"); // For the tests, no setting.
        let done = program.args(words).output().unwrap();
        let said = [done.stdout, done.stderr].concat();
        (done.status.success(), String::from_utf8(said).unwrap())
    }

    fn ok(&self, words: &[&str]) -> String {
        let (ok, said) = self.run(words);
        assert!(ok, "{words:?}: {said}");
        said
    }

    fn refused(&self, words: &[&str]) -> String {
        let (ok, said) = self.run(words);
        assert!(!ok, "{words:?}: {said}");
        said
    }

    fn holds(&self, folder: &str, secret: &str) -> bool {
        let files = fs::read_dir(self.path(folder)).unwrap().flatten();
        files.into_iter().any(|file| {
            let bytes = fs::read(file.path()).unwrap_or_default();
            bytes.windows(secret.len()).any(|part| part == secret.as_bytes())
        })
    }
}

/// What a mark of the demo region withholds.
const SECRET: &str = "Skilj styrsystemens";

#[tokio::test(flavor = "multi_thread")]
async fn sec_09_a_backup_is_made_verified_put_back_and_wound_back() {
    let place = Place::new().await;
    place.ok(&["backup", "all.age", "--data", "data"]);
    assert!(place.refused(&["backup", "all.age", "--data", "data"]).contains("is there already"));
    let said = place.ok(&["verify", "all.age", "--identity", "backup.key", "--data", "nowhere"]);
    assert!(said.contains("The last checkpoint covers all of them"), "{said}");
    assert!(!place.path("nowhere").exists(), "verifying makes nothing");
    let sealed = place.refused(&["verify", "all.age", "--data", "data"]);
    assert!(sealed.contains("--identity"), "{sealed}");
    let before = place.ok(&["verify", "--data", "data"]);

    let said = place.ok(&["restore", "all.age", "--identity", "backup.key", "--data", "back"]);
    assert!(said.contains("put back") && said.contains("seal.key"), "{said}");
    assert!(!place.path("back/seal.key").exists() && !place.path("back/log.key").exists());
    assert_eq!(place.ok(&["verify", "--data", "back"]), before);
    assert!(!place.holds("back", SECRET) && !place.holds("back", "AGE-SECRET"));
    let again =
        place.refused(&["restore", "all.age", "--identity", "backup.key", "--data", "back"]);
    assert!(again.contains("holds a database already"), "{again}");

    let wound = [
        "restore",
        "all.age",
        "--identity",
        "backup.key",
        "--data",
        "then",
        "--until",
        "2026-01-01T12:00",
    ];
    let said = place.ok(&wound);
    assert!(said.contains("2026-01-01T11:00:00Z"), "{said}");
    assert!(!place.holds("then", SECRET));
    place.ok(&["verify", "--data", "then"]);
    let odd = place.refused(&[&wound[..5], &["odd", "--until", "i fjol"]].concat());
    assert!(odd.contains("is no moment"), "{odd}");

    let mut bytes = fs::read(place.path("all.age")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(place.path("changed.age"), bytes).unwrap();
    let told =
        place.refused(&["restore", "changed.age", "--identity", "backup.key", "--data", "none"]);
    assert!(told.contains("changed.age cannot be used"), "{told}");
    assert!(!place.path("none/stadga.db").exists());
    let other = stadga::archive::new_secret().unwrap().0;
    fs::write(place.path("other.key"), other).unwrap();
    let told = place.refused(&["restore", "all.age", "--identity", "other.key", "--data", "none"]);
    assert!(told.contains("another key"), "{told}");
}

/// Whoever has lost Stadga still has the backup's format: `age` is another's program.
#[tokio::test(flavor = "multi_thread")]
async fn sec_09_the_age_program_opens_a_backup_and_what_it_seals_is_put_back() {
    if Command::new("age").arg("--version").output().is_err() {
        eprintln!("skipped: the program age is not there; `cargo xtask test` installs it");
        return;
    }
    let place = Place::new().await;
    place.ok(&["backup", "all.age", "--data", "data"]);
    let age = |words: &[&str]| {
        let done =
            Command::new("age").current_dir(place.folder.path()).args(words).output().unwrap();
        assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    };
    age(&["--decrypt", "--identity", "backup.key", "--output", "all.opened", "all.age"]);
    age(&["--recipient", &place.public, "--output", "again.age", "all.opened"]);
    age(&["--armor", "--recipient", &place.public, "--output", "letters.age", "all.opened"]);
    let before = place.ok(&["verify", "--data", "data"]);
    place.ok(&["restore", "again.age", "--identity", "backup.key", "--data", "back"]);
    assert_eq!(place.ok(&["verify", "--data", "back"]), before);
    let told =
        place.refused(&["verify", "letters.age", "--identity", "backup.key", "--data", "back"]);
    assert!(told.contains("letters.age"), "{told}");
}

/// From a file to PostgreSQL by a backup, and back by one.
#[tokio::test(flavor = "multi_thread")]
async fn sec_09_a_backup_of_either_database_is_put_back_in_the_other() {
    let Ok(database) = std::env::var("STADGA_TEST_POSTGRES") else {
        eprintln!("skipped: this is about PostgreSQL; `cargo xtask test --only postgres` runs it");
        return;
    };
    let place = Place::new().await;
    place.ok(&["backup", "file.age", "--data", "data"]);
    let before = place.ok(&["verify", "--data", "data"]);
    let into = ["--identity", "backup.key", "--data", "there", "--database", &database];
    place.ok(&[&["restore", "file.age"], &into[..]].concat());
    let there = ["--data", "there", "--database", &database];
    assert_eq!(place.ok(&[&["verify"], &there[..]].concat()), before);
    let told = place.refused(&[&["restore", "file.age"], &into[..]].concat());
    assert!(told.contains("Nothing was put back"), "{told}");
    for key in ["seal.key", "log.key"] {
        fs::copy(place.path("data").join(key), place.path("there").join(key)).unwrap();
    }
    place.ok(&[&["backup", "server.age"], &there[..]].concat());
    place.ok(&["restore", "server.age", "--identity", "backup.key", "--data", "back"]);
    assert_eq!(place.ok(&["verify", "--data", "back"]), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn sec_09_nightly_backups_are_kept_as_many_as_asked_for() {
    let place = Place::new().await;
    fs::write(
        place.path("stadga.toml"),
        "data = \"data\"\nbackups = \"nights\"\nbackup_keep = 1\n",
    )
    .unwrap();
    for _ in 0..2 {
        place.ok(&["backup"]);
        std::thread::sleep(std::time::Duration::from_millis(1_100));
    }
    assert_eq!(fs::read_dir(place.path("nights")).unwrap().count(), 1);
    fs::write(place.path("stadga.toml"), "data = \"data\"\nbackup_recipient = \"age1x\"").unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_stadga"));
    let done = program.current_dir(place.folder.path()).arg("backup").output().unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(said.contains("backup_recipient") && said.contains("age1x"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn sec_09_an_export_is_imported_equal_and_shows_nothing_withheld() {
    let place = Place::new().await;
    place.ok(&["export", "all.zip", "--data", "data"]);
    let before = place.ok(&["verify", "--data", "data"]);
    let of_export = place.ok(&["verify", "all.zip", "--data", "nowhere"]);
    assert_eq!(of_export, before);
    place.ok(&["import", "all.zip", "--data", "back"]);
    assert_eq!(place.ok(&["verify", "--data", "back"]), before);
    let open = place.ok(&["export", "open.zip", "--data", "data", "--without-sealed"]);
    assert!(open.contains("cannot be imported"), "{open}");
    assert!(place.refused(&["import", "open.zip", "--data", "none"]).contains("left out"));
    for name in ["all.zip", "open.zip"] {
        for (part, bytes) in parts(&place.path(name)) {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains(SECRET), "{name}: {part}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sec_09_of_a_hostile_export_nothing_is_kept() {
    let place = Place::new().await;
    place.ok(&["export", "all.zip", "--data", "data"]);
    let told = |name: &str, parts: Vec<(String, Vec<u8>)>| {
        write(&place.path(name), &parts);
        let told = place.refused(&["import", name, "--data", "none"]);
        assert!(!place.path("none/stadga.db").exists(), "{told}");
        told
    };
    let all = parts(&place.path("all.zip"));
    let mut with = all.clone();
    with.push(("../../etc/passwd".into(), b"x".to_vec()));
    assert!(told("path.zip", with).contains("no archive of Stadga has"));
    let mut with = all.clone();
    with.push((format!("files/{}", "0".repeat(64)), b"x".to_vec()));
    assert!(told("extra.zip", with).contains("not in both"));
    let without: Vec<_> =
        all.iter().filter(|(name, _)| name != "revision.jsonl").cloned().collect();
    assert!(told("lacks.zip", without).contains("not in both"));
    let none: Vec<_> = all.iter().filter(|(name, _)| name != "manifest.json").cloned().collect();
    assert!(told("none.zip", none).contains("manifest"));
    let mut longer = all.clone();
    longer.iter_mut().find(|(name, _)| name == "series.jsonl").unwrap().1.extend(b"{}\n");
    assert!(told("longer.zip", longer).contains("another size"));
    let mut changed = all.clone();
    let revisions = &mut changed.iter_mut().find(|(name, _)| name == "revision.jsonl").unwrap().1;
    let at = revisions.iter().position(|byte| *byte == b'a').unwrap();
    revisions[at] = b'b';
    let changed = told("changed.zip", changed);
    assert!(changed.contains("revision.jsonl") || changed.contains("cannot be used"), "{changed}");
    let name = format!("files/{}", "1".repeat(64));
    let manifest = &all.iter().find(|(name, _)| name == "manifest.json").unwrap().1;
    let mut manifest: serde_json::Value = serde_json::from_slice(manifest).unwrap();
    manifest["parts"] = serde_json::json!({&name: {"size": 200 << 20, "sha256": ""}});
    let manifest = ("manifest.json".to_owned(), manifest.to_string().into_bytes());
    let bomb = vec![(name, vec![0; 200 << 20]), manifest];
    assert!(told("bomb.zip", bomb).contains("would unpack to"));
    fs::write(place.path("letter.zip"), "ett brev").unwrap();
    assert!(
        place.refused(&["import", "letter.zip", "--data", "none"]).contains("no whole archive")
    );
    twice(&place.path("all.zip"), &place.path("twice.zip"));
    let told = place.refused(&["import", "twice.zip", "--data", "none"]);
    assert!(told.contains("comes twice") || told.contains("no whole archive"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn sec_05_a_proof_is_checked_on_another_machine() {
    let place = Place::new().await;
    let early = place.refused(&["prove", "GRA-2026-0001", "--data", "data"]);
    assert!(early.contains("stadga checkpoint") || early.contains("no record"), "{early}");
    let checkpoint = place.ok(&["checkpoint", "--data", "data"]);
    let data = stadga::demo::prepare(Some(place.path("data")), stadga::demo::ORIGIN).await.unwrap();
    let door = data.store.door(stadga_model::Actor::program("test"), stadga_model::At::Now);
    let rows = door.list("measure", &stadga_store::ListQuery::default()).await.unwrap().rows;
    let number = rows.iter().find(|row| row.head.withheld.is_none()).unwrap().head.number.clone();
    data.store.close().await;
    let proof = place.ok(&["prove", &number, "--open", "--data", "data"]);
    fs::write(place.path("proof.json"), &proof).unwrap();
    fs::copy(place.path("data/log.pub"), place.path("log.pub")).unwrap();
    let said = place.ok(&["verify-proof", "proof.json", "--key", "log.pub"]);
    assert!(said.contains(&number), "{said}");
    fs::write(place.path("forged.json"), proof.replace(&number, "ÅTG-1999-0001")).unwrap();
    let told = place.refused(&["verify-proof", "forged.json", "--key", "log.pub"]);
    assert!(told.contains("does not lead to the checkpoint"), "{told}");
    let growth = place.ok(&["prove-growth", checkpoint.trim(), "--data", "data"]);
    fs::write(place.path("growth.json"), growth).unwrap();
    let said = place.ok(&["verify-proof", "growth.json", "--key", "log.pub"]);
    assert!(said.contains("only grew"), "{said}");
}

fn parts(file: &Path) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(fs::File::open(file).unwrap()).unwrap();
    let mut all = Vec::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        all.push((part.name().unwrap().into_owned(), bytes));
    }
    all
}

fn write(file: &Path, parts: &[(String, Vec<u8>)]) {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    fs::write(file, zip.finish().unwrap().into_inner()).unwrap();
}

/// The same archive with one part under the name of another.
fn twice(from: &Path, to: &Path) {
    let mut bytes = fs::read(from).unwrap();
    let (one, other) = (&b"sealed.jsonl"[..], &b"series.jsonl"[..]);
    let mut at = 0;
    while let Some(found) =
        bytes.get(at..).and_then(|rest| rest.windows(one.len()).position(|part| part == one))
    {
        bytes[at + found..at + found + one.len()].copy_from_slice(other);
        at += found + one.len();
    }
    fs::write(to, bytes).unwrap();
}
