//! The answers of an audit, and the beginning of one: with a part for everything that it is to answer.

use crate::{
    answer::{Answer, Format, State},
    answer_item::AnswerItem,
    audit::Audit,
    dossier::{Dossier, Kept},
};
use axum::{
    Form,
    extract::Path,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Draft, Id};
use stadga_store::Batch;
use stadga_web::{Context, Problem, ui};

use super::{gather, id_of, offer, promised, signers, workbench};

/// What tells an answer from the audit's others: number, form and state, then its title.
pub fn name(cx: &Context, kept: &Kept<Answer>) -> String {
    let state = kept.head.state.as_deref().unwrap_or_default();
    let values = [
        ("number", kept.head.number.as_str()),
        ("form", letter(kept.record.format)),
        ("state", &cx.t(&format!("answer-state-is-{state}"))),
        ("title", &kept.record.title),
    ];
    cx.t_with("page-answer-name", &values)
}

const fn letter(format: Format) -> &'static str {
    match format {
        Format::A => "A",
        Format::B => "B",
        Format::C => "C",
    }
}

/// Whether the reader is shown what an answer says: those who prepare it always, others when it leaves preparation.
pub fn is_shown(cx: &Context, dossier: &Dossier, kept: &Kept<Answer>) -> bool {
    let parts = dossier.items_of(kept.id()).map(|item| &item.head);
    kept.record.state != State::Preparation || workbench::may_work(cx, &kept.head, parts)
}

/// The answers of an audit, and the button that begins one.
pub fn answers(cx: &Context, dossier: &Dossier) -> Markup {
    html! {
        @for kept in &dossier.answers { (answer(cx, dossier, kept)) }
        @if dossier.answers.is_empty() {
            (ui::empty(&cx.t("page-audit-no-answers"), &cx.t("page-audit-no-answers-why")))
        }
        @if offer::may(cx, "answer") { (begin_form(cx, dossier)) }
    }
}

fn answer(cx: &Context, dossier: &Dossier, kept: &Kept<Answer>) -> Markup {
    let state = kept.head.state.as_deref().unwrap_or_default();
    let documents = format!("/answer/{}/documents/answer", kept.head.id);
    let (open, icon) = match kept.record.state {
        State::Preparation => ("page-answer-open", Some("edit")),
        _ => ("page-answer-parts", None),
    };
    ui::panel(
        &format!("answer-{}", kept.head.id),
        &format!("{} ({})", kept.record.title, kept.head.number),
        &html! {
            p.signs {
                a href=(format!("/answer/{}", kept.head.id)) { (kept.head.number) }
                span { (cx.t(&format!("answer-format-is-{}", letter(kept.record.format).to_lowercase()))) }
                (ui::badge("info", &cx.t(&format!("answer-state-is-{state}"))))
                @if let Some(decision) = dossier.decision(&kept.record) {
                    a href=(format!("/decision/{}", decision.head.id)) { (decision.record.title) }
                }
            }
            @if is_shown(cx, dossier, kept) {
                div.actions {
                    (ui::link_button(&format!("/answer/{}/work", kept.head.id), "secondary", icon, &cx.t(open))) " "
                    (ui::link_button(&format!("{documents}.pdf"), "tertiary", None, &cx.t("page-doc-pdf"))) " "
                    (ui::link_button(&format!("{documents}.docx"), "tertiary", None, &cx.t("page-doc-word"))) " "
                    (ui::link_button(&format!("{documents}.pdf?extract=open"), "tertiary", None, &cx.t("extract")))
                }
            } @else { p.muted { (cx.t("page-answer-prepared")) } }
            (offer::row(&[decision(cx, &kept.head.id.to_string(), &kept.record), promises(cx, dossier, kept)]))
        },
    )
}

/// The way to the promises of a decided answer that no record follows yet.
pub fn promises(cx: &Context, dossier: &Dossier, kept: &Kept<Answer>) -> Markup {
    let count = promised::count(cx, dossier, kept);
    let text = cx.t_with("page-promised-open", &[("count", &count.to_string())]);
    html! {
        @if count > 0 { (ui::link_button(&format!("/answer/{}/promises", kept.head.id), "secondary", None, &text)) }
    }
}

/// The button to the decision that an answer under review waits for.
pub fn decision(cx: &Context, answer: &str, record: &Answer) -> Markup {
    if record.state != State::Review || record.decision.is_some() {
        return Context::nothing();
    }
    let fill = [
        ("title", record.title.clone()),
        ("subject", SUBJECT.to_owned()),
        ("about", record.audit.to_string()),
        ("about", answer.to_owned()),
        ("body", offer::id(record.unit)),
        ("diary_number", record.diary_number.clone().unwrap_or_default()),
    ];
    offer::new(cx, "decision", &fill, &record.title)
}

/// Decisions on answers, on the scale `decision-subject`.
const SUBJECT: &str = "audit-answer";

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
        signatures: signers::lines(&cx, audit.record.unit).await?,
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

/// A part for each recommendation, or in form A for each question, the overall ones last.
fn parts(dossier: &Dossier, answer: Id<Answer>, format: Format) -> Vec<AnswerItem> {
    let blank = |subject: &str, number: &Option<String>| AnswerItem {
        answer,
        number: number.clone(),
        subject: subject.to_owned(),
        recommendation: None,
        question: None,
        grade: None,
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
        let part = |kept: &Kept<crate::question::AuditQuestion>| AnswerItem {
            question: Some(kept.id()),
            grade: kept.record.grade.clone(),
            ..blank(&kept.record.text, &kept.record.number)
        };
        return dossier.questions.iter().map(part).collect();
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
