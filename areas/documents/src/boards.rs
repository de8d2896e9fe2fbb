//! Which strategic documents each board has decided, and in which of its areas nothing steers (DOC-04).

use stadga_model::{Date, Id, Scales, Term};
use stadga_organisation::Unit;

use crate::{Document, validity::Validity};

/// The types of unit that decide strategic documents.
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
    /// Its areas by regulation where another body's strategic document holds, and that document.
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
    let is_board =
        |unit: &Unit| BOARDS.contains(&unit.unit_type.0.as_str()) && unit.period.holds(day);
    let boards = units.iter().filter(|(_, unit)| is_board(unit));
    boards.map(|(id, unit)| board(*id, unit, &strategic)).collect()
}

fn board(id: Id<Unit>, unit: &Unit, strategic: &[&Standing]) -> Board {
    let own = |one: &&&Standing| one.document.body == Some(id.cast());
    let (mut bound, mut lacks) = (Vec::new(), Vec::new());
    for area in unit.responsibilities.iter().map(|row| &row.area) {
        let mut about = strategic.iter().filter(|one| one.document.speaks_of(area));
        match (about.clone().find(own), about.next()) {
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
        let areas = ["maintenance", "information-security", "steering"];
        let row =
            |area: &&str| Responsibility { area: Term::from(*area), source: "Reglemente".into() };
        let mut board = unit(None);
        board.unit_type = Term::from("committee");
        board.responsibilities = areas.iter().map(row).collect();
        let (policy, routine, plan) = (
            about(8, "policy", "information-security"),
            about(9, "routine", "maintenance"),
            about(9, "plan", "steering"),
        );
        let standing =
            |number, document| Standing { id: id(number), document, validity: Validity::Valid };
        let mut documents = vec![standing(1, &policy), standing(2, &routine), standing(3, &plan)];
        let units = [(id(9), board)];
        let found = |documents: &[Standing]| {
            boards(&units, documents, &all_scales(), day("2024-01-24")).pop().unwrap()
        };
        let whole = found(&documents);
        assert!(whole.has_areas);
        assert_eq!(whole.decided, [id(3)]);
        assert_eq!(whole.bound, [(Term::from("information-security"), id(1))]);
        assert_eq!(whole.lacks, [Term::from("maintenance")], "a routine is not strategic");
        documents[2].validity = Validity::Expired;
        assert_eq!(found(&documents).lacks.len(), 2);
        assert!(found(&documents).decided.is_empty());
    }
}
