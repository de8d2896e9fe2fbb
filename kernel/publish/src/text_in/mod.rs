//! Text out of files that people hand in: PDF, Word, OpenDocument and plain text.

mod docx;
mod dots;
mod error;
mod layout;
mod limited;
mod lines;
mod numbering;
mod odt;
mod pdf;
mod plain;
mod widths;

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};

use crate::archive::Archive;
use crate::sniff::{Shape, shape};
pub use error::TextError;
pub use limited::{Limits, child_main, text_of_limited};
pub use lines::Heading;
use lines::Lines;

/// The largest file that is read.
pub const LARGEST: usize = 50 * 1024 * 1024;
/// The most that an office file may unpack to.
const UNPACKED: u64 = 150 * 1024 * 1024;

/// What a file was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// PDF.
    Pdf,
    /// Word (.docx).
    Word,
    /// OpenDocument text (.odt).
    OpenDocument,
    /// Plain text.
    Text,
}

impl Format {
    /// The endings that a file of this format may have.
    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Word => &["docx", "docm", "dotx"],
            Self::OpenDocument => &["odt", "ott"],
            Self::Text => &["txt", "text", "md", "csv", "log"],
        }
    }
}

/// The text of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extracted {
    /// What the file was read as, told by its content.
    pub format: Format,
    /// The ending of the file's name, where it promises another format.
    pub misnamed: Option<String>,
    /// The text, line by line: as set on the page in a PDF, a line per paragraph or table row
    /// (its cells parted by tabs) in Word.
    pub text: String,
    /// The line that each page begins at, from 1; empty where the file has no pages.
    pub pages: Vec<usize>,
    /// The headings that the file marks as such.
    pub headings: Vec<Heading>,
    /// Pages that could not be read, from 1.
    pub unread: Vec<usize>,
}

/// Reads the text of the file `bytes`, called `name`. What it is, is told by its content.
///
/// A file from outside should be read by [`text_of_limited`], which no file can take down.
///
/// # Errors
/// One of the codes of [`TextError`].
pub fn text_of(name: &str, bytes: &[u8]) -> Result<Extracted, TextError> {
    if bytes.is_empty() {
        return Err(TextError::Empty);
    }
    if bytes.len() > LARGEST {
        return Err(TextError::TooLarge);
    }
    // The readers' own faults must not take more down than this file.
    let (format, lines) =
        catch_unwind(AssertUnwindSafe(|| read(bytes))).unwrap_or(Err(TextError::Broken))?;
    if !lines.text().chars().any(char::is_alphanumeric) {
        return Err(if format == Format::Pdf { TextError::NoText } else { TextError::Empty });
    }
    Ok(extracted(name, format, lines))
}

fn read(bytes: &[u8]) -> Result<(Format, Lines), TextError> {
    match shape(bytes) {
        Shape::Pdf => Ok((Format::Pdf, pdf::read(bytes)?)),
        Shape::Zip => office(bytes),
        Shape::Sealed => Err(TextError::Encrypted),
        Shape::Compound | Shape::Rtf => Err(TextError::LegacyDoc),
        Shape::Picture => Err(TextError::NoText),
        Shape::Other => Ok((Format::Text, plain::read(bytes)?)),
    }
}

fn office(bytes: &[u8]) -> Result<(Format, Lines), TextError> {
    let mut archive = Archive::open(bytes, UNPACKED)?;
    if archive.part("mimetype")?.is_some_and(|kind| kind.starts_with(odt::MIME)) {
        Ok((Format::OpenDocument, odt::read(&mut archive)?))
    } else if let Some(main) = docx::main_part(&mut archive)? {
        Ok((Format::Word, docx::read(&mut archive, &main)?))
    } else {
        Err(TextError::UnknownFormat)
    }
}

fn extracted(name: &str, format: Format, lines: Lines) -> Extracted {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    Extracted {
        format,
        misnamed: ending.filter(|ending| !format.endings().contains(&ending.as_str())),
        text: lines.text().to_owned(),
        pages: lines.pages,
        headings: lines.headings,
        unread: lines.unread,
    }
}
