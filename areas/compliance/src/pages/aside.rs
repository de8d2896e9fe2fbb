//! What the area adds to record pages: tabs, the button that is wanted first, what a control or figure comes to.

use maud::{Markup, html};
use stadga_documents::Document;
use stadga_model::{Head, Id, Near, Refusal, Revision};
use stadga_web::{
    Context,
    published::document_links,
    ui::{self, Column, Tab, Titles},
};

use super::{
    INDICATORS, followed,
    indicators::standing,
    may_change, may_create, percent, points, series,
    sheet::{Sheet, tabs},
    step, told, typed,
};
use crate::{
    AssessedRequirement, Control, ControlCheck, InternalControlPlan, control::State, control_check,
    due,
};

/// The tabs over an assessment's own page.
pub(super) async fn assessment_tabs(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    Ok(tabs(cx, &record.head, ""))
}

/// How an assessment stands, and where it goes on.
pub(super) async fn assessment(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    // Counted as on the page that it leads to: what the framework has lost is not, what it has got since is.
    let sheet = match Sheet::of(cx, record.head.id.cast()).await {
        Ok(sheet) => sheet,
        Err(Refusal::NotFound | Refusal::Denied) => return Ok(Context::nothing()),
        Err(other) => return Err(other),
    };
    let requirements = sheet.address("/requirements");
    Ok(ui::panel(
        "assessed",
        &cx.t("assessment-panel"),
        &html! {
            @if sheet.answers.is_empty() {
                p { (cx.t("assessment-panel-empty")) }
            } @else {
                @let bar = sheet.bar(cx);
                p { strong { (percent(&sheet.tally())) } " " (cx.t("assessment-share")) }
                (ui::chart(cx, &cx.t("assessment-bar"), bar.svg(), bar.table()))
            }
            div.actions { (ui::link_button(&requirements, "secondary", None, &cx.t("assessment-tab-requirements"))) }
        },
    ))
}

/// The button that leads to the answer.
pub(super) async fn answer(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    let (head, _) = typed::<AssessedRequirement>(record)?;
    let may = may_change(cx, &head) && head.withheld.is_none();
    Ok(html! {
        @if may { (ui::link_button(&format!("/assessed-requirement/{}/answer", head.id), "primary", None, &cx.t("answering-now"))) }
    })
}

/// What is done first with a control: plan a check; see what it counts for.
pub(super) async fn control_first(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    let (head, control) = typed::<Control>(record)?;
    let active = control.state == State::Active;
    Ok(html! {
        @if active && may_create(cx, "control-check") {
            (ui::link_button(&format!("/control/{}/check", head.id), "primary", None, &cx.t("catalogue-check")))
        }
        @if !control.requirements.is_empty() {
            (ui::link_button(&format!("/control/{}/counts", head.id), "secondary", None, &cx.t("counts-here")))
        }
    })
}

/// How a control stands.
pub(super) async fn control(
    cx: &Context,
    record: &Revision,
    near: &Near,
) -> Result<Markup, Refusal> {
    let (head, control) = typed::<Control>(record)?;
    let checks: Vec<(&Revision, ControlCheck)> = near.pointing().collect();
    let due = due::next(&control, checks.iter().map(|(_, check)| check));
    let last =
        checks.iter().filter(|(_, check)| check.is_signed()).max_by_key(|(_, check)| check.signed);
    let places = places(cx, (&head, &control), &checks).await?;
    Ok(html! {
        @if control.state == State::Active {
            (ui::panel("standing", &cx.t("control-standing"), &html! {
                dl.facts {
                    div { dt { (cx.t("catalogue-due")) } dd { (super::day(due)) } }
                    div { dt { (cx.t("catalogue-level")) } dd {
                        @match last {
                            Some((record, _)) if record.head.withholds("level") => (cx.t("value-withheld")),
                            Some((record, check)) => {
                                a href=(format!("/control-check/{}", record.head.id)) { (step(cx, "deviation-level", check.level.as_ref(), "control-never")) }
                            },
                            None => (ui::badge("open", &cx.t("control-never"))),
                        }
                    } }
                }
            }))
        }
        (places)
    })
}

/// What was found place by place: unit, supplier, system; the newest signed check of each, and those where none was made (CTL-19).
async fn places(
    cx: &Context,
    control: (&Head, &Control),
    checks: &[(&Revision, ControlCheck)],
) -> Result<Markup, Refusal> {
    let (head, control) = control;
    if head.withholds("places") || control.places.len() < 2 {
        return Ok(Context::nothing());
    }
    let titles = Titles::of(cx, control.places.iter().copied()).await?;
    let at = |place: Id| {
        let there = checks.iter().filter(|(record, check)| {
            check.is_signed() && !record.head.withholds("places") && check.places.contains(&place)
        });
        there.max_by_key(|(_, check)| check.signed)
    };
    let row = |place: &Id| {
        let newest = at(*place);
        vec![
            titles.link(cx, *place),
            super::day(newest.and_then(|(_, check)| check.signed)),
            match newest {
                Some((record, _)) if record.head.withholds("level") => {
                    html! { (cx.t("value-withheld")) }
                }
                Some((record, check)) => html! {
                    a href=(format!("/control-check/{}", record.head.id)) { (step(cx, "deviation-level", check.level.as_ref(), "control-never")) }
                },
                None => ui::badge("open", &cx.t("control-never")),
            },
        ]
    };
    let rows: Vec<_> = control.places.iter().map(row).collect();
    let columns = ["control-places", "control-check-signed", "catalogue-level"];
    let columns = columns.map(|key| Column::text(cx.t(key)));
    let table = ui::table(&cx.t("control-by-place"), &columns, &rows);
    Ok(ui::panel("places", &cx.t("control-by-place"), &table))
}

