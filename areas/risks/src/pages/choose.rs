//! What is asked of the risk picture: units, method, moment, cell, level; as an address says it and a form asks it.

use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Id, Term};
use stadga_organisation::{Unit, unit::with_all_below};
use stadga_web::Context;
use std::collections::BTreeSet;

use super::{PICTURE, gather::Gathered};
use crate::method::{Method, Moment, method, methods};

/// What is asked: everything, where nothing is said.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// Units, between commas; each with all below it.
    #[serde(default)]
    pub unit: String,
    #[serde(default)]
    method: String,
    #[serde(default)]
    when: String,
    #[serde(default)]
    infosec: String,
    #[serde(default)]
    pub level: String,
    #[serde(default)]
    likelihood: String,
    #[serde(default)]
    consequence: String,
    /// Only what is new, borne, borne but not for long, or a dependence.
    #[serde(default)]
    pub only: String,
}

impl Asked {
    /// What is asked of one unit, or of all.
    pub fn of_unit(unit: &str) -> Self {
        Self { unit: unit.to_owned(), ..Self::default() }
    }

    /// The same question, narrowed to this alone.
    pub fn narrowed(&self, only: &str) -> Self {
        Self { only: only.to_owned(), ..self.clone() }
    }

    /// The units that are asked about.
    pub fn units(&self) -> Vec<Id<Unit>> {
        self.unit.split(',').filter_map(|id| id.trim().parse().ok()).collect()
    }

    /// Those units and all below them; none, where all are asked about.
    pub fn within(&self, units: &[(Id<Unit>, Unit)]) -> Option<BTreeSet<Id<Unit>>> {
        let asked = self.units();
        let below = || asked.iter().flat_map(|top| with_all_below(*top, units)).collect();
        (!asked.is_empty()).then(below)
    }

    /// Whether only information security is asked about (RSK-07).
    pub fn is_infosec(&self) -> bool {
        !self.infosec.is_empty()
    }

    /// The moment that is asked about.
    pub fn moment(&self) -> Moment {
        Moment::named(&self.when)
    }

    /// The method whose matrix is shown: the one that is asked for, else that of most risks, else the newest.
    pub fn method(&self, gathered: &Gathered) -> Option<&'static Method> {
        let count = |one: &&Method| {
            let fits = |risk: &&(_, crate::Risk)| {
                risk.1.by().is_some_and(|by| by.family() == one.family())
            };
            (gathered.risks.iter().filter(fits).count(), one.period.to.is_none())
        };
        method(&self.method).or_else(|| methods().iter().max_by_key(count))
    }

    /// The cell that is asked about.
    pub fn cell(&self) -> Option<(i64, i64)> {
        Some((self.likelihood.parse().ok()?, self.consequence.parse().ok()?))
    }

    /// The same question narrowed to a cell of a method's matrix.
    pub fn in_cell(&self, method: &Method, (likelihood, consequence): (i64, i64)) -> String {
        let (likelihood, consequence) = (likelihood.to_string(), consequence.to_string());
        let narrowed = [
            ("method", method.key.as_str()),
            ("when", self.moment().key()),
            ("likelihood", likelihood.as_str()),
            ("consequence", consequence.as_str()),
        ];
        format!("{}#listed", self.address(&narrowed))
    }

    /// Whether the list is narrowed to a cell, a level or something else.
    pub fn is_narrowed(&self) -> bool {
        self.cell().is_some() || !self.level.is_empty() || !self.only.is_empty()
    }

    /// The address of the same question with this changed; what narrows the list is left out.
    pub fn address(&self, changes: &[(&str, &str)]) -> String {
        let mut pairs = vec![
            ("unit", self.unit.as_str()),
            ("method", &self.method),
            ("when", &self.when),
            ("infosec", &self.infosec),
        ];
        for change in changes {
            pairs.retain(|(name, _)| *name != change.0);
            pairs.push(*change);
        }
        let mut text = form_urlencoded::Serializer::new(String::new());
        text.extend_pairs(pairs.into_iter().filter(|(_, value)| !value.is_empty()));
        let text = text.finish();
        if text.is_empty() { PICTURE.to_owned() } else { format!("{PICTURE}?{text}") }
    }

    /// Where the same picture is as a document, without the file's ending.
    pub fn document(&self) -> String {
        let one = match self.units().first() {
            Some(unit) => unit.to_string(),
            None => ALL_UNITS.to_owned(),
        };
        format!("/risks/documents/{one}/picture")
    }

    /// The form that asks.
    pub fn form(&self, cx: &Context, gathered: &Gathered) -> Markup {
        let (asked, chosen) = (self.units(), self.method(gathered));
        html! {
            form.filters method="get" action=(PICTURE) {
                div.ds-field {
                    label for="unit" { (cx.t("risks-unit")) }
                    select.ds-input id="unit" name="unit" {
                        option value="" { (cx.t("risks-unit-all")) }
                        @for (id, unit) in &gathered.units {
                            option value=(id) selected[asked.first() == Some(id)] { (unit.name) }
                        }
                    }
                }
                div.ds-field {
                    label for="method" { (cx.t("risk-method")) }
                    select.ds-input id="method" name="method" {
                        @for one in methods() {
                            option value=(one.key) selected[chosen.is_some_and(|c| c.key == one.key)] {
                                (cx.term("risk-method", &Term(one.key.clone())))
                            }
                        }
                    }
                }
                div.ds-field {
                    label for="infosec" { (cx.t("risks-which")) }
                    select.ds-input id="infosec" name="infosec" {
                        option value="" { (cx.t("risks-which-all")) }
                        option value="1" selected[self.is_infosec()] { (cx.t("risks-which-infosec")) }
                    }
                }
                input type="hidden" name="when" value=(self.moment().key());
                div.actions {
                    button.ds-button type="submit" data-variant="secondary" { (cx.t("risks-show")) }
                }
            }
        }
    }
}

/// In a document's address: no unit is chosen.
pub(super) const ALL_UNITS: &str = "all";
