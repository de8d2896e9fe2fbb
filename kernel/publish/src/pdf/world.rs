//! All that the setter can see: one template, one document as JSON, the fonts. No file, no network.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use super::fonts::FONTS;
use super::legible::legible;
use crate::{Document, PublishError};

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    // Row headers in tables are an extra that typst still counts as in development.
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

/// The world of one document.
pub(super) struct Page {
    template: Source,
    data: FileId,
    json: Bytes,
}

impl Page {
    /// A world that holds `document`.
    pub(super) fn new(document: &Document) -> Result<Self, PublishError> {
        let fault = |fault: serde_json::Error| PublishError::Typeset(vec![fault.to_string()]);
        let mut value = serde_json::to_value(document).map_err(fault)?;
        legible(&mut value);
        let json = serde_json::to_vec(&value).map_err(fault)?;
        Ok(Self {
            template: Source::new(file("document.typ")?, include_str!("document.typ").to_owned()),
            data: file("document.json")?,
            json: Bytes::new(json),
        })
    }
}

fn file(name: &str) -> Result<FileId, PublishError> {
    let path = VirtualPath::new(name)
        .map_err(|fault| PublishError::Typeset(vec![format!("{name}: {fault:?}")]))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Page {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            Ok(self.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data { Ok(self.json.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.faces.get(index).cloned()
    }

    /// No clock: a document carries its own date.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
