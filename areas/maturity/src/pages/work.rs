//! The work with the chosen areas: joint measures with their status per administration, progress and effect (ISM-16, ISM-17, T33).

use std::collections::{BTreeMap, BTreeSet};

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use stadga_measures::{
    Measure,
    measure::{Share, ShareState},
};
use stadga_model::{Date, Head, Id, Refusal, Term};
use stadga_publish::chart::{Trace, Trend};
use stadga_web::{
    Context, Problem,
    chapter::Scope,
    form_address,
    published::language,
    ui::{self, Column, Titles},
};

use super::{NEEDED, OfUnits, RESULTS, WORK, narrowed};
use crate::{
    MaturityChoice,
    level::{self, Level},
    maturity_choice::Silence,
    measurement::{Measurement, called, change, choices, newest_closed, rounds, shown},
};

/// A measure of a chosen area, as far as the reader may read it.
pub(crate) struct Effort {
    pub head: Head,
    pub measure: Measure,
    /// What it does not tell of.
    pub silent: Vec<Silence>,
    /// Whether progress, effects and shares may all be read.
    pub open: bool,
}

impl Effort {
    /// Whether it concerns these units: what is shared with one of them is told of there, whoever leads it.
    pub fn is_of(&self, scope: &Scope) -> bool {
        let mut shared = self.measure.shares.iter().filter(|_| self.open);
        scope.covers(self.measure.unit) || shared.any(|one| scope.covers(Some(one.unit)))
    }
}

/// A chosen area with its level then and now, and its measures.
pub(crate) struct Worked {
    pub area: Term,
    pub reason: Option<String>,
    pub then: Level,
    pub now: Level,
    pub efforts: Vec<Effort>,
    /// How many measures there are besides, that the reader may not read.
    pub hidden: usize,
}

impl Worked {
    /// The chosen areas of a choice. `newest` is what has been measured since.
    ///
    /// # Errors
    /// Broken.
    pub async fn all(
        cx: &Context,
        choice: &MaturityChoice,
        newest: Option<&Measurement>,
    ) -> Result<Vec<Self>, Refusal> {
        let ids: Vec<Id> = choice.work.iter().map(|one| one.measure.cast()).collect();
        let found = cx.door.read_many(&ids).await?;
        let effort = |id: Id<Measure>| {
            let record = found.iter().find(|record| record.head.id == id.cast())?;
            let mut measure: Measure = record.typed().ok()?;
            measure.title = called(&record.head, &measure.title);
            let told = ["progress", "effects", "shares"];
            let open = !told.iter().any(|field| record.head.withholds(field));
            let silent = Silence::of(&measure, cx.today());
            let silent = if open { silent } else { Vec::new() };
            Some(Effort { head: record.head.clone(), measure, silent, open })
        };
        let joint = newest.map(|newest| (newest, newest.joint()));
        let now = |area: &Term| {
            let (newest, joint) = joint.as_ref()?;
            let at = newest.model.areas.iter().position(|one| one.key == area.0)?;
            joint.get(at).copied().flatten()
        };
        let worked = choice.areas.iter().map(|one| {
            let efforts: Vec<_> = choice.of_area(&one.area).filter_map(effort).collect();
            Self {
                area: one.area.clone(),
                reason: one.reason.clone(),
                then: choice.level_of(&one.area).and_then(level::read),
                now: now(&one.area),
                hidden: choice.of_area(&one.area).count() - efforts.len(),
                efforts,
            }
        });
        Ok(worked.collect())
    }

    /// The units that share the measures.
    pub fn units(&self) -> BTreeSet<Id> {
        let open = self.efforts.iter().filter(|effort| effort.open);
        open.flat_map(|effort| &effort.measure.shares).map(|share| share.unit.cast()).collect()
    }
}

/// What has been measured since a choice: the newest closed yearly measurement, if it is newer than the choice's own.
///
/// # Errors
/// Broken.
pub(crate) async fn since(
    cx: &Context,
    choice: &MaturityChoice,
) -> Result<Option<Measurement>, Refusal> {
    let rounds = rounds(cx).await?;
    let own = rounds.iter().find(|(head, _)| head.id == choice.round.cast());
    let newest = newest_closed(&rounds).filter(|(head, round)| {
        let later = own.is_none_or(|(_, own)| own.period.from < round.period.from);
        head.id != choice.round.cast() && later
    });
    match newest {
        Some((head, round)) => Measurement::of(cx, head.clone(), round.clone()).await,
        None => Ok(None),
    }
}

