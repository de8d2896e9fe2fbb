//! Reports, letters and answers in the styles of firms, offices and municipalities, all invented.

use jiff::civil::date;

use super::{Kind, Reading, asked, fixture, keys, reading};

/// Each recommendation: its words, and to whom it is given.
fn advice(found: &Reading) -> Vec<(&str, &str)> {
    let all = found.recommendations.iter();
    all.map(|r| (r.said.as_written.as_str(), r.addressee.as_deref().unwrap_or(""))).collect()
}

/// Each answer: what it is about, and its position.
fn positions(found: &Reading) -> Vec<(&str, &str)> {
    let key = |answer: &super::super::Answer| answer.position.as_ref().map(|p| p.key.clone());
    let all = found.answers.iter();
    all.map(|answer| {
        let key = match key(answer).as_deref() {
            Some("agrees") => "agrees",
            Some("partly") => "partly",
            Some("disagrees") => "disagrees",
            _ => "",
        };
        (answer.subject.as_written.as_str(), key)
    })
    .collect()
}

/// The last day of each promise.
fn promised(found: &Reading) -> Vec<jiff::civil::Date> {
    found.promises.iter().filter_map(|promise| promise.latest).collect()
}

#[test]
fn aud_09_verdicts_in_a_column_beside_broken_questions() {
    let found = reading(&fixture("firma-kolumner-prickar"));
    assert_eq!(keys(&found), ["met", "not-met", "partly", "partly"]);
    assert_eq!(asked(&found, "grade-uncertain"), 1, "”i huvudsak” can be read in two ways");
    let first =
        "Säkerställa att en riskanalys avseende otillåten påverkan genomförs och dokumenteras.";
    assert_eq!(advice(&found)[0], (first, "kommunstyrelsen"));
    assert_eq!(found.recommendations.len(), 3, "what an authority recommends is not the auditors'");
    assert_eq!(found.criteria.len(), 3);
}

#[test]
fn aud_09_answers_under_numbered_questions() {
    let found = reading(&fixture("firma-svar-under-fraga"));
    assert_eq!(keys(&found), ["partly", "not-met", "partly", "partly"]);
    assert!(advice(&found).iter().all(|(_, who)| *who == "omsorgsnämnden"));
    assert_eq!(found.recommendations.len(), 3);
    assert_eq!(found.identity.client.unwrap().as_written, "Björkhults kommuns revisorer");
}

#[test]
fn aud_09_the_question_is_the_one_put_last() {
    let found = reading(&fixture("firma-bedomning-uppfylld"));
    assert_eq!(keys(&found), ["partly", "not-met", "met"]);
    assert!(found.questions.iter().all(|question| question.assessments.len() == 2));
    let numbers: Vec<_> = found.questions.iter().filter_map(|q| q.number.as_deref()).collect();
    assert_eq!(numbers, ["1", "2", "3"], "a question in a table with its number is no other");
    assert_eq!(found.recommendations.len(), 2);
}

#[test]
fn aud_12_a_label_on_its_own_line_and_colours_below_their_questions() {
    let found = reading(&fixture("kontor-trafikljus-rekommendation"));
    assert_eq!(keys(&found), ["met", "partly", "not-met"]);
    assert!(found.questions.iter().all(|question| question.group.is_none()));
    let numbers: Vec<_> = found.recommendations.iter().filter_map(|r| r.number.clone()).collect();
    assert_eq!(numbers, ["1", "2", "3"]);
    assert_eq!(found.identity.diary_number.unwrap().as_written, "REV/36/2024");
}

#[test]
fn aud_14_a_letter_with_att_at_each_item() {
    let found = reading(&fixture("missiv-mars"));
    assert_eq!(found.kind, Kind::CoverLetter);
    assert_eq!(
        advice(&found),
        [
            ("fastställa en utbildnings- och övningsplan för mandatperioden", "kommunstyrelsen"),
            ("se till att krisledningsplanen revideras", "kommunstyrelsen"),
            ("följa upp nämndernas kontinuitetsplaner.", "kommunstyrelsen"),
        ]
    );
    let request = found.request.unwrap();
    assert_eq!(request.by.unwrap().latest, Some(date(2025, 3, 31)));
    let parts: Vec<_> = request.parts.iter().map(|part| part.key.as_str()).collect();
    assert_eq!(parts, ["timetable", "planned", "responsible"]);
}

#[test]
fn aud_09_a_labelled_verdict_after_what_was_observed() {
    let found = reading(&fixture("kommun-slutsats-vi-rekommenderar"));
    assert_eq!(keys(&found), ["partly", "partly", "not-met"]);
    let to: Vec<_> = advice(&found).into_iter().map(|(_, who)| who).collect();
    let board = "kommunstyrelsen";
    assert_eq!(to, [board, board, board, "byggnadsnämnden"]);
    assert_eq!(found.verdicts.len(), 1);
    assert_eq!(found.purpose.len(), 1);
}

