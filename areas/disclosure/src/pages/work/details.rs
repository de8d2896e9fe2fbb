//! Each detail on the workbench: what is proposed, what was decided, and the inputs to decide it with.

use super::Bench;
use crate::{
    attached,
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
    let undecided =
        case.details.iter().filter(|detail| detail.decided.is_none() && detail.sort != Sort::File);
    let undecided = undecided.count();
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
                        @for alike in sort.chunk_by(is_alike) { (rows(bench, alike)) }
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

/// Whether two details stand in the same record and can only be masked: the reader may not read what the mark withholds.
fn is_alike(one: &Detail, other: &Detail) -> bool {
    let record = |detail: &Detail| match &detail.place {
        Place::Field(record, _) if !detail.cleared => Some(*record),
        _ => None,
    };
    record(one).is_some() && record(one) == record(other)
}

/// Details; what leaves the reader no choice stands folded, record by record.
fn rows(bench: &Bench, details: &[Detail]) -> Markup {
    let Bench { cx, case, .. } = *bench;
    let number = match details.first().map(|detail| &detail.place) {
        Some(Place::Field(record, _)) => case.record(*record).map(|record| &*record.head.number),
        _ => None,
    };
    let rows = html! { @for detail in details { (row(bench, detail)) } };
    match number.filter(|_| details.len() > 1) {
        None => rows,
        Some(number) => {
            let n = details.len().to_string();
            let left = details.iter().filter(|detail| detail.decided.is_none()).count().to_string();
            let told = [("n", n.as_str()), ("record", number), ("left", left.as_str())];
            html! {
                details.fold {
                    summary { (cx.t_with("disclosure-only-masked", &told)) }
                    (rows)
                }
            }
        }
    }
}

fn row(bench: &Bench, detail: &Detail) -> Markup {
    let Bench { cx, case, may, .. } = *bench;
    let content = content(bench, detail);
    let called = match detail.sort {
        Sort::Name => detail.about.clone(),
        Sort::File => match &detail.place {
            Place::Field(_, path) => format!("{}{}", named(cx, case, detail), row_of(path)),
            Place::Person(_) => named(cx, case, detail),
        },
        Sort::Marked | Sort::Own => named(cx, case, detail),
    };
    html! {
        fieldset.ds-fieldset.ruling {
            legend { (called) }
            div.line {
                (ui::badge(if detail.decided.is_some() { "good" } else { "open" }, &ruled(cx, detail)))
                @if may { (choices(bench, detail)) }
            }
            (proposal(cx, detail))
            @if let Some(text) = content { blockquote { (text) } }
            (files(bench, detail))
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

/// In which row a file stands, where it stands in one: ` 3`.
fn row_of(path: &str) -> String {
    let row = path.split('.').nth(1).and_then(|at| at.parse::<usize>().ok());
    row.map_or_else(String::new, |at| format!(" {}", at + 1))
}

/// The ways to a file and to the masked copy that stands in its place.
fn files(bench: &Bench, detail: &Detail) -> Markup {
    let Bench { cx, case, .. } = *bench;
    let file = match &detail.place {
        Place::Field(record, path) if detail.sort == Sort::File => {
            case.record(*record).and_then(|record| attached::file_at(case, record, path).ok())
        }
        _ => None,
    };
    let replaced = detail.decided.as_ref().and_then(|(_, kept)| kept.replaced.as_ref());
    html! {
        @if file.is_some() || replaced.is_some() {
            p {
                @if let Some(file) = file { a href=(format!("/files/{}", file.0)) { (cx.t("disclosure-file-open")) } " " }
                @if let Some(file) = replaced { a href=(format!("/files/{}", file.0)) { (cx.t("disclosure-detail-replaced")) } }
            }
        }
    }
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
fn choices(bench: &Bench, detail: &Detail) -> Markup {
    let Bench { cx, case, .. } = *bench;
    let copied = detail.decided.as_ref().is_some_and(|(_, kept)| kept.replaced.is_some());
    let choices: &[Ruling] = match detail.sort {
        Sort::Name => &[Ruling::Function, Ruling::Disclose, Ruling::Mask],
        Sort::File if copied => &[Ruling::Disclose, Ruling::Replace, Ruling::Mask],
        Sort::File => &[Ruling::Disclose, Ruling::Mask],
        _ if copied => &[Ruling::Mask, Ruling::Replace],
        _ if detail.cleared && !attached::is_file(case, &detail.place) => {
            &[Ruling::Mask, Ruling::Disclose]
        }
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
        Ruling::Replace => "replace",
    }
}

const fn sort_key(sort: Sort) -> &'static str {
    match sort {
        Sort::Marked => "marked",
        Sort::Own => "own",
        Sort::File => "file",
        Sort::Name => "name",
    }
}
