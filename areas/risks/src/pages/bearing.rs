//! What the area adds to the page of an acceptance that is proposed: who may decide it, and the way to the decision (RSK-09).

use maud::{Markup, html};
use stadga_decisions::Decision;
use stadga_model::{Id, Near, Record as _, Refusal, Revision};
use stadga_web::{Context, ui};

use super::{aside::pointing, may_create, methods::who, new_of, readable};
use crate::{
    RiskAcceptance,
    acceptance::{SUBJECT, State},
    method::Accept,
    risk::is_withheld,
};

/// How it is decided; nothing once it has been.
pub(super) async fn decide(
    cx: &Context,
    revision: &Revision,
    near: &Near,
) -> Result<Markup, Refusal> {
    let head = &revision.head;
    let one: RiskAcceptance = revision.typed()?;
    if one.state != State::Proposed || head.is_marked() {
        return Ok(Context::nothing());
    }
    let risk = readable(cx, one.risk).await?.filter(|(head, _)| !is_withheld(head));
    let accept = risk.and_then(|(_, risk)| risk.by()?.accept(&one.level.0));
    let taken = pointing::<Decision>(near);
    Ok(ui::panel(
        "bearing",
        &cx.t("risk-bearing"),
        &html! {
            @if let Some(accept) = accept { p { (may(cx, accept)) } }
            @if !taken.is_empty() {
                p { (cx.t("risk-bearing-taken")) }
                ul {
                    @for (head, decision) in &taken {
                        @let title = if head.withholds("title") { &head.number } else { &decision.title };
                        li { (ui::link(Decision::KIND, head.id, title)) }
                    }
                }
            } @else if may_create::<Decision>(cx) {
                p { (ui::link_button(&decision(revision, &one), "secondary", Some("plus"), &cx.t("risk-bearing-decision"))) }
            }
            p { (cx.t("risk-bearing-next")) }
        },
    ))
}

/// Who may bear the level, and for how long.
fn may(cx: &Context, accept: &Accept) -> String {
    if accept.free {
        return cx.t("risk-chain-free");
    }
    let values = [("who", who(cx, accept)), ("months", accept.months.to_string())];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    cx.t_with("risk-chain-who", &values)
}

/// The form of the decision, filled in with what it is about.
fn decision(revision: &Revision, one: &RiskAcceptance) -> String {
    let written = |id: Option<Id>| id.map(|id| id.to_string()).unwrap_or_default();
    let (id, risk) = (revision.head.id.to_string(), one.risk.to_string());
    let (body, role, unit) =
        (written(one.body), written(one.role.map(Id::cast)), written(revision.head.unit));
    new_of::<Decision>(&[
        ("title", one.title.as_str()),
        ("subject", SUBJECT),
        ("about", &id),
        ("about", &risk),
        ("unit", &unit),
        ("body", &body),
        ("delegate", &role),
    ])
}
