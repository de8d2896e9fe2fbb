//! The way back from what was added to an answer, a promise or a measure, to the part that it was added from.

use super::workbench;
use crate::{
    answer::{Answer, State},
    answer_item::AnswerItem,
    promise::Promise,
};
use maud::Markup;
use stadga_measures::Measure;
use stadga_model::{Head, Near, Refusal, Revision};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{Context, ui};

/// What links a part of an answer to the cause of a measure.
const CAUSES: [&str; 2] = ["recommendation", "question"];

/// From a promise to its part, while the answer is written and the reader has a hand in it.
///
/// # Errors
/// Broken.
pub async fn promise(cx: &Context, revision: &Revision, _: &Near) -> Result<Markup, Refusal> {
    let promise: Promise = revision.typed()?;
    let Some(item) = promise.item else { return Ok(Context::nothing()) };
    match cx.door.read_as(item).await {
        Ok(part) => back(cx, vec![part]).await,
        Err(Refusal::NotFound | Refusal::Denied) => Ok(Context::nothing()),
        Err(broken) => Err(broken),
    }
}

/// From a measure to the part that answers what it is the measure for; as with a promise.
///
/// # Errors
/// Broken.
pub async fn measure(cx: &Context, revision: &Revision, _: &Near) -> Result<Markup, Refusal> {
    let measure: Measure = revision.typed()?;
    if measure.causes.is_empty() || cx.past().is_some() {
        return Ok(Context::nothing());
    }
    let causes: Vec<String> = measure.causes.iter().map(ToString::to_string).collect();
    let mut parts = Vec::new();
    for field in CAUSES {
        let filters = vec![Filter { field: field.into(), compare: Compare::Is(causes.clone()) }];
        let query = ListQuery { filters, size: 50, ..ListQuery::default() };
        parts.extend(cx.door.all::<AnswerItem>(query).await?);
    }
    back(cx, parts).await
}

/// The button to the first of these parts whose answer is still written, by the reader among others.
async fn back(cx: &Context, parts: Vec<(Head, AnswerItem)>) -> Result<Markup, Refusal> {
    for (head, part) in parts {
        let (answer, record): (Head, Answer) = match cx.door.read_as(part.answer).await {
            Ok(found) => found,
            Err(Refusal::NotFound | Refusal::Denied) => continue,
            Err(broken) => return Err(broken),
        };
        let written = record.state == State::Preparation && cx.past().is_none();
        if written && workbench::may_work(cx, &answer, [&head].into_iter()) {
            let href = format!("/answer/{}/work#item-{}", answer.id, head.id);
            return Ok(ui::link_button(&href, "secondary", None, &cx.t("page-back-to-answer")));
        }
    }
    Ok(Context::nothing())
}
