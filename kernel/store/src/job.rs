//! Jobs that are done now and then by one program instance, however many there are in front of the database.

use crate::{Store, engine::sql};
use stadga_model::{Id, Instant, Refusal};
use std::time::Duration;

/// No job waits longer than this to be due again.
const FAR: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// A job that this instance has taken: nobody else does it meanwhile.
#[derive(Debug)]
#[must_use]
pub struct Turn {
    name: String,
    by: String,
}

impl Store {
    /// Takes the job called `name` if its time has come and nobody has it. One that was taken longer than `patience` ago
    /// and not ended is free again: whoever took it has died. A job that never was is due at once, and so is one whose time
    /// is further off than any job's: the clock went wrong and was set back.
    ///
    /// # Errors
    /// Broken.
    pub async fn take_turn(&self, name: &str, patience: Duration) -> Result<Option<Turn>, Refusal> {
        let now = self.now();
        let until = now.as_microsecond().saturating_add(micros(patience));
        let by = Id::<()>::new(now).to_string();
        let take = sql("INSERT INTO job (org, name, due, taken_until, taken_by) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (org, name) DO UPDATE SET taken_until = excluded.taken_until, taken_by = excluded.taken_by
            WHERE (job.due <= excluded.due OR job.due > $6)
            AND (job.taken_until <= excluded.due OR job.taken_until > $6) RETURNING name");
        let take = take.bind(&*self.org).bind(name).bind(now.as_microsecond()).bind(until);
        let take = take.bind(&by).bind(now.as_microsecond().saturating_add(micros(FAR)));
        let taken = take.maybe(&mut self.write_one().await?).await?;
        Ok(taken.map(|_| Turn { name: name.to_owned(), by }))
    }

    /// Ends a job that was taken: it is due again at `next`. Of no effect where another has taken it meanwhile.
    ///
    /// # Errors
    /// Broken.
    pub async fn end_turn(&self, turn: Turn, next: Instant) -> Result<(), Refusal> {
        let end = sql("UPDATE job SET due = $1, taken_until = 0, taken_by = ''
            WHERE org = $2 AND name = $3 AND taken_by = $4");
        let end = end.bind(next.as_microsecond()).bind(&*self.org).bind(turn.name).bind(turn.by);
        end.run(&mut self.write_one().await?).await.map(drop)
    }
}

fn micros(time: Duration) -> i64 {
    i64::try_from(time.as_micros()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use crate::tests::store;
    use std::time::Duration;

    const LONG: Duration = Duration::from_secs(1_000_000);

    #[tokio::test]
    async fn a_job_is_taken_by_one_and_due_again_when_it_is_said() {
        let store = store().await;
        let turn = store.take_turn("sweep", LONG).await.unwrap().unwrap();
        assert!(store.take_turn("sweep", LONG).await.unwrap().is_none());
        assert!(store.take_turn("other", LONG).await.unwrap().is_some());
        let soon = store.now();
        store.end_turn(turn, soon).await.unwrap();
        let turn = store.take_turn("sweep", LONG).await.unwrap().unwrap();
        let late = store.now() + Duration::from_secs(1_000_000);
        store.end_turn(turn, late).await.unwrap();
        assert!(store.take_turn("sweep", LONG).await.unwrap().is_none());
    }

    #[tokio::test]
    async fn of_many_that_ask_at_once_one_takes_a_job() {
        let store = store().await;
        let ask = || {
            let store = store.clone();
            tokio::spawn(async move { store.take_turn("sweep", LONG).await.unwrap().is_some() })
        };
        let asked: Vec<_> = (0..8).map(|_| ask()).collect();
        let mut taken = 0;
        for one in asked {
            taken += usize::from(one.await.unwrap());
        }
        assert_eq!(taken, 1);
    }

    #[tokio::test]
    async fn a_job_whose_taker_died_is_free_again_and_the_dead_end_nothing() {
        let store = store().await;
        let dead = store.take_turn("sweep", Duration::ZERO).await.unwrap().unwrap();
        let _living = store.take_turn("sweep", LONG).await.unwrap().unwrap();
        store.end_turn(dead, store.now()).await.unwrap();
        assert!(store.take_turn("sweep", LONG).await.unwrap().is_none());
    }
}
