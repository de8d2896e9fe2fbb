//! The results of a round: how many have answered, where it is lowest, radar, heat map, trend, reasons, documents (CTL-06).

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Head, Id, Record as _, Refusal};
use stadga_organisation::Unit;
use stadga_web::{
    Context, Problem,
    published::document_links,
    ui::{self, Column},
};

use super::{NEEDED, RESULTS, WORK, beside, choose_address, may_create};
use crate::{
    MaturityChoice, MaturityRound, charts,
    level::{self, Level},
    limits::{helps, limits},
    maturity_round::State,
    measurement::{
        Measurement, Part, change, choices, chosen_by, is_yearly, rounds, series, shown,
    },
};

/// What is asked for: a round and a unit in it.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    round: String,
    #[serde(default)]
    unit: String,
}

type Rounds = [(Head, MaturityRound)];

/// The round that was asked for; else the newest closed one of the yearly measurement, else any.
fn chosen<'a>(rounds: &'a Rounds, asked: &str) -> Option<&'a (Head, MaturityRound)> {
    let named = rounds.iter().find(|(head, _)| head.id.to_string() == asked);
    let closed = || rounds.iter().find(|(_, one)| is_yearly(one) && one.state == State::Closed);
    named.or_else(closed).or(rounds.first())
}

/// GET /maturity
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let mut rounds = rounds(&cx).await?;
    rounds.retain(|(_, round)| round.state != State::Planned);
    let page = cx.page(cx.t("maturity-title")).lead(cx.t("maturity-lead")).actions(actions(&cx));
    let Some((head, round)) = chosen(&rounds, &asked.round) else {
        return Ok(page.show(ui::empty(&cx.t("maturity-empty"), &cx.t("maturity-empty.do"))));
    };
    let series = series(&cx, &rounds, &round.model).await?;
    let place = series.iter().position(|one| one.head.id == head.id).ok_or(Refusal::NotFound)?;
    let (Some(now), earlier) = (series.get(place), series.get(..place).unwrap_or_default()) else {
        return Err(Refusal::NotFound.into());
    };
    let unit: Option<Id<Unit>> =
        asked.unit.parse().ok().filter(|unit| now.part(Some(*unit)).is_some());
    let choices = choices(&cx).await?;
    let seen = Seen { now, before: earlier.last(), unit };
    let beside = beside::table(&cx, now, &rounds).await?;
    let unto = series.get(..=place).unwrap_or_default();
    Ok(page.show(html! {
        (choice(&cx, RESULTS, &rounds, (now.head.id, Some((now, unit)))))
        (seen.standing(&cx))
        (seen.radar(&cx))
        (seen.lowest(&cx, chosen_by(&choices, head.id)))
        (seen.heat(&cx))
        (trend(&cx, unto))
        (causes(&cx, now))
        (effects(&cx, now))
        (beside)
        (seen.answered(&cx))
        ul { (document_links(&cx, &cx.t("maturity-report"), &format!("/maturity-round/{}/documents/report", now.head.id))) }
    }))
}

fn actions(cx: &Context) -> Markup {
    html! {
        @if may_create(cx, MaturityRound::KIND) {
            (ui::link_button("/maturity-round/new", "secondary", Some("plus"), &cx.t("maturity-round-new"))) " "
        }
        (ui::link_button(WORK, "secondary", None, &cx.t("menu-maturity-work"))) " "
        (ui::link_button(NEEDED, "secondary", None, &cx.t("menu-maturity-needed")))
    }
}

/// The measurement whose units can be chosen, and which one is.
type Units<'a> = Option<(&'a Measurement, Option<Id<Unit>>)>;

/// The choice of a round, and of a unit in it where there is one to choose.
pub(super) fn choice(
    cx: &Context,
    address: &str,
    rounds: &Rounds,
    (id, units): (Id, Units<'_>),
) -> Markup {
    html! {
        form.filters method="get" action=(address) {
            div.ds-field {
                label for="round" { (cx.heading("maturity-round")) }
                select.ds-input id="round" name="round" {
                    @for (head, round) in rounds {
                        option value=(head.id) selected[head.id == id] { (round.title) }
                    }
                }
            }
            @if let Some((measurement, unit)) = units {
                div.ds-field {
                    label for="unit" { (cx.t("maturity-assessment-unit")) }
                    select.ds-input id="unit" name="unit" {
                        option value="" { (cx.t("maturity-all")) }
                        @for part in &measurement.parts {
                            option value=(part.assessment.unit) selected[Some(part.assessment.unit) == unit] { (part.name) }
                        }
                    }
                }
            }
            div.actions { button.ds-button type="submit" data-variant="secondary" { (cx.t("maturity-show")) } }
        }
    }
}

/// A round beside the one before it, of all or of one unit.
struct Seen<'a> {
    now: &'a Measurement,
    before: Option<&'a Measurement>,
    unit: Option<Id<Unit>>,
}

