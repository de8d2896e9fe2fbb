//! What is shipped of laws: facts with how sure they are, and the numbers that alarms go by: `content/laws/`.

use std::sync::LazyLock;

use serde::Deserialize;
use stadga_model::{Date, shipped};

/// How long before something people are told, and how long there is for an answer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    /// A part of a programme is warned of so many days before it must begin: T36.
    pub start_ahead: i32,
    /// What is to be done is asked for so many days before.
    pub ahead: i32,
    /// So many months there are to answer a request for an extract: NIS-06.
    pub extract_months: i32,
    /// So many more where it was extended: NIS-06.
    pub extract_extension_months: i32,
    /// So many years back the yearly follow-ups are shown: NIS-07.
    pub review_years: i16,
}

/// A law as it is shipped: NIS-01.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShippedLaw {
    /// Its number.
    pub designation: String,
    /// What it is called.
    pub name: String,
    /// What it is called for short.
    pub short: Option<String>,
    /// Its sort, a key of the scale `law-type`.
    pub law_type: String,
    /// What it is about, a key of the scale `law-subject`.
    pub subject: String,
    /// The first day on which it holds.
    pub in_force: Option<Date>,
    /// The last day on which it held.
    pub ended: Option<Date>,
    /// The numbers of what it takes the place of.
    #[serde(default)]
    pub replaces: Vec<String>,
    /// The number of the law that it completes.
    pub under: Option<String>,
    /// What it asks for, in own words.
    pub summary: Option<String>,
    /// Nothing is written of how it touches the organisation: NIS-05.
    #[serde(default)]
    pub reference_only: bool,
    /// Who supervises.
    #[serde(default)]
    pub supervision: Vec<ShippedSupervision>,
    /// Where the facts come from.
    pub source: String,
    /// How sure they are.
    pub grade: String,
    /// They must be held against the text.
    pub verify: bool,
    /// What it asks for, paragraph by paragraph.
    #[serde(default, rename = "requirement")]
    pub requirements: Vec<ShippedRequirement>,
    /// The standing duties that come of it.
    #[serde(default, rename = "duty")]
    pub duties: Vec<ShippedDuty>,
}

/// A standing duty as it is shipped: NIS-06, NIS-12.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShippedDuty {
    /// What is to be done.
    pub title: String,
    /// Its sort, a key of the scale `legal-duty-sort`.
    pub duty_sort: String,
    /// The paragraph that asks for it.
    pub paragraph: String,
    /// The authority that it is owed to, by the name that others call it by.
    pub authority: Option<String>,
    /// It comes again after so many months.
    pub months: Option<i64>,
    /// A change is told within so many days.
    pub change_days: Option<i64>,
}

/// Who supervises, as it is shipped.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShippedSupervision {
    /// The authority's short name, or its name where it has none.
    pub authority: String,
    /// In which sector.
    pub sector: Option<String>,
}

/// A requirement as it is shipped.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShippedRequirement {
    /// Where in the law.
    pub paragraph: String,
    /// What is asked, in own words.
    pub title: String,
    /// The role that commonly sees to it.
    pub role: Option<String>,
    /// From when it holds, where that is not the law's day.
    pub from: Option<Date>,
    /// How sure that is.
    pub grade: String,
    /// It must be held against the text.
    #[serde(default)]
    pub verify: bool,
}

/// An authority as it is shipped: NIS-09.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShippedAuthority {
    /// What it is called.
    pub name: String,
    /// What it is called for short.
    pub short: Option<String>,
    /// What it does.
    pub roles: Vec<ShippedRole>,
    /// How it is reached.
    pub contacts: Vec<ShippedContact>,
    /// From when it has been there.
    pub from: Option<Date>,
    /// Its last day.
    pub to: Option<Date>,
    /// The short name of who came after it.
    pub successor: Option<String>,
    /// Where the facts come from.
    pub source: String,
    /// How sure they are.
    pub grade: String,
    /// They must be checked.
    pub verify: bool,
}

impl ShippedAuthority {
    /// What others call it by: its short name, else its name.
    pub fn key(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }
}

/// What an authority does, as it is shipped.
#[derive(Clone, Debug, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct ShippedRole {
    /// What, a key of the scale `authority-role`.
    pub role: String,
    /// In what.
    pub about: String,
}

/// How an authority is reached, as it is shipped.
#[derive(Clone, Debug, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct ShippedContact {
    /// What for.
    pub what: String,
    /// Address, portal, telephone.
    pub route: String,
}

