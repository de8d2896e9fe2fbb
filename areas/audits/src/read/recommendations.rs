//! Recommendations, each once, with every place where it stands and to whom it is given (AUD-12).

use std::collections::BTreeSet;

use super::addressed;
use super::blocks::{Block, Shape};
use super::likeness::Stems;
use super::patterns::{Found, Parts};
use super::reading::{Recommendation, Said};
use super::sections::WEAK;
use super::sentences::Sentence;
use super::sheet::Sheet;
use super::words::Words;

/// How alike two wordings of one recommendation are.
const SAME: f64 = 0.75;
const MOST: usize = 300;
/// A recommendation of no more words that ends in a colon is told by what follows.
const SHORT: usize = 8;

/// All recommendations in the order that they first stand.
pub fn recommendations(sheet: &Sheet, words: &Words) -> Vec<Recommendation> {
    let mut reader = Reader { sheet, words, found: Vec::new(), taken: BTreeSet::new(), indent: 0 };
    for sentence in &sheet.sentences {
        if !reader.taken.contains(&sentence.block) {
            reader.sentence(sentence);
        }
    }
    for (nth, section) in sheet.about(&["recommendations"]) {
        reader.listed(nth, &section.title);
    }
    reader.numbered();
    reader.tabled();
    let mut found: Vec<Recommendation> =
        reader.found.into_iter().map(|(_, recommendation)| recommendation).collect();
    found.sort_by_key(|recommendation| recommendation.said.lines);
    for recommendation in &mut found {
        recommendation.places.sort_by_key(|place| place.lines);
    }
    addressed::address(sheet, &mut found, words);
    found
}

struct Reader<'a> {
    sheet: &'a Sheet,
    words: &'a Words,
    found: Vec<(Stems, Recommendation)>,
    /// Blocks that are read as recommendations.
    taken: BTreeSet<usize>,
    /// How far the last item of a list is set in.
    indent: usize,
}

/// Words that lead in recommendations: to whom, and where what follows begins.
struct Lead {
    who: Option<String>,
    end: usize,
    whole: bool,
}

