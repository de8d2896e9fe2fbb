//! The action plan: goals, what is done for each, by whom, by when and how it stands (ISM-01).

use stadga_documents::Goal;
use stadga_measures::{Measure, measure};
use stadga_model::{Date, Head, Id, Record, Refusal};
use stadga_organisation::Unit;
use stadga_store::{Filter, ListQuery};
use stadga_strategy::{Activity, activity};
use stadga_web::{Context, chapter::Scope};

use crate::chapters::{ALL, is, measures::told};

/// Something that is done for a goal: a measure or an activity.
#[derive(Clone, Debug)]
pub(crate) struct Action {
    /// The record.
    pub id: Id,
    /// Its kind.
    pub kind: &'static str,
    /// What it is called; its number, where that is withheld.
    pub title: String,
    /// Who sees to it.
    pub owner: Option<Id>,
    /// By when.
    pub due: Option<Date>,
    /// The key of its state's words.
    pub state: String,
    /// How it stands.
    pub standing: Standing,
}

/// How an action stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Done.
    Done,
    /// Still to be done, past its day.
    Late,
    /// Still to be done, without a day or an owner.
    Vague,
    /// On its way.
    OnWay,
    /// Waits, or will not be done.
    Off,
}

/// How something stands that is `open` or `done`, or neither.
fn standing(
    (open, done): (bool, bool),
    (owner, due): (Option<Id>, Option<Date>),
    today: Date,
) -> Standing {
    match (open, done) {
        (_, true) => Standing::Done,
        (true, false) if due.is_some_and(|due| due < today) => Standing::Late,
        (true, false) if owner.is_none() || due.is_none() => Standing::Vague,
        (true, false) => Standing::OnWay,
        (false, false) => Standing::Off,
    }
}

impl Action {
    /// Where it leads.
    pub fn href(&self) -> String {
        format!("/{}/{}", self.kind, self.id)
    }

    fn of_measure(head: &Head, one: &Measure, today: Date) -> Self {
        use measure::State;
        let open = matches!(one.state, State::Proposed | State::Decided | State::InProgress);
        let done = matches!(one.state, State::Done | State::Closed);
        let owner = one.owner.map(Id::cast);
        Self {
            id: head.id,
            kind: Measure::KIND,
            title: told(head, &one.title),
            owner,
            due: one.due,
            state: format!("measure-state-is-{}", head.state.as_deref().unwrap_or_default()),
            standing: standing((open, done), (owner, one.due), today),
        }
    }

    fn of_activity(head: &Head, one: &Activity, today: Date) -> Self {
        let done = one.state == activity::State::Done;
        let owner = one.owner.map(Id::cast);
        Self {
            id: head.id,
            kind: Activity::KIND,
            title: told(head, &one.title),
            owner,
            due: one.due,
            state: format!("activity-state-is-{}", head.state.as_deref().unwrap_or_default()),
            standing: standing((one.is_open(), done), (owner, one.due), today),
        }
    }
}

/// A goal with what is done for it.
pub(crate) struct Aim {
    /// The goal's id.
    pub id: Id<Goal>,
    /// The goal.
    pub goal: Goal,
    /// What is done, the soonest due first.
    pub actions: Vec<Action>,
}

/// The whole plan.
pub(crate) struct ActionPlan {
    /// The goals that hold.
    pub aims: Vec<Aim>,
    /// What is on the list of what must be done, and for no goal.
    pub loose: Vec<Action>,
}

