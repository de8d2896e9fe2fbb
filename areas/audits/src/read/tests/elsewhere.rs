//! Reports, follow-ups and texts of other kinds as other regions, municipalities and bodies set them, on invented subjects.

use jiff::civil::date;

use super::{Kind, Reading, asked, fixture, keys, reading};

/// Each recommendation: its words, to whom it is given and in how many places it stands.
fn advice(found: &Reading) -> Vec<(&str, &str, usize)> {
    let all = found.recommendations.iter();
    all.map(|r| (r.said.as_written.as_str(), r.addressee.as_deref().unwrap_or(""), r.places.len()))
        .collect()
}

/// The grades of the summed-up verdicts.
fn verdicts(found: &Reading) -> Vec<&str> {
    let all = found.verdicts.iter();
    all.map(|verdict| verdict.grade.as_ref().map_or("none", |grade| grade.key.as_str())).collect()
}

/// The points followed up: their grades.
fn followed(found: &Reading) -> Vec<&str> {
    let all = found.follow_ups.iter();
    all.map(|point| point.grade.as_ref().map_or("none", |grade| grade.key.as_str())).collect()
}

#[test]
fn aud_12_a_firms_summary_with_a_box_of_advice_to_two_bodies() {
    let found = reading(&fixture("firma-sammandrag"));
    assert_eq!(
        advice(&found),
        [
            (
                "fastställa en gemensam rutin för hur bisysslor anmäls och prövas",
                "kommunstyrelsen",
                2
            ),
            (
                "säkerställa att beslut om bisysslor dokumenteras i personalakten",
                "kommunstyrelsen",
                2
            ),
            (
                "årligen begära in en redovisning av de bisysslor som har prövats",
                "kommunstyrelsen",
                2
            ),
            ("informera nyanställda om skyldigheten att anmäla bisysslor", "socialnämnden", 2),
        ]
    );
    assert_eq!(keys(&found), ["partly", "met", "not-met", "partly"]);
    assert_eq!(verdicts(&found), ["partly"]);
    assert_eq!((found.criteria.len(), found.delimitations.len()), (3, 1));
    assert_eq!(found.identity.title.unwrap().as_written, "Granskning av bisysslor");
}

#[test]
fn aud_09_a_city_audit_office() {
    let found = reading(&fixture("stadsrevision-hemtjanst"));
    assert_eq!(keys(&found), ["partly", "met", "partly"]);
    assert_eq!(verdicts(&found), ["partly"]);
    assert_eq!(advice(&found).len(), 3);
    assert!(advice(&found).iter().all(|(_, who, _)| *who == "Äldrenämnden"));
    assert_eq!(found.criteria.len(), 3);
    assert_eq!(found.identity.report_number.unwrap().as_written, "4/2024");
    assert_eq!(found.identity.diary_number.unwrap().as_written, "SR 2024-0117");
    let request = found.request.unwrap();
    assert_eq!(request.by.unwrap().latest, Some(date(2025, 2, 14)));
    let mut parts: Vec<&str> = request.parts.iter().map(|part| part.key.as_str()).collect();
    parts.sort_unstable();
    assert_eq!(parts, ["planned", "timetable"]);
}

#[test]
fn aud_09_the_yearly_audit_of_a_board_in_a_table() {
    let found = reading(&fixture("grundlaggande-kultur"));
    assert_eq!(keys(&found), ["met", "partly", "not-met", "met"]);
    assert_eq!(verdicts(&found), ["partly"]);
    assert_eq!(
        advice(&found),
        [
            ("anta en plan för intern kontroll i början av året", "Nämnden", 1),
            ("redovisa måluppfyllelsen även i delårsrapporten.", "Nämnden", 1)
        ]
    );
}

#[test]
fn aud_21_earlier_advice_in_tables_with_a_status() {
    let found = reading(&fixture("uppfoljning-status"));
    assert_eq!(
        followed(&found),
        ["done", "partly-done", "not-done", "done", "partly-done", "done", "not-done"]
    );
    assert_eq!(
        advice(&found),
        [
            ("utbilda nyanställda sjuksköterskor i spårbarhet", "regionstyrelsen", 1),
            ("se över avtalen med bemanningsföretagen.", "regionstyrelsen", 1)
        ]
    );
}

#[test]
fn aud_21_earlier_advice_one_by_one() {
    let found = reading(&fixture("uppfoljning-styckevis"));
    assert_eq!(followed(&found), ["partly-done", "done", "not-relevant", "not-done"]);
    assert_eq!(
        found.follow_ups[0].subject,
        "Upprätta en kontinuitetsplan för samhällsviktig verksamhet."
    );
    let words: Vec<&str> = advice(&found).iter().map(|(words, _, _)| *words).collect();
    assert_eq!(
        words,
        [
            "färdigställa kontinuitetsplaner för all samhällsviktig verksamhet",
            "införa en årlig redovisning av övningar"
        ]
    );
    assert_eq!(verdicts(&found), ["partly"]);
}

