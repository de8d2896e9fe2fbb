//! Beginning a plan: for a period, filled in with what is known; and a new version of one, for a need that came later.

use axum::{
    extract::{Form, Path},
    response::{IntoResponse as _, Redirect, Response},
};
use maud::html;
use stadga_measures::Measure;
use stadga_model::{Action, Date, Head, Id, Period, Prose, Record, Refusal};
use stadga_store::ListQuery;
use stadga_systems::{ConfigurationItem, Integration, Service, Transfer};
use stadga_web::{Context, Problem, ui};
use std::collections::{BTreeMap, BTreeSet};

use super::{About, id_of};
use crate::{
    MaintenancePlan, Need, Object, PlanPeriod,
    need::State as Asked,
    plan::State,
    plan_period,
    prefill::{Known, Words, plan},
};

/// The periods that are planned now, the next first.
async fn periods(cx: &Context) -> Result<Vec<(Head, PlanPeriod)>, Refusal> {
    let mut periods = cx.every::<PlanPeriod>().await?;
    periods.retain(|(_, period)| period.state != plan_period::State::Closed);
    periods.sort_by_key(|(_, period)| std::cmp::Reverse(period.period.from));
    Ok(periods)
}

/// Next year, where no period is planned.
fn next_year(today: Date) -> Period {
    let year = today.year() + 1;
    Period { from: Date::constant(year, 1, 1), to: Some(Date::constant(year, 12, 31)) }
}

/// Whether the reader may begin a plan at all.
fn may_begin(cx: &Context) -> Result<(), Refusal> {
    match (cx.past(), cx.door.actor().reach(Action::Create, MaintenancePlan::KIND)) {
        (Some(_), _) => Err(Refusal::Past),
        (None, None) => Err(Refusal::Denied),
        (None, Some(_)) => Ok(()),
    }
}

/// GET /object/{id}/plan: for which period.
pub(super) async fn ask(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let (head, object) = cx.door.read_as(id_of::<Object>(&id)?).await?;
    may_begin(&cx)?;
    let periods = periods(&cx).await?;
    let other = next_year(cx.today());
    let page = cx
        .page(cx.t_with("plan-begin-title", &[("object", &object.name)]))
        .lead(cx.t("plan-begin-lead"))
        .crumb(&object.name, format!("/object/{}/overview", head.id));
    Ok(page.show(html! {
        form.form method="post" action=(format!("/object/{}/plan", head.id)) {
            fieldset.ds-fieldset.panel {
                legend { (cx.t("plan-begin-period")) }
                @for (at, (head, period)) in periods.iter().enumerate() {
                    p { label.choice {
                        input type="radio" name="period" value=(head.id) checked[at == 0];
                        " " (period.title) " · " (ui::format::period(&period.period))
                    } }
                }
                p { label.choice {
                    input type="radio" name="period" value="" checked[periods.is_empty()];
                    " " (cx.t("plan-begin-other")) " · " (ui::format::period(&other))
                } }
            }
            p { (cx.t("plan-begin-what")) }
            div.actions { button.ds-button type="submit" { (cx.t("plan-begin-now")) } }
        }
    }))
}

/// POST /object/{id}/plan
pub(super) async fn begin(
    cx: Context,
    Path(id): Path<String>,
    Form(sent): Form<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    may_begin(&cx)?;
    let about = About::of(&cx, id_of(&id)?).await?;
    let chosen = sent.get("period").map(String::as_str).unwrap_or_default();
    let planned = match chosen {
        "" => None,
        chosen => Some(cx.door.read_as(id_of::<PlanPeriod>(chosen)?).await?.1),
    };
    let period = planned.as_ref().map_or_else(|| next_year(cx.today()), |planned| planned.period);
    if let Some((open, _)) = about.plans.iter().find(|(_, p)| p.is_open() && p.period == period) {
        return Ok(Redirect::to(&format!("/maintenance-plan/{}/write", open.id)).into_response());
    }
    let known = known(&cx, &about, planned.as_ref()).await?;
    let words = Words { texts: &cx.app.texts, language: cx.language };
    let mut new = plan(&known, period, &words)?;
    new.steering = about.steering.as_ref().map(|(head, _)| head.id.cast());
    let made = cx.door.create(&new, &cx.t("plan-begin-reason")).await?;
    Ok(Redirect::to(&format!("/maintenance-plan/{}/write?done=created", made.head.id))
        .into_response())
}

/// Records of a kind that link to any of these by one of the fields, each once.
async fn linking<R: Record>(
    cx: &Context,
    fields: &[&str],
    ids: impl Iterator<Item = Id> + Clone,
) -> Result<Vec<(Id<R>, R)>, Refusal> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    let ids: Vec<String> = ids.map(|id| id.to_string()).collect();
    for field in fields {
        let compare = stadga_store::Compare::Is(ids.clone());
        let filter = stadga_store::Filter { field: (*field).to_owned(), compare };
        let query = ListQuery { filters: vec![filter], size: super::ALL, ..ListQuery::default() };
        for (head, record) in cx.door.all::<R>(query).await? {
            if seen.insert(head.id) {
                found.push((head.id.cast(), record));
            }
        }
    }
    Ok(found)
}

