//! `stadga check`: looks over configuration and database and says in words what it found.

use crate::{config::Settings, fault::Fault, folder::Folder, serve};

/// Opens everything that `stadga serve` would, and tells what is there.
///
/// # Errors
/// The first thing that would keep `stadga serve` from starting.
pub async fn run(settings: &Settings) -> Result<String, Fault> {
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
    let told = format!(
        "Settings:  {} at {}, listening on {}, cookies {}\nDatabase:  {} opens, {} kinds of records, {accounts}\nProgram:   {}\nAll is well.",
        settings.organisation,
        settings.origin(),
        settings.address,
        if settings.is_encrypted() { "for encrypted connections only" } else { "also unencrypted" },
        settings.data.display(),
        app.kinds().iter().count(),
        if served { "Stadga runs with this folder now" } else { "not running" },
    );
    app.store.close().await;
    Ok(told)
}
