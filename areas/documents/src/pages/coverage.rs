//! Requirements with and without documents, by area, and documents without any requirement (DOC-07, DOC-19).

use std::collections::{BTreeMap, BTreeSet};

use axum::response::Response;
use maud::{Markup, html};
use stadga_model::{Head, Id};
use stadga_web::{
    Context, Problem,
    ui::{self, Column},
};

use super::register::{Entry, Register, all};
use crate::{Document, SecurityRequirement, validity::Validity};

/// Where a requirement stands.
struct Placed<'a> {
    head: &'a Head,
    requirement: &'a SecurityRequirement,
    /// Its documents, with those that hold first.
    places: Vec<(&'a Entry<'a>, Option<&'a str>)>,
}

impl Placed<'_> {
    /// Whether it stands in a document that holds.
    fn is_covered(&self) -> bool {
        self.places.iter().any(|(entry, _)| entry.validity == Validity::Valid)
    }
}

/// GET /board/documents/requirements
pub(super) async fn show(cx: Context) -> Result<Response, Problem> {
    let register = Register::of(&cx).await?;
    let mut requirements = cx.door.all::<SecurityRequirement>(all()).await?;
    requirements.sort_by_key(|(_, requirement)| requirement.title.to_lowercase());
    let entries = register.on(cx.today());
    let by_id: BTreeMap<Id<Document>, &Entry> = entries.iter().map(|e| (e.id(), e)).collect();
    let placed: Vec<Placed> = requirements.iter().map(|one| place(one, &by_id)).collect();
    let page = cx.page(cx.t("coverage-title")).lead(cx.t("coverage-lead"));
    Ok(page.show(html! {
        @if placed.is_empty() { p { (cx.t("coverage-none")) } } @else {
            (areas(&cx, &placed))
            (without(&cx, &placed))
            (with(&cx, &placed))
        }
        (silent(&cx, &entries, &placed))
    }))
}

fn place<'a>(
    (head, requirement): &'a (Head, SecurityRequirement),
    entries: &BTreeMap<Id<Document>, &'a Entry<'a>>,
) -> Placed<'a> {
    let rows = requirement.places.iter();
    let mut places: Vec<_> = rows
        .filter_map(|row| Some((*entries.get(&row.document)?, row.section.as_deref())))
        .collect();
    places.sort_by_key(|(entry, _)| entry.validity);
    Placed { head, requirement, places }
}

/// The areas in the scale's order, with how many of their requirements stand in a document that holds.
fn areas(cx: &Context, placed: &[Placed]) -> Markup {
    let steps = cx.app.store.scales().get("lis-area").into_iter().flat_map(|scale| &scale.steps);
    let row = |step: &stadga_model::Step| {
        let here: Vec<_> = placed.iter().filter(|one| one.requirement.area.0 == step.key).collect();
        let covered = here.iter().filter(|one| one.is_covered()).count();
        let list = format!("/security-requirement?area={}", step.key);
        (!here.is_empty()).then(|| {
            vec![
                html! { a href=(list) { (step.label(cx.language)) } },
                html! { (covered) },
                html! { (here.len() - covered) },
            ]
        })
    };
    let rows: Vec<_> = steps.filter_map(row).collect();
    let columns = [
        Column::text(cx.t("coverage-area")),
        Column::number(cx.t("coverage-with")),
        Column::number(cx.t("coverage-without")),
    ];
    ui::table(&cx.t("coverage-areas"), &columns, &rows)
}

fn without(cx: &Context, placed: &[Placed]) -> Markup {
    let lost: Vec<_> = placed.iter().filter(|one| !one.is_covered()).collect();
    html! {
        @if lost.is_empty() { p { (cx.t("coverage-list-none")) } } @else {
            (table(cx, "coverage-list", &lost))
        }
    }
}

fn with(cx: &Context, placed: &[Placed]) -> Markup {
    let covered: Vec<_> = placed.iter().filter(|one| one.is_covered()).collect();
    html! { @if !covered.is_empty() { (table(cx, "coverage-covered", &covered)) } }
}

fn table(cx: &Context, caption: &str, placed: &[&Placed]) -> Markup {
    let columns = [
        Column::text(cx.t("security-requirement-title")),
        Column::text(cx.t("security-requirement-area")),
        Column::text(cx.t("coverage-where")),
    ];
    let row = |one: &&Placed| {
        vec![
            html! {
                (ui::link("security-requirement", one.head.id, &one.requirement.title)) " "
                span.muted.nowrap { (one.head.number) }
            },
            html! { (cx.term("lis-area", &one.requirement.area)) },
            places(cx, one),
        ]
    };
    let rows: Vec<_> = placed.iter().map(row).collect();
    ui::table(&cx.t(caption), &columns, &rows)
}

fn places(cx: &Context, placed: &Placed) -> Markup {
    html! {
        @if placed.places.is_empty() { (ui::badge("bad", &cx.t("coverage-nowhere"))) } @else {
            @if !placed.is_covered() { (ui::badge("part", &cx.t("coverage-not-valid"))) }
            ul {
                @for (entry, section) in &placed.places {
                    li {
                        (ui::link("document", entry.head.id, &entry.document.title))
                        @if let Some(section) = section { " " span.muted { (section) } }
                    }
                }
            }
        }
    }
}

/// Governing documents that hold and in which no requirement stands.
fn silent(cx: &Context, entries: &[Entry], placed: &[Placed]) -> Markup {
    let used: BTreeSet<_> =
        placed.iter().flat_map(|one| one.places.iter().map(|(entry, _)| entry.id())).collect();
    let silent: Vec<_> = entries
        .iter()
        .filter(|e| {
            e.document.governs() && e.validity == Validity::Valid && !used.contains(&e.id())
        })
        .collect();
    ui::panel(
        "coverage-documents",
        &cx.t("coverage-documents"),
        &html! {
            @if silent.is_empty() { p { (cx.t("coverage-documents-none")) } } @else {
                ul { @for entry in silent { li { (ui::link("document", entry.head.id, &entry.document.title)) } } }
            }
        },
    )
}
