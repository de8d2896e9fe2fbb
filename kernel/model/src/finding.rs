//! Findings: what a rule says about a record.

use crate::Id;
use serde::Serialize;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Shown on the record, in its owner's list and in the register of breaches.
    Warning,
    /// Stops the write.
    Blocking,
}

/// What a rule found: the requirement's id, how grave, which field, and the words' key with its values.
///
/// The sentence itself (what is wrong and what to do) is a text of the area: `finding-{code}` in lower case, or with
/// `-{variant}` after it where one requirement gives several sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The requirement's id, e.g. `AUD-14`.
    pub code: &'static str,
    /// Which of the requirement's sentences, if it has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant: Option<&'static str>,
    /// Whether it stops the write.
    pub severity: Severity,
    /// The record that it concerns; the store fills it in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<Id>,
    /// The field that it concerns, if one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Values for the sentence.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<(&'static str, String)>,
    /// Keys of words that stand in the sentence, such as a field's label: spoken in the reader's language.
    #[serde(skip)]
    pub names: Vec<(&'static str, String)>,
    /// What the field that lacks begins with, under its own name; where a row lacks, under the names of its fields.
    #[serde(skip)]
    pub begins: Vec<(&'static str, String)>,
}

impl Finding {
    /// A finding that stops the write.
    pub fn blocking(code: &'static str) -> Self {
        Self {
            code,
            variant: None,
            severity: Severity::Blocking,
            record: None,
            field: None,
            values: Vec::new(),
            names: Vec::new(),
            begins: Vec::new(),
        }
    }

    /// A finding that is shown but does not stop the write.
    pub fn warning(code: &'static str) -> Self {
        Self { severity: Severity::Warning, ..Self::blocking(code) }
    }

    /// With one of several sentences of the same requirement.
    pub fn variant(self, variant: &'static str) -> Self {
        Self { variant: Some(variant), ..self }
    }

    /// With the field that it concerns.
    pub fn on(self, field: impl Into<String>) -> Self {
        Self { field: Some(field.into()), ..self }
    }

    /// With a value for the sentence.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// With words for the sentence, by their key.
    pub fn naming(mut self, name: &'static str, key: impl Into<String>) -> Self {
        self.names.push((name, key.into()));
        self
    }

    /// With what the field that lacks begins with, or of a row that lacks its fields.
    pub fn beginning(mut self, field: &'static str, value: impl ToString) -> Self {
        self.begins.push((field, value.to_string()));
        self
    }

    /// The key of its sentence: `finding-aud-14` or `finding-aud-14-plan`.
    pub fn text_key(&self) -> String {
        let code = self.code.to_lowercase();
        match self.variant {
            Some(variant) => format!("finding-{code}-{variant}"),
            None => format!("finding-{code}"),
        }
    }

    /// Whether another finding is of the same requirement, sentence and field.
    pub fn is_same(&self, other: &Self) -> bool {
        (self.code, self.variant, &self.field) == (other.code, other.variant, &other.field)
    }

    /// Whether it stops the write.
    pub fn is_blocking(&self) -> bool {
        self.severity == Severity::Blocking
    }
}
