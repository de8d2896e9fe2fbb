//! Who, when and what: title, numbers, dates, client, performer, roles, period (AUD-03, AUD-11).

use regex::Regex;

use super::lines::{Line, Role};
use super::people;
use super::reading::{Ask, Dated, Identity, Kind, Lines, Said, Span};
use super::sentences::Sentence;
use super::sheet::Sheet;
use super::times::{self, When};
use super::words::Words;

/// How many of the first lines with words may hold the identity.
const HEAD: usize = 60;
/// How many of the first sentences may tell who did the audit and for whom.
const EARLY: usize = 600;

/// What the text says of itself.
pub fn identity(sheet: &Sheet, kind: Kind, words: &Words, asks: &mut Vec<Ask>) -> Identity {
    let head: Vec<&Line> =
        sheet.page.lines.iter().filter(|line| line.role == Role::Body).take(HEAD).collect();
    let found = &words.identity;
    let client = who(sheet, &head, &found.client, words, Some(asks));
    Identity {
        title: title(&head, words),
        diary_number: number(&head, &found.diary_number)
            .or_else(|| number(&head, &found.bare_diary_number)),
        report_number: number(&head, &found.report_number)
            .or_else(|| number(&head, &found.bare_report_number)),
        dates: dates(sheet, &head, words),
        client,
        addressee: addressee(&head, &found.addressee),
        performer: if kind == Kind::Answer { None } else { performer(sheet, &head, words) },
        roles: roles(sheet, words),
        period: period(sheet, words),
        assessed: assessed(sheet, words),
    }
}

fn title(head: &[&Line], words: &Words) -> Option<Said> {
    let found = &words.identity;
    let fits = |line: &Line| {
        let text = line.text.trim();
        found.title.is_match(text)
            && !found.title_generic.is_match(text)
            && !text.ends_with(['.', ':'])
            && text.chars().count() < 140
    };
    let telling = head.iter().take(30).position(|line| fits(line));
    let generic =
        head.iter().take(12).position(|line| found.title_generic.is_match(line.text.trim()));
    let at = telling.or_else(|| {
        let after = generic? + 1;
        let line = head.get(after)?;
        let plain = line.text.chars().filter(|c| c.is_alphabetic()).count() > 8
            && !line.text.ends_with('.')
            && line.text.chars().count() < 120;
        let dated = words.when.is_match(&line.text) || found.diary_number.is_match(&line.text);
        (plain && !dated && line.text.starts_with(char::is_uppercase)).then_some(after)
    })?;
    let first = head.get(at)?;
    let mut said = Said { as_written: first.text.trim().to_owned(), lines: first.at() };
    for next in head.iter().skip(at + 1).take(2) {
        let follows = next.no <= said.lines.1 + 2
            && next.text.starts_with(char::is_lowercase)
            && !next.text.ends_with('.')
            && next.text.chars().count() < 90;
        if !follows {
            break;
        }
        super::repair::join(&mut said.as_written, &next.text);
        said.lines.1 = next.no;
    }
    said.as_written = said.as_written.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(said)
}

fn number(head: &[&Line], pattern: &Regex) -> Option<Said> {
    head.iter().find_map(|line| {
        let found = pattern.captures(&line.text)?.get(1)?;
        let number = found.as_str().trim().trim_end_matches(['.', ',', ':']);
        Some(Said { as_written: number.to_owned(), lines: line.at() })
    })
}

fn dates(sheet: &Sheet, head: &[&Line], words: &Words) -> Vec<Dated> {
    let mut found: Vec<Dated> = Vec::new();
    for (nth, line) in head.iter().enumerate() {
        for when in times::times(&line.text, None, words) {
            let (Some(date), true) = (when.latest, when.earliest == when.latest) else { continue };
            let before = label_before(head, nth, &when, words);
            let alone =
                nth < 25 && line.text.get(when.at.end..).is_some_and(|rest| rest.trim().is_empty());
            let what = match &before {
                text if words.dates.fixed.is_match(text) => "fixed",
                text if words.dates.decided.is_match(text) => "decided",
                text if words.dates.dated.is_match(text) && alone => "dated",
                _ => continue,
            };
            if !found.iter().any(|known| known.what == what && known.date == date) {
                let said = Said { as_written: line.text.trim().to_owned(), lines: line.at() };
                found.push(Dated { what: what.to_owned(), date, said });
            }
        }
    }
    if found.is_empty() { signed(sheet, words).into_iter().collect() } else { found }
}

/// Without a date at its head, a text is dated where it is signed: place and day alone on a line.
fn signed(sheet: &Sheet, words: &Words) -> Option<Dated> {
    let body = sheet.page.lines.iter().rev().filter(|line| line.role == Role::Body).take(200);
    body.filter(|line| line.text.chars().count() < 50 && !line.bullet).find_map(|line| {
        let when = times::latest(&line.text, None, words)?;
        let before = line.text.get(..when.at.start)?;
        let alone = line.text.get(when.at.end..)?.trim().is_empty();
        let day = when.latest.filter(|_| alone && when.earliest == when.latest)?;
        let said = Said { as_written: line.text.trim().to_owned(), lines: line.at() };
        let fits = words.dates.dated.is_match(before) && before.starts_with(char::is_uppercase);
        fits.then_some(Dated { what: "dated".to_owned(), date: day, said })
    })
}

