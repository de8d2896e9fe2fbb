//! Texts whose heads, contents and tables look like something else than they are, all invented.

use jiff::civil::date;

use super::{fixture, key, keys, reading};

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
fn aud_03_a_sentence_is_no_title() {
    let found = reading(&fixture("kommun-dataskydd"));
    let title = found.identity.title.unwrap().as_written;
    assert_eq!(title, "Missiv och granskningsrapport: Kommunens arbete med dataskydd");
    assert!(found.questions.iter().all(|question| key(question) != "none"));
}
