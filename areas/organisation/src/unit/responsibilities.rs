//! What a unit answers for, and whether it says where that stands (ORG-03).

use stadga_model::{Around, Finding};

use super::{BODIES, Unit};

/// The state of a document that is no longer used.
const WITHDRAWN: &str = "withdrawn";

/// ORG-03: an area stands once, a body's has its regulation, and the regulation is used.
pub(super) fn faults(unit: &Unit, around: &Around) -> Vec<Finding> {
    let is_body = BODIES.contains(&unit.unit_type.0.as_str());
    let mut faults = Vec::new();
    for (at, row) in unit.responsibilities.iter().enumerate() {
        let told = |variant, field: &str| {
            let place = format!("responsibilities.{at}.{field}");
            Finding::warning("ORG-03").variant(variant).on(place)
        };
        let before = unit.responsibilities.iter().take(at);
        if before.filter(|other| (&other.area, &other.part) == (&row.area, &row.part)).count() > 0 {
            faults.push(told("twice", "area"));
        }
        if is_body && row.source.trim().is_empty() && row.regulation.is_none() {
            faults.push(told("source", "source"));
        }
        let linked = around.near.up.iter().find(|record| Some(record.head.id) == row.regulation);
        if linked.is_some_and(|record| record.head.state.as_deref() == Some(WITHDRAWN)) {
            faults.push(told("withdrawn", "regulation"));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::super::{Responsibility, rules, tests::unit};
    use crate::tests::{check, near};
    use stadga_model::{Body, Near, Term};
    use stadga_testkit::rules::{id, revision};

    #[test]
    fn org_03_a_body_says_by_which_regulation_it_answers_for_what() {
        let mut board = unit("2015-01-01", None);
        board.unit_type = Term::from("board");
        let row = Responsibility {
            area: Term::from("steering"),
            source: String::new(),
            regulation: None,
            part: None,
        };
        board.responsibilities = vec![row.clone(), row];
        let found = check(rules, &board, &near(&[]));
        assert_eq!(
            found,
            ["finding-org-03-source", "finding-org-03-twice", "finding-org-03-source"]
        );
        board.responsibilities.truncate(1);
        board.responsibilities[0].regulation = Some(id(3));
        let mut document = revision(id(3), "document", Body::new());
        document.head.state = Some("withdrawn".into());
        let around = Near { up: vec![document.into()], down: Vec::new() };
        assert_eq!(check(rules, &board, &around), ["finding-org-03-withdrawn"]);
    }
}
