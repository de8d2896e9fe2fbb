//! What of documents waits for a body's decision: revision cases that are ready for it (ORG-18, DOC-05).

use stadga_model::{Id, Refusal};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{Awaiting, Context};

use crate::RevisionCase;

/// The revision cases that wait for the decision of a body: the one that they name, else that of their document. What a
/// delegate decides does not come to the meeting; what names its decision already waits as that decision.
///
/// # Errors
/// Broken.
pub(crate) async fn awaits(cx: &Context, body: Id) -> Result<Vec<Awaiting>, Refusal> {
    let is = Filter { field: "state".into(), compare: Compare::Is(vec!["decision".into()]) };
    let ready = ListQuery { filters: vec![is], size: 1_000, ..ListQuery::default() };
    let mut waits = Vec::new();
    for (head, case) in cx.door.all::<RevisionCase>(ready).await? {
        let lone = case.delegate.is_none() && case.decision.is_none();
        if lone && decides(cx, &case).await? == Some(body) {
            waits.push(Awaiting::of(&head, ("title", case.title), case.planned_decision));
        }
    }
    Ok(waits)
}

async fn decides(cx: &Context, case: &RevisionCase) -> Result<Option<Id>, Refusal> {
    let Some(document) = case.document.filter(|_| case.body.is_none()) else {
        return Ok(case.body);
    };
    match cx.door.read_as(document).await {
        Ok((_, document)) => Ok(document.body),
        Err(Refusal::NotFound | Refusal::Denied) => Ok(None),
        Err(other) => Err(other),
    }
}
