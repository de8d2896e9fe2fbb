//! Rows to revisions and back.

use crate::broken;
use sqlx::{Row as _, sqlite::SqliteRow};
use stadga_model::{Body, Head, Id, Instant, Refusal, Revision, Spec};

/// The columns of a revision, in the order that [`revision`] reads them.
pub(crate) const COLUMNS: &str = "r.id, r.kind, r.number, r.revision, r.at, r.until, r.actor, r.reason, r.unit, r.owner, r.state, r.body";

/// Reads one row selected with [`COLUMNS`].
pub(crate) fn revision(row: &SqliteRow) -> Result<Revision, Refusal> {
    let text = |at: usize| row.try_get::<String, _>(at).map_err(broken);
    let maybe = |at: usize| row.try_get::<Option<String>, _>(at).map_err(broken);
    let head = Head {
        id: text(0)?.parse().map_err(Refusal::broken)?,
        kind: text(1)?,
        number: text(2)?,
        revision: row.try_get(3).map_err(broken)?,
        at: instant(row.try_get(4).map_err(broken)?)?,
        until: row.try_get::<Option<i64>, _>(5).map_err(broken)?.map(instant).transpose()?,
        actor: text(6)?,
        reason: text(7)?,
        unit: maybe(8)?.and_then(|id| id.parse().ok()),
        owner: maybe(9)?.and_then(|id| id.parse().ok()),
        state: maybe(10)?,
    };
    let body = serde_json::from_str(&text(11)?).map_err(Refusal::broken)?;
    Ok(Revision { head, body })
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
