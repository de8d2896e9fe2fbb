//! Methods: scales, matrix, and who may bear what; read from `content/risks/methods.toml` (RSK-02, RSK-09, RSK-11).

use serde::Deserialize;
use stadga_model::{Date, Language, Period};
use std::sync::LazyLock;

/// A method in one of its editions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// Its key in the scale `risk-method`.
    pub key: String,
    /// The method that it takes over from what it does not say itself.
    #[serde(default)]
    like: Option<String>,
    /// What it is, in Swedish.
    sv: String,
    /// The same in English.
    en: String,
    /// When new analyses are made by it.
    pub period: Period,
    /// A consequence from here on is looked at, however unlikely.
    #[serde(default)]
    pub always: Option<i64>,
    /// The steps of likelihood, from 1.
    #[serde(default)]
    pub likelihood: Vec<Grade>,
    /// The steps of consequence, from 1.
    #[serde(default)]
    pub consequence: Vec<Grade>,
    /// The steps of detection, from 1, in methods with three factors: the higher, the harder to detect.
    #[serde(default)]
    pub detection: Vec<Grade>,
    /// By likelihood, then by consequence: the level.
    #[serde(default)]
    cells: Vec<Vec<String>>,
    /// With three factors: the level from these points on.
    #[serde(default)]
    bands: Vec<Band>,
    /// The areas of consequence, and what the steps mean in each.
    #[serde(default, rename = "area")]
    pub areas: Vec<Area>,
    /// Who may bear what.
    #[serde(default, rename = "accept")]
    pub accepts: Vec<Accept>,
}

/// A step.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    sv: String,
    en: String,
    #[serde(default)]
    sv_means: String,
    #[serde(default)]
    en_means: String,
}

/// An area of consequence.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Its key in the scale `consequence-area`.
    pub area: String,
    #[serde(default)]
    sv: Vec<String>,
    #[serde(default)]
    en: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Band {
    from: i64,
    level: String,
}

/// Who may decide that a risk of a level is borne.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// The level.
    pub level: String,
    /// It is borne without a decision.
    #[serde(default)]
    pub free: bool,
    /// Roles that may, by delegation.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Types of units and forums that may.
    #[serde(default)]
    pub bodies: Vec<String>,
    /// For so many months at most.
    #[serde(default)]
    pub months: i32,
}

/// Which assessment is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// Before anything is done about it (inneboende).
    Inherent,
    /// As it is now (aktuell).
    Current,
    /// As it is to become (mål).
    Target,
}

impl Moment {
    /// All, in their order.
    pub const ALL: [Self; 3] = [Self::Inherent, Self::Current, Self::Target];

    /// Its key in addresses and texts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Inherent => "inherent",
            Self::Current => "current",
            Self::Target => "target",
        }
    }

    /// The moment with this key; the current one, where there is none such.
    pub fn named(key: &str) -> Self {
        Self::ALL.into_iter().find(|moment| moment.key() == key).unwrap_or(Self::Current)
    }
}

/// An assessment: the steps that were chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rating {
    /// How likely; how often, in FMEA.
    pub likelihood: i64,
    /// The worst of the consequences; the severity, in FMEA.
    pub consequence: i64,
    /// How hard to detect, where the method asks.
    pub detection: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "source")]
    _source: String,
    verify: bool,
    method: Vec<Method>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    let mut file: File = stadga_model::shipped(
        "content/risks/methods.toml",
        include_str!("../../../content/risks/methods.toml"),
    );
    let bases = file.method.clone();
    for method in &mut file.method {
        let base = method.like.as_ref().and_then(|key| bases.iter().find(|one| one.key == *key));
        if let Some(base) = base {
            method.take_over(base);
        }
    }
    file
});

/// All methods, the old ones too.
pub fn methods() -> &'static [Method] {
    &FILE.method
}

/// Whether the file's facts wait for somebody to verify them.
pub fn to_verify() -> bool {
    FILE.verify
}

/// The method with this key.
pub fn method(key: &str) -> Option<&'static Method> {
    methods().iter().find(|method| method.key == key)
}

/// The step with this number, counted from 1.
pub fn step(grades: &[Grade], value: i64) -> Option<&Grade> {
    grades.get(usize::try_from(value.checked_sub(1)?).ok()?)
}

