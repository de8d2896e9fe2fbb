//! All plans of a period summed up for the leadership: by family, with frames, what must be decided, and how the model takes
//! hold (PM3-15, PM3-20, PM3-31).

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Head, Money, Refusal};
use stadga_publish::{
    chart::{Part as Piece, Stacked},
    document::{Colour, Grade},
};
use stadga_web::{
    Context, Problem,
    published::language,
    ui::{self, Column, Tab},
};

use super::{
    FOA, PLANS,
    compiled::{Compiled, Group, Line},
    cost, day, may_create, money,
};
use crate::{
    PlanPeriod,
    plan::{Nature, State, Way},
};

/// Which period.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    period: String,
}

/// The periods, the next first.
pub(super) async fn periods(cx: &Context) -> Result<Vec<(Head, PlanPeriod)>, Refusal> {
    let mut periods = cx.every::<PlanPeriod>().await?;
    periods.sort_by_key(|(_, period)| std::cmp::Reverse(period.period.from));
    Ok(periods)
}

/// GET /objects/plans
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let periods = periods(&cx).await?;
    let chosen = periods.iter().find(|(head, _)| head.id.to_string() == asked.period);
    let page = cx.page(cx.t("plans-title")).lead(cx.t("plans-lead")).crumb(cx.t("foa-title"), FOA);
    let Some((head, period)) = chosen.or(periods.first()).cloned() else {
        let new = ui::link_button(
            "/planning-period/new",
            "primary",
            Some("plus"),
            &cx.t("planning-period-new"),
        );
        let page = if may_create(&cx, "planning-period") { page.actions(new) } else { page };
        return Ok(page.show(ui::empty(&cx.t("plans-no-period"), &cx.t("plans-no-period.do"))));
    };
    let tabs = periods.iter().map(|(other, period)| Tab {
        text: period.title.clone(),
        href: format!("{PLANS}?period={}", other.id),
        count: None,
        here: other.id == head.id,
    });
    let tabs: Vec<Tab> = tabs.collect();
    let compiled = Compiled::of(&cx, head, period).await?;
    let page = page.actions(actions(&cx, &compiled)).tabs(ui::tabs(&cx.t("plans-periods"), &tabs));
    Ok(page.show(html! {
        (tiles(&cx, &compiled))
        (sums(&cx, &compiled))
        @if !compiled.groups.iter().all(Group::is_whole) { p.help { (cx.t("plans-part")) } }
        (figure(&cx, &compiled))
        @for group in &compiled.groups { (objects(&cx, group)) }
        (gated(&cx, &compiled))
        (unfunded(&cx, &compiled))
        (goals(&cx, &compiled))
    }))
}

fn actions(cx: &Context, compiled: &Compiled) -> Markup {
    let id = compiled.head.id;
    let files = |ending: &str| format!("/planning-period/{id}/documents/plans.{ending}");
    html! {
        @if may_create(cx, "planning-period") {
            (ui::link_button("/planning-period/new", "tertiary", Some("plus"), &cx.t("planning-period-new"))) " "
        }
        (ui::link_button(&format!("/planning-period/{id}"), "secondary", None, &cx.t("plans-record"))) " "
        (ui::link_button(&files("pdf"), "secondary", None, &cx.t("foa-pdf"))) " "
        (ui::link_button(&files("docx"), "secondary", None, &cx.t("foa-word")))
    }
}

fn tiles(cx: &Context, compiled: &Compiled) -> Markup {
    let objects: usize = compiled.groups.iter().map(|group| group.lines.len()).sum();
    let decided: usize = compiled.groups.iter().map(Group::decided).sum();
    let sum = Money(compiled.groups.iter().map(|group| group.cost().0).sum());
    let without = compiled.groups.iter().flat_map(|group| &group.lines);
    let without = without.filter(|line| line.plan.is_none()).count();
    html! {
        ul.tiles {
            li { b { (decided) " / " (objects) } span { (cx.t("plans-decided")) } }
            li.late[without > 0] { b { (without) } span { (cx.t("plans-without")) } }
            li { b { (millions(cx, sum)) } span { (cx.t("plans-cost")) } }
            li { b { (day(compiled.period.due)) } span { (cx.t("planning-period-due")) } }
        }
    }
}

