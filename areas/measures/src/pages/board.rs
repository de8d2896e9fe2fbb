//! The board's view: inflow, ended and overdue measures per quarter, by unit, and what the prioritised ones lack.

use std::collections::BTreeSet;

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Date, Head, Id, Refusal, local_date};
use stadga_organisation::{Unit, unit::with_all_below};
use stadga_publish::chart::{Bars, Series};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{
    Context, Problem,
    published::language,
    ui::{self, Column},
};

use super::{BOARD, by_unit, measures, units};
use crate::{
    Improvement, Measure,
    flow::{Flow, Span, flow},
    measure::lacks,
    unfunded::lacks_money,
};

/// So many quarters have room in the chart; the table has them all.
const IN_CHART: usize = 12;

/// The unit asked for; the whole organisation, when none is.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    unit: String,
}

/// GET /board/measures (ISM-06, ISM-07, ISM-08, T1)
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let (units, mut measures) = (units(&cx).await?, measures(&cx).await?);
    let chosen = asked.unit.parse::<Id<Unit>>().ok();
    let within = chosen.map(|top| with_all_below(top, &units));
    if let Some(within) = &within {
        measures.retain(|(_, measure)| measure.unit.is_some_and(|unit| within.contains(&unit)));
    }
    let figures = flow(&spans(&measures, cx.today()), cx.today());
    let watched = watched(&cx).await?;
    let page = cx.page(cx.t("board-title")).lead(cx.t("board-lead"));
    Ok(page.show(html! {
        (choice(&cx, &units, chosen))
        (tiles(&cx, &measures, (watched, within.as_ref())))
        @if figures.is_empty() { p { (cx.t("board-empty")) } } @else { (chart(&cx, &figures)) }
        (by_unit::table(&cx, &units, &measures))
        (lacking(&cx, &measures))
        (ended(&cx, &units, &measures))
    }))
}

fn spans(measures: &[(Head, Measure)], today: Date) -> Vec<Span> {
    let known = |head: &Head| head.id.made().map_or(today, local_date);
    measures.iter().map(|(head, measure)| Span::of(measure, known(head))).collect()
}

/// How many improvement areas the board watches (ISM-06).
async fn watched(cx: &Context) -> Result<i64, Refusal> {
    let is = |field: &str, values: &[&str]| Filter {
        field: field.into(),
        compare: Compare::Is(values.iter().map(ToString::to_string).collect()),
    };
    let filters = vec![is("urgent", &["true"]), is("state", &["open", "in-progress"])];
    let kind = <Improvement as stadga_model::Record>::KIND;
    Ok(cx.door.list(kind, &ListQuery { filters, size: 1, ..ListQuery::default() }).await?.total)
}

fn choice(cx: &Context, units: &[(Id<Unit>, Unit)], chosen: Option<Id<Unit>>) -> Markup {
    html! {
        form.filters method="get" action=(BOARD) {
            div.ds-field {
                label for="unit" { (cx.t("board-unit")) }
                select.ds-input id="unit" name="unit" {
                    option value="" { (cx.t("board-unit-all")) }
                    @for (id, unit) in units {
                        option value=(id) selected[Some(*id) == chosen] { (unit.name) }
                    }
                }
            }
            div.actions {
                button.ds-button type="submit" data-variant="secondary" { (cx.t("board-show")) }
            }
        }
    }
}

/// The figures of today, each with the way to the very measures that are counted.
fn tiles(
    cx: &Context,
    measures: &[(Head, Measure)],
    (watched, within): (i64, Option<&BTreeSet<Id<Unit>>>),
) -> Markup {
    let today = cx.today();
    let count = |fits: &dyn Fn(&Measure) -> bool| measures.iter().filter(|(_, m)| fits(m)).count();
    let late = count(&|m| by_unit::is_overdue(m, today));
    let list = |more: &str| format!("/measure?{OPEN}{more}{}", of_units(within));
    let unfunded = match within {
        Some(_) => list(UNFUNDED),
        None => super::UNFUNDED.to_owned(),
    };
    let tile = |number: usize, text: &str, href: &str| {
        html! {
            a href=(href) { b { (number) } span { (cx.t(text)) } }
        }
    };
    html! {
        ul.tiles {
            li { (tile(count(&|m| !m.state.has_ended()), "board-open", &list(""))) }
            li.late[late > 0] { (tile(late, "board-overdue", &list(OVERDUE))) }
            li { (tile(count(&|m| has_ended_in(m, today)), "board-ended", "#ended")) }
            li { (tile(count(&lacks_money), "board-unfunded", &unfunded)) }
            li { a href="/improvement?urgent=true&state=open,in-progress" {
                b { (watched) } span { (cx.t("board-watched")) }
            } }
        }
    }
}

