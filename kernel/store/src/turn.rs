//! Writers take turns, and those who wait meanwhile go together: one transaction and one wait for the disk, in which each
//! batch is kept whole or undone by itself.

use crate::{Batch, Store, Written, engine::sql, write::are_apart};
use stadga_model::{Actor, Refusal};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot;

/// So many batches go together at the most.
const TOGETHER: usize = 64;

/// The batches that wait for their turn, and the turn itself.
#[derive(Default)]
pub(crate) struct Queue {
    waiting: Mutex<Vec<Waiting>>,
    turn: tokio::sync::Mutex<()>,
}

/// A batch whose writer waits to be told.
struct Waiting {
    actor: Actor,
    batch: Batch,
    tell: oneshot::Sender<Told>,
}

type Told = Result<Written, Refusal>;

impl Queue {
    fn all(&self) -> MutexGuard<'_, Vec<Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) -> Vec<Waiting> {
        let mut all = self.all();
        let count = all.len().min(TOGETHER);
        all.drain(..count).collect()
    }
}

impl Store {
    /// Writes a batch in the name of `actor`, whose permissions the door has checked for the opened records. A writer who
    /// goes away does not undo it.
    ///
    /// # Errors
    /// Denied; stale, with the other's version; refused, with everything that the rules say; broken.
    pub(crate) async fn write(&self, actor: &Actor, batch: Batch) -> Told {
        let (tell, told) = oneshot::channel();
        self.queue.all().push(Waiting { actor: actor.clone(), batch, tell });
        let store = self.clone();
        tokio::spawn(async move {
            let _turn = store.queue.turn.lock().await;
            // Those who were told by the turn before write again before this one begins.
            tokio::task::yield_now().await;
            // Whoever had the turn before may have taken this one's batch along.
            let waiting = store.queue.next();
            if !waiting.is_empty() {
                store.write_all(waiting).await;
            }
        });
        told.await.map_err(|_| Refusal::broken("a write came to no end"))?
    }

    /// Nobody is told before all of it is on disk: what one was refused for may be what another has just written.
    async fn write_all(&self, waiting: Vec<Waiting>) {
        let (mut batches, mut writers) = (Vec::new(), Vec::new());
        for Waiting { actor, batch, tell } in waiting {
            batches.push((actor, batch));
            writers.push(tell);
        }
        let mut done = self.write_together(batches).await;
        for tell in writers.into_iter().rev() {
            let own = match &mut done {
                Ok(each) => each.pop().unwrap_or_else(|| Err(lost())),
                Err(fault) => Err(again(fault)),
            };
            // One who has gone away needs no answer.
            let _ = tell.send(own);
        }
    }

    /// Batches that have nothing to do with each other are written at once; where one is refused, each by itself.
    async fn write_together(&self, batches: Vec<(Actor, Batch)>) -> Result<Vec<Told>, Refusal> {
        if are_apart(&self.kinds, &batches) {
            match self.write_at_once(&batches).await {
                Ok(done) => return Ok(done.into_iter().map(Ok).collect()),
                Err(fault @ (Refusal::Away(_) | Refusal::Full(_))) => return Err(fault),
                Err(fault) if batches.len() == 1 => return Ok(vec![Err(fault)]),
                Err(_) => {}
            }
        }
        self.write_one_by_one(&batches).await
    }

    async fn write_at_once(&self, batches: &[(Actor, Batch)]) -> Result<Vec<Written>, Refusal> {
        let mut tx = self.begin().await?;
        match self.write_in(&mut tx, batches).await {
            Ok(done) => {
                tx.commit().await?;
                Ok(done.into_iter().map(|(written, _)| written).collect())
            }
            Err(fault) => {
                tx.undo().await?;
                Err(fault)
            }
        }
    }

    async fn write_one_by_one(&self, batches: &[(Actor, Batch)]) -> Result<Vec<Told>, Refusal> {
        let mut tx = self.begin().await?;
        let (mut done, mut scrub) = (Vec::new(), false);
        for batch in batches {
            sql("SAVEPOINT batch").run(&mut tx).await?;
            let told = self.write_in(&mut tx, std::slice::from_ref(batch)).await;
            if batch.1.dry_run || told.is_err() {
                sql("ROLLBACK TO SAVEPOINT batch").run(&mut tx).await?;
            }
            sql("RELEASE SAVEPOINT batch").run(&mut tx).await?;
            let own = told.and_then(|mut one| one.pop().ok_or_else(lost));
            scrub |= !batch.1.dry_run && own.as_ref().is_ok_and(|(_, scrub)| *scrub);
            done.push(own.map(|(written, _)| written));
        }
        tx.commit().await?;
        if scrub && let Err(fault) = self.scrub().await {
            tracing::error!(%fault, "the database's files still hold what was sealed or taken away");
        }
        Ok(done)
    }
}

fn lost() -> Refusal {
    Refusal::broken("a write was lost")
}

