//! The board's position on a recommendation, also on parts of it (AUD-15).

use super::patterns::Found;
use super::reading::{Answer, Claim, Grade, Said};
use super::sentences;
use super::words::Words;

/// "Not stated outright" on the scale of positions.
pub const NOT_STATED: &str = "not-stated";

/// Finds the positions that an answer takes; where they differ the whole is in part.
pub fn take(answer: &mut Answer, words: &Words) {
    let mut taken: Vec<(Grade, Option<String>)> = Vec::new();
    for part in answer
        .parts
        .iter()
        .filter(|part| matches!(part.key.as_str(), "answer" | "views" | "planned" | "done"))
    {
        let mut from = 0;
        for to in sentences::ends(&part.said.as_written, words) {
            let text = part.said.as_written.get(from..to).unwrap_or("").trim();
            from = to;
            taken.extend(of_sentence(
                &Said { as_written: text.to_owned(), lines: part.said.lines },
                words,
            ));
        }
    }
    let plain: Vec<&Grade> =
        taken.iter().filter(|(_, claim)| claim.is_none()).map(|(grade, _)| grade).collect();
    let all: Vec<&Grade> = if plain.is_empty() {
        taken.iter().map(|(grade, _)| grade).collect()
    } else {
        plain.clone()
    };
    let Some(mut position) = all.first().map(|first| (*first).clone()) else { return };
    let mixed = taken.iter().any(|(other, _)| other.key != position.key);
    if mixed {
        position.key = "partly".to_owned();
        position.wording =
            taken.iter().map(|(grade, _)| grade.wording.as_str()).collect::<Vec<_>>().join(" / ");
    }
    // To deny one claim is not always to deny the recommendation.
    position.uncertain |= plain.is_empty() && !mixed && position.key == "disagrees";
    answer.position = Some(position);
    answer.claims = taken
        .into_iter()
        .filter_map(|(position, claim)| Some(Claim { claim: claim?, position }))
        .collect();
}

/// The position of an answer to a recommendation that neither agrees nor disagrees outright: that it is not stated. The
/// user is asked for it all the same.
pub fn unstated(answer: &mut Answer) {
    let first = answer.parts.first().filter(|_| answer.to == "recommendation");
    let (None, Some(part)) = (&answer.position, first) else { return };
    answer.position = Some(Grade {
        scale: "position".to_owned(),
        key: NOT_STATED.to_owned(),
        wording: String::new(),
        uncertain: false,
        said: part.said.clone(),
    });
}

/// The positions in a sentence, clause by clause; what the auditors think is none.
fn of_sentence(said: &Said, words: &Words) -> Vec<(Grade, Option<String>)> {
    let (text, rules) = (said.as_written.as_str(), &words.answers.claims);
    let told = words.request.told.is_match(text) && !rules.own.is_match(text);
    if told || text.ends_with('?') {
        return Vec::new();
    }
    let parts = |to: usize| !text.get(..to).is_some_and(|text| rules.parts_nothing.is_match(text));
    let cuts: Vec<(usize, usize)> = rules
        .cuts
        .find_iter(text)
        .map(|cut| (cut.start(), cut.end()))
        .filter(|(_, end)| parts(*end))
        .collect();
    let starts = [0].into_iter().chain(cuts.iter().map(|(_, end)| *end));
    let ends = cuts.iter().map(|(start, _)| *start).chain([text.len()]);
    let mut found = Vec::new();
    for (start, end) in starts.zip(ends) {
        let clause = text.get(start..end).unwrap_or("").trim();
        let position = words
            .grades
            .iter()
            .filter(|grade| grade.scale == "position")
            .find_map(|grade| Some((grade, grade.within.as_ref()?.find(clause)?)));
        if let Some((grade, wording)) = position {
            let after = clause.get(wording.start()..).unwrap_or("");
            // What stands within the words themselves is what is answered, not a part of it.
            let between = |claim: &Found| {
                let gap = after.get(wording.as_str().len()..claim.start());
                gap.is_none_or(|gap| rules.other.is_match(gap))
            };
            let claim = rules.about.captures(after).and_then(|about| about.name("claim"));
            let claim = claim.filter(|claim| !between(claim));
            let grade = Grade {
                scale: grade.scale.clone(),
                key: grade.key.clone(),
                wording: wording.as_str().trim().to_owned(),
                uncertain: grade.verify,
                said: said.clone(),
            };
            found.push((
                grade,
                claim.map(|claim| claim.as_str().trim_end_matches(['.', ',']).to_owned()),
            ));
        }
    }
    found
}
