//! `stadga audit read FILE`: what a report or an answer is found to say, for people and for programs.

use crate::read::{Lines, Reading, Words, read};
use clap::{Arg, ArgMatches, value_parser};
use stadga_publish::text_in::{TextError, text_of_limited};
use stadga_web::Command;
use std::{fmt::Write as _, path::PathBuf};

/// The verb with its help.
pub(crate) fn command() -> Command {
    Command { usage, run }
}

fn usage() -> clap::Command {
    let file = Arg::new("file")
        .value_name("FILE")
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help("The report, cover letter or answer: PDF, Word (.docx), OpenDocument or text");
    let format = Arg::new("format")
        .long("format")
        .value_parser(["text", "json"])
        .default_value("text")
        .help("For people, or the documented form for programs");
    let read = clap::Command::new("read")
        .about("Read an audit report or an answer, and print what it says and where")
        .arg(file)
        .arg(format);
    clap::Command::new("audit")
        .about("Audits: read what auditors and boards have written")
        .subcommand_required(true)
        .subcommand(read)
}

fn run(arguments: &ArgMatches) -> Result<String, String> {
    let Some(("read", arguments)) = arguments.subcommand() else {
        return Err("say what to do: stadga audit read FILE".into());
    };
    let path = arguments.get_one::<PathBuf>("file").ok_or("name a file to read")?;
    let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text =
        text(&name, &bytes).map_err(|fault| format!("{}: {}", path.display(), why(fault)))?;
    let reading = read(&text, Words::shipped());
    match arguments.get_one::<String>("format").map(String::as_str) {
        Some("json") => serde_json::to_string_pretty(&reading).map_err(|e| e.to_string()),
        _ => Ok(told(&reading).trim_end().to_owned()),
    }
}

/// The file's text, read by a process of its own that a hostile file can at worst end.
fn text(name: &str, bytes: &[u8]) -> Result<String, TextError> {
    let program = std::env::current_exe().map_err(|_| TextError::Reader)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|_| TextError::Reader)?;
    runtime.block_on(text_of_limited(&program, name, bytes)).map(|extracted| extracted.text)
}

/// What was wrong with a file, and what to do.
fn why(fault: TextError) -> &'static str {
    match fault {
        TextError::Empty => "the file is empty; check that it is the right one",
        TextError::TooLarge => {
            "the file is larger than 50 MB; split it or save it without pictures"
        }
        TextError::UnpacksTooLarge => {
            "the file unpacks to far more than a document holds, as one made to do harm does; ask the sender for a new \
             one, or open it and save it as PDF"
        }
        TextError::UnknownFormat => {
            "not a document that can be read; save it as PDF, .docx, .odt or text"
        }
        TextError::Encrypted => "the file asks for a password; save a copy without one",
        TextError::NoText => "the file holds pictures only; recognise its text (OCR) first",
        TextError::Broken => "the file is damaged; fetch it again",
        TextError::LegacyDoc => "an old format; open it and save it as .docx or PDF",
        TextError::TooSlow => "the file took too long to read; save its text as .txt",
        TextError::TooMuchMemory => "the file took too much memory to read; save its text as .txt",
        TextError::Reader => "the program that reads files could not be started",
    }
}

/// The reading as a list for people: heading, number of findings, each with its lines.
fn told(reading: &Reading) -> String {
    let mut out = String::new();
    let title = reading.identity.title.as_ref().map_or("–", |said| said.as_written.as_str());
    let _ = writeln!(out, "{:?}: {title}", reading.kind);
    let grade = |grade: &Option<crate::read::Grade>| {
        grade.as_ref().map_or_else(|| "?".to_owned(), |grade| grade.key.clone())
    };
    let questions = reading.questions.iter().map(|q| {
        let group = if q.overall { "overall" } else { q.group.as_deref().unwrap_or("–") };
        (q.said.lines, format!("{} ({group}): {}", grade(&q.grade), q.said.as_written))
    });
    list(&mut out, "Questions", questions);
    let recommendations =
        reading.recommendations.iter().map(|one| (one.said.lines, one.said.as_written.clone()));
    list(&mut out, "Recommendations", recommendations);
    let remarks = reading.remarks.iter().map(|one| (one.said.lines, one.said.as_written.clone()));
    list(&mut out, "Remarks", remarks);
    let older = reading
        .follow_ups
        .iter()
        .map(|one| (one.lines, format!("{}: {}", grade(&one.grade), one.subject)));
    list(&mut out, "Older recommendations", older);
    let criteria = reading.criteria.iter().map(|one| (one.said.lines, one.said.as_written.clone()));
    list(&mut out, "Criteria", criteria);
    let documents = reading.documents.iter().map(|one| {
        let end = one.valid_to.map(|end| format!(" (valid to {end})")).unwrap_or_default();
        let undated = if one.undated { " (undated)" } else { "" };
        (one.said.lines, format!("{}{end}{undated}", one.name))
    });
    list(&mut out, "Documents seen", documents);
    let answers = reading
        .answers
        .iter()
        .map(|one| (one.lines, format!("{}: {}", grade(&one.position), one.subject.as_written)));
    list(&mut out, "Answers", answers);
    let promises = reading.promises.iter().map(|one| {
        let latest = one.latest.map_or_else(|| "no end".to_owned(), |day| day.to_string());
        (one.said.lines, format!("{latest} (”{}”): {}", one.words, one.said.as_written))
    });
    list(&mut out, "Promises", promises);
    let asks = reading.asks.iter().map(|ask| (ask.lines, format!("{}: {}", ask.what, ask.about)));
    list(&mut out, "Could not be told", asks);
    out
}

fn list(out: &mut String, heading: &str, found: impl Iterator<Item = (Lines, String)>) {
    let found: Vec<_> = found.collect();
    if found.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{heading}: {}", found.len());
    for (Lines(from, to), words) in found {
        let _ = writeln!(out, "  {from}–{to}  {words}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Kind, Recommendation, Said};

    #[test]
    fn aud_12_findings_are_listed_with_their_lines() {
        let reading = Reading {
            kind: Kind::Report,
            recommendations: vec![Recommendation {
                number: None,
                addressee: None,
                places: Vec::new(),
                said: Said { as_written: "Följ upp".into(), lines: Lines(3, 4) },
            }],
            ..Reading::default()
        };
        assert_eq!(told(&reading), "Report: –\n\nRecommendations: 1\n  3–4  Följ upp\n");
    }

    #[test]
    fn the_command_line_asks_for_a_file() {
        usage().debug_assert();
        assert!(usage().try_get_matches_from(["audit", "read"]).is_err());
    }
}
