//! Numbers for people: `ÅTG-2026-0042`, counted per prefix and year without gaps.

use crate::{Org, broken};
use sqlx::{Row as _, SqliteConnection};
use stadga_model::{Instant, Refusal, local_date};

/// The next number of `prefix` in the year of `at`. Part of the write's transaction: a refused write takes none.
pub(crate) async fn next(
    tx: &mut SqliteConnection,
    org: &Org,
    prefix: &str,
    at: Instant,
) -> Result<String, Refusal> {
    let year = local_date(at).year();
    let sql = "INSERT INTO series (org, prefix, year, last) VALUES ($1, $2, $3, 1)
        ON CONFLICT (org, prefix, year) DO UPDATE SET last = series.last + 1 RETURNING last";
    let query = sqlx::query(sql).bind(&**org).bind(prefix).bind(i64::from(year));
    let last: i64 = query.fetch_one(tx).await.map_err(broken)?.get(0);
    Ok(format!("{prefix}-{year}-{last:04}"))
}
