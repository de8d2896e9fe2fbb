//! What each row would do, held against what is here: a new classification, perhaps of new information, or nothing.

use jiff::ToSpan as _;
use stadga_model::{Date, Id, Term};
use std::collections::HashMap;

use super::{
    guess::plain,
    known::{Known, Made},
    rows::Row,
};
use crate::{
    Classification, InformationObject,
    class::{Aspect, Class, Levels},
    classification::State,
    standing::method_holds,
};

/// What is wrong with a cell or row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The column's letters, if it is in one cell.
    pub column: Option<String>,
    /// Its sentence is the text `class-read-fault-{key}`.
    pub key: &'static str,
    /// What stands there.
    pub written: String,
}

/// What a row would do.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A classification, of information that is here or that it makes.
    New {
        /// The classification's id, made ahead so that what the rules say can be told of the row.
        id: Id<Classification>,
        /// The classification.
        made: Box<Classification>,
        /// The information, where it is new.
        information: Option<Box<InformationObject>>,
    },
    /// The same is here already.
    Unchanged,
    /// What is wrong.
    Faulty(Vec<Fault>),
}

/// A row with what it would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// The sheet's name.
    pub sheet: String,
    /// The row's number.
    pub row: u32,
    /// What it is about.
    pub name: String,
    /// What it would do.
    pub outcome: Outcome,
}

/// What earlier rows of the same list have told.
#[derive(Default)]
struct Earlier {
    /// The information that they make, by its name.
    made: Made,
    /// What they say of information on a day, and in which row.
    said: HashMap<(Id<InformationObject>, Date), (Class, u32)>,
}

/// Plans the rows. New ids are drawn from `fresh`.
pub(super) fn plan(
    rows: &[Row],
    known: &Known<'_>,
    fresh: &mut impl FnMut() -> Id,
) -> Vec<Planned> {
    let mut earlier = Earlier::default();
    rows.iter().map(|row| planned(row, known, &mut earlier, fresh)).collect()
}

fn planned(
    row: &Row,
    known: &Known<'_>,
    earlier: &mut Earlier,
    fresh: &mut impl FnMut() -> Id,
) -> Planned {
    let outcome = outcome(row, known, earlier, fresh).unwrap_or_else(Outcome::Faulty);
    Planned { sheet: row.sheet.clone(), row: row.row, name: row.called().to_owned(), outcome }
}

/// What is wrong with a row by itself, with its day where it has one that has come.
fn checked(row: &Row, known: &Known<'_>) -> (Vec<Fault>, Option<Date>) {
    let mut faults = row.faults.clone();
    let lacking = Aspect::ALWAYS.into_iter().any(|aspect| row.class.get(aspect).is_none());
    if lacking && faults.is_empty() {
        faults.push(Fault::of_row("incomplete", ""));
    }
    let date = row.date.or(known.source.date);
    let unread = faults.iter().any(|fault| fault.key == "date");
    match date {
        None if !unread => faults.push(Fault::of_row("no-date", "")),
        Some(date) if date > known.today => {
            faults.push(Fault::of_row("future", date.to_string()));
        }
        _ => {}
    }
    (faults, date)
}

fn outcome(
    row: &Row,
    known: &Known<'_>,
    earlier: &mut Earlier,
    fresh: &mut impl FnMut() -> Id,
) -> Result<Outcome, Vec<Fault>> {
    if row.faults.iter().any(|fault| fault.key == "protective") {
        return Err(row.faults.clone());
    }
    let (mut faults, date) = checked(row, known);
    let found = known.target(row, &earlier.made);
    if let Err(fault) = &found {
        faults.push(fault.clone());
    }
    let (Ok(found), Some(date), true) = (found, date, faults.is_empty()) else {
        return Err(faults);
    };
    let new = found.is_none().then(|| information(row, known));
    let id = found.unwrap_or_else(|| fresh().cast());
    let info = known.informations.get(&id).or(new.as_ref());
    let classification = classification(row, known, (id, date), info);
    if !method_holds(&classification, known.scales, date) {
        return Err(vec![Fault::of_row("method", date.to_string())]);
    }
    if known.classifications.iter().any(|other| is_same(other, &classification, known.levels)) {
        return Ok(Outcome::Unchanged);
    }
    match earlier.said.get(&(id, date)) {
        Some((class, _)) if *class == row.class => return Ok(Outcome::Unchanged),
        Some((_, at)) => return Err(vec![Fault::of_row("twice", at.to_string())]),
        None => {}
    }
    earlier.said.insert((id, date), (row.class, row.row));
    if new.is_some() {
        earlier.made.insert(plain(row.called()), id);
    }
    Ok(Outcome::New {
        id: fresh().cast(),
        made: Box::new(classification),
        information: new.map(Box::new),
    })
}

