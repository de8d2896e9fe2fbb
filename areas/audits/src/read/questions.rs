//! The purpose, and what the audit asks: overall questions and sub-questions by group (AUD-04).

use super::blocks::{Block, Shape};
use super::judging;
use super::likeness::{SAME, Stems};
use super::reading::{Kind, Question, Said};
use super::sections::WEAK;
use super::sentences::Sentence;
use super::sheet::Sheet;
use super::words::Words;

/// More questions than this is no audit.
const MOST: usize = 200;

/// The sentences that give the audit's purpose, each once.
pub fn purpose(sheet: &Sheet, words: &Words) -> Vec<Said> {
    let mut found: Vec<(Stems, Said)> = Vec::new();
    for sentence in &sheet.sentences {
        if !words.purpose.sentence.is_match(&sentence.text)
            || words.assessment.summed_up.is_match(&sentence.text)
            || sentence.text.chars().count() > 700
        {
            continue;
        }
        let key = sheet.section_at(sentence.lines.0).and_then(|section| section.key.as_deref());
        let own = words.purpose.own.is_match(&sentence.text);
        let stems = Stems::of(&sentence.text, words);
        let placed = matches!(key, Some("purpose" | "purpose-questions" | "assignment"));
        if (own || placed) && !found.iter().any(|(known, _)| known.like(&stems) >= 0.6) {
            found.push((stems, with_list(sheet, sentence, words)));
        }
        if found.len() > 20 {
            break;
        }
    }
    found.into_iter().map(|(_, said)| said).collect()
}

/// A sentence with the list that it leads in, of each item what it begins with: without it, it would end in the air.
pub fn with_list(sheet: &Sheet, sentence: &Sentence, words: &Words) -> Said {
    let mut said = sentence.said();
    let leads = |text: &str| text.ends_with(':') || text.ends_with(" att");
    let last = sheet.blocks.get(sentence.block).is_some_and(|block| leads(&block.text));
    if leads(&said.as_written) && last {
        for item in sheet.items_after(sentence.block) {
            let end = super::sentences::ends(&item.text, words).first().copied();
            let part = item.said(0, end.unwrap_or(item.text.len()));
            said.as_written.push_str("\n– ");
            said.as_written.push_str(&part.as_written);
            said.lines.1 = part.lines.1;
        }
    }
    said
}

/// All questions, each once, in the order of the text.
pub fn questions(sheet: &Sheet, words: &Words) -> Vec<Question> {
    let mut reader = Reader { sheet, words, found: Vec::new() };
    for (nth, section) in sheet.about(&["purpose", "purpose-questions", "questions"]) {
        let key = section.key.as_deref().unwrap_or("");
        let title = section.title.to_lowercase();
        reader.section(nth, key, title.contains("övergripande"));
    }
    if !reader.found.iter().any(|(_, question)| question.overall) {
        for (nth, _) in sheet.about(&["overall"]) {
            reader.definitions_only(nth);
        }
    }
    if reader.found.is_empty() {
        reader.led_in();
    }
    if reader.found.is_empty() {
        reader.judged();
    }
    if !reader.found.iter().any(|(_, question)| question.overall) {
        reader.stated();
    }
    let mut found: Vec<Question> = reader.found.into_iter().map(|(_, question)| question).collect();
    found.sort_by_key(|question| (!question.overall, question.said.lines));
    found
}

struct Reader<'a> {
    sheet: &'a Sheet,
    words: &'a Words,
    found: Vec<(Stems, Question)>,
}

/// What the words before a question say of it.
#[derive(Default)]
struct Lead {
    group: Option<String>,
    text: Option<String>,
    overall: bool,
    asks: bool,
}

