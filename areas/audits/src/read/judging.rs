//! What words say on a scale: an answer by how it opens, an assessment by what it adds to its question.

use super::likeness::{SAME, Stems};
use super::patterns::Found;
use super::questions;
use super::reading::{Ask, Grade, Said, Verdict};
use super::sheet::Sheet;
use super::words::Words;

/// What a sentence says on a scale.
#[derive(Debug)]
pub enum Judged {
    /// A grade.
    Clear(Grade),
    /// Something, but not which.
    Unclear,
    /// Nothing.
    Silent,
}

/// The grade that the opening words of an answer give.
pub fn opening(said: &Said, scale: &str, words: &Words) -> Option<Grade> {
    let text = said.as_written.trim_start_matches(|c: char| !c.is_alphanumeric());
    let (grade, found) = words
        .grades
        .iter()
        .filter(|grade| grade.scale == scale)
        .find_map(|grade| Some((grade, grade.starts.as_ref()?.find(text)?)))?;
    Some(Grade {
        scale: scale.to_owned(),
        key: grade.key.clone(),
        wording: whole_words(text, &found).to_owned(),
        uncertain: grade.verify,
        said: said.clone(),
    })
}

/// Whether words are a verdict that somebody gives ("Nej, inte ännu"), and no word out of a sentence ("säkerställt").
pub fn is_verdict(written: &str, words: &Words) -> bool {
    words.assessment.verdict.is_match(written)
}

/// The found words to the end of the last of them: a pattern may know its beginning only.
fn whole_words<'a>(text: &'a str, found: &Found) -> &'a str {
    let rest = text.get(found.end()..).unwrap_or("");
    let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    text.get(found.start()..found.end() + end).unwrap_or("")
}

/// The grade that an assessing sentence gives, in what it adds to the question.
pub fn judged(said: &Said, question: &str, scale: &str, words: &Words) -> Judged {
    let question = question.to_lowercase();
    let text = assertion(&said.as_written, words);
    let main = words.assessment.contrast.find(text).map_or(text.len(), |contrast| contrast.start());
    let contrasted = main < text.len()
        && !question.contains(text.get(main..).and_then(|t| t.split(' ').next()).unwrap_or(" "));
    let added = |found: &Found| !question.contains(&found.as_str().to_lowercase());
    for grade in words.grades.iter().filter(|grade| grade.scale == scale) {
        let Some(within) = &grade.within else { continue };
        let met = grade.key == "met" && !grade.verify;
        let Some(found) = within.find_iter(text).find(|found| met || added(found)) else {
            continue;
        };
        let negated = words.assessment.negation.find_iter(text).any(|found| added(&found));
        if found.start() >= main.max(1) && main > 0
            || (met && (contrasted || negated || conditional(text, found.end(), &question, words)))
        {
            return Judged::Unclear;
        }
        return Judged::Clear(Grade {
            scale: scale.to_owned(),
            key: grade.key.clone(),
            wording: whole_words(text, &found).to_owned(),
            uncertain: grade.verify,
            said: said.clone(),
        });
    }
    let negated = words.assessment.negation.find_iter(text).any(|found| added(&found));
    match affirmed(text, &question, words).filter(|_| scale == "question" && !contrasted) {
        _ if negated => Judged::Unclear,
        Some(wording) => Judged::Clear(Grade {
            scale: scale.to_owned(),
            key: "met".to_owned(),
            wording: wording.to_owned(),
            uncertain: false,
            said: said.clone(),
        }),
        None => Judged::Silent,
    }
}

/// The words that affirm a question of yes or no: they say the same and add nothing to it.
fn affirmed<'a>(text: &'a str, question: &str, words: &Words) -> Option<&'a str> {
    if words.assessment.open_question.is_match(question) {
        return None;
    }
    let said = text.trim_start_matches("att ").trim_end_matches('.');
    let (own, asked) = (Stems::of(said, words), Stems::of(question, words));
    (own.within(&asked) >= 1.0 && asked.within(&own) >= SAME).then_some(said)
}

/// Whether what follows the deciding words sets a condition that the question does not.
fn conditional(text: &str, from: usize, question: &str, words: &Words) -> bool {
    let set = |text: &str| words.assessment.conditions.is_match(text);
    !set(question) && text.get(from..).is_some_and(set)
}

/// What is asserted: the words after "bedömer att".
fn assertion<'a>(text: &'a str, words: &Words) -> &'a str {
    let Some(lead) = words.assessment.sentence.find(text) else { return text };
    text.get(lead.start()..)
        .map_or(text, |rest| rest.find(" att ").and_then(|at| rest.get(at + 1..)).unwrap_or(rest))
}

/// What the purpose is to judge: the words after "om".
fn aims(purpose: &[Said], words: &Words) -> Vec<Stems> {
    let aim = |said: &Said| {
        let text = said.as_written.as_str();
        let from = [" om ", " huruvida "].iter().filter_map(|whether| text.find(whether)).min()?;
        Some(Stems::of(text.get(from..)?, words)).filter(|aim| aim.len() > 2)
    };
    purpose.iter().filter_map(aim).collect()
}

/// Whether a sentence judges what the purpose is to judge.
fn on_purpose(sentence: &str, aims: &[Stems], words: &Words) -> bool {
    let judges = !aims.is_empty()
        && words.assessment.sentence.is_match(sentence)
        && words.assessment.summed_up_that.is_match(sentence)
        && !words.assessment.others.is_match(sentence);
    judges && {
        let own = Stems::of(sentence, words);
        aims.iter().any(|aim| aim.within(&own) >= SAME)
    }
}

/// The summed-up verdicts, each once; what is unclear is asked.
pub fn verdicts(
    sheet: &Sheet,
    purpose: &[Said],
    words: &Words,
    asks: &mut Vec<Ask>,
) -> Vec<Verdict> {
    let mut found: Vec<(Stems, Verdict)> = Vec::new();
    let aims = aims(purpose, words);
    for sentence in &sheet.sentences {
        let key = sheet.section_at(sentence.lines.0).and_then(|section| section.key.as_deref());
        let concludes =
            key == Some("summary") && words.assessment.concluding.is_match(&sentence.text);
        let summed = (concludes || words.assessment.summed_up.is_match(&sentence.text))
            && words.assessment.summed_up_that.is_match(&sentence.text);
        let summed = summed
            || matches!(key, Some("summary") | None) && on_purpose(&sentence.text, &aims, words);
        if !summed || found.len() > 50 {
            continue;
        }
        let stems = Stems::of(&sentence.text, words);
        if found.iter().any(|(known, _)| known.like(&stems) >= SAME) {
            continue;
        }
        let grade = match judged(&sentence.said(), "", "verdict", words) {
            Judged::Clear(grade) => Some(grade),
            Judged::Unclear => {
                asks.push(Ask {
                    what: "verdict-unclear".to_owned(),
                    about: sentence.text.clone(),
                    lines: sentence.lines,
                });
                None
            }
            Judged::Silent => None,
        };
        found.push((stems, Verdict { grade, said: questions::with_list(sheet, sentence, words) }));
    }
    found.into_iter().map(|(_, verdict)| verdict).collect()
}
