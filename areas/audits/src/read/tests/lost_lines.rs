//! Texts that lost their line breaks: less is found, never other things, and the loss is told.

use proptest::prelude::*;

use super::super::{Kind, Lines};
use super::kronoberg::FILE;
use super::{Reading, asked, fixture, keys, reading, sample};

const LONG: [&str; 12] = [
    "rapport-koldmedier",
    "rapport-arkiv",
    "rapport-lokalvard",
    "rapport-direktupphandling",
    "rapport-kontrollmal",
    "rapport-skolskjuts",
    "rapport-avfall",
    "region-hyrpersonal",
    "region-hygien",
    "region-pilar",
    "region-trafikljus",
    "kommun-kolumner",
];

fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is found without lines and not with them.
fn wrong(lined: &Reading, flat: &Reading) -> Vec<String> {
    // Hyphens at line ends can no longer be told from others.
    let bare = |text: &str| text.replace(['-', ' '], "").to_lowercase();
    let asked: Vec<String> = lined.questions.iter().map(|q| bare(&q.said.as_written)).collect();
    let given: Vec<String> =
        lined.recommendations.iter().map(|r| bare(&r.said.as_written)).collect();
    let questions = flat.questions.iter().filter_map(|question| {
        let nth = asked.iter().position(|known| *known == bare(&question.said.as_written));
        let known = nth.and_then(|nth| lined.questions.get(nth));
        let same = known.is_some_and(|known| {
            let (was, is) = (&known.grade, &question.grade);
            is.as_ref().is_none_or(|is| was.as_ref().is_some_and(|was| was.key == is.key))
        });
        (!same).then(|| format!("question: {}", question.said.as_written))
    });
    let advice = flat.recommendations.iter().filter_map(|one| {
        let known = given.contains(&bare(&one.said.as_written));
        (!known).then(|| format!("recommendation: {}", one.said.as_written))
    });
    questions.chain(advice).collect()
}

#[test]
fn a_text_on_one_line_gives_nothing_that_its_lines_do_not_give() {
    let texts = LONG.iter().map(|name| (*name, fixture(name)));
    let samples = sample(FILE).map(|text| (FILE, text));
    for (name, text) in texts.chain(samples) {
        let flat = reading(&joined(&text));
        assert_eq!(wrong(&reading(&text), &flat), [""; 0], "{name}");
        let told = asked(&flat, "lines-lost") == 1;
        assert_eq!(told, joined(&text).len() > 1000, "{name}");
        assert!(flat.identity.title.is_none() || !told, "{name}: no title can be told");
    }
}

#[test]
fn aud_04_questions_and_advice_on_one_line() {
    let found = reading(&joined(&fixture("rapport-koldmedier")));
    assert_eq!(found.kind, Kind::Report);
    assert_eq!(keys(&found), ["met", "not-met", "partly", "not-met"]);
    assert_eq!(found.recommendations.len(), 3);
    assert!(
        found.recommendations.iter().all(|r| r.addressee.as_deref() == Some("tekniska nämnden"))
    );
}

#[test]
fn a_page_to_a_line_keeps_the_pages_as_places() {
    let text = fixture("rapport-arkiv");
    let pages: Vec<String> = text.split("\nInledning\n").map(joined).collect();
    let found = reading(&pages.join("\nInledning "));
    assert_eq!(asked(&found, "lines-lost"), 1);
    assert_eq!(found.recommendations.len(), 3);
    assert!(found.recommendations.iter().all(|r| r.said.lines == Lines(1, 1)));
    assert!(found.verdicts.iter().any(|v| v.said.lines.1 <= 2));
}

#[test]
fn a_text_of_common_paragraphs_has_its_lines() {
    let paragraph = "Nämnden följer upp avtalen varje år. ".repeat(12);
    let text = fixture("rapport-fritid").replace("Besöken har minskat.", &paragraph);
    assert_eq!(asked(&reading(&text), "lines-lost"), 0);
}

const WORDS: [&str; 20] = [
    "nämnden",
    "arkiv",
    "rekommenderar",
    "vi",
    "kontroll",
    "att",
    "är",
    "och",
    "rutin",
    "Tydlig",
    "Kommunen",
    "brister",
    "2024",
    "följer",
    "upp",
    "bör",
    "inte",
    "skolan",
    "bedömning",
    "granskning",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_prose_gives_no_findings(order in prop::collection::vec(0..WORDS.len(), 0..400), width in 5..60usize) {
        let text: String = order
            .chunks(width)
            .map(|line| line.iter().map(|nth| WORDS[*nth]).collect::<Vec<_>>().join(" "))
            .collect::<Vec<_>>()
            .join(".\n");
        let found = reading(&text);
        prop_assert!(found.recommendations.is_empty() && found.questions.is_empty(), "{found:?}");
    }

    #[test]
    fn places_lie_within_a_text_without_lines(parts in prop::collection::vec((0..4usize, 1..40usize), 1..8)) {
        let line = |(kind, times): &(usize, usize)| ["a b. ", "Syfte Syftet är att. ", "• Se över x. ", "1.1 Mål Vi "][*kind].repeat(*times * 3);
        let text = parts.iter().map(line).collect::<Vec<_>>().join("\n");
        super::robust::lines_hold(&text);
    }
}
