//! The answer's workbench: begins an answer with all its parts, shows proposals beside own words, takes them over.

use crate::{
    answer::{Answer, Format, State},
    answer_item::AnswerItem,
    audit::{Audit, Part},
    checkpoint::Checkpoint,
    compose,
    dossier::{Dossier, Kept},
    status::checkpoint_text,
};
use axum::{
    Form,
    extract::Path,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Action, Draft, Finding, Id, Prose, Refusal};
use stadga_store::Batch;
use stadga_web::{Context, Problem, ui};

use super::{audit as tabs, gather, id_of, wording};

/// The answers of an audit, and the button that begins one.
pub fn answers(cx: &Context, dossier: &Dossier) -> Markup {
    html! {
        @for kept in &dossier.answers {
            @let state = kept.head.state.as_deref().unwrap_or_default();
            (ui::panel(&format!("answer-{}", kept.head.id), &kept.record.title, &html! {
                p.signs {
                    a href=(format!("/answer/{}", kept.head.id)) { (kept.head.number) }
                    (ui::badge("info", &cx.t(&format!("answer-state-is-{state}"))))
                    @if let Some(decision) = dossier.decision(&kept.record) {
                        a href=(format!("/decision/{}", decision.head.id)) { (decision.record.title) }
                    }
                }
                div.actions {
                    @let (open, icon) = if kept.record.is_settled() { ("page-answer-parts", None) } else { ("page-answer-open", Some("edit")) };
                    (ui::link_button(&format!("/answer/{}/work", kept.head.id), "secondary", icon, &cx.t(open))) " "
                    (ui::link_button(&format!("/answer/{}/documents/answer.pdf", kept.head.id), "tertiary", None, &cx.t("page-doc-pdf"))) " "
                    (ui::link_button(&format!("/answer/{}/documents/answer.docx", kept.head.id), "tertiary", None, &cx.t("page-doc-word"))) " "
                    (ui::link_button(&format!("/answer/{}/documents/answer.pdf?extract=open", kept.head.id), "tertiary", None, &cx.t("extract")))
                }
            }))
        }
        @if dossier.answers.is_empty() {
            (ui::empty(&cx.t("page-audit-no-answers"), &cx.t("page-audit-no-answers-why")))
        }
        @if cx.past().is_none() && cx.door.actor().reach(Action::Create, "answer").is_some() {
            (begin_form(cx, dossier))
        }
    }
}

fn begin_form(cx: &Context, dossier: &Dossier) -> Markup {
    html! {
        form method="post" action=(format!("/audit/{}/answers", dossier.audit.head.id)) {
            div.ds-field {
                (ui::label(cx, "answer-format", "answer-format", false))
                select.ds-input id="answer-format" name="format" aria-describedby="answer-format-help" {
                    @for format in ["b", "a", "c"] {
                        option value=(format) { (cx.t(&format!("answer-format-is-{format}"))) }
                    }
                }
            }
            div.form-actions {
                button.ds-button type="submit" { (cx.t("page-answer-begin")) }
            }
        }
    }
}

#[derive(Deserialize)]
pub struct Begin {
    format: Format,
}

/// POST /audit/{id}/answers: an answer with a part for every recommendation, or question in format A.
pub async fn begin(
    cx: Context,
    Path(id): Path<String>,
    Form(asked): Form<Begin>,
) -> Result<Response, Problem> {
    let dossier = gather::dossier(&cx, id_of::<Audit>(&id)?).await?;
    let audit = &dossier.audit;
    let answer: Id<Answer> = Id::new(cx.now());
    let title = cx.t_with("page-answer-title", &[("audit", &audit.record.title)]);
    let record = Answer {
        title,
        audit: audit.id(),
        format: asked.format,
        state: State::Preparation,
        unit: audit.record.unit,
        owner: audit.record.owner,
        diary_number: None,
        introduction: None,
        conclusion: None,
        decision: None,
        signatures: Vec::new(),
        dispatched_on: None,
        dispatched_to: None,
    };
    let mut creates = vec![Draft::new(answer, &record)?];
    for item in parts(&dossier, answer, asked.format) {
        creates.push(Draft::new(Id::new(cx.now()), &item)?);
    }
    let reason = cx.t("page-answer-begin");
    cx.door.write(Batch { creates, reason, ..Batch::default() }).await?;
    Ok(Redirect::to(&format!("/answer/{answer}/work")).into_response())
}

