//! What waits for a meeting: what its body is to decide, and mandates that the body gave and is to hear of.
//!
//! What is to be decided is a [`Decision`] in draft that names the body, or a record that its own area says waits for the
//! body ([`stadga_web::Awaits`]): so nothing here knows what other areas have to decide (ORG-18).

use stadga_model::{Date, Head, Id, Refusal};
use stadga_organisation::meeting::Purpose;
use stadga_store::{Filter, ListQuery};
use stadga_web::{Awaiting, Context};
use std::collections::BTreeSet;

use crate::{Decision, Mandate, mandate};

/// Something that waits for a meeting.
#[derive(Debug)]
pub struct Waits {
    /// The record, and the day that it is planned for or is to be done.
    pub what: Awaiting,
    /// What the meeting is asked.
    pub purpose: Purpose,
}

/// What waits for a meeting of `body` on `day`, the soonest first; what has no day stands last. A record whose decision is
/// in draft stands there once, as that draft.
///
/// # Errors
/// Broken.
pub async fn waiting(cx: &Context, body: Id, day: Date) -> Result<Vec<Waits>, Refusal> {
    let mut waits = Vec::new();
    let mut drafted = BTreeSet::new();
    for (head, decision) in cx.door.all::<Decision>(of(body)).await? {
        if decision.is_drafted_for(body) {
            drafted.extend(decision.about);
            let what = Awaiting::of(&head, ("title", decision.title), decision.date);
            waits.push(Waits { what, purpose: Purpose::Decide });
        }
    }
    for awaits in cx.app.areas.iter().flat_map(|area| &area.awaits) {
        let told = (awaits.of)(cx, body).await?.into_iter();
        let new = told.filter(|one| !drafted.contains(&one.id));
        waits.extend(new.map(|what| Waits { what, purpose: Purpose::Decide }));
    }
    for (head, mandate) in cx.door.all::<Mandate>(of(body)).await? {
        let open = matches!(mandate.state, mandate::State::Given | mandate::State::Ongoing);
        if open && mandate.due.is_some_and(|due| due <= day) {
            let what = Awaiting::of(&head, ("title", mandate.title), mandate.due);
            waits.push(Waits { what, purpose: Purpose::FollowUp });
        }
    }
    waits.sort_by_key(|one| (one.what.due.is_none(), one.what.due));
    Ok(waits)
}

fn of(body: Id) -> ListQuery {
    ListQuery { filters: vec![Filter::linking("body", body)], size: 1_000, ..ListQuery::default() }
}

/// The decision that is in draft for `body` about a record, or that the record names itself: it is taken instead of a second
/// one (PM3-15).
///
/// # Errors
/// Broken.
pub async fn drafted(
    cx: &Context,
    body: Id,
    about: Id,
    named: Option<Id<Decision>>,
) -> Result<Option<Id<Decision>>, Refusal> {
    let all = cx.door.all::<Decision>(of(body)).await?.into_iter();
    let fits = |(head, one): &(Head, Decision)| {
        let told = one.about.contains(&about) || named.map(Id::cast) == Some(head.id);
        told && one.is_drafted_for(body)
    };
    Ok(all.filter(fits).map(|(head, _)| head.id.cast()).next())
}