/// Records by their ids, as far as the reader may read them.
async fn read<R: Record>(cx: &Context, ids: &[Id<R>]) -> Result<Vec<(Id<R>, R)>, Refusal> {
    let plain: Vec<Id> = ids.iter().map(|id| id.cast()).collect();
    let mut found = Vec::new();
    for some in plain.chunks(500) {
        for record in cx.door.read_many(some).await? {
            if record.head.kind == R::KIND {
                found.push((record.head.id.cast(), record.typed()?));
            }
        }
    }
    Ok(found)
}

/// What is known of an object, as far as the reader may read it.
async fn known<'a>(
    cx: &Context,
    about: &'a About,
    planned: Option<&'a PlanPeriod>,
) -> Result<Known<'a>, Refusal> {
    let object = &about.object;
    let systems: Vec<Id> = object.systems.iter().map(|system| system.cast()).collect();
    let flows = ["sender", "receivers"];
    let people = about.held.iter().filter(|(_, held)| held.period.holds(cx.today()));
    let people = people.filter_map(|(_, held)| held.person).map(Id::cast);
    let mut measures =
        linking::<Measure>(cx, &["causes"], systems.iter().copied().chain([about.head.id])).await?;
    let own = linking::<Measure>(cx, &["owner"], people).await?;
    measures.extend(
        own.into_iter()
            .filter(|(id, _)| !measures.iter().any(|(other, _)| other == id))
            .collect::<Vec<_>>(),
    );
    measures.retain(|(_, measure)| !measure.state.has_ended());
    let mut integrations = linking::<Integration>(cx, &flows, systems.iter().copied()).await?;
    integrations.retain(|(_, flow)| flow.state != stadga_systems::integration::Running::Ended);
    let mut transfers = linking::<Transfer>(cx, &flows, systems.iter().copied()).await?;
    transfers.retain(|(_, flow)| flow.state != stadga_systems::integration::Running::Ended);
    let needs = about.needs.iter().filter(|(_, need)| is_waiting(need));
    let before = about.plans.iter().find(|(_, plan)| plan.is_decided()).map(|(_, plan)| plan);
    let laws = cx.every().await?.into_iter().map(|(head, law)| (head.id.cast(), law));
    Ok(Known {
        object,
        id: about.head.id.cast(),
        systems: read::<ConfigurationItem>(cx, &object.systems).await?,
        integrations,
        transfers,
        services: read::<Service>(cx, &object.services).await?,
        needs: needs.map(|(head, need)| (head.id.cast(), need.clone())).collect(),
        measures,
        laws: laws.collect(),
        planned,
        before,
    })
}

/// Whether a need has a yes and no plan yet.
fn is_waiting(need: &Need) -> bool {
    need.state == Asked::Approved && need.plan.is_none()
}

/// POST /maintenance-plan/{id}/revise: a new version of a decided plan, for the need or the reason that is given (PM3-16).
pub(super) async fn revise(
    cx: Context,
    Path(id): Path<String>,
    Form(sent): Form<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let (head, old) = cx.door.read_as(id_of::<MaintenancePlan>(&id)?).await?;
    let given = |name: &str| sent.get(name).map(|text| text.trim()).filter(|text| !text.is_empty());
    let because = given("because").map(id_of::<Need>).transpose()?;
    let need = match because {
        Some(need) => Some(cx.door.read_as(need).await?.1),
        None => None,
    };
    // What is withheld would be lost in the new version, or told by it.
    if head.withheld.is_some() {
        return Err(Refusal::Denied.into());
    }
    if !old.is_decided() || because.is_none() && given("reason").is_none() {
        return Ok(Redirect::to(&format!("/maintenance-plan/{}", head.id)).into_response());
    }
    let mut new = MaintenancePlan {
        state: State::Draft,
        edition: old.edition + 1,
        replaces: Some(head.id.cast()),
        because,
        reason: given("reason").map(Prose::from),
        decision: None,
        ..old
    };
    if let (Some(id), Some(need)) = (because, need) {
        new.changes.push(crate::plan::Change {
            title: need.title,
            nature: crate::plan::Nature::Development,
            way: crate::plan::Way::Maintenance,
            regulation: false,
            infrastructure: need.ground,
            others: need.others,
            consequence: need.inquiry.map(|text| text.0),
            due: None,
            cost: need.cost,
            need: Some(id),
        });
    }
    let made = cx.door.create(&new, &cx.t("plan-revise-reason")).await?;
    Ok(Redirect::to(&format!("/maintenance-plan/{}/write?done=created", made.head.id))
        .into_response())
}
