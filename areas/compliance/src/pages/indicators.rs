//! Figures with their newest value, level and direction: what reaches its level, what does not, what is not reported (CTL-13).

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use stadga_model::{Date, Head, Id, Refusal};
use stadga_organisation::Unit;
use stadga_web::{
    Context, Problem,
    ui::{self, Column},
};
use std::collections::{BTreeMap, HashMap};

use super::{ENTER, INDICATORS, may_create, part::Part, title};
use crate::{
    Indicator, IndicatorValue,
    indicator::Standing,
    number::Number,
    series::{Below, Reported, Value, periods, upward},
};

/// The kind of figure that is the organisation's own.
const OWN: &str = "own";

/// An indicator with its values.
pub(crate) struct Told {
    /// What is known of the indicator.
    pub head: Head,
    /// The indicator.
    pub indicator: Indicator,
    /// What was reported, period by period; none, where something of it is withheld.
    pub periods: BTreeMap<Date, Option<Reported>>,
}

impl Told {
    /// The value of a unit for a period.
    pub fn at(&self, date: Date, below: &Below, unit: Id<Unit>) -> Option<Value> {
        upward(&self.indicator, self.periods.get(&date)?.as_ref()?, below, unit)
    }

    /// The values of a unit, period by period.
    pub fn series(&self, below: &Below, unit: Id<Unit>) -> Vec<(Date, Option<Value>)> {
        self.periods.keys().map(|date| (*date, self.at(*date, below, unit))).collect()
    }

    /// The newest value of a unit, and the one before.
    pub fn newest(&self, below: &Below, unit: Id<Unit>) -> Option<(Date, Value, Option<Value>)> {
        let mut series = self
            .series(below, unit)
            .into_iter()
            .rev()
            .filter_map(|(date, value)| Some((date, value?)));
        let (date, value) = series.next()?;
        Some((date, value, series.next().map(|(_, before)| before)))
    }

    /// How the newest value of a unit stands to the level.
    pub fn stands(&self, below: &Below, unit: Id<Unit>) -> Option<Standing> {
        let (_, value, _) = self.newest(below, unit)?;
        self.indicator.standing(value.number)
    }

    /// Whether what it is called and held to can be told.
    pub fn is_open(&self) -> bool {
        !["definition", "level", "alarm", "better", "upward"]
            .iter()
            .any(|field| self.head.withholds(field))
    }
}

/// The indicators that are followed, by title, and the organisation that their values are put together over: its top.
///
/// # Errors
/// Broken.
pub(crate) async fn told(cx: &Context) -> Result<(Vec<Told>, Below, Option<Id<Unit>>), Refusal> {
    let mut values: HashMap<Id<Indicator>, Vec<(Head, IndicatorValue)>> = HashMap::new();
    // Of what is hidden as a whole only the day is known: it may be a part of any sum of that day.
    let mut hidden = Vec::new();
    for (head, value) in cx.every::<IndicatorValue>().await? {
        if head.withholds("indicator") {
            hidden.push(value.date);
        } else {
            values.entry(value.indicator).or_default().push((head, value));
        }
    }
    let mut all = cx.every::<Indicator>().await?;
    all.sort_by_key(|(_, indicator)| indicator.title.to_lowercase());
    let own = all.into_iter().map(|(head, indicator)| {
        let own = values.remove(&head.id.cast()).unwrap_or_default();
        let mut periods = periods(&own);
        for date in &hidden {
            periods.entry(*date).and_modify(|reported| *reported = None);
        }
        Told { periods, head, indicator }
    });
    let (below, top) = organisation(cx).await?;
    Ok((own.collect(), below, top))
}

/// The organisation as a tree, and its top.
///
/// # Errors
/// Broken.
async fn organisation(cx: &Context) -> Result<(Below, Option<Id<Unit>>), Refusal> {
    let units: Vec<(Id<Unit>, Unit)> =
        cx.every::<Unit>().await?.into_iter().map(|(head, unit)| (head.id.cast(), unit)).collect();
    let below = Below::of(&units);
    let tops = units.iter().filter(|(_, unit)| unit.parent.is_none());
    let largest =
        tops.max_by_key(|(id, _)| stadga_organisation::unit::with_all_below(*id, &units).len());
    Ok((below, largest.map(|(id, _)| *id)))
}

/// GET /indicators: all, or the part that a figure counts.
pub(super) async fn show(
    cx: Context,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (mut all, below, top) = told(&cx).await?;
    let (total, part, today) = (all.len(), Part::of(&pairs), cx.today());
    all.retain(|one| {
        let followed = one.is_open() && one.indicator.is_followed(today);
        let stands = top.filter(|_| followed).and_then(|top| one.stands(&below, top));
        part.covers(one.indicator.unit)
            && part.shows(&[
                ("followed", followed),
                ("reached", stands == Some(Standing::Reached)),
                ("below", stands == Some(Standing::Below)),
                ("alarming", stands == Some(Standing::Alarming)),
            ])
    });
    let actions = html! {
        @if may_create(&cx, "indicator-value") { (ui::link_button(ENTER, "primary", None, &cx.t("indicators-enter"))) }
        @if may_create(&cx, "indicator") { (ui::link_button("/indicator/new", "secondary", Some("plus"), &cx.t("indicator-new"))) }
    };
    let page = cx.page(cx.t("indicators-title")).lead(cx.t("indicators-lead")).actions(actions);
    Ok(page.show(html! {
        @if total == 0 { (ui::empty(&cx.t("indicators-none"), &cx.t("indicators-none-do"))) } @else {
            (part.told(&cx, all.len(), total, INDICATORS))
            @if !all.is_empty() { (table(&cx, &all, &below, top)) }
            (ui::panel("files", &cx.t("indicators-files"), &html! {
                p { (cx.t("indicators-planning")) }
                ul.documents { li { a href=(format!("{INDICATORS}/files/planning.csv")) { (cx.t("indicators-planning-file")) } } }
            }))
        }
    }))
}

