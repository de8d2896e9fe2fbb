//! The plan of a reading: what each row would do, or what is wrong with it. Pure: no store, no clock, no pages.

use stadga_model::{Body, Date, Head, Id, Refusal, Term, body_of};
use stadga_organisation::{Person, Unit};
use stadga_publish::sheet::{ReadRow, ReadSheet, column_letters};
use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    columns::{Guess, plain, text_of},
    row::{Reading, read},
};
use crate::{
    Risk, RiskAnalysis,
    method::Moment,
    risk::{State, is_withheld},
};

/// What is wrong with a cell or row, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The column's letters, if it is in one cell.
    pub column: Option<String>,
    /// Its sentence is the text `risk-read-fault-{key}`.
    pub key: &'static str,
    /// What stands there.
    pub written: String,
}

/// So much of what is written is told.
const TOLD: usize = 80;

impl Fault {
    /// A fault of the cell in this column.
    pub fn at(place: u32, key: &'static str, written: &str) -> Self {
        Self { column: Some(column_letters(place)), ..Self::of_row(key, written) }
    }

    /// A fault of the whole row.
    pub fn of_row(key: &'static str, written: &str) -> Self {
        Self { column: None, key, written: written.chars().take(TOLD).collect() }
    }
}

/// What persons and units are called; what two bear tells neither.
#[derive(Debug, Default)]
pub struct Names {
    persons: HashMap<String, Option<Id<Person>>>,
    units: HashMap<String, Option<Id<Unit>>>,
}

impl Names {
    /// Takes up a person.
    pub fn take_person(&mut self, name: &str, id: Id<Person>) {
        let known = self.persons.entry(name.trim().to_lowercase());
        known.and_modify(|one| *one = one.filter(|one| *one == id)).or_insert(Some(id));
    }

    /// Takes up a unit.
    pub fn take_unit(&mut self, name: &str, id: Id<Unit>) {
        let known = self.units.entry(name.trim().to_lowercase());
        known.and_modify(|one| *one = one.filter(|one| *one == id)).or_insert(Some(id));
    }

    /// The person that is called so.
    pub fn person(&self, name: &str) -> Option<Id<Person>> {
        self.persons.get(&name.trim().to_lowercase()).copied().flatten()
    }

    /// The unit that is called so.
    pub fn unit(&self, name: &str) -> Option<Id<Unit>> {
        self.units.get(&name.trim().to_lowercase()).copied().flatten()
    }
}

/// What one row would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// The row's number.
    pub row: u32,
    /// What the risk is called.
    pub title: String,
    /// The risk, new or known.
    pub id: Option<Id>,
    /// What comes of it.
    pub outcome: Outcome,
}

/// What comes of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A new risk.
    New(Box<Risk>),
    /// A changed risk, with the fields that change.
    Changed {
        /// What it would be.
        after: Box<Risk>,
        /// The names of the fields.
        fields: Vec<String>,
    },
    /// As it already is.
    Unchanged,
    /// Nothing, because of these faults.
    Faulty(Vec<Fault>),
}

/// What a file would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// Row by row.
    pub rows: Vec<Planned>,
    /// What was not understood but stops nothing: row and what.
    pub remarks: Vec<(u32, Fault)>,
}

impl Plan {
    /// How many rows would be written.
    pub fn good(&self) -> usize {
        let good =
            |row: &&Planned| matches!(row.outcome, Outcome::New(_) | Outcome::Changed { .. });
        self.rows.iter().filter(good).count()
    }
}

/// What is known when a file is planned.
pub struct Known<'a> {
    /// How rows are read.
    pub reading: Reading<'a>,
    /// The risks of the analysis, or those of none.
    pub risks: &'a [(Head, Risk)],
    /// The analysis.
    pub analysis: Option<(Id<RiskAnalysis>, &'a RiskAnalysis)>,
    /// The unit of risks that the file names none of.
    pub unit: Option<Id<Unit>>,
    /// The day.
    pub today: Date,
}

