//! Links between the pages of a list.

use crate::Context;
use maud::{Markup, html};

/// How many pages before and after the present one are linked.
const AROUND: u32 = 2;

/// Page links. `page` counts from 1; `pages` is how many are known, `more` whether there are others behind them.
pub fn pager(
    cx: &Context,
    page: u32,
    pages: u32,
    more: bool,
    href: &dyn Fn(u32) -> String,
) -> Markup {
    let last = if more { pages.max(page + 1) } else { pages.max(page) };
    let near = page.saturating_sub(AROUND).max(1)..=(page + AROUND).min(last);
    let first = (*near.start() > 1).then_some(1);
    let end = (*near.end() < last && !more).then_some(last);
    let shown: Vec<u32> = first.into_iter().chain(near).chain(end).collect();
    html! {
        @if last > 1 {
            nav.pager aria-label=(cx.t("list-pages")) {
                span { (cx.t_with("list-page", &[("page", &page.to_string())])) }
                ol {
                    @for n in shown {
                        li {
                            a id=(format!("page-{n}")) href=(href(n)) hx-get=(href(n))
                                aria-current=[(n == page).then_some("page")]
                                aria-label=(cx.t_with("list-page", &[("page", &n.to_string())])) { (n) }
                        }
                    }
                }
            }
        }
    }
}
