//! Who answers for each sub-area on a day: which body by regulation, which function by name, which units share it (T31).

use stadga_model::{Date, Id, Term};

use crate::{Assignment, Unit, unit::BODIES};

/// A sub-area with those who answer for it.
#[derive(Debug, PartialEq)]
pub struct SubArea {
    /// The area.
    pub area: Term,
    /// The political bodies whose it is by regulation, with the place: exactly one is right (T31).
    pub bodies: Vec<(Id<Unit>, String)>,
    /// The functions that are named for it and held by somebody (ORG-08).
    pub functions: Vec<Id<Assignment>>,
    /// Functions that are named for it but vacant.
    pub vacant: Vec<Id<Assignment>>,
    /// The units that share its tasks, with their part (ORG-09).
    pub shared: Vec<(Id<Unit>, Option<String>)>,
}

/// What is wrong with who answers for an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// No body answers for it.
    Nobody,
    /// More than one does.
    Several,
    /// No function is named for it, or only vacant ones (ORG-08).
    NoFunction,
    /// Units share it without saying how (ORG-09).
    Unsaid,
}

impl SubArea {
    /// What is wrong, the gravest first.
    pub fn faults(&self) -> Vec<Fault> {
        let unsaid = self.shared.len() > 1 && self.shared.iter().any(|(_, part)| part.is_none());
        let found = [
            (self.bodies.is_empty(), Fault::Nobody),
            (self.bodies.len() > 1, Fault::Several),
            (self.functions.is_empty(), Fault::NoFunction),
            (unsaid, Fault::Unsaid),
        ];
        found.into_iter().filter(|(wrong, _)| *wrong).map(|(_, fault)| fault).collect()
    }
}

/// Each of `areas` with who answers for it on `day`: T31, ORG-03, ORG-08, ORG-09.
pub fn sub_areas(
    areas: impl IntoIterator<Item = Term>,
    units: &[(Id<Unit>, Unit)],
    assignments: &[(Id<Assignment>, Assignment)],
    day: Date,
) -> Vec<SubArea> {
    let units: Vec<_> = units.iter().filter(|(_, unit)| unit.period.holds(day)).collect();
    let held: Vec<_> = assignments.iter().filter(|(_, one)| one.period.holds(day)).collect();
    let whole = |area: Term| {
        let (mut bodies, mut shared) = (Vec::new(), Vec::new());
        for (id, unit) in &units {
            let is_body = BODIES.contains(&unit.unit_type.0.as_str());
            for row in unit.responsibilities.iter().filter(|row| row.area == area) {
                match is_body {
                    true => bodies.push((*id, row.source.clone())),
                    false => shared.push((*id, row.part.clone())),
                }
            }
        }
        bodies.dedup_by_key(|(id, _)| *id);
        let named = held.iter().filter(|(_, one)| one.area.as_ref() == Some(&area));
        let (filled, vacant): (Vec<_>, Vec<_>) = named.partition(|(_, one)| one.person.is_some());
        let ids = |of: Vec<&&(Id<Assignment>, Assignment)>| of.iter().map(|(id, _)| *id).collect();
        SubArea { bodies, functions: ids(filled), vacant: ids(vacant), shared, area }
    };
    areas.into_iter().map(whole).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use stadga_testkit::rules::id;

    fn unit(kind: &str, rows: &[(&str, Option<&str>)]) -> Unit {
        let rows: Vec<_> = rows
            .iter()
            .map(|(area, part)| json!({"area": area, "source": "Reglemente § 7", "part": part}))
            .collect();
        let json = json!({"name": kind, "unit_type": kind, "period": {"from": "2020-01-01", "to": "2025-12-31"},
            "responsibilities": rows});
        serde_json::from_value(json).unwrap()
    }

    fn function(area: &str, person: Option<u32>) -> Assignment {
        let json = json!({"title": "F", "role": "security-manager", "unit": id::<()>(1), "area": area,
            "person": person.map(id::<()>), "period": {"from": "2020-01-01"}});
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn t31_every_area_has_exactly_one_body_and_what_has_none_or_two_is_told() {
        let units = [
            (id(1), unit("board", &[("steering", None), ("access", None)])),
            (id(2), unit("committee", &[("access", None)])),
            (id(3), unit("staff", &[("access", Some("Regler")), ("incidents", None)])),
            (id(4), unit("operative", &[("access", None)])),
        ];
        let functions = [(id(8), function("steering", Some(9))), (id(7), function("access", None))];
        let areas = ["steering", "access", "incidents"].map(Term::from);
        let on = |day: &str| sub_areas(areas.clone(), &units, &functions, day.parse().unwrap());
        let [steering, access, incidents] = &on("2024-01-24")[..] else { panic!() };
        assert!(steering.faults().is_empty(), "{steering:?}");
        assert_eq!(access.faults(), [Fault::Several, Fault::NoFunction, Fault::Unsaid]);
        assert_eq!((access.vacant.len(), access.shared.len()), (1, 2));
        assert_eq!(incidents.faults(), [Fault::Nobody, Fault::NoFunction]);
        // The organisation of another day is another.
        assert_eq!(on("2026-01-24")[0].faults(), [Fault::Nobody]);
    }
}
