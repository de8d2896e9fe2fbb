//! What laws ask of people on their own page: parts to begin, changes to tell of, questions to settle, extracts to give out.

use jiff::ToSpan as _;
use stadga_model::{Date, Head, Id, Record, Refusal};
use stadga_store::ListQuery;
use stadga_web::{Context, Duty};

use crate::{
    LawTag, LegalAssessment, LegalDuty, LegalReview, LegalWatch, Part, RegisterExtract, Scope,
    assessment, law_tag, part::Alarm, programmed, scope, shipped::numbers, watch,
};

/// What is asked, by when, and about how many minutes it takes.
type Asked = Option<(&'static str, Option<Date>, u16)>;

/// What the reader's own records of the area ask for.
///
/// # Errors
/// Broken.
pub(crate) async fn duties(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let Some(me) = cx.door.actor().person else { return Ok(Vec::new()) };
    let today = cx.today();
    let mut duties = own::<Part>(cx, me, |head, one| of_part(head, one, today)).await?;
    duties.extend(own::<LegalDuty>(cx, me, |_, one| of_duty(one, today)).await?);
    duties.extend(own::<RegisterExtract>(cx, me, |_, one| of_extract(one, today)).await?);
    duties.extend(own::<Scope>(cx, me, |_, one| of_scope(one, today)).await?);
    duties.extend(own::<LawTag>(cx, me, |_, one| of_tag(one, today)).await?);
    duties.extend(own::<LegalReview>(cx, me, |_, one| of_review(one, today)).await?);
    duties.extend(own::<LegalWatch>(cx, me, |_, one| of_watch(one, today)).await?);
    duties.extend(own::<LegalAssessment>(cx, me, |_, one| of_assessment(one, today)).await?);
    Ok(duties)
}

/// What the reader's own records of a kind ask for.
async fn own<R: Record>(
    cx: &Context,
    me: Id,
    asked: impl Fn(&Head, &R) -> Asked,
) -> Result<Vec<Duty>, Refusal> {
    let query = ListQuery { size: 1_000, ..ListQuery::linking("owner", me) };
    let found = cx.door.list(R::KIND, &query).await?;
    let mut duties = Vec::new();
    for revision in &found.rows {
        let record: R = revision.typed()?;
        let Some((what, due, minutes)) = asked(&revision.head, &record) else { continue };
        let key = format!("duty-{}-{what}", R::KIND);
        duties.push(Duty {
            what: cx.t_with(&key, &[("title", revision.title(R::SPEC))]),
            why: cx.t(&format!("{key}-why")),
            href: format!("/{}/{}", R::KIND, revision.head.id),
            due,
            minutes,
        });
    }
    Ok(duties)
}

fn soon(today: Date) -> Date {
    today.saturating_add(numbers().ahead.days())
}

fn of_part(head: &Head, one: &Part, today: Date) -> Asked {
    match programmed::alarm(head, one, today)? {
        Alarm::Late(day) => Some(("late", Some(day), 30)),
        Alarm::Passed(day) => Some(("passed", Some(day), 30)),
        Alarm::Soon(day) => Some(("soon", Some(day), 30)),
        Alarm::Unplanned => Some(("unplanned", None, 15)),
        Alarm::Calm => None,
    }
}

fn of_duty(one: &LegalDuty, today: Date) -> Asked {
    if let Some((change, by)) = one.untold().next() {
        return Some(("change", by.or(Some(change.date)), 20));
    }
    let next = one.next().filter(|day| *day <= soon(today))?;
    Some(("do", Some(next), 60))
}

fn of_extract(one: &RegisterExtract, today: Date) -> Asked {
    let due = one.is_open().then(|| one.due())?;
    Some((if due < today { "late" } else { "answer" }, Some(due), 60))
}

fn of_scope(one: &Scope, today: Date) -> Asked {
    if one.state == scope::State::Open {
        return Some(("settle", one.due, 60));
    }
    one.review.filter(|day| *day <= today).map(|day| ("review", Some(day), 30))
}

fn of_tag(one: &LawTag, today: Date) -> Asked {
    let due = one.due.filter(|due| *due <= soon(today))?;
    (one.state == law_tag::State::Touched).then_some(("handle", Some(due), 30))
}

/// The follow-up of a year is asked for in its last quarter, and after it.
fn of_review(one: &LegalReview, today: Date) -> Asked {
    let year = i16::try_from(one.year).ok()?;
    let last = Date::new(year, 12, 31).ok()?;
    let from = Date::new(year, 10, 1).ok()?;
    (one.outcome.is_none() && today >= from).then_some(("do", Some(last), 120))
}

fn of_watch(one: &LegalWatch, today: Date) -> Asked {
    let day = one.look_again.filter(|day| *day <= today)?;
    (one.state == watch::State::Watched).then_some(("look", Some(day), 20))
}

fn of_assessment(one: &LegalAssessment, today: Date) -> Asked {
    match one.state {
        assessment::State::Draft => Some(("assess", None, 120)),
        assessment::State::Assessed => {
            one.review.filter(|day| *day <= today).map(|day| ("review", Some(day), 60))
        }
        assessment::State::Replaced => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{duty, tests::part};
    use serde_json::json;

    fn today() -> Date {
        "2024-01-24".parse().unwrap()
    }

    fn head() -> Head {
        stadga_testkit::rules::revision(
            crate::tests::id(1),
            "law-programme-part",
            Default::default(),
        )
        .head
    }

    #[test]
    fn t36_who_owns_a_part_is_asked_before_and_after_it_must_begin() {
        let asked = |due: &str| {
            let one = Part {
                due: due.parse().ok(),
                weeks: Some(20),
                ..part(crate::part::State::NotStarted)
            };
            of_part(&head(), &one, today()).map(|(what, _, _)| what)
        };
        assert_eq!(asked("2024-12-31"), None);
        assert_eq!(asked("2024-07-01"), Some("soon"));
        assert_eq!(asked("2024-05-01"), Some("passed"));
        assert_eq!(asked("2024-01-23"), Some("late"));
    }

    #[test]
    fn nis_01_a_change_is_asked_for_before_the_duty_itself() {
        let json = json!({"title": "Anmälan", "state": "in-place", "done": "2023-02-10", "months": 12,
            "change_days": 14, "changes": [{"date": "2024-01-20", "what": "Ny adress"}]});
        let mut one: LegalDuty = serde_json::from_value(json).unwrap();
        assert_eq!(of_duty(&one, today()), Some(("change", "2024-02-03".parse().ok(), 20)));
        one.changes.clear();
        assert_eq!(of_duty(&one, today()), Some(("do", "2024-02-10".parse().ok(), 60)));
        one.state = duty::State::Ended;
        assert_eq!(of_duty(&one, today()), None);
    }

    #[test]
    fn nis_06_nis_07_extracts_and_the_years_follow_up_are_asked_for() {
        let extract = |received: &str| {
            let one = serde_json::from_value(json!({"diary_number": "1", "received": received}));
            of_extract(&one.unwrap(), today()).map(|(what, _, _)| what)
        };
        assert_eq!(extract("2024-01-02"), Some("answer"));
        assert_eq!(extract("2023-12-01"), Some("late"));
        let review = |year: i64, outcome: Option<&str>| {
            let id = crate::tests::id::<()>(1);
            let json = json!({"title": "U", "law": id, "year": year, "outcome": outcome});
            of_review(&serde_json::from_value(json).unwrap(), today()).is_some()
        };
        assert!(review(2023, None) && !review(2023, Some("minor")) && !review(2024, None));
    }
}