/// A part for each recommendation, or for each question that is not overall.
fn parts(dossier: &Dossier, answer: Id<Answer>, format: Format) -> Vec<AnswerItem> {
    let blank = |subject: &str, number: &Option<String>| AnswerItem {
        answer,
        number: number.clone(),
        subject: subject.to_owned(),
        recommendation: None,
        question: None,
        unit: dossier.audit.record.unit,
        owner: None,
        position: None,
        claims: Vec::new(),
        reasoning: None,
        done: None,
        planned: None,
        timetable: None,
        views: None,
        solved_when: None,
        solved_by: None,
        measures: Vec::new(),
        evidence: Vec::new(),
    };
    if format == Format::A {
        let asked = dossier.questions.iter().filter(|kept| !kept.record.overall);
        let part = |kept: &Kept<crate::question::AuditQuestion>| AnswerItem {
            question: Some(kept.id()),
            ..blank(&kept.record.text, &kept.record.number)
        };
        return asked.map(part).collect();
    }
    let part = |kept: &Kept<crate::recommendation::Recommendation>| AnswerItem {
        recommendation: Some(kept.id()),
        unit: kept.record.unit.or(dossier.audit.record.unit),
        owner: kept.record.owner,
        measures: dossier.measures_of(kept.id()).into_iter().map(|told| told.id).collect(),
        ..blank(&kept.record.text, &kept.record.number)
    };
    dossier.recommendations.iter().map(part).collect()
}

/// GET /answer/{id}/work
pub async fn show(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let (_, dossier, kept) = gather::answer(&cx, id_of::<Answer>(&id)?).await?;
    let items: Vec<_> = dossier.items_of(kept.id()).collect();
    let may = cx.past().is_none()
        && kept.record.state == State::Preparation
        && cx.door.may(Action::Change, &kept.head);
    let settled = kept.record.is_settled();
    let body = html! {
        @if !settled { (missing(&cx, &dossier, &kept, &items)) }
        @for item in &items { (part_panel(&cx, &dossier, &kept, item, may)) }
    };
    let state = kept.head.state.as_deref().unwrap_or_default();
    let page = cx
        .page(&kept.record.title)
        .crumb(cx.t("audit-plural"), "/audit")
        .crumb(&dossier.audit.head.number, format!("/audit/{}", dossier.audit.head.id))
        .crumb(&kept.head.number, format!("/answer/{}", kept.head.id))
        .here(cx.t("page-answer-work"))
        .lead(cx.t(if settled { "page-answer-settled-why" } else { "page-answer-work-why" }))
        .signs(html! {
            (ui::badge("info", &cx.t(&format!("answer-state-is-{state}"))))
            @if let Some(due) = dossier.audit.record.answer_due {
                span { (cx.t("audit-answer_due")) " " time datetime=(due) { (due) } }
            }
        })
        .actions(html! {
            (ui::link_button(&format!("/answer/{}/documents/answer.pdf", kept.head.id), "secondary", None, &cx.t("page-doc-pdf")))
            (ui::link_button(&format!("/answer/{}/documents/answer.docx", kept.head.id), "secondary", None, &cx.t("page-doc-word")))
            (ui::link_button(&format!("/answer/{}/documents/answer.pdf?extract=open", kept.head.id), "tertiary", None, &cx.t("extract")))
        });
    Ok(page.show(body))
}

