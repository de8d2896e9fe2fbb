//! The matrix as a picture: each cell with its level and how many risks stand in it, and the way to those.

use stadga_model::{Step, Term};
use stadga_publish::chart::{Cell, Grid, GridRow, Shade, Tone};
use stadga_publish::document::Colour;
use stadga_web::Context;

use crate::{
    method::{Method, Moment},
    picture::{Seen, by_cell},
};

/// The signs of levels, from the lowest: what tells them apart without colour.
const SIGNS: [&str; 6] = ["●", "◐", "▲", "■", "◆", "★"];

/// So many steps are drawn whether or not risks stand on them.
const MANY: usize = 6;

/// The levels from the lowest.
pub(crate) fn levels(cx: &Context) -> &[Step] {
    let scale = cx.app.store.scales().get("risk-level");
    scale.map(|scale| scale.steps.as_slice()).unwrap_or_default()
}

/// What a level is called.
pub(crate) fn level_word(cx: &Context, level: &str) -> String {
    cx.term("risk-level", &Term::from(level))
}

/// The sign of the level at a place.
pub(crate) fn sign(place: usize) -> &'static str {
    SIGNS.get(place).copied().unwrap_or("★")
}

/// The colour of a step of a scale.
pub(crate) fn colour(step: &Step) -> Colour {
    match step.colour.as_deref() {
        Some("green") => Colour::Green,
        Some("yellow") => Colour::Yellow,
        Some("red") => Colour::Red,
        Some("white") => Colour::White,
        _ => Colour::Neutral,
    }
}

/// The levels as colours of a chart.
pub(crate) fn shades(cx: &Context) -> Vec<Shade> {
    let shade = |(place, step): (usize, &Step)| Shade {
        label: step.label(cx.language).to_owned(),
        sign: sign(place),
        tone: Tone::Grade(colour(step)),
    };
    levels(cx).iter().enumerate().map(shade).collect()
}

/// The way from a cell, by likelihood and consequence, to its risks.
pub(crate) type Way<'a> = &'a dyn Fn(i64, i64) -> String;

/// The risks in a method's matrix at a moment; `way` leads from the cells to their risks. With three factors a cell has the
/// level of the highest risk in it.
pub(crate) fn grid(
    cx: &Context,
    method: &Method,
    (risks, moment): (&[Seen], Moment),
    way: Option<Way<'_>>,
) -> Grid {
    let cells = by_cell(risks, method.family(), moment);
    let place = |level: &str| levels(cx).iter().position(|step| step.key == level);
    let cell = |likelihood: i64, consequence: i64| {
        let own = cells.get(&(likelihood, consequence)).map(Vec::as_slice).unwrap_or_default();
        let highest = || {
            let own = risks.iter().filter(|(head, _)| own.contains(&head.id));
            own.filter_map(|(_, risk)| place(risk.level(moment)?)).max()
        };
        let shade = match method.cell(likelihood, consequence) {
            Some(level) => place(level),
            None => highest(),
        };
        Cell {
            text: if own.is_empty() { String::new() } else { own.len().to_string() },
            shade,
            href: way.filter(|_| !own.is_empty()).map(|way| way(likelihood, consequence)),
        }
    };
    // Of long scales only the steps that risks stand on are drawn: the others would make it too small to read.
    let numbers = |steps: usize, stands: &dyn Fn(i64) -> bool| {
        let all = 1..=i64::try_from(steps).unwrap_or(0);
        all.filter(|step| steps <= MANY || stands(*step)).collect::<Vec<_>>()
    };
    let across = |step| cells.keys().any(|(_, consequence)| *consequence == step);
    let down = |step| cells.keys().any(|(likelihood, _)| *likelihood == step);
    let columns = numbers(method.consequence.len(), &across);
    let row = |likelihood: i64| GridRow {
        label: word(cx, &method.likelihood, likelihood),
        cells: columns.iter().map(|consequence| cell(likelihood, *consequence)).collect(),
    };
    let [first, second] = axes(method);
    let standing: usize = cells.values().map(Vec::len).sum();
    let when = cx.t(&format!("risks-when-{}", moment.key()));
    Grid {
        id: format!("matrix-{}", moment.key()),
        title: cx.t_with("risks-matrix-title", &[("when", &when)]),
        description: cx.t_with("risks-matrix-told", &[("count", &standing.to_string())]),
        axes: [cx.t(first), cx.t(second)],
        columns: columns.iter().map(|c| word(cx, &method.consequence, *c)).collect(),
        rows: numbers(method.likelihood.len(), &down).into_iter().rev().map(row).collect(),
        shades: shades(cx),
    }
}

/// A step with its number.
pub(crate) fn word(cx: &Context, steps: &[crate::method::Grade], value: i64) -> String {
    let step = crate::method::step(steps, value);
    format!("{value} {}", step.map(|step| step.label(cx.language)).unwrap_or_default())
}

/// What the axes are called: FMEA has words of its own.
pub(crate) fn axes(method: &Method) -> [&'static str; 2] {
    match method.has_detection() {
        true => ["risks-occurrence", "risks-severity"],
        false => ["risks-likelihood", "risks-consequence"],
    }
}
