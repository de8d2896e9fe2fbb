//! How fresh the entries are: per owner, and per sourcing object (CMDB-03, T19).

use maud::{Markup, html};
use stadga_model::{Date, Head, Id, Step};
use stadga_organisation::Person;
use stadga_web::{
    Context,
    ui::{self, Column},
};
use std::collections::BTreeMap;

use super::Made;
use crate::{ConfigurationItem, freshness, pages::names};

/// The layer whose items are sourced by their type.
const BY_TYPE: &str = "application";

/// The figures of some items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Figures {
    all: usize,
    stale: usize,
    mute: usize,
    oldest: Option<Date>,
}

fn count<'a, K: Ord>(
    items: impl Iterator<Item = &'a ConfigurationItem>,
    today: Date,
    of: impl Fn(&'a ConfigurationItem) -> K,
) -> BTreeMap<K, Figures> {
    let mut groups = BTreeMap::<_, Figures>::new();
    for item in items {
        let figures = groups.entry(of(item)).or_default();
        figures.all += 1;
        figures.stale += usize::from(freshness::is_asked(item, today));
        figures.mute += usize::from(!item.is_dispatchable());
        figures.oldest = match (figures.oldest, item.confirmed) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }
    groups
}

/// The table, whoever has most to confirm first.
pub(super) async fn per_owner(cx: &Context, used: &[(Head, ConfigurationItem)]) -> Made {
    let owners = count(used.iter().map(|(_, item)| item), cx.today(), |item| item.owner);
    let names = names(cx, owners.keys().flatten().map(|id| id.cast())).await?;
    let mut owners: Vec<_> = owners.into_iter().collect();
    owners
        .sort_by_key(|(_, figures)| std::cmp::Reverse((figures.stale, figures.mute, figures.all)));
    let row = |(owner, figures): &(Option<Id<Person>>, Figures)| {
        let filter = owner.map_or_else(|| "owner.empty=1".into(), |id| format!("owner={id}"));
        let name = owner.and_then(|id| names.get(&id.cast()).cloned());
        row(&filter, &name.unwrap_or_else(|| cx.t("cmdb-owner-none")), figures)
    };
    let rows: Vec<_> = owners.iter().map(row).collect();
    let table = table(cx, ("cmdb-freshness", "configuration-item-owner"), &rows);
    Ok(html! { div id="freshness" { (table) } })
}

/// The sourcing object that an item belongs to: its layer, an application's by its type.
fn sourced(item: &ConfigurationItem) -> (Option<&str>, Option<&str>) {
    let layer = item.layer.as_ref().map(|layer| layer.0.as_str());
    let by_type = layer == Some(BY_TYPE);
    let sort = item.application_type.as_ref().map(|sort| sort.0.as_str());
    (layer, sort.filter(|_| by_type))
}

/// Whether each sourcing object keeps its own items current, in the order of the layers (CMDB-03).
pub(super) fn per_sourcing(cx: &Context, used: &[(Head, ConfigurationItem)]) -> Markup {
    let counted = count(used.iter().map(|(_, item)| item), cx.today(), sourced);
    let scales = cx.app.store.scales();
    let steps = |scale: &str| -> &[Step] {
        scales.get(scale).map(|scale| scale.steps.as_slice()).unwrap_or_default()
    };
    let mut rows = Vec::new();
    for layer in steps("delivery-layer") {
        let types = steps("application-type").iter().map(Some).chain([None]);
        for sort in types.filter(|sort| layer.key == BY_TYPE || sort.is_none()) {
            let key = (Some(layer.key.as_str()), sort.map(|sort| sort.key.as_str()));
            let figures = counted.get(&key).copied().unwrap_or_default();
            let mut filter = format!("layer={}", layer.key);
            if let Some(sort) = sort {
                filter.push_str(&format!("&application_type={}", sort.key));
            } else if layer.key == BY_TYPE {
                filter.push_str("&application_type.empty=1");
                if figures.all == 0 {
                    continue;
                }
            }
            let name = sort.unwrap_or(layer).label(cx.language);
            rows.push(row(&filter, name, &figures));
        }
    }
    if let Some(figures) = counted.get(&(None, None)) {
        rows.push(row("layer.empty=1", &cx.t("cmdb-layer-none"), figures));
    }
    html! { div id="sourcing" { (table(cx, ("cmdb-sourcing", "cmdb-sourcing-object"), &rows)) } }
}

fn row(filter: &str, name: &str, figures: &Figures) -> Vec<Markup> {
    let fresh = (figures.all - figures.stale) * 100 / figures.all.max(1);
    vec![
        html! { a href=(format!("/configuration-item?{}&{filter}", super::USED)) { (name) } },
        html! { (figures.all) },
        html! { (figures.stale) },
        html! { @if figures.all > 0 { (fresh) " %" } @else { "–" } },
        html! { (figures.mute) },
        html! { @if let Some(day) = figures.oldest { (day) } @else { "–" } },
    ]
}

fn table(cx: &Context, (title, first): (&str, &str), rows: &[Vec<Markup>]) -> Markup {
    let number = |key: &str| Column::number(cx.heading(key));
    let columns = [
        Column::text(cx.t(first)),
        number("cmdb-items"),
        number("cmdb-stale"),
        number("cmdb-fresh"),
        number("cmdb-mute"),
        Column::text(cx.t("cmdb-oldest")),
    ];
    ui::table(&cx.t(title), &columns, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{id, item};

    #[test]
    fn t19_freshness_is_counted_per_owner() {
        let today: Date = "2024-01-24".parse().unwrap();
        let fresh = ConfigurationItem {
            owner: Some(id(1)),
            confirmed: "2024-01-02".parse().ok(),
            second_line: Some(id(5)),
            ..item("A")
        };
        let old = ConfigurationItem { confirmed: "2021-05-05".parse().ok(), ..fresh.clone() };
        let nobody = item("C");
        let owners = count([&fresh, &old, &nobody].into_iter(), today, |item| item.owner);
        let oldest = "2021-05-05".parse().ok();
        assert_eq!(owners[&Some(id(1))], Figures { all: 2, stale: 1, mute: 0, oldest });
        assert_eq!(owners[&None], Figures { all: 1, stale: 1, mute: 1, oldest: None });
    }

    #[test]
    fn cmdb_03_freshness_is_counted_per_sourcing_object() {
        let today: Date = "2024-01-24".parse().unwrap();
        let of = |layer: &str, sort: Option<&str>| ConfigurationItem {
            layer: Some(layer.into()),
            application_type: sort.map(Into::into),
            ..item("A")
        };
        let items = [
            of("application", Some("business")),
            of("application", Some("standard")),
            of("application", None),
            of("workplace", Some("standard")),
            of("servicedesk", None),
        ];
        let counted = count(items.iter(), today, sourced);
        let keys: Vec<_> = counted.keys().copied().collect();
        let expected = [
            (Some("application"), None),
            (Some("application"), Some("business")),
            (Some("application"), Some("standard")),
            (Some("servicedesk"), None),
            (Some("workplace"), None),
        ];
        assert_eq!(keys, expected, "a type is only an application's");
        assert!(counted.values().all(|figures| (figures.all, figures.stale) == (1, 1)));
    }
}