impl Grade {
    /// What it is called.
    pub fn label(&self, language: Language) -> &str {
        match language {
            Language::Swedish => &self.sv,
            Language::English => &self.en,
        }
    }

    /// What it means; empty where the name says it.
    pub fn means(&self, language: Language) -> &str {
        match language {
            Language::Swedish => &self.sv_means,
            Language::English => &self.en_means,
        }
    }
}

impl Area {
    /// What a step of consequence means here; nothing where the file does not say.
    pub fn means(&self, language: Language, value: i64) -> Option<&str> {
        let words = match language {
            Language::Swedish => &self.sv,
            Language::English => &self.en,
        };
        words.get(usize::try_from(value.checked_sub(1)?).ok()?).map(String::as_str)
    }
}

impl Method {
    fn take_over(&mut self, base: &Self) {
        let take = |own: &mut Vec<Grade>, others: &Vec<Grade>| {
            if own.is_empty() {
                own.clone_from(others);
            }
        };
        take(&mut self.likelihood, &base.likelihood);
        take(&mut self.consequence, &base.consequence);
        take(&mut self.detection, &base.detection);
        if self.cells.is_empty() {
            self.cells.clone_from(&base.cells);
        }
        if self.bands.is_empty() {
            self.bands.clone_from(&base.bands);
        }
        self.always = self.always.or(base.always);
    }

    /// What it is, in words.
    pub fn about(&self, language: Language) -> &str {
        match language {
            Language::Swedish => &self.sv,
            Language::English => &self.en,
        }
    }

    /// Whether it has three factors.
    pub fn has_detection(&self) -> bool {
        !self.detection.is_empty()
    }

    /// Whether new analyses are made by it on a day (RSK-11).
    pub fn holds(&self, day: Date) -> bool {
        self.period.holds(day)
    }

    /// Whether every step is one of the method's.
    pub fn knows(&self, rating: Rating) -> bool {
        let detection = match (self.has_detection(), rating.detection) {
            (false, _) => true,
            (true, Some(value)) => step(&self.detection, value).is_some(),
            (true, None) => false,
        };
        step(&self.likelihood, rating.likelihood).is_some()
            && step(&self.consequence, rating.consequence).is_some()
            && detection
    }

    /// The factors multiplied: the risk number.
    pub fn points(&self, rating: Rating) -> i64 {
        let detection = if self.has_detection() { rating.detection.unwrap_or(1) } else { 1 };
        rating.likelihood.saturating_mul(rating.consequence).saturating_mul(detection)
    }

    /// The level of an assessment; none where a step is not one of the method's.
    pub fn level(&self, rating: Rating) -> Option<&str> {
        if !self.knows(rating) {
            return None;
        }
        if self.has_detection() {
            let points = self.points(rating);
            return self.bands.iter().rfind(|band| band.from <= points).map(|band| &*band.level);
        }
        self.cell(rating.likelihood, rating.consequence)
    }

    /// The level of a cell of the matrix; none with three factors, where the cell does not say it.
    pub fn cell(&self, likelihood: i64, consequence: i64) -> Option<&str> {
        let place = |value: i64| usize::try_from(value.checked_sub(1)?).ok();
        let cell = self.cells.get(place(likelihood)?)?.get(place(consequence)?)?;
        Some(cell)
    }

    /// Who may bear a risk of a level; nobody, where the method does not say.
    pub fn accept(&self, level: &str) -> Option<&Accept> {
        self.accepts.iter().find(|accept| accept.level == level)
    }

    /// Whether a risk of a level is borne without a decision (RSK-09).
    pub fn is_free(&self, level: &str) -> bool {
        self.accept(level).is_some_and(|accept| accept.free)
    }

    /// What a cell of the matrix is called in lists, the same for all editions: `skr (3×4)`.
    pub fn cell_name(&self, likelihood: i64, consequence: i64) -> String {
        format!("{} ({likelihood}×{consequence})", self.family())
    }

