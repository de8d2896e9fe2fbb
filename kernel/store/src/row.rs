//! Rows to revisions and back.

use crate::engine::Row;
use stadga_model::{Body, Head, Id, Instant, Refusal, Revision, Spec, Withheld};

/// The columns of a revision, in the order that [`revision`] reads them.
pub(crate) const COLUMNS: &str = "r.id, r.kind, r.number, r.revision, r.at, r.until, r.actor, r.reason, r.unit, r.owner, r.state, r.body, r.withheld, r.readers, r.hidden";

/// The place of the first column selected after [`COLUMNS`].
pub(crate) const NEXT: usize = 15;

/// Reads one row selected with [`COLUMNS`].
pub(crate) fn revision(row: &Row) -> Result<Revision, Refusal> {
    let (head, body) = raw(row)?;
    let mut body: Body = serde_json::from_str(&body).map_err(Refusal::broken)?;
    if let Some(withheld) = &head.withheld {
        withheld.fill(&mut body);
    }
    Ok(Revision { head, body })
}

/// The same with the body as it is stored.
pub(crate) fn raw(row: &Row) -> Result<(Head, String), Refusal> {
    let head = Head {
        id: row.text(0)?.parse().map_err(Refusal::broken)?,
        kind: row.text(1)?,
        number: row.text(2)?,
        revision: row.whole(3)?,
        at: instant(row.whole(4)?)?,
        until: row.maybe_whole(5)?.map(instant).transpose()?,
        actor: row.text(6)?,
        reason: row.text(7)?,
        unit: row.maybe_text(8)?.and_then(|id| id.parse().ok()),
        owner: row.maybe_text(9)?.and_then(|id| id.parse().ok()),
        state: row.maybe_text(10)?,
        withheld: withheld(row)?,
    };
    Ok((head, row.text(11)?))
}

fn withheld(row: &Row) -> Result<Option<Box<Withheld>>, Refusal> {
    let Some(fields) = row.maybe_text(12)? else { return Ok(None) };
    Ok(Some(Box::new(Withheld {
        fields: serde_json::from_str(&fields).map_err(Refusal::broken)?,
        readers: serde_json::from_str(&row.text(13)?).map_err(Refusal::broken)?,
        hidden: row.whole(14)? == 1,
    })))
}

/// Microseconds since 1970 as an instant.
pub(crate) fn instant(micros: i64) -> Result<Instant, Refusal> {
    Instant::from_microsecond(micros).map_err(Refusal::broken)
}

/// The columns that are drawn out of a body for permissions and lists: unit, owner, state.
pub(crate) struct Drawn {
    pub unit: Option<Id>,
    pub owner: Option<Id>,
    pub state: Option<String>,
}

impl Drawn {
    pub fn of(spec: &Spec, body: &Body) -> Self {
        let text = |field: Option<&str>| field.and_then(|field| body.get(field)?.as_str());
        Self {
            unit: text(spec.unit).and_then(|id| id.parse().ok()),
            owner: text(spec.owner).and_then(|id| id.parse().ok()),
            state: text(spec.state).map(str::to_owned),
        }
    }
}
