//! The audit's own record: identity, purpose, criteria, evidence seen, and what is asked of the answer.

use crate::{
    audit::{
        Audit, Criterion, FactCheck, Interview, Observation, Part, Phase, RequestedPart, Role,
        SeenDocument, State,
    },
    read::{self, Kind, Reading},
};
use stadga_model::{Date, Finding, Period, Prose, Term};

use super::{Choices, Target};

/// The audit itself, of everything taken that is part of it.
pub fn the_audit(reading: &Reading, choices: &Choices, target: &Target) -> Audit {
    let identity = &reading.identity;
    let said = |path: &str, found: &Option<read::Said>| {
        let found = found.as_ref().map(|said| said.as_written.as_str());
        if choices.takes(path) { choices.text(&format!("{path}.text"), found) } else { None }
    };
    let assessed = identity.assessed.as_ref().filter(|_| choices.takes("identity.assessed"));
    let request = reading.request.as_ref().filter(|_| choices.takes("request"));
    Audit {
        title: said("identity.title", &identity.title).unwrap_or_else(|| target.name.clone()),
        category: category(reading, choices),
        state: State::Registered,
        unit: target.unit,
        owner: target.owner,
        diary_number: said("identity.diary_number", &identity.diary_number),
        report_number: said("identity.report_number", &identity.report_number),
        fixed_on: fixed_on(reading, choices),
        client: target.client,
        client_words: said("identity.client", &identity.client),
        performer: said("identity.performer", &identity.performer),
        period: period(identity.period.as_ref().filter(|_| choices.takes("identity.period"))),
        contacts: Vec::new(),
        roles: roles(reading, choices),
        assessed_on: assessed
            .and_then(|span| choices.date("identity.assessed.latest", span.latest)),
        assessed_as_written: assessed.map(|span| span.said.as_written.clone()),
        purpose: prose("purpose", &reading.purpose, choices),
        criteria: criteria(reading, choices),
        delimitations: texts("delimitations", &reading.delimitations, choices),
        methods: methods(reading, choices),
        verdict_as_written: verdict_words(reading, choices),
        verdict: verdict(reading, choices),
        documents: documents(reading, choices, target),
        interviews: interviews(reading, choices),
        observations: observations(reading, choices),
        earlier: Vec::new(),
        fact_checks: fact_checks(reading, choices, target),
        requested_parts: request.map(requested).unwrap_or_default(),
        answer_due: choices
            .date("request.answer_due", request.and_then(|request| request.by.as_ref()?.latest)),
        checkpoint_asked: request.is_some_and(|request| request.checkpoint.is_some()),
        dispatches: Vec::new(),
        planned_in: None,
        deepened: None,
        deepening: None,
        assignment: reading
            .review
            .as_ref()
            .and_then(|r| prose("assignment", &r.assignment, choices)),
        gaps: Vec::new(),
        phases: phases(reading, choices),
        source: target.source.clone(),
        attachments: Vec::new(),
    }
}

/// The day that the report was fixed, or decided, or at least dated.
fn fixed_on(reading: &Reading, choices: &Choices) -> Option<Date> {
    let taken: Vec<_> = choices.taken("dates", &reading.identity.dates).collect();
    let best = ["fixed", "decided", "dated"];
    let best = best.iter().find_map(|what| taken.iter().find(|(_, dated)| dated.what == *what));
    best.and_then(|(path, dated)| choices.date(&format!("{path}.date"), dated.date))
}

/// The type of audit that the document's kind makes likely; the user settles it.
pub fn likely_category(reading: &Reading) -> &'static str {
    if reading.kind == Kind::Review { "consultant" } else { "deep" }
}

fn category(reading: &Reading, choices: &Choices) -> Term {
    choices.term("category", Some(likely_category(reading))).unwrap_or_default()
}

fn period(span: Option<&read::Span>) -> Option<Period> {
    let span = span?;
    Some(Period { from: span.earliest?, to: span.latest })
}

fn roles(reading: &Reading, choices: &Choices) -> Vec<Role> {
    texts("roles", &reading.identity.roles, choices)
        .into_iter()
        .map(|role| Role { role, function: None })
        .collect()
}

fn texts(list: &str, found: &[read::Said], choices: &Choices) -> Vec<String> {
    let taken = choices.taken(list, found);
    taken
        .filter_map(|(path, said)| choices.text(&format!("{path}.text"), Some(&said.as_written)))
        .collect()
}

fn prose(list: &str, found: &[read::Said], choices: &Choices) -> Option<Prose> {
    let texts = texts(list, found, choices);
    (!texts.is_empty()).then(|| Prose(texts.join("\n\n")))
}

fn criteria(reading: &Reading, choices: &Choices) -> Vec<Criterion> {
    let taken = choices.taken("criteria", &reading.criteria);
    taken
        .filter_map(|(path, found)| {
            let name = choices.text(&format!("{path}.text"), Some(&found.said.as_written))?;
            let laws: Vec<String> = found.laws.iter().map(law).collect();
            Some(Criterion { name, law: (!laws.is_empty()).then(|| laws.join(", ")) })
        })
        .collect()
}

