//! A system's protection: where its class differs from what it inherits, and which of the demanded safeguards are there.

use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_measures::Measure;
use stadga_model::{Around, Choice, Date, Finding, Id, Record, Row, Term};
use stadga_organisation::{Person, Unit};
use stadga_systems::ConfigurationItem;
use std::collections::BTreeSet;

use crate::{
    class::{Aspect, Class, Levels},
    limits::Limits,
};

/// A system's protection (systemskydd): CLS-02, CLS-08.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "system-protection",
    prefix = "SKY",
    title = "title",
    unit = "unit",
    owner = "owner"
)]
pub struct SystemProtection {
    /// What it is about (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// The system (system).
    #[field(list, filter, within)]
    pub system: Id<ConfigurationItem>,
    /// Where its class is another than what it inherits (avvikelser).
    #[field(group = "class")]
    #[serde(default)]
    pub deviations: Vec<ClassDeviation>,
    /// How it stands with each safeguard (skyddsåtgärder).
    #[field(group = "safeguards")]
    #[serde(default)]
    pub safeguards: Vec<Kept>,
    /// When somebody last went through it (genomgånget).
    #[field(list, filter, sort, group = "safeguards")]
    pub reviewed: Option<Date>,
    /// The unit that it belongs to (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// The owner of the system (systemägare).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// Another level than is inherited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct ClassDeviation {
    /// The aspect (aspekt).
    #[field(scale = "protection-aspect")]
    #[serde(default)]
    pub aspect: Term,
    /// The level that holds in its place (nivå).
    #[field(scale = "protection-level")]
    #[serde(default)]
    pub level: Term,
    /// What sort of reason (grund).
    #[field(scale = "deviation-reason")]
    #[serde(default)]
    pub reason: Term,
    /// Why (skäl).
    #[serde(default)]
    pub why: String,
    /// The decision on it (beslut).
    pub decision: Option<Id<Decision>>,
    /// Until when it holds (gäller till).
    pub until: Option<Date>,
}

/// How it stands with one safeguard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Kept {
    /// The safeguard (skyddsåtgärd).
    #[field(scale = "safeguard")]
    #[serde(default)]
    pub safeguard: Term,
    /// How it stands (läge).
    #[serde(default)]
    pub state: KeptState,
    /// How it is done, or why it is not needed (hur).
    pub how: Option<String>,
    /// The measure that was raised for it (åtgärd): CLS-08.
    pub measure: Option<Id<Measure>>,
}

/// How it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum KeptState {
    /// It is there (finns).
    There,
    /// Some of it (delvis).
    Partly,
    /// It is not there (saknas).
    #[default]
    Missing,
    /// It is not needed here (behövs inte).
    NotNeeded,
}

impl KeptState {
    /// All, in order.
    pub const ALL: [Self; 4] = [Self::There, Self::Partly, Self::Missing, Self::NotNeeded];

    /// Whether something is left to do.
    pub fn lacks(self) -> bool {
        matches!(self, Self::Partly | Self::Missing)
    }

    /// Its name in forms.
    pub fn key(self) -> &'static str {
        Self::VALUES.get(self as usize).copied().unwrap_or_default()
    }

    /// The state with this name.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

impl SystemProtection {
    /// What stands in the place of what is inherited on a day.
    pub fn set(&self, levels: &Levels, day: Date) -> Class {
        let holds = |row: &&ClassDeviation| row.until.is_none_or(|until| until >= day);
        self.deviations.iter().filter(holds).fold(Class::default(), |class, row| {
            match Aspect::of(&row.aspect.0) {
                Some(aspect) => class.with(aspect, levels.rank(&row.level)),
                None => class,
            }
        })
    }

    /// How it stands with a safeguard; nothing where nobody has said.
    pub fn kept(&self, safeguard: &str) -> Option<&Kept> {
        self.safeguards.iter().find(|row| row.safeguard.0 == safeguard)
    }
}

