//! What everybody in the world may read, where the organisation has turned open pages on (DOC-08).
//!
//! Nobody has signed in, so no rights choose what is shown: this file does, and shows nothing that it does not name. A
//! document is here when it is used, marked for publication, and neither it nor its version bears any mark or disposal; of
//! it are shown its title and type, and the text and dates of the version that holds today. Nothing of yesterday: what has
//! been taken back is gone.

use axum::{extract::Path, response::Response};
use maud::html;
use stadga_model::{Actor, At, Head, Id, Refusal};
use stadga_store::{Compare, Door, Filter, ListQuery};
use stadga_web::{
    Context, Problem,
    ui::{self, Column},
};

use super::{PUBLISHED, day, id_of, register::all, text::set, validity::sort};
use crate::{
    Document, Version,
    validity::{Validity, on},
};

/// A document that everybody may read.
struct Published {
    id: Id,
    document: Document,
    version: Version,
}

/// GET /published
pub(super) async fn list(cx: Context) -> Result<Response, Problem> {
    let mut all = published(&cx, None).await?;
    all.sort_by_key(|one| one.document.title.to_lowercase());
    let columns = [
        Column::text(cx.t("published-document")),
        Column::text(cx.t("published-type")),
        Column::text(cx.t("validity-from")),
    ];
    let row = |one: &Published| {
        vec![
            html! { a href=(format!("{PUBLISHED}/{}", one.id)) { (one.document.title) } },
            html! { (sort(&cx, &one.document)) },
            day(one.version.from()),
        ]
    };
    let rows: Vec<_> = all.iter().map(row).collect();
    let page = cx.page(cx.t("published-title")).lead(cx.t("published-lead"));
    Ok(page.show(html! {
        @if rows.is_empty() { p { (cx.t("published-none")) } } @else {
            (ui::table(&cx.t("published-title"), &columns, &rows))
        }
    }))
}

/// GET /published/{id}
pub(super) async fn show(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let found = published(&cx, Some(id_of(&id)?)).await?.pop().ok_or(Refusal::NotFound)?;
    let (version, sort) = (&found.version, sort(&cx, &found.document));
    let told = |key: &str, date: stadga_model::Date| cx.t_with(key, &[("date", &date.to_string())]);
    let page = cx
        .page(found.document.title.clone())
        .crumb(cx.t("published-title"), PUBLISHED)
        .signs(html! {
            span { (sort) }
            @if let Some(from) = version.valid_from { span { (told("published-valid", from)) } }
            @if let Some(decided) = version.decided { span { (told("published-decided", decided)) } }
        });
    let text = version.text.as_ref().map(|text| text.0.as_str()).unwrap_or_default();
    Ok(page.show(html! { article.prose.panel { (set(text, 2)) } }))
}

/// What is published: all of it, or one document.
async fn published(cx: &Context, one: Option<Id>) -> Result<Vec<Published>, Refusal> {
    if cx.past().is_some() {
        return Err(Refusal::NotFound);
    }
    let door = cx.app.store.door(Actor::program("published"), At::Now);
    let mut found = Vec::new();
    for (head, document) in door.all::<Document>(marked_for_publication()).await? {
        let asked = one.is_none_or(|one| one == head.id);
        if asked && is_open(&head) && document.published && document.is_used() {
            let version = held(cx, &door, head.id).await?;
            found.extend(version.map(|version| Published { id: head.id, document, version }));
        }
    }
    Ok(found)
}

fn marked_for_publication() -> ListQuery {
    let compare = Compare::Is(vec!["true".into()]);
    ListQuery { filters: vec![Filter { field: "published".into(), compare }], ..all() }
}

/// The version that holds today, if it has a text and nothing of any version is withheld: an older one would not be what
/// applies. (Where a mark withholds even which document a version is of, it is as if it were not there.)
async fn held(cx: &Context, door: &Door, document: Id) -> Result<Option<Version>, Refusal> {
    let of = ListQuery { filters: vec![Filter::linking("document", document)], ..all() };
    let versions = door.all::<Version>(of).await?;
    if !versions.iter().all(|(head, _)| is_open(head)) {
        return Ok(None);
    }
    let (validity, version) =
        on(versions.iter().map(|(_, version)| (version, version)), cx.today());
    let text = |version: &&Version| version.text.as_ref().is_some_and(|t| !t.0.trim().is_empty());
    Ok(version.filter(|_| validity == Validity::Valid).filter(text).cloned())
}

/// Whether nothing of a record is withheld or gone.
fn is_open(head: &Head) -> bool {
    head.withheld.is_none()
}
