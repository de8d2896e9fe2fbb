//! To whom each of several recommendations is given, where a sentence says so of them together (AUD-12).

use std::ops::Range;

use super::patterns::Parts;
use super::reading::Recommendation;
use super::sentences::Sentence;
use super::sheet::Sheet;
use super::words::Words;

/// Gives recommendations the addressees that sentences give them ("De tre första riktar sig till regionstyrelsen och övriga
/// till regiondirektören"). What such a sentence does not fit is left as it is.
///
/// Takes the recommendations in the order that they first stand.
pub fn address(sheet: &Sheet, found: &mut [Recommendation], words: &Words) {
    let rules = &words.recommendation;
    for sentence in &sheet.sentences {
        let section = sheet.section_at(sentence.lines.0);
        let key = section.and_then(|section| section.key.as_deref());
        let older = matches!(key, Some("follow-up" | "earlier"))
            || rules.not_leads.is_match(&sentence.text);
        let mut given: Vec<Parts> = rules.given.captures_iter(&sentence.text).collect();
        if rules.telling.is_match(&sentence.text) {
            given.extend(rules.given_numbers.captures_iter(&sentence.text));
        }
        if older || given.is_empty() {
            continue;
        }
        let list = listed(sheet, sentence, found);
        let mut said: Vec<(usize, String)> = Vec::new();
        for one in &given {
            let Some(who) = one.name("who") else { continue };
            let known: Vec<usize> = said.iter().map(|(at, _)| *at).collect();
            let meant = meant(one, &list, &known, found, words);
            said.extend(meant.into_iter().map(|at| (at, who.as_str().to_owned())));
        }
        for (at, who) in said {
            if let Some(recommendation) = found.get_mut(at) {
                recommendation.addressee = Some(who);
            }
        }
    }
}

/// The recommendations that a sentence leads in, as indices: those that stand after it in its section, else those before.
fn listed(sheet: &Sheet, sentence: &Sentence, found: &[Recommendation]) -> Vec<usize> {
    let here = sheet.place(sentence.lines);
    let standing = |after: bool| {
        let mut all: Vec<(usize, usize)> = Vec::new();
        for (at, recommendation) in found.iter().enumerate() {
            let fits = recommendation.places.iter().find(|place| {
                let same = (&place.part, &place.section, &place.title)
                    == (&here.part, &here.section, &here.title);
                same && (place.lines.0 > sentence.lines.0) == after
            });
            all.extend(fits.map(|place| (place.lines.0, at)));
        }
        all.sort_unstable();
        all.into_iter().map(|(_, at)| at).collect::<Vec<_>>()
    };
    let after = standing(true);
    if after.is_empty() { standing(false) } else { after }
}

/// Those that words mean: by number, or by their place in the list; `known` have their addressee already.
fn meant(
    said: &Parts,
    list: &[usize],
    known: &[usize],
    found: &[Recommendation],
    words: &Words,
) -> Vec<usize> {
    if let Some(numbers) = said.name("numbers") {
        return numbered(numbers.as_str(), found);
    }
    let part = |range: Range<usize>| list.get(range).unwrap_or(&[]).to_vec();
    let end = said.name("end").or_else(|| said.name("one"));
    if let Some(end) = end {
        let counts = &words.recommendation.counts;
        let count = match said.name("count") {
            Some(word) => counts.iter().position(|known| *known == word.as_str().to_lowercase()),
            None => Some(0),
        };
        // More than there are is of another list.
        let Some(count) = count.map(|at| at + 1).filter(|count| *count <= list.len()) else {
            return Vec::new();
        };
        let last = end.as_str().eq_ignore_ascii_case("sista");
        return if last { part(list.len() - count..list.len()) } else { part(0..count) };
    }
    if said.name("rest").is_some() {
        // Without those that they are the rest of, nobody knows which.
        let rest = list.iter().filter(|_| !known.is_empty());
        return rest.filter(|at| !known.contains(at)).copied().collect();
    }
    // What all have in common is less than what one of them says, but for the whole name of what it names in short.
    let whole = said.name("who").map(|who| who.as_str().to_lowercase()).unwrap_or_default();
    let short = |own: &str| !whole.contains(' ') && whole.ends_with(&own.to_lowercase());
    let plain =
        |at: &&usize| found.get(**at).is_some_and(|one| one.addressee.as_deref().is_none_or(short));
    list.iter().filter(plain).copied().collect()
}

/// The recommendations of these numbers ("1, 2 och 4", "1–3"), as far as each number is one's alone.
fn numbered(numbers: &str, found: &[Recommendation]) -> Vec<usize> {
    let mut wanted: Vec<u32> = Vec::new();
    let mut through = false;
    for part in numbers.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits: String = part.chars().filter(char::is_ascii_digit).collect();
        if let Ok(number) = digits.parse::<u32>() {
            let from = wanted.last().copied().filter(|last| through && *last < number);
            wanted.extend(from.map_or(number, |last| last + 1)..=number);
            through = false;
        }
        through |= part.contains(['-', '–', 'l']);
    }
    let of = |number: &u32| {
        let same = |one: &Recommendation| {
            let own = one.number.as_deref().map(|own| own.trim_start_matches(['R', ' ']));
            own.and_then(|own| own.parse::<u32>().ok()) == Some(*number)
        };
        let mut all = found.iter().enumerate().filter(|(_, one)| same(one)).map(|(at, _)| at);
        let first = all.next()?;
        all.next().is_none().then_some(first)
    };
    wanted.iter().filter_map(of).collect()
}
