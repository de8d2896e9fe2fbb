//! What the area adds to record pages: how a risk stands and what is done about it, an analysis' matrix, what is known of a record.

use maud::{Markup, html};
use stadga_measures::Measure;
use stadga_model::{Action, Head, Id, Near, Record, Refusal, Revision, Term};
use stadga_web::{Context, ui};
use std::collections::BTreeSet;

use super::{
    READ, coverage, day,
    matrix::{grid, word},
    may_change, may_create,
    methods::who,
    new_of, parts,
};
use crate::{
    Risk, RiskAcceptance, RiskAnalysis, RiskDemand, acceptance, demand,
    method::{Moment, method},
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

fn pointing<R: Record>(near: &Near) -> Vec<(Head, R)> {
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
                    p { a href=(propose(cx, seen, level)) { (cx.t("risk-chain-propose")) } }
                }
            }
        }
    }
}

/// The form of an acceptance of a risk, filled in with what is known.
fn propose(cx: &Context, (head, risk): &Seen, level: &str) -> String {
    let title = cx.t_with("risk-chain-propose-title", &[("risk", &named(head, risk))]);
    let (id, unit) = (head.id.to_string(), head.unit.map(|unit| unit.to_string()));
    let owner = risk.owner.map(|owner| owner.to_string());
    new_of::<RiskAcceptance>(&[
        ("title", title.as_str()),
        ("risk", &id),
        ("level", level),
        ("unit", unit.as_deref().unwrap_or_default()),
        ("owner", owner.as_deref().unwrap_or_default()),
    ])
}

/// An analysis' risks in its matrix, and the ways to more of them.
pub(super) async fn analysis(
    cx: &Context,
    revision: &Revision,
    near: &Near,
) -> Result<Markup, Refusal> {
    let analysis: RiskAnalysis = revision.typed()?;
    let mut risks = pointing::<Risk>(near);
    risks.retain(|(_, risk)| risk.found_in.is_some_and(|of| of.cast() == revision.head.id));
    let picture =
        method(&analysis.method.0).map(|method| grid(cx, method, (&risks, Moment::Current), None));
    let (id, unit) =
        (revision.head.id.to_string(), revision.head.unit.map(|unit| unit.to_string()));
    let new = [
        ("found_in", id.as_str()),
        ("method", &analysis.method.0),
        ("unit", unit.as_deref().unwrap_or_default()),
        ("infosec", if analysis.is_infosec() { "true" } else { "" }),
    ];
    let open = cx.past().is_none() && cx.door.may(Action::Change, &revision.head);
    Ok(ui::panel(
        "analysed",
        &cx.t("risk-analysis-risks"),
        &html! {
            @if risks.is_empty() { p { (cx.t("risk-analysis-no-risks")) } } @else {
                @if let Some(picture) = picture { (ui::chart(cx, &picture.title, picture.svg(), picture.table())) }
                (lines(cx, &risks))
            }
            @if open && analysis.is_open() && may_create::<Risk>(cx) {
                div.actions {
                    (ui::link_button(&new_of::<Risk>(&new), "secondary", Some("plus"), &cx.t("risk-new")))
                    (ui::link_button(&format!("{READ}?analysis={id}"), "tertiary", None, &cx.t("menu-risk-read")))
                }
            }
        },
    ))
}

fn lines(cx: &Context, risks: &[Seen]) -> Markup {
    let columns = ["risk-title", "risks-when-current", "risks-when-target"]
        .map(|key| ui::Column::text(cx.t(key)));
    let row = |seen: &Seen| {
        vec![
            ui::link("risk", seen.0.id, &named(&seen.0, &seen.1)),
            parts::badge(cx, seen, Moment::Current),
            parts::badge(cx, seen, Moment::Target),
        ]
    };
    let rows: Vec<_> = risks.iter().take(ui::SOME).map(row).collect();
    ui::table(&cx.t("risk-analysis-risks"), &columns, &rows)
}

