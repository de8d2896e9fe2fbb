//! What compliance asks of people on their own page: requirements to answer, checks to make and sign, figures to report,
//! internal control to report.

use jiff::ToSpan as _;
use stadga_model::{Date, Head, Id, Refusal};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{Context, Duty};
use std::collections::BTreeMap;

use crate::{
    AssessedRequirement, Assessment, Control, ControlCheck, ExternalReviewer, InternalControlPlan,
    assessment::State,
    control, control_check, due,
    internal_control_plan::{self, State as Plan},
    pages::{ENTER, wanted},
    weights::weights,
};

/// What the reader's assessments, requirements, controls, checks, figures and plans ask for.
///
/// # Errors
/// Broken.
pub(crate) async fn duties(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let Some(me) = cx.door.actor().person else { return Ok(Vec::new()) };
    let mut duties = requirements(cx, me).await?;
    duties.extend(assessments(cx, me).await?);
    duties.extend(checks(cx, me).await?);
    duties.extend(controls(cx, me).await?);
    duties.extend(figures(cx).await?);
    duties.extend(plans(cx, me).await?);
    duties.extend(reviewers(cx, me).await?);
    Ok(duties)
}

/// Until this day duties are told.
fn ahead(cx: &Context) -> Date {
    cx.today().saturating_add(weights().days.ahead.days())
}

fn duty(cx: &Context, key: &str, values: &[(&str, &str)], to: (String, Option<Date>, u16)) -> Duty {
    let (href, due, minutes) = to;
    Duty { what: cx.t_with(key, values), why: cx.t(&format!("{key}-why")), href, due, minutes }
}

/// Requirements that the reader answers for and nobody has judged: one duty for each assessment.
async fn requirements(cx: &Context, me: Id) -> Result<Vec<Duty>, Refusal> {
    let open = |field: &str, compare| Filter { field: field.into(), compare };
    let filters = vec![Filter::linking("owner", me), open("grade", Compare::Empty)];
    let own = cx.door.all::<AssessedRequirement>(ListQuery {
        filters,
        size: 5_000,
        ..ListQuery::default()
    });
    let mut by = BTreeMap::<Id<Assessment>, usize>::new();
    for (head, one) in own.await? {
        if !head.withholds("assessment") && !head.withholds("grade") {
            *by.entry(one.assessment).or_default() += 1;
        }
    }
    let mut duties = Vec::new();
    for (id, count) in by {
        let Ok((head, assessment)) = cx.door.read_as(id).await else { continue };
        if assessment.state != State::Ongoing {
            continue;
        }
        let title = called(&head, "title", &assessment.title);
        let minutes = u16::try_from(count * 4).unwrap_or(u16::MAX).min(120);
        let href = format!("/assessment/{id}/requirements?grade=unjudged&mine=1");
        let values = [("title", title), ("n", &count.to_string())];
        duties.push(duty(cx, "duty-requirements", &values, (href, assessment.due, minutes)));
    }
    Ok(duties)
}

fn called<'a>(head: &'a Head, field: &str, title: &'a str) -> &'a str {
    if head.withholds(field) { &head.number } else { title }
}

/// Assessments that the reader is to begin, or to settle soon.
async fn assessments(cx: &Context, me: Id) -> Result<Vec<Duty>, Refusal> {
    let own = cx.door.all::<Assessment>(ListQuery::linking("owner", me)).await?.into_iter();
    let asked = |(head, one): (Head, Assessment)| {
        let soon = one.due.is_some_and(|due| due <= ahead(cx));
        let key = match one.state {
            State::Planned => "duty-assessment-begin",
            State::Ongoing if soon => "duty-assessment-settle",
            _ => return None,
        };
        let values = [("title", called(&head, "title", &one.title))];
        Some(duty(cx, key, &values, (format!("/assessment/{}/requirements", head.id), one.due, 30)))
    };
    Ok(own.filter_map(asked).collect())
}

