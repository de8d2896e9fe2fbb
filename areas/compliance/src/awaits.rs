//! What of compliance waits for a body's decision: its plan of internal control (CTL-10, ORG-18).

use stadga_model::{Id, Refusal};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{Awaiting, Context};

use crate::InternalControlPlan;

/// Plans that were handed in to a body and name no decision yet, and reports that it has not decided on.
///
/// # Errors
/// Broken.
pub(crate) async fn awaits(cx: &Context, body: Id) -> Result<Vec<Awaiting>, Refusal> {
    let states = ["submitted", "reported"].map(str::to_owned).to_vec();
    let is = Filter { field: "state".into(), compare: Compare::Is(states) };
    let filters = vec![is, Filter::linking("unit", body)];
    let all = ListQuery { filters, size: 1_000, ..ListQuery::default() };
    let mut waits = Vec::new();
    for (head, plan) in cx.door.all::<InternalControlPlan>(all).await? {
        let reported = head.state.as_deref() == Some("reported");
        let decided = if reported { plan.report_decision } else { plan.decision };
        if decided.is_none() {
            let due = if reported { plan.due } else { Some(plan.period.from) };
            waits.push(Awaiting::of(&head, ("title", plan.title), due));
        }
    }
    Ok(waits)
}
