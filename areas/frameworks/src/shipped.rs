//! The frameworks that come along, in our own words: read from `content/frameworks`, laid in when somebody wants them.

use crate::{
    Framework, FrameworkMapping, FrameworkRequirement, Pair, Relationship,
    framework::Format,
    read::{Library, Placed, Scheme},
    rows::Translation,
    write::slug,
};
use serde::Deserialize;
use stadga_model::{Date, Id, Language, Period};
use std::{collections::HashMap, sync::LazyLock};

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../content/frameworks/", $name)))),*]
    };
}

const FRAMEWORKS: &[(&str, &str)] = shipped![
    "iso-27001-2022.toml",
    "nis2.toml",
    "nist-csf-2.0.toml",
    "nist-csf-1.1.toml",
    "hslf-fs-2016-40.toml",
    "kl-6-6.toml",
];
const MAPPINGS: &[(&str, &str)] = shipped![
    "map-nis2-iso-27001-2022.toml",
    "map-nis2-nist-csf-2.0.toml",
    "map-nist-csf-1.1-2.0.toml",
];

/// A framework that comes along.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shipped {
    /// Its key.
    pub key: String,
    reference: String,
    version: String,
    sv: String,
    en: String,
    provider: String,
    published: Option<Date>,
    valid_from: Option<Date>,
    valid_to: Option<Date>,
    replaced_by: Option<String>,
    about_sv: String,
    about_en: String,
    licence: String,
    source: String,
    verify: bool,
    requirements: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(rename = "ref")]
    reference: String,
    sv: String,
    en: Option<String>,
    under: Option<String>,
    #[serde(default)]
    heading: bool,
    law: Option<String>,
}

/// A mapping that comes along.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShippedMapping {
    /// Its key.
    pub key: String,
    sv: String,
    en: String,
    /// The key of the framework that it leads from.
    pub source_framework: String,
    /// The key of the framework that it leads to.
    pub target_framework: String,
    basis: String,
    attribution: Option<String>,
    licence: Option<String>,
    source: String,
    verify: bool,
    pairs: Vec<[String; 4]>,
}

static ALL: LazyLock<Vec<Shipped>> = LazyLock::new(|| {
    FRAMEWORKS.iter().map(|(name, text)| stadga_model::shipped(name, text)).collect()
});
static MAPS: LazyLock<Vec<ShippedMapping>> = LazyLock::new(|| {
    MAPPINGS.iter().map(|(name, text)| stadga_model::shipped(name, text)).collect()
});

/// The frameworks that come along.
pub fn all() -> &'static [Shipped] {
    &ALL
}

/// The mappings that come along.
pub fn mappings() -> &'static [ShippedMapping] {
    &MAPS
}

/// The urn of a framework that comes along.
pub fn urn(key: &str) -> String {
    format!("urn:stadga:risk:framework:{key}")
}

/// The urn of a requirement of such a framework.
pub fn requirement_urn(key: &str, reference: &str) -> String {
    format!("urn:stadga:risk:req_node:{key}:{}", slug(reference))
}

/// What comes along under a key: a framework, or a mapping; nothing where there is none.
pub fn library(key: &str) -> Option<Library> {
    let frameworks = all().iter().filter(|one| one.key == key).map(Shipped::scheme);
    let mappings = mappings().iter().filter(|one| one.key == key).map(ShippedMapping::mapping);
    let library = Library {
        frameworks: frameworks.collect(),
        mappings: mappings.collect(),
        ..Library::default()
    };
    (!library.is_empty()).then_some(library)
}

impl Shipped {
    /// What it is called.
    pub fn called(&self, language: Language) -> &str {
        match language {
            Language::Swedish => &self.sv,
            Language::English => &self.en,
        }
    }

    /// What it is about.
    pub fn about(&self, language: Language) -> &str {
        match language {
            Language::Swedish => &self.about_sv,
            Language::English => &self.about_en,
        }
    }

    /// How many of its requirements are assessed.
    pub fn assessed(&self) -> usize {
        self.requirements.iter().filter(|line| !line.heading).count()
    }

    /// Whether its facts are to be verified.
    pub fn verify(&self) -> bool {
        self.verify
    }

    /// The framework with its requirements.
    pub fn scheme(&self) -> Scheme {
        let places: HashMap<&str, usize> =
            self.requirements.iter().enumerate().map(|(n, l)| (l.reference.as_str(), n)).collect();
        let mut placed: Vec<Placed> = Vec::new();
        for (place, line) in (1..).zip(&self.requirements) {
            let under = line.under.as_deref().and_then(|under| places.get(under)).copied();
            let above = under.and_then(|under| placed.get(under));
            let depth = above.map_or(1, |above| above.requirement.depth + 1);
            placed.push(Placed { requirement: self.requirement(line, place, depth), under });
        }
        let valid = self
            .valid_from
            .or(self.published)
            .filter(|_| self.valid_from.is_some() || self.valid_to.is_some());
        Scheme {
            framework: Framework {
                title: self.sv.clone(),
                reference: Some(self.reference.clone()),
                version: Some(self.version.clone()),
                provider: Some(self.provider.clone()),
                description: Some(self.about_sv.as_str().into()),
                language: Some("sv".into()),
                published: self.published,
                valid: valid.map(|from| Period { from, to: self.valid_to }),
                verify: self.verify,
                urn: Some(urn(&self.key)),
                source: Some(self.source.clone()),
                licence: Some(self.licence.as_str().into()),
                format: Format::Shipped,
                translations: vec![
                    english("name", &self.en),
                    english("description", &self.about_en),
                ],
                ..Framework::default()
            },
            requirements: placed,
            replaced_by: self.replaced_by.as_deref().map(urn),
            of: None,
        }
    }

