//! The demo region's audits: no rule is broken on any day, and they show what the requirements ask for.

use super::world::World;
use crate::{follow_up::WHITE, promise::Standing, status::status};
use std::collections::BTreeMap;

#[test]
fn no_fixture_breaks_a_rule_on_any_day() {
    for date in ["2024-02-20", "2024-06-05", "2025-03-15", "2025-12-31", "2026-02-20", "2026-11-22"]
    {
        for (key, findings) in World::on(date).findings() {
            let broken: Vec<_> = findings.iter().filter(|finding| finding.is_blocking()).collect();
            assert!(broken.is_empty(), "{key} on {date}: {broken:#?}");
        }
    }
}

#[test]
fn aud_20_promises_past_their_date_are_found_in_the_demo() {
    let world = World::on("2026-11-22");
    let dossier = world.dossier("gra-2024");
    let mut standings = BTreeMap::new();
    for kept in &dossier.promises {
        *standings.entry(kept.record.standing(dossier.today()).key()).or_insert(0) += 1;
    }
    assert_eq!(standings.get(Standing::Overdue.key()), Some(&1));
    assert_eq!(standings.get(Standing::KeptLate.key()), Some(&1));
    assert_eq!(standings.get(Standing::Kept.key()), Some(&2));
}

#[test]
fn t30_ten_older_points_of_which_three_are_white_with_what_replaced_them() {
    let dossier = World::on("2026-11-22").dossier("gra-2024");
    let white = dossier.follow_ups.iter().filter(|kept| {
        kept.record.grade.as_ref().is_some_and(|grade| grade.0 == WHITE)
            && kept.record.replaced_by.is_some()
            && kept.record.reason.is_some()
    });
    assert_eq!((dossier.follow_ups.len(), white.count()), (10, 3));
}

#[test]
fn t39_the_state_on_the_assessment_s_day_differs_from_today() {
    let then = World::on("2024-06-10").dossier("gra-2024");
    let now = World::on("2026-11-22").dossier("gra-2024");
    let done = |dossier| status(dossier).iter().map(|row| row.done).sum::<usize>();
    assert!(done(&then) < done(&now));
    assert!(then.checkpoints[0].record.result.is_none());
}

#[test]
fn aud_18_the_checkpoint_is_prepared_from_the_same_records() {
    let rows = status(&World::on("2026-11-22").dossier("gra-2026"));
    let counts: Vec<_> = rows.iter().map(|row| (row.done, row.measures, row.unfunded)).collect();
    assert_eq!(counts, [(0, 1, 0), (1, 2, 1), (0, 1, 1), (0, 0, 0)]);
}
