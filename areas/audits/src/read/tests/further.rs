//! Texts whose heads, contents and tables look like something else than they are, all invented.

use jiff::civil::date;

use super::{Kind, fixture, keys, reading};

#[test]
fn aud_03_the_day_of_a_document_in_a_list_is_none_of_the_reports() {
    let found = reading(&fixture("kommun-it-drift"));
    assert!(found.identity.dates.iter().all(|dated| dated.what != "decided"));
    assert_eq!(found.criteria.len(), 3);
}

#[test]
fn aud_09_a_tables_questions_are_known_by_their_words_though_numbered() {
    let found = reading(&fixture("kommun-it-drift"));
    assert_eq!(keys(&found), ["partly", "met", "not-met", "not-met"]);
}

#[test]
fn aud_19_what_somebody_was_set_to_do_is_promised() {
    let found = reading(&fixture("region-cybersakerhet-svar"));
    let latest: Vec<_> = found.promises.iter().map(|promise| promise.latest).collect();
    assert_eq!(latest, [Some(date(2025, 9, 30)), Some(date(2025, 11, 30)), None]);
    let positions = found.answers.iter().map(|answer| answer.position.as_ref());
    let positions: Vec<_> =
        positions.map(|position| position.map(|one| one.key.as_str())).collect();
    assert_eq!(positions, [Some("agrees"), Some("partly"), Some("disagrees")]);
}

#[test]
fn aud_03_a_short_text_to_a_board_is_told_by_whom_it_is_to() {
    let found = reading(&fixture("region-behorigheter-brev"));
    assert_eq!(found.identity.addressee.unwrap().as_written, "Regionstyrelsen");
    assert_eq!(found.recommendations.len(), 3);
}

#[test]
fn aud_12_contents_without_pages_are_no_sections() {
    let found = reading(&fixture("kommun-uppfoljd-tabell"));
    let title = found.identity.title.unwrap().as_written;
    assert_eq!(title, "Uppföljning av granskning av informationssäkerhet från 2021");
    assert_eq!(found.recommendations.len(), 1);
    let place = found.recommendations[0].places.first().unwrap();
    assert_eq!((place.section.as_deref(), place.title.as_deref()), (None, Some("Sammanfattning")));
    assert_eq!(found.follow_ups.len(), 4);
}

#[test]
fn aud_03_words_torn_each_time_are_put_together_again() {
    let found = reading(&fixture("kommun-sarade-ord"));
    let said: Vec<_> =
        found.recommendations.iter().map(|one| one.said.as_written.as_str()).collect();
    assert_eq!(said.len(), 2);
    assert!(said[1].ends_with("rutiner för incidenthantering och besluta om dessa."), "{said:?}");
    assert_eq!(found.verdicts[0].grade.as_ref().map(|grade| grade.key.as_str()), Some("partly"));
    assert_eq!(keys(&found), ["partly", "met", "not-met"]);
}

#[test]
fn aud_04_an_overall_question_after_a_colon() {
    let found = reading(&fixture("region-kontinuitet-sammanfattning"));
    assert!(found.questions[0].overall && !found.questions[1].overall);
    assert_eq!(keys(&found), ["not-met", "partly", "partly", "not-met", "not-met"]);
    assert_eq!(found.recommendations.len(), 4);
}

#[test]
fn aud_15_a_boards_answer_taken_out_of_its_minutes() {
    let found = reading(&fixture("kommun-protokollsutdrag"));
    assert_eq!((found.kind, found.answers.len()), (Kind::Answer, 3));
    let latest: Vec<_> = found.promises.iter().map(|promise| promise.latest).collect();
    assert_eq!(latest, [Some(date(2025, 6, 30)), Some(date(2025, 11, 30))]);
}

#[test]
fn aud_14_a_letter_that_sends_a_report_on_asks_two_boards() {
    let found = reading(&fixture("kommun-revisorernas-brev"));
    assert_eq!(found.kind, Kind::CoverLetter);
    let to: Vec<_> =
        found.recommendations.iter().filter_map(|one| one.addressee.as_deref()).collect();
    assert_eq!(to, ["kommunstyrelsen", "kommunstyrelsen", "Barn- och utbildningsnämnden"]);
    assert_eq!(found.identity.performer.unwrap().as_written, "EY");
}

#[test]
fn aud_03_a_sentence_is_no_title() {
    let found = reading(&fixture("kommun-dataskydd"));
    let title = &found.identity.title.as_ref().unwrap().as_written;
    assert_eq!(title, "Missiv och granskningsrapport: Kommunens arbete med dataskydd");
    assert_eq!(keys(&found), ["met", "partly", "not-met"]);
}

#[test]
fn aud_09_a_verdict_alone_under_its_heading_below_the_question() {
    let found = reading(&fixture("region-digitalisering"));
    assert_eq!(keys(&found), ["partly", "met", "not-met"]);
    assert!(found.identity.dates.iter().all(|dated| dated.what != "decided"));
    assert_eq!(found.verdicts.len(), 1);
    assert_eq!(found.verdicts[0].grade.as_ref().map(|grade| grade.key.as_str()), Some("partly"));
}

#[test]
fn aud_21_what_is_followed_up_is_not_recommended_anew() {
    let found = reading(&fixture("kommun-tre-uppfoljda"));
    let grades = found.follow_ups.iter().filter_map(|point| point.grade.as_ref());
    let grades: Vec<_> = grades.map(|grade| grade.key.as_str()).collect();
    assert_eq!(grades, ["done", "partly-done", "not-done"]);
    let said: Vec<_> =
        found.recommendations.iter().map(|one| one.said.as_written.as_str()).collect();
    assert_eq!(said, ["påskynda klassningen av system."]);
}

#[test]
fn aud_12_recommendations_by_letter_after_our_recommendations_are() {
    let found = reading(&fixture("kommun-leverantorer-brev"));
    assert_eq!(found.recommendations.len(), 3);
    let to =
        found.recommendations.iter().all(|one| one.addressee.as_deref() == Some("kommunstyrelsen"));
    assert!(to, "{:?}", found.recommendations);
    let parts: Vec<_> = found.request.unwrap().parts.into_iter().map(|part| part.key).collect();
    for part in ["done", "planned", "timetable", "views"] {
        assert!(parts.iter().any(|known| known == part), "{part} of {parts:?}");
    }
}

#[test]
fn aud_12_numbered_headings_in_capitals_are_sections() {
    let found = reading(&fixture("region-versaler"));
    let place = found.recommendations[0].places.first().unwrap();
    assert_eq!(place.section.as_deref(), Some("1"));
    assert_eq!(found.interviews[0].function, "dataskyddsombud");
    assert_eq!(keys(&found), ["met", "partly", "not-met"]);
}