/// What a system's protection is held to.
pub fn rules(protection: &SystemProtection, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let (levels, limits) = (Levels::of(around.scales), Limits::of(around.scales));
    let blocking = |variant| Finding::blocking("CLS-02").variant(variant).on("deviations");
    let rows = &protection.deviations;
    let silent = rows.iter().any(|row| row.why.trim().is_empty());
    let ends = rows
        .iter()
        .any(|row| levels.rank(&row.level).is_some_and(|rank| rank >= limits.protective));
    let over = rows.iter().filter_map(|row| row.until).find(|until| *until < today);
    let twice = |keys: Vec<&str>| keys.iter().collect::<BTreeSet<_>>().len() < keys.len();
    let aspects = rows.iter().map(|row| row.aspect.0.as_str()).collect();
    let kept = protection.safeguards.iter();
    let lacking = lacking(protection, around);
    let safeguards = kept.clone().map(|row| row.safeguard.0.as_str()).collect();
    let unsaid = kept.clone().any(|row| {
        row.state == KeptState::NotNeeded
            && row.how.as_ref().is_none_or(|how| how.trim().is_empty())
    });
    [
        silent.then(|| blocking("silent")),
        ends.then(|| Finding::blocking("NIS-05").variant("level").on("deviations")),
        twice(aspects).then(|| blocking("twice")),
        over.map(|until| {
            Finding::warning("CLS-02").variant("over").on("deviations").with("date", until)
        }),
        twice(safeguards).then(|| Finding::blocking("CLS-08").variant("twice").on("safeguards")),
        unsaid.then(|| Finding::blocking("CLS-08").variant("unsaid").on("safeguards")),
        (lacking > 0).then(|| {
            Finding::warning("CLS-08").variant("measure").on("safeguards").with("count", lacking)
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How many safeguards are lacking without a measure under way. One that was raised here and is bound to no safeguard may be
/// for any of them.
fn lacking(protection: &SystemProtection, around: &Around) -> usize {
    let bound = |id: Id<Measure>| {
        protection.safeguards.iter().any(|row| row.measure.is_some_and(|one| one == id))
    };
    let raised = around.near.pointing::<Measure>();
    let loose = raised.filter(|(head, one)| !one.state.has_ended() && !bound(head.head.id.cast()));
    if loose.count() > 0 {
        return 0;
    }
    let under_way = |row: &Kept| {
        let measure = row.measure.and_then(|id| around.near.linked(id));
        measure.is_some_and(|one: Measure| !one.state.has_ended())
    };
    protection.safeguards.iter().filter(|row| row.state.lacks() && !under_way(row)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{and, check, class, day, id, near, pointing, scales};
    use serde_json::json;
    use stadga_model::Near;

    fn protection(rows: &serde_json::Value, kept: &serde_json::Value) -> SystemProtection {
        let body = json!({"title": "Ekonomisystem", "system": id::<()>(1), "deviations": rows, "safeguards": kept});
        serde_json::from_value(body).unwrap()
    }

    fn told(one: &SystemProtection) -> Vec<String> {
        told_near(one, &near())
    }

    fn told_near(one: &SystemProtection, near: &Near) -> Vec<String> {
        check(rules, one, near)
    }

    #[test]
    fn cls_02_a_deviation_says_why_and_holds_for_its_time() {
        let row = json!({"aspect": "availability", "level": "1", "reason": "reserve", "why": "Pappersrutin finns.", "until": "2024-01-24"});
        let one = protection(&json!([row]), &json!([]));
        assert!(told(&one).is_empty());
        let levels = Levels::of(&scales());
        assert_eq!(one.set(&levels, day("2024-01-24")).get(Aspect::Availability), Some(1));
        assert_eq!(one.set(&levels, day("2024-01-25")), Class::default());
        assert_eq!(class("333").overridden(one.set(&levels, day("2024-01-24"))), class("331"));
        let mut silent = one.clone();
        silent.deviations[0].why = " ".into();
        assert_eq!(told(&silent), ["finding-cls-02-silent"]);
        let mut over = one.clone();
        over.deviations[0].until = Some(day("2024-01-23"));
        assert_eq!(told(&over), ["finding-cls-02-over"]);
        let twice = protection(&json!([row, row]), &json!([]));
        assert_eq!(told(&twice), ["finding-cls-02-twice"]);
        let mut ends = one;
        ends.deviations[0].level = Term::from("4");
        assert_eq!(told(&ends), ["finding-nis-05-level"]);
    }

    #[test]
    fn cls_08_what_lacks_has_a_measure_and_what_is_not_needed_a_reason() {
        let missing = protection(&json!([]), &json!([{"safeguard": "backup", "state": "missing"}]));
        assert_eq!(told(&missing), ["finding-cls-08-measure"]);
        let measure: Measure = serde_json::from_value(json!({"title": "Inför"})).unwrap();
        assert!(
            check(rules, &missing, &pointing("causes", std::slice::from_ref(&measure))).is_empty()
        );
        // Each that is bound to its measure: then what has none, or only one that has ended, is told.
        let mut two = protection(
            &json!([]),
            &json!([{"safeguard": "backup", "state": "missing", "measure": id::<()>(9)},
                {"safeguard": "zone", "state": "partly"}]),
        );
        let under_way = and(near(), id(9), &measure);
        assert_eq!(told_near(&two, &under_way), ["finding-cls-08-measure"]);
        two.safeguards.pop();
        assert!(told_near(&two, &under_way).is_empty());
        let stopped: Measure =
            serde_json::from_value(json!({"title": "Inför", "state": "stopped"})).unwrap();
        assert_eq!(told_near(&two, &and(near(), id(9), &stopped)), ["finding-cls-08-measure"]);
        let unsaid =
            protection(&json!([]), &json!([{"safeguard": "backup", "state": "not-needed"}]));
        assert_eq!(told(&unsaid), ["finding-cls-08-unsaid"]);
        let row = json!({"safeguard": "backup", "state": "there"});
        assert_eq!(told(&protection(&json!([]), &json!([row, row]))), ["finding-cls-08-twice"]);
        assert_eq!(KeptState::ALL.map(KeptState::key).as_slice(), KeptState::VALUES);
    }
}
