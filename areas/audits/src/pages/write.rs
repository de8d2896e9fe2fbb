//! Where one part of an answer is written: only what the answer's form asks for, with the auditors' words above it, and
//! what the records say beside it.

use crate::{
    answer::{Answer, Format, State},
    answer_item::AnswerItem,
    audit::Part,
    dossier::{Dossier, Kept},
    question::AuditQuestion,
    recommendation::Recommendation,
};
use axum::{
    extract::{Path, Request},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_model::Record as _;
use stadga_web::{Context, Excerpt, Problem, Written, ui};

use super::{audit as tabs, gather, id_of, workbench};

/// A part with what it belongs to.
struct Writing {
    dossier: Dossier,
    answer: Kept<Answer>,
    item: Kept<AnswerItem>,
}

impl Writing {
    async fn of(cx: &Context, id: &str) -> Result<Self, Problem> {
        let (head, record) = cx.door.read_as(id_of::<AnswerItem>(id)?).await?;
        let (_, dossier, answer) = gather::answer(cx, record.answer).await?;
        Ok(Self { dossier, answer, item: Kept { head, record } })
    }

    /// The part's place on the workbench.
    fn place(&self, query: &str) -> String {
        format!("/answer/{}/work{query}#item-{}", self.answer.head.id, self.item.head.id)
    }

    /// The parts of the answer that its form asks for.
    fn parts(&self) -> Vec<Part> {
        if self.answer.record.format == Format::B { self.dossier.parts() } else { Vec::new() }
    }

    /// The fields that the answer's form asks for (AUD-14, AUD-15, AUD-16).
    fn fields(&self) -> Vec<&'static str> {
        match self.answer.record.format {
            Format::A => vec!["reasoning", "solved_when", "solved_by"],
            Format::B => {
                let claims = (!self.item.record.claims.is_empty()).then_some("claims");
                let parts = self.parts().into_iter().map(Part::key);
                ["position"].into_iter().chain(claims).chain(parts).collect()
            }
            Format::C => vec!["position", "claims", "reasoning"],
        }
    }

    async fn excerpt<'a>(&self, cx: &'a Context) -> Result<Excerpt<'a>, Problem> {
        let address = (AnswerItem::KIND, self.item.head.id);
        let excerpt = Excerpt::of(cx, address, &self.fields(), self.place("")).await?;
        Ok(excerpt.needing(self.needed()))
    }

    /// The fields that the answer does not go to review without, whatever it is about (AUD-16); form B's lie in its parts.
    const fn needed(&self) -> &'static [&'static str] {
        match self.answer.record.format {
            Format::A => &["reasoning"],
            Format::B => &[],
            Format::C => &["position", "reasoning"],
        }
    }

    /// Elsewhere, when the answer is no longer being written.
    fn closed(&self) -> Option<Response> {
        let open = self.answer.record.state == State::Preparation;
        (!open).then(|| Redirect::to(&format!("/answer/{}", self.answer.head.id)).into_response())
    }
}

/// GET /answer-item/{id}/write
pub async fn ask(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let writing = Writing::of(&cx, &id).await?;
    if let Some(elsewhere) = writing.closed() {
        return Ok(elsewhere);
    }
    let form = writing.excerpt(&cx).await?.form().await?;
    Ok(page(&cx, &writing, &form))
}

/// POST /answer-item/{id}/write
pub async fn save(
    cx: Context,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let writing = Writing::of(&cx, &id).await?;
    if let Some(elsewhere) = writing.closed() {
        return Ok(elsewhere);
    }
    match writing.excerpt(&cx).await?.take(request).await? {
        Written::Done(done) => {
            let to = writing.place(&format!("?done={done}"));
            Ok(Redirect::to(&to).into_response())
        }
        Written::Again(status, form) => Ok(again(&cx, &writing, (status, &form))),
        Written::Clash(page) => Ok(page),
    }
}

fn again(cx: &Context, writing: &Writing, (status, form): (StatusCode, &Markup)) -> Response {
    (status, page(cx, writing, form)).into_response()
}

