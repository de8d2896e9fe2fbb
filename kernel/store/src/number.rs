//! Numbers for people: `ÅTG-2026-0042`, counted per prefix and year without gaps.

use crate::{
    Org,
    engine::{Link, sql},
};
use stadga_model::{Instant, Refusal, local_date};

/// The next number of `prefix` in the year of `at`. Part of the write's transaction: a refused write takes none.
pub(crate) async fn next(
    tx: &mut Link,
    org: &Org,
    prefix: &str,
    at: Instant,
) -> Result<String, Refusal> {
    let year = i64::from(local_date(at).year());
    let last = count(tx, org, prefix, year).await?;
    Ok(format!("{prefix}-{year}-{last:04}"))
}

/// The next number of a series: counted from 1 without gaps.
pub(crate) async fn count(
    tx: &mut Link,
    org: &Org,
    prefix: &str,
    year: i64,
) -> Result<i64, Refusal> {
    let count = "INSERT INTO series (org, prefix, year, last) VALUES ($1, $2, $3, 1)
        ON CONFLICT (org, prefix, year) DO UPDATE SET last = series.last + 1 RETURNING last";
    let count = sql(count).bind(&**org).bind(prefix).bind(year);
    count.one(tx).await?.whole(0)
}