impl Reader<'_> {
    fn section(&mut self, nth: usize, key: &str, overall: bool) {
        let purpose_only = key == "purpose";
        let mut lead = Lead { overall, asks: key == "questions", ..Lead::default() };
        let title = self.sheet.sections.get(nth).map_or("", |section| section.title.as_str());
        lead.text = self.words.purpose.stated.is_match(title).then(|| title.to_owned());
        for at in self.sheet.blocks_of_section(nth) {
            let Some(block) = self.sheet.blocks.get(at) else { break };
            let next_item = self
                .sheet
                .blocks
                .get(at + 1)
                .is_some_and(|next| next.is_item() || next.text.ends_with('?'));
            match &block.shape {
                Shape::Heading(inner) => {
                    let weak = self
                        .sheet
                        .sections
                        .get(*inner)
                        .is_some_and(|section| section.level == WEAK);
                    if !weak {
                        break;
                    }
                    // Words that lead questions in look like a heading where they stand alone.
                    let leads = block.text.ends_with(':')
                        && self.words.purpose.questions_lead.is_match(&block.text);
                    if leads {
                        self.paragraph(block, &mut lead, overall, purpose_only);
                    } else {
                        lead.group = Some(block.text.clone());
                    }
                }
                Shape::Item(number) => self.item(block, number.clone(), &lead, purpose_only),
                Shape::Paragraph if next_item && is_group(block, self.words) => {
                    lead.group = Some(block.text.clone())
                }
                Shape::Paragraph => self.paragraph(block, &mut lead, overall, purpose_only),
            }
        }
    }

    fn item(&mut self, block: &Block, number: Option<String>, lead: &Lead, purpose_only: bool) {
        let end = block.text.find('?').map(|at| at + 1);
        let plain =
            lead.asks && lead.text.is_some() && !purpose_only && block.text.chars().count() < 300;
        let Some(end) = end.or(plain.then_some(block.text.len())) else { return };
        if purpose_only && !(lead.text.is_some() || lead.overall) {
            return;
        }
        self.push(block.said(0, end), number, lead, lead.overall || purpose_only);
    }

    fn paragraph(&mut self, block: &Block, lead: &mut Lead, overall: bool, purpose_only: bool) {
        let text = block.text.trim_end();
        let purpose = &self.words.purpose;
        if text.ends_with(':') || text.ends_with(" att") || text.ends_with(" om") {
            let last = last_sentence(text, self.words);
            lead.asks = purpose.questions_lead.is_match(last)
                || (lead.asks && purpose.lead_verb.is_match(last));
            lead.overall = purpose.overall_lead.is_match(last)
                || (overall && !last.to_lowercase().contains("revisionsfrågor"));
            lead.text = Some(last.trim_end_matches(':').to_owned());
            return;
        }
        let mut from = 0;
        for to in super::sentences::ends(&block.text, self.words) {
            let sentence = block.text.get(from..to).unwrap_or("");
            if sentence.trim_end().ends_with('?') {
                let named = purpose.overall_lead.is_match(sentence);
                let led = sentence.find(": ").filter(|colon| {
                    let before = sentence.get(..*colon).unwrap_or("");
                    named || purpose.questions_lead.is_match(before)
                });
                let start = led.map_or(from, |colon| from + colon + 1);
                let is_overall = named || lead.overall;
                if !purpose_only || is_overall || led.is_some() {
                    self.push(block.said(start, to), None, lead, is_overall);
                }
            } else if let Some(asks) = purpose.overall_asks.find(sentence) {
                self.push(block.said(from + asks.end(), to), None, lead, true);
            } else {
                lead.overall = overall || purpose.overall_lead.is_match(sentence);
            }
            from = to;
        }
    }

    /// A section on the overall question defines it only where it does not also judge.
    fn definitions_only(&mut self, nth: usize) {
        let lines = self.sheet.lines_of_section(nth);
        let sentences = self.sheet.sentences_in(lines);
        let judged = sentences
            .iter()
            .any(|sentence| self.words.assessment.sentence.is_match(&sentence.text));
        let asked = sentences.iter().filter(|sentence| sentence.text.ends_with('?')).count();
        if !judged && (1..4).contains(&asked) {
            self.section(nth, "questions", true);
        }
    }

    /// "Den övergripande revisionsfrågan är om …" or "… har varit: Har …?", wherever it stands.
    fn stated(&mut self) {
        let purpose = &self.words.purpose;
        let asked = |text: &str| {
            let led = || {
                let put = text.ends_with('?') && purpose.overall_lead.is_match(text);
                text.find(": ").filter(|_| put).map(|colon| colon + 1)
            };
            purpose.overall_asks.find(text).map(|lead| lead.end()).or_else(led)
        };
        let sentences = self.sheet.sentences.iter();
        let stated = sentences.filter_map(|one| Some((one, asked(&one.text)?))).next();
        if let Some((sentence, asked)) = stated {
            let words = sentence.text.get(asked..).unwrap_or("").trim().to_owned();
            let said = Said { as_written: words, lines: sentence.lines };
            self.push(said, None, &Lead::default(), true);
        }
    }

    /// Without a section of their own, questions stand after words that lead them in.
    fn led_in(&mut self) {
        for at in 0..self.sheet.blocks.len() {
            let Some(block) = self.sheet.blocks.get(at) else { break };
            let last = last_sentence(&block.text, self.words);
            let leads =
                block.text.ends_with(':') && self.words.purpose.questions_lead.is_match(last);
            if leads && !block.is_item() && !block.is_heading() {
                let lead = Lead {
                    text: Some(last.trim_end_matches(':').to_owned()),
                    overall: self.words.purpose.overall_lead.is_match(last),
                    ..Lead::default()
                };
                let items = self.sheet.blocks.iter().skip(at + 1).take_while(|next| next.is_item());
                for item in items {
                    if let (Some(end), Shape::Item(number)) = (item.text.find('?'), &item.shape) {
                        self.push(item.said(0, end + 1), number.clone(), &lead, lead.overall);
                    }
                }
            }
        }
    }

    /// Where no section puts the questions, they stand where they are answered, below words that say so ("Nedan redovisas
    /// bedömningen av revisionsfrågorna"): each alone on its lines, or with its answer after it.
    fn judged(&mut self) {
        let (sheet, words) = (self.sheet, self.words);
        let section = |nth: usize| sheet.sections.get(nth);
        let leads = |block: &Block| {
            let last = match block.shape {
                Shape::Heading(nth) => section(nth).map_or("", |section| section.title.as_str()),
                _ => last_sentence(&block.text, words),
            };
            words.purpose.judged_lead.is_match(last)
        };
        let Some(from) = sheet.blocks.iter().position(leads) else { return };
        let ends = |block: &Block| match block.shape {
            Shape::Heading(nth) => section(nth).is_some_and(|section| section.level < WEAK),
            _ => false,
        };
        let below = sheet.blocks.iter().skip(from + 1);
        for block in below.take_while(|block| !ends(block)) {
            let first = super::sentences::ends(&block.text, words).first().copied();
            let question = block.said(0, first.unwrap_or(block.text.len()));
            let number = match &block.shape {
                Shape::Item(number) => number.clone(),
                _ => None,
            };
            if question.as_written.ends_with('?') {
                self.push(question, number, &Lead::default(), false);
            }
        }
    }

    /// A question's number before its words ("2.3 Finns …?"), and the words.
    fn own_number(&self, text: &str) -> (Option<String>, String) {
        let part = self.words.fixed.number.captures(text).and_then(|found| {
            let (number, rest) = (found.get(1)?.as_str(), found.get(2)?.as_str());
            rest.starts_with(char::is_uppercase).then(|| (number.to_owned(), rest.to_owned()))
        });
        part.map_or_else(|| (None, text.to_owned()), |(number, rest)| (Some(number), rest))
    }

    fn push(&mut self, mut said: Said, number: Option<String>, lead: &Lead, overall: bool) {
        let (own, text) = self.own_number(super::recommendations::trimmed(&said.as_written));
        let number = number.or(own);
        said.as_written = text;
        let stems = Stems::of(&said.as_written, self.words);
        let topic = lead.text.as_deref().is_some_and(|t| self.words.purpose.stated.is_match(t));
        let fewest = if topic || said.as_written.ends_with('?') { 1 } else { 2 };
        if stems.len() < fewest || self.found.len() >= MOST || said.as_written.chars().count() > 600
        {
            return;
        }
        let report = self.sheet.part_at(said.lines.0) == Kind::Report;
        if let Some((_, known)) = self
            .found
            .iter_mut()
            .find(|(known, question)| question.overall == overall && known.like(&stems) >= SAME)
        {
            let newer = report && self.sheet.part_at(known.said.lines.0) != Kind::Report;
            let other = if newer { std::mem::replace(&mut known.said, said) } else { said };
            if other.lines != known.said.lines {
                known.also.push(other.lines);
            }
            return;
        }
        let question = Question {
            overall,
            number,
            group: lead.group.clone(),
            lead: lead.text.clone(),
            also: Vec::new(),
            grade: None,
            assessments: Vec::new(),
            said,
        };
        self.found.push((stems, question));
    }
}

/// A line over questions that names what they are about, and does not lead them in.
fn is_group(block: &Block, words: &Words) -> bool {
    let text = block.text.trim_end_matches(':');
    let leads = text.len() < block.text.len() && words.purpose.questions_lead.is_match(text);
    let said = Said { as_written: text.to_owned(), lines: block.lines() };
    let verdict = judging::opening(&said, "question", words).is_some();
    !leads
        && !verdict
        && text.starts_with(char::is_uppercase)
        && text.chars().count() < 70
        && !text.contains(['.', '?', ':', '!'])
        && !text.ends_with(" att")
        && !text.ends_with(" om")
}

/// The last sentence of a text.
pub fn last_sentence<'a>(text: &'a str, words: &Words) -> &'a str {
    let ends = super::sentences::ends(text, words);
    let from = ends.len().checked_sub(2).and_then(|at| ends.get(at)).copied().unwrap_or(0);
    text.get(from..).unwrap_or(text).trim()
}