#[test]
fn aud_04_a_joint_body_whose_numbers_stand_in_the_margin() {
    let found = reading(&fixture("forbund-raddning"));
    assert_eq!(keys(&found), ["met", "not-met", "met", "partly"]);
    assert_eq!(verdicts(&found), ["partly"]);
    assert_eq!(
        advice(&found),
        [
            ("Ta fram en plan för hur vakanta tjänster ska bemannas.", "Direktionen", 1),
            ("Verka för att samtliga medlemskommuner beslutar om en taxa.", "Direktionen", 1)
        ]
    );
}

#[test]
fn aud_12_a_report_of_one_page() {
    let found = reading(&fixture("kort-pm"));
    assert_eq!(found.kind, Kind::Report);
    assert_eq!(advice(&found), [("införa kvittens av nycklar.", "bolaget", 1)]);
    assert!(found.questions.is_empty());
}

#[test]
fn aud_09_a_table_whose_cells_came_out_one_by_one() {
    let found = reading(&fixture("bruten-tabell"));
    assert_eq!(keys(&found), ["met", "partly", "not-met", "met"]);
    assert_eq!(
        advice(&found),
        [
            ("Tydliggöra projektledarens mandat.", "kommunstyrelsen", 1),
            (
                "Säkerställa att en kalkyl upprättas innan ett projekt beslutas.",
                "kommunstyrelsen",
                1
            )
        ]
    );
}

#[test]
fn aud_12_numbered_questions_and_advice() {
    let found = reading(&fixture("rek-numrerade"));
    assert_eq!(keys(&found), ["met", "not-met", "partly", "not-met"]);
    let numbers: Vec<&str> =
        found.recommendations.iter().filter_map(|r| r.number.as_deref()).collect();
    assert_eq!(numbers, ["R1", "R2", "R3"]);
    assert_eq!(verdicts(&found), ["not-met"]);
}

#[test]
fn aud_14_a_cover_letter_with_lettered_advice() {
    let found = reading(&fixture("kommun-a-punkter"));
    assert_eq!(found.kind, Kind::CoverLetter);
    let letters: Vec<&str> =
        found.recommendations.iter().filter_map(|r| r.number.as_deref()).collect();
    assert_eq!(letters, ["a", "b", "c", "d"]);
    assert!(advice(&found).iter().all(|(_, who, _)| *who == "barn- och utbildningsnämnden"));
    assert_eq!(verdicts(&found), ["not-met"]);
    let request = found.request.unwrap();
    assert_eq!(request.from.as_deref(), Some("barn- och utbildningsnämnden"));
    assert_eq!(request.by.unwrap().latest, Some(date(2025, 1, 31)));
    let mut parts: Vec<&str> = request.parts.iter().map(|part| part.key.as_str()).collect();
    parts.sort_unstable();
    assert_eq!(parts, ["planned", "responsible", "timetable"]);
}

#[test]
fn aud_12_joined_letters_and_words_that_conversion_broke() {
    let found = reading(&fixture("delfragor-ligaturer"));
    assert_eq!(keys(&found), ["met", "partly", "not-met"]);
    assert_eq!(
        advice(&found),
        [
            ("Definiera hur återbruk ska finansieras.", "Fastighetsnämnden", 1),
            (
                "Införa en gemensam databas för erfarenheter från avslutade projekt.",
                "Fastighetsnämnden",
                1
            ),
            ("Samordna återbruket mellan förvaltningarna.", "Kommunstyrelsen", 1)
        ]
    );
}

#[test]
fn aud_12_headings_in_capitals_and_bodies_over_their_advice() {
    let found = reading(&fixture("namnder-rubriker"));
    assert_eq!(keys(&found), ["met", "partly", "not-met"]);
    let to: Vec<&str> = advice(&found).iter().map(|(_, who, _)| *who).collect();
    assert_eq!(to, ["Socialnämnden", "Socialnämnden", "Kommunstyrelsen"]);
    assert_eq!(found.identity.report_number.unwrap().as_written, "6/2023");
}

#[test]
fn aud_09_colours_in_words_and_one_that_was_lost() {
    let found = reading(&fixture("trafikljus-tabell"));
    assert_eq!(keys(&found), ["met", "partly", "not-met", "none"]);
    assert_eq!(asked(&found, "grade-missing"), 1);
    let to: Vec<&str> = advice(&found).iter().map(|(_, who, _)| *who).collect();
    assert_eq!(to, ["hälso- och sjukvårdsnämnden"; 2]);
}

