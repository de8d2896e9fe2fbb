//! What objects ask of people on their own page: plans to write and decide on, needs to prepare and answers to read, surveys.

use jiff::ToSpan as _;
use stadga_model::{Date, Head, Id, Refusal};
use stadga_organisation::{Assignment, Person, Posts, chairs, counts};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{Context, Duty};
use std::collections::BTreeSet;

use crate::{
    MaintenancePlan, Need, Object, PlanPeriod,
    foa::scope,
    need,
    pages::{self, plans_of, readable},
    plan::State,
    plan_period, roles,
};

/// What the reader's roles in objects ask for, and the answers to their own needs.
///
/// # Errors
/// Broken.
pub(crate) async fn duties(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let Some(me) = cx.door.actor().person else { return Ok(Vec::new()) };
    let held = cx.door.all::<Assignment>(ListQuery::linking("person", me)).await?;
    let mut counting = Vec::new();
    for (_, held) in held.into_iter().filter(|(_, held)| held.about.is_some()) {
        if counts(&cx.door, &held, cx.today()).await? {
            counting.push(held);
        }
    }
    let mut duties = answers(cx).await?;
    duties.extend(surveys(cx).await?);
    duties.extend(compile(cx).await?);
    if !counting.is_empty() {
        duties.extend(of_objects(cx, &counting).await?);
    }
    duties.extend(chaired(cx, me.cast()).await?);
    Ok(duties)
}

/// The objects in which the reader holds one of these roles.
fn objects(held: &[Assignment], roles: impl Iterator<Item = &'static str>) -> BTreeSet<Id> {
    let roles: Vec<&str> = roles.collect();
    let own = held.iter().filter(|held| roles.contains(&held.role.0.as_str()));
    own.filter_map(|held| held.about).collect()
}

async fn of_objects(cx: &Context, held: &[Assignment]) -> Result<Vec<Duty>, Refusal> {
    let (leads, owns) = (objects(held, roles::leading()), objects(held, roles::answering()));
    let plans = plans_of(cx).await?;
    let periods: Vec<(Head, PlanPeriod)> = cx
        .every::<PlanPeriod>()
        .await?
        .into_iter()
        .filter(|(_, period)| is_asked(period, cx.today()))
        .collect();
    let mut duties = Vec::new();
    for id in leads.union(&owns) {
        let Ok((_, object)) = cx.door.read_as::<Object>(id.cast()).await else { continue };
        let own = plans.get(id).map(Vec::as_slice).unwrap_or_default();
        if leads.contains(id) {
            let missing = |(_, period): &&(Head, PlanPeriod)| {
                let fits = |plan: &MaintenancePlan| plan.period == period.period;
                !own.iter().any(|(_, plan)| fits(plan) && plan.state != State::Withdrawn)
            };
            let missing = periods.iter().filter(missing);
            duties.extend(missing.map(|(_, period)| begin(cx, *id, &object, period)));
            let drafts = own.iter().filter(|(_, plan)| plan.state == State::Draft);
            duties.extend(drafts.map(|plan| of_plan(cx, plan, "write")));
        }
        if owns.contains(id) {
            let writes =
                |plan: &MaintenancePlan| plan.owner.map(Id::cast) == cx.door.actor().person;
            let before = own.iter().filter(|(_, plan)| plan.state == State::Submitted);
            let before = before.filter(|(_, plan)| !writes(plan));
            duties.extend(before.map(|plan| of_plan(cx, plan, "decide")));
        }
    }
    duties.extend(needs(cx, &leads).await?);
    Ok(duties)
}

/// Plans before a steering group that the reader leads, of objects in which nobody else enters its decision: at the minimum
/// the chair answers for them (PM3-14, R-4).
async fn chaired(cx: &Context, me: Id<Person>) -> Result<Vec<Duty>, Refusal> {
    let is = Filter { field: "state".into(), compare: Compare::Is(vec!["submitted".into()]) };
    let before = ListQuery { filters: vec![is], size: 1_000, ..ListQuery::default() };
    let mut duties = Vec::new();
    for (head, plan) in cx.door.all::<MaintenancePlan>(before).await? {
        let Some((_, object)) = readable(cx, plan.object).await? else { continue };
        let steering = plan.steering.filter(|_| object.is_owned_by_chair());
        let Some(steering) = steering else { continue };
        let Some((_, forum)) = readable(cx, steering).await? else { continue };
        if chairs(&cx.door, &forum, cx.today()).await?.contains(&me) {
            duties.push(of_plan(cx, &(head, plan), "decide"));
        }
    }
    Ok(duties)
}

