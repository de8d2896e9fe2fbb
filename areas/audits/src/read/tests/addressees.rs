//! To whom recommendations are given, questions that stand where they are answered, and short letters (AUD-03, AUD-04, AUD-12).

use jiff::civil::date;

use super::{Kind, Reading, fixture, keys, reading};

/// Each recommendation's addressee, in the order that they stand.
fn given_to(name: &str) -> Vec<String> {
    let found = reading(&fixture(name));
    found.recommendations.into_iter().map(|one| one.addressee.unwrap_or_default()).collect()
}

#[test]
fn aud_12_the_first_ones_to_the_board_and_the_others_to_the_executive() {
    let (board, director) = ("regionstyrelsen", "regiondirektören");
    assert_eq!(given_to("rapport-rek-flera-adressater"), [board, board, board, director, director]);
    let found = reading(&fixture("rapport-rek-flera-adressater"));
    let numbers: Vec<_> =
        found.recommendations.iter().map(|one| one.number.as_deref().unwrap_or("")).collect();
    assert_eq!(numbers, ["1", "2", "3", "4", "5"]);
}

#[test]
fn aud_12_addressees_told_by_number_below_the_list() {
    let (board, schools) = ("kommunstyrelsen", "utbildningsnämnden");
    assert_eq!(given_to("rapport-rek-nummer-adressat"), [board, board, schools, schools]);
    assert_eq!(
        given_to("rapport-rek-nummer-parentes"),
        ["regionstyrelsen", "regionstyrelsen", "regiondirektören"]
    );
}

#[test]
fn aud_12_lines_that_name_the_body_over_its_recommendations() {
    assert_eq!(
        given_to("rapport-rek-rubriker"),
        ["socialnämnden", "socialnämnden", "kommunstyrelsen", "nämnden och kommunstyrelsen"]
    );
}

#[test]
fn aud_12_the_body_stands_in_brackets_after_each() {
    assert_eq!(
        given_to("rapport-rek-parentes"),
        ["kommunstyrelsen", "kommunstyrelsen och socialnämnden", "samtliga nämnder"]
    );
}

#[test]
fn aud_12_a_table_says_to_whom_each_is_given() {
    let board = "Kommunstyrelsen";
    assert_eq!(given_to("rapport-rek-tabell-adressat"), [board, board, "Samtliga nämnder"]);
}

#[test]
fn aud_12_what_each_body_should_do_in_sentences_and_lists() {
    assert_eq!(
        given_to("rapport-rek-bor-blandat"),
        ["Socialnämnden", "Socialnämnden", "kommunstyrelsen", "Förvaltningen"],
        "what others think that the board should do is no recommendation"
    );
}

#[test]
fn aud_09_questions_stand_only_where_they_are_answered() {
    let found = reading(&fixture("rapport-nedan-redovisas"));
    assert_eq!(keys(&found), ["met", "partly", "not-met"]);
    assert_eq!(found.questions[0].said.as_written, "Finns en aktuell avfallsplan?");
    assert!(found.questions.iter().all(|question| !question.overall));
    let to: Vec<_> =
        found.recommendations.iter().filter_map(|one| one.addressee.as_deref()).collect();
    assert_eq!(to, ["tekniska nämnden", "tekniska nämnden", "kommunstyrelsen"]);
}

#[test]
fn aud_09_questions_of_a_companys_lay_auditors_follow_their_lead() {
    let found = reading(&fixture("bolag-nedan-besvaras"));
    assert_eq!(keys(&found), ["met", "not-met"]);
    assert_eq!(given_to("bolag-nedan-besvaras"), ["styrelsen"]);
}

#[test]
fn aud_03_a_short_letter_that_does_not_say_that_it_sends_a_report() {
    let by = |found: &Reading| found.request.as_ref()?.by.as_ref()?.latest;
    for (name, day) in [
        ("brev-kort-med-rapport", date(2025, 3, 31)),
        ("brev-kort-yttrande-onskas", date(2026, 2, 27)),
        ("brev-kort-beslut", date(2024, 9, 30)),
    ] {
        let found = reading(&fixture(name));
        assert_eq!((found.kind, by(&found)), (Kind::CoverLetter, Some(day)), "{name}");
    }
    let found = reading(&fixture("stadsrevision-hemtjanst"));
    assert_eq!(found.kind, Kind::Report, "a short report that asks for an answer says what it is");
}
