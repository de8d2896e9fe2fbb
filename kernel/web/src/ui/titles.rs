//! The titles of a page's links, and the names of its files, each fetched in one query.

use crate::Context;
use maud::{Markup, html};
use stadga_model::{Id, Refusal, Revision, Spec};
use std::collections::BTreeMap;

/// Titles and numbers of linked records, and names of files, as far as the reader may read them.
#[derive(Clone, Debug, Default)]
pub struct Titles {
    records: BTreeMap<Id, Title>,
    files: BTreeMap<String, String>,
}

#[derive(Clone, Debug)]
struct Title {
    kind: String,
    number: String,
    text: String,
}

impl Titles {
    /// The titles of these records.
    ///
    /// # Errors
    /// Broken.
    pub async fn of(cx: &Context, ids: impl IntoIterator<Item = Id>) -> Result<Self, Refusal> {
        let mut ids: Vec<Id> = ids.into_iter().collect();
        ids.sort();
        ids.dedup();
        let found = cx.door.read_many(&ids).await?;
        let mut titles = Self::default();
        found.iter().for_each(|revision| titles.add(cx, revision));
        Ok(titles)
    }

    /// The titles of everything that these bodies of one kind link to.
    ///
    /// # Errors
    /// Broken.
    pub async fn linked<'a>(
        cx: &Context,
        spec: &'static Spec,
        revisions: impl IntoIterator<Item = &'a Revision>,
    ) -> Result<Self, Refusal> {
        let links = revisions.into_iter().flat_map(|revision| spec.links(&revision.body));
        Self::of(cx, links.map(|(_, id)| id)).await
    }

    /// Adds a record that is at hand anyway.
    pub fn add(&mut self, cx: &Context, revision: &Revision) {
        let Some(kind) = cx.app.kinds().get(&revision.head.kind) else { return };
        let title = Title {
            kind: revision.head.kind.clone(),
            number: revision.head.number.clone(),
            text: revision.title(kind.spec).to_owned(),
        };
        self.records.insert(revision.head.id, title);
    }

    /// With the names of these files too.
    ///
    /// # Errors
    /// Broken.
    pub(crate) async fn with_files(self, cx: &Context, ids: Vec<String>) -> Result<Self, Refusal> {
        Ok(Self { files: cx.door.file_names(ids).await?, ..self })
    }

    /// A file's name, or that it is one.
    pub fn file(&self, cx: &Context, id: &str) -> String {
        self.files.get(id).cloned().unwrap_or_else(|| cx.t("value-file"))
    }

    /// The record's kind, where the reader may read it.
    pub(crate) fn kind(&self, id: Id) -> Option<&str> {
        self.records.get(&id).map(|title| title.kind.as_str())
    }

    /// A link to the record with its number; "withheld" where the reader may not read it.
    pub fn link(&self, cx: &Context, id: Id) -> Markup {
        let Some(title) = self.records.get(&id) else {
            return html! { span.withheld { (super::icon("lock")) (cx.t("value-withheld")) } };
        };
        html! {
            a href=(format!("/{}/{id}", title.kind)) { (title.text) }
            @if title.text != title.number { " " span.muted.nowrap { (title.number) } }
        }
    }

    /// A link to the record by its title alone: for lists.
    pub fn short_link(&self, cx: &Context, id: Id) -> Markup {
        match self.records.get(&id) {
            Some(title) => html! { a href=(format!("/{}/{id}", title.kind)) { (title.text) } },
            None => self.link(cx, id),
        }
    }

    /// The record's title in plain words.
    pub fn text(&self, cx: &Context, id: Id) -> String {
        self.records.get(&id).map_or_else(|| cx.t("value-withheld"), |title| title.text.clone())
    }
}
