//! What risks tell those who lead: open by level, new, borne, ending, dependences, coverage; with the matrix (ISM-03, RSK-06).

use stadga_model::{Refusal, Term};
use stadga_web::{
    Context,
    chapter::{Chapter, Figure, Measured, Part, Row, Scope},
};

use crate::{
    coverage::percent,
    method::Moment,
    pages::{
        Asked, COVERAGE, Gathered, Known, ends_soon, found_on, grid, highest_first, levels, listed,
        named_rows,
    },
    picture::{Counted, Seen},
};

/// The keys of the figures of levels, from the lowest: reports set each beside what it was.
const LEVELS: [&str; 6] = ["level-1", "level-2", "level-3", "level-4", "level-5", "level-6"];
/// So many of the highest risks are named.
const HIGHEST: usize = 10;

/// The chapter.
///
/// # Errors
/// Broken.
pub(crate) async fn chapter(cx: &Context, scope: &Scope) -> Result<Chapter, Refusal> {
    let units = scope.units.iter().flatten().map(ToString::to_string);
    let of = units.collect::<Vec<_>>().join(",");
    let asked = Asked::of_unit(&of);
    let mut gathered = Gathered::of(cx, &asked).await?;
    // The units that are named are all that is told of: nothing of units below that are not.
    gathered.risks.retain(|(head, _)| scope.covers(head.unit));
    let within = scope.units.as_ref().map(|units| units.iter().map(|id| id.cast()).collect());
    let known = Known::of(cx, &gathered.analyses, &gathered.units, within.as_ref()).await?;
    let mut figures = by_level(cx, &gathered, &asked);
    figures.extend(others(cx, &gathered, &asked, scope));
    figures.push(Figure {
        key: "coverage",
        what: cx.t("risks-tile-coverage"),
        value: percent(&known.covered),
        unit: Measured::Percent,
        href: Some(COVERAGE.to_owned()),
    });
    Ok(Chapter { figures, parts: parts(cx, &gathered, &asked) })
}

fn by_level(cx: &Context, gathered: &Gathered, asked: &Asked) -> Vec<Figure> {
    let figure = |(key, (place, step)): (&'static str, (usize, &stadga_model::Step))| {
        let what = format!("{} {}", cx.t("risks-level"), step.label(cx.language));
        let count = gathered.count(cx, Moment::Current, Counted::Level(place));
        let here = asked.address(&[("level", &step.key)]);
        let href = listed::level((gathered, asked), None, (&step.key, here));
        Figure::pieces(key, what, count, href)
    };
    let mut figures: Vec<_> =
        LEVELS.into_iter().zip(levels(cx).iter().enumerate()).map(figure).collect();
    figures.reverse();
    figures
}

fn others(cx: &Context, gathered: &Gathered, asked: &Asked, scope: &Scope) -> Vec<Figure> {
    let only = |what: &str| asked.address(&[("only", what)]);
    let new = gathered.risks.iter().filter(|seen| found_on(seen, cx.today()) >= scope.since);
    let ending = gathered.borne().filter(|(_, (_, one))| ends_soon(cx, one));
    let dependences = gathered.risks.iter().filter(|(_, risk)| risk.dependence.is_some());
    let unassessed = gathered.count(cx, Moment::Current, Counted::Unassessed);
    let since = format!("/risk?raised.from={}", scope.since);
    let pieces = |key, text: &str, count, href| Figure::pieces(key, cx.t(text), count, href);
    vec![
        pieces("unassessed", "risks-tile-unassessed", unassessed, only("unassessed")),
        pieces("new", "risks-chapter-new", new.count(), since),
        pieces("borne", "risks-tile-borne", gathered.borne().count(), only("borne")),
        pieces("ending", "risks-tile-ending", ending.count(), only("ending")),
        pieces("dependence", "risks-tile-dependence", dependences.count(), only("dependence")),
    ]
}

fn parts(cx: &Context, gathered: &Gathered, asked: &Asked) -> Vec<Part> {
    let mut parts = Vec::new();
    if gathered.risks.is_empty() {
        return vec![Part::Text(cx.t("risks-empty"))];
    }
    if let Some(method) = asked.method(gathered) {
        let way = |likelihood: i64, consequence: i64| {
            listed::cell((gathered, asked), method, (likelihood, consequence))
        };
        let grid = grid(cx, method, (&gathered.risks, Moment::Current), Some(&way));
        let title =
            format!("{} ({})", grid.title, cx.term("risk-method", &Term(method.key.clone())));
        let (alt, svg, numbers) = (grid.description.clone(), grid.svg(), grid.table());
        parts.push(Part::Chart { title, alt, svg, numbers });
    }
    let mut risks: Vec<&Seen> = gathered.risks.iter().collect();
    highest_first(cx, &mut risks);
    risks.truncate(HIGHEST);
    let row = |(id, cells): (stadga_model::Id, [String; 5])| Row {
        href: Some(format!("/risk/{id}")),
        cells: cells.to_vec(),
    };
    let heads =
        ["risk-title", "risks-when-current", "risks-when-target", "risk-unit", "risk-owner"];
    parts.push(Part::Rows {
        title: cx.t("risks-highest"),
        heads: heads.map(|key| cx.t(key)).to_vec(),
        rows: named_rows(cx, gathered, risks).into_iter().map(row).collect(),
    });
    parts
}
