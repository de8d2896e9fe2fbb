//! What there is no money for: summed by unit and measure by measure, for the budget's preparation (ISM-09, T5).

use axum::response::Response;
use maud::{Markup, html};
use stadga_model::{Head, Id, Money};
use stadga_organisation::Unit;
use stadga_web::{
    Context, Problem,
    ui::{self, Column, format},
};

use super::{measures, unit_name, units};
use crate::{
    Measure,
    unfunded::{Need, lacks_money, needs},
};

/// GET /board/unfunded
pub(super) async fn show(cx: Context) -> Result<Response, Problem> {
    let (units, mut measures) = (units(&cx).await?, measures(&cx).await?);
    measures.retain(|(_, measure)| lacks_money(measure));
    measures.sort_by_key(|(_, measure)| std::cmp::Reverse(measure.unfunded()));
    let page = cx.page(cx.t("unfunded-title")).lead(cx.t("unfunded-lead"));
    Ok(page.show(html! {
        @if measures.is_empty() { p { (cx.t("unfunded-none")) } } @else {
            (by_unit(&cx, &units, &measures))
            (each(&cx, &units, &measures))
        }
    }))
}

fn by_unit(cx: &Context, units: &[(Id<Unit>, Unit)], measures: &[(Head, Measure)]) -> Markup {
    let needs = needs(measures.iter().map(|(_, measure)| measure));
    let row = |name: String, need: &Need| {
        vec![
            html! { (name) },
            html! { (need.measures) },
            html! { (format::money(cx.language, need.lacking)) },
            html! { (need.unknown) },
        ]
    };
    let mut rows: Vec<_> =
        needs.iter().map(|(unit, need)| row(unit_name(cx, units, *unit), need)).collect();
    let sum = needs.values().fold(Need::default(), |sum, need| Need {
        measures: sum.measures + need.measures,
        lacking: Money(sum.lacking.0.saturating_add(need.lacking.0)),
        unknown: sum.unknown + need.unknown,
    });
    rows.push(row(cx.t("unfunded-sum"), &sum));
    let columns = [
        Column::text(cx.t("board-unit")),
        Column::number(cx.t("unfunded-count")),
        Column::number(cx.t("unfunded-lacking")),
        Column::number(cx.t("unfunded-unknown")),
    ];
    ui::table(&cx.t("unfunded-units"), &columns, &rows)
}

fn each(cx: &Context, units: &[(Id<Unit>, Unit)], measures: &[(Head, Measure)]) -> Markup {
    let money = |money: Option<Money>| {
        html! {
            @match money { Some(money) => { (format::money(cx.language, money)) } None => { span.muted { "–" } } }
        }
    };
    let row = |(head, measure): &(Head, Measure)| {
        let lacking = measure.cost.map(|_| measure.unfunded());
        vec![
            html! { a href=(format!("/measure/{}", head.id)) { (measure.title) } " " span.muted.nowrap { (head.number) } },
            html! { (unit_name(cx, units, measure.unit)) },
            money(measure.cost),
            money(measure.granted),
            money(lacking),
        ]
    };
    let columns = [
        Column::text(cx.t("measure-title")),
        Column::text(cx.t("measure-unit")),
        Column::number(cx.t("measure-cost")),
        Column::number(cx.t("measure-granted")),
        Column::number(cx.t("unfunded-lacking")),
    ];
    let rows: Vec<_> = measures.iter().map(row).collect();
    ui::table(&cx.t("unfunded-measures"), &columns, &rows)
}