#[test]
fn aud_14_a_letter_that_asks_in_the_passive() {
    let found = reading(&fixture("region-kort-fragor"));
    assert_eq!(verdicts(&found), ["partly"]);
    let words: Vec<&str> = advice(&found).iter().map(|(words, _, _)| *words).collect();
    assert_eq!(
        words,
        [
            "Revidera den kris- och katastrofmedicinska planen.",
            "Säkerställa att även primärvården övar."
        ]
    );
    let request = found.request.unwrap();
    assert_eq!(request.by.unwrap().latest, Some(date(2024, 10, 15)));
    let mut parts: Vec<&str> = request.parts.iter().map(|part| part.key.as_str()).collect();
    parts.sort_unstable();
    assert_eq!(parts, ["done", "planned", "timetable"]);
}

#[test]
fn aud_04_a_table_of_statements_row_by_row() {
    let found = reading(&fixture("firma-kontrollmal-tabell"));
    assert_eq!(keys(&found), ["met", "partly", "not-met", "not-relevant"]);
    assert_eq!(
        found.questions[0].said.as_written,
        "Det finns dokumenterade rutiner för lönehantering"
    );
    assert!(advice(&found).iter().all(|(_, who, _)| *who == "kommunstyrelsen"));
    assert_eq!((found.recommendations.len(), found.documents.len()), (2, 2));
}

#[test]
fn aud_12_what_an_earlier_audit_found_is_no_advice() {
    let found = reading(&fixture("uppfoljning-rubriker"));
    assert_eq!(
        advice(&found),
        [("snarast införa återrapportering till nämnderna.", "kommunstyrelsen", 1)]
    );
}

#[test]
fn aud_12_what_auditors_propose() {
    let found = reading(&fixture("landsting-chefer"));
    assert_eq!(
        advice(&found),
        [
            ("tar fram riktvärden för antal medarbetare per chef", "styrelsen", 1),
            ("ser över det administrativa stödet", "styrelsen", 1)
        ]
    );
}

#[test]
fn aud_09_a_table_with_a_dot_for_each_colour() {
    let found = reading(&fixture("firma-punkter-sida"));
    assert_eq!(keys(&found), ["met", "partly", "not-met"]);
    assert_eq!(found.recommendations.len(), 3);
    assert_eq!(verdicts(&found), ["partly"]);
}

#[test]
fn aud_12_lists_with_drawn_lines_and_a_foot_on_each_page() {
    let found = reading(&fixture("firma-streck-sidfot"));
    let words: Vec<&str> = advice(&found).iter().map(|(words, _, _)| *words).collect();
    assert_eq!(
        words,
        [
            "ta fram en utbildnings- och övningsplan för mandatperioden, se avsnitt 3.2",
            "säkerställa att krisledningsnämnden genomgår utbildning, se avsnitt 3.2",
            "se över avtalet med frivilligorganisationerna, se avsnitt 3.4"
        ]
    );
    assert_eq!(keys(&found), ["met", "partly", "none"], "what is done only little is not met");
    assert_eq!(found.criteria.len(), 3);
}

#[test]
fn aud_09_crosses_under_yes_partly_and_no() {
    let found = reading(&fixture("tabell-kryss"));
    assert_eq!(keys(&found), ["met", "partly", "not-met"]);
    let numbered: Vec<(&str, &str)> = found
        .recommendations
        .iter()
        .map(|one| (one.number.as_deref().unwrap_or(""), one.said.as_written.as_str()))
        .collect();
    assert_eq!(
        numbered,
        [
            ("1", "Uppdatera dokumenthanteringsplanen."),
            ("2", "Genomför stickprov av diariet varje år.")
        ]
    );
}

#[test]
fn aud_12_advice_below_a_heading_of_each_observation() {
    let found = reading(&fixture("iakttagelser-risk"));
    let words: Vec<&str> = advice(&found).iter().map(|(words, _, _)| *words).collect();
    assert_eq!(
        words,
        [
            "Inför krav på minst 14 tecken och flerfaktorsautentisering.",
            "Upprätta en rutin för logguppföljning."
        ]
    );
    assert_eq!(verdicts(&found), ["not-met"]);
}

#[test]
fn aud_12_what_a_standard_recommends_is_no_advice_of_the_auditors() {
    let found = reading(&fixture("bokslut"));
    let words: Vec<&str> = advice(&found).iter().map(|(words, _, _)| *words).collect();
    assert_eq!(
        words,
        [
            "upprätta anläggningsregister för markreserven",
            "dokumentera bedömningar av avsättningar."
        ]
    );
}

#[test]
fn what_speaks_of_audits_without_being_one_gives_no_findings() {
    for name in [
        "revisionsplan",
        "arsredovisning",
        "upphandling",
        "handlingsplan",
        "protokoll-svar",
        "revisionsberattelse",
        "riskrapport",
        "anvisning-revision",
        "forskning",
        "nyhet-kritik",
        "riktlinjer",
    ] {
        let found = reading(&fixture(&format!("negativ-{name}")));
        let empty = Reading { asks: found.asks.clone(), ..Reading::default() };
        assert_eq!(found, empty, "{name}");
    }
}
