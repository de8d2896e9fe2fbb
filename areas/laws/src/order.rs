//! The order between the parts of a programme: what each waits for, and whether its plan heeds that (NIS-03).

use std::{collections::BTreeSet, sync::Arc};

use stadga_model::{Date, Finding, Id, Near, Record as _, Revision};

use crate::{Part, part::State};

/// How a part stands to one that it waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// There is nothing more to wait for.
    Over,
    /// It waits, and its plan leaves room for that.
    Waiting,
    /// It is planned to begin before this day, on which the other is to be done.
    Early(Date),
    /// It has begun, and the other is not done.
    Begun,
    /// The other was given up.
    GivenUp,
}

impl Wait {
    /// Its part of a text's key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Over => "over",
            Self::Waiting => "waiting",
            Self::Early(_) => "early",
            Self::Begun => "begun",
            Self::GivenUp => "given-up",
        }
    }

    /// Whether somebody must plan anew.
    pub fn is_amiss(self) -> bool {
        matches!(self, Self::Early(_) | Self::Begun | Self::GivenUp)
    }
}

impl Part {
    /// The first day on which it may begin by its plan: the one before which it cannot, or the last on which it can.
    pub fn planned_start(&self) -> Option<Date> {
        self.earliest.into_iter().chain(self.latest_start()).min()
    }

    /// How it stands to a part that it waits for.
    pub fn wait_for(&self, other: &Self) -> Wait {
        match (self.state, other.state) {
            (State::Done | State::Dropped, _) | (_, State::Done) => Wait::Over,
            (_, State::Dropped) => Wait::GivenUp,
            (State::Running | State::Introducing, _) => Wait::Begun,
            (State::NotStarted, _) => {
                let start = self.planned_start();
                let early = other.due.filter(|due| start.is_some_and(|start| start < *due));
                early.map_or(Wait::Waiting, Wait::Early)
            }
        }
    }
}

/// The parts that a part waits for, in its order, as far as they may be read.
pub(crate) fn awaited<'a>(
    part: &'a Part,
    near: &'a Near,
) -> impl Iterator<Item = (&'a Revision, Part)> {
    part.after.iter().filter_map(move |id| {
        let fits = |one: &&Arc<Revision>| one.head.kind == Part::KIND && one.head.id == id.cast();
        let revision = near.up.iter().find(fits)?;
        Some((&**revision, revision.typed::<Part>().ok()?))
    })
}

/// NIS-03: nothing waits for itself, and what waits is not planned to begin too soon.
pub(crate) fn rules(part: &Part, near: &Near) -> Vec<Finding> {
    let warned = awaited(part, near).filter_map(|(revision, other)| {
        let wait = part.wait_for(&other);
        let finding = Finding::warning("NIS-03").variant(wait.key()).on("after");
        let finding = finding.with("what", revision.title(Part::SPEC));
        match (wait, part.planned_start()) {
            (Wait::Early(day), Some(start)) => Some(finding.with("start", start).with("date", day)),
            _ => wait.is_amiss().then_some(finding),
        }
    });
    let round = Finding::blocking("NIS-03").variant("round").on("after");
    warned.chain(waits_for_itself(part, near).then_some(round)).collect()
}

/// Whether it waits for itself, or for one that waits for it. A longer way round is told on the programme: [`circle`].
fn waits_for_itself(part: &Part, near: &Near) -> bool {
    let back = near.pointing::<Part>().any(|(other, _)| part.after.contains(&other.head.id.cast()));
    back || awaited(part, near).any(|(one, other)| other.after.contains(&one.head.id.cast()))
}

