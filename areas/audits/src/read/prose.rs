//! Answers in running text, without headings: found only where the letter names the recommendation that it speaks of.

use super::blocks::Shape;
use super::reading::{Answer, RequestedPart, Said};
use super::sheet::Sheet;
use super::words::Words;

/// No position takes more sentences after the one that names what it is about.
const MOST: usize = 3;
/// Sections that tell how a matter came up and what becomes of it: nothing is answered there.
const APART: [&str; 4] = ["background", "summary", "decision", "earlier"];

/// The answers of a letter that has no other form ("Vad gäller rekommendationen om … delar nämnden …").
///
/// An answer is the sentence that names the recommendation, or the question, with what follows in its paragraph, up to
/// where another is named. Where the auditors' sentence is only said again, the answer is what follows it. What a
/// paragraph says before that is about something else.
pub fn answers(sheet: &Sheet, words: &Words) -> Vec<Answer> {
    let mut found: Vec<Answer> = Vec::new();
    let (mut open, mut about) = (0, "");
    for (at, block) in sheet.blocks.iter().enumerate() {
        if let Shape::Heading(nth) = block.shape {
            let section = sheet.sections.get(nth);
            about = section.and_then(|section| section.key.as_deref()).unwrap_or("");
        }
        // An answer ends with its paragraph, but where that only says again what is answered below it.
        let unanswered = found.last().is_some_and(|last| last.parts.is_empty());
        let goes_on = unanswered
            && block.shape == Shape::Paragraph
            && words.answers.takes_stand.is_match(&block.text);
        open = if goes_on { open } else { 0 };
        if block.is_heading() || APART.contains(&about) {
            continue;
        }
        for sentence in sheet.sentences_of(at..at + 1) {
            let said = sentence.said();
            if let Some(answer) = begun(&said, words) {
                found.push(answer);
                open = MOST;
            } else if words.answers.prose.apart.is_match(&said.as_written) {
                open = 0;
            } else if open > 0
                && let Some(last) = found.last_mut()
            {
                go_on(last, said);
                open -= 1;
            }
        }
    }
    found.retain(|answer| !answer.parts.is_empty());
    found
}

/// The answer that a sentence begins.
fn begun(said: &Said, words: &Words) -> Option<Answer> {
    let lines = said.lines;
    let of = |to: &str, (number, subject): (Option<String>, Said), answered: bool| {
        let part = || RequestedPart { key: "answer".to_owned(), said: said.clone() };
        let parts = answered.then(part).into_iter().collect();
        Answer { to: to.to_owned(), number, subject, lines, parts, ..Answer::default() }
    };
    if let Some(named) = named(said, words) {
        return Some(of("recommendation", named, true));
    }
    if let Some(asked) = asked(said, words) {
        return Some(of("question", asked, true));
    }
    let (subject, answered) = repeated(said, words)?;
    Some(of("recommendation", (None, subject), answered))
}

/// One more sentence of an answer.
fn go_on(answer: &mut Answer, said: Said) {
    answer.lines = answer.lines.with(said.lines);
    match answer.parts.last_mut() {
        Some(part) => super::answer::append(&mut part.said, &said),
        None => answer.parts.push(RequestedPart { key: "answer".to_owned(), said }),
    }
}

/// The number and the words of the recommendation that a sentence begins with.
fn named(said: &Said, words: &Words) -> Option<(Option<String>, Said)> {
    let (text, prose) = (said.as_written.as_str(), &words.answers.prose);
    let opens = prose.opens.captures(text)?;
    let after = opens.get(0)?.end();
    let whole = opens.name("whole");
    let named = opens.name("named").or(whole)?;
    let number = prose.number.captures(text.get(after..)?).and_then(|found| found.get(1));
    let end = number.map_or(after, |number| after + number.end());
    let subject = prose.subject.captures(text.get(end..)?).and_then(|found| found.get(1));
    let stands = words.answers.takes_stand.is_match(text);
    let subject = subject.and_then(|subject| {
        let about = subject.as_str().trim_end();
        let verb = prose.verb.find(about).map(|verb| verb.start());
        let ends = || prose.ends.find(about).map_or(about.len(), |ends| ends.start());
        let end = verb.or_else(|| stands.then(ends))?;
        about.get(..end)
    });
    let numbered = || number.and_then(|_| text.get(named.start()..end));
    // A sentence about a recommendation is an answer to it only where it goes on with what is held of it.
    let held = || prose.verb.find(text.get(end..)?).filter(|verb| verb.start() == 0);
    let told = || held().and_then(|_| numbered());
    let as_written =
        if whole.is_some() { subject.or_else(told)? } else { subject.or_else(numbered)? };
    let as_written = as_written.trim().trim_end_matches(',').to_owned();
    let number = number.map(|number| number.as_str().to_owned());
    Some((number, Said { as_written, lines: said.lines }))
}

/// The question that a sentence repeats before it answers ("På frågan om … svarar styrelsen …").
fn asked(said: &Said, words: &Words) -> Option<(Option<String>, Said)> {
    let found = words.answers.prose.asked.captures(&said.as_written)?;
    let as_written = found.name("subject")?.as_str().trim().to_owned();
    let number = found.name("number").map(|number| number.as_str().to_owned());
    Some((number, Said { as_written, lines: said.lines }))
}

/// The recommendation in a sentence of the auditors' that is said again, and whether the sentence answers it as well.
fn repeated(said: &Said, words: &Words) -> Option<(Said, bool)> {
    let prose = &words.answers.prose;
    let found = prose.repeated.captures(&said.as_written)?;
    let subject = found.name("subject")?.as_str();
    let ends = prose.ends.find(subject);
    let own = ends.map_or(subject, |ends| subject.get(..ends.start()).unwrap_or(subject));
    Some((Said { as_written: own.trim().to_owned(), lines: said.lines }, ends.is_some()))
}
