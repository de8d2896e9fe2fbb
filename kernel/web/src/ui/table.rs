//! A plain table with a caption.

use crate::Context;
use maud::{Markup, html};

/// So many rows are shown where there can be any number; the rest are counted.
pub const SOME: usize = 200;

/// A column: its heading, and whether it holds numbers.
pub struct Column {
    /// Its heading.
    pub text: String,
    /// Whether its cells stand to the right.
    pub number: bool,
}

impl Column {
    /// A column of text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: false }
    }

    /// A column of numbers.
    pub fn number(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: true }
    }
}

/// A table; the first cell of each row names the row.
pub fn table(caption: &str, columns: &[Column], rows: &[Vec<Markup>]) -> Markup {
    let class = |at: usize| columns.get(at).is_some_and(|column| column.number).then_some("number");
    html! {
        div.table-wrap tabindex="0" role="region" aria-label=(caption) {
            table.ds-table {
                caption { (caption) }
                thead {
                    tr { @for column in columns { th.number[column.number] scope="col" { (column.text) } } }
                }
                tbody {
                    @for row in rows {
                        tr {
                            @for (at, cell) in row.iter().enumerate() {
                                @if at == 0 { th scope="row" { (cell) } } @else { td class=[class(at)] { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A panel with the first rows of one sort under their headings, and how many more there are; nothing where there are none.
pub fn some_rows(cx: &Context, key: &str, heads: &[&str], rows: &[Markup]) -> Markup {
    let id = format!("{key}-rows");
    html! {
        @if !rows.is_empty() {
            (super::panel(&id, &cx.t(key), &html! {
                div.table-wrap tabindex="0" role="region" aria-labelledby=(id) {
                    table.ds-table {
                        thead { tr { @for head in heads { th scope="col" { (cx.t(head)) } } } }
                        tbody { @for row in rows.iter().take(SOME) { (row) } }
                    }
                }
                @if rows.len() > SOME {
                    p { (cx.t_with("import-more", &[("n", &(rows.len() - SOME).to_string())])) }
                }
            }))
        }
    }
}
