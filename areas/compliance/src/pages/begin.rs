//! Beginning an assessment: one record for each requirement that is asked, with what an earlier assessment says of it.

use axum::{
    extract::Path,
    response::{IntoResponse as _, Redirect, Response},
};
use stadga_frameworks::FrameworkRequirement;
use stadga_model::{Action, Draft, Id, Refusal};
use stadga_store::{Batch, ListQuery};
use stadga_web::{Context, Problem};
use std::collections::HashMap;

use super::{
    id_of,
    sheet::{Sheet, address},
};
use crate::{
    AssessedRequirement, Assessment,
    assessment::State,
    catalogue::{Node, Tree},
};

/// POST /assessment/{id}/begin: also again, for what the framework has got since.
pub(super) async fn begin(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let sheet = Sheet::of(&cx, id_of(&id)?).await?;
    if cx.past().is_some() {
        return Err(Refusal::Past.into());
    }
    if !cx.door.may(Action::Change, &sheet.head) || !sheet.assessment.is_open() {
        return Err(Refusal::Denied.into());
    }
    if !sheet.may_add(&cx).await? {
        return Err(Refusal::Denied.into());
    }
    let earlier = Earlier::of(&cx, &sheet).await?;
    let mut batch = Batch { reason: cx.t("assessment-begin-reason"), ..Batch::default() };
    for node in sheet.added() {
        let title = node.called(cx.language);
        let mut one = AssessedRequirement::new(title, sheet.head.id.cast(), node.id);
        (one.unit, one.owner) = (sheet.assessment.unit, sheet.assessment.owner);
        if let Some(before) = earlier.answer(node) {
            one = before.carried(one);
        }
        batch.creates.push(Draft::new(Id::<AssessedRequirement>::new(cx.app.store.now()), &one)?);
    }
    if sheet.assessment.state == State::Planned {
        let mut opened = cx.door.open_as::<Assessment>(sheet.head.id.cast()).await?;
        opened.body.state = State::Ongoing;
        batch.saves.push(opened.erase()?);
    }
    if !batch.creates.is_empty() || !batch.saves.is_empty() {
        cx.door.write(batch).await?;
    }
    Ok(Redirect::to(&address(sheet.head.id, "/requirements?done=saved")).into_response())
}

/// What the assessment says that this one goes on from: by requirement, and by what the framework calls it, for another
/// edition has other records under the same names.
struct Earlier {
    by_id: HashMap<Id<FrameworkRequirement>, AssessedRequirement>,
    by_name: HashMap<String, Id<FrameworkRequirement>>,
}

impl Earlier {
    async fn of(cx: &Context, sheet: &Sheet) -> Result<Self, Refusal> {
        let nothing = Self { by_id: HashMap::new(), by_name: HashMap::new() };
        let Some(previous) = sheet.assessment.previous else { return Ok(nothing) };
        let Ok((_, assessment)) = cx.door.read_as(previous).await else { return Ok(nothing) };
        let all = ListQuery { size: 20_000, ..ListQuery::linking("assessment", previous) };
        let answers = cx.door.all::<AssessedRequirement>(all).await?;
        // What is withheld is not taken along: it would stand open in the new record.
        let open = answers.into_iter().filter(|(head, _)| head.withheld.is_none());
        let by_id = open.map(|(_, one)| (one.requirement, one)).collect();
        let nodes = Tree::of(cx, assessment.framework).await?.nodes.into_iter();
        let by_name =
            nodes.filter_map(|node| Some((node.requirement.reference?, node.id))).collect();
        Ok(Self { by_id, by_name })
    }

    fn answer(&self, node: &Node) -> Option<&AssessedRequirement> {
        let named = || self.by_name.get(node.requirement.reference.as_deref()?);
        self.by_id.get(&node.id).or_else(|| self.by_id.get(named()?))
    }
}
