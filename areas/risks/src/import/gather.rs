//! Fetches what a file's plan needs to know, plans it, tries it against the rules, and writes it when that is agreed.

use stadga_measures::Measure;
use stadga_model::{Action, Draft, Finding, Head, Id, Record, Refusal, Term, body_of};
use stadga_organisation::{Person, Unit};
use stadga_publish::sheet::ReadSheet;
use stadga_store::{Batch, ListQuery};
use stadga_web::Context;
use std::collections::{BTreeMap, HashMap};

use super::{
    columns::{Guess, guess, plain, unsaid},
    known::{Known, Names},
    plan::{Fault, Outcome, Plan, plan},
    row::Reading,
};
use crate::{Risk, RiskAnalysis, RiskSource, method::Method};

/// More risks of one analysis than anybody finds.
const ALL: u32 = 20_000;

/// What a file is read into.
pub struct Target {
    /// The analysis.
    pub analysis: Option<(Head, RiskAnalysis)>,
    /// The method.
    pub method: &'static Method,
    /// The unit of risks that the file names none of.
    pub unit: Option<Id<Unit>>,
    /// The source that the file comes from, with what is saved of its columns.
    pub source: Option<(Head, RiskSource)>,
    /// What somebody has said of columns.
    pub said: BTreeMap<u32, String>,
}

/// What somebody has agreed to: so many rows, with these columns.
pub struct Agreed {
    /// How many rows were to be written.
    pub good: usize,
    /// What the columns were shown to mean, as [`Guess::spoken`].
    pub columns: String,
}

/// Where what the columns mean is kept for the next file.
pub enum Keeping {
    /// Nowhere.
    Nowhere,
    /// In the source that the file comes from.
    Known(Id<RiskSource>),
    /// In a new source with this name.
    New(String),
}

impl Target {
    /// The area of consequences of which the file says none: the method's first, where it has not the one that is meant.
    pub fn area(&self) -> &'static str {
        let of = self.analysis.as_ref().map(|(_, analysis)| analysis.analysis_type.0.as_str());
        let (meant, areas) = (unsaid(of), &self.method.areas);
        let found = areas.iter().find(|area| area.area == meant).or(areas.first());
        found.map(|area| area.area.as_str()).unwrap_or_default()
    }
}

/// What a file would do. Nothing is changed.
///
/// # Errors
/// Broken.
pub async fn look(
    cx: &Context,
    sheets: &[ReadSheet],
    into: &Target,
) -> Result<Option<(Guess, Plan)>, Refusal> {
    let scales = cx.app.store.scales();
    let saved = into.source.as_ref().map(|(_, source)| source.columns.as_slice());
    let guess = guess(sheets, scales, saved.unwrap_or_default());
    let Some(guess) = guess.map(|guess| guess.saying(&into.said)) else {
        return Ok(None);
    };
    if !guess.is_understood() {
        return Ok(Some((guess, Plan::default())));
    }
    let Some(sheet) = sheets.get(guess.sheet) else { return Ok(None) };
    let (risks, names) = (risks(cx, into).await?, names(cx).await?);
    let measures = measures(cx).await?;
    let mut plan = {
        let reading = Reading { method: into.method, scales, names: &names, area: into.area() };
        let may =
            |unit: Option<Id<Unit>>| cx.door.actor().may_make(Measure::KIND, unit.map(Id::cast));
        let known = Known {
            reading,
            risks: &risks,
            measures: &measures,
            may_measure: &may,
            analysis: into.analysis.as_ref().map(|(head, one)| (head.id.cast(), one)),
            unit: into.unit,
            today: cx.today(),
        };
        plan(sheet, &guess, &known)?
    };
    forbid(cx, &mut plan, &risks);
    let batch = Batch { dry_run: true, ..batch(cx, &mut plan).await? };
    let refused = write(cx, batch).await?;
    mark(cx, &mut plan, &refused);
    Ok(Some((guess, plan)))
}

/// Writes what a file would do, if that is still what was agreed to; else shows what it would do now.
///
/// # Errors
/// Not found, where no sheet is understood. Refused; stale; denied; broken: then nothing has been written.
pub async fn take(
    cx: &Context,
    sheets: &[ReadSheet],
    into: &Target,
    (agreed, keeping): (&Agreed, Keeping),
) -> Result<Option<(Guess, Plan)>, Refusal> {
    let (guess, mut plan) = look(cx, sheets, into).await?.ok_or(Refusal::NotFound)?;
    let same = plan.good() == agreed.good && guess.spoken() == agreed.columns;
    if !same || agreed.good == 0 {
        return Ok(Some((guess, plan)));
    }
    let mut batch = batch(cx, &mut plan).await?;
    batch.reason = cx.t("risk-read-reason");
    keep(cx, &mut batch, (into, &guess), keeping).await?;
    let refused = write(cx, batch).await?;
    if refused.is_empty() { Ok(None) } else { Err(Refusal::Refused(refused)) }
}

