//! What waits for a meeting: decisions in preparation that name its body, and mandates that the body gave and is to hear of.
//!
//! Whatever needs a body's decision is a [`Decision`] in draft that names the body and points to what it is about: so
//! nothing here knows what other areas have to decide (ORG-18).

use stadga_model::{Date, Head, Id, Refusal};
use stadga_organisation::meeting::Purpose;
use stadga_store::{Door, Filter, ListQuery};

use crate::{Decision, Mandate, decision, mandate};

/// Something that waits for a meeting.
#[derive(Debug)]
pub struct Waits {
    /// The record.
    pub id: Id,
    /// Its kind.
    pub kind: String,
    /// What it is called; its number, where that is withheld.
    pub title: String,
    /// What the meeting is asked.
    pub purpose: Purpose,
    /// The day that it is planned for, or is to be done.
    pub due: Option<Date>,
}

/// What waits for a meeting of `body` on `day`, the soonest first; what has no day stands last.
///
/// # Errors
/// Broken.
pub async fn waiting(door: &Door, body: Id, day: Date) -> Result<Vec<Waits>, Refusal> {
    let of = || ListQuery {
        filters: vec![Filter::linking("body", body)],
        size: 1_000,
        ..ListQuery::default()
    };
    let mut waits = Vec::new();
    for (head, decision) in door.all::<Decision>(of()).await? {
        if decision.state == decision::State::Draft && decision.delegate.is_none() {
            waits.push(one(&head, ("title", decision.title), Purpose::Decide, decision.date));
        }
    }
    for (head, mandate) in door.all::<Mandate>(of()).await? {
        let open = matches!(mandate.state, mandate::State::Given | mandate::State::Ongoing);
        if open && mandate.due.is_some_and(|due| due <= day) {
            waits.push(one(&head, ("title", mandate.title), Purpose::FollowUp, mandate.due));
        }
    }
    waits.sort_by_key(|one| (one.due.is_none(), one.due));
    Ok(waits)
}

fn one(head: &Head, (field, title): (&str, String), purpose: Purpose, due: Option<Date>) -> Waits {
    let withheld = head.withholds(field) || title.trim().is_empty();
    let title = if withheld { head.number.clone() } else { title };
    Waits { id: head.id, kind: head.kind.clone(), title, purpose, due }
}
