//! Threat levels: how high the threat is judged to be, from when on, by whom (RSK-10).

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Date, Finding, Head, Id, Prose, Record, Scales, Term};
use stadga_organisation::{Person, Unit};

/// A threat level from a day on (hotnivå): RSK-10. The next of the same scope takes its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "threat-level", prefix = "HOT", title = "title", unit = "unit", owner = "owner")]
pub struct ThreatLevel {
    /// What has changed, in short (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// What sort of threat (slag).
    #[field(list, filter, scale = "threat-scope")]
    #[serde(default)]
    pub scope: Term,
    /// How high it is (nivå).
    #[field(list, filter, scale = "threat-level")]
    #[serde(default)]
    pub level: Term,
    /// From when on (från).
    #[field(list, sort, filter)]
    pub from: Date,
    /// Who says so, and where (källa).
    #[field(list, search)]
    #[serde(default)]
    pub source: String,
    /// The signal that it builds on (underlag): RSK-01.
    #[field(filter)]
    pub signal: Option<Id>,
    /// Why it is judged so (bedömning).
    #[field(search)]
    pub text: Option<Prose>,
    /// What it means here, and what is done (betyder för oss).
    #[field(search)]
    pub meaning: Option<Prose>,
    /// The unit that follows it (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who follows it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// What a threat level is held to: RSK-10.
pub fn rules(threat: &ThreatLevel, around: &Around) -> Vec<Finding> {
    let meaning = threat.meaning.as_ref().is_none_or(|text| text.0.trim().is_empty());
    [
        threat
            .source
            .trim()
            .is_empty()
            .then(|| Finding::blocking("RSK-10").variant("source").on("source")),
        (threat.from > around.today())
            .then(|| Finding::blocking("RSK-10").variant("future").on("from")),
        meaning.then(|| Finding::warning("RSK-10").variant("meaning").on("meaning")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A threat as it stands on a day, and as it stood before.
#[derive(Debug)]
pub struct Standing<'a> {
    /// The scope.
    pub scope: &'a Term,
    /// The newest, with its head.
    pub now: &'a (Head, ThreatLevel),
    /// The one before.
    pub before: Option<&'a (Head, ThreatLevel)>,
}

/// The threats as they stand on a day, in the order of the scale.
pub fn standing<'a>(
    all: &'a [(Head, ThreatLevel)],
    scales: &Scales,
    day: Date,
) -> Vec<Standing<'a>> {
    let steps = scales.get("threat-scope").map(|scale| scale.steps.as_slice()).unwrap_or_default();
    let mut found = Vec::new();
    for step in steps {
        let mut own: Vec<_> = all
            .iter()
            .filter(|(_, threat)| threat.scope.0 == step.key && threat.from <= day)
            .collect();
        own.sort_by_key(|(_, threat)| threat.from);
        if let Some(now) = own.pop() {
            found.push(Standing { scope: &now.1.scope, now, before: own.pop() });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, day, head, near, scales};

    fn threat(from: &str, level: &str) -> ThreatLevel {
        ThreatLevel {
            title: "Höjt".into(),
            scope: Term::from("cyber"),
            level: Term::from(level),
            from: day(from),
            source: "Säkerhetspolisen".into(),
            signal: None,
            text: None,
            meaning: Some("Vi följer loggarna tätare.".into()),
            unit: None,
            owner: None,
        }
    }

    #[test]
    fn rsk_10_a_threat_level_has_source_day_and_meaning() {
        assert!(check(rules, &threat("2022-03-01", "raised"), &near()).is_empty());
        let bare = ThreatLevel { source: " ".into(), meaning: None, ..threat("2024-01-25", "low") };
        let told = ["finding-rsk-10-source", "finding-rsk-10-future", "finding-rsk-10-meaning"];
        assert_eq!(check(rules, &bare, &near()), told);
    }

    #[test]
    fn rsk_10_the_newest_stands_and_the_one_before_is_told() {
        let all = [
            (head(1), threat("2021-01-01", "low")),
            (head(2), threat("2023-06-01", "high")),
            (head(3), threat("2022-03-01", "raised")),
        ];
        let on = |date: &str| {
            let found = standing(&all, &scales(), day(date));
            found
                .first()
                .map(|one| (one.now.1.level.0.clone(), one.before.map(|b| b.1.level.0.clone())))
        };
        assert_eq!(on("2024-01-01"), Some(("high".into(), Some("raised".into()))));
        assert_eq!(on("2022-03-01"), Some(("raised".into(), Some("low".into()))));
        assert_eq!(on("2020-01-01"), None);
    }
}
