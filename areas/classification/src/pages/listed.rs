//! Systems by owner and standing: what they inherit, of which nobody has said what they hold, and who hears of that (T3).

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Head, Id, Refusal};
use stadga_organisation::Person;
use stadga_systems::ConfigurationItem;
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Titles},
};
use std::collections::BTreeMap;

use super::{COVERAGE, SYSTEMS, badge, counted_columns, due, owner, told, told_superior, unmarked};
use crate::{
    register::{Lines, Register},
    standing::{Count, Standing},
    systems::{Systems, counted, held, standing},
};

/// What is asked for.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    owner: String,
}

/// A system as it stands.
type Listed = (Standing, (Head, ConfigurationItem));

/// GET /classes/systems
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let (register, lines) = (Register::of(&cx).await?, Lines::of(&cx).await?);
    let systems = Systems::all(&cx, &register).await?;
    let all = counted(&cx, None).await?.into_iter();
    let all = all.map(|one| (standing(&register, one.0.id.cast()), one));
    let owner: Option<Id<Person>> = asked.owner.parse().ok();
    let mut found: Vec<Listed> =
        all.filter(|(_, (_, item))| owner.is_none() || item.owner == owner).collect();
    found.sort_by_key(|(standing, _)| *standing);
    let titles = titles(&cx, &lines, &found).await?;
    let rows: Vec<_> =
        found.iter().map(|one| row(&cx, (&register, &lines, &systems), &titles, one)).collect();
    let columns = [
        Column::text(cx.t("class-col-system")),
        Column::text(cx.t("class-col-standing")),
        Column::text(cx.t("class-col-class")),
        Column::text(cx.t("class-col-system-owner")),
        Column::number(cx.t("class-col-information-count")),
        Column::text(cx.t("class-col-due")),
        Column::text(cx.t("class-col-superior")),
    ];
    let page = cx.page(cx.t("class-systems-title")).lead(cx.t("class-systems-lead"));
    let page = page.crumb(cx.t("class-coverage-title"), COVERAGE).here(cx.t("class-systems-title"));
    Ok(page.show(html! {
        (unmarked::way(&cx))
        @if owner.is_some() { p { a href=(SYSTEMS) { (cx.t("class-coverage-all")) } } }
        @else { (owners(&cx, &found, &titles)) }
        @if rows.is_empty() { p { (cx.t("class-systems-none")) } } @else {
            (ui::table(&cx.t("class-systems-list"), &columns, &rows))
        }
    }))
}

async fn titles(cx: &Context, lines: &Lines, found: &[Listed]) -> Result<Titles, Refusal> {
    let people = found
        .iter()
        .flat_map(|(_, (_, item))| [item.owner, lines.superior_of(item.owner, item.unit)]);
    let people: Vec<Id> = people.flatten().map(Id::cast).collect();
    Titles::of(cx, people).await
}

/// How each owner's systems stand, those with most left first.
fn owners(cx: &Context, found: &[Listed], titles: &Titles) -> Markup {
    let mut owners = BTreeMap::<Option<Id<Person>>, Vec<Standing>>::new();
    for (standing, (_, item)) in found {
        owners.entry(item.owner).or_default().push(*standing);
    }
    let count = |all: &Vec<Standing>| Count::of(all.iter().copied());
    let mut owners: Vec<_> = owners.iter().map(|(owner, all)| (owner, count(all))).collect();
    owners.sort_by_key(|(_, count)| std::cmp::Reverse(count.get(Standing::Unclassified)));
    let mut columns = vec![Column::text(cx.t("class-col-system-owner"))];
    columns.extend(counted_columns(cx));
    let row = |(whose, count): &(&Option<Id<Person>>, Count)| {
        let mut row = vec![html! {
            (owner(cx, titles, **whose))
            @if let Some(owner) = whose {
                " " a href=(format!("{SYSTEMS}?owner={owner}")) { (cx.t("class-systems-own")) }
            }
        }];
        row.extend(Standing::COUNTED.iter().map(|one| html! { (count.get(*one)) }));
        row
    };
    let rows: Vec<_> = owners.iter().map(row).collect();
    html! { @if !rows.is_empty() { (ui::table(&cx.t("class-systems-owners"), &columns, &rows)) } }
}

fn row(
    cx: &Context,
    (register, lines, systems): (&Register, &Lines, &Systems),
    titles: &Titles,
    (standing, (head, item)): &Listed,
) -> Vec<Markup> {
    let id = head.id.cast();
    let by = lines.due_of(*standing, item.unit);
    let heard = register.is_escalated(by, cx.today());
    let heard = heard.then(|| lines.superior_of(item.owner, item.unit));
    vec![
        html! { a href=(format!("/configuration-item/{}/protection", head.id)) { (item.name) } },
        badge(cx, *standing),
        told(cx, &register.levels, systems.class(id)),
        owner(cx, titles, item.owner),
        html! { (held(register, id).count()) },
        due(cx, by),
        told_superior(cx, titles, heard.flatten()),
    ]
}
