//! All information with its classes and standing, as the reader may read it and as it was known at the instant looked from.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use stadga_model::{Date, Head, Id, Record, Refusal};
use stadga_organisation::{Assignment, Person, Unit};
use stadga_store::{Door, ListQuery};
use stadga_web::Context;

use crate::{
    Classification, ClassificationRound, InformationObject,
    class::{Class, Levels},
    days::days,
    inherit::inherit,
    limits::Limits,
    standing::{self, Standing},
    suggest::Known,
    superior::Line,
};

/// More records of one kind than any organisation has.
const ALL: u32 = 100_000;

/// All records of a kind that the reader may read.
pub(crate) async fn all<R: Record>(door: &Door) -> Result<Vec<(Head, R)>, Refusal> {
    door.all(ListQuery { size: ALL, ..ListQuery::default() }).await
}

/// Information as it stands.
pub(crate) struct Entry {
    /// What is known of it besides its body.
    pub head: Head,
    /// The information.
    pub info: InformationObject,
    /// The newest classification that its owner has established.
    pub current: Option<(Head, Classification)>,
    /// A proposal that waits for the owner.
    pub waiting: Option<(Head, Classification)>,
    /// How it stands.
    pub standing: Standing,
    /// Its class, with that of what is gathered in it.
    pub class: Class,
}

impl Entry {
    /// Its id.
    pub fn id(&self) -> Id<InformationObject> {
        self.head.id.cast()
    }
}

/// All information.
pub(crate) struct Register {
    /// The information that is used or kept elsewhere, by name.
    pub entries: Vec<Entry>,
    /// The organisation's levels.
    pub levels: Levels,
    /// The organisation's numbers.
    pub limits: Limits,
}

impl Register {
    /// The register as the reader sees it.
    ///
    /// # Errors
    /// Broken.
    pub async fn of(cx: &Context) -> Result<Self, Refusal> {
        Self::through(&cx.door, cx.today()).await
    }

    /// The register as it is seen through a door, standing as on `day`.
    ///
    /// # Errors
    /// Broken.
    pub async fn through(door: &Door, day: Date) -> Result<Self, Refusal> {
        let scales = door.store().scales();
        let (levels, limits) = (Levels::of(scales), Limits::of(scales));
        let mut of = BTreeMap::<Id<InformationObject>, Vec<(Head, Classification)>>::new();
        for (head, one) in all::<Classification>(door).await? {
            of.entry(one.information).or_default().push((head, one));
        }
        let mut entries: Vec<Entry> = all::<InformationObject>(door)
            .await?
            .into_iter()
            .filter(|(_, info)| info.state != crate::information_object::State::Ended)
            .map(|(head, info)| {
                let own = of.remove(&head.id.cast()).unwrap_or_default();
                let standing = standing::of(&info, own.iter().map(|(_, one)| one), scales, day);
                let (current, waiting) = (established(&own), waiting(own));
                let class = current.as_ref().map(|(_, one)| one.class(&levels));
                let class = class.filter(|_| standing != Standing::Referred).unwrap_or_default();
                Entry { head, info, current, waiting, standing, class }
            })
            .collect();
        gather(&mut entries);
        entries.sort_by_key(|entry| entry.info.name.to_lowercase());
        Ok(Self { entries, levels, limits })
    }

    /// One piece of information.
    pub fn get(&self, id: Id<InformationObject>) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id() == id)
    }

    /// The information that is counted: used, and not kept elsewhere.
    pub fn counted(&self) -> impl Iterator<Item = &Entry> + Clone {
        self.entries.iter().filter(|entry| entry.info.is_active())
    }

    /// Whether an owner is so late on a day that the superior hears of it (CLS-06, T3).
    pub fn is_escalated(&self, due: Option<Date>, day: Date) -> bool {
        let grace = self.limits.escalate.days();
        due.is_some_and(|due| due.saturating_add(grace) < day)
    }

    /// What is known of like information, for suggestions; nothing of what is kept elsewhere.
    pub fn known(&self) -> Vec<Known<'_>> {
        self.counted()
            .map(|entry| Known { id: entry.id(), info: &entry.info, class: entry.class })
            .collect()
    }
}

