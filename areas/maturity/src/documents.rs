//! The maturity report as a document: levels, the lowest areas, the choice, the work, what must be introduced (REP-10).

use stadga_model::{Head, Refusal};
use stadga_publish::{
    Document,
    document::{
        Block, Table, bullets, cell, column, fact, figure, heading, narrow, paragraph, warning,
    },
};
use stadga_web::{
    Context,
    published::{blank, pictured},
    ui::{Titles, format},
};

use crate::{
    MaturityChoice, charts,
    level::{self, Level},
    limits::{helps, limits},
    measurement::{Measurement, change, shown},
    pages::{Want, Worked},
};

mod work;

/// So many areas stand beside each other in a table.
const COLUMNS: usize = 4;

/// What the report is made of.
pub(crate) struct Dossier {
    /// The measurements by the same model, the one that is told of being the last.
    pub series: Vec<Measurement>,
    /// What must be introduced.
    pub wants: Vec<Want>,
    /// What was chosen by it.
    pub choice: Option<(Head, MaturityChoice)>,
    /// The choice that is being worked with, and the work.
    pub going: Option<(Head, MaturityChoice)>,
    pub worked: Vec<Worked>,
}

/// The document.
///
/// # Errors
/// Not found, where there is no measurement; broken.
pub(crate) async fn report(cx: &Context, dossier: &Dossier) -> Result<Document, Refusal> {
    let now = dossier.series.last().ok_or(Refusal::NotFound)?;
    let before = dossier.series.iter().rev().nth(1);
    let title = cx.t_with("report-title", &[("round", &now.round.title)]);
    let mut document = blank(cx, title).await?;
    document.subtitle = Some(format::period(&now.round.period));
    document.reference = Some(now.head.number.clone());
    let answered = format!("{} / {}", now.submitted(), now.asked());
    document.facts = vec![
        fact(cx.t("maturity-round-model"), cx.term("maturity-model", &now.round.model)),
        fact(cx.t("report-answered"), answered),
        fact(cx.t("report-level"), standing(cx, now, before)),
    ];
    if !now.is_closed() {
        document.push(warning(cx.t("report-open"), cx.t("maturity-preliminary")));
    }
    let first: Vec<_> =
        summary(cx, now).into_iter().chain(in_short(cx, dossier, (now, before))).collect();
    if !first.is_empty() {
        document.push(heading(1, cx.t("report-summary")));
        document.extend(first);
    }
    document.push(Block::Contents);
    document.extend(pictures(cx, &dossier.series, now, before));
    document.push(heading(1, cx.t_with("maturity-lowest", &[("n", &limits().lowest.to_string())])));
    document.extend(lowest(cx, now, before));
    document.push(heading(1, cx.t("report-choice")));
    document.extend(choice(cx, dossier.choice.as_ref()).await?);
    document.extend(work::blocks(cx, dossier).await?);
    document.push(heading(1, cx.t("needed-title")));
    document.push(needed(cx, &dossier.wants));
    document.extend(causes(cx, now));
    document.extend(led_to(cx, now));
    Ok(document)
}

fn standing(cx: &Context, now: &Measurement, before: Option<&Measurement>) -> String {
    let level = shown(cx, now.model.way, now.total());
    let then = before.and_then(Measurement::total);
    match change(cx, now.model.way, now.total(), then) {
        change if change.is_empty() => level,
        change => format!("{level} ({change})"),
    }
}

fn summary(cx: &Context, now: &Measurement) -> Vec<Block> {
    let texts = [&now.round.purpose, &now.round.conclusion].into_iter().flatten();
    let mut blocks: Vec<Block> = texts
        .flat_map(|text| text.0.split("\n\n"))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(paragraph)
        .collect();
    let waits = now.parts.iter().filter(|part| !part.is_submitted()).map(|part| &part.name);
    let waits: Vec<String> = waits.chain(&now.missing).cloned().collect();
    if !waits.is_empty() {
        blocks.push(paragraph(cx.t("report-silent")));
        blocks.push(bullets(waits));
    }
    blocks
}

