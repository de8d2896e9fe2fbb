//! The reader on minutes of its own making, of the layouts that regions use.

use super::*;
use Treatment::{FollowUp, Information, Referral, Steering};

const MINUTES: &str = "\
REGION EXEMPEL
Regionstyrelsen
Sammanträdesdatum 2024-03-12

Innehåll
§ 40 Val av justerare
§ 41 Policy för informationssäkerhet
§ 42 Delårsrapport

§ 40
Val av justerare

Beslut
Regionstyrelsen utser en justerare.

§ 41
Policy för informationssäkerhet

Beslut
Regionstyrelsen beslutar
att anta policyn, samt
att ge regiondirektören i uppdrag att ta fram riktlinjer.

Bakgrund
Revisorerna har granskat området. Enligt
§ 7 i reglementet svarar styrelsen för det.

§ 42 Delårsrapport

Sammanfattning
Ekonomin är i balans. Arbetet med dataskydd fortgår.

Regionstyrelsens beslut
Rapporten läggs till handlingarna.

§ 43 Motion om cyber-
säkerhet i skolan

Regionstyrelsen beslutar att remittera motionen till regiondirektören.

§ 44 Uppföljning av kontinuitetsplaner
Regionstyrelsen beslutar att godkänna uppföljningen.

§ 45 Handlingsplan för dataskydd
Beslut:
Regionstyrelsen noterar informationen och ger förvaltningen i uppdrag att återkomma.

§ 46 Personuppgiftsbiträden
Ärendet utgår.
";

fn reading() -> Reading {
    read(MINUTES, Words::shipped().unwrap())
}

/// Area, paragraph, bearing and treatment of what was found.
fn told(reading: &Reading) -> Vec<(&str, &str, bool, Option<Treatment>)> {
    reading
        .found
        .iter()
        .map(|found| (&*found.paragraph, &*found.area.0, found.bearing, found.treatment))
        .collect()
}

#[test]
fn aud_25_items_are_told_by_area_and_treatment() {
    let reading = reading();
    assert_eq!(reading.items, 7);
    let expected = [
        ("§ 41", "information-security", true, Some(Steering)),
        ("§ 42", "data-protection", false, Some(Information)),
        ("§ 44", "continuity", true, Some(FollowUp)),
        ("§ 45", "data-protection", true, None),
        ("§ 46", "data-protection", true, None),
        ("§ 46", "suppliers", true, None),
    ];
    let found = told(&reading);
    for one in expected {
        assert!(found.contains(&one), "{one:?}: {found:#?}");
    }
    assert!(!found.iter().any(|(paragraph, ..)| *paragraph == "§ 40"));
}

#[test]
fn aud_25_a_list_of_contents_and_a_paragraph_of_a_regulation_are_no_items() {
    let reading = reading();
    let policy = reading.found.iter().find(|found| found.paragraph == "§ 41").unwrap();
    assert_eq!(policy.title, "Policy för informationssäkerhet");
    assert_eq!(policy.lines, 16..=27);
    assert_eq!(policy.line, 17);
    assert!(policy.decision.starts_with("Beslut Regionstyrelsen beslutar att anta policyn"));
    assert!(!policy.decision.contains("Revisorerna"));
}

#[test]
fn aud_25_the_day_is_read_from_the_head() {
    assert_eq!(reading().day, Some(("2024-03-12".parse().unwrap(), 3)));
    let words = Words::shipped().unwrap();
    let other = read("Protokoll\nSammanträde den 3 juni 2025 kl. 9\n§ 1 A\n", words);
    assert_eq!(other.day, Some(("2025-06-03".parse().unwrap(), 2)));
    assert_eq!(read("§ 1 Lag (2025:1506)\n", words).day, None);
}

#[test]
fn t22_only_referral_is_not_steering() {
    let text = "§ 1 Motion om cybersäkerhet\nRegionstyrelsen beslutar att remittera motionen till nämnden.\n";
    let reading = read(text, Words::shipped().unwrap());
    assert_eq!(told(&reading), [("§ 1", "information-security", true, Some(Referral))]);
}

#[test]
fn aud_25_words_within_others_and_empty_texts_give_nothing() {
    let words = Words::shipped().unwrap();
    for text in
        ["", "§", "§ 99999999999 X", "Ingen paragraf om dataskydd\n", "§ 1 Odataskydd\nBeslut\n"]
    {
        assert!(read(text, words).found.is_empty(), "{text}");
    }
}
