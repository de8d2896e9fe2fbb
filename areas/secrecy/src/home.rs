//! What marks ask of people on their own page: those that are to be tried anew.

use jiff::ToSpan;
use stadga_model::{Mark, Record as _, Refusal};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{Context, Duty};

/// How many days ahead someone is told.
const AHEAD: i32 = 30;
/// How long it takes to try a mark anew, in minutes.
const MINUTES: u16 = 15;

/// The marks that the reader answers for and that are soon or already due.
///
/// # Errors
/// Broken.
pub(crate) async fn duties(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let Some(me) = cx.door.actor().person else { return Ok(Vec::new()) };
    let soon = cx.today().saturating_add(AHEAD.days());
    let only = |field: &str, compare| Filter { field: field.into(), compare };
    let due = ListQuery {
        filters: vec![
            Filter::linking("owner", me),
            only("state", Compare::Is(vec!["active".into()])),
            only("review", Compare::To(soon.to_string())),
        ],
        ..ListQuery::default()
    };
    let marks = cx.door.all::<Mark>(due).await?;
    let duty = |(head, mark): (stadga_model::Head, Mark)| Duty {
        what: cx.t_with("duty-mark", &[("about", &mark.about)]),
        why: cx.t("duty-mark-why"),
        href: format!("/{}/{}", Mark::KIND, head.id),
        due: Some(mark.review),
        minutes: MINUTES,
    };
    Ok(marks.into_iter().map(duty).collect())
}
