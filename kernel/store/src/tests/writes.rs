//! Writes held to their promises: all faults at once, nothing half, nobody's change lost.

use super::{State, Task, door, task};
use crate::{Batch, ListQuery};
use stadga_model::{At, Finding, Id, Instant, Money, Refusal};

#[tokio::test]
async fn a_write_that_breaks_rules_tells_all_and_keeps_nothing() {
    let door = door().await;
    let lost: Id<Task> = Id::new(Instant::from_second(1).unwrap());
    let bad = Task { cost: Some(Money(-1)), causes: vec![lost], ..task(" ") };
    let Err(Refusal::Refused(findings)) = door.create(&bad, "").await else { panic!("kept") };
    let keys: Vec<_> = findings.iter().map(Finding::text_key).collect();
    assert_eq!(keys, ["finding-form-link", "finding-form-missing", "finding-tst-01"]);
    assert_eq!(door.list("task", &ListQuery::default()).await.unwrap().total, 0);
    let kept = door.create(&task("bra"), "").await.unwrap();
    assert_eq!(kept.head.number, "T-2023-0001", "a refused write takes no number");
}

#[tokio::test]
async fn what_a_body_leaves_out_has_its_default_everywhere() {
    let door = door().await;
    let body = serde_json::json!({"title": "utan läge"}).as_object().cloned().unwrap();
    let draft = stadga_model::Draft { id: Id::new(door.now()), kind: "task", body };
    let made = door.write(Batch { creates: vec![draft], ..Batch::default() }).await.unwrap();
    assert_eq!(made.revisions[0].head.state.as_deref(), Some("open"));
    assert_eq!(
        door.read(made.revisions[0].head.id).await.unwrap().head.state.as_deref(),
        Some("open")
    );
}

#[tokio::test]
async fn the_later_of_two_writers_sees_the_others_version() {
    let door = door().await;
    let id = door.create(&task("ett"), "").await.unwrap().head.id.cast::<Task>();
    let (mut first, mut second) =
        (door.open_as(id).await.unwrap(), door.open_as(id).await.unwrap());
    first.body.title = "två".into();
    second.body.title = "tre".into();
    door.save(first, "").await.unwrap();
    let Err(Refusal::Stale(theirs)) = door.save(second, "").await else { panic!("overwritten") };
    assert_eq!(theirs.body["title"], "två");
    assert_eq!(door.history(id.cast()).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_batch_is_all_or_nothing_and_may_link_within_itself() {
    let door = door().await;
    let now = Instant::from_second(1_700_000_000).unwrap();
    let (one, two): (Id<Task>, Id<Task>) = (Id::new(now), Id::new(now));
    let draft = |id, causes: Vec<Id<Task>>, title: &str| {
        stadga_model::Draft::new(id, &Task { causes, ..task(title) }).unwrap()
    };
    let good = vec![draft(one, vec![two], "ett"), draft(two, vec![one], "två")];
    let bad = vec![draft(Id::new(now), vec![], "tre"), draft(Id::new(now), vec![], "")];
    assert!(door.write(Batch { creates: bad, ..Batch::default() }).await.is_err());
    let dry = Batch { creates: good.clone(), dry_run: true, ..Batch::default() };
    assert_eq!(door.write(dry).await.unwrap().revisions.len(), 2);
    assert_eq!(door.list("task", &ListQuery::default()).await.unwrap().total, 0);
    door.write(Batch { creates: good, ..Batch::default() }).await.unwrap();
    let near = door.near(one.cast()).await.unwrap();
    assert_eq!((near.up.len(), near.down.len()), (1, 1));
}

#[tokio::test]
async fn the_past_cannot_be_changed_and_moves_follow_the_lifecycle() {
    let door = door().await;
    let done = door.create(&Task { state: State::Done, ..task("klar") }, "").await.unwrap();
    let past = door.looking_from(At::Past(done.head.at));
    assert!(matches!(past.open(done.head.id).await, Err(Refusal::Past)));
    let mut opened = door.open_as::<Task>(done.head.id.cast()).await.unwrap();
    opened.body.state = State::Open;
    let Err(Refusal::Refused(findings)) = door.save(opened, "").await else { panic!("kept") };
    assert_eq!(findings[0].text_key(), "finding-form-move");
}
