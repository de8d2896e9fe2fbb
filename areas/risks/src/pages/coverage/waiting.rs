//! What waits for a risk analysis: what triggers ask for, and what was seen so often that it needs one (RSK-03, R-7, T27).

use maud::{Markup, html};
use stadga_model::{Date, Head, Id};
use stadga_web::{Context, ui};

use super::super::{Gathered, day, may_create, new_of};
use super::{
    Begun, Known, begin,
    known::{Lacks, title},
};
use crate::{RiskAnalysis, RiskDemand, coverage::Observed, demand};

/// What triggers ask for and is not made yet.
pub(super) fn demands(cx: &Context, gathered: &Gathered, known: &Known) -> Markup {
    let columns = [
        "risk-demand-title",
        "risk-demand-trigger",
        "risk-demand-due",
        "risk-coverage-lacks",
        "risk-demand-unit",
    ]
    .map(|key| ui::Column::text(cx.t(key)));
    let waiting = known.demands.iter().filter(|(_, _, lacks)| !lacks.is_empty());
    let row = |(head, demand, lacks): &(Head, RiskDemand, Lacks)| {
        let lack = |(lack, day): &(demand::Lack, Option<Date>)| {
            let key = match lack {
                demand::Lack::First => "risk-lacks-first",
                demand::Lack::Second => "risk-lacks-second",
            };
            let late = day.is_some_and(|day| day < cx.today());
            let word = cx.t(key);
            html! { li { @if late { span.late { (word) } } @else { (word) } @if let Some(day) = day { " " time.nowrap datetime=(day) { (day) } } } }
        };
        vec![
            ui::link("risk-demand", head.id, &title(head, "title", &demand.title)),
            html! { (cx.term("risk-trigger", &demand.trigger)) },
            day(demand.due),
            html! { ul { @for one in lacks { (lack(one)) } } },
            html! { (gathered.unit(head.unit)) },
        ]
    };
    let rows: Vec<_> = waiting.map(row).collect();
    html! {
        section #demands {
            h2 { (cx.t("risk-coverage-demands-heading")) }
            p { (cx.t("risk-coverage-demands-why")) }
            @if rows.is_empty() { p { (cx.t("risk-coverage-demands-none")) } } @else {
                (ui::table(&cx.t("risk-coverage-demands-heading"), &columns, &rows))
            }
            @if may_create::<RiskDemand>(cx) {
                p { (ui::link_button(&new_of::<RiskDemand>(&[]), "secondary", Some("plus"), &cx.t("risk-demand-new"))) }
            }
        }
    }
}

/// What was seen so often that it needs an analysis.
pub(super) fn seen_often(cx: &Context, titles: &ui::Titles, known: &Known) -> Markup {
    html! {
        @if !known.repeated.is_empty() {
            section #repeated {
                h2 { (cx.t("risk-coverage-repeated-heading")) }
                p { (cx.t("risk-coverage-repeated-why")) }
                ul {
                    @for (about, seen) in &known.repeated {
                        li {
                            (titles.link(cx, *about)) ": "
                            @for (at, one) in seen.iter().enumerate() {
                                @if at > 0 { ", " }
                                (ui::link(one.kind, one.id, &one.title)) " " span.muted { (one.on) }
                            }
                            @if may_create::<RiskAnalysis>(cx) { " " (again(cx, (*about, &titles.text(cx, *about)), seen)) }
                        }
                    }
                }
            }
        }
    }
}

/// The way to an analysis of what was seen several times, fed by what was seen.
fn again(cx: &Context, (about, title): (Id, &str), seen: &[Observed]) -> Markup {
    let inputs: Vec<Id> = seen.iter().map(|one| one.id).collect();
    let about = ("", about);
    begin(cx, &Begun { about, title, unit: None, trigger: "repeated", inputs: &inputs })
}
