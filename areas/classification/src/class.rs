//! A class: the levels of confidentiality, integrity, availability and perhaps traceability, as ranks of the organisation's
//! scale (CLS-02). Pure.

use stadga_model::{Scales, Step, Term};

/// The scale of levels.
pub const LEVELS: &str = "protection-level";
/// The scale of aspects.
pub const ASPECTS: &str = "protection-aspect";

/// What a level is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// Only those who may see it (konfidentialitet).
    Confidentiality,
    /// Right and whole (riktighet).
    Integrity,
    /// There when it is needed (tillgänglighet).
    Availability,
    /// Who did what can be seen (spårbarhet).
    Traceability,
}

impl Aspect {
    /// All, in the order in which a class is told.
    pub const ALL: [Self; 4] =
        [Self::Confidentiality, Self::Integrity, Self::Availability, Self::Traceability];
    /// Those that every classification has.
    pub const ALWAYS: [Self; 3] = [Self::Confidentiality, Self::Integrity, Self::Availability];

    /// Its key in the scale of aspects, and the name of its field.
    pub fn key(self) -> &'static str {
        match self {
            Self::Confidentiality => "confidentiality",
            Self::Integrity => "integrity",
            Self::Availability => "availability",
            Self::Traceability => "traceability",
        }
    }

    /// The aspect with this key.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|aspect| aspect.key() == key)
    }

    /// Its place in a class.
    fn place(self) -> usize {
        self as usize
    }
}

/// The organisation's levels, the lowest first: a level ranks by its place.
#[derive(Clone, Debug, Default)]
pub struct Levels(Vec<Step>);

impl Levels {
    /// The levels of the scale.
    pub fn of(scales: &Scales) -> Self {
        Self(scales.get(LEVELS).map(|scale| scale.steps.clone()).unwrap_or_default())
    }

    /// The steps in order.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The rank of a level.
    pub fn rank(&self, level: &Term) -> Option<u8> {
        let place = self.0.iter().position(|step| step.key == level.0)?;
        u8::try_from(place).ok()
    }

    /// The step with this rank.
    pub fn step(&self, rank: u8) -> Option<&Step> {
        self.0.get(usize::from(rank))
    }

    /// The level with this rank.
    pub fn term(&self, rank: u8) -> Option<Term> {
        self.step(rank).map(|step| Term(step.key.clone()))
    }

    /// The number by which people know a level.
    pub fn symbol(&self, rank: u8) -> String {
        let symbol = self.step(rank).and_then(|step| step.symbol.clone());
        symbol.unwrap_or_else(|| rank.to_string())
    }

    /// The levels' keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|step| step.key.as_str())
    }
}

/// A class; of an aspect that is not classified nothing is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Class([Option<u8>; 4]);

impl Class {
    /// The class with these ranks: confidentiality, integrity, availability, traceability.
    pub fn new(ranks: [Option<u8>; 4]) -> Self {
        Self(ranks)
    }

    /// The class that answers give, each by its question's key and its rank: the highest of each aspect. A question's key begins
    /// with its aspect.
    pub fn of_answers<'a>(answers: impl Iterator<Item = (&'a str, Option<u8>)>) -> Self {
        answers.fold(Self::default(), |class, (question, rank)| {
            match question.split_once('-').and_then(|(key, _)| Aspect::of(key)) {
                Some(aspect) => class.with(aspect, class.get(aspect).max(rank)),
                None => class,
            }
        })
    }

    /// The rank of an aspect.
    pub fn get(self, aspect: Aspect) -> Option<u8> {
        self.0.get(aspect.place()).copied().flatten()
    }

    /// The same with another rank of an aspect.
    #[must_use]
    pub fn with(mut self, aspect: Aspect, rank: Option<u8>) -> Self {
        if let Some(slot) = self.0.get_mut(aspect.place()) {
            *slot = rank;
        }
        self
    }

    /// The higher of the two in each aspect: the highest wins.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Aspect::ALL.into_iter().fold(self, |class, aspect| {
            class.with(aspect, class.get(aspect).max(other.get(aspect)))
        })
    }

    /// The same with what another one says in its place, aspect by aspect.
    #[must_use]
    pub fn overridden(self, by: Self) -> Self {
        Aspect::ALL
            .into_iter()
            .fold(self, |class, aspect| class.with(aspect, by.get(aspect).or(class.get(aspect))))
    }

    /// Whether it is at least as high as another in each aspect.
    pub fn covers(self, other: Self) -> bool {
        self.join(other) == self
    }

    /// Whether nothing is known.
    pub fn is_unknown(self) -> bool {
        self == Self::default()
    }

    /// The highest of its ranks.
    pub fn highest(self) -> Option<u8> {
        Aspect::ALL.into_iter().filter_map(|aspect| self.get(aspect)).max()
    }

    /// As people write it: `3-2-2`, with traceability last where it is classified; a dash where nothing is known.
    pub fn told(self, levels: &Levels) -> String {
        let symbol =
            |aspect| self.get(aspect).map_or_else(|| "–".to_owned(), |rank| levels.symbol(rank));
        let mut parts: Vec<String> = Aspect::ALWAYS.into_iter().map(symbol).collect();
        if self.get(Aspect::Traceability).is_some() {
            parts.push(symbol(Aspect::Traceability));
        }
        parts.join("-")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{any_class, class, scales};
    use proptest::prelude::*;

    #[test]
    fn cls_02_a_class_is_told_by_its_levels_and_what_is_not_known_by_a_dash() {
        let levels = Levels::of(&scales());
        assert_eq!(class("322").told(&levels), "3-2-2");
        assert_eq!(class("3221").told(&levels), "3-2-2-1");
        assert_eq!(class("3").told(&levels), "3-–-–");
        assert!(Class::default().is_unknown());
        let answers =
            [("confidentiality-law", Some(1)), ("confidentiality-task", Some(3)), ("x", Some(3))];
        assert_eq!(Class::of_answers(answers.into_iter()), class("3"));
        for aspect in Aspect::ALL {
            assert_eq!(Aspect::of(aspect.key()), Some(aspect));
            assert!(scales().get(ASPECTS).unwrap().step(aspect.key()).is_some());
        }
    }

    proptest! {
        #[test]
        fn cls_02_the_highest_wins_whatever_the_order(a in any_class(), b in any_class(), c in any_class()) {
            prop_assert_eq!(a.join(a), a);
            prop_assert_eq!(a.join(b), b.join(a));
            prop_assert_eq!(a.join(b).join(c), a.join(b.join(c)));
            prop_assert!(a.join(b).covers(a) && a.join(b).covers(b));
            for aspect in Aspect::ALL {
                let joined = a.join(b).get(aspect);
                prop_assert!(joined == a.get(aspect) || joined == b.get(aspect));
            }
        }

        #[test]
        fn cls_02_a_deviation_holds_where_it_speaks_and_nowhere_else(a in any_class(), by in any_class()) {
            for aspect in Aspect::ALL {
                let wanted = by.get(aspect).or(a.get(aspect));
                prop_assert_eq!(a.overridden(by).get(aspect), wanted);
            }
        }
    }
}