/// The parts that wait for each other in a circle, so that none of them can ever begin.
pub(crate) fn circle(parts: &[(Id<Part>, Part)]) -> BTreeSet<Id<Part>> {
    let mut left: BTreeSet<Id<Part>> = parts.iter().map(|(id, _)| *id).collect();
    loop {
        let standing: Vec<&(Id<Part>, Part)> =
            parts.iter().filter(|(id, _)| left.contains(id)).collect();
        let awaited: BTreeSet<Id<Part>> =
            standing.iter().flat_map(|(_, part)| part.after.iter().copied()).collect();
        // Who waits for none of those that are left can begin; who none of them waits for is only behind the circle.
        let stays = |one: &&&(Id<Part>, Part)| {
            awaited.contains(&one.0) && one.1.after.iter().any(|other| left.contains(other))
        };
        let next: BTreeSet<Id<Part>> = standing.iter().filter(stays).map(|one| one.0).collect();
        if next.len() == left.len() {
            return next;
        }
        left = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, near, part, pointing, up};
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn to_be_done(state: State, due: &str) -> Part {
        Part { due: Some(day(due)), ..part(state) }
    }

    /// Begins at the latest 2025-07-02.
    fn waiting() -> Part {
        Part { after: vec![id(9)], ..part(State::NotStarted) }
    }

    #[test]
    fn nis_03_a_part_that_is_planned_to_begin_before_what_it_waits_for_is_told() {
        let told =
            |part: &Part, other: &Part| check(crate::part::rules, part, &up(&[(id(9), other)]));
        let (plans, running) = (waiting(), |due: &str| to_be_done(State::Running, due));
        assert_eq!(plans.planned_start(), Some(day("2025-07-02")));
        assert!(told(&plans, &running("2025-07-02")).is_empty(), "on the same day there is room");
        assert_eq!(told(&plans, &running("2025-07-03")), ["finding-nis-03-early"]);
        let soon = Part { earliest: Some(day("2025-02-01")), ..waiting() };
        assert_eq!(told(&soon, &running("2025-03-31")), ["finding-nis-03-early"]);
        let nobody_knows = Part { due: None, ..running("2025-03-31") };
        assert!(told(&plans, &nobody_knows).is_empty(), "it is told there that its time lacks");
        assert!(told(&plans, &part(State::Done)).is_empty());
        assert_eq!(told(&plans, &part(State::Dropped)), ["finding-nis-03-given-up"]);
    }

    #[test]
    fn nis_03_a_part_that_began_before_what_it_waits_for_was_done_is_told_until_that_is_done() {
        let begun = Part { state: State::Running, ..waiting() };
        assert_eq!(begun.wait_for(&part(State::Introducing)), Wait::Begun);
        assert_eq!(begun.wait_for(&part(State::Done)), Wait::Over);
        let ended = Part { state: State::Done, ..waiting() };
        assert_eq!(ended.wait_for(&part(State::Running)), Wait::Over);
    }

    #[test]
    fn nis_03_no_part_waits_for_itself_or_for_one_that_waits_for_it() {
        let told = |part: &Part, near: &Near| {
            let told = check(crate::part::rules, part, near);
            told.contains(&"finding-nis-03-round".to_owned())
        };
        // Whoever points gets the number 100 of a set record.
        let back = Part { after: vec![id(100)], ..waiting() };
        assert!(told(&back, &pointing("after", &[waiting()])));
        assert!(!told(&waiting(), &pointing("after", &[waiting()])));
        assert!(told(&waiting(), &up(&[(id(9), &waiting())])), "it is the one that it waits for");
        assert!(!told(&waiting(), &near()));
    }

    fn ordered(waits: &[&[u32]]) -> Vec<(Id<Part>, Part)> {
        let one = |(at, after): (u32, &&[u32])| {
            let after = after.iter().map(|other| id(*other)).collect();
            (id(at), Part { after, ..part(State::NotStarted) })
        };
        (0..).zip(waits).map(one).collect()
    }

    #[test]
    fn nis_03_a_circle_of_parts_is_found_without_those_before_and_behind_it() {
        assert!(circle(&ordered(&[&[], &[0], &[0, 1]])).is_empty());
        let round = circle(&ordered(&[&[], &[0, 3], &[1], &[2], &[3]]));
        assert_eq!(round, BTreeSet::from([id(1), id(2), id(3)]));
        assert_eq!(circle(&ordered(&[&[0]])), BTreeSet::from([id(0)]));
    }

    proptest! {
        #[test]
        fn nis_03_what_only_waits_for_what_stands_before_it_makes_no_circle(
            links in proptest::collection::vec((0u32..12, 0u32..12), 0..40),
        ) {
            let mut waits = vec![Vec::new(); 12];
            for (one, other) in links {
                if other < one {
                    waits[usize::try_from(one).unwrap()].push(other);
                }
            }
            let waits: Vec<&[u32]> = waits.iter().map(Vec::as_slice).collect();
            prop_assert!(circle(&ordered(&waits)).is_empty());
        }
    }
}
