//! A new plan filled in with what is known: what the systems use, what they depend on, what is coming, what was agreed, what
//! was used (PM3-10, PM3-17, PM3-19).

use serde_json::json;
use stadga_documents::ComingLaw;
use stadga_measures::Measure;
use stadga_model::{Date, Id, Language, Period, Refusal, Term, Texts};
use stadga_systems::{ConfigurationItem, Integration, Service, Transfer};
use std::collections::BTreeSet;

use crate::{
    MaintenancePlan, Need, Object, PlanPeriod,
    plan::{CallOff, Change, Consumed, Dependence, Input, Level, Nature, Way},
};

/// What is known of an object when its plan is begun.
pub struct Known<'a> {
    /// The object.
    pub object: &'a Object,
    /// Its id.
    pub id: Id<Object>,
    /// Its systems.
    pub systems: Vec<(Id<ConfigurationItem>, ConfigurationItem)>,
    /// Integrations that its systems are part of.
    pub integrations: Vec<(Id<Integration>, Integration)>,
    /// Transfers that they are part of.
    pub transfers: Vec<(Id<Transfer>, Transfer)>,
    /// What it has of the service catalogue.
    pub services: Vec<(Id<Service>, Service)>,
    /// Needs that were approved and that no plan has taken up.
    pub needs: Vec<(Id<Need>, Need)>,
    /// Measures that are about it or are in the hands of those who lead it.
    pub measures: Vec<(Id<Measure>, Measure)>,
    /// Laws that come into force.
    pub laws: Vec<(Id<ComingLaw>, ComingLaw)>,
    /// The period that is planned.
    pub planned: Option<&'a PlanPeriod>,
    /// The plan of the period before.
    pub before: Option<&'a MaintenancePlan>,
}

/// The words that the program itself puts into a plan.
pub struct Words<'a> {
    /// All texts.
    pub texts: &'a Texts,
    /// The language that is written.
    pub language: Language,
}

impl Words<'_> {
    fn with(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.texts.get(self.language, key, values)
    }
}

/// The plan for a period, as a draft.
///
/// # Errors
/// Broken.
pub fn plan(known: &Known, period: Period, words: &Words) -> Result<MaintenancePlan, Refusal> {
    let year = period.from.year().to_string();
    let title = words.with("object-plan-title", &[("object", &known.object.name), ("year", &year)]);
    let bare = json!({ "title": title, "object": known.id, "period": period });
    let bare: MaintenancePlan = serde_json::from_value(bare).map_err(Refusal::broken)?;
    let before = known.before;
    Ok(MaintenancePlan {
        purpose: before.and_then(|plan| plan.purpose.clone()),
        inputs: inputs(known, period),
        calloffs: calloffs(known),
        dependences: dependences(known),
        changes: changes(known, period, words),
        measures: known.measures.iter().map(|(id, _)| *id).collect(),
        security: before.and_then(|plan| plan.security.clone()),
        levels: levels(known),
        consumption: consumption(known),
        budget: before.map(|plan| plan.budget.clone()).unwrap_or_default(),
        family: known.object.family,
        unit: known.object.unit,
        owner: known.object.owner,
        ..bare
    })
}

/// What the plan starts from: what the leadership has said, laws that come into force in time.
fn inputs(known: &Known, period: Period) -> Vec<Input> {
    let directions = known.planned.and_then(|planned| planned.directions.clone());
    let directions =
        directions.map(|text| Input { sort: Term::from("directions"), text: text.0, source: None });
    let in_time = |law: &ComingLaw| law.in_force.is_some_and(|day| within(period, day));
    let laws = known.laws.iter().filter(|(_, law)| in_time(law)).map(|(id, law)| Input {
        sort: Term::from("law"),
        text: law.title.clone(),
        source: Some(id.cast()),
    });
    directions.into_iter().chain(laws).collect()
}

fn within(period: Period, day: Date) -> bool {
    period.to.is_none_or(|to| day <= to) && period.from <= day
}

/// What the systems run on and need, outside the object itself: each component once for each system (R-4 a).
fn calloffs(known: &Known) -> Vec<CallOff> {
    let own: BTreeSet<_> = known.systems.iter().map(|(id, _)| *id).collect();
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for (system, item) in &known.systems {
        let needed = item.runs_on.iter().chain(&item.uses).chain(&item.signs_in_through);
        for component in needed.filter(|component| !own.contains(component)) {
            if seen.insert((*component, *system)) {
                let earlier = known
                    .before
                    .and_then(|plan| plan.calloffs.iter().find(|row| row.component == *component));
                rows.push(CallOff {
                    component: *component,
                    system: Some(*system),
                    quantity: earlier.and_then(|row| row.quantity),
                    note: earlier.and_then(|row| row.note.clone()),
                });
            }
        }
    }
    rows
}

