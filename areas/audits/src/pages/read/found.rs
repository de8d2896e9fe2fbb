//! Every finding of a reading: what it is, where it stands, what can be mended, and what must be asked.

use super::item::short;
use crate::{
    follow_up::WHITE,
    read::{Grade, Lines, Reading, Said, Words, is_governing},
};
use stadga_model::Date;
use stadga_web::Context;

/// Findings of one sort under one heading.
pub struct Group {
    /// The heading's text key.
    pub heading: &'static str,
    /// The findings.
    pub found: Vec<Found>,
}

/// One finding.
pub struct Found {
    /// Its place in the reading: `questions.2`.
    pub path: String,
    /// What it is, where its words do not tell: the text key of its label.
    pub label: Option<&'static str>,
    /// Its words.
    pub text: String,
    /// What else is known, in words.
    pub about: Vec<String>,
    /// Where it stands.
    pub lines: Lines,
    /// The field that must be answered before it can be taken.
    pub asks: Option<&'static str>,
    /// What can be mended.
    pub fields: Vec<Mend>,
}

/// A value that can be mended.
pub enum Mend {
    /// One line or several of text: name, label's key, value.
    Text(&'static str, &'static str, String),
    /// A date.
    Date(&'static str, &'static str, Option<Date>),
    /// A term of a scale: name, label's key, scale, value.
    Term(&'static str, &'static str, &'static str, Option<String>),
}

impl Mend {
    /// Its name, its label's key, and what was found.
    pub fn parts(&self) -> (&'static str, &'static str, String) {
        match self {
            Self::Text(name, key, value) => (name, key, value.clone()),
            Self::Date(name, key, value) => {
                (name, key, value.map(|day| day.to_string()).unwrap_or_default())
            }
            Self::Term(name, key, _, value) => (name, key, value.clone().unwrap_or_default()),
        }
    }
}

impl Found {
    fn new(path: String, text: &str, lines: Lines) -> Self {
        let fields = vec![Mend::Text("text", "page-read-text", text.to_owned())];
        let (text, about) = (text.to_owned(), Vec::new());
        Self { path, label: None, text, about, lines, asks: None, fields }
    }

    fn labelled(self, label: &'static str) -> Self {
        Self { label: Some(label), ..self }
    }

    fn about(mut self, about: impl IntoIterator<Item = String>) -> Self {
        self.about.extend(about.into_iter().filter(|words| !words.is_empty()));
        self
    }

    fn with(mut self, mend: Mend) -> Self {
        self.fields.push(mend);
        self
    }

    /// With a grade: where the words leave a doubt, or say nothing, the user is asked.
    fn graded(
        self,
        scale: &'static str,
        key: &'static str,
        name: &'static str,
        grade: Option<&Grade>,
    ) -> Self {
        let sure = crate::accept::sure(grade).map(str::to_owned);
        // What is read out of silence has no words.
        let words = grade.filter(|grade| !grade.wording.is_empty());
        let words = words.map(|grade| format!("”{}”", grade.wording));
        let asks = sure.is_none().then_some(name);
        let found = self.with(Mend::Term(name, key, scale, sure)).about(words);
        Self { asks, ..found }
    }
}

/// All findings, in the order in which a report is read.
pub fn groups(cx: &Context, reading: &Reading) -> Vec<Group> {
    let mut groups = vec![identity(reading)];
    groups.extend(plain(reading));
    groups.push(Group { heading: "page-read-questions", found: questions(cx, reading) });
    groups.push(Group { heading: "page-read-verdicts", found: verdicts(reading) });
    groups.push(Group { heading: "page-read-criteria", found: criteria(reading) });
    groups.push(Group { heading: "page-read-documents", found: documents(cx, reading) });
    groups.push(Group { heading: "page-read-people", found: people(reading) });
    groups
        .push(Group { heading: "page-read-recommendations", found: recommendations(cx, reading) });
    groups.push(Group { heading: "page-read-remarks", found: remarks(reading) });
    groups.push(Group {
        heading: "page-read-strengths",
        found: listed("strengths", &reading.strengths),
    });
    groups.push(Group { heading: "page-read-follow-ups", found: follow_ups(reading) });
    groups.push(Group { heading: "page-read-request", found: request(cx, reading) });
    groups.push(Group { heading: "page-read-answers", found: answers(cx, reading) });
    groups.push(Group { heading: "page-read-promises", found: promises(reading) });
    groups.retain(|group| !group.found.is_empty());
    groups
}

fn identity(reading: &Reading) -> Group {
    let identity = &reading.identity;
    let one = |path: &str, label, said: &Option<Said>| {
        let said = said.as_ref()?;
        Some(Found::new(path.to_owned(), &said.as_written, said.lines).labelled(label))
    };
    let mut found: Vec<Found> = [
        one("identity.title", "audit-title", &identity.title),
        one("identity.diary_number", "audit-diary_number", &identity.diary_number),
        one("identity.report_number", "audit-report_number", &identity.report_number),
        one("identity.client", "audit-client", &identity.client),
        one("identity.performer", "audit-performer", &identity.performer),
    ]
    .into_iter()
    .flatten()
    .collect();
    let spans = [
        ("identity.period", "audit-period", &identity.period),
        ("identity.assessed", "audit-assessed_on", &identity.assessed),
    ];
    for (path, label, span) in spans {
        if let Some(span) = span {
            let days = [span.earliest, span.latest].map(|day| day.map(|day| day.to_string()));
            let days = days.into_iter().flatten().collect::<Vec<_>>().join(" – ");
            let mend = Mend::Date("latest", "promise-latest", span.latest);
            let words = Found::new(path.to_owned(), &span.said.as_written, span.said.lines);
            found.push(words.labelled(label).about([days]).with(mend));
        }
    }
    found.extend(identity.dates.iter().enumerate().map(|(at, dated)| {
        let days = dated.earliest.zip(dated.latest).filter(|_| dated.date.is_none());
        Found::new(format!("dates.{at}"), &dated.said.as_written, dated.said.lines)
            .labelled(date_label(&dated.what))
            .about(days.map(|(from, to)| format!("{from} – {to}")))
            .with(Mend::Date("date", "audit-fixed_on", dated.date))
    }));
    Group { heading: "page-read-identity", found }
}

/// What a date of the report is called.
fn date_label(what: &str) -> &'static str {
    match what {
        "fixed" => "page-read-date-fixed",
        "decided" => "page-read-date-decided",
        _ => "page-read-date-dated",
    }
}

