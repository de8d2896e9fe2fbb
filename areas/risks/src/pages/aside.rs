//! What the area adds to a risk's page: how it stands and what is done about it (RSK-09, RSK-14).

use jiff::ToSpan as _;
use maud::{Markup, html};
use stadga_measures::Measure;
use stadga_model::{Head, Id, Near, Record, Refusal, Revision, Term};
use stadga_web::{Context, ui};
use std::collections::BTreeSet;

use super::{day, matrix::word, may_change, may_create, methods::who, new_of, parts};
use crate::{
    Risk, RiskAcceptance, acceptance,
    method::{Accept, Moment, method},
    picture::Seen,
    risk::{is_withheld, named},
};

/// How a risk stands, and the chain of what is done about it: control, measure, where that is carried out (RSK-09, RSK-14).
pub(super) async fn risk(
    cx: &Context,
    revision: &Revision,
    near: &Near,
) -> Result<Markup, Refusal> {
    let seen: Seen = (revision.head.clone(), revision.typed()?);
    let measures = pointing::<Measure>(near);
    let acceptances = pointing::<RiskAcceptance>(near);
    let carried = carried(cx, &measures, revision.head.id).await?;
    Ok(html! {
        (standing(cx, &seen))
        (ui::panel("treatment", &cx.t("risk-chain"), &html! {
            (controls(cx, &seen.1))
            (measures_of(cx, &seen, &measures, &carried))
            (borne(cx, &seen, &acceptances))
        }))
    })
}

pub(super) fn pointing<R: Record>(near: &Near) -> Vec<(Head, R)> {
    let mut seen = BTreeSet::new();
    let all = near.pointing::<R>().map(|(revision, one)| (revision.head.clone(), one));
    all.filter(|(head, _)| seen.insert(head.id)).collect()
}

fn standing(cx: &Context, seen: &Seen) -> Markup {
    ui::panel(
        "standing",
        &cx.t("risk-standing"),
        &html! {
            dl.facts {
                @for moment in Moment::ALL {
                    div {
                        dt { (cx.t(&format!("risks-when-{}", moment.key()))) }
                        dd { (parts::badge(cx, seen, moment)) " " (points(cx, seen, moment)) }
                    }
                }
            }
        },
    )
}

/// The way to assess a risk, first on its page.
pub(super) async fn assess(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    let head = &revision.head;
    let open = head.state.as_deref() != Some("closed") && !is_withheld(head);
    let href = format!("/risk/{}/assess", head.id);
    Ok(html! {
        @if open && may_change(cx, head) { (ui::link_button(&href, "primary", None, &cx.t("risk-assess"))) }
    })
}

/// The steps and the points of a moment, in words.
fn points(cx: &Context, seen: &Seen, moment: Moment) -> Markup {
    let rating = seen.1.rating(moment).filter(|_| !is_withheld(&seen.0));
    let Some((rating, points)) = rating.zip(seen.1.points(moment)) else {
        return Context::nothing();
    };
    let Some(by) = seen.1.by() else { return Context::nothing() };
    let points = points.to_string();
    let mut steps = vec![
        ("risk-points-likelihood", word(cx, &by.likelihood, rating.likelihood)),
        ("risk-points-consequence", word(cx, &by.consequence, rating.consequence)),
    ];
    if let Some(hidden) = rating.detection.filter(|_| by.has_detection()) {
        steps.push(("risk-points-detection", word(cx, &by.detection, hidden)));
    }
    html! {
        span.muted {
            @for (key, step) in &steps { (cx.t_with(key, &[("step", step)])) ", " }
            (cx.t_with("risk-points", &[("points", &points)]))
        }
    }
}

fn controls(cx: &Context, risk: &Risk) -> Markup {
    let effect = |term: &Term| {
        let scale = cx.app.store.scales().get("control-effect");
        let step = scale.and_then(|scale| scale.step(&term.0));
        step.map(|step| ui::step_badge(cx, step))
    };
    html! {
        h3 { (cx.t("risk-controls")) }
        @if risk.controls.is_empty() { p.muted { (cx.t("risk-chain-no-controls")) } }
        ul {
            @for control in &risk.controls {
                li { (control.name) " " @if let Some(term) = &control.effect { (effect(term).unwrap_or_else(Context::nothing)) } }
            }
        }
    }
}

/// What carries a measure out: kind, id and title of each.
type Carried = Vec<(String, Id, String)>;

/// What the measures of a risk are done about besides, and what plans and projects carry them: objects, plans, changes.
async fn carried(
    cx: &Context,
    measures: &[(Head, Measure)],
    risk: Id,
) -> Result<Vec<Carried>, Refusal> {
    let ids: Vec<Id> = measures.iter().map(|(head, _)| head.id).collect();
    let near = cx.door.near_each(&ids).await?;
    let around = |id: &Id| {
        let mut told = Vec::new();
        let Some(near) = near.get(id) else { return told };
        let up = near.up.iter().filter(|one| CARRYING.contains(&one.head.kind.as_str()));
        let down = near.down.iter().map(|(_, one)| one);
        let down = down.filter(|one| CARRYING.contains(&one.head.kind.as_str()));
        for one in up.chain(down).filter(|one| one.head.id != risk) {
            let kind = cx.app.kinds().get(&one.head.kind);
            let title = kind.map(|kind| one.title(kind.spec).to_owned());
            told.push((one.head.kind.clone(), one.head.id, title.unwrap_or_default()));
        }
        told
    };
    Ok(ids.iter().map(around).collect())
}

