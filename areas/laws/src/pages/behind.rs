//! What lies behind a figure of the chapter that no list can be asked for: the very records that were counted (REP-18).

use std::collections::BTreeSet;

use axum::{extract::Query, response::Response};
use maud::html;
use serde::Deserialize;
use stadga_model::{Date, Id, Refusal};
use stadga_organisation::{Unit, unit::with_all_below};
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
    /// What part of the organisation: these units with all below them; all, where none is named or one stands above everything.
    async fn scope(&self, cx: &Context) -> Result<Scope, Refusal> {
        let since: Date = self.since.parse().map_err(|_| Refusal::NotFound)?;
        let units = cx.every::<Unit>().await?.into_iter();
        let units: Vec<_> = units.map(|(head, unit)| (head.id.cast(), unit)).collect();
        Ok(Scope { units: self.below(&units)?, since })
    }

    fn below(&self, units: &[(Id<Unit>, Unit)]) -> Result<Option<BTreeSet<Id>>, Refusal> {
        let mut below = BTreeSet::new();
        for name in self.unit.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let named: Id<Unit> = name.parse().map_err(|_| Refusal::NotFound)?;
            let found = units.iter().find(|(id, _)| *id == named);
            let (top, unit) = found.ok_or(Refusal::NotFound)?;
            if unit.parent.is_none() {
                return Ok(None);
            }
            below.extend(with_all_below(*top, units).into_iter().map(Id::cast));
        }
        Ok((!below.is_empty()).then_some(below))
    }
}

/// Where the records of a figure are.
pub(crate) fn address(what: &str, scope: &Scope) -> String {
    format!("{BEHIND}?what={what}&since={}{}", scope.since, scope.filter())
}

/// GET /laws/behind
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let scope = asked.scope(&cx).await?;
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
    let count = i64::try_from(rows.len()).map_err(Refusal::broken)?;
    let count = ui::format::whole(cx.language, count);
    let lead = cx.t_with("laws-behind-lead", &[("count", &count)]);
    let page = cx.page(title.clone()).lead(lead).crumb(cx.t("menu-laws"), REGISTER);
    Ok(page.here(title.clone()).show(html! {
        @if !rows.is_empty() { (ui::table(&title, &columns, &rows)) }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use stadga_testkit::rules::id;

    /// The region, an administration below it, and a unit below that.
    fn units() -> Vec<(Id<Unit>, Unit)> {
        let unit = |at: u32, parent: Option<u32>| {
            let json = json!({"name": "E", "unit_type": "department", "parent": parent.map(id::<()>),
                "period": {"from": "2020-01-01"}});
            (id(at), serde_json::from_value(json).unwrap())
        };
        vec![unit(1, None), unit(2, Some(1)), unit(3, Some(2))]
    }

    fn asked(unit: &str) -> Asked {
        Asked { what: "late".into(), since: "2024-01-24".into(), unit: unit.into() }
    }

    #[test]
    fn rep_18_an_address_says_the_scope_that_was_counted() {
        for units_of in [None, Some([id(2), id(3)].into())] {
            let scope = Scope { units: units_of, since: "2024-01-24".parse().unwrap() };
            let address = address("late", &scope);
            let query = address.split_once('?').unwrap().1;
            let value = |name: &str| {
                let pair = query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")));
                pair.unwrap_or_default().to_owned()
            };
            assert_eq!((value("what"), value("since")), ("late".into(), "2024-01-24".into()));
            let read = asked(&value("unit")).below(&units()).unwrap();
            assert_eq!(read, scope.units, "{address}");
        }
    }

    #[test]
    fn rep_18_a_unit_in_an_address_stands_for_all_below_it() {
        let read = |unit: &str| asked(unit).below(&units());
        assert_eq!(read(&id::<()>(2).to_string()).unwrap(), Some([id(2), id(3)].into()));
        assert_eq!(
            read(&id::<()>(1).to_string()).unwrap(),
            None,
            "what stands above everything is all"
        );
        assert!(read("alla").is_err() && read(&id::<()>(9).to_string()).is_err());
    }
}
