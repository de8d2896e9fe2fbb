//! The sub-areas of information security: which body answers for each by regulation, which function by name, and where
//! there is none or more than one (T31, ORG-03, ORG-08, ORG-09).

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use stadga_model::{Date, Id, Refusal, Term};
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Titles},
};

use super::{AREAS, Asked, day_form, every, tabs};
use crate::{
    Assignment, Unit,
    responsibility::{Fault, SubArea, sub_areas},
    unit::{ADMINISTRATION, COORDINATOR},
};

/// The scale of the sub-areas.
const SCALE: &str = "subject-area";

/// GET /board/responsibility/areas
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let day = asked.day(&cx);
    let (units, posts) = (every::<Unit>(&cx).await?, every::<Assignment>(&cx).await?);
    let found = found(&cx, &units, &posts, day);
    let linked = found.iter().flat_map(|one| {
        let bodies = one.bodies.iter().map(|(id, _)| id.cast());
        let shared = one.shared.iter().map(|(id, _)| id.cast());
        let named = one.functions.iter().chain(&one.vacant).map(|id| id.cast());
        bodies.chain(shared).chain(named).collect::<Vec<Id>>()
    });
    let titles = Titles::of(&cx, linked).await?;
    let page = cx.page(cx.t("areas-title")).lead(cx.t("areas-lead"));
    Ok(page.tabs(tabs(&cx, AREAS)).show(html! {
        (day_form(&cx, AREAS, day))
        (counts(&cx, &found))
        (table(&cx, &found, &titles))
        (coordinators(&cx, &units, &posts, day))
    }))
}

/// The sub-areas of a day with who answers for them.
pub(crate) fn found(
    cx: &Context,
    units: &[(Id<Unit>, Unit)],
    posts: &[(Id<Assignment>, Assignment)],
    day: Date,
) -> Vec<SubArea> {
    let steps = cx.app.store.scales().get(SCALE).into_iter().flat_map(|scale| scale.on(day));
    sub_areas(steps.map(|step| Term(step.key.clone())), units, posts, day)
}

/// How many sub-areas have a fault, for who sees to it that they have none.
pub(crate) async fn faulty(cx: &Context, wanted: &[Fault]) -> Result<usize, Refusal> {
    let (units, posts) = (every::<Unit>(cx).await?, every::<Assignment>(cx).await?);
    let found = found(cx, &units, &posts, cx.today());
    Ok(found.iter().filter(|one| one.faults().iter().any(|f| wanted.contains(f))).count())
}

fn counts(cx: &Context, found: &[SubArea]) -> Markup {
    let count = |fault: Fault| found.iter().filter(|one| one.faults().contains(&fault)).count();
    html! {
        ul.tiles {
            @for fault in [Fault::Nobody, Fault::Several, Fault::NoFunction] {
                li { b { (count(fault)) } span { (cx.t(words(fault))) } }
            }
        }
    }
}

/// The words of a fault.
fn words(fault: Fault) -> &'static str {
    match fault {
        Fault::Nobody => "areas-is-nobody",
        Fault::Several => "areas-is-several",
        Fault::NoFunction => "areas-is-no-function",
        Fault::Unsaid => "areas-is-unsaid",
    }
}

fn table(cx: &Context, found: &[SubArea], titles: &Titles) -> Markup {
    let columns = ["area", "body", "function", "shared", "verdict"]
        .map(|name| Column::text(cx.t(&format!("areas-{name}"))));
    let rows: Vec<_> = found.iter().map(|one| row(cx, one, titles)).collect();
    ui::table(&cx.t("areas-title"), &columns, &rows)
}

fn row(cx: &Context, one: &SubArea, titles: &Titles) -> Vec<Markup> {
    let none = html! { span.muted { "–" } };
    let faults = one.faults();
    vec![
        html! { (cx.term(SCALE, &one.area)) },
        html! {
            @if one.bodies.is_empty() { (none) } @else {
                ul { @for (id, source) in &one.bodies {
                    li { (titles.short_link(cx, id.cast())) " " span.muted { (source) } }
                } }
            }
        },
        html! {
            @if one.functions.is_empty() && one.vacant.is_empty() { (none) } @else {
                ul {
                    @for id in &one.functions { li { (titles.short_link(cx, id.cast())) } }
                    @for id in &one.vacant {
                        li { (titles.short_link(cx, id.cast())) " " (ui::badge("bad", &cx.t("staffing-is-vacant"))) }
                    }
                }
            }
        },
        html! {
            @if one.shared.is_empty() { (none) } @else {
                ul { @for (id, part) in &one.shared {
                    li { (titles.short_link(cx, id.cast())) @if let Some(part) = part { ": " (part) } }
                } }
            }
        },
        html! {
            @if faults.is_empty() { (ui::badge("good", &cx.t("areas-is-clear"))) } @else {
                @for fault in faults { div { (ui::badge("bad", &cx.t(words(fault)))) } }
            }
        },
    ]
}

/// The coordinator of each administration (ORG-09, ORG-10).
fn coordinators(
    cx: &Context,
    units: &[(Id<Unit>, Unit)],
    posts: &[(Id<Assignment>, Assignment)],
    day: Date,
) -> Markup {
    let there = units.iter().filter(|(_, unit)| unit.period.holds(day));
    let administrations = there.filter(|(_, unit)| unit.unit_type.0 == ADMINISTRATION);
    let row = |(id, unit): &(Id<Unit>, Unit)| {
        let own = posts.iter().filter(|(_, one)| {
            one.unit == *id && one.role.0 == COORDINATOR && one.period.holds(day)
        });
        let own: Vec<_> = own.collect();
        vec![
            html! { a href=(format!("/unit/{id}")) { (unit.name) } },
            html! {
                @if own.is_empty() { (ui::badge("bad", &cx.t("areas-no-coordinator"))) }
                @for (id, one) in own {
                    a href=(format!("/assignment/{id}")) { (one.title) }
                    @if one.person.is_none() { " " (ui::badge("bad", &cx.t("staffing-is-vacant"))) }
                    @if let Some(share) = one.share { " " span.muted { (share) " %" } }
                    " "
                    a href=(format!("/mandate?assignee={id}&sort=priority")) { (cx.t("areas-mandates")) }
                    span.sr { " " (one.title) }
                }
            },
        ]
    };
    let columns =
        ["administration", "coordinator"].map(|name| Column::text(cx.t(&format!("areas-{name}"))));
    let rows: Vec<_> = administrations.map(row).collect();
    html! { @if !rows.is_empty() { (ui::table(&cx.t("areas-coordinators"), &columns, &rows)) } }
}
