//! How great a risk is as lists hold it: worked out of its steps by the edition of its method whenever the risk is written
//! (RSK-02, RSK-06, RSK-09).
//!
//! An edition never says anything else than it said: a test pins the level of every step of every edition. So what was
//! worked out stays true. What was written before lists held levels is brought up to date on the page of the risk picture.

use stadga_model::{Head, Scales, Term};
use std::sync::LazyLock;

use super::{Risk, is_withheld};
use crate::method::Moment;

/// The levels from the lowest, as `content/scales/risks.toml` has them.
static LEVELS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let scales = Scales::read(crate::SCALES.iter().copied()).unwrap_or_default();
    let steps = scales.get("risk-level").map(|scale| scale.steps.as_slice()).unwrap_or_default();
    steps.iter().map(|step| step.key.clone()).collect()
});

/// The place of a level on its scale, from 1: the higher the greater.
pub fn rank(level: &str) -> Option<i64> {
    let found = (1i64..).zip(LEVELS.iter()).find(|(_, one)| *one == level);
    found.map(|(place, _)| place)
}

/// What is held of one moment: the level, its place on the scale, the cell of the matrix.
type Held = (Option<Term>, Option<i64>, Option<String>);

/// Works out what lists hold, of the steps as they stand.
pub fn complete(risk: &mut Risk) {
    let over = risk.by().zip(risk.level(Moment::Current)).map(|(by, level)| !by.is_free(level));
    let [inherent, current, target] = Moment::ALL.map(|moment| held(risk, moment));
    (risk.level_inherent, risk.rank_inherent, risk.cell_inherent) = inherent;
    (risk.level_current, risk.rank_current, risk.cell_current) = current;
    (risk.level_target, risk.rank_target, risk.cell_target) = target;
    risk.over = over.unwrap_or(false);
}

fn held(risk: &Risk, moment: Moment) -> Held {
    let level = risk.level(moment);
    let rating = risk.by().zip(risk.rating(moment));
    let cell = rating.map(|(by, rating)| by.cell_name(rating.likelihood, rating.consequence));
    (level.map(Term::from), level.and_then(rank), cell)
}

/// Whether lists hold something else of a risk than its steps say: it was written before they held levels.
pub fn is_behind((head, risk): &(Head, Risk)) -> bool {
    let mut now = risk.clone();
    complete(&mut now);
    !is_withheld(head) && now != *risk
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        method::{Rating, methods},
        tests::{head, risk},
    };
    use proptest::prelude::*;

    #[test]
    fn rsk_06_what_lists_hold_follows_from_the_steps_as_it_is_written() {
        let mut one = risk();
        assert!(is_behind(&(head(1), one.clone())), "written before lists held levels");
        complete(&mut one);
        let level = |term: &Option<Term>| term.as_ref().map(|term| term.0.clone());
        let levels = [&one.level_inherent, &one.level_current, &one.level_target].map(level);
        assert_eq!(levels, ["high", "high", "medium"].map(|key| Some(key.to_owned())));
        assert_eq!(
            (one.rank_inherent, one.rank_current, one.rank_target),
            (Some(3), Some(3), Some(2))
        );
        assert_eq!(one.cell_current.as_deref(), Some("skr (3×4)"));
        assert!(one.over && !is_behind(&(head(1), one.clone())));
        // What somebody sends of it is not listened to, and what is assessed no longer is held no longer.
        (one.likelihood, one.rank_current) = (None, Some(9));
        complete(&mut one);
        assert_eq!((one.level_current.clone(), one.rank_current), (None, None));
        assert!(one.cell_current.is_none() && !one.over);
    }

    /// An edition whose steps gave another level would make what is held untrue: what is changed is a new edition.
    #[test]
    fn rsk_11_an_edition_says_for_ever_what_it_said() {
        let said: Vec<String> =
            methods().iter().map(|by| format!("{} {}", by.key, pinned(by))).collect();
        assert_eq!(said, PINNED, "a method that is changed gets a new key and a period");
    }

    /// The levels of all steps of a method in a row: by likelihood, consequence and detection, each level as its rank; and
    /// the levels that are borne freely.
    fn pinned(by: &crate::method::Method) -> String {
        let most = |grades: &[crate::method::Grade]| i64::try_from(grades.len()).unwrap();
        let hidden = most(&by.detection).max(1);
        // A weighted sum tells every change of a long row, in few letters.
        let (mut sum, mut place) = (0i64, 0i64);
        for likelihood in 1..=most(&by.likelihood) {
            for consequence in 1..=most(&by.consequence) {
                for detection in 1..=hidden {
                    let rating = Rating { likelihood, consequence, detection: Some(detection) };
                    let level = by.level(rating).and_then(rank).unwrap();
                    place += 1;
                    sum = (sum * 5 + level) % 1_000_000_007;
                }
            }
        }
        let free =
            ["low", "medium", "high", "very-high"].into_iter().filter(|level| by.is_free(level));
        format!("{place} {sum} {}", free.collect::<Vec<_>>().join(" "))
    }

    const PINNED: [&str; 4] = [
        "skr-1 16 403636327 low",
        "skr-2 16 403636327 low",
        "five-1 25 23783542 low",
        "fmea-1 1000 812686100 low",
    ];

    proptest! {
        /// Lists hold what the pages show, whatever the steps.
        #[test]
        fn rsk_06_lists_hold_what_pages_show(at in 0..methods().len(), l in 1i64..6, c in 1i64..6, d in 1i64..11) {
            let mut one = risk();
            one.method = Term(methods()[at].key.clone());
            (one.likelihood, one.detection) = (Some(l), Some(d));
            one.consequences[0].current = Some(c);
            complete(&mut one);
            let shown = one.level(Moment::Current);
            prop_assert_eq!(one.level_current.as_ref().map(|term| term.0.as_str()), shown);
            prop_assert_eq!(one.rank_current, shown.and_then(rank));
            prop_assert_eq!(one.over, shown.is_some_and(|level| !methods()[at].is_free(level)));
        }
    }
}
