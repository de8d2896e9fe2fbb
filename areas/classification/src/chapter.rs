//! What classification tells those who lead: how much is classified, what is not and whose it is, what lacks in protection
//! (ISM-03, REP-05).

use stadga_model::{Head, Id, Refusal};
use stadga_systems::ConfigurationItem;
use stadga_web::{
    Context,
    chapter::{Chapter, Chapters, Figure, Measured, Part, Row, Scope},
    ui::Titles,
};
use std::collections::BTreeMap;

use crate::{
    pages::{COVERAGE, SYSTEMS, bar, those},
    register::{Entry, Register},
    standing::{Count, Standing},
    systems::{counted, standing},
};

/// The chapter among those of all areas.
pub(crate) const CHAPTER: Chapters =
    Chapters { about: "classification", of: |cx, scope| Box::pin(of(cx, scope)) };

/// The chapter as the reader sees it at the instant looked from.
///
/// # Errors
/// Broken.
pub(crate) async fn of(cx: &Context, scope: &Scope) -> Result<Chapter, Refusal> {
    let register = Register::of(cx).await?;
    let systems = counted(cx, None).await?;
    let here: Vec<&Entry> =
        register.counted().filter(|entry| scope.covers(entry.info.unit)).collect();
    let count = Count::of(here.iter().map(|entry| entry.standing));
    if count.all() == 0 {
        return Ok(Chapter {
            parts: vec![Part::Text(cx.t("class-chapter-none"))],
            ..Chapter::default()
        });
    }
    // The list has everything: only of the whole organisation does it hold what is counted.
    let chart = bar(cx, count, |standing| scope.units.is_none().then(|| those(standing)));
    let mut parts = vec![Part::Chart {
        title: cx.t("class-coverage-chart"),
        alt: chart.description.clone(),
        svg: chart.svg(),
        numbers: chart.table(),
    }];
    parts.extend(left(cx, &here).await?);
    Ok(Chapter { figures: figures(cx, scope, &systems, &register, (&here, count)), parts })
}

fn figures(
    cx: &Context,
    scope: &Scope,
    systems: &[(Head, ConfigurationItem)],
    register: &Register,
    (here, count): (&[&Entry], Count),
) -> Vec<Figure> {
    let nobody = here.iter().filter(|entry| entry.info.owner.is_none()).count();
    let unclassified = systems
        .iter()
        .filter(|(_, item)| scope.covers(item.unit))
        .filter(|(head, _)| standing(register, head.id.cast()) == Standing::Unclassified)
        .count();
    let share = count.share().and_then(|share| i64::try_from(share).ok());
    let pieces = |key, standing: Standing| {
        let what = cx.t(&format!("class-chapter-{}", standing.key()));
        Figure::pieces(key, what, count.get(standing), those(standing))
    };
    vec![
        Figure {
            key: "share",
            what: cx.t("class-chapter-share"),
            value: share,
            unit: Measured::Percent,
            href: Some(COVERAGE.to_owned()),
        },
        pieces("unclassified", Standing::Unclassified),
        pieces("outdated", Standing::Outdated),
        pieces("waiting", Standing::Waiting),
        Figure::pieces(
            "nobody",
            cx.t("class-chapter-nobody"),
            nobody,
            format!("{COVERAGE}?owner=nobody"),
        ),
        Figure::pieces("systems", cx.t("class-chapter-systems"), unclassified, SYSTEMS),
    ]
}

/// The owners with most left to classify.
async fn left(cx: &Context, here: &[&Entry]) -> Result<Option<Part>, Refusal> {
    let mut owners = BTreeMap::<Id, usize>::new();
    for entry in here.iter().filter(|entry| entry.standing.asks()) {
        if let Some(owner) = entry.info.owner {
            *owners.entry(owner.cast()).or_default() += 1;
        }
    }
    let titles = Titles::of(cx, owners.keys().copied()).await?;
    let mut owners: Vec<(Id, usize)> = owners.into_iter().collect();
    owners.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let rows: Vec<Row> = owners
        .iter()
        .map(|(owner, count)| Row {
            href: Some(format!("{COVERAGE}?owner={owner}")),
            cells: vec![titles.text(cx, *owner), count.to_string()],
        })
        .collect();
    Ok((!rows.is_empty()).then(|| Part::Rows {
        title: cx.t("class-chapter-left"),
        heads: vec![cx.t("class-col-owner"), cx.t("class-col-left")],
        rows,
    }))
}
