//! What of objects waits for a body's decision: plans and needs for a steering group, plan periods for the leadership (ORG-18).

use stadga_model::{Head, Id, Record, Refusal};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{Awaiting, Context};

use crate::{MaintenancePlan, Need, PlanPeriod, pages::readable};

/// What waits for the decision of a steering group or of the leadership (PM3-15, PM3-21). What names its decision already waits
/// as that decision.
///
/// # Errors
/// Broken.
pub(crate) async fn awaits(cx: &Context, body: Id) -> Result<Vec<Awaiting>, Refusal> {
    let mut waits = Vec::new();
    for (head, plan) in in_state::<MaintenancePlan>(cx, "submitted").await? {
        if plan.decision.is_none() && plan.steering.map(Id::cast) == Some(body) {
            waits.push(Awaiting::of(&head, ("title", plan.title), Some(plan.period.from)));
        }
    }
    for (head, need) in in_state::<Need>(cx, "deciding").await? {
        if need.decision.is_none() && steering(cx, &need).await? == Some(body) {
            waits.push(Awaiting::of(&head, ("title", need.title), None));
        }
    }
    for (head, period) in in_state::<PlanPeriod>(cx, "compiled").await? {
        let portfolio = readable(cx, period.portfolio).await?;
        let leads = portfolio.and_then(|(_, portfolio)| portfolio.steering);
        if period.decision.is_none() && leads.map(Id::cast) == Some(body) {
            waits.push(Awaiting::of(&head, ("title", period.title), Some(period.period.from)));
        }
    }
    Ok(waits)
}

async fn in_state<R: Record>(cx: &Context, state: &str) -> Result<Vec<(Head, R)>, Refusal> {
    let is = Filter { field: "state".into(), compare: Compare::Is(vec![state.into()]) };
    cx.door.all(ListQuery { filters: vec![is], size: 1_000, ..ListQuery::default() }).await
}

/// Who decides on a need: the steering group of its object's family.
async fn steering(cx: &Context, need: &Need) -> Result<Option<Id>, Refusal> {
    let Some(object) = need.object else { return Ok(None) };
    let Some((_, object)) = readable(cx, object).await? else { return Ok(None) };
    let Some(family) = object.family else { return Ok(None) };
    let family = readable(cx, family).await?;
    Ok(family.and_then(|(_, family)| family.steering).map(Id::cast))
}
