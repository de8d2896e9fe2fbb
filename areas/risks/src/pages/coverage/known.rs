//! What must have a risk analysis, how that stands, and what has been asked for or seen (RSK-03, RSK-08).

use stadga_measures::Improvement;
use stadga_model::{Date, Head, Id, Record as _, Refusal};
use stadga_objects::{Object, object};
use stadga_organisation::Unit;
use stadga_store::ListQuery;
use stadga_systems::ConfigurationItem;
use stadga_web::Context;
use std::collections::{BTreeMap, BTreeSet};

use super::super::{Gathered, found_on};
use crate::{
    RiskAnalysis, RiskDemand,
    coverage::{Covered, Observed, Subject, cover, percent, repeated},
    demand,
    risk::named,
    trigger::demanded,
};

/// What a demand lacks, each with the day by which it is needed.
pub(super) type Lacks = Vec<(demand::Lack, Option<Date>)>;

/// What is known of what must have analyses.
pub(crate) struct Known {
    /// What must have one, with how it stands.
    pub covered: Vec<Covered>,
    /// What was seen so often that it needs one.
    pub repeated: Vec<(Id, Vec<Observed>)>,
    /// The demands that wait, with what they lack.
    pub demands: Vec<(Head, RiskDemand, Lacks)>,
}

impl Known {
    /// All that must have an analysis, as far as the reader may read it; of these units, where some are named.
    ///
    /// # Errors
    /// Broken.
    pub async fn of(
        cx: &Context,
        analyses: &[(Head, RiskAnalysis)],
        units: &[(Id<Unit>, Unit)],
        within: Option<&BTreeSet<Id<Unit>>>,
    ) -> Result<Self, Refusal> {
        let demands = cx.every::<RiskDemand>().await?;
        let mut subjects = subjects(cx, units, &demands).await?;
        let here = |unit: Option<Id>| {
            within.is_none_or(|within| unit.is_some_and(|unit| within.contains(&unit.cast())))
        };
        subjects.retain(|subject| here(subject.unit));
        let made: Vec<(Id, &RiskAnalysis)> =
            analyses.iter().map(|(head, analysis)| (head.id, analysis)).collect();
        let seen = observed(cx).await?;
        let open = demands.into_iter().filter(|(head, demand)| {
            demand.state == demand::State::Open && !demand.comes_back() && here(head.unit)
        });
        let lacking = open.map(|(head, demand)| {
            let own = analyses.iter().filter(|(_, one)| one.demands.contains(&head.id.cast()));
            let lacks = demand.lacks(own.map(|(_, analysis)| analysis));
            (head, demand, lacks)
        });
        let mut demands: Vec<_> = lacking.collect();
        demands.sort_by_key(|(_, demand, _)| demand.due.unwrap_or(Date::MAX));
        let mut covered = cover(subjects, &made, cx.today());
        covered.sort_by(|one, other| {
            (one.standing, &one.subject.title).cmp(&(other.standing, &other.subject.title))
        });
        Ok(Self { covered, repeated: repeated(&seen, &made, cx.today()), demands })
    }
}

/// What a person answers for, with how it stands.
///
/// # Errors
/// Broken.
pub(crate) async fn owned(cx: &Context, me: Id) -> Result<Vec<Covered>, Refusal> {
    let own = ListQuery { size: OWN, ..ListQuery::linking("owner", me) };
    let items = cx.door.all::<ConfigurationItem>(own.clone()).await?;
    let mine = cx.door.all::<Object>(ListQuery { size: 1, ..own }).await?;
    let demands = cx.every::<RiskDemand>().await?;
    let asked = demands.iter().any(|(head, _)| head.owner == Some(me));
    if items.is_empty() && mine.is_empty() && !asked {
        return Ok(Vec::new());
    }
    let objects = cx.every::<Object>().await?;
    let mut subjects = of_objects(objects, items, &yearly(&demands));
    subjects.extend(of_demands(&demands));
    subjects.retain(|subject| subject.owner == Some(me));
    let analyses = cx.every::<RiskAnalysis>().await?;
    let made: Vec<(Id, &RiskAnalysis)> =
        analyses.iter().map(|(head, analysis)| (head.id, analysis)).collect();
    Ok(cover(subjects, &made, cx.today()))
}

/// More than anybody answers for.
const OWN: u32 = 5_000;

/// How many of a hundred are covered, of these units or of all.
///
/// # Errors
/// Broken.
pub(crate) async fn percent_of(
    cx: &Context,
    gathered: &Gathered,
    within: Option<&BTreeSet<Id<Unit>>>,
) -> Result<Option<i64>, Refusal> {
    let known = Known::of(cx, &gathered.analyses, &gathered.units, within).await?;
    Ok(percent(&known.covered))
}

