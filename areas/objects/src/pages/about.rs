//! An object with what surrounds it: family, steering group, roles, plans, needs, figures.

use stadga_decisions::Decision;
use stadga_model::{Date, Head, Id, Near, Refusal};
use stadga_organisation::{Assignment, Forum, Person, chairs};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{Context, ui::Titles};

use crate::{MaintenancePlan, Need, Object, ObjectFamily, ObjectFigure, roles};

/// An object with what surrounds it, as far as the reader may read it.
pub(crate) struct About {
    /// What is known of it besides what it says.
    pub head: Head,
    /// The object.
    pub object: Object,
    /// Its family.
    pub family: Option<(Head, ObjectFamily)>,
    /// The family's steering group.
    pub steering: Option<(Head, Forum)>,
    /// Who leads the steering group.
    pub chairs: Vec<Id<Person>>,
    /// The roles about it, with their heads.
    pub held: Vec<(Head, Assignment)>,
    /// Those who own single systems of it, although the chair owns them all (PM3-14).
    pub owners: Vec<(Head, Assignment)>,
    /// Its plans, the newest period and version first.
    pub plans: Vec<(Head, MaintenancePlan)>,
    /// Its needs, the newest first.
    pub needs: Vec<(Head, Need)>,
    /// Its figures, the newest first.
    pub figures: Vec<(Head, ObjectFigure)>,
    /// The decision on its mode.
    pub decision: Option<Decision>,
    /// What all that it links to is called.
    pub titles: Titles,
}

/// Somebody in a role in an object.
pub(crate) struct Seat<'a> {
    /// The assignment.
    pub id: Id,
    /// What it says.
    pub held: &'a Assignment,
    /// Who.
    pub person: Id<Person>,
    /// Whether the role counts: not that of a deputy who stands by (ORG-13).
    pub counts: bool,
}

impl Seat<'_> {
    /// What must be said of who sits there: the text's key.
    pub fn word(&self) -> Option<&'static str> {
        match (self.held.deputy_for, self.counts) {
            (Some(_), true) => Some("sides-deputy-serves"),
            (Some(_), false) => Some("sides-deputy"),
            (None, _) => self.held.acting.then_some("sides-acting"),
        }
    }
}

/// Those of a kind that link to a record.
fn pointing<R: stadga_model::Record>(near: &Near) -> Vec<(Head, R)> {
    let mut found: Vec<_> =
        near.pointing::<R>().map(|(revision, record)| (revision.head.clone(), record)).collect();
    found.sort_by_key(|(head, _)| std::cmp::Reverse(head.id));
    found.dedup_by_key(|(head, _)| head.id);
    found
}

/// Everybody and everything that the object's pages name.
fn named(
    near: &Near,
    held: &[(Head, Assignment)],
    family: Option<&(Head, ObjectFamily)>,
    chairs: &[Id<Person>],
) -> Vec<Id> {
    let mut ids: Vec<Id> = near.up.iter().map(|record| record.head.id).collect();
    ids.extend(held.iter().filter_map(|(_, held)| held.person.map(Id::cast)));
    ids.extend(chairs.iter().map(|chair| chair.cast()));
    ids.extend(family.iter().flat_map(|(_, family)| &family.groups).map(|group| group.cast()));
    ids
}

impl About {
    /// The object with this id.
    pub async fn of(cx: &Context, id: Id<Object>) -> Result<Self, Refusal> {
        let (head, object) = cx.door.read_as(id).await?;
        let near = cx.door.near(head.id).await?;
        let family = match object.family {
            Some(family) => readable(cx, family).await?,
            None => None,
        };
        let steering = match family.as_ref().and_then(|(_, family)| family.steering) {
            Some(steering) => readable(cx, steering).await?,
            None => None,
        };
        let held = pointing::<Assignment>(&near);
        let owners = owners(cx, &object).await?;
        let chairs = match &steering {
            Some((_, forum)) => chairs(&cx.door, forum, cx.today()).await?,
            None => Vec::new(),
        };
        let known: Vec<_> = held.iter().chain(&owners).cloned().collect();
        let mut named = named(&near, &known, family.as_ref(), &chairs);
        named.extend(owners.iter().filter_map(|(_, owner)| owner.about));
        let titles = Titles::of(cx, named).await?;
        let mut plans = pointing::<MaintenancePlan>(&near);
        plans.sort_by_key(|(_, plan)| std::cmp::Reverse((plan.period.from, plan.edition)));
        let decision = object.mode_decision.and_then(|decision| near.linked(decision));
        Ok(Self {
            needs: pointing(&near),
            figures: pointing(&near),
            head,
            object,
            family,
            steering,
            chairs,
            held,
            owners,
            plans,
            decision,
            titles,
        })
    }

    /// The roles that count on a day; a deputy's only while it stands in (ORG-13).
    pub fn counting(&self, day: Date) -> Vec<&Assignment> {
        roles::counting(self.held.iter().map(|(head, held)| (head.id, held)), day)
    }

    /// Who sits in a role on a day, deputies last.
    pub fn seats(&self, role: &str, day: Date) -> Vec<Seat<'_>> {
        let counting = self.counting(day);
        let own =
            self.held.iter().filter(|(_, held)| held.role.0 == role && held.period.holds(day));
        let mut seats: Vec<Seat> = own
            .filter_map(|(head, held)| {
                let counts = counting.iter().any(|other| std::ptr::eq(*other, held));
                Some(Seat { id: head.id, held, person: held.person?, counts })
            })
            .collect();
        seats.sort_by_key(|seat| (!seat.counts, seat.held.deputy_for.is_some()));
        seats
    }

    /// Whether the chair of the family's steering group owns its systems (PM3-14).
    pub fn is_owned_by_chair(&self) -> bool {
        self.object.is_owned_by_chair()
    }

    /// Who answers for it, its classification, risks and requirements (PM3-14, PM3-30).
    pub fn answers(&self, day: Date) -> Vec<Id<Person>> {
        if self.is_owned_by_chair() {
            return self.chairs.clone();
        }
        roles::answer(&self.counting(day))
    }
}

/// Who owns a single system of an object whose systems are all the chair's (PM3-14). A rule sees one link away and not the
/// roles about an object's systems, so that the pages tell.
async fn owners(cx: &Context, object: &Object) -> Result<Vec<(Head, Assignment)>, Refusal> {
    if object.systems.is_empty() || !object.is_owned_by_chair() {
        return Ok(Vec::new());
    }
    let is = |field: &str, values: Vec<String>| Filter {
        field: field.into(),
        compare: Compare::Is(values),
    };
    let systems = object.systems.iter().map(ToString::to_string).collect();
    let filters = vec![is("role", vec![roles::system_owner().into()]), is("about", systems)];
    let mut owners: Vec<(Head, Assignment)> =
        cx.door.all(ListQuery { filters, size: 1_000, ..ListQuery::default() }).await?;
    owners.retain(|(_, owner)| owner.person.is_some() && owner.period.holds(cx.today()));
    Ok(owners)
}

/// A record, or nothing where the reader may not read it.
pub(crate) async fn readable<R: stadga_model::Record>(
    cx: &Context,
    id: Id<R>,
) -> Result<Option<(Head, R)>, Refusal> {
    match cx.door.read_as(id).await {
        Ok(found) => Ok(Some(found)),
        Err(Refusal::NotFound | Refusal::Denied) => Ok(None),
        Err(other) => Err(other),
    }
}
