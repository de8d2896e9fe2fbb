//! Answers as other boards, companies and joint bodies set them, on invented subjects (AUD-15, AUD-16, AUD-19).

use jiff::civil::{Date, date};

use super::{Kind, Reading, fixture, reading};

fn positions(found: &Reading) -> Vec<&str> {
    let of = |answer: &super::super::Answer| match &answer.position {
        Some(grade) => grade.key.clone(),
        None => "none".to_owned(),
    };
    let known = ["agrees", "partly", "disagrees", "not-stated", "none"];
    let keys: Vec<String> = found.answers.iter().map(of).collect();
    keys.into_iter().map(|key| known.into_iter().find(|k| *k == key).unwrap()).collect()
}

fn promised(found: &Reading) -> Vec<(&str, Option<Date>)> {
    found.promises.iter().map(|promise| (promise.words.as_str(), promise.latest)).collect()
}

#[test]
fn aud_15_a_statement_with_the_boards_words_under_each_recommendation() {
    let found = reading(&fixture("svar-yttrande-bygg"));
    assert_eq!(found.kind, Kind::Answer);
    assert_eq!(positions(&found), ["agrees", "agrees", "disagrees", "agrees"]);
    assert_eq!(
        promised(&found),
        [
            ("från och med mars 2025", None),
            ("senast 2025-06-30", Some(date(2025, 6, 30))),
            ("vid årsskiftet 2025/2026", Some(date(2025, 12, 31))),
            ("under första halvåret 2026", Some(date(2026, 6, 30))),
        ]
    );
}

#[test]
fn aud_16_a_table_of_five_columns() {
    let found = reading(&fixture("svar-fem-kolumner"));
    assert_eq!(positions(&found), ["agrees", "partly", "disagrees", "agrees"]);
    assert_eq!(
        promised(&found),
        [("Q1 2026", Some(date(2026, 3, 31))), ("Under hösten 2025", Some(date(2025, 11, 30)))]
    );
    let parts: Vec<&str> = found.answers[0].parts.iter().map(|part| part.key.as_str()).collect();
    assert_eq!(parts, ["answer", "planned", "timetable", "responsible"]);
}

#[test]
fn aud_16_four_labels_under_each_recommendation() {
    let found = reading(&fixture("svar-omsorg-rubriker"));
    assert_eq!(positions(&found), ["agrees", "partly", "not-stated"]);
    assert_eq!(
        promised(&found),
        [
            ("kvartal 2 2025", Some(date(2025, 6, 30))),
            ("I början av 2025", Some(date(2025, 4, 30))),
            ("Senast 2026-06-30", Some(date(2026, 6, 30)))
        ],
        "what a model costs in 2025 is no promise"
    );
}

#[test]
fn aud_15_a_companys_letter() {
    let found = reading(&fixture("svar-bolag-brev"));
    assert_eq!(positions(&found), ["agrees", "disagrees", "not-stated"]);
    assert_eq!(
        promised(&found),
        [
            ("under andra kvartalet 2025", Some(date(2025, 6, 30))),
            ("senast i september 2025", Some(date(2025, 9, 30))),
            ("inom sex månader", Some(date(2025, 9, 18)))
        ]
    );
}

#[test]
fn aud_16_question_by_question() {
    let found = reading(&fixture("svar-fraga-for-fraga"));
    assert_eq!(positions(&found), ["agrees", "partly", "none"]);
    assert!(found.answers.iter().all(|answer| answer.to == "question"));
    assert_eq!(promised(&found), [("i slutet av 2024", Some(date(2024, 12, 31)))]);
}

#[test]
fn aud_15_comments_after_labels() {
    let found = reading(&fixture("svar-kommentar-etiketter"));
    assert_eq!(positions(&found), ["not-stated", "agrees", "not-stated"]);
    assert_eq!(
        promised(&found),
        [
            ("i januari 2026", Some(date(2026, 1, 31))),
            ("klart till sommaren 2026", Some(date(2026, 8, 31))),
            ("Q3 2026", Some(date(2026, 9, 30)))
        ]
    );
}

#[test]
fn aud_15_a_joint_body_answers_a_numbered_list() {
    let found = reading(&fixture("svar-direktion-lista"));
    assert_eq!(positions(&found), ["agrees", "disagrees", "partly"]);
    assert_eq!(
        promised(&found),
        [
            ("senast den 1 september 2026", Some(date(2026, 9, 1))),
            ("under kvartal 4", Some(date(2026, 12, 31)))
        ]
    );
}

#[test]
fn aud_15_a_statement_in_running_text() {
    let found = reading(&fixture("svar-gemensamt"));
    assert_eq!(found.kind, Kind::Answer);
    assert!(!positions(&found).contains(&"agrees"), "what is shared as a whole is not each point");
    assert_eq!(
        promised(&found),
        [
            ("under hösten 2024", Some(date(2024, 11, 30))),
            ("senast den 31 mars 2025", Some(date(2025, 3, 31)))
        ]
    );
}

#[test]
fn aud_15_two_boards_answer_in_one_statement() {
    let found = reading(&fixture("svar-tva-namnder"));
    assert_eq!(positions(&found), ["agrees", "disagrees", "agrees"]);
    assert_eq!(
        promised(&found),
        [
            ("under 2026", Some(date(2026, 12, 31))),
            ("i december 2026", Some(date(2026, 12, 31))),
            ("fr.o.m. 2026", None)
        ]
    );
}

#[test]
fn aud_15_positions_of_one_word_in_a_table() {
    let found = reading(&fixture("svar-pastaende-tabell"));
    assert_eq!(positions(&found), ["agrees", "partly", "disagrees"]);
    assert_eq!(
        promised(&found),
        [("2024-12-31", Some(date(2024, 12, 31))), ("våren 2025", Some(date(2025, 5, 31)))]
    );
}

#[test]
fn aud_15_headings_say_again_what_a_list_repeated() {
    let found = reading(&fixture("svar-rubriker-om-igen"));
    assert_eq!(positions(&found), ["agrees", "not-stated", "not-stated"]);
    assert!(found.answers.iter().all(|answer| answer.claims.is_empty()));
    assert_eq!(promised(&found), [("i maj 2023", Some(date(2023, 5, 31)))]);
}

#[test]
fn aud_19_what_begins_at_a_time_has_no_end() {
    let found = reading(&fixture("svar-punkt-for-punkt"));
    assert_eq!(
        promised(&found),
        [("den 1 april 2023", Some(date(2023, 4, 1))), ("från årsskiftet", None)]
    );
}

#[test]
fn aud_15_numbered_conclusions_with_comments() {
    let found = reading(&fixture("svar-slutsatser"));
    assert_eq!(positions(&found), ["not-stated", "partly", "not-stated"]);
    assert_eq!(
        promised(&found),
        [
            ("i juni 2025", Some(date(2025, 6, 30))),
            ("Under 2025", Some(date(2025, 12, 31))),
            ("Senast vid utgången av kvartal 1 2026", Some(date(2026, 3, 31)))
        ],
        "what is done now is no promise"
    );
}