/// A large amount in few letters.
fn millions(cx: &Context, amount: Money) -> String {
    let number = ui::format::tenths(cx.language, amount.0 / 10_000_000);
    cx.t_with("plans-millions", &[("n", &number)])
}

fn sums(cx: &Context, compiled: &Compiled) -> Markup {
    let row = |group: &Group| {
        let over = group.frame.is_some_and(|frame| group.cost() > frame);
        vec![
            html! {
                (group.name)
                @if let Some(priority) = &group.priority { p.muted { (priority) } }
                (passed(cx, compiled, group))
            },
            html! { (group.decided()) " / " (group.lines.len()) },
            html! { span.late[over] { (money(cx, group.cost())) } },
            html! { @match group.frame { Some(frame) => { (money(cx, frame)) } None => { span.muted { "–" } } } },
            html! { (money(cx, group.change_cost(Way::Maintenance))) },
            html! { (money(cx, group.change_cost(Way::Project))) },
        ]
    };
    let rows: Vec<_> = compiled.groups.iter().map(row).collect();
    let mut columns = vec![Column::text(cx.heading("family"))];
    columns.extend(SUMS.map(|key| Column::number(cx.t(key))));
    ui::table(&cx.t("plans-sums"), &columns, &rows)
}

/// Whether the family's own leadership stands behind its plans (PM3-15).
fn passed(cx: &Context, compiled: &Compiled, group: &Group) -> Markup {
    let said = compiled.standing(cx, group);
    if said.is_empty() {
        return Context::nothing();
    }
    let passed = group.passed.as_ref();
    html! {
        p {
            @if let Some(leadership) = group.leadership { (compiled.titles.short_link(cx, leadership)) " " }
            (ui::badge(if passed.is_some() { "good" } else { "open" }, &said))
            @if let Some(decision) = passed.and_then(|passed| passed.decision) {
                " " (compiled.titles.short_link(cx, decision.cast()))
            }
            @if let Some(note) = passed.and_then(|passed| passed.note.as_ref()) { " " span.muted { (note) } }
        }
    }
}

/// The headings of the sums, besides the family's.
pub(super) const SUMS: [&str; 5] = [
    "plans-decided-short",
    "plans-cost",
    "planning-period-frames-amount",
    "plans-maintenance",
    "plans-project",
];

/// How far the plans have come.
fn figure(cx: &Context, compiled: &Compiled) -> Markup {
    let chart = progress(cx, compiled);
    ui::chart(cx, &chart.title, chart.svg(), chart.table())
}

/// The same as a chart: decided, on their way, missing.
pub(super) fn progress(cx: &Context, compiled: &Compiled) -> Stacked {
    let lines = || compiled.groups.iter().flat_map(|group| &group.lines);
    let state = |line: &Line| line.plan.as_ref().map(|(_, plan)| plan.state);
    let part = |key: &str, symbol: &str, colour, fits: &dyn Fn(Option<State>) -> bool| Piece {
        grade: Grade { symbol: symbol.into(), word: cx.t(key), colour },
        count: lines().filter(|line| fits(state(line))).count() as u64,
        href: None,
    };
    let on_way = |state: Option<State>| matches!(state, Some(State::Draft | State::Submitted));
    Stacked {
        id: "progress".into(),
        title: cx.t("plans-progress"),
        description: cx.t("plans-progress-description"),
        language: language(cx.language),
        header: ["maintenance-plan-state", "plans-count"].map(|key| cx.t(key)),
        parts: vec![
            part("plans-part-decided", "●", Colour::Green, &|state| {
                state == Some(State::Decided)
            }),
            part("plans-part-open", "◐", Colour::Yellow, &on_way),
            part("plans-part-none", "○", Colour::Red, &|state| state.is_none()),
        ],
    }
}

