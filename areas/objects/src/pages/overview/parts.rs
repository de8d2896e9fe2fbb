//! The sections of an object's overview: roles, who answers, plans, needs, figures, how its mode came about.

use maud::{Markup, html};
use stadga_model::{Head, Id, Refusal};
use stadga_organisation::{Assignment, Person, RoleDescription};
use stadga_web::{
    Context,
    ui::{self, Column},
};

use std::collections::BTreeMap;

use super::super::{About, Seat, cost, day, may_create, role};
use super::sides::assign;
use crate::{figure::Sort, roles};

/// The descriptions of roles that hold today, by role (ORG-14).
pub(super) type Described = BTreeMap<String, (Id, RoleDescription)>;

/// What is written of each role.
pub(super) async fn described(cx: &Context) -> Result<Described, Refusal> {
    let all = cx.every::<RoleDescription>().await?.into_iter();
    let now = all.filter(|(_, one)| one.period.holds(cx.today()));
    Ok(now.map(|(head, one)| (one.role.0.clone(), (head.id, one))).collect())
}

/// Who holds which role, with share of time, what that is in ITIL, what the role does, and what is vacant (PM3-07, PM3-09,
/// PM3-23, ORG-13, ORG-14).
pub(super) fn roles(cx: &Context, about: &About, described: &Described) -> Markup {
    let rows = roles::all().iter().filter_map(|own| row(cx, about, own, described));
    let rows: Vec<_> = rows.collect();
    let columns = ["roles-side", "roles-level", "roles-role", "roles-holder", "roles-share"]
        .map(|key| Column::text(cx.t(key)));
    let share: i64 = about.counting(cx.today()).iter().filter_map(|held| held.share).sum();
    let values = [
        ("share", share.to_string()),
        (
            "needed",
            about.object.needed.map(|needed| needed.to_string()).unwrap_or_else(|| "–".into()),
        ),
    ];
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    html! {
        div id="roles" {
            (ui::table(&cx.t("object-roles-title"), &columns, &rows))
            p.help { (cx.t_with("roles-sum", &values)) }
        }
    }
}

fn row(
    cx: &Context,
    about: &About,
    own: &roles::Role,
    described: &Described,
) -> Option<Vec<Markup>> {
    let held = about.seats(&own.key, cx.today());
    let required = own.is_required(about.object.mode.as_ref());
    if held.is_empty() && !required {
        return None;
    }
    let counting = || held.iter().filter(|seat| seat.counts);
    let shares = counting().filter_map(|seat| seat.held.share);
    let shares: Vec<String> = shares.map(|share| format!("{share} %")).collect();
    Some(vec![
        html! { (cx.t(&format!("roles-side-{}", own.side.key()))) },
        html! { (cx.t(&format!("roles-level-{}", own.level.key()))) },
        what(cx, own, required, described.get(&own.key)),
        html! {
            @for seat in &held { p { (holder(cx, about, seat)) } }
            @if counting().next().is_none() {
                (ui::badge("bad", &cx.t("sides-vacant")))
                @if may_create(cx, "assignment") { " " a href=(assign(about, own)) { (cx.t("roles-give")) } }
            }
        },
        html! { (shares.join(", ")) },
    ])
}

/// A role: whether it must be held, what it is in ITIL, what its holder does.
fn what(
    cx: &Context,
    own: &roles::Role,
    required: bool,
    described: Option<&(Id, RoleDescription)>,
) -> Markup {
    let itil: Vec<String> = own.itil.iter().map(|key| role(cx, key)).collect();
    html! {
        @match described {
            Some((id, _)) => { (ui::link("role-description", *id, &role(cx, &own.key))) }
            None => { (role(cx, &own.key)) }
        }
        @if required { " " (ui::badge("info", &cx.t("roles-required"))) }
        @if !itil.is_empty() { p.muted { (cx.t_with("roles-itil", &[("roles", &itil.join(", "))])) } }
        @if let Some((_, description)) = described {
            details {
                summary { (cx.t("roles-tasks")) }
                ul { @for task in description.tasks() { li { (task) } } }
            }
        }
    }
}

/// Who sits in a seat, acting or as a deputy, who serves or stands by.
fn holder(cx: &Context, about: &About, seat: &Seat) -> Markup {
    html! {
        @if let Some(word) = seat.word() { (cx.t(word)) " " }
        a href=(format!("/assignment/{}", seat.id)) { (about.titles.text(cx, seat.person.cast())) }
    }
}

/// People in words, with links.
pub(crate) fn people(cx: &Context, about: &About, people: &[Id<Person>]) -> Markup {
    html! {
        @for (at, person) in people.iter().enumerate() {
            @if at > 0 { ", " }
            (about.titles.short_link(cx, person.cast()))
        }
    }
}

/// Who answers for the object's classification, risks and requirements, and who decides on it (PM3-14, PM3-30).
pub(super) fn answers(cx: &Context, about: &About) -> Markup {
    let who = about.answers(cx.today());
    let why = if about.is_owned_by_chair() { "answers-chair" } else { "answers-owner" };
    ui::panel(
        "answers",
        &cx.t("answers-title"),
        &html! {
            @if who.is_empty() {
                p { (ui::badge("bad", &cx.t("answers-nobody"))) " " (cx.t("answers-nobody-why")) }
            } @else {
                p { (people(cx, about, &who)) " " (cx.t(why)) }
            }
            @for (head, owner) in &about.owners { p { (owned(cx, about, head, owner)) } }
            @match &about.steering {
                Some((head, forum)) => { p { (cx.t("answers-steering")) ": " (ui::link("forum", head.id, &forum.name)) } }
                None => { p { (ui::badge("bad", &cx.t("answers-no-steering"))) } }
            }
        },
    )
}

