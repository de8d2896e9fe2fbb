//! The menu: the first page, the register of breaches, each area's entries folded under its name, the accounts; all of it as
//! far as the reader may use it. The fold that holds the reader's place is open.

use super::frame;
use crate::{Area, Context, Menu, breach_page, sign_in::may_keep, ui::icon};
use maud::{Markup, html};
use stadga_model::Action;

/// The accounts are the kernel's own: entries for those who keep them.
const ACCOUNTS: [(&str, &str); 2] =
    [("accounts", "/accounts"), ("accounts-history", "/accounts/history")];

/// The menu with the reader's place marked.
pub(super) fn nav(cx: &Context) -> Markup {
    let here = cx.path.split('?').next().unwrap_or("/");
    let mut areas: Vec<_> = cx.app.areas.iter().map(|area| (area, entries(cx, area))).collect();
    areas.retain(|(_, entries)| !entries.is_empty());
    areas.sort_by_key(|(_, entries)| entries.first().map(|entry| entry.order));
    let own = areas.iter().flat_map(|(_, entries)| entries).map(|entry| entry.href);
    let marked = marked(own.chain(ACCOUNTS.map(|(_, href)| href)).chain([breach_page::PATH]), here);
    let link = |text: &str, href: &'static str| {
        html! { li { a href=(href) aria-current=[(Some(href) == marked).then_some("page")] { (cx.t(text)) } } }
    };
    let group = |text: &str, entries: &[(&str, &'static str)]| {
        let here = entries.iter().any(|(_, href)| Some(*href) == marked);
        html! {
            details.group open[here] {
                summary { h2 { (cx.t(text)) } }
                ul { @for (text, href) in entries { (link(text, href)) } }
            }
        }
    };
    html! {
        nav.menu aria-label=(cx.t("shell-menu-main")) {
            details {
                summary { (icon("menu")) (cx.t("shell-menu")) }
                ul {
                    li { a href="/" aria-current=[(here == "/").then_some("page")] { (icon("home")) (cx.t("home")) } }
                    (link("breaches", breach_page::PATH))
                }
                @for (area, entries) in &areas {
                    @let entries: Vec<_> = entries.iter().map(|entry| (entry.text, entry.href)).collect();
                    (group(&format!("area-{}", area.name), &entries))
                }
                @if may_keep(cx) && cx.past().is_none() { (group("menu-accounts", &ACCOUNTS)) }
                (frame::as_of(cx, "as-of-narrow"))
            }
        }
    }
}

/// An area's entries that the reader may use, in their order.
fn entries<'a>(cx: &Context, area: &'a Area) -> Vec<&'a Menu> {
    let actor = cx.door.actor();
    let may = |entry: &&Menu| {
        let mut needs = area.needs.iter().filter(|need| need.href == entry.href);
        let changes = |action| action != Action::Read && cx.past().is_some();
        needs.all(|need| actor.reach(need.action, need.kind).is_some() && !changes(need.action))
    };
    let mut entries: Vec<_> = area.menu.iter().filter(may).collect();
    entries.sort_by_key(|entry| entry.order);
    entries
}

/// The entry whose page the reader is on, or the longest one above it.
fn marked(entries: impl Iterator<Item = &'static str>, here: &str) -> Option<&'static str> {
    let above = entries.filter(|href| {
        let path = href.split('?').next().unwrap_or(href);
        here == path || here.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'))
    });
    above.max_by_key(|href| href.len())
}
