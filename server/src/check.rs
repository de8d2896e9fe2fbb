//! `stadga check`: looks over configuration and database and says in words what it found.

use crate::{
    config::Settings,
    fault::Fault,
    folder::Folder,
    serve::{self, UNWALLED},
};

/// Opens everything that `stadga serve` would, and tells what is there.
///
/// # Errors
/// The first thing that would keep `stadga serve` from starting.
pub async fn run(all: &[Settings]) -> Result<String, Fault> {
    let mut told = Vec::new();
    for settings in all {
        told.push(one(settings).await?);
    }
    told.push("All is well.".into());
    Ok(told.join("\n"))
}

async fn one(settings: &Settings) -> Result<String, Fault> {
    let served = Folder::at(&settings.data)?.is_served();
    if !served {
        drop(serve::listen(settings.address).await?);
    }
    let app = serve::open(settings).await?;
    let accounts = if app.store.has_accounts().await? {
        "there are accounts"
    } else {
        "there are no accounts yet: `stadga serve` will make the first administrator"
    };
    let mut told = format!(
        "Settings:  {} at {}, listening on {}, cookies {}\nDatabase:  {} opens, {} kinds of records, {accounts}\nProgram:   {}",
        settings.organisation,
        settings.origin(),
        settings.address,
        if settings.is_encrypted() { "for encrypted connections only" } else { "also unencrypted" },
        settings.data.display(),
        app.kinds().iter().count(),
        if served { "Stadga runs with this folder now" } else { "not running" },
    );
    if !app.store.is_walled().await? {
        told.push_str(&format!("\nWarning:   {UNWALLED}."));
    }
    app.store.close().await;
    Ok(told)
}
