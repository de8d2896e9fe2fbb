//! What the area asks of people on their own page: answers that are due, parts to write, promises and checkpoints.

mod by_role;

use crate::{
    answer::{self, Answer},
    answer_item::AnswerItem,
    audit::{self, Audit},
    checkpoint::{self, Checkpoint},
    promise::{Promise, Standing},
    recommendation::{Recommendation, State},
};
use jiff::ToSpan as _;
use stadga_model::{Date, Id, Refusal};
use stadga_store::ListQuery;
use stadga_web::{Context, Duty};

/// How many days ahead promises are asked for.
const AHEAD: i32 = 30;

/// Everything that the reader is asked for, as owner and by role.
///
/// # Errors
/// Broken.
pub async fn duties(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let Some(me) = cx.door.actor().person else { return Ok(Vec::new()) };
    let mut duties = answers(cx, me).await?;
    duties.extend(parts(cx, me).await?);
    duties.extend(promises(cx, me).await?);
    duties.extend(checkpoints(cx, me).await?);
    duties.extend(recommendations(cx, me).await?);
    duties.extend(by_role::duties(cx).await?);
    Ok(duties)
}

fn duty(
    cx: &Context,
    key: &str,
    title: &str,
    href: String,
    due: Option<Date>,
    minutes: u16,
) -> Duty {
    Duty {
        what: cx.t_with(&format!("audit-duty-{key}"), &[("title", title)]),
        why: cx.t(&format!("audit-duty-{key}-why")),
        href,
        due,
        minutes,
    }
}

/// Audits that wait for their answer, or for someone to say that it has been sent (AUD-17).
async fn answers(cx: &Context, me: Id) -> Result<Vec<Duty>, Refusal> {
    let mut duties = Vec::new();
    for (head, record) in cx.door.all::<Audit>(ListQuery::linking("owner", me)).await? {
        if !record.awaits_answer() {
            continue;
        }
        let near = cx.door.near(head.id).await?;
        if audit::sent_on(&near).is_some() {
            let href = format!("/audit/{}", head.id);
            duties.push(duty(cx, "answered", &record.title, href, None, 2));
        } else if record.answer_due.is_some() {
            let href = format!("/audit/{}/answers", head.id);
            duties.push(duty(cx, "answer", &record.title, href, record.answer_due, 60));
        }
    }
    Ok(duties)
}

/// Parts of answers in preparation that their writer has not finished.
async fn parts(cx: &Context, me: Id) -> Result<Vec<Duty>, Refusal> {
    let mut duties = Vec::new();
    for (head, item) in cx.door.all::<AnswerItem>(ListQuery::linking("owner", me)).await? {
        let Ok((_, answer)) = cx.door.read_as::<Answer>(item.answer).await else { continue };
        let open = answer.state == answer::State::Preparation;
        if open && !item.lacking(answer.format, &audit::Part::ALL).is_empty() {
            let due = match cx.door.read_as(answer.audit).await {
                Ok((_, audit)) => audit.answer_due,
                Err(_) => None,
            };
            let href = format!("/answer/{}/work#item-{}", item.answer, head.id);
            duties.push(duty(cx, "part", &item.subject, href, due, 20));
        }
    }
    Ok(duties)
}

async fn promises(cx: &Context, me: Id) -> Result<Vec<Duty>, Refusal> {
    let today = cx.today();
    let soon = today.checked_add(AHEAD.days()).unwrap_or(today);
    let all = cx.door.all::<Promise>(ListQuery::linking("owner", me)).await?.into_iter();
    let asked = all.filter_map(|(head, promise)| {
        let key = match promise.standing(today) {
            Standing::Overdue => "promise-overdue",
            Standing::Running if promise.latest.is_some_and(|latest| latest <= soon) => "promise",
            _ => return None,
        };
        let href = format!("/promise/{}", head.id);
        Some(duty(cx, key, &promise.text, href, promise.latest, 5))
    });
    Ok(asked.collect())
}

async fn checkpoints(cx: &Context, me: Id) -> Result<Vec<Duty>, Refusal> {
    let all = cx.door.all::<Checkpoint>(ListQuery::linking("owner", me)).await?.into_iter();
    let open = all.filter(|(_, record)| record.state != checkpoint::State::Held);
    let duty = |(head, record): (stadga_model::Head, Checkpoint)| {
        let href = format!("/checkpoint/{}", head.id);
        duty(cx, "checkpoint", &record.title, href, Some(record.date), 30)
    };
    Ok(open.map(duty).collect())
}

/// Recommendations that nobody has taken a stand on.
async fn recommendations(cx: &Context, me: Id) -> Result<Vec<Duty>, Refusal> {
    let all = cx.door.all::<Recommendation>(ListQuery::linking("owner", me)).await?.into_iter();
    let open = all.filter(|(_, record)| record.state == State::Open);
    let duty = |(head, record): (stadga_model::Head, Recommendation)| {
        let href = format!("/recommendation/{}", head.id);
        duty(cx, "recommendation", &record.text, href, None, 15)
    };
    Ok(open.map(duty).collect())
}
