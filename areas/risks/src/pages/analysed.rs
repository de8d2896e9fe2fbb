//! What the area adds to pages of analyses, demands and sources, and to those of what is analysed (RSK-03, RSK-08).

use maud::{Markup, html};
use stadga_model::{Action, Head, Id, Near, Record as _, Refusal, Revision};
use stadga_web::{Context, ui};

use super::{READ, aside::pointing, coverage, listed, matrix::grid, may_create, new_of, parts};
use crate::{
    Risk, RiskAnalysis, RiskDemand, demand,
    method::{Moment, method},
    picture::Seen,
    risk::named,
};

/// An analysis' risks in its matrix, and the ways to more of them.
pub(super) async fn analysis(
    cx: &Context,
    revision: &Revision,
    near: &Near,
) -> Result<Markup, Refusal> {
    let analysis: RiskAnalysis = revision.typed()?;
    let mut risks = pointing::<Risk>(near);
    risks.retain(|(_, risk)| risk.found_in.is_some_and(|of| of.cast() == revision.head.id));
    let picture = method(&analysis.method.0).map(|method| {
        let way = |likelihood: i64, consequence: i64| {
            listed::of_analysis(revision.head.id, method, (likelihood, consequence))
        };
        grid(cx, method, (&risks, Moment::Current), Some(&way))
    });
    let (id, unit) =
        (revision.head.id.to_string(), revision.head.unit.map(|unit| unit.to_string()));
    let new = [
        ("found_in", id.as_str()),
        ("method", &analysis.method.0),
        ("unit", unit.as_deref().unwrap_or_default()),
        ("infosec", if analysis.is_infosec() { "true" } else { "" }),
    ];
    let open = cx.past().is_none() && cx.door.may(Action::Change, &revision.head);
    Ok(ui::panel(
        "analysed",
        &cx.t("risk-analysis-risks"),
        &html! {
            @if risks.is_empty() { p { (cx.t("risk-analysis-no-risks")) } } @else {
                @if let Some(picture) = picture { (ui::chart(cx, &picture.title, picture.svg(), picture.table())) }
                (lines(cx, &risks))
            }
            @if open && analysis.is_open() && may_create::<Risk>(cx) {
                div.actions {
                    (ui::link_button(&new_of::<Risk>(&new), "secondary", Some("plus"), &cx.t("risk-new")))
                    (ui::link_button(&format!("{READ}?analysis={id}"), "tertiary", None, &cx.t("menu-risk-read")))
                }
            }
        },
    ))
}

fn lines(cx: &Context, risks: &[Seen]) -> Markup {
    let columns = ["risk-title", "risks-when-current", "risks-when-target"]
        .map(|key| ui::Column::text(cx.t(key)));
    let row = |seen: &Seen| {
        vec![
            ui::link("risk", seen.0.id, &named(&seen.0, &seen.1)),
            parts::badge(cx, seen, Moment::Current),
            parts::badge(cx, seen, Moment::Target),
        ]
    };
    let rows: Vec<_> = risks.iter().take(ui::SOME).map(row).collect();
    ui::table(&cx.t("risk-analysis-risks"), &columns, &rows)
}

/// What a demand still lacks, and the way to begin (RSK-03).
pub(super) async fn demand(
    cx: &Context,
    revision: &Revision,
    near: &Near,
) -> Result<Markup, Refusal> {
    let one: RiskDemand = revision.typed()?;
    if one.state != demand::State::Open || one.comes_back() {
        return Ok(Context::nothing());
    }
    let analyses = pointing::<RiskAnalysis>(near);
    let lacks = one.lacks(analyses.iter().map(|(_, analysis)| analysis));
    let line = |lack: demand::Lack, due: Option<stadga_model::Date>| {
        let (key, occasion) = match lack {
            demand::Lack::First => ("risk-lacks-first", "before-decision"),
            demand::Lack::Second => ("risk-lacks-second", crate::analysis::SECOND),
        };
        html! {
            li {
                (cx.t(key)) " " @if let Some(due) = due { span.muted { (due) } }
                @if may_create::<RiskAnalysis>(cx) {
                    " " a href=(answer(cx, &revision.head, &one, occasion)) { (cx.t("risk-coverage-begin")) }
                }
            }
        }
    };
    Ok(ui::panel(
        "lacking",
        &cx.t("risk-demand-standing"),
        &html! {
            @if lacks.is_empty() { p { (cx.t("risk-demand-answered")) } } @else {
                ul { @for (lack, due) in &lacks { (line(*lack, *due)) } }
            }
        },
    ))
}

