//! Reading as of an instant: single records, what is one link away, histories. No permissions here: see the door.

use crate::{Org, broken, engine::seen_from, row};
use sqlx::{AssertSqlSafe, Row as _, SqliteConnection, sqlite::SqliteRow};
use stadga_model::{At, Id, Near, Refusal, Revision};

/// How many neighbours a record's page and its rules look at.
const NEAR: usize = 500;

/// The revision of `id` that is seen from `at`.
pub(crate) async fn get(
    db: &mut SqliteConnection,
    org: &Org,
    at: At,
    id: Id,
) -> Result<Option<Revision>, Refusal> {
    let columns = row::COLUMNS;
    let sql = format!(
        "SELECT {columns} FROM revision r WHERE r.org = $1 AND r.id = $2 AND {}",
        seen_from("r", at)
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(&**org).bind(id.to_string());
    query.fetch_optional(db).await.map_err(broken)?.as_ref().map(row::revision).transpose()
}

/// The id of the record that has this number.
pub(crate) async fn by_number(
    db: &mut SqliteConnection,
    org: &Org,
    number: &str,
) -> Result<Option<Id>, Refusal> {
    let sql = "SELECT id FROM revision WHERE org = $1 AND number = $2 AND until IS NULL";
    let found =
        sqlx::query(sql).bind(&**org).bind(number).fetch_optional(db).await.map_err(broken)?;
    found.map(|row| row.get::<String, _>(0).parse().map_err(Refusal::broken)).transpose()
}

/// All revisions of `id` that were known at `at`, newest first.
pub(crate) async fn history(
    db: &mut SqliteConnection,
    org: &Org,
    at: At,
    id: Id,
) -> Result<Vec<Revision>, Refusal> {
    let known = match at {
        At::Now => i64::MAX,
        At::Past(instant) => instant.as_microsecond(),
    };
    let sql = format!(
        "SELECT {} FROM revision r WHERE r.org = $1 AND r.id = $2 AND r.at <= $3 ORDER BY r.revision DESC",
        row::COLUMNS
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(&**org).bind(id.to_string()).bind(known);
    query.fetch_all(db).await.map_err(broken)?.iter().map(row::revision).collect()
}

/// What is one link away from `id`, in both directions; of many that link to it, the newest links.
///
/// `CROSS JOIN` keeps the links on the outside: walking all records to spare a sort would cost the whole table.
pub(crate) async fn near(
    db: &mut SqliteConnection,
    org: &Org,
    at: At,
    id: Id,
) -> Result<Near, Refusal> {
    let (columns, link, seen) = (row::COLUMNS, seen_from("l", at), seen_from("r", at));
    let up = format!(
        "SELECT DISTINCT {columns} FROM link l CROSS JOIN revision r
         WHERE r.org = l.org AND r.id = l.target AND l.org = $1 AND l.source = $2 AND {link} AND {seen} LIMIT {NEAR}"
    );
    let down = format!(
        "SELECT {columns}, l.field FROM link l CROSS JOIN revision r
         WHERE r.org = l.org AND r.id = l.source AND l.org = $1 AND l.target = $2 AND {link} AND {seen}
         ORDER BY l.at DESC LIMIT {NEAR}"
    );
    let up = sqlx::query(AssertSqlSafe(up))
        .bind(&**org)
        .bind(id.to_string())
        .fetch_all(&mut *db)
        .await
        .map_err(broken)?;
    let down = sqlx::query(AssertSqlSafe(down))
        .bind(&**org)
        .bind(id.to_string())
        .fetch_all(&mut *db)
        .await
        .map_err(broken)?;
    let with_field =
        |row: &SqliteRow| Ok((row.try_get("field").map_err(broken)?, row::revision(row)?));
    let mut down: Vec<(String, Revision)> =
        down.iter().map(with_field).collect::<Result<_, Refusal>>()?;
    down.sort_by(|(_, a), (_, b)| a.head.number.cmp(&b.head.number));
    Ok(Near { up: up.iter().map(row::revision).collect::<Result<_, _>>()?, down })
}