#[test]
fn aud_15_what_the_board_shares_and_what_it_does_not() {
    let found = reading(&fixture("svar-delar-bedomning"));
    let keys: Vec<_> = positions(&found).into_iter().map(|(_, key)| key).collect();
    assert_eq!(keys, ["agrees", "agrees", "disagrees"]);
    assert_eq!(asked(&found, "position-uncertain"), 1);
    let days = [date(2025, 6, 30), date(2025, 12, 31), date(2025, 12, 31)];
    assert_eq!(promised(&found), days, "what was done the autumn before is no promise");
}

#[test]
fn aud_15_a_table_whose_columns_name_the_board() {
    let found = reading(&fixture("svar-matris-namnd"));
    let keys: Vec<_> = positions(&found).into_iter().map(|(_, key)| key).collect();
    assert_eq!(keys, ["agrees", "disagrees", "partly"]);
    assert_eq!(promised(&found), [date(2024, 12, 31), date(2026, 3, 31)]);
    let title = found.identity.title.unwrap().as_written;
    assert_eq!(title, "Yttrande över revisionsrapport om skolpliktsbevakning");
}

#[test]
fn aud_15_a_letter_in_running_text() {
    let found = reading(&fixture("svar-brev-prosa"));
    assert_eq!(
        positions(&found),
        [
            ("årliga riskanalyser", "agrees"),
            ("rekommendation 2", "disagrees"),
            ("utbildning av handläggare", "agrees"),
        ],
        "older recommendations and what is not about one give none"
    );
    assert_eq!(asked(&found, "position-uncertain"), 1);
    assert_eq!(promised(&found), [date(2025, 11, 30), date(2025, 9, 30), date(2026, 5, 31)]);
}

/// Four questions, with what stands before each of them in their list.
fn four(mark: impl Fn(usize) -> String, verdicts: &str) -> Reading {
    let asked = [
        "Finns en aktuell städplan?",
        "Är ansvaret för städningen tydligt fördelat?",
        "Följs städningens kvalitet upp?",
        "Återrapporteras resultatet till nämnden?",
    ];
    let asked = asked.iter().enumerate();
    let asked: String = asked.map(|(at, asked)| format!("{}{asked}\n", mark(at + 1))).collect();
    reading(&format!(
        "Granskningsrapport\nGranskning av skolornas städning\n2024-05-14\n\nSyfte och revisionsfrågor\nSyftet med \
         granskningen är att bedöma om städningen är ändamålsenlig.\nFöljande revisionsfrågor besvaras:\n{asked}\n\
         Metod\nGranskningen har skett genom intervjuer med fem chefer.\n\nSammanfattande bedömning\n{verdicts}\n"
    ))
}

#[test]
fn aud_09_grades_told_by_number_alone() {
    let told = "Fråga 1: uppfyllt\nFråga 2 bedöms vara delvis uppfylld.\nFråga 3 – Ej uppfylld. Uppföljning saknas.\n\
        Svar på fråga 4: Nej.\n\nEnkät\nFråga 2 besvarades inte av alla rektorer.";
    let expected = ["met", "partly", "not-met", "not-met"];
    assert_eq!(keys(&four(|at| format!("{at}. "), told)), expected);
    assert_eq!(keys(&four(|_| "- ".to_owned(), told)), expected, "one list in its order");
    let dotted = told.replace("råga ", "råga 2.").replace("Fråga", "Delfråga");
    assert_eq!(keys(&four(|at| format!("2.{at} "), &dotted)), expected);
}

#[test]
fn aud_09_a_number_that_may_be_another_question_s_grades_none() {
    let none = ["none"; 4];
    assert_eq!(keys(&four(|_| "- ".to_owned(), "Fråga 1: uppfyllt\nFråga 2: uppfyllt")), none);
    let five = "Fråga 1: ja\nFråga 2: ja\nFråga 3: ja\nFråga 4: ja\nFråga 5: nej";
    assert_eq!(keys(&four(|_| "- ".to_owned(), five)), none, "five are told of, four are known");
    assert_eq!(keys(&four(|_| "1. ".to_owned(), "Fråga 1: uppfyllt")), none);
}

#[test]
fn aud_03_an_agenda_and_a_control_plan_are_no_audits() {
    for name in ["negativ-kallelse", "negativ-internkontroll"] {
        let found = reading(&fixture(name));
        assert_eq!(found.kind, Kind::Other, "{name}");
        assert!(found.recommendations.is_empty() && found.answers.is_empty(), "{name}");
    }
}

#[test]
fn aud_09_a_verdict_under_another_heading_is_not_the_last_listed_question_s() {
    let told = "Enkät\nSvaren har sammanställts.\n\nBedömning: Delvis";
    assert_eq!(keys(&four(|at| format!("{at}. "), told)), ["none"; 4]);
}
