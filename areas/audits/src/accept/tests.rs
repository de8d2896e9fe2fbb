//! Accepting what was read: on the real report, on an answer, and on what the user drops or mends.

use super::*;
use crate::{
    given::{all_scales, id, revision},
    kinds,
    read::{self, Words},
};
use serde_json::{Value, json};
use stadga_documents::Document;
use stadga_model::{Around, Body, Kinds, Near, Record, Term, local_day_end};

fn now() -> Instant {
    local_day_end("2024-02-01".parse().unwrap()).unwrap()
}

fn target() -> Target {
    Target {
        cover_letter: "Missiv".into(),
        footnote: "Fotnot".into(),
        scales: all_scales(),
        ..Target::new(now())
    }
}

/// Takes everything that a reading holds, as one who agrees with all of it and answers what is asked for.
fn everything(reading: &Reading) -> Choices {
    let mut choices = Choices::default();
    let Value::Object(found) = serde_json::to_value(reading).unwrap() else { panic!("no object") };
    for (list, value) in &found {
        if let Value::Array(items) = value {
            (0..items.len()).for_each(|at| choices.take(format!("{list}.{at}")));
        }
    }
    for path in ["title", "diary_number", "report_number", "performer", "period", "assessed"] {
        choices.take(format!("identity.{path}"));
    }
    for fault in report::ungraded(reading, &choices) {
        choices.mend(fault.field.unwrap(), "done");
    }
    choices.take("request");
    (0..reading.identity.dates.len()).for_each(|at| choices.take(format!("dates.{at}")));
    (0..reading.identity.roles.len()).for_each(|at| choices.take(format!("roles.{at}")));
    choices
}

fn of_kind<R: Record>(accepted: &Accepted) -> Vec<R> {
    let drafts = accepted.drafts.iter().filter(|draft| draft.kind == R::KIND);
    drafts.map(|draft| serde_json::from_value(Value::Object(draft.body.clone())).unwrap()).collect()
}

/// What the rules stop among the records made.
fn broken(accepted: &Accepted) -> Vec<String> {
    let kinds: Kinds = kinds().into_iter().chain(stadga_documents::kinds()).collect();
    let scales = all_scales();
    let near = Near {
        up: accepted
            .drafts
            .iter()
            .map(|draft| revision(draft.id, draft.kind, Value::Object(draft.body.clone())).into())
            .collect(),
        down: Vec::new(),
    };
    let around = Around { now: now(), before: None, new: true, near: &near, scales: &scales };
    let check = |kind: &str, body: &Body| kinds.get(kind).unwrap().check(body, &around);
    let found = accepted.drafts.iter().flat_map(|draft| check(draft.kind, &draft.body));
    found.filter(Finding::is_blocking).map(|finding| format!("{finding:?}")).collect()
}

fn sample() -> Option<Reading> {
    let path = format!(
        "{}/../../../shared/samples/audits/kronoberg-granskning-2024.txt",
        env!("CARGO_MANIFEST_DIR")
    );
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: the sample report is not beside the project");
        return None;
    };
    Some(read::read(&text, Words::shipped()))
}

#[test]
fn aud_03_the_real_report_becomes_records_that_keep_the_rules() {
    let Some(reading) = sample() else { return };
    let accepted = accept(&reading, &everything(&reading), &target()).unwrap();
    assert_eq!(broken(&accepted), Vec::<String>::new());
    let audits: Vec<Audit> = of_kind(&accepted);
    let audit = &audits[0];
    assert_eq!(audits.len(), 1);
    assert_eq!(audit.diary_number.as_deref(), Some("23RV10"));
    assert_eq!(audit.fixed_on, "2024-01-24".parse().ok());
    assert_eq!((audit.criteria.len(), audit.documents.len()), (6, 14));
    let fixed = audit.fixed_on.unwrap();
    assert_eq!(audit.expired(fixed).count(), 4);
    assert_eq!(audit.documents.iter().filter(|seen| seen.undated).count(), 1);
    assert_eq!(audit.requested_parts.len(), 4);
    assert!(audit.checkpoint_asked);
    let questions: Vec<AuditQuestion> = of_kind(&accepted);
    let met = questions.iter().filter(|q| q.grade.as_ref().is_some_and(|g| g.0 == "met"));
    assert_eq!((questions.len(), met.count()), (14, 13));
    let follow_ups: Vec<crate::follow_up::FollowUp> = of_kind(&accepted);
    assert_eq!(follow_ups.len(), 10);
    let recommendations: Vec<Recommendation> = of_kind(&accepted);
    assert_eq!(recommendations.len(), 2);
    assert!(recommendations.iter().all(|found| !found.sections.is_empty()));
}

