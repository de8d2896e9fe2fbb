//! Answers in the formats in use (R-17, AUD-15, AUD-16, AUD-19).

use jiff::civil::date;

use super::super::Lines;
use super::{Kind, Reading, asked, fixture, reading};

fn position(answer: &super::super::Answer) -> &str {
    answer.position.as_ref().map_or("none", |grade| grade.key.as_str())
}

#[test]
fn aud_16_format_a_question_auditors_view_and_answer() {
    let found = reading(&fixture("svar-a"));
    assert_eq!(found.kind, Kind::Answer);
    assert_eq!(found.answers.len(), 2);
    assert!(
        found.answers.iter().all(|answer| answer.to == "question" && answer.auditors.is_some())
    );
    assert_eq!(position(&found.answers[0]), "agrees");
    let latest: Vec<_> =
        found.promises.iter().map(|promise| (promise.answer, promise.latest)).collect();
    assert_eq!(
        latest,
        [
            (Some(0), Some(date(2017, 11, 30))),
            (Some(1), Some(date(2018, 12, 31))),
            (Some(1), Some(date(2018, 12, 31)))
        ]
    );
}

#[test]
fn aud_16_format_b_four_headings() {
    let found = reading(&fixture("svar-b"));
    let parts: Vec<Vec<&str>> =
        found.answers.iter().map(|a| a.parts.iter().map(|p| p.key.as_str()).collect()).collect();
    assert_eq!(parts, [["done", "planned", "timetable", "views"]; 2]);
    assert_eq!(position(&found.answers[0]), "agrees");
    assert!(found.promises.iter().any(|promise| promise.latest == Some(date(2024, 12, 3))));
    assert!(
        !found.promises.iter().any(|promise| promise.latest == Some(date(2024, 3, 12))),
        "what is done is no promise"
    );
}

#[test]
fn aud_15_format_c_positions_also_on_parts() {
    let found = reading(&fixture("svar-c"));
    let positions: Vec<&str> = found.answers.iter().map(position).collect();
    assert_eq!(positions, ["not-stated", "partly", "agrees", "agrees", "agrees", "disagrees"]);
    let claims: Vec<(&str, &str)> = found.answers[1]
        .claims
        .iter()
        .map(|c| (c.claim.as_str(), c.position.key.as_str()))
        .collect();
    assert_eq!(
        claims,
        [("texterna inte är uppdaterade", "agrees"), ("ansvar saknas", "disagrees")]
    );
    assert_eq!((asked(&found, "position"), asked(&found, "position-uncertain")), (1, 1));
}

#[test]
fn aud_19_promises_with_the_words_used() {
    let found = reading(&fixture("svar-c"));
    let promises: Vec<(&str, Option<jiff::civil::Date>)> =
        found.promises.iter().map(|p| (p.words.as_str(), p.latest)).collect();
    assert_eq!(
        promises,
        [
            ("våren 2025", Some(date(2025, 5, 31))),
            ("under 2025", Some(date(2025, 12, 31))),
            ("senast andra halvåret 2025", Some(date(2025, 12, 31))),
            ("2025-2026", Some(date(2026, 12, 31))),
            ("under 2026", Some(date(2026, 12, 31))),
            ("tidigast 2026", None),
            ("Q2 2025", Some(date(2025, 6, 30))),
        ]
    );
    assert_eq!(found.promises[5].earliest, Some(date(2026, 1, 1)));
}

#[test]
fn aud_16_an_answer_in_a_table() {
    let found = reading(&fixture("svar-tabell"));
    assert_eq!(found.answers.len(), 2);
    let latest: Vec<_> = found.promises.iter().map(|promise| promise.latest.unwrap()).collect();
    assert_eq!(latest, [date(2023, 9, 30), date(2024, 6, 30)]);
}

#[test]
fn aud_15_an_officials_memorandum() {
    let found = reading(&fixture("svar-tjansteutlatande"));
    assert_eq!(
        found.answers.iter().map(position).collect::<Vec<_>>(),
        ["agrees", "partly", "disagrees"]
    );
    let latest: Vec<_> = found.promises.iter().map(|promise| promise.latest.unwrap()).collect();
    assert_eq!(latest, [date(2025, 3, 31), date(2025, 11, 30)]);
}