/// What each row of a sheet would do.
///
/// # Errors
/// Broken.
pub fn plan(sheet: &ReadSheet, guess: &Guess, known: &Known<'_>) -> Result<Plan, Refusal> {
    let (mut plan, mut by_name) = (Plan::default(), BTreeMap::new());
    for (head, risk) in known.risks {
        if let Some(key) = &risk.source_key {
            by_name.entry(plain(key)).or_insert((head, risk));
        }
        by_name.entry(format!("={}", plain(&risk.title))).or_insert((head, risk));
    }
    let mut seen = HashSet::new();
    for row in sheet.rows.iter().filter(|row| row.number > guess.row) {
        let said = |part: &str| {
            let column = guess.columns.iter().find(|one| one.part.as_deref() == Some(part))?;
            row.value(column.place).map(text_of).filter(|text| !text.is_empty())
        };
        let (key, title) = (said("key"), said("title"));
        // Numbered rows that nobody has filled in are no risks.
        let filled = |column: &super::Column| {
            column.part.as_deref().is_some_and(|part| part != "key")
                && row.value(column.place).is_some_and(|value| !text_of(value).is_empty())
        };
        if title.is_none() && !guess.columns.iter().any(filled) {
            continue;
        }
        let names = [key.as_deref().map(plain), title.as_ref().map(|t| format!("={}", plain(t)))];
        let before = names.iter().flatten().find_map(|name| by_name.get(name)).copied();
        let mark = names.into_iter().flatten().next().unwrap_or_default();
        let (outcome, remarks) = match title {
            None => (Outcome::Faulty(vec![Fault::of_row("no-title", "")]), Vec::new()),
            Some(_) if !seen.insert(mark) => {
                let twice = key.clone().or(title.clone()).unwrap_or_default();
                (Outcome::Faulty(vec![Fault::of_row("twice", &twice)]), Vec::new())
            }
            Some(_) => outcome(row, guess, known, before)?,
        };
        plan.remarks.extend(remarks.into_iter().map(|remark| (row.number, remark)));
        let id = before.map(|(head, _)| head.id);
        let title = title.unwrap_or_default();
        plan.rows.push(Planned { row: row.number, title, id, outcome });
    }
    Ok(plan)
}

fn outcome(
    row: &ReadRow,
    guess: &Guess,
    known: &Known<'_>,
    before: Option<(&Head, &Risk)>,
) -> Result<(Outcome, Vec<Fault>), Refusal> {
    if before.is_some_and(|(head, _)| is_withheld(head) || head.withholds("title")) {
        return Ok((Outcome::Faulty(vec![Fault::of_row("withheld", "")]), Vec::new()));
    }
    let mut risk = before.map_or_else(|| fresh(known), |(_, risk)| risk.clone());
    let (faults, remarks) = read(&mut risk, row, &guess.columns, &known.reading);
    if !faults.is_empty() {
        return Ok((Outcome::Faulty(faults), remarks));
    }
    let rated = |risk: &Risk| Moment::ALL.map(|moment| risk.rating(moment));
    let changed = before.is_none_or(|(_, before)| rated(before) != rated(&risk));
    if is_whole(&risk) && risk.state == State::Identified {
        risk.state = State::Assessed;
    }
    if changed && risk.rating(Moment::Current).is_some() {
        risk.assessed = Some(known.today);
    }
    let Some((_, before)) = before else { return Ok((Outcome::New(Box::new(risk)), remarks)) };
    let (old, new): (Body, Body) = (body_of(before)?, body_of(&risk)?);
    let fields: Vec<String> = new
        .iter()
        .filter(|(name, value)| old.get(*name) != Some(value))
        .map(|(n, _)| n.clone())
        .collect();
    let outcome = match fields.is_empty() {
        true => Outcome::Unchanged,
        false => Outcome::Changed { after: Box::new(risk), fields },
    };
    Ok((outcome, remarks))
}

/// Whether all is there that an assessment takes (RSK-04).
fn is_whole(risk: &Risk) -> bool {
    let told = risk.description.is_some() || risk.motive.is_some();
    told && risk.level(Moment::Current).is_some()
}

