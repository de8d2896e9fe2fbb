//! The pictures of maturity: heat map, radar, trend; the same on pages and in documents, each with its table.

use stadga_publish::{
    chart::{Cell, Grid, GridRow, Radar, Shade, Table, Tone, Trace, Trend},
    document::Colour,
};
use stadga_web::{Context, published::language};

use crate::{
    level::Level,
    measurement::{Measurement, shown},
    model::{Model, Way},
};

/// At most so many lines on a radar.
const LINES: usize = 4;
/// And over time, where each bears its name at its end.
const IN_TREND: usize = 12;

/// Administrations by areas. On pages each cell leads to what was answered.
pub(crate) fn heat(cx: &Context, measurement: &Measurement, linked: bool) -> Grid {
    let row = |label: String, levels: &[Level], href: Option<String>| {
        let cell = |level: &Level| Cell {
            text: level.map(|_| shown(cx, measurement.model.way, *level)).unwrap_or_default(),
            shade: level.map(|level| shade(measurement.model, level)),
            href: href.clone(),
        };
        GridRow { label, cells: levels.iter().map(cell).collect() }
    };
    let parts = measurement.parts.iter().map(|part| {
        let href = linked.then(|| format!("/maturity-assessment/{}", part.head.id));
        row(part.name.clone(), &part.levels, href)
    });
    let all = row(cx.t("maturity-all"), &measurement.joint(), None);
    Grid {
        id: "mognad-karta".into(),
        title: cx.t_with("maturity-heat", &[("round", &measurement.round.title)]),
        description: cx.t("maturity-heat-description"),
        axes: [cx.t("maturity-assessment-unit"), cx.t("maturity-area")],
        columns: measurement.areas(cx),
        rows: parts.chain([all]).collect(),
        shades: shades(cx),
    }
}

/// The heat map's numbers where there is no room for a column for each area: all levels of a unit in one cell.
pub(crate) fn told(cx: &Context, measurement: &Measurement) -> Table {
    let areas = measurement.areas(cx);
    let row = |name: &str, levels: &[Level]| {
        let levels = areas.iter().zip(levels);
        let levels = levels
            .map(|(area, level)| format!("{area} {}", shown(cx, measurement.model.way, *level)));
        vec![name.to_owned(), levels.collect::<Vec<_>>().join(" · ")]
    };
    let parts = measurement.parts.iter().map(|part| row(&part.name, &part.levels));
    let all = row(&cx.t("maturity-all"), &measurement.joint());
    Table {
        header: vec![cx.t("maturity-assessment-unit"), cx.t("maturity-levels")],
        rows: parts.chain([all]).collect(),
    }
}

/// Low, between, high: told by a sign and a word too.
fn shades(cx: &Context) -> Vec<Shade> {
    let shade =
        |key: &str, sign, colour| Shade { label: cx.t(key), sign, tone: Tone::Grade(colour) };
    vec![
        shade("maturity-low", "○", Colour::Red),
        shade("maturity-middle", "◐", Colour::Yellow),
        shade("maturity-high", "●", Colour::Green),
    ]
}

/// The place among the shades.
fn shade(model: &Model, level: i64) -> usize {
    match level {
        level if level < model.low => 0,
        level if level < model.high => 1,
        _ => 2,
    }
}

/// One line for each measurement: this round, the last one.
pub(crate) fn radar(
    cx: &Context,
    title: String,
    model: &Model,
    lines: Vec<(String, Vec<Level>)>,
) -> Radar {
    let trace = |(name, levels): (String, Vec<Level>)| Trace {
        name,
        values: levels.iter().map(value).collect(),
    };
    let spokes = model.areas.iter().map(|area| crate::measurement::area_name(cx, area)).collect();
    Radar {
        id: "mognad-radar".into(),
        title,
        description: cx.t("maturity-radar-description"),
        spoke_title: cx.t("maturity-area"),
        spokes,
        language: language(cx.language),
        scale: [0.0, model.highest() as f64],
        traces: lines.into_iter().take(LINES).map(trace).collect(),
    }
}

/// A radar's numbers as levels are written: 2,0 and not 2.
pub(crate) fn of_radar(cx: &Context, way: Way, radar: &Radar) -> Table {
    written(cx, way, radar.table(), &radar.traces)
}

/// A trend's numbers, in the same way.
pub(crate) fn of_trend(cx: &Context, way: Way, trend: &Trend) -> Table {
    written(cx, way, trend.table(), &trend.traces)
}

/// A table whose first column names the row and each other is a line's, with its values as levels.
fn written(cx: &Context, way: Way, table: Table, traces: &[Trace]) -> Table {
    let level = |value: Option<f64>| shown(cx, way, value.map(tenths));
    let row = |(at, row): (usize, &Vec<String>)| {
        let name = row.first().cloned().unwrap_or_default();
        let values = traces.iter().map(|trace| level(trace.values.get(at).copied().flatten()));
        std::iter::once(name).chain(values).collect()
    };
    let rows = table.rows.iter().enumerate().map(row).collect();
    Table { header: table.header, rows }
}

/// The other way round: 2.7 is 27.
fn tenths(value: f64) -> i64 {
    (value * 10.0).round() as i64
}

fn value(level: &Level) -> Option<f64> {
    level.map(|tenths| tenths as f64 / 10.0)
}

/// The level in all from round to round: all together first, then the units that are lowest now.
pub(crate) fn trend(cx: &Context, series: &[Measurement]) -> Option<Trend> {
    let newest = series.last()?;
    let mut units: Vec<_> = newest.parts.iter().collect();
    units.sort_by_key(|part| (last(series, part.assessment.unit), part.name.clone()));
    let of = |unit| series.iter().map(|one| value(&one.total_of(unit))).collect();
    let all = Trace { name: cx.t("maturity-all"), values: of(None) };
    let units = units.into_iter().take(IN_TREND - 1);
    let units =
        units.map(|part| Trace { name: part.name.clone(), values: of(Some(part.assessment.unit)) });
    Some(Trend {
        id: "mognad-trend".into(),
        title: cx.t("maturity-trend"),
        description: cx.t("maturity-trend-description"),
        period_title: cx.t("maturity-round-year"),
        periods: series.iter().map(|one| one.round.year.to_string()).collect(),
        unit: cx.t("maturity-assessment-level"),
        language: language(cx.language),
        traces: std::iter::once(all).chain(units).collect(),
        level: None,
    })
}

/// The newest level that is known of a unit; what was never known comes last.
fn last(series: &[Measurement], unit: stadga_model::Id<stadga_organisation::Unit>) -> i64 {
    let known = series.iter().rev().find_map(|one| one.total_of(Some(unit)));
    known.unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ctl_06_colours_go_by_the_models_own_limits() {
        let model = Model::named("levels").unwrap();
        let levels = [0, 19, 20, 34, 35, 50];
        assert_eq!(levels.map(|level| shade(model, level)), [0, 0, 1, 1, 2, 2]);
        assert_eq!(value(&Some(27)), Some(2.7));
        assert!((0..=50).all(|level| value(&Some(level)).map(tenths) == Some(level)));
    }
}
