//! What the records propose becomes the answer's own words.

use super::{
    super::{gather, id_of, wording},
    proposal,
};
use crate::{
    answer_item::AnswerItem,
    audit::Part,
    checkpoint::Checkpoint,
    dossier::{Dossier, Kept},
    status::checkpoint_text,
};
use axum::{
    Form,
    extract::Path,
    response::{IntoResponse as _, Redirect, Response},
};
use serde::Deserialize;
use stadga_model::{Prose, Refusal};
use stadga_web::{Context, Problem};

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
            let told = measure.is_done() || measure.begun().is_some();
            if told && !item.evidence.contains(&kept.id()) {
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
