//! The area's own pages: the FOA, objects with their two sides, plans on their way, needs, surveys, the leadership's view.

mod about;
mod aside;
mod compiled;
mod decide;
mod download;
mod foa;
mod gather;
mod leadership;
mod modes;
mod needs;
mod outside;
mod overview;
mod resources;
mod start;
mod steering;
mod survey;
mod systems;
mod write;

use axum::{
    Router,
    routing::{get, post},
};
use maud::{Markup, html};
use stadga_model::{Action, Head, Id, Money, Term};
use stadga_web::{App, Aside, Context, Cost, Menu, Tabs, costly, ui};
use stadga_web::{id_of, ui::day};

use crate::MaintenancePlan;

pub(crate) use about::{About, Seat, readable};
pub(crate) use compiled::{Compiled, Group, Unfunded};
pub(crate) use gather::{current, plans_of};
pub(crate) use leadership::touches;
pub(crate) use needs::own as own_needs;
pub(crate) use survey::asked as asked_surveys;

/// Where the FOA is seen.
pub(crate) const FOA: &str = "/objects";
/// Where what is outside is sorted in.
pub(crate) const OUTSIDE: &str = "/objects/outside";
/// Where every system is seen with its mode.
pub(crate) const SYSTEMS: &str = "/objects/systems";
/// Where it is seen who steers what.
pub(crate) const STEERING: &str = "/objects/steering";
/// Where it is seen whose time objects have.
pub(crate) const RESOURCES: &str = "/objects/resources";
/// Where the leadership sees all plans.
pub(crate) const PLANS: &str = "/objects/plans";
/// Where one sees what became of one's needs.
pub(crate) const MINE: &str = "/objects/needs";

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(FOA, get(foa::show))
        .route("/objects/documents/{name}", costly(Cost::Export, get(download::foa)))
        .route(OUTSIDE, get(outside::ask).post(outside::place))
        .route(SYSTEMS, get(systems::show))
        .route(STEERING, get(steering::show))
        .route(RESOURCES, get(resources::show))
        .route(PLANS, get(leadership::show))
        .route(MINE, get(needs::mine))
        .route("/object/{id}/overview", get(overview::show))
        .route("/object/{id}/mode", get(modes::ask).post(modes::save))
        .route("/object/{id}/need", get(needs::ask).post(needs::save))
        .route("/object/{id}/plan", get(start::ask).post(start::begin))
        .route("/maintenance-plan/{id}/revise", post(start::revise))
        .route("/maintenance-plan/{id}/write", get(write::all))
        .route("/maintenance-plan/{id}/write/{part}", get(write::ask).post(write::save))
        .route("/maintenance-plan/{id}/submit", post(write::submit))
        .route("/maintenance-plan/{id}/decide", get(decide::ask).post(decide::save))
        .route("/maintenance-plan/{id}/documents/{name}", costly(Cost::Export, get(download::plan)))
        .route(
            "/planning-period/{id}/documents/{name}",
            costly(Cost::Export, get(download::period)),
        )
        .route("/object-survey/{id}/answer", get(survey::ask).post(survey::save))
}

pub(crate) fn menu() -> Vec<Menu> {
    vec![
        Menu { text: "menu-foa", href: FOA, order: 50 },
        Menu { text: "menu-object-list", href: "/object", order: 51 },
        Menu { text: "menu-object-systems", href: SYSTEMS, order: 52 },
        Menu { text: "menu-object-plans", href: PLANS, order: 53 },
        Menu { text: "menu-my-needs", href: MINE, order: 54 },
        Menu { text: "menu-needs", href: "/need", order: 55 },
        Menu { text: "menu-steering", href: STEERING, order: 56 },
        Menu { text: "menu-resources", href: RESOURCES, order: 57 },
        Menu { text: "menu-surveys", href: "/object-survey", order: 58 },
        Menu { text: "menu-families", href: "/family", order: 58 },
        Menu { text: "menu-portfolio", href: "/portfolio", order: 59 },
    ]
}

/// Tabs from the pages of objects and plans to what is done with them.
pub(crate) fn tabs() -> Vec<Tabs> {
    vec![
        Tabs { kind: "object", render: |cx, r| Box::pin(overview::head(cx, r)) },
        Tabs { kind: "maintenance-plan", render: |cx, r| Box::pin(aside::plan_head(cx, r)) },
    ]
}

/// What the area adds to record pages.
pub(crate) fn asides() -> Vec<Aside> {
    vec![
        Aside {
            kind: "configuration-item",
            render: |cx, r, near| Box::pin(aside::item(cx, r, near)),
        },
        Aside {
            kind: "maintenance-plan",
            render: |cx, r, near| Box::pin(aside::plan(cx, r, near)),
        },
        Aside { kind: "planning-period", render: |cx, r, _| Box::pin(aside::period(cx, r)) },
        Aside { kind: "need", render: |cx, r, near| Box::pin(aside::need(cx, r, near)) },
        Aside {
            kind: "object-survey",
            render: |cx, r, near| Box::pin(survey::results(cx, r, near)),
        },
    ]
}

/// More records of one kind than any organisation has.
const ALL: u32 = 100_000;

/// What a role is called.
fn role(cx: &Context, key: &str) -> String {
    cx.term("role", &Term::from(key))
}

/// An amount as people write it.
fn money(cx: &Context, amount: Money) -> String {
    ui::format::money(cx.language, amount)
}

/// Whether the reader may know what a plan costs: a part of the sum would be taken for all of it.
fn tells_cost(head: &Head) -> bool {
    !head.withholds("budget") && !head.withholds("consumption")
}

/// What a plan costs, or that it is withheld.
pub(crate) fn cost(cx: &Context, head: &Head, plan: &MaintenancePlan) -> String {
    if tells_cost(head) { money(cx, plan.cost()) } else { cx.t("value-withheld") }
}

/// Whether the reader may change a record now.
fn may_change(cx: &Context, head: &Head) -> bool {
    cx.past().is_none() && cx.door.may(Action::Change, head)
}

/// Whether the reader may enter what the steering group has decided of a plan: not who writes it (PM3-15).
fn may_decide(cx: &Context, head: &Head, plan: &MaintenancePlan) -> bool {
    let writes = plan.owner.is_some() && plan.owner.map(Id::cast) == cx.door.actor().person;
    may_change(cx, head) && may_create(cx, "decision") && !writes
}

/// Whether the reader may make a record of a kind somewhere.
fn may_create(cx: &Context, kind: &str) -> bool {
    cx.past().is_none() && cx.door.actor().reach(Action::Create, kind).is_some()
}

/// A button that sends nothing but itself.
fn button(action: &str, variant: &str, text: &str) -> Markup {
    html! {
        form method="post" action=(action) {
            button.ds-button type="submit" data-variant=(variant) { (text) }
        }
    }
}

/// The way to raise in the line what is not prioritised in the object, filled in with what is known (ORG-23).
fn raise(cx: &Context, about: &Head, title: &str, unit: Option<Id>) -> Markup {
    if !may_create(cx, "escalation") {
        return Context::nothing();
    }
    let mut asked = form_urlencoded::Serializer::new(String::new());
    asked.append_pair("about", &about.id.to_string()).append_pair("title", title);
    asked.append_pair("raised", &cx.today().to_string());
    if let Some(unit) = unit {
        asked.append_pair("unit", &unit.to_string());
    }
    let href = format!("/escalation/new?{}", asked.finish());
    ui::link_button(&href, "tertiary", None, &cx.t("raise-in-line"))
}
