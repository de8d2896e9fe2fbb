//! Moves that the rules refuse as the record stands, whatever a form would ask for: no page recommends them.

use super::Record;
use stadga_model::{Around, Move};

/// Whether a rule would stop the move on the state itself, which no form asks for.
pub(super) fn is_barred(record: &Record<'_>, step: &Move) -> bool {
    let (cx, before) = (record.cx, &record.revision.body);
    let Some(state) = record.kind.spec.state else { return false };
    // Held against a body with gaps, rules would speak of the gaps.
    if record.revision.head.withheld.is_some() {
        return false;
    }
    let mut moved = before.clone();
    moved.insert(state.to_owned(), step.to.into());
    let (now, near, scales) = (cx.now(), &record.near, cx.app.store.scales());
    let around = Around { now, before: Some(before), new: false, near, scales };
    let found = cx.app.kinds().check(record.kind, &moved, &around);
    found.iter().any(|finding| finding.is_blocking() && finding.field.as_deref() == Some(state))
}