/// `2017:725 6 kap. 6 §`
fn law(law: &read::Law) -> String {
    let chapter = law.chapter.as_ref().map(|chapter| format!(" {chapter} kap."));
    let section = law.section.as_ref().map(|section| format!(" {section} §"));
    format!("{}{}{}", law.sfs, chapter.unwrap_or_default(), section.unwrap_or_default())
}

fn methods(reading: &Reading, choices: &Choices) -> Vec<String> {
    let taken = choices.taken("methods", &reading.methods);
    taken
        .filter_map(|(path, found)| {
            choices.text(&format!("{path}.text"), Some(&found.said.as_written))
        })
        .collect()
}

fn verdict_words(reading: &Reading, choices: &Choices) -> Option<Prose> {
    let taken = choices.taken("verdicts", &reading.verdicts);
    let words: Vec<String> = taken
        .filter_map(|(path, found)| {
            choices.text(&format!("{path}.text"), Some(&found.said.as_written))
        })
        .collect();
    (!words.is_empty()).then(|| Prose(words.join("\n\n")))
}

/// The verdict that all taken ones agree on, each as found or as the user has it.
fn verdict(reading: &Reading, choices: &Choices) -> Option<Term> {
    let graded = verdicts(reading, choices);
    let (_, first) = graded.first()?;
    graded.iter().all(|(_, grade)| grade == first).then(|| first.clone())
}

/// The grades of the taken verdicts, each with its place.
fn verdicts(reading: &Reading, choices: &Choices) -> Vec<(String, Term)> {
    let taken = choices.taken("verdicts", &reading.verdicts);
    let graded = taken.filter_map(|(path, found)| {
        let place = format!("{path}.grade");
        let grade = choices.term(&place, sure(found.grade.as_ref()))?;
        Some((place, grade))
    });
    graded.collect()
}

/// AUD-10: an audit has one summed-up verdict; of several that differ none is recorded in silence.
pub fn differing(reading: &Reading, choices: &Choices) -> Option<Finding> {
    let graded = verdicts(reading, choices);
    let (_, first) = graded.first()?;
    let (place, _) = graded.iter().find(|(_, grade)| grade != first)?;
    Some(Finding::blocking("AUD-10").variant("differ").on(place.clone()))
}

/// A grade's key, where the words leave no doubt; what is uncertain is asked of the user.
pub fn sure(grade: Option<&read::Grade>) -> Option<&str> {
    grade.filter(|grade| !grade.uncertain).map(|grade| grade.key.as_str())
}

fn documents(reading: &Reading, choices: &Choices, target: &Target) -> Vec<SeenDocument> {
    let taken = choices.taken("documents", &reading.documents);
    taken
        .filter_map(|(path, found)| {
            let title = choices.text(&format!("{path}.text"), Some(&found.name))?;
            Some(SeenDocument {
                document: target.documents.get(&title.to_lowercase()).copied(),
                title,
                year: found.year.map(i64::from),
                valid_to: choices.date(&format!("{path}.valid_to"), found.valid_to),
                undated: found.undated,
            })
        })
        .collect()
}

fn interviews(reading: &Reading, choices: &Choices) -> Vec<Interview> {
    let taken = choices.taken("interviews", &reading.interviews);
    taken
        .filter_map(|(path, found)| {
            let function = choices.text(&format!("{path}.text"), Some(&found.function))?;
            Some(Interview { function, party: None, date: None })
        })
        .collect()
}

fn observations(reading: &Reading, choices: &Choices) -> Vec<Observation> {
    let taken = choices.taken("observations", &reading.observations);
    taken
        .filter_map(|(path, found)| {
            let page = choices.text(&format!("{path}.text"), Some(&found.page))?;
            Some(Observation { page, date: choices.date(&format!("{path}.date"), found.date) })
        })
        .collect()
}

fn fact_checks(reading: &Reading, choices: &Choices, target: &Target) -> Vec<FactCheck> {
    let taken = choices.taken("fact_checks", &reading.fact_checks);
    taken
        .filter_map(|(path, found)| {
            Some(FactCheck {
                passage: format!("{} {}", target.footnote, found.note),
                remark: choices.text(&format!("{path}.text"), Some(&found.said.as_written))?,
                function: None,
                date: None,
            })
        })
        .collect()
}

fn requested(request: &read::Request) -> Vec<RequestedPart> {
    let part = |key: &str| Part::ALL.into_iter().find(|part| part.key() == key);
    let rows = request.parts.iter().filter_map(|asked| {
        Some(RequestedPart {
            part: part(&asked.key)?,
            words: Some(asked.said.as_written.clone()).filter(|words| !words.is_empty()),
        })
    });
    rows.collect()
}

fn phases(reading: &Reading, choices: &Choices) -> Vec<Phase> {
    let found = reading.review.as_ref().map(|review| review.phases.as_slice()).unwrap_or_default();
    let named = texts("phases", found, choices);
    named.into_iter().map(|name| Phase { name, content: None }).collect()
}
