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

    /// Adds text that leads to `to`; where that is no web or mail address, the text alone.
    pub fn link(self, text: impl Into<String>, to: &str) -> Self {
        match address(to) {
            Some(to) => self.with(Inline::Link { text: text.into(), to }),
            None => self.plain(text),
        }
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

/// The address with what no address may hold written as its code, or none where it leads nowhere.
fn address(to: &str) -> Option<String> {
    let to = to.trim();
    let known = ["https://", "http://", "mailto:"].iter().any(|start| to.starts_with(start));
    let mut out = String::new();
    for byte in to.bytes() {
        match byte {
            b'<' | b'>' | b'"' | b'{' | b'}' | b'|' | b'\\' | b'^' | b'`' | 0..=32 | 127.. => {
                out.push_str(&format!("%{byte:02X}"));
            }
            _ => out.push(char::from(byte)),
        }
    }
    known.then_some(out)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_whole_addresses_only() {
        let to = |address: &str| match Text::default().link("x", address).runs.pop() {
            Some(Inline::Link { to, .. }) => Some(to),
            _ => None,
        };
        assert_eq!(
            to(" https://a.se/å b?c=1&d=2#e ").as_deref(),
            Some("https://a.se/%C3%A5%20b?c=1&d=2#e")
        );
        assert_eq!(to("javascript:alert(1)"), None);
        assert_eq!(to(""), None);
    }
}
