//! The parts of a library beside its frameworks: reference controls, threats, mappings.

use super::{Head, left, rows, translated};
use crate::{
    FrameworkMapping, Pair, ReferenceControl, Relationship, Threat,
    read::{
        library::{Library, Remarks, keep, line, prose, short},
        node::Fields,
    },
    rows::Kept,
};

/// What a library says of itself that controls and threats have no fields for.
const LACKING: [&str; 3] = ["version", "publication_date", "copyright"];

pub(super) fn control(mut fields: Fields, head: &mut Head, library: &mut Library) {
    let remarks = &mut library.remarks;
    let (mut kept, mut translations) = (head.kept_once(&LACKING), Vec::new());
    translated(&mut fields, None, "reference_controls[]", &mut translations, &mut kept, remarks);
    let reference = fields.text("ref_id").map(|t| line(t, "ref_id", &mut kept, remarks));
    let title = fields.text("name").map(|t| line(t, "name", &mut kept, remarks));
    let mut control = ReferenceControl {
        text: fields.text("description").map(|t| prose(t, "description", &mut kept, remarks)),
        guidance: fields.text("annotation").map(|t| prose(t, "annotation", &mut kept, remarks)),
        category: fields.text("category").map(|t| t.as_str().into()),
        function: fields.text("csf_function").map(|t| t.as_str().into()),
        evidence: fields.lines("typical_evidence"),
        provider: head.provider.clone(),
        language: head.language.clone(),
        urn: fields.text("urn"),
        reference,
        ..ReferenceControl::default()
    };
    let begins = control.text.as_ref().map(|text| short(&text.0));
    let else_called = || control.reference.clone().or(begins).unwrap_or("–".into());
    control.title = title.unwrap_or_else(else_called);
    left(fields, "reference_controls[]", "", &mut kept, remarks);
    (control.translations, control.kept) = (translations, kept);
    library.controls.push(control);
}

pub(super) fn threat(mut fields: Fields, head: &mut Head, library: &mut Library) {
    let remarks = &mut library.remarks;
    let (mut kept, mut translations) = (head.kept_once(&LACKING), Vec::new());
    translated(&mut fields, None, "threats[]", &mut translations, &mut kept, remarks);
    let reference = fields.text("ref_id").map(|t| line(t, "ref_id", &mut kept, remarks));
    let title = fields.text("name").map(|t| line(t, "name", &mut kept, remarks));
    let mut threat = Threat {
        title: title.or_else(|| reference.clone()).unwrap_or("–".into()),
        text: fields.text("description").map(|t| prose(t, "description", &mut kept, remarks)),
        guidance: fields.text("annotation").map(|t| prose(t, "annotation", &mut kept, remarks)),
        provider: head.provider.clone(),
        language: head.language.clone(),
        urn: fields.text("urn"),
        reference,
        ..Threat::default()
    };
    left(fields, "threats[]", "", &mut kept, remarks);
    (threat.translations, threat.kept) = (translations, kept);
    library.threats.push(threat);
}

pub(super) fn mapping(mut fields: Fields, head: &mut Head, library: &mut Library) {
    let remarks = &mut library.remarks;
    let (mut kept, mut translations) = (head.kept_once(&[]), Vec::new());
    if let Some(language) = head.language.as_deref() {
        keep(&mut kept, "library.locale", &language.into());
    }
    translated(&mut fields, None, "mapping", &mut translations, &mut kept, remarks);
    let reference = fields.text("ref_id").map(|t| line(t, "ref_id", &mut kept, remarks));
    let title = fields.text("name").map(|t| line(t, "name", &mut kept, remarks));
    let mut mapping = FrameworkMapping {
        title: title.or_else(|| reference.clone()).unwrap_or("–".into()),
        urn: fields.text("urn"),
        description: fields
            .text("description")
            .map(|t| prose(t, "description", &mut kept, remarks)),
        source_urn: fields.text("source_framework_urn"),
        target_urn: fields.text("target_framework_urn"),
        version: head.version.clone(),
        provider: head.provider.clone(),
        published: head.published,
        licence: head.licence.clone(),
        pairs: rows(&mut fields, "requirement_mappings", &mut kept, remarks, pair),
        reference,
        ..FrameworkMapping::default()
    };
    // Who gives it out is its ground, where no pair says its own.
    if mapping.pairs.iter().any(|pair| pair.basis.is_none()) {
        mapping.basis = head.provider.clone();
    }
    left(fields, "mapping", "", &mut kept, remarks);
    (mapping.translations, mapping.kept) = (translations, kept);
    library.mappings.push(mapping);
}

fn pair(mut one: Fields, kept: &mut Vec<Kept>, remarks: &mut Remarks, place: &str) -> Pair {
    const TOLD: &str = "requirement_mappings[]";
    let said = one.text("relationship").unwrap_or_default();
    let relationship = relationship(&said).unwrap_or_else(|| {
        keep(kept, &format!("{place}.relationship"), &said.clone().into());
        remarks.tell("relationship", &format!("{TOLD}.relationship"), one.line, said);
        Relationship::Intersect
    });
    let mut pair = Pair {
        source_ref: one.text("source_requirement_urn").map(|t| line(t, place, kept, remarks)),
        target_ref: one.text("target_requirement_urn").map(|t| line(t, place, kept, remarks)),
        relationship,
        strength: one.whole("strength_of_relationship"),
        basis: one.text("rationale").map(|t| line(t, place, kept, remarks)),
        note: one.text("annotation").map(|t| prose(t, place, kept, remarks)),
        ..Pair::default()
    };
    if let Some(outside) = pair.strength.filter(|strength| !(0..=10).contains(strength)) {
        keep(kept, &format!("{place}.strength_of_relationship"), &outside.into());
        remarks.tell("strength", TOLD, one.line, outside.to_string());
        pair.strength = None;
    }
    left(one, TOLD, place, kept, remarks);
    pair
}

/// The relationship in the libraries' words.
fn relationship(word: &str) -> Option<Relationship> {
    Some(match word.trim().to_lowercase().replace([' ', '-'], "_").as_str() {
        "equal" | "equivalent" => Relationship::Equal,
        "subset" | "subset_of" => Relationship::Subset,
        "superset" | "superset_of" => Relationship::Superset,
        "intersect" | "intersects_with" | "intersection" => Relationship::Intersect,
        "not_related" | "no_relationship" | "none" => Relationship::NotRelated,
        _ => return None,
    })
}

/// The same the other way.
pub(crate) fn relationship_word(relationship: Relationship) -> &'static str {
    match relationship {
        Relationship::Equal => "equal",
        Relationship::Subset => "subset",
        Relationship::Superset => "superset",
        Relationship::Intersect => "intersect",
        Relationship::NotRelated => "not_related",
    }
}
