//! Fetches what a list's plan needs to know, plans it, tries it against the rules, and writes it when that is agreed to.

use stadga_model::{Draft, Finding, Id, Refusal};
use stadga_organisation::{Person, Unit};
use stadga_publish::sheet::ReadSheet;
use stadga_store::Batch;
use stadga_systems::ConfigurationItem;
use stadga_web::{Context, ui};
use std::collections::{BTreeMap, HashMap};

use super::{
    guess::{Column, Said, columns, head, is_understood},
    known::{Known, Names},
    plan::{Fault, Outcome, Planned, plan},
    rows::{Reader, Row},
};
use crate::{
    Classification, ClassificationSource, InformationObject,
    class::Levels,
    limits::Limits,
    source::{ColumnMeans, Part},
};

/// A row that is taken out may have been what another one leaned on: so often it is tried anew.
const TRIES: usize = 10;

/// What somebody has said of columns: by sheet, then by the column's place. Heads would not do: two may be called the same.
pub type Told = BTreeMap<usize, Said>;

/// The columns of a sheet.
#[derive(Debug)]
pub struct Heads {
    /// The sheet's place, from 0.
    pub place: usize,
    /// The sheet's name.
    pub name: String,
    /// The columns under its heads.
    pub columns: Vec<Column>,
}

impl Heads {
    /// Whether its rows are read: it tells what is classified, and how.
    pub fn is_understood(&self) -> bool {
        is_understood(&self.columns)
    }
}

/// A list with its plan.
#[derive(Debug, Default)]
pub struct Looked {
    /// The columns of each sheet that has any.
    pub sheets: Vec<Heads>,
    /// Row by row, of the sheets that are understood.
    pub rows: Vec<Planned>,
}

impl Looked {
    /// Whether anything of it can be read.
    pub fn is_understood(&self) -> bool {
        self.sheets.iter().any(Heads::is_understood)
    }

    /// What its columns were taken to mean.
    pub fn told(&self) -> Told {
        let of = |sheet: &Heads| -> Said {
            sheet.columns.iter().map(|column| (column.place, column.part)).collect()
        };
        self.sheets.iter().map(|sheet| (sheet.place, of(sheet))).collect()
    }

    /// How many rows would be written.
    pub fn good(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row.outcome, Outcome::New { .. })).count()
    }
}

/// Plans what a list of a source would do. Nothing is changed. Nothing comes back, where no sheet has anything.
///
/// # Errors
/// Broken.
pub async fn look(
    cx: &Context,
    source: &ClassificationSource,
    sheets: &[ReadSheet],
    said: &Told,
) -> Result<Option<Looked>, Refusal> {
    let scales = cx.app.store.scales();
    let (levels, limits) = (Levels::of(scales), Limits::of(scales));
    let mut looked = Looked::default();
    let mut rows: Vec<Row> = Vec::new();
    let reader = Reader { source, levels: &levels, limits };
    let nothing = Said::new();
    for (place, sheet) in sheets.iter().enumerate() {
        let Some(head) = head(sheet, source) else { continue };
        let columns = columns(head, source, said.get(&place).unwrap_or(&nothing));
        let heads = Heads { place, name: sheet.name.clone(), columns };
        if heads.is_understood() {
            rows.extend(reader.rows(sheet, head.number, &heads.columns));
        }
        looked.sheets.push(heads);
    }
    if looked.sheets.is_empty() {
        return Ok(None);
    }
    let known = known(cx, source, &levels).await?;
    let mut fresh = || Id::new(cx.app.store.now());
    looked.rows = plan(&rows, &known, &mut fresh);
    settle(cx, &mut looked).await?;
    Ok(Some(looked))
}

/// Writes what a list would do, if it is as many rows as were agreed to; else shows what it would do now.
///
/// # Errors
/// Not found, where no sheet has anything. Stale; broken: then nothing has been written.
pub async fn take(
    cx: &Context,
    (id, source): (Id<ClassificationSource>, &ClassificationSource),
    sheets: &[ReadSheet],
    said: &Told,
    good: usize,
) -> Result<Option<Looked>, Refusal> {
    let looked = look(cx, source, sheets, said).await?.ok_or(Refusal::NotFound)?;
    if looked.good() != good {
        return Ok(Some(looked));
    }
    let mut batch = batch(&looked.rows)?;
    batch.reason = cx.t_with("class-read-reason", &[("source", &source.name)]);
    let mut opened = cx.door.open_as(id).await?;
    opened.body.read_on = Some(cx.today());
    remember(&mut opened.body, &looked);
    batch.saves.push(opened.erase()?);
    cx.door.write(batch).await?;
    Ok(None)
}

