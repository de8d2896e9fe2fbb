//! What lies behind a figure of the chapter that no list can be asked for: the very records that were counted (REP-18).

use axum::{extract::Query, response::Response};
use maud::html;
use serde::Deserialize;
use stadga_model::{Date, Id, Refusal};
use stadga_web::{
    Context, Problem,
    chapter::Scope,
    ui::{self, Column, Titles},
};

use super::{BEHIND, REGISTER, day};
use crate::counted::{Counted, counted};

/// Which figure, since when, of which units.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    what: String,
    #[serde(default)]
    since: String,
    #[serde(default)]
    unit: String,
}

impl Asked {
    /// What part of the organisation; all, where no unit is named. The chapter wrote the units one by one, with what is below.
    fn scope(&self) -> Result<Scope, Refusal> {
        let since: Date = self.since.parse().map_err(|_| Refusal::NotFound)?;
        let ids = self.unit.split(',').map(str::trim).filter(|id| !id.is_empty());
        let ids: Result<std::collections::BTreeSet<Id>, _> = ids.map(str::parse).collect();
        let ids = ids.map_err(|_| Refusal::NotFound)?;
        Ok(Scope { units: (!ids.is_empty()).then_some(ids), since })
    }
}

/// Where the records of a figure are.
pub(crate) fn address(what: &str, scope: &Scope) -> String {
    format!("{BEHIND}?what={what}&since={}{}", scope.since, scope.filter())
}

/// GET /laws/behind
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let scope = asked.scope()?;
    let found = counted(&cx, &scope, &asked.what).await?.ok_or(Refusal::NotFound)?;
    let owners: Vec<Id> = found.iter().filter_map(|one| one.owner).collect();
    let titles = Titles::of(&cx, owners).await?;
    let title = cx.t(&format!("chapter-laws-{}", asked.what));
    let row = |one: &Counted| {
        vec![
            html! { a href=(one.href) { (one.title) } },
            html! {
                @match one.owner {
                    Some(owner) => { (titles.short_link(&cx, owner)) }
                    None => { span.muted { "–" } }
                }
            },
            day(one.day),
        ]
    };
    let rows: Vec<_> = found.iter().map(row).collect();
    let columns = ["laws-behind-what", "law-owner", "laws-behind-day"];
    let columns = columns.map(|key| Column::text(cx.t(key)));
    let lead = cx.t_with("laws-behind-lead", &[("count", &rows.len().to_string())]);
    let page = cx.page(title.clone()).lead(lead).crumb(cx.t("menu-laws"), REGISTER);
    Ok(page.here(title.clone()).show(html! {
        @if !rows.is_empty() { (ui::table(&title, &columns, &rows)) }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use stadga_testkit::rules::id;

    #[test]
    fn rep_18_an_address_says_the_scope_that_was_counted() {
        for units in [None, Some([id(1), id(2)].into())] {
            let scope = Scope { units, since: "2024-01-24".parse().unwrap() };
            let address = address("late", &scope);
            let query = address.split_once('?').unwrap().1;
            let value = |name: &str| {
                let pair = query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")));
                pair.unwrap_or_default().to_owned()
            };
            let asked = Asked { what: value("what"), since: value("since"), unit: value("unit") };
            let read = asked.scope().unwrap();
            assert_eq!((read.units, read.since), (scope.units, scope.since), "{address}");
        }
        let wrong = Asked { what: "late".into(), since: "2024-01-24".into(), unit: "alla".into() };
        assert!(wrong.scope().is_err());
    }
}
