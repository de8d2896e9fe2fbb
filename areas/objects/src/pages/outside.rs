//! What is outside the FOA, and sorting it in: an object for each system, many at a time (PM3-01, T8).

use axum::{
    extract::Form,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_model::{Head, Id, Refusal, Term};
use stadga_store::Batch;
use stadga_systems::ConfigurationItem;
use stadga_web::{
    Context, Problem,
    ui::{self, Column, SOME, Titles},
};
use std::collections::{BTreeMap, BTreeSet};

use super::{
    FOA, OUTSIDE,
    gather::{Architecture, items},
    may_change,
};
use crate::{Object, foa::System};

/// GET /objects/outside
pub(super) async fn ask(cx: Context) -> Result<Response, Problem> {
    let architecture = Architecture::of(&cx).await?;
    let items = items(&cx, architecture.infrastructure()).await?;
    let outside: BTreeSet<System> = architecture
        .placement()
        .outside(items.iter().map(|(head, _)| head.id.cast()))
        .into_iter()
        .collect();
    let items: Vec<_> =
        items.iter().filter(|(head, _)| outside.contains(&head.id.cast())).collect();
    let units = items.iter().filter_map(|(_, item)| item.unit.map(Id::cast));
    let titles = Titles::of(&cx, units).await?;
    let page =
        cx.page(cx.t("outside-title")).lead(cx.t("outside-lead")).crumb(cx.t("foa-title"), FOA);
    Ok(page.show(html! {
        @if items.is_empty() { (ui::empty(&cx.t("outside-none"), &cx.t("outside-none.do"))) }
        @else { (form(&cx, &architecture, &items, &titles)) }
    }))
}

fn form(
    cx: &Context,
    architecture: &Architecture,
    items: &[&(Head, ConfigurationItem)],
    titles: &Titles,
) -> Markup {
    let open: Vec<_> =
        architecture.objects.iter().filter(|(head, _)| may_change(cx, head)).collect();
    let rows: Vec<_> = items.iter().take(SOME).map(|item| row(cx, &open, item, titles)).collect();
    let columns = [
        Column::text(cx.t("configuration-item-name")),
        Column::text(cx.t("configuration-item-item_type")),
        Column::text(cx.t("configuration-item-unit")),
        Column::text(cx.heading("object")),
    ];
    html! {
        form method="post" action=(OUTSIDE) {
            (ui::table(&cx.t("outside-title"), &columns, &rows))
            @if items.len() > SOME {
                p { (cx.t_with("outside-more", &[("n", &(items.len() - SOME).to_string())])) }
            }
            @if !open.is_empty() {
                div.actions { button.ds-button type="submit" { (cx.t("outside-place")) } }
            }
        }
    }
}

fn row(
    cx: &Context,
    open: &[&(Head, Object)],
    (head, item): &(Head, ConfigurationItem),
    titles: &Titles,
) -> Vec<Markup> {
    let label = cx.t_with("outside-object", &[("system", &item.name)]);
    // Those of the same unit first: most often it is one of them.
    let (near, far): (Vec<_>, Vec<_>) = open
        .iter()
        .copied()
        .partition(|(_, object)| object.unit.is_some() && object.unit == item.unit);
    vec![
        ui::link("configuration-item", head.id, &item.name),
        html! { (cx.term("item-type", &Term::from(item.item_type.0.as_str()))) },
        html! { @if let Some(unit) = item.unit { (titles.short_link(cx, unit.cast())) } },
        html! {
            @if open.is_empty() { span.muted { (cx.t("outside-denied")) } } @else {
                select.ds-input name=(head.id) aria-label=(label) {
                    option value="" { (cx.t("outside-choose")) }
                    @for (object, own) in near.iter().chain(&far) { option value=(object.id) { (own.name) } }
                }
            }
        },
    ]
}

/// POST /objects/outside: each system that an object was chosen for goes there, and nowhere else.
pub(super) async fn place(
    cx: Context,
    Form(chosen): Form<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let mut wanted: BTreeMap<Id<Object>, Vec<System>> = BTreeMap::new();
    for (system, object) in chosen.iter().filter(|(_, object)| !object.is_empty()) {
        let system: System = system.parse().map_err(|_| Refusal::NotFound)?;
        cx.door.read_as(system).await?;
        let object = object.parse().map_err(|_| Refusal::NotFound)?;
        wanted.entry(object).or_default().push(system);
    }
    move_into(&cx, &wanted).await?;
    let done = if wanted.is_empty() { "unchanged" } else { "saved" };
    Ok(Redirect::to(&format!("{OUTSIDE}?done={done}")).into_response())
}

/// Puts systems into objects and takes them out of every other: a system belongs to one.
pub(super) async fn move_into(
    cx: &Context,
    wanted: &BTreeMap<Id<Object>, Vec<System>>,
) -> Result<(), Refusal> {
    let moved: BTreeSet<System> = wanted.values().flatten().copied().collect();
    let mut batch = Batch { reason: cx.t("outside-reason"), ..Batch::default() };
    let architecture = Architecture::of(cx).await?;
    for (head, object) in &architecture.objects {
        let id: Id<Object> = head.id.cast();
        let new = wanted.get(&id).map(Vec::as_slice).unwrap_or_default();
        if new.is_empty() && !object.systems.iter().any(|system| moved.contains(system)) {
            continue;
        }
        let mut opened = cx.door.open_as(id).await?;
        opened.body.systems.retain(|system| !moved.contains(system));
        opened.body.systems.extend(new);
        batch.saves.push(opened.erase()?);
    }
    if !batch.saves.is_empty() {
        cx.door.write(batch).await?;
    }
    Ok(())
}
