//! Secrecy on the page: what a mark withholds and on what ground, opening it, and setting a mark.

mod mark;
mod reveal;

use crate::{Context, ui};
use maud::{Markup, html};
use stadga_model::{Head, Instead, Mark, Record as _, Step, local_date};

pub(crate) use mark::{ask as ask_mark, set as set_mark};
pub(crate) use reveal::{panel, show as reveal};

/// The scale of grounds for secrecy; a step's symbol is its sign in few letters.
pub(crate) const GROUNDS: &str = "secrecy-ground";

/// A ground by its key.
fn ground<'a>(cx: &'a Context, key: &str) -> Option<&'a Step> {
    cx.door.store().scales().get(GROUNDS)?.step(key)
}

/// What stands in a value's place: that it is withheld, and on what ground; or that it is gone, by what and when.
pub(crate) fn instead(cx: &Context, instead: &Instead) -> Markup {
    let key = &*instead.ground;
    if let Some(gone) = &instead.gone {
        return html! {
            span.withheld {
                (cx.t("disposed")) " " span.muted { (gone.by) " " (local_date(gone.at)) }
            }
        };
    }
    let step = ground(cx, key);
    let sign = step.and_then(|step| step.symbol.as_deref()).unwrap_or(key);
    let words = step.map_or(key, |step| step.label(cx.language));
    html! {
        span.withheld title=(words) {
            (ui::icon("lock")) " " (cx.t("withheld")) " " span.muted { (sign) }
        }
    }
}

/// Whether the reader may set a mark on a record of this unit.
fn may_mark(cx: &Context, head: &Head) -> bool {
    let own = [Mark::KIND, stadga_model::Reading::KIND, stadga_model::Disposal::KIND];
    let may = cx.door.actor().may_make(Mark::KIND, head.unit);
    cx.past().is_none() && !own.contains(&head.kind.as_str()) && may
}

/// The way to set a mark, for those who may.
pub(crate) fn action(cx: &Context, head: &Head) -> Markup {
    html! {
        @if may_mark(cx, head) {
            (ui::link_button(&format!("/{}/{}/mark", head.kind, head.id), "tertiary", Some("lock"), &cx.t("mark-set")))
        }
    }
}