/// The integrations and transfers that the systems are part of (R-4 a).
fn dependences(known: &Known) -> Vec<Dependence> {
    let flows = known.integrations.iter().map(|(id, flow)| (id.cast(), &flow.description));
    let flows =
        flows.chain(known.transfers.iter().map(|(id, flow)| (id.cast(), &flow.description)));
    flows
        .map(|(flow, text)| Dependence {
            flow,
            note: text.as_ref().map(|text| first_line(&text.0)),
        })
        .collect()
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

/// What is coming: approved needs, systems that lose their support or are to be gone (R-4 b, PM3-18).
fn changes(known: &Known, period: Period, words: &Words) -> Vec<Change> {
    let needs = known.needs.iter().map(|(id, need)| Change {
        title: need.title.clone(),
        nature: Nature::Development,
        way: Way::Maintenance,
        regulation: false,
        infrastructure: need.ground,
        others: need.others,
        consequence: need.inquiry.as_ref().map(|text| first_line(&text.0)),
        due: None,
        cost: need.cost,
        need: Some(*id),
    });
    let ends = |item: &ConfigurationItem| {
        let days = [item.support_ends, item.retire_by].into_iter().flatten();
        days.filter(|day| period.to.is_none_or(|to| *day <= to)).min()
    };
    let leaving = known.systems.iter().filter_map(|(_, item)| Some((item, ends(item)?)));
    let leaving = leaving.map(|(item, day)| Change {
        title: words.with("plan-replace", &[("system", &item.name)]),
        nature: Nature::Stability,
        way: Way::Project,
        regulation: false,
        infrastructure: true,
        others: false,
        consequence: item.replacement.as_ref().map(|text| first_line(&text.0)),
        due: Some(day),
        cost: None,
        need: None,
    });
    needs.chain(leaving).collect()
}

/// What is agreed of each service.
fn levels(known: &Known) -> Vec<Level> {
    let level = |(_, service): &(Id<Service>, Service)| Level {
        what: service.name.clone(),
        level: service.level.clone(),
        agreed: service.availability.clone(),
    };
    known.services.iter().map(level).collect()
}

/// What is used of each service that has a price, as much as in the plan before.
fn consumption(known: &Known) -> Vec<Consumed> {
    let priced = known.services.iter().filter(|(_, service)| service.price.is_some());
    priced
        .map(|(id, service)| {
            let earlier = known
                .before
                .and_then(|plan| plan.consumption.iter().find(|row| row.service == *id));
            let quantity = earlier.and_then(|row| row.quantity);
            Consumed { service: *id, quantity, price: service.price }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{id, need, object, plan as earlier};

    fn item(body: serde_json::Value) -> ConfigurationItem {
        serde_json::from_value(body).unwrap()
    }

    fn known<'a>(object: &'a Object, before: Option<&'a MaintenancePlan>) -> Known<'a> {
        let journal = item(json!({
            "name": "Journal", "item_type": "application", "runs_on": [id::<Object>(21)],
            "uses": [id::<Object>(22), id::<Object>(20)], "retire_by": "2025-06-30",
        }));
        let service = json!({ "name": "Journal", "service_type": "service", "price": 4_500, "level": "extended" });
        let law = json!({ "title": "Ny lag", "status": "decided", "in_force": "2025-07-01" });
        Known {
            object,
            id: id(1),
            systems: vec![
                (id(20), journal.clone()),
                (id(23), ConfigurationItem { retire_by: None, ..journal }),
            ],
            integrations: Vec::new(),
            transfers: Vec::new(),
            services: vec![(id(30), serde_json::from_value(service).unwrap())],
            needs: vec![(id(31), need())],
            measures: Vec::new(),
            laws: vec![(id(32), serde_json::from_value(law).unwrap())],
            planned: None,
            before,
        }
    }

    fn filled(before: Option<&MaintenancePlan>) -> MaintenancePlan {
        let texts = Texts::read(vec![crate::TEXTS]).unwrap();
        let words = Words { texts: &texts, language: Language::Swedish };
        let period = Period { from: "2025-01-01".parse().unwrap(), to: "2025-12-31".parse().ok() };
        plan(&known(&object(), before), period, &words).unwrap()
    }

    #[test]
    fn pm3_10_a_new_plan_has_what_the_systems_use_and_nothing_of_their_own() {
        let plan = filled(None);
        let used: Vec<_> = plan.calloffs.iter().map(|row| (row.component, row.system)).collect();
        let both = |system| [(id(21), Some(id(system))), (id(22), Some(id(system)))];
        assert_eq!(used, [both(20), both(23)].concat());
        assert!(plan.title.contains("2025") && plan.family == object().family);
    }

    #[test]
    fn pm3_10_a_new_plan_has_what_is_coming() {
        let plan = filled(None);
        let changes: Vec<_> = plan.changes.iter().map(|c| (c.nature, c.need.is_some())).collect();
        assert_eq!(changes, [(Nature::Development, true), (Nature::Stability, false)]);
        assert!(plan.changes[1].title.contains("Journal"));
        assert_eq!(plan.inputs.len(), 1, "the law comes into force within the period");
    }

    #[test]
    fn pm3_10_quantities_are_those_of_the_plan_before() {
        let mut before = earlier();
        before.calloffs[0].quantity = Some(4);
        before.consumption = vec![Consumed { service: id(30), quantity: Some(120), price: None }];
        let plan = filled(Some(&before));
        assert_eq!(plan.calloffs[0].quantity, Some(4));
        assert_eq!(plan.consumption[0].cost(), stadga_model::Money(120 * 4_500));
        assert_eq!(plan.budget, before.budget);
    }
}
