//! What the area asks of people on their own page: guidelines to answer, activities to finish, what to look at again, the
//! year's events (STR-04, STR-07, STR-09, ISM-13).

use jiff::ToSpan;
use stadga_model::{Date, Id, Record, Refusal};
use stadga_store::ListQuery;
use stadga_web::{Context, Duty};

use crate::days::days;
use crate::{Activity, AnnualEvent, Guideline, Plan, Scanning, Strategy, guideline, plan};

/// What is asked of the reader.
///
/// # Errors
/// Broken.
pub(crate) async fn duties(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let Some(me) = cx.door.actor().person else { return Ok(Vec::new()) };
    let today = cx.today();
    let mut duties =
        own::<Guideline>(cx, me, |one| of_guideline(one, today), |one| &one.title).await?;
    duties.extend(own::<Activity>(cx, me, |one| of_activity(one, today), |one| &one.title).await?);
    duties.extend(own::<Scanning>(cx, me, |one| of_scanning(one, today), |one| &one.title).await?);
    duties.extend(own::<AnnualEvent>(cx, me, |one| of_event(one, today), |one| &one.title).await?);
    duties.extend(own::<Plan>(cx, me, of_plan, |one| &one.title).await?);
    duties.extend(own::<Strategy>(cx, me, |one| of_strategy(one, today), |one| &one.title).await?);
    Ok(duties)
}

/// What is asked and by when.
type Asked = Option<(&'static str, Option<Date>)>;

/// What the reader's own records of a kind ask for.
async fn own<R: Record>(
    cx: &Context,
    me: Id,
    asked: impl Fn(&R) -> Asked,
    title: impl Fn(&R) -> &str,
) -> Result<Vec<Duty>, Refusal> {
    let all = cx.door.all::<R>(ListQuery::linking("owner", me)).await?;
    let duties = all.iter().filter_map(|(head, record)| {
        let (what, due) = asked(record)?;
        let key = format!("duty-{}-{what}", R::KIND);
        Some(Duty {
            what: cx.t_with(&key, &[("title", title(record))]),
            why: cx.t(&format!("{key}-why")),
            href: format!("/{}/{}", R::KIND, head.id),
            due,
            minutes: 20,
        })
    });
    Ok(duties.collect())
}

fn soon(today: Date) -> Date {
    today.saturating_add(days().ahead.days())
}

fn of_guideline(one: &Guideline, today: Date) -> Asked {
    let due = one.due.filter(|due| *due <= soon(today));
    (one.state == guideline::State::Given && due.is_some()).then_some(("answer", due))
}

fn of_activity(one: &Activity, today: Date) -> Asked {
    let due = one.due.filter(|due| *due <= soon(today))?;
    one.is_open().then_some((if due < today { "late" } else { "soon" }, Some(due)))
}

fn of_scanning(one: &Scanning, today: Date) -> Asked {
    one.look_again.filter(|day| *day <= today).map(|day| ("look", Some(day)))
}

fn of_event(one: &AnnualEvent, today: Date) -> Asked {
    if let Some(missed) = one.missed(today) {
        return Some(("note", Some(missed)));
    }
    let next = one.next(today).filter(|day| *day <= soon(today) && !one.is_done_for(*day))?;
    Some(("coming", Some(next)))
}

fn of_plan(one: &Plan) -> Asked {
    (one.state == plan::State::Draft).then_some(("adopt", one.period.to))
}

fn of_strategy(one: &Strategy, today: Date) -> Asked {
    let to = one.period.to.filter(|to| *to >= today && *to <= soon(today))?;
    Some(("renew", Some(to)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn ism_13_an_event_asks_before_it_comes_and_after_it_was_missed() {
        let today = "2024-01-24".parse().unwrap();
        let asked = |month: i64, day: i64, done: Option<&str>| {
            let done: Vec<_> = done.iter().map(|date| json!({"date": date})).collect();
            let json = json!({"title": "H", "ring": "planning", "month": month, "day": day, "done": done,
                "period": {"from": "2023-12-01"}});
            of_event(&serde_json::from_value(json).unwrap(), today).map(|(what, _)| what)
        };
        assert_eq!(asked(2, 23, None), Some("coming"));
        assert_eq!(asked(2, 24, None), None);
        assert_eq!(asked(1, 10, None), Some("note"));
        assert_eq!(asked(1, 10, Some("2024-01-12")), None);
    }

    #[test]
    fn str_04_str_07_what_is_to_be_answered_and_done_is_asked_in_time() {
        let today = "2024-01-24".parse().unwrap();
        let guideline = |state: &str, due: &str| {
            let json = json!({"title": "R", "state": state, "function": "it", "due": due});
            of_guideline(&serde_json::from_value(json).unwrap(), today).is_some()
        };
        assert!(guideline("given", "2024-02-23") && !guideline("given", "2024-02-24"));
        assert!(!guideline("answered", "2024-01-01"));
        let activity = |state: &str, due: &str| {
            let json = json!({"title": "A", "state": state, "due": due});
            of_activity(&serde_json::from_value(json).unwrap(), today).map(|(what, _)| what)
        };
        assert_eq!(activity("ongoing", "2024-01-23"), Some("late"));
        assert_eq!(activity("planned", "2024-01-24"), Some("soon"));
        assert_eq!(activity("done", "2024-01-01"), None);
    }
}
