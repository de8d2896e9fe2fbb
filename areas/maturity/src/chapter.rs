//! What maturity tells those who lead: the level, who has answered, the lowest areas, the work with what was chosen.

use stadga_model::Refusal;
use stadga_web::{
    Context,
    chapter::{Chapter, Figure, Measured, Part, Row, Scope},
};

use crate::{
    charts, level,
    limits::limits,
    maturity_choice::Silence,
    maturity_round::State,
    measurement::{
        Measurement, change, choices, is_followed, is_yearly, newest_closed, rounds, series, shown,
    },
    pages::{NEEDED, RESULTS, WORK, Worked, wants},
};

/// The chapter on maturity.
///
/// # Errors
/// Broken.
pub(crate) async fn maturity(cx: &Context, scope: &Scope) -> Result<Chapter, Refusal> {
    let mut chapter = Chapter::default();
    let rounds = rounds(cx).await?;
    if let Some((head, round)) = newest_closed(&rounds) {
        let series = series(cx, &rounds, &round.model).await?;
        let series: Vec<_> = series
            .into_iter()
            .filter(Measurement::is_closed)
            .map(|one| one.within(scope))
            .collect();
        if let Some(now) = series.iter().find(|one| one.head.id == head.id) {
            chapter.figures.extend(figures(cx, now, scope).await?);
            chapter.parts.extend(parts(cx, &series, now));
        }
    }
    for (head, round) in &rounds {
        if round.state == State::Open && is_yearly(round) {
            let open = Measurement::of(cx, head.clone(), round.clone()).await?;
            chapter.figures.extend(open.map(|open| answered(cx, &open.within(scope), scope)));
        }
    }
    chapter.figures.extend(work(cx, scope).await?);
    Ok(chapter)
}

async fn figures(cx: &Context, now: &Measurement, scope: &Scope) -> Result<Vec<Figure>, Refusal> {
    let href = results_of(now, scope);
    let level = Figure {
        key: "level",
        what: cx.t_with("chapter-maturity-level", &[("round", &now.round.title)]),
        value: now.total(),
        unit: Measured::Tenths,
        href: Some(href),
    };
    let low = now.joint().iter().flatten().filter(|level| **level < now.model.low).count();
    let all = wants(cx, now).await?;
    let bare = all.iter().filter(|want| want.measure.is_none()).count();
    let needed = format!("{NEEDED}?round={}{}", now.head.id, scope.filter());
    Ok(vec![
        level,
        Figure::pieces("low", cx.t("chapter-maturity-low"), low, results_of(now, scope)),
        Figure::pieces("needed", cx.t("chapter-maturity-needed"), all.len(), needed.clone()),
        Figure::pieces("bare", cx.t("chapter-maturity-bare"), bare, needed),
    ])
}

/// The results of a measurement; of one unit alone, where the scope holds one of those that were measured.
fn results_of(now: &Measurement, scope: &Scope) -> String {
    let page = format!("{RESULTS}?round={}", now.head.id);
    match now.parts.as_slice() {
        [one] if scope.units.is_some() => format!("{page}&unit={}", one.assessment.unit),
        _ => page,
    }
}

/// How many of those who were asked have answered the round that is open.
fn answered(cx: &Context, open: &Measurement, scope: &Scope) -> Figure {
    let (done, all) = (open.parts.iter().filter(|part| part.is_submitted()), open.parts.len());
    let share = (done.count() * 100).checked_div(all).and_then(|share| i64::try_from(share).ok());
    Figure {
        key: "answered",
        what: cx.t_with("chapter-maturity-answered", &[("round", &open.round.title)]),
        value: share,
        unit: Measured::Percent,
        href: Some(format!("/maturity-assessment?round={}{}", open.head.id, scope.filter())),
    }
}

/// The measures of the chosen areas, and those that tell nothing of what they gave (T33).
async fn work(cx: &Context, scope: &Scope) -> Result<Vec<Figure>, Refusal> {
    let page = match scope.filter() {
        units if units.is_empty() => WORK.to_owned(),
        units => format!("{WORK}?{}", units.trim_start_matches('&')),
    };
    let (mut measures, mut silent, mut idle) = (0, 0, 0);
    let year = cx.today().year();
    for (_, choice) in choices(cx).await?.iter().filter(|(_, one)| is_followed(one, year)) {
        for worked in Worked::all(cx, choice, None).await? {
            let own = || worked.efforts.iter().filter(|effort| effort.is_of(scope));
            let without = own().filter(|one| one.silent.contains(&Silence::Effect));
            (measures, silent) = (measures + own().count(), silent + without.count());
            idle += usize::from(choice.of_area(&worked.area).next().is_none());
        }
    }
    Ok(vec![
        Figure::pieces("measures", cx.t("chapter-maturity-measures"), measures, page.clone()),
        Figure::pieces("silent", cx.t("chapter-maturity-silent"), silent, page),
        Figure::pieces("idle", cx.t("chapter-maturity-idle"), idle, WORK),
    ])
}

fn parts(cx: &Context, series: &[Measurement], now: &Measurement) -> Vec<Part> {
    let before = series.iter().rev().find(|one| one.round.period.from < now.round.period.from);
    let lines = std::iter::once(now).chain(before);
    let lines = lines.map(|one| (one.round.title.clone(), one.joint())).collect();
    let title = cx.t_with("maturity-radar", &[("who", &cx.t("maturity-all"))]);
    let radar = charts::radar(cx, title, now.model, lines);
    let grid = charts::heat(cx, now, false);
    let then = before.map(Measurement::joint).unwrap_or_default();
    let (levels, names) = (now.joint(), now.areas(cx));
    let row = |at: usize| {
        let [level, before] = [&levels, &then].map(|all| all.get(at).copied().flatten());
        Row {
            href: Some(format!("{RESULTS}?round={}", now.head.id)),
            cells: vec![
                names.get(at).cloned().unwrap_or_default(),
                shown(cx, now.model.way, level),
                change(cx, now.model.way, level, before),
            ],
        }
    };
    vec![
        Part::Chart {
            svg: radar.svg(),
            numbers: charts::of_radar(cx, now.model.way, &radar),
            alt: radar.description,
            title: radar.title,
        },
        Part::Chart {
            svg: grid.svg(),
            numbers: charts::told(cx, now),
            alt: grid.description,
            title: grid.title,
        },
        Part::Rows {
            title: cx.t_with("maturity-lowest", &[("n", &limits().lowest.to_string())]),
            heads: ["maturity-area", "maturity-assessment-level", "maturity-tile-change"]
                .map(|key| cx.t(key))
                .to_vec(),
            rows: level::lowest(&levels, limits().lowest).into_iter().map(row).collect(),
        },
    ]
}