fn objects(cx: &Context, group: &Group) -> Markup {
    let row = |line: &Line| {
        let plan = line.plan.as_ref();
        let natures = |nature: Nature| {
            plan.map(|(_, plan)| plan.changes.iter().filter(|c| c.nature == nature).count())
        };
        vec![
            html! { a href=(format!("/object/{}/overview", line.head.id)) { (line.object.name) } },
            html! {
                @match plan {
                    Some((head, plan)) => {
                        a href=(format!("/maintenance-plan/{}", head.id)) { (cx.t(&format!("maintenance-plan-state-is-{}", plan.state.key()))) }
                        @if plan.edition > 1 { " " span.muted { (cx.t_with("plans-edition", &[("n", &plan.edition.to_string())])) } }
                    }
                    None => { (ui::badge("bad", &cx.t("foa-no-plan"))) }
                }
            },
            html! { @if let Some((head, plan)) = plan { (cost(cx, head, plan)) } },
            html! { @if let Some(n) = natures(Nature::Stability) { (n) } },
            html! { @if let Some(n) = natures(Nature::Development) { (n) } },
        ]
    };
    let rows: Vec<_> = group.lines.iter().map(row).collect();
    let columns = [
        Column::text(cx.heading("object")),
        Column::text(cx.heading("maintenance-plan")),
        Column::number(cx.t("plan-cost")),
        Column::number(cx.t("maintenance-plan-changes-nature-is-stability")),
        Column::number(cx.t("maintenance-plan-changes-nature-is-development")),
    ];
    html! { @if !rows.is_empty() { (ui::table(&group.name, &columns, &rows)) } }
}

/// What touches law, infrastructure or others' changes: the leadership's business.
fn gated(cx: &Context, compiled: &Compiled) -> Markup {
    let rows: Vec<_> = compiled
        .gated()
        .into_iter()
        .map(|(line, change)| {
            vec![
                html! { (change.title) },
                html! { span.nowrap { (ui::link("object", line.head.id, &line.object.name)) } },
                html! { (touches(cx, change)) },
                day(change.due),
                html! { @if let Some(text) = &change.consequence { (text) } },
            ]
        })
        .collect();
    let columns = GATED.map(|key| Column::text(cx.t(key)));
    html! { @if !rows.is_empty() { (ui::table(&cx.t("plans-gated"), &columns, &rows)) } }
}

/// The headings of the changes that must be decided on.
pub(super) const GATED: [&str; 5] = [
    "maintenance-plan-changes-title",
    "object-word",
    "plans-touches",
    "maintenance-plan-changes-due",
    "maintenance-plan-changes-consequence",
];

/// What a change touches, in words.
pub(crate) fn touches(cx: &Context, change: &crate::plan::Change) -> String {
    let all = [
        (change.regulation, "plans-touches-law"),
        (change.infrastructure, "plans-touches-infrastructure"),
        (change.others, "plans-touches-others"),
    ];
    let said = all.into_iter().filter(|(is, _)| *is).map(|(_, key)| cx.t(key));
    let said: Vec<String> = said.collect();
    said.join(", ")
}

/// Measures of the plans that there is no money for: the budget's preparation must know of them (T5).
fn unfunded(cx: &Context, compiled: &Compiled) -> Markup {
    let rows: Vec<_> = compiled
        .unfunded
        .iter()
        .map(|one| {
            vec![
                ui::link("measure", one.id.cast(), &one.measure.title),
                ui::link("object", one.object.0, &one.object.1),
                html! { (money(cx, one.measure.unfunded())) },
            ]
        })
        .collect();
    let columns = [
        Column::text(cx.t("measure-title")),
        Column::text(cx.t("object-word")),
        Column::number(cx.t("plans-lacking")),
    ];
    html! { @if !rows.is_empty() { (ui::table(&cx.t("plans-unfunded"), &columns, &rows)) } }
}

fn goals(cx: &Context, compiled: &Compiled) -> Markup {
    let row = |goal: &crate::plan_period::Goal| {
        let reached = compiled.counted(&goal.goal.0).or(goal.reached);
        vec![
            html! { (cx.term("introduction-goal", &goal.goal)) },
            html! { @match reached { Some(n) => { (n) } None => { span.muted { "–" } } } },
            html! { (goal.target) },
            match reached {
                Some(n) if n >= goal.target => ui::badge("good", &cx.t("goals-reached")),
                Some(_) => ui::badge("part", &cx.t("goals-left")),
                None => html! { span.muted { "–" } },
            },
        ]
    };
    let rows: Vec<_> = compiled.period.goals.iter().map(row).collect();
    let columns = [
        Column::text(cx.t("planning-period-goals-goal")),
        Column::number(cx.t("planning-period-goals-reached")),
        Column::number(cx.t("planning-period-goals-target")),
        Column::text(cx.t("figures-standing")),
    ];
    html! { @if !rows.is_empty() { (ui::table(&cx.t("planning-period-goals"), &columns, &rows)) } }
}
