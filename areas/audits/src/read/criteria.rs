//! What is judged against, with references to laws; what is left out; how it was done (AUD-05, AUD-07).

use super::blocks::Block;
use super::patterns::Lazy;
use super::reading::{Criterion, Law, Method, Said};
use super::sheet::Sheet;
use super::words::Words;

/// More criteria than this no audit has.
const MOST: usize = 200;

/// The criteria: a list's items, or the sentences that name a law.
pub fn criteria(sheet: &Sheet, words: &Words) -> Vec<Criterion> {
    let mut found: Vec<Criterion> = Vec::new();
    for (nth, _) in sheet.about(&["criteria"]) {
        let listed = list(sheet, nth);
        let said: Vec<Said> = if listed.is_empty() {
            let sentences = sheet.sentences_in(sheet.lines_of_section(nth));
            sentences
                .iter()
                .filter(|sentence| !laws(&sentence.text, words).is_empty())
                .map(super::sentences::Sentence::said)
                .collect()
        } else {
            listed.iter().map(|block| block.whole()).collect()
        };
        for said in said {
            if found.len() < MOST
                && !found.iter().any(|known| known.said.as_written == said.as_written)
            {
                found.push(Criterion { laws: laws(&said.as_written, words), said });
            }
        }
    }
    found
}

/// The list of criteria; a line right under it that lost its bullet belongs to it.
fn list(sheet: &Sheet, nth: usize) -> Vec<&Block> {
    let range = sheet.blocks_of_section(nth);
    let mut found = sheet.list(range.clone());
    let after = found.last().and_then(|last| {
        let next =
            sheet.blocks.get(range)?.iter().find(|block| block.lines().0 > last.lines().1)?;
        let line = sheet.line(next.lines().0)?;
        let right_under = !line.gap || line.page;
        (last.is_item() && right_under && next.text.chars().count() < 150).then_some(next)
    });
    found.extend(after.filter(|block| !block.is_heading()));
    found
}

/// The laws that a text refers to, with chapter and section where they stand beside the name.
pub fn laws(text: &str, words: &Words) -> Vec<Law> {
    let reference = &words.laws.reference;
    let mut found: Vec<(usize, usize, Law)> = Vec::new();
    for number in reference.number.find_iter(text) {
        let other = text
            .get(..number.start())
            .is_some_and(|before| reference.other_series.is_match(before));
        if !other {
            found.push((
                number.start(),
                number.end(),
                Law { sfs: number.as_str().to_owned(), ..Law::default() },
            ));
        }
    }
    for short in reference.short.captures_iter(text) {
        let part = |nth: usize| short.get(nth).map(|part| part.as_str().to_owned());
        let sfs = part(1)
            .and_then(|name| words.laws.law.iter().find(|law| law.names.is_match(&name)))
            .map(|law| law.sfs.clone());
        if let (Some(sfs), Some(whole)) = (sfs, short.get(0)) {
            found.push((
                whole.start(),
                whole.end(),
                Law { sfs, chapter: part(2), section: part(3) },
            ));
        }
    }
    for law in &words.laws.law {
        if let Some(name) =
            law.names.find(text).filter(|_| !found.iter().any(|(_, _, known)| known.sfs == law.sfs))
        {
            let numbered =
                found.iter().any(|(start, _, _)| *start >= name.end() && *start < name.end() + 4);
            if !numbered {
                found.push((
                    name.start(),
                    name.end(),
                    Law { sfs: law.sfs.clone(), ..Law::default() },
                ));
            }
        }
    }
    found.sort_by_key(|(start, _, _)| *start);
    let single = found.len() == 1;
    found
        .into_iter()
        .map(|(start, end, law)| placed(text, start, end, single, law, words))
        .collect()
}

fn placed(text: &str, start: usize, end: usize, single: bool, mut law: Law, words: &Words) -> Law {
    let near = if single { text } else { around(text, start, end) };
    let part = |pattern: &Lazy| {
        pattern
            .captures(near)
            .and_then(|found| found.get(1))
            .map(|part| part.as_str().trim().to_owned())
    };
    law.chapter = law.chapter.or_else(|| part(&words.laws.reference.chapter));
    law.section = law.section.or_else(|| part(&words.laws.reference.section));
    law
}

/// The words within a few steps of a name, cut at commas.
fn around(text: &str, start: usize, end: usize) -> &str {
    let stop = |c: char| matches!(c, ',' | ';');
    let from = text.get(..start).and_then(|before| before.rfind(stop)).map_or(0, |at| at + 1);
    let to = text.get(end..).and_then(|after| after.find(stop)).map_or(text.len(), |at| end + at);
    text.get(from..to).unwrap_or(text)
}

/// What the audit leaves out.
pub fn delimitations(sheet: &Sheet) -> Vec<Said> {
    let sections = sheet.about(&["delimitations"]);
    let blocks =
        sections.flat_map(|(nth, _)| sheet.blocks.get(sheet.blocks_of_section(nth)).unwrap_or(&[]));
    blocks
        .filter(|block| !block.is_heading() && block.text.contains(' '))
        .map(Block::whole)
        .collect()
}

/// How the audit was done: by the subheadings of its method section, then by its sentences.
pub fn methods(sheet: &Sheet, words: &Words) -> Vec<Method> {
    let mut found: Vec<Method> = Vec::new();
    let mut add = |said: Said| {
        for method in &words.methods.method {
            if method.pattern.is_match(&said.as_written)
                && !found.iter().any(|known| known.key == method.key)
            {
                found.push(Method { key: method.key.clone(), said: said.clone() });
            }
        }
    };
    for (nth, _) in sheet.about(&["method"]) {
        let lines = sheet.lines_of_section(nth);
        let blocks = sheet.blocks.get(sheet.blocks_of_section(nth)).unwrap_or(&[]);
        for heading in blocks.iter().filter(|block| block.is_heading()) {
            let mut said = heading.whole();
            // A heading's number ("2.6.1.") is no part of the way of working.
            let bare = said.as_written.trim_start_matches(|c: char| !c.is_alphabetic());
            said.as_written = bare.to_owned();
            add(said);
        }
        sheet.sentences_in(lines).iter().for_each(|sentence| add(sentence.said()));
    }
    for sentence in &sheet.sentences {
        if words.methods.done_by.is_match(&sentence.text) {
            add(sentence.said());
        }
    }
    found
}