/// A single system that somebody else owns than the chair, who is to own them all (PM3-14).
pub(crate) fn owned(cx: &Context, about: &About, head: &Head, owner: &Assignment) -> Markup {
    html! {
        (ui::badge("bad", &cx.t("answers-own"))) " "
        @if let Some(system) = owner.about { (about.titles.short_link(cx, system)) ": " }
        a href=(format!("/assignment/{}", head.id)) { (owner.title) }
    }
}

/// A table under its name, or that there is nothing.
fn listed(
    cx: &Context,
    id: &str,
    (heading, none): (&str, &str),
    table: &Markup,
    empty: bool,
) -> Markup {
    html! {
        @if empty { (ui::panel(id, &cx.heading(heading), &html! { p { (cx.t(none)) } })) }
        @else { div id=(id) { (table) } }
    }
}

/// The plans, the newest first.
pub(super) fn plans(cx: &Context, about: &About) -> Markup {
    let rows: Vec<_> = about
        .plans
        .iter()
        .map(|(head, plan)| {
            vec![
                html! { (ui::link("maintenance-plan", head.id, &plan.title)) " " span.muted { (head.number) } },
                html! { (ui::format::period(&plan.period)) },
                html! { (plan.edition) },
                html! { (cx.t(&format!("maintenance-plan-state-is-{}", plan.state.key()))) },
                html! { (cost(cx, head, plan)) },
            ]
        })
        .collect();
    let columns = [
        Column::text(cx.heading("maintenance-plan")),
        Column::text(cx.t("maintenance-plan-period")),
        Column::number(cx.t("maintenance-plan-edition")),
        Column::text(cx.t("maintenance-plan-state")),
        Column::number(cx.t("plan-cost")),
    ];
    listed(
        cx,
        "plans",
        ("maintenance-plan-plural", "plans-none"),
        &ui::table(&cx.heading("maintenance-plan-plural"), &columns, &rows),
        rows.is_empty(),
    )
}

/// Needs, those first that wait for an answer (PM3-21).
pub(super) fn needs(cx: &Context, about: &About) -> Markup {
    let mut needs: Vec<_> = about.needs.iter().collect();
    needs.sort_by_key(|(_, need)| !need.state.is_open());
    let rows: Vec<_> = needs
        .iter()
        .map(|(head, need)| {
            vec![
                ui::link("need", head.id, &need.title),
                html! { (cx.t(&format!("need-state-is-{}", need.state.key()))) },
                day(need.raised),
                html! { @if let Some(answer) = &need.answer { (answer.0) } @else { span.muted { (cx.t("needs-unanswered")) } } },
            ]
        })
        .collect();
    let columns = ["need-title", "need-state", "need-raised", "need-answer"]
        .map(|key| Column::text(cx.t(key)));
    listed(
        cx,
        "needs",
        ("need-plural", "needs-none"),
        &ui::table(&cx.heading("need-plural"), &columns, &rows),
        rows.is_empty(),
    )
}

/// Service levels and use of what was delivered (PM3-26, PM3-27).
pub(super) fn figures(cx: &Context, about: &About) -> Markup {
    let rows: Vec<_> = about
        .figures
        .iter()
        .map(|(head, figure)| {
            let sort = match figure.sort {
                Sort::ServiceLevel => "service-level",
                Sort::Usage => "usage",
            };
            let number = |value: i64| format!("{value} {}", figure.measured_in);
            vec![
                ui::link("object-figure", head.id, &figure.title),
                html! { (cx.t(&format!("object-figure-sort-is-{sort}"))) },
                day(Some(figure.date)),
                html! { (number(figure.value)) },
                html! { @if let Some(target) = figure.target { (number(target)) } },
                match figure.holds() {
                    Some(true) => ui::badge("good", &cx.t("figures-holds")),
                    Some(false) => ui::badge("bad", &cx.t("figures-misses")),
                    None => html! { span.muted { "–" } },
                },
            ]
        })
        .collect();
    let columns = [
        Column::text(cx.t("object-figure-title")),
        Column::text(cx.t("object-figure-sort")),
        Column::text(cx.t("object-figure-date")),
        Column::number(cx.t("object-figure-value")),
        Column::number(cx.t("object-figure-target")),
        Column::text(cx.t("figures-standing")),
    ];
    let add = format!("/object-figure/new?object={}", about.head.id);
    let table = html! {
        (ui::table(&cx.heading("object-figure-plural"), &columns, &rows))
        @if may_create(cx, "object-figure") { p { a href=(add) { (cx.t("object-figure-new")) } } }
    };
    listed(cx, "figures", ("object-figure-plural", "figures-none"), &table, rows.is_empty())
}

/// What was answered to the criteria, and the decision (PM3-12, R-4).
pub(super) fn mode(cx: &Context, about: &About) -> Markup {
    let object = &about.object;
    let decision = about.decision.as_ref().and_then(|decision| decision.date);
    ui::panel(
        "mode",
        &cx.t("mode-title"),
        &html! {
            @if object.criteria.is_empty() { p { (cx.t("mode-unassessed")) } } @else {
                ul {
                    @for answer in &object.criteria {
                        li {
                            (cx.term("mode-criterion", &answer.criterion)) ": "
                            strong { (cx.t(if answer.applies { "mode-yes" } else { "mode-no" })) }
                            @if let Some(why) = &answer.why { " – " (why) }
                        }
                    }
                }
            }
            @match (object.mode_decision, decision) {
                (Some(id), date) => { p { (cx.t("object-mode_decision")) ": " (about.titles.short_link(cx, id.cast())) " " (day(date)) } }
                (None, _) => { p { (cx.t("mode-undecided")) } }
            }
        },
    )
}
