//! A chart on a page, with its numbers as a table that unfolds.

use super::table::{Column, table};
use crate::Context;
use maud::{Markup, PreEscaped, html};
use stadga_publish::chart::{Table, keeps_size};

/// A chart under its title: `svg` is what the chart draws, `numbers` what it tells as a table. One that leads on is scrolled
/// within its frame where there is no room for it.
pub fn chart(cx: &Context, title: &str, svg: String, numbers: Table) -> Markup {
    let columns: Vec<_> = numbers.header.into_iter().map(Column::text).collect();
    let row = |row: Vec<String>| row.into_iter().map(|cell| html! { (cell) }).collect();
    let rows: Vec<Vec<Markup>> = numbers.rows.into_iter().map(row).collect();
    html! {
        figure.chart.panel.layered[keeps_size(&svg)] {
            figcaption { (title) }
            @if keeps_size(&svg) {
                div.table-wrap tabindex="0" role="region" aria-label=(title) { (PreEscaped(svg)) }
            } @else {
                (PreEscaped(svg))
            }
            details.fold { summary { (cx.t("chart-numbers")) } (table(title, &columns, &rows)) }
        }
    }
}
