//! The state's smaller tables: what is on its way out, layers by delivery, tools of steering, ITIL roles.

use jiff::ToSpan as _;
use maud::{Markup, html};
use stadga_model::{Date, Head, Term};
use stadga_organisation::Assignment;
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{
    Context,
    ui::{self, Column},
};
use std::collections::BTreeMap;

use super::Made;
use crate::days::days;
use crate::{ConfigurationItem, item::State, pages::names, roles as itil};

/// The form of delivery of what others own and deliver.
const EXTERNAL: &str = "external";

type Items = [(Head, ConfigurationItem)];

fn step(cx: &Context, scale: &str, key: &str) -> String {
    let found = cx.app.store.scales().get(scale).and_then(|scale| scale.step(key));
    found.map_or_else(|| key.to_owned(), |step| step.label(cx.language).to_owned())
}

/// The first day on which something ends for an item.
fn ends(item: &ConfigurationItem) -> Option<Date> {
    [item.support_ends, item.retire_by].into_iter().flatten().min()
}

/// What is on its way out, legacy, or loses its support within the year (CMDB-18).
pub(super) fn leaving(cx: &Context, used: &Items) -> Markup {
    let soon = cx.today().saturating_add(days().leaving_ahead.days());
    let legacy = |item: &ConfigurationItem| item.legacy.as_ref().is_some_and(|l| l.0 == "legacy");
    let leaves = |item: &ConfigurationItem| {
        item.state == State::PhasingOut || ends(item).is_some_and(|day| day <= soon) || legacy(item)
    };
    let mut leaving: Vec<_> = used.iter().filter(|(_, item)| leaves(item)).collect();
    leaving.sort_by_key(|(_, item)| ends(item).unwrap_or(Date::MAX));
    let row = |(head, item): &&(Head, ConfigurationItem)| {
        let replaced = used.iter().filter(|(_, heir)| heir.replaces.contains(&head.id.cast()));
        let heirs: Vec<&str> = replaced.map(|(_, heir)| heir.name.as_str()).collect();
        vec![
            html! { a href=(format!("/configuration-item/{}", head.id)) { (item.name) } },
            html! { (item.legacy.as_ref().map(|term| step(cx, "legacy-state", &term.0)).unwrap_or_default()) },
            html! { @if let Some(day) = item.support_ends { (day) } },
            html! { @if let Some(day) = item.retire_by { (day) } },
            html! {
                @if let Some(plan) = &item.replacement { (plan.0) }
                @else if heirs.is_empty() { (cx.t("cmdb-heir-none")) } @else { (heirs.join(", ")) }
            },
        ]
    };
    let rows: Vec<_> = leaving.iter().map(row).collect();
    let columns = ["name", "legacy", "support_ends", "retire_by", "replacement"];
    let columns = columns.map(|field| Column::text(cx.t(&format!("configuration-item-{field}"))));
    html! { @if !rows.is_empty() { (ui::table(&cx.t("cmdb-leaving"), &columns, &rows)) } }
}

