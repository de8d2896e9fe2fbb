//! The area's own pages: who answers for what, how roles are filled, the organisation of a day, roles for all to read.

mod areas;
mod aside;
mod attendance;
mod chart;
mod introduction;
mod map;
mod redirected;
mod roles;
mod staffing;
mod template;

pub(crate) use areas::faulty;
pub(crate) use aside::described;

use axum::{
    Router,
    routing::{get, post},
};
use maud::{Markup, html};
use stadga_model::{Action, Date, Id, Record, Refusal};
use stadga_web::{App, Aside, Context, Menu, Need, ui};

use crate::{Assignment, RoleDescription};

/// Where the responsibility map is.
pub(crate) const MAP: &str = "/board/responsibility";
/// Where sub-areas without a body, and with two, are seen.
pub(crate) const AREAS: &str = "/board/responsibility/areas";
/// Where vacancies and key persons are seen.
pub(crate) const STAFFING: &str = "/board/responsibility/staffing";
/// Where the units of a day are seen.
pub(crate) const UNITS: &str = "/board/responsibility/units";
/// Where everybody reads what roles there are.
pub(crate) const ROLES: &str = "/roles";
/// Where requests at the wrong door are counted.
pub(crate) const REDIRECTED: &str = "/board/redirections";
/// Where the IT unit's template is.
pub(crate) const TEMPLATE: &str = "/unit/template";

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/board/responsibility", get(map::show))
        .route("/board/responsibility/areas", get(areas::show))
        .route("/board/responsibility/staffing", get(staffing::show))
        .route("/board/responsibility/units", get(chart::show))
        .route("/board/redirections", get(redirected::show))
        .route("/roles", get(roles::show))
        .route("/roles/files/{name}", get(roles::file))
        .route("/assignment/{id}/introduction", post(introduction::begin))
        .route("/onboarding/{id}/step/{at}", post(introduction::done))
        .route("/meeting/{id}/attendance", post(attendance::begin))
        .route("/unit/template", get(template::ask).post(template::make))
}

pub(crate) fn menu() -> Vec<Menu> {
    vec![
        Menu { text: "menu-responsibility", href: MAP, order: 78 },
        Menu { text: "menu-roles", href: ROLES, order: 79 },
        Menu { text: "menu-units", href: "/unit", order: 80 },
        Menu { text: "menu-template", href: TEMPLATE, order: 80 },
        Menu { text: "menu-persons", href: "/person", order: 81 },
        Menu { text: "menu-assignments", href: "/assignment", order: 82 },
        Menu { text: "menu-role-descriptions", href: "/role-description", order: 83 },
        Menu { text: "menu-forums", href: "/forum", order: 84 },
        Menu { text: "menu-meetings", href: "/meeting", order: 85 },
        Menu { text: "menu-onboarding", href: "/onboarding", order: 86 },
        Menu { text: "menu-redirections", href: REDIRECTED, order: 87 },
        Menu { text: "menu-cooperation", href: "/cooperation", order: 88 },
        Menu { text: "menu-it-resources", href: "/it-resource", order: 89 },
    ]
}

/// Whoever may make units may make them from the template.
pub(crate) const NEEDS: &[Need] =
    &[Need { href: TEMPLATE, action: Action::Create, kind: crate::Unit::KIND }];

pub(crate) fn asides() -> Vec<Aside> {
    vec![
        Aside {
            kind: Assignment::KIND,
            render: |cx, revision, near| Box::pin(aside::assignment(cx, revision, near)),
        },
        Aside {
            kind: crate::Onboarding::KIND,
            render: |cx, revision, _| Box::pin(introduction::steps(cx, revision)),
        },
        Aside {
            kind: RoleDescription::KIND,
            render: |cx, revision, _| Box::pin(aside::role(cx, revision)),
        },
        Aside {
            kind: crate::Meeting::KIND,
            render: |cx, revision, _| Box::pin(attendance::aside(cx, revision)),
        },
    ]
}

/// All records of a kind that the reader may see whole, each with its id: of one that withholds something nothing is told, for
/// a holder that is withheld is not a vacancy.
pub(crate) async fn every<R: Record>(cx: &Context) -> Result<Vec<(Id<R>, R)>, Refusal> {
    let found = cx.every::<R>().await?.into_iter();
    let whole = found.filter(|(head, _)| head.withheld.is_none());
    Ok(whole.map(|(head, record)| (head.id.cast(), record)).collect())
}

/// The tabs of the pages on who answers for what.
fn tabs(cx: &Context, here: &str) -> Markup {
    let all = [MAP, AREAS, STAFFING, UNITS].into_iter().zip([
        "responsibility-tab-map",
        "responsibility-tab-areas",
        "responsibility-tab-staffing",
        "responsibility-tab-units",
    ]);
    let tabs: Vec<_> = all
        .map(|(href, key)| ui::Tab {
            text: cx.t(key),
            href: href.into(),
            count: None,
            here: href == here,
        })
        .collect();
    ui::tabs(&cx.t("menu-responsibility"), &tabs)
}

/// A form that asks for a day.
fn day_form(cx: &Context, action: &str, on: Date) -> Markup {
    html! {
        form.filters method="get" action=(action) {
            div.ds-field {
                label for="on" { (cx.t("responsibility-day")) }
                input.ds-input type="date" id="on" name="on" value=(on);
            }
            div.actions {
                button.ds-button type="submit" data-variant="secondary" { (cx.t("responsibility-show")) }
            }
        }
    }
}

/// The day that a page is asked for; today, when it is not said.
#[derive(serde::Deserialize)]
struct Asked {
    #[serde(default)]
    on: String,
}

impl Asked {
    fn day(&self, cx: &Context) -> Date {
        self.on.parse().unwrap_or_else(|_| cx.today())
    }
}