/// New information as a row tells of it.
fn information(row: &Row, known: &Known<'_>) -> InformationObject {
    InformationObject {
        name: row.called().to_owned(),
        state: crate::information_object::State::Active,
        category: None,
        description: None,
        personal_data: false,
        secret: false,
        published: false,
        processes: Some(row.process.clone()).filter(|text| !text.is_empty()).into_iter().collect(),
        in_systems: known.systems.find(&row.system).into_iter().collect(),
        in_objects: Vec::new(),
        in_documents: Vec::new(),
        gathers: Vec::new(),
        classify_by: None,
        unit: known.units.find(&row.unit).or(known.source.information_unit),
        owner: known.persons.find(&row.owner),
        reference: None,
    }
}

fn classification(
    row: &Row,
    known: &Known<'_>,
    (id, date): (Id<InformationObject>, Date),
    info: Option<&InformationObject>,
) -> Classification {
    let term = |aspect| row.class.get(aspect).and_then(|rank| known.levels.term(rank));
    let until = || date.saturating_add(known.limits.years.years());
    Classification {
        title: row.called().to_owned(),
        state: State::Established,
        information: id,
        confidentiality: term(Aspect::Confidentiality),
        integrity: term(Aspect::Integrity),
        availability: term(Aspect::Availability),
        traceability: term(Aspect::Traceability),
        answers: Vec::new(),
        deviations: Vec::new(),
        occasion: None,
        method: Term(known.source.method.0.clone()),
        date,
        valid_to: Some(row.valid_to.filter(|to| *to >= date).unwrap_or_else(until)),
        decision: None,
        reference: Some(row.reference.clone()).filter(|text| !text.is_empty()),
        original: row.original.clone(),
        unit: info.and_then(|info| info.unit),
        owner: info.and_then(|info| info.owner),
    }
}

