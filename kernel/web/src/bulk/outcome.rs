//! What would become of one record: its new body, or why it cannot be changed.

use super::New;
use crate::Context;
use stadga_model::{Finding, Id, Kind, Refusal, Revision};
use stadga_store::{Batch, Opened};

/// One record's outcome.
pub(super) struct Outcome {
    pub id: Id,
    /// The record as it is, if the reader may see it.
    pub revision: Option<Revision>,
    /// The record with the change, if it may be changed.
    pub opened: Option<Opened>,
    /// What the rules say.
    pub findings: Vec<Finding>,
    /// The text's key of what else stands in the way.
    pub obstacle: Option<&'static str>,
}

impl Outcome {
    pub async fn of(cx: &Context, kind: &Kind, id: Id, new: &New) -> Result<Self, Refusal> {
        let revision = match cx.door.read(id).await {
            Ok(revision) if revision.head.kind == kind.spec.kind => Some(revision),
            Ok(_) | Err(Refusal::NotFound) => None,
            Err(other) => return Err(other),
        };
        let outcome = |opened, findings, obstacle| Self {
            id,
            revision: revision.clone(),
            opened,
            findings,
            obstacle,
        };
        if revision.is_none() {
            return Ok(outcome(None, Vec::new(), Some("bulk-gone")));
        }
        let mut opened = match cx.door.open(id).await {
            Ok(opened) => opened,
            Err(Refusal::Denied | Refusal::NotFound) => {
                return Ok(outcome(None, Vec::new(), Some("bulk-denied")));
            }
            Err(other) => return Err(other),
        };
        if !apply(kind, &mut opened, new) {
            return Ok(outcome(None, Vec::new(), Some("bulk-no-move")));
        }
        let trial = Batch { saves: vec![opened.clone()], dry_run: true, ..Batch::default() };
        match cx.door.write(trial).await {
            Ok(written) => Ok(outcome(Some(opened), written.warnings, None)),
            Err(Refusal::Refused(findings)) => Ok(outcome(Some(opened), findings, None)),
            Err(Refusal::Stale(_)) => Ok(outcome(None, Vec::new(), Some("bulk-stale"))),
            Err(Refusal::Denied) => Ok(outcome(None, Vec::new(), Some("bulk-denied"))),
            Err(other) => Err(other),
        }
    }

    /// Whether the record would be saved.
    pub fn is_good(&self) -> bool {
        self.opened.is_some() && !self.findings.iter().any(Finding::is_blocking)
    }
}

/// Changes the body; false, when the record's state does not allow the move.
fn apply(kind: &Kind, opened: &mut Opened, new: &New) -> bool {
    match new {
        New::Value(field, Some(value)) => {
            drop(opened.body.insert(field.name.to_owned(), value.clone()))
        }
        New::Value(field, None) => drop(opened.body.shift_remove(field.name)),
        New::Move(name) => {
            let state = opened.head().state.clone().unwrap_or_default();
            let step = kind
                .lifecycle
                .and_then(|lifecycle| lifecycle.from(&state).find(|step| step.name == *name));
            let (Some(step), Some(field)) = (step, kind.spec.state) else { return false };
            opened.body.insert(field.to_owned(), step.to.into());
        }
    }
    true
}
