//! A chart on a page, with its numbers as a table that unfolds.

use super::table::{Column, table};
use crate::Context;
use maud::{Markup, PreEscaped, html};
use stadga_publish::chart::Table;

/// A chart under its title: `svg` is what the chart draws, `numbers` what it tells as a table.
pub fn chart(cx: &Context, title: &str, svg: String, numbers: Table) -> Markup {
    let columns: Vec<_> = numbers.header.into_iter().map(Column::text).collect();
    let row = |row: Vec<String>| row.into_iter().map(|cell| html! { (cell) }).collect();
    let rows: Vec<Vec<Markup>> = numbers.rows.into_iter().map(row).collect();
    html! {
        figure.chart.panel {
            figcaption { (title) }
            (PreEscaped(svg))
            details.fold { summary { (cx.t("chart-numbers")) } (table(title, &columns, &rows)) }
        }
    }
}
