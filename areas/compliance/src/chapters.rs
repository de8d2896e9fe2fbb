//! What compliance tells those who lead: how much is met, what the controls find, how the figures stand (ISM-03, REP-05, REP-07).

use stadga_model::{Date, Refusal};
use stadga_web::{
    Context,
    chapter::{Chapter, Chapters, Figure, Measured, Part, Row, Scope},
};

use crate::pages::Standing as Control;
use crate::{
    ControlCheck, InternalControlPlan,
    indicator::Standing,
    pages::{
        BY_DOCUMENT, CONTROLS, INDICATORS, PICTURE, Picture, controls, followed, percent, told,
        trend,
    },
    tally::Tally,
    weights::weights,
};

/// All chapters of the area.
pub(crate) fn all() -> Vec<Chapters> {
    vec![
        Chapters { about: "compliance", of: |cx, scope| Box::pin(compliance(cx, scope)) },
        Chapters { about: "controls", of: |cx, scope| Box::pin(of_controls(cx, scope)) },
        Chapters { about: "indicators", of: |cx, scope| Box::pin(indicators(cx, scope)) },
    ]
}

/// Compliance with frameworks and governing documents.
///
/// # Errors
/// Broken.
pub(crate) async fn compliance(cx: &Context, scope: &Scope) -> Result<Chapter, Refusal> {
    let mut picture = Picture::of(cx).await?;
    picture.retain(|one| {
        let about = scope.units.as_ref().is_none_or(|units| units.contains(&one.assessment.scope));
        about || scope.covers(one.assessment.unit)
    });
    let (mut all, mut must) = (Tally::default(), Tally::default());
    for one in &picture.newest {
        all.join(&one.all);
        must.join(&one.must);
    }
    let followed = followed(cx).await?.into_iter().filter(|one| scope.covers(one.document.unit));
    let unknown = followed.filter(|one| !one.is_known()).count();
    let figures = vec![
        share("share", cx.heading("assessment-share"), &all, scope),
        share("must", cx.heading("assessment-share-must"), &must, scope),
        Figure::pieces("gaps", cx.t("compliance-told-gaps"), all.gaps(), part(PICTURE, "", scope)),
        Figure::pieces(
            "unjudged",
            cx.t("compliance-told-unjudged"),
            all.unjudged,
            part(PICTURE, "", scope),
        ),
        Figure::pieces(
            "unfollowed",
            cx.heading("by-document-unknown"),
            unknown,
            part(BY_DOCUMENT, "unknown", scope),
        ),
    ];
    let mut parts = Vec::new();
    if !picture.newest.is_empty() {
        let grid = picture.grid(cx);
        let (title, alt) = (grid.title.clone(), grid.description.clone());
        parts.push(Part::Chart { title, alt, svg: grid.svg(), numbers: grid.table() });
        parts.push(rows(cx, &picture));
    }
    Ok(Chapter { figures, parts })
}

fn share(key: &'static str, what: String, tally: &Tally, scope: &Scope) -> Figure {
    let value = tally.percent().map(i64::from);
    Figure { key, what, value, unit: Measured::Percent, href: Some(part(PICTURE, "", scope)) }
}

/// The part of a page that a figure counts: what is in this state, within the units that the report tells of.
fn part(page: &str, state: &str, scope: &Scope) -> String {
    format!("{page}?show={state}{}", scope.filter())
}

fn rows(cx: &Context, picture: &Picture) -> Part {
    let heads = [
        "picture-scope",
        "picture-framework",
        "assessment-share",
        "assessment-share-must",
        "picture-gaps",
    ];
    let row = |one: &crate::pages::Assessed| Row {
        href: Some(format!("/assessment/{}/requirements", one.head.id)),
        cells: vec![
            picture.scope(one.assessment.scope).to_owned(),
            picture.framework(one.assessment.framework).to_owned(),
            percent(&one.all),
            percent(&one.must),
            one.all.gaps().to_string(),
        ],
    };
    Part::Rows {
        title: cx.t("picture-table"),
        heads: heads.map(|key| cx.heading(key)).to_vec(),
        rows: picture.newest.iter().map(row).collect(),
    }
}

