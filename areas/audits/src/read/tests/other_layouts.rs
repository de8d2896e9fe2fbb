//! Reports and answers of layouts that no other text here has, all invented (AUD-04, AUD-12, AUD-15, AUD-19).

use jiff::civil::date;

use super::{Kind, Reading, fixture, keys, reading};

/// What each answer is about, and its position.
fn positions(found: &Reading) -> Vec<(&str, &str)> {
    assert_eq!(found.kind, Kind::Answer);
    let key = |answer: &'_ super::super::Answer| answer.position.as_ref().map(|p| p.key.clone());
    let known = ["agrees", "partly", "disagrees", "not-stated"];
    let name = |key: Option<String>| known.into_iter().find(|k| Some(*k) == key.as_deref());
    let all = found.answers.iter();
    all.map(|one| (one.subject.as_written.as_str(), name(key(one)).unwrap_or("none"))).collect()
}

#[test]
fn aud_12_recommendations_after_each_section_are_those_of_the_list_at_the_end() {
    let found = reading(&fixture("rapport-rekommendation-per-avsnitt"));
    assert_eq!(keys(&found), ["met", "partly", "not-met"]);
    assert_eq!(found.verdicts[0].grade.as_ref().map(|grade| grade.key.as_str()), Some("partly"));
    let advice: Vec<_> = found
        .recommendations
        .iter()
        .map(|one| (one.number.as_deref(), one.addressee.as_deref(), one.places.len()))
        .collect();
    let board = Some("socialnämnden");
    assert_eq!(advice, [(Some("1"), board, 2), (Some("2"), board, 2), (Some("3"), board, 1)]);
}

#[test]
fn aud_12_a_citys_auditors_write_what_they_have_seen_and_what_they_hold() {
    let found = reading(&fixture("rapport-skrivelse-dels"));
    let said: Vec<_> =
        found.recommendations.iter().map(|one| one.said.as_written.as_str()).collect();
    assert_eq!(said.len(), 3, "what others advise is no recommendation: {said:?}");
    assert!(said[0].starts_with("följa upp") && said[2].starts_with("tydliggöra"), "{said:?}");
    assert_eq!(found.request.unwrap().by.unwrap().latest, Some(date(2026, 6, 15)));
}

#[test]
fn aud_15_a_comment_below_what_is_said_again_ends_before_who_signs() {
    let found = reading(&fixture("svar-skrivelse-kommentar-rad"));
    assert_eq!(
        positions(&found),
        [
            ("Att nämnden uppdaterar riktlinjerna för bidrag", "agrees"),
            ("Att nämnden inför kontroll av medlemstal", "disagrees"),
            ("Att nämnden kräver återrapportering av projektbidrag", "partly"),
        ]
    );
    let last = &found.answers[2].parts[0].said.as_written;
    assert!(last.ends_with("1 juli 2026."), "{last}");
    assert_eq!(found.promises[0].latest, Some(date(2026, 5, 31)));
}

#[test]
fn aud_15_a_company_answers_its_lay_auditors_in_a_letter() {
    let found = reading(&fixture("svar-brev-vi-foretag"));
    assert_eq!(
        positions(&found),
        [
            ("fastställa en flerårig underhållsplan", "agrees"),
            ("dokumentera alla direktupphandlingar", "not-stated"),
            ("införa en särskild upphandlingsfunktion", "disagrees"),
        ]
    );
    let promised: Vec<_> = found.promises.iter().map(|one| (one.answer, one.latest)).collect();
    assert_eq!(promised, [(Some(0), Some(date(2026, 9, 30)))]);
}

#[test]
fn aud_15_a_table_of_positions_with_dashes_where_nothing_is_done() {
    let found = reading(&fixture("svar-tabell-streck-stallning"));
    assert_eq!(
        positions(&found),
        [
            ("Upprätta en plan för reservkraft vid samtliga sjukhus", "agrees"),
            ("Öva elavbrott tillsammans med kommunerna", "partly"),
            ("Flytta ansvaret för reservkraft till beredskapsenheten", "disagrees"),
        ]
    );
    let latest: Vec<_> = found.promises.iter().map(|promise| promise.latest).collect();
    assert_eq!(latest, [Some(date(2026, 12, 31)), Some(date(2027, 5, 31))]);
    let parts: Vec<_> = found.answers[2].parts.iter().map(|part| part.key.as_str()).collect();
    assert_eq!(parts, ["answer"], "a dash says nothing");
}

#[test]
fn aud_15_what_the_auditors_hold_is_answered_in_the_same_sentence() {
    let answer = |sentence: &str| {
        let text = format!(
            "Miljönämnden\n2026-03-01\n\nSvar på granskning av tillsyn\n\nRekommendation 1\nUpprätta en \
             tillsynsplan.\n\nSvar\n{sentence} Tillsynen planeras årligen.\n"
        );
        let found = reading(&text);
        found.answers.first().and_then(|one| Some(one.position.as_ref()?.key.clone()))
    };
    for (sentence, key) in [
        ("Revisorernas bedömning delas av nämnden.", "agrees"),
        ("Revisorernas bedömning delas inte av nämnden.", "disagrees"),
        ("Revisorernas bedömning delas inte fullt ut av nämnden.", "partly"),
        ("Revisorernas slutsats ställer sig nämnden bakom.", "agrees"),
        ("Nämnden delar däremot inte revisorernas bedömning.", "disagrees"),
        ("Nämnden instämmer i bedömningen, dock inte i att planen saknas.", "partly"),
        ("Revisorerna bedömer att nämnden saknar en plan.", "not-stated"),
    ] {
        assert_eq!(answer(sentence).as_deref(), Some(key), "{sentence}");
    }
}
