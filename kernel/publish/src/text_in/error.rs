//! Why a file gave no text, as codes; the words for users lie in the callers' text files.

use serde::{Deserialize, Serialize};

use crate::archive::ArchiveFault;

/// A file gave no text. Its serde form and [`TextError::code`] are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum TextError {
    /// The file has no bytes, or nothing but blanks.
    #[error("text.empty")]
    Empty,
    /// The file is larger than is read.
    #[error("text.too-large")]
    TooLarge,
    /// The file is small and unpacks to more than any document has: broken, or made to do harm.
    #[error("text.unpacks-too-large")]
    UnpacksTooLarge,
    /// The file is nothing that text is read from.
    #[error("text.unknown-format")]
    UnknownFormat,
    /// The file asks for a password.
    #[error("text.encrypted")]
    Encrypted,
    /// The file holds pictures only, such as a scanned paper.
    #[error("text.no-text")]
    NoText,
    /// The file is of a known format but not whole.
    #[error("text.broken")]
    Broken,
    /// The file is in an old format (.doc, .rtf) and has to be saved anew as .docx or PDF.
    #[error("text.legacy-doc")]
    LegacyDoc,
    /// Reading took longer than it may.
    #[error("text.too-slow")]
    TooSlow,
    /// Reading took more memory than it may.
    #[error("text.too-much-memory")]
    TooMuchMemory,
    /// The program that reads in our stead could not be run.
    #[error("text.reader")]
    Reader,
}

impl TextError {
    /// The stable code, a key into the caller's text file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "text.empty",
            Self::TooLarge => "text.too-large",
            Self::UnpacksTooLarge => "text.unpacks-too-large",
            Self::UnknownFormat => "text.unknown-format",
            Self::Encrypted => "text.encrypted",
            Self::NoText => "text.no-text",
            Self::Broken => "text.broken",
            Self::LegacyDoc => "text.legacy-doc",
            Self::TooSlow => "text.too-slow",
            Self::TooMuchMemory => "text.too-much-memory",
            Self::Reader => "text.reader",
        }
    }
}

impl From<ArchiveFault> for TextError {
    fn from(fault: ArchiveFault) -> Self {
        match fault {
            ArchiveFault::Broken => Self::Broken,
            ArchiveFault::Encrypted => Self::Encrypted,
            ArchiveFault::TooLarge => Self::UnpacksTooLarge,
        }
    }
}