#[test]
fn aud_12_what_is_dropped_is_not_made_and_what_is_mended_is() {
    let Some(reading) = sample() else { return };
    let mut choices = Choices::default();
    choices.take("identity.title");
    choices.mend("identity.title.text", "Granskning 2024");
    choices.take("recommendations.1");
    choices.mend("recommendations.1.text", "Håll rutinerna kända");
    choices.take("follow_ups.0");
    choices.mend("follow_ups.0.grade", "done");
    let accepted = accept(&reading, &choices, &target()).unwrap();
    assert_eq!(accepted.drafts.len(), 3);
    let audit: Vec<Audit> = of_kind(&accepted);
    assert_eq!(audit[0].title, "Granskning 2024");
    assert!(audit[0].documents.is_empty() && audit[0].diary_number.is_none());
    let recommendation: Vec<Recommendation> = of_kind(&accepted);
    assert_eq!(recommendation[0].text, "Håll rutinerna kända");
    let follow_up: Vec<crate::follow_up::FollowUp> = of_kind(&accepted);
    assert_eq!(follow_up[0].grade.as_ref().map(|grade| grade.0.as_str()), Some("done"));
}

#[test]
fn aud_10_an_uncertain_grade_is_left_for_the_user() {
    let grade = |uncertain| read::Grade {
        scale: "question".into(),
        key: "partly".into(),
        wording: "i huvudsak".into(),
        uncertain,
        said: read::Said::default(),
    };
    assert_eq!(sure(Some(&grade(true))), None);
    assert_eq!(sure(Some(&grade(false))), Some("partly"));
}

#[test]
fn aud_21_a_point_whose_colour_is_lost_is_not_taken_without_an_answer() {
    let point = |subject: &str| -> read::FollowUp {
        let found = json!({"subject": subject, "reason": "", "grade": null, "replaced_by": null, "lines": [1, 1]});
        serde_json::from_value(found).unwrap()
    };
    let reading =
        Reading { follow_ups: vec![point("Behörigheter"), point("Loggar")], ..Reading::default() };
    let mut choices = Choices::default();
    choices.take("follow_ups.0");
    let Err(Refusal::Refused(faults)) = accept(&reading, &choices, &target()) else {
        panic!("accepted")
    };
    assert_eq!(crate::given::codes(&faults), ["AUD-21"]);
    assert_eq!(faults[0].field.as_deref(), Some("follow_ups.0.grade"));
    assert!(faults[0].values.contains(&("subject", "Behörigheter".into())));
    choices.mend("follow_ups.0.grade", "done");
    assert!(accept(&reading, &choices, &target()).is_ok());
}

#[test]
fn aud_03_a_mended_date_that_is_none_is_told_where_it_stands() {
    let mut choices = Choices::default();
    choices.mend("dates.0.date", "i februari");
    let Err(Refusal::Refused(faults)) = accept(&Reading::default(), &choices, &target()) else {
        panic!("accepted")
    };
    assert_eq!(faults[0].field.as_deref(), Some("dates.0.date"));
    crate::given::codes(&faults);
}

