//! One figure over time: its trend with the level that it is held to, what each unit reported, what others have (CTL-11, CTL-20).

use axum::{
    extract::{Path, Query},
    response::Response,
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Date, Id, Refusal};
use stadga_organisation::Unit;
use stadga_publish::chart::{Trace, Trend};
use stadga_web::{
    Context, Problem,
    published::language,
    ui::{self, Column, Titles},
};
use std::collections::BTreeMap;

use super::{
    ENTER,
    aside::indicator_tabs_of,
    choice, id_of,
    indicators::{Told, number, parts, standing, told},
    may_create, show_button, title,
};
use crate::{Indicator, number::Number, series::Below};

/// The unit whose figure is shown: the whole organisation, where none is said.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    unit: String,
}

/// An indicator with its values, and the organisation.
async fn of(cx: &Context, id: Id<Indicator>) -> Result<(Told, Below, Option<Id<Unit>>), Refusal> {
    let (all, below, top) = told(cx).await?;
    let found = all.into_iter().find(|one| one.head.id == id.cast());
    Ok((found.ok_or(Refusal::NotFound)?, below, top))
}

/// GET /indicator/{id}/series
pub(super) async fn show(
    cx: Context,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let (one, below, top) = of(&cx, id_of(&id)?).await?;
    let chosen = asked.unit.parse().ok().or(top);
    let units: Vec<Id<Unit>> = reporting(&one);
    let named = units.iter().copied().chain(chosen).map(Id::cast);
    let titles = Titles::of(&cx, named.collect::<Vec<Id>>()).await?;
    let page = cx.page(title(&one.head, "title", &one.indicator.title));
    let page = page.tabs(indicator_tabs_of(&cx, &one.head, "/series"));
    let page = if one.is_open() { page.lead(one.indicator.definition.0.clone()) } else { page };
    let Some(chosen) = chosen.filter(|_| !one.periods.is_empty()) else {
        return Ok(page.show(html! {
            (ui::empty(&cx.t("series-none"), &cx.t("series-none-do")))
            @if may_create(&cx, "indicator-value") { p { a href=(ENTER) { (cx.t("indicators-enter")) } } }
        }));
    };
    let trend = trend(&cx, &one, &below, (chosen, &titles.text(&cx, chosen.cast())));
    let newest = one.newest(&below, chosen).map(|(_, value, _)| value);
    let options: Vec<_> =
        units.iter().map(|id| (id.to_string(), titles.text(&cx, id.cast()))).collect();
    Ok(page.show(html! {
        form.filters method="get" action=(format!("/indicator/{}/series", one.head.id)) {
            (choice(&cx, "unit", "indicator-value-unit", &asked.unit, &options))
            (show_button(&cx))
        }
        p {
            @if let Some(value) = newest { strong { (number(&cx, &one.indicator, value)) } " " }
            @if let Some(value) = newest.filter(|_| Some(chosen) == top) { (parts(&cx, &one, value)) " " }
            (standing(&cx, &one, newest))
        }
        (ui::chart(&cx, &trend.title.clone(), trend.svg(), trend.table()))
        (by_unit(&cx, &one, &below, (chosen, &units, &titles)))
    }))
}

/// The units that have reported anything.
fn reporting(one: &Told) -> Vec<Id<Unit>> {
    let all = one.periods.values().flatten().flat_map(|reported| reported.keys().copied());
    let set: std::collections::BTreeSet<Id<Unit>> = all.collect();
    set.into_iter().collect()
}

/// The chosen unit's line with the level, and what others have.
pub(crate) fn trend(
    cx: &Context,
    one: &Told,
    below: &Below,
    (unit, called): (Id<Unit>, &str),
) -> Trend {
    let series = one.series(below, unit);
    let others = compared(one);
    let mut dates: Vec<Date> = series.iter().map(|(date, _)| *date).collect();
    dates.extend(others.values().flat_map(|values| values.keys().copied()));
    dates.sort();
    dates.dedup();
    let own: BTreeMap<Date, f64> = series
        .iter()
        .filter_map(|(date, value)| {
            Some((*date, one.indicator.told(value.as_ref()?.number).drawn()))
        })
        .collect();
    let line = |name: &str, values: &BTreeMap<Date, f64>| Trace {
        name: name.to_owned(),
        values: dates.iter().map(|date| values.get(date).copied()).collect(),
    };
    let mut traces = vec![line(called, &own)];
    traces.extend(others.iter().map(|(whose, values)| line(whose, values)));
    let title = title(&one.head, "title", &one.indicator.title).to_owned();
    let level = one.indicator.level().filter(|_| one.is_open());
    let values = [("title", title.as_str()), ("unit", called)];
    Trend {
        id: format!("trend-{}", one.head.number),
        description: cx.t_with("series-told", &values),
        period_title: cx.t("indicators-period"),
        periods: dates.iter().map(|date| date.strftime("%Y-%m").to_string()).collect(),
        unit: cx.term("indicator-unit", &one.indicator.counted_in),
        language: language(cx.language),
        traces,
        level: level.map(|level| (cx.t("indicator-level"), level.drawn())),
        title,
    }
}

/// What others have, by whose it is.
fn compared(one: &Told) -> BTreeMap<String, BTreeMap<Date, f64>> {
    let mut all = BTreeMap::<String, BTreeMap<Date, f64>>::new();
    if one.head.withholds("compared") {
        return all;
    }
    for row in &one.indicator.compared {
        if let Some(value) = Number::read(&row.value) {
            all.entry(row.whose.clone()).or_default().insert(row.date, value.drawn());
        }
    }
    all
}

/// Each period with the unit's value and those of the units that reported.
fn by_unit(
    cx: &Context,
    one: &Told,
    below: &Below,
    (chosen, units, titles): (Id<Unit>, &[Id<Unit>], &Titles),
) -> Markup {
    let mut columns = vec![
        Column::text(cx.t("indicators-period")),
        Column::number(titles.text(cx, chosen.cast())),
    ];
    let others: Vec<_> = units.iter().filter(|unit| **unit != chosen).copied().collect();
    columns.extend(others.iter().map(|unit| Column::number(titles.text(cx, unit.cast()))));
    let cell = |date: Date, unit| {
        let value = one.at(date, below, unit);
        html! { @match value { Some(value) => (one.indicator.told(value.number).told(cx.language)), None => span.muted { "–" } } }
    };
    let row = |(date, reported): (&Date, &Option<_>)| {
        let whole = match reported {
            Some(_) => cell(*date, chosen),
            None => {
                html! { span.withheld { (ui::icon("lock")) (cx.t("value-withheld")) } }
            }
        };
        let mut row = vec![html! { time datetime=(date) { (date) } }, whole];
        row.extend(others.iter().map(|unit| cell(*date, *unit)));
        row
    };
    let rows: Vec<_> = one.periods.iter().rev().map(row).collect();
    let counted_in = cx.term("indicator-unit", &one.indicator.counted_in);
    ui::table(&cx.t_with("series-table", &[("unit", &counted_in)]), &columns, &rows)
}
