//! The Kronoberg report of 2024, against what it is known to hold.

use jiff::civil::date;

use super::{Kind, Reading, asked, key, reading, sample};

pub(super) const FILE: &str = "kronoberg-granskning-2024.txt";

fn kronoberg() -> Option<Reading> {
    sample(FILE).map(|text| reading(&text))
}

#[test]
fn aud_03_identity() {
    let Some(found) = kronoberg() else { return };
    assert_eq!(found.kind, Kind::Report);
    let kinds: Vec<Kind> = found.parts.iter().map(|part| part.kind).collect();
    assert_eq!(kinds, [Kind::CoverLetter, Kind::Report]);
    assert_eq!(found.parts[1].lines.0, 130);
    let identity = &found.identity;
    let text = |said: &Option<super::super::Said>| said.as_ref().unwrap().as_written.clone();
    assert_eq!(text(&identity.title), "Granskning av Region Kronobergs informationssäkerhet");
    assert_eq!(text(&identity.diary_number), "23RV10");
    assert_eq!(identity.dates.len(), 1);
    assert_eq!(
        (identity.dates[0].what.as_str(), identity.dates[0].date),
        ("fixed", Some(date(2024, 1, 24)))
    );
    assert_eq!(text(&identity.client), "Region Kronobergs revisorer");
    assert_eq!(text(&identity.performer), "Helseplan Consulting Group AB");
    let period = identity.period.as_ref().unwrap();
    assert_eq!((period.earliest, period.latest), (Some(date(2023, 6, 1)), Some(date(2024, 1, 31))));
    let roles: Vec<&str> = identity.roles.iter().map(|role| role.as_written.as_str()).collect();
    assert_eq!(
        roles,
        ["kontaktperson", "projektledare", "konsult", "expert", "kvalitetsgranskare"]
    );
}

#[test]
fn aud_04_questions_by_group() {
    let Some(found) = kronoberg() else { return };
    let overall = found.questions.iter().filter(|question| question.overall).count();
    let group =
        |name: &str| found.questions.iter().filter(|q| q.group.as_deref() == Some(name)).count();
    assert_eq!(
        (overall, group("Informationssäkerhet"), group("IT-säkerhet - intrångsskydd")),
        (3, 5, 6)
    );
    assert_eq!(found.questions.len(), 14);
    assert_eq!(found.purpose.len(), 2);
    let purpose = &found.purpose[0];
    assert!(purpose.as_written.contains("att:\n– Det finns en tillräcklig intern styrning"));
    assert!(purpose.as_written.ends_with("acceptabel nivå?"), "{}", purpose.as_written);
    assert_eq!((purpose.lines.0, purpose.lines.1), (23, 37));
}

/// As a PDF gives it whose bullets are set in a font that cannot be read: no bullets, no blank lines.
#[test]
fn aud_05_lists_whose_bullets_are_lost_stay_lists() {
    let Some(text) = sample(FILE) else { return };
    let bullet = |c: char| matches!(c, '\u{f0b7}' | '•');
    let line = |line: &str| match line.trim_start().strip_prefix(bullet) {
        Some(item) => format!(" {}", item.trim()),
        None => line.trim().to_owned(),
    };
    let tight: Vec<String> =
        text.lines().map(line).filter(|line| !line.trim().is_empty()).collect();
    let found = reading(&tight.join("\n"));
    assert_eq!(found.documents.len(), 14);
    assert_eq!(found.criteria.len(), 6);
    assert_eq!(found.questions.len(), 14);
    assert_eq!(found.recommendations.len(), 2);
    assert_eq!(found.request.unwrap().parts.len(), 4);
    let further = found.remarks.iter().filter(|remark| remark.under.starts_with("I granskningen"));
    assert_eq!(further.count(), 3);
}

#[test]
fn aud_05_six_criteria_with_law() {
    let Some(found) = kronoberg() else { return };
    assert_eq!(found.criteria.len(), 6);
    let law = &found.criteria[0].laws[0];
    assert_eq!(
        (law.sfs.as_str(), law.chapter.as_deref(), law.section.as_deref()),
        ("2017:725", Some("6"), Some("6"))
    );
    let laws: Vec<&str> =
        found.criteria.iter().flat_map(|c| &c.laws).map(|law| law.sfs.as_str()).collect();
    assert_eq!(laws, ["2017:725", "2018:585", "2018:1174", "2009:400"]);
}

#[test]
fn aud_06_evidence() {
    let Some(found) = kronoberg() else { return };
    assert_eq!(found.documents.len(), 14);
    let expired = found
        .documents
        .iter()
        .filter(|d| d.expired(date(2024, 1, 24)))
        .map(|d| d.valid_to.unwrap());
    let expected = [date(2023, 8, 11), date(2024, 1, 5), date(2022, 5, 2), date(2022, 2, 5)];
    assert_eq!(expired.collect::<Vec<_>>(), expected);
    assert_eq!(found.documents.iter().filter(|d| d.undated).count(), 1);
    assert_eq!(found.interviews.len(), 10);
    assert!(found.interviews.iter().all(|interviewed| !interviewed.person));
    assert_eq!(found.observations.len(), 3);
    assert!(found.observations.iter().all(|seen| seen.date == Some(date(2023, 9, 6))));
    assert_eq!(found.observations.iter().map(|seen| 1 + seen.also.len()).sum::<usize>(), 7);
}

