//! Promises to the auditors for the board to see: overdue first, then what runs, then what was kept (AUD-20).

use crate::promise::{Promise, Standing};
use axum::response::Response;
use maud::{Markup, html};
use stadga_model::{Head, Id};
use stadga_store::ListQuery;
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Titles},
};

use super::audit::tone_of;

/// Where the board sees them.
pub const PATH: &str = "/board/promises";

/// GET /board/promises
pub async fn show(cx: Context) -> Result<Response, Problem> {
    let today = cx.today();
    let mut promises = cx.door.all::<Promise>(ListQuery::default()).await?;
    promises.sort_by_key(|(_, promise)| (order(promise.standing(today)), promise.latest));
    let titles = Titles::of(&cx, links(&promises)).await?;
    let columns = [
        Column::text(cx.t("promise-text")),
        Column::text(cx.t("audit-doc-standing")),
        Column::text(cx.t("promise-words")),
        Column::text(cx.t("promise-latest")),
        Column::text(cx.t("promise-owner")),
        Column::text(cx.t("promise-audit")),
    ];
    let rows: Vec<_> = promises.iter().map(|promise| row(&cx, &titles, promise)).collect();
    let page = cx.page(cx.t("page-promises-title")).lead(cx.t("page-promises-lead"));
    Ok(page.show(html! {
        @if rows.is_empty() {
            (ui::empty(&cx.t("page-promises-none"), &cx.t("page-promises-none-why")))
        } @else {
            (ui::table(&cx.t("page-promises-caption"), &columns, &rows))
        }
    }))
}

/// What the rows link to.
fn links(promises: &[(Head, Promise)]) -> Vec<Id> {
    let each = promises
        .iter()
        .flat_map(|(_, promise)| [promise.audit.map(Id::cast), promise.owner.map(Id::cast)]);
    each.flatten().collect()
}

fn order(standing: Standing) -> u8 {
    match standing {
        Standing::Overdue => 0,
        Standing::Endless => 1,
        Standing::Running => 2,
        Standing::KeptLate => 3,
        Standing::Kept => 4,
    }
}

fn row(cx: &Context, titles: &Titles, (head, promise): &(Head, Promise)) -> Vec<Markup> {
    let standing = promise.standing(cx.today());
    let link = |kind: &str, id: Option<Id>| {
        html! {
            @if let Some(id) = id { a href=(format!("/{kind}/{id}")) { (titles.text(cx, id)) } }
        }
    };
    vec![
        html! { a href=(format!("/promise/{}", head.id)) { (promise.text) } },
        ui::badge(tone_of(standing), &cx.t(&format!("audit-promise-{}", standing.key()))),
        html! { (promise.words) },
        html! { @if let Some(latest) = promise.latest { time datetime=(latest) { (latest) } } },
        link("person", promise.owner.map(Id::cast)),
        link("audit", promise.audit.map(Id::cast)),
    ]
}