    fn requirement(&self, line: &Line, place: i64, depth: i64) -> FrameworkRequirement {
        FrameworkRequirement {
            reference: Some(line.reference.clone()),
            title: line.sv.clone(),
            guidance: line.law.as_deref().map(Into::into),
            assessable: !line.heading,
            place,
            depth,
            urn: Some(requirement_urn(&self.key, &line.reference)),
            translations: line.en.iter().map(|en| english("name", en)).collect(),
            ..FrameworkRequirement::of(Id::NONE)
        }
    }
}

fn english(what: &str, text: &str) -> Translation {
    Translation { language: "en".into(), of: None, what: what.into(), text: text.into() }
}

impl ShippedMapping {
    /// What it is called.
    pub fn called(&self, language: Language) -> &str {
        match language {
            Language::Swedish => &self.sv,
            Language::English => &self.en,
        }
    }

    /// On what ground it stands.
    pub fn basis(&self) -> &str {
        &self.basis
    }

    /// The mapping.
    pub fn mapping(&self) -> FrameworkMapping {
        let pairs = self.pairs.iter().map(|[from, to, _, basis]| Pair {
            relationship: Relationship::Intersect,
            basis: Some(basis.clone()),
            source_ref: Some(requirement_urn(&self.source_framework, from)),
            target_ref: Some(requirement_urn(&self.target_framework, to)),
            ..Pair::default()
        });
        FrameworkMapping {
            title: self.sv.clone(),
            basis: Some(self.basis.clone()),
            description: Some(self.source.as_str().into()),
            verify: self.verify,
            licence: self.licence.as_deref().map(Into::into),
            attribution: self.attribution.as_deref().map(Into::into),
            urn: Some(format!("urn:stadga:risk:requirement_mapping_set:{}", self.key)),
            source_urn: Some(urn(&self.source_framework)),
            target_urn: Some(urn(&self.target_framework)),
            pairs: pairs.collect(),
            translations: vec![english("name", &self.en)],
            ..FrameworkMapping::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn ctl_04_what_comes_along_is_whole() {
        let counts: Vec<_> = all().iter().map(|one| (one.key.as_str(), one.assessed())).collect();
        assert_eq!(
            counts,
            [
                ("iso-27001-2022", 30 + 93),
                ("nis2", 23),
                ("nist-csf-2.0", 106),
                ("nist-csf-1.1", 23),
                ("hslf-fs-2016-40", 9),
                ("kl-6-6", 4),
            ]
        );
        for one in all() {
            let scheme = one.scheme();
            let urns: HashSet<_> =
                scheme.requirements.iter().map(|one| one.requirement.urn.clone()).collect();
            assert_eq!(urns.len(), scheme.requirements.len(), "{}", one.key);
            let lost = one.requirements.iter().zip(&scheme.requirements);
            let lost = lost.filter(|(line, placed)| line.under.is_some() != placed.under.is_some());
            assert_eq!(lost.count(), 0, "{}", one.key);
        }
    }

    #[test]
    fn r_3_both_versions_of_csf_are_held_and_govern_is_new() {
        let functions = |key: &str| {
            let one = all().iter().find(|one| one.key == key).unwrap();
            let tops = one.requirements.iter().filter(|line| line.under.is_none());
            tops.map(|line| line.reference.clone()).collect::<Vec<_>>()
        };
        assert_eq!(functions("nist-csf-1.1"), ["ID", "PR", "DE", "RS", "RC"]);
        assert_eq!(functions("nist-csf-2.0"), ["GV", "ID", "PR", "DE", "RS", "RC"]);
    }

    #[test]
    fn ctl_04_r_3_the_functions_bear_the_words_of_their_sources() {
        let called = |key: &str| {
            let one = all().iter().find(|one| one.key == key).unwrap();
            let tops = one.requirements.iter().filter(|line| line.under.is_none());
            tops.map(|line| line.sv.clone()).collect::<Vec<_>>()
        };
        let auditors = ["Identifiera", "Skydda", "Upptäcka", "Respondera", "Återställa"];
        assert_eq!(called("nist-csf-1.1"), auditors);
        let own = ["Styra", "Identifiera", "Skydda", "Upptäcka", "Hantera", "Återställa"];
        assert_eq!(called("nist-csf-2.0"), own);
    }

    #[test]
    fn ctl_05_mappings_name_requirements_that_are_there_and_their_ground() {
        let known: HashSet<String> = all()
            .iter()
            .flat_map(|one| one.scheme().requirements)
            .filter_map(|one| one.requirement.urn)
            .collect();
        for one in mappings() {
            let mapping = one.mapping();
            assert!(mapping.pairs.iter().all(|pair| pair.basis.is_some()), "{}", one.key);
            for pair in &mapping.pairs {
                for urn in [&pair.source_ref, &pair.target_ref].into_iter().flatten() {
                    assert!(known.contains(urn), "{}: {urn}", one.key);
                }
            }
        }
        let enisa = mappings().iter().filter(|one| {
            one.attribution.as_deref() == Some("Contains mapping derived from ENISA, CC BY 4.0")
        });
        assert_eq!(enisa.count(), 2);
    }
}
