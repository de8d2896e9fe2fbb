//! One control, or one piece of evidence, counts wherever it is mapped: what it shows in which framework, and how much (CTL-05).

use stadga_frameworks::{FrameworkRequirement, Pair, Relationship};
use stadga_model::{Choice as _, Head, Id, Term};
use std::collections::{BTreeMap, HashMap};

use crate::{Control, ControlCheck, control, weights::weights};

/// What requirements answer to each other across frameworks, both ways.
#[derive(Clone, Debug, Default)]
pub struct Mapped(HashMap<Id<FrameworkRequirement>, Vec<(Id<FrameworkRequirement>, Relationship)>>);

/// What shows a requirement: directly, or by a mapping from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The grade that it speaks for.
    pub grade: Term,
    /// By which other requirement, and how that lies to this one; directly, where there is none.
    pub by: Option<(Id<FrameworkRequirement>, Relationship)>,
}

/// What is assessed under headings, at any depth.
pub type Below = HashMap<Id<FrameworkRequirement>, Vec<Id<FrameworkRequirement>>>;

impl Mapped {
    /// By these pairs. One that leads to a heading leads to all that is assessed under it, and to each of them in part.
    pub fn of<'a>(pairs: impl IntoIterator<Item = &'a Pair>, below: &Below) -> Self {
        let mut mapped = Self::default();
        for pair in pairs {
            let (Some(source), Some(target)) = (pair.source, pair.target) else { continue };
            let parted = below.contains_key(&source) || below.contains_key(&target);
            let lies = match pair.relationship {
                Relationship::NotRelated => continue,
                _ if parted => Relationship::Intersect,
                lies => lies,
            };
            let ends = |id| below.get(&id).cloned().unwrap_or_else(|| vec![id]);
            let targets = ends(target);
            for from in ends(source) {
                for to in &targets {
                    mapped.add(from, *to, lies);
                    mapped.add(*to, from, lies.turned());
                }
            }
        }
        mapped
    }

    fn add(
        &mut self,
        from: Id<FrameworkRequirement>,
        to: Id<FrameworkRequirement>,
        lies: Relationship,
    ) {
        self.0.entry(from).or_default().push((to, lies));
    }

    /// What a requirement answers to in other frameworks, and how it lies to each.
    pub fn from(
        &self,
        id: Id<FrameworkRequirement>,
    ) -> &[(Id<FrameworkRequirement>, Relationship)] {
        self.0.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Everything that is shown where these requirements stand at this grade: themselves, and one step away what a mapping
    /// carries over. Never more than the grade itself, and of what a mapping covers in part never all.
    pub fn shown(
        &self,
        requirements: &[Id<FrameworkRequirement>],
        grade: &Term,
    ) -> BTreeMap<Id<FrameworkRequirement>, Shown> {
        let mut all = BTreeMap::new();
        for id in requirements {
            for (to, lies) in self.from(*id) {
                let most = weights().carried_at_most(strength(*lies));
                let grade = weights().lower(grade, &most).clone();
                let shown = Shown { grade, by: Some((*id, *lies)) };
                all.entry(*to).and_modify(|other: &mut Shown| other.best(&shown)).or_insert(shown);
            }
        }
        let direct = |id: &Id<_>| (*id, Shown { grade: grade.clone(), by: None });
        all.extend(requirements.iter().map(direct));
        all
    }
}

impl Shown {
    /// Of two ways by mappings, the one that says more.
    fn best(&mut self, other: &Self) {
        if *weights().lower(&self.grade, &other.grade) == self.grade && self.grade != other.grade {
            *self = other.clone();
        }
    }
}

/// The key under which a relationship's strength stands in the content.
fn strength(lies: Relationship) -> &'static str {
    Relationship::VALUES.get(lies as usize).copied().unwrap_or_default()
}

/// The newest signed check of each control, as far as the reader may know its level.
pub fn newest(checks: &[(Head, ControlCheck)]) -> HashMap<Id<Control>, &(Head, ControlCheck)> {
    let mut newest: HashMap<Id<Control>, &(Head, ControlCheck)> = HashMap::new();
    let signed =
        checks.iter().filter(|(head, check)| check.is_signed() && !head.withholds("control"));
    for one in signed {
        let known = newest.entry(one.1.control).or_insert(one);
        if known.1.signed < one.1.signed {
            *known = one;
        }
    }
    newest
}

/// The grade that a control speaks for: that of its newest check. One that is not carried out, or was never checked, says
/// nothing.
pub fn speaks_for(control: &Control, newest: Option<&(Head, ControlCheck)>) -> Option<Term> {
    let (head, check) = newest.filter(|_| control.state == control::State::Active)?;
    let level = check.level.as_ref().filter(|_| !head.withholds("level"))?;
    weights().grade_of_level(level)
}