/// A new risk of the file.
fn fresh(known: &Known<'_>) -> Risk {
    Risk {
        title: String::new(),
        state: State::Identified,
        description: None,
        about: known.analysis.map(|(_, one)| one.about.clone()).unwrap_or_default(),
        process: None,
        infosec: known.analysis.is_some_and(|(_, one)| one.is_infosec()),
        found_in: known.analysis.map(|(id, _)| id),
        raised: None,
        sources: Vec::new(),
        source_key: None,
        causes: Vec::new(),
        dependence: None,
        method: Term(known.reading.method.key.clone()),
        likelihood_inherent: None,
        likelihood: None,
        likelihood_target: None,
        consequences: Vec::new(),
        detection_inherent: None,
        detection: None,
        detection_target: None,
        motive: None,
        assessed: None,
        controls: Vec::new(),
        treatment: None,
        plan: None,
        review_by: None,
        unit: known.analysis.and_then(|(_, one)| one.unit).or(known.unit),
        owner: None,
        closed_because: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::guess;
    use crate::method::method;
    use crate::tests::{day, head, id, scales, sheet};

    fn planned(rows: &[&str], risks: &[(Head, Risk)]) -> Plan {
        let (scales, mut names) = (scales(), Names::default());
        names.take_person("Verksamhetschef akut", id(5));
        let read = sheet("Analys", rows);
        let guess = guess(std::slice::from_ref(&read), &scales).unwrap();
        let (method, names) = (method("skr-2").unwrap(), &names);
        let reading = Reading { method, scales: &scales, names, area: "operation" };
        let known = Known { reading, risks, analysis: None, unit: None, today: day("2024-01-24") };
        plan(&read, &guess, &known).unwrap()
    }

    const HEADS: &str =
        "Nr;Oönskad händelse;Beskrivning;Orsak;Sannolikhet;Konsekvens;Åtgärd;Ansvarig";

    #[test]
    fn int_13_rows_become_risks_and_the_same_file_again_changes_nothing() {
        let rows = [
            HEADS,
            "1;Fel läkemedel ges;Patienten får fel dos;Tekniskt fel;3 - Stor;4;Streckkod;Verksamhetschef akut",
            "2;Avbrott;;Åskan;;;;Någon okänd",
            "3;;;;;;;",
        ];
        let first = planned(&rows, &[]);
        assert_eq!((first.rows.len(), first.good()), (2, 2), "{first:?}");
        let Outcome::New(risk) = &first.rows[0].outcome else { panic!("{first:?}") };
        assert_eq!(risk.level(Moment::Current), Some("high"));
        assert_eq!(risk.consequences[0].area.0, "operation", "the file says no area");
        assert_eq!((risk.state, risk.owner), (State::Assessed, Some(id(5))));
        let Outcome::New(other) = &first.rows[1].outcome else { panic!("{first:?}") };
        assert_eq!(other.state, State::Identified);
        let told: Vec<_> = first.remarks.iter().map(|(_, fault)| fault.key).collect();
        assert_eq!(told, ["name", "cause"]);
        let known = [(head(1), (**risk).clone()), (head(2), (**other).clone())];
        let again = planned(&rows, &known);
        assert!(again.rows.iter().all(|row| row.outcome == Outcome::Unchanged), "{again:?}");
        let lower = [HEADS, "1;Fel läkemedel ges;;;2;;;"];
        let changed = planned(&lower, &known);
        let Outcome::Changed { fields, .. } = &changed.rows[0].outcome else {
            panic!("{changed:?}")
        };
        assert_eq!(fields, &["likelihood"]);
    }

    #[test]
    fn int_13_each_fault_names_its_row_and_column() {
        let rows = [
            HEADS,
            "1;Fel dos;;;7;;;",
            "2;Avbrott;;;1;1;;",
            "2;Avbrott igen;;;1;1;;",
            "5;;Bara text;;;;;",
        ];
        let plan = planned(&rows, &[]);
        let faults: Vec<_> = plan
            .rows
            .iter()
            .filter_map(|row| match &row.outcome {
                Outcome::Faulty(faults) => Some((row.row, faults[0].column.clone(), faults[0].key)),
                _ => None,
            })
            .collect();
        let expected =
            [(2, Some("E".to_owned()), "step"), (4, None, "twice"), (5, None, "no-title")];
        assert_eq!(faults, expected);
        assert_eq!(plan.good(), 1);
    }
}
