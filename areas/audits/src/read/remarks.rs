//! Remarks that are not recommendations, and strengths (AUD-13, AUD-34).

use super::likeness::{Stems, cut_off};
use super::reading::{Remark, Said};
use super::sheet::Sheet;
use super::words::Words;

const SAME: f64 = 0.7;
const MOST: usize = 200;

/// Remarks under a heading of their own, then sentences worded as remarks.
pub fn remarks(sheet: &Sheet, words: &Words) -> Vec<Remark> {
    let mut found: Vec<(Stems, Remark)> = Vec::new();
    let mut add = |under: &str, said: Said| {
        if found.len() >= MOST {
            return;
        }
        let stems = Stems::of(&said.as_written, words);
        let same = |known: &Stems, remark: &Remark| {
            let (known_words, own) = (&remark.said.as_written, &said.as_written);
            known.like(&stems) >= SAME || cut_off(known_words, own) || cut_off(own, known_words)
        };
        match found.iter_mut().find(|(known, remark)| same(known, remark)) {
            // Of a remark that was cut off once, the whole counts.
            Some((known, remark)) if cut_off(&remark.said.as_written, &said.as_written) => {
                remark.also.push(remark.said.lines);
                (*known, remark.said) = (stems, said);
            }
            Some((_, known)) if known.said.lines != said.lines => known.also.push(said.lines),
            None => found.push((stems, Remark { under: under.to_owned(), also: Vec::new(), said })),
            Some(_) => {}
        }
    };
    for (nth, section) in sheet.about(&["further"]) {
        for block in sheet.list(sheet.blocks_of_section(nth)) {
            add(&section.title, block.whole());
        }
    }
    for sentence in &sheet.sentences {
        if let Some(wording) = words.remarks.noted.find(&sentence.text) {
            add(wording.as_str(), sentence.said());
        }
    }
    found.into_iter().map(|(_, remark)| remark).collect()
}

/// What the text says works well.
pub fn strengths(sheet: &Sheet, words: &Words) -> Vec<Said> {
    const ELSEWHERE: [&str; 5] =
        ["questions", "recommendations", "definitions", "criteria", "purpose"];
    let mut found: Vec<Said> = Vec::new();
    for (nth, _) in sheet.about(&["strengths"]) {
        found.extend(sheet.list(sheet.blocks_of_section(nth)).iter().map(|block| block.whole()));
    }
    for sentence in &sheet.sentences {
        let key = sheet
            .section_at(sentence.lines.0)
            .and_then(|section| section.key.as_deref())
            .unwrap_or("");
        let strong = words.remarks.strength.is_match(&sentence.text)
            && !words.remarks.not_strength.is_match(&sentence.text)
            && !words.assessment.others.is_match(&sentence.text);
        let known = found
            .iter()
            .any(|known| known.as_written == sentence.text || known.lines.hold(sentence.lines));
        if strong && !known && !ELSEWHERE.contains(&key) && found.len() < MOST {
            found.push(sentence.said());
        }
    }
    found
}