/// Lists of sentences that become texts of the audit.
fn plain(reading: &Reading) -> Vec<Group> {
    let group = |heading, found| Group { heading, found };
    let mut groups = vec![
        group("audit-purpose", listed("purpose", &reading.purpose)),
        group("audit-delimitations", listed("delimitations", &reading.delimitations)),
        group("audit-roles", listed("roles", &reading.identity.roles)),
    ];
    let methods = reading.methods.iter().enumerate().map(|(at, method)| {
        Found::new(format!("methods.{at}"), &method.said.as_written, method.said.lines)
    });
    groups.push(group("audit-methods", methods.collect()));
    if let Some(review) = &reading.review {
        groups.push(group("audit-assignment", listed("assignment", &review.assignment)));
        groups.push(group("audit-phases", listed("phases", &review.phases)));
        let asked = review.categories.iter().enumerate().flat_map(|(at, category)| {
            category.questions.iter().enumerate().map(move |(inner, said)| {
                let path = format!("categories.{at}.{inner}");
                Found::new(path, &said.as_written, said.lines).about([category.name.clone()])
            })
        });
        groups.push(group("page-read-categories", asked.collect()));
    }
    groups
}

fn listed(list: &str, said: &[Said]) -> Vec<Found> {
    let found = said.iter().enumerate();
    found
        .map(|(at, said)| Found::new(format!("{list}.{at}"), &said.as_written, said.lines))
        .collect()
}

fn questions(cx: &Context, reading: &Reading) -> Vec<Found> {
    let found = reading.questions.iter().enumerate().map(|(at, question)| {
        let found =
            Found::new(format!("questions.{at}"), &question.said.as_written, question.said.lines)
                .about(question.overall.then(|| cx.t("page-read-overall")))
                .about(question.group.clone())
                .with(Mend::Text(
                    "group",
                    "audit-question-group",
                    question.group.clone().unwrap_or_default(),
                ))
                .with(Mend::Text(
                    "number",
                    "audit-question-number",
                    question.number.clone().unwrap_or_default(),
                ));
        let graded =
            found.graded("audit-grade", "audit-question-grade", "grade", question.grade.as_ref());
        // A question without any assessment is complete as it is; only an uncertain one must be asked about.
        let uncertain = question.grade.as_ref().is_some_and(|grade| grade.uncertain);
        Found { asks: graded.asks.filter(|_| uncertain), ..graded }
    });
    found.collect()
}

fn verdicts(reading: &Reading) -> Vec<Found> {
    let found = reading.verdicts.iter().enumerate().map(|(at, verdict)| {
        let found =
            Found::new(format!("verdicts.{at}"), &verdict.said.as_written, verdict.said.lines);
        // A sum that bears no grade is complete as it is: none is asked for, and one can be given.
        let graded =
            found.graded("audit-verdict", "audit-verdict", "grade", verdict.grade.as_ref());
        let uncertain = verdict.grade.as_ref().is_some_and(|grade| grade.uncertain);
        Found { asks: graded.asks.filter(|_| uncertain), ..graded }
    });
    found.collect()
}

fn criteria(reading: &Reading) -> Vec<Found> {
    let found = reading.criteria.iter().enumerate().map(|(at, criterion)| {
        let laws = criterion.laws.iter().map(|law| law.sfs.clone());
        Found::new(format!("criteria.{at}"), &criterion.said.as_written, criterion.said.lines)
            .about(laws)
    });
    found.collect()
}

