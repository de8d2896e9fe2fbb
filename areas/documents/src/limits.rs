//! How soon, how old and how long: numbers of the scale `document-time`, for each organisation to set.

use stadga_model::Scales;

/// The scale: a step's symbol is its number.
const SCALE: &str = "document-time";

/// The number of a step; none, where the organisation has taken it away.
pub fn limit(scales: &Scales, key: &str) -> Option<i32> {
    let step = scales.get(SCALE)?.step(key)?;
    step.symbol.as_deref()?.parse().ok()
}

/// So many days before its end a document is told to end soon: DOC-02.
pub const SOON: &str = "soon";
/// So many years without a new version make a document old: DOC-11.
pub const OLD: &str = "old";
/// So many years make a fetched term old: DOC-12.
pub const FETCHED: &str = "fetched";
