//! What the area adds to record pages: how a system is maintained, where a plan stands, what a need comes to.

use maud::{Markup, html};
use stadga_model::{Id, Near, Refusal, Revision};
use stadga_web::{
    Context,
    published::document_links,
    ui::{self, Tab},
};

use super::{
    About, PLANS, cost, day, may_change, may_create, may_decide,
    overview::{owned, people},
    raise,
};
use crate::{
    MaintenancePlan, Need, Object,
    need::State as Asked,
    object,
    plan::{State, lacks},
};

/// Which object a system belongs to, by which mode and model it is maintained, and who answers for it (T8, PM3-14, PM3-25).
pub(super) async fn item(cx: &Context, record: &Revision, near: &Near) -> Result<Markup, Refusal> {
    let of_object = |kind: &str| kind == <Object as stadga_model::Record>::KIND;
    let held =
        near.down.iter().filter(|(field, other)| field == "systems" && of_object(&other.head.kind));
    let held = held.filter_map(|(_, other)| Some((other.head.id, other.typed::<Object>().ok()?)));
    let held: Vec<_> = held.filter(|(_, object)| object.state != object::State::Ended).collect();
    let state = record.head.state.as_deref().unwrap_or_default();
    if held.is_empty() {
        let used = ["in-use", "phasing-out"].contains(&state);
        return Ok(match used {
            true => ui::panel(
                "managed",
                &cx.t("managed-title"),
                &html! {
                    p { (ui::badge("bad", &cx.t("foa-outside-word"))) " " (cx.t("managed-nowhere")) }
                    p { a href=(super::OUTSIDE) { (cx.t("outside-place")) } }
                },
            ),
            false => Context::nothing(),
        });
    }
    let mut sections = Vec::new();
    for (id, _) in &held {
        sections.push(managed(cx, record.head.id, &About::of(cx, id.cast()).await?));
    }
    Ok(ui::panel(
        "managed",
        &cx.t("managed-title"),
        &html! {
            @if held.len() > 1 { p { (ui::badge("bad", &cx.t("managed-twice"))) } }
            @for section in sections { (section) }
        },
    ))
}

fn managed(cx: &Context, system: Id, about: &About) -> Markup {
    let object = &about.object;
    let said = |scale: &str, value: Option<&stadga_model::Term>| match value {
        Some(value) => cx.term(scale, value),
        None => cx.t("foa-unknown"),
    };
    let who = about.answers(cx.today());
    html! {
        dl.facts {
            div { dt { (cx.heading("object")) } dd { a href=(format!("/object/{}/overview", about.head.id)) { (object.name) } } }
            div { dt { (cx.heading("family")) } dd {
                @match &about.family {
                    Some((_, family)) => { (family.name) }
                    None => { (ui::badge("bad", &cx.t("foa-outside-word"))) }
                }
            } }
            div { dt { (cx.t("object-mode")) } dd { (said("management-mode", object.mode.as_ref())) } }
            div { dt { (cx.t("object-model")) } dd { (said("governing-model", object.model.as_ref())) } }
            div { dt { (cx.t("managed-answers")) } dd {
                @if who.is_empty() { (ui::badge("bad", &cx.t("answers-nobody"))) } @else { (people(cx, about, &who)) }
                @if about.is_owned_by_chair() { p.muted { (cx.t("managed-chair")) } }
                @for (head, owner) in about.owners.iter().filter(|(_, owner)| owner.about == Some(system)) {
                    p { (owned(cx, about, head, owner)) }
                }
            } }
        }
    }
}

/// The tabs over a plan's own page: what can be done with it, and its documents.
pub(super) async fn plan_head(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    let tab = |key: &str, end: &str, here: bool| Tab {
        text: cx.t(key),
        href: format!("/maintenance-plan/{}{end}", record.head.id),
        count: None,
        here,
    };
    let plan: MaintenancePlan = record.typed()?;
    let mut tabs = vec![tab("plan-facts", "", true)];
    match plan.state {
        State::Draft if may_change(cx, &record.head) => {
            tabs.push(tab("plan-go-on", "/write", false));
        }
        State::Submitted if may_decide(cx, &record.head, &plan) => {
            tabs.push(tab("decide-title", "/decide", false));
        }
        _ => {}
    }
    tabs.push(tab("foa-pdf", "/documents/plan.pdf", false));
    tabs.push(tab("foa-word", "/documents/plan.docx", false));
    Ok(ui::tabs(&cx.t("plan-tabs"), &tabs))
}