/// What stands before a date on its line, or the label on the line before it.
fn label_before(head: &[&Line], nth: usize, when: &When, words: &Words) -> String {
    let own = head.get(nth).and_then(|line| line.text.get(..when.at.start)).unwrap_or("");
    let previous =
        nth.checked_sub(1).and_then(|at| head.get(at)).map_or("", |line| line.text.trim());
    let dates = &words.dates;
    let label = dates.fixed.is_match(previous) || dates.decided.is_match(previous);
    if own.trim().is_empty() && label && previous.split_whitespace().count() < 4 {
        previous.to_owned()
    } else {
        own.to_owned()
    }
}

fn who(
    sheet: &Sheet,
    head: &[&Line],
    patterns: &[super::words::Pattern],
    words: &Words,
    asks: Option<&mut Vec<Ask>>,
) -> Option<Said> {
    let mut persons: Vec<Lines> = Vec::new();
    let labelled = head.iter().enumerate().map(|(nth, line)| match head.get(nth + 1) {
        Some(next) if line.text.ends_with(':') => {
            (format!("{} {}", line.text, next.text), Lines(line.no, next.no))
        }
        _ => (line.text.clone(), line.at()),
    });
    let early =
        sheet.sentences.iter().take(EARLY).map(|sentence| (sentence.text.clone(), sentence.lines));
    let texts: Vec<(String, Lines)> = labelled.chain(early).collect();
    for pattern in patterns {
        for (text, lines) in &texts {
            let Some(name) = pattern
                .captures(text)
                .and_then(|found| found.name("who").map(|who| who.as_str().trim().to_owned()))
            else {
                continue;
            };
            if people::is_person(&name, words) {
                persons.push(*lines);
            } else {
                return Some(Said { as_written: name, lines: *lines });
            }
        }
    }
    if let (Some(asks), Some(lines)) = (asks, persons.first()) {
        asks.push(Ask { what: "client-function".to_owned(), about: String::new(), lines: *lines });
    }
    None
}

fn performer(sheet: &Sheet, head: &[&Line], words: &Words) -> Option<Said> {
    who(sheet, head, &words.identity.performer, words, None).or_else(|| {
        let firm =
            |text: &str| words.identity.firms.find(text).map(|found| found.as_str().to_owned());
        let in_head = head
            .iter()
            .find_map(|line| Some(Said { as_written: firm(&line.text)?, lines: line.at() }));
        in_head.or_else(|| {
            sheet
                .sentences
                .iter()
                .take(EARLY)
                .find_map(|s| Some(Said { as_written: firm(&s.text)?, lines: s.lines }))
        })
    })
}

fn addressee(head: &[&Line], patterns: &[super::words::Pattern]) -> Option<Said> {
    head.iter().take(30).find_map(|line| {
        let who =
            patterns.iter().find_map(|pattern| pattern.captures(line.text.trim())?.name("who"))?;
        Some(Said { as_written: who.as_str().trim().to_owned(), lines: line.at() })
    })
}

/// Roles in the assignment, told where the text tells of its organisation; the holders' names are left out.
fn roles(sheet: &Sheet, words: &Words) -> Vec<Said> {
    let mut found: Vec<Said> = Vec::new();
    for (nth, _) in sheet.about(&["organisation-of-audit"]) {
        for sentence in sheet.sentences_in(sheet.lines_of_section(nth)) {
            for role in words.identity.roles.find_iter(&sentence.text) {
                let role = role.as_str().to_lowercase();
                if words.identity.role_sentence.is_match(&sentence.text)
                    && !found.iter().any(|known| known.as_written == role)
                {
                    found.push(Said { as_written: role, lines: sentence.lines });
                }
            }
        }
    }
    found
}

fn period(sheet: &Sheet, words: &Words) -> Option<Span> {
    sheet
        .sentences
        .iter()
        .take(EARLY)
        .filter(|s| words.identity.period_sentence.is_match(&s.text))
        .find_map(|sentence| {
            let when = words.identity.period.captures(&sentence.text)?.name("when")?;
            span(when.as_str(), sentence, words)
        })
}

fn assessed(sheet: &Sheet, words: &Words) -> Option<Span> {
    sheet.sentences.iter().take(EARLY).find_map(|sentence| {
        let when = words
            .identity
            .assessed
            .iter()
            .find_map(|pattern| pattern.captures(&sentence.text)?.name("when"))?;
        span(when.as_str(), sentence, words)
    })
}

fn span(text: &str, sentence: &Sentence, words: &Words) -> Option<Span> {
    let when = times::latest(text, None, words)?;
    when.latest?;
    let said = Said { as_written: when.words, lines: sentence.lines };
    Some(Span { earliest: when.earliest, latest: when.latest, said })
}
