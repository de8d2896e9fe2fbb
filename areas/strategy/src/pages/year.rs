//! What takes place in a year: the wheel's events and the meetings that bodies and forums have planned.

use stadga_model::{Date, Id, Refusal, Term};
use stadga_organisation::{
    Meeting,
    meeting::{self, clock},
};
use stadga_publish::calendar::Entry;
use stadga_web::Context;

use super::every;
use crate::AnnualEvent;

/// Something that takes place on a day.
pub(super) struct Taking {
    /// The day.
    pub day: Date,
    /// What it is called.
    pub title: String,
    /// Where it leads: a path.
    pub href: String,
    /// The ring that it belongs to; a meeting belongs to none.
    pub ring: Option<Term>,
    /// Whether it has been carried out.
    pub done: bool,
    /// The same as a calendar's entry, without its whole address.
    pub entry: Entry,
}

/// All that takes place in a year and that the reader may read whole, in the order of the days.
pub(super) async fn year(cx: &Context, year: i16) -> Result<Vec<Taking>, Refusal> {
    let mut taking = Vec::new();
    for (id, event) in every::<AnnualEvent>(cx, &["title", "period"]).await? {
        taking.extend(event.days(year).into_iter().map(|day| of_event(id, &event, day)));
    }
    for (id, one) in every::<Meeting>(cx, &["title", "date"]).await? {
        if one.date.year() == year {
            taking.push(of_meeting(id, &one));
        }
    }
    taking.sort_by(|one, other| (one.day, &one.title).cmp(&(other.day, &other.title)));
    Ok(taking)
}

fn of_event(id: Id<AnnualEvent>, event: &AnnualEvent, day: Date) -> Taking {
    let entry = Entry {
        id: format!("{id}-{day}"),
        title: event.title.clone(),
        day,
        text: event.text.as_ref().map(|text| text.0.clone()),
        ..Entry::default()
    };
    Taking {
        day,
        title: event.title.clone(),
        href: format!("/annual-event/{id}"),
        ring: Some(event.ring.clone()),
        done: event.is_done_for(day),
        entry,
    }
}

fn of_meeting(id: Id<Meeting>, one: &Meeting) -> Taking {
    let hours = match (clock(&one.starts), clock(&one.ends)) {
        (Some(starts), Some(ends)) if ends > starts => Some([starts, ends]),
        _ => None,
    };
    let entry = Entry {
        id: id.to_string(),
        title: one.title.clone(),
        day: one.date,
        hours,
        place: one.place.clone(),
        cancelled: one.state == meeting::State::Cancelled,
        ..Entry::default()
    };
    Taking {
        day: one.date,
        title: one.title.clone(),
        href: format!("/meeting/{id}"),
        ring: None,
        done: one.state == meeting::State::Held,
        entry,
    }
}
