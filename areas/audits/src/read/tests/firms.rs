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
fn aud_12_advice_of_every_other_kind_is_none() {
    let found = reading(&fixture("negativ-andras-rad"));
    assert_eq!(
        advice(&found),
        [
            ("Nämnden bör överväga om systemet ska bytas.", "Nämnden"),
            ("pröva behörigheterna två gånger per år.", "Servicenämnden")
        ]
    );
    assert_eq!(found.documents, [], "advice is no list of documents");
    assert_eq!(keys(&found), ["met", "none"]);
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

#[test]
fn aud_21_earlier_advice_in_the_background_is_followed_up_and_not_given() {
    let found = reading(&fixture("region-hygien"));
    let words: Vec<&str> = advice(&found).iter().map(|(words, _)| *words).collect();
    assert_eq!(
        words,
        [
            "slutföra införandet av mätningar",
            "utse hygienombud vid de enheter som fortfarande saknar sådana"
        ]
    );
    let grades: Vec<&str> =
        found.follow_ups.iter().map(|point| point.grade.as_ref().unwrap().key.as_str()).collect();
    assert_eq!(grades, ["done", "partly-done", "not-done"]);
}

#[test]
fn aud_10_lay_auditors_of_a_company_letter_their_questions() {
    let found = reading(&fixture("bolag-underhall"));
    assert_eq!(keys(&found), ["partly", "not-met", "met"]);
    assert_eq!(asked(&found, "grade-uncertain"), 1, "«i allt väsentligt» is asked about");
    assert!(advice(&found).iter().all(|(_, who)| *who == "bolagets styrelse"));
}

#[test]
fn aud_12_advice_under_each_section() {
    let found = reading(&fixture("region-hyrpersonal"));
    let sections: Vec<&str> =
        found.recommendations.iter().filter_map(|r| r.places[0].section.as_deref()).collect();
    assert_eq!(sections, ["3.1.2", "3.2.2", "3.2.2"]);
    assert_eq!(keys(&found), ["not-met", "met", "not-met"]);
}

#[test]
fn aud_12_advice_in_running_text() {
    let found = reading(&fixture("rapport-fritid"));
    let words: Vec<&str> = advice(&found).iter().map(|(words, _)| *words).collect();
    assert_eq!(
        words,
        [
            "nämnden genomför en enkät bland unga och att resultatet används när öppettiderna beslutas.",
            "följa upp besöken varje termin."
        ],
        "what a board recommends to others is not the auditors'"
    );
}

#[test]
fn aud_09_tables_with_bars_and_a_yearly_audit() {
    assert_eq!(keys(&reading(&fixture("rapport-avfall"))), ["met", "met", "not-met"]);
    let found = reading(&fixture("grundlaggande"));
    assert_eq!(keys(&found), ["met", "partly", "not-met"]);
    assert_eq!(found.recommendations.len(), 2);
    assert_eq!(asked(&found, "verdict-unclear"), 1);
}

#[test]
fn words_broken_over_lines_are_whole() {
    let found = reading(&fixture("rapport-skolskjuts"));
    assert_eq!(found.identity.title.unwrap().as_written, "Granskning av skolskjuts");
    assert_eq!(
        found.recommendations[1].said.as_written,
        "utveckla uppföljningen av avtalet, bland annat med årsvisa möten"
    );
}

#[test]
fn aud_14_a_letter_that_asks_for_a_statement() {
    let found = reading(&fixture("foljebrev-avfall"));
    assert_eq!(found.recommendations.len(), 2);
    let request = found.request.unwrap();
    assert_eq!(request.from.as_deref(), Some("miljönämnden"));
    assert_eq!(request.by.unwrap().latest, Some(date(2023, 1, 20)));
    let mut parts: Vec<&str> = request.parts.iter().map(|part| part.key.as_str()).collect();
    parts.sort_unstable();
    assert_eq!(parts, ["planned", "responsible", "timetable"]);
}

#[test]
fn aud_04_a_prestudy_asks_what_it_does_not_answer() {
    let found = reading(&fixture("forstudie-vatten"));
    assert_eq!(keys(&found), ["not-met", "none", "none"]);
    assert_eq!(advice(&found), [], "what is proposed to the auditors themselves is no advice");
}

#[test]
fn aud_10_what_the_audited_think_and_what_depends_is_no_grade() {
    let found = reading(&fixture("rapport-livsmedel"));
    assert_eq!(keys(&found), ["met", "none", "none", "none"]);
    assert_eq!(asked(&found, "grade-unclear"), 2);
    assert_eq!(found.recommendations.len(), 2, "an appended list of older advice is none");
}
