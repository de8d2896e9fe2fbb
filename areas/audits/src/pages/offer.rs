//! Buttons that add a record from where one stands, filled with what is known there, for those who may add it.

use maud::{Markup, html};
use stadga_model::Action;
use stadga_web::{Context, ui};

/// Whether the reader may add records of a kind now; never on a past date.
pub fn may(cx: &Context, kind: &str) -> bool {
    cx.past().is_none() && cx.door.actor().reach(Action::Create, kind).is_some()
}

/// The button to a new record of a kind; nothing for those who may not add one. `fill` is what its form begins with,
/// `about` what tells it from other such buttons on the page.
pub fn new(cx: &Context, kind: &str, fill: &[(&str, String)], about: &str) -> Markup {
    let new = format!("/{kind}/new?");
    let from = new.len();
    let mut href = form_urlencoded::Serializer::for_suffix(new, from);
    let given = fill.iter().filter(|(_, value)| !value.is_empty());
    href.extend_pairs(given.map(|(name, value)| (*name, value.as_str())));
    let text = cx.t(&format!("{kind}-new"));
    let told = (!about.is_empty()).then(|| format!("{text}: {about}"));
    html! {
        @if may(cx, kind) {
            a.ds-button href=(href.finish()) data-variant="secondary" data-size="sm" aria-label=[told] {
                (ui::icon("plus")) (text)
            }
        }
    }
}

/// Several such buttons in a row.
pub fn row(buttons: &[Markup]) -> Markup {
    html! {
        @if buttons.iter().any(|button| !button.0.is_empty()) {
            div.actions { @for button in buttons { (button) " " } }
        }
    }
}

/// An id as a form takes it; empty where there is none.
pub fn id<R>(id: Option<stadga_model::Id<R>>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}