/// What a board must know if it reads no further: the level, the lowest areas, the chosen ones, what waits for a measure.
fn in_short(
    cx: &Context,
    dossier: &Dossier,
    (now, before): (&Measurement, Option<&Measurement>),
) -> Option<Block> {
    let (levels, names) = (now.joint(), now.areas(cx));
    let lowest = level::lowest(&levels, limits().lowest).into_iter();
    let lowest: Vec<String> = lowest
        .filter_map(|at| {
            let level = shown(cx, now.model.way, levels.get(at).copied().flatten());
            Some(format!("{} ({level})", names.get(at)?))
        })
        .collect();
    let chosen = dossier.choice.iter().filter(|(_, choice)| choice.is_chosen());
    let chosen: Vec<String> = chosen
        .flat_map(|(_, choice)| &choice.areas)
        .map(|one| cx.term("maturity-area", &one.area))
        .collect();
    let bare = dossier.wants.iter().filter(|want| want.measure.is_none()).count();
    let (all, bare) = (dossier.wants.len().to_string(), bare.to_string());
    let lines = [
        now.total()
            .map(|_| cx.t_with("report-short-level", &[("level", &standing(cx, now, before))])),
        told("report-short-lowest", cx, &lowest),
        told("report-short-chosen", cx, &chosen),
        (!dossier.wants.is_empty())
            .then(|| cx.t_with("report-short-needed", &[("all", &all), ("bare", &bare)])),
    ];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    (!lines.is_empty()).then(|| bullets(lines))
}

/// A line on some areas; none where there are none.
fn told(key: &str, cx: &Context, areas: &[String]) -> Option<String> {
    (!areas.is_empty()).then(|| cx.t_with(key, &[("areas", &areas.join(", "))]))
}

fn pictures(
    cx: &Context,
    series: &[Measurement],
    now: &Measurement,
    before: Option<&Measurement>,
) -> Vec<Block> {
    let mut blocks = vec![heading(1, cx.t("report-levels"))];
    let lines = std::iter::once(now).chain(before);
    let lines = lines.map(|one| (one.round.title.clone(), one.joint())).collect();
    let title = cx.t_with("maturity-radar", &[("who", &cx.t("maturity-all"))]);
    let radar = charts::radar(cx, title, now.model, lines);
    let (svg, numbers) = (radar.svg(), charts::of_radar(cx, now.model.way, &radar));
    blocks.extend(pictured(svg, radar.description, radar.title, numbers));
    let grid = charts::heat(cx, now, false);
    blocks.push(figure(grid.svg(), grid.description.as_str(), grid.title.as_str()));
    blocks.extend(by_area(cx, now));
    if let Some(trend) = charts::trend(cx, series).filter(|_| series.len() > 1) {
        blocks.push(figure(trend.svg(), trend.description.as_str(), trend.title.as_str()));
        blocks.push(by_year(cx, series, now));
    }
    blocks
}

/// The heat map's numbers, some areas in each table: more columns find no room on a page.
fn by_area(cx: &Context, now: &Measurement) -> Vec<Block> {
    let (areas, all) = (now.areas(cx), (cx.t("maturity-all"), now.joint()));
    let places: Vec<usize> = (0..areas.len()).collect();
    let table = |places: &[usize]| {
        let names = places.iter().filter_map(|at| areas.get(*at));
        let own = names.clone().map(|name| column(name.as_str(), 1));
        let columns = std::iter::once(column(cx.t("maturity-assessment-unit"), 3)).chain(own);
        let row = |name: &str, levels: &[Level]| {
            let levels = places.iter().map(|at| levels.get(*at).copied().flatten());
            let levels = levels.map(|level| cell(shown(cx, now.model.way, level)));
            std::iter::once(cell(name)).chain(levels).collect::<Vec<_>>()
        };
        let parts = now.parts.iter().map(|part| row(&part.name, &part.levels));
        let rows: Vec<_> = parts.chain([row(&all.0, &all.1)]).collect();
        let title = names.cloned().collect::<Vec<_>>().join(", ");
        Table::new(title, columns).row_header().rows(rows).into()
    };
    places.chunks(COLUMNS).map(table).collect()
}

/// The trend's numbers, and those of every unit.
fn by_year(cx: &Context, series: &[Measurement], now: &Measurement) -> Block {
    let years = series.iter().map(|one| narrow(one.round.year.to_string()));
    let columns = std::iter::once(column(cx.t("maturity-assessment-unit"), 3)).chain(years);
    let row = |name: &str, unit| {
        let levels = series.iter().map(|one| cell(shown(cx, one.model.way, one.total_of(unit))));
        std::iter::once(cell(name)).chain(levels).collect::<Vec<_>>()
    };
    let parts = now.parts.iter().map(|part| row(&part.name, Some(part.assessment.unit)));
    let rows: Vec<_> = parts.chain([row(&cx.t("maturity-all"), None)]).collect();
    Table::new(cx.t("maturity-years"), columns).row_header().rows(rows).into()
}

