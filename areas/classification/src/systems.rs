//! Systems with the classes that they inherit, their deviations and how they stand (CLS-02, T3).

use std::collections::BTreeMap;

use stadga_model::{Head, Id, Refusal};
use stadga_objects::{Object, ObjectFamily, object};
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

/// Systems and the objects that they belong to.
pub(crate) struct Systems {
    /// All items, by name.
    pub items: Vec<(Head, ConfigurationItem)>,
    /// The maintenance objects.
    pub objects: Vec<(Head, Object)>,
    /// Their families.
    pub families: Vec<(Head, ObjectFamily)>,
    protections: BTreeMap<Id<ConfigurationItem>, (Head, SystemProtection)>,
    classes: BTreeMap<Id<ConfigurationItem>, Class>,
    /// What rests on what.
    carried: Vec<(Id<ConfigurationItem>, Id<ConfigurationItem>)>,
}

impl Systems {
    /// As the reader sees them.
    ///
    /// # Errors
    /// Broken.
    pub async fn of(cx: &Context, register: &Register) -> Result<Self, Refusal> {
        let mut items = cx.every::<ConfigurationItem>().await?;
        items.sort_by_key(|(_, item)| item.name.to_lowercase());
        let protections = cx.every::<SystemProtection>().await?.into_iter();
        // The oldest is the one that is kept up, should there be two.
        let mut protections: Vec<_> = protections.collect();
        protections.sort_by_key(|(head, _)| std::cmp::Reverse(head.id));
        let protections: BTreeMap<_, _> =
            protections.into_iter().map(|(head, one)| (one.system, (head, one))).collect();
        let carried = carried(&items);
        let own = own(register);
        let day = cx.today();
        let set = protections.iter().map(|(id, (_, one))| (*id, one.set(&register.levels, day)));
        let classes = inherit(&own, &carried, &set.collect());
        let objects = cx.every::<Object>().await?.into_iter();
        let objects = objects.filter(|(_, one)| one.state != object::State::Ended).collect();
        let families = cx.every::<ObjectFamily>().await?;
        Ok(Self { items, objects, families, protections, classes, carried })
    }

    /// One item.
    pub fn item(&self, id: Id<ConfigurationItem>) -> Option<&(Head, ConfigurationItem)> {
        self.items.iter().find(|(head, _)| head.id == id.cast())
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

    /// The systems that must have information told: used, and of a type that holds any (T3).
    pub fn counted(&self) -> impl Iterator<Item = &(Head, ConfigurationItem)> {
        self.items.iter().filter(|(_, item)| {
            item.state.is_used() && days().classified.contains(&item.item_type.0)
        })
    }

    /// How a system stands: as the worst of its information.
    pub fn standing(register: &Register, id: Id<ConfigurationItem>) -> Standing {
        worst(held(register, id).map(|entry| entry.standing))
    }

    /// The information of a maintenance object: its own and that of its systems.
    pub fn of_object<'a>(
        register: &'a Register,
        (head, object): &'a (Head, Object),
    ) -> impl Iterator<Item = &'a Entry> + Clone {
        let id: Id<Object> = head.id.cast();
        register.counted().filter(move |entry| {
            let in_system = entry.info.systems.iter().any(|one| object.systems.contains(one));
            in_system || entry.info.objects.contains(&id)
        })
    }
}

/// The information that occurs in a system; what is kept elsewhere is told in none.
pub(crate) fn held(
    register: &Register,
    id: Id<ConfigurationItem>,
) -> impl Iterator<Item = &Entry> + Clone {
    register.counted().filter(move |entry| entry.info.systems.contains(&id))
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
        for system in &entry.info.systems {
            let slot = own.entry(*system).or_default();
            *slot = slot.join(entry.class);
        }
    }
    own
}

fn carried(
    items: &[(Head, ConfigurationItem)],
) -> Vec<(Id<ConfigurationItem>, Id<ConfigurationItem>)> {
    let along = |item: &ConfigurationItem| {
        let fields = days().carriers.iter();
        fields.flat_map(|field| relation(item, field).to_vec()).collect::<Vec<_>>()
    };
    let used = items.iter().filter(|(_, item)| item.state.is_used());
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
