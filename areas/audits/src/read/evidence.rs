//! What the auditors saw and whom they asked: documents, functions, pages (AUD-06).

use std::collections::BTreeSet;

use super::blocks::Block;
use super::line::Role;
use super::people;
use super::reading::{Ask, Document, FactCheck, Interviewed, Lines, Observed, Said};
use super::repair;
use super::sheet::Sheet;
use super::times;
use super::words::{Pattern, Words};

/// More pages than this no one observes.
const MOST: usize = 300;

/// Documents seen, each once.
pub fn documents(sheet: &Sheet, words: &Words) -> Vec<Document> {
    let mut lists: Vec<&Block> = sheet
        .about(&["documents"])
        .flat_map(|(nth, _)| sheet.list(sheet.blocks_of_section(nth)))
        .collect();
    if lists.is_empty() {
        let led = sheet.blocks.iter().enumerate().filter(|(_, block)| {
            words.evidence.documents_lead.is_match(&block.text)
                && !words.evidence.not_documents.is_match(&block.text)
                && !block.is_item()
        });
        lists = led.take(3).flat_map(|(at, _)| sheet.items_after(at)).collect();
    }
    let mut seen = BTreeSet::new();
    let fits = |block: &&Block| {
        block.text.chars().count() < 250 && !words.evidence.table_caption.is_match(&block.text)
    };
    lists
        .into_iter()
        .filter(fits)
        .filter(|block| seen.insert(block.text.clone()))
        .map(|block| document(block, words))
        .collect()
}

fn document(block: &Block, words: &Words) -> Document {
    let (text, found) = (block.text.as_str(), &words.evidence);
    let valid_to = found
        .valid_to
        .captures(text)
        .and_then(|end| end.get(1))
        .and_then(|end| times::latest(end.as_str(), None, words)?.latest);
    let undated = found.undated.is_match(text);
    let trailing = found.trailing_year.captures(text).filter(|_| {
        !found.year_range.is_match(text) && found.any_year.find_iter(text).count() == 1
    });
    let year =
        found.year.captures(text).or(trailing).and_then(|year| year.get(1)?.as_str().parse().ok());
    let name = match text.find(" (") {
        Some(open) if year.is_some() && text.ends_with(')') || undated || valid_to.is_some() => {
            text.get(..open).unwrap_or(text)
        }
        _ => text,
    };
    Document {
        name: name.trim_end_matches(['.', ',', ';']).to_owned(),
        year,
        valid_to,
        undated,
        said: block.whole(),
    }
}

/// Whether a title reads as that of a governing document of one's own (styrande dokument): its first telling word is
/// policy, routine, plan …, and not minutes, report, or a firm's name (T23).
pub fn is_governing(title: &str, words: &Words) -> bool {
    let first = |pattern: &Pattern| pattern.find(title).map(|found| found.start());
    let steers = first(&words.evidence.governing);
    let other = first(&words.evidence.not_governing);
    steers.is_some_and(|at| other.is_none_or(|other| at < other))
}

/// Functions interviewed; names of persons are left out.
pub fn interviews(sheet: &Sheet, words: &Words, asks: &mut Vec<Ask>) -> Vec<Interviewed> {
    let mut entries: Vec<Said> = Vec::new();
    for (nth, _) in sheet.about(&["interviews"]) {
        let items = sheet.items_in(sheet.blocks_of_section(nth));
        if items.is_empty() {
            entries.extend(listed_lines(sheet, sheet.lines_of_section(nth), words));
        } else {
            entries.extend(items.iter().map(|block| block.whole()));
        }
    }
    if entries.is_empty() {
        let led = sheet.blocks.iter().enumerate().filter(|(_, block)| {
            words.evidence.interviews_lead.is_match(&block.text) && !block.is_item()
        });
        entries = led.take(2).flat_map(|(at, _)| sheet.items_after(at)).map(Block::whole).collect();
    }
    if entries.is_empty() {
        entries = named_in_sentence(sheet, words);
    }
    let mut found: Vec<Interviewed> = Vec::new();
    for entry in entries {
        let (function, person) =
            people::without_names(entry.as_written.trim_end_matches(['.', ';']), words);
        if function.is_empty() || people::is_person(&function, words) {
            asks.push(Ask {
                what: "interview-function".to_owned(),
                about: String::new(),
                lines: entry.lines,
            });
        } else if function.chars().count() < 160 {
            found.push(Interviewed { function, person, lines: entry.lines });
        }
    }
    found
}

