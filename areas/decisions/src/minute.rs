//! Minutes: each time that a body treated a subject, and whether it steered, followed up or only let it pass.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Date, FileId, Finding, Id, Prose, Record, Term};

/// An item of a body's minutes (protokollspunkt): AUD-25, T22.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "minute", prefix = "PROT", title = "title")]
pub struct Minute {
    /// The item's heading (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// The body that met (organ).
    #[field(list, filter, to("unit", "forum"))]
    pub body: Id,
    /// The day of the meeting (sammanträdesdag).
    #[field(list, sort, filter)]
    pub date: Date,
    /// The paragraph (paragraf).
    #[field(list, search)]
    pub paragraph: Option<String>,
    /// What area it concerns (område).
    #[field(list, filter, scale = "subject-area")]
    #[serde(default)]
    pub area: Term,
    /// How the body treated it (behandling).
    #[field(list, filter)]
    pub treatment: Treatment,
    /// Whether it has bearing on the area, or only mentions it (har bäring).
    #[field(list, filter)]
    #[serde(default)]
    pub bearing: bool,
    /// What the item is about: any records (avser).
    #[serde(default)]
    pub about: Vec<Id>,
    /// The words of the minutes, or what they say (vad som står).
    #[field(search)]
    pub words: Option<Prose>,
    /// The minutes themselves (protokoll).
    pub file: Option<FileId>,
}

/// How a body treated a subject, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Treatment {
    /// It decided or gave direction (styrning).
    Steering,
    /// It asked what had become of something (uppföljning).
    FollowUp,
    /// It sent the matter on (remiss, hänvisning).
    Referral,
    /// It was told (information).
    Information,
}

impl Treatment {
    /// Its value as it is stored, for the key of its text.
    pub fn key(self) -> &'static str {
        Self::VALUES.get(self as usize).copied().unwrap_or_default()
    }
}

/// What an item is held to.
pub fn rules(minute: &Minute, around: &Around) -> Vec<Finding> {
    let future = minute.date > around.today();
    let steers_without_bearing = minute.treatment == Treatment::Steering && !minute.bearing;
    [
        future.then(|| Finding::blocking("AUD-25").variant("future").on("date")),
        steers_without_bearing.then(|| Finding::warning("AUD-25").variant("bearing").on("bearing")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::tests::{check, id, near};

    /// An item of 2022-03-08.
    pub fn minute(treatment: Treatment, bearing: bool) -> Minute {
        Minute {
            title: "Årsredovisning".into(),
            body: id(9),
            date: "2022-03-08".parse().unwrap(),
            paragraph: Some("§ 40".into()),
            area: Term::from("information-security"),
            treatment,
            bearing,
            about: Vec::new(),
            words: None,
            file: None,
        }
    }

    #[test]
    fn aud_25_minutes_are_of_meetings_that_have_been() {
        let mut coming = minute(Treatment::Information, false);
        coming.date = "2024-01-25".parse().unwrap();
        assert_eq!(check(rules, &coming, &near(&[])), ["finding-aud-25-future"]);
    }

    #[test]
    fn aud_25_who_steers_has_something_to_say_on_the_area() {
        let odd = minute(Treatment::Steering, false);
        assert_eq!(check(rules, &odd, &near(&[])), ["finding-aud-25-bearing"]);
        assert!(check(rules, &minute(Treatment::Steering, true), &near(&[])).is_empty());
    }
}
