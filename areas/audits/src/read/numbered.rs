//! Grades told without a question's words: by its number ("Fråga 1: uppfyllt"), or right after it ("Revisionsfrågan bedöms …").

use super::blocks::{Block, Shape};
use super::judging;
use super::likeness::{SAME, Stems};
use super::reading::{Grade, Question, Said};
use super::replies;
use super::sheet::Sheet;
use super::words::Words;

/// Each question that is graded by its number, by its index.
///
/// A number that several questions have tells nothing. Questions without numbers are counted only where they are one list
/// and each of them is graded so.
pub fn grades(sheet: &Sheet, questions: &[Question], words: &Words) -> Vec<(usize, Grade)> {
    let told: Vec<(String, Grade)> =
        sheet.blocks.iter().flat_map(|block| of_block(sheet, block, words)).collect();
    let counted = counted(&told, questions);
    told.into_iter()
        .filter_map(|(number, grade)| {
            let nth = named(&number, questions).or_else(|| {
                let nth: usize = number.parse().ok()?;
                counted.get(nth.checked_sub(1)?).copied()
            })?;
            Some((nth, grade))
        })
        .collect()
}

/// Each question that is graded below the place where it is put again, by its index: as "the question", or after a label.
///
/// It is put by itself, not in the list of all questions; and no other question and no heading but those of how a question
/// is answered stand between.
pub fn put_last(sheet: &Sheet, stems: &[Stems], words: &Words) -> Vec<(usize, Grade)> {
    let mut found = Vec::new();
    let mut last: Option<usize> = None;
    for (at, block) in sheet.blocks.iter().enumerate() {
        if block.text.ends_with('?') {
            let own = Stems::of(replies::unnumbered(&block.text, words), words);
            let known = stems.iter().position(|known| known.like(&own) >= SAME);
            last = known.filter(|_| by_itself(sheet, at));
            continue;
        }
        last = last.filter(|_| !leaves(sheet, block));
        let Some(nth) = last else { continue };
        let sentences = sheet.sentences_of(at..at + 1).iter();
        let grades = sentences.filter_map(|sentence| {
            let rest = words.assessment.the_question.captures(&sentence.text)?.name("rest")?;
            graded("", rest.as_str(), &sentence.said(), words)
        });
        let grades = grades.chain(labelled(sheet, at, block, words));
        found.extend(grades.map(|(_, grade)| (nth, grade)));
    }
    found
}

/// Whether a question stands neither beside another nor where the questions are listed.
fn by_itself(sheet: &Sheet, at: usize) -> bool {
    const LISTED: [&str; 4] = ["questions", "purpose-questions", "purpose", "overall"];
    let asks = |at: usize| sheet.blocks.get(at).is_some_and(|block| block.text.ends_with('?'));
    let line = sheet.blocks.get(at).map_or(0, |block| block.lines().0);
    let key = sheet.section_at(line).and_then(|section| section.key.as_deref());
    let beside = at.checked_sub(1).is_some_and(asks) || asks(at + 1);
    !beside && !key.is_some_and(|key| LISTED.contains(&key))
}

/// Whether a block is a heading that is not part of how a question is answered, or an older recommendation followed up.
pub fn leaves(sheet: &Sheet, block: &Block) -> bool {
    const ANSWERING: [&str; 2] = ["observations", "assessment"];
    let Shape::Heading(nth) = block.shape else { return false };
    let key = sheet.sections.get(nth).and_then(|section| section.key.as_deref());
    let numbered = block.text.starts_with(|c: char| c.is_ascii_digit());
    key.map_or(numbered, |key| !ANSWERING.contains(&key))
}

