//! Who, when and what: title, numbers, dates, client, performer, roles, period (AUD-03, AUD-11).

use super::dates;
use super::line::{Line, Role};
use super::patterns::Lazy;
use super::people;
use super::reading::{Ask, Identity, Kind, Lines, Said, Span};
use super::sentences::Sentence;
use super::sheet::Sheet;
use super::times;
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
        dates: dates::dates(sheet, kind, &head, words),
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
    let telling = head
        .iter()
        .enumerate()
        .take(30)
        .position(|(nth, line)| fits(line) && !is_sentence(head, nth));
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

/// Whether the words of a line go on below it to a full stop: they are running text, whatever they begin with.
fn is_sentence(head: &[&Line], nth: usize) -> bool {
    let next = head.get(nth + 1).filter(|next| !next.gap && !next.bullet);
    next.is_some_and(|next| next.text.starts_with(char::is_lowercase) && next.text.ends_with('.'))
}

fn number(head: &[&Line], pattern: &Lazy) -> Option<Said> {
    head.iter().find_map(|line| {
        let found = pattern.captures(&line.text)?.get(1)?;
        let number = found.as_str().trim().trim_end_matches(['.', ',', ':']);
        Some(Said { as_written: number.to_owned(), lines: line.at() })
    })
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

/// To whom a text is sent: named after "Till" on the line, or on the line below it.
fn addressee(head: &[&Line], patterns: &[super::words::Pattern]) -> Option<Said> {
    head.iter().take(30).enumerate().find_map(|(nth, line)| {
        let own = line.text.trim();
        let (text, lines) = match head.get(nth + 1) {
            Some(next) if own.split_whitespace().count() == 1 => {
                (format!("{own} {}", next.text.trim()), Lines(line.no, next.no))
            }
            _ => (own.to_owned(), line.at()),
        };
        let named = |text: &str| {
            let who = patterns.iter().find_map(|p| p.captures(text)?.name("who"))?;
            Some(who.as_str().trim().to_owned())
        };
        let said = |as_written, lines| Said { as_written, lines };
        named(own)
            .map(|who| said(who, line.at()))
            .or_else(|| named(&text).map(|who| said(who, lines)))
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
