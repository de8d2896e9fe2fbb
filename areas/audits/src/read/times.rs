//! Times in words, with the first and the last day that they can mean.

use std::ops::Range;

use jiff::Span;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::patterns::Parts;
use super::words::{Season, Times, Words};

/// A time as worded, and the days that it can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// The words.
    pub words: String,
    /// The first day, where there is one.
    pub earliest: Option<Date>,
    /// The last day, where there is one: "tidigast 2026" has none.
    pub latest: Option<Date>,
    /// Where in the text the words stand.
    pub at: Range<usize>,
}

/// The first time in `text`, with the days that it can mean (AUD-19).
///
/// `said` is the day of writing: it tells the year where the words do not ("till sommaren").
/// Without it such words give neither day.
#[must_use]
pub fn latest(text: &str, said: Option<Date>, words: &Words) -> Option<When> {
    times(text, said, words).into_iter().next()
}

/// Every time in `text`.
#[must_use]
pub fn times(text: &str, said: Option<Date>, words: &Words) -> Vec<When> {
    let mut free = 0;
    let own = |found: Parts| {
        let time = when(text, &found, free, said, &words.times);
        free = found.get(0).map_or(free, |whole| whole.end());
        time
    };
    words.when.captures_iter(text).filter_map(own).collect()
}

/// The pattern for every time, made from the words for months, seasons and limits.
pub fn pattern(times: &Times) -> String {
    let any = |words: &[String]| {
        let mut words: Vec<String> =
            words.iter().map(|word| regex::escape(word).replace(' ', r"\s+")).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words.join("|")
    };
    let seasons =
        any(&times.season.iter().flat_map(|season| season.words.clone()).collect::<Vec<_>>());
    let months = any(&times.months.iter().chain(&times.short_months).cloned().collect::<Vec<_>>());
    let relative =
        any(&times.relative.iter().flat_map(|relative| relative.words.clone()).collect::<Vec<_>>());
    let within =
        any(&times.within.iter().flat_map(|within| within.words.clone()).collect::<Vec<_>>());
    let limits = &times.limits;
    let (earliest, before, last, between) =
        (any(&limits.earliest), any(&limits.before), any(&limits.latest), any(&limits.between));
    let link = r"(?:\s*[-–]\s*|\s+(?:till(?:\s+och\s+med)?|och|t\.?o\.?m\.?)\s+)";
    format!(
        r"(?i)(?x)\b(?:(?:(?P<last>{last})|(?P<earliest>{earliest})|(?P<before>{before}))\s+)?(?:(?:{between})\s+)*(?:
        (?P<iso>(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])-?|(?:0[1-9]|1[0-2])-)(?:0[1-9]|[12]\d|3[01]))
        |(?P<day>\d{{1,2}})(?::e|:a)?\s+(?P<day_month>{months})\b\.?(?:\s*,?\s*(?P<day_year>(?:19|20)\d\d))?
        |(?P<slash>\d{{1,2}}/\d{{1,2}})[\s,-]+(?P<slash_year>(?:19|20)\d\d)
        |(?:(?P<first_season>{seasons}){link})?(?P<season>{seasons})(?:\s+(?:av|på|under|år|i))?\s*,?\s*(?P<season_year>(?:19|20)\d\d)(?:\s*/\s*(?P<second_year>\d{{4}}|\d\d))?
        |(?:(?P<part>{seasons})\s+)?(?:(?P<first_month>{months})(?:\s+(?P<first_year>20\d\d))?(?:{link}|\s*/\s*))?(?P<month>{months})\s+(?P<month_year>(?:19|20)\d\d)
        |(?:vecka|v\.?)\s*(?P<week>\d{{1,2}})[\s,]+(?:år\s+)?(?P<week_year>20\d\d)
        |(?P<turned_year>20\d\d)\s*,?\s*(?:under\s+)?(?P<turned>{seasons})
        |(?P<from_year>20\d\d){link}(?P<to_year>20\d\d|\d\d)
        |(?P<year>(?:19|20)\d\d)
        |(?P<relative>{relative})
        |(?P<within>{within})
        |(?P<bare>{seasons})
        )\b"
    )
}

/// What a time means; `free` is where the one before it ends, for a limit that stands apart from its time.
fn when(text: &str, found: &Parts, free: usize, said: Option<Date>, times: &Times) -> Option<When> {
    let whole = found.get(0)?;
    if !stands_free(text, whole.start(), whole.end()) {
        return None;
    }
    let (from, to) = days(found, said, times)?;
    let exact = from == to && (found.name("season").is_some() || found.name("bare").is_some());
    let (earliest, latest) = if let Some(limit) = found.name("earliest") {
        let after = limit.as_str().eq_ignore_ascii_case("efter");
        (if after { to.and_then(|day| day.tomorrow().ok()) } else { from }, None)
    } else if found.name("before").is_some() && !exact {
        (None, from.and_then(|day| day.yesterday().ok()))
    } else if found.name("last").is_some() || found.name("before").is_some() {
        (None, to)
    } else {
        (from, to)
    };
    let limited = ["earliest", "before", "last"].iter().any(|limit| found.name(limit).is_some());
    let apart = text.get(free..whole.start()).and_then(|text| times.limits.apart.find(text));
    let (begin, earliest, latest) = match apart.filter(|_| !limited) {
        Some(limit) => (free + limit.start(), from, None),
        None => (whole.start(), earliest, latest),
    };
    let words = text.get(begin..whole.end()).unwrap_or_default();
    Some(When {
        words: words.split_whitespace().collect::<Vec<_>>().join(" "),
        earliest,
        latest,
        at: whole.range(),
    })
}

