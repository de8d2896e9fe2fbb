//! A PostgreSQL cluster of the tests' own: started in a temporary folder, reached by a socket in it, gone afterwards.

use crate::run::{self, Outcome};
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// The role and database that the tests use, which may make further ones for single tests: no superuser, or row-level security would not hold it.
const NAME: &str = "stadga";

/// A running cluster; it ends when this is dropped.
pub struct Cluster {
    folder: PathBuf,
    user: User,
    settings: &'static [&'static str],
    server: Child,
}

impl Cluster {
    /// Makes a cluster and starts it. Nothing in it survives: it does not wait for the disk.
    ///
    /// # Errors
    /// When a program is missing or the server does not come up.
    pub fn start() -> Outcome<Self> {
        Self::make(&["fsync=off", "synchronous_commit=off", "full_page_writes=off"])
    }

    /// The same, but what it says is kept is on the disk: it can be stopped at any moment and started again.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub fn start_durable() -> Outcome<Self> {
        Self::make(&[])
    }

    /// The same for large data: on the disk that the target folder is on, with memory to work in.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub fn start_large() -> Outcome<Self> {
        Self::make_in(&run::target(), LARGE)
    }

    fn make(settings: &'static [&'static str]) -> Outcome<Self> {
        Self::make_in(&std::env::temp_dir(), settings)
    }

    fn make_in(place: &Path, settings: &'static [&'static str]) -> Outcome<Self> {
        let folder = place.join(format!("stadga-postgres-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        fs::set_permissions(&folder, Permissions::from_mode(0o700))?;
        let user = User::of_server()?;
        chown(&folder, Some(user.id), Some(user.group))?;
        let mut make = user.command("initdb", &folder)?;
        make.args(["--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"]);
        run::finish(make.arg(folder.join("data")).stdout(Stdio::null()))?;
        let server = serve(&user, &folder, settings)?;
        let cluster = Self { folder, user, settings, server };
        cluster.wait()?;
        for statement in
            ["CREATE ROLE stadga LOGIN CREATEDB", "CREATE DATABASE stadga OWNER stadga"]
        {
            let mut psql = cluster.psql("postgres")?;
            run::finish(psql.args(["--command", statement]))?;
        }
        Ok(cluster)
    }

    /// The database's address, as the program takes it.
    pub fn address(&self) -> String {
        format!("postgres://{NAME}@localhost/{NAME}?host={}", self.folder.display())
    }

    /// The folder of PostgreSQL's own programs, which Debian's wrapper of the same names takes longer to find than they run.
    ///
    /// # Errors
    /// When they are missing.
    pub fn programs() -> Outcome<PathBuf> {
        Ok(found("postgres")?.parent().map(Path::to_owned).unwrap_or_default())
    }

    /// Stops the server as a power cut would: nothing is tidied up.
    ///
    /// # Errors
    /// When it cannot be told to.
    pub fn break_off(&mut self) -> Outcome {
        run::run("kill", &["-QUIT", &self.server.id().to_string()])?;
        self.server.wait()?;
        Ok(())
    }

    /// Starts a server that was stopped.
    ///
    /// # Errors
    /// When it does not come up.
    pub fn resume(&mut self) -> Outcome {
        self.server = serve(&self.user, &self.folder, self.settings)?;
        self.wait()
    }

    /// PostgreSQL's own client in a database, as whoever runs the server.
    ///
    /// # Errors
    /// When it is missing.
    pub fn psql(&self, database: &str) -> Outcome<Command> {
        let mut psql = self.user.command("psql", &self.folder)?;
        psql.args(["--quiet", "--set=ON_ERROR_STOP=1", "--no-psqlrc", "--dbname", database]);
        psql.arg("--host").arg(&self.folder);
        Ok(psql)
    }

    fn wait(&self) -> Outcome {
        for _ in 0..300 {
            let mut ready = self.user.command("pg_isready", &self.folder)?;
            if ready.arg("--quiet").arg("--host").arg(&self.folder).status()?.success() {
                return Ok(());
            }
            sleep(Duration::from_millis(100));
        }
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        Err(format!("PostgreSQL did not come up:\n{log}").into())
    }
}

fn serve(user: &User, folder: &Path, settings: &[&str]) -> Outcome<Child> {
    let mut server = user.command("postgres", folder)?;
    server.arg("-D").arg(folder.join("data")).arg("-k").arg(folder);
    for setting in ["listen_addresses=", "max_connections=300"].iter().chain(settings) {
        server.args(["-c", setting]);
    }
    let log = fs::File::create(folder.join("log"))?;
    Ok(server.stdout(Stdio::null()).stderr(log).spawn()?)
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// For bulk: nothing survives, and building indexes has room.
const LARGE: &[&str] = &[
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_wal_size=4GB",
    "shared_buffers=2GB",
    "maintenance_work_mem=1GB",
    "effective_cache_size=8GB",
];

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
