//! Tries or writes a plan's good rows: all of them together, or nothing.

use stadga_model::{Draft, Finding, Id, Record, Refusal};
use stadga_store::Batch;
use stadga_web::Context;

use super::plan::{Outcome, Planned};
use crate::{ConfigurationItem, ImportSource};

/// What someone who was shown a reading has agreed to.
#[derive(Clone, Debug)]
pub struct Agreed {
    /// The source: on it stands that it was read today.
    pub source: Id<ImportSource>,
    /// How many rows were to be written.
    pub good: usize,
    /// Why, for the history.
    pub reason: String,
}

/// Writes the good rows where that is agreed, else tries them and keeps nothing; gives what the rules refuse: then nothing
/// is written.
///
/// # Errors
/// Stale; broken.
pub(super) async fn write(
    cx: &Context,
    rows: &[Planned],
    agreed: Option<&Agreed>,
) -> Result<Vec<Finding>, Refusal> {
    let mut batch = batch(cx, rows)?;
    match agreed {
        None => batch.dry_run = true,
        Some(agreed) => {
            let mut source = cx.door.open_as(agreed.source).await?;
            source.body.read_on = Some(cx.today());
            batch.saves.push(source.erase()?);
            batch.reason.clone_from(&agreed.reason);
        }
    }
    match cx.door.write(batch).await {
        Ok(_) => Ok(Vec::new()),
        Err(Refusal::Refused(findings)) => Ok(findings),
        Err(other) => Err(other),
    }
}

fn batch(cx: &Context, rows: &[Planned]) -> Result<Batch, Refusal> {
    let mut batch = Batch::default();
    for row in rows {
        match (&row.outcome, row.id) {
            (Outcome::New(body), Some(id)) => {
                let kind = ConfigurationItem::KIND;
                batch.creates.push(Draft { id, kind, body: body.clone() });
            }
            (Outcome::Changed { before, values, .. }, _) => {
                let mut opened = cx.door.reopen((**before).clone())?;
                opened.body.extend(values.clone());
                batch.saves.push(opened);
            }
            _ => {}
        }
    }
    Ok(batch)
}
