//! Results of a board's control points, written beside what the controls have found during the period (CTL-10).

use axum::{
    Form,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_model::{Head, Id, Prose, Refusal, Term};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{
    Context, Problem,
    ui::{self, Said, Titles},
};
use std::collections::{BTreeMap, HashMap};

use super::{day, id_of, may_change, step, steps, title};
use crate::{
    Control, ControlCheck, InternalControlPlan,
    counted::newest,
    internal_control_plan::{Point, State},
    weights::weights,
};

/// What was written, by the names of the inputs.
type Sent = BTreeMap<String, String>;

/// The newest signed check of each control.
type Found = HashMap<Id<Control>, (Head, ControlCheck)>;

fn text<'a>(sent: &'a Sent, name: &str) -> Option<&'a str> {
    sent.get(name).map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// Whether results are written of a plan: its points are decided and not yet reported.
pub(super) fn is_open(cx: &Context, head: &Head, plan: &InternalControlPlan) -> bool {
    let withheld = head.withholds("points") || head.withholds("summary");
    plan.state == State::Decided && may_change(cx, head) && !withheld
}

/// GET /internal-control-plan/{id}/results
pub(super) async fn ask(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let (head, plan) = cx.door.read_as(id_of::<InternalControlPlan>(&id)?).await?;
    if !is_open(&cx, &head, &plan) {
        let record = cx.href(&format!("/internal-control-plan/{}", head.id));
        return Ok(Redirect::to(&record).into_response());
    }
    page(&cx, &head, &plan, &[]).await
}

