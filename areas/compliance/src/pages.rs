//! The area's own pages: the picture of compliance, an assessment requirement by requirement, controls and checks, figures.

mod answer;
mod aside;
mod begin;
mod board;
mod by_document;
mod by_requirement;
mod check;
mod counts;
mod download;
mod enter;
mod export;
mod gap;
mod indicators;
mod part;
mod picture;
mod points;
mod series;
mod sheet;
mod sign;
mod statement;
mod tree;

use axum::{
    Router,
    routing::{get, post},
};
use maud::{Markup, html};
use stadga_model::{Action, Head, Record, Refusal, Revision, Term};
use stadga_web::{App, Aside, Context, Cost, Menu, Tabs, costly, ui};
use stadga_web::{id_of, ui::day};

use crate::{Assessment, Control, ControlCheck, Indicator, InternalControlPlan, tally::Tally};

use answer::relation;
pub(crate) use board::{Standing, controls};
pub(crate) use by_document::{Followed, followed};
pub(crate) use enter::wanted;
pub(crate) use indicators::{Told, told};
pub(crate) use picture::{Assessed, Picture};
pub(crate) use series::trend;
pub(crate) use sheet::{Sheet, colour};
pub(crate) use statement::{applies, shown, why};

/// Where the picture of compliance is seen.
pub(crate) const PICTURE: &str = "/compliance";
/// Where compliance is seen document by document.
pub(crate) const BY_DOCUMENT: &str = "/compliance/documents";
/// Where controls are seen requirement by requirement.
pub(crate) const BY_REQUIREMENT: &str = "/compliance/requirements";
/// Where controls are seen with what is due.
pub(crate) const CONTROLS: &str = "/controls";
/// Where figures are seen.
pub(crate) const INDICATORS: &str = "/indicators";
/// Where figures are entered.
pub(crate) const ENTER: &str = "/indicators/values";

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(PICTURE, get(picture::show))
        .route("/compliance/files/{name}", costly(Cost::Export, get(download::report)))
        .route(BY_DOCUMENT, get(by_document::show))
        .route(BY_REQUIREMENT, get(by_requirement::show))
        .route(CONTROLS, get(board::show))
        .route(INDICATORS, get(indicators::show))
        .route(ENTER, get(enter::ask).post(enter::save))
        .route("/indicators/files/{name}", costly(Cost::Export, get(export::planning)))
        .route("/indicator/{id}/series", get(series::show))
        .route("/assessment/{id}/requirements", get(tree::show))
        .route("/assessment/{id}/begin", post(begin::begin))
        .route("/assessment/{id}/statement", get(statement::show))
        .route("/assessment/{id}/gap", get(gap::show))
        .route("/assessment/{id}/files/{name}", costly(Cost::Export, get(download::assessment)))
        .route("/assessed-requirement/{id}/answer", get(answer::ask).post(answer::save))
        .route("/control/{id}/counts", get(counts::of_control).post(counts::take_control))
        .route("/evidence/{id}/counts", get(counts::of_evidence).post(counts::take_evidence))
        .route("/control/{id}/check", get(check::ask).post(check::save))
        .route("/control-check/{id}/sign", get(sign::ask).post(sign::save))
        .route("/internal-control-plan/{id}/results", get(points::ask).post(points::save))
        .route(
            "/internal-control-plan/{id}/files/{name}",
            costly(Cost::Export, get(download::plan)),
        )
}

pub(crate) fn menu() -> Vec<Menu> {
    vec![
        Menu { text: "menu-compliance", href: PICTURE, order: 60 },
        Menu { text: "menu-assessments", href: "/assessment", order: 61 },
        Menu { text: "menu-compliance-documents", href: BY_DOCUMENT, order: 62 },
        Menu { text: "menu-compliance-requirements", href: BY_REQUIREMENT, order: 63 },
        Menu { text: "menu-controls", href: CONTROLS, order: 64 },
        Menu { text: "menu-control-checks", href: "/control-check", order: 65 },
        Menu { text: "menu-internal-control", href: "/internal-control-plan", order: 66 },
        Menu { text: "menu-indicators", href: INDICATORS, order: 67 },
        Menu { text: "menu-external-reviewers", href: "/external-reviewer", order: 68 },
    ]
}

/// Tabs from an assessment's own page to what is done with it.
pub(crate) fn tabs() -> Vec<Tabs> {
    vec![
        Tabs { kind: Assessment::KIND, render: |cx, r| Box::pin(aside::assessment_tabs(cx, r)) },
        Tabs { kind: Indicator::KIND, render: |cx, r| Box::pin(aside::indicator_tabs(cx, r)) },
    ]
}