/// The form of an analysis that answers a demand.
fn answer(cx: &Context, head: &Head, demand: &RiskDemand, occasion: &str) -> String {
    let id = head.id.to_string();
    let about: Vec<String> = demand.about.iter().map(ToString::to_string).collect();
    let twice = crate::trigger::trigger(&demand.trigger.0).is_some_and(|trigger| trigger.twice);
    let method = crate::method::methods().iter().find(|one| one.holds(cx.today()));
    let written = |id: Option<Id>| id.map(|id| id.to_string()).unwrap_or_default();
    let (unit, leader) = (written(head.unit), written(cx.door.actor().person));
    let day = if occasion == crate::analysis::SECOND { demand.implementation } else { demand.due };
    let planned = day.map(|day| day.to_string()).unwrap_or_default();
    let mut values = vec![
        ("title", demand.title.as_str()),
        ("analysis_type", crate::analysis::INFOSEC),
        ("planned", &planned),
        ("unit", &unit),
        ("owner", &leader),
        ("demands", id.as_str()),
        ("trigger", &demand.trigger.0),
        ("method", method.map(|method| method.key.as_str()).unwrap_or_default()),
    ];
    values.extend(about.iter().map(|about| ("about", about.as_str())));
    values.extend(twice.then_some(("occasion", occasion)));
    new_of::<RiskAnalysis>(&values)
}

/// The risks and the analyses of a record: an object, a system, a unit (RSK-08).
pub(super) async fn subject(
    cx: &Context,
    revision: &Revision,
    near: &Near,
) -> Result<Markup, Refusal> {
    let of_unit = revision.head.kind == "unit";
    let mut risks = pointing::<Risk>(near);
    risks.retain(|(_, risk)| {
        risk.is_open() && (!of_unit || risk.unit.map(Id::cast) == Some(revision.head.id))
    });
    let mut analyses = pointing::<RiskAnalysis>(near);
    analyses.retain(|(_, analysis)| analysis.done_on().is_some());
    analyses.sort_by_key(|(_, analysis)| std::cmp::Reverse(analysis.done_on()));
    if of_unit && risks.is_empty() && analyses.is_empty() {
        return Ok(Context::nothing());
    }
    let mut shown: Vec<&Seen> = risks.iter().collect();
    super::picture::highest_first(cx, &mut shown);
    let some: Vec<Seen> = shown.into_iter().take(SHOWN).cloned().collect();
    let all = format!("/risks?unit={}", revision.head.id);
    Ok(ui::panel(
        "risks-here",
        &cx.t("risks-here"),
        &html! {
            @match analyses.first() {
                Some((head, analysis)) => {
                    p {
                        (cx.t("risk-coverage-newest")) ": "
                        (ui::link(RiskAnalysis::KIND, head.id, &analysis.done.map(|day| day.to_string()).unwrap_or_default()))
                    }
                }
                None => {
                    p {
                        (cx.t("risks-here-never"))
                        @if may_create::<RiskAnalysis>(cx) { " " (coverage::begin(cx, &begun(cx, revision))) }
                    }
                }
            }
            @if !some.is_empty() { (lines(cx, &some)) }
            @if of_unit { p { a href=(all) { (cx.t("risks-here-picture")) } } }
        },
    ))
}

/// An analysis of a record, as its page begins it.
fn begun<'a>(cx: &'a Context, revision: &'a Revision) -> coverage::Begun<'a> {
    let head = &revision.head;
    let spec = cx.app.kinds().get(&head.kind).map(|kind| kind.spec);
    let title = spec.filter(|spec| !head.withholds(spec.title)).map(|spec| revision.title(spec));
    coverage::Begun {
        about: (&head.kind, head.id),
        title: title.unwrap_or(&head.number),
        unit: if head.kind == "unit" { Some(head.id) } else { head.unit },
        trigger: "continuous",
        inputs: &[],
    }
}

/// The way from a source to the reading of its files.
pub(super) fn source(cx: &Context, revision: &Revision) -> Markup {
    let href = format!("{READ}?source={}", revision.head.id);
    html! {
        @if may_create::<Risk>(cx) {
            (ui::panel("risk-read", &cx.t("risk-read-title"), &html! {
                p { (cx.t("risk-read-lead")) }
                p { (ui::link_button(&href, "primary", Some("upload"), &cx.t("risk-read-title"))) }
            }))
        }
    }
}

/// So many of a record's risks stand on its page.
const SHOWN: usize = 10;
