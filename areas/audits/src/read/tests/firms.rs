//! Reports set as the large firms set them, and letters, on invented subjects and municipalities.

use jiff::civil::date;

use super::{Reading, asked, fixture, keys, reading};

/// Each recommendation: its words, and to whom it is given.
fn advice(found: &Reading) -> Vec<(&str, &str)> {
    found
        .recommendations
        .iter()
        .map(|r| (r.said.as_written.as_str(), r.addressee.as_deref().unwrap_or("")))
        .collect()
}

#[test]
fn aud_12_only_what_the_auditors_recommend() {
    let found = reading(&fixture("rapport-koldmedier"));
    assert_eq!(
        advice(&found),
        [
            (
                "upprätta ett fullständigt register över kommunens kylanläggningar",
                "tekniska nämnden"
            ),
            (
                "fastställa en rutin för hur läckage rapporteras till miljönämnden",
                "tekniska nämnden"
            ),
            ("säkerställa att entreprenörens certifikat kontrolleras årligen.", "tekniska nämnden"),
        ],
        "what an authority or a coordinator recommends is not the auditors'"
    );
    assert!(found.recommendations.iter().all(|r| r.places.len() == 2));
    assert_eq!(keys(&found), ["met", "not-met", "partly", "not-met"]);
    assert!(found.questions.iter().all(|q| q.group.is_none()), "what leads in is no group");
    assert_eq!(found.identity.client.unwrap().as_written, "Sjövalla kommuns revisorer");
    assert_eq!(found.identity.dates[0].date, Some(date(2024, 3, 12)));
    assert_eq!((found.criteria.len(), found.documents.len()), (4, 0));
}

#[test]
fn aud_09_questions_and_verdicts_on_lines_of_their_own() {
    let found = reading(&fixture("rapport-arkiv"));
    assert_eq!(keys(&found), ["met", "partly", "not-met"]);
    assert_eq!(found.recommendations.len(), 3);
    assert_eq!(found.verdicts.len(), 1);
    assert_eq!(found.verdicts[0].grade.as_ref().unwrap().wording, "inte helt");
}

#[test]
fn aud_03_a_month_on_the_cover_is_a_month() {
    let found = reading(&fixture("rapport-direktupphandling"));
    let dated = &found.identity.dates[0];
    assert_eq!((dated.said.as_written.as_str(), dated.date), ("November 2022", None));
    assert_eq!(dated.earliest, Some(date(2022, 11, 1)));
    assert_eq!(dated.latest, Some(date(2022, 11, 30)));
    let sentence = "Intervjuer hölls i mars 2024\nmed tre chefer.";
    let text = fixture("rapport-direktupphandling").replace("November 2022", sentence);
    assert!(reading(&text).identity.dates.is_empty(), "a month in a sentence dates nothing");
}

#[test]
fn aud_09_colours_lost_in_a_table_are_asked_about() {
    let found = reading(&fixture("rapport-direktupphandling"));
    let overall: Vec<bool> = found.questions.iter().map(|q| q.overall).collect();
    assert_eq!(overall, [true, false, false, false]);
    assert_eq!(keys(&found), ["not-met", "none", "none", "none"]);
    assert_eq!(asked(&found, "grade-missing"), 3);
    let words: Vec<&str> = advice(&found).iter().map(|(words, _)| *words).collect();
    assert_eq!(words.len(), 3);
    assert!(words[0].starts_with("Se över riktlinjen"));
    assert!(advice(&found).iter().all(|(_, who)| *who == "kommunstyrelsen"));
}

#[test]
fn aud_12_bullets_lost_and_items_over_two_lines() {
    let found = reading(&fixture("rapport-lokalvard"));
    let words: Vec<&str> = advice(&found).iter().map(|(words, _)| *words).collect();
    assert_eq!(
        words,
        [
            "Införa en gemensam mall för egenkontroll av städning.",
            "Följa upp avvikelser på övergripande nivå minst en gång per termin.",
            "Tydliggöra ansvaret för storstädning mellan skolan och serviceenheten.",
        ]
    );
    assert_eq!(keys(&found), ["met", "partly", "not-met"]);
    assert_eq!((found.documents.len(), found.interviews.len()), (3, 3));
}

#[test]
fn aud_04_control_objectives_stand_for_questions() {
    let found = reading(&fixture("rapport-kontrollmal"));
    assert_eq!(keys(&found), ["met", "not-met", "partly"]);
    assert_eq!(
        found.questions[1].said.as_written,
        "Behörigheter i lönesystemet prövas regelbundet"
    );
    assert_eq!(found.recommendations.len(), 2);
}

#[test]
fn aud_04_areas_stand_for_questions() {
    let found = reading(&fixture("granskningsomraden"));
    let words: Vec<&str> = found.questions.iter().map(|q| q.said.as_written.as_str()).collect();
    assert_eq!(words[1..], ["Säkerhet och tillträde", "Inventering", "Kassation"]);
    assert_eq!(keys(&found), ["none", "partly", "not-met", "met"]);
    assert_eq!(asked(&found, "grade-uncertain"), 1, "«i huvudsak» is asked about");
    assert_eq!(found.identity.report_number.unwrap().as_written, "7-2023");
}

#[test]
fn aud_12_a_list_that_turns_to_another_body() {
    let found = reading(&fixture("region-missiv-transporter"));
    assert_eq!(
        advice(&found),
        [
            ("fastställa ett regiongemensamt ansvar för avtalsuppföljningen", "regionstyrelsen"),
            ("ta fram en anvisning för märkning av farligt avfall", "regionstyrelsen"),
            ("ställa krav på spårbarhet i kommande upphandling av transporter", "trafiknämnden"),
        ]
    );
    let letters: Vec<&str> =
        found.recommendations.iter().filter_map(|r| r.number.as_deref()).collect();
    assert_eq!(letters, ["a", "b", "c"]);
    assert_eq!(found.identity.addressee.unwrap().as_written, "Regionstyrelsen");
    assert_eq!(found.identity.dates[0].date, Some(date(2025, 2, 11)));
    assert_eq!(found.request.unwrap().by.unwrap().latest, Some(date(2025, 5, 16)));
}

#[test]
fn aud_12_advice_of_others_and_of_earlier_audits_is_not_given_again() {
    let found = reading(&fixture("negativ-tidigare"));
    assert_eq!(advice(&found), []);
    assert_eq!(keys(&found), ["met", "partly"]);
}

#[test]
fn what_is_no_report_gives_no_findings() {
    for name in ["faktura", "engelska", "styrdokument", "protokoll"] {
        let found = reading(&fixture(&format!("negativ-{name}")));
        let empty = Reading { asks: found.asks.clone(), ..Reading::default() };
        assert_eq!(found, empty, "{name}");
        assert_eq!(asked(&found, "kind"), 1, "{name}");
    }
}
