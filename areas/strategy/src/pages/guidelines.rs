//! Guidelines to support functions with their answers, and the thread from measure over guideline to goal (STR-04, STR-06,
//!

use std::collections::BTreeMap;

use axum::response::Response;
use maud::{Markup, html};
use stadga_model::{Id, Record};
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Titles},
};

use super::{GUIDELINES, every, tabs};
use crate::{Activity, Guideline, GuidelineAnswer, guideline::State};
use stadga_measures::Measure;

/// A guideline with what came of it.
struct Thread<'a> {
    id: Id<Guideline>,
    guideline: &'a Guideline,
    /// Its answers, the latest first.
    answers: Vec<&'a (Id<GuidelineAnswer>, GuidelineAnswer)>,
    /// What carries it out: named by answers, or pointing to it.
    carried_by: Vec<Id>,
}

/// GET /board/strategy/guidelines
pub(super) async fn show(cx: Context) -> Result<Response, Problem> {
    let guidelines = every::<Guideline>(&cx, &["title", "goals"]).await?;
    let answers = every::<GuidelineAnswer>(&cx, &["title", "guideline"]).await?;
    let (activities, measures) = (
        every::<Activity>(&cx, &["title", "guidelines"]).await?,
        every::<Measure>(&cx, &["title", "causes"]).await?,
    );
    let mut threads: Vec<_> = guidelines
        .iter()
        .filter(|(_, one)| one.state != State::Dropped)
        .map(|one| thread(one, &answers, &activities, &measures))
        .collect();
    threads.sort_by_key(|one| (one.guideline.due.is_none(), one.guideline.due));
    let linked = threads.iter().flat_map(|one| {
        let goals = one.guideline.goals.iter().map(|goal| goal.cast());
        let strategy = one.guideline.strategy.map(Id::cast);
        goals.chain(strategy).chain(one.carried_by.iter().copied()).collect::<Vec<Id>>()
    });
    let titles = Titles::of(&cx, linked).await?;
    let mut functions: BTreeMap<String, Vec<&Thread>> = BTreeMap::new();
    for one in &threads {
        functions
            .entry(cx.term("support-function", &one.guideline.function))
            .or_default()
            .push(one);
    }
    let page = cx.page(cx.t("guidelines-title")).lead(cx.t("guidelines-lead"));
    let template = ui::link_button(super::TEMPLATE, "tertiary", None, &cx.t("guidelines-template"));
    Ok(page.actions(template).tabs(tabs(&cx, GUIDELINES)).show(html! {
        @if functions.is_empty() { p { (cx.t("guidelines-none")) } }
        @for (function, threads) in &functions { (table(&cx, function, threads, &titles)) }
    }))
}

fn thread<'a>(
    (id, guideline): &'a (Id<Guideline>, Guideline),
    answers: &'a [(Id<GuidelineAnswer>, GuidelineAnswer)],
    activities: &[(Id<Activity>, Activity)],
    measures: &[(Id<Measure>, Measure)],
) -> Thread<'a> {
    let mut own: Vec<_> = answers.iter().filter(|(_, answer)| answer.guideline == *id).collect();
    own.sort_by_key(|(_, answer)| std::cmp::Reverse(answer.date));
    let named = own.iter().flat_map(|(_, answer)| answer.carried_by.iter().copied());
    let pointing =
        activities.iter().filter(|(_, one)| one.guidelines.contains(id)).map(|(id, _)| id.cast());
    let caused =
        measures.iter().filter(|(_, one)| one.causes.contains(&id.cast())).map(|(id, _)| id.cast());
    let mut carried_by: Vec<Id> = named.chain(pointing).chain(caused).collect();
    carried_by.sort();
    carried_by.dedup();
    Thread { id: *id, guideline, answers: own, carried_by }
}

fn table(cx: &Context, function: &str, threads: &[&Thread], titles: &Titles) -> Markup {
    let columns = ["goal", "guideline", "answer", "carried", "state"]
        .map(|name| Column::text(cx.t(&format!("guidelines-{name}"))));
    let rows: Vec<_> = threads.iter().map(|one| row(cx, one, titles)).collect();
    ui::table(&cx.t_with("guidelines-to", &[("function", function)]), &columns, &rows)
}

fn row(cx: &Context, one: &Thread, titles: &Titles) -> Vec<Markup> {
    let guideline = one.guideline;
    let none = html! { span.muted { "–" } };
    let late = guideline.state == State::Given && guideline.due.is_some_and(|due| due < cx.today());
    vec![
        html! {
            @if let Some(strategy) = guideline.strategy { div { (titles.short_link(cx, strategy.cast())) } }
            @if guideline.goals.is_empty() { (ui::badge("bad", &cx.t("guidelines-no-goal"))) } @else {
                ul { @for goal in &guideline.goals { li { (titles.short_link(cx, goal.cast())) } } }
            }
        },
        ui::link(Guideline::KIND, one.id.cast(), &guideline.title),
        html! {
            @if one.answers.is_empty() { (none) } @else {
                ol reversed { @for (id, answer) in &one.answers {
                    li { time datetime=(answer.date) { (answer.date) } " " (ui::link(GuidelineAnswer::KIND, id.cast(), &answer.title)) }
                } }
            }
        },
        html! {
            @if one.carried_by.is_empty() { (none) } @else {
                ul { @for id in &one.carried_by { li { (titles.short_link(cx, *id)) } } }
            }
        },
        html! {
            @if let Some(kind) = cx.app.kinds().get(Guideline::KIND) { (ui::state_badge(cx, kind, key(guideline.state))) }
            @if let Some(due) = guideline.due.filter(|_| guideline.state == State::Given) {
                " " time.nowrap datetime=(due) { (due) }
                @if late { " " (ui::badge("bad", &cx.t("guidelines-late"))) }
            }
        },
    ]
}

/// A state's value as it is stored.
fn key(state: State) -> &'static str {
    use stadga_model::Choice as _;
    State::VALUES.get(state as usize).copied().unwrap_or_default()
}
