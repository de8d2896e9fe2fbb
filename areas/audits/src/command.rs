//! `stadga audit read FILE`: what a report or an answer is found to say, for people and for programs.

use crate::read::{Grade, Lines, Reading, Said, Words, read};
use clap::{Arg, ArgMatches, value_parser};
use stadga_publish::text_in::{TextError, text_of_limited};
use stadga_web::{Command, Run};
use std::{fmt::Write as _, path::PathBuf};

/// The verb with its help.
pub(crate) fn command() -> Command {
    Command { usage, run: Run::Alone(run) }
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
    identity(&mut out, reading);
    review(&mut out, reading);
    examined(&mut out, reading);
    seen(&mut out, reading);
    found(&mut out, reading);
    answered(&mut out, reading);
    let asks = reading.asks.iter().map(|ask| (ask.lines, format!("{}: {}", ask.what, ask.about)));
    list(&mut out, "Could not be told", asks);
    out
}

fn identity(out: &mut String, reading: &Reading) {
    let identity = &reading.identity;
    let named = [
        ("diary number", &identity.diary_number),
        ("report number", &identity.report_number),
        ("client", &identity.client),
        ("addressee", &identity.addressee),
        ("performer", &identity.performer),
    ];
    let named = named.into_iter().filter_map(|(name, said)| {
        said.as_ref().map(|said| (said.lines, format!("{name}: {}", said.as_written)))
    });
    let dates = identity.dates.iter();
    let dates = dates.map(|one| (one.said.lines, format!("{}: {}", one.what, one.said.as_written)));
    let spans = [("period", &identity.period), ("assessed as of", &identity.assessed)];
    let spans = spans.into_iter().filter_map(|(name, span)| {
        span.as_ref().map(|span| (span.said.lines, format!("{name}: {}", span.said.as_written)))
    });
    let roles =
        identity.roles.iter().map(|said| (said.lines, format!("role: {}", said.as_written)));
    list(out, "Identity", named.chain(dates).chain(spans).chain(roles));
}

/// The parts that a consultant's review has beyond a report.
fn review(out: &mut String, reading: &Reading) {
    let Some(review) = &reading.review else { return };
    list(out, "Assignment", plain(&review.assignment));
    let asked = review.categories.iter().flat_map(|category| {
        let questions = category.questions.iter();
        questions.map(|said| (said.lines, format!("{}: {}", category.name, said.as_written)))
    });
    list(out, "Questions by category", asked);
    list(out, "Gap analysis", plain(&review.gap));
    list(out, "Phases", plain(&review.phases));
}

/// What was asked, judged and left out, and how.
fn examined(out: &mut String, reading: &Reading) {
    list(out, "Purpose", plain(&reading.purpose));
    let questions = reading.questions.iter().map(|q| {
        let group = if q.overall { "overall" } else { q.group.as_deref().unwrap_or("–") };
        (q.said.lines, format!("{} ({group}): {}", key(q.grade.as_ref()), q.said.as_written))
    });
    list(out, "Questions", questions);
    let verdicts = reading.verdicts.iter().map(|verdict| {
        let words = format!("{}: {}", key(verdict.grade.as_ref()), verdict.said.as_written);
        (verdict.said.lines, words)
    });
    list(out, "Verdicts", verdicts);
    list(out, "Criteria", plain(reading.criteria.iter().map(|one| &one.said)));
    list(out, "Delimitations", plain(&reading.delimitations));
    let methods = reading.methods.iter();
    let methods =
        methods.map(|one| (one.said.lines, format!("{}: {}", one.key, one.said.as_written)));
    list(out, "Methods", methods);
}

/// What the auditors saw and heard.
fn seen(out: &mut String, reading: &Reading) {
    let documents = reading.documents.iter().map(|one| {
        let year = one.year.map(|year| format!(" ({year})")).unwrap_or_default();
        let end = one.valid_to.map(|end| format!(" (valid to {end})")).unwrap_or_default();
        let undated = if one.undated { " (undated)" } else { "" };
        (one.said.lines, format!("{}{year}{end}{undated}", one.name))
    });
    list(out, "Documents seen", documents);
    let interviews = reading.interviews.iter().map(|one| (one.lines, one.function.clone()));
    list(out, "Interviewed functions", interviews);
    let pages = reading.observations.iter().map(|one| {
        let day = one.date.map(|day| format!(" ({day})")).unwrap_or_default();
        (one.said.lines, format!("{}{day}", one.page))
    });
    list(out, "Observed pages", pages);
    list(out, "Fact checks", plain(reading.fact_checks.iter().map(|one| &one.said)));
}

