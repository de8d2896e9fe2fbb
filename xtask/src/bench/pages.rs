//! The pages that are measured: a filtered and sorted list, a record with its history, both now and on a past date.

use super::client::Client;
use super::figures::Times;
use super::table::Table;
use crate::run::Outcome;

/// Fifty measures under way, latest due first.
pub const LIST: &str = "/measure?state=in-progress&sort=-due";

/// The demo's answer to a report like the Kronoberg one.
const ANSWER: &str = "/answer?title.has=granskning+av+informationss%C3%A4kerheten";

/// The past date.
const PAST: &str = "as-of=2026-06-30";

/// The times of each page.
pub struct Pages {
    /// The list now.
    pub list: Times,
    /// The list on the past date.
    pub list_past: Times,
    /// A record's page with its thread, then its history, now.
    pub record: Times,
    /// The same on the past date.
    pub record_past: Times,
}

impl Pages {
    /// Asks for each page over and over.
    ///
    /// # Errors
    /// When a page is not there.
    pub fn measure(
        client: &mut Client,
        records: usize,
        rounds: usize,
        table: &mut Table,
    ) -> Outcome<Self> {
        // Of those that were there on the past date already: its oldest are of the demo, with a history and a thread.
        let listed = page(client, &format!("/measure?sort=due&{PAST}"))?;
        let record = link(&listed, "/measure/").ok_or("the list of measures is empty")?;
        let history = format!("{record}/history");
        let mut timed = |what: &str, paths: &[String], reach: &str| -> Outcome<Times> {
            let times = Times::of(rounds, || {
                paths.iter().try_for_each(|path| page(client, path).map(drop))
            })?;
            table.row(&format!("{what}, {records} records"), &times, reach);
            Ok(times)
        };
        let past =
            |path: &str| format!("{path}{}{PAST}", if path.contains('?') { '&' } else { '?' });
        let pages = Self {
            list: timed("list of 50, filtered and sorted", &[LIST.into()], "")?,
            list_past: timed("the same on a past date", &[past(LIST)], "")?,
            record: timed(
                "record with thread, and history",
                &[record.clone(), history.clone()],
                "",
            )?,
            record_past: timed("the same on a past date", &[past(&record), past(&history)], "")?,
        };
        answer(client, records, rounds.min(20), table)?;
        Ok(pages)
    }
}

/// The demo's answer as PDF: what is generated hangs on other audits, so it is the same at every size. Warm, for the first rounds are not counted.
fn answer(client: &mut Client, records: usize, rounds: usize, table: &mut Table) -> Outcome {
    let listed = page(client, ANSWER)?;
    let answer = link(&listed, "/answer/").ok_or("the demo's answer is not there")?;
    let path = format!("{answer}/documents/answer.pdf");
    let times = Times::of(rounds, || page(client, &path).map(drop))?;
    table.row(&format!("answer as PDF, warm, {records} records"), &times, "under 0.3 s");
    Ok(())
}

/// The page's text; anything but a page is a fault.
fn page(client: &mut Client, path: &str) -> Outcome<String> {
    let answer = client.get(path)?;
    match answer.status {
        200 => Ok(answer.text()),
        status => Err(format!("{path} answered {status}").into()),
    }
}

/// The first link to a record: `/measure/` and its id, without what comes after.
fn link(text: &str, begin: &str) -> Option<String> {
    text.split("href=\"").skip(1).find_map(|href| {
        let id = href.strip_prefix(begin)?.split(['"', '?', '/']).next()?;
        let is_id = id.len() == 36 && id.matches('-').count() == 4;
        is_id.then(|| format!("{begin}{id}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_link_to_a_record_is_found() {
        let id = "01890000-0000-7000-8000-000000000001";
        let text = format!("<a href=\"/measure/new\"><a href=\"/measure/{id}?as-of=2026-06-30\">");
        assert_eq!(link(&text, "/measure/"), Some(format!("/measure/{id}")));
        assert_eq!(link(&text, "/answer/"), None);
    }
}