#[test]
fn aud_16_questions_with_headings_over_each_part() {
    let found = reading(&fixture("svar-fragor"));
    let views: Vec<&str> =
        found.answers.iter().map(|a| a.auditors.as_ref().unwrap().as_written.as_str()).collect();
    assert_eq!(views, ["Nej, inte ännu.", "Ja, ett arbete har påbörjats.", "Nej, inte fullt ut."]);
    let promises: Vec<(&str, Option<jiff::civil::Date>)> =
        found.promises.iter().map(|p| (p.words.as_str(), p.latest)).collect();
    assert_eq!(
        promises,
        [
            ("till årsskiftet 2018/2019", Some(date(2018, 12, 31))),
            ("med början 2018", None),
            ("hösten 2017", Some(date(2017, 11, 30))),
            ("under 2018", Some(date(2018, 12, 31))),
        ]
    );
}

fn positions(found: &Reading) -> Vec<&str> {
    found.answers.iter().map(position).collect()
}

#[test]
fn aud_15_an_officers_letter_ends_where_its_answers_end() {
    let found = reading(&fixture("svar-tjansteskrivelse"));
    assert_eq!(positions(&found), ["agrees", "agrees", "disagrees"]);
    assert_eq!(
        found.answers[1].subject.as_written,
        "Följ upp avvikelser på övergripande nivå minst en gång per termin."
    );
    assert_eq!(found.answers[2].lines, Lines(34, 37), "what follows is no part of the answer");
    let words: Vec<&str> = found.promises.iter().map(|promise| promise.words.as_str()).collect();
    assert_eq!(words, ["under hösten 2024", "senast den 31 mars 2025", "före halvårsskiftet 2026"]);
    assert_eq!(found.promises[2].latest, Some(date(2026, 6, 30)));
}

#[test]
fn aud_15_answers_without_labels() {
    let found = reading(&fixture("svar-namnd-prosa"));
    assert_eq!(positions(&found), ["agrees", "partly", "disagrees"]);
    let latest: Vec<_> = found.promises.iter().map(|promise| promise.latest).collect();
    assert_eq!(
        latest,
        [Some(date(2024, 9, 30)), Some(date(2024, 12, 31))],
        "what was checked in February is no promise"
    );
}

#[test]
fn aud_15_numbered_answers_of_a_board() {
    let found = reading(&fixture("svar-styrelse-numrerad"));
    assert_eq!(positions(&found), ["agrees", "not-stated", "not-stated"]);
    assert_eq!(asked(&found, "position"), 2, "what takes no position is asked about");
    assert_eq!(found.promises.len(), 3);
    assert_eq!(found.answers[2].lines.1, 24, "the signature is no part of the answer");
}

#[test]
fn aud_15_a_claim_that_is_not_shared() {
    let found = reading(&fixture("svar-fragor-prosa"));
    assert_eq!(positions(&found), ["partly", "agrees"]);
    let claims: Vec<&str> =
        found.answers[0].claims.iter().map(|claim| claim.position.key.as_str()).collect();
    assert_eq!(claims, ["agrees", "disagrees"]);
}

#[test]
fn aud_16_a_table_of_answers_with_days() {
    let found = reading(&fixture("svar-region-tabell"));
    assert_eq!(positions(&found), ["agrees", "not-stated"]);
    let latest: Vec<_> = found.promises.iter().map(|promise| promise.latest).collect();
    assert_eq!(latest, [Some(date(2025, 12, 31)), Some(date(2026, 3, 31))]);
}

#[test]
fn aud_15_labels_with_dashes_and_further_views_of_the_whole() {
    let found = reading(&fixture("svar-avfall"));
    assert_eq!(positions(&found), ["not-stated", "agrees"]);
    let keys: Vec<Vec<&str>> = found
        .answers
        .iter()
        .map(|answer| answer.parts.iter().map(|part| part.key.as_str()).collect())
        .collect();
    assert_eq!(keys, [vec!["answer", "responsible"], vec!["answer"]]);
    let latest: Vec<_> = found.promises.iter().map(|promise| promise.latest).collect();
    assert_eq!(latest, [Some(date(2023, 2, 28)), Some(date(2023, 8, 31))]);
}

#[test]
fn aud_15_answers_to_what_a_board_should_do() {
    let found = reading(&fixture("svar-hyrpersonal"));
    assert_eq!(positions(&found), ["agrees", "partly", "disagrees"]);
    let latest: Vec<_> = found.promises.iter().map(|promise| promise.latest).collect();
    assert_eq!(latest, [Some(date(2024, 11, 30)), Some(date(2025, 12, 31))]);
}

#[test]
fn aud_15_a_list_that_only_repeats_what_was_recommended_is_not_answered() {
    let found = reading(&fixture("svar-livsmedel"));
    assert_eq!(positions(&found), [""; 0]);
    let latest: Vec<_> = found.promises.iter().map(|promise| promise.latest).collect();
    assert_eq!(latest, [Some(date(2025, 12, 31)), Some(date(2025, 4, 30))]);
}
