//! Reports in other layouts, on invented municipalities and regions.

use jiff::civil::date;

use super::{Kind, asked, fixture, keys, reading};

#[test]
fn aud_09_a_table_in_columns() {
    let found = reading(&fixture("kommun-kolumner"));
    assert_eq!(keys(&found), ["partly", "met", "not-met", "partly"]);
    assert_eq!(asked(&found, "grade-uncertain"), 1, "«i huvudsak» is asked about");
    assert_eq!(found.verdicts[0].grade.as_ref().unwrap().wording, "inte helt");
    assert_eq!(found.identity.dates[0].date, Some(date(2023, 10, 5)));
    assert_eq!(found.identity.performer.unwrap().as_written, "KPMG AB");
    assert_eq!(found.interviews.len(), 4);
    assert_eq!(found.strengths.len(), 1);
}

#[test]
fn aud_12_recommendations_in_summary_and_conclusion_are_one() {
    let found = reading(&fixture("kommun-kolumner"));
    let places: Vec<usize> = found.recommendations.iter().map(|r| r.places.len()).collect();
    assert_eq!(places, [2, 2, 2]);
    assert!(
        !found.recommendations.iter().any(|r| r.said.as_written.contains("årligen")),
        "what MSB recommends is not the auditors'"
    );
}

#[test]
fn aud_10_answers_on_lines_of_their_own() {
    let found = reading(&fixture("namnd-bor"));
    assert_eq!(keys(&found), ["met", "partly", "not-met"]);
    assert_eq!(found.questions[1].grade.as_ref().unwrap().wording, "Nej, inte fullt ut");
    assert_eq!(found.recommendations.len(), 2);
    assert_eq!(found.recommendations[0].addressee.as_deref(), Some("Socialnämnden"));
    assert_eq!(found.remarks.len(), 1);
    assert_eq!(found.identity.report_number.unwrap().as_written, "3/2023");
    assert_eq!(
        found.documents.iter().filter(|d| d.expired(date(2023, 11, 14)) || d.undated).count(),
        2
    );
}

#[test]
fn aud_09_traffic_lights_in_words() {
    let found = reading(&fixture("region-trafikljus"));
    assert_eq!(keys(&found), ["met", "partly", "not-met"]);
    let numbers: Vec<&str> =
        found.recommendations.iter().filter_map(|r| r.number.as_deref()).collect();
    assert_eq!(numbers, ["R1", "R2"]);
    let laws: Vec<&str> = found.criteria[0].laws.iter().map(|law| law.sfs.as_str()).collect();
    assert_eq!(laws, ["2017:725", "2018:585"]);
}

#[test]
fn aud_21_follow_up_in_words() {
    let found = reading(&fixture("region-trafikljus"));
    let grades: Vec<&str> =
        found.follow_ups.iter().map(|point| point.grade.as_ref().unwrap().key.as_str()).collect();
    assert_eq!(grades, ["done", "not-done", "partly-done", "not-relevant"]);
    assert_eq!(found.follow_ups[3].replaced_by.as_deref(), Some("säker e-post"));
}

#[test]
fn aud_14_a_letter_with_a_last_day() {
    let found = reading(&fixture("missiv-kommun"));
    assert_eq!(found.kind, Kind::CoverLetter);
    assert_eq!(found.recommendations.len(), 2);
    assert_eq!(found.verdicts[0].grade.as_ref().unwrap().key, "not-met");
    let request = found.request.unwrap();
    assert_eq!(request.by.unwrap().latest, Some(date(2023, 2, 16)));
    let mut parts: Vec<&str> = request.parts.iter().map(|part| part.key.as_str()).collect();
    parts.sort_unstable();
    assert_eq!(parts, ["done", "planned", "timetable"]);
    assert!(request.checkpoint.is_some());
}

#[test]
fn a_text_broken_by_conversion() {
    let found = reading(&fixture("konverterad"));
    assert_eq!(keys(&found), ["met", "partly"]);
    assert_eq!(found.recommendations.len(), 2);
    assert_eq!(
        found.identity.title.unwrap().as_written,
        "Granskning av inköp och avtalsuppföljning"
    );
}

#[test]
fn aud_10_assessments_in_sections_of_their_own() {
    let found = reading(&fixture("region-pilar"));
    assert_eq!(keys(&found), ["met", "partly", "partly", "not-met"]);
    assert_eq!(
        asked(&found, "grade-uncertain"),
        1,
        "«inte i tillräcklig utsträckning» is asked about"
    );
    assert_eq!(found.identity.dates[0].date, Some(date(2023, 12, 12)), "dated where it is signed");
    let bodies: Vec<&str> =
        found.recommendations.iter().filter_map(|r| r.addressee.as_deref()).collect();
    assert_eq!(
        bodies,
        ["regionstyrelsen", "regionstyrelsen", "regionstyrelsen", "hälso- och sjukvårdsnämnden"]
    );
    assert_eq!((found.criteria.len(), found.documents.len(), found.interviews.len()), (4, 3, 4));
}