/// Kinds that carry measures out: what a risk's chain ends in (RSK-14). Those of areas that are not there are not found.
const CARRYING: [&str; 7] =
    ["object", "maintenance-plan", "configuration-item", "project", "change", "plan", "activity"];

fn measures_of(
    cx: &Context,
    (head, risk): &Seen,
    measures: &[(Head, Measure)],
    carried: &[Carried],
) -> Markup {
    let kind = cx.app.kinds().get(Measure::KIND);
    let columns = ["measure-title", "measure-state", "measure-due", "risk-chain-where"]
        .map(|key| ui::Column::text(cx.t(key)));
    let row = |((head, measure), carried): (&(Head, Measure), &Carried)| {
        let title = if head.withholds("title") { &head.number } else { &measure.title };
        vec![
            ui::link(Measure::KIND, head.id, title),
            html! {
                @if let (Some(kind), Some(state)) = (kind, &head.state) { (ui::state_badge(cx, kind, state)) }
            },
            day(measure.due),
            html! {
                @for (at, (kind, id, title)) in carried.iter().enumerate() {
                    @if at > 0 { ", " }
                    (ui::link(kind, *id, title))
                }
            },
        ]
    };
    let rows: Vec<_> = measures.iter().zip(carried).map(row).collect();
    let (id, unit) = (head.id.to_string(), head.unit.map(|unit| unit.to_string()));
    let new = [("causes", id.as_str()), ("unit", unit.as_deref().unwrap_or_default())];
    html! {
        h3 { (cx.t("risk-chain-measures")) }
        @if rows.is_empty() { p.muted { (cx.t("risk-chain-no-measures")) } } @else {
            (ui::table(&cx.t("risk-chain-measures"), &columns, &rows))
        }
        @if risk.is_open() && may_create::<Measure>(cx) {
            p { a href=(new_of::<Measure>(&new)) { (cx.t("risk-chain-new-measure")) } }
        }
    }
}

/// The acceptances, and the way to propose one with who may decide it.
fn borne(cx: &Context, seen: &Seen, acceptances: &[(Head, RiskAcceptance)]) -> Markup {
    let (head, risk) = seen;
    let level = risk.level(Moment::Current).filter(|_| !is_withheld(head));
    let accept = level.and_then(|level| method(&risk.method.0)?.accept(level));
    let line = |(head, one): &(Head, RiskAcceptance)| {
        let ended = one.state == acceptance::State::Accepted && !one.holds(cx.today());
        let title = if head.withholds("title") { &head.number } else { &one.title };
        html! {
            li {
                (ui::link(RiskAcceptance::KIND, head.id, title)) " "
                @if ended { (ui::badge("bad", &cx.t("risk-chain-ended"))) }
                @else { (cx.t(&format!("risk-acceptance-state-is-{}", head.state.as_deref().unwrap_or_default()))) }
                @if let Some(until) = one.until { " " span.muted { (cx.t("risk-acceptance-until")) " " (until) } }
            }
        }
    };
    html! {
        h3 { (cx.t("risk-chain-borne")) }
        @if acceptances.is_empty() { p.muted { (cx.t("risk-chain-not-borne")) } }
        ul { @for one in acceptances { (line(one)) } }
        @if let Some((level, accept)) = level.zip(accept) {
            @if accept.free { p { (cx.t("risk-chain-free")) } } @else {
                p { (cx.t_with("risk-chain-who", &[("who", &who(cx, accept)), ("months", &accept.months.to_string())])) }
                @if risk.is_open() && may_create::<RiskAcceptance>(cx) {
                    p { a href=(propose(cx, seen, (level, accept))) { (cx.t("risk-chain-propose")) } }
                }
            }
        }
    }
}

/// The form of an acceptance of a risk, filled in with what is known.
fn propose(cx: &Context, (head, risk): &Seen, (level, accept): (&str, &Accept)) -> String {
    let until = cx.today().saturating_add(accept.months.months()).to_string();
    let title = cx.t_with("risk-chain-propose-title", &[("risk", &named(head, risk))]);
    let (id, unit) = (head.id.to_string(), head.unit.map(|unit| unit.to_string()));
    let owner = risk.owner.map(|owner| owner.to_string());
    new_of::<RiskAcceptance>(&[
        ("title", title.as_str()),
        ("risk", &id),
        ("level", level),
        ("until", &until),
        ("unit", unit.as_deref().unwrap_or_default()),
        ("owner", owner.as_deref().unwrap_or_default()),
    ])
}