/// Each layer of R-12 with how many items of it are delivered in which way (CMDB-13).
pub(super) fn layers(cx: &Context, used: &Items) -> Markup {
    let scales = cx.app.store.scales();
    let keys = |scale: &str| -> Vec<String> {
        let steps = scales.get(scale).map(|scale| scale.steps.as_slice()).unwrap_or_default();
        steps.iter().map(|step| step.key.clone()).collect()
    };
    let (layers, forms) = (keys("delivery-layer"), keys("delivery-form"));
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (_, item) in used {
        let key = |term: &'_ Option<Term>| term.as_ref().map(|term| term.0.clone());
        let (layer, form) = (key(&item.layer), key(&item.delivery).unwrap_or_default());
        let layer = layers.iter().find(|known| Some(*known) == layer.as_ref());
        let form = forms.iter().find(|known| **known == form).map_or("", String::as_str);
        if let Some(layer) = layer {
            *counts.entry((layer, form)).or_default() += 1;
        }
    }
    let row = |layer: &String| {
        let number = |form: &str| counts.get(&(layer.as_str(), form)).copied().unwrap_or_default();
        let link = format!("/configuration-item?{}&layer={layer}", super::USED);
        let mut cells = vec![html! { a href=(link) { (step(cx, "delivery-layer", layer)) } }];
        cells.extend(forms.iter().map(|form| html! { (number(form)) }));
        cells.push(html! { (number("")) });
        cells
    };
    let rows: Vec<_> = layers.iter().map(row).collect();
    let mut columns = vec![Column::text(cx.t("configuration-item-layer"))];
    columns.extend(forms.iter().map(|form| Column::number(step(cx, "delivery-form", form))));
    columns.push(Column::number(cx.t("cmdb-form-none")));
    ui::table(&cx.t("cmdb-layers"), &columns, &rows)
}

/// Which tools of steering there are, and how each is had (CMDB-12).
pub(super) fn tools(cx: &Context, used: &Items) -> Markup {
    let scale = cx.app.store.scales().get("steering-tool");
    let steps = scale.map(|scale| scale.steps.as_slice()).unwrap_or_default();
    let row = |step: &stadga_model::Step| {
        let fits = |item: &ConfigurationItem| item.tool.as_ref().is_some_and(|t| t.0 == step.key);
        let own: Vec<_> = used.iter().filter(|(_, item)| fits(item)).collect();
        vec![
            html! { (step.label(cx.language)) },
            html! {
                @for (head, item) in &own {
                    p {
                        a href=(format!("/configuration-item/{}", head.id)) { (item.name) } " "
                        span.muted { (had(cx, item)) }
                    }
                }
                @if own.is_empty() { (cx.t("cmdb-tool-none")) }
            },
        ]
    };
    let rows: Vec<_> = steps.iter().map(row).collect();
    let columns = [Column::text(cx.t("configuration-item-tool")), Column::text(cx.t("cmdb-tool"))];
    ui::table(&cx.t("cmdb-tools"), &columns, &rows)
}

/// Whether a tool is our own, or somebody else's that ours are integrated with (CMDB-12).
fn had(cx: &Context, item: &ConfigurationItem) -> String {
    match item.delivery.as_ref() {
        None => cx.t("cmdb-tool-unknown"),
        Some(form) if form.0 == EXTERNAL => cx.t("cmdb-tool-integrated"),
        Some(_) => cx.t("cmdb-tool-own"),
    }
}

/// Who holds each ITIL role today, or that it is vacant (CMDB-09).
pub(super) async fn roles(cx: &Context) -> Made {
    let filter = Filter { field: "role".into(), compare: Compare::Is(itil::all().to_vec()) };
    let query = ListQuery { filters: vec![filter], ..ListQuery::default() };
    let mut held = cx.door.all::<Assignment>(query).await?;
    held.retain(|(_, assignment)| assignment.period.holds(cx.today()));
    let names = names(cx, held.iter().filter_map(|(_, a)| a.person).map(|id| id.cast())).await?;
    let row = |role: &String| {
        let own = held.iter().filter(|(_, assignment)| assignment.role.0 == *role);
        let own: Vec<&String> = own.filter_map(|(_, a)| names.get(&a.person?.cast())).collect();
        vec![
            html! { a href=(format!("/assignment?role={role}")) { (step(cx, "role", role)) } },
            html! {
                @for name in &own { p { (name) } }
                @if own.is_empty() { (cx.t("cmdb-role-vacant")) }
            },
        ]
    };
    let rows: Vec<_> = itil::all().iter().map(row).collect();
    let columns = [Column::text(cx.t("assignment-role")), Column::text(cx.t("assignment-person"))];
    Ok(ui::table(&cx.t("cmdb-roles"), &columns, &rows))
}