/// What the form still lacks, part by part with a link to each (AUD-14, AUD-16).
fn missing(
    cx: &Context,
    dossier: &Dossier,
    answer: &Kept<Answer>,
    items: &[&Kept<AnswerItem>],
) -> Markup {
    let parts = dossier.parts();
    let lacking: Vec<(&Kept<AnswerItem>, Vec<String>)> = items
        .iter()
        .map(|kept| (*kept, lacks(cx, &kept.record.lacking(answer.record.format, &parts))))
        .filter(|(_, lacks)| !lacks.is_empty())
        .collect();
    html! {
        @if lacking.is_empty() && !items.is_empty() {
            (ui::alert("success", &html! { p { (cx.t("page-answer-whole")) } }))
        } @else if !lacking.is_empty() {
            (ui::alert("info", &html! {
                p { (cx.t("page-answer-lacking")) }
                ul {
                    @for (kept, lacks) in &lacking {
                        li { a href=(format!("#item-{}", kept.head.id)) { (kept.record.subject) } ": " (lacks.join(", ")) }
                    }
                }
            }))
        } @else {
            (ui::empty(&cx.t("page-answer-empty"), &cx.t("page-answer-empty-why")))
        }
    }
}

/// What is lacking, by the labels of the fields that it belongs in.
fn lacks(cx: &Context, findings: &[Finding]) -> Vec<String> {
    let fields = findings.iter().filter_map(|finding| finding.field.as_deref());
    fields.map(|field| cx.t(&format!("answer-item-{field}")).to_lowercase()).collect()
}

fn part_panel(
    cx: &Context,
    dossier: &Dossier,
    answer: &Kept<Answer>,
    kept: &Kept<AnswerItem>,
    may: bool,
) -> Markup {
    let item = &kept.record;
    let number = item.number.as_deref().map(|number| format!("{number}. ")).unwrap_or_default();
    ui::panel(
        &format!("item-{}", kept.head.id),
        &format!("{number}{}", item.subject),
        &html! {
            p.signs {
                @if item.position.is_some() { (tabs::badge(cx, "position", item.position.as_ref())) }
                @if let Some(owner) = dossier.name(item.owner) { span { (cx.t("answer-item-owner")) ": " (owner) } }
                @if may { a href=(format!("/answer-item/{}/edit", kept.head.id)) { (cx.t("page-part-write")) span.sr { " " (item.subject) } } }
            }
            @match answer.record.format {
                Format::B => { @for part in dossier.parts() { (b_part(cx, dossier, kept, part, may)) } }
                Format::A | Format::C => { (reasoned(cx, item)) }
            }
            (grounds(cx, dossier, item))
        },
    )
}

/// One of the four parts: own words, else the proposal with a button that makes it one's own.
fn b_part(
    cx: &Context,
    dossier: &Dossier,
    kept: &Kept<AnswerItem>,
    part: Part,
    may: bool,
) -> Markup {
    let own = kept.record.words(part);
    let proposal = proposal(cx, dossier, kept, part);
    html! {
        h3 { (cx.t(&format!("answer-item-{}", part.key()))) }
        @match own {
            Some(own) => { (paragraphs(own)) }
            None => {
                p { (ui::badge("open", &cx.t("page-part-proposal"))) }
                (paragraphs(&proposal))
                @if may {
                    form method="post" action=(format!("/answer-item/{}/take/{}", kept.head.id, part.key())) {
                        input type="hidden" name="revision" value=(kept.head.revision);
                        button.ds-button type="submit" data-variant="secondary" data-size="sm" {
                            (cx.t("page-take-proposal"))
                            span.sr { " " (cx.t(&format!("answer-item-{}", part.key()))) " " (kept.record.subject) }
                        }
                    }
                }
            }
        }
    }
}

fn proposal(cx: &Context, dossier: &Dossier, kept: &Kept<AnswerItem>, part: Part) -> String {
    let measures = dossier.measures_for(&kept.record);
    let promises: Vec<_> = dossier.promises_on(kept.id()).map(|kept| &kept.record).collect();
    compose::proposal(part, &measures, &promises, dossier.today(), &wording(cx))
}

