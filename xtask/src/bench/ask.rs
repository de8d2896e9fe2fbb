//! What the parts of the bench ask of a running program: a region of its own, records, lists and files.

use super::client::{Answer, Client};
use super::program::Program;
use crate::run::{self, Outcome};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// So many records are on a page of the API.
const PAGE: usize = 50;
/// What lies between the parts of a form with a file.
const EDGE: &str = "kant-af-formularet";

/// A running program on a demo region of its own.
///
/// # Errors
/// When it does not start.
pub fn fresh(program: &Path, name: &str) -> Outcome<Program> {
    let data = run::target().join(format!("bench/{name}"));
    if data.exists() {
        fs::remove_dir_all(&data)?;
    }
    Program::start(program, &data)
}

/// Makes a record of a kind; its id.
///
/// # Errors
/// When it is refused.
pub fn create(client: &mut Client, kind: &str, body: &Value) -> Outcome<String> {
    let sent = serde_json::to_vec(&json!({"body": body}))?;
    let answer = client.post(&format!("/api/v1/{kind}"), "application/json", &sent)?;
    expect(&answer, 201)?;
    let told: Value = serde_json::from_slice(&answer.body)?;
    let id = told.pointer("/record/id").and_then(Value::as_str);
    Ok(id.ok_or("a record was made without an id")?.to_owned())
}

/// Posts a form.
///
/// # Errors
/// When no answer comes.
pub fn post(client: &mut Client, path: &str, form: &str) -> Outcome<Answer> {
    Ok(client.post(path, "application/x-www-form-urlencoded", form.as_bytes())?)
}

/// Sends a file as a form does.
///
/// # Errors
/// When no answer comes.
pub fn send_file(client: &mut Client, path: &str, name: &str, bytes: &[u8]) -> Outcome<Answer> {
    let head = format!(
        "--{EDGE}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    let body = [head.as_bytes(), bytes, format!("\r\n--{EDGE}--\r\n").as_bytes()].concat();
    Ok(client.post(path, &format!("multipart/form-data; boundary={EDGE}"), &body)?)
}

/// The id of the first record of a list.
///
/// # Errors
/// When there is none.
pub fn first(client: &mut Client, path: &str) -> Outcome<String> {
    listed(client, path, 1)?
        .into_iter()
        .next()
        .ok_or_else(|| format!("{path} lists nothing").into())
}

/// The ids of the first records of a list.
///
/// # Errors
/// When there are not so many.
pub fn listed(client: &mut Client, path: &str, many: usize) -> Outcome<Vec<String>> {
    let joint = if path.contains('?') { '&' } else { '?' };
    let mut ids = Vec::new();
    while ids.len() < many {
        let answer = client.get(&format!("{path}{joint}page={}", ids.len() / PAGE + 1))?;
        expect(&answer, 200)?;
        let told: Value = serde_json::from_slice(&answer.body)?;
        let rows = told.get("records").and_then(Value::as_array).map(Vec::as_slice);
        let before = ids.len();
        let found = rows.unwrap_or_default().iter().filter_map(|row| row.get("id")?.as_str());
        ids.extend(found.map(str::to_owned));
        if ids.len() == before {
            return Err(format!("{path} lists {before}, not {many}").into());
        }
    }
    ids.truncate(many);
    Ok(ids)
}

/// Holds an answer to its status.
///
/// # Errors
/// When it is another, with what was said.
pub fn expect(answer: &Answer, status: u16) -> Outcome {
    if answer.status == status {
        return Ok(());
    }
    let said: String = answer.text().chars().take(400).collect();
    Err(format!("{} instead of {status}: {said}", answer.status).into())
}

/// How long something took, and what came of it.
///
/// # Errors
/// Passes on its fault.
pub fn timed<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<(Duration, T)> {
    let start = Instant::now();
    let done = work()?;
    Ok((start.elapsed(), done))
}