fn documents(cx: &Context, reading: &Reading) -> Vec<Found> {
    let seen = reading.documents.iter().enumerate().map(|(at, seen)| {
        let year = seen.year.map(|year| year.to_string());
        let end =
            seen.valid_to.map(|end| cx.t_with("page-audit-ended", &[("date", &end.to_string())]));
        let undated = seen.undated.then(|| cx.t("audit-documents-undated"));
        let governing = is_governing(&seen.name, Words::shipped());
        let governing = governing.then(|| cx.t("page-read-governing"));
        Found::new(format!("documents.{at}"), &seen.name, seen.said.lines)
            .about(year.into_iter().chain(end).chain(undated).chain(governing))
            .with(Mend::Date("valid_to", "audit-documents-valid_to", seen.valid_to))
    });
    let pages = reading.observations.iter().enumerate().map(|(at, page)| {
        Found::new(format!("observations.{at}"), &page.page, page.said.lines)
            .about(page.date.map(|date| date.to_string()))
            .with(Mend::Date("date", "audit-observations-date", page.date))
    });
    seen.chain(pages).collect()
}

fn people(reading: &Reading) -> Vec<Found> {
    let found = reading.interviews.iter().enumerate();
    found
        .map(|(at, one)| Found::new(format!("interviews.{at}"), &one.function, one.lines))
        .collect()
}

fn recommendations(cx: &Context, reading: &Reading) -> Vec<Found> {
    let found = reading.recommendations.iter().enumerate().map(|(at, one)| {
        let stands = one.places.iter();
        let stands = stands.filter_map(|place| place.section.as_deref().or(place.title.as_deref()));
        let places = super::super::audit::places(cx, &stands.collect::<Vec<_>>());
        Found::new(format!("recommendations.{at}"), &one.said.as_written, one.said.lines)
            .about(one.addressee.clone().into_iter().chain(places))
            .with(Mend::Text(
                "number",
                "recommendation-number",
                one.number.clone().unwrap_or_default(),
            ))
    });
    found.collect()
}

fn remarks(reading: &Reading) -> Vec<Found> {
    let remarks =
        reading.remarks.iter().enumerate().map(|(at, one)| {
            Found::new(format!("remarks.{at}"), &one.said.as_written, one.said.lines)
        });
    let checks = reading.fact_checks.iter().enumerate().map(|(at, one)| {
        Found::new(format!("fact_checks.{at}"), &one.said.as_written, one.said.lines)
    });
    remarks.chain(checks).collect()
}

fn follow_ups(reading: &Reading) -> Vec<Found> {
    let found = reading.follow_ups.iter().enumerate().map(|(at, one)| {
        let replaced = one.replaced_by.clone().unwrap_or_default();
        let white = crate::accept::sure(one.grade.as_ref()) == Some(WHITE);
        let found = Found::new(format!("follow_ups.{at}"), &one.subject, one.lines)
            .graded("follow-up-grade", "follow-up-grade", "grade", one.grade.as_ref())
            .with(Mend::Text("reason", "follow-up-reason", one.reason.clone()))
            .with(Mend::Text("replaced_by", "follow-up-replaced_by", replaced));
        // What is no longer relevant must say what replaced it (AUD-22): asked, where the text does not.
        let replaced = (white && one.replaced_by.is_none()).then_some("replaced_by");
        Found { asks: found.asks.or(replaced), ..found }
    });
    found.collect()
}

fn request(cx: &Context, reading: &Reading) -> Vec<Found> {
    let Some(request) = &reading.request else { return Vec::new() };
    let parts = request.parts.iter().map(|part| part.said.as_written.clone());
    let checkpoint = request.checkpoint.as_ref().map(|_| cx.t("audit-checkpoint_asked"));
    let by = request.by.as_ref().and_then(|span| span.latest);
    let found = Found::new("request".to_owned(), &request.said.as_written, request.said.lines)
        .about(parts.chain(checkpoint))
        .with(Mend::Date("answer_due", "audit-answer_due", by));
    vec![found]
}

fn answers(cx: &Context, reading: &Reading) -> Vec<Found> {
    let found = reading.answers.iter().enumerate().map(|(at, one)| {
        let number =
            one.number.clone().map(|number| cx.t_with("page-read-number", &[("number", &number)]));
        let claims =
            one.claims.iter().map(|claim| format!("{}: {}", claim.claim, claim.position.wording));
        let parts = one.parts.iter().map(|part| short(&part.said.as_written));
        let found = Found::new(format!("answers.{at}"), &one.subject.as_written, one.lines)
            .about(number.into_iter().chain(claims).chain(parts));
        match &one.position {
            Some(grade) => {
                found.graded("position", "answer-item-position", "position", Some(grade))
            }
            None => found.with(Mend::Term("position", "answer-item-position", "position", None)),
        }
    });
    found.collect()
}

fn promises(reading: &Reading) -> Vec<Found> {
    let found = reading.promises.iter().enumerate().map(|(at, one)| {
        let days = one.latest.map(|latest| latest.to_string());
        let answer = one.answer.and_then(|at| reading.answers.get(at));
        let to = answer.map(|answer| short(&answer.subject.as_written));
        Found::new(format!("promises.{at}"), &one.said.as_written, one.said.lines)
            .about([format!("”{}”", one.words)].into_iter().chain(days).chain(to))
            .with(Mend::Date("latest", "promise-latest", one.latest))
    });
    found.collect()
}
