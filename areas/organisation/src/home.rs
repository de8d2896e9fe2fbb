//! What the area asks of people on their own page: to grow into a role, to call a meeting and note who came, to see that
//! every sub-area has its body and its function.

use jiff::ToSpan;
use stadga_model::{Date, Refusal};
use stadga_store::ListQuery;
use stadga_web::{Context, Duty};

use crate::days::days;
use crate::{
    Assignment, Cooperation, Meeting, Onboarding, Posts, Unit, cooperation,
    meeting::State,
    onboarding,
    pages::{self, described},
    responsibility::Fault,
};

/// Who sees to it that each sub-area has a body: it keeps the regulations' register.
const REGISTRAR: &str = "registrar";
/// Who sees to it that each sub-area has a named function.
const STRATEGIST: &str = "information-security-strategist";

/// What is asked of the reader.
///
/// # Errors
/// Broken.
pub(crate) async fn duties(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let Some(me) = cx.door.actor().person else { return Ok(Vec::new()) };
    let today = cx.today();
    let mut duties = introductions(cx).await?;
    for (head, meeting) in cx.door.all::<Meeting>(ListQuery::linking("secretary", me)).await? {
        if let Some(asked) = of_meeting(&meeting, today) {
            let href = match asked {
                "call" => format!("/meeting/{}/agenda", head.id),
                _ => format!("/meeting/{}/edit", head.id),
            };
            duties.push(duty(cx, ("meeting", asked), &meeting.title, href, Some(meeting.date)));
        }
    }
    for (head, one) in cx.door.all::<Cooperation>(ListQuery::linking("owner", me)).await? {
        let due = one.look_again.filter(|day| *day <= today);
        if one.state == cooperation::State::Interest && due.is_some() {
            let href = format!("/cooperation/{}", head.id);
            duties.push(duty(cx, ("cooperation", "ask"), &one.title, href, due));
        }
    }
    duties.extend(sub_areas(cx).await?);
    duties.extend(unclear(cx).await?);
    Ok(duties)
}

fn duty(
    cx: &Context,
    (kind, asked): (&str, &str),
    title: &str,
    href: String,
    due: Option<Date>,
) -> Duty {
    let key = format!("duty-{kind}-{asked}");
    Duty {
        what: cx.t_with(&key, &[("title", title)]),
        why: cx.t(&format!("{key}-why")),
        href,
        due,
        minutes: 15,
    }
}

/// What a meeting asks of who calls it.
fn of_meeting(meeting: &Meeting, today: Date) -> Option<&'static str> {
    let soon = today.saturating_add(days().meeting_ahead.days());
    match meeting.state {
        State::Planned if meeting.date >= today && meeting.date <= soon => Some("call"),
        State::Planned | State::Called if meeting.date < today => Some("note"),
        State::Held if meeting.attendance.is_empty() => Some("note"),
        _ => None,
    }
}

/// The introductions that the reader is in, and those of new roles that have not begun (ORG-15).
async fn introductions(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let Some(me) = cx.door.actor().person else { return Ok(Vec::new()) };
    let today = cx.today();
    let paths = cx.door.all::<Onboarding>(ListQuery::linking("person", me)).await?;
    let mut duties = Vec::new();
    for (head, path) in &paths {
        if path.state == onboarding::State::Ongoing {
            let href = format!("/onboarding/{}", head.id);
            duties.push(duty(cx, ("onboarding", "go-on"), &path.title, href, path.due));
        }
    }
    for (head, held) in cx.door.all::<Assignment>(ListQuery::linking("person", me)).await? {
        let new = held.period.from.saturating_add(days().new_holder.days()) >= today;
        let begun = paths.iter().any(|(_, path)| path.assignment == head.id.cast());
        if !new || begun || !held.period.holds(today) {
            continue;
        }
        let described = described(cx, &held).await?;
        if described.is_some_and(|(_, one)| !one.introduction.is_empty()) {
            let href = format!("/assignment/{}", head.id);
            duties.push(duty(cx, ("onboarding", "begin"), &held.title, href, None));
        }
    }
    Ok(duties)
}

/// Sub-areas without a body or with several, and without a named function, for those who see to it (T31, ORG-08).
async fn sub_areas(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let posts = Posts::of(cx).await?;
    let asked: [(&str, &str, &[Fault]); 2] = [
        (REGISTRAR, "body", &[Fault::Nobody, Fault::Several]),
        (STRATEGIST, "function", &[Fault::NoFunction]),
    ];
    let mut duties = Vec::new();
    for (_, what, faults) in asked.into_iter().filter(|(role, ..)| posts.holds(role)) {
        let count = pages::faulty(cx, faults).await?;
        if count > 0 {
            let key = format!("duty-area-{what}");
            duties.push(Duty {
                what: cx.t_with(&key, &[("n", &count.to_string())]),
                why: cx.t(&format!("{key}-why")),
                href: pages::AREAS.to_owned(),
                due: None,
                minutes: 30,
            });
        }
    }
    Ok(duties)
}

/// Units whose assignment is unclear, for those who lead the unit above or the unit itself (ORG-27).
async fn unclear(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let posts = Posts::of(cx).await?;
    let units = pages::every::<Unit>(cx).await?;
    let unclear = units.iter().filter(|(id, unit)| {
        let said = unit.unclear.as_ref().is_some_and(|text| !text.0.trim().is_empty());
        said && unit.period.holds(cx.today())
            && posts.reaches(&crate::posts::LEADERS, Some(id.cast()))
    });
    Ok(unclear
        .map(|(id, unit)| duty(cx, ("unit", "clear"), &unit.name, format!("/unit/{id}"), None))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use stadga_testkit::rules::id;

    #[test]
    fn org_18_who_calls_is_asked_before_the_meeting_and_after_it() {
        let today = "2024-01-24".parse().unwrap();
        let asked = |state: &str, date: &str| {
            let json = serde_json::json!({"title": "R", "state": state, "date": date, "body": id::<()>(1)});
            of_meeting(&serde_json::from_value(json).unwrap(), today)
        };
        assert_eq!(asked("planned", "2024-02-14"), Some("call"));
        assert_eq!(asked("planned", "2024-02-15"), None);
        assert_eq!(asked("called", "2024-02-01"), None);
        assert_eq!(asked("called", "2024-01-23"), Some("note"));
        assert_eq!(asked("held", "2024-01-23"), Some("note"));
        assert_eq!(asked("cancelled", "2024-01-23"), None);
    }
}
