//! Pages, searches and writes in the largest, a middling and the smallest organisation, and the memory of all at rest.

use super::{Options, held, sizes};
use crate::bench::client::Client;
use crate::bench::figures::Times;
use crate::bench::table::Table;
use crate::faults::site::text;
use crate::run::{self, Outcome};
use serde_json::Value;
use std::io::{BufRead as _, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Stdio};

const FORM: &str = "application/x-www-form-urlencoded";
const PASSWORD: &str = "sju+gröna+äpplen+till";

/// The program, ended when this goes away.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Serves all of them and measures.
///
/// # Errors
/// When a page does not come.
pub fn all(program: &Path, config: &Path, options: &Options, table: &mut Table) -> Outcome {
    let last = options.organisations;
    let chosen = [1, last.div_ceil(3), last];
    let links = chosen.map(|at| invited(program, config, &sizes::key(at)));
    let (served, address) = serve(program, config)?;
    table.note("memory at the start", held(served.0.id()), "");
    for (at, link) in chosen.into_iter().zip(links) {
        let mut client = Client::connect(address)?.asks(&format!("{}.test", sizes::key(at)));
        let form = format!("password={PASSWORD}&again={PASSWORD}");
        let answer = client.post(&link?, FORM, form.as_bytes())?;
        if answer.location.is_none() {
            return Err(
                format!("{} could not be signed in to: {}", sizes::key(at), answer.status).into()
            );
        }
        one(&mut client, at, options.rounds, table)?;
    }
    for at in 1..=last {
        let page =
            Client::connect(address)?.asks(&format!("{}.test", sizes::key(at))).get("/sign-in")?;
        if page.status != 200 {
            return Err(format!("{} answered {}", sizes::key(at), page.status).into());
        }
    }
    table.note(&format!("memory with all {last} open"), held(served.0.id()), "");
    Ok(())
}

fn one(client: &mut Client, at: usize, rounds: usize, table: &mut Table) -> Outcome {
    let name = sizes::key(at);
    let listed: Value =
        serde_json::from_slice(&client.get("/api/v1/measure?size=1&state=in-progress")?.body)?;
    let record = format!("/measure/{}", text(&listed, "/records/0/id")?);
    let units: Value = serde_json::from_slice(&client.get("/api/v1/unit?size=1")?.body)?;
    let top = text(&units, "/records/0/id")?;
    for (what, path) in [
        ("list of measures, filtered and sorted", "/measure?state=in-progress&sort=-due"),
        ("list of employees by name", "/person?sort=name"),
        ("record with thread", record.as_str()),
        ("its history", &format!("{record}/history")),
        ("search, a common word", "/search?q=%C3%A5tg%C3%A4rd"),
        ("search, a rare word", "/search?q=medarbetare+77"),
        ("search, part of a word", "/search?q=skerhetsanaly"),
    ] {
        let times = Times::of(rounds, || -> Outcome {
            let answer = client.get(path)?;
            if answer.status == 200 {
                Ok(())
            } else {
                Err(format!("{path} answered {}", answer.status).into())
            }
        })?;
        table.row(&format!("{name}: {what}"), &times, "");
    }
    let mut count = 0;
    let times = Times::of(rounds, || -> Outcome {
        count += 1;
        let made = crate::faults::site::make(client, &top, &format!("Ny {count}"))?;
        made.map(drop).map_err(|status| format!("a write answered {status}").into())
    })?;
    table.row(&format!("{name}: a write over the API"), &times, "");
    Ok(())
}

/// The link of an organisation's first administrator.
fn invited(program: &Path, config: &Path, key: &str) -> Outcome<String> {
    let mut invite = run::command(&program.to_string_lossy());
    let output = invite.arg("invite").arg("--config").arg(config).args(["--org", key]).output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let link = said.lines().find_map(|line| line.split_once("/invitation/"));
    let told = || format!("no link: {}", String::from_utf8_lossy(&output.stderr));
    Ok(format!("/invitation/{}", link.ok_or_else(told)?.1.trim()))
}

fn serve(program: &Path, config: &Path) -> Outcome<(Program, SocketAddr)> {
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let mut command = run::command(&program.to_string_lossy());
    command.arg("serve").arg("--config").arg(config).args(["--address", &address.to_string()]);
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let said = child.stdout.take().ok_or("the program's output cannot be read")?;
    let served = Program(child);
    let mut said = BufReader::new(said);
    let mut line = String::new();
    while said.read_line(&mut line)? > 0 {
        if line.starts_with("Stadga serves") {
            // What it goes on to say of the others is not waited for.
            std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
            return Ok((served, address));
        }
        line.clear();
    }
    Err("the program ended before it served".into())
}