/// A part that a programme is commonly made of, as it is shipped: NIS-03.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShippedPart {
    /// What the others call it by.
    pub key: String,
    /// The keys of those that come before it: they stand before it in the file too.
    #[serde(default)]
    pub after: Vec<String>,
    /// What is delivered, in Swedish.
    pub sv: String,
    /// The same in English.
    pub en: String,
    /// The weeks that it may take.
    pub weeks: i64,
    /// The paragraphs that it meets.
    pub points: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    part: Vec<ShippedPart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Laws {
    law: Vec<ShippedLaw>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Authorities {
    authority: Vec<ShippedAuthority>,
}

static NUMBERS: LazyLock<Numbers> = LazyLock::new(|| {
    let text = include_str!("../../../content/laws/numbers.toml");
    shipped("content/laws/numbers.toml", text)
});
static LAWS: LazyLock<Laws> = LazyLock::new(|| {
    shipped("content/laws/laws.toml", include_str!("../../../content/laws/laws.toml"))
});
static AUTHORITIES: LazyLock<Authorities> = LazyLock::new(|| {
    let text = include_str!("../../../content/laws/authorities.toml");
    shipped("content/laws/authorities.toml", text)
});

static PARTS: LazyLock<Parts> = LazyLock::new(|| {
    shipped("content/laws/programme.toml", include_str!("../../../content/laws/programme.toml"))
});

/// What stands in `content/laws/numbers.toml`.
pub fn numbers() -> &'static Numbers {
    &NUMBERS
}

/// The laws of `content/laws/laws.toml`.
pub fn laws() -> &'static [ShippedLaw] {
    &LAWS.law
}

/// The parts of `content/laws/programme.toml`.
pub fn parts() -> &'static [ShippedPart] {
    &PARTS.part
}

/// The authorities of `content/laws/authorities.toml`.
pub fn authorities() -> &'static [ShippedAuthority] {
    &AUTHORITIES.authority
}

#[cfg(test)]
mod tests {
    use super::*;
    use stadga_model::Scales;
    use std::collections::BTreeSet;

    #[test]
    fn nis_01_what_is_shipped_names_only_what_there_is() {
        let scales = Scales::read(crate::SCALES.iter().copied()).unwrap();
        let has = |scale: &str, key: &str| scales.get(scale).unwrap().step(key).is_some();
        let roles = include_str!("../../../content/roles.toml");
        let keys: BTreeSet<&str> = laws().iter().map(|law| law.designation.as_str()).collect();
        let names: BTreeSet<&str> = authorities().iter().map(ShippedAuthority::key).collect();
        assert_eq!(keys.len(), laws().len(), "each is there once");
        for law in laws() {
            assert!(has("law-type", &law.law_type) && has("law-subject", &law.subject), "{law:?}");
            assert!(
                law.replaces.iter().chain(&law.under).all(|key| keys.contains(&**key)),
                "{law:?}"
            );
            assert!(law.supervision.iter().all(|row| names.contains(&*row.authority)), "{law:?}");
            assert!(has("fact-grade", &law.grade), "{law:?}");
            for requirement in &law.requirements {
                let role = requirement.role.as_deref();
                assert!(
                    role.is_none_or(|role| roles.contains(&format!("key = \"{role}\""))),
                    "{role:?}"
                );
                let unsure = ["c", "r"].contains(&&*requirement.grade);
                assert!(!unsure || requirement.verify, "{requirement:?}");
            }
            for duty in &law.duties {
                assert!(has("legal-duty-sort", &duty.duty_sort), "{duty:?}");
                assert!(duty.authority.iter().all(|key| names.contains(&**key)), "{duty:?}");
                let asked = law.requirements.iter().any(|own| own.paragraph == duty.paragraph);
                assert!(asked, "{duty:?}");
            }
            assert!(!["c", "r"].contains(&&*law.grade) || law.verify, "{law:?}");
        }
        for authority in authorities() {
            assert!(authority.successor.iter().all(|key| names.contains(&**key)), "{authority:?}");
            assert!(authority.roles.iter().all(|row| has("authority-role", &row.role)));
        }
    }
    #[test]
    fn nis_03_the_template_meets_paragraphs_that_are_shipped() {
        let paragraphs: BTreeSet<&str> = laws()
            .iter()
            .flat_map(|law| law.requirements.iter().map(|own| own.paragraph.as_str()))
            .collect();
        let mut before = BTreeSet::new();
        for part in parts() {
            assert!(part.points.iter().all(|point| paragraphs.contains(&**point)), "{part:?}");
            assert!((1..=520).contains(&part.weeks), "{part:?}");
            assert!(part.after.iter().all(|key| before.contains(key)), "{part:?}");
            assert!(before.insert(&part.key), "{part:?}");
        }
    }
}
