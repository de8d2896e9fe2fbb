//! What each board has decided of strategic documents, and what it lacks (DOC-04).

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Date, Id};
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Titles},
};

use super::{BOARDS, Register, day_field, validity::units};
use crate::{
    Document,
    boards::{Board, Standing, boards},
};

/// The day that is asked about; today, when it is not said.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    on: String,
}

/// GET /board/documents/boards
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let on = asked.on.parse().unwrap_or_else(|_| cx.today());
    let (register, units) = (Register::of(&cx).await?, units(&cx).await?);
    let entries = register.on(on);
    let standing = entries.iter().map(|entry| Standing {
        id: entry.id(),
        document: entry.document,
        validity: entry.validity,
    });
    let found = boards(&units, &standing.collect::<Vec<_>>(), cx.app.store.scales(), on);
    let mut linked: Vec<Id> = Vec::new();
    for board in &found {
        linked.push(board.id.cast());
        linked.extend(board.decided.iter().map(|id| Id::cast(*id)));
        linked.extend(board.bound.iter().map(|(_, id)| Id::cast(*id)));
    }
    let titles = Titles::of(&cx, linked).await?;
    let page = cx.page(cx.t("boards-title")).lead(cx.t("boards-lead"));
    Ok(page.show(html! {
        form.filters method="get" action=(BOARDS) {
            (day_field(&cx, "on", "validity-day", on))
            div.actions {
                button.ds-button type="submit" data-variant="secondary" { (cx.t("validity-show")) }
            }
        }
        @if found.is_empty() { p { (cx.t("boards-none")) } } @else { (table(&cx, &found, &titles, on)) }
    }))
}

fn table(cx: &Context, boards: &[Board], titles: &Titles, on: Date) -> Markup {
    let columns = ["board", "decided", "bound", "lacks"]
        .map(|name| Column::text(cx.t(&format!("boards-{name}"))));
    let rows: Vec<_> = boards.iter().map(|board| row(cx, board, titles)).collect();
    ui::table(&cx.t_with("boards-caption", &[("day", &on.to_string())]), &columns, &rows)
}

fn row(cx: &Context, board: &Board, titles: &Titles) -> Vec<Markup> {
    let area = |key| cx.term("subject-area", key);
    let document = |id: Id<Document>| titles.short_link(cx, id.cast());
    let nothing = html! { span.muted { (cx.t("boards-nothing")) } };
    vec![
        titles.short_link(cx, board.id.cast()),
        html! {
            @if board.decided.is_empty() { (nothing) } @else {
                ul { @for id in &board.decided { li { (document(*id)) } } }
            }
        },
        html! {
            @if board.bound.is_empty() { (nothing) } @else {
                ul { @for (key, id) in &board.bound { li { (area(key)) ": " (document(*id)) } } }
            }
        },
        html! {
            @if !board.has_areas { (ui::badge("none", &cx.t("boards-no-areas"))) }
            @else if board.lacks.is_empty() { (nothing) } @else {
                ul { @for key in &board.lacks { li { (ui::badge("bad", &area(key))) } } }
            }
        },
    ]
}
