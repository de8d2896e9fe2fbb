//! Saying how a system's safeguards stand, and raising measures for those that are lacking, in one step (CLS-08).

use axum::{
    extract::{Form, Path},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use serde_json::json;
use stadga_measures::Measure;
use stadga_model::{Draft, Finding, Head, Id, Record as _, Refusal};
use stadga_store::Batch;
use stadga_web::{
    Context, Problem,
    ui::{self, Said},
};

use super::{
    super::{aspect, fault, level, may_create},
    Matter, page,
    safeguards::{Sent, Shown},
};
use crate::{
    SystemProtection,
    safeguards::{SAFEGUARDS, Safeguard},
    system_protection::{Kept, KeptState},
};

/// POST /configuration-item/{id}/protection: how it stands with each safeguard; with `act=raise` also a measure for each that
/// is lacking and has none under way. What cannot be kept is shown again as it was sent.
pub(in super::super) async fn save(
    cx: Context,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let matter = Matter::of(&cx, &id).await?;
    let raises = sent.get("act").is_some_and(|act| act == "raise");
    if !matter.may() || raises && !may_create(&cx, Measure::KIND) {
        return Err(Refusal::Denied.into());
    }
    let (rows, faults) = said(&matter, &sent);
    if !faults.is_empty() {
        return again(&matter, &sent, &faults).await;
    }
    match cx.door.write(batch(&matter, rows, raises).await?).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?done=saved", matter.address())).into_response()),
        Err(Refusal::Refused(findings)) => {
            let told = |one: &Finding| fault("class-safeguards", ui::sentence(&cx, one));
            again(&matter, &sent, &findings.iter().map(told).collect::<Vec<_>>()).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The page with what was sent, and what is wrong with it.
async fn again(
    matter: &Matter<'_>,
    sent: &Sent,
    faults: &[(String, Said)],
) -> Result<Response, Problem> {
    let page = page(matter, Shown::sent(matter, sent), faults).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// A text that was sent and is not empty.
fn given<'a>(sent: &'a Sent, name: &str) -> Option<&'a str> {
    sent.get(name).map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// How each demanded safeguard stands, those that nothing is said of as is said of the rest; and of which it is told how, but
/// not whether.
fn said(matter: &Matter<'_>, sent: &Sent) -> (Vec<Kept>, Vec<(String, Said)>) {
    let cx = matter.cx;
    let rest = given(sent, "rest").and_then(KeptState::of);
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    for one in matter.demanded() {
        let own = given(sent, &format!("state.{}", one.key)).and_then(KeptState::of);
        let how = given(sent, &format!("how.{}", one.key)).map(str::to_owned);
        let before = matter.kept().and_then(|(_, all)| all.kept(&one.key));
        match (own.or(rest), how) {
            (Some(state), how) => rows.push(Kept {
                safeguard: one.term(),
                state,
                how,
                measure: before.and_then(|row| row.measure),
            }),
            (None, Some(_)) => {
                let name = cx.term(SAFEGUARDS, &one.term());
                let sentence = cx.t_with("class-safeguards-unstated", &[("name", &name)]);
                faults.push(fault(format!("state.{}", one.key), sentence));
            }
            (None, None) => {}
        }
    }
    (rows, faults)
}

/// The write: the protection, and the measures that it raises.
async fn batch(matter: &Matter<'_>, mut rows: Vec<Kept>, raises: bool) -> Result<Batch, Refusal> {
    let cx = matter.cx;
    let mut batch = Batch { reason: cx.t("class-safeguards-reason"), ..Batch::default() };
    let id: Id<SystemProtection> = match matter.kept() {
        Some((head, _)) => head.id.cast(),
        None => Id::new(cx.app.store.now()),
    };
    if raises {
        let measures = matter.measures().await?;
        batch.creates = raise(matter, &mut rows, &measures, id)?;
    }
    if matter.kept().is_none() {
        let mut made = blank(matter);
        take(matter, rows, &mut made);
        batch.creates.push(Draft::new(id, &made)?);
    } else {
        let mut opened = cx.door.open_as(id).await?;
        take(matter, rows, &mut opened.body);
        batch.saves.push(opened.erase()?);
    }
    Ok(batch)
}

/// A protection of which nothing is known yet.
fn blank(matter: &Matter<'_>) -> SystemProtection {
    SystemProtection {
        title: matter.cx.t_with("class-protection-of", &[("name", &matter.item.name)]),
        system: matter.id,
        deviations: Vec::new(),
        safeguards: Vec::new(),
        reviewed: None,
        unit: matter.item.unit,
        owner: matter.item.owner,
    }
}

/// Takes over what was said; what stands of safeguards that are not demanded today stays.
fn take(matter: &Matter<'_>, rows: Vec<Kept>, protection: &mut SystemProtection) {
    let demanded = matter.demanded();
    protection.safeguards.retain(|row| demanded.iter().all(|one| one.key != row.safeguard.0));
    protection.safeguards.extend(rows);
    protection.reviewed = Some(matter.cx.today());
}

/// A measure for each safeguard that is lacking and has none under way; each is bound to its measure.
fn raise(
    matter: &Matter<'_>,
    rows: &mut [Kept],
    measures: &[(Head, Measure)],
    cause: Id<SystemProtection>,
) -> Result<Vec<Draft>, Refusal> {
    let mut made = Vec::new();
    let demanded = matter.demanded();
    for row in rows.iter_mut().filter(|row| row.state.lacks()) {
        let Some(one) = demanded.iter().find(|one| one.key == row.safeguard.0) else { continue };
        row.measure = under_way(matter, one, row.measure, measures);
        if row.measure.is_none() {
            let id = Id::<Measure>::new(matter.cx.app.store.now());
            made.push(Draft::new(id, &measure(matter, one, cause.cast())?)?);
            row.measure = Some(id);
        }
    }
    Ok(made)
}

/// The measure that is under way for a safeguard: the one that it is bound to, unless that has ended, else one that was raised
/// here and is called so. One that the reader may not read is taken to be under way.
fn under_way(
    matter: &Matter<'_>,
    one: &Safeguard,
    bound: Option<Id<Measure>>,
    measures: &[(Head, Measure)],
) -> Option<Id<Measure>> {
    let ended = |id: &Id<Measure>| {
        let found = measures.iter().find(|(head, _)| head.id.cast::<Measure>() == *id);
        found.is_some_and(|(_, measure)| measure.state.has_ended())
    };
    let title = measure_title(matter, one);
    let named = measures.iter().find(|(_, one)| !one.state.has_ended() && one.title == title);
    bound.filter(|id| !ended(id)).or_else(|| named.map(|(head, _)| head.id.cast()))
}

fn measure_title(matter: &Matter<'_>, one: &Safeguard) -> String {
    let what = matter.cx.term(SAFEGUARDS, &one.term());
    matter.cx.t_with("class-measure-title", &[("what", &what), ("system", &matter.item.name)])
}

/// A proposed measure for a safeguard that is not there.
fn measure(matter: &Matter<'_>, one: &Safeguard, cause: Id) -> Result<Measure, Refusal> {
    let cx = matter.cx;
    let because = level(cx, &matter.register.levels, matter.class().get(one.aspect()));
    let why = cx.t_with(
        "class-measure-why",
        &[("aspect", &aspect(cx, one.aspect())), ("level", &because), ("iso", &one.iso.join(", "))],
    );
    let body = json!({
        "title": measure_title(matter, one),
        "description": format!("{} {why}", one.demand(cx.language)),
        "causes": [cause],
        "unit": matter.item.unit,
        "owner": matter.item.owner,
        "raised": cx.today(),
    });
    serde_json::from_value(body).map_err(Refusal::broken)
}
