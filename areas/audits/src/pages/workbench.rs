//! The answer's workbench: what each part says and rests on, proposals beside own words, and their taking over.

mod lacking;
mod part;
mod take;

pub(super) use lacking::lacks;
pub(super) use part::{additions, grounds, paragraphs, proposal};
pub(super) use take::{take, take_status};

use super::{
    gather, id_of,
    stale::{self, Stale},
};
use crate::{
    answer::{Answer, State},
    answer_item::AnswerItem,
    dossier::Kept,
};
use axum::{
    extract::Path,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::html;
use stadga_model::{Action, Head};
use stadga_web::{Context, Problem, ui};

/// Whether the reader has a hand in an answer: changes it, or one of its parts.
pub fn may_work<'a>(
    cx: &Context,
    answer: &Head,
    mut parts: impl Iterator<Item = &'a Head>,
) -> bool {
    cx.door.may(Action::Change, answer) || parts.any(|part| cx.door.may(Action::Change, part))
}

/// GET /answer/{id}/work: while it is prepared for those who do so; others are sent to the answer, which says so.
pub async fn show(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let (_, dossier, kept) = gather::answer(&cx, id_of::<Answer>(&id)?).await?;
    let items: Vec<_> = dossier.items_of(kept.id()).collect();
    let prepared = kept.record.state == State::Preparation;
    if prepared && !may_work(&cx, &kept.head, items.iter().map(|item| &item.head)) {
        return Ok(Redirect::to(&cx.href(&format!("/answer/{}", kept.head.id))).into_response());
    }
    let writes = |item: &Kept<AnswerItem>| {
        cx.past().is_none() && prepared && cx.door.may(Action::Change, &item.head)
    };
    let settled = kept.record.is_settled();
    let stale = if settled { Stale::new() } else { stale::parts(&cx, &dossier, &items).await? };
    let body = html! {
        @if !settled { (lacking::missing(&cx, &dossier, &kept, (&items, &stale))) }
        @for item in &items { (part::panel(&cx, &dossier, &kept, item, (writes(item), &stale))) }
    };
    let state = kept.head.state.as_deref().unwrap_or_default();
    let page = cx
        .page(&kept.record.title)
        .crumb(cx.t("audit-plural"), "/audit")
        .crumb(&dossier.audit.head.number, format!("/audit/{}", dossier.audit.head.id))
        .crumb(&kept.head.number, format!("/answer/{}", kept.head.id))
        .here(cx.t("page-answer-work"))
        .lead(cx.t(match kept.record.state {
            State::Preparation => "page-answer-work-why",
            State::Review => "page-answer-review-why",
            _ => "page-answer-settled-why",
        }))
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