/// Keeps what the columns mean, and that the source was read today, with what is written.
async fn keep(
    cx: &Context,
    batch: &mut Batch,
    (into, guess): (&Target, &Guess),
    keeping: Keeping,
) -> Result<(), Refusal> {
    match keeping {
        Keeping::Nowhere => {}
        Keeping::Known(id) => {
            let mut opened = cx.door.open_as(id).await?;
            guess.remember(&mut opened.body.columns);
            opened.body.read_on = Some(cx.today());
            batch.saves.push(opened.erase()?);
        }
        Keeping::New(name) => {
            let of = into.analysis.as_ref().and_then(|(_, analysis)| analysis.unit);
            let mut source = RiskSource {
                name,
                method: Some(Term(into.method.key.clone())),
                columns: Vec::new(),
                risk_unit: into.unit,
                instruction: None,
                read_on: Some(cx.today()),
                unit: into.unit.or(of),
                owner: cx.door.actor().person.map(Id::cast),
            };
            guess.remember(&mut source.columns);
            batch.creates.push(Draft::new(Id::<RiskSource>::new(cx.app.store.now()), &source)?);
        }
    }
    Ok(())
}

/// What the measures of each risk are called, as far as the reader may read it.
async fn measures(cx: &Context) -> Result<HashMap<Id, Vec<String>>, Refusal> {
    let mut of: HashMap<Id, Vec<String>> = HashMap::new();
    for (head, measure) in cx.every::<Measure>().await? {
        if head.withholds("title") {
            continue;
        }
        for cause in &measure.causes {
            of.entry(*cause).or_default().push(plain(&measure.title));
        }
    }
    Ok(of)
}

/// The risks of the analysis; where there is none, those that belong to none.
async fn risks(cx: &Context, into: &Target) -> Result<Vec<(Head, Risk)>, Refusal> {
    if let Some((head, _)) = &into.analysis {
        let own = ListQuery { size: ALL, ..ListQuery::linking("found_in", head.id) };
        return cx.door.all(own).await;
    }
    let mut all = cx.every::<Risk>().await?;
    all.retain(|(_, risk)| risk.found_in.is_none());
    Ok(all)
}

async fn names(cx: &Context) -> Result<Names, Refusal> {
    let mut names = Names::default();
    for (head, person) in cx.every::<Person>().await? {
        names.take_person(&person.name, head.id.cast());
        names.take_person(person.email.as_deref().unwrap_or(&person.name), head.id.cast());
    }
    for (head, unit) in cx.every::<Unit>().await? {
        names.take_unit(&unit.name, head.id.cast());
        names.take_unit(unit.short.as_deref().unwrap_or(&unit.name), head.id.cast());
    }
    Ok(names)
}

/// What the reader may not do is told row by row: the store would refuse all of them at once.
fn forbid(cx: &Context, plan: &mut Plan, risks: &[(Head, Risk)]) {
    for row in &mut plan.rows {
        let may = match &row.outcome {
            Outcome::New(risk) => cx.door.actor().may_make(Risk::KIND, risk.unit.map(Id::cast)),
            Outcome::Changed { .. } => {
                let known = risks.iter().find(|(head, _)| Some(head.id) == row.id);
                known.is_some_and(|(head, _)| cx.door.may(Action::Change, head))
            }
            Outcome::Unchanged | Outcome::Faulty(_) => true,
        };
        if !may {
            row.outcome = Outcome::Faulty(vec![Fault::of_row("forbidden", &row.title)]);
        }
    }
}

/// The good rows with their measures, as they would be written.
async fn batch(cx: &Context, plan: &mut Plan) -> Result<Batch, Refusal> {
    let mut batch = Batch::default();
    for row in &mut plan.rows {
        let id = match &row.outcome {
            Outcome::New(risk) => {
                let id = *row.id.get_or_insert_with(|| Id::new(cx.app.store.now()));
                batch.creates.push(Draft { id, kind: Risk::KIND, body: body_of(&**risk)? });
                id
            }
            Outcome::Changed { after, .. } => {
                let Some(id) = row.id else { continue };
                let mut opened = cx.door.open(id).await?;
                opened.body = body_of(&**after)?;
                batch.saves.push(opened);
                id
            }
            Outcome::Unchanged | Outcome::Faulty(_) => continue,
        };
        for made in &mut row.measures {
            let own = *made.id.get_or_insert_with(|| Id::new(cx.app.store.now()));
            let measure = Measure { causes: vec![id], ..made.measure.clone() };
            batch.creates.push(Draft::new(own, &measure)?);
        }
    }
    Ok(batch)
}

/// Writes a batch, or tries it; gives what the rules refuse: then nothing is written.
async fn write(cx: &Context, batch: Batch) -> Result<Vec<Finding>, Refusal> {
    if batch.creates.is_empty() && batch.saves.is_empty() {
        return Ok(Vec::new());
    }
    match cx.door.write(batch).await {
        Ok(_) => Ok(Vec::new()),
        Err(Refusal::Refused(findings)) => Ok(findings),
        Err(other) => Err(other),
    }
}

/// What the rules refuse stands on its rows.
fn mark(cx: &Context, plan: &mut Plan, findings: &[Finding]) {
    let mut told: HashMap<Id, Vec<Fault>> = HashMap::new();
    for finding in findings.iter().filter(|finding| finding.is_blocking()) {
        let Some(id) = finding.record else { continue };
        let written = stadga_web::ui::sentence(cx, finding);
        told.entry(id).or_default().push(Fault { column: None, key: "rule", written });
    }
    for row in &mut plan.rows {
        let of_measures = row.measures.iter().filter_map(|made| made.id.map(Id::cast));
        let faults: Vec<Fault> = row
            .id
            .into_iter()
            .chain(of_measures)
            .filter_map(|id| told.remove(&id))
            .flatten()
            .collect();
        if !faults.is_empty() {
            row.outcome = Outcome::Faulty(faults);
        }
    }
}