/// A year that is part of a number (`2018:585`, `RS 2023/123`) is no time.
fn stands_free(text: &str, from: usize, to: usize) -> bool {
    let before = text.get(..from).and_then(|text| text.chars().next_back());
    let mut after = text.get(to..).unwrap_or("").chars();
    let (next, second) = (after.next(), after.next());
    let joined = next.is_some_and(|c| matches!(c, ':' | '/' | '-' | '–' | '.'))
        && second.is_some_and(|c| c.is_ascii_digit());
    !joined
        && !before.is_some_and(|c| matches!(c, '/' | ':' | '-' | '–' | '_') || c.is_alphanumeric())
}

type Days = (Option<Date>, Option<Date>);

fn days(found: &Parts, said: Option<Date>, times: &Times) -> Option<Days> {
    let text = |name: &str| found.name(name).map(|part| part.as_str());
    let number = |name: &str| text(name).and_then(|digits| digits.parse::<i16>().ok());
    let small = |name: &str| text(name).and_then(|digits| digits.parse::<i8>().ok());
    let one = |day: Option<Date>| day.map(|day| (Some(day), Some(day)));
    if let Some(iso) = text("iso") {
        // Conversion may take a hyphen at a line's end: 2022-0205, 202202-05.
        let digits: String = iso.chars().filter(char::is_ascii_digit).collect();
        return one(digits.parse().ok());
    }
    if let (Some(day), Some(name)) = (small("day"), text("day_month")) {
        let (month, year) = (month(name, times)?, number("day_year"));
        let on = |year: i16| Date::new(year, month, day).ok();
        return match (year, said) {
            (Some(year), _) => one(on(year)),
            // A day without a year is the next such day.
            (None, Some(said)) => one([said.year(), said.year() + 1]
                .into_iter()
                .filter_map(on)
                .find(|day| *day >= said)),
            (None, None) => None,
        };
    }
    if let (Some(slash), Some(year)) = (text("slash"), number("slash_year")) {
        let (day, month) = slash.split_once('/')?;
        return one(Date::new(year, month.parse().ok()?, day.parse().ok()?).ok());
    }
    if let (Some(name), Some(year)) =
        (text("season").or(text("turned")), number("season_year").or(number("turned_year")))
    {
        let (mut from, to) = season_days(season(name, times)?, year, text("second_year").is_some());
        if let Some(first) = text("first_season") {
            from = season_days(season(first, times)?, year, false).0;
        }
        return Some((from, to));
    }
    if let (Some(name), Some(year)) = (text("month"), number("month_year")) {
        let first = text("first_month").and_then(|name| month(name, times));
        let from = Date::new(
            number("first_year").unwrap_or(year),
            first.unwrap_or(month(name, times)?),
            1,
        )
        .ok();
        return Some((from, Date::new(year, month(name, times)?, 1).ok().map(Date::last_of_month)));
    }
    if let (Some(week), Some(year)) = (small("week"), number("week_year")) {
        let day = |weekday| ISOWeekDate::new(year, week, weekday).ok().map(ISOWeekDate::date);
        return Some((day(Weekday::Monday), day(Weekday::Sunday)));
    }
    if let (Some(from), Some(to)) = (number("from_year"), number("to_year")) {
        let to = if to < 100 { from / 100 * 100 + to } else { to };
        return (to >= from).then(|| (Date::new(from, 1, 1).ok(), Date::new(to, 12, 31).ok()));
    }
    if let Some(year) = number("year") {
        return Some((Date::new(year, 1, 1).ok(), Date::new(year, 12, 31).ok()));
    }
    told_from(found, said, times)
}

fn told_from(found: &Parts, said: Option<Date>, times: &Times) -> Option<Days> {
    if let Some(name) = found.name("relative") {
        let Some(said) = said else { return Some((None, None)) };
        let words = spaced(name.as_str());
        let year = said.year()
            + times.relative.iter().find(|relative| relative.words.contains(&words))?.years;
        return Some((Date::new(year, 1, 1).ok(), Date::new(year, 12, 31).ok()));
    }
    if let Some(name) = found.name("within") {
        let Some(said) = said else { return Some((None, None)) };
        let words = spaced(name.as_str());
        let within = times.within.iter().find(|within| within.words.contains(&words))?;
        let latest = said.checked_add(Span::new().months(i32::from(within.months))).ok();
        return Some((Some(said), latest));
    }
    let season = season(found.name("bare")?.as_str(), times)?;
    let Some(said) = said else { return Some((None, None)) };
    [said.year(), said.year() + 1]
        .into_iter()
        .map(|year| season_days(season, year, false))
        .find(|(_, to)| to.is_some_and(|to| to >= said))
}

fn spaced(words: &str) -> String {
    words.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn season<'a>(name: &str, times: &'a Times) -> Option<&'a Season> {
    let name = spaced(name);
    times.season.iter().find(|season| season.words.contains(&name))
}

fn season_days(season: &Season, year: i16, named_second: bool) -> Days {
    let day = |year: i16, month_day: &str| -> Option<Date> {
        format!("{year:04}-{month_day}").parse().ok()
    };
    let across = season.to < season.from;
    match (across, named_second) {
        (true, false) => (day(year, "01-01"), day(year, "12-31")),
        (true, true) => (day(year, &season.from), day(year + 1, &season.to)),
        _ => (day(year, &season.from), day(year, &season.to)),
    }
}

fn month(name: &str, times: &Times) -> Option<i8> {
    let name = name.to_lowercase();
    let at = times
        .months
        .iter()
        .position(|month| *month == name)
        .or_else(|| times.short_months.iter().position(|month| *month == name))?;
    i8::try_from(at + 1).ok()
}
