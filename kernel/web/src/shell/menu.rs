//! The menu: the first page, then each area's entries under its name.

use super::frame;
use crate::{Area, Context, ui::icon};
use maud::{Markup, html};

/// The menu with the reader's place marked.
pub(super) fn nav(cx: &Context) -> Markup {
    let here = cx.path.split('?').next().unwrap_or("/");
    let mut areas: Vec<&Area> = cx.app.areas.iter().filter(|area| !area.menu.is_empty()).collect();
    areas.sort_by_key(|area| area.menu.iter().map(|entry| entry.order).min());
    let marked = marked(&areas, here);
    html! {
        nav.menu aria-label=(cx.t("shell-menu-main")) {
            details open {
                summary { (icon("menu")) (cx.t("shell-menu")) }
                ul {
                    li { a href="/" aria-current=[(here == "/").then_some("page")] { (icon("home")) (cx.t("home")) } }
                }
                @for area in areas {
                    h2 { (cx.t(&format!("area-{}", area.name))) }
                    ul {
                        @for entry in entries(area) {
                            li {
                                a href=(entry.href) aria-current=[(Some(entry.href) == marked).then_some("page")] {
                                    (cx.t(entry.text))
                                }
                            }
                        }
                    }
                }
                (frame::as_of(cx, "as-of-narrow"))
            }
        }
    }
}

fn entries(area: &Area) -> Vec<&crate::Menu> {
    let mut entries: Vec<_> = area.menu.iter().collect();
    entries.sort_by_key(|entry| entry.order);
    entries
}

/// The entry whose page the reader is on, or the longest one above it.
fn marked(areas: &[&Area], here: &str) -> Option<&'static str> {
    let entries = areas.iter().flat_map(|area| &area.menu).map(|entry| entry.href);
    let above = entries.filter(|href| {
        let path = href.split('?').next().unwrap_or(href);
        here == path || here.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'))
    });
    above.max_by_key(|href| href.len())
}
