//! An organisation of its own, and the program that serves it: started, signed in to, killed, verified.

use crate::bench::client::Client;
use crate::run::{self, Outcome};
use serde_json::Value;
use std::fs;
use std::io::{BufRead as _, BufReader, ErrorKind};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const FORM: &str = "application/x-www-form-urlencoded";
const PASSWORD: &str = "sju+gröna+äpplen+till";
/// The program must be there after so long.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where an organisation is kept and served.
pub struct Site {
    /// Its data folder.
    pub data: PathBuf,
    /// Its PostgreSQL database, if it is in one.
    pub database: Option<String>,
    /// The program.
    pub program: PathBuf,
}

/// A running program. It is killed when this goes away.
pub struct Served {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// The link of the first administrator, at the first start.
    pub link: Option<String>,
    /// Kept open: a program whose words nobody takes would break.
    _said: BufReader<ChildStdout>,
}

impl Site {
    /// A new one in a temporary folder, with its records there or in a PostgreSQL database.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn new(program: &Path, name: &str, database: Option<String>) -> Outcome<Self> {
        let data = std::env::temp_dir().join(format!("stadga-{name}-{}", std::process::id()));
        fs::create_dir_all(&data)?;
        Ok(Self { data, database, program: program.to_owned() })
    }

    fn command(&self, verb: &str) -> Command {
        let mut command = run::command(&self.program.to_string_lossy());
        command.arg(verb).arg("--data").arg(&self.data);
        // What the machine's user has set is not for this.
        command.env_remove("STADGA_CONFIG").args(["--organisation", "Region Prov"]);
        if let Some(database) = &self.database {
            command.env("STADGA_DATABASE", database);
        }
        command
    }

    /// Starts the program and waits until it answers.
    ///
    /// # Errors
    /// When it does not.
    pub fn serve(&self) -> Outcome<Served> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let mut command = self.command("serve");
        command.args(["--log", "error", "--address", &address.to_string()]);
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let said = child.stdout.take().ok_or("the program's output cannot be read")?;
        let mut served = Served { child, address, link: None, _said: BufReader::new(said) };
        let mut line = String::new();
        while served._said.read_line(&mut line)? > 0 {
            if line.starts_with("The organisation is empty") {
                served.link = Some(self.invite()?);
            }
            if line.starts_with("Stadga serves") {
                return Ok(served);
            }
            line.clear();
        }
        Err("the program ended before it served".into())
    }

    /// The link by which the first administrator chooses a password.
    fn invite(&self) -> Outcome<String> {
        let told = self.command("invite").output()?;
        let told = String::from_utf8_lossy(&told.stdout).into_owned();
        let (_, token) = told.trim().split_once("/invitation/").ok_or("there was no link")?;
        let token = token.split_whitespace().next().unwrap_or_default();
        Ok(format!("/invitation/{token}"))
    }

    /// Computes the log anew and holds it to itself; returns how many revisions there are.
    ///
    /// # Errors
    /// When something does not fit.
    pub fn verify(&self) -> Outcome<u64> {
        let output = self.command("verify").output()?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        if !output.status.success() {
            return Err(format!(
                "the log does not verify: {}",
                String::from_utf8_lossy(&output.stderr)
            )
            .into());
        }
        Ok(said.split(' ').next().unwrap_or_default().parse()?)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.data);
    }
}

impl Served {
    /// Ends it in the middle of whatever it does (SIGKILL).
    ///
    /// # Errors
    /// When it cannot be ended.
    pub fn kill(mut self) -> Outcome {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// The first administrator, who chooses a password by their link.
    ///
    /// # Errors
    /// When the link is not taken.
    pub fn sign_in_first(&self) -> Outcome<Client> {
        let link = self.link.as_deref().ok_or("there was no link")?;
        let mut client = Client::connect(self.address)?;
        let form = format!("password={PASSWORD}&again={PASSWORD}");
        match client.post(link, FORM, form.as_bytes())? {
            answer if answer.location.is_some() => Ok(client),
            answer => Err(format!("{link} answered {}: {}", answer.status, answer.text()).into()),
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What is at a path of the API. Whoever is told that the database is away asks again after a while.
///
/// # Errors
/// When it does not come.
pub fn read(client: &mut Client, path: &str) -> Outcome<Value> {
    let begin = Instant::now();
    loop {
        let answer = client.get(path)?;
        match answer.status {
            200 => return Ok(serde_json::from_slice(&answer.body)?),
            503 if begin.elapsed() < PATIENCE => sleep(Duration::from_millis(500)),
            status => return Err(format!("{path} answered {status}: {}", answer.text()).into()),
        }
    }
}

/// Makes a unit under the first one; its id, or the status that it was refused with.
///
/// # Errors
/// When the connection breaks: whether it was made is not known.
pub fn make(client: &mut Client, top: &str, name: &str) -> Outcome<Result<String, u16>> {
    let body = format!(
        "{{\"body\": {{\"name\": \"{name}\", \"unit_type\": \"administration\", \"parent\": \"{top}\", \
         \"period\": {{\"from\": \"2024-01-01\"}}}}}}"
    );
    let answer = client.post("/api/v1/unit", "application/json", body.as_bytes())?;
    if answer.status != 201 {
        return Ok(Err(answer.status));
    }
    let made: Value = serde_json::from_slice(&answer.body)?;
    Ok(Ok(text(&made, "/record/id")?))
}

/// The id of the organisation's first unit.
///
/// # Errors
/// When there is none.
pub fn top(client: &mut Client) -> Outcome<String> {
    text(&read(client, "/api/v1/unit?size=1")?, "/records/0/id")
}

/// The text at a place in JSON.
///
/// # Errors
/// When there is none.
pub fn text(value: &Value, at: &str) -> Outcome<String> {
    let found = value.pointer(at).and_then(Value::as_str);
    Ok(found.ok_or_else(|| format!("{value} has no text at {at}"))?.to_owned())
}

/// Asks again until it holds, for as long as the program is given.
///
/// # Errors
/// When it does not come to hold.
pub fn until(what: &str, mut holds: impl FnMut() -> Outcome<bool>) -> Outcome<Duration> {
    let begin = Instant::now();
    while begin.elapsed() < PATIENCE {
        if holds().unwrap_or_else(|fault| {
            let io = fault.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
            io == Some(ErrorKind::Unsupported)
        }) {
            return Ok(begin.elapsed());
        }
        sleep(Duration::from_millis(100));
    }
    Err(format!("{what}: not within {} s", PATIENCE.as_secs()).into())
}
