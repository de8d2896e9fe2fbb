//! The area's own pages: reviews and their material, the action plan, reports, the model, and what lies behind a figure.

mod aside;
mod behind;
mod chosen;
mod loose;
mod material;
mod model;
mod outcomes;
mod overview;
mod parts;
mod plan;
mod reports;

use axum::{
    Router,
    routing::{get, post},
};
use maud::{Markup, html};
use stadga_model::{Action, Date, Id, Record, Refusal};
use stadga_organisation::{Unit, unit::EXTERNAL};
use stadga_store::{ListQuery, Sort};
use stadga_web::{App, Aside, Context, Menu, chapter::Scope, ui};
use stadga_web::{id_of, ui::day};

use crate::{ManagementReport, ManagementReview, ReviewLevel, occasion::Slot};

/// Where it is seen how reviews stand.
pub(crate) const OVERVIEW: &str = "/management";
/// Where the action plan is.
pub(crate) const PLAN: &str = "/management/plan";
/// Where the reports are.
pub(crate) const REPORTS: &str = "/management/reports";
/// Where the model's parts are ticked.
pub(crate) const MODEL: &str = "/management/model";

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/management", get(overview::show))
        .route("/management/behind", get(behind::show))
        .route("/management/plan", get(plan::show))
        .route("/management/plan/files/{name}", get(plan::file))
        .route("/management/reports", get(reports::list))
        .route("/management/reports/{key}", get(reports::show))
        .route("/management/reports/{key}/{year}/{unit}/{name}", get(reports::file))
        .route("/management/model", get(model::show).post(model::tick))
        .route("/management-review/{id}/material", get(material::show))
        .route("/management-review/{id}/documents/{name}", get(material::file))
        .route("/management-review/{id}/outcomes/{at}/measure", post(loose::measure))
}

pub(crate) fn menu() -> Vec<Menu> {
    vec![
        Menu { text: "menu-management", href: OVERVIEW, order: 15 },
        Menu { text: "menu-action-plan", href: PLAN, order: 16 },
        Menu { text: "menu-reports", href: REPORTS, order: 17 },
        Menu { text: "menu-model", href: MODEL, order: 18 },
        Menu { text: "menu-stances", href: "/standard-stance", order: 19 },
        Menu { text: "menu-candidates", href: "/steering-candidate", order: 19 },
    ]
}

pub(crate) fn first() -> Vec<Aside> {
    vec![
        Aside {
            kind: ManagementReview::KIND,
            render: |cx, revision, _| Box::pin(aside::material(cx, revision)),
        },
        Aside {
            kind: ManagementReport::KIND,
            render: |cx, revision, _| Box::pin(aside::report(cx, revision)),
        },
    ]
}

pub(crate) fn asides() -> Vec<Aside> {
    vec![
        Aside {
            kind: ReviewLevel::KIND,
            render: |cx, revision, near| Box::pin(aside::level(cx, revision, near)),
        },
        Aside {
            kind: ManagementReview::KIND,
            render: |cx, revision, near| Box::pin(loose::aside(cx, revision, near)),
        },
    ]
}

/// What a part of a year is called: "första halvåret 2026".
pub(crate) fn occasion_name(cx: &Context, slot: Slot) -> String {
    let (year, part, parts) =
        (slot.year.to_string(), slot.part.to_string(), slot.parts.to_string());
    let key = match (slot.parts, slot.part) {
        (1, _) => return year,
        (2, 1) => "occasion-half-first",
        (2, _) => "occasion-half-second",
        _ => "occasion-part",
    };
    cx.t_with(key, &[("year", &year), ("part", &part), ("parts", &parts)])
}

/// The same where the year is told anyway: "första halvåret".
fn part_name(cx: &Context, slot: Slot) -> String {
    let (part, parts) = (slot.part.to_string(), slot.parts.to_string());
    match (slot.parts, slot.part) {
        (1, _) => slot.year.to_string(),
        (2, 1) => cx.t("occasion-first"),
        (2, _) => cx.t("occasion-second"),
        _ => cx.t_with("occasion-of", &[("part", &part), ("parts", &parts)]),
    }
}

/// The tabs of the area's pages.
fn tabs(cx: &Context, here: &str) -> Markup {
    let all = [
        (OVERVIEW, "menu-management"),
        (PLAN, "menu-action-plan"),
        (REPORTS, "menu-reports"),
        (MODEL, "menu-model"),
    ];
    let tabs = all.map(|(href, key)| ui::Tab {
        text: cx.t(key),
        href: href.into(),
        count: None,
        here: href == here,
    });
    ui::tabs(&cx.t("area-management"), &tabs)
}

/// The way to the list of a kind, with all that can be asked of it.
fn all_of(cx: &Context, kind: &str) -> Markup {
    html! { p { a href=(format!("/{kind}")) { (cx.heading(&format!("{kind}-plural"))) } } }
}

/// Whether the reader may make such a record now.
fn may_create(cx: &Context, kind: &str) -> bool {
    cx.past().is_none() && cx.door.actor().reach(Action::Create, kind).is_some()
}

/// All own units, by name: reports, plans and reviews are of the organisation, not of those outside it.
async fn units(cx: &Context) -> Result<Vec<(Id<Unit>, Unit)>, Refusal> {
    let sort = Some(Sort { field: "name".into(), descending: false });
    let query = ListQuery { sort, size: 10_000, ..ListQuery::default() };
    let units = cx.door.all::<Unit>(query).await?.into_iter();
    let own = units.filter(|(_, unit)| unit.unit_type.0 != EXTERNAL);
    Ok(own.map(|(head, unit)| (head.id.cast(), unit)).collect())
}

/// A choice of unit, in a form of filters.
fn unit_field(cx: &Context, units: &[(Id<Unit>, Unit)], chosen: Option<Id<Unit>>) -> Markup {
    html! {
        div.ds-field {
            label for="unit" { (cx.t("management-unit")) }
            select.ds-input id="unit" name="unit" {
                option value="" { (cx.t("management-unit-all")) }
                @for (id, unit) in units {
                    option value=(id) selected[Some(*id) == chosen] { (unit.name) }
                }
            }
        }
    }
}

/// The button of such a form.
fn show_button(cx: &Context) -> Markup {
    html! {
        div.actions {
            button.ds-button type="submit" data-variant="secondary" { (cx.t("management-show")) }
        }
    }
}

/// The units of an address, as the chapters write them: `unit=a,b`.
fn units_of(text: &str) -> Result<Vec<Id<Unit>>, Refusal> {
    let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
    names.map(|name| name.parse::<Id<Unit>>().map_err(|_| Refusal::NotFound)).collect()
}

/// What part of the organisation an address names: these units with all below them, or all.
async fn scope_of(cx: &Context, unit: &str, since: Date) -> Result<Scope, Refusal> {
    Ok(Scope { units: crate::compiled::below(cx, &units_of(unit)?).await?, since })
}
