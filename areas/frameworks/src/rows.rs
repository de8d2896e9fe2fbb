//! Rows that everything out of a library bears: its words in other languages, and what is kept as it came.

use serde::{Deserialize, Serialize};
use stadga_model::{Prose, Row};

/// A text in another language (översättning).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Row)]
pub struct Translation {
    /// The language's code: `sv`, `fr` (språk).
    #[serde(default)]
    pub language: String,
    /// Whose text it is, by urn or key, where it is not the record's own: a question, an answer, a score (vems).
    pub of: Option<String>,
    /// Which text: `name`, `description`, `annotation` (vilken text).
    #[serde(default)]
    pub what: String,
    /// The text.
    #[field(optional)]
    #[serde(default)]
    pub text: Prose,
}

/// What a file says that has no field here, kept so that an export gives it back (bevarat ur filen).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Row)]
pub struct Kept {
    /// Where in the record's part of the file it stands: `library.labels`, `params.0` (plats).
    #[serde(default)]
    pub place: String,
    /// The value as JSON (värde).
    #[field(optional)]
    #[serde(default)]
    pub value: Prose,
}

/// The text called `what` in a language, of the record itself.
pub fn translated<'a>(
    rows: &'a [Translation],
    language: &str,
    of: Option<&str>,
    what: &str,
) -> Option<&'a str> {
    let found = rows.iter().find(|row| {
        row.language.eq_ignore_ascii_case(language)
            && row.of.as_deref() == of
            && row.what == what
            && !row.text.0.trim().is_empty()
    });
    found.map(|row| row.text.0.as_str())
}
