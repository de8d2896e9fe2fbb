//! A programme's plan as a picture: a row for each part, a box for each quarter (NIS-03, T36).

use stadga_model::{Date, Record as _};
use stadga_publish::{
    chart::{Cell, Grid, GridRow, Shade, Tone},
    document::Colour,
};
use stadga_web::Context;

use super::called;
use crate::{
    Part,
    part::{Alarm, State},
    programmed::{Line, Programmed},
};

/// The plan over quarters: what is done, under way, planned, and what is late. `links` where its cells may be clicked.
pub(crate) fn grid(cx: &Context, one: &Programmed, links: bool) -> Grid {
    let quarters = quarters(one);
    let shade =
        |key: &str, sign, tone| Shade { label: cx.t(&format!("plan-shade-{key}")), sign, tone };
    let row = |line: &Line| GridRow {
        label: called(&line.head, "title", &line.part.title).to_owned(),
        cells: quarters.iter().map(|quarter| cell(cx, line, *quarter, links)).collect(),
    };
    Grid {
        id: "programme-plan".into(),
        title: cx.t("programme-picture"),
        description: cx.t("programme-picture-description"),
        axes: [cx.t("programme-parts"), cx.t("programme-quarters")],
        columns: quarters.iter().map(|quarter| quarter.label(cx)).collect(),
        rows: one.lines.iter().map(row).collect(),
        shades: vec![
            shade("done", "●", Tone::Grade(Colour::Green)),
            shade("running", "◐", Tone::Grade(Colour::Yellow)),
            shade("planned", "▷", Tone::Plain(0)),
            shade("late", "○", Tone::Grade(Colour::Red)),
        ],
    }
}

/// A quarter of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Quarter {
    year: i16,
    number: i8,
}

impl Quarter {
    fn of(day: Date) -> Self {
        Self { year: day.year(), number: (day.month() - 1) / 3 + 1 }
    }

    fn next(self) -> Self {
        match self.number {
            4 => Self { year: self.year + 1, number: 1 },
            number => Self { number: number + 1, ..self },
        }
    }

    fn label(self, cx: &Context) -> String {
        let values = [("q", self.number.to_string()), ("year", self.year.to_string())];
        cx.t_with("plan-quarter", &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    }
}

/// So many quarters have room.
const ROOM: usize = 14;

/// The quarters that the parts lie in, the last ones where there are too many.
fn quarters(one: &Programmed) -> Vec<Quarter> {
    let told = one.lines.iter().filter(|line| line.alarm.is_some()).map(|line| &line.part);
    let days: Vec<Date> = told
        .flat_map(|part| [part.started, part.latest_start(), part.done, part.due, part.earliest])
        .flatten()
        .collect();
    let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) else {
        return Vec::new();
    };
    let (mut at, last) = (Quarter::of(*first), Quarter::of(*last));
    let mut quarters = vec![at];
    while at < last {
        at = at.next();
        quarters.push(at);
    }
    quarters.split_off(quarters.len().saturating_sub(ROOM))
}

/// What of a part falls in a quarter.
fn cell(cx: &Context, line: &Line, quarter: Quarter, links: bool) -> Cell {
    let part = &line.part;
    let Some(alarm) = line.alarm else { return Cell::default() };
    let today = cx.today();
    let from = part.started.or(part.latest_start()).map(Quarter::of);
    let to = part.done.or(part.due).map(Quarter::of);
    let Some(from) = from.or(to) else { return Cell::default() };
    let open_end = if part.state.is_open() { Quarter::of(today) } else { from };
    let late = matches!(alarm, Alarm::Late(_));
    let to = if late { to.map(|to| to.max(open_end)) } else { to }.unwrap_or(open_end);
    if quarter < from || quarter > to.max(from) || part.state == State::Dropped {
        return Cell::default();
    }
    let overdue = late && part.due.map(Quarter::of).is_some_and(|due| quarter >= due);
    let missed = matches!(alarm, Alarm::Passed(_)) && quarter <= Quarter::of(today);
    let shade = match part.state {
        State::Done => 0,
        _ if overdue || missed => 3,
        State::NotStarted => 2,
        _ => 1,
    };
    let start =
        part.state == State::NotStarted && part.latest_start().map(Quarter::of) == Some(quarter);
    let end = part.done.or(part.due).map(Quarter::of) == Some(quarter);
    let text = match (start, end) {
        (true, _) => cx.t("plan-start"),
        (_, true) => cx.t("plan-end"),
        _ => String::new(),
    };
    let href = (links && quarter == from).then(|| format!("/{}/{}", Part::KIND, line.head.id));
    Cell { text, shade: Some(shade), href }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nis_03_quarters_follow_each_other_over_the_new_year() {
        let quarter = |day: &str| Quarter::of(day.parse().unwrap());
        assert_eq!(quarter("2025-03-31"), Quarter { year: 2025, number: 1 });
        assert_eq!(quarter("2025-04-01"), Quarter { year: 2025, number: 2 });
        assert_eq!(quarter("2025-12-31").next(), quarter("2026-01-01"));
        assert!(quarter("2025-12-31") < quarter("2026-01-01"));
    }
}
