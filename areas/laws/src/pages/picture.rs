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
    let spans = spans(one, Quarter::of(cx.today()));
    let shade =
        |key: &str, sign, tone| Shade { label: cx.t(&format!("plan-shade-{key}")), sign, tone };
    let row = |line: &Line| GridRow {
        label: called(&line.head, "title", &line.part.title).to_owned(),
        cells: cells(cx, line, &spans, links),
    };
    Grid {
        id: "programme-plan".into(),
        title: cx.t("programme-picture"),
        description: cx.t("programme-picture-description"),
        axes: [cx.t("programme-parts"), cx.t("programme-quarters")],
        columns: spans.iter().map(|span| span.label(cx)).collect(),
        rows: one.lines.iter().map(row).collect(),
        shades: vec![
            shade("done", "●", Tone::Grade(Colour::Green)),
            shade("running", "◐", Tone::Grade(Colour::Yellow)),
            shade("planned", "▷", Tone::Plain(0)),
            shade("late", "○", Tone::Grade(Colour::Red)),
        ],
    }
}

/// A quarter of a year, counted from the year 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Quarter(i32);

impl Quarter {
    fn of(day: Date) -> Self {
        Self(i32::from(day.year()) * 4 + (i32::from(day.month()) - 1) / 3)
    }

    fn label(self, cx: &Context) -> String {
        let (year, number) =
            (self.0.div_euclid(4).to_string(), (self.0.rem_euclid(4) + 1).to_string());
        cx.t_with("plan-quarter", &[("q", &number), ("year", &year)])
    }
}

/// What a column stands for: a quarter, or all before one, or one and all after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    from: Option<Quarter>,
    to: Option<Quarter>,
}

impl Span {
    fn holds(self, quarter: Quarter) -> bool {
        self.meets(quarter, quarter)
    }

    /// Whether it has anything of what lies between these two.
    fn meets(self, from: Quarter, to: Quarter) -> bool {
        self.from.is_none_or(|first| to >= first) && self.to.is_none_or(|last| from <= last)
    }

    fn label(self, cx: &Context) -> String {
        match (self.from, self.to) {
            (Some(from), Some(_)) => from.label(cx),
            (Some(from), None) => cx.t_with("plan-after", &[("quarter", &from.label(cx))]),
            (None, to) => {
                let next = to.map(|to| Quarter(to.0 + 1).label(cx)).unwrap_or_default();
                cx.t_with("plan-before", &[("quarter", &next)])
            }
        }
    }
}

/// So many quarters have room beside what lies before and after them.
const ROOM: i32 = 7;
/// So many quarters before today's are shown.
const BACK: i32 = 2;

/// The columns between the first and the last quarter, with today's among them.
fn columns(first: Quarter, last: Quarter, today: Quarter) -> Vec<Span> {
    let start = first.0.max((today.0 - BACK).min(last.0 - ROOM + 1));
    let end = last.0.min(start + ROOM - 1);
    let before = Span { from: None, to: Some(Quarter(start - 1)) };
    let quarter = |at: i32| {
        let open = at == end && last.0 > end;
        Span { from: Some(Quarter(at)), to: (!open).then_some(Quarter(at)) }
    };
    let before = (first.0 < start).then_some(before);
    before.into_iter().chain((start..=end).map(quarter)).collect()
}

/// The columns that the parts lie in.
fn spans(one: &Programmed, today: Quarter) -> Vec<Span> {
    let told = one.lines.iter().filter(|line| line.alarm.is_some()).map(|line| &line.part);
    let days: Vec<Date> = told
        .flat_map(|part| [part.started, part.latest_start(), part.done, part.due, part.earliest])
        .flatten()
        .collect();
    match (days.iter().min(), days.iter().max()) {
        (Some(first), Some(last)) => columns(Quarter::of(*first), Quarter::of(*last), today),
        _ => Vec::new(),
    }
}