/// What several controls say together: no more than the one that says least; direct ones before those by mappings.
pub fn together<'a>(shown: impl IntoIterator<Item = &'a Shown>) -> Option<Term> {
    let all: Vec<&Shown> = shown.into_iter().collect();
    let direct = all.iter().any(|one| one.by.is_none());
    let counting = all.into_iter().filter(|one| !direct || one.by.is_none());
    counting.map(|one| &one.grade).reduce(|one, other| weights().lower(one, other)).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check_record, control, id};
    use proptest::prelude::*;

    fn mapping(pairs: &[(u32, u32, Relationship)]) -> Vec<Pair> {
        let pair = |(source, target, relationship): &(u32, u32, Relationship)| Pair {
            source: Some(id(*source)),
            target: Some(id(*target)),
            relationship: *relationship,
            ..Pair::default()
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn t35_a_control_counts_wherever_it_is_mapped_and_in_part_where_the_mapping_is() {
        let mapped = Mapped::of(
            &mapping(&[
                (1, 10, Relationship::Equal),
                (1, 11, Relationship::Intersect),
                (12, 1, Relationship::Subset),
                (1, 13, Relationship::NotRelated),
            ]),
            &Below::new(),
        );
        let shown = mapped.shown(&[id(1)], &Term::from("met"));
        let grade = |number| shown.get(&id(number)).map(|shown| shown.grade.0.as_str());
        assert_eq!([grade(1), grade(10), grade(11)], [Some("met"), Some("met"), Some("partly")]);
        assert_eq!(
            [grade(12), grade(13)],
            [Some("met"), None],
            "what holds the other, seen from here"
        );
        assert_eq!(shown[&id(1)].by, None);
        assert_eq!(mapped.shown(&[id(10)], &Term::from("partly"))[&id(1)].grade.0, "partly");
    }

    #[test]
    fn ctl_05_what_leads_to_a_heading_leads_in_part_to_what_is_assessed_under_it() {
        let below = Below::from([(id(20), vec![id(21), id(22)])]);
        let mapped = Mapped::of(&mapping(&[(1, 20, Relationship::Equal)]), &below);
        let shown = mapped.shown(&[id(1)], &Term::from("met"));
        let told: Vec<_> = shown.iter().map(|(id, shown)| (*id, &*shown.grade.0)).collect();
        assert_eq!(told, [(id(1), "met"), (id(21), "partly"), (id(22), "partly")]);
        assert_eq!(mapped.from(id(22)), [(id(1), Relationship::Intersect)]);
    }

    #[test]
    fn ctl_08_a_control_speaks_by_its_newest_signed_check() {
        let head = stadga_testkit::rules::revision(id(5), "control-check", Default::default()).head;
        let old = (head.clone(), check_record("2023-01-10"));
        let new =
            (head, ControlCheck { level: Some("minor".into()), ..check_record("2024-01-10") });
        let checks = [new, old];
        let newest = newest(&checks);
        let mut one = control();
        let said = |one: &Control| speaks_for(one, newest.get(&id(1)).copied());
        assert_eq!(said(&one), Some("partly".into()));
        one.state = control::State::Ended;
        assert_eq!(said(&one), None);
    }

    proptest! {
        #[test]
        fn ctl_05_nothing_is_shown_better_than_what_shows_it(
            pairs in prop::collection::vec((0..6_u32, 6..12_u32, 0..5_usize), 0..20),
            grade in 0..3_usize,
        ) {
            let lies = [Relationship::Equal, Relationship::Subset, Relationship::Superset, Relationship::Intersect, Relationship::NotRelated];
            let pairs: Vec<_> = pairs.into_iter().map(|(a, b, at)| (a, b, lies[at])).collect();
            let grade = Term::from(["met", "partly", "not-met"][grade]);
            let weight = |grade: &Term| weights().grade_weight(grade).unwrap();
            let shown = Mapped::of(&mapping(&pairs), &Below::new()).shown(&[id(0), id(1)], &grade);
            for (to, one) in &shown {
                prop_assert!(weight(&one.grade) <= weight(&grade));
                let covers = one.by.is_none_or(|(_, lies)| lies.covers());
                prop_assert!(covers || weight(&one.grade) < 100, "{to}: {one:?}");
            }
            let together = together(shown.values()).unwrap();
            prop_assert_eq!(together, grade, "the direct ones decide");
        }
    }
}