/// What stopped all of them, told to one more.
fn again(fault: &Refusal) -> Refusal {
    match fault {
        Refusal::Away(cause) => Refusal::Away(cause.clone()),
        Refusal::Full(cause) => Refusal::Full(cause.clone()),
        other => Refusal::broken(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{Task, store, task};
    use stadga_model::{At, Clock as _, Draft, Id, Money, SystemClock};

    #[tokio::test]
    async fn who_go_together_are_each_kept_or_undone_alone() {
        let store = store().await;
        let door = store.door(Actor::program("test"), At::Now);
        let shared = door.create(&task("från början"), "").await.unwrap().head.id.cast::<Task>();
        let opened = door.open_as(shared).await.unwrap();
        // All of them wait while somebody else has the turn, so that they go together.
        let turn = store.queue.turn.lock().await;
        let writers = (0..12).map(|number| {
            let (store, mut opened) = (store.clone(), opened.clone());
            tokio::spawn(async move {
                let door = store.door(Actor::program("test"), At::Now);
                match number % 4 {
                    0 => door.create(&task("bra"), "").await.map(drop),
                    1 => {
                        let wrong = Task { cost: Some(Money(-1)), ..task("fel") };
                        door.create(&wrong, "").await.map(drop)
                    }
                    2 => {
                        let draft = Draft::new(Id::<Task>::new(door.now()), &task("prov")).unwrap();
                        let batch =
                            Batch { creates: vec![draft], dry_run: true, ..Batch::default() };
                        door.write(batch).await.map(drop)
                    }
                    _ => {
                        opened.body.title = format!("ändrad {number}");
                        door.save(opened, "").await.map(drop)
                    }
                }
            })
        });
        let writers: Vec<_> = writers.collect();
        while store.queue.all().len() < writers.len() {
            tokio::task::yield_now().await;
        }
        drop(turn);
        let mut told = Vec::new();
        for writer in writers {
            told.push(writer.await.unwrap());
        }
        let kept =
            |sort: usize| told.iter().skip(sort).step_by(4).filter(|told| told.is_ok()).count();
        assert_eq!([kept(0), kept(1), kept(2), kept(3)], [3, 0, 3, 1]);
        let titles: Vec<_> = door.all::<Task>(crate::ListQuery::default()).await.unwrap();
        let mut titles: Vec<_> = titles.into_iter().map(|(_, task)| task.title).collect();
        titles.sort();
        assert_eq!(titles[..3], ["bra", "bra", "bra"]);
        assert!(titles.len() == 4 && titles[3].starts_with("ändrad"), "{titles:?}");
        assert_eq!(store.verify(&[]).await.unwrap().revisions, 5);
    }

    /// Writes all of these at once; returns what each was told.
    async fn at_once(store: &Store, batches: Vec<Batch>) -> Vec<Told> {
        let actor = Actor::program("test");
        store
            .write_together(batches.into_iter().map(|b| (actor.clone(), b)).collect())
            .await
            .unwrap()
    }

    fn creates(tasks: &[Task]) -> Batch {
        let draft = |task| Draft::new(Id::<Task>::new(SystemClock.now()), task).unwrap();
        Batch { creates: tasks.iter().map(draft).collect(), ..Batch::default() }
    }

    #[tokio::test]
    async fn who_are_written_at_once_have_numbers_places_and_instants_of_their_own() {
        let store = store().await;
        let batches = (0..5).map(|nth| creates(&vec![task("bra"); nth + 1])).collect();
        let told = at_once(&store, batches).await;
        let heads = told.iter().flatten().flat_map(|written| &written.revisions);
        let heads: Vec<_> = heads.map(|revision| &revision.head).collect();
        let mut numbers: Vec<_> = heads.iter().map(|head| &head.number).collect();
        numbers.dedup();
        assert_eq!(numbers.len(), 15);
        assert!(numbers.is_sorted() && numbers[14].ends_with("0015"), "{numbers:?}");
        let mut instants: Vec<_> = heads.iter().map(|head| head.at).collect();
        instants.dedup();
        assert!(
            instants.len() == 5 && instants.is_sorted(),
            "each batch is later than the one before"
        );
        let next = at_once(&store, vec![creates(&[task("sen")])]).await;
        let next = &next[0].as_ref().unwrap().revisions[0].head;
        assert!(next.number.ends_with("0016") && next.at > instants[4]);
        assert_eq!(store.verify(&[]).await.unwrap().revisions, 16);
    }

    #[tokio::test]
    async fn one_that_is_refused_undoes_none_of_those_that_go_with_it() {
        let store = store().await;
        let wrong = Task { cost: Some(Money(-1)), ..task("fel") };
        let batches =
            vec![creates(&[task("ett")]), creates(&[task("två"), wrong]), creates(&[task("tre")])];
        let told = at_once(&store, batches).await;
        assert!(told[0].is_ok() && told[2].is_ok(), "{told:?}");
        assert!(matches!(told[1], Err(Refusal::Refused(_))), "{told:?}");
        let numbers: Vec<_> = told.iter().flatten().map(|w| &w.revisions[0].head.number).collect();
        assert!(numbers[0].ends_with("0001") && numbers[1].ends_with("0002"), "{numbers:?}");
        assert_eq!(store.verify(&[]).await.unwrap().revisions, 2);
    }

    #[tokio::test]
    async fn of_two_changes_of_one_record_in_a_batch_the_second_comes_too_late() {
        let store = store().await;
        let door = store.door(Actor::program("test"), At::Now);
        let id = door.create(&task("ett"), "").await.unwrap().head.id.cast::<Task>();
        let opened = door.open_as(id).await.unwrap().erase().unwrap();
        let twice = Batch { saves: vec![opened.clone(), opened], ..Batch::default() };
        let told = at_once(&store, vec![twice]).await;
        assert!(matches!(told[0], Err(Refusal::Stale(_))), "{told:?}");
        assert_eq!(store.verify(&[]).await.unwrap().revisions, 1);
    }

    #[tokio::test]
    async fn a_writer_who_goes_away_leaves_nothing_half_done() {
        let store = store().await;
        let door = store.door(Actor::program("test"), At::Now);
        let turn = store.queue.turn.lock().await;
        let (one, two) = (task("ett"), task("två"));
        let gone = tokio::time::timeout(std::time::Duration::from_millis(1), door.create(&one, ""));
        assert!(gone.await.is_err());
        drop(turn);
        door.create(&two, "").await.unwrap();
        assert_eq!(store.verify(&[]).await.unwrap().revisions, 2);
    }
}
