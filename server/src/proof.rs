//! `stadga prove`, `prove-growth` and `verify-proof`: what a third party can check without the database.

use crate::{
    assembly, checkpoints, checkpoints::PUBLIC, cli::ProveOptions, config::Settings, fault::Fault,
    folder::Folder,
};
use stadga_model::{Actor, At, Refusal};
use stadga_store::{Checkpoint, Keys, Place, Proof, Proven, Store, Verifier};
use std::{fs, path::Path};

/// The proof of a revision, as text.
///
/// # Errors
/// When there is no such record or revision, or no checkpoint covers it yet.
pub async fn revision(settings: &Settings, asked: &ProveOptions) -> Result<String, Fault> {
    let store = look(settings).await?;
    let door = store.door(Actor::program("prove"), At::Now);
    let prove = async {
        let record = door.by_number(&asked.number).await?;
        let revision = asked.revision.unwrap_or(record.head.revision);
        door.prove(record.head.id, revision, asked.open).await
    };
    let proof = prove.await;
    store.close().await;
    match proof {
        Ok(Some(proof)) => Ok(proof.text()?),
        Ok(None) => Err(Fault::Told(format!(
            "No checkpoint covers {} yet: `stadga checkpoint` makes one.",
            asked.number
        ))),
        Err(Refusal::NotFound) => Err(Fault::Told(format!(
            "There is no record {}, or it has no such revision.",
            asked.number
        ))),
        Err(other) => Err(other.into()),
    }
}

/// The proof that the log grew from one checkpoint to another, as text.
///
/// # Errors
/// When a checkpoint cannot be read, or covers more than there is.
pub async fn growth(
    settings: &Settings,
    older: &Path,
    newer: Option<&Path>,
) -> Result<String, Fault> {
    let own = settings.data.join(PUBLIC);
    let verifier = key(&own)?;
    let read = |path: &Path| {
        let text = fs::read_to_string(path).map_err(|e| told(path, e))?;
        let checkpoint = Checkpoint::read(&text, &verifier).map_err(|e| told(path, e))?;
        Ok::<_, Fault>((checkpoint, text))
    };
    let from = read(older)?;
    let to = match newer {
        Some(newer) => read(newer)?,
        None => newest(settings, &verifier)?,
    };
    let store = look(settings).await?;
    let proof = store.prove_growth((&from.0, from.1), (&to.0, to.1)).await;
    store.close().await;
    Ok(proof?.text()?)
}

fn newest(settings: &Settings, verifier: &Verifier) -> Result<(Checkpoint, String), Fault> {
    let folder = settings.checkpoints();
    let texts = checkpoints::texts(&folder).map_err(|e| told(&folder, e))?;
    let read = texts.into_iter().filter_map(|(_, text)| {
        Checkpoint::read(&text, verifier).ok().map(|checkpoint| (checkpoint, text))
    });
    let newest = read.max_by_key(|(checkpoint, _)| checkpoint.size);
    newest.ok_or_else(|| told(&folder, "there is no checkpoint in it"))
}

/// Checks a proof; says what it proves.
///
/// # Errors
/// Says what does not fit.
pub fn check(file: &Path, public: &Path) -> Result<String, Fault> {
    let text = fs::read_to_string(file).map_err(|e| told(file, e))?;
    let verifier = key(public)?;
    let proven = Proof::read(&text).and_then(|proof| proof.check(&verifier));
    let said = |checkpoint: &Checkpoint| {
        format!(
            "the checkpoint of {} ({} revisions, {})",
            checkpoint.at, checkpoint.size, checkpoint.origin
        )
    };
    Ok(
        match proven.map_err(|e| Fault::Told(format!("{} proves nothing: {e}.", file.display())))? {
            Proven::Inclusion { number, revision, opened, checkpoint } => format!(
                "{number}, revision {revision}, is in the log as it stands here, by {}. Fields that are shown: {opened}.",
                said(&checkpoint)
            ),
            Proven::Growth { older, newer } => {
                format!("The log only grew from {} to {}.", said(&older), said(&newer))
            }
        },
    )
}

async fn look(settings: &Settings) -> Result<Store, Fault> {
    let place = match &settings.database {
        Some(address) => Place::Postgres(address.clone()),
        None => Place::File(Folder::path_of_database(&settings.data)),
    };
    assembly::look(place, settings.org(), Keys::none()).await
}

fn key(path: &Path) -> Result<Verifier, Fault> {
    let text = fs::read_to_string(path).map_err(|e| told(path, e))?;
    Verifier::read(&text).map_err(|e| told(path, e))
}

fn told(path: &Path, cause: impl std::fmt::Display) -> Fault {
    Fault::Told(format!("{} cannot be used: {cause}.", path.display()))
}