impl ActionPlan {
    /// The plan of these units on the day that is looked from, as far as the reader may read it: goals of theirs, and others
    /// for which they do something.
    ///
    /// # Errors
    /// Broken.
    pub async fn of(cx: &Context, scope: &Scope) -> Result<Self, Refusal> {
        let today = cx.today();
        let goals = seen::<Goal>(cx, &["title", "period"], None).await?;
        let ids: Vec<String> = goals.iter().map(|(head, _)| head.id.to_string()).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let known = ["due", "owner"];
        let measures = linked::<Measure>(cx, ("causes", &ids), &known).await?;
        let activities = linked::<Activity>(cx, ("goals", &ids), &known).await?;
        let listed = Some(is("prioritised", &["true"]));
        let listed = seen::<Measure>(cx, &["causes", "due", "owner"], listed).await?;
        let here = |head: &Head| scope.covers::<Unit>(head.unit.map(Id::cast));
        let mut aims = Vec::new();
        for (head, goal) in goals.iter().filter(|(_, goal)| goal.period.holds(today)) {
            let id = head.id;
            let own = measures.iter().filter(|(_, one)| one.causes.contains(&id));
            let measured = own.map(|(head, one)| (head, Action::of_measure(head, one, today)));
            let own = activities.iter().filter(|(_, one)| one.goals.contains(&id.cast()));
            let active = own.map(|(head, one)| (head, Action::of_activity(head, one, today)));
            let all = measured.chain(active).filter(|(other, _)| here(other) || here(head));
            let mut actions: Vec<Action> = all.map(|(_, action)| action).collect();
            actions.sort_by_key(|one| (one.due.is_none(), one.due));
            if here(head) || !actions.is_empty() {
                aims.push(Aim { id: id.cast(), goal: goal.clone(), actions });
            }
        }
        let aimed = |one: &Measure| goals.iter().any(|(head, _)| one.causes.contains(&head.id));
        let loose = listed.iter().filter(|(head, one)| {
            let told = !head.withholds("prioritised");
            here(head) && told && !one.state.has_ended() && !aimed(one)
        });
        let loose = loose.map(|(head, one)| Action::of_measure(head, one, today)).collect();
        Ok(Self { aims, loose })
    }

    /// All that is done for goals, each once.
    pub fn actions(&self) -> Vec<&Action> {
        let mut all: Vec<&Action> = self.aims.iter().flat_map(|aim| &aim.actions).collect();
        all.sort_by_key(|one| one.id);
        all.dedup_by_key(|one| one.id);
        all
    }

    /// How many of them stand like this.
    pub fn count(&self, standing: Standing) -> usize {
        self.actions().iter().filter(|one| one.standing == standing).count()
    }
}

/// Those that link to one of these records.
async fn linked<R: Record>(
    cx: &Context,
    (field, ids): (&str, &[&str]),
    known: &[&str],
) -> Result<Vec<(Head, R)>, Refusal> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut all = seen::<R>(cx, known, Some(is(field, ids))).await?;
    all.retain(|(head, _)| !head.withholds(field));
    Ok(all)
}

/// Those of which the reader may see these fields.
async fn seen<R: Record>(
    cx: &Context,
    needed: &[&str],
    filter: Option<Filter>,
) -> Result<Vec<(Head, R)>, Refusal> {
    let filters = filter.into_iter().collect();
    let query = ListQuery { filters, size: ALL, ..ListQuery::default() };
    let mut all = cx.door.all::<R>(query).await?;
    all.retain(|(head, _)| !needed.iter().any(|field| head.withholds(field)));
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::id;

    #[test]
    fn ism_01_what_is_done_has_an_owner_a_day_and_a_standing() {
        let today: Date = "2024-01-24".parse().unwrap();
        let day = |text: &str| text.parse::<Date>().ok();
        let who = Some(id(1));
        let told = |open, done, owner, due| standing((open, done), (owner, due), today);
        assert_eq!(told(true, false, who, day("2024-01-23")), Standing::Late);
        assert_eq!(told(true, false, who, day("2024-01-24")), Standing::OnWay);
        assert_eq!(told(true, false, None, day("2024-01-24")), Standing::Vague);
        assert_eq!(told(true, false, who, None), Standing::Vague);
        assert_eq!(told(false, true, None, None), Standing::Done);
        assert_eq!(told(false, false, who, day("2024-01-23")), Standing::Off);
    }
}