impl Seen<'_> {
    fn shown(&self, cx: &Context, level: Level) -> String {
        shown(cx, self.now.model.way, level)
    }

    fn before(&self) -> Vec<Level> {
        let none = || vec![None; self.now.model.areas.len()];
        self.before.map_or_else(none, |before| before.levels(self.unit))
    }

    /// The figures that matter most.
    fn standing(&self, cx: &Context) -> Markup {
        let now = self.now;
        let total = now.total_of(self.unit);
        let before = self.before.and_then(|before| before.total_of(self.unit));
        let change = change(cx, now.model.way, total, before);
        let list = format!("/maturity-assessment?round={}", now.head.id);
        let waits = now.asked() - now.submitted();
        html! {
            ul.tiles {
                li { a href=(format!("/maturity-round/{}", now.head.id)) {
                    b { (self.shown(cx, total)) }
                    span { (cx.t_with("maturity-tile-level", &[("highest", &now.model.highest().to_string())])) }
                } }
                @if !change.is_empty() {
                    li { a href="#mognad-trend-rubrik" { b { (change) } span { (cx.t("maturity-tile-change")) } } }
                }
                li.late[waits > 0] { a href=(list) {
                    b { (now.submitted()) " / " (now.asked()) }
                    span { (cx.t("maturity-tile-answered")) }
                } }
            }
            @if !now.is_closed() { (ui::alert("info", &html! { p { (cx.t("maturity-preliminary")) } })) }
            @if now.model.verify { p.muted { (cx.t("maturity-model-unsure")) } }
        }
    }

    fn radar(&self, cx: &Context) -> Markup {
        let lines = std::iter::once(self.now).chain(self.before);
        let lines = lines.map(|one| (one.round.title.clone(), one.levels(self.unit)));
        let who = self.now.part(self.unit).map(|part| part.name.clone());
        let who = who.unwrap_or_else(|| cx.t("maturity-all"));
        let title = cx.t_with("maturity-radar", &[("who", &who)]);
        let radar = charts::radar(cx, title, self.now.model, lines.collect());
        let numbers = charts::of_radar(cx, self.now.model.way, &radar);
        ui::chart(cx, &radar.title, radar.svg(), numbers)
    }

    /// The lowest areas, and the way to choose by them (CTL-07).
    fn lowest(&self, cx: &Context, made: Option<&(Head, MaturityChoice)>) -> Markup {
        let levels = self.now.levels(self.unit);
        let names = self.now.areas(cx);
        let name = |at: &usize| names.get(*at).cloned().unwrap_or_default();
        let lowest = level::lowest(&levels, limits().lowest);
        let tied: Vec<_> = level::tied(&levels, limits().lowest).iter().map(name).collect();
        let before = self.before();
        let row = |at: &usize| {
            let [now, then] = [&levels, &before].map(|all| all.get(*at).copied().flatten());
            vec![
                html! { (name(at)) },
                html! { (self.shown(cx, now)) },
                html! { (change(cx, self.now.model.way, now, then)) },
            ]
        };
        let columns = [
            Column::text(cx.t("maturity-area")),
            Column::number(cx.t("maturity-assessment-level")),
            Column::number(cx.t("maturity-tile-change")),
        ];
        let rows: Vec<_> = lowest.iter().map(row).collect();
        let title = cx.t_with("maturity-lowest", &[("n", &limits().lowest.to_string())]);
        let caption = cx.t("maturity-lowest-table");
        ui::panel(
            "lowest",
            &title,
            &html! {
                @if rows.is_empty() { p { (cx.t("maturity-lowest-none")) } } @else { (ui::table(&caption, &columns, &rows)) }
                @if !tied.is_empty() { p.muted { (cx.t_with("maturity-tied", &[("areas", &tied.join(", "))])) } }
                @if self.unit.is_none() { (self.choose(cx, made)) }
            },
        )
    }

    fn choose(&self, cx: &Context, made: Option<&(Head, MaturityChoice)>) -> Markup {
        html! {
            @match made {
                Some((head, choice)) => {
                    p { (cx.t("maturity-chosen")) " " a href=(format!("/maturity-choice/{}", head.id)) { (choice.title) } }
                }
                None if is_yearly(&self.now.round) && may_create(cx, MaturityChoice::KIND) => {
                    (ui::link_button(&choose_address(&self.now.head), "primary", None, &cx.t("maturity-choose")))
                }
                None => {}
            }
        }
    }

    fn heat(&self, cx: &Context) -> Markup {
        let grid = charts::heat(cx, self.now, true);
        ui::chart(cx, &grid.title, grid.svg(), grid.table())
    }

    /// Who has answered, who answers, by when.
    fn answered(&self, cx: &Context) -> Markup {
        let row = |part: &Part| {
            let state = part.assessment.state.key();
            let tone = if part.is_submitted() { "good" } else { "open" };
            let word = cx.t(&format!("maturity-assessment-state-is-{state}"));
            vec![
                html! { a href=(format!("/maturity-assessment/{}", part.head.id)) { (part.name) } },
                ui::badge(tone, &word),
                html! { (self.shown(cx, part.total)) },
                html! { @if let Some(due) = part.assessment.due { time.nowrap datetime=(due) { (due) } } },
            ]
        };
        let columns = [
            Column::text(cx.t("maturity-assessment-unit")),
            Column::text(cx.t("maturity-assessment-state")),
            Column::number(cx.t("maturity-assessment-level")),
            Column::text(cx.t("maturity-assessment-due")),
        ];
        let missing = self.now.missing.iter().map(|name| {
            let none = html! { "–" };
            let bad = ui::badge("bad", &cx.t("maturity-not-asked"));
            vec![html! { (name) }, bad, none.clone(), none]
        });
        let rows: Vec<_> = self.now.parts.iter().map(row).chain(missing).collect();
        html! { (ui::table(&cx.t("maturity-answered"), &columns, &rows)) }
    }
}

