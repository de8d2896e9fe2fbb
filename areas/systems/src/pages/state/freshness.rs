//! How fresh the entries are, per owner (CMDB-03, T19).

use maud::html;
use stadga_model::{Date, Head, Id};
use stadga_organisation::Person;
use stadga_web::{
    Context,
    ui::{self, Column},
};
use std::collections::BTreeMap;

use super::Made;
use crate::{ConfigurationItem, freshness, pages::names};

/// An owner's figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Figures {
    all: usize,
    stale: usize,
    mute: usize,
    oldest: Option<Date>,
}

fn count<'a>(
    items: impl Iterator<Item = &'a ConfigurationItem>,
    today: Date,
) -> BTreeMap<Option<Id<Person>>, Figures> {
    let mut owners = BTreeMap::<_, Figures>::new();
    for item in items {
        let figures = owners.entry(item.owner).or_default();
        figures.all += 1;
        figures.stale += usize::from(freshness::is_asked(item, today));
        figures.mute += usize::from(item.second_line.is_none());
        figures.oldest = match (figures.oldest, item.confirmed) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }
    owners
}

/// The table, whoever has most to confirm first.
pub(super) async fn table(cx: &Context, used: &[(Head, ConfigurationItem)]) -> Made {
    let owners = count(used.iter().map(|(_, item)| item), cx.today());
    let names = names(cx, owners.keys().flatten().map(|id| id.cast())).await?;
    let mut owners: Vec<_> = owners.into_iter().collect();
    owners
        .sort_by_key(|(_, figures)| std::cmp::Reverse((figures.stale, figures.mute, figures.all)));
    let row = |(owner, figures): &(Option<Id<Person>>, Figures)| {
        let filter = owner.map_or_else(|| "owner.empty=1".into(), |id| format!("owner={id}"));
        let name = owner.and_then(|id| names.get(&id.cast()).cloned());
        let fresh = (figures.all - figures.stale) * 100 / figures.all.max(1);
        vec![
            html! {
                a href=(format!("/configuration-item?{}&{filter}", super::USED)) {
                    (name.unwrap_or_else(|| cx.t("cmdb-owner-none")))
                }
            },
            html! { (figures.all) },
            html! { (figures.stale) },
            html! { (fresh) " %" },
            html! { (figures.mute) },
            html! { @if let Some(day) = figures.oldest { (day) } @else { "–" } },
        ]
    };
    let rows: Vec<_> = owners.iter().map(row).collect();
    let number = |key: &str| Column::number(cx.heading(key));
    let columns = [
        Column::text(cx.t("configuration-item-owner")),
        number("cmdb-items"),
        number("cmdb-stale"),
        number("cmdb-fresh"),
        number("cmdb-mute"),
        Column::text(cx.t("cmdb-oldest")),
    ];
    Ok(html! { div id="freshness" { (ui::table(&cx.t("cmdb-freshness"), &columns, &rows)) } })
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
        let owners = count([&fresh, &old, &nobody].into_iter(), today);
        let oldest = "2021-05-05".parse().ok();
        assert_eq!(owners[&Some(id(1))], Figures { all: 2, stale: 1, mute: 0, oldest });
        assert_eq!(owners[&None], Figures { all: 1, stale: 1, mute: 1, oldest: None });
    }
}