/// The button that leads to the checklist and the signature.
pub(super) async fn sign(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    let (head, check) = typed::<ControlCheck>(record)?;
    let open = check.state == control_check::State::Planned
        && may_change(cx, &head)
        && head.withheld.is_none();
    Ok(html! {
        @if open { (ui::link_button(&format!("/control-check/{}/sign", head.id), "primary", None, &cx.t("catalogue-sign"))) }
    })
}

/// The button that shows what a piece of evidence counts for.
pub(super) async fn evidence(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    let href = format!("/evidence/{}/counts", record.head.id);
    let may = may_create(cx, "assessed-requirement");
    Ok(html! { @if may { (ui::link_button(&href, "tertiary", None, &cx.t("counts-here"))) } })
}

/// The tabs over an indicator's own page.
pub(super) async fn indicator_tabs(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    Ok(indicator_tabs_of(cx, &record.head, ""))
}

/// The tabs of an indicator; `here` is the open one's address.
pub(super) fn indicator_tabs_of(cx: &Context, head: &Head, here: &str) -> Markup {
    let tab = |(key, end): (&str, &str)| Tab {
        text: cx.t(key),
        href: format!("/indicator/{}{end}", head.id),
        count: None,
        here: end == here,
    };
    ui::tabs(
        &cx.heading("indicator"),
        &[("indicator-tab-record", ""), ("indicator-tab-series", "/series")].map(tab),
    )
}

/// A figure's trend over the whole organisation.
pub(super) async fn indicator(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    let (all, below, top) = told(cx).await?;
    let found = all.into_iter().find(|one| one.head.id == record.head.id);
    let Some((one, top)) = found.filter(|one| !one.periods.is_empty()).zip(top) else {
        return Ok(Context::nothing());
    };
    let called = Titles::of(cx, [top.cast()]).await?.text(cx, top.cast());
    let trend = series::trend(cx, &one, &below, (top, &called));
    let newest = one.newest(&below, top).map(|(_, value, _)| value);
    Ok(html! {
        p { (standing(cx, &one, newest)) " " a href=(INDICATORS) { (cx.t("indicators-title")) } }
        (ui::chart(cx, &cx.t("indicators-trend"), trend.svg(), trend.table()))
    })
}

/// The button that leads to the results of a plan's points.
pub(super) async fn plan_first(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    let (head, plan) = typed::<InternalControlPlan>(record)?;
    let href = format!("/internal-control-plan/{}/results", head.id);
    let open = points::is_open(cx, &head, &plan);
    Ok(html! { @if open { (ui::link_button(&href, "primary", None, &cx.t("points-fill"))) } })
}

/// A plan's documents, and how its points came out.
pub(super) async fn plan(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    let (head, plan) = typed::<InternalControlPlan>(record)?;
    let (deviating, levelled) = plan.outcome();
    let values = [
        ("n", plan.points.len().to_string()),
        ("done", levelled.to_string()),
        ("deviating", deviating.to_string()),
    ];
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let address = format!("/internal-control-plan/{}/files", head.id);
    Ok(ui::panel(
        "files",
        &cx.t("internal-control-files"),
        &html! {
            @if !head.withholds("points") { p { (cx.t_with("internal-control-told", &values)) } }
            ul.documents {
                (document_links(cx, &cx.t("internal-control-plan-document"), &format!("{address}/plan")))
                (document_links(cx, &cx.t("internal-control-report"), &format!("{address}/report")))
            }
        },
    ))
}

/// How a governing document is followed, by controls and assessed requirements (DOC-10).
pub(super) async fn document(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    let (_, document) = typed::<Document>(record)?;
    if !document.governs() {
        return Ok(Context::nothing());
    }
    let all = followed(cx).await?;
    let Some(one) = all.into_iter().find(|one| one.head.id == record.head.id) else {
        return Ok(Context::nothing());
    };
    if one.controls.is_empty() && one.tally.total() == 0 {
        return Ok(Context::nothing());
    }
    Ok(ui::panel(
        "followed",
        &cx.t("followed-title"),
        &html! {
            @if one.tally.total() > 0 {
                p { (cx.t_with("followed-told", &[("n", &one.tally.total().to_string()), ("percent", &percent(&one.tally))])) }
            }
            ul {
                @for (head, control, level) in &one.controls {
                    li { (ui::link("control", Id::cast(head.id), super::title(head, "title", &control.title))) " " (step(cx, "deviation-level", level.as_ref(), "control-never")) }
                }
            }
        },
    ))
}
