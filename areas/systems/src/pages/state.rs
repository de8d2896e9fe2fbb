//! The CMDB's state: how fresh it is per owner, what lacks a contact, what is on its way out, layers, tools and roles.

mod freshness;
mod parts;

use axum::response::Response;
use maud::{Markup, html};
use stadga_model::{Head, Refusal};
use stadga_web::{Context, Problem, ui};

use super::CONFIRM;
use crate::{ConfigurationItem, freshness::is_asked, source::ImportSource};

/// The list's question for what people rely on.
const USED: &str = "state=in-use,phasing-out";

/// GET /cmdb (CMDB-03, CMDB-09, CMDB-12, CMDB-13, CMDB-18, T19)
pub(super) async fn show(cx: Context) -> Result<Response, Problem> {
    let items = cx.every::<ConfigurationItem>().await?;
    let used: Vec<_> = items.into_iter().filter(|(_, item)| item.state.is_used()).collect();
    let freshness = freshness::per_owner(&cx, &used).await?;
    let roles = parts::roles(&cx).await?;
    let sources = cx.every::<ImportSource>().await?;
    let page = cx.page(cx.t("cmdb-title")).lead(cx.t("cmdb-lead")).actions(actions(&cx));
    Ok(page.show(html! {
        (tiles(&cx, &used))
        (freshness)
        (freshness::per_sourcing(&cx, &used))
        (parts::leaving(&cx, &used))
        (parts::layers(&cx, &used))
        (parts::tools(&cx, &used))
        (roles)
        (read_from(&cx, &sources))
    }))
}

fn actions(cx: &Context) -> Markup {
    html! {
        (ui::link_button(CONFIRM, "secondary", None, &cx.t("confirm-title"))) " "
        (ui::link_button("/cmdb/archimate.xml", "tertiary", None, &cx.t("cmdb-archimate")))
    }
}

fn tiles(cx: &Context, used: &[(Head, ConfigurationItem)]) -> Markup {
    let count =
        |fits: &dyn Fn(&ConfigurationItem) -> bool| used.iter().filter(|(_, i)| fits(i)).count();
    let stale = count(&|item| is_asked(item, cx.today()));
    let mute = count(&|item| !item.is_dispatchable());
    let nobody = count(&|item| item.owner.is_none());
    let legacy = count(&|item| item.legacy.as_ref().is_some_and(|term| term.0 == "legacy"));
    let tile = |number: usize, text: &str, href: &str| {
        html! { a href=(href) { b { (number) } span { (cx.t(text)) } } }
    };
    let list = |more: &str| format!("/configuration-item?{USED}{more}");
    html! {
        ul.tiles {
            li { (tile(used.len(), "cmdb-used", &list(""))) }
            li.late[stale > 0] { (tile(stale, "cmdb-stale", "#freshness")) }
            li.late[mute > 0] { (tile(mute, "cmdb-mute", &list("&second_line.empty=1"))) }
            li.late[nobody > 0] { (tile(nobody, "cmdb-nobody", &list("&owner.empty=1"))) }
            li { (tile(legacy, "cmdb-legacy", &list("&legacy=legacy"))) }
        }
    }
}

/// The sources that items are read from.
fn read_from(cx: &Context, sources: &[(Head, ImportSource)]) -> Markup {
    let link = |(head, source): &(Head, ImportSource)| {
        let read = source.read_on.map_or_else(|| cx.t("cmdb-never-read"), |day| day.to_string());
        html! { li { a href=(format!("/import-source/{}", head.id)) { (source.name) } " · " (read) } }
    };
    ui::panel(
        "sources",
        &cx.t("cmdb-sources"),
        &html! {
            @if !sources.is_empty() { ul { @for source in sources { (link(source)) } } }
            p { a href="/import-source" { (cx.t("cmdb-sources-all")) } }
        },
    )
}

/// Broken where a table cannot be made.
type Made = Result<Markup, Refusal>;
