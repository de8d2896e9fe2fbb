//! The organisation of a day as a picture: each unit under the one that it is part of (ORG-01, ORG-02).

use std::collections::HashMap;

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use stadga_model::Id;
use stadga_publish::chart::{Graph, Mark, Node};
use stadga_web::{
    Context, Problem,
    ui::{self, Column},
};

use super::{Asked, UNITS, day_form, every, map::figure, tabs};
use crate::{
    Unit,
    unit::{BODIES, EXTERNAL},
};

/// So many boxes can be read.
const IN_PICTURE: usize = 200;

/// GET /board/responsibility/units
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let day = asked.day(&cx);
    let all = every::<Unit>(&cx).await?;
    let there: Vec<_> = all
        .iter()
        .filter(|(_, unit)| unit.period.holds(day) && unit.unit_type.0 != EXTERNAL)
        .collect();
    let changed: Vec<_> = all.iter().filter(|(_, unit)| unit.ended_because.is_some()).collect();
    let page = cx.page(cx.t("chart-title")).lead(cx.t("chart-lead"));
    Ok(page.tabs(tabs(&cx, UNITS)).show(html! {
        (day_form(&cx, UNITS, day))
        @if there.is_empty() { p { (cx.t("chart-none")) } } @else {
            (figure(&cx.t_with("chart-picture", &[("day", &day.to_string())]), &cx.t("chart-legend"), &graph(&cx, &there)))
        }
        (reorganisations(&cx, &changed))
    }))
}

fn graph(cx: &Context, units: &[&(Id<Unit>, Unit)]) -> Graph {
    let by_id: HashMap<_, _> = units.iter().map(|(id, unit)| (*id, unit)).collect();
    let mut nearest: Vec<_> =
        units.iter().map(|(id, unit)| (depth(*id, &by_id), *id, unit)).collect();
    nearest.sort_by_cached_key(|(depth, _, unit)| (*depth, unit.name.to_lowercase()));
    nearest.truncate(IN_PICTURE);
    let places: HashMap<_, _> = nearest.iter().zip(0..).map(|((_, id, _), at)| (*id, at)).collect();
    let node = |(depth, id, unit): &(usize, Id<Unit>, &Unit)| Node {
        label: unit.name.clone(),
        note: cx.term("unit-type", &unit.unit_type),
        href: format!("/unit/{id}"),
        mark: if BODIES.contains(&unit.unit_type.0.as_str()) { Mark::Origin } else { Mark::Plain },
        column: *depth,
        planned: false,
    };
    let lines = nearest
        .iter()
        .filter_map(|(_, id, unit)| Some((*places.get(&unit.parent?)?, *places.get(id)?)));
    Graph {
        id: "units".into(),
        title: cx.t("chart-title"),
        description: cx.t("chart-picture-description"),
        header: ["unit-name", "unit-unit_type", "responsibility-step"].map(|key| cx.t(key)),
        nodes: nearest.iter().map(node).collect(),
        lines: lines.collect(),
    }
}

/// How many units stand above one; a unit that has been put below itself leads nowhere.
fn depth(id: Id<Unit>, units: &HashMap<Id<Unit>, &Unit>) -> usize {
    let mut above = units.get(&id).and_then(|unit| unit.parent);
    let mut steps = 0;
    while let Some(parent) = above.and_then(|parent| units.get(&parent)) {
        steps += 1;
        above = if steps > units.len() { None } else { parent.parent };
    }
    steps
}

/// What has been reorganised, when and why (ORG-02).
fn reorganisations(cx: &Context, changed: &[&(Id<Unit>, Unit)]) -> Markup {
    let columns =
        ["unit-name", "chart-ended", "unit-ended_because"].map(|key| Column::text(cx.t(key)));
    let mut ended: Vec<_> = changed.iter().filter(|(_, unit)| unit.period.to.is_some()).collect();
    ended.sort_by_key(|(_, unit)| std::cmp::Reverse(unit.period.to));
    let row = |(id, unit): &&&(Id<Unit>, Unit)| {
        vec![
            html! { a href=(format!("/unit/{id}")) { (unit.name) } },
            html! { @if let Some(to) = unit.period.to { time.nowrap datetime=(to) { (to) } } },
            html! { @if let Some(why) = &unit.ended_because { (why.0) } },
        ]
    };
    let rows: Vec<_> = ended.iter().map(row).collect();
    html! { @if !rows.is_empty() { (ui::table(&cx.t("chart-changes"), &columns, &rows)) } }
}