/// The list's question for what has not ended.
pub(super) const OPEN: &str = "state=proposed,decided,in-progress,postponed";
/// And of that for what is past its day.
pub(super) const OVERDUE: &str = "&due.to=today-1";
/// And of that for what lacks money, in whole or in part.
pub(super) const UNFUNDED: &str = "&funding=unfunded,part";

/// The list's question for these units; nothing for the whole organisation.
fn of_units(within: Option<&BTreeSet<Id<Unit>>>) -> String {
    let Some(units) = within else { return String::new() };
    let ids: Vec<_> = units.iter().map(ToString::to_string).collect();
    format!("&unit={}", ids.join(","))
}

/// Whether a measure ended in the year of `today`.
fn has_ended_in(measure: &Measure, today: Date) -> bool {
    measure.ended_on().is_some_and(|ended| ended.year() == today.year())
}

/// What has ended this year, the latest first: no list can be asked for it, for some say the day by their last report.
fn ended(cx: &Context, units: &[(Id<Unit>, Unit)], measures: &[(Head, Measure)]) -> Markup {
    let today = cx.today();
    let mut found: Vec<_> =
        measures.iter().filter(|(_, measure)| has_ended_in(measure, today)).collect();
    found.sort_by_key(|(_, measure)| std::cmp::Reverse(measure.ended_on()));
    let row = |(head, measure): &&(Head, Measure)| {
        let state = head.state.as_deref().unwrap_or_default();
        vec![
            html! { a href=(format!("/measure/{}", head.id)) { (measure.title) } },
            html! { (super::unit_name(cx, units, measure.unit)) },
            html! { (cx.t(&format!("measure-state-is-{state}"))) },
            html! { @if let Some(ended) = measure.ended_on() { (ended) } },
        ]
    };
    let rows: Vec<_> = found.iter().map(row).collect();
    let columns = [
        Column::text(cx.t("measure-title")),
        Column::text(cx.t("measure-unit")),
        Column::text(cx.t("measure-state")),
        Column::text(cx.t("measure-ended")),
    ];
    html! {
        div #ended {
            @if rows.is_empty() { p { (cx.t("board-ended-none")) } } @else {
                (ui::table(&cx.t("board-ended-list"), &columns, &rows))
            }
        }
    }
}

fn chart(cx: &Context, figures: &[Flow]) -> Markup {
    let latest = figures.split_at(figures.len().saturating_sub(IN_CHART)).1;
    let series = |text: &str, number: fn(&Flow) -> usize| Series {
        name: cx.t(text),
        values: latest.iter().map(|flow| number(flow) as u64).collect(),
        ..Series::default()
    };
    let bars = Bars {
        id: "measures-per-quarter".into(),
        title: cx.t("board-chart"),
        description: cx.t("board-chart-description"),
        period_title: cx.t("board-quarter"),
        language: language(cx.language),
        periods: latest.iter().map(|flow| flow.quarter.to_string()).collect(),
        series: vec![
            series("board-new", |flow| flow.raised),
            series("board-closed", |flow| flow.ended),
            series("board-late", |flow| flow.overdue),
        ],
    };
    // All quarters, and more of each than is drawn.
    let numbers = html! {
        details.fold { summary { (cx.t("board-table")) } (numbers(cx, figures)) }
    };
    ui::picture(&bars.title, &bars.svg(), &numbers)
}

/// All quarters as a table, the newest first.
fn numbers(cx: &Context, figures: &[Flow]) -> Markup {
    let number = |text: &str| Column::number(cx.t(text));
    let columns = [
        Column::text(cx.t("board-quarter")),
        number("board-new"),
        number("board-closed"),
        number("board-left"),
        number("board-late"),
    ];
    let row = |flow: &Flow| {
        let numbers = [flow.raised, flow.ended, flow.open, flow.overdue];
        let cells = numbers.into_iter().map(|number| html! { (number) });
        std::iter::once(html! { (flow.quarter) }).chain(cells).collect()
    };
    let rows: Vec<Vec<Markup>> = figures.iter().rev().map(row).collect();
    ui::table(&cx.t("board-chart"), &columns, &rows)
}

/// Each prioritised measure that lacks owner, funding, decision or time (ISM-08).
fn lacking(cx: &Context, measures: &[(Head, Measure)]) -> Markup {
    let row = |(head, measure): &(Head, Measure)| {
        let what: Vec<_> = lacks(measure).map(|field| cx.t(&format!("measure-{field}"))).collect();
        (!what.is_empty()).then(|| {
            let link = html! { a href=(format!("/measure/{}", head.id)) { (measure.title) } };
            vec![link, html! { (what.join(", ")) }]
        })
    };
    let rows: Vec<_> = measures.iter().filter_map(row).collect();
    let columns = [Column::text(cx.t("measure-title")), Column::text(cx.t("board-lacking-what"))];
    html! {
        @if rows.is_empty() { p { (cx.t("board-lacking-none")) } } @else {
            (ui::table(&cx.t("board-lacking"), &columns, &rows))
        }
    }
}
