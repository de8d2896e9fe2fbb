//! Reading as of an instant: single records, what is one link away, histories. No permissions here: see the door.

use crate::{
    Org,
    engine::{Link, Row, seen_from, sql},
    row,
};
use stadga_model::{At, Id, Near, Refusal, Revision};

/// How many neighbours a record's page and its rules look at.
const NEAR: usize = 500;

/// The revision of `id` that is seen from `at`.
pub(crate) async fn get(
    db: &mut Link,
    org: &Org,
    at: At,
    id: Id,
) -> Result<Option<Revision>, Refusal> {
    let columns = row::COLUMNS;
    let seen = seen_from("r", at);
    let one =
        sql(format!("SELECT {columns} FROM revision r WHERE r.org = $1 AND r.id = $2 AND {seen}"));
    let found = one.bind(&**org).bind(id.to_string()).maybe(db).await?;
    found.as_ref().map(row::revision).transpose()
}

/// The id of the record that has this number.
pub(crate) async fn by_number(
    db: &mut Link,
    org: &Org,
    number: &str,
) -> Result<Option<Id>, Refusal> {
    let one = sql("SELECT id FROM revision WHERE org = $1 AND number = $2 AND until IS NULL");
    let found = one.bind(&**org).bind(number).maybe(db).await?;
    found.map(|row| row.text(0)?.parse().map_err(Refusal::broken)).transpose()
}

/// All revisions of `id` that were known at `at`, newest first.
pub(crate) async fn history(
    db: &mut Link,
    org: &Org,
    at: At,
    id: Id,
) -> Result<Vec<Revision>, Refusal> {
    let known = match at {
        At::Now => i64::MAX,
        At::Past(instant) => instant.as_microsecond(),
    };
    let all = sql(format!(
        "SELECT {} FROM revision r WHERE r.org = $1 AND r.id = $2 AND r.at <= $3 ORDER BY r.revision DESC",
        row::COLUMNS
    ));
    let all = all.bind(&**org).bind(id.to_string()).bind(known).all(db).await?;
    all.iter().map(row::revision).collect()
}

/// What is one link away from `id`, in both directions; of many that link to it, the newest links.
///
/// `CROSS JOIN` keeps the links on the outside: walking all records to spare a sort would cost the whole table.
pub(crate) async fn near(db: &mut Link, org: &Org, at: At, id: Id) -> Result<Near, Refusal> {
    let (columns, link, seen) = (row::COLUMNS, seen_from("l", at), seen_from("r", at));
    let up = sql(format!(
        "SELECT {columns} FROM (SELECT DISTINCT l.org, l.target FROM link l
            WHERE l.org = $1 AND l.source = $2 AND {link}) l CROSS JOIN revision r
         WHERE r.org = l.org AND r.id = l.target AND {seen} LIMIT {NEAR}"
    ));
    let down = sql(format!(
        "SELECT {columns}, l.field FROM link l CROSS JOIN revision r
         WHERE r.org = l.org AND r.id = l.source AND l.org = $1 AND l.target = $2 AND {link} AND {seen}
         ORDER BY l.at DESC LIMIT {NEAR}"
    ));
    let up = up.bind(&**org).bind(id.to_string()).all(db).await?;
    let down = down.bind(&**org).bind(id.to_string()).all(db).await?;
    let with_field = |row: &Row| Ok((row.text(row::NEXT)?, row::revision(row)?));
    let mut down: Vec<(String, Revision)> =
        down.iter().map(with_field).collect::<Result<_, Refusal>>()?;
    down.sort_by(|(_, a), (_, b)| a.head.number.cmp(&b.head.number));
    Ok(Near { up: up.iter().map(row::revision).collect::<Result<_, _>>()?, down })
}