/// GET /maturity/work: of all, or of what concerns some units.
pub(super) async fn show(cx: Context, Query(asked): Query<OfUnits>) -> Result<Response, Problem> {
    let scope = asked.scope(&cx)?;
    let mut choices = choices(&cx).await?;
    choices.retain(|(_, choice)| choice.is_chosen());
    let page =
        cx.page(cx.t("work-title")).lead(cx.t("work-lead")).crumb(cx.t("maturity-title"), RESULTS);
    if choices.is_empty() {
        return Ok(page.show(ui::empty(&cx.t("work-empty"), &cx.t("work-empty.do"))));
    }
    let mut sections = Vec::new();
    for (head, choice) in &choices {
        sections.push(section(&cx, (head, choice), &scope).await?);
    }
    Ok(page.show(html! {
        (narrowed(&cx, &scope, WORK))
        @for section in &sections { (section) }
    }))
}

/// A choice with its areas.
async fn section(
    cx: &Context,
    (head, choice): (&Head, &MaturityChoice),
    scope: &Scope,
) -> Result<Markup, Refusal> {
    let newest = since(cx, choice).await?;
    let mut worked = Worked::all(cx, choice, newest.as_ref()).await?;
    if scope.units.is_some() {
        worked.iter_mut().for_each(|one| one.efforts.retain(|effort| effort.is_of(scope)));
        worked.retain(|one| !one.efforts.is_empty());
    }
    let units = worked.iter().flat_map(Worked::units);
    let titles = Titles::of(cx, units.chain(choice.body)).await?;
    let add = form_address(cx, head, "work");
    let body = html! {
        p {
            @if let Some(body) = choice.body { (cx.t("maturity-choice-body")) ": " (titles.short_link(cx, body)) }
            @if let Some(date) = choice.date { ", " time.nowrap datetime=(date) { (date) } }
            " · " a href=(format!("/maturity-choice/{}", head.id)) { (head.number) }
            @if let Some(add) = &add { " · " a href=(add) { (cx.t("work-add")) } }
        }
        @for (at, one) in worked.iter().enumerate() { (area(cx, (head.id, at), one, &titles)) }
        @if add.is_some() { p { a href=(NEEDED) { (cx.t("work-needed")) } } }
    };
    let id = format!("val-{}", head.id);
    Ok(ui::panel(&id, &choice.title, &body))
}

fn area(cx: &Context, (id, at): (Id, usize), worked: &Worked, titles: &Titles) -> Markup {
    let way = crate::model::Way::Average;
    let name = cx.term("maturity-area", &worked.area);
    let trend = progress(cx, &format!("framdrift-{id}-{at}"), &name, &worked.efforts);
    html! {
        h3 { (name) }
        p {
            (cx.t("work-level")) " " strong { (shown(cx, way, worked.then)) }
            @if worked.now.is_some() {
                " → " strong { (shown(cx, way, worked.now)) } " (" (change(cx, way, worked.now, worked.then)) ")"
            }
            @if let Some(reason) = &worked.reason { " · " (cx.t("work-reason")) ": " (reason) }
        }
        @if worked.hidden > 0 { p.muted { (cx.t("work-hidden")) } }
        @if worked.efforts.is_empty() {
            @if worked.hidden == 0 { p { (ui::badge("bad", &cx.t("work-none"))) } }
        } @else {
            (table(cx, &name, worked, titles))
            @if let Some(trend) = trend { (ui::chart(cx, &trend.title, trend.svg(), trend.table())) }
            (effects(cx, &name, worked))
        }
    }
}

/// The measures with their status at each administration.
fn table(cx: &Context, name: &str, worked: &Worked, titles: &Titles) -> Markup {
    let units: Vec<Id> = worked.units().into_iter().collect();
    let share = |effort: &Effort, unit: Id| {
        let found = effort.measure.shares.iter().find(|share| share.unit.cast() == unit);
        html! { @match found.filter(|_| effort.open) { Some(share) => { (share_badge(cx, share)) } None => { "–" } } }
    };
    let row = |effort: &Effort| {
        let mut row = vec![
            ui::link("measure", effort.head.id, &effort.measure.title),
            html! { (cx.t(&format!("measure-state-is-{}", effort.head.state.as_deref().unwrap_or_default()))) },
            told(cx, effort),
        ];
        row.extend(units.iter().map(|unit| share(effort, *unit)));
        row
    };
    let rows: Vec<_> = worked.efforts.iter().map(row).collect();
    let own = ["measure", "work-state", "work-progress"].map(|key| cx.heading(key));
    let shares = units.iter().map(|unit| titles.text(cx, *unit));
    let columns: Vec<_> = own.into_iter().chain(shares).map(Column::text).collect();
    ui::table(&cx.t_with("work-measures", &[("area", name)]), &columns, &rows)
}

