//! What is among the highest classified and open to all, and how much is open of what is written about it: one list for those
//! who set marks (CLS-14).

use axum::response::Response;
use maud::{Markup, html};
use stadga_model::{Head, Id, Mark, Near, Record as _, Refusal};
use stadga_systems::ConfigurationItem;
use stadga_web::{
    Context, Problem,
    ui::{self, Column},
};

use super::{COVERAGE, UNMARKED, mark::is_high, may_create, told};
use crate::{
    InformationObject,
    class::{Class, Levels},
    days::days,
    register::Register,
    systems::Systems,
};

/// Of so many it is looked how much is written about them, the highest first.
const MOST: usize = 300;

/// Information or a system among the highest classified.
struct High {
    head: Head,
    name: String,
    class: Class,
}

/// The way to the list, for those who set marks.
pub(super) fn way(cx: &Context) -> Markup {
    html! {
        @if may_create(cx, Mark::KIND) { p { a href=(UNMARKED) { (cx.t("class-unmarked-title")) } } }
    }
}

/// GET /classes/unmarked
pub(super) async fn show(cx: Context) -> Result<Response, Problem> {
    if !may_create(&cx, Mark::KIND) {
        return Err(Refusal::Denied.into());
    }
    let register = Register::of(&cx).await?;
    let all = high(&cx, &register).await?;
    let ids: Vec<Id> = all.iter().map(|one| one.head.id).collect();
    let near = cx.door.near_each(&ids).await?;
    let open = |one: &High| near.get(&one.head.id).map_or(0, unmarked);
    let mut left: Vec<(usize, &High)> = all.iter().map(|one| (open(one), one)).collect();
    left.retain(|(open, one)| *open > 0 || !one.head.is_marked());
    left.sort_by_key(|(open, one)| (one.head.is_marked(), std::cmp::Reverse(*open)));
    let columns = [
        Column::text(cx.t("class-col-what")),
        Column::text(cx.t("class-col-class")),
        Column::text(cx.t("class-col-mark")),
        Column::number(cx.t("class-col-open")),
    ];
    let rows: Vec<_> = left.iter().map(|one| row(&cx, &register.levels, one)).collect();
    let page = cx.page(cx.t("class-unmarked-title")).lead(cx.t("class-unmarked-lead"));
    let page = page.crumb(cx.t("class-coverage-title"), COVERAGE);
    Ok(page.here(cx.t("class-unmarked-title")).show(html! {
        @if rows.is_empty() { p { (cx.t("class-unmarked-none")) } } @else {
            (ui::table(&cx.t("class-unmarked-title"), &columns, &rows))
        }
    }))
}

/// What is among the highest classified, the highest first.
async fn high(cx: &Context, register: &Register) -> Result<Vec<High>, Refusal> {
    let systems = Systems::all(cx, register).await?;
    let information = register.counted().map(|entry| High {
        head: entry.head.clone(),
        name: entry.info.name.clone(),
        class: entry.class,
    });
    let used = systems.items().filter(|(_, item)| item.state.is_used());
    let items = used.map(|(head, item)| High {
        head: head.clone(),
        name: item.name.clone(),
        class: systems.class(head.id.cast::<ConfigurationItem>()),
    });
    let both = information.chain(items);
    let mut found: Vec<High> = both.filter(|one| is_high(register, one.class)).collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.class.highest()));
    found.truncate(MOST);
    Ok(found)
}

/// How many records that are about a thing bear no mark.
fn unmarked(near: &Near) -> usize {
    let about = near.down.iter().filter(|(_, record)| days().about.contains(&record.head.kind));
    about.filter(|(_, record)| !record.head.is_marked()).count()
}

fn row(cx: &Context, levels: &Levels, (open, one): &(usize, &High)) -> Vec<Markup> {
    let head = &one.head;
    let sort = if head.kind == InformationObject::KIND { "information" } else { "system" };
    vec![
        html! {
            (ui::link(&head.kind, head.id, &one.name)) " "
            span.muted { (cx.t(&format!("class-col-{sort}"))) }
        },
        told(cx, levels, one.class),
        html! {
            @if head.is_marked() { (ui::badge("good", &cx.t("class-mark-there"))) } @else {
                (ui::badge("part", &cx.t("class-mark-lacks"))) " "
                a href=(format!("/{}/{}/mark", head.kind, head.id)) { (cx.t("class-mark-do")) }
            }
        },
        html! { (open) },
    ]
}
