//! Reports, letters and answers of audit offices, lay auditors and firms in further layouts, all invented.

use jiff::civil::date;

use super::{Kind, Reading, asked, fixture, keys, reading};

fn advice(found: &Reading) -> Vec<(&str, &str)> {
    let all = found.recommendations.iter();
    all.map(|r| (r.said.as_written.as_str(), r.addressee.as_deref().unwrap_or(""))).collect()
}

fn positions(found: &Reading) -> Vec<&str> {
    let of = |answer: &'_ super::super::Answer| answer.position.as_ref().map(|p| p.key.clone());
    let known = ["agrees", "partly", "disagrees"];
    let name = |key: Option<String>| known.into_iter().find(|k| Some(*k) == key.as_deref());
    found.answers.iter().map(|answer| name(of(answer)).unwrap_or("none")).collect()
}

#[test]
fn aud_09_a_summary_whose_table_is_set_with_room() {
    let found = reading(&fixture("kommun-krisberedskap"));
    assert_eq!(keys(&found), ["partly", "met", "not-met"]);
    assert_eq!(found.recommendations.len(), 3, "each once, though they stand twice");
    assert!(found.recommendations.iter().all(|one| one.places.len() == 2));
    assert_eq!(found.criteria.len(), 3);
    assert!(found.asks.is_empty(), "{:?}", found.asks);
}

#[test]
fn aud_04_words_that_lead_questions_in_are_no_group() {
    for name in ["region-bisysslor", "kommun-svar-och-skal"] {
        let found = reading(&fixture(name));
        assert!(found.questions.iter().all(|question| question.group.is_none()), "{name}");
    }
    let found = reading(&fixture("kommun-svar-och-skal"));
    assert_eq!(keys(&found), ["partly", "not-met", "not-met", "partly", "not-met"]);
    let to: Vec<_> = advice(&found).into_iter().map(|(_, who)| who).collect();
    assert_eq!(to, ["kommunstyrelsen", "kommunstyrelsen", "socialnämnden", "socialnämnden"]);
}

#[test]
fn aud_12_bullets_of_a_symbol_font() {
    let found = reading(&fixture("region-bisysslor"));
    assert_eq!(found.recommendations.len(), 3);
    assert!(found.recommendations.iter().all(|one| one.places.len() == 2));
}

#[test]
fn aud_04_sub_questions_after_the_overall_one_are_not_overall() {
    let found = reading(&fixture("projektrapport"));
    let overall: Vec<bool> = found.questions.iter().map(|question| question.overall).collect();
    assert_eq!(overall, [true, false, false, false]);
    let title = found.identity.title.unwrap().as_written;
    assert_eq!(title, "Styrning av digitala vårdmöten");
    assert_eq!(found.identity.report_number.unwrap().as_written, "9/2023");
    assert_eq!(found.recommendations.len(), 3, "what the summary says before its list is the same");
}

#[test]
fn aud_21_each_older_recommendation_under_a_heading_of_its_own() {
    let found = reading(&fixture("uppfoljande-rubriker"));
    let grades = found.follow_ups.iter().map(|one| one.grade.as_ref().map(|g| g.key.as_str()));
    let wanted = ["partly-done", "done", "not-relevant", "done", "not-done"].map(Some);
    assert_eq!(grades.collect::<Vec<_>>(), wanted);
    let first = "Säkerställ att läkemedelsberättelse lämnas vid utskrivning";
    assert_eq!(found.follow_ups[0].subject, first);
    assert_eq!(found.questions.len(), 1, "the one question stands in the purpose");
    assert_eq!(
        advice(&found),
        [("genomföra den utbildning av chefer som rekommenderades 2021.", "nämnden")]
    );
}

#[test]
fn aud_14_a_letter_that_does_not_say_that_it_is_one() {
    let found = reading(&fixture("missiv-utan-ordet"));
    assert_eq!(found.kind, Kind::CoverLetter);
    let request = found.request.unwrap();
    assert_eq!(request.by.unwrap().latest, Some(date(2024, 6, 14)));
    let parts: Vec<_> = request.parts.iter().map(|part| part.key.as_str()).collect();
    assert_eq!(parts, ["timetable", "done", "planned"]);
}

#[test]
fn aud_03_lay_auditors_of_a_company() {
    let found = reading(&fixture("lekmannarevision"));
    assert_eq!(found.kind, Kind::Report);
    assert_eq!(found.recommendations.len(), 3);
    assert_eq!(found.request.unwrap().by.unwrap().latest, Some(date(2024, 9, 1)));
}

#[test]
fn aud_15_answers_after_each_recommendation_and_in_running_text() {
    let found = reading(&fixture("svar-skrivelse-krisberedskap"));
    assert_eq!(positions(&found), ["agrees", "agrees", "partly"]);
    let days = found.promises.iter().filter_map(|promise| promise.latest);
    let wanted = [date(2024, 9, 30), date(2024, 12, 31), date(2025, 5, 31)];
    assert_eq!(days.collect::<Vec<_>>(), wanted);
    let found = reading(&fixture("svar-loptext-utskrivning"));
    assert_eq!(positions(&found), ["agrees"]);
    let days: Vec<_> = found.promises.iter().filter_map(|promise| promise.latest).collect();
    assert_eq!(days, [date(2025, 11, 30), date(2026, 6, 30)], "the year of a report is no time");
    assert_eq!(asked(&found, "position"), 0);
}
