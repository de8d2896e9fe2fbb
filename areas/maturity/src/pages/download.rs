//! The maturity report as a file: PDF and Word (REP-10).

use axum::{extract::Path, response::Response};
use stadga_model::Refusal;
use stadga_web::{Context, Problem, published::publish};

use super::{Worked, id_of, wants, work::since};
use crate::{
    MaturityRound,
    documents::{Dossier, report as set},
    measurement::{Measurement, choices, chosen_by, rounds, series},
};

/// GET /maturity-round/{id}/documents/report.{pdf,docx}
pub(super) async fn report(
    cx: Context,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let ending = name.strip_prefix("report.").ok_or(Refusal::NotFound)?;
    let (head, round) = cx.door.read_as(id_of::<MaturityRound>(&id)?).await?;
    let called = format!("{} {}.{ending}", head.number, cx.t("report-file-name"));
    let mut series = series(&cx, &rounds(&cx).await?, &round.model).await?;
    let place = series.iter().position(|one| one.head.id == head.id);
    match place {
        Some(place) => series.truncate(place + 1),
        // One that has not begun stands alone.
        None => series = Measurement::of(&cx, head.clone(), round).await?.into_iter().collect(),
    }
    let now = series.last().ok_or(Refusal::NotFound)?;
    let wants = wants(&cx, now).await?;
    let choices = choices(&cx).await?;
    let choice = chosen_by(&choices, head.id).cloned();
    // The work that goes on: that which was chosen by this measurement, else by the one before it.
    let earlier = series.iter().rev().nth(1).map(|one| one.head.id);
    let going = choice.clone().or_else(|| chosen_by(&choices, earlier?).cloned());
    let worked = match &going {
        Some((_, going)) => {
            let since = since(&cx, going).await?;
            Worked::all(&cx, going, since.as_ref()).await?
        }
        None => Vec::new(),
    };
    let dossier = Dossier { series, wants, choice, going, worked };
    publish(&cx, set(&cx, &dossier).await?, &called).await
}
