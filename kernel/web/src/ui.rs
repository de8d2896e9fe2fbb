//! Small functions that pages are made of: icons, badges, tabs, tables, empty states, pagers, faults, values.

mod badge;
mod chart;
mod findings;
pub mod format;
mod pager;
mod table;
mod titles;
mod value;

pub use badge::{badge, state_badge, step_badge};
pub use chart::{chart, picture};
pub(crate) use findings::standing;
pub use findings::{Said, error_summary, findings, said, sentence};
pub use pager::pager;
pub use table::{Column, SOME, some_rows, table};
pub use titles::Titles;
pub use value::Values;
pub(crate) use value::{is_blank, is_number};

use crate::{Context, assets};
use maud::{Markup, html};

/// An icon of `assets/icons.svg`; it says nothing by itself.
pub fn icon(name: &str) -> Markup {
    html! { svg.icon aria-hidden="true" { use href=(format!("{}#{name}", assets::address("icons.svg"))) {} } }
}

/// A link to a record by its title.
pub fn link(kind: &str, id: stadga_model::Id, title: &str) -> Markup {
    html! { a href=(format!("/{kind}/{id}")) { (title) } }
}

/// A day in a table; a dash where there is none.
pub fn day(date: Option<stadga_model::Date>) -> Markup {
    html! {
        @match date {
            Some(date) => { time.nowrap datetime=(date) { (date) } }
            None => { span.muted { "–" } }
        }
    }
}

/// A link that looks like a button. `variant`: `primary`, `secondary` or `tertiary`.
pub fn link_button(href: &str, variant: &str, symbol: Option<&str>, text: &str) -> Markup {
    html! {
        a.ds-button href=(href) data-variant=(variant) {
            @if let Some(symbol) = symbol { (icon(symbol)) }
            (text)
        }
    }
}

/// A box that opens under its button.
pub fn drop_down(symbol: Option<&str>, text: &str, variant: &str, content: &Markup) -> Markup {
    let small = (variant == "tertiary").then_some("sm");
    html! {
        details.drop-down {
            summary.ds-button data-variant=(variant) data-size=[small] {
                @if let Some(symbol) = symbol { (icon(symbol)) }
                (text)
            }
            (content)
        }
    }
}

/// The inputs of a filter form: in the open where there is room, else folded unless something is filtered.
pub(crate) fn filters(cx: &Context, filtered: bool, inputs: &Markup) -> Markup {
    html! {
        details.unfold data-unfold open[filtered] {
            summary { (cx.t("list-filter")) }
            div { (inputs) }
        }
    }
}

/// A tab: text, address, a count if there is one, and whether it is where the reader is.
pub struct Tab {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub href: String,
    /// How many things are there.
    pub count: Option<usize>,
    /// Whether the reader is there.
    pub here: bool,
}

/// Tabs: each is a page of its own.
pub fn tabs(label: &str, tabs: &[Tab]) -> Markup {
    html! {
        nav.tabs aria-label=(label) {
            @for tab in tabs {
                a href=(tab.href) aria-current=[tab.here.then_some("page")] {
                    (tab.text)
                    @if let Some(count) = tab.count { " " span.count { (count) } }
                }
            }
        }
    }
}

/// A section with a heading of the second level. `id` must be the only one on the page.
pub fn panel(id: &str, heading: &str, body: &Markup) -> Markup {
    html! {
        section.panel aria-labelledby=(id) {
            h2 id=(id) { (heading) }
            (body)
        }
    }
}

/// Where there is nothing to show: what would be here and how it comes.
pub fn empty(heading: &str, text: &str) -> Markup {
    html! { div.empty { h2 { (heading) } p { (text) } } }
}

/// A message. `colour`: `success`, `info`, `warning` or `danger`.
pub fn alert(colour: &str, body: &Markup) -> Markup {
    html! { div.ds-alert data-color=(colour) { (body) } }
}

/// The label and help of a field for a form: its text's key is `key`, its element's id is `id`.
pub fn label(cx: &Context, key: &str, id: &str, optional: bool) -> Markup {
    html! {
        label for=(id) {
            (cx.t(key))
            @if optional { " " span.optional { (cx.t("form-optional")) } }
        }
        @if let Some(help) = cx.maybe(&format!("{key}.help")) { p.help id=(format!("{id}-help")) { (help) } }
    }
}
