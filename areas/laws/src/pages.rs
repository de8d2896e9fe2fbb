//! The area's own pages: the register of laws as of a day, what laws touch, programmes with alarms, data protection by year.

mod aside;
mod behind;
mod criteria;
mod personal;
mod picture;
mod plans;
mod programme;
mod register;
mod take;
mod template;
mod touched;

use axum::{Router, routing::get};
use maud::{Markup, html};
use stadga_model::{Action, Date, Head, Record};
use stadga_web::{
    App, Aside, Context, Cost, Menu, Tabs, costly,
    ui::{self, Tab},
};
use stadga_web::{id_of, ui::day};

use crate::{Law, Part, Programme, Scope};

pub(crate) use behind::address as behind_address;
pub(crate) use picture::grid;
pub(crate) use programme::{alarm_badge, laws as laws_of};
pub(crate) use register::Register;

/// Where it is seen what holds on a day.
pub(crate) const REGISTER: &str = "/laws";
/// Where shipped facts are taken into the register.
pub(crate) const SHIPPED: &str = "/laws/shipped";
/// Where it is seen what laws touch.
pub(crate) const TOUCHED: &str = "/laws/touched";
/// Where programmes are seen with their alarms.
pub(crate) const PROGRAMMES: &str = "/laws/programmes";
/// Where the records are that a figure counts.
pub(crate) const BEHIND: &str = "/laws/behind";
/// Where data protection is followed.
pub(crate) const PERSONAL: &str = "/laws/data-protection";

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/laws", get(register::show))
        .route("/laws/behind", get(behind::show))
        .route("/laws/shipped", get(take::ask).post(take::take))
        .route("/laws/touched", get(touched::show))
        .route("/laws/programmes", get(programme::all))
        .route("/laws/data-protection", get(personal::show))
        .route("/law-programme/{id}/plan", get(programme::show))
        .route("/law-programme/{id}/template", get(template::ask).post(template::take))
        .route("/law-programme/{id}/documents/{name}", costly(Cost::Export, get(programme::file)))
}

pub(crate) fn menu() -> Vec<Menu> {
    vec![
        Menu { text: "menu-laws", href: REGISTER, order: 66 },
        Menu { text: "menu-law-list", href: "/law", order: 66 },
        Menu { text: "menu-law-requirements", href: "/law-requirement", order: 66 },
        Menu { text: "menu-laws-touched", href: TOUCHED, order: 67 },
        Menu { text: "menu-law-tags", href: "/law-tag", order: 67 },
        Menu { text: "menu-law-programmes", href: PROGRAMMES, order: 67 },
        Menu { text: "menu-law-parts", href: "/law-programme-part", order: 67 },
        Menu { text: "menu-legal-scope", href: "/legal-scope", order: 68 },
        Menu { text: "menu-legal-duties", href: "/legal-duty", order: 68 },
        Menu { text: "menu-data-protection", href: PERSONAL, order: 68 },
        Menu { text: "menu-register-extracts", href: "/register-extract", order: 68 },
        Menu { text: "menu-legal-reviews", href: "/legal-review", order: 68 },
        Menu { text: "menu-legal-watch", href: "/legal-watch", order: 69 },
        Menu { text: "menu-legal-assessments", href: "/legal-assessment", order: 69 },
        Menu { text: "menu-authorities", href: "/authority", order: 69 },
    ]
}

/// What the area adds to record pages.
pub(crate) fn asides() -> Vec<Aside> {
    vec![
        Aside { kind: Law::KIND, render: |cx, r, near| Box::pin(aside::law(cx, r, near)) },
        Aside { kind: Part::KIND, render: |cx, r, _| Box::pin(aside::part(cx, r)) },
        Aside { kind: Scope::KIND, render: |cx, r, near| Box::pin(aside::scope(cx, r, near)) },
        Aside { kind: "maintenance-plan", render: |cx, r, _| Box::pin(plans::of_plan(cx, r)) },
        Aside { kind: "audit", render: |cx, r, _| Box::pin(criteria::of_audit(cx, r)) },
    ]
}

/// The way from a programme's record to its plan, and back.
pub(crate) fn tabs() -> Vec<Tabs> {
    vec![Tabs { kind: Programme::KIND, render: |cx, r| Box::pin(programme::head(cx, r)) }]
}

/// The tabs of the pages that stand together.
fn tabs_of(cx: &Context, here: &str) -> Markup {
    let all = [
        (REGISTER, "laws-tab-register"),
        (TOUCHED, "laws-tab-touched"),
        (PROGRAMMES, "laws-tab-programmes"),
        (PERSONAL, "laws-tab-personal"),
    ];
    let tabs = all.map(|(href, key)| Tab {
        text: cx.t(key),
        href: href.into(),
        count: None,
        here: href == here,
    });
    ui::tabs(&cx.t("area-laws"), &tabs)
}

/// What a record is called; its number, where that is withheld.
pub(crate) fn called<'a>(head: &'a Head, field: &str, title: &'a str) -> &'a str {
    if head.withholds(field) || title.trim().is_empty() { &head.number } else { title }
}

/// Whether the reader may make a record of a kind somewhere.
fn may_create(cx: &Context, kind: &str) -> bool {
    cx.past().is_none() && cx.door.actor().reach(Action::Create, kind).is_some()
}

/// A field for a day, in a form of filters.
fn day_field(cx: &Context, name: &str, label: &str, date: Date) -> Markup {
    html! {
        div.ds-field {
            label for=(name) { (cx.t(label)) }
            input.ds-input type="date" id=(name) name=(name) value=(date);
        }
    }
}
