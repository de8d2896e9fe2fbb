//! A picture on a page, with what tells the same in words below it.

use super::table::{Column, table};
use crate::Context;
use maud::{Markup, PreEscaped, html};
use stadga_publish::chart::{Table, keeps_size};

/// A chart under its title: `svg` is what the chart draws, `numbers` what it tells as a table that unfolds.
pub fn chart(cx: &Context, title: &str, svg: String, numbers: Table) -> Markup {
    let columns: Vec<_> = numbers.header.into_iter().map(Column::text).collect();
    let row = |row: Vec<String>| row.into_iter().map(|cell| html! { (cell) }).collect();
    let rows: Vec<Vec<Markup>> = numbers.rows.into_iter().map(row).collect();
    let below = html! {
        details.fold { summary { (cx.t("chart-numbers")) } (table(title, &columns, &rows)) }
    };
    picture(title, &svg, &below)
}

/// A picture under its title, and `below` it what explains it or tells it in words. It is scrolled within its frame where there is
/// no room for it: it is never so small that its words cannot be read.
pub fn picture(title: &str, svg: &str, below: &Markup) -> Markup {
    html! {
        figure.chart.panel.layered[keeps_size(svg)] {
            figcaption { (title) }
            div.table-wrap tabindex="0" role="region" aria-label=(title) { (PreEscaped(svg)) }
            (below)
        }
    }
}