/// From round to round, and every unit's level in a table.
fn trend(cx: &Context, series: &[Measurement]) -> Markup {
    let trend = charts::trend(cx, series).filter(|_| series.len() > 1);
    let Some((trend, newest)) = trend.zip(series.last()) else {
        return html! { p.muted id="mognad-trend-rubrik" { (cx.t("maturity-trend-none")) } };
    };
    let numbers = charts::of_trend(cx, newest.model.way, &trend);
    html! {
        div id="mognad-trend-rubrik" { (ui::chart(cx, &trend.title, trend.svg(), numbers)) }
        details.fold { summary { (cx.t("maturity-years")) } (years(cx, series)) }
    }
}

fn years(cx: &Context, series: &[Measurement]) -> Markup {
    let Some(newest) = series.last() else { return Context::nothing() };
    let row = |name: &str, unit: Option<Id<Unit>>| {
        let levels = series.iter().map(|one| shown(cx, one.model.way, one.total_of(unit)));
        std::iter::once(html! { (name) }).chain(levels.map(|level| html! { (level) })).collect()
    };
    let parts = newest.parts.iter().map(|part| row(&part.name, Some(part.assessment.unit)));
    let rows: Vec<Vec<Markup>> = parts.chain([row(&cx.t("maturity-all"), None)]).collect();
    let years = series.iter().map(|one| Column::number(one.round.year.to_string()));
    let columns: Vec<_> =
        std::iter::once(Column::text(cx.t("maturity-assessment-unit"))).chain(years).collect();
    ui::table(&cx.t("maturity-years"), &columns, &rows)
}

/// With what effect the rules are followed, in the words of those who answered, folded (CTL-06).
fn effects(cx: &Context, now: &Measurement) -> Markup {
    let rows: Vec<Vec<Markup>> = now
        .effects(cx)
        .into_iter()
        .map(|row| row.into_iter().map(|cell| html! { (cell) }).collect())
        .collect();
    let columns = ["maturity-area", "maturity-assessment-unit", "maturity-effects-what"]
        .map(|key| Column::text(cx.t(key)));
    html! {
        @if !rows.is_empty() {
            details.fold { summary { (cx.t("maturity-effects")) } (ui::table(&cx.t("maturity-effects"), &columns, &rows)) }
        }
    }
}

/// Why rules are not followed, and what usually helps (CTL-18, R-6).
fn causes(cx: &Context, now: &Measurement) -> Markup {
    let rows: Vec<_> = now
        .causes()
        .iter()
        .map(|(cause, count)| {
            vec![
                html! { (cx.term("maturity-cause", cause)) },
                html! { (count) },
                html! { (helps(cause, cx.language)) },
            ]
        })
        .collect();
    let columns = [
        Column::text(cx.t("maturity-assessment-causes-cause")),
        Column::number(cx.t("maturity-causes-count")),
        Column::text(cx.t("maturity-causes-helps")),
    ];
    html! { @if !rows.is_empty() { (ui::table(&cx.t("maturity-causes"), &columns, &rows)) } }
}
