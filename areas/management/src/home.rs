//! What the area asks of people on their own page: reviews to plan, prepare, read, hold and follow up; reports to write; what
//! is to be looked at again (ISM-02, ISM-04, ISM-14, ISM-20).

use jiff::ToSpan;
use stadga_model::{Date, Id, Record, Refusal};
use stadga_organisation::{Forum, chairs};
use stadga_store::ListQuery;
use stadga_web::{Context, Duty};

use crate::{
    ManagementReport, ManagementReview, ReviewLevel, StandardStance, content, management_report,
    management_review::State,
    occasion::{Occasion, Standing, occasions},
};

/// What is asked, by when and about how long it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Asked {
    what: &'static str,
    due: Option<Date>,
    minutes: u16,
}

impl Asked {
    fn duty<R: Record>(self, cx: &Context, id: Id, title: &str) -> Duty {
        let key = format!("duty-{}-{}", R::KIND, self.what);
        let material = self.what == "read" || self.what == "prepare";
        let more = if material { "/material" } else { "" };
        Duty {
            what: cx.t_with(&key, &[("title", title)]),
            why: cx.t(&format!("{key}-why")),
            href: format!("/{}/{id}{more}", R::KIND),
            due: self.due,
            minutes: self.minutes,
        }
    }
}

/// What is asked of the reader.
///
/// # Errors
/// Broken.
pub(crate) async fn duties(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let Some(me) = cx.door.actor().person else { return Ok(Vec::new()) };
    let today = cx.today();
    let mut duties = Vec::new();
    for (head, level) in cx.door.all::<ReviewLevel>(ListQuery::linking("owner", me)).await? {
        let reviews = cx.door.all::<ManagementReview>(ListQuery::linking("level", head.id)).await?;
        let reviews: Vec<_> =
            reviews.into_iter().map(|(head, one)| (head.id.cast(), one)).collect();
        let asked = of_level(&occasions(&level, &reviews, today), today);
        duties.extend(asked.map(|asked| Duty {
            href: "/management".to_owned(),
            ..asked.duty::<ReviewLevel>(cx, head.id, &level.title)
        }));
    }
    for (head, one) in cx.door.all::<ManagementReview>(ListQuery::linking("owner", me)).await? {
        let asked = of_review(&one, today);
        duties.extend(asked.map(|asked| asked.duty::<ManagementReview>(cx, head.id, &one.title)));
    }
    for (head, one) in cx.door.all::<ManagementReport>(ListQuery::linking("owner", me)).await? {
        let asked = of_report(&one, today);
        duties.extend(asked.map(|asked| asked.duty::<ManagementReport>(cx, head.id, &one.title)));
    }
    for (head, one) in cx.door.all::<StandardStance>(ListQuery::linking("owner", me)).await? {
        let due = one.look_again.filter(|day| *day <= today);
        let asked = due.map(|day| Asked { what: "look", due: Some(day), minutes: 30 });
        duties.extend(asked.map(|asked| asked.duty::<StandardStance>(cx, head.id, &one.title)));
    }
    duties.extend(to_read(cx, me).await?);
    Ok(duties)
}

/// What a level asks of who sees to it: to plan in time, to make up for what was missed last.
fn of_level(all: &[Occasion], today: Date) -> Option<Asked> {
    let ahead = content::levels().plan_ahead.days();
    let (last, earlier) = all.split_last()?;
    let near = last.slot.to() <= today.saturating_add(ahead);
    if last.standing == Standing::Open && near {
        return Some(Asked { what: "plan", due: Some(last.slot.to()), minutes: 10 });
    }
    let missed = earlier.last().filter(|one| one.standing == Standing::Missed)?;
    Some(Asked { what: "missed", due: Some(missed.slot.to()), minutes: 15 })
}

