//! The glossary: what words mean here, from where, and when that was fetched.

use jiff::ToSpan;
use serde::{Deserialize, Serialize};
use stadga_model::{Around, Date, Finding, Prose, Record};

use crate::limits::{FETCHED, limit};

/// A term (begrepp): DOC-12.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "glossary-term", prefix = "TERM", title = "term")]
pub struct GlossaryTerm {
    /// The word (term).
    #[field(list, sort, search)]
    #[serde(default)]
    pub term: String,
    /// The same in English (engelsk term).
    #[field(list, search)]
    pub english: Option<String>,
    /// What it means, in our own words (betydelse).
    #[field(list, search)]
    #[serde(default)]
    pub meaning: Prose,
    /// Where it comes from (källa).
    #[field(list, filter)]
    #[serde(default)]
    pub source: String,
    /// Where it is found there (adress).
    #[field(search)]
    pub address: Option<String>,
    /// When it was fetched (hämtat).
    #[field(list, filter, sort)]
    pub fetched: Date,
}

/// What a term is held to: DOC-12.
pub fn rules(term: &GlossaryTerm, around: &Around) -> Vec<Finding> {
    let today = around.today();
    if term.fetched > today {
        return vec![Finding::blocking("DOC-12").variant("future").on("fetched")];
    }
    let years = limit(around.scales, FETCHED);
    let old = years.is_some_and(|years| term.fetched.saturating_add(years.years()) < today);
    old.then(|| Finding::warning("DOC-12").variant("old").on("fetched").with("date", term.fetched))
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, near};

    #[test]
    fn doc_12_a_term_says_when_it_was_fetched_and_grows_old() {
        let fetched = |date: &str| GlossaryTerm {
            term: "riktighet".into(),
            english: None,
            meaning: "Att uppgifter inte ändras obehörigt.".into(),
            source: "Termbank".into(),
            address: None,
            fetched: date.parse().unwrap(),
        };
        assert!(check(rules, &fetched("2024-01-24"), &near()).is_empty());
        assert_eq!(check(rules, &fetched("2024-01-25"), &near()), ["finding-doc-12-future"]);
        assert_eq!(check(rules, &fetched("2018-01-01"), &near()), ["finding-doc-12-old"]);
    }
}
