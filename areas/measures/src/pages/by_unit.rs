//! The board's table by unit: open, overdue, and without all their money.

use std::collections::BTreeMap;

use maud::{Markup, html};
use stadga_model::{Date, Head, Id};
use stadga_organisation::Unit;
use stadga_web::{
    Context,
    ui::{self, Column},
};

use super::{
    board::{OPEN, OVERDUE, UNFUNDED},
    unit_name,
};
use crate::{Measure, unfunded::lacks_money};

/// A unit's figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Figures {
    open: usize,
    overdue: usize,
    unfunded: usize,
}

/// Whether a measure that is still to be done is past its day.
pub(super) fn is_overdue(measure: &Measure, today: Date) -> bool {
    !measure.state.has_ended() && measure.due.is_some_and(|due| due < today)
}

fn count<'a>(
    measures: impl Iterator<Item = &'a Measure>,
    today: Date,
) -> BTreeMap<Option<Id<Unit>>, Figures> {
    let mut units = BTreeMap::<_, Figures>::new();
    for measure in measures.filter(|measure| !measure.state.has_ended()) {
        let figures = units.entry(measure.unit).or_default();
        figures.open += 1;
        figures.overdue += usize::from(is_overdue(measure, today));
        figures.unfunded += usize::from(lacks_money(measure));
    }
    units
}

/// The table, the unit with most overdue measures first.
pub(super) fn table(
    cx: &Context,
    units: &[(Id<Unit>, Unit)],
    measures: &[(Head, Measure)],
) -> Markup {
    let counted = count(measures.iter().map(|(_, measure)| measure), cx.today());
    let mut counted: Vec<_> = counted.into_iter().collect();
    counted.sort_by_key(|(_, figures)| std::cmp::Reverse((figures.overdue, figures.open)));
    let row = |(unit, figures): &(Option<Id<Unit>>, Figures)| {
        let filter = unit.map_or_else(|| "unit.empty=1".into(), |unit| format!("unit={unit}"));
        let name = unit_name(cx, units, *unit);
        let list = |more: &str| format!("/measure?{OPEN}{more}&{filter}");
        let number = |number: usize, more: &str| {
            html! { @if number == 0 { (number) } @else { a href=(list(more)) { (number) } } }
        };
        vec![
            html! { a href=(list("")) { (name) } },
            html! { (figures.open) },
            number(figures.overdue, OVERDUE),
            number(figures.unfunded, UNFUNDED),
        ]
    };
    let rows: Vec<_> = counted.iter().map(row).collect();
    let number = |text: &str| Column::number(cx.t(text));
    let columns = [
        Column::text(cx.t("board-unit")),
        number("board-units-open"),
        number("board-units-overdue"),
        number("board-units-unfunded"),
    ];
    html! { @if !rows.is_empty() { (ui::table(&cx.t("board-units"), &columns, &rows)) } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        measure::{Funding, State},
        tests::{id, measure},
    };

    #[test]
    fn ism_07_units_are_counted_by_what_is_still_to_be_done() {
        let today: Date = "2024-01-24".parse().unwrap();
        let unit = Some(id(1));
        let late = Measure { unit, due: "2024-01-23".parse().ok(), ..measure(State::InProgress) };
        let poor = Measure { unit, funding: Some(Funding::Unfunded), ..measure(State::Proposed) };
        let ended = Measure { state: State::Closed, ..late.clone() };
        let nowhere = measure(State::Decided);
        let counted = count([&late, &poor, &ended, &nowhere].into_iter(), today);
        let figures = |open, overdue, unfunded| Figures { open, overdue, unfunded };
        assert_eq!(counted, BTreeMap::from([(unit, figures(2, 1, 1)), (None, figures(1, 0, 0))]));
    }
}