impl Reader<'_> {
    fn sentence(&mut self, sentence: &Sentence) {
        const SILENT: [&str; 9] = [
            "earlier",
            "follow-up",
            "questions",
            "criteria",
            "definitions",
            "method",
            "documents",
            "interviews",
            "contents",
        ];
        let section = self.sheet.section_at(sentence.lines.0);
        let key = section.and_then(|section| section.key.as_deref()).unwrap_or("");
        if SILENT.contains(&key) {
            return;
        }
        let Some(lead) = self.lead(sentence, key) else { return };
        let rest = sentence
            .text
            .get(lead.end..)
            .unwrap_or("")
            .trim_matches(|c: char| c.is_whitespace() || c == ':');
        // "Vi rekommenderar följande åtgärder för alla system:" names what is listed.
        let led = sentence.text.get(..lead.end).unwrap_or("").trim_end_matches([' ', ':']);
        let names = sentence.text.ends_with(':') && led.ends_with("följande");
        if names || rest.chars().filter(|c| c.is_alphabetic()).count() < 8 {
            self.list(sentence.block + 1, lead.who);
            return;
        }
        let text = if lead.whole { sentence.text.as_str() } else { rest };
        let advised = self.words.recommendation.obliges.is_match(rest);
        if lead.whole || advised || self.begins(rest, true) {
            let said = Said { as_written: text.to_owned(), lines: sentence.lines };
            let said = self.with_what_follows(sentence, said);
            self.push(said, None, lead.who.clone());
            self.list_without_bullets(sentence.block + 1, lead.who);
        }
    }

    /// A recommendation that ends in a colon, with the paragraph that says what it means and the points of that.
    fn with_what_follows(&mut self, sentence: &Sentence, mut said: Said) -> Said {
        let at = sentence.block + 1;
        let last = |block: &Block| block.text.ends_with(&sentence.text);
        let open = sentence.text.ends_with(':') && self.sheet.blocks.get(at - 1).is_some_and(last);
        let next = self.sheet.blocks.get(at).filter(|next| open && self.tells(next));
        // Only what says nothing without it needs what follows.
        let short = said.as_written.split_whitespace().count() <= SHORT;
        let fits = |next: &&Block| short && next.text.chars().count() < 400;
        let Some(next) = next.filter(fits) else { return said };
        said.as_written = format!("{}: {}", said.as_written.trim_end_matches(':'), next.text);
        said.lines = said.lines.with(next.lines());
        self.taken.insert(at);
        if next.text.ends_with(':') {
            let indent = |block: &Block| self.sheet.line(block.lines().0).map(|line| line.indent);
            let items = self.sheet.items_after(at);
            let first = items.first().and_then(|item| indent(item));
            for item in items.iter().filter(|item| indent(item) == first) {
                said.as_written.push_str(&format!("\n– {}", item.text));
                said.lines = said.lines.with(item.lines());
            }
            self.taken.extend(at + 1..=at + items.len());
        }
        said
    }

    /// Whether a block is a paragraph, or leads in points alone on its line as a heading stands.
    fn tells(&self, block: &Block) -> bool {
        let weak = |nth: usize| self.sheet.sections.get(nth).is_some_and(|s| s.level == WEAK);
        match block.shape {
            Shape::Heading(nth) => weak(nth) && block.text.ends_with(':'),
            Shape::Paragraph => true,
            Shape::Item(_) => false,
        }
    }

    fn lead(&self, sentence: &Sentence, key: &str) -> Option<Lead> {
        let words = &self.words.recommendation;
        let text = sentence.text.as_str();
        if !words.telling.is_match(text) || words.should_not.is_match(text) {
            return None;
        }
        let own = words.recommenders.is_match(text);
        // Observations and backgrounds tell of what others advise or was found before, often without saying who.
        if matches!(key, "observations" | "background") && !own {
            return None;
        }
        let given_by_others = words.gives.is_match(text) && !own;
        if given_by_others
            || words.recommend.find(text).is_some_and(|verb| !self.own_advice(text, &verb))
        {
            return None;
        }
        // What is recommended may well speak of what was before; what leads it in may not.
        let earlier = |end: usize| words.not_leads.is_match(text.get(..end).unwrap_or(text));
        let led = words.leads.iter().find_map(|pattern| {
            let found = pattern.captures(text)?;
            Some(Lead {
                who: found.name("who").map(|who| who.as_str().to_owned()),
                end: found.get(0)?.end(),
                whole: false,
            })
        });
        if led.as_ref().is_some_and(|led| earlier(led.end)) {
            return None;
        }
        led.or_else(|| {
            if earlier(text.len()) {
                return None;
            }
            let found = self.obliged(text)?;
            let end = found.get(0)?.end();
            let list = found.get(0)?.as_str().trim_end().ends_with(':');
            let placed = matches!(
                key,
                "recommendations" | "assessment" | "summary" | "verdicts" | "request"
            );
            let who = found.name("who").map(|who| who.as_str().to_owned());
            (list || placed).then_some(Lead { who, end, whole: !list })
        })
    }

    /// What a sentence says that a body should do, with the body ("Nämnden bör", "Vidare bör nämnden").
    fn obliged<'t>(&self, text: &'t str) -> Option<Parts<'_, 't>> {
        let words = &self.words.recommendation;
        words.should.captures(text).or_else(|| words.should_also.captures(text))
    }

    /// Whether it is the auditors who recommend: what others recommend is told of in the same words.
    fn own_advice(&self, text: &str, verb: &Found) -> bool {
        let words = &self.words.recommendation;
        let before = text.get(..verb.start()).unwrap_or("");
        let after = text.get(verb.end()..).unwrap_or("");
        if words.told_advice.is_match(before) || words.told_advice.is_match(verb.as_str()) {
            return false;
        }
        let nearest = words.recommenders.find_iter(before).last();
        let ahead = nearest.is_some_and(|who| {
            let gap = before.get(who.end()..).unwrap_or("");
            gap.split_whitespace().count() < 3 || gap.trim_end().ends_with(" och")
        });
        let behind = words
            .recommenders
            .find(after)
            .is_some_and(|who| after.get(..who.start()).is_some_and(|gap| gap.trim().is_empty()));
        let passive = verb.as_str().ends_with('s');
        passive || ahead || behind || !before.contains(char::is_alphabetic)
    }

    /// Reads the list from a block on; a name of a body between items tells to whom the next are given.
    fn list(&mut self, from: usize, who: Option<String>) {
        let mut who = who;
        let mut any = false;
        for (at, block) in self.sheet.blocks.iter().enumerate().skip(from) {
            match &block.shape {
                Shape::Item(number) => {
                    self.item(at, block, number.clone(), who.clone());
                    who = self.turn(&block.text).map(|(_, next)| next).or(who);
                    any = true;
                }
                _ if self.body_name(block) => {
                    who = Some(self.named(block.text.trim_end_matches(':')))
                }
                // To whom each is given may be said between the words that lead them in and the first.
                Shape::Paragraph if !any && self.gives(at, block) => {}
                Shape::Paragraph if !any => return self.list_without_bullets(from, who),
                Shape::Paragraph if self.rule_between(at, block, from) => {
                    self.push(block.whole(), None, who.clone());
                    self.taken.insert(at);
                }
                _ => return,
            }
        }
    }

    /// Whether a paragraph over a list says to whom its recommendations are given, and none of them.
    fn gives(&self, at: usize, block: &Block) -> bool {
        let words = &self.words.recommendation;
        let listed = self.sheet.blocks.get(at + 1).is_some_and(Block::is_item);
        listed && words.given.is_match(&block.text) && !self.begins(&block.text, false)
    }

    /// Whether a paragraph in a list is a rule of it that lost its bullet: it obliges, and the list goes on below it.
    fn rule_between(&self, at: usize, block: &Block, from: usize) -> bool {
        let line = |at: usize| {
            let block = self.sheet.blocks.get(at).filter(|block| block.is_item())?;
            self.sheet.line(block.lines().0)
        };
        let plain = |at: usize| line(at).is_some_and(|line| line.bullet);
        let indent = |at: usize| line(at).map(|line| line.indent);
        let goes_on = plain(from) && plain(at + 1) && indent(at + 1) == indent(from);
        let obliges = self.words.recommendation.obliges.is_match(&block.text);
        goes_on && obliges && block.text.ends_with('.') && block.text.chars().count() < 600
    }

    /// The body in a line over its recommendations ("Nämnden", "Till nämnden:", "Nämnden bör").
    fn named(&self, line: &str) -> String {
        let words = &self.words.recommendation;
        let found = words.given_to.captures(line).or_else(|| words.should.captures(line));
        let who = found.and_then(|found| found.name("who"));
        who.map_or(line, |who| who.as_str()).to_owned()
    }

    /// The body that a recommendation itself names: before it, after it, or as who should do it.
    fn own_addressee(&self, text: &str) -> Option<String> {
        let words = &self.words.recommendation;
        let found = words.given_after.captures(text).or_else(|| words.given_before.captures(text));
        found.and_then(|found| found.name("who")).map(|who| who.as_str().to_owned())
    }

    /// Where an item ends and turns to another body ("… samt nämnden att").
    fn turn(&self, text: &str) -> Option<(usize, String)> {
        let found = self.words.recommendation.turn.captures(text)?;
        Some((found.get(0)?.start(), found.name("who")?.as_str().to_owned()))
    }

    fn body_name(&self, block: &Block) -> bool {
        let text = block.text.trim_end_matches(':');
        let weak = match block.shape {
            Shape::Heading(nth) => {
                self.sheet.sections.get(nth).is_some_and(|section| section.level == WEAK)
            }
            Shape::Paragraph => true,
            Shape::Item(_) => false,
        };
        let count = text.split_whitespace().count();
        let short = count < 4 && self.words.evidence.group_words.is_match(text);
        let told = || count < 10 && self.words.recommendation.given_to.is_match(text);
        weak && !text.ends_with('.') && (short || told())
    }

    fn item(&mut self, at: usize, block: &Block, number: Option<String>, who: Option<String>) {
        let indent = |no: usize| self.sheet.line(no).map_or(0, |line| line.indent);
        let deeper = self.sheet.blocks.get(at.wrapping_sub(1)).is_some_and(Block::is_item)
            && indent(block.lines().0) > self.indent;
        let near = |known: &Recommendation| known.said.lines.1 + 2 >= block.lines().0;
        let last = self.found.last_mut().map(|(_, known)| known).filter(|known| near(known));
        if let Some(known) = last.filter(|known| deeper || known.said.as_written.ends_with(':'))
            && number.is_none()
        {
            known.said.as_written.push_str(&format!(" {}", block.text));
            known.said.lines = known.said.lines.with(block.lines());
            self.taken.insert(at);
            return;
        }
        self.indent = indent(block.lines().0);
        if self.push(block.whole(), number, who) {
            self.taken.insert(at);
        }
    }

    /// Where conversion lost the bullets, each item still begins as a recommendation does.
    fn list_without_bullets(&mut self, from: usize, who: Option<String>) {
        for (at, block) in self.sheet.blocks.iter().enumerate().skip(from) {
            let fits = block.shape == Shape::Paragraph
                && block.text.chars().count() < 600
                && !block.text.ends_with(':')
                && self.begins(&block.text, false);
            if !fits || !self.push(block.whole(), None, who.clone()) {
                return;
            }
            self.taken.insert(at);
        }
    }

    /// Whether words begin as a recommendation: an infinitive within the first few words.
    fn begins(&self, text: &str, led: bool) -> bool {
        let words = &self.words.recommendation;
        let mut tokens = text
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
        let Some(first) = tokens.next() else { return false };
        if words.infinitive.is_match(&first) && !words.no_verb.is_match(&first) {
            return led || !text.starts_with(|c: char| c.is_ascii_digit());
        }
        let near = tokens.take(8).any(|word| words.infinitive.is_match(&word));
        let small = text.starts_with(char::is_lowercase);
        (led && small) || (near && words.openers.contains(&first) && (small || led))
    }

    /// A section of recommendations whose list stands right under its heading.
    fn listed(&mut self, nth: usize, title: &str) {
        let range = self.sheet.blocks_of_section(nth);
        let groups = &self.words.evidence.group_words;
        let given_to = title.split_once(" till ").map_or(title, |(_, who)| who);
        let who = groups.find(given_to).filter(|who| who.as_str().len() > 6);
        let whole = given_to.len() < title.len();
        let who = who.map(|who| if whole { given_to } else { who.as_str() }.to_owned());
        let first = self.sheet.blocks.get(range.start).filter(|_| !range.is_empty());
        if first.is_some_and(|block| block.is_item() || self.body_name(block))
            && !self.taken.contains(&range.start)
        {
            return self.list(range.start, who);
        }
        // Without bullets, and not where older recommendations are followed up.
        let older = self.sheet.about(&["follow-up", "earlier"]).next().is_some();
        if !older && first.is_some() {
            self.list_without_bullets(range.start, who);
        }
    }

    /// A table of recommendations and nothing that was done or said about them.
    fn tabled(&mut self) {
        let tables = &self.words.tables;
        for table in &self.sheet.tables {
            let plain = table.columns.iter().all(|column| tables.beside.contains(column));
            let Some(advice) = table.column(&tables.advice).filter(|_| plain) else { continue };
            let number = table.columns.iter().position(|column| column == "nr");
            let given = table.column(&tables.given);
            for row in &table.rows {
                let own = number.and_then(|at| row.cells.get(at));
                let own = own.map(|cell| cell.as_written.clone()).filter(|own| !own.is_empty());
                let who = given.and_then(|at| row.cells.get(at));
                let who = who.map(|cell| cell.as_written.clone()).filter(|who| !who.is_empty());
                if let Some(said) = row.cells.get(advice) {
                    self.push(said.clone(), own, who);
                }
            }
        }
    }

    /// Recommendations that carry their own label (`R1`, `Rekommendation 2`), before them or on a line of its own.
    fn numbered(&mut self) {
        for (at, block) in self.sheet.blocks.iter().enumerate() {
            if let Some((number, next)) = self.labelled(at, block) {
                let end = super::sentences::ends(&next.text, self.words).first().copied();
                let said = next.said(0, end.unwrap_or(next.text.len()));
                self.push(said, Some(number), None);
                continue;
            }
            let Shape::Item(Some(number)) = &block.shape else { continue };
            let label = self
                .sheet
                .line(block.lines().0)
                .map(|line| line.text.to_lowercase())
                .unwrap_or_default();
            let own = number.starts_with('R')
                || label.starts_with("rekommendation")
                || label.starts_with("rek.");
            let key =
                self.sheet.section_at(block.lines().0).and_then(|section| section.key.as_deref());
            // "Rek. 1 syftar till …" speaks of a recommendation and gives none.
            let told =
                block.text.starts_with(char::is_lowercase) && !self.begins(&block.text, false);
            let silent = matches!(key, Some("follow-up" | "earlier"));
            if own && !told && !silent && !self.taken.contains(&at) {
                self.push(block.whole(), Some(number.clone()), None);
            }
        }
    }

    /// The number of a label that stands alone, and the recommendation below it.
    fn labelled(&self, at: usize, block: &Block) -> Option<(String, &Block)> {
        let label = block.text.trim_end_matches([':', '.']);
        let found = self.words.fixed.label_number.captures(label)?;
        let alone = found.get(2)?.as_str().is_empty() && label.to_lowercase().starts_with("rek");
        let section = self.sheet.section_at(block.lines().0);
        let key = section.and_then(|section| section.key.as_deref());
        if !alone || matches!(key, Some("follow-up" | "earlier")) || self.taken.contains(&(at + 1))
        {
            return None;
        }
        let next = self.sheet.blocks.get(at + 1).filter(|next| next.shape == Shape::Paragraph)?;
        let should = &self.words.recommendation.should;
        let advises = should.is_match(&next.text) || self.begins(&next.text, false);
        advises.then_some((found.get(1)?.as_str().to_owned(), next))
    }

    fn push(&mut self, mut said: Said, number: Option<String>, who: Option<String>) -> bool {
        let long = said.as_written.chars().count();
        let stems = Stems::of(&said.as_written, self.words);
        if stems.len() < 2
            || long > 1500
            || said.as_written.ends_with('?')
            || self.found.len() >= MOST
        {
            return false;
        }
        let end = self.turn(&said.as_written).map_or(said.as_written.len(), |(end, _)| end);
        let own = trimmed(said.as_written.get(..end).unwrap_or(""));
        // "att" ties an item to the words that lead it in.
        let bare = own.strip_prefix("att ").filter(|bare| self.begins(bare, false));
        said.as_written = bare.unwrap_or(own).to_owned();
        let who = self.own_addressee(&said.as_written).or(who).or_else(|| {
            let found = self.obliged(&said.as_written)?;
            found.name("who").map(|who| who.as_str().to_owned())
        });
        let lines = said.lines;
        let place = self.sheet.place(lines);
        let same = |known: &Stems| {
            let few = known.len().min(stems.len());
            known.like(&stems) >= SAME
                || (few > 2 && known.within(&stems).max(stems.within(known)) >= 0.95)
        };
        if let Some((_, known)) = self.found.iter_mut().find(|(known, _)| same(known)) {
            if !known.places.iter().any(|known| known.lines.meet(lines)) {
                known.places.push(place);
            }
            known.number = known.number.take().or(number);
            known.addressee = known.addressee.take().or(who);
            return true;
        }
        self.found
            .push((stems, Recommendation { number, addressee: who, places: vec![place], said }));
        true
    }
}

/// An item without the word or comma that ties it to the next.
pub fn trimmed(text: &str) -> &str {
    let text = text.trim().trim_end_matches([',', ';']);
    let text = text.strip_suffix(" att").filter(|text| text.contains(" samt")).unwrap_or(text);
    let cut = [", samt", " samt", ", och", " och"].iter().find_map(|tie| text.strip_suffix(tie));
    cut.unwrap_or(text).trim_end_matches([',', ';'])
}
