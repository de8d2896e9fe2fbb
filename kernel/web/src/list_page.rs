//! The list of a kind: filters, saved views, columns, order, pages, choosing rows; four bounded queries and one for each
//! kind that a filter offers.

mod filters;
mod rows;
mod views;

use crate::{
    Address, Context, Problem,
    list_query::{self, Asked, Reading},
    ui::{self, Tab},
};
use axum::{
    extract::{Path, RawQuery},
    http::{HeaderMap, HeaderValue},
    response::{IntoResponse, Redirect, Response},
};
use maud::{Markup, html};
use stadga_model::{Action, Kind, Refusal};
use stadga_store::{Page, SavedView};

pub(crate) use views::{forget, save};

/// Everything that the parts of a list page are drawn from.
struct List<'a> {
    cx: &'a Context,
    kind: &'a Kind,
    address: Address,
    asked: Asked,
    page: Page,
    views: Vec<SavedView>,
    titles: ui::Titles,
}

/// GET /{kind}
pub(crate) async fn show(
    cx: Context,
    Path(kind): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let kind = cx.door.kind(&kind)?;
    let query = query.unwrap_or_default();
    let list = List::of(&cx, kind, Address::read(&query)).await?;
    if list.is_behind() {
        let last = list.last_page(done(&query).as_deref());
        return Ok(Redirect::to(&cx.href(&last)).into_response());
    }
    let clean = cx.href(&list.href(&list.address));
    let by_script = headers.contains_key("hx-request");
    if has_empty_pairs(&query) && !by_script {
        return Ok(Redirect::to(&clean).into_response());
    }
    let name = kind.spec.kind;
    let filters = filters::form(&list).await?;
    let mut page = cx.page(cx.heading(&format!("{name}-plural"))).actions(list.actions());
    if let Some(help) = cx.maybe(&format!("{name}.help")) {
        page = page.lead(help);
    }
    let mut answer = page.show(html! {
        div #list hx-target:inherited="#list" hx-select:inherited="#list" hx-swap:inherited="outerHTML"
            hx-push-url:inherited="true" {
            (list.tabs())
            (list.ignored())
            (filters)
            (list.toolbar())
            (rows::table(&list))
            (list.pager())
        }
    });
    if by_script {
        let address = HeaderValue::from_str(&clean).map_err(Refusal::broken)?;
        answer.headers_mut().insert("hx-push-url", address);
    }
    Ok(answer)
}

/// A filter form sends its empty inputs too; they are no part of a list's address.
fn has_empty_pairs(query: &str) -> bool {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.any(|(name, value)| value.is_empty() && name != crate::AS_OF)
}

/// The key of what was just done, if anything was.
fn done(query: &str) -> Option<String> {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find(|(name, _)| name == "done").map(|(_, key)| key.into_owned())
}

impl<'a> List<'a> {
    async fn of(cx: &'a Context, kind: &'a Kind, address: Address) -> Result<Self, Refusal> {
        let asked = list_query::parse(kind.spec, &address, Reading::of(cx));
        let page = cx.door.list(kind.spec.kind, &asked.query).await?;
        let views = cx.door.saved_views(kind.spec.kind).await?;
        let titles = ui::Titles::linked(cx, kind.spec, &page.rows).await?;
        Ok(Self { cx, kind, address, asked, page, views, titles })
    }

    fn path(&self) -> String {
        format!("/{}", self.kind.spec.kind)
    }

    fn href(&self, address: &Address) -> String {
        address.of(&self.path())
    }

    fn may(&self, action: Action) -> bool {
        let actor = self.cx.door.actor();
        self.cx.past().is_none() && actor.reach(action, self.kind.spec.kind).is_some()
    }

    fn actions(&self) -> Markup {
        let (cx, name) = (self.cx, self.kind.spec.kind);
        let plain = self.address.without("page");
        html! {
            @if self.may(Action::Create) && self.kind.spec.has_form() {
                (ui::link_button(&format!("/{name}/new"), "primary", Some("plus"), &cx.t(&format!("{name}-new"))))
            }
            (ui::drop_down(Some("download"), &cx.t("list-fetch"), "secondary", &html! {
                ul {
                    li { a href=(plain.of(&format!("/{name}/export.xlsx"))) download { (cx.t("list-excel")) } }
                    li { a href=(plain.of(&format!("/{name}/export.csv"))) download { (cx.t("list-csv")) } }
                    @if self.may(Action::Change) || self.may(Action::Create) {
                        li { a href=(format!("/{name}/import")) { (cx.t("list-import")) } }
                    }
                }
            }))
        }
    }

    fn tabs(&self) -> Markup {
        let present = self.address.without("page").query();
        let all = Tab {
            text: self.cx.t("list-all"),
            href: self.path(),
            count: None,
            here: present.is_empty(),
        };
        let views = self.views.iter().map(|view| Tab {
            text: view.name.clone(),
            href: format!("{}?{}", self.path(), view.query),
            count: None,
            here: !present.is_empty() && view.query == present,
        });
        let tabs: Vec<Tab> = std::iter::once(all).chain(views).collect();
        ui::tabs(&self.cx.t("list-views"), &tabs)
    }

    fn ignored(&self) -> Markup {
        html! {
            @let ignored = self.asked.ignored().join(", ");
            @if !ignored.is_empty() {
                (ui::alert("warning", &html! { p { (self.cx.t_with("list-ignored", &[("names", &ignored)])) } }))
            }
        }
    }

    fn toolbar(&self) -> Markup {
        let total = if self.page.uncounted() {
            self.cx.t("list-many")
        } else {
            self.cx.t_with("list-count", &[("n", &self.page.total.to_string())])
        };
        html! {
            div.toolbar {
                p role="status" { (total) }
                div.actions { (rows::column_choice(self)) (views::menu(self)) }
            }
        }
    }

    /// Whether a page behind the last was asked for.
    fn is_behind(&self) -> bool {
        self.asked.query.page > 0 && self.page.rows.is_empty()
    }

    /// The address of the last known page, still with what was done.
    fn last_page(&self, done: Option<&str>) -> String {
        let last = self.address.with("page", &self.pages().max(1).to_string());
        self.href(&done.into_iter().fold(last, |last, done| last.with("done", done)))
    }

    /// How many pages are known.
    fn pages(&self) -> u32 {
        u32::try_from(self.page.total).unwrap_or_default().div_ceil(self.asked.query.size.max(1))
    }

    fn pager(&self) -> Markup {
        let (query, pages) = (&self.asked.query, self.pages());
        let href = |page: u32| self.href(&self.address.with("page", &page.to_string()));
        ui::pager(self.cx, query.page + 1, pages, self.page.uncounted() && self.page.more, &href)
    }
}