/// Whether the plans of a period are due soon, or late.
fn is_asked(period: &PlanPeriod, today: Date) -> bool {
    let ahead = today.saturating_add(scope().ask_days.days());
    period.state == plan_period::State::Planning && period.due.is_none_or(|due| due <= ahead)
}

fn begin(cx: &Context, id: Id, object: &Object, period: &PlanPeriod) -> Duty {
    Duty {
        what: cx.t_with("duty-plan-begin", &[("object", &object.name), ("period", &period.title)]),
        why: cx.t("duty-plan-begin-why"),
        href: format!("/object/{id}/plan"),
        due: period.due,
        minutes: 60,
    }
}

/// What a plan asks: to be written to its end, to be decided on.
fn of_plan(cx: &Context, (head, plan): &(Head, MaintenancePlan), asked: &str) -> Duty {
    let key = format!("duty-plan-{asked}");
    Duty {
        what: cx.t_with(&key, &[("title", &plan.title)]),
        why: cx.t(&format!("{key}-why")),
        href: format!("/maintenance-plan/{}/{asked}", head.id),
        due: Some(plan.period.from),
        minutes: if asked == "write" { 60 } else { 20 },
    }
}

/// Needs that wait in objects that the reader leads.
async fn needs(cx: &Context, leads: &BTreeSet<Id>) -> Result<Vec<Duty>, Refusal> {
    let mut duties = Vec::new();
    for id in leads {
        for (head, need) in cx.door.all::<Need>(ListQuery::linking("object", *id)).await? {
            let Some(asked) = asked(need.state) else { continue };
            let key = format!("duty-need-{asked}");
            let due = need.raised.map(|day| day.saturating_add(scope().answer_days.days()));
            duties.push(Duty {
                what: cx.t_with(&key, &[("title", &need.title)]),
                why: cx.t(&format!("{key}-why")),
                href: format!("/need/{}", head.id),
                due,
                minutes: 20,
            });
        }
    }
    Ok(duties)
}

/// What a need asks of who prepares it.
fn asked(state: need::State) -> Option<&'static str> {
    match state {
        need::State::Proposed => Some("prepare"),
        need::State::Preparing => Some("submit"),
        need::State::Deciding => Some("decide"),
        _ => None,
    }
}

/// Answers to the reader's own needs, while they are new (T14).
async fn answers(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let since = cx.today().saturating_sub(scope().shown_days.days());
    let own = pages::own_needs(cx).await?.into_iter();
    let fresh = own.filter(|(_, need)| need.answered.is_some_and(|day| day >= since));
    let duty = |(head, need): (Head, Need)| Duty {
        what: cx.t_with("duty-need-answered", &[("title", &need.title)]),
        why: need.answer.map(|answer| answer.0).unwrap_or_default(),
        href: format!("/need/{}", head.id),
        due: None,
        minutes: 2,
    };
    Ok(fresh.map(duty).collect())
}

/// Surveys that the reader is asked to answer (PM3-24).
async fn surveys(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let asked = pages::asked_surveys(cx).await?.into_iter();
    let duty = |(head, survey): (Head, crate::ObjectSurvey)| Duty {
        what: cx.t_with("duty-survey", &[("title", &survey.title)]),
        why: cx.t("duty-survey-why"),
        href: format!("/object-survey/{}/answer", head.id),
        due: survey.due,
        minutes: 5,
    };
    Ok(asked.map(duty).collect())
}

/// Periods whose plans are to be compiled for the leadership (PM3-15).
async fn compile(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    if !Posts::of(cx).await?.holds(roles::compiles()) {
        return Ok(Vec::new());
    }
    let periods = cx.every::<PlanPeriod>().await?.into_iter();
    let open = periods.filter(|(_, period)| is_asked(period, cx.today()));
    let duty = |(head, period): (Head, PlanPeriod)| Duty {
        what: cx.t_with("duty-period", &[("period", &period.title)]),
        why: cx.t("duty-period-why"),
        href: format!("{}?period={}", pages::PLANS, head.id),
        due: period.due,
        minutes: 60,
    };
    Ok(open.map(duty).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pm3_10_plans_are_asked_for_some_time_before_they_are_due() {
        let period = |state: &str, due: &str| -> PlanPeriod {
            let body = serde_json::json!({
                "title": "2027", "state": state, "due": due, "portfolio": crate::tests::id::<Object>(1),
                "period": { "from": "2027-01-01" },
            });
            serde_json::from_value(body).unwrap()
        };
        let today = "2026-11-22".parse().unwrap();
        assert!(is_asked(&period("planning", "2026-12-15"), today));
        assert!(is_asked(&period("planning", "2026-10-01"), today), "late");
        assert!(!is_asked(&period("planning", "2027-03-01"), today));
        assert!(!is_asked(&period("decided", "2026-12-15"), today));
    }
}
