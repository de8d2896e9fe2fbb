//! Writes a plan's good rows: all of them together, or nothing.

use stadga_model::{Draft, Finding, Record, Refusal};
use stadga_store::Batch;
use stadga_web::Context;

use super::{
    gather::Looked,
    plan::{Outcome, Planned},
};
use crate::{ConfigurationItem, ImportSource};

/// Tries the good rows and keeps nothing; gives what the rules refuse.
///
/// # Errors
/// Broken.
pub(super) async fn attempt(cx: &Context, rows: &[Planned]) -> Result<Vec<Finding>, Refusal> {
    let batch = batch(cx, rows, true).await?;
    match cx.door.write(batch).await {
        Ok(_) => Ok(Vec::new()),
        Err(Refusal::Refused(findings)) => Ok(findings),
        Err(other) => Err(other),
    }
}

/// Writes the good rows, and on the source that it was read today.
///
/// # Errors
/// As [`stadga_store::Door::write`]: then nothing has been written.
pub async fn write(
    cx: &Context,
    source: stadga_model::Id<ImportSource>,
    looked: &Looked,
    reason: String,
) -> Result<(), Refusal> {
    let mut batch = batch(cx, &looked.rows, false).await?;
    let mut opened = cx.door.open_as(source).await?;
    opened.body.read_on = Some(cx.today());
    batch.saves.push(opened.erase()?);
    batch.reason = reason;
    cx.door.write(batch).await.map(drop)
}

async fn batch(cx: &Context, rows: &[Planned], dry_run: bool) -> Result<Batch, Refusal> {
    let mut batch = Batch { dry_run, ..Batch::default() };
    for row in rows {
        match (&row.outcome, row.id) {
            (Outcome::New(body), Some(id)) => {
                let kind = ConfigurationItem::KIND;
                batch.creates.push(Draft { id, kind, body: body.clone() });
            }
            (Outcome::Changed { before, values, .. }, _) => {
                let mut opened = cx.door.open(before.head.id).await?;
                if opened.head().revision != before.head.revision {
                    return Err(Refusal::Stale(Box::new(cx.door.read(before.head.id).await?)));
                }
                opened.body.extend(values.clone());
                batch.saves.push(opened);
            }
            _ => {}
        }
    }
    Ok(batch)
}