fn reasoned(cx: &Context, item: &AnswerItem) -> Markup {
    html! {
        h3 { (cx.t("answer-item-reasoning")) }
        @match &item.reasoning {
            Some(own) => { (paragraphs(&own.0)) }
            None => { p.muted { (cx.t("audit-doc-unwritten")) } }
        }
        @if let Some(solved) = &item.solved_when { h3 { (cx.t("answer-item-solved_when")) } p { (solved) } }
    }
}

/// The measures that the part rests on.
fn grounds(cx: &Context, dossier: &Dossier, item: &AnswerItem) -> Markup {
    let measures = dossier.measures_for(item);
    html! {
        h3 { (cx.t("answer-item-measures")) }
        @if measures.is_empty() {
            p.muted { (cx.t("page-audit-no-measures")) }
        } @else {
            ul {
                @for measure in &measures {
                    li {
                        a href=(format!("/measure/{}", measure.id)) { (measure.title) } " "
                        span.muted { (crate::documents::when(measure, dossier.today(), &wording(cx))) }
                    }
                }
            }
        }
    }
}

/// Paragraphs, and points where lines begin with a dash, as in the document.
fn paragraphs(text: &str) -> Markup {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let groups = lines.chunk_by(|a, b| a.starts_with('–') == b.starts_with('–'));
    html! {
        @for group in groups {
            @if group.first().is_some_and(|line| line.starts_with('–')) {
                ul { @for line in group { li { (line.trim_start_matches('–').trim()) } } }
            } @else {
                @for line in group { p { (line) } }
            }
        }
    }
}

#[derive(Deserialize)]
pub struct Take {
    revision: i64,
}

/// POST /answer-item/{id}/take/{part}: the proposal becomes the part's own words.
pub async fn take(
    cx: Context,
    Path((id, part)): Path<(String, String)>,
    Form(asked): Form<Take>,
) -> Result<Response, Problem> {
    let part = Part::ALL.into_iter().find(|one| one.key() == part).ok_or(Refusal::NotFound)?;
    let mut opened = cx.door.open_as(id_of::<AnswerItem>(&id)?).await?;
    let head = opened.head().clone();
    if head.revision != asked.revision {
        return Err(Refusal::Stale(Box::new(cx.door.read(head.id).await?)).into());
    }
    let (_, answer) = cx.door.read_as(opened.body.answer).await?;
    let dossier = gather::dossier(&cx, answer.audit).await?;
    let kept = Kept { head, record: opened.body.clone() };
    let text = Some(Prose(proposal(&cx, &dossier, &kept, part)));
    match part {
        Part::Done => opened.body.done = text,
        Part::Planned => opened.body.planned = text,
        Part::Timetable => opened.body.timetable = text,
        Part::Views => opened.body.views = text,
    }
    rest_on(&mut opened.body, &dossier);
    let answer = opened.body.answer;
    cx.door.save(opened, &cx.t("page-take-proposal")).await?;
    Ok(Redirect::to(&format!("/answer/{answer}/work#item-{id}")).into_response())
}

/// What the proposal was made of is what the part rests on: measures, and their evidence that is valid (AUD-24).
fn rest_on(item: &mut AnswerItem, dossier: &Dossier) {
    for measure in dossier.measures_for(item) {
        if !item.measures.contains(&measure.id) {
            item.measures.push(measure.id);
        }
        for kept in measure.evidence.iter().filter(|kept| kept.record.holds(dossier.today())) {
            if measure.is_done() && !item.evidence.contains(&kept.id()) {
                item.evidence.push(kept.id());
            }
        }
    }
}

/// POST /checkpoint/{id}/take: the status as the records have it becomes the checkpoint's text (AUD-18).
pub async fn take_status(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let mut opened = cx.door.open_as(id_of::<Checkpoint>(&id)?).await?;
    let dossier = gather::dossier(&cx, opened.body.audit).await?;
    opened.body.status = Some(Prose(checkpoint_text(&dossier, &wording(&cx))));
    cx.door.save(opened, &cx.t("page-take-proposal")).await?;
    Ok(Redirect::to(&format!("/checkpoint/{id}")).into_response())
}