#[test]
fn aud_21_follow_up_point_by_point() {
    let found = reading(&fixture("kommun-uppfoljning"));
    let grades: Vec<&str> =
        found.follow_ups.iter().map(|point| point.grade.as_ref().unwrap().key.as_str()).collect();
    assert_eq!(grades, ["done", "partly-done", "not-done", "not-relevant"]);
    assert!(found.follow_ups[3].replaced_by.as_ref().unwrap().starts_with("en ny lösning"));
    assert_eq!(found.recommendations.len(), 2, "older recommendations are not given again");
}

#[test]
fn aud_12_a_list_tied_by_commas() {
    let found = reading(&fixture("namnd-komma"));
    let words: Vec<&str> =
        found.recommendations.iter().map(|r| r.said.as_written.as_str()).collect();
    assert_eq!(
        words,
        [
            "komplettera registret över behandlingar",
            "ta fram en utbildningsplan",
            "följa upp att planen genomförs."
        ]
    );
    assert_eq!(keys(&found), ["met", "partly", "not-met"]);
}

/// A report with one question and one answer to it.
fn answered(answer: &str) -> String {
    format!(
        "Granskningsrapport\nGranskning av skyddet\n\nSyfte\nSyftet med granskningen är att pröva skyddet.\n\n\
         Revisionsfrågor\n- Har nämnden ett ändamålsenligt skydd mot intrång?\n\nSvar på revisionsfrågorna\n\
         Har nämnden ett ändamålsenligt skydd mot intrång?\n{answer}\n\nRevisionskriterier\n- Kommunallagen\n"
    )
}

#[test]
fn aud_10_every_wording_is_mapped_and_kept() {
    for (answer, expected) in [
        ("Ja.", "met"),
        ("Uppfyllt", "met"),
        ("Svar: Ja, skyddet är gott.", "met"),
        ("Bedömning: Grön", "met"),
        ("Vi bedömer att nämnden har ett ändamålsenligt skydd mot intrång.", "met"),
        ("Vi bedömer att nämnden bör ha ett ändamålsenligt skydd mot intrång.", "none"),
        ("Vi bedömer att nämnden har säkerställt ett ändamålsenligt skydd mot intrång.", "met"),
        ("Delvis uppfyllt", "partly"),
        ("Nej, inte fullt ut.", "partly"),
        ("Ja, ett arbete har påbörjats.", "partly"),
        ("Inte helt.", "partly"),
        ("Ja, i huvudsak.", "partly"),
        ("Till övervägande del.", "partly"),
        ("Gul", "partly"),
        ("Vi bedömer att skyddet mot intrång är delvis ändamålsenligt och effektivt.", "partly"),
        ("Vi bedömer att nämnden inte helt har ett ändamålsenligt skydd mot intrång.", "partly"),
        ("Nej.", "not-met"),
        ("Nej, inte ännu.", "not-met"),
        ("Ej uppfyllt", "not-met"),
        ("Röd markering", "not-met"),
        ("Vi bedömer att nämnden inte har ett ändamålsenligt skydd mot intrång.", "not-met"),
        ("Skyddet beskrivs i en plan.", "none"),
    ] {
        let found = reading(&answered(answer));
        assert_eq!(keys(&found), [expected], "{answer}: {:?}", found.questions[0].assessments);
        assert_eq!(
            asked(&found, "grade-missing") + asked(&found, "grade-unclear"),
            usize::from(expected == "none"),
            "{answer}"
        );
    }
}

#[test]
fn an_assessment_that_both_gives_and_takes_is_asked_about() {
    let found = reading(&answered(
        "Vi bedömer att nämnden har säkerställt ett ändamålsenligt skydd mot intrång, men att larmen inte prövas.",
    ));
    assert_eq!(keys(&found), ["none"]);
    assert_eq!(asked(&found, "grade-unclear"), 1);
}

#[test]
fn aud_04_questions_put_as_statements() {
    let found = reading(&fixture("kommun-pastaenden"));
    let overall: Vec<bool> = found.questions.iter().map(|question| question.overall).collect();
    assert_eq!(overall, [true, false, false, false]);
    assert_eq!(keys(&found), ["not-met", "partly", "met", "not-met"]);
    assert_eq!(
        found.questions[2].said.as_written,
        "krav på informationssäkerhet ställs i upphandlingar"
    );
    assert_eq!(found.recommendations.len(), 3);
    assert!(
        found.recommendations.iter().all(|r| r.addressee.as_deref() == Some("kommunstyrelsen"))
    );
}