/// What the auditors found, and what they ask for.
fn found(out: &mut String, reading: &Reading) {
    let recommendations = reading.recommendations.iter().map(|one| {
        let to = one.addressee.as_ref().map(|who| format!("{who}: ")).unwrap_or_default();
        let places = one.places.iter().filter_map(|p| p.section.clone().or(p.title.clone()));
        let places = places.collect::<Vec<_>>().join(", ");
        let places = if places.is_empty() { places } else { format!(" [{places}]") };
        (one.said.lines, format!("{to}{}{places}", one.said.as_written))
    });
    list(out, "Recommendations", recommendations);
    list(out, "Remarks", plain(reading.remarks.iter().map(|one| &one.said)));
    list(out, "Strengths", plain(&reading.strengths));
    let older = reading.follow_ups.iter().map(|one| {
        let replaced = one.replaced_by.as_ref().map(|by| format!(" (replaced by {by})"));
        let words = format!("{}: {}", key(one.grade.as_ref()), one.subject);
        (one.lines, words + &replaced.unwrap_or_default())
    });
    list(out, "Older recommendations", older);
    let request = reading.request.iter().flat_map(|request| {
        let by = request
            .by
            .iter()
            .map(|span| (span.said.lines, format!("by: {}", span.said.as_written)));
        let parts = request.parts.iter();
        let parts =
            parts.map(|one| (one.said.lines, format!("{}: {}", one.key, one.said.as_written)));
        let later = request.checkpoint.iter();
        let later = later.map(|said| (said.lines, format!("checkpoint: {}", said.as_written)));
        by.chain(parts).chain(later)
    });
    list(out, "Asked of the answer", request);
}

/// What an answer says and promises.
fn answered(out: &mut String, reading: &Reading) {
    let answers = reading.answers.iter().flat_map(|one| {
        let whole = format!("{}: {}", key(one.position.as_ref()), one.subject.as_written);
        let claims = one.claims.iter().map(|claim| {
            (claim.position.said.lines, format!("  {}: {}", claim.position.key, claim.claim))
        });
        std::iter::once((one.lines, whole)).chain(claims)
    });
    list(out, "Answers", answers);
    let promises = reading.promises.iter().map(|one| {
        let latest = one.latest.map_or_else(|| "no end".to_owned(), |day| day.to_string());
        (one.said.lines, format!("{latest} (”{}”): {}", one.words, one.said.as_written))
    });
    list(out, "Promises", promises);
}

fn key(grade: Option<&Grade>) -> &str {
    grade.map_or("?", |grade| grade.key.as_str())
}

fn plain<'a>(said: impl IntoIterator<Item = &'a Said>) -> impl Iterator<Item = (Lines, String)> {
    said.into_iter().map(|said| (said.lines, said.as_written.clone()))
}

fn list(out: &mut String, heading: &str, found: impl Iterator<Item = (Lines, String)>) {
    let found: Vec<_> = found.collect();
    if found.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{heading}: {}", found.len());
    for (Lines(from, to), words) in found {
        let _ = writeln!(out, "  {from}–{to}  {}", words.replace('\n', " "));
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
    fn aud_14_what_is_asked_of_the_answer_is_printed_with_who_asks_and_when() {
        let text = include_str!("../fixtures/reading/missiv-utan-ordet.txt");
        let printed = told(&read(text, Words::shipped()));
        for part in ["Asked of the answer: 4", "by: ", "done: ", "planned: ", "timetable: "] {
            assert!(printed.contains(part), "{part} in {printed}");
        }
    }

    #[test]
    fn the_command_line_asks_for_a_file() {
        usage().debug_assert();
        assert!(usage().try_get_matches_from(["audit", "read"]).is_err());
    }
}
