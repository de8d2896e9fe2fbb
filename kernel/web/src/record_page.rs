//! A record's page: facts, what the rules say, the moves it can make, its thread up and down, the areas' sections, history.

mod barred;
mod facts;
mod history;
mod moves;
mod thread;

use crate::{
    Aside, Context, Problem, form, secrecy,
    ui::{self, Titles, Values},
};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use maud::{Markup, html};
use stadga_model::{Action, Id, Kind, Near, Refusal, Revision};

pub(crate) use facts::groups;
pub use history::{Difference, differences};
pub(crate) use history::{proof, show as history};
pub(crate) use moves::{ask as ask_move, make as make_move};

/// So many of the latest changes stand on the page; all of them on the history's own.
const CHANGES: usize = 5;

/// Everything that the parts of a record's page are drawn from.
struct Record<'a> {
    cx: &'a Context,
    kind: &'a Kind,
    revision: Revision,
    near: Near,
    titles: Titles,
}

/// GET /{kind}/{id}
pub(crate) async fn show(
    cx: Context,
    Path((kind, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let revision = read(&cx, &kind, &id).await?;
    page(&cx, Shown::of(revision), (StatusCode::OK, &Context::nothing())).await
}

/// The page, asking anew what for its withheld content is to be read.
pub(crate) async fn page_asking(
    cx: &Context,
    revision: Revision,
    (status, fault): (StatusCode, Option<String>),
) -> Result<Response, Problem> {
    let shown = Shown { fault, ..Shown::of(revision) };
    page(cx, shown, (status, &Context::nothing())).await
}

/// The page with what the record's marks withhold: its whole history, newest first.
pub(crate) async fn opened(cx: &Context, history: Vec<Revision>) -> Result<Response, Problem> {
    let revision = history.first().cloned().ok_or(Refusal::NotFound)?;
    let edit = format!("/{}/{}/edit/whole", revision.head.kind, revision.head.id);
    let may = cx.past().is_none() && cx.door.may(Action::Change, &revision.head);
    let above = ui::alert(
        "warning",
        &html! {
            p { (cx.t("reveal-noted")) }
            @if may { p { (ui::link_button(&edit, "secondary", Some("edit"), &cx.t("reveal-change"))) } }
        },
    );
    let shown = Shown { history: Some(history), ..Shown::of(revision) };
    page(cx, shown, (StatusCode::OK, &above)).await
}

/// What a page shows.
struct Shown {
    revision: Revision,
    /// Its history, where it was opened with the record.
    history: Option<Vec<Revision>>,
    /// What was wrong with the purpose of reading what is withheld.
    fault: Option<String>,
}

impl Shown {
    fn of(revision: Revision) -> Self {
        Self { revision, history: None, fault: None }
    }
}

/// GET /r/{number}: to the record that has the number.
pub(crate) async fn by_number(
    cx: Context,
    Path(number): Path<String>,
) -> Result<Response, Problem> {
    let head = cx.door.by_number(&number).await?.head;
    Ok(Redirect::to(&cx.href(&format!("/{}/{}", head.kind, head.id))).into_response())
}

/// The record at an address; not found, when it is of another kind.
pub(crate) async fn read(cx: &Context, kind: &str, id: &str) -> Result<Revision, Refusal> {
    let id: Id = id.parse().map_err(|_| Refusal::NotFound)?;
    let revision = cx.door.read(id).await?;
    if revision.head.kind == kind { Ok(revision) } else { Err(Refusal::NotFound) }
}

/// The page, with its status and what a move asks for above it.
async fn page(
    cx: &Context,
    Shown { revision, history, fault }: Shown,
    (status, above): (StatusCode, &Markup),
) -> Result<Response, Problem> {
    let kind = cx.door.kind(&revision.head.kind)?;
    let near = cx.door.near(revision.head.id).await?;
    let said = cx.door.findings(&revision, &near).await?;
    // The register tells of today alone.
    let breaches = match cx.past() {
        None => cx.door.breaches_of(revision.head.id).await?,
        Some(_) => Vec::new(),
    };
    let titles = thread::titles(cx, kind, &revision, &near).await?;
    let changes = history::latest(cx, &revision, history, CHANGES).await?;
    let record = Record { cx, kind, revision, near, titles };
    let areas = &cx.app.areas;
    let first = record.added(areas.iter().flat_map(|area| &area.first)).await?;
    let asides = record.added(areas.iter().flat_map(|area| &area.asides)).await?;
    let tabs = record.tabs().await?;
    let body = html! {
        (above)
        div.record {
            div {
                (secrecy::panel(cx, &record.revision, fault.as_deref()))
                (facts::sections(&record))
                (asides)
                (thread::down(&record))
                (changes)
            }
            aside aria-label=(cx.t("record-context")) {
                @if !said.is_empty() {
                    @let told = ui::standing(cx, &said, &breaches, &|path| record.mend(path));
                    (ui::panel("findings", &cx.t("record-findings"), &told))
                }
                (thread::aside(&record))
            }
        }
    };
    Ok((status, record.frame(&first).tabs(tabs).show(body)).into_response())
}

impl Record<'_> {
    fn title(&self) -> &str {
        self.revision.title(self.kind.spec)
    }

    fn href(&self) -> String {
        format!("/{}/{}", self.kind.spec.kind, self.revision.head.id)
    }

    fn values(&self) -> Values<'_> {
        Values { cx: self.cx, titles: &self.titles }
    }

    fn frame(&self, first: &Markup) -> crate::Page<'_> {
        let (cx, name) = (self.cx, self.kind.spec.kind);
        cx.page(self.title())
            .crumb(cx.t(&format!("{name}-plural")), format!("/{name}"))
            .here(&self.revision.head.number)
            .signs(self.signs())
            .actions(self.actions(first))
    }

    fn signs(&self) -> Markup {
        let (cx, head) = (self.cx, &self.revision.head);
        html! {
            span { (cx.heading(self.kind.spec.kind)) " " (head.number) }
            @if let Some(state) = &head.state { (ui::state_badge(cx, self.kind, state)) }
            @if let (Some(owner), Some(field)) = (head.owner, self.kind.spec.owner) {
                span { (cx.t(&format!("{}-{field}", self.kind.spec.kind))) ": " (self.titles.link(cx, owner)) }
            }
        }
    }

    /// Where the field at a path is written, if the reader can write it.
    fn mend(&self, path: &str) -> Option<String> {
        let field = path.split('.').next()?;
        let open = self.kind.is_open(field, &self.revision.body, &self.near);
        form::address(self.cx, &self.revision.head, path).filter(|_| open)
    }

    fn actions(&self, first: &Markup) -> Markup {
        html! {
            (first)
            (secrecy::action(self.cx, &self.revision.head))
            @if form::may_change(self.cx, &self.revision.head) {
                (moves::buttons(self))
                @if self.is_open() {
                    (ui::link_button(&format!("{}/edit", self.href()), "secondary", Some("edit"), &self.cx.t("record-edit")))
                }
            }
        }
    }

    /// Whether there is a field left to write.
    fn is_open(&self) -> bool {
        let (kind, body) = (self.kind, &self.revision.body);
        let mut asked = kind.spec.fields.iter().filter(|field| form::is_asked(kind, field));
        asked.any(|field| kind.is_open(field.name, body, &self.near))
    }

    /// The area's tabs for this kind, if it has any.
    async fn tabs(&self) -> Result<Markup, Refusal> {
        let mut all = self.cx.app.areas.iter().flat_map(|area| &area.tabs);
        match all.find(|tabs| tabs.kind == self.kind.spec.kind) {
            Some(tabs) => (tabs.render)(self.cx, &self.revision).await,
            None => Ok(Context::nothing()),
        }
    }

    /// What the areas add to this kind's page.
    async fn added(&self, all: impl Iterator<Item = &Aside>) -> Result<Markup, Refusal> {
        let mut parts = Vec::new();
        for aside in all.filter(|aside| aside.kind == self.kind.spec.kind) {
            parts.push((aside.render)(self.cx, &self.revision, &self.near).await?);
        }
        Ok(html! { @for part in &parts { (part) } })
    }
}
