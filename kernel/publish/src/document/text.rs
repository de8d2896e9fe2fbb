//! Running text with its few kinds of emphasis, as every block of a document holds it.

use serde::Serialize;

/// One stretch of running text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Inline {
    /// Ordinary text. A line feed becomes a line break.
    Plain {
        /// What is written.
        text: String,
    },
    /// Text of weight (bold).
    Strong {
        /// What is written.
        text: String,
    },
    /// Text with stress (italic).
    Emphasis {
        /// What is written.
        text: String,
    },
    /// Text that leads to an address.
    Link {
        /// What is written.
        text: String,
        /// The full address, `https://…` or `mailto:…`.
        to: String,
    },
}

impl Inline {
    /// The words of the run, without their emphasis.
    pub fn words(&self) -> &str {
        match self {
            Self::Plain { text }
            | Self::Strong { text }
            | Self::Emphasis { text }
            | Self::Link { text, .. } => text,
        }
    }
}

/// A line or paragraph of running text, put together from left to right.
///
/// ```
/// use stadga_publish::document::Text;
/// let text = Text::from("See ").strong("section 4").plain(".");
/// assert_eq!(text.words(), "See section 4.");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Text {
    /// The runs in reading order.
    pub runs: Vec<Inline>,
}

impl Text {
    /// Adds ordinary text.
    pub fn plain(self, text: impl Into<String>) -> Self {
        self.with(Inline::Plain { text: text.into() })
    }

    /// Adds text of weight.
    pub fn strong(self, text: impl Into<String>) -> Self {
        self.with(Inline::Strong { text: text.into() })
    }

    /// Adds text with stress.
    pub fn emphasis(self, text: impl Into<String>) -> Self {
        self.with(Inline::Emphasis { text: text.into() })
    }

    /// Adds text that leads to `to`.
    pub fn link(self, text: impl Into<String>, to: impl Into<String>) -> Self {
        self.with(Inline::Link { text: text.into(), to: to.into() })
    }

    /// All words of the text, without emphasis.
    pub fn words(&self) -> String {
        self.runs.iter().map(Inline::words).collect()
    }

    fn with(mut self, run: Inline) -> Self {
        self.runs.push(run);
        self
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::default().plain(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::default().plain(text)
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        Self::default().plain(text.as_str())
    }
}
