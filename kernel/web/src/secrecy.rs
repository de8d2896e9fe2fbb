//! Secrecy on the page: what a mark withholds and on what ground, opening it, and setting a mark.

mod mark;
mod options;
mod reveal;
mod revealed;

use crate::{Context, ui};
use maud::{Markup, html};
use stadga_model::{
    Action, Disposal, Head, Instead, Mark, REASON, Reading, Record as _, Revision, Spec, Step,
    local_date,
};

pub(crate) use mark::{ask as ask_mark, many as mark_many, set as set_mark};
pub use options::{MarkedOptions, Purpose};
pub(crate) use reveal::{panel, show as reveal};
pub(crate) use revealed::{file, remember};

/// The scale of grounds for secrecy; a step's symbol is its sign in few letters.
pub(crate) const GROUNDS: &str = "secrecy-ground";
/// The kinds that secrecy itself keeps: they are not marked, and name other records' fields under [`FIELDS`].
const OWN: [&str; 3] = [Mark::KIND, Reading::KIND, Disposal::KIND];
pub(crate) const FIELDS: &str = "fields";

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
    let may = cx.door.actor().may_make_in(Mark::KIND, head.unit, &[head.id]);
    cx.past().is_none() && !OWN.contains(&head.kind.as_str()) && may
}

/// Whether the reader may set marks on some records of this kind.
pub(crate) fn may_mark_some(cx: &Context, spec: &Spec) -> bool {
    let reach = cx.door.actor().reach(Action::Create, Mark::KIND);
    cx.past().is_none() && !OWN.contains(&spec.kind) && reach.is_some()
}

/// The way to set a mark, for those who may.
pub(crate) fn action(cx: &Context, head: &Head) -> Markup {
    html! {
        @if may_mark(cx, head) {
            (ui::link_button(&format!("/{}/{}/mark", head.kind, head.id), "tertiary", Some("lock"), &cx.t("mark-set")))
        }
    }
}

/// What the fields that a mark withholds, or that a reading was of, are called on the page of the record that they are of;
/// none, where this is no such list. Where the reader may not know the record, its number still tells its kind.
pub(crate) fn field_names(
    cx: &Context,
    titles: &ui::Titles,
    (spec, record): (&Spec, &Revision),
) -> Option<Vec<String>> {
    let names = record.body.get(FIELDS).filter(|_| OWN.contains(&spec.kind))?.as_array()?;
    let text = |name: &str| record.body.get(name)?.as_str();
    let known = text("of").and_then(|id| titles.kind(id.parse().ok()?));
    let numbered = |spec: &Spec| {
        text("about").and_then(|number| number.strip_prefix(spec.prefix)?.strip_prefix('-'))
    };
    let by_number = || cx.app.kinds().iter().find(|kind| numbered(kind.spec).is_some());
    let kind = known.or_else(|| Some(by_number()?.spec.kind))?;
    let called = |name: &str| match name {
        REASON => cx.t("withheld-reason"),
        name => cx.maybe(&format!("{kind}-{name}")).unwrap_or_else(|| name.to_owned()),
    };
    Some(names.iter().filter_map(serde_json::Value::as_str).map(called).collect())
}