/// Buttons at the head of record pages.
pub(crate) fn first() -> Vec<Aside> {
    vec![
        Aside { kind: "assessed-requirement", render: |cx, r, _| Box::pin(aside::answer(cx, r)) },
        Aside { kind: Control::KIND, render: |cx, r, _| Box::pin(aside::control_first(cx, r)) },
        Aside { kind: ControlCheck::KIND, render: |cx, r, _| Box::pin(aside::sign(cx, r)) },
        Aside {
            kind: InternalControlPlan::KIND,
            render: |cx, r, _| Box::pin(aside::plan_first(cx, r)),
        },
        Aside { kind: "evidence", render: |cx, r, _| Box::pin(aside::evidence(cx, r)) },
    ]
}

/// What the area adds to record pages.
pub(crate) fn asides() -> Vec<Aside> {
    vec![
        Aside { kind: Assessment::KIND, render: |cx, r, _| Box::pin(aside::assessment(cx, r)) },
        Aside { kind: Control::KIND, render: |cx, r, near| Box::pin(aside::control(cx, r, near)) },
        Aside { kind: Indicator::KIND, render: |cx, r, _| Box::pin(aside::indicator(cx, r)) },
        Aside { kind: InternalControlPlan::KIND, render: |cx, r, _| Box::pin(aside::plan(cx, r)) },
        Aside { kind: "document", render: |cx, r, _| Box::pin(aside::document(cx, r)) },
    ]
}

/// The record of a known kind.
fn typed<R: Record>(revision: &Revision) -> Result<(Head, R), Refusal> {
    Ok((revision.head.clone(), revision.typed()?))
}

/// Whether the reader may change a record now.
fn may_change(cx: &Context, head: &Head) -> bool {
    cx.past().is_none() && cx.door.may(Action::Change, head)
}

/// Whether the reader may make a record of a kind somewhere.
fn may_create(cx: &Context, kind: &str) -> bool {
    cx.past().is_none() && cx.door.actor().reach(Action::Create, kind).is_some()
}

/// The step of a scale as a badge; words of what is not there where there is none.
fn step(cx: &Context, scale: &str, term: Option<&Term>, none: &str) -> Markup {
    let found = term.and_then(|term| cx.app.store.scales().get(scale)?.step(&term.0));
    match (found, term) {
        (Some(step), _) => ui::step_badge(cx, step),
        (None, Some(term)) => html! { (term.0) },
        (None, None) => ui::badge("open", &cx.t(none)),
    }
}

/// A grade as a badge; withheld where the reader may not know it.
fn grade(cx: &Context, head: &Head, grade: Option<&Term>) -> Markup {
    if head.withholds("grade") {
        return html! { span.withheld { (ui::icon("lock")) (cx.t("value-withheld")) } };
    }
    step(cx, "compliance-grade", grade, "grade-unjudged")
}

/// A record's title; its number, where the title is withheld.
fn title<'a>(head: &'a Head, field: &str, title: &'a str) -> &'a str {
    if head.withholds(field) || title.trim().is_empty() { &head.number } else { title }
}

/// A share in words; a dash where there is none.
pub(crate) fn percent(tally: &Tally) -> String {
    tally.percent().map_or_else(|| "–".to_owned(), |percent| format!("{percent}\u{a0}%"))
}

/// A list of choices in a form of filters; the first takes all.
fn choice(
    cx: &Context,
    name: &str,
    label: &str,
    chosen: &str,
    options: &[(String, String)],
) -> Markup {
    let all = (String::new(), cx.t("compliance-all"));
    let options: Vec<_> = std::iter::once(all).chain(options.iter().cloned()).collect();
    one_of(cx, name, label, chosen, &options)
}

/// A list of choices, of which one is always chosen.
fn one_of(
    cx: &Context,
    name: &str,
    label: &str,
    chosen: &str,
    options: &[(String, String)],
) -> Markup {
    html! {
        div.ds-field {
            label for=(name) { (cx.t(label)) }
            select.ds-input id=(name) name=(name) {
                @for (value, text) in options {
                    option value=(value) selected[value == chosen] { (text) }
                }
            }
        }
    }
}

/// The steps of a scale that can be chosen today.
fn steps(cx: &Context, scale: &str) -> Vec<(String, String)> {
    let found = cx.app.store.scales().get(scale);
    let steps = found.into_iter().flat_map(|scale| scale.on(cx.today()));
    steps.map(|step| (step.key.clone(), step.label(cx.language).to_owned())).collect()
}

/// The button of a form of filters.
fn show_button(cx: &Context) -> Markup {
    html! {
        div.actions {
            button.ds-button type="submit" data-variant="secondary" { (cx.t("compliance-show")) }
        }
    }
}
