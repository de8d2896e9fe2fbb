//! The words that documents and proposals are written with: texts, scales and one language.

use stadga_model::{Language, Scales, Term, Texts};
use stadga_publish::document::{self, Cell, Colour, Labels, cell};
use stadga_web::published;

/// Texts and scales in one language.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    /// All texts.
    pub texts: &'a Texts,
    /// All scales.
    pub scales: &'a Scales,
    /// The language.
    pub language: Language,
}

impl Wording<'_> {
    /// The words for `key`.
    pub fn t(&self, key: &str) -> String {
        self.texts.get(self.language, key, &[])
    }

    /// The words for `key` with values.
    pub fn with(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.texts.get(self.language, key, values)
    }

    /// What a term is called; its key where the scale has lost it.
    pub fn term(&self, scale: &str, term: &Term) -> String {
        let step = self.scales.get(scale).and_then(|scale| scale.step(&term.0));
        step.map_or_else(|| term.0.clone(), |step| step.label(self.language).to_owned())
    }

    /// A term as a graded cell: symbol, word and colour.
    pub fn grade(&self, scale: &str, term: Option<&Term>) -> Cell {
        let Some(term) = term else { return cell(self.t("audit-doc-ungraded")) };
        let Some(step) = self.scales.get(scale).and_then(|scale| scale.step(&term.0)) else {
            return cell(term.0.as_str());
        };
        let symbol = step.symbol.clone().unwrap_or_default();
        document::grade(symbol, step.label(self.language), colour(step.colour.as_deref()))
    }

    /// The fixed words of a document.
    pub fn labels(&self) -> Labels {
        published::labels(self.texts, self.language)
    }

    /// The document's language.
    pub fn document_language(&self) -> document::Language {
        published::language(self.language)
    }
}

fn colour(name: Option<&str>) -> Colour {
    match name {
        Some("green") => Colour::Green,
        Some("yellow") => Colour::Yellow,
        Some("red") => Colour::Red,
        Some("white") => Colour::White,
        _ => Colour::Neutral,
    }
}