fn table(cx: &Context, all: &[Told], below: &Below, top: Option<Id<Unit>>) -> Markup {
    let columns = [
        Column::text(cx.heading("indicator")),
        Column::number(cx.t("indicators-newest")),
        Column::text(cx.t("indicators-period")),
        Column::text(cx.t("indicators-trend")),
        Column::number(cx.t("indicator-level")),
        Column::text(cx.t("indicators-standing")),
    ];
    let row = |one: &Told| {
        let newest = top.filter(|_| one.is_open()).and_then(|top| one.newest(below, top));
        let level = one.indicator.level().filter(|_| one.is_open());
        vec![
            html! {
                a href=(format!("/indicator/{}/series", one.head.id)) { (title(&one.head, "title", &one.indicator.title)) }
                (beside(cx, one))
            },
            html! { @match &newest { Some((_, value, _)) => { (number(cx, &one.indicator, *value)) " " (parts(cx, one, *value)) }, None => span.muted { "–" } } },
            html! { @if let Some((date, _, _)) = &newest { time.nowrap datetime=(date) { (date) } } },
            html! { @if let Some((_, value, before)) = &newest { (trend(cx, *value, *before)) } },
            html! { @if let Some(level) = level { (counted(cx, &one.indicator, level)) } },
            standing(cx, one, newest.map(|(_, value, _)| value)),
        ]
    };
    let rows: Vec<_> = all.iter().map(row).collect();
    ui::table(&cx.t("indicators-title"), &columns, &rows)
}

/// What kind of figure it is, where it is not our own, and the newest that others have to set it beside (CTL-20).
fn beside(cx: &Context, one: &Told) -> Markup {
    let national = one.indicator.sort.0 != OWN && !one.head.withholds("sort");
    let newest = one.indicator.compared.iter().max_by_key(|row| row.date);
    let newest = newest.filter(|_| !one.head.withholds("compared") && one.is_open());
    let compared = newest.and_then(|row| Some((row, Number::read(&row.value)?)));
    html! {
        @if national { br; span.muted { (cx.term("indicator-type", &one.indicator.sort)) } }
        @if let Some((row, number)) = compared {
            br; span.muted { (row.whose) " " (row.date) ": " (counted(cx, &one.indicator, number)) }
        }
    }
}

/// A value with what it is counted in.
pub(super) fn number(cx: &Context, indicator: &Indicator, value: Value) -> String {
    counted(cx, indicator, indicator.told(value.number))
}

/// A number as it is, with what it is counted in.
fn counted(cx: &Context, indicator: &Indicator, number: Number) -> String {
    format!(
        "{}\u{a0}{}",
        number.told(cx.language),
        cx.term("indicator-unit", &indicator.counted_in)
    )
}

/// Of how many of the units that are asked a value was put together, where some are missing.
pub(super) fn parts(cx: &Context, one: &Told, value: Value) -> Markup {
    let asked = one.indicator.units.len();
    let values = [("n", value.parts.to_string()), ("total", asked.to_string())];
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let missing = value.parts < asked && !one.head.withholds("units");
    html! { @if missing { (ui::badge("part", &cx.t_with("indicators-parts", &values))) } }
}

/// Which way it went since the period before, in words.
fn trend(cx: &Context, value: Value, before: Option<Value>) -> String {
    let Some(before) = before else { return String::new() };
    cx.t(match value.number.cmp(&before.number) {
        std::cmp::Ordering::Greater => "indicators-up",
        std::cmp::Ordering::Less => "indicators-down",
        std::cmp::Ordering::Equal => "indicators-same",
    })
}

/// How a value stands to its level.
pub(super) fn standing(cx: &Context, one: &Told, value: Option<Value>) -> Markup {
    let stands =
        value.and_then(|value| one.indicator.standing(value.number)).filter(|_| one.is_open());
    match (stands, value) {
        (Some(Standing::Reached), _) => ui::badge("good", &cx.t("standing-reached")),
        (Some(Standing::Below), _) => ui::badge("part", &cx.t("standing-below")),
        (Some(Standing::Alarming), _) => ui::badge("bad", &cx.t("standing-alarming")),
        (None, Some(_)) => ui::badge("none", &cx.t("standing-none")),
        (None, None) => ui::badge("open", &cx.t("standing-unreported")),
    }
}
