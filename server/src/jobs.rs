//! What the program does by itself while it serves: each job by one instance only, however many share the database.

use crate::{
    backup::Backups,
    checkpoints::Keeper,
    config::Settings,
    fault::Fault,
    metrics::Metrics,
    organisations::{Organisation, Organisations},
    serve,
    stop::Stop,
};
use jiff::{ToSpan as _, tz::TimeZone};
use stadga_model::{Instant, local_date};
use stadga_store::{Store, Swept};
use std::time::{self, Duration};

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
    /// Makes a backup, where the settings say where and for whom.
    Backup,
    /// Asks the rules about every record.
    Breaches,
    /// Writes a checkpoint of the log.
    Checkpoint,
    /// Sweeps away files that were handed in and never used.
    Files,
}

impl Job {
    const ALL: [Self; 4] = [Self::Backup, Self::Breaches, Self::Checkpoint, Self::Files];

    /// Its name in the table of jobs.
    const fn name(self) -> &'static str {
        match self {
            Self::Backup => "backup",
            Self::Breaches => "breaches",
            Self::Checkpoint => "checkpoint",
            Self::Files => "files",
        }
    }

    /// When it is due again: nightly or hourly.
    fn next(self, now: Instant) -> Instant {
        let hour = now.saturating_add(1.hour()).unwrap_or(now);
        match self {
            Self::Backup | Self::Breaches => night(now).unwrap_or(hour),
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

/// What the jobs of an organisation are done with. One that lacks what it needs does nothing: the demo keeps no
/// checkpoints.
#[derive(Clone, Copy)]
pub struct Means<'a> {
    /// The organisation's records.
    pub store: &'a Store,
    /// What keeps checkpoints of the log.
    pub keeper: Option<&'a Keeper>,
    /// What makes backups, where that is asked for.
    pub backups: Option<&'a Backups>,
    /// What is told how it went.
    pub metrics: &'a Metrics,
    /// What says that the program is to stop.
    pub stop: &'a Stop,
}

/// Does what is due, now and then, until the program is to stop; not in the first minute, which is the pages'.
/// Organisations that nobody uses are opened for it each hour, and closed again.
pub async fn keep_on(all: &Organisations, metrics: &Metrics, stop: &Stop) {
    for round in 0.. {
        if !waited(stop).await {
            return;
        }
        for one in all.iter() {
            if (round % ROUNDS == 0 || one.is_open().await)
                && let Err(fault) = keep(all, one, metrics, stop).await
            {
                let organisation = one.settings.org();
                tracing::error!(%fault, organisation, "its jobs could not be done");
            }
            one.rest().await;
        }
    }
}

/// The same for one organisation that is open all the while.
pub async fn keep_on_one(means: &Means<'_>) {
    while waited(means.stop).await {
        due(means).await;
    }
}

/// Waits for the next time; whether it came before the program was asked to stop.
async fn waited(stop: &Stop) -> bool {
    tokio::select! {
        () = stop.asked() => false,
        () = tokio::time::sleep(EVERY) => true,
    }
}

async fn keep(
    all: &Organisations,
    one: &Organisation,
    metrics: &Metrics,
    stop: &Stop,
) -> Result<(), Fault> {
    let (open, keeper) = (all.open(one).await?, Keeper::open(&one.settings)?);
    let backups = one.settings.backups.is_some().then(|| Backups::of(&one.settings)).transpose()?;
    let (keeper, backups) = (Some(&keeper), backups.as_ref());
    due(&Means { store: &open.app.store, keeper, backups, metrics, stop }).await;
    Ok(())
}

/// Does those jobs of an organisation that are due.
async fn due(means: &Means<'_>) {
    for job in Job::ALL {
        let begun = time::Instant::now();
        let done = in_turn(means, job).await;
        let at = means.store.now().as_second();
        match done {
            Ok(false) => {}
            Ok(true) => means.metrics.job(job.name(), begun.elapsed(), Some(at)),
            Err(fault) => {
                means.metrics.job(job.name(), begun.elapsed(), None);
                let organisation = means.store.organisation();
                tracing::error!(%fault, organisation, job = job.name(), "a job could not be done");
            }
        }
    }
    if let Some(keeper) = means.keeper {
        means.metrics.checkpoint(keeper.newest());
    }
}

/// Asks the rules about every record, if that is due.
///
/// # Errors
/// When the database cannot be used.
pub async fn ask_rules(store: &Store) -> Result<(), Fault> {
    let (metrics, stop) = (Metrics::default(), Stop::default());
    let means = Means { store, keeper: None, backups: None, metrics: &metrics, stop: &stop };
    in_turn(&means, Job::Breaches).await.map(drop)
}

/// Does the job if it is due and no other instance has it. One that fails is tried again when it next is due; one that
/// the program's stop breaks off is due at once, for another instance or the next start.
///
/// Whether it was done.
async fn in_turn(means: &Means<'_>, job: Job) -> Result<bool, Fault> {
    let store = means.store;
    let Some(turn) = store.take_turn(job.name(), PATIENCE).await? else { return Ok(false) };
    tokio::select! {
        biased;
        () = means.stop.asked() => {
            store.end_turn(turn, store.now()).await?;
            Ok(false)
        }
        done = work(means, job) => {
            store.end_turn(turn, job.next(store.now())).await?;
            done.map(|()| true)
        }
    }
}

async fn work(means: &Means<'_>, job: Job) -> Result<(), Fault> {
    let Means { store, keeper, backups, .. } = *means;
    match job {
        Job::Backup => {
            if let Some((backups, keeper)) = backups.zip(keeper) {
                let file = backups.scheduled(store, keeper).await?;
                tracing::info!(file = %file.display(), "a backup was made, opened again and verified");
            }
        }
        Job::Breaches => {
            let swept = store.sweep_breaches().await?;
            tracing::info!(swept.records, swept.standing, swept.gone, "the rules have been asked");
        }
        Job::Files => drop(store.sweep_files().await?),
        Job::Checkpoint => {
            if let Some(keeper) = keeper {
                keeper.write(store).await?;
            }
        }
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
        let (metrics, stop) = (Metrics::default(), Stop::default());
        let keeper = Some(&keeper);
        let means = Means { store: &store, keeper, backups: None, metrics: &metrics, stop: &stop };
        for job in Job::ALL {
            in_turn(&means, job).await.unwrap();
            assert!(!taken(job).await, "{job:?} is due again at once");
        }
        clock.0.fetch_add(60 * 60, Ordering::SeqCst);
        assert!(taken(Job::Files).await && taken(Job::Checkpoint).await);
        assert!(!taken(Job::Breaches).await);
        // One that a stop breaks off is left to others at once.
        clock.0.fetch_add(24 * 60 * 60, Ordering::SeqCst);
        stop.ask();
        in_turn(&means, Job::Breaches).await.unwrap();
        assert!(taken(Job::Breaches).await);
    }
}
