//! The chain: core strategies with those that serve them, plans from the region's to the unit's, and what hangs free
//! (STR-01, STR-03, STR-05, T7).

use std::collections::HashMap;

use axum::response::Response;
use maud::{Markup, html};
use stadga_model::{Date, Id, Record, Term};
use stadga_publish::chart::{Graph, Mark, Node};
use stadga_web::{
    Context, Problem,
    ui::{self, Column},
};

use super::{CHAIN, every, free, tabs};
use crate::{
    Plan, Strategy,
    plan::{self, LEVELS},
    strategy::Sort,
};

type Strategies = [(Id<Strategy>, Strategy)];
type Plans = [(Id<Plan>, Plan)];

/// GET /board/strategy
pub(super) async fn show(cx: Context) -> Result<Response, Problem> {
    let today = cx.today();
    let (strategies, mut plans) = (
        every::<Strategy>(&cx, &["title", "core", "period"]).await?,
        every::<Plan>(&cx, &["title", "parent", "period"]).await?,
    );
    plans.retain(|(_, plan)| plan.state != plan::State::Closed);
    let free = free::table(&cx, &strategies, &plans).await?;
    let page = cx.page(cx.t("chain-title")).lead(cx.t("chain-lead"));
    Ok(page.tabs(tabs(&cx, CHAIN)).show(html! {
        @if strategies.is_empty() && plans.is_empty() {
            (ui::empty(&cx.t("chain-none"), &cx.t("chain-none-why")))
        } @else {
            (figure(&cx, "chain-strategies", &strategy_graph(&cx, &strategies, today)))
            (functions(&cx, &strategies, today))
            (figure(&cx, "chain-plans", &plan_graph(&cx, &plans)))
            (free)
        }
    }))
}

fn figure(cx: &Context, key: &str, graph: &Graph) -> Markup {
    html! {
        @if !graph.nodes.is_empty() {
            (ui::picture(&cx.t(key), &graph.svg(), &html! { p.help { (cx.t(&format!("{key}-legend"))) } }))
        }
    }
}

/// The words of when something holds.
fn span(cx: &Context, period: &stadga_model::Period) -> String {
    match period.to {
        Some(to) => format!("{}–{}", period.from.year(), to.year()),
        None => cx.t_with("chain-from", &[("year", &period.from.year().to_string())]),
    }
}

/// Core strategies to the left, those that serve them to the right; what is over is not drawn.
fn strategy_graph(cx: &Context, all: &Strategies, today: Date) -> Graph {
    let holds: Vec<_> = all.iter().filter(|(_, one)| one.period.holds(today)).collect();
    let places: HashMap<_, _> = holds.iter().zip(0..).map(|((id, _), at)| (*id, at)).collect();
    let served = |id: &Id<Strategy>| holds.iter().any(|(_, one)| one.core.contains(id));
    let node = |(id, one): &&(Id<Strategy>, Strategy)| {
        let bound = match one.sort {
            Sort::Core => served(id),
            Sort::Support => one.core.iter().any(|core| places.contains_key(core)),
        };
        let function = one.function.as_ref().filter(|_| one.sort == Sort::Support);
        let function = function.map(|of| format!("{} · ", cx.term("support-function", of)));
        Node {
            label: one.title.clone(),
            note: format!("{}{}", function.unwrap_or_default(), span(cx, &one.period)),
            href: format!("/strategy/{id}"),
            mark: if bound { Mark::Origin } else { Mark::Hard },
            column: usize::from(one.sort == Sort::Support),
            planned: false,
        }
    };
    let lines = holds.iter().flat_map(|(id, one)| one.core.iter().map(move |core| (core, id)));
    let lines = lines.filter_map(|(core, id)| Some((*places.get(core)?, *places.get(id)?)));
    Graph {
        id: "strategies".into(),
        title: cx.t("chain-strategies"),
        description: cx.t("chain-strategies-description"),
        header: ["strategy-title", "strategy-period", "chain-step"].map(|key| cx.t(key)),
        lines: lines.collect(),
        nodes: holds.iter().map(node).collect(),
    }
}

/// Plans in columns by their level.
fn plan_graph(cx: &Context, plans: &Plans) -> Graph {
    let scale = cx.app.store.scales().get(LEVELS);
    let steps = scale.map(|scale| scale.steps.as_slice()).unwrap_or_default();
    let column =
        |level: &Term| steps.iter().position(|step| step.key == level.0).unwrap_or(steps.len());
    let places: HashMap<_, _> = plans.iter().zip(0..).map(|((id, _), at)| (*id, at)).collect();
    let node = |(id, one): &(Id<Plan>, Plan)| {
        let top = column(&one.level) == 0;
        let bound = top || one.parent.is_some_and(|parent| places.contains_key(&parent));
        Node {
            label: one.title.clone(),
            note: format!("{} · {}", cx.term(LEVELS, &one.level), span(cx, &one.period)),
            href: format!("/plan/{id}"),
            mark: if bound { Mark::Origin } else { Mark::Hard },
            column: column(&one.level),
            planned: one.state == plan::State::Draft,
        }
    };
    let line = |(id, one): &(Id<Plan>, Plan)| Some((*places.get(&one.parent?)?, *places.get(id)?));
    Graph {
        id: "plans".into(),
        title: cx.t("chain-plans"),
        description: cx.t("chain-plans-description"),
        header: ["plan-title", "plan-level", "chain-step"].map(|key| cx.t(key)),
        nodes: plans.iter().map(node).collect(),
        lines: plans.iter().filter_map(line).collect(),
    }
}

/// Whether each support function has a strategy that holds and serves a core strategy that does (STR-05, T7).
fn functions(cx: &Context, all: &Strategies, today: Date) -> Markup {
    let holds = |one: &Strategy| one.period.holds(today);
    let core: Vec<_> = all.iter().filter(|(_, one)| one.sort == Sort::Core && holds(one)).collect();
    let scale = cx.app.store.scales().get("support-function");
    let row = |step: &stadga_model::Step| {
        let own = all.iter().filter(|(_, one)| {
            one.sort == Sort::Support && one.function.as_ref().is_some_and(|of| of.0 == step.key)
        });
        let (now, before): (Vec<_>, Vec<_>) = own.partition(|(_, one)| holds(one));
        let bound =
            now.iter().any(|(_, one)| one.core.iter().any(|id| core.iter().any(|(c, _)| c == id)));
        let badge = match (now.is_empty(), bound) {
            (true, _) => ui::badge("bad", &cx.t("chain-is-missing")),
            (false, false) => ui::badge("bad", &cx.t("chain-is-free")),
            (false, true) => ui::badge("good", &cx.t("chain-is-bound")),
        };
        let shown = if now.is_empty() { before } else { now };
        vec![
            html! { (step.label(cx.language)) },
            html! {
                @if shown.is_empty() { span.muted { "–" } } @else {
                    ul { @for (id, one) in shown {
                        li { (ui::link(Strategy::KIND, id.cast(), &one.title)) " " span.muted { (span(cx, &one.period)) } }
                    } }
                }
            },
            badge,
        ]
    };
    let steps = scale.into_iter().flat_map(|scale| scale.on(today));
    let rows: Vec<_> = steps.map(row).collect();
    let columns = ["function", "strategy", "verdict"]
        .map(|name| Column::text(cx.t(&format!("chain-{name}"))));
    ui::table(&cx.t("chain-functions"), &columns, &rows)
}
