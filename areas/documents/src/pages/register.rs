//! All documents with their versions, as the reader may read them and as they were known at the instant looked from.

use std::collections::BTreeMap;

use stadga_model::{Date, Head, Id, Refusal};
use stadga_store::ListQuery;
use stadga_web::Context;

use crate::{
    Document, Version,
    validity::{self, Validity},
};

/// More than any organisation has.
const ALL: u32 = 100_000;

/// All of a kind.
pub(super) fn all() -> ListQuery {
    ListQuery { size: ALL, ..ListQuery::default() }
}

/// Documents and versions.
pub(crate) struct Register {
    /// The documents, by title.
    pub documents: Vec<(Head, Document)>,
    versions: BTreeMap<Id<Document>, Vec<(Head, Version)>>,
}

/// A document as it stands on a day.
pub(crate) struct Entry<'a> {
    /// What is known of the document besides its body.
    pub head: &'a Head,
    /// The document.
    pub document: &'a Document,
    /// How it stands.
    pub validity: Validity,
    /// The version that says so.
    pub version: Option<&'a (Head, Version)>,
}

impl Entry<'_> {
    /// The document's id.
    pub fn id(&self) -> Id<Document> {
        self.head.id.cast()
    }
}

impl Register {
    /// The register as the reader sees it.
    ///
    /// # Errors
    /// Broken.
    pub async fn of(cx: &Context) -> Result<Self, Refusal> {
        let mut documents = cx.door.all::<Document>(all()).await?;
        documents.sort_by_key(|(_, document)| document.title.to_lowercase());
        let mut versions = BTreeMap::<_, Vec<_>>::new();
        for (head, version) in cx.door.all::<Version>(all()).await? {
            versions.entry(version.document).or_default().push((head, version));
        }
        Ok(Self { documents, versions })
    }

    /// What a document is called; nothing, where the reader may not know of it.
    pub fn title(&self, id: Id<Document>) -> &str {
        let found = self.documents.iter().find(|(head, _)| head.id == id.cast());
        found.map_or("", |(_, document)| document.title.as_str())
    }

    /// The versions of a document.
    pub fn versions(&self, document: Id<Document>) -> &[(Head, Version)] {
        self.versions.get(&document).map_or(&[], Vec::as_slice)
    }

    /// How a document stands on `day`.
    pub fn standing(
        &self,
        document: Id<Document>,
        day: Date,
    ) -> (Validity, Option<&(Head, Version)>) {
        validity::on(self.versions(document).iter().map(|one| (one, &one.1)), day)
    }

    /// All documents as they stand on `day`.
    pub fn on(&self, day: Date) -> Vec<Entry<'_>> {
        self.documents
            .iter()
            .map(|(head, document)| {
                let (validity, version) = self.standing(head.id.cast(), day);
                Entry { head, document, validity, version }
            })
            .collect()
    }
}