#[test]
fn aud_07_delimitation_and_methods() {
    let Some(found) = kronoberg() else { return };
    assert!(found.delimitations[0].as_written.contains("översiktligt"));
    let methods: Vec<&str> = found.methods.iter().map(|method| method.key.as_str()).collect();
    assert_eq!(methods, ["documents", "interviews", "framework"]);
}

#[test]
fn aud_08_fact_checks_are_kept_apart() {
    let Some(found) = kronoberg() else { return };
    assert_eq!(found.fact_checks.iter().map(|note| note.note).collect::<Vec<_>>(), [19, 20]);
}

#[test]
fn aud_09_grades() {
    let Some(found) = kronoberg() else { return };
    let part =
        found.questions.iter().filter(|question| key(question) == "partly").collect::<Vec<_>>();
    assert_eq!(part.len(), 1);
    assert!(part[0].said.as_written.contains("systembehörigheter"));
    let met = |overall: bool| {
        found.questions.iter().filter(|q| q.overall == overall && key(q) == "met").count()
    };
    assert_eq!((met(false), met(true)), (10, 3));
}

#[test]
fn aud_11_the_time_that_is_assessed() {
    let Some(found) = kronoberg() else { return };
    let assessed = found.identity.assessed.unwrap();
    assert_eq!(
        (assessed.earliest, assessed.latest),
        (Some(date(2023, 11, 1)), Some(date(2023, 11, 30)))
    );
}

#[test]
fn aud_12_two_recommendations_with_every_place() {
    let Some(found) = kronoberg() else { return };
    assert_eq!(found.recommendations.len(), 2);
    let places = |nth: usize| -> Vec<(Kind, Option<&str>)> {
        found.recommendations[nth]
            .places
            .iter()
            .map(|place| (place.part, place.section.as_deref()))
            .collect()
    };
    let (letter, report) = (Kind::CoverLetter, Kind::Report);
    assert_eq!(places(0), [(letter, None), (report, Some("1")), (report, Some("4.1.5"))]);
    assert_eq!(
        places(1),
        [(letter, None), (report, Some("1")), (report, Some("4.2.3")), (report, Some("4.3.2"))]
    );
    assert!(
        found.recommendations.iter().all(|r| r.addressee.as_deref() == Some("Regionstyrelsen"))
    );
}

#[test]
fn aud_13_remarks_and_aud_34_strengths() {
    let Some(found) = kronoberg() else { return };
    let further = found
        .remarks
        .iter()
        .filter(|remark| remark.under.starts_with("I granskningen framgår även"));
    assert_eq!(further.count(), 3);
    assert!(found.strengths.iter().any(|said| said.as_written.starts_with("Bland de styrkor")));
}

#[test]
fn aud_14_four_parts_and_aud_18_checkpoint() {
    let Some(found) = kronoberg() else { return };
    let request = found.request.unwrap();
    let parts: Vec<&str> = request.parts.iter().map(|part| part.key.as_str()).collect();
    assert_eq!(parts, ["done", "planned", "timetable", "views"]);
    assert_eq!(request.from.as_deref(), Some("Regionstyrelsen"));
    assert!(request.by.is_none());
    assert!(request.checkpoint.unwrap().as_written.contains("avstämning"));
}

#[test]
fn aud_21_ten_points_and_aud_22_three_white() {
    let Some(found) = kronoberg() else { return };
    assert_eq!(found.follow_ups.len(), 10);
    let white: Vec<_> = found.follow_ups.iter().filter(|point| point.grade.is_some()).collect();
    assert!(white.iter().all(|point| point.grade.as_ref().unwrap().key == "not-relevant"));
    let replaced: Vec<&str> =
        white.iter().map(|point| point.replaced_by.as_deref().unwrap()).collect();
    assert_eq!(replaced[..2], ["Raindance", "Raindance"]);
    assert!(replaced[2].contains("styr- och samverkansmodell") && replaced[2].contains("2019"));
    assert_eq!(replaced.len(), 3);
    assert_eq!(asked(&found, "follow-up-colour"), 7);
}

#[test]
fn every_finding_stands_where_it_says() {
    let Some(text) = sample(FILE) else { return };
    let lines: Vec<&str> = text.split('\n').collect();
    let found = reading(&text);
    let first = |text: &str| {
        text.split_whitespace()
            .next()
            .unwrap_or("")
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_owned()
    };
    for recommendation in &found.recommendations {
        let at = recommendation.said.lines;
        assert!(lines[at.0 - 1].contains(&first(&recommendation.said.as_written)));
    }
    for question in &found.questions {
        assert!(lines[question.said.lines.0 - 1].contains(&first(&question.said.as_written)));
        assert!(lines[question.said.lines.1 - 1].contains('?'));
    }
}
