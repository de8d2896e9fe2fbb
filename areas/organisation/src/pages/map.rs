//! The responsibility map: the roles from board to employee as a picture whose boxes are links, and as a table (ORG-07).

use std::collections::HashMap;

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use stadga_model::{Date, Id, Refusal};
use stadga_publish::chart::{Graph, Mark, Node};
use stadga_web::{
    Context, Problem,
    ui::{self, Column},
};

use super::{Asked, MAP, day_form, every, tabs};
use crate::{Assignment, RoleDescription, role_description::LEVELS};

/// A role with those who hold it on the day.
pub(super) struct Held {
    pub id: Id<RoleDescription>,
    pub description: RoleDescription,
    /// Its assignments that hold on the day.
    pub posts: Vec<(Id<Assignment>, Assignment)>,
}

impl Held {
    /// How many of its posts somebody holds, and how many nobody does.
    pub fn count(&self) -> (usize, usize) {
        let filled = self.posts.iter().filter(|(_, post)| post.person.is_some()).count();
        (filled, self.posts.len() - filled)
    }
}

/// The roles of a day with their holders, from board to employee.
pub(super) async fn roles(cx: &Context, day: Date) -> Result<Vec<Held>, Refusal> {
    let descriptions = every::<RoleDescription>(cx).await?;
    let posts = every::<Assignment>(cx).await?;
    let of = |description: &RoleDescription| {
        let fits = |post: &Assignment| post.role == description.role && post.deputy_for.is_none();
        let own = posts.iter().filter(|(_, post)| fits(post) && post.period.holds(day));
        own.cloned().collect()
    };
    let there = descriptions.into_iter().filter(|(_, one)| one.period.holds(day));
    let mut roles: Vec<_> =
        there.map(|(id, description)| Held { id, posts: of(&description), description }).collect();
    roles.sort_by_cached_key(|one| (column(cx, one), one.description.title.to_lowercase()));
    Ok(roles)
}

/// The place of a role's level among all levels.
fn column(cx: &Context, held: &Held) -> usize {
    let scale = cx.app.store.scales().get(LEVELS);
    let steps = scale.map(|scale| scale.steps.as_slice()).unwrap_or_default();
    let place = steps.iter().position(|step| step.key == held.description.level.0);
    place.unwrap_or(steps.len())
}

/// GET /board/responsibility
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let day = asked.day(&cx);
    let roles = roles(&cx, day).await?;
    let page = cx.page(cx.t("responsibility-title")).lead(cx.t("responsibility-lead"));
    Ok(page.tabs(tabs(&cx, MAP)).show(html! {
        (day_form(&cx, MAP, day))
        @if roles.is_empty() {
            (ui::empty(&cx.t("responsibility-none"), &cx.t("responsibility-none-why")))
        } @else {
            (picture(&cx, &roles))
            (table(&cx, &roles))
        }
    }))
}

/// The map as data for a picture: on the page and in documents.
pub(super) fn graph(cx: &Context, roles: &[Held]) -> Graph {
    let places: HashMap<_, _> = roles.iter().zip(0..).map(|(one, at)| (one.id, at)).collect();
    // Levels that nobody stands on take no column.
    let mut columns: Vec<_> = roles.iter().map(|one| column(cx, one)).collect();
    columns.sort_unstable();
    columns.dedup();
    let node = |one: &Held| Node {
        label: one.description.title.clone(),
        note: note(cx, one),
        href: format!("/role-description/{}", one.id),
        mark: mark(one),
        column: columns.binary_search(&column(cx, one)).unwrap_or_default(),
        planned: false,
    };
    let lines = roles.iter().filter_map(|one| {
        let above = places.get(&one.description.reports_to?)?;
        Some((*above, *places.get(&one.id)?))
    });
    Graph {
        id: "responsibility".into(),
        title: cx.t("responsibility-title"),
        description: cx.t("responsibility-picture-description"),
        header: ["responsibility-role", "responsibility-held", "responsibility-step"]
            .map(|key| cx.t(key)),
        nodes: roles.iter().map(node).collect(),
        lines: lines.collect(),
    }
}

/// Red where nobody holds it, yellow where some posts are vacant or acting.
fn mark(one: &Held) -> Mark {
    let acting = one.posts.iter().any(|(_, post)| post.acting);
    match one.count() {
        (0, vacant) if vacant > 0 => Mark::Hard,
        (_, vacant) if vacant > 0 || acting => Mark::Soft,
        _ => Mark::Origin,
    }
}

/// Who holds it, in few words.
fn note(cx: &Context, one: &Held) -> String {
    let n = |count: usize| count.to_string();
    match one.count() {
        (0, 0) => cx.term(LEVELS, &one.description.level),
        (filled, 0) => cx.t_with("responsibility-holders", &[("n", &n(filled))]),
        (filled, vacant) => {
            cx.t_with("responsibility-holders-vacant", &[("n", &n(filled)), ("vacant", &n(vacant))])
        }
    }
}

/// Draws a clickable picture with its caption and legend.
pub(super) fn figure(caption: &str, legend: &str, graph: &Graph) -> Markup {
    ui::picture(caption, &graph.svg(), &html! { p.help { (legend) } })
}

fn picture(cx: &Context, roles: &[Held]) -> Markup {
    figure(&cx.t("responsibility-picture"), &cx.t("responsibility-legend"), &graph(cx, roles))
}

fn table(cx: &Context, roles: &[Held]) -> Markup {
    let columns = ["level", "role", "duties", "held"]
        .map(|name| Column::text(cx.t(&format!("responsibility-{name}"))));
    let rows: Vec<_> = roles.iter().map(|one| row(cx, one)).collect();
    ui::table(&cx.t("responsibility-table"), &columns, &rows)
}

fn row(cx: &Context, one: &Held) -> Vec<Markup> {
    let description = &one.description;
    vec![
        html! { (cx.term(LEVELS, &description.level)) },
        html! { a href=(format!("/role-description/{}", one.id)) { (description.title) } },
        html! {
            (description.purpose.0)
            @if description.tasks().next().is_some() {
                ul { @for task in description.tasks() { li { (task) } } }
            }
        },
        posts(cx, one),
    ]
}

/// The posts of a role as links; a vacant one is told.
pub(super) fn posts(cx: &Context, one: &Held) -> Markup {
    html! {
        @if one.posts.is_empty() { span.muted { "–" } } @else {
            ul {
                @for (id, post) in &one.posts {
                    li {
                        a href=(format!("/assignment/{id}")) { (post.title) }
                        @if post.person.is_none() { " " (ui::badge("bad", &cx.t("staffing-is-vacant"))) }
                        @else if post.acting { " " (ui::badge("part", &cx.t("staffing-is-acting"))) }
                    }
                }
            }
        }
    }
}
