//! Fetches what a file's plan needs to know, plans it, tries it against the rules, and writes it when that is agreed.

use stadga_model::{Draft, Finding, Head, Id, Record, Refusal, body_of};
use stadga_organisation::{Person, Unit};
use stadga_publish::sheet::ReadSheet;
use stadga_store::{Batch, ListQuery};
use stadga_web::Context;
use std::collections::{BTreeMap, HashMap};

use super::{
    columns::{Guess, guess, unsaid},
    plan::{Fault, Known, Names, Outcome, Plan, plan},
    row::Reading,
};
use crate::{Risk, RiskAnalysis, method::Method};

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
    /// What somebody has said of columns.
    pub said: BTreeMap<u32, String>,
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
    let Some(guess) = guess(sheets, scales).map(|guess| guess.saying(&into.said)) else {
        return Ok(None);
    };
    if !guess.is_understood() {
        return Ok(Some((guess, Plan::default())));
    }
    let Some(sheet) = sheets.get(guess.sheet) else { return Ok(None) };
    let (risks, names) = (risks(cx, into).await?, names(cx).await?);
    let reading = Reading { method: into.method, scales, names: &names, area: into.area() };
    let analysis = into.analysis.as_ref().map(|(head, one)| (head.id.cast(), one));
    let known = Known { reading, risks: &risks, analysis, unit: into.unit, today: cx.today() };
    let mut plan = plan(sheet, &guess, &known)?;
    forbid(cx, &mut plan, &risks);
    let refused = write(cx, &mut plan, None).await?;
    mark(cx, &mut plan, &refused);
    Ok(Some((guess, plan)))
}

/// Writes what a file would do, if that is still so many rows; else shows what it would do now.
///
/// # Errors
/// Not found, where no sheet is understood. Refused; stale; broken: then nothing has been written.
pub async fn take(
    cx: &Context,
    sheets: &[ReadSheet],
    into: &Target,
    good: usize,
) -> Result<Option<(Guess, Plan)>, Refusal> {
    let (guess, mut plan) = look(cx, sheets, into).await?.ok_or(Refusal::NotFound)?;
    if plan.good() != good || good == 0 {
        return Ok(Some((guess, plan)));
    }
    let refused = write(cx, &mut plan, Some(cx.t("risk-read-reason"))).await?;
    if refused.is_empty() { Ok(None) } else { Err(Refusal::Refused(refused)) }
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
                known.is_some_and(|(head, _)| cx.door.may(stadga_model::Action::Change, head))
            }
            Outcome::Unchanged | Outcome::Faulty(_) => true,
        };
        if !may {
            row.outcome = Outcome::Faulty(vec![Fault::of_row("forbidden", &row.title)]);
        }
    }
}

/// Writes the good rows where a reason is given, else tries them and keeps nothing; gives what the rules refuse: then
/// nothing is written.
async fn write(
    cx: &Context,
    plan: &mut Plan,
    reason: Option<String>,
) -> Result<Vec<Finding>, Refusal> {
    let mut batch = Batch { dry_run: reason.is_none(), ..Batch::default() };
    batch.reason = reason.unwrap_or_default();
    for row in &mut plan.rows {
        match &row.outcome {
            Outcome::New(risk) => {
                let id = *row.id.get_or_insert_with(|| Id::new(cx.app.store.now()));
                batch.creates.push(Draft { id, kind: Risk::KIND, body: body_of(&**risk)? });
            }
            Outcome::Changed { after, .. } => {
                let Some(id) = row.id else { continue };
                let mut opened = cx.door.open(id).await?;
                opened.body = body_of(&**after)?;
                batch.saves.push(opened);
            }
            Outcome::Unchanged | Outcome::Faulty(_) => {}
        }
    }
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
        if let Some(faults) = row.id.and_then(|id| told.remove(&id)) {
            row.outcome = Outcome::Faulty(faults);
        }
    }
}
