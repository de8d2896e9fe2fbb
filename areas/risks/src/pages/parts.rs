//! Parts that pages and documents share: rows of risks and threats in words, levels as badges.

use maud::{Markup, html};
use stadga_model::{Id, Term};
use stadga_web::{Context, ui};

use super::{
    Gathered, day,
    matrix::{level_word, levels},
};
use crate::{
    RiskAcceptance,
    method::Moment,
    picture::Seen,
    risk::{is_withheld, named},
    threat::standing,
};

/// A level as a badge; what is withheld or not assessed is said.
pub(super) fn badge(cx: &Context, seen: &Seen, moment: Moment) -> Markup {
    match seen.1.level(moment) {
        _ if is_withheld(&seen.0) => ui::badge("none", &cx.t("value-withheld")),
        None => ui::badge("open", &cx.t("risks-unassessed")),
        Some(level) => level_badge(cx, level),
    }
}

/// A level as a badge.
pub(super) fn level_badge(cx: &Context, level: &str) -> Markup {
    match levels(cx).iter().find(|step| step.key == level) {
        Some(step) => ui::step_badge(cx, step),
        None => html! { (level) },
    }
}

/// A level in words, with the points where the method counts them.
pub(super) fn told(cx: &Context, seen: &Seen, moment: Moment) -> String {
    match (seen.1.level(moment), seen.1.points(moment)) {
        _ if is_withheld(&seen.0) => cx.t("value-withheld"),
        (Some(level), Some(points)) => format!("{} ({points})", level_word(cx, level)),
        _ => cx.t("risks-unassessed"),
    }
}

/// A table of risks: what, where, now, target, who, by when.
pub(super) fn table(cx: &Context, gathered: &Gathered, caption: &str, risks: &[&Seen]) -> Markup {
    let columns = [
        ui::Column::text(cx.t("risk-title")),
        ui::Column::text(cx.t("risks-when-current")),
        ui::Column::text(cx.t("risks-when-target")),
        ui::Column::text(cx.t("risk-unit")),
        ui::Column::text(cx.t("risk-owner")),
        ui::Column::text(cx.t("risk-review_by")),
    ];
    let row = |seen: &&Seen| {
        let (head, risk) = *seen;
        vec![
            html! {
                (ui::link("risk", head.id, &named(head, risk))) " "
                span.muted.nowrap { (head.number) }
            },
            badge(cx, seen, Moment::Current),
            badge(cx, seen, Moment::Target),
            html! { (gathered.unit(head.unit)) },
            html! { @if let Some(owner) = risk.owner { (gathered.titles.text(cx, owner.cast())) } },
            day(risk.review_by),
        ]
    };
    let shown = risks.iter().take(ui::SOME);
    ui::table(caption, &columns, &shown.map(row).collect::<Vec<_>>())
}

/// The risks of a document or chapter, row by row in words: what, now, target, unit, owner; with the ids.
pub(crate) fn named_rows<'a>(
    cx: &Context,
    gathered: &Gathered,
    risks: impl IntoIterator<Item = &'a Seen>,
) -> Vec<(Id, [String; 5])> {
    let row = |seen: &'a Seen| {
        let (head, risk) = seen;
        let owner = risk.owner.map(|owner| gathered.titles.text(cx, owner.cast()));
        let cells = [
            named(head, risk),
            told(cx, seen, Moment::Current),
            told(cx, seen, Moment::Target),
            gathered.unit(head.unit),
            owner.unwrap_or_default(),
        ];
        (head.id, cells)
    };
    risks.into_iter().map(row).collect()
}

/// The threats as they stand: what, how high, before that, from when, source; with the id.
pub(crate) fn threats_rows(cx: &Context, gathered: &Gathered) -> Vec<(Id, [String; 5])> {
    let scales = cx.app.store.scales();
    let word = |level: &Term| cx.term("threat-level", level);
    let row = |one: crate::threat::Standing<'_>| {
        let (head, threat) = one.now;
        let hides = |field| head.withholds(field);
        let level = if hides("level") { cx.t("value-withheld") } else { word(&threat.level) };
        let before = one.before.filter(|(head, _)| !head.withholds("level"));
        let cells = [
            cx.term("threat-scope", one.scope),
            level,
            before.map(|(_, before)| word(&before.level)).unwrap_or_default(),
            threat.from.to_string(),
            if hides("source") { cx.t("value-withheld") } else { threat.source.clone() },
        ];
        (head.id, cells)
    };
    standing(&gathered.threats, scales, cx.today()).into_iter().map(row).collect()
}

/// The threats on a page, old ones told (RSK-10).
pub(super) fn threats(cx: &Context, gathered: &Gathered) -> Markup {
    let old = cx.today().saturating_sub(jiff::ToSpan::days(crate::days::days().threat_days));
    let columns = [
        "threat-level-scope",
        "threat-level-level",
        "threats-before",
        "threat-level-from",
        "threat-level-source",
    ]
    .map(|key| ui::Column::text(cx.t(key)));
    let row = |(id, [scope, level, before, from, source]): (Id, [String; 5])| {
        let aged = from.parse::<stadga_model::Date>().is_ok_and(|from| from < old);
        vec![
            ui::link("threat-level", id, &scope),
            html! { (level) },
            html! { (before) },
            html! { (from) @if aged { " " (ui::badge("part", &cx.t("threats-old"))) } },
            html! { (source) },
        ]
    };
    let rows: Vec<_> = threats_rows(cx, gathered).into_iter().map(row).collect();
    ui::panel(
        "threats",
        &cx.t("threats-heading"),
        &html! {
            @if rows.is_empty() { p { (cx.t("threats-none")) } } @else {
                (ui::table(&cx.t("threats-heading"), &columns, &rows))
            }
            p { a href="/threat-level?sort=-from" { (cx.t("threats-all")) } }
        },
    )
}

/// Whether an acceptance ends soon.
pub(crate) fn ends_soon(cx: &Context, acceptance: &RiskAcceptance) -> bool {
    let ahead = jiff::ToSpan::days(crate::days::days().acceptance_ahead);
    acceptance.until.is_some_and(|until| until <= cx.today().saturating_add(ahead))
}
