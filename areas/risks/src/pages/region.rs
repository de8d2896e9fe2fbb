//! The whole organisation's analysis, and what has been reported and seen since that it has not taken up (RSK-01, RSK-06).

use axum::{
    extract::Form,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_measures::Improvement;
use stadga_model::{Date, Head, Id, Record, Refusal, local_date};
use stadga_store::{ListQuery, Sort};
use stadga_web::{Context, Problem, ui};
use std::collections::BTreeSet;

use super::{REGION, day, may_change, may_create, new_of};
use crate::{Risk, RiskAnalysis, ThreatLevel, analysis::INFOSEC, risk::named};

/// What may feed an analysis: a report, a signal from outside, a changed threat.
struct Signal {
    id: Id,
    kind: String,
    title: String,
    on: Date,
}

/// So many of each kind are offered, the newest first.
const OFFERED: u32 = 200;
/// What is seen outside is kept by the area of strategies; where that is not part of the program there is none.
const SCANNING: &str = "scanning";

/// The analyses of the whole, the newest first.
async fn whole(cx: &Context) -> Result<Vec<(Head, RiskAnalysis)>, Refusal> {
    let mut found = cx.every::<RiskAnalysis>().await?;
    found.retain(|(_, analysis)| analysis.whole);
    found.sort_by_key(|(_, analysis)| {
        std::cmp::Reverse((analysis.is_open(), analysis.done.or(analysis.planned)))
    });
    Ok(found)
}

/// GET /risks/region
pub(super) async fn show(cx: Context) -> Result<Response, Problem> {
    let analyses = whole(&cx).await?;
    let page = cx.page(cx.t("risk-region-title")).lead(cx.t("risk-region-lead"));
    let newest = analyses.first();
    let signals = signals(&cx, newest).await?;
    let may = newest.is_some_and(|(head, one)| one.is_open() && may_change(&cx, head));
    Ok(page.show(html! {
        @match newest {
            None => { (ui::empty(&cx.t("risk-region-none"), &cx.t("risk-region-none-text"))) }
            Some((head, analysis)) => { (standing(&cx, head, analysis)) }
        }
        @if newest.is_none_or(|(_, analysis)| !analysis.is_open()) && may_create::<RiskAnalysis>(&cx) { (begin(&cx, newest)) }
        (fed(&cx, newest.filter(|_| may), &signals))
        (earlier(&cx, &analyses))
    }))
}

fn standing(cx: &Context, head: &Head, analysis: &RiskAnalysis) -> Markup {
    let kind = cx.app.kinds().get(RiskAnalysis::KIND);
    ui::panel(
        "whole",
        &cx.t("risk-region-now"),
        &html! {
            p {
                (ui::link(RiskAnalysis::KIND, head.id, &analysis_title(head, analysis))) " "
                @if let (Some(kind), Some(state)) = (kind, &head.state) { (ui::state_badge(cx, kind, state)) }
            }
            dl.facts {
                div { dt { (cx.t("risk-analysis-planned")) } dd { (day(analysis.planned)) } }
                div { dt { (cx.t("risk-analysis-done")) } dd { (day(analysis.done)) } }
                div { dt { (cx.t("risk-region-fed")) } dd { (analysis.inputs.len()) } }
            }
        },
    )
}

fn analysis_title(head: &Head, analysis: &RiskAnalysis) -> String {
    if head.withholds("title") { head.number.clone() } else { analysis.title.clone() }
}

fn begin(cx: &Context, before: Option<&(Head, RiskAnalysis)>) -> Markup {
    let title = cx.t_with("risk-region-new-title", &[("year", &cx.today().year().to_string())]);
    let before = before.map(|(head, _)| head.id.to_string()).unwrap_or_default();
    let method = crate::method::methods().iter().find(|one| one.holds(cx.today()));
    let method = method.map(|method| method.key.as_str()).unwrap_or_default();
    let values = [
        ("title", title.as_str()),
        ("whole", "true"),
        ("trigger", "region-wide"),
        ("analysis_type", INFOSEC),
        ("method", method),
        ("replaces", before.as_str()),
    ];
    let href = new_of::<RiskAnalysis>(&values);
    html! { p { (ui::link_button(&href, "primary", Some("plus"), &cx.t("risk-region-begin"))) } }
}

/// What has come since the last analysis was done and no analysis of the whole has taken up.
async fn signals(
    cx: &Context,
    newest: Option<&(Head, RiskAnalysis)>,
) -> Result<Vec<Signal>, Refusal> {
    let analyses = whole(cx).await?;
    let taken: BTreeSet<Id> =
        analyses.iter().flat_map(|(_, analysis)| analysis.inputs.iter().copied()).collect();
    let done = analyses.iter().filter_map(|(_, analysis)| analysis.done_on()).max();
    let own = newest.map(|(head, _)| head.id);
    let mut signals = Vec::new();
    for one in cx.every::<Risk>().await? {
        let (head, risk) = &one;
        if risk.is_open() && risk.found_in.is_none_or(|analysis| Some(analysis.cast()) != own) {
            let on = super::picture::found_on(&one, cx.today());
            let (id, kind) = (head.id, Risk::KIND.to_owned());
            signals.push(Signal { id, kind, title: named(head, risk), on });
        }
    }
    for (head, improvement) in cx.every::<Improvement>().await? {
        let title = if head.withholds("title") { head.number } else { improvement.title };
        let kind = Improvement::KIND.to_owned();
        signals.push(Signal { id: head.id, kind, title, on: improvement.found });
    }
    for (head, threat) in cx.every::<ThreatLevel>().await? {
        let title = if head.withholds("title") { head.number } else { threat.title };
        let kind = ThreatLevel::KIND.to_owned();
        signals.push(Signal { id: head.id, kind, title, on: threat.from });
    }
    signals.extend(scanned(cx).await?);
    signals
        .retain(|signal| !taken.contains(&signal.id) && done.is_none_or(|done| signal.on >= done));
    signals.sort_by(|one, other| (other.on, &one.title).cmp(&(one.on, &other.title)));
    Ok(signals)
}

/// What was seen outside, where it is kept.
async fn scanned(cx: &Context) -> Result<Vec<Signal>, Refusal> {
    let Ok(kind) = cx.door.kind(SCANNING) else { return Ok(Vec::new()) };
    let spec = kind.spec;
    let sort = Some(Sort { field: "date".into(), descending: true });
    let newest = ListQuery { sort, size: OFFERED, ..ListQuery::default() };
    let rows = match cx.door.list(SCANNING, &newest).await {
        Ok(page) => page.rows,
        Err(Refusal::Denied) => return Ok(Vec::new()),
        Err(other) => return Err(other),
    };
    let signal = |revision: stadga_model::Revision| {
        let on = revision.body.get("date").and_then(|date| date.as_str()?.parse().ok());
        Signal {
            id: revision.head.id,
            kind: SCANNING.to_owned(),
            title: revision.title(spec).to_owned(),
            on: on.unwrap_or_else(|| local_date(revision.head.at)),
        }
    };
    Ok(rows.into_iter().map(signal).collect())
}

/// The signals, to be taken up where the analysis is open to the reader.
fn fed(cx: &Context, open: Option<&(Head, RiskAnalysis)>, signals: &[Signal]) -> Markup {
    let line = |signal: &Signal| {
        html! {
            (ui::link(&signal.kind, signal.id, &signal.title)) " "
            span.muted { (cx.heading(&signal.kind)) " · " (signal.on) }
        }
    };
    let shown = signals.iter().take(ui::SOME);
    ui::panel(
        "signals",
        &cx.t("risk-region-signals"),
        &html! {
            p { (cx.t("risk-region-signals-why")) }
            @if signals.is_empty() { p { (cx.t("risk-region-signals-none")) } }
            @else if let Some((head, _)) = open {
                form method="post" action=(REGION) {
                    input type="hidden" name="analysis" value=(head.id);
                    @for signal in shown {
                        p {
                            label.choice {
                                input type="checkbox" name="input" value=(signal.id);
                                " " (signal.title)
                            }
                            " " a href=(format!("/{}/{}", signal.kind, signal.id))
                                aria-label=(format!("{}: {}", cx.heading(&signal.kind), signal.title)) { (cx.heading(&signal.kind)) }
                            " " span.muted.nowrap { (signal.on) }
                        }
                    }
                    div.form-actions { button.ds-button type="submit" { (cx.t("risk-region-take")) } }
                }
            } @else {
                ul { @for signal in shown { li { (line(signal)) } } }
            }
        },
    )
}

fn earlier(cx: &Context, analyses: &[(Head, RiskAnalysis)]) -> Markup {
    let columns =
        ["risk-analysis-title", "risk-analysis-state", "risk-analysis-done", "risk-region-fed"]
            .map(|key| ui::Column::text(cx.t(key)));
    let row = |(head, analysis): &(Head, RiskAnalysis)| {
        let state = head.state.as_deref().unwrap_or_default();
        vec![
            ui::link(RiskAnalysis::KIND, head.id, &analysis_title(head, analysis)),
            html! { (cx.t(&format!("risk-analysis-state-is-{state}"))) },
            day(analysis.done),
            html! { (analysis.inputs.len()) },
        ]
    };
    let rows: Vec<_> = analyses.iter().map(row).collect();
    html! {
        @if rows.len() > 1 { (ui::table(&cx.t("risk-region-earlier"), &columns, &rows)) }
    }
}

/// POST /risks/region: the chosen signals are taken up in the analysis.
pub(super) async fn take(
    cx: Context,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let named = |wanted: &'static str| {
        sent.iter().filter(move |(name, _)| name == wanted).map(|(_, value)| value.as_str())
    };
    let analysis = named("analysis").next().unwrap_or_default();
    let mut opened = cx.door.open_as(super::id_of::<RiskAnalysis>(analysis)?).await?;
    let chosen: Vec<Id> = named("input").filter_map(|id| id.parse().ok()).collect();
    let new: Vec<Id> = chosen.into_iter().filter(|id| !opened.body.inputs.contains(id)).collect();
    if new.is_empty() {
        return Ok(Redirect::to(REGION).into_response());
    }
    opened.body.inputs.extend(new);
    cx.door.save(opened, &cx.t("risk-region-reason")).await?;
    Ok(Redirect::to(&format!("{REGION}?done=saved")).into_response())
}