/// What somebody has said of the columns is saved on the source, for the next list.
fn remember(source: &mut ClassificationSource, looked: &Looked) {
    let read = looked.sheets.iter().filter(|sheet| sheet.is_understood());
    let columns: Vec<&Column> = read.flat_map(|sheet| &sheet.columns).collect();
    let means = |head: &str| {
        columns.iter().any(|one| one.part != Part::Nothing && one.head.to_lowercase() == head)
    };
    for column in columns.iter().filter(|column| !column.head.is_empty()) {
        let head = column.head.to_lowercase();
        // Where a head stands twice, what one of them means is kept, not that the other is left out.
        if column.part == Part::Nothing && means(&head) {
            continue;
        }
        let known = source.columns.iter_mut().find(|row| row.head.to_lowercase() == head);
        match known {
            Some(row) => row.part = column.part,
            None => {
                source.columns.push(ColumnMeans { head: column.head.clone(), part: column.part })
            }
        }
    }
}

async fn known<'a>(
    cx: &'a Context,
    source: &'a ClassificationSource,
    levels: &'a Levels,
) -> Result<Known<'a>, Refusal> {
    let information = cx.every::<InformationObject>().await?;
    let systems = cx.every::<ConfigurationItem>().await?;
    let persons = cx.every::<Person>().await?;
    let units = cx.every::<Unit>().await?;
    let classifications = cx.every::<Classification>().await?.into_iter();
    Ok(Known {
        source,
        levels,
        limits: Limits::of(cx.app.store.scales()),
        scales: cx.app.store.scales(),
        today: cx.today(),
        information: Names::of(information.iter().map(|(h, one)| (h.id.cast(), one.name.as_str()))),
        systems: Names::of(systems.iter().map(|(h, one)| (h.id.cast(), one.name.as_str()))),
        persons: Names::of(persons.iter().map(|(h, one)| (h.id.cast(), one.name.as_str()))),
        units: Names::of(units.iter().map(|(h, one)| (h.id.cast(), one.name.as_str()))),
        informations: information
            .into_iter()
            .map(|(head, one)| (head.id.cast(), one))
            .collect::<HashMap<_, _>>(),
        classifications: classifications.map(|(_, one)| one).collect(),
    })
}

/// Tries the good rows against the rules until what is left is refused no more.
async fn settle(cx: &Context, looked: &mut Looked) -> Result<(), Refusal> {
    for _ in 0..TRIES {
        let batch = Batch { dry_run: true, ..batch(&looked.rows)? };
        if batch.creates.is_empty() {
            return Ok(());
        }
        match cx.door.write(batch).await {
            Ok(_) => return Ok(()),
            Err(Refusal::Refused(findings)) => mark(cx, &mut looked.rows, &findings),
            Err(Refusal::Denied) => {
                // Which of them is not told: those in units that the reader's roles do not reach go one by one.
                for row in &mut looked.rows {
                    forbid(cx, row).await?;
                }
            }
            Err(other) => return Err(other),
        }
    }
    Err(Refusal::broken("a list's rows lean on each other in a way that does not come to an end"))
}

/// What the rules say stands on the row that it is about.
fn mark(cx: &Context, rows: &mut [Planned], findings: &[Finding]) {
    for finding in findings {
        let of = |row: &&mut Planned| match &row.outcome {
            Outcome::New { id, made, .. } => {
                let here = [id.cast::<()>(), made.information.cast()];
                finding.record.is_none_or(|record| here.contains(&record.cast()))
            }
            _ => false,
        };
        for row in rows.iter_mut().filter(of) {
            row.outcome = Outcome::Faulty(vec![Fault::of_row("rule", ui::sentence(cx, finding))]);
        }
    }
}

async fn forbid(cx: &Context, row: &mut Planned) -> Result<(), Refusal> {
    let batch = Batch { dry_run: true, ..batch(std::slice::from_ref(row))? };
    if !batch.creates.is_empty() && matches!(cx.door.write(batch).await, Err(Refusal::Denied)) {
        row.outcome = Outcome::Faulty(vec![Fault::of_row("forbidden", "")]);
    }
    Ok(())
}

fn batch(rows: &[Planned]) -> Result<Batch, Refusal> {
    let mut batch = Batch::default();
    for row in rows {
        if let Outcome::New { id, made, information } = &row.outcome {
            if let Some(information) = information {
                batch.creates.push(Draft::new(made.information, &**information)?);
            }
            batch.creates.push(Draft::new(*id, &**made)?);
        }
    }
    Ok(batch)
}
