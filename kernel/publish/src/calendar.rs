//! Calendars as files that calendar programs take and subscribe to (iCalendar, RFC 5545).

use icalendar::{Calendar as File, Component as _, Event, EventLike as _, Property};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// The media type of a calendar.
pub const MEDIA: &str = "text/calendar; charset=utf-8";
/// How often a program that subscribes asks again: twice a day.
const AGAIN: &str = "PT12H";
/// The zone of days and hours.
const ZONE: &str = "Europe/Stockholm";

/// A calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// What it is called.
    pub name: String,
    /// When it was made.
    pub made: Timestamp,
    /// What is in it.
    pub entries: Vec<Entry>,
}

/// Something that takes place on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Unlike that of any other, and the same each time: by it a program knows what it has already.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The day.
    pub day: Date,
    /// From when to when by the clock, as hour and minute; all day, when absent.
    pub hours: Option<[(i8, i8); 2]>,
    /// Where.
    pub place: Option<String>,
    /// What is said of it.
    pub text: Option<String>,
    /// Where more is to be seen: a whole address.
    pub address: Option<String>,
    /// Whether it does not take place after all.
    pub cancelled: bool,
}

/// The calendar as a file. Hours are set in UTC, so that every program shows them rightly in summer and winter.
pub fn calendar(calendar: &Calendar) -> String {
    let mut file = File::empty();
    file.append_property(("VERSION", "2.0"));
    file.append_property(("PRODID", "-//Stadga//Stadga//SV"));
    file.append_property(("CALSCALE", "GREGORIAN"));
    file.append_property(("METHOD", "PUBLISH"));
    file.append_property(("X-WR-CALNAME", plain(&calendar.name).as_str()));
    file.append_property(("X-WR-TIMEZONE", ZONE));
    file.append_property(
        Property::new("REFRESH-INTERVAL", AGAIN).add_parameter("VALUE", "DURATION").done(),
    );
    file.append_property(("X-PUBLISHED-TTL", AGAIN));
    for entry in &calendar.entries {
        file.push(event(entry, calendar.made));
    }
    file.to_string()
}

fn event(entry: &Entry, made: Timestamp) -> Event {
    let mut event = Event::new();
    event.add_property("UID", format!("{}@stadga", plain(&entry.id)));
    event.add_property("DTSTAMP", instant(made));
    event.summary(&plain(&entry.title));
    for (name, value) in span(entry) {
        let mut property = Property::new(name, &*value);
        if !value.contains('T') {
            property.add_parameter("VALUE", "DATE");
        }
        event.append_property(property.done());
    }
    if let Some(place) = &entry.place {
        event.location(&plain(place));
    }
    if let Some(text) = &entry.text {
        event.description(&plain(text));
    }
    if let Some(address) = &entry.address {
        event.add_property("URL", plain(address));
    }
    // What only tells that a day has come does not make anybody busy.
    event.add_property("TRANSP", if entry.hours.is_some() { "OPAQUE" } else { "TRANSPARENT" });
    event.add_property("STATUS", if entry.cancelled { "CANCELLED" } else { "CONFIRMED" });
    event.done()
}

/// Beginning and end: of a whole day, the day and the one after; else instants.
fn span(entry: &Entry) -> Vec<(&'static str, String)> {
    let day = |date: Date| format!("{:04}{:02}{:02}", date.year(), date.month(), date.day());
    let whole = || {
        let end = entry.day.tomorrow().ok().map(|next| ("DTEND", day(next)));
        [Some(("DTSTART", day(entry.day))), end].into_iter().flatten().collect()
    };
    let Some(hours) = entry.hours else { return whole() };
    let at = |(hour, minute): (i8, i8)| {
        let zone = TimeZone::get(ZONE).ok()?;
        let time = jiff::civil::Time::new(hour, minute, 0, 0).ok()?;
        Some(instant(entry.day.to_datetime(time).to_zoned(zone).ok()?.timestamp()))
    };
    match hours.map(at) {
        [Some(start), Some(end)] => vec![("DTSTART", start), ("DTEND", end)],
        _ => whole(),
    }
}

/// An instant as `20260317T080000Z`.
fn instant(at: Timestamp) -> String {
    let at = at.to_zoned(TimeZone::UTC).datetime();
    let date = format!("{:04}{:02}{:02}", at.year(), at.month(), at.day());
    format!("{date}T{:02}{:02}{:02}Z", at.hour(), at.minute(), at.second())
}

/// Text without signs that would end a line early; line breaks stay, for they are escaped.
fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.chars().map(|sign| if sign.is_control() && sign != '\n' { ' ' } else { sign }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn made(entries: Vec<Entry>) -> String {
        let made = "2026-01-02T03:04:05Z".parse().unwrap();
        calendar(&Calendar { name: "Årshjul".into(), made, entries }).replace("\r\n ", "")
    }

    fn entry(day: Date) -> Entry {
        Entry { id: "018c".into(), title: "Genomgång".into(), day, ..Entry::default() }
    }

    #[test]
    fn a_day_is_a_whole_day_and_nobody_is_busy() {
        let file = made(vec![entry(date(2027, 12, 31))]);
        for line in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "X-WR-CALNAME:Årshjul",
            "UID:018c@stadga",
            "DTSTAMP:20260102T030405Z",
            "DTSTART;VALUE=DATE:20271231",
            "DTEND;VALUE=DATE:20280101",
            "TRANSP:TRANSPARENT",
            "STATUS:CONFIRMED",
        ] {
            assert!(file.lines().any(|one| one == line), "{line}: {file}");
        }
    }

    #[test]
    fn hours_are_right_in_winter_and_summer() {
        let at = |day| made(vec![Entry { hours: Some([(9, 0), (11, 30)]), ..entry(day) }]);
        let winter = at(date(2027, 3, 27));
        assert!(
            winter.contains("DTSTART:20270327T080000Z")
                && winter.contains("DTEND:20270327T103000Z")
        );
        let summer = at(date(2027, 3, 28));
        assert!(summer.contains("DTSTART:20270328T070000Z"), "{summer}");
    }

    #[test]
    fn no_text_breaks_out_of_its_line() {
        let hostile = "Ett; två, tre\\ fyra\r\nEND:VEVENT\rBEGIN:VALARM\u{0}";
        let text = Some(hostile.repeat(9));
        let file = calendar(&Calendar {
            name: hostile.into(),
            made: Timestamp::UNIX_EPOCH,
            entries: vec![Entry {
                title: hostile.into(),
                text,
                cancelled: true,
                ..entry(date(2026, 1, 1))
            }],
        });
        assert_eq!(file.matches("\nEND:VEVENT").count(), 1, "{file}");
        assert!(!file.contains("\nBEGIN:VALARM") && file.contains("STATUS:CANCELLED"));
        assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\n', '\r'])));
    }
}