/// What a demand still lacks, and the way to begin (RSK-03).
pub(super) async fn demand(
    cx: &Context,
    revision: &Revision,
    near: &Near,
) -> Result<Markup, Refusal> {
    let one: RiskDemand = revision.typed()?;
    if one.state != demand::State::Open || one.comes_back() {
        return Ok(Context::nothing());
    }
    let analyses = pointing::<RiskAnalysis>(near);
    let lacks = one.lacks(analyses.iter().map(|(_, analysis)| analysis));
    let line = |lack: demand::Lack, due: Option<stadga_model::Date>| {
        let (key, occasion) = match lack {
            demand::Lack::First => ("risk-lacks-first", "before-decision"),
            demand::Lack::Second => ("risk-lacks-second", crate::analysis::SECOND),
        };
        html! {
            li {
                (cx.t(key)) " " @if let Some(due) = due { span.muted { (due) } }
                @if may_create::<RiskAnalysis>(cx) {
                    " " a href=(answer(cx, &revision.head, &one, occasion)) { (cx.t("risk-coverage-begin")) }
                }
            }
        }
    };
    Ok(ui::panel(
        "lacking",
        &cx.t("risk-demand-standing"),
        &html! {
            @if lacks.is_empty() { p { (cx.t("risk-demand-answered")) } } @else {
                ul { @for (lack, due) in &lacks { (line(*lack, *due)) } }
            }
        },
    ))
}

/// The form of an analysis that answers a demand.
fn answer(cx: &Context, head: &Head, demand: &RiskDemand, occasion: &str) -> String {
    let id = head.id.to_string();
    let about: Vec<String> = demand.about.iter().map(ToString::to_string).collect();
    let twice = crate::trigger::trigger(&demand.trigger.0).is_some_and(|trigger| trigger.twice);
    let method = crate::method::methods().iter().find(|one| one.holds(cx.today()));
    let mut values = vec![
        ("title", demand.title.as_str()),
        ("demands", id.as_str()),
        ("trigger", &demand.trigger.0),
        ("method", method.map(|method| method.key.as_str()).unwrap_or_default()),
    ];
    values.extend(about.iter().map(|about| ("about", about.as_str())));
    values.extend(twice.then_some(("occasion", occasion)));
    new_of::<RiskAnalysis>(&values)
}

/// The risks and the analyses of a record: an object, a system, a unit (RSK-08).
pub(super) async fn subject(
    cx: &Context,
    revision: &Revision,
    near: &Near,
) -> Result<Markup, Refusal> {
    let of_unit = revision.head.kind == "unit";
    let mut risks = pointing::<Risk>(near);
    risks.retain(|(_, risk)| {
        risk.is_open() && (!of_unit || risk.unit.map(Id::cast) == Some(revision.head.id))
    });
    let mut analyses = pointing::<RiskAnalysis>(near);
    analyses.retain(|(_, analysis)| analysis.done_on().is_some());
    analyses.sort_by_key(|(_, analysis)| std::cmp::Reverse(analysis.done_on()));
    if of_unit && risks.is_empty() && analyses.is_empty() {
        return Ok(Context::nothing());
    }
    let mut shown: Vec<&Seen> = risks.iter().collect();
    super::picture::highest_first(cx, &mut shown);
    let some: Vec<Seen> = shown.into_iter().take(SHOWN).cloned().collect();
    let all = format!("/risks?unit={}", revision.head.id);
    Ok(ui::panel(
        "risks-here",
        &cx.t("risks-here"),
        &html! {
            @match analyses.first() {
                Some((head, analysis)) => {
                    p {
                        (cx.t("risk-coverage-newest")) ": "
                        (ui::link(RiskAnalysis::KIND, head.id, &analysis.done.map(|day| day.to_string()).unwrap_or_default()))
                    }
                }
                None => {
                    p {
                        (cx.t("risks-here-never"))
                        @if may_create::<RiskAnalysis>(cx) { " " (coverage::begin(cx, revision.head.id, "continuous")) }
                    }
                }
            }
            @if !some.is_empty() { (lines(cx, &some)) }
            @if of_unit { p { a href=(all) { (cx.t("risks-here-picture")) } } }
        },
    ))
}

/// So many of a record's risks stand on its page.
const SHOWN: usize = 10;
