//! What the auditors ask the answer to contain, by when, and the checkpoint after it (AUD-14, AUD-18).

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::reading::{Kind, Request, RequestedPart, Said, Span};
use super::sentences::Sentence;
use super::sheet::Sheet;
use super::times;
use super::words::Words;

/// How many blocks after the request its list of parts may stand.
const NEAR: usize = 5;

/// The request, if the text makes one; `said` is the text's own date, for a day without a year.
pub fn request(sheet: &Sheet, said: Option<Date>, words: &Words) -> Option<Request> {
    let asked: Vec<&Sentence> =
        sheet.sentences.iter().filter(|sentence| asks(sheet, sentence, words)).collect();
    let first = *asked.first()?;
    let from = asked.iter().find_map(|sentence| {
        let found = words
            .request
            .from
            .captures(&sentence.text)
            .or_else(|| words.request.from_other.captures(&sentence.text))?;
        found.name("who").or(found.name("to")).map(|who| who.as_str().to_owned())
    });
    let mut parts = listed(sheet, &asked, words);
    if parts.is_empty() {
        // "Av svaret ska framgå …" may follow in a sentence of its own.
        let told = |sentence: &&Sentence| words.request.parts_lead.is_match(&sentence.text);
        let next = asked.iter().flat_map(|asked| {
            let block = sheet.sentences_of(asked.block..asked.block + 1).iter();
            block.filter(move |sentence| sentence.lines.0 >= asked.lines.0 && told(sentence))
        });
        let mut seen = BTreeSet::new();
        parts = asked.iter().copied().chain(next).flat_map(|one| within(one, words)).collect();
        parts.retain(|part| seen.insert(part.key.clone()));
    }
    let near = asked
        .iter()
        .take(50)
        .flat_map(|sentence| sheet.sentences_of(sentence.block..sentence.block + 3))
        .filter(|sentence| sentence.lines.0 >= first.lines.0);
    Some(Request {
        from,
        parts,
        by: by(near, said, words),
        checkpoint: checkpoint(sheet, words),
        said: first.said(),
    })
}

fn asks(sheet: &Sheet, sentence: &Sentence, words: &Words) -> bool {
    let key = sheet.section_at(sentence.lines.0).and_then(|section| section.key.as_deref());
    let placed = sheet.part_at(sentence.lines.0) == Kind::CoverLetter
        || matches!(key, Some("request" | "recommendations" | "summary"));
    let own = placed || words.request.auditors.is_match(&sentence.text);
    own && words.request.sentence.is_match(&sentence.text)
}

fn key<'a>(text: &str, words: &'a Words) -> Option<&'a str> {
    words.request.part.iter().find(|part| part.pattern.is_match(text)).map(|part| part.key.as_str())
}

/// The parts as a list after the request.
fn listed(sheet: &Sheet, asked: &[&Sentence], words: &Words) -> Vec<RequestedPart> {
    for sentence in asked {
        for at in sentence.block..sentence.block + NEAR {
            let leads = sheet.blocks.get(at).is_some_and(|block| {
                words.request.parts_lead.is_match(&block.text) && block.text.ends_with(':')
            });
            if !leads {
                continue;
            }
            let items = sheet.items_after(at);
            let parts: Vec<RequestedPart> = items
                .iter()
                .filter_map(|block| {
                    Some(RequestedPart {
                        key: key(&block.text, words)?.to_owned(),
                        said: block.whole(),
                    })
                })
                .collect();
            if !parts.is_empty() {
                return parts;
            }
        }
    }
    Vec::new()
}

/// The parts as words of the request itself.
fn within(sentence: &Sentence, words: &Words) -> Vec<RequestedPart> {
    let named = words
        .request
        .part
        .iter()
        .filter_map(|part| Some((part, part.pattern.find(&sentence.text)?)));
    named
        .map(|(part, found)| RequestedPart {
            key: part.key.clone(),
            said: Said { as_written: found.as_str().to_owned(), lines: sentence.lines },
        })
        .collect()
}

fn by<'a>(
    mut sentences: impl Iterator<Item = &'a Sentence>,
    said: Option<Date>,
    words: &Words,
) -> Option<Span> {
    sentences.find_map(|sentence| {
        let when = words.request.by.captures(&sentence.text)?.name("when")?;
        let when = times::latest(when.as_str(), said, words)?;
        Some(Span {
            earliest: None,
            latest: when.latest,
            said: Said { as_written: when.words, lines: sentence.lines },
        })
    })
}

fn checkpoint(sheet: &Sheet, words: &Words) -> Option<Said> {
    let auditors = |sentence: &&Sentence| {
        words.request.auditors.is_match(&sentence.text)
            || sheet.part_at(sentence.lines.0) == Kind::CoverLetter
    };
    sheet
        .sentences
        .iter()
        .filter(auditors)
        .find(|sentence| words.request.checkpoint.is_match(&sentence.text))
        .map(Sentence::said)
}
