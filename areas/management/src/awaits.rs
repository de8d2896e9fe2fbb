//! What of reports waits for a body's decision (ORG-18, ISM-15).

use stadga_model::{Id, Refusal};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{Awaiting, Context};

use crate::ManagementReport;

/// The reports that were handed in to a body and name no decision yet.
///
/// # Errors
/// Broken.
pub(crate) async fn awaits(cx: &Context, body: Id) -> Result<Vec<Awaiting>, Refusal> {
    let is = Filter { field: "state".into(), compare: Compare::Is(vec!["submitted".into()]) };
    let filters = vec![is, Filter::linking("body", body)];
    let query = ListQuery { filters, size: 1_000, ..ListQuery::default() };
    let all = cx.door.all::<ManagementReport>(query).await?.into_iter();
    let waits = all.filter(|(_, one)| one.decision.is_none());
    Ok(waits.map(|(head, one)| Awaiting::of(&head, ("title", one.title), None)).collect())
}