/// A list without bullets: one entry a line, under a caption or the names of its columns.
fn listed_lines(sheet: &Sheet, lines: Lines, words: &Words) -> Vec<Said> {
    let mut found: Vec<Said> = Vec::new();
    for line in
        sheet.page.lines.iter().take(lines.1).skip(lines.0).filter(|line| line.role == Role::Body)
    {
        let text = line.text.trim();
        let evidence = &words.evidence;
        if evidence.table_caption.is_match(text)
            || evidence.table_header.is_match(text)
            || text.ends_with(':')
        {
            continue;
        }
        let goes_on = text.starts_with(char::is_lowercase) && !line.gap;
        match found.last_mut() {
            Some(last) if goes_on || last.as_written.ends_with([',', '-']) => {
                repair::join(&mut last.as_written, text);
                last.lines.1 = line.no;
            }
            _ if text.ends_with('.') && text.chars().count() > 40 => {
                if !found.is_empty() {
                    break;
                }
            }
            _ => found.push(Said {
                as_written: text.split_whitespace().collect::<Vec<_>>().join(" "),
                lines: line.at(),
            }),
        }
    }
    found
}

/// "Intervjuer har genomförts med A, B och C.": believed only where every part is a function.
fn named_in_sentence(sheet: &Sheet, words: &Words) -> Vec<Said> {
    for sentence in &sheet.sentences {
        let Some(who) = words
            .evidence
            .interviews_sentence
            .captures(&sentence.text)
            .and_then(|found| found.name("who"))
        else {
            continue;
        };
        let text = who.as_str().replace(" samt ", ", ").replace(" och ", ", ");
        let parts: Vec<&str> =
            text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts
            .iter()
            .all(|part| words.evidence.function_words.is_match(part) && part.split(' ').count() < 7)
        {
            return parts
                .into_iter()
                .map(|part| Said { as_written: part.to_owned(), lines: sentence.lines })
                .collect();
        }
    }
    Vec::new()
}

/// Pages observed, each page and day once.
pub fn observations(sheet: &Sheet, words: &Words) -> Vec<Observed> {
    let mut found: Vec<Observed> = Vec::new();
    for block in sheet.notes.iter().chain(&sheet.blocks) {
        for seen in words.evidence.observation.captures_iter(&block.text) {
            let (Some(whole), Some(page)) = (seen.get(0), seen.name("page")) else { continue };
            let quoted = words
                .evidence
                .observed_page
                .captures(page.as_str())
                .and_then(|quoted| quoted.name("page"));
            let page = quoted.map_or(page.as_str(), |quoted| quoted.as_str()).trim().to_owned();
            let date = seen.name("date");
            let date = date.and_then(|date| times::latest(date.as_str(), None, words)?.latest);
            let said = block.said(whole.start(), whole.end());
            let full = found.len() >= MOST;
            match found.iter_mut().find(|known| known.page == page && known.date == date) {
                Some(known) => known.also.push(said.lines),
                None if full => {}
                None => found.push(Observed { page, date, also: Vec::new(), said }),
            }
        }
    }
    found
}

/// Footnotes in which the audited added facts.
pub fn fact_checks(sheet: &Sheet, words: &Words) -> Vec<FactCheck> {
    let told = |block: &Block| {
        let (number, text) = block.text.split_once(' ')?;
        let said = Said { as_written: text.to_owned(), lines: block.lines() };
        words
            .remarks
            .fact_check
            .is_match(text)
            .then_some(FactCheck { note: number.parse().ok()?, said })
    };
    sheet.notes.iter().filter_map(told).collect()
}
