//! What part of a page's records is shown: what a figure that leads to the page counts, no more and no less.

use maud::{Markup, html};
use stadga_model::Id;
use stadga_web::Context;

/// What is asked for in the address: a state by its word, and units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    state: String,
    units: Vec<Id>,
}

impl Part {
    /// Of the address's pairs; what is not understood asks for nothing.
    pub fn of(pairs: &[(String, String)]) -> Self {
        let mut part = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "show" => part.state.clone_from(value),
                "unit" => {
                    part.units.extend(value.split(',').filter_map(|id| id.parse::<Id>().ok()))
                }
                _ => {}
            }
        }
        part
    }

    /// Whether only a part is shown.
    pub const fn is_less(&self) -> bool {
        !self.state.is_empty() || !self.units.is_empty()
    }

    /// Whether what is in these states, each by its word, is shown.
    pub fn shows(&self, states: &[(&str, bool)]) -> bool {
        states.iter().all(|(word, is)| *word != self.state || *is)
    }

    /// Whether what belongs to this unit is shown.
    pub fn covers<T>(&self, unit: Option<Id<T>>) -> bool {
        self.units.is_empty() || unit.is_some_and(|unit| self.units.contains(&unit.cast()))
    }

    /// The address of this state within the same units.
    pub fn address(&self, page: &str, state: &str) -> String {
        let units: Vec<String> = self.units.iter().map(ToString::to_string).collect();
        let mut address = format!("{page}?show={state}");
        if !units.is_empty() {
            address.push_str(&format!("&unit={}", units.join(",")));
        }
        address
    }

    /// How much of all is shown, with the way to all; nothing where all is.
    pub fn told(&self, cx: &Context, shown: usize, of: usize, page: &str) -> Markup {
        let values = [("n", shown.to_string()), ("total", of.to_string())];
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        html! {
            @if self.is_less() {
                p { (cx.t_with("compliance-part", &values)) " " a href=(page) { (cx.t("compliance-part-all")) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::id;

    #[test]
    fn ctl_08_a_part_is_what_the_address_says() {
        let unit: Id = id(7);
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let part = Part::of(&[pair("show", "late"), pair("unit", &format!("{unit},no-unit"))]);
        assert!(part.is_less() && part.covers(Some(unit)) && !part.covers::<()>(None));
        assert!(part.shows(&[("late", true), ("coming", false)]));
        assert!(!part.shows(&[("late", false), ("coming", true)]));
        assert_eq!(
            part.address("/controls", "coming"),
            format!("/controls?show=coming&unit={unit}")
        );
        let all = Part::of(&[pair("lang", "en")]);
        assert!(!all.is_less() && all.covers::<()>(None) && all.shows(&[("late", false)]));
    }
}
