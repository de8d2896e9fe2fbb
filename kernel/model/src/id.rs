//! Ids: time-ordered, typed in code, text in bodies.

use crate::Instant;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{
    fmt,
    marker::PhantomData,
    str::FromStr,
    sync::atomic::{AtomicU32, Ordering},
};
use uuid::Uuid;

/// Stands for "a record of any kind" in [`Id`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Any {}

/// The id of a record, typed by its kind: `Id<Measure>` is not an `Id<Audit>`.
///
/// A UUID of version 7, so that ids sort by the time they were made.
pub struct Id<T = Any>(Uuid, PhantomData<fn() -> T>);

impl<T> Id<T> {
    /// The id of no record: stands where a link is withheld.
    pub const NONE: Self = Self(Uuid::nil(), PhantomData);

    /// A new id made at `now`; those of one instant sort in the order in which they were made.
    pub fn new(now: Instant) -> Self {
        let random = Uuid::new_v7(stamp(now)).into_bytes();
        Self(in_order(random, MADE.fetch_add(1, Ordering::Relaxed)), PhantomData)
    }

    /// An id of `now` whose place and random part are given: for fixtures, which have the same ids each time.
    pub fn seeded(now: Instant, place: u32, chance: &[u8; 10]) -> Self {
        let millis = u64::try_from(now.as_millisecond()).unwrap_or_default();
        let random = uuid::Builder::from_unix_timestamp_millis(millis, chance).into_uuid();
        Self(in_order(random.into_bytes(), place), PhantomData)
    }

    /// When it was made, which is when its record was first written.
    pub fn made(self) -> Option<Instant> {
        let (seconds, nanos) = self.0.get_timestamp()?.to_unix();
        Instant::new(i64::try_from(seconds).ok()?, i32::try_from(nanos).ok()?).ok()
    }

    /// The same id, taken for a record of another kind.
    pub fn cast<U>(self) -> Id<U> {
        Id(self.0, PhantomData)
    }
}

/// How many ids this process has made.
static MADE: AtomicU32 = AtomicU32::new(0);

fn stamp(now: Instant) -> uuid::Timestamp {
    let millis = u64::try_from(now.as_millisecond()).unwrap_or_default();
    let nanos = u32::try_from(now.subsec_nanosecond()).unwrap_or_default();
    uuid::Timestamp::from_unix(uuid::NoContext, millis / 1000, nanos)
}

/// Puts 26 bits of a count right behind the time, in the place of chance (RFC 9562, 6.2, method 1).
fn in_order(mut bytes: [u8; 16], count: u32) -> Uuid {
    let [high, upper, lower, low] = (count << 6 >> 6).to_be_bytes();
    let [.., b6, b7, b8, b9, _, _, _, _, _, _] = &mut bytes;
    // Four bits of b6 are the version, two bits of b8 the variant.
    *b6 = 0x70 | (high << 2 | upper >> 6) & 0x0f;
    *b7 = upper << 2 | lower >> 6;
    *b8 = 0x80 | lower & 0x3f;
    *b9 = low;
    Uuid::from_bytes(bytes)
}

impl<T> FromStr for Id<T> {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        Uuid::parse_str(text).map(|uuid| Self(uuid, PhantomData))
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

// Written out because a derive would ask the same of `T`, which is only a label.
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> std::hash::Hash for Id<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

/// A stored file, named by what it is: the SHA-256, in hexadecimal, of its name, a zero byte and its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FileId(pub String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_instant_sort_as_they_were_made() {
        let now = Instant::from_second(1_700_000_000).unwrap();
        let ids: Vec<Id> = (0..10_000).map(|_| Id::new(now)).collect();
        assert!(ids.is_sorted());
        assert!(ids.iter().all(|id| id.made() == Some(now)));
        let seeded: Vec<Id> = (0..70_000).map(|place| Id::seeded(now, place, &[7; 10])).collect();
        assert!(seeded.is_sorted());
    }

    #[test]
    fn ids_sort_by_time_and_survive_text() {
        let early: Id = Id::new(Instant::from_second(1_700_000_000).unwrap());
        let late: Id = Id::new(Instant::from_second(1_700_000_001).unwrap());
        assert!(early < late);
        assert_eq!(early.to_string().parse::<Id>().unwrap(), early);
        assert_eq!(late.made(), Instant::from_second(1_700_000_001).ok());
    }
}
