//! The plan of a reading: what each row would do, or what is wrong with it. Pure: no store, no clock, no pages.

use stadga_model::{Body, Head, Id, Refusal, body_of};
use stadga_publish::sheet::{ReadRow, ReadSheet, column_letters};
use std::collections::{BTreeMap, HashSet};

use super::{
    columns::{Guess, plain, text_of},
    known::{Known, fresh},
    measures::{self, Made},
    row::read,
};
use crate::{
    Risk,
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
    /// The measures that would be made with it.
    pub measures: Vec<Made>,
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

    /// The measures that would be made with those rows.
    pub fn measures(&self) -> usize {
        let faulty = |row: &&Planned| matches!(row.outcome, Outcome::Faulty(_));
        self.rows.iter().filter(|row| !faulty(row)).map(|row| row.measures.len()).sum()
    }
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
        let nothing = |fault: Fault| (Outcome::Faulty(vec![fault]), Vec::new(), Vec::new());
        let (outcome, measures, remarks) = match title {
            None => nothing(Fault::of_row("no-title", "")),
            Some(_) if !seen.insert(mark) => {
                let twice = key.clone().or(title.clone()).unwrap_or_default();
                nothing(Fault::of_row("twice", &twice))
            }
            Some(_) => outcome(row, guess, known, before)?,
        };
        plan.remarks.extend(remarks.into_iter().map(|remark| (row.number, remark)));
        let id = before.map(|(head, _)| head.id);
        let title = title.unwrap_or_default();
        plan.rows.push(Planned { row: row.number, title, id, outcome, measures });
    }
    Ok(plan)
}

/// What comes of a row, with its measures and what is good to know.
type Planning = (Outcome, Vec<Made>, Vec<Fault>);

fn outcome(
    row: &ReadRow,
    guess: &Guess,
    known: &Known<'_>,
    before: Option<(&Head, &Risk)>,
) -> Result<Planning, Refusal> {
    if before.is_some_and(|(head, _)| is_withheld(head) || head.withholds("title")) {
        let fault = Fault::of_row("withheld", "");
        return Ok((Outcome::Faulty(vec![fault]), Vec::new(), Vec::new()));
    }
    let mut risk = before.map_or_else(|| fresh(known), |(_, risk)| risk.clone());
    let (faults, mut remarks) = read(&mut risk, row, &guess.columns, &known.reading);
    if !faults.is_empty() {
        return Ok((Outcome::Faulty(faults), Vec::new(), remarks));
    }
    let (made, told) = measures_of(&mut risk, row, guess, (known, before.map(|(head, _)| head.id)));
    remarks.extend(told);
    let rated = |risk: &Risk| Moment::ALL.map(|moment| risk.rating(moment));
    let changed = before.is_none_or(|(_, before)| rated(before) != rated(&risk));
    if is_whole(&risk) && risk.state == State::Identified {
        risk.state = State::Assessed;
    }
    if changed && risk.rating(Moment::Current).is_some() {
        risk.assessed = Some(known.today);
    }
    let Some((_, before)) = before else {
        return Ok((Outcome::New(Box::new(risk)), made, remarks));
    };
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
    Ok((outcome, made, remarks))
}

/// The measures of a row; where the reader may make none, their words go into the risk's plan.
fn measures_of(
    risk: &mut Risk,
    row: &ReadRow,
    guess: &Guess,
    (known, id): (&Known<'_>, Option<Id>),
) -> (Vec<Made>, Vec<Fault>) {
    if !(known.may_measure)(risk.unit) {
        return (Vec::new(), measures::in_words(risk, row, &guess.columns).into_iter().collect());
    }
    let here = id.and_then(|id| known.measures.get(&id)).map(Vec::as_slice).unwrap_or_default();
    let around = measures::Around { names: known.reading.names, here, today: known.today };
    measures::measures(risk, row, &guess.columns, &around)
}

/// Whether all is there that an assessment takes (RSK-04).
fn is_whole(risk: &Risk) -> bool {
    let told = risk.description.is_some() || risk.motive.is_some();
    told && risk.level(Moment::Current).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::{known::Names, row::Reading};
    use super::*;
    use crate::import::guess;
    use crate::method::method;
    use crate::tests::{day, head, id, scales, sheet};
    use stadga_organisation::Unit;
    use std::collections::HashMap;

    fn planned(rows: &[&str], risks: &[(Head, Risk)]) -> Plan {
        planned_by(rows, risks, true)
    }

    fn planned_by(rows: &[&str], risks: &[(Head, Risk)], may: bool) -> Plan {
        let (scales, mut names) = (scales(), Names::default());
        names.take_person("Verksamhetschef akut", id(5));
        let read = sheet("Analys", rows);
        let guess = guess(std::slice::from_ref(&read), &scales, &[]).unwrap();
        let (method, names) = (method("skr-2").unwrap(), &names);
        let reading = Reading { method, scales: &scales, names, area: "operation" };
        let (measures, may) = (HashMap::new(), |_: Option<Id<Unit>>| may);
        let known = Known {
            reading,
            risks,
            measures: &measures,
            may_measure: &may,
            analysis: None,
            unit: None,
            today: day("2024-01-24"),
        };
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
    fn int_13_rsk_14_measures_go_with_their_row_and_come_once() {
        let rows = [HEADS, "1;Fel dos;Går fel;;3;4;Streckkod;Verksamhetschef akut"];
        let first = planned(&rows, &[]);
        let [row] = first.rows.as_slice() else { panic!("{first:?}") };
        assert_eq!((first.measures(), row.measures[0].measure.title.as_str()), (1, "Streckkod"));
        assert_eq!(row.measures[0].measure.owner, Some(id(5)), "the risk's own");
        let Outcome::New(risk) = &row.outcome else { panic!("{first:?}") };
        let known = [(head(1), (**risk).clone())];
        let again = planned(&rows, &known);
        assert_eq!((again.measures(), &again.rows[0].outcome), (0, &Outcome::Unchanged));
        let more = [HEADS, "1;Fel dos;;;;;Streckkod;"];
        assert_eq!(planned(&more, &known).rows[0].outcome, Outcome::Unchanged);
        let more = [HEADS, "1;Fel dos;;;;;Dubbelkontroll;"];
        let more = planned(&more, &known);
        let Outcome::Changed { fields, .. } = &more.rows[0].outcome else { panic!("{more:?}") };
        assert_eq!((more.measures(), fields.as_slice()), (1, &["source_measures".to_owned()][..]));
        // A row that is wrong makes none; who may make none keeps the words.
        let wrong = planned(&[HEADS, "1;Fel dos;;;9;;Streckkod;"], &[]);
        assert_eq!(wrong.measures(), 0);
        let words = planned_by(&rows, &[], false);
        let Outcome::New(risk) = &words.rows[0].outcome else { panic!("{words:?}") };
        assert_eq!((words.measures(), risk.plan.clone()), (0, Some("Streckkod".into())));
        assert_eq!(words.remarks[0].1.key, "measure-forbidden");
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