/// Where a plan stands, what can be done now, and its documents (PM3-13, PM3-15, PM3-16).
pub(super) async fn plan(cx: &Context, record: &Revision, near: &Near) -> Result<Markup, Refusal> {
    let plan: MaintenancePlan = record.typed()?;
    let (id, may) = (record.head.id, may_change(cx, &record.head));
    let address = |end: &str| format!("/maintenance-plan/{id}{end}");
    let needs: Vec<_> = match plan.state {
        State::Decided if may => About::of(cx, plan.object).await?.needs,
        _ => Vec::new(),
    };
    let newer = near.pointing::<MaintenancePlan>().any(|(_, other)| other.is_open());
    Ok(html! {
        (ui::panel("standing", &cx.t("plan-standing"), &html! {
            p { (cx.t("plan-cost")) ": " strong { (cost(cx, &record.head, &plan)) } }
            @match plan.state {
                State::Draft if record.head.withheld.is_none() => {
                    @let lacking = lacks(&plan).len();
                    p { (cx.t_with("plan-lacks", &[("n", &lacking.to_string())])) }
                    @if may { p { (ui::link_button(&address("/write"), "primary", Some("edit"), &cx.t("plan-go-on"))) } }
                }
                State::Submitted if may_decide(cx, &record.head, &plan) => {
                    p { (ui::link_button(&address("/decide"), "primary", None, &cx.t("decide-title"))) }
                }
                State::Decided if may && !newer => { (revise(cx, &address("/revise"), &needs)) }
                _ => {}
            }
            ul { (document_links(cx, &cx.t("object-plan-document"), &address("/documents/plan"))) }
            (raise(cx, &record.head, &plan.title, plan.unit.map(Id::cast)))
        }))
    })
}

/// A new version: for a need that was approved, or for a reason.
fn revise(cx: &Context, action: &str, needs: &[(stadga_model::Head, Need)]) -> Markup {
    let waiting: Vec<_> = needs
        .iter()
        .filter(|(_, need)| need.state == Asked::Approved && need.plan.is_none())
        .collect();
    html! {
        p { (cx.t("plan-revise-why")) }
        @for (head, need) in waiting {
            form method="post" action=(action) {
                input type="hidden" name="because" value=(head.id);
                button.ds-button type="submit" data-variant="secondary" { (cx.t_with("plan-revise-need", &[("need", &need.title)])) }
            }
        }
        form method="post" action=(action) {
            div.ds-field {
                label for="reason" { (cx.t("maintenance-plan-reason")) }
                input.ds-input id="reason" name="reason" required;
            }
            button.ds-button type="submit" data-variant="tertiary" { (cx.t("plan-revise")) }
        }
    }
}

/// A period's plans, summed up and as documents (PM3-15).
pub(super) async fn period(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    let id = record.head.id;
    Ok(ui::panel(
        "compiled",
        &cx.t("plans-title"),
        &html! {
            p { (ui::link_button(&format!("{PLANS}?period={id}"), "primary", None, &cx.t("plans-see"))) }
            ul { (document_links(cx, &cx.t("plans-document"), &format!("/planning-period/{id}/documents/plans"))) }
        },
    ))
}

/// What a need has come to, in the words of who asked; and the plan that is to take it up (T14, PM3-16).
pub(super) async fn need(cx: &Context, record: &Revision, near: &Near) -> Result<Markup, Refusal> {
    let need: Need = record.typed()?;
    let open = need.state == Asked::Approved && need.plan.is_none();
    let plan = match need.object.filter(|_| open && may_create(cx, "maintenance-plan")) {
        Some(object) => match super::about::readable(cx, object).await? {
            Some((head, _)) => {
                let about = About::of(cx, head.id.cast()).await?;
                about
                    .plans
                    .into_iter()
                    .find(|(head, plan)| plan.is_decided() && may_change(cx, head))
            }
            None => None,
        },
        None => None,
    };
    let decided = need.decision.and_then(|decision| near.linked(decision));
    Ok(ui::panel(
        "answer",
        &cx.t("need-answer"),
        &html! {
            @match &need.answer {
                Some(answer) => { p { (answer.0) } p.muted { (day(need.answered)) } }
                None => { p { (cx.t("needs-unanswered")) } }
            }
            @if let Some(decision) = decided { p { (cx.t("need-decision")) ": " (decision.title) " " (day(decision.date)) } }
            @if let Some((head, plan)) = plan {
                p { (cx.t_with("need-into-plan", &[("plan", &plan.title)])) }
                form method="post" action=(format!("/maintenance-plan/{}/revise", head.id)) {
                    input type="hidden" name="because" value=(record.head.id);
                    button.ds-button type="submit" data-variant="secondary" { (cx.t("plan-revise")) }
                }
            } @else if open {
                p { (cx.t("need-no-plan")) }
            }
            @if matches!(need.state, Asked::Declined | Asked::Postponed) {
                p { (cx.t("raise-why")) }
                (raise(cx, &record.head, &need.title, need.unit.map(Id::cast)))
            }
        },
    ))
}
