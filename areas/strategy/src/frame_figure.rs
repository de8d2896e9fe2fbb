//! Frame figures: the money and the people that strategies and plans have to keep within.

use serde::{Deserialize, Serialize};
use stadga_documents::Document;
use stadga_model::{Around, Finding, Id, Money, Period, Prose, Record, Term};
use stadga_organisation::Unit;

use crate::Strategy;

/// A frame figure (ramtal): STR-08.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "frame-figure", prefix = "RAM", title = "title", unit = "unit")]
pub struct FrameFigure {
    /// What it is (benämning).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// What sort (slag).
    #[field(list, filter, scale = "frame-figure-type")]
    #[serde(default)]
    pub figure_type: Term,
    /// The time that it holds for (avser).
    #[field(list)]
    pub period: Period,
    /// The amount, where it is money (belopp).
    #[field(list, sort, filter)]
    pub amount: Option<Money>,
    /// The figure, where it is something else, with its measure (värde).
    #[field(list)]
    pub value: Option<String>,
    /// What it means for plans (betydelse).
    #[field(search)]
    pub meaning: Option<Prose>,
    /// Where it stands (källa).
    pub source: Option<String>,
    /// The document that it stands in (dokument).
    #[field(filter)]
    pub document: Option<Id<Document>>,
    /// The strategies that keep within it (ram för).
    #[field(filter)]
    #[serde(default)]
    pub strategies: Vec<Id<Strategy>>,
    /// The unit that it holds for (enhet).
    #[field(filter)]
    pub unit: Option<Id<Unit>>,
}

/// What a figure is held to: STR-08.
pub fn rules(figure: &FrameFigure, _: &Around) -> Vec<Finding> {
    let blank = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().is_empty();
    let order = figure.period.to.is_some_and(|to| to < figure.period.from);
    let empty = figure.amount.is_none() && blank(&figure.value);
    let unsaid = figure.document.is_none() && blank(&figure.source);
    [
        order.then(|| Finding::blocking("STR-08").variant("order").on("period")),
        empty.then(|| Finding::blocking("STR-08").variant("empty").on("amount")),
        unsaid.then(|| Finding::warning("STR-08").variant("source").on("source")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, near};

    #[test]
    fn str_08_a_figure_has_a_value_and_a_source() {
        let json = serde_json::json!({"title": "Underskott", "figure_type": "economy", "period": {"from": "2020-01-01"}});
        let mut one: FrameFigure = serde_json::from_value(json).unwrap();
        let found = check(rules, &one, &near());
        assert_eq!(found, ["finding-str-08-empty", "finding-str-08-source"]);
        (one.amount, one.source) = (Some(Money::kronor(1_300_000_000)), Some("Regionplan".into()));
        assert!(check(rules, &one, &near()).is_empty());
    }
}
