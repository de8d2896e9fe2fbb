//! Why a spreadsheet could not be read or written, as codes.

use crate::archive::ArchiveFault;

/// A spreadsheet could not be read or written. [`SheetError::code`] is stable.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// The file has no bytes.
    #[error("sheet.empty")]
    Empty,
    /// The file, or what it unpacks to, is larger than is read.
    #[error("sheet.too-large")]
    TooLarge,
    /// A sheet has more rows, or the workbook more cells, than is read.
    #[error("sheet.too-many-rows: {sheet}")]
    TooManyRows {
        /// The sheet's name.
        sheet: String,
    },
    /// The file is no spreadsheet that is known.
    #[error("sheet.unknown-format")]
    UnknownFormat,
    /// The file is in the old Excel format (.xls) and has to be saved anew.
    #[error("sheet.legacy")]
    Legacy,
    /// The file asks for a password.
    #[error("sheet.encrypted")]
    Encrypted,
    /// The file is a spreadsheet but not whole.
    #[error("sheet.broken")]
    Broken,
    /// A text is longer than the 32,767 letters that a cell can hold.
    #[error("sheet.text-too-long: {sheet}!{column}{row}")]
    TextTooLong {
        /// The sheet's name.
        sheet: String,
        /// The column's letters.
        column: String,
        /// The row, from 1.
        row: u32,
    },
    /// The workbook could not be written.
    #[error("sheet.write: {0}")]
    Write(String),
}

impl SheetError {
    /// The stable code, a key into the caller's text file.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "sheet.empty",
            Self::TooLarge => "sheet.too-large",
            Self::TooManyRows { .. } => "sheet.too-many-rows",
            Self::UnknownFormat => "sheet.unknown-format",
            Self::Legacy => "sheet.legacy",
            Self::Encrypted => "sheet.encrypted",
            Self::Broken => "sheet.broken",
            Self::TextTooLong { .. } => "sheet.text-too-long",
            Self::Write(_) => "sheet.write",
        }
    }
}

impl From<ArchiveFault> for SheetError {
    fn from(fault: ArchiveFault) -> Self {
        match fault {
            ArchiveFault::Broken => Self::Broken,
            ArchiveFault::Encrypted => Self::Encrypted,
            ArchiveFault::TooLarge => Self::TooLarge,
        }
    }
}
