//! How long, how soon and from which level on: numbers of the scale `classification-limit`, for each organisation to set.

use stadga_model::Scales;

/// The scale: a step's symbol is its number.
const SCALE: &str = "classification-limit";

/// The numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// So many years a classification holds.
    pub years: i32,
    /// So many days ahead its end is told.
    pub soon: i32,
    /// So many days late the owner's superior is told.
    pub escalate: i32,
    /// So many together on one level weigh more.
    pub together: usize,
    /// From this level of confidentiality on a secrecy mark is proposed: its rank.
    pub secrecy: u8,
    /// The level that ends a classification: its rank.
    pub protective: u8,
}

impl Limits {
    /// The numbers as they are set; where one is taken away, what it concerns does not happen.
    pub fn of(scales: &Scales) -> Self {
        let number = |key: &str| -> Option<i32> {
            scales.get(SCALE)?.step(key)?.symbol.as_deref()?.parse().ok()
        };
        let rank = |key| number(key).and_then(|n| u8::try_from(n).ok()).unwrap_or(u8::MAX);
        Self {
            years: number("years").unwrap_or(100),
            soon: number("soon").unwrap_or(0),
            escalate: number("escalate").unwrap_or(36_500),
            together: number("together").and_then(|n| usize::try_from(n).ok()).unwrap_or(0),
            secrecy: rank("secrecy"),
            protective: rank("protective"),
        }
    }
}
