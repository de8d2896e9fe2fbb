//! What is valid, expired and undated on a day: pure questions to the versions of a document (DOC-02, DOC-03, DOC-09, T23).

use stadga_model::Date;

use crate::Version;

/// How a document, or a version of it, stands on a day. The first is the best that can be said of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Validity {
    /// Holds (giltigt).
    Valid,
    /// Bears no date, so nobody can tell (odaterat).
    Undated,
    /// Its time has ended (utgånget).
    Expired,
    /// When it holds has not been entered here (uppgift saknas).
    Unknown,
    /// Does not hold yet (kommande).
    Coming,
}

impl Validity {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 5] =
        [Self::Expired, Self::Undated, Self::Unknown, Self::Coming, Self::Valid];

    /// Its key in texts.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Undated => "undated",
            Self::Expired => "expired",
            Self::Unknown => "unknown",
            Self::Coming => "coming",
        }
    }
}

/// How one version stands on `day`; drafts hold on none.
fn of_version(version: &Version, day: Date) -> Option<Validity> {
    if !version.is_adopted() {
        return None;
    }
    Some(match (version.from(), version.valid_to) {
        _ if version.undated => Validity::Undated,
        (_, Some(to)) if to < day => Validity::Expired,
        (Some(from), _) if from > day => Validity::Coming,
        (None, None) => Validity::Unknown,
        _ => Validity::Valid,
    })
}

/// How a document stands on `day`, and the version that says so: the one that holds, the newest if there are several; else
/// the one that bears no date; else the one that ended last.
pub fn on<'a, T>(
    versions: impl IntoIterator<Item = (T, &'a Version)>,
    day: Date,
) -> (Validity, Option<T>) {
    let standing = versions.into_iter().filter_map(|(which, version)| {
        let newest = (version.from(), version.valid_to);
        Some((of_version(version, day)?, std::cmp::Reverse(newest), which))
    });
    let best = standing.min_by_key(|(validity, newest, _)| (*validity, *newest));
    best.map_or((Validity::Unknown, None), |(validity, _, which)| (validity, Some(which)))
}

/// Whether two versions hold on the same day: a reader cannot tell which of them to follow.
pub fn overlaps(versions: &[Version]) -> bool {
    let ended = |version: &Version| version.valid_to;
    let spans: Vec<_> = versions
        .iter()
        .filter(|version| version.is_adopted() && version.valid_from.is_some())
        .map(|version| (version.valid_from, ended(version)))
        .collect();
    let meet = |(from, to): &(Option<Date>, Option<Date>), other: &(Option<Date>, Option<Date>)| {
        to.is_none_or(|to| other.0 <= Some(to)) && other.1.is_none_or(|end| *from <= Some(end))
    };
    spans
        .iter()
        .enumerate()
        .any(|(at, span)| spans.iter().skip(at + 1).any(|other| meet(span, other)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{day, version};

    fn standing(versions: &[Version], on_day: &str) -> (Validity, Option<usize>) {
        on(versions.iter().enumerate(), day(on_day))
    }

    #[test]
    fn doc_02_a_version_holds_from_its_first_day_to_its_last() {
        let one = [version(Some("2024-01-01"), Some("2024-12-31"))];
        assert_eq!(standing(&one, "2023-12-31").0, Validity::Coming);
        assert_eq!(standing(&one, "2024-01-01").0, Validity::Valid);
        assert_eq!(standing(&one, "2024-12-31").0, Validity::Valid);
        assert_eq!(standing(&one, "2025-01-01").0, Validity::Expired);
    }

    #[test]
    fn doc_09_the_text_of_a_day_is_that_of_the_newest_version_that_holds() {
        let three = [
            version(Some("2018-01-01"), Some("2023-06-30")),
            version(Some("2023-07-01"), None),
            version(Some("2026-01-01"), None),
        ];
        assert_eq!(standing(&three, "2020-05-05"), (Validity::Valid, Some(0)));
        assert_eq!(standing(&three, "2025-12-31"), (Validity::Valid, Some(1)));
        assert_eq!(standing(&three, "2026-01-01"), (Validity::Valid, Some(2)));
    }

    #[test]
    fn doc_02_undated_unknown_and_drafts_are_told_apart() {
        let undated = Version { undated: true, ..version(None, None) };
        assert_eq!(standing(std::slice::from_ref(&undated), "2024-01-24").0, Validity::Undated);
        assert_eq!(standing(&[version(None, None)], "2024-01-24").0, Validity::Unknown);
        let year = Version { year: Some(2021), ..version(None, None) };
        assert_eq!(standing(std::slice::from_ref(&year), "2024-01-24").0, Validity::Valid);
        assert_eq!(standing(&[year], "2020-12-31").0, Validity::Coming);
        let draft =
            Version { state: crate::version::State::Draft, ..version(Some("2020-01-01"), None) };
        assert_eq!(standing(&[draft], "2024-01-24"), (Validity::Unknown, None));
        let ended = version(Some("2018-01-01"), Some("2019-01-01"));
        assert_eq!(standing(&[ended, undated], "2024-01-24"), (Validity::Undated, Some(1)));
    }

    #[test]
    fn doc_09_versions_that_hold_on_the_same_day_are_seen() {
        let (old, new) = (version(Some("2018-01-01"), None), version(Some("2024-01-01"), None));
        assert!(overlaps(&[old.clone(), new.clone()]));
        let ended = Version { valid_to: "2023-12-31".parse().ok(), ..old };
        assert!(!overlaps(&[ended, new]));
    }
}