/// The most pressing thing that a review asks of who sees to it.
fn of_review(review: &ManagementReview, today: Date) -> Option<Asked> {
    let levels = content::levels();
    let planned = review.planned;
    match review.state {
        State::Planned | State::Prepared if planned.is_some_and(|day| day < today) => {
            Some(Asked { what: "hold", due: planned, minutes: 20 })
        }
        State::Planned => {
            let soon = today.saturating_add(levels.prepare_ahead.days());
            let day = planned.filter(|day| *day <= soon)?;
            Some(Asked { what: "prepare", due: Some(day), minutes: 60 })
        }
        State::Prepared | State::FollowedUp => None,
        State::Held => {
            let due = review.held?.saturating_add(levels.follow_up.days());
            (due <= today).then_some(Asked { what: "follow-up", due: Some(due), minutes: 30 })
        }
    }
}

/// A report that is soon due, or late.
fn of_report(report: &ManagementReport, today: Date) -> Option<Asked> {
    let content = content::reports().reports.iter().find(|one| one.key == report.report.0)?;
    let due = content.due(i16::try_from(report.year).ok()?)?;
    let soon = today.saturating_add(content::levels().report_ahead.days());
    let open = report.state == management_report::State::Draft;
    (open && due <= soon).then_some(Asked { what: "write", due: Some(due), minutes: 120 })
}

/// The material of reviews that the reader is to lead, while they are coming.
async fn to_read(cx: &Context, me: Id) -> Result<Vec<Duty>, Refusal> {
    let (today, mut duties) = (cx.today(), Vec::new());
    let soon = today.saturating_add(content::levels().prepare_ahead.days());
    for (head, one) in cx.every::<ManagementReview>().await? {
        let coming = one.planned.filter(|day| today <= *day && *day <= soon);
        let (State::Prepared, Some(day)) = (one.state, coming) else { continue };
        if leads(cx, &one, me).await? {
            let asked = Asked { what: "read", due: Some(day), minutes: 30 };
            duties.push(asked.duty::<ManagementReview>(cx, head.id, &one.title));
        }
    }
    Ok(duties)
}

/// Whether somebody leads the group that holds a review.
async fn leads(cx: &Context, review: &ManagementReview, me: Id) -> Result<bool, Refusal> {
    let known = |refusal| match refusal {
        Refusal::NotFound | Refusal::Denied => Ok(false),
        other => Err(other),
    };
    let level = match cx.door.read_as(review.level).await {
        Ok((_, level)) => level,
        Err(refusal) => return known(refusal),
    };
    let Some(leadership) = level.leadership else { return Ok(false) };
    match cx.door.read_as(leadership.cast::<Forum>()).await {
        Ok((_, forum)) => Ok(chairs(&cx.door, &forum, cx.today()).await?.contains(&me.cast())),
        Err(refusal) => known(refusal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{level, review};
    use stadga_model::Period;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn ism_04_a_level_asks_for_a_plan_in_time_and_for_what_was_missed() {
        let level = ReviewLevel { period: Period { from: day("2023-01-01"), to: None }, ..level() };
        let asked = |today: &str| {
            let today = day(today);
            of_level(&occasions(&level, &[], today), today).map(|asked| asked.what)
        };
        assert_eq!(asked("2023-04-30"), None);
        assert_eq!(asked("2023-05-01"), Some("plan"));
        assert_eq!(asked("2023-07-01"), Some("missed"));
    }

    #[test]
    fn ism_02_a_review_asks_for_the_most_pressing_thing() {
        let today = day("2024-01-24");
        let asked = |state: &str, planned: Option<&str>, held: Option<&str>| {
            let mut one = review(state);
            (one.planned, one.held) = (planned.map(day), held.map(day));
            of_review(&one, today).map(|asked| asked.what)
        };
        assert_eq!(asked("planned", Some("2024-02-07"), None), Some("prepare"));
        assert_eq!(asked("planned", Some("2024-02-08"), None), None);
        assert_eq!(asked("prepared", Some("2024-02-07"), None), None);
        assert_eq!(asked("prepared", Some("2024-01-23"), None), Some("hold"));
        assert_eq!(asked("held", None, Some("2023-09-26")), Some("follow-up"));
        assert_eq!(asked("held", None, Some("2023-09-27")), None);
    }
}
