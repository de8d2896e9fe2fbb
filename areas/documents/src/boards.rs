//! Which strategic documents each board has decided, and in which of its areas nothing steers (DOC-04).

use stadga_model::{Date, Id, Scales, Term};
use stadga_organisation::Unit;

use crate::{Document, validity::Validity};

/// The types of unit that decide strategic documents. What the first decide steers those after it, and not the other way.
const BOARDS: [&str; 3] = ["assembly", "board", "committee"];

/// A document with how it stands on the day that is asked about.
pub struct Standing<'a> {
    /// The document's id.
    pub id: Id<Document>,
    /// The document.
    pub document: &'a Document,
    /// How it stands.
    pub validity: Validity,
}

/// A board with what it has decided and what it lacks.
#[derive(Debug, PartialEq)]
pub struct Board {
    /// The board.
    pub id: Id<Unit>,
    /// Whether it is known which areas it answers for by regulation; else nobody can tell what it lacks.
    pub has_areas: bool,
    /// The strategic documents that it has decided and that hold.
    pub decided: Vec<Id<Document>>,
    /// Its areas by regulation where a strategic document of a body above holds, and that document.
    pub bound: Vec<(Term, Id<Document>)>,
    /// Its areas by regulation where no strategic document holds at all.
    pub lacks: Vec<Term>,
}

/// All boards that there are on `day`, in the order of `units`.
pub fn boards(
    units: &[(Id<Unit>, Unit)],
    documents: &[Standing],
    scales: &Scales,
    day: Date,
) -> Vec<Board> {
    let strategic: Vec<&Standing> = documents
        .iter()
        .filter(|one| one.validity == Validity::Valid && one.document.is_strategic(scales))
        .collect();
    let is_board = |unit: &Unit| rank(unit).is_some() && unit.period.holds(day);
    let boards = units.iter().filter(|(_, unit)| is_board(unit));
    boards.map(|(id, unit)| board(*id, unit, &strategic, units)).collect()
}

/// The place of a board's type in the order.
fn rank(unit: &Unit) -> Option<usize> {
    BOARDS.iter().position(|of| *of == unit.unit_type.0)
}

fn board(id: Id<Unit>, unit: &Unit, strategic: &[&Standing], units: &[(Id<Unit>, Unit)]) -> Board {
    let own = |one: &&&Standing| one.document.body == Some(id.cast());
    let above = |one: &&&Standing| {
        let body = units.iter().find(|(id, _)| one.document.body == Some(id.cast()));
        body.and_then(|(_, body)| rank(body)).is_some_and(|place| Some(place) < rank(unit))
    };
    let (mut bound, mut lacks) = (Vec::new(), Vec::new());
    for area in unit.responsibilities.iter().map(|row| &row.area) {
        let about = || strategic.iter().filter(|one| one.document.speaks_of(area));
        match (about().find(own), about().find(above)) {
            (Some(_), _) => {}
            (None, Some(other)) => bound.push((area.clone(), other.id)),
            (None, None) => lacks.push(area.clone()),
        }
    }
    let decided = strategic.iter().filter(own).map(|one| one.id).collect();
    Board { id, has_areas: !unit.responsibilities.is_empty(), decided, bound, lacks }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::Area,
        tests::{all_scales, day, document, id, unit},
    };
    use stadga_organisation::Responsibility;

    fn about(body: u32, kind: &str, area: &str) -> Document {
        let areas = vec![Area { area: Term::from(area), role: None, section: None }];
        Document { areas, document_type: Some(Term::from(kind)), ..document(Some(id(body))) }
    }

    #[test]
    fn doc_04_a_board_that_has_decided_nothing_strategic_lacks_it() {
        let areas = ["maintenance", "information-security", "steering", "continuity"];
        let row = |area: &&str| Responsibility {
            area: Term::from(*area),
            source: "Reglemente".into(),
            regulation: None,
            part: None,
        };
        let mut board = unit(None);
        board.unit_type = Term::from("committee");
        board.responsibilities = areas.iter().map(row).collect();
        let (mut assembly, mut sibling) = (unit(None), unit(None));
        assembly.unit_type = Term::from("assembly");
        sibling.unit_type = Term::from("committee");
        let other = about(7, "plan", "continuity");
        let (policy, routine, plan) = (
            about(8, "policy", "information-security"),
            about(9, "routine", "maintenance"),
            about(9, "plan", "steering"),
        );
        let standing =
            |number, document| Standing { id: id(number), document, validity: Validity::Valid };
        let mut documents = vec![
            standing(1, &policy),
            standing(2, &routine),
            standing(3, &plan),
            standing(4, &other),
        ];
        let units = [(id(7), sibling), (id(8), assembly), (id(9), board)];
        let found = |documents: &[Standing]| {
            boards(&units, documents, &all_scales(), day("2024-01-24")).pop().unwrap()
        };
        let whole = found(&documents);
        assert!(whole.has_areas);
        assert_eq!(whole.decided, [id(3)]);
        assert_eq!(whole.bound, [(Term::from("information-security"), id(1))]);
        // A routine is not strategic, and a board beside it does not steer it.
        assert_eq!(whole.lacks, [Term::from("maintenance"), Term::from("continuity")]);
        documents[2].validity = Validity::Expired;
        assert_eq!(found(&documents).lacks.len(), 3);
        assert!(found(&documents).decided.is_empty());
    }
}
