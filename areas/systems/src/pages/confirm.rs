//! Confirming that what stands of an item is still right: one by one with one click, or all that one answers for (CMDB-03).

use axum::{
    Form,
    extract::Path,
    response::{IntoResponse as _, Redirect, Response},
};
use jiff::ToSpan as _;
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Action, Date, Head, Id, Refusal};
use stadga_store::{Batch, ListQuery};
use stadga_web::{
    Context, Problem,
    ui::{self, Column},
};

use super::{CONFIRM, id_of};
use crate::days::days;
use crate::{ConfigurationItem, freshness};

/// So many are confirmed in one go: what is more has hardly been looked at.
const AT_ONCE: usize = 200;

/// The reader's own items that are to be confirmed now or soon, the longest due first.
///
/// # Errors
/// Broken.
pub(crate) async fn asked(cx: &Context) -> Result<Vec<(Head, ConfigurationItem)>, Refusal> {
    let Some(me) = cx.door.actor().person else { return Ok(Vec::new()) };
    let soon = cx.today().saturating_add(days().confirm_ahead.days());
    let mut own = cx.door.all(ListQuery::linking("owner", me)).await?;
    own.retain(|(_, item)| freshness::is_asked(item, soon));
    own.sort_by_key(|(_, item)| freshness::due(item));
    Ok(own)
}

/// GET /cmdb/confirm
pub(super) async fn ask(cx: Context) -> Result<Response, Problem> {
    let asked = asked(&cx).await?;
    let page = cx.page(cx.t("confirm-title")).lead(cx.t("confirm-lead"));
    let page = page.crumb(cx.t("menu-cmdb"), super::STATE).here(cx.t("confirm-title"));
    Ok(page.show(html! {
        @if asked.is_empty() {
            (ui::empty(&cx.t("confirm-nothing"), &cx.t("confirm-nothing-why")))
        } @else {
            (table(&cx, &asked))
            @if cx.past().is_none() { (together(&cx, &asked)) }
        }
    }))
}

fn table(cx: &Context, asked: &[(Head, ConfigurationItem)]) -> Markup {
    let columns =
        ["configuration-item-name", "configuration-item-confirmed", "confirm-due", "confirm-do"];
    let columns = columns.map(|key| Column::text(cx.t(key)));
    let day = |day: Option<Date>, none: &str| day.map_or_else(|| cx.t(none), |day| day.to_string());
    let row = |(head, item): &(Head, ConfigurationItem)| {
        vec![
            html! { a href=(format!("/configuration-item/{}", head.id)) { (item.name) } },
            html! { (day(item.confirmed, "confirm-never")) },
            html! { (day(freshness::due(item), "confirm-now")) },
            html! { @if cx.past().is_none() { (answer(cx, head.id, item, CONFIRM)) } },
        ]
    };
    let rows: Vec<_> = asked.iter().map(row).collect();
    ui::table(&cx.t("confirm-title"), &columns, &rows)
}

/// What its owner is asked: one click; or the contact, where the service desk lacks it (T19).
pub(super) fn answer(cx: &Context, id: Id, item: &ConfigurationItem, next: &str) -> Markup {
    if item.is_dispatchable() {
        return button(cx, id, &item.name, next);
    }
    html! {
        a href=(format!("/configuration-item/{id}/edit")) {
            (cx.t("confirm-contact")) span.sr { " " (item.name) }
        }
    }
}

/// The one click; `next` is where the reader comes back to.
fn button(cx: &Context, id: Id, name: &str, next: &str) -> Markup {
    html! {
        form.inline method="post" action=(format!("/configuration-item/{id}/confirm")) {
            input type="hidden" name="next" value=(next);
            button.ds-button type="submit" data-variant="secondary" data-size="sm"
                aria-label=(cx.t_with("confirm-one", &[("name", name)])) { (cx.t("confirm-right")) }
        }
    }
}

fn together(cx: &Context, asked: &[(Head, ConfigurationItem)]) -> Markup {
    let whole = asked.iter().filter(|(_, item)| item.is_dispatchable()).count();
    if whole == 0 {
        return Context::nothing();
    }
    let count = whole.min(AT_ONCE).to_string();
    html! {
        form method="post" action=(CONFIRM) {
            div.form-actions {
                button.ds-button type="submit" { (cx.t_with("confirm-all", &[("count", &count)])) }
            }
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Next {
    #[serde(default)]
    next: String,
}

/// POST /configuration-item/{id}/confirm: it is still right, today.
pub(super) async fn one(
    cx: Context,
    Path(id): Path<String>,
    Form(next): Form<Next>,
) -> Result<Response, Problem> {
    let id = id_of::<ConfigurationItem>(&id)?;
    let mut opened = cx.door.open_as(id).await?;
    opened.body.confirmed = Some(cx.today());
    cx.door.save(opened, &cx.t("confirm-reason")).await?;
    let back =
        if next.next == CONFIRM { CONFIRM.to_owned() } else { format!("/configuration-item/{id}") };
    Ok(Redirect::to(&format!("{back}?done=confirmed")).into_response())
}

/// POST /cmdb/confirm: all that the reader is asked for, the longest due first.
pub(super) async fn all(cx: Context) -> Result<Response, Problem> {
    let mut batch = Batch { reason: cx.t("confirm-reason"), ..Batch::default() };
    let whole = asked(&cx).await?.into_iter().filter(|(_, item)| item.is_dispatchable());
    for (head, _) in whole.take(AT_ONCE) {
        if !cx.door.may(Action::Change, &head) {
            continue;
        }
        let mut opened = cx.door.open_as::<ConfigurationItem>(head.id.cast()).await?;
        opened.body.confirmed = Some(cx.today());
        batch.saves.push(opened.erase()?);
    }
    if !batch.saves.is_empty() {
        cx.door.write(batch).await?;
    }
    Ok(Redirect::to(&format!("{CONFIRM}?done=confirmed")).into_response())
}