#[test]
fn aud_19_promises_hang_on_the_part_of_the_answer_where_they_stand() {
    let answer = |number: &str| read::Answer {
        to: "recommendation".into(),
        number: Some(number.into()),
        subject: read::Said {
            as_written: format!("Rekommendation {number}"),
            ..Default::default()
        },
        ..Default::default()
    };
    let reading = Reading {
        kind: Kind::Answer,
        answers: vec![answer("1"), answer("2")],
        promises: vec![read::Promise {
            answer: Some(1),
            words: "våren 2025".into(),
            earliest: None,
            latest: "2025-05-31".parse().ok(),
            said: read::Said {
                as_written: "Riktlinjen revideras våren 2025.".into(),
                ..Default::default()
            },
        }],
        ..Reading::default()
    };
    let known = (id(7).cast(), Some("1".to_owned()), "Gör om riktlinjen".to_owned());
    let target = Target { audit: Some(id(1).cast()), recommendations: vec![known], ..target() };
    let accepted = accept(&reading, &everything(&reading), &target).unwrap();
    let items: Vec<crate::answer_item::AnswerItem> = of_kind(&accepted);
    assert_eq!(items[0].recommendation, Some(id(7).cast()));
    let promises: Vec<crate::promise::Promise> = of_kind(&accepted);
    let second = accepted.drafts.iter().filter(|draft| draft.kind == "answer-item").nth(1).unwrap();
    assert_eq!(promises[0].item, Some(second.id.cast()));
    assert_eq!(promises[0].latest, "2025-05-31".parse().ok());
    // The second recommendation was not here: it is made, and the audit is not made anew.
    let made: Vec<Recommendation> = of_kind(&accepted);
    assert_eq!((made.len(), of_kind::<Audit>(&accepted).len()), (1, 0));
}

#[test]
fn aud_12_a_form_s_values_count_only_where_something_is_mended() {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let choices = Choices::from_pairs([
        pair("verdict.remarks.0", "accept"),
        pair("value.remarks.0.text", "Ändrat av misstag"),
        pair("verdict.remarks.1", "mend"),
        pair("value.remarks.1.text", "Rättat"),
        pair("verdict.remarks.2", "drop"),
    ]);
    assert_eq!(choices.text("remarks.0.text", Some("Funnet")).as_deref(), Some("Funnet"));
    assert_eq!(choices.text("remarks.1.text", Some("Funnet")).as_deref(), Some("Rättat"));
    assert!(choices.takes("remarks.0") && choices.takes("remarks.1"));
    assert!(!choices.takes("remarks.2") && !choices.takes("remarks.3"));
}

/// A report that has seen documents of these names.
fn having_seen(names: &[&str]) -> Reading {
    let seen = |name: &&str| read::Document {
        name: (*name).to_owned(),
        year: None,
        valid_to: None,
        undated: false,
        said: read::Said::default(),
    };
    Reading { documents: names.iter().map(seen).collect(), ..Reading::default() }
}

#[test]
fn t23_only_what_governs_is_put_into_the_register_and_the_rest_stays_in_the_audit() {
    let names = [
        "Rutin för uppföljning av loggar",
        "Bolaget AB: Revisionsrapport",
        "Nämndens protokoll januari till juni",
        "Uppföljning av internkontrollplan 2022",
        "Informationssäkerhetspolicy",
        "Arbetsordningar och reglementen",
        "Patientsäkerhetsberättelsen",
        "Handlingsplan för skydd av personuppgifter",
    ];
    let reading = having_seen(&names);
    let accepted = accept(&reading, &everything(&reading), &target()).unwrap();
    let made: Vec<Document> = of_kind(&accepted);
    let titles: Vec<&str> = made.iter().map(|document| document.title.as_str()).collect();
    assert_eq!(titles, [names[0], names[4], names[5], names[7]]);
    let audit = of_kind::<Audit>(&accepted).remove(0);
    assert_eq!(audit.documents.len(), names.len());
    let linked = audit.documents.iter().filter(|seen| seen.document.is_some());
    assert!(linked.map(|seen| seen.title.as_str()).eq(titles), "each is linked to its record");
}

