//! What requests ask of people on their own page: an answer at once, for somebody waits (TF 2 kap. 15 §).

use crate::DisclosureRequest;
use stadga_model::{Head, Refusal, local_date};
use stadga_organisation::{Posts, posts::REGISTRAR};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{Context, Duty};

/// The states in which somebody waits.
const WAITING: [&str; 3] = ["received", "examined", "decision-requested"];
/// How long it takes to answer a plain request, in minutes.
const MINUTES: u16 = 15;

/// The reader's requests that wait; for the registrar also those that nobody has taken.
///
/// # Errors
/// Broken.
pub(crate) async fn duties(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let Some(me) = cx.door.actor().person else { return Ok(Vec::new()) };
    let filter = |field: &str, compare| Filter { field: field.into(), compare };
    let waiting = || filter("state", Compare::Is(WAITING.map(str::to_owned).to_vec()));
    let of = |owner| ListQuery { filters: vec![waiting(), owner], ..ListQuery::default() };
    let mine = of(Filter::linking("owner", me));
    let mut found = cx.door.all::<DisclosureRequest>(mine).await?;
    if Posts::of(cx).await?.holds(REGISTRAR) {
        let nobodys = of(filter("owner", Compare::Empty));
        found.extend(cx.door.all::<DisclosureRequest>(nobodys).await?);
    }
    Ok(found.iter().map(|(head, request)| duty(cx, head, request)).collect())
}

fn duty(cx: &Context, head: &Head, request: &DisclosureRequest) -> Duty {
    let hours = request.hours(cx.now()).to_string();
    Duty {
        what: cx.t_with("duty-disclosure", &[("title", &request.title)]),
        why: cx.t_with("duty-disclosure-why", &[("hours", &hours)]),
        href: format!("/disclosure-request/{}/work", head.id),
        due: Some(local_date(request.received)),
        minutes: MINUTES,
    }
}
