//! Whose time objects have: hands and share of working time per object, what is needed, who is shared (PM3-23).

use axum::response::Response;
use maud::html;
use stadga_model::Id;
use stadga_web::{
    Context, Problem,
    ui::{self, Column},
};
use std::collections::{BTreeMap, BTreeSet};

use super::{FOA, gather};
use crate::roles::{self, Side};

/// GET /objects/resources
pub(super) async fn show(cx: Context) -> Result<Response, Problem> {
    let architecture = gather::Architecture::of(&cx).await?;
    let held = gather::roles(&cx).await?;
    let mut places: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for (object, held) in &held {
        for person in held.iter().filter_map(|held| held.person) {
            places.entry(person.cast()).or_default().insert(*object);
        }
    }
    let shared = |person: Id| places.get(&person).is_some_and(|objects| objects.len() > 1);
    let side = |key: &str| roles::all().iter().find(|role| role.key == key).map(|role| role.side);
    let row = |(head, object): &(stadga_model::Head, crate::Object)| {
        let own = held.get(&head.id).map(Vec::as_slice).unwrap_or_default();
        let manned: Vec<_> = own.iter().filter(|held| held.person.is_some()).collect();
        let share = |wanted: Side| -> i64 {
            let of = manned.iter().filter(|held| side(&held.role.0) == Some(wanted));
            of.filter_map(|held| held.share).sum()
        };
        let (business, it) = (share(Side::Business), share(Side::It));
        let people: BTreeSet<Id> = manned.iter().filter_map(|a| a.person).map(Id::cast).collect();
        let divided = people.iter().filter(|person| shared(**person)).count();
        let vacant = roles::vacant(object.mode.as_ref(), own).len();
        let short = object.needed.is_some_and(|needed| needed > business + it);
        vec![
            html! { a href=(format!("/object/{}/overview", head.id)) { (object.name) } },
            html! { (people.len()) },
            html! { (divided) },
            html! { (vacant) },
            html! { (business) " %" },
            html! { (it) " %" },
            html! { @if let Some(needed) = object.needed { span.late[short] { (needed) " %" } } },
        ]
    };
    let rows: Vec<_> = architecture.objects.iter().map(row).collect();
    let mut columns = vec![Column::text(cx.heading("object"))];
    let numbers = ["people", "shared", "vacant", "business", "it", "needed"];
    columns.extend(numbers.map(|key| Column::number(cx.t(&format!("resources-{key}")))));
    let page =
        cx.page(cx.t("resources-title")).lead(cx.t("resources-lead")).crumb(cx.t("foa-title"), FOA);
    Ok(page.show(ui::table(&cx.t("resources-title"), &columns, &rows)))
}
