//! Money as whole öre: sums are exact (FIN-14).

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// An amount in öre (1/100 of a Swedish krona).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Money(pub i64);

impl Money {
    /// An amount of whole kronor.
    pub const fn kronor(kronor: i64) -> Self {
        Self(kronor * 100)
    }
}

impl fmt::Display for Money {
    /// `1234567` öre is `12345.67`: plain digits; grouping belongs to the language.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let ore = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", ore / 100, ore % 100)
    }
}

impl FromStr for Money {
    type Err = ();

    /// Reads what people write: `250 000`, `1 234,50`, `99.5`, `-3 kr`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let clean: String =
            text.trim().trim_end_matches("kr").chars().filter(|c| !c.is_whitespace()).collect();
        let (sign, digits) = match clean.strip_prefix(['-', '−']) {
            Some(rest) => (-1, rest),
            None => (1, clean.as_str()),
        };
        let (whole, part) = digits.split_once([',', '.']).unwrap_or((digits, ""));
        if whole.is_empty()
            || part.len() > 2
            || !(whole.chars().chain(part.chars())).all(|c| c.is_ascii_digit())
        {
            return Err(());
        }
        let whole: i64 = whole.parse().map_err(|_| ())?;
        let part: i64 = format!("{part:0<2}").parse().map_err(|_| ())?;
        let ore = whole.checked_mul(100).and_then(|ore| ore.checked_add(part)).ok_or(())?;
        Ok(Self(sign * ore))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fin_14_amounts_are_exact() {
        assert_eq!("250 000".parse(), Ok(Money::kronor(250_000)));
        assert_eq!("1 234,5 kr".parse(), Ok(Money(123_450)));
        assert_eq!("−0,05".parse::<Money>().map(|m| m.to_string()), Ok("-0.05".into()));
        assert!("1,234".parse::<Money>().is_err());
        assert!("12x".parse::<Money>().is_err());
    }
}
