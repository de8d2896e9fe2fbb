//! What the area adds to record pages: how a law stands and what it is referred to by, when a part must begin.

use maud::{Markup, html};
use stadga_decisions::Decision;
use stadga_model::{Head, Id, Near, Record as _, Refusal, Revision};
use stadga_web::{
    Context,
    ui::{self, Titles},
};

use super::{TOUCHED, alarm_badge, called, may_create, register::standing_badge};
use crate::{
    Law, LawRequirement, Part, Scope,
    awaits::deciders,
    law::Standing,
    programmed::{self, programmes},
    scope::State,
};

/// How a law stands today, what came instead, how many requirements lack somebody, and that some laws are only referred to.
pub(super) async fn law(cx: &Context, revision: &Revision, near: &Near) -> Result<Markup, Refusal> {
    let head = &revision.head;
    if head.withholds("in_force") || head.withholds("ended") {
        return Ok(Context::nothing());
    }
    let law: Law = revision.typed()?;
    let standing = law.standing(cx.today());
    let newer =
        near.down.iter().filter(|(field, one)| field == "replaces" && one.head.kind == head.kind);
    let newer: Vec<(&Revision, Law)> =
        newer.filter_map(|(_, one)| Some((&**one, one.typed::<Law>().ok()?))).collect();
    let unkept = near
        .pointing::<LawRequirement>()
        .filter(|(one, _)| !one.head.withholds("owner") && !one.head.withholds("role"))
        .filter(|(_, one)| one.holds(&law, cx.today()) && !one.is_kept())
        .count();
    let touched = format!("{TOUCHED}?law={}", head.id);
    Ok(ui::panel(
        "law-standing",
        &cx.t("laws-standing"),
        &html! {
            p {
                (standing_badge(cx, standing)) " "
                @if standing == Standing::Ended { (cx.t("law-page-history")) }
            }
            @for (head, newer) in newer.iter().map(|(one, law)| (&one.head, law)) {
                p { (cx.t("laws-replaced-by")) " " (ui::link(&head.kind, head.id, called(head, "title", &newer.called()))) }
            }
            @if unkept > 0 { p { (cx.t_with("law-page-unkept", &[("n", &unkept.to_string())])) } }
            @if law.reference_only {
                p { (cx.t("law-page-refer")) " " a href="/protective-reference" { (cx.t("law-page-references")) } }
            } @else {
                p { a href=(touched) { (cx.t("law-page-touched")) } }
            }
        },
    ))
}

/// Who settles an open question, and the way to prepare their decision (NIS-04, ORG-18).
pub(super) async fn scope(
    cx: &Context,
    revision: &Revision,
    near: &Near,
) -> Result<Markup, Refusal> {
    let (head, scope): (&Head, Scope) = (&revision.head, revision.typed()?);
    let open = scope.state == State::Open && scope.decision.is_none();
    let told = ["law", "body", "decision"].iter().all(|field| !head.withholds(field));
    if !(open && told) {
        return Ok(Context::nothing());
    }
    let bodies = deciders(head, &scope, &programmes(cx).await?);
    let titles = Titles::of(cx, bodies.iter().copied()).await?;
    let prepared = near.pointing::<Decision>().next().is_some();
    let may = !prepared && !bodies.is_empty() && may_create(cx, Decision::KIND);
    Ok(ui::panel(
        "scope-settles",
        &cx.t("scope-page-title"),
        &html! {
            @if bodies.is_empty() { p { (cx.t("scope-page-nobody")) } } @else {
                p { (cx.t("scope-page-waits")) }
                ul { @for body in &bodies { li { (titles.short_link(cx, *body)) } } }
            }
            @if may {
                p { (ui::link_button(&decision_address(head, &scope, &bodies), "secondary", Some("plus"), &cx.t("scope-page-prepare"))) }
            }
        },
    ))
}

/// The form of a decision on a question, with what is known filled in; of several bodies somebody must choose.
fn decision_address(head: &Head, scope: &Scope, bodies: &[Id]) -> String {
    let body = if let [one] = bodies { Some(*one) } else { None };
    let links = [
        ("about", Some(head.id)),
        ("body", body),
        ("unit", scope.unit.map(Id::cast)),
        ("handler", scope.owner.map(Id::cast)),
    ];
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("title", called(head, "title", &scope.title));
    for (name, link) in links {
        if let Some(link) = link {
            query.append_pair(name, &link.to_string());
        }
    }
    format!("/decision/new?{}", query.finish())
}

/// When a part must begin, and what there is to warn of (T36).
pub(super) async fn part(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    let part: Part = revision.typed()?;
    let Some(alarm) = programmed::alarm(&revision.head, &part, cx.today()) else {
        return Ok(Context::nothing());
    };
    let latest = part.latest_start().filter(|_| part.state == crate::part::State::NotStarted);
    let measure = format!("/measure/new?causes={}", revision.head.id);
    let may = part.state.is_open() && may_create(cx, "measure");
    Ok(html! {
        @if alarm.rings() || latest.is_some() || may {
            (ui::panel("part-alarm", &cx.t("programme-alarm"), &html! {
                p { (alarm_badge(cx, alarm)) }
                @if may { p { (ui::link_button(&measure, "secondary", Some("plus"), &cx.t("part-page-measure"))) } }
                @if let Some(day) = latest { p { (cx.t_with("part-page-latest", &[("date", &day.to_string())])) } }
            }))
        }
    })
}
