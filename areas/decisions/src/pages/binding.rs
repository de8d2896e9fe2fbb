//! The decisions that bind other boards than the one that took them, and which boards (ORG-06).

use axum::response::Response;
use maud::{Markup, html};
use stadga_model::{Head, Id, Refusal};
use stadga_store::ListQuery;
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Titles},
};

use crate::Decision;

/// GET /board/binding
pub(super) async fn show(cx: Context) -> Result<Response, Problem> {
    let binding = binding(&cx).await?;
    let linked = binding.iter().flat_map(|(head, decision)| {
        let boards = decision.binds.iter().map(|board| board.cast());
        boards.chain(decision.body).chain([head.id]).collect::<Vec<Id>>()
    });
    let titles = Titles::of(&cx, linked).await?;
    let page = cx.page(cx.t("binding-title")).lead(cx.t("binding-lead"));
    Ok(page.show(html! {
        @if binding.is_empty() { p { (cx.t("binding-none")) } } @else {
            (table(&cx, &binding, &titles))
        }
    }))
}

/// The decisions that bind somebody else, the latest first.
async fn binding(cx: &Context) -> Result<Vec<(Head, Decision)>, Refusal> {
    let all = ListQuery { size: 100_000, ..ListQuery::default() };
    let mut all = cx.door.all::<Decision>(all).await?;
    all.retain(|(_, decision)| {
        decision.is_taken() && decision.is_yes() && !decision.binds.is_empty()
    });
    all.sort_by_key(|(_, decision)| std::cmp::Reverse(decision.date));
    Ok(all)
}

fn table(cx: &Context, binding: &[(Head, Decision)], titles: &Titles) -> Markup {
    let columns = ["decision", "body", "date", "binds"]
        .map(|name| Column::text(cx.t(&format!("binding-{name}"))));
    let row = |(head, decision): &(Head, Decision)| {
        vec![
            titles.link(cx, head.id),
            html! { @if let Some(body) = decision.body { (titles.short_link(cx, body)) } },
            html! { @if let Some(date) = decision.date { time.nowrap datetime=(date) { (date) } } },
            html! { ul { @for board in &decision.binds { li { (titles.short_link(cx, board.cast())) } } } },
        ]
    };
    let rows: Vec<_> = binding.iter().map(row).collect();
    ui::table(&cx.t("binding-title"), &columns, &rows)
}
