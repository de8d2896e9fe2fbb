//! Answers and follow-ups in formats that others use: four headings, tables of columns, times with words between.

use jiff::civil::date;

use super::{asked, reading};

const FOUR: &str = "Yttrande över revisionsrapport om styrning av lokaler\nKommunstyrelsen i Ekdal\n2025-02-10\n\n\
    Rekommendation 1\nAtt kommunstyrelsen fastställer en lokalplan.\nHittills vidtagna åtgärder\n\
    Ett förslag har tagits fram under 2024.\nPlanerade åtgärder\nPlanen skickas på remiss i april 2025.\n\
    Tidplan\nBeslut i fullmäktige före sommaren 2025.\nÖvriga synpunkter\nInga.\n\n\
    Rekommendation 2\nAtt kommunstyrelsen följer upp hyror.\nHittills vidtagna åtgärder\n-\n\
    Planerade åtgärder\nEn rapport lämnas varje år från och med bokslutet 2025.\nTidplan\n\
    Första rapporten lämnas i mars 2026.\nÖvriga synpunkter\nKommunstyrelsen vill framhålla att små lokaler undantas.\n";

#[test]
fn aud_16_what_stands_under_a_heading_of_an_answer_is_no_answer_of_its_own() {
    let found = reading(FOUR);
    let keys = |at: usize| -> Vec<&str> {
        found.answers[at].parts.iter().map(|part| part.key.as_str()).collect()
    };
    assert_eq!(found.answers.len(), 2);
    assert_eq!(keys(0), ["done", "planned", "timetable", "views"]);
    assert_eq!(keys(1), ["planned", "timetable", "views"]);
}

#[test]
fn aud_19_promises_of_a_timetable_and_times_from_which() {
    let found = reading(FOUR);
    let times: Vec<_> = found.promises.iter().map(|p| (p.answer, p.earliest, p.latest)).collect();
    assert_eq!(
        times,
        [
            (Some(0), Some(date(2025, 4, 1)), Some(date(2025, 4, 30))),
            (Some(0), None, Some(date(2025, 5, 31))),
            (Some(1), Some(date(2025, 1, 1)), None),
            (Some(1), Some(date(2026, 3, 1)), Some(date(2026, 3, 31))),
        ]
    );
    assert_eq!(found.promises[2].words, "från och med bokslutet 2025");
}

#[test]
fn aud_15_aud_19_a_table_in_columns_with_rows_close_together() {
    let text = "REGION EKDAL                              SVAR\nRegionstyrelsen                           2025-05-06\n\n\
        Svar på revisionsrapport om styrning av utrustning\n\n\
        Rekommendation                   Regionstyrelsens svar            Åtgärd             Klart\n\
        -----------------------------------------------------------------------------------------------\n\
        1. Att säkerställa ett register  Regionstyrelsen instämmer.       Ny inventering     Q4 2025\n\
        \x20  över utrustning               Registret har brister.           görs\n\
        2. Att fastställa ansvar för     Instämmer delvis. Ansvaret är    Förtydligande i    hösten 2025\n\
        \x20  utrustning i nät              känt men otydligt.               reglementet\n\
        3. Att göra riskanalyser         Instämmer inte. De görs          Ingen åtgärd       –\n\
        \x20  varje år                      redan vid behov.\n\
        4. Att följa upp avvikelser      Instämmer.                       Uppföljning i      senast andra\n\
        \x20                                                                 delårsrapporten    halvåret 2026\n\n\
        Beslutet fattades av regionstyrelsen.\n";
    let found = reading(text);
    let positions: Vec<_> = found
        .answers
        .iter()
        .map(|a| (a.number.as_deref().unwrap(), a.position.as_ref().unwrap().key.as_str()))
        .collect();
    assert_eq!(positions, [("1", "agrees"), ("2", "partly"), ("3", "disagrees"), ("4", "agrees")]);
    assert_eq!(found.answers[0].subject.as_written, "Att säkerställa ett register över utrustning");
    let promises: Vec<_> =
        found.promises.iter().map(|p| (p.said.as_written.as_str(), p.latest.unwrap())).collect();
    assert_eq!(
        promises,
        [
            ("Ny inventering görs Q4 2025", date(2025, 12, 31)),
            ("Förtydligande i reglementet hösten 2025", date(2025, 11, 30)),
            ("Uppföljning i delårsrapporten senast andra halvåret 2026", date(2026, 12, 31)),
        ]
    );
    assert_eq!(found.promises[2].earliest, None);
}

#[test]
fn aud_22_what_is_not_done_because_it_was_replaced_is_white_and_asked() {
    let text = "Granskningsrapport\nGranskning av skolskjutsar i Ekdals kommun\nRevisorerna i Ekdals kommun\n\n\
        Uppföljning av tidigare granskning\n\n\
        Rekommendation från 2018          Status 2023\n\
        Upprätta regler för resor         Genomförd\n\
        Inför kort för resor              Ej genomförd, har ersatts av en app\n\
        Utbilda förare                    Ej genomförd\n\n\
        Revisionskriterier\nSkollagen (2010:800).\n";
    let found = reading(text);
    let grades: Vec<_> = found.follow_ups.iter().map(|f| f.grade.as_ref().unwrap()).collect();
    let keys: Vec<_> = grades.iter().map(|grade| grade.key.as_str()).collect();
    assert_eq!(keys, ["done", "not-relevant", "not-done"]);
    assert!(grades[1].uncertain);
    assert_eq!(asked(&found, "grade-uncertain"), 1);
    assert_eq!(found.follow_ups[1].replaced_by.as_deref(), Some("en app"));
}

#[test]
fn aud_19_cells_of_columns_without_names_promise_nothing() {
    let text = "Svar på revisionsrapport om styrning av utrustning\nRegionstyrelsen 2025-05-06\n\n\
        Regionstyrelsen instämmer i det som sägs och lämnar följande svar.\n\n\
        Register över utrustning         Det finns brister som ska        En inventering ska    Q4 2025\n\
        \x20                                rättas av förvaltningen.         göras\n\
        Ansvar för utrustning i nät      Ansvaret är känt sedan 2022      Reglementet ska      hösten 2025\n\
        \x20                                men ska bli tydligare.           ändras\n\n\
        Regionstyrelsen ska redovisa arbetet våren 2026.\n";
    let found = reading(text);
    let words: Vec<&str> = found.promises.iter().map(|p| p.words.as_str()).collect();
    assert_eq!(words, ["våren 2026"]);
}
