//! A [`Document`] as Word, with the same content as its PDF: real headings, lists, and table heads.

mod body;
mod package;
mod picture;
mod run;
mod table;
mod xml;

use crate::{Document, PublishError};

/// The width of the text on the page, in twips: A4 less its margins.
const TEXT_WIDTH: usize = 8958;

/// What the body refers to and the package must hold.
#[derive(Default)]
struct Parts {
    /// Addresses that the text links to, in the order of their ids.
    links: Vec<String>,
    /// Pictures as PNG, in the order of their ids.
    pictures: Vec<Vec<u8>>,
    /// How many numbered lists there are; each starts at 1.
    numbered_lists: usize,
    /// How many tables and figures have a caption so far.
    tables: usize,
    /// How many figures have a caption so far.
    figures: usize,
    /// How many headings there are so far; each has a bookmark.
    headings: usize,
}

impl Parts {
    /// The id by which the body names the address `to`.
    fn link(&mut self, to: &str) -> String {
        self.links.push(to.to_owned());
        format!("link{}", self.links.len())
    }

    /// The id by which the body names the picture `png`.
    fn picture(&mut self, png: Vec<u8>) -> String {
        self.pictures.push(png);
        format!("picture{}", self.pictures.len())
    }
}

/// Sets `document` as a Word file (.docx). The same document gives the same bytes, always.
///
/// # Errors
/// [`PublishError::Figure`] where a figure's SVG cannot be drawn.
pub fn word(document: &Document) -> Result<Vec<u8>, PublishError> {
    let document = document.settled();
    let mut parts = Parts::default();
    let body = body::body(&document, &mut parts)?;
    package::package(&document, &parts, body)
        .map_err(|fault| PublishError::Package(fault.to_string()))
}
