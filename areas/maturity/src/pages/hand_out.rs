//! Handing a round out: it is opened, and every administration gets its assessment, asked of who holds the role there (CTL-06).

use axum::{
    extract::Path,
    response::{IntoResponse as _, Redirect, Response},
};
use std::collections::BTreeMap;

use stadga_model::{Draft, Id, Refusal};
use stadga_organisation::{Assignment, Person, Unit, counts};
use stadga_store::{Batch, Compare, Filter, ListQuery};
use stadga_web::{Context, Problem, ui::Titles};

use super::id_of;
use crate::{MaturityAssessment, MaturityRound, limits::limits, maturity_round::State};

/// Who holds this role in which unit today, the first of several.
///
/// # Errors
/// Broken.
pub(super) async fn holders(
    cx: &Context,
    role: &str,
) -> Result<BTreeMap<Id<Unit>, Id<Person>>, Refusal> {
    let is = Filter { field: "role".into(), compare: Compare::Is(vec![role.to_owned()]) };
    let held = ListQuery { filters: vec![is], size: 10_000, ..ListQuery::default() };
    let mut holders = BTreeMap::new();
    for (_, held) in cx.door.all::<Assignment>(held).await? {
        let Some(person) = held.person else { continue };
        if counts(&cx.door, &held, cx.today()).await? {
            holders.entry(held.unit).or_insert(person);
        }
    }
    Ok(holders)
}

/// POST /maturity-round/{id}/hand-out
pub(super) async fn save(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let id = id_of::<MaturityRound>(&id)?;
    let mut opened = cx.door.open_as(id).await?;
    let asked = cx.door.all::<MaturityAssessment>(ListQuery::linking("round", id)).await?;
    let missing: Vec<_> = opened.body.missing(asked.iter().map(|(_, one)| one.unit)).collect();
    let titles = Titles::of(&cx, missing.iter().map(|unit| unit.cast())).await?;
    let holders = holders(&cx, &limits().answers_role).await?;
    let mut batch = Batch { reason: cx.t("hand-out-reason"), ..Batch::default() };
    for unit in missing {
        let assessment = asked_of(&opened.body, (id, unit), titles.text(&cx, unit.cast()));
        let assessment = MaturityAssessment { owner: holders.get(&unit).copied(), ..assessment };
        let new: Id<MaturityAssessment> = Id::new(cx.app.store.now());
        batch.creates.push(Draft::new(new, &assessment)?);
    }
    if opened.body.state == State::Planned {
        opened.body.state = State::Open;
        batch.saves.push(opened.erase()?);
    }
    cx.door.write(batch).await?;
    Ok(Redirect::to(&format!("/maturity-round/{id}?done=saved")).into_response())
}

/// What a unit is asked in a round.
fn asked_of(
    round: &MaturityRound,
    (id, unit): (Id<MaturityRound>, Id<Unit>),
    name: String,
) -> MaturityAssessment {
    MaturityAssessment {
        title: format!("{} – {name}", round.title),
        state: Default::default(),
        round: id,
        unit,
        model: round.model.clone(),
        owner: None,
        due: round.period.to,
        level: None,
        results: Vec::new(),
        answers: Vec::new(),
        causes: Vec::new(),
        needed: Vec::new(),
        comment: None,
    }
}
