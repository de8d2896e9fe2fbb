//! The answer: what was copied goes to whoever asks, and the request says when and with what outcome, in one step.

use super::{copies::lacking, decide, work};
use crate::{
    DisclosureCopy, DisclosureRequest,
    detail::Ruling,
    gather::{Case, Detail},
    request::{Outcome, State},
};
use axum::{
    extract::Path,
    response::{IntoResponse as _, Redirect, Response},
};
use stadga_model::{Head, Refusal};
use stadga_web::{Context, Problem, Reader};

/// Whether the request can be said to be answered from here: it is examined, and there is a copy. One that is marked is
/// answered on its own page.
pub(super) fn can_be_given(cx: &Context, case: &Case, copies: &[(Head, DisclosureCopy)]) -> bool {
    let examined = case.request.state == State::Examined && !case.head.is_marked();
    examined && !copies.is_empty() && lacking(cx, case).is_none() && case.may_change(cx)
}

/// What comes of the request by what was decided of each detail.
pub(super) fn outcome(case: &Case) -> Outcome {
    let masks = case.details.iter().filter_map(Detail::ruling).any(Ruling::masks);
    if masks { Outcome::Part } else { Outcome::Whole }
}

/// POST /disclosure-request/{id}/answer
pub(crate) async fn give(
    cx: Context,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let case = decide::changeable(&cx, &reader, &id).await?;
    let copies = work::made(&cx, &case).await?;
    if !can_be_given(&cx, &case, &copies) {
        return work::refused(&cx, &case, cx.t("disclosure-not-ready")).await;
    }
    let mut opened = cx.door.open_as::<DisclosureRequest>(case.head.id.cast()).await?;
    opened.body.state = State::Answered;
    opened.body.answered = Some(cx.now());
    opened.body.outcome = Some(outcome(&case));
    match cx.door.save(opened, &cx.t("disclosure-reason-answered")).await {
        Ok(_) => {
            let to = format!("/disclosure-request/{}?done=saved", case.head.id);
            Ok(Redirect::to(&to).into_response())
        }
        Err(Refusal::Refused(findings)) => {
            work::refused(&cx, &case, decide::sentences(&cx, &findings)).await
        }
        Err(other) => Err(other.into()),
    }
}
