//! An object as its people see it: the operation's side and IT's, who holds what, the plan, needs and figures.

mod parts;
mod sides;

use axum::{extract::Path, response::Response};
use maud::{Markup, html};
use stadga_model::{Refusal, Revision};
use stadga_web::{
    Context, Problem,
    ui::{self, Tab},
};

use super::{About, cost, current, foa, id_of, may_change, may_create, raise};
use crate::roles;

pub(super) use parts::{owned, people};
pub(super) use sides::map;

/// GET /object/{id}/overview
pub(super) async fn show(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let about = About::of(&cx, id_of(&id)?).await?;
    let map = map(&cx, &about).await?;
    let described = parts::described(&cx).await?;
    let page = cx
        .page(&about.object.name)
        .crumb(cx.t("foa-title"), super::FOA)
        .signs(signs(&cx, &about))
        .actions(actions(&cx, &about))
        .tabs(tabs(&cx, &about.head, true));
    Ok(page.show(html! {
        @if let Some(text) = &about.object.description { p.lead { (text.0) } }
        (tiles(&cx, &about))
        (foa::picture(&cx, &map))
        (parts::roles(&cx, &about, &described))
        (parts::answers(&cx, &about))
        (parts::plans(&cx, &about))
        (parts::needs(&cx, &about))
        (parts::figures(&cx, &about))
        (parts::mode(&cx, &about))
        (foa::table(&cx, &map))
    }))
}

/// The tabs over an object's own page.
pub(super) async fn head(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    Ok(tabs(cx, &record.head, false))
}

fn tabs(cx: &Context, head: &stadga_model::Head, here: bool) -> Markup {
    let tab = |key: &str, end: &str, here: bool| Tab {
        text: cx.t(key),
        href: format!("/object/{}{end}", head.id),
        count: None,
        here,
    };
    let tabs = [tab("object-overview", "/overview", here), tab("object-facts", "", !here)];
    ui::tabs(&cx.t("object-tabs"), &tabs)
}

fn signs(cx: &Context, about: &About) -> Markup {
    let object = &about.object;
    let state = about.head.state.as_deref().unwrap_or_default();
    html! {
        span { (about.head.number) }
        span { (cx.t(&format!("object-state-is-{state}"))) }
        span { (cx.term("object-class", &object.class)) }
        @match &about.family {
            Some((head, family)) => { a href=(format!("/family/{}", head.id)) { (family.name) } }
            None => { (ui::badge("bad", &cx.t("foa-outside-word"))) }
        }
        @match &object.mode {
            Some(mode) => { span { (cx.term("management-mode", mode)) } }
            None => { (ui::badge("bad", &cx.t("foa-no-mode"))) }
        }
    }
}

fn actions(cx: &Context, about: &About) -> Markup {
    let id = about.head.id;
    let draft = about.plans.iter().find(|(_, plan)| plan.state == crate::plan::State::Draft);
    let may = may_change(cx, &about.head);
    html! {
        @match draft {
            Some((head, _)) if may_change(cx, head) => {
                (ui::link_button(&format!("/maintenance-plan/{}/write", head.id), "primary", Some("edit"), &cx.t("plan-go-on"))) " "
            }
            None if may && may_create(cx, "maintenance-plan") => {
                (ui::link_button(&format!("/object/{id}/plan"), "primary", Some("edit"), &cx.t("plan-begin"))) " "
            }
            _ => {}
        }
        @if may_create(cx, "need") {
            (ui::link_button(&format!("/object/{id}/need"), "secondary", None, &cx.t("need-give"))) " "
        }
        @if may { (ui::link_button(&format!("/object/{id}/mode"), "tertiary", None, &cx.t("mode-assess"))) " " }
        (raise(cx, &about.head, &about.object.name, about.object.unit.map(stadga_model::Id::cast)))
    }
}

fn tiles(cx: &Context, about: &About) -> Markup {
    let vacant = roles::vacant(about.object.mode.as_ref(), about.counting(cx.today())).len();
    let open = about.needs.iter().filter(|(_, need)| need.state.is_open()).count();
    let plan = current(&about.plans, cx.today());
    let state = plan.map_or_else(
        || cx.t("foa-no-plan"),
        |(_, plan)| cx.t(&format!("maintenance-plan-state-is-{}", plan.state.key())),
    );
    let decided = plan.filter(|(_, plan)| plan.is_decided());
    let cost = decided.map(|(head, plan)| cost(cx, head, plan));
    let tile = |figure: &str, text: &str, href: &str| {
        html! { a href=(href) { b { (figure) } span { (cx.t(text)) } } }
    };
    html! {
        ul.tiles {
            li { (tile(&about.object.systems.len().to_string(), "object-systems-count", "#foa-title")) }
            li.late[vacant > 0] { (tile(&vacant.to_string(), "object-vacant-count", "#roles")) }
            li { (tile(&open.to_string(), "object-needs-count", "#needs")) }
            li.late[plan.is_none()] { (tile(&state, "object-plan-count", "#plans")) }
            @if let Some(cost) = cost { li { (tile(&cost, "object-cost-count", "#plans")) } }
        }
    }
}
