//! `stadga move`: carries an organisation from a data folder to PostgreSQL, or the other way.

use crate::{assembly::Ground, fault::Fault, folder::Folder};
use stadga_model::SystemClock;
use stadga_store::{CarryFault, Keys, Place, Store};
use std::{path::Path, sync::Arc};

/// Carries everything of the organisation with this key from one place to an empty other one. What is at the first stays as it is.
///
/// # Errors
/// When a place cannot be used, the second is not empty, or what arrived is not what left.
pub async fn run(org: &str, from: &str, to: &str) -> Result<String, Fault> {
    let ground = Ground::read()?;
    let (here, there) = (open(&ground, org, from).await?, open(&ground, org, to).await?);
    let carried = here.carry_to(&there).await;
    here.close().await;
    there.close().await;
    let revisions = carried.map_err(|fault| match fault {
        CarryFault::Database(refusal) => Fault::Database(refusal),
        other => Fault::Told(format!("Nothing was moved: {other}.")),
    })?;
    Ok(format!(
        "{revisions} revisions with files, accounts and all else are now also in the second place; the log there is the same.\n\
         Start Stadga with it, and take the first away when you are sure."
    ))
}

/// A PostgreSQL address, or a data folder.
async fn open(ground: &Ground, org: &str, place: &str) -> Result<Store, Fault> {
    let place = if place.starts_with("postgres://") || place.starts_with("postgresql://") {
        Place::Postgres(place.to_owned())
    } else {
        Place::File(Folder::at(Path::new(place))?.database()?)
    };
    ground.open(place, org, Arc::new(SystemClock), Keys::none()).await
}