/// The grade after a label ("Bedömning: Delvis"), or right below one.
fn labelled(sheet: &Sheet, at: usize, block: &Block, words: &Words) -> Option<(String, Grade)> {
    let names = |label: &str| {
        let label = label.trim().to_lowercase();
        words.is_label(&label) && words.tables.verdict.iter().any(|name| label.starts_with(name))
    };
    if let Some((label, _)) = block.text.split_once(':').filter(|(label, _)| names(label)) {
        let end = super::sentences::ends(&block.text, words).first().copied()?;
        let said = block.said(label.len() + 1, end);
        return graded("", &said.as_written, &said, words);
    }
    let label = replies::unnumbered(&block.text, words);
    let below = sheet.blocks.get(at + 1).filter(|_| names(label))?;
    if let Some(verdict) = verdict_line(sheet, below, words) {
        return Some(verdict);
    }
    let said = below.said(0, *super::sentences::ends(&below.text, words).first()?);
    let short = said.as_written.split_whitespace().count() < 6;
    short.then(|| graded("", &said.as_written, &said, words)).flatten()
}

/// The grade alone on the first line of a block, with its reasons from the next line on.
fn verdict_line(sheet: &Sheet, block: &Block, words: &Words) -> Option<(String, Grade)> {
    let (first, next) = (sheet.line(block.lines().0)?, sheet.line(block.lines().0 + 1)?);
    let alone = first.text.split_whitespace().count() < 4
        && next.text.starts_with(char::is_uppercase)
        && block.lines().hold(next.at());
    let said = Said { as_written: first.text.clone(), lines: first.at() };
    alone.then(|| graded("", &said.as_written, &said, words)).flatten()
}

/// The one question with a number.
pub fn named(number: &str, questions: &[Question]) -> Option<usize> {
    let of = |question: &Question| question.number.as_deref().map(str::to_lowercase);
    let mut known = (0..questions.len())
        .filter(|nth| questions.get(*nth).and_then(of).is_some_and(|known| known == number));
    known.next().filter(|_| known.next().is_none())
}

/// Questions in their order, where none has a number and as many are graded as there are.
fn counted(told: &[(String, Grade)], questions: &[Question]) -> Vec<usize> {
    let asked: Vec<usize> = (0..questions.len())
        .filter(|nth| questions.get(*nth).is_some_and(|q| !q.overall))
        .collect();
    let plain = asked.iter().all(|nth| {
        questions.get(*nth).is_some_and(|question| {
            let first = asked.first().and_then(|first| questions.get(*first));
            question.number.is_none() && first.is_some_and(|first| first.group == question.group)
        })
    });
    let all =
        (1..=asked.len()).all(|nth| told.iter().any(|(number, _)| *number == nth.to_string()));
    let more = told.iter().any(|(number, _)| number.parse().is_ok_and(|n: usize| n > asked.len()));
    if plain && all && !more { asked } else { Vec::new() }
}

/// The grades in a block, each with the number that it is told by.
fn of_block(sheet: &Sheet, block: &Block, words: &Words) -> Vec<(String, Grade)> {
    if let Shape::Item(Some(number)) = &block.shape {
        let line = sheet.line(block.lines().0).map_or("", |line| line.text.as_str());
        let labelled =
            words.assessment.numbered.captures(line).and_then(|found| found.name("number"));
        if labelled.is_some_and(|own| own.as_str().eq_ignore_ascii_case(number)) {
            let end = super::sentences::ends(&block.text, words).first().copied();
            let said = block.said(0, end.unwrap_or(block.text.len()));
            return graded(number, &said.as_written, &said, words).into_iter().collect();
        }
    }
    let mut from = 0;
    let ends = super::sentences::ends(&block.text, words).into_iter();
    ends.filter_map(|to| {
        let said = block.said(from, to);
        from = to;
        let found = words.assessment.numbered.captures(&said.as_written)?;
        let (number, rest) = (found.name("number")?, found.name("rest")?);
        graded(number.as_str(), rest.as_str(), &said, words)
    })
    .collect()
}

/// The grade that the words after a number give.
fn graded(number: &str, rest: &str, said: &Said, words: &Words) -> Option<(String, Grade)> {
    let text = rest.trim();
    let from = words.assessment.copula.find(text).map_or(0, |found| found.end());
    let verdict = text.get(from..)?.replace(" som ", " ").replace(" vara ", " ");
    let verdict = Said { as_written: verdict, lines: said.lines };
    let grade = judging::opening(&verdict, "question", words).filter(|_| !text.ends_with('?'))?;
    Some((number.to_lowercase(), Grade { said: said.clone(), ..grade }))
}