fn page(cx: &Context, writing: &Writing, form: &Markup) -> Response {
    let Writing { dossier, answer, item } = writing;
    let title = item.record.subject.as_str();
    cx.page(title)
        .crumb(cx.t("audit-plural"), "/audit")
        .crumb(&dossier.audit.head.number, format!("/audit/{}", dossier.audit.head.id))
        .crumb(&answer.head.number, format!("/answer/{}/work", answer.head.id))
        .here(cx.t("page-part-write"))
        .signs(html! {
            a href=(format!("/answer-item/{}", item.head.id)) { (item.head.number) }
            span { (cx.t(&format!("answer-format-is-{}", form_key(answer.record.format)))) }
        })
        .show(html! {
            (auditors(cx, writing))
            (needed(cx, writing))
            div.record {
                div { (form) }
                aside aria-label=(cx.t("page-part-beside")) {
                    (proposals(cx, writing))
                    (ui::panel("grounds", &cx.t("answer-item-group-ground"), &html! {
                        (workbench::grounds(cx, dossier, &item.record))
                        (workbench::additions(cx, dossier, item))
                        a.ds-button data-variant="tertiary" href=(format!("/answer-item/{}/edit", item.head.id)) { (cx.t("page-part-all")) }
                    }))
                }
            }
        })
}

/// What the answer's form asks for before review and the part does not say yet (AUD-14, AUD-15, AUD-16).
fn needed(cx: &Context, writing: &Writing) -> Markup {
    let lacking = writing.item.record.lacking(writing.answer.record.format, &writing.parts());
    let fields = workbench::lacks(cx, &lacking).join(", ");
    html! {
        @if !fields.is_empty() {
            (ui::alert("info", &html! { p { (cx.t_with("page-part-needs", &[("fields", &fields)])) } }))
        }
    }
}

const fn form_key(format: Format) -> &'static str {
    match format {
        Format::A => "a",
        Format::B => "b",
        Format::C => "c",
    }
}

/// What the auditors have said: the recommendation, or the question with its grade.
fn auditors(cx: &Context, writing: &Writing) -> Markup {
    let item = &writing.item.record;
    let recommendation = item.recommendation.and_then(|id| writing.dossier.recommendation(id));
    let question = item.question.and_then(|id| writing.dossier.question(id));
    html! {
        @if let Some(kept) = recommendation { (recommended(cx, kept)) }
        @if let Some(kept) = question { (asked(cx, kept)) }
    }
}

fn recommended(cx: &Context, kept: &Kept<Recommendation>) -> Markup {
    let sections: Vec<&str> = kept.record.sections.iter().map(|row| row.section.as_str()).collect();
    ui::panel(
        "auditors",
        &cx.t("audit-doc-auditors-recommend"),
        &html! {
            p { (kept.record.text) }
            p.signs {
                a href=(format!("/recommendation/{}", kept.head.id)) { (kept.head.number) }
                @if let Some(places) = tabs::places(cx, &sections) { span { (places) } }
            }
        },
    )
}

fn asked(cx: &Context, kept: &Kept<AuditQuestion>) -> Markup {
    let question = &kept.record;
    ui::panel(
        "auditors",
        &cx.t("audit-doc-auditors-assessment"),
        &html! {
            p { (question.text) }
            p.signs {
                a href=(format!("/audit-question/{}", kept.head.id)) { (kept.head.number) }
                (tabs::badge(cx, "audit-grade", question.grade.as_ref()))
                @if let Some(words) = &question.verdict_as_written { span { "”" (words) "”" } }
            }
            @if let Some(assessment) = &question.assessment { (workbench::paragraphs(&assessment.0)) }
        },
    )
}

/// What the records say for each part that is asked for (AUD-14).
fn proposals(cx: &Context, writing: &Writing) -> Markup {
    let parts = writing.parts();
    html! {
        @if !parts.is_empty() {
            (ui::panel("proposals", &cx.t("page-part-proposal"), &html! {
                @for part in parts {
                    h3 { (cx.t(&format!("answer-item-{}", part.key()))) }
                    (workbench::paragraphs(&workbench::proposal(cx, &writing.dossier, &writing.item, part)))
                }
            }))
        }
    }
}
