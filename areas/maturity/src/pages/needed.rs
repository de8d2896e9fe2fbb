//! What must be introduced, as the administrations have said: each becomes a measure with one click (CTL-06, REP-10).

use axum::{
    extract::{Path, Query},
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_measures::{Measure, measure::State as Doing};
use stadga_model::{Draft, Id, Record as _, Refusal};
use stadga_store::Batch;
use stadga_web::{
    Context, Problem,
    ui::{self, Column},
};
use std::collections::BTreeMap;

use super::{NEEDED, OfUnits, RESULTS, id_of, may_change, may_create, narrowed};
use crate::{
    MaturityAssessment,
    measurement::{Measurement, is_yearly, rounds},
};

/// Something that must be introduced, and what has become of it.
pub(crate) struct Want {
    /// The assessment that says so, and the place there.
    pub assessment: Id,
    pub at: usize,
    pub area: String,
    pub unit: String,
    pub what: String,
    /// The measure, and its state in words where the reader may read it.
    pub measure: Option<(Id, String)>,
    /// Whether the reader can make a measure of it.
    pub may: bool,
}

/// What must be introduced by a measurement, area by area in the model's order.
///
/// # Errors
/// Broken.
pub(crate) async fn wants(cx: &Context, measurement: &Measurement) -> Result<Vec<Want>, Refusal> {
    let submitted = || measurement.parts.iter().filter(|part| part.is_submitted());
    let links = submitted().flat_map(|part| &part.assessment.needed).filter_map(|one| one.measure);
    let ids: Vec<Id> = links.map(Id::cast).collect();
    let found = cx.door.read_many(&ids).await?;
    let states: BTreeMap<Id, String> = found
        .iter()
        .filter_map(|one| Some((one.head.id, one.head.state.as_deref()?)))
        .map(|(id, state)| (id, cx.t(&format!("measure-state-is-{state}"))))
        .collect();
    let mut wants = Vec::new();
    for (area, name) in measurement.model.areas.iter().zip(measurement.areas(cx)) {
        for part in submitted() {
            let rows = part.assessment.needed.iter().enumerate();
            wants.extend(rows.filter(|(_, one)| one.area.0 == area.key).map(|(at, one)| Want {
                assessment: part.head.id,
                at,
                area: name.clone(),
                unit: part.name.clone(),
                what: one.what.clone(),
                measure: one.measure.map(|id| {
                    let state = states.get(&id.cast()).cloned();
                    (id.cast(), state.unwrap_or_else(|| cx.t("value-withheld")))
                }),
                may: may_change(cx, &part.head) && may_create(cx, Measure::KIND),
            }));
        }
    }
    Ok(wants)
}

/// What is asked for: a round.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    round: String,
}

/// GET /maturity/needed: of all who were measured, or of some units.
pub(super) async fn show(
    cx: Context,
    Query(asked): Query<Asked>,
    Query(units): Query<OfUnits>,
) -> Result<Response, Problem> {
    let scope = units.scope(&cx)?;
    let mut rounds = rounds(&cx).await?;
    rounds.retain(|(_, round)| round.state != crate::maturity_round::State::Planned);
    let chosen = rounds
        .iter()
        .find(|(head, _)| head.id.to_string() == asked.round)
        .or_else(|| rounds.iter().find(|(_, round)| is_yearly(round)))
        .or(rounds.first());
    let measurement = match chosen {
        Some((head, round)) => Measurement::of(&cx, head.clone(), round.clone()).await?,
        None => None,
    };
    let measurement = measurement.map(|one| one.within(&scope));
    let wants = match &measurement {
        Some(measurement) => wants(&cx, measurement).await?,
        None => Vec::new(),
    };
    let bare = wants.iter().filter(|want| want.measure.is_none()).count();
    let page = cx
        .page(cx.t("needed-title"))
        .lead(cx.t("needed-lead"))
        .crumb(cx.t("maturity-title"), RESULTS);
    Ok(page.show(html! {
        @if let Some(measurement) = &measurement {
            (super::results::choice(&cx, NEEDED, &rounds, (measurement.head.id, None)))
            (narrowed(&cx, &scope, &format!("{NEEDED}?round={}", measurement.head.id)))
        }
        @if wants.is_empty() {
            (ui::empty(&cx.t("needed-empty"), &cx.t("needed-empty.do")))
        } @else {
            p { (cx.t_with("needed-count", &[("all", &wants.len().to_string()), ("bare", &bare.to_string())])) }
            (table(&cx, &wants))
        }
    }))
}

fn table(cx: &Context, wants: &[Want]) -> Markup {
    let columns = ["maturity-area", "maturity-assessment-needed-what", "maturity-assessment-unit"]
        .map(|key| Column::text(cx.t(key)));
    let columns: Vec<_> = columns
        .into_iter()
        .chain([Column::text(cx.t("maturity-assessment-needed-measure"))])
        .collect();
    let row = |want: &Want| {
        vec![
            html! { (want.area) },
            html! { (want.what) },
            html! { a href=(format!("/maturity-assessment/{}", want.assessment)) { (want.unit) } },
            become_of(cx, want),
        ]
    };
    let rows: Vec<_> = wants.iter().map(row).collect();
    ui::table(&cx.t("needed-title"), &columns, &rows)
}

fn become_of(cx: &Context, want: &Want) -> Markup {
    html! {
        @match &want.measure {
            Some((id, state)) => { a href=(format!("/measure/{id}")) { (state) } }
            None if want.may => {
                form method="post" action=(format!("/maturity-assessment/{}/needed/{}", want.assessment, want.at)) {
                    button.ds-button type="submit" data-variant="secondary" data-size="sm"
                        aria-label=(format!("{}: {}", cx.t("needed-make"), want.what)) { (cx.t("needed-make")) }
                }
            }
            None => { (ui::badge("bad", &cx.t("needed-none"))) }
        }
    }
}

/// POST /maturity-assessment/{id}/needed/{at}: a measure that must be carried out, with the assessment as its cause (ISM-06).
pub(super) async fn save(
    cx: Context,
    Path((id, at)): Path<(String, usize)>,
) -> Result<Response, Problem> {
    let id = id_of::<MaturityAssessment>(&id)?;
    let mut opened = cx.door.open_as(id).await?;
    if opened.head().withholds("needed") {
        return Err(Refusal::Denied.into());
    }
    let (unit, owner) = (opened.body.unit, opened.body.owner);
    let want = opened.body.needed.get_mut(at).ok_or(Refusal::NotFound)?;
    if let Some(measure) = want.measure {
        return Ok(Redirect::to(&format!("/measure/{measure}")).into_response());
    }
    let measure = serde_json::json!({
        "title": want.what, "state": Doing::Proposed, "causes": [id], "unit": unit, "owner": owner,
        "raised": cx.today(), "prioritised": true,
    });
    let measure: Measure = serde_json::from_value(measure).map_err(Refusal::broken)?;
    let new: Id<Measure> = Id::new(cx.app.store.now());
    want.measure = Some(new);
    let batch = Batch {
        creates: vec![Draft::new(new, &measure)?],
        saves: vec![opened.erase()?],
        reason: cx.t("needed-reason"),
        ..Batch::default()
    };
    cx.door.write(batch).await?;
    Ok(Redirect::to(&format!("/measure/{new}?done=created")).into_response())
}
