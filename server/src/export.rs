//! `stadga export`: records with their history, files and log in one archive that any program can read.

use crate::{
    archive::{CHECKPOINTS, Form, KEY, Packer, pack::About},
    backup::own_file,
    checkpoints::{self, Keeper},
    config::Settings,
    fault::Fault,
    serve,
};
use std::{
    fs::{self, File},
    io::Write as _,
    path::Path,
};

/// Writes a full export to a new file; without what marks seal, where it is to be read and not moved.
///
/// # Errors
/// When the file is there already, or anything cannot be read or written; then there is no file.
pub async fn run(settings: &Settings, file: &Path, with_sealed: bool) -> Result<String, Fault> {
    let told =
        |e: &dyn std::fmt::Display| Fault::Told(format!("{} cannot be used: {e}.", file.display()));
    if file.exists() {
        return Err(told(&"it is there already: name a new file"));
    }
    let app = serve::open(settings).await?;
    let store = &app.store;
    let (folder, beside) = (settings.checkpoints(), file.with_extension("part"));
    let write = async {
        Keeper::open(settings)?.write(store).await?;
        let mut packer = Packer::new(own_file(&beside).map_err(|e| told(&e))?);
        let log = store.export(&mut packer, with_sealed).await.map_err(|e| told(&e))?;
        let key = File::open(settings.data.join(KEY)).map_err(|e| told(&e))?;
        packer.part(KEY, key).map_err(|e| told(&e))?;
        for (name, text) in checkpoints::texts(&folder).map_err(|e| told(&e))? {
            packer.part(&format!("{CHECKPOINTS}{name}"), text.as_bytes()).map_err(|e| told(&e))?;
        }
        let about = About {
            format: Form::Export,
            organisation: store.organisation().to_owned(),
            made: store.now(),
            log,
            sealed: with_sealed,
        };
        let (mut output, manifest) = packer.finish(about).map_err(|e| told(&e))?;
        output.flush().and_then(|()| output.sync_all()).map_err(|e| told(&e))?;
        fs::rename(&beside, file).map_err(|e| told(&e))?;
        Ok::<_, Fault>(manifest)
    };
    let written = write.await;
    app.store.close().await;
    let manifest = written.inspect_err(|_| drop(fs::remove_file(&beside)))?;
    Ok(format!(
        "{}\n{} revisions in {} parts; docs/export.md says what they are.{}",
        file.display(),
        manifest.revisions,
        manifest.parts.len(),
        if with_sealed {
            ""
        } else {
            "\nWhat marks seal is left out: it is for reading, and cannot be imported."
        }
    ))
}
