//! Answers in running text that say again what they answer (AUD-15, AUD-16, AUD-19).

use jiff::civil::{Date, date};

use super::{Kind, Reading, asked, fixture, reading};

/// Each answer: what it is about, and its position.
fn positions(found: &Reading) -> Vec<(&str, &str)> {
    let key = |answer: &'_ super::super::Answer| answer.position.as_ref().map(|p| p.key.clone());
    let known = ["agrees", "partly", "disagrees", "not-stated"];
    let name = |key: Option<String>| known.into_iter().find(|k| Some(*k) == key.as_deref());
    let all = found.answers.iter();
    all.map(|one| (one.subject.as_written.as_str(), name(key(one)).unwrap_or("none"))).collect()
}

fn promised(found: &Reading) -> Vec<(Option<usize>, Option<Date>)> {
    found.promises.iter().map(|promise| (promise.answer, promise.latest)).collect()
}

#[test]
fn aud_15_sentences_that_repeat_the_recommendation_and_take_a_stand() {
    let found = reading(&fixture("svar-loptext-upprepad"));
    assert_eq!(found.kind, Kind::Answer);
    assert_eq!(
        positions(&found),
        [
            ("upprätta en flerårig bemanningsplan för kontrollen", "agrees"),
            ("se över taxan för förelägganden", "partly"),
            ("införa stickprov av inspektionsrapporter", "agrees"),
            ("flytta registreringen till en annan enhet", "disagrees"),
            ("kompetensutveckling", "not-stated"),
        ]
    );
    assert!(found.answers.iter().all(|answer| answer.claims.is_empty()), "no part is spoken of");
    assert_eq!(
        promised(&found),
        [(Some(0), Some(date(2025, 11, 30))), (Some(1), Some(date(2026, 3, 31))), (Some(2), None)]
    );
}

#[test]
fn aud_15_the_auditors_sentence_is_said_again_before_each_answer() {
    let found = reading(&fixture("svar-loptext-revisorerna-rekommenderar"));
    assert_eq!(
        positions(&found),
        [
            ("fastställa riktlinjer för uppföljning av bidrag", "agrees"),
            ("dokumentera jävsprövningar", "not-stated"),
            ("kräva in årsredovisningar från större föreningar", "agrees"),
        ]
    );
    let parts: Vec<&str> =
        found.answers.iter().map(|answer| answer.parts[0].said.as_written.as_str()).collect();
    assert!(parts.iter().all(|words| words.starts_with("Nämnden")), "{parts:?}");
    assert_eq!(
        promised(&found),
        [(Some(0), Some(date(2024, 12, 31))), (Some(2), Some(date(2025, 5, 31)))]
    );
}

#[test]
fn aud_15_what_the_report_recommends_in_the_passive() {
    let found = reading(&fixture("svar-i-rapporten-rekommenderas"));
    assert_eq!(
        positions(&found),
        [
            ("ta fram en underhållsplan för kommunens broar", "agrees"),
            ("säkerställa att besiktningar dokumenteras", "not-stated"),
            ("följa upp kostnaderna per objekt", "not-stated"),
        ]
    );
    assert_eq!(promised(&found), [(Some(0), Some(date(2026, 3, 31)))]);
    let title = found.identity.title.unwrap().as_written;
    assert_eq!(title, "Tekniska nämndens svar på revisionsrapport om underhåll av broar");
}

#[test]
fn aud_16_questions_are_repeated_in_the_sentences_that_answer_them() {
    let found = reading(&fixture("svar-fragor-lopande"));
    assert_eq!(found.kind, Kind::Answer);
    assert!(found.answers.iter().all(|answer| answer.to == "question"));
    let subjects: Vec<&str> = positions(&found).into_iter().map(|(about, _)| about).collect();
    assert_eq!(
        subjects,
        [
            "om det finns en ansvarig för webbplatsernas tillgänglighet",
            "om tillgängligheten testas",
            "hur synpunkter tas om hand"
        ]
    );
    assert_eq!(
        promised(&found),
        [(Some(1), Some(date(2025, 12, 31))), (Some(2), Some(date(2025, 6, 30)))]
    );
}

#[test]
fn aud_15_points_that_begin_with_what_they_answer() {
    let found = reading(&fixture("svar-punkter-loptext"));
    assert_eq!(
        positions(&found),
        [
            ("upprätta en produktionsplan", "agrees"),
            ("se över remissflöden", "not-stated"),
            ("förstärka uppföljningen", "disagrees"),
        ]
    );
    assert_eq!(promised(&found), [(Some(0), Some(date(2025, 12, 31)))]);
}

#[test]
fn aud_15_a_letter_to_the_auditors_is_an_answer_and_advises_nothing() {
    let found = reading(&fixture("svar-till-revisorerna"));
    assert_eq!((found.kind, found.recommendations.len()), (Kind::Answer, 0));
    assert_eq!(
        positions(&found),
        [
            ("styra inköp till avtal", "agrees"),
            ("utbildning genomförs för beställare", "not-stated"),
        ]
    );
}

#[test]
fn aud_15_what_is_only_told_of_is_not_answered() {
    let found = reading(&fixture("svar-aterger-bara"));
    assert_eq!((found.kind, found.answers.len()), (Kind::Answer, 0));
}

#[test]
fn aud_15_what_is_not_stated_outright_is_held_as_that_and_asked_about() {
    let found = reading(&fixture("svar-c-ej-uttalad"));
    let keys: Vec<&str> = positions(&found).into_iter().map(|(_, key)| key).collect();
    assert_eq!(keys, ["not-stated", "partly", "agrees"]);
    assert_eq!((asked(&found, "position"), asked(&found, "position-uncertain")), (1, 0));
    let position = found.answers[0].position.as_ref().unwrap();
    assert_eq!((position.wording.as_str(), position.uncertain), ("", false));
}
