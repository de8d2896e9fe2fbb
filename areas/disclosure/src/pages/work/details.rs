//! Each detail on the workbench: what is proposed, what was decided, and the inputs to decide it with.

use super::Bench;
use crate::{
    detail::{Ruling, Sort},
    documents::named,
    gather::{Detail, Place},
    pages::decide::{ACT, AS_PROPOSED, input},
    wording,
};
use maud::{Markup, html};
use stadga_web::{Context, ui};

/// Each detail with what is proposed and what was decided.
pub(super) fn details(bench: &Bench) -> Markup {
    let Bench { cx, case, opened, may, .. } = *bench;
    let withheld = case.details.iter().any(|detail| detail.sort == Sort::Marked);
    let readable = case.details.iter().any(|d| d.sort == Sort::Marked && d.cleared);
    let undecided = case.undecided();
    ui::panel(
        "details",
        &cx.t("disclosure-details"),
        &html! {
            @if case.details.is_empty() { p { (cx.t("disclosure-no-details")) } }
            @else { p { (cx.t("disclosure-details-why")) } }
            @if case.details.iter().any(|detail| !detail.cleared) {
                (ui::alert("info", &html! { p { (cx.t("disclosure-not-cleared")) } }))
            }
            @if may && withheld && readable && opened.is_empty() {
                form method="post" action=(format!("/disclosure-request/{}/read#details", case.head.id)) {
                    p.help { (cx.t("disclosure-read-why")) }
                    button.ds-button type="submit" data-variant="secondary" { (cx.t("disclosure-read")) }
                }
            }
            @if !opened.is_empty() { (ui::alert("warning", &html! { p { (cx.t("reveal-noted")) } })) }
            @if !case.details.is_empty() {
                form.rulings method="post" action=(format!("/disclosure-request/{}/work", case.head.id)) {
                    @for sort in case.details.chunk_by(|a, b| a.sort == b.sort) {
                        @if let Some(first) = sort.first() {
                            h3 { (cx.t(&format!("disclosure-detail-sort-is-{}", sort_key(first.sort)))) }
                        }
                        @for detail in sort { (row(bench, detail)) }
                    }
                    @if may {
                        div.form-actions {
                            button.ds-button type="submit" { (cx.t("disclosure-keep")) }
                            @if undecided > 0 {
                                button.ds-button type="submit" name=(ACT) value=(AS_PROPOSED) data-variant="secondary" {
                                    (cx.t_with("disclosure-as-proposed", &[("n", &undecided.to_string())]))
                                }
                            }
                        }
                    }
                }
            }
        },
    )
}

fn row(bench: &Bench, detail: &Detail) -> Markup {
    let Bench { cx, case, may, .. } = *bench;
    let content = content(bench, detail);
    let called = match detail.sort {
        Sort::Name => detail.about.clone(),
        Sort::Marked | Sort::Own => named(cx, case, detail),
    };
    html! {
        fieldset.ds-fieldset.ruling {
            legend { (called) }
            div.line {
                (ui::badge(if detail.decided.is_some() { "good" } else { "open" }, &ruled(cx, detail)))
                @if may { (choices(cx, detail)) }
            }
            (proposal(cx, detail))
            @if let Some(text) = content { blockquote { (text) } }
            @if may { (grounding(cx, detail)) }
        }
    }
}

/// What a mark withholds, once it has been read.
fn content(bench: &Bench, detail: &Detail) -> Option<String> {
    let Bench { cx, opened, titles, .. } = *bench;
    let Place::Field(record, field) = &detail.place else { return None };
    let whole = opened.get(record)?;
    let kind = cx.app.kinds().get(&whole.head.kind)?;
    let known = kind.spec.field(field)?;
    let key = format!("{}-{field}", kind.spec.kind);
    let text = ui::Values { cx, titles }.text(&key, known.ty, whole.body.get(field)?);
    Some(text).filter(|text| !text.is_empty())
}

fn ruled(cx: &Context, detail: &Detail) -> String {
    match detail.ruling() {
        Some(ruling) => cx.t(&format!("disclosure-detail-ruling-is-{}", ruling_key(ruling))),
        None => cx.t("disclosure-undecided"),
    }
}

fn proposal(cx: &Context, detail: &Detail) -> Markup {
    let ground = detail.ground().map(|key| wording::ground(cx, key));
    let decided = detail.decided.as_ref().and_then(|(_, kept)| kept.reason.clone());
    let reason = decided.map_or_else(|| detail.proposed.reason.clone(), |reason| reason.0);
    html! {
        @match (detail.sort, ground) {
            (Sort::Name, None) => { p.help { (cx.t("disclosure-proposed-function")) } }
            (_, Some(ground)) => { p.help { (ground) @if !reason.is_empty() { ". " (reason) } } }
            (_, None) => {}
        }
    }
}

/// What can be decided of a detail.
fn choices(cx: &Context, detail: &Detail) -> Markup {
    let choices: &[Ruling] = match detail.sort {
        Sort::Name => &[Ruling::Function, Ruling::Disclose, Ruling::Mask],
        _ if detail.cleared => &[Ruling::Mask, Ruling::Disclose],
        _ => &[Ruling::Mask],
    };
    let name = input(&detail.place, "ruling");
    html! {
        @for ruling in choices {
            @let key = ruling_key(*ruling);
            label.choice {
                input.ds-input type="radio" name=(name) value=(key) checked[detail.ruling() == Some(*ruling)];
                " " (cx.t(&format!("disclosure-detail-ruling-is-{key}")))
            }
        }
    }
}

/// On what ground and why, to be changed where the proposal does not fit.
fn grounding(cx: &Context, detail: &Detail) -> Markup {
    let id = |what: &str| input(&detail.place, what).replace('.', "-");
    let reason = detail.decided.as_ref().and_then(|(_, kept)| kept.reason.clone());
    let reason = reason.map_or_else(|| detail.proposed.reason.clone(), |reason| reason.0);
    html! {
        details.fold {
            summary { (cx.t("disclosure-ground-and-reason")) span.sr { " " (detail.about) } }
            div.pair {
                div.ds-field {
                    label for=(id("ground")) { (cx.t("disclosure-detail-ground")) }
                    (grounds(cx, &id("ground"), &input(&detail.place, "ground"), detail.ground()))
                }
                div.ds-field {
                    label for=(id("reason")) { (cx.t("disclosure-detail-reason")) }
                    input.ds-input id=(id("reason")) name=(input(&detail.place, "reason")) value=(reason) maxlength="500" autocomplete="off";
                }
            }
        }
    }
}

pub(super) fn grounds(cx: &Context, id: &str, name: &str, chosen: Option<&str>) -> Markup {
    let scale = cx.door.store().scales().get(wording::GROUNDS);
    let today = cx.today();
    html! {
        select.ds-input id=(id) name=(name) {
            option value="" { (cx.t("form-choose")) }
            @for step in scale.into_iter().flat_map(|scale| scale.on(today)) {
                option value=(step.key) selected[chosen == Some(step.key.as_str())] { (step.label(cx.language)) }
            }
        }
    }
}

const fn ruling_key(ruling: Ruling) -> &'static str {
    match ruling {
        Ruling::Mask => "mask",
        Ruling::Disclose => "disclose",
        Ruling::Function => "function",
    }
}

const fn sort_key(sort: Sort) -> &'static str {
    match sort {
        Sort::Marked => "marked",
        Sort::Own => "own",
        Sort::Name => "name",
    }
}
