//! Numbers, money and times as people of either language write them.

use stadga_model::{Instant, Language, Money, Period};

/// What stands between groups of three digits.
const fn group(language: Language) -> char {
    match language {
        Language::Swedish => '\u{a0}',
        Language::English => ',',
    }
}

/// So many digits a number may have ungrouped: years, and four digits at large, are read whole (Språkrådet).
const UNGROUPED: usize = 4;

/// A whole number, its digits grouped from five on: `2019`, `12 345`, `1,234,567`.
pub fn whole(language: Language, number: i64) -> String {
    match number.unsigned_abs().to_string() {
        digits if digits.len() > UNGROUPED => grouped(language, number),
        digits if number < 0 => format!("−{digits}"),
        digits => digits,
    }
}

/// A number told in tenths: `12,5`, `12.5`.
pub fn tenths(language: Language, tenths: i64) -> String {
    let minus = if tenths < 0 && tenths > -10 { "−" } else { "" };
    let comma = match language {
        Language::Swedish => ',',
        Language::English => '.',
    };
    format!("{minus}{}{comma}{}", whole(language, tenths / 10), tenths.unsigned_abs() % 10)
}

/// A number with its digits in groups of three, as amounts have them: `1 234`.
fn grouped(language: Language, number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::from(if number < 0 { "−" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(group(language));
        }
        text.push(digit);
    }
    text
}

/// An amount: `1 234,50 kr`, `SEK 1,234.50`; without öre where there are none.
pub fn money(language: Language, money: Money) -> String {
    let (kronor, ore) = (money.0 / 100, money.0.unsigned_abs() % 100);
    let minus = if money.0 < 0 && kronor == 0 { "−" } else { "" };
    let kronor = format!("{minus}{}", grouped(language, kronor));
    match (language, ore) {
        (Language::Swedish, 0) => format!("{kronor}\u{a0}kr"),
        (Language::Swedish, ore) => format!("{kronor},{ore:02}\u{a0}kr"),
        (Language::English, 0) => format!("SEK\u{a0}{kronor}"),
        (Language::English, ore) => format!("SEK\u{a0}{kronor}.{ore:02}"),
    }
}

/// A point in time in Sweden, to the minute: `2024-01-24 10:12`.
pub fn moment(instant: Instant) -> String {
    let zone = jiff::tz::TimeZone::get("Europe/Stockholm").unwrap_or(jiff::tz::TimeZone::UTC);
    instant.to_zoned(zone).strftime("%Y-%m-%d %H:%M").to_string()
}

/// The time of day in Sweden, to the minute that has come when the instant has: `10:13`.
pub fn clock(instant: Instant) -> String {
    let zone = jiff::tz::TimeZone::get("Europe/Stockholm").unwrap_or(jiff::tz::TimeZone::UTC);
    let whole = jiff::SignedDuration::from_secs(59);
    let come = instant.checked_add(whole).unwrap_or(instant);
    come.to_zoned(zone).strftime("%H:%M").to_string()
}

/// A period: `2024-01-01 – 2024-12-31`, open at the end where it has none.
pub fn period(period: &Period) -> String {
    match period.to {
        Some(to) => format!("{} – {to}", period.from),
        None => format!("{} –", period.from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, Swedish};

    #[test]
    fn amounts_are_grouped_in_both_languages() {
        assert_eq!(money(Swedish, Money(123_456_750)), "1\u{a0}234\u{a0}567,50\u{a0}kr");
        assert_eq!(money(English, Money(123_456_700)), "SEK\u{a0}1,234,567");
        assert_eq!(money(Swedish, Money(-5)), "−0,05\u{a0}kr");
        assert_eq!(money(Swedish, Money(-100_000)), "−1\u{a0}000\u{a0}kr");
        assert_eq!(whole(English, i64::MIN), "−9,223,372,036,854,775,808");
        assert_eq!(whole(Swedish, 999), "999");
    }

    #[test]
    fn tenths_have_the_languages_own_mark() {
        assert_eq!(tenths(Swedish, 125), "12,5");
        assert_eq!(tenths(English, 125), "12.5");
        assert_eq!(tenths(Swedish, -5), "−0,5");
        assert_eq!(tenths(English, 1_234_567), "123,456.7");
    }

    #[test]
    fn aud_06_a_year_is_read_whole() {
        assert_eq!(whole(Swedish, 2019), "2019");
        assert_eq!(whole(English, 2022), "2022");
        assert_eq!(whole(Swedish, -10_000), "−10\u{a0}000");
    }

    #[test]
    fn a_moment_is_told_in_swedish_time() {
        assert_eq!(moment("2024-07-01T22:30:00Z".parse().unwrap()), "2024-07-02 00:30");
        assert_eq!(clock("2024-07-01T22:30:00Z".parse().unwrap()), "00:30");
        assert_eq!(clock("2024-07-01T22:30:01Z".parse().unwrap()), "00:31");
    }
}
