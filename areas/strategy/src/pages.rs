//! The area's own pages: the chain from strategy to plan, guidelines with their answers, and the year's wheel with its feed.

mod chain;
mod free;
mod guidelines;
mod template;
mod wheel;
mod year;

use axum::{
    Router,
    routing::{get, post},
};
use maud::Markup;
use stadga_model::{Id, Record, Refusal};
use stadga_web::{App, Context, Menu, ui};

/// Where the chain is seen.
pub(crate) const CHAIN: &str = "/board/strategy";
/// Where guidelines and their answers are seen.
pub(crate) const GUIDELINES: &str = "/board/strategy/guidelines";
/// Where guidelines are taken from the template.
pub(crate) const TEMPLATE: &str = "/board/strategy/guidelines/template";
/// Where the year's wheel is.
pub(crate) const YEAR: &str = "/year";

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/board/strategy", get(chain::show))
        .route("/board/strategy/guidelines", get(guidelines::show))
        .route(TEMPLATE, get(template::ask).post(template::take))
        .route("/year", get(wheel::show))
        .route("/year/files/{name}", get(wheel::file))
        .route("/year/address", post(wheel::address))
        .route("/year/address/{id}/end", post(wheel::end))
        .route("/api/calendar/{secret}/{name}", get(wheel::feed))
}

pub(crate) fn menu() -> Vec<Menu> {
    vec![
        Menu { text: "menu-strategy", href: CHAIN, order: 26 },
        Menu { text: "menu-year", href: YEAR, order: 26 },
        Menu { text: "menu-guidelines", href: GUIDELINES, order: 27 },
        Menu { text: "menu-strategies", href: "/strategy", order: 27 },
        Menu { text: "menu-plans", href: "/plan", order: 28 },
        Menu { text: "menu-activities", href: "/activity", order: 28 },
        Menu { text: "menu-scanning", href: "/scanning", order: 29 },
        Menu { text: "menu-frame-figures", href: "/frame-figure", order: 29 },
        Menu { text: "menu-annual-events", href: "/annual-event", order: 29 },
    ]
}

/// All records of a kind of which the reader may see these fields, each with its id: of one that withholds any of them
/// nothing is told that rests on it.
async fn every<R: Record>(cx: &Context, needed: &[&str]) -> Result<Vec<(Id<R>, R)>, Refusal> {
    let found = cx.every::<R>().await?.into_iter();
    let seen = found.filter(|(head, _)| !needed.iter().any(|field| head.withholds(field)));
    Ok(seen.map(|(head, record)| (head.id.cast(), record)).collect())
}

/// The tabs of the chain's pages.
fn tabs(cx: &Context, here: &str) -> Markup {
    let all = [(CHAIN, "strategy-tab-chain"), (GUIDELINES, "strategy-tab-guidelines")];
    let tabs = all.map(|(href, key)| ui::Tab {
        text: cx.t(key),
        href: href.into(),
        count: None,
        here: href == here,
    });
    ui::tabs(&cx.t("menu-strategy"), &tabs)
}
