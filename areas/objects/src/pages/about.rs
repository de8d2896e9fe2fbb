//! An object with what surrounds it: family, steering group, roles, plans, needs, figures.

use stadga_decisions::Decision;
use stadga_model::{Date, Head, Id, Near, Refusal};
use stadga_organisation::{Assignment, Forum, Person, forum::Part};
use stadga_web::{Context, ui::Titles};

use crate::{MaintenancePlan, Need, Object, ObjectFamily, ObjectFigure, mode, roles};

/// The role that answers for an object where the chair does not.
const OWNER: &str = "object-owner";

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
    /// The roles about it, with their heads.
    pub held: Vec<(Head, Assignment)>,
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
    steering: Option<&(Head, Forum)>,
) -> Vec<Id> {
    let mut ids: Vec<Id> = near.up.iter().map(|record| record.head.id).collect();
    ids.extend(held.iter().filter_map(|(_, held)| held.person.map(Id::cast)));
    ids.extend(steering.iter().flat_map(|(_, forum)| chairs(forum)).map(Id::cast));
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
        let titles =
            Titles::of(cx, named(&near, &held, family.as_ref(), steering.as_ref())).await?;
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
            held,
            plans,
            decision,
            titles,
        })
    }

    /// The roles that hold on a day.
    pub fn holding(&self, day: Date) -> Vec<&Assignment> {
        self.held.iter().map(|(_, held)| held).filter(|held| held.period.holds(day)).collect()
    }

    /// Whether the chair of the family's steering group owns its systems (PM3-14).
    pub fn is_owned_by_chair(&self) -> bool {
        self.object.mode.as_ref().is_some_and(mode::is_owned_by_chair)
    }

    /// Who answers for it, its classification, risks and requirements (PM3-14, PM3-30).
    pub fn answers(&self, day: Date) -> Vec<Id<Person>> {
        if self.is_owned_by_chair() {
            return self.steering.as_ref().map(|(_, forum)| chairs(forum)).unwrap_or_default();
        }
        roles::holders(OWNER, self.holding(day), day)
    }
}

/// Who leads a forum.
pub(crate) fn chairs(forum: &Forum) -> Vec<Id<Person>> {
    let chairs = forum.members.iter().filter(|member| member.part == Part::Chair);
    chairs.filter_map(|member| member.person).collect()
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
