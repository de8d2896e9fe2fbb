//! What many pages are made of: the portfolio with its families and objects, the systems in it, plans of objects.

use stadga_model::{Date, Head, Id, Refusal};
use stadga_organisation::Assignment;
use stadga_store::{Compare, Filter, ListQuery};
use stadga_systems::ConfigurationItem;
use stadga_web::Context;
use std::collections::{BTreeMap, HashSet};

use super::ALL;
use crate::{
    MaintenancePlan, Object, ObjectFamily, Portfolio,
    foa::{Placement, System, scope},
    object::State,
    plan,
    portfolio::Infrastructure,
    roles,
};

/// The portfolio, as far as the reader may read it.
pub(crate) struct Architecture {
    /// Portfolios.
    pub portfolios: Vec<(Head, Portfolio)>,
    /// Families by name.
    pub families: Vec<(Head, ObjectFamily)>,
    /// Objects by name, but for those that have ended.
    pub objects: Vec<(Head, Object)>,
}

impl Architecture {
    /// All of it.
    pub async fn of(cx: &Context) -> Result<Self, Refusal> {
        let portfolios = cx.every::<Portfolio>().await?;
        let mut families = cx.every::<ObjectFamily>().await?;
        let mut objects = cx.every::<Object>().await?;
        families.sort_by_key(|(_, family)| (family.infrastructure, family.name.to_lowercase()));
        objects.retain(|(_, object)| object.state != State::Ended);
        objects.sort_by_key(|(_, object)| object.name.to_lowercase());
        Ok(Self { portfolios, families, objects })
    }

    /// Where infrastructure has its place (PM3-05).
    pub fn infrastructure(&self) -> Infrastructure {
        self.portfolios.first().map(|(_, portfolio)| portfolio.infrastructure).unwrap_or_default()
    }

    /// Where systems are.
    pub fn placement(&self) -> Placement {
        Placement::of(self.objects.iter().map(|(head, object)| (head.id.cast(), object)))
    }

    /// The objects of a family.
    pub fn of_family(&self, family: Id) -> impl Iterator<Item = &(Head, Object)> {
        self.objects.iter().filter(move |(_, object)| object.family.map(Id::cast) == Some(family))
    }

    /// The objects of no family that the reader may read: outside the portfolio.
    pub fn homeless(&self) -> impl Iterator<Item = &(Head, Object)> {
        let known: HashSet<Id> = self.families.iter().map(|(head, _)| head.id).collect();
        let fits = move |object: &Object| !object.family.is_some_and(|f| known.contains(&f.cast()));
        self.objects.iter().filter(move |(_, object)| fits(object))
    }

    /// An object.
    pub fn object(&self, id: Id) -> Option<&(Head, Object)> {
        self.objects.iter().find(|(head, _)| head.id == id)
    }

    /// A family.
    pub fn family(&self, id: Id) -> Option<&(Head, ObjectFamily)> {
        self.families.iter().find(|(head, _)| head.id == id)
    }
}

/// The question for what has a place in the FOA: used, of these types.
fn in_scope(infrastructure: Infrastructure) -> ListQuery {
    let is = |field: &str, values: Vec<String>| Filter {
        field: field.into(),
        compare: Compare::Is(values),
    };
    let used = ["in-use", "phasing-out"].map(str::to_owned).to_vec();
    let filters = vec![is("state", used), is("item_type", scope().types(infrastructure))];
    ListQuery { filters, size: ALL, ..ListQuery::default() }
}

/// The systems that have a place in the FOA: which they are, not what is in them, for there are thousands.
pub(crate) async fn systems(
    cx: &Context,
    infrastructure: Infrastructure,
) -> Result<HashSet<System>, Refusal> {
    let heads = cx.door.heads("configuration-item", &in_scope(infrastructure)).await?;
    Ok(heads.into_iter().map(|head| head.id.cast()).collect())
}

/// The same with what is in them, by name.
pub(crate) async fn items(
    cx: &Context,
    infrastructure: Infrastructure,
) -> Result<Vec<(Head, ConfigurationItem)>, Refusal> {
    let mut items = cx.door.all::<ConfigurationItem>(in_scope(infrastructure)).await?;
    items.sort_by_key(|(_, item)| item.name.to_lowercase());
    Ok(items)
}

/// The roles that are about objects, by object: those that count on the day (ORG-13).
pub(crate) async fn roles(cx: &Context) -> Result<BTreeMap<Id, Vec<Assignment>>, Refusal> {
    let about = Filter { field: "about".into(), compare: Compare::Given };
    let query = ListQuery { filters: vec![about], size: ALL, ..ListQuery::default() };
    let mut held: BTreeMap<Id, Vec<(Id, Assignment)>> = BTreeMap::new();
    for (head, assignment) in cx.door.all::<Assignment>(query).await? {
        if let Some(about) = assignment.about {
            held.entry(about).or_default().push((head.id, assignment));
        }
    }
    let counting = |held: Vec<(Id, Assignment)>| -> Vec<Assignment> {
        let held = held.iter().map(|(id, held)| (*id, held));
        roles::counting(held, cx.today()).into_iter().cloned().collect()
    };
    Ok(held.into_iter().map(|(about, held)| (about, counting(held))).collect())
}

/// All plans, by object.
pub(crate) async fn plans_of(
    cx: &Context,
) -> Result<BTreeMap<Id, Vec<(Head, MaintenancePlan)>>, Refusal> {
    let mut plans: BTreeMap<Id, Vec<(Head, MaintenancePlan)>> = BTreeMap::new();
    for (head, plan) in cx.every::<MaintenancePlan>().await? {
        plans.entry(plan.object.cast()).or_default().push((head, plan));
    }
    Ok(plans)
}

/// The plan that counts on a day: a decided one that holds; else the one that is furthest on its way; else none.
pub(crate) fn current(
    plans: &[(Head, MaintenancePlan)],
    day: Date,
) -> Option<&(Head, MaintenancePlan)> {
    let holds = plans.iter().find(|(_, plan)| plan.is_decided() && plan.period.holds(day));
    let open = plans.iter().filter(|(_, plan)| plan.is_open());
    holds.or_else(|| open.max_by_key(|(_, plan)| plan.state == plan::State::Submitted))
}
