//! References to matters under the Protective Security Act: that there is one, who holds it and where to ask; never what
//! it is (NIS-05).

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Date, Finding, Id, Record};

/// A reference to a matter that is kept elsewhere (säkerhetsskyddshänvisning).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "protective-reference",
    prefix = "SKH",
    title = "diary_number",
    unit = "unit",
    owner = "holder"
)]
pub struct ProtectiveReference {
    /// The number in the diary where it is kept (diarienummer).
    #[field(list, sort, search)]
    #[serde(default)]
    pub diary_number: String,
    /// Who holds it and can be asked (innehavare).
    #[field(list, filter, to("person"))]
    pub holder: Option<Id>,
    /// Where it belongs (enhet).
    #[field(list, filter, to("unit"))]
    pub unit: Option<Id>,
    /// What it concerns here, if that may be known (berör).
    #[serde(default)]
    pub concerns: Vec<Id>,
    /// When somebody last saw to it that the reference is right (kontrollerad).
    #[field(list, sort)]
    pub checked: Option<Date>,
}

/// What a reference is held to: somebody can be asked, and it was checked in the past.
pub fn rules(reference: &ProtectiveReference, around: &Around) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("NIS-05").variant(variant).on(field);
    let nobody = reference.holder.is_none().then(|| fault("holder", "holder"));
    let future = reference.checked.filter(|date| *date > around.today());
    [nobody, future.map(|_| fault("checked", "checked"))].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use stadga_model::{Near, Scales};

    #[test]
    fn nis_05_a_reference_names_who_can_be_asked_and_was_checked_in_the_past() {
        let reference = ProtectiveReference {
            diary_number: "SÄK 2026/14".into(),
            holder: None,
            unit: None,
            concerns: Vec::new(),
            checked: Some(Date::constant(2030, 1, 1)),
        };
        let (near, scales) = (Near::default(), Scales::default());
        let now = "2026-11-22T09:00:00Z".parse().unwrap();
        let around = Around { now, before: None, new: true, near: &near, scales: &scales };
        let keys: Vec<_> = rules(&reference, &around).iter().map(Finding::text_key).collect();
        assert_eq!(keys, ["finding-nis-05-holder", "finding-nis-05-checked"]);
    }
}
