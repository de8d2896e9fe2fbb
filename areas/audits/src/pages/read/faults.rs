//! What stops the making of records, each fault with the finding that it speaks of and the way there.

use maud::{Markup, html};
use stadga_model::{Draft, Finding};
use stadga_web::{Context, ui};

use super::{
    chosen::{Chosen, all},
    found::{Found, Group},
    item,
};

/// A line for each fault.
pub fn told(
    cx: &Context,
    (groups, chosen): (&[Group], &Chosen),
    drafts: &[Draft],
    faults: &[Finding],
) -> Vec<Markup> {
    let blocking = faults.iter().filter(|fault| fault.is_blocking());
    let line = |fault: &Finding| {
        let place = placed(groups, fault).or_else(|| worded(cx, (groups, chosen), drafts, fault));
        html! {
            @if let Some(found) = place { a href=(format!("#{}", item::anchor(found))) { (item::short(&found.text)) } ": " }
            (ui::sentence(cx, fault))
        }
    };
    blocking.map(line).collect()
}

/// The finding whose place the fault names: `follow_ups.2.grade`.
fn placed<'a>(groups: &'a [Group], fault: &Finding) -> Option<&'a Found> {
    let path = fault.field.as_deref()?;
    all(groups)
        .find(|found| path.strip_prefix(&found.path).is_some_and(|rest| rest.starts_with('.')))
}

/// The finding whose words the record has that the fault stops.
fn worded<'a>(
    cx: &Context,
    (groups, chosen): (&'a [Group], &Chosen),
    drafts: &[Draft],
    fault: &Finding,
) -> Option<&'a Found> {
    let draft = drafts.iter().find(|draft| Some(draft.id) == fault.record)?;
    let title = cx.door.kind(draft.kind).ok()?.spec.title;
    let title = draft.body.get(title)?.as_str()?;
    all(groups).find(|found| chosen.text(found).trim() == title.trim())
}