/// Controls: what was checked since, what deviates, what is late; internal control.
///
/// # Errors
/// Broken.
pub(crate) async fn of_controls(cx: &Context, scope: &Scope) -> Result<Chapter, Refusal> {
    let today = cx.today();
    let mut all = controls(cx).await?;
    all.retain(|one| scope.covers(one.control.unit));
    let since = |day: Option<Date>| day.is_some_and(|day| day >= scope.since && day <= today);
    let mut checks = cx.every::<ControlCheck>().await?;
    checks.retain(|(_, check)| scope.covers(check.unit) && since(check.made()));
    let deviating = checks.iter().filter(|(head, check)| {
        !head.withholds("level")
            && check.level.as_ref().is_some_and(|level| weights().deviates(level))
    });
    let (deviating, made) = (deviating.count(), checks.len());
    let (since, units) = (scope.since, scope.filter());
    let list = |more: &str| {
        format!("/control-check?state=signed&signed.from={since}&signed.to={today}{units}{more}")
    };
    let mut plans = cx.every::<InternalControlPlan>().await?;
    plans.retain(|(head, plan)| scope.covers(plan.unit) && !head.withholds("points"));
    plans.sort_by_key(|(_, plan)| plan.period.from);
    let points = plans.last().map_or((0, 0), |(_, plan)| plan.outcome());
    let figures = vec![
        Figure::pieces("made", cx.t("compliance-told-checks"), made, list("")),
        Figure::pieces(
            "deviating",
            cx.t("compliance-told-deviating"),
            deviating,
            list("&level=minor&level=major"),
        ),
        Figure::pieces(
            "late",
            cx.t("compliance-told-late"),
            all.iter().filter(|one| one.is_late(today)).count(),
            part(CONTROLS, "late", scope),
        ),
        Figure::pieces(
            "points",
            cx.t("compliance-told-points"),
            points.0,
            plans.last().map_or_else(
                || "/internal-control-plan".to_owned(),
                |(head, _)| format!("/internal-control-plan/{}", head.id),
            ),
        ),
    ];
    let wanting: Vec<&Control> =
        all.iter().filter(|one| one.is_late(today) || one.deviates()).collect();
    let parts = (!wanting.is_empty()).then(|| wanting_rows(cx, &wanting));
    Ok(Chapter { figures, parts: parts.into_iter().collect() })
}

/// Controls that deviate or are late, as rows.
fn wanting_rows(cx: &Context, wanting: &[&Control]) -> Part {
    let heads = ["control-title", "catalogue-level", "control-check-signed", "catalogue-due"];
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let row = |one: &&Control| {
        let title = if one.head.withholds("title") { &one.head.number } else { &one.control.title };
        let level = one.last.as_ref().and_then(|(_, level, _)| level.as_ref());
        let level = level.map(|level| cx.term("deviation-level", level));
        Row {
            href: Some(format!("/control/{}", one.head.id)),
            cells: vec![
                title.clone(),
                level.unwrap_or_else(|| cx.t("control-never")),
                day(one.last.as_ref().and_then(|(_, _, day)| *day)),
                day(one.due),
            ],
        }
    };
    Part::Rows {
        title: cx.t("compliance-told-wanting"),
        heads: heads.map(|key| cx.t(key)).to_vec(),
        rows: wanting.iter().map(row).collect(),
    }
}

/// Figures: how many reach their level, and how each has gone.
///
/// # Errors
/// Broken.
pub(crate) async fn indicators(cx: &Context, scope: &Scope) -> Result<Chapter, Refusal> {
    let (mut all, below, top) = told(cx).await?;
    all.retain(|one| {
        one.is_open() && scope.covers(one.indicator.unit) && one.indicator.is_followed(cx.today())
    });
    let Some(top) = top else { return Ok(Chapter::default()) };
    let count = |standing: Standing| {
        all.iter().filter(|one| one.stands(&below, top) == Some(standing)).count()
    };
    let figures = vec![
        Figure::pieces(
            "reached",
            cx.t("compliance-told-reached"),
            count(Standing::Reached),
            part(INDICATORS, "reached", scope),
        ),
        Figure::pieces(
            "below",
            cx.t("compliance-told-below"),
            count(Standing::Below),
            part(INDICATORS, "below", scope),
        ),
        Figure::pieces(
            "alarming",
            cx.t("compliance-told-alarming"),
            count(Standing::Alarming),
            part(INDICATORS, "alarming", scope),
        ),
        Figure::pieces(
            "followed",
            cx.t("compliance-told-followed"),
            all.len(),
            part(INDICATORS, "followed", scope),
        ),
    ];
    let called = stadga_web::ui::Titles::of(cx, [top.cast()]).await?.text(cx, top.cast());
    let parts = all.iter().filter(|one| !one.periods.is_empty()).map(|one| {
        let trend = trend(cx, one, &below, (top, &called));
        let (title, alt) = (trend.title.clone(), trend.description.clone());
        Part::Chart { title, alt, svg: trend.svg(), numbers: trend.table() }
    });
    Ok(Chapter { figures, parts: parts.collect() })
}
