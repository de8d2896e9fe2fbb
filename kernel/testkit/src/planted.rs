//! A planted database, kept and copied for each test: planting takes longer than most tests. Files are kept beside the
//! program of tests, PostgreSQL's databases where the test run has its own.

use stadga_model::{Clock as _, Id, SystemClock};
use stadga_store::Place;
use stadga_web::Area;
use std::{
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::UNIX_EPOCH,
};
use tempfile::TempDir;

/// Where databases are kept: another for each build of the tests, and for each choice of areas and fixtures.
pub(crate) struct Planted {
    kept: PathBuf,
    folder: TempDir,
}

impl Planted {
    /// For this program of tests and what is planted of these areas.
    pub fn of(areas: &[Area]) -> Self {
        let (folder, name) = kept(areas);
        fs::create_dir_all(&folder).expect("a folder for planted databases");
        let kept = folder.join(format!("{name}.db"));
        Self { kept, folder: tempfile::tempdir().expect("a folder for the test") }
    }
    /// Where the test's own database lies.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("region.db")
    }

    /// The folder, to be kept as long as the database is used.
    pub fn into_folder(self) -> TempDir {
        self.folder
    }

    /// Copies what an earlier test planted; tells whether there was anything.
    pub fn copy(&self) -> bool {
        fs::copy(&self.kept, self.path()).is_ok()
    }

    /// Keeps what this test has planted, whole or not at all, for the next; those of earlier builds go.
    pub fn keep(&self) {
        let half = self.kept.with_extension(std::process::id().to_string());
        fs::copy(self.path(), &half).expect("a copy of what was planted");
        fs::rename(half, &self.kept).expect("a kept database");
        let name = self.kept.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (program, rest) = name.split_once('.').unwrap_or_default();
        let build = rest.split('.').next().unwrap_or_default();
        let older = |path: &Path| {
            let other = path.file_name().unwrap_or_default().to_string_lossy();
            let rest = other.strip_prefix(program).and_then(|rest| rest.strip_prefix('.'));
            rest.is_some_and(|rest| !rest.starts_with(build))
        };
        let all = self.kept.parent().and_then(|folder| fs::read_dir(folder).ok());
        for entry in all.into_iter().flatten().flatten().filter(|entry| older(&entry.path())) {
            // Another test may have taken it away already.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The folder of what is kept for this program of tests, and the name of what is planted of these areas: program, build, what.
fn kept(areas: &[Area]) -> (PathBuf, String) {
    let program = std::env::current_exe().expect("the tests' own path");
    let built = fs::metadata(&program).and_then(|told| told.modified()).expect("its age");
    let built = built.duration_since(UNIX_EPOCH).expect("an age after 1970").as_nanos();
    let mut planted = DefaultHasher::new();
    for area in areas {
        (area.name, area.fixtures).hash(&mut planted);
        area.kinds.iter().for_each(|kind| kind.spec.kind.hash(&mut planted));
    }
    let name = program.file_name().unwrap_or_default().to_string_lossy().into_owned();
    (program.with_file_name("planted"), format!("{name}.{built}.{:x}", planted.finish()))
}

/// A database of the test's own on PostgreSQL, gone with the test.
pub(crate) struct Database {
    /// That of the test run, which the others are reached by.
    address: String,
    kept: String,
    own: String,
}

impl Database {
    /// For this program of tests and what is planted of these areas.
    pub fn of(areas: &[Area], address: String) -> Self {
        let mut name = DefaultHasher::new();
        kept(areas).1.hash(&mut name);
        let kept = format!("planted_{:x}", name.finish());
        let own = Id::<()>::new(SystemClock.now()).to_string().replace('-', "");
        Self { address, kept, own: format!("test_{own}") }
    }

    /// The test's own database: `postgres://role@host/own?…`.
    pub fn place(&self) -> Place {
        let (before, options) = self.address.split_once('?').unwrap_or((&self.address, ""));
        let (server, _) = before.rsplit_once('/').expect("an address that names a database");
        Place::Postgres(format!("{server}/{}?{options}", self.own))
    }

    /// Copies what an earlier test planted, or makes an empty one; tells whether there was anything.
    pub fn copy(&self) -> bool {
        let copied = self.run("createdb", &["--template", &self.kept, &self.own]);
        assert!(copied || self.run("createdb", &[&self.own]), "PostgreSQL makes no database");
        copied
    }

    /// Keeps what this test has planted for the next; another may have been quicker.
    pub fn keep(&self) {
        self.run("createdb", &["--template", &self.own, &self.kept]);
    }

    fn run(&self, program: &str, what: &[&str]) -> bool {
        let mut command = Command::new(program);
        command.args(["--maintenance-db", &self.address]).args(what).stderr(Stdio::null());
        command.status().expect("PostgreSQL's own programs").success()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.run("dropdb", &["--force", &self.own]);
    }
}