    /// The key without the edition: `skr-2` is of the family `skr`.
    pub fn family(&self) -> &str {
        self.key.rsplit_once('-').map_or(&self.key, |(family, _)| family)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{day, scales};
    use proptest::prelude::*;

    /// The place of a level on its scale.
    fn place(level: &str) -> usize {
        scales().get("risk-level").unwrap().steps.iter().position(|s| s.key == level).unwrap()
    }

    fn rating(likelihood: i64, consequence: i64, detection: i64) -> Rating {
        Rating { likelihood, consequence, detection: Some(detection) }
    }

    #[test]
    fn rsk_11_each_method_of_the_scale_is_described_with_the_same_period() {
        let scales = scales();
        let steps = &scales.get("risk-method").unwrap().steps;
        assert_eq!(steps.len(), methods().len());
        for step in steps {
            assert_eq!(step.valid, Some(method(&step.key).unwrap().period), "{}", step.key);
        }
        assert!(!method("skr-1").unwrap().holds(day("2025-04-01")));
        assert!(method("skr-2").unwrap().holds(day("2025-04-01")) && to_verify());
        assert_eq!(method("skr-2").unwrap().family(), "skr");
    }

    #[test]
    fn rsk_02_each_matrix_is_whole_and_its_words_are_known() {
        let scales = scales();
        let known = |scale: &str, key: &str| scales.get(scale).unwrap().step(key).is_some();
        for method in methods() {
            let (rows, columns) = (method.likelihood.len(), method.consequence.len());
            assert!(rows > 1 && columns > 1, "{}", method.key);
            assert!(method.has_detection() || method.cells.len() == rows, "{}", method.key);
            assert!(method.cells.iter().all(|row| row.len() == columns), "{}", method.key);
            assert!(method.cells.iter().flatten().all(|level| known("risk-level", level)));
            for area in &method.areas {
                assert!(known("consequence-area", &area.area), "{}", area.area);
                assert!(area.sv.is_empty() || area.sv.len() == columns, "{}", area.area);
                assert_eq!(area.sv.len(), area.en.len(), "{}", area.area);
            }
            for accept in &method.accepts {
                assert!(known("risk-level", &accept.level));
                assert!(accept.free || accept.months > 0 && !accept.bodies.is_empty());
            }
        }
    }

    #[test]
    fn rsk_02_points_of_eight_and_more_are_high_in_the_four_by_four() {
        let four = method("skr-2").unwrap();
        for (likelihood, consequence) in (1..=4).flat_map(|l| (1..=4).map(move |c| (l, c))) {
            let level = four.level(rating(likelihood, consequence, 1)).unwrap();
            let expected = match likelihood * consequence {
                8.. => "high",
                4..8 => "medium",
                _ => "low",
            };
            assert_eq!(level, expected, "{likelihood} × {consequence}");
        }
    }

    proptest! {
        /// What has a step for each factor has a level, and nothing else has.
        #[test]
        fn rsk_02_levels_are_total(at in 0..methods().len(), l in -2i64..13, c in -2i64..13, d in -2i64..13) {
            let method = &methods()[at];
            let one = rating(l, c, d);
            prop_assert_eq!(method.level(one).is_some(), method.knows(one));
        }

        /// More likely, worse or harder to detect is never a lower level, nor fewer points.
        #[test]
        fn rsk_02_levels_never_sink_as_factors_rise(
            at in 0..methods().len(), steps in prop::array::uniform3((0i64..10, 0i64..10)),
        ) {
            let method = &methods()[at];
            // Two steps that the method has of each factor, the lower first.
            let grades = [&method.likelihood, &method.consequence, &method.detection];
            let [l, c, d] = [0, 1, 2].map(|nth: usize| {
                let most = i64::try_from(grades[nth].len().max(1)).unwrap();
                let (one, other) = (steps[nth].0 % most + 1, steps[nth].1 % most + 1);
                (one.min(other), one.max(other))
            });
            let (one, other) = (rating(l.0, c.0, d.0), rating(l.1, c.1, d.1));
            prop_assert!(place(method.level(one).unwrap()) <= place(method.level(other).unwrap()));
            prop_assert!(method.points(one) <= method.points(other));
        }

        /// Who may bear a higher level may bear a lower one, by body and by role; and never for longer.
        #[test]
        fn rsk_09_who_may_bear_much_may_bear_less(at in 0..methods().len()) {
            let borne: Vec<_> = methods()[at].accepts.iter().filter(|accept| !accept.free).collect();
            for pair in borne.windows(2) {
                prop_assert!(pair[1].roles.iter().all(|role| pair[0].roles.contains(role)));
                prop_assert!(pair[1].bodies.iter().all(|body| pair[0].bodies.contains(body)));
                prop_assert!(pair[1].months <= pair[0].months);
            }
        }
    }
}
