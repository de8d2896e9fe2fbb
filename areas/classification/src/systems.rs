//! Systems with the classes that they inherit, their deviations and how they stand (CLS-02, T3).

use std::collections::BTreeMap;

use stadga_model::{Head, Id, Record as _, Refusal};
use stadga_objects::{Object, ObjectFamily, object};
use stadga_store::{Compare, Filter, ListQuery, Paths};
use stadga_systems::ConfigurationItem;
use stadga_web::Context;

use crate::{
    InformationObject, SystemProtection,
    class::Class,
    days::days,
    inherit::{inherit, together},
    register::{Entry, Register},
    standing::{Standing, worst},
};

/// So many items are walked to from one.
const MOST: usize = 5_000;

/// Maintenance objects with their families.
pub(crate) struct Objects {
    /// The objects that have not ended.
    pub objects: Vec<(Head, Object)>,
    /// Their families.
    pub families: Vec<(Head, ObjectFamily)>,
}

impl Objects {
    /// As the reader sees them.
    ///
    /// # Errors
    /// Broken.
    pub async fn of(cx: &Context) -> Result<Self, Refusal> {
        let objects = cx.every::<Object>().await?.into_iter();
        let objects = objects.filter(|(_, one)| one.state != object::State::Ended).collect();
        Ok(Self { objects, families: cx.every::<ObjectFamily>().await? })
    }

    /// The information of a maintenance object: its own and that of its systems.
    pub fn held<'a>(
        register: &'a Register,
        (head, object): &'a (Head, Object),
    ) -> impl Iterator<Item = &'a Entry> + Clone {
        let id: Id<Object> = head.id.cast();
        register.counted().filter(move |entry| {
            let in_system = entry.info.in_systems.iter().any(|one| object.systems.contains(one));
            in_system || entry.info.in_objects.contains(&id)
        })
    }
}

/// The systems that must have information told, by name: used, and of a type that holds any (T3).
///
/// # Errors
/// Broken.
pub(crate) async fn counted(
    cx: &Context,
    owner: Option<Id>,
) -> Result<Vec<(Head, ConfigurationItem)>, Refusal> {
    let is = |field: &str, values: Vec<String>| Filter {
        field: field.into(),
        compare: Compare::Is(values),
    };
    let mut filters = vec![is("item_type", days().classified.clone())];
    filters.extend(owner.map(|owner| Filter::linking("owner", owner)));
    let mut items: Vec<(Head, ConfigurationItem)> =
        cx.door.all(ListQuery { filters, size: 100_000, ..ListQuery::default() }).await?;
    items.retain(|(_, item)| item.state.is_used());
    items.sort_by_key(|(_, item)| item.name.to_lowercase());
    Ok(items)
}

/// Whether a system is one of those.
pub(crate) fn is_counted(item: &ConfigurationItem) -> bool {
    item.state.is_used() && days().classified.contains(&item.item_type.0)
}

/// How a system stands: as the worst of its information.
pub(crate) fn standing(register: &Register, id: Id<ConfigurationItem>) -> Standing {
    worst(held(register, id).map(|entry| entry.standing))
}

/// Systems with the classes that they inherit.
pub(crate) struct Systems {
    items: BTreeMap<Id<ConfigurationItem>, (Head, ConfigurationItem)>,
    protections: BTreeMap<Id<ConfigurationItem>, (Head, SystemProtection)>,
    classes: BTreeMap<Id<ConfigurationItem>, Class>,
    /// What rests on what.
    carried: Vec<(Id<ConfigurationItem>, Id<ConfigurationItem>)>,
}

impl Systems {
    /// All systems as the reader sees them.
    ///
    /// # Errors
    /// Broken.
    pub async fn all(cx: &Context, register: &Register) -> Result<Self, Refusal> {
        let items = cx.every::<ConfigurationItem>().await?.into_iter();
        Self::with(cx, register, items.map(|one| (one.0.id.cast(), one)).collect()).await
    }

    /// These systems and all that rests on them: what their classes follow from, however many other systems there are.
    ///
    /// # Errors
    /// Not found, also when the reader may not know of one. Broken.
    pub async fn around(
        cx: &Context,
        register: &Register,
        ids: &[Id<ConfigurationItem>],
    ) -> Result<Self, Refusal> {
        let fields: Vec<&str> = days().carriers.iter().map(String::as_str).collect();
        let kinds = [ConfigurationItem::KIND];
        let paths = Paths { to_source: &fields, to_target: &[], kinds: &kinds, most: MOST };
        let mut items = BTreeMap::new();
        for id in ids {
            for record in cx.door.reach(id.cast(), paths).await?.records {
                items.insert(record.head.id.cast(), (record.head.clone(), record.typed()?));
            }
        }
        Self::with(cx, register, items).await
    }

