//! The latest date that words for time can mean (AUD-19).

use jiff::civil::date;

use super::super::{Words, latest};

#[track_caller]
fn check(words: &str, from: Option<&str>, to: Option<&str>) {
    let day = |day: Option<&str>| day.map(|day| day.parse().unwrap());
    let found = latest(words, Some(date(2024, 2, 1)), Words::shipped())
        .unwrap_or_else(|| panic!("no time in «{words}»"));
    assert_eq!((found.earliest, found.latest), (day(from), day(to)), "{words} → {}", found.words);
}

#[test]
fn aud_19_seasons_quarters_and_halves() {
    check("våren 2025", Some("2025-01-01"), Some("2025-05-31"));
    check("under våren 2025", Some("2025-01-01"), Some("2025-05-31"));
    check("sommaren 2025", Some("2025-06-01"), Some("2025-08-31"));
    check("hösten 2017", Some("2017-09-01"), Some("2017-11-30"));
    check("Q1 2025", Some("2025-01-01"), Some("2025-03-31"));
    check("kvartal 3 2025", Some("2025-07-01"), Some("2025-09-30"));
    check("första kvartalet 2025", Some("2025-01-01"), Some("2025-03-31"));
    check("fjärde kvartalet år 2025", Some("2025-10-01"), Some("2025-12-31"));
    check("Q1–Q2 2025", Some("2025-01-01"), Some("2025-06-30"));
    check("senast andra hälften av 2025", None, Some("2025-12-31"));
    check("andra halvåret 2025", Some("2025-07-01"), Some("2025-12-31"));
    check("i slutet av 2025", Some("2025-09-01"), Some("2025-12-31"));
    check("2025 Q3", Some("2025-07-01"), Some("2025-09-30"));
    check("vintern 2024/2025", Some("2024-12-01"), Some("2025-02-28"));
    check("årsskiftet 2022/2023", Some("2022-12-31"), Some("2022-12-31"));
}

#[test]
fn aud_19_days_months_and_years() {
    check("2024-12-03", Some("2024-12-03"), Some("2024-12-03"));
    check("den 10 mars 2025", Some("2025-03-10"), Some("2025-03-10"));
    check("senast den 1 juni 2025", None, Some("2025-06-01"));
    check("3 dec 2024", Some("2024-12-03"), Some("2024-12-03"));
    check("15/4 2025", Some("2025-04-15"), Some("2025-04-15"));
    check("i mars 2025", Some("2025-03-01"), Some("2025-03-31"));
    check("i slutet av mars 2025", Some("2025-03-01"), Some("2025-03-31"));
    check("februari 2028", Some("2028-02-01"), Some("2028-02-29"));
    check("april–juni 2025", Some("2025-04-01"), Some("2025-06-30"));
    check("juni 2023 till januari 2024", Some("2023-06-01"), Some("2024-01-31"));
    check("under 2017", Some("2017-01-01"), Some("2017-12-31"));
    check("2025–2026", Some("2025-01-01"), Some("2026-12-31"));
    check("vecka 12, 2025", Some("2025-03-17"), Some("2025-03-23"));
}

#[test]
fn aud_19_limits() {
    check("kan tidigast vara på plats 2026", Some("2026-01-01"), None);
    check("från och med bokslutet 2025", Some("2025-01-01"), None);
    check("fr.o.m. budgeten 2026", Some("2026-01-01"), None);
    check("tidigast klart, men senast 2026", None, Some("2026-12-31"));
    check("tidigast 2026", Some("2026-01-01"), None);
    check("från och med 2025", Some("2025-01-01"), None);
    check("efter sommaren 2025", Some("2025-09-01"), None);
    check("före den 1 juli 2025", None, Some("2025-06-30"));
    check("före sommaren 2025", None, Some("2025-05-31"));
    check("före utgången av 2025", None, Some("2025-12-31"));
    check("senast vid årsskiftet 2018/2019", None, Some("2018-12-31"));
}

#[test]
fn aud_19_words_without_a_year_are_told_from_the_day_of_writing() {
    check("till sommaren", Some("2024-06-01"), Some("2024-08-31"));
    check("under året", Some("2024-01-01"), Some("2024-12-31"));
    check("nästa år", Some("2025-01-01"), Some("2025-12-31"));
    let found = latest("under hösten", None, Words::shipped()).unwrap();
    assert_eq!((found.earliest, found.latest), (None, None));
}

#[test]
fn aud_19_a_year_within_a_number_is_no_time() {
    for text in [
        "lagen (2018:585)",
        "RS 2023/123",
        "ISO 27001",
        "HSLF-FS 2016:40",
        "kl. 13",
        "1 200 medarbetare",
        "IT-stöd",
    ] {
        assert_eq!(latest(text, Some(date(2024, 2, 1)), Words::shipped()), None, "{text}");
    }
}
