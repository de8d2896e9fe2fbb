//! A writer that never stops: it makes records, and changes a handful together; it knows what was acknowledged.

use super::site::{make, read, text};
use crate::bench::client::Client;
use crate::run::Outcome;
use serde_json::Value;
use std::net::SocketAddr;

/// So many records are changed in one go.
const GROUP: usize = 5;

/// What one writer has written.
pub struct Writer {
    client: Client,
    top: String,
    name: String,
    /// Made and acknowledged since they were last looked for: id and name.
    made: Vec<(String, String)>,
    /// Changed together, always.
    group: Vec<String>,
    /// What the group was last changed to, as far as that was acknowledged.
    value: u64,
    /// Their revision.
    revision: u64,
    count: u64,
    /// How many writes have been acknowledged in all.
    pub acknowledged: u64,
}

impl Writer {
    /// A writer with its group.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new(client: Client, top: &str, name: String) -> Outcome<Self> {
        let (made, group) = (Vec::new(), Vec::new());
        let mut writer = Self {
            client,
            top: top.to_owned(),
            name,
            made,
            group,
            value: 0,
            revision: 1,
            count: 0,
            acknowledged: 0,
        };
        for _ in 0..GROUP {
            let made = writer.make()?.map_err(|status| format!("a unit was refused: {status}"))?;
            writer.group.push(made);
        }
        Ok(writer)
    }

    /// Connects to the program anew.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn turn_to(&mut self, address: SocketAddr) -> Outcome {
        self.client = self.client.again(address)?;
        Ok(())
    }

    /// Writes until the program is gone; returns how many refusals there were that were no end.
    pub fn go_on(&mut self) {
        while self.make().is_ok_and(|made| made.is_ok())
            && self.change().is_ok_and(|changed| changed)
        {}
    }

    fn make(&mut self) -> Outcome<Result<String, u16>> {
        self.count += 1;
        let name = format!("{}-{}", self.name, self.count);
        let made = make(&mut self.client, &self.top, &name)?;
        if let Ok(id) = &made {
            self.made.push((id.clone(), name));
            self.acknowledged += 1;
        }
        Ok(made)
    }

    /// Changes the whole group in one transaction.
    fn change(&mut self) -> Outcome<bool> {
        let value = self.value + 1;
        let mut form = format!("change=field%3Aassignment&assignment=v{value}&_act=all");
        for id in &self.group {
            form.push_str(&format!("&id={id}&_seen.{id}={}", self.revision));
        }
        let media = "application/x-www-form-urlencoded";
        let answer = self.client.post("/unit/bulk", media, form.as_bytes())?;
        let done = answer.location.is_some();
        if done {
            (self.value, self.revision) = (value, self.revision + 1);
            self.acknowledged += 1;
        }
        Ok(done)
    }

    /// Looks for everything that was acknowledged, and whether the group is whole.
    ///
    /// # Errors
    /// Names what is lost, or half written.
    pub fn look(&mut self) -> Outcome {
        for (id, name) in std::mem::take(&mut self.made) {
            let there = read(&mut self.client, &format!("/api/v1/unit/{id}"))
                .map_err(|fault| format!("{name} was acknowledged and is lost: {fault}"))?;
            if text(&there, "/record/body/name")? != name {
                return Err(format!("{name} was acknowledged and is another").into());
            }
        }
        let mut seen = Vec::new();
        for id in &self.group {
            let there = read(&mut self.client, &format!("/api/v1/unit/{id}"))?;
            let value = text(&there, "/record/body/assignment").unwrap_or_else(|_| "v0".into());
            let value: u64 = value.trim_start_matches('v').parse()?;
            let revision = there.pointer("/record/revision").and_then(Value::as_u64);
            seen.push((value, revision.unwrap_or_default()));
        }
        let Some(&(value, revision)) = seen.first() else { return Ok(()) };
        if seen.iter().any(|one| *one != (value, revision)) {
            return Err(
                format!("{}: a change of {GROUP} is kept by half: {seen:?}", self.name).into()
            );
        }
        // The last one may have been kept without its acknowledgement having got through.
        if value != self.value && value != self.value + 1 {
            return Err(format!(
                "{}: v{} was acknowledged, v{value} is there",
                self.name, self.value
            )
            .into());
        }
        (self.value, self.revision) = (value, revision);
        Ok(())
    }
}