    async fn with(
        cx: &Context,
        register: &Register,
        items: BTreeMap<Id<ConfigurationItem>, (Head, ConfigurationItem)>,
    ) -> Result<Self, Refusal> {
        // The oldest is the one that is kept up, should there be two.
        let mut protections = cx.every::<SystemProtection>().await?;
        protections.sort_by_key(|(head, _)| std::cmp::Reverse(head.id));
        let protections: BTreeMap<_, _> =
            protections.into_iter().map(|(head, one)| (one.system, (head, one))).collect();
        let carried = carried(items.values());
        let day = cx.today();
        let set = protections.iter().map(|(id, (_, one))| (*id, one.set(&register.levels, day)));
        let classes = inherit(&own(register), &carried, &set.collect());
        Ok(Self { items, protections, classes, carried })
    }

    /// One item.
    pub fn item(&self, id: Id<ConfigurationItem>) -> Option<&(Head, ConfigurationItem)> {
        self.items.get(&id)
    }

    /// All items.
    pub fn items(&self) -> impl Iterator<Item = &(Head, ConfigurationItem)> {
        self.items.values()
    }

    /// A system's protection, where somebody keeps it.
    pub fn protection(&self, id: Id<ConfigurationItem>) -> Option<&(Head, SystemProtection)> {
        self.protections.get(&id)
    }

    /// A system's class, deviations counted in.
    pub fn class(&self, id: Id<ConfigurationItem>) -> Class {
        self.classes.get(&id).copied().unwrap_or_default()
    }

    /// What a system inherits: of its information and of what rests on it.
    pub fn inherited(&self, register: &Register, id: Id<ConfigurationItem>) -> Class {
        let own = held(register, id).fold(Class::default(), |class, entry| class.join(entry.class));
        self.resting(id).fold(own, |class, (head, _)| class.join(self.class(head.id.cast())))
    }

    /// What rests on a system.
    pub fn resting(
        &self,
        id: Id<ConfigurationItem>,
    ) -> impl Iterator<Item = &(Head, ConfigurationItem)> {
        let below = self.carried.iter().filter(move |(_, on)| *on == id);
        below.filter_map(|(what, _)| self.item(*what))
    }
}

/// The information that occurs in a system; what is kept elsewhere is told in none.
pub(crate) fn held(
    register: &Register,
    id: Id<ConfigurationItem>,
) -> impl Iterator<Item = &Entry> + Clone {
    register.counted().filter(move |entry| entry.info.in_systems.contains(&id))
}

/// What so much information together would weigh, aspect by aspect: proposed, never set (CLS-02: aggregation).
pub(crate) fn amount(register: &Register, id: Id<ConfigurationItem>) -> Class {
    let limits = register.limits;
    crate::class::Aspect::ALL.into_iter().fold(Class::default(), |class, aspect| {
        let ranks: Vec<u8> =
            held(register, id).filter_map(|entry| entry.class.get(aspect)).collect();
        class.with(aspect, together(&ranks, limits.together, limits.protective))
    })
}

fn own(register: &Register) -> BTreeMap<Id<ConfigurationItem>, Class> {
    let mut own = BTreeMap::<_, Class>::new();
    for entry in register.counted() {
        for system in &entry.info.in_systems {
            let slot = own.entry(*system).or_default();
            *slot = slot.join(entry.class);
        }
    }
    own
}

fn carried<'a>(
    items: impl Iterator<Item = &'a (Head, ConfigurationItem)>,
) -> Vec<(Id<ConfigurationItem>, Id<ConfigurationItem>)> {
    let along = |item: &ConfigurationItem| {
        let fields = days().carriers.iter();
        fields.flat_map(|field| relation(item, field).to_vec()).collect::<Vec<_>>()
    };
    let used = items.filter(|(_, item)| item.state.is_used());
    used.flat_map(|(head, item)| along(item).into_iter().map(|on| (head.id.cast(), on))).collect()
}

fn relation<'a>(item: &'a ConfigurationItem, field: &str) -> &'a [Id<ConfigurationItem>] {
    match field {
        "runs_on" => &item.runs_on,
        "consists_of" => &item.consists_of,
        "uses" => &item.uses,
        "signs_in_through" => &item.signs_in_through,
        _ => &[],
    }
}

/// All information by who owns it; what nobody owns first.
pub(crate) fn by_owner(
    register: &Register,
) -> BTreeMap<Option<Id<stadga_organisation::Person>>, Vec<&Entry>> {
    let mut owners = BTreeMap::<_, Vec<&Entry>>::new();
    for entry in register.counted() {
        owners.entry(entry.info.owner).or_default().push(entry);
    }
    owners
}

/// The id of information, for links.
pub(crate) fn link(entry: &Entry) -> maud::Markup {
    stadga_web::ui::link(
        <InformationObject as stadga_model::Record>::KIND,
        entry.head.id,
        &entry.info.name,
    )
}