/// Whether the same list has been read before: the same class of the same information, by the same method on the same day.
fn is_same(one: &Classification, other: &Classification, levels: &Levels) -> bool {
    one.information == other.information
        && one.method == other.method
        && one.date == other.date
        && one.class(levels) == other.class(levels)
        && one.state != State::Withdrawn
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ClassificationSource,
        import::{guess::columns, known::Names, rows::Reader},
        limits::Limits,
        tests::{day, id, import_source, information as some, scales, sheet},
    };

    fn read(
        source: &ClassificationSource,
        lines: &[&[&str]],
        before: &[Classification],
    ) -> Vec<Planned> {
        let (scales, sheet) = (scales(), sheet(lines));
        let (levels, limits) = (Levels::of(&scales), Limits::of(&scales));
        let columns = columns(&sheet.rows[0], source, &Default::default());
        let rows = Reader { source, levels: &levels, limits }.rows(&sheet, 1, &columns);
        let known = Known {
            source,
            levels: &levels,
            limits,
            scales: &scales,
            today: day("2024-01-24"),
            information: Names::of([(id(1), "Löneuppgifter")].into_iter()),
            informations: HashMap::from([(id(1), some())]),
            classifications: before.to_vec(),
            systems: Names::of([(id(5), "Lönesystem"), (id(6), "Tomt system")].into_iter()),
            persons: Names::of([(id(7), "HR-direktör")].into_iter()),
            units: Names::of([(id(9), "HR")].into_iter()),
        };
        let mut next = 100;
        let mut fresh = || {
            next += 1;
            id(next)
        };
        plan(&rows, &known, &mut fresh)
    }

    fn faults(planned: &Planned) -> Vec<&str> {
        match &planned.outcome {
            Outcome::Faulty(faults) => faults.iter().map(|fault| fault.key).collect(),
            _ => Vec::new(),
        }
    }

    const HEAD: &[&str] = &["Informationsobjekt", "System", "Ägare", "K", "R", "T", "Datum"];

    #[test]
    fn cls_05_results_come_in_and_the_same_list_again_changes_nothing() {
        let source = import_source("klassa-4");
        let line: &[&str] = &["löneuppgifter", "", "", "3 Allvarlig", "2", "1", "2024-01-10"];
        let first = read(&source, &[HEAD, line], &[]);
        let Outcome::New { made, information: None, .. } = &first[0].outcome else {
            panic!("{first:?}")
        };
        assert_eq!(made.class(&Levels::of(&scales())), crate::tests::class("321"));
        assert_eq!(made.valid_to, Some(day("2026-01-10")));
        assert_eq!(made.original, ["K: 3 Allvarlig", "R: 2", "T: 1"]);
        let again = read(&source, &[HEAD, line], &[(**made).clone()]);
        assert_eq!(again[0].outcome, Outcome::Unchanged);
    }

    #[test]
    fn cls_05_history_of_an_older_method_is_read_on_days_that_it_held() {
        let source = import_source("bits");
        let old: &[&str] = &["Löneuppgifter", "", "", "Hög", "Bas", "Bas", "2015-05-04"];
        assert!(matches!(read(&source, &[HEAD, old], &[])[0].outcome, Outcome::New { .. }));
        let late: &[&str] = &["Löneuppgifter", "", "", "Hög", "Bas", "Bas", "2020-05-04"];
        assert_eq!(faults(&read(&source, &[HEAD, late], &[])[0]), ["method"]);
    }

    #[test]
    fn cls_05_what_is_not_here_is_made_where_the_source_says_so() {
        let mut source = import_source("klassa-4");
        let line: &[&str] =
            &["Sjukfrånvaro", "Tomt system", "HR-direktör", "3", "2", "1", "2024-01-10"];
        assert_eq!(faults(&read(&source, &[HEAD, line], &[])[0]), ["not-here"]);
        source.makes = true;
        let later: &[&str] =
            &["Sjukfrånvaro", "Tomt system", "HR-direktör", "3", "2", "1", "2024-01-11"];
        let rows = read(&source, &[HEAD, line, later], &[]);
        let Outcome::New { information: Some(made), .. } = &rows[0].outcome else { panic!() };
        assert_eq!((made.in_systems.as_slice(), made.owner), ([id(6)].as_slice(), Some(id(7))));
        let Outcome::New { information: None, .. } = &rows[1].outcome else {
            panic!("made once: {rows:?}")
        };
        // A list by system: the only information in it is meant.
        let by_system: &[&str] = &["", "Lönesystem", "", "3", "2", "1", "2024-01-10"];
        let Outcome::New { made, .. } = &read(&source, &[HEAD, by_system], &[])[0].outcome else {
            panic!()
        };
        assert_eq!(made.information, id(1));
    }

    #[test]
    fn cls_05_a_row_that_stands_twice_is_read_once_and_one_that_says_otherwise_is_told() {
        let source = import_source("klassa-4");
        let line: &[&str] = &["Löneuppgifter", "", "", "3", "2", "1", "2024-01-10"];
        let other: &[&str] = &["Löneuppgifter", "", "", "2", "2", "1", "2024-01-10"];
        let later: &[&str] = &["Löneuppgifter", "", "", "2", "2", "1", "2024-01-11"];
        let rows = read(&source, &[HEAD, line, line, other, later], &[]);
        assert!(matches!(rows[0].outcome, Outcome::New { .. }));
        assert_eq!(rows[1].outcome, Outcome::Unchanged);
        assert_eq!(rows[2].outcome, Outcome::Faulty(vec![Fault::of_row("twice", "2")]));
        assert!(matches!(rows[3].outcome, Outcome::New { .. }), "another day is history");
    }

    #[test]
    fn cls_05_nis_05_what_is_wrong_is_told_and_of_protective_security_nothing() {
        let source = import_source("klassa-4");
        let told = |line: &[&str]| {
            let rows = read(&source, &[HEAD, line], &[]);
            faults(&rows[0]).into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(told(&["Löneuppgifter", "", "", "hemskt", "2", "1", "2024-01-10"]), ["level"]);
        assert_eq!(told(&["Löneuppgifter", "", "", "3", "2", "", "2024-01-10"]), ["incomplete"]);
        assert_eq!(told(&["Löneuppgifter", "", "", "3", "2", "1", "2025-01-10"]), ["future"]);
        assert_eq!(told(&["Löneuppgifter", "", "", "3", "2", "1", ""]), ["no-date"]);
        assert_eq!(told(&["Löneuppgifter", "", "", "3", "2", "1", "i går"]), ["date"]);
        let rows =
            read(&source, &[HEAD, &["Löneuppgifter", "", "", "4", "2", "1", "2024-01-10"]], &[]);
        assert_eq!(faults(&rows[0]), ["protective"]);
        assert!(
            !format!("{rows:?}").contains('4')
                || !format!("{:?}", rows[0].outcome).contains("K: 4")
        );
    }
}
