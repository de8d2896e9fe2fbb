//! What the program does by itself while it serves: each job by one instance only, however many share the database.

use crate::{
    checkpoints::Keeper,
    config::Settings,
    fault::Fault,
    organisations::{Organisation, Organisations},
    serve,
};
use jiff::{ToSpan as _, tz::TimeZone};
use stadga_model::{Instant, local_date};
use stadga_store::{Store, Swept};
use std::time::Duration;

/// How often it is asked whether a job is due.
const EVERY: Duration = Duration::from_secs(60);
/// So many rounds go by until an organisation that nobody uses is asked.
const ROUNDS: u32 = 60;
/// Who has had a job for so long without ending it has died.
const PATIENCE: Duration = Duration::from_secs(2 * 60 * 60);
/// The hour of the night, in Sweden, at which the rules are asked.
const NIGHT: i8 = 2;

/// A job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Job {
    /// Asks the rules about every record.
    Breaches,
    /// Writes a checkpoint of the log.
    Checkpoint,
    /// Sweeps away files that were handed in and never used.
    Files,
}

impl Job {
    const ALL: [Self; 3] = [Self::Breaches, Self::Checkpoint, Self::Files];

    /// Its name in the table of jobs.
    const fn name(self) -> &'static str {
        match self {
            Self::Breaches => "breaches",
            Self::Checkpoint => "checkpoint",
            Self::Files => "files",
        }
    }

    /// When it is due again: nightly or hourly.
    fn next(self, now: Instant) -> Instant {
        let hour = now.saturating_add(1.hour()).unwrap_or(now);
        match self {
            Self::Breaches => night(now).unwrap_or(hour),
            Self::Checkpoint | Self::Files => hour,
        }
    }
}

/// The next time that it is night in Sweden.
fn night(now: Instant) -> Option<Instant> {
    let zone = TimeZone::get("Europe/Stockholm").ok()?;
    let tonight = local_date(now).at(NIGHT, 0, 0, 0).to_zoned(zone.clone()).ok()?.timestamp();
    if tonight > now {
        return Some(tonight);
    }
    let tomorrow = local_date(now).tomorrow().ok()?;
    Some(tomorrow.at(NIGHT, 0, 0, 0).to_zoned(zone).ok()?.timestamp())
}

/// Does what is due, now and then, for ever; not in the first minute, which is the pages'. Organisations that nobody uses
/// are opened for it each hour, and closed again.
pub async fn keep_on(all: Organisations) {
    for round in 0.. {
        tokio::time::sleep(EVERY).await;
        for one in all.iter() {
            if (round % ROUNDS == 0 || one.is_open().await)
                && let Err(fault) = keep(&all, one).await
            {
                let organisation = one.settings.org();
                tracing::error!(%fault, organisation, "its jobs could not be done");
            }
            one.rest().await;
        }
    }
}

async fn keep(all: &Organisations, one: &Organisation) -> Result<(), Fault> {
    let (open, keeper) = (all.open(one).await?, Keeper::open(&one.settings)?);
    for job in Job::ALL {
        if let Err(fault) = in_turn(&open.app.store, job, &keeper).await {
            let organisation = one.settings.org();
            tracing::error!(%fault, organisation, job = job.name(), "a job could not be done");
        }
    }
    Ok(())
}

/// Does the job if it is due and no other instance has it. One that fails is tried again when it next is due.
async fn in_turn(store: &Store, job: Job, keeper: &Keeper) -> Result<(), Fault> {
    let Some(turn) = store.take_turn(job.name(), PATIENCE).await? else { return Ok(()) };
    let done = work(store, job, keeper).await;
    store.end_turn(turn, job.next(store.now())).await?;
    done
}

async fn work(store: &Store, job: Job, keeper: &Keeper) -> Result<(), Fault> {
    match job {
        Job::Breaches => {
            let swept = store.sweep_breaches().await?;
            tracing::info!(swept.records, swept.standing, swept.gone, "the rules have been asked");
        }
        Job::Files => drop(store.sweep_files().await?),
        Job::Checkpoint => drop(keeper.write(store).await?),
    }
    Ok(())
}

/// `stadga sweep`: asks the rules about every record now.
///
/// # Errors
/// When the database cannot be used.
pub async fn sweep(settings: &Settings) -> Result<String, Fault> {
    let app = serve::open(settings).await?;
    let swept = app.store.sweep_breaches().await;
    app.store.close().await;
    let Swept { records, standing, gone } = swept?;
    Ok(format!(
        "Records: {records}. Breaches that stand: {standing}. Gone since last time: {gone}."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::SettingsOptions;
    use stadga_model::Clock;
    use stadga_store::Keys;
    use std::sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    };

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn the_rules_are_asked_at_night_in_sweden() {
        assert_eq!(Job::Breaches.next(at("2026-01-10T00:30:00Z")), at("2026-01-10T01:00:00Z"));
        assert_eq!(Job::Breaches.next(at("2026-01-10T01:00:00Z")), at("2026-01-11T01:00:00Z"));
        assert_eq!(Job::Breaches.next(at("2026-07-10T12:00:00Z")), at("2026-07-11T00:00:00Z"));
        assert_eq!(Job::Files.next(at("2026-07-10T12:00:00Z")), at("2026-07-10T13:00:00Z"));
    }

    /// A clock that the test sets.
    #[derive(Default)]
    struct Set(AtomicI64);

    impl Clock for Set {
        fn now(&self) -> Instant {
            Instant::from_second(self.0.load(Ordering::SeqCst)).unwrap()
        }
    }

    #[tokio::test]
    async fn a_job_is_done_when_it_is_due_and_not_before() {
        let ground = crate::assembly::Ground::read().unwrap();
        let clock = Arc::new(Set(AtomicI64::new(at("2026-07-10T12:00:00Z").as_second())));
        let place = stadga_store::Place::Memory;
        let store = ground.open(place, "org", clock.clone(), Keys::none()).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let data = Some(folder.path().to_owned());
        let options = SettingsOptions { data, ..SettingsOptions::default() };
        let settings = Settings::read(&options, []).unwrap();
        let keeper = Keeper::open(&settings).unwrap();
        let taken = async |job: Job| store.take_turn(job.name(), PATIENCE).await.unwrap().is_some();
        for job in Job::ALL {
            in_turn(&store, job, &keeper).await.unwrap();
            assert!(!taken(job).await, "{job:?} is due again at once");
        }
        clock.0.fetch_add(60 * 60, Ordering::SeqCst);
        assert!(taken(Job::Files).await && taken(Job::Checkpoint).await);
        assert!(!taken(Job::Breaches).await);
    }
}