#[test]
fn t23_what_is_registered_already_is_linked_and_nothing_is_registered_unasked() {
    let reading = having_seen(&["Rutin för behörigheter", "Protokoll 2023", "Policy"]);
    let mut known = target();
    known.documents.insert("rutin för behörigheter".into(), id(21).cast());
    known.documents.insert("protokoll 2023".into(), id(22).cast());
    let without = Target { register: false, ..known.clone() };
    for (target, made) in [(known, 1), (without, 0)] {
        let accepted = accept(&reading, &everything(&reading), &target).unwrap();
        assert_eq!(of_kind::<Document>(&accepted).len(), made);
        let audit = of_kind::<Audit>(&accepted).remove(0);
        let links: Vec<_> = audit.documents.iter().map(|seen| seen.document).collect();
        assert_eq!(links[..2], [Some(id(21).cast()), Some(id(22).cast())]);
        assert_eq!(links[2].is_some(), made == 1);
    }
}

#[test]
fn aud_10_the_summed_up_verdict_is_as_the_user_has_it_and_none_is_lost_in_silence() {
    let verdict = |key: &str| -> read::Verdict {
        let grade = json!({"scale": "audit-verdict", "key": key, "wording": "delvis", "uncertain": false,
            "as_written": "delvis", "lines": [1, 1]});
        let said = json!({"grade": grade, "as_written": "Vår bedömning", "lines": [1, 1]});
        serde_json::from_value(said).unwrap()
    };
    let reading =
        Reading { verdicts: vec![verdict("partly"), verdict("met")], ..Reading::default() };
    let mut choices = everything(&reading);
    let Err(Refusal::Refused(faults)) = accept(&reading, &choices, &target()) else {
        panic!("accepted")
    };
    assert_eq!(crate::given::codes(&faults), ["AUD-10"]);
    assert_eq!(faults[0].field.as_deref(), Some("verdicts.1.grade"));
    choices.mend("verdicts.1.grade", "partly");
    let audit = of_kind::<Audit>(&accept(&reading, &choices, &target()).unwrap()).remove(0);
    assert_eq!(audit.verdict, Some(Term::from("partly")));
    choices.mend("verdicts.0.grade", "met");
    choices.mend("verdicts.1.grade", "");
    let audit = of_kind::<Audit>(&accept(&reading, &choices, &target()).unwrap()).remove(0);
    assert_eq!(audit.verdict, Some(Term::from("met")), "what the user chose");
}

#[test]
fn aud_03_a_client_that_is_no_unit_here_is_kept_in_the_report_s_words() {
    let said =
        read::Said { as_written: "Revisorerna i Norrby kommun".into(), ..Default::default() };
    let identity = read::Identity { client: Some(said), ..Default::default() };
    let reading = Reading { identity, ..Reading::default() };
    let mut choices = Choices::default();
    choices.take("identity.client");
    let audit = of_kind::<Audit>(&accept(&reading, &choices, &target()).unwrap()).remove(0);
    assert_eq!(audit.client_words.as_deref(), Some("Revisorerna i Norrby kommun"));
    assert_eq!(audit.ordered_by(None), audit.client_words);
    assert_eq!(audit.ordered_by(Some("Revisorerna")).as_deref(), Some("Revisorerna"));
}

#[test]
fn aud_10_a_verdict_that_the_summary_repeats_in_nearly_the_same_words_is_kept_once() {
    let said = |text: &str| {
        json!({"scale": "audit-grade", "key": "met", "wording": "säkerställt", "uncertain": false,
            "as_written": text, "lines": [1, 1]})
    };
    let short = "Vi bedömer att styrelsen har säkerställt rutiner för behörigheter.";
    let long = "Vår bedömning är att styrelsen har säkerställt rutiner för behörigheter i tid.";
    let other = "Loggarna följs dock inte upp av någon.";
    let question = json!({"lead": null, "also": [], "as_written": "Finns rutiner?", "lines": [1, 1], "overall": false,
        "number": null, "group": null, "grade": said(short),
        "assessments": [said(short), said(long), said(other)]});
    let question = serde_json::from_value(question).unwrap();
    let reading = Reading { questions: vec![question], ..Reading::default() };
    let accepted = accept(&reading, &everything(&reading), &target()).unwrap();
    let made = of_kind::<AuditQuestion>(&accepted).remove(0);
    assert_eq!(made.assessment.unwrap().0, format!("{long}\n\n{other}"));
}
