//! How the roles are filled on a day: vacancies, acting holders, posts that nobody can stand in for, key persons (ORG-13).

use std::collections::{BTreeMap, BTreeSet};

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use stadga_model::{Id, Term};
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Titles},
};

use super::{Asked, STAFFING, day_form, every, tabs};
use crate::{
    Assignment, RoleDescription,
    staffing::{Filled, KeyPerson, Post, key_persons, posts},
};

type All<'a> = BTreeMap<Id<Assignment>, &'a Assignment>;

/// GET /board/responsibility/staffing
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let day = asked.day(&cx);
    let assignments = every::<Assignment>(&cx).await?;
    let described = every::<RoleDescription>(&cx).await?;
    let needs: BTreeSet<Term> = described
        .into_iter()
        .filter(|(_, one)| one.needs_deputy && one.period.holds(day))
        .map(|(_, one)| one.role)
        .collect();
    let all: All = assignments.iter().map(|(id, one)| (*id, one)).collect();
    let posts = posts(&assignments, day);
    let bare = |post: &&Post| match post.filled {
        Filled::Held => false,
        Filled::Alone => all.get(&post.id).is_some_and(|one| needs.contains(&one.role)),
        _ => true,
    };
    let bare: Vec<_> = posts.iter().filter(bare).collect();
    let key = key_persons(&assignments, &needs, day);
    let linked = bare.iter().filter_map(|post| all.get(&post.id)).flat_map(|one| {
        [Some(one.unit.cast()), one.person.map(Id::cast), one.about].into_iter().flatten()
    });
    let titles = Titles::of(&cx, linked.chain(key.iter().map(|one| one.person.cast()))).await?;
    let page = cx.page(cx.t("staffing-title")).lead(cx.t("staffing-lead"));
    Ok(page.tabs(tabs(&cx, STAFFING)).show(html! {
        (day_form(&cx, STAFFING, day))
        @if bare.is_empty() { p { (cx.t("staffing-none")) } } @else {
            (table(&cx, &bare, &all, &titles))
        }
        (key_table(&cx, &key, &all, &titles))
    }))
}

/// How a post is filled, as a badge.
fn badge(cx: &Context, filled: Filled) -> Markup {
    let (tone, key) = match filled {
        Filled::Vacant => ("bad", "staffing-is-vacant"),
        Filled::ByDeputy => ("part", "staffing-is-by-deputy"),
        Filled::Acting => ("part", "staffing-is-acting"),
        Filled::Alone => ("part", "staffing-is-alone"),
        Filled::Held => ("good", "staffing-is-held"),
    };
    ui::badge(tone, &cx.t(key))
}

fn table(cx: &Context, bare: &[&Post], all: &All, titles: &Titles) -> Markup {
    let columns = ["post", "role", "unit", "about", "person", "how"]
        .map(|name| Column::text(cx.t(&format!("staffing-{name}"))));
    let none = || html! { span.muted { "–" } };
    let row = |post: &&Post| {
        let one = all.get(&post.id)?;
        let link = |id: Option<Id>| id.map_or_else(none, |id| titles.short_link(cx, id));
        Some(vec![
            html! { a href=(format!("/assignment/{}", post.id)) { (one.title) } },
            html! { (cx.term("role", &one.role)) },
            titles.short_link(cx, one.unit.cast()),
            link(one.about),
            link(one.person.map(Id::cast)),
            badge(cx, post.filled),
        ])
    };
    let rows: Vec<_> = bare.iter().filter_map(row).collect();
    ui::table(&cx.t("staffing-table"), &columns, &rows)
}

fn key_table(cx: &Context, key: &[KeyPerson], all: &All, titles: &Titles) -> Markup {
    let columns = [
        Column::text(cx.t("staffing-person")),
        Column::text(cx.t("staffing-alone")),
        Column::number(cx.t("staffing-share")),
    ];
    let row = |one: &KeyPerson| {
        let posts = one.alone.iter().filter_map(|id| Some((id, all.get(id)?)));
        vec![
            titles.short_link(cx, one.person.cast()),
            html! { ul { @for (id, post) in posts { li { a href=(format!("/assignment/{id}")) { (post.title) } } } } },
            html! { @if one.share > 0 { (one.share) " %" } @else { "–" } },
        ]
    };
    let rows: Vec<_> = key.iter().map(row).collect();
    html! {
        @if rows.is_empty() { p { (cx.t("staffing-no-key")) } } @else {
            (ui::table(&cx.t("staffing-key"), &columns, &rows))
        }
    }
}