/// The lowest areas, and those that are as low (CTL-07).
fn lowest(cx: &Context, now: &Measurement, before: Option<&Measurement>) -> Vec<Block> {
    let (levels, names) = (now.joint(), now.areas(cx));
    let then = before.map(Measurement::joint).unwrap_or_default();
    let at = |all: &[Level], at: usize| all.get(at).copied().flatten();
    let name = |at: usize| names.get(at).cloned().unwrap_or_default();
    let rows = level::lowest(&levels, limits().lowest).into_iter().map(|place| {
        let (level, before) = (at(&levels, place), at(&then, place));
        vec![
            cell(name(place)),
            cell(shown(cx, now.model.way, level)),
            cell(change(cx, now.model.way, level, before)),
        ]
    });
    let columns = [
        column(cx.t("maturity-area"), 3),
        narrow(cx.t("maturity-assessment-level")),
        narrow(cx.t("maturity-tile-change")),
    ];
    let title = cx.t_with("maturity-lowest", &[("n", &limits().lowest.to_string())]);
    let mut blocks = vec![Table::new(title, columns).row_header().rows(rows).into()];
    let tied: Vec<_> = level::tied(&levels, limits().lowest).into_iter().map(name).collect();
    if !tied.is_empty() {
        blocks.push(paragraph(cx.t_with("maturity-tied", &[("areas", &tied.join(", "))])));
    }
    blocks
}

/// What was chosen, where, when and why (CTL-07).
async fn choice(
    cx: &Context,
    made: Option<&(Head, MaturityChoice)>,
) -> Result<Vec<Block>, Refusal> {
    let Some((_, choice)) = made.filter(|(_, choice)| choice.is_chosen()) else {
        return Ok(vec![paragraph(cx.t("report-choice-none"))]);
    };
    let titles = Titles::of(cx, choice.body).await?;
    let body = choice.body.map(|body| titles.text(cx, body)).unwrap_or_default();
    let date = choice.date.map(|date| date.to_string()).unwrap_or_default();
    let columns =
        [column(cx.t("maturity-area"), 2), column(cx.t("maturity-choice-areas-reason"), 4)];
    let rows = choice.areas.iter().map(|one| {
        let reason = one.reason.clone().unwrap_or_else(|| cx.t("report-proposed"));
        vec![cell(cx.term("maturity-area", &one.area)), cell(reason)]
    });
    Ok(vec![
        paragraph(cx.t_with("report-chosen", &[("body", &body), ("date", &date)])),
        Table::new(cx.t("maturity-choice-areas"), columns).row_header().rows(rows).into(),
    ])
}

fn needed(cx: &Context, wants: &[Want]) -> Block {
    if wants.is_empty() {
        return paragraph(cx.t("report-needed-none"));
    }
    let columns = [
        column(cx.t("maturity-area"), 2),
        column(cx.t("maturity-assessment-needed-what"), 4),
        column(cx.t("maturity-assessment-unit"), 3),
        column(cx.t("maturity-assessment-needed-measure"), 2),
    ];
    let rows = wants.iter().map(|want| {
        let become_of = want.measure.as_ref().map(|(_, state)| state.clone());
        vec![
            cell(want.area.as_str()),
            cell(want.what.as_str()),
            cell(want.unit.as_str()),
            cell(become_of.unwrap_or_else(|| cx.t("needed-none"))),
        ]
    });
    Table::new(cx.t("needed-title"), columns).row_header().rows(rows).into()
}

/// With what effect the rules are followed, in the words of those who answered (CTL-06).
fn led_to(cx: &Context, now: &Measurement) -> Vec<Block> {
    let effects = now.effects(cx);
    if effects.is_empty() {
        return Vec::new();
    }
    let columns = [
        column(cx.t("maturity-area"), 2),
        column(cx.t("maturity-assessment-unit"), 3),
        column(cx.t("maturity-effects-what"), 4),
    ];
    let rows = effects.into_iter().map(|row| row.into_iter().map(cell).collect::<Vec<_>>());
    let title = cx.t("maturity-effects");
    vec![heading(1, title.clone()), Table::new(title, columns).row_header().rows(rows).into()]
}

fn causes(cx: &Context, now: &Measurement) -> Vec<Block> {
    let causes = now.causes();
    if causes.is_empty() {
        return Vec::new();
    }
    let columns = [
        column(cx.t("maturity-assessment-causes-cause"), 3),
        narrow(cx.t("maturity-causes-count")),
        column(cx.t("maturity-causes-helps"), 4),
    ];
    let rows = causes.iter().map(|(cause, count)| {
        vec![
            cell(cx.term("maturity-cause", cause)),
            cell(count.to_string()),
            cell(helps(cause, cx.language)),
        ]
    });
    let title = cx.t("maturity-causes");
    let table = Table::new(title.clone(), columns).row_header().rows(rows);
    vec![heading(1, title), table.into()]
}
