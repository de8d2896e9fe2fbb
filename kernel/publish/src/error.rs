//! Why a document could not be set, as codes; the words for users lie in the callers' text files.

/// A document could not be set. [`PublishError::code`] is stable; what follows it is for the log.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The template did not take the document: a fault in this crate or in a figure.
    #[error("publish.typeset: {}", .0.join("; "))]
    Typeset(Vec<String>),
    /// The set document lacks something that PDF/A-2a or PDF/UA-1 demands, such as a title or an
    /// alternative text.
    #[error("publish.standard: {}", .0.join("; "))]
    Standard(Vec<String>),
    /// A figure's SVG could not be drawn.
    #[error("publish.figure: {0}")]
    Figure(String),
    /// The file's parts could not be put together.
    #[error("publish.package: {0}")]
    Package(String),
}

impl PublishError {
    /// The stable code, a key into the caller's text file.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Typeset(_) => "publish.typeset",
            Self::Standard(_) => "publish.standard",
            Self::Figure(_) => "publish.figure",
            Self::Package(_) => "publish.package",
        }
    }
}