/// The newest that is established.
fn established(all: &[(Head, Classification)]) -> Option<(Head, Classification)> {
    let newest = all.iter().filter(|(_, one)| one.is_established());
    newest.max_by_key(|(_, one)| standing::recency(one)).cloned()
}

fn waiting(all: Vec<(Head, Classification)>) -> Option<(Head, Classification)> {
    all.into_iter()
        .filter(|(_, one)| one.is_waiting())
        .max_by_key(|(_, one)| standing::recency(one))
}

/// What gathers other information is never lower than it.
fn gather(entries: &mut [Entry]) {
    let own = entries.iter().map(|entry| (entry.id(), entry.class)).collect();
    let carried: Vec<_> = entries
        .iter()
        .flat_map(|entry| entry.info.gathers.iter().map(|part| (*part, entry.id())))
        .collect();
    let classes = inherit(&own, &carried, &BTreeMap::new());
    for entry in entries.iter_mut().filter(|entry| entry.info.is_active()) {
        entry.class = classes.get(&entry.id()).copied().unwrap_or_default();
    }
}

/// The organisation's line: who leads what, and the rounds that ask for classification.
pub(crate) struct Lines {
    units: BTreeMap<Id<Unit>, Unit>,
    held: Vec<Assignment>,
    rounds: Vec<ClassificationRound>,
    day: Date,
}

impl Lines {
    /// As the reader sees it.
    ///
    /// # Errors
    /// Broken.
    pub async fn of(cx: &Context) -> Result<Self, Refusal> {
        let units = cx.every::<Unit>().await?.into_iter();
        Ok(Self {
            units: units.map(|(head, unit)| (head.id.cast(), unit)).collect(),
            held: cx.every::<Assignment>().await?.into_iter().map(|(_, one)| one).collect(),
            rounds: cx
                .every::<ClassificationRound>()
                .await?
                .into_iter()
                .map(|(_, one)| one)
                .collect(),
            day: cx.today(),
        })
    }

    /// Who leads whom.
    pub fn line(&self) -> Line<'_> {
        Line { units: &self.units, held: &self.held, roles: &days().directors, day: self.day }
    }

    /// By when the owner must act; nothing where nothing is asked or no day is set.
    pub fn due(&self, entry: &Entry) -> Option<Date> {
        let ended = entry.current.as_ref().and_then(|(_, one)| one.valid_to);
        match entry.standing {
            Standing::Unclassified => {
                let round = entry.info.unit.and_then(|unit| self.asked(unit));
                [entry.info.classify_by, round].into_iter().flatten().min()
            }
            Standing::Outdated => ended.or(entry.info.classify_by),
            _ => None,
        }
    }

    /// The nearest day of a round that asks a unit.
    fn asked(&self, unit: Id<Unit>) -> Option<Date> {
        let above = self.line().above(unit);
        self.rounds.iter().filter(|round| round.asks(&above)).filter_map(|round| round.due).min()
    }

    /// By when the owner of a system that stands like this must act: as a round asks of its unit (T3).
    pub fn due_of(&self, standing: Standing, unit: Option<Id<Unit>>) -> Option<Date> {
        unit.filter(|_| standing.asks()).and_then(|unit| self.asked(unit))
    }

    /// Who hears that an owner is late.
    pub fn superior(&self, entry: &Entry) -> Option<Id<Person>> {
        self.superior_of(entry.info.owner, entry.info.unit)
    }

    /// The same of whoever owns something in a unit.
    pub fn superior_of(
        &self,
        owner: Option<Id<Person>>,
        unit: Option<Id<Unit>>,
    ) -> Option<Id<Person>> {
        self.line().superior(owner?, unit?)
    }
}
