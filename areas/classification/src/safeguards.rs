//! The safeguards that a class demands, and what a supplier is asked for: `content/classification/safeguards.toml` (CLS-08).

use serde::Deserialize;
use stadga_model::{Language, Term};
use std::sync::LazyLock;

use crate::class::{Aspect, Class, Levels};

/// The scale of safeguards.
pub const SAFEGUARDS: &str = "safeguard";

/// A safeguard of the own neutral catalogue.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Safeguard {
    /// Its key in the scale of safeguards.
    pub key: String,
    aspect: String,
    from: String,
    /// The controls of ISO/IEC 27001:2022 annex A that it serves, by id.
    pub iso: Vec<String>,
    demand_sv: String,
    demand_en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    #[serde(rename = "safeguard")]
    safeguards: Vec<Safeguard>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/classification/safeguards.toml",
        include_str!("../../../content/classification/safeguards.toml"),
    )
});

impl Safeguard {
    /// The aspect that it protects.
    pub fn aspect(&self) -> Aspect {
        Aspect::of(&self.aspect).unwrap_or(Aspect::Confidentiality)
    }

    /// The level from which on it is demanded.
    pub fn from(&self) -> Term {
        Term(self.from.clone())
    }

    /// Itself as a term of the scale.
    pub fn term(&self) -> Term {
        Term(self.key.clone())
    }

    /// What a supplier is asked for.
    pub fn demand(&self, language: Language) -> &str {
        match language {
            Language::Swedish => &self.demand_sv,
            Language::English => &self.demand_en,
        }
    }

    fn is_demanded(&self, class: Class, levels: &Levels) -> bool {
        let from = levels.rank(&self.from());
        from.zip(class.get(self.aspect())).is_some_and(|(from, rank)| rank >= from)
    }
}

/// All safeguards.
pub fn all() -> &'static [Safeguard] {
    &FILE.safeguards
}

/// What a class demands, in the order of the catalogue.
pub fn demanded(class: Class, levels: &Levels) -> Vec<&'static Safeguard> {
    all().iter().filter(|one| one.is_demanded(class, levels)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{any_class, class, scales};
    use proptest::prelude::*;

    #[test]
    fn cls_08_the_catalogue_and_its_scale_are_the_same() {
        let (scales, levels) = (scales(), Levels::of(&scales()));
        let steps = &scales.get(SAFEGUARDS).unwrap().steps;
        let keys: Vec<&str> = steps.iter().map(|step| step.key.as_str()).collect();
        assert_eq!(keys, all().iter().map(|one| one.key.as_str()).collect::<Vec<_>>());
        for one in all() {
            assert!(Aspect::of(&one.aspect).is_some() && levels.rank(&one.from()).is_some());
            assert!(!one.iso.is_empty() && one.iso.iter().all(|id| id.starts_with("A.")));
        }
    }

    #[test]
    fn cls_08_a_higher_level_demands_more_and_what_is_not_classified_nothing() {
        let levels = Levels::of(&scales());
        let count = |ranks| demanded(class(ranks), &levels).len();
        assert_eq!(count("000"), 0);
        assert!(count("111") < count("222") && count("222") < count("333"));
        assert!(count("333") < count("3333"));
        let low = demanded(class("1"), &levels);
        assert!(low.iter().all(|one| one.aspect() == Aspect::Confidentiality));
    }

    proptest! {
        #[test]
        fn cls_08_what_covers_a_class_demands_at_least_the_same(a in any_class(), b in any_class()) {
            let levels = Levels::of(&scales());
            let keys = |class| -> Vec<&str> {
                demanded(class, &levels).iter().map(|one| one.key.as_str()).collect()
            };
            let both = keys(a.join(b));
            prop_assert!(keys(a).iter().all(|key| both.contains(key)));
        }
    }
}
