//! The running program that is measured, and the load tool that is pointed at it.

use super::client::{Answer, Client};
use crate::run::{self, Outcome};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdout, Stdio};

/// The demo's password; it stands on the first lines that `stadga demo` prints.
const PASSWORD_BEGINS: &str = "password \"";

/// A running program. It is ended when this goes away.
pub struct Program {
    child: Child,
    address: SocketAddr,
    password: String,
    /// Kept open: a program whose words nobody takes would break.
    _said: BufReader<ChildStdout>,
}

impl Program {
    /// Starts the program on a data folder and waits until it says where it is.
    ///
    /// # Errors
    /// When it does not start, or says no address.
    pub fn start(program: &Path, data: &Path) -> Outcome<Self> {
        let mut command = run::command(&program.to_string_lossy());
        command.args(["demo", "--port", "0", "--log", "error", "--data"]).arg(data);
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let said = child.stdout.take().ok_or("the program's output cannot be read")?;
        let mut said = BufReader::new(said);
        let (mut address, mut line) = (None, String::new());
        while said.read_line(&mut line)? > 0 {
            if let Some((_, rest)) = line.split_once("http://") {
                address = rest.split('/').next().and_then(|host| host.parse().ok());
            }
            let password =
                line.split_once(PASSWORD_BEGINS).and_then(|(_, rest)| rest.split('"').next());
            if let (Some(address), Some(password)) = (address, password) {
                return Ok(Self { child, address, password: password.to_owned(), _said: said });
            }
            line.clear();
        }
        Err("the program ended without saying where it is".into())
    }

    /// The process's number.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The first page that anyone gets.
    ///
    /// # Errors
    /// When it does not come.
    pub fn first_page(&mut self) -> Outcome<Answer> {
        let answer = Client::connect(self.address)?.get("/sign-in")?;
        if answer.status == 200 {
            Ok(answer)
        } else {
            Err(format!("/sign-in answered {}", answer.status).into())
        }
    }

    /// Signs in as one of the demo's people.
    ///
    /// # Errors
    /// When name or password is not taken.
    pub fn sign_in(&mut self, name: &str) -> Outcome<Client> {
        let mut client = Client::connect(self.address)?;
        let form = format!("name={name}&password-now={}", self.password.replace(' ', "+"));
        let answer =
            client.post("/sign-in", "application/x-www-form-urlencoded", form.as_bytes())?;
        match answer.location {
            Some(_) => Ok(client),
            None => Err(format!("{name} could not sign in: {}", answer.status).into()),
        }
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What wrk says of a page, asked for by sixteen at once for so many seconds.
    ///
    /// # Errors
    /// When wrk is missing or fails.
    pub fn load(&self, path: &str, seconds: u32, more: &[&str]) -> Outcome<Load> {
        let (url, time) = (format!("{}{path}", self.url()), format!("-d{seconds}s"));
        let said = run::output(
            "wrk",
            &[&["-t2", "-c16", "--timeout", "30s", &time], more, &[&url]].concat(),
        )
        .ok_or("wrk failed")?;
        Load::read(&said)
    }
}

/// What came of a load.
#[derive(Debug, PartialEq, Eq)]
pub struct Load {
    /// Pages a second.
    pub rate: String,
    /// Requests that were not answered well: refused, broken off, or too late.
    pub failed: u64,
}

impl Load {
    fn read(said: &str) -> Outcome<Self> {
        let after =
            |mark: &str| said.lines().find_map(|line| Some(line.split_once(mark)?.1.trim()));
        let rate = after("Requests/sec:").ok_or("wrk said no rate")?.to_owned();
        let refused = after("Non-2xx or 3xx responses:").map_or(Ok(0), str::parse)?;
        // `connect 0, read 1, write 0, timeout 2`
        let broken = after("Socket errors:").unwrap_or_default().split(", ");
        let broken = broken.filter_map(|part| part.split(' ').nth(1)?.parse::<u64>().ok());
        Ok(Self { rate, failed: refused + broken.sum::<u64>() })
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // What is left over when the program has ended by itself is of no consequence.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_wrk_says_is_read() {
        let fine = Load::read("Requests/sec:   1234.50\nTransfer/sec: 1MB").unwrap();
        assert_eq!(fine, Load { rate: "1234.50".into(), failed: 0 });
        let said = "  Socket errors: connect 0, read 1, write 0, timeout 2\n  Non-2xx or 3xx responses: 4\nRequests/sec: 9";
        assert_eq!(Load::read(said).unwrap().failed, 7);
    }
}
