//! Numbers as people write them, kept exactly: in thousandths.

use stadga_model::Language;
use stadga_web::ui::format;

/// So many decimals are kept.
pub const DECIMALS: usize = 3;
/// The greatest whole part, so that sums of many thousand never overflow.
const GREATEST: i64 = 1_000_000_000_000;

/// A number in thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number(pub i64);

impl Number {
    /// What stands in a text: digits, perhaps a minus, perhaps a comma or point and up to three more digits. Blanks between
    /// groups of digits are let be.
    pub fn read(text: &str) -> Option<Self> {
        let plain: String = text.trim().chars().filter(|c| !c.is_whitespace()).collect();
        let plain = plain.replace('−', "-").replace(',', ".");
        let (sign, digits) = match plain.strip_prefix('-') {
            Some(digits) => (-1, digits),
            None => (1, plain.as_str()),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let digits_only = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let ends_badly = digits.ends_with('.');
        if whole.is_empty()
            || ends_badly
            || part.len() > DECIMALS
            || !digits_only(whole)
            || !digits_only(part)
        {
            return None;
        }
        let whole: i64 = whole.parse().ok().filter(|whole| *whole <= GREATEST)?;
        let part: i64 = format!("{part:0<DECIMALS$}").parse().ok()?;
        Some(Self(sign * (whole * 1_000 + part)))
    }

    /// As people write it: digits in groups, the language's mark, without decimals that say nothing.
    pub fn told(self, language: Language) -> String {
        let mark = match language {
            Language::Swedish => ',',
            Language::English => '.',
        };
        // Below one the whole part has no sign of its own.
        let minus = if self.0 < 0 && self.0 > -1_000 { "−" } else { "" };
        let whole = format!("{minus}{}", format::whole(language, self.0 / 1_000));
        match self.decimals().as_str() {
            "" => whole,
            decimals => format!("{whole}{mark}{decimals}"),
        }
    }

    /// Rounded to so many decimals, half away from nothing.
    #[must_use]
    pub fn rounded(self, decimals: usize) -> Self {
        let kept = u32::try_from(decimals.min(DECIMALS)).unwrap_or_default();
        let step = 1_000 / 10_i64.pow(kept);
        let half = step / 2 * self.0.signum();
        Self(self.0.saturating_add(half) / step * step)
    }

    /// As programs read it: with a point and a plain minus.
    pub fn plain(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let whole = self.0.unsigned_abs() / 1_000;
        match self.decimals().as_str() {
            "" => format!("{sign}{whole}"),
            decimals => format!("{sign}{whole}.{decimals}"),
        }
    }

    /// The decimals that say something.
    fn decimals(self) -> String {
        format!("{:03}", self.0.unsigned_abs() % 1_000).trim_end_matches('0').to_owned()
    }

    /// For charts, which need no exactness.
    #[expect(clippy::cast_precision_loss, reason = "a picture is not read to the last digit")]
    pub fn drawn(self) -> f64 {
        self.0 as f64 / 1_000.0
    }

    /// The mean of sum and count, rounded half away from nothing.
    pub fn mean(sum: i128, count: i128) -> Option<Self> {
        if count <= 0 {
            return None;
        }
        let half = if sum < 0 { -(count / 2) } else { count / 2 };
        i64::try_from((sum + half) / count).ok().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ctl_11_numbers_are_read_as_people_write_them() {
        let read = |text| Number::read(text).map(|number| number.0);
        assert_eq!(read(" 97,4 "), Some(97_400));
        assert_eq!(read("1 234"), Some(1_234_000));
        assert_eq!(read("−0.5"), Some(-500));
        for wrong in ["", "97,4 %", "1,2345", "12,", ",5", "1.2.3", "en", "10000000000000"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!(Number(97_400).told(Language::Swedish), "97,4");
        assert_eq!(Number(-1_234_000).told(Language::English), "−1234");
        assert_eq!(Number(12_345_600).told(Language::Swedish), "12\u{a0}345,6");
        assert_eq!(Number(12_345_600).told(Language::English), "12,345.6");
        assert_eq!(Number(-500).told(Language::Swedish), "−0,5");
    }

    #[test]
    fn ctl_11_a_figure_is_rounded_to_the_decimals_that_are_fit_for_it() {
        let rounded = |value, decimals| Number(value).rounded(decimals).0;
        assert_eq!(
            [rounded(76_784, 1), rounded(76_784, 0), rounded(76_784, 9)],
            [76_800, 77_000, 76_784]
        );
        assert_eq!([rounded(-1_500, 0), rounded(-1_499, 0), rounded(-40, 1)], [-2_000, -1_000, 0]);
    }

    proptest! {
        #[test]
        fn ctl_11_what_is_written_is_read_back_equal(value in -1_000_000_000_i64..1_000_000_000) {
            prop_assert_eq!(Number::read(&Number(value).plain()), Some(Number(value)));
            prop_assert_eq!(Number::read(&Number(value).told(Language::Swedish)), Some(Number(value)));
        }

        #[test]
        fn ctl_11_rounding_moves_no_further_than_half_a_step(value in -1_000_000_000_i64..1_000_000_000, decimals in 0..4_usize) {
            let step = [1_000, 100, 10, 1][decimals];
            let rounded = Number(value).rounded(decimals).0;
            prop_assert!(rounded % step == 0 && (rounded - value).abs() * 2 <= step);
        }

        #[test]
        fn ctl_11_a_mean_lies_between_the_least_and_the_greatest(values in prop::collection::vec(-1_000_000_i64..1_000_000, 1..20)) {
            let sum: i128 = values.iter().map(|value| i128::from(*value)).sum();
            let mean = Number::mean(sum, values.len() as i128).unwrap().0;
            prop_assert!(values.iter().min().is_some_and(|least| *least <= mean));
            prop_assert!(values.iter().max().is_some_and(|most| mean <= *most));
        }
    }
}
