//! Answers in running text, without headings: found only where the letter names the recommendation that it speaks of.

use super::blocks::Shape;
use super::reading::{Answer, RequestedPart, Said};
use super::sheet::Sheet;
use super::words::Words;

/// No position takes more sentences after the one that names what it is about.
const MOST: usize = 3;

/// The answers of a letter that has no other form ("Vad gäller rekommendationen om … delar nämnden …").
///
/// An answer is the sentence that names the recommendation with what follows in its paragraph, up to where another is
/// named. What a paragraph says before that is about something else.
pub fn answers(sheet: &Sheet, words: &Words) -> Vec<Answer> {
    let mut found: Vec<Answer> = Vec::new();
    for (at, block) in sheet.blocks.iter().enumerate() {
        if block.shape != Shape::Paragraph {
            continue;
        }
        let mut open = 0;
        for sentence in sheet.sentences_of(at..at + 1) {
            let said = sentence.said();
            if let Some((number, subject)) = named(&said, words) {
                let parts = vec![RequestedPart { key: "answer".to_owned(), said }];
                let (to, lines) = ("recommendation".to_owned(), sentence.lines);
                found.push(Answer { to, number, subject, lines, parts, ..Answer::default() });
                open = MOST;
            } else if open > 0
                && let Some(last) = found.last_mut()
            {
                last.lines = last.lines.with(said.lines);
                last.parts.iter_mut().for_each(|part| super::answer::append(&mut part.said, &said));
                open -= 1;
            }
        }
    }
    found
}

/// The number and the words of the recommendation that a sentence begins with.
fn named(said: &Said, words: &Words) -> Option<(Option<String>, Said)> {
    let (text, prose) = (said.as_written.as_str(), &words.answers.prose);
    let opens = prose.opens.captures(text)?;
    let (named, after) = (opens.name("named")?, opens.get(0)?.end());
    let number = prose.number.captures(text.get(after..)?).and_then(|found| found.get(1));
    let end = number.map_or(after, |number| after + number.end());
    let subject = prose.subject.captures(text.get(end..)?).and_then(|found| found.get(1));
    let stands = words.answers.takes_stand.is_match(text);
    let subject = subject.and_then(|subject| {
        let about = subject.as_str();
        let verb = prose.verb.find(about).map(|verb| verb.start());
        let end = verb.or_else(|| stands.then(|| about.find(',').unwrap_or(about.len())))?;
        about.get(..end)
    });
    let numbered = || number.and_then(|_| text.get(named.start()..end));
    let as_written = subject.or_else(numbered)?.trim().to_owned();
    let number = number.map(|number| number.as_str().to_owned());
    Some((number, Said { as_written, lines: said.lines }))
}
