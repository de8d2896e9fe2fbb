//! Time travel: any sequence of writes, read as of any instant, equals what was current then.

use super::{Task, block_on, cases, door, task};
use crate::{Door, ListQuery, Sort};
use jiff::ToSpan as _;
use proptest::prelude::*;
use stadga_model::{At, Id, Instant};

/// One step of a random history: which record, and its new title and cause.
pub(super) type Step = (usize, String, Option<usize>);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn sec_06_every_past_instant_reads_as_it_was_then(steps in prop::collection::vec((0..4_usize, "[a-zåäö]{1,6}", prop::option::of(0..4_usize)), 1..25)) {
        block_on(async move { replay(steps).await });
    }
}

/// Writes the steps, remembering after each what was current; then reads every instant again.
async fn replay(steps: Vec<Step>) {
    let door = door().await;
    let mut ids: Vec<Option<Id<Task>>> = vec![None; 4];
    let mut seen: Vec<(Instant, Vec<(String, usize)>)> = Vec::new();
    for (which, title, cause) in steps {
        let causes: Vec<_> = cause.and_then(|cause| ids[cause]).into_iter().collect();
        let at = match ids[which] {
            None => {
                let made = door.create(&Task { causes, ..task(&title) }, "").await.unwrap();
                ids[which] = Some(made.head.id.cast());
                made.head.at
            }
            Some(id) => {
                let mut opened = door.open_as(id).await.unwrap();
                opened.body = Task { causes, ..task(&title) };
                door.save(opened, "").await.unwrap().head.at
            }
        };
        seen.push((at, picture(&door).await));
    }
    for (at, expected) in seen {
        for instant in [at, at.checked_add(1.microseconds()).unwrap()] {
            assert_eq!(
                picture(&door.looking_from(At::Past(instant))).await,
                expected,
                "as of {instant}"
            );
        }
    }
}

/// All titles with the number of records that link to each.
pub(super) async fn picture(door: &Door) -> Vec<(String, usize)> {
    let sort = Some(Sort { field: "number".into(), descending: false });
    let mut picture = Vec::new();
    for (head, task) in door.all::<Task>(ListQuery { sort, ..ListQuery::default() }).await.unwrap()
    {
        picture.push((task.title, door.near(head.id).await.unwrap().down.len()));
    }
    picture
}