fn share_badge(cx: &Context, share: &Share) -> Markup {
    let (tone, key) = share_word(share.state);
    html! {
        (ui::badge(tone, &cx.t(key)))
        @if let Some(note) = &share.note { " " span.muted { (note) } }
    }
}

/// The badge and the word of a share's state.
pub(crate) fn share_word(state: ShareState) -> (&'static str, &'static str) {
    match state {
        ShareState::NotStarted => ("bad", "measure-shares-state-is-not-started"),
        ShareState::InProgress => ("part", "measure-shares-state-is-in-progress"),
        ShareState::Done => ("good", "measure-shares-state-is-done"),
        ShareState::NotConcerned => ("none", "measure-shares-state-is-not-concerned"),
    }
}

/// How far a measure has come, and what it does not tell of (T33).
fn told(cx: &Context, effort: &Effort) -> Markup {
    if !effort.open {
        return html! { (cx.t("value-withheld")) };
    }
    html! {
        @if let Some(last) = effort.measure.latest_progress() {
            (last.percent) "\u{a0}% " time.nowrap.muted datetime=(last.date) { (last.date) }
        }
        @for silence in &effort.silent { " " (ui::badge("bad", &cx.t(silence_word(effort, *silence)))) }
    }
}

/// The word for what a measure does not tell of.
pub(crate) fn silence_word(effort: &Effort, silence: Silence) -> &'static str {
    match silence {
        Silence::Progress => "work-silent-progress",
        Silence::Effect if effort.measure.effects.is_empty() => "work-silent-effect",
        Silence::Effect => "work-stale-effect",
    }
}

/// The progress of an area's measures over time.
pub(crate) fn progress(cx: &Context, id: &str, name: &str, efforts: &[Effort]) -> Option<Trend> {
    let open = || efforts.iter().filter(|effort| effort.open);
    let reports = open().flat_map(|effort| &effort.measure.progress);
    let days: BTreeSet<Date> = reports.map(|report| report.date).collect();
    if days.len() < 2 {
        return None;
    }
    let trace = |effort: &Effort| {
        let told: BTreeMap<Date, i64> =
            effort.measure.progress.iter().map(|report| (report.date, report.percent)).collect();
        // What was reported last stands until the next report.
        let value =
            |day: &Date| told.range(..=*day).next_back().map(|(_, percent)| *percent as f64);
        Trace { name: effort.measure.title.clone(), values: days.iter().map(value).collect() }
    };
    Some(Trend {
        id: id.to_owned(),
        title: cx.t_with("work-trend", &[("area", name)]),
        description: cx.t("work-trend-description"),
        period_title: cx.t("measure-progress-date"),
        periods: days.iter().map(ToString::to_string).collect(),
        unit: cx.t("measure-progress-percent"),
        language: language(cx.language),
        traces: open().map(trace).collect(),
        level: None,
    })
}

/// What the measures gave, measuring by measuring.
fn effects(cx: &Context, name: &str, worked: &Worked) -> Markup {
    let open = worked.efforts.iter().filter(|effort| effort.open);
    let rows: Vec<_> = open
        .flat_map(|effort| effort.measure.effects.iter().map(move |one| (effort, one)))
        .map(|(effort, one)| {
            vec![
                html! { (effort.measure.title) },
                html! { time.nowrap datetime=(one.date) { (one.date) } },
                html! { (one.what) },
                html! { (one.value) },
                html! { @if let Some(note) = &one.note { (note) } },
            ]
        })
        .collect();
    let columns = [
        cx.heading("measure"),
        cx.t("measure-effects-date"),
        cx.t("measure-effects-what"),
        cx.t("measure-effects-value"),
        cx.t("measure-effects-note"),
    ]
    .map(Column::text);
    html! {
        @if rows.is_empty() { p { (ui::badge("bad", &cx.t("work-silent-effect"))) } }
        @else { (ui::table(&cx.t_with("work-effects", &[("area", name)]), &columns, &rows)) }
    }
}