/// The boxes of a part; the first that has something leads to it.
fn cells(cx: &Context, line: &Line, spans: &[Span], links: bool) -> Vec<Cell> {
    let mut cells: Vec<Cell> = spans.iter().map(|span| cell(cx, line, *span)).collect();
    if let Some(first) = cells.iter_mut().find(|cell| links && cell.shade.is_some()) {
        first.href = Some(format!("/{}/{}", Part::KIND, line.head.id));
    }
    cells
}

/// What of a part falls in a column.
fn cell(cx: &Context, line: &Line, span: Span) -> Cell {
    let part = &line.part;
    let today = Quarter::of(cx.today());
    let Some(alarm) = line.alarm.filter(|_| part.state != State::Dropped) else {
        return Cell::default();
    };
    let latest = part.latest_start().map(Quarter::of);
    let end = part.done.or(part.due).map(Quarter::of);
    let Some(from) = part.started.map(Quarter::of).or(latest).or(end) else {
        return Cell::default();
    };
    let late = matches!(alarm, Alarm::Late(_));
    let to = if late { end.map(|end| end.max(today)) } else { end };
    let to = to.unwrap_or(if part.state.is_open() { today } else { from }).max(from);
    if !span.meets(from, to) {
        return Cell::default();
    }
    let due = part.due.map(Quarter::of);
    let overdue = late && due.is_some_and(|due| span.to.is_none_or(|last| last >= due));
    let missed = matches!(alarm, Alarm::Passed(_)) && span.from.is_none_or(|first| first <= today);
    let shade = match part.state {
        State::Done => 0,
        _ if overdue || missed => 3,
        State::NotStarted => 2,
        _ => 1,
    };
    let starts = part.state == State::NotStarted && latest.is_some_and(|day| span.holds(day));
    let text = match (starts, end.is_some_and(|end| span.holds(end))) {
        (true, _) => cx.t("plan-start"),
        (_, true) => cx.t("plan-end"),
        _ => String::new(),
    };
    Cell { text, shade: Some(shade), href: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quarter(day: &str) -> Quarter {
        Quarter::of(day.parse().unwrap())
    }

    #[test]
    fn nis_03_quarters_follow_each_other_over_the_new_year() {
        assert_eq!(quarter("2025-01-01"), quarter("2025-03-31"));
        assert_eq!(quarter("2025-04-01").0, quarter("2025-03-31").0 + 1);
        assert_eq!(quarter("2026-01-01").0, quarter("2025-12-31").0 + 1);
    }

    #[test]
    fn nis_03_what_has_no_room_is_gathered_before_and_after() {
        let spans = columns(quarter("2024-11-25"), quarter("2026-12-31"), quarter("2025-04-30"));
        assert_eq!(spans.len(), 7, "nothing lies before");
        assert_eq!(spans[0].from, Some(quarter("2024-11-25")));
        assert_eq!(spans[6], Span { from: Some(quarter("2026-06-30")), to: None });
        let spans = columns(quarter("2024-11-25"), quarter("2027-03-31"), quarter("2026-11-20"));
        assert_eq!(spans.len(), 8);
        assert_eq!(spans[0], Span { from: None, to: Some(quarter("2025-06-30")) });
        assert!(spans[7].holds(quarter("2027-03-31")) && spans[7].to.is_some());
    }

    proptest! {
        #[test]
        fn nis_03_every_quarter_between_the_ends_has_one_column(
            first in 8_000i32..8_200, length in 0i32..40, today in 8_000i32..8_250,
        ) {
            let (first, last) = (Quarter(first), Quarter(first + length));
            let spans = columns(first, last, Quarter(today));
            for at in first.0..=last.0 {
                let held = spans.iter().filter(|span| span.holds(Quarter(at))).count();
                prop_assert_eq!(held, 1, "{} in {:?}", at, spans);
            }
            prop_assert!(spans.len() <= 8);
        }
    }
}