/// Checks that the reader is to make and sign.
async fn checks(cx: &Context, me: Id) -> Result<Vec<Duty>, Refusal> {
    let own = cx.door.all::<ControlCheck>(ListQuery::linking("owner", me)).await?.into_iter();
    let asked = own.filter(|(head, check)| {
        check.state == control_check::State::Planned
            && head.withheld.is_none()
            && check.due.is_none_or(|due| due <= ahead(cx))
    });
    let duties = asked.map(|(head, check)| {
        let values = [("title", check.title.as_str())];
        duty(
            cx,
            "duty-check-sign",
            &values,
            (format!("/control-check/{}/sign", head.id), check.due, 20),
        )
    });
    Ok(duties.collect())
}

/// Controls of the reader that are due and of which no check is planned.
async fn controls(cx: &Context, me: Id) -> Result<Vec<Duty>, Refusal> {
    let mut duties = Vec::new();
    for (head, one) in cx.door.all::<Control>(ListQuery::linking("owner", me)).await? {
        if one.state != control::State::Active || head.withheld.is_some() {
            continue;
        }
        let checks = cx.door.all::<ControlCheck>(ListQuery::linking("control", head.id)).await?;
        let planned = checks.iter().any(|(_, check)| check.state == control_check::State::Planned);
        let due = due::next(&one, checks.iter().map(|(_, check)| check));
        if let Some(due) = due.filter(|due| *due <= ahead(cx) && !planned) {
            let values = [("title", one.title.as_str())];
            let href = format!("/control/{}/check", head.id);
            duties.push(duty(cx, "duty-control-due", &values, (href, Some(due), 5)));
        }
    }
    Ok(duties)
}

/// Figures that the reader is to report for the period that ended last (CTL-13, REP-09): one duty for all.
async fn figures(cx: &Context) -> Result<Option<Duty>, Refusal> {
    let open: Vec<_> =
        wanted(cx, cx.today()).await?.into_iter().filter(|one| one.is_open()).collect();
    let due = open.iter().map(|one| one.date.saturating_add(weights().days.after.days())).min();
    let minutes = u16::try_from(open.len() * 5).unwrap_or(60);
    let values = [("n", &*open.len().to_string())];
    Ok(due.map(|due| duty(cx, "duty-figures", &values, (ENTER.to_owned(), Some(due), minutes))))
}

/// Plans of internal control to write, and reports of them.
async fn plans(cx: &Context, me: Id) -> Result<Vec<Duty>, Refusal> {
    let own =
        cx.door.all::<InternalControlPlan>(ListQuery::linking("owner", me)).await?.into_iter();
    let asked = |(head, plan): (Head, InternalControlPlan)| {
        let key = match plan.state {
            internal_control_plan::State::Draft => "duty-internal-control-plan",
            Plan::Decided if plan.due.is_some_and(|due| due <= ahead(cx)) => {
                "duty-internal-control-report"
            }
            _ => return None,
        };
        let values = [("title", called(&head, "title", &plan.title))];
        // A report is written point by point, as long as any of them has no level.
        let (_, levelled) = plan.outcome();
        let written = plan.state == Plan::Draft || levelled == plan.points.len();
        let end = if written || head.withheld.is_some() { "" } else { "/results" };
        let due = if plan.state == Plan::Draft { Some(plan.period.from) } else { plan.due };
        Some(duty(cx, key, &values, (format!("/internal-control-plan/{}{end}", head.id), due, 60)))
    };
    Ok(own.filter_map(asked).collect())
}

/// Reviews from outside that come soon (CTL-16).
async fn reviewers(cx: &Context, me: Id) -> Result<Vec<Duty>, Refusal> {
    let own = cx.door.all::<ExternalReviewer>(ListQuery::linking("owner", me)).await?.into_iter();
    let soon = own.filter(|(head, one)| {
        head.withheld.is_none() && one.next.is_some_and(|next| next <= ahead(cx))
    });
    let duties = soon.map(|(head, one)| {
        let values = [("title", one.name.as_str())];
        duty(cx, "duty-review", &values, (format!("/external-reviewer/{}", head.id), one.next, 30))
    });
    Ok(duties.collect())
}
