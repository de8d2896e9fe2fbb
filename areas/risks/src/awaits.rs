//! What of risks waits for a body's decision: acceptances that are proposed to it (ORG-18, RSK-09).

use stadga_model::{Id, Refusal};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{Awaiting, Context};

use crate::RiskAcceptance;

/// The acceptances that wait for a body. What a role decides for it does not come to the meeting; what names its decision
/// already waits as that decision.
///
/// # Errors
/// Broken.
pub(crate) async fn awaits(cx: &Context, body: Id) -> Result<Vec<Awaiting>, Refusal> {
    let is = Filter { field: "state".into(), compare: Compare::Is(vec!["proposed".into()]) };
    let proposed = ListQuery { filters: vec![is], size: 1_000, ..ListQuery::default() };
    let mut waits = Vec::new();
    for (head, one) in cx.door.all::<RiskAcceptance>(proposed).await? {
        if one.role.is_none() && one.decision.is_none() && one.body == Some(body) {
            waits.push(Awaiting::of(&head, ("title", one.title), None));
        }
    }
    Ok(waits)
}