/// What must have an analysis: by kind and type, and by the demands that come back.
async fn subjects(
    cx: &Context,
    units: &[(Id<Unit>, Unit)],
    demands: &[(Head, RiskDemand)],
) -> Result<Vec<Subject>, Refusal> {
    let yearly = yearly(demands);
    let mut subjects = Vec::new();
    for (id, unit) in units.iter().filter(|(_, unit)| unit.period.holds(cx.today())) {
        let rule = demanded("unit").filter(|rule| rule.means(&unit.unit_type.0, None));
        if let Some(rule) = rule {
            let mut subject = subject(id.cast(), "unit", &unit.name, rule.months);
            subject.unit = Some(id.cast());
            subjects.push(subject);
        }
    }
    let (objects, items) = (cx.every().await?, cx.every().await?);
    subjects.extend(of_objects(objects, items, &yearly));
    subjects.extend(of_demands(demands));
    Ok(subjects)
}

/// Demands that come back and name nothing, such as that on the whole organisation: what answers them covers them.
fn of_demands(demands: &[(Head, RiskDemand)]) -> Vec<Subject> {
    let open = demands.iter().filter(|(_, one)| one.state == demand::State::Open);
    let of = |(head, one): &(Head, RiskDemand)| {
        let months = one.months().filter(|_| one.about.is_empty())?;
        let subject = subject(head.id, RiskDemand::KIND, &title(head, "title", &one.title), months);
        Some(Subject { unit: head.unit, owner: head.owner, own: true, ..subject })
    };
    open.filter_map(of).collect()
}

/// Objects and systems that must have an analysis.
fn of_objects(
    objects: Vec<(Head, Object)>,
    items: Vec<(Head, ConfigurationItem)>,
    yearly: &BTreeMap<Id, i32>,
) -> Vec<Subject> {
    let mut subjects = Vec::new();
    let mut objects_of: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (head, object) in objects {
        for system in &object.systems {
            objects_of.entry(system.cast()).or_default().push(head.id);
        }
        let active = object.state == object::State::Active;
        if let Some(rule) = demanded("object").filter(|_| active) {
            let subject =
                subject(head.id, "object", &title(&head, "name", &object.name), rule.months);
            subjects.push(Subject { unit: head.unit, owner: head.owner, ..subject });
        }
    }
    let rule = demanded("configuration-item");
    for (head, item) in items {
        let critical = item.criticality.as_ref().map(|term| term.0.as_str());
        let meant = rule.filter(|rule| rule.means(&item.item_type.0, critical));
        let own = yearly.get(&head.id);
        let Some(months) = own.copied().or(meant.map(|rule| rule.months)) else { continue };
        if !item.state.is_used() {
            continue;
        }
        let subject =
            subject(head.id, "configuration-item", &title(&head, "name", &item.name), months);
        let through = objects_of.remove(&head.id).unwrap_or_default();
        let (unit, owner, own) = (head.unit, head.owner, own.is_some());
        subjects.push(Subject { unit, owner, own, through, ..subject });
    }
    subjects
}

pub(super) fn title(head: &Head, field: &str, title: &str) -> String {
    if head.withholds(field) { head.number.clone() } else { title.to_owned() }
}

fn subject(id: Id, kind: &'static str, title: &str, months: i32) -> Subject {
    Subject {
        id,
        kind,
        title: title.to_owned(),
        unit: None,
        owner: None,
        months,
        own: false,
        through: Vec::new(),
    }
}

/// What demands that come back are about, with after how many months.
fn yearly(demands: &[(Head, RiskDemand)]) -> BTreeMap<Id, i32> {
    let open = demands.iter().filter(|(_, demand)| demand.state == demand::State::Open);
    let months = open.filter_map(|(_, demand)| Some((demand, demand.months()?)));
    months.flat_map(|(demand, months)| demand.about.iter().map(move |id| (*id, months))).collect()
}

/// What was seen of records: risks that nobody has analysed, and reported shortcomings (RSK-03, trigger 2).
async fn observed(cx: &Context) -> Result<Vec<Observed>, Refusal> {
    let mut seen = Vec::new();
    for one in cx.every::<crate::Risk>().await? {
        let (head, risk) = &one;
        if risk.found_in.is_some() || !risk.is_open() {
            continue;
        }
        let on = found_on(&one, cx.today());
        let about = |about: &Id| Observed {
            id: head.id,
            kind: "risk",
            title: named(head, risk),
            about: *about,
            on,
        };
        seen.extend(risk.about.iter().map(about));
    }
    for (head, improvement) in cx.every::<Improvement>().await? {
        let Some(about) = improvement.source else { continue };
        let (id, on) = (head.id, improvement.found);
        let title = title(&head, "title", &improvement.title);
        seen.push(Observed { id, kind: "improvement", title, about, on });
    }
    Ok(seen)
}
