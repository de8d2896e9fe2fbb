//! A PostgreSQL cluster of the tests' own: started in a temporary folder, reached by a socket in it, gone afterwards.

use crate::run::{self, Outcome};
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// The role and database that the tests use: no superuser, or row-level security would not hold it.
const NAME: &str = "stadga";

/// A running cluster; it ends when this is dropped.
pub struct Cluster {
    folder: PathBuf,
    server: Child,
}

impl Cluster {
    /// Makes a cluster and starts it. Nothing in it survives: it does not wait for the disk.
    ///
    /// # Errors
    /// When a program is missing or the server does not come up.
    pub fn start() -> Outcome<Self> {
        Self::with(&[&SETTINGS[..], &HASTY].concat())
    }

    /// A cluster that waits for the disk, as one in earnest does.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub fn durable() -> Outcome<Self> {
        Self::with(&SETTINGS)
    }

    fn with(settings: &[&str]) -> Outcome<Self> {
        let folder = std::env::temp_dir().join(format!("stadga-postgres-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        fs::set_permissions(&folder, Permissions::from_mode(0o700))?;
        let user = User::of_server()?;
        chown(&folder, Some(user.id), Some(user.group))?;
        let data = folder.join("data");
        let mut make = user.command("initdb", &folder)?;
        make.args(["--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"]);
        run::finish(make.arg(&data).stdout(Stdio::null()))?;
        let mut server = user.command("postgres", &folder)?;
        server.arg("-D").arg(&data).arg("-k").arg(&folder);
        for setting in settings {
            server.args(["-c", setting]);
        }
        let log = fs::File::create(folder.join("log"))?;
        let server = server.stdout(Stdio::null()).stderr(log).spawn()?;
        let cluster = Self { folder, server };
        cluster.wait(&user)?;
        for statement in ["CREATE ROLE stadga LOGIN", "CREATE DATABASE stadga OWNER stadga"] {
            let mut psql = user.command("psql", &cluster.folder)?;
            psql.args(["--quiet", "--dbname=postgres", "--command", statement]);
            run::finish(psql.arg("--host").arg(&cluster.folder))?;
        }
        Ok(cluster)
    }

    /// The database's address, as the program takes it.
    pub fn address(&self) -> String {
        format!("postgres://{NAME}@localhost/{NAME}?host={}", self.folder.display())
    }

    fn wait(&self, user: &User) -> Outcome {
        for _ in 0..100 {
            let mut ready = user.command("pg_isready", &self.folder)?;
            if ready.arg("--quiet").arg("--host").arg(&self.folder).status()?.success() {
                return Ok(());
            }
            sleep(Duration::from_millis(100));
        }
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        Err(format!("PostgreSQL did not come up:\n{log}").into())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

const SETTINGS: [&str; 2] = ["listen_addresses=", "max_connections=300"];
/// What does not wait for the disk.
const HASTY: [&str; 3] = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/// Whom the server runs as: it refuses root.
struct User {
    id: u32,
    group: u32,
}

impl User {
    fn of_server() -> Outcome<Self> {
        let root = run::output("id", &["-u"]).is_some_and(|id| id == "0");
        let name: &[&str] = if root { &["postgres"] } else { &[] };
        let number = |flag: &str| -> Outcome<u32> {
            let told = run::output("id", &[&[flag], name].concat());
            Ok(told.ok_or("there is no user called postgres")?.parse()?)
        };
        Ok(Self { id: number("-u")?, group: number("-g")? })
    }

    /// One of PostgreSQL's programs; Debian keeps the server's own in a folder for each version.
    fn command(&self, program: &str, folder: &Path) -> Outcome<Command> {
        let mut command = run::command(&found(program)?.to_string_lossy());
        command.current_dir(folder).uid(self.id).gid(self.group);
        Ok(command)
    }
}

fn found(program: &str) -> Outcome<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut programs: Vec<_> =
        versions.map(|version| version.path().join("bin").join(program)).collect();
    programs.retain(|program| program.exists());
    programs.sort();
    if let Some(program) = programs.pop() {
        return Ok(program);
    }
    if run::installed(program) {
        return Ok(program.into());
    }
    Err(format!("{program} is missing: apt-get install postgresql").into())
}
