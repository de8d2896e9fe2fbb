//! The area's own pages: answering, the results, the choice of areas, the work with them, what must be introduced.

mod answer;
mod asides;
mod beside;
mod choose;
mod download;
mod hand_out;
mod needed;
mod results;
mod sheet;
mod work;

use axum::{
    Router,
    routing::{get, post},
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Action, Head, Id, Record, Refusal};
use stadga_web::id_of;
use stadga_web::{App, Aside, Context, Cost, Menu, chapter::Scope, costly};
use std::collections::BTreeSet;

use crate::{MaturityAssessment, MaturityChoice, MaturityRound};

pub(crate) use needed::{Want, wants};
pub(crate) use work::{Effort, Worked, progress, share_word, silence_word};

/// Where the results are seen.
pub(crate) const RESULTS: &str = "/maturity";
/// Where the work with the chosen areas is seen.
pub(crate) const WORK: &str = "/maturity/work";
/// Where it is seen what must be introduced.
pub(crate) const NEEDED: &str = "/maturity/needed";

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(RESULTS, get(results::show))
        .route(WORK, get(work::show))
        .route(NEEDED, get(needed::show))
        .route("/maturity-round/{id}/hand-out", post(hand_out::save))
        .route("/maturity-round/{id}/choose", get(choose::ask).post(choose::save))
        .route("/maturity-round/{id}/documents/{name}", costly(Cost::Export, get(download::report)))
        .route("/maturity-assessment/{id}/answer", get(answer::all))
        .route("/maturity-assessment/{id}/answer/{sheet}", get(answer::ask).post(answer::save))
        .route("/maturity-assessment/{id}/submit", post(answer::submit))
        .route("/maturity-assessment/{id}/needed/{at}", post(needed::save))
}

pub(crate) fn menu() -> Vec<Menu> {
    vec![
        Menu { text: "menu-maturity", href: RESULTS, order: 75 },
        Menu { text: "menu-maturity-work", href: WORK, order: 76 },
        Menu { text: "menu-maturity-needed", href: NEEDED, order: 77 },
        Menu { text: "menu-maturity-rounds", href: "/maturity-round", order: 78 },
        Menu { text: "menu-maturity-choices", href: "/maturity-choice", order: 79 },
    ]
}

/// What is done first on record pages.
pub(crate) fn first() -> Vec<Aside> {
    vec![
        Aside {
            kind: MaturityRound::KIND,
            render: |cx, r, near| Box::pin(asides::round_first(cx, r, near)),
        },
        Aside {
            kind: MaturityAssessment::KIND,
            render: |cx, r, near| Box::pin(asides::assessment_first(cx, r, near)),
        },
    ]
}

/// What the area adds to record pages.
pub(crate) fn asides() -> Vec<Aside> {
    vec![
        Aside { kind: MaturityRound::KIND, render: |cx, r, _| Box::pin(asides::round(cx, r)) },
        Aside {
            kind: MaturityAssessment::KIND,
            render: |cx, r, near| Box::pin(asides::assessment(cx, r, near)),
        },
        Aside { kind: MaturityChoice::KIND, render: |cx, r, _| Box::pin(asides::choice(cx, r)) },
    ]
}

/// Where an assessment is answered.
pub(crate) fn answer_address(head: &Head) -> String {
    format!("/maturity-assessment/{}/answer", head.id)
}

/// Where areas are chosen by a round.
pub(crate) fn choose_address(head: &Head) -> String {
    format!("/maturity-round/{}/choose", head.id)
}

/// Of which units, as the chapter writes them one by one; of all, where none is named.
#[derive(Deserialize)]
struct OfUnits {
    #[serde(default)]
    unit: String,
}

impl OfUnits {
    fn scope(&self, cx: &Context) -> Result<Scope, Refusal> {
        let names = self.unit.split(',').map(str::trim).filter(|name| !name.is_empty());
        let units: Result<BTreeSet<Id>, _> = names.map(str::parse).collect();
        let units = units.map_err(|_| Refusal::NotFound)?;
        Ok(Scope { units: (!units.is_empty()).then_some(units), since: cx.today() })
    }
}

/// That a page shows what concerns some units, and the way to all of it.
fn narrowed(cx: &Context, scope: &Scope, all: &str) -> Markup {
    html! {
        @if scope.units.is_some() {
            p { (cx.t("maturity-narrowed")) " " a href=(all) { (cx.t("maturity-narrowed-all")) } }
        }
    }
}

/// Whether the reader may change a record now.
fn may_change(cx: &Context, head: &Head) -> bool {
    cx.past().is_none() && cx.door.may(Action::Change, head)
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
