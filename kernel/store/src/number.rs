//! Numbers for people: `ÅTG-2026-0042`, counted per prefix and year without gaps.

use crate::{
    Org,
    engine::{Link, sql},
};
use stadga_model::{Instant, Refusal, local_date};

/// The year that a number of this instant is counted in.
pub(crate) fn year(at: Instant) -> i64 {
    i64::from(local_date(at).year())
}

/// A number as it is written.
pub(crate) fn text(prefix: &str, year: i64, number: i64) -> String {
    format!("{prefix}-{year}-{number:04}")
}

/// Takes the next `count` numbers of a series, its prefix and year, counted from 1 without gaps; returns the first. Part
/// of the write's transaction: a refused write takes none.
pub(crate) async fn take(
    tx: &mut Link,
    org: &Org,
    (prefix, year): (&str, i64),
    count: i64,
) -> Result<i64, Refusal> {
    let take = "INSERT INTO series (org, prefix, year, last) VALUES ($1, $2, $3, $4)
        ON CONFLICT (org, prefix, year) DO UPDATE SET last = series.last + excluded.last RETURNING last";
    let take = sql(take).bind(&**org).bind(prefix).bind(year).bind(count);
    Ok(take.one(tx).await?.whole(0)? - count + 1)
}