/// POST /internal-control-plan/{id}/results
pub(super) async fn save(
    cx: Context,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let mut opened = cx.door.open_as(id_of::<InternalControlPlan>(&id)?).await?;
    let head = opened.head().clone();
    if !is_open(&cx, &head, &opened.body) {
        return Err(Refusal::Denied.into());
    }
    put(&sent, &mut opened.body);
    let written = opened.body.clone();
    let changed =
        Said { path: None, code: String::new(), sentence: cx.t("points-changed"), blocking: true };
    let stale = text(&sent, "revision") != Some(head.revision.to_string().as_str());
    let faults = match stale {
        true => vec![changed],
        false => match cx.door.save(opened, "").await {
            Ok(_) => {
                let record = format!("/internal-control-plan/{}?done=saved", head.id);
                return Ok(Redirect::to(&record).into_response());
            }
            Err(Refusal::Refused(findings)) => ui::said(&cx, &findings),
            Err(Refusal::Stale(_)) => vec![changed],
            Err(other) => return Err(other.into()),
        },
    };
    // Sent again, it stands on what the reader now sees.
    let page = page(&cx, &head, &written, &faults).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Puts what was written into the plan.
fn put(sent: &Sent, plan: &mut InternalControlPlan) {
    for (at, point) in plan.points.iter_mut().enumerate() {
        point.result = text(sent, &format!("result{at}")).map(str::to_owned);
        point.level = text(sent, &format!("level{at}")).map(Term::from);
    }
    plan.summary = text(sent, "summary").map(Prose::from);
}

/// What the points' controls found during the plan's period.
async fn found(cx: &Context, plan: &InternalControlPlan) -> Result<Found, Refusal> {
    let ids: Vec<String> =
        plan.points.iter().filter_map(|point| Some(point.control?.to_string())).collect();
    if ids.is_empty() {
        return Ok(Found::new());
    }
    let only = Filter { field: "control".into(), compare: Compare::Is(ids) };
    let query = ListQuery { filters: vec![only], size: 5_000, ..ListQuery::default() };
    let mut checks = cx.door.all::<ControlCheck>(query).await?;
    checks.retain(|(head, check)| {
        !head.withholds("signed") && check.signed.is_some_and(|day| plan.period.holds(day))
    });
    Ok(newest(&checks).into_iter().map(|(id, one)| (id, one.clone())).collect())
}

async fn page(
    cx: &Context,
    head: &Head,
    plan: &InternalControlPlan,
    faults: &[Said],
) -> Result<Response, Problem> {
    let found = found(cx, plan).await?;
    let linked = plan.points.iter().flat_map(|point| {
        point.control.map(Id::cast).into_iter().chain(point.measure.map(Id::cast))
    });
    let titles = Titles::of(cx, linked.collect::<Vec<Id>>()).await?;
    let called = title(head, "title", &plan.title);
    let record = format!("/internal-control-plan/{}", head.id);
    let page = cx.page(cx.t_with("points-title", &[("title", called)]));
    let page = page.crumb(called, &record).here(cx.t("points-here")).lead(cx.t("points-lead"));
    let anchored: Vec<_> = faults.iter().map(|fault| (anchor(fault), fault.clone())).collect();
    Ok(page.show(html! {
        @if !anchored.is_empty() { (ui::error_summary(&cx.t("answering-wrong"), &anchored)) }
        form.form method="post" action=(format!("{record}/results")) {
            input type="hidden" name="revision" value=(head.revision);
            @for (at, point) in plan.points.iter().enumerate() {
                (self::point(cx, &titles, (at, point), point.control.and_then(|id| found.get(&id))))
            }
            div.ds-field {
                (ui::label(cx, "internal-control-plan-summary", "summary", true))
                textarea.ds-input id="summary" name="summary" rows="4" { (plan.summary.as_ref().map_or("", |text| text.0.as_str())) }
            }
            div.form-actions {
                button.ds-button type="submit" { (cx.t("points-save")) }
                a href=(format!("{record}/edit")) { (cx.t("points-more")) }
            }
        }
    }))
}

/// Where a fault is mended on the page: `points.2.level` is the third point.
fn anchor(fault: &Said) -> String {
    let path = fault.path.as_deref().unwrap_or("summary");
    match path.strip_prefix("points.").and_then(|rest| rest.split('.').next()) {
        Some(at) => format!("point{at}"),
        None => path.to_owned(),
    }
}

fn point(
    cx: &Context,
    titles: &Titles,
    (at, point): (usize, &Point),
    found: Option<&(Head, ControlCheck)>,
) -> Markup {
    let (result, level) = (format!("result{at}"), format!("level{at}"));
    let proposed = found.and_then(|(head, check)| {
        let deviates =
            weights().deviates(check.level.as_ref().filter(|_| !head.withholds("level"))?);
        let says = |key: &str| weights().point_deviates(&Term::from(key)) == deviates;
        steps(cx, "internal-control-level").into_iter().map(|(key, _)| key).find(|key| says(key))
    });
    html! {
        fieldset.ds-fieldset.panel id=(format!("point{at}")) tabindex="-1" {
            legend { (point.what) }
            @for told in [&point.risk, &point.method].into_iter().flatten() { p.muted { (told) } }
            @if let Some(control) = point.control {
                p { (titles.link(cx, control.cast())) " " (newest_of(cx, found)) }
            }
            div.ds-field {
                label for=(result) { (cx.t("internal-control-plan-points-result")) }
                textarea.ds-input id=(result) name=(result) rows="2" { (point.result.as_deref().unwrap_or_default()) }
            }
            p { (cx.t("internal-control-plan-points-level")) }
            @for (key, text) in steps(cx, "internal-control-level") {
                label.choice {
                    input type="radio" name=(level) value=(key) checked[point.level.as_ref().is_some_and(|level| level.0 == key)];
                    " " (text)
                    @if proposed.as_ref() == Some(&key) { " " span.muted { (cx.t("points-proposed")) } }
                }
            }
            @if let Some(measure) = point.measure {
                p { (cx.t("internal-control-plan-points-measure")) ": " (titles.link(cx, measure.cast())) }
            }
        }
    }
}

/// What a point's control found last during the period.
fn newest_of(cx: &Context, found: Option<&(Head, ControlCheck)>) -> Markup {
    let Some((head, check)) = found else {
        return html! { (ui::badge("open", &cx.t("points-unfound"))) };
    };
    let told = check.result.as_ref().filter(|_| !head.withholds("result"));
    html! {
        a href=(format!("/control-check/{}", head.id)) {
            @if head.withholds("level") { (cx.t("value-withheld")) }
            @else { (step(cx, "deviation-level", check.level.as_ref(), "control-never")) }
        }
        " " (day(check.signed))
        @if let Some(text) = told { span.muted { " " (text.0) } }
    }
}
