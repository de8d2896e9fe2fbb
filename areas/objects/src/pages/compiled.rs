//! A period's plans gathered: family by family, what they cost, what must be decided on, how far the model has come (PM3-15).

use stadga_measures::{Measure, unfunded::lacks_money};
use stadga_model::{Head, Id, Money, Refusal};
use stadga_web::{Context, ui::Titles};

use super::{gather::Architecture, plans_of, tells_cost};
use crate::{
    MaintenancePlan, Object, PlanPeriod,
    plan::{State, Way},
    plan_period::Passed,
};

/// An object's plan in the period, if it has one.
pub(crate) struct Line {
    pub head: Head,
    pub object: Object,
    pub plan: Option<(Head, MaintenancePlan)>,
}

/// A family's objects with their plans, and its frame.
pub(crate) struct Group {
    pub name: String,
    pub lines: Vec<Line>,
    pub frame: Option<Money>,
    pub priority: Option<String>,
    pub leadership: Option<Id>,
    pub passed: Option<Passed>,
}

impl Group {
    /// The plans that count: not those that were dropped.
    pub fn plans(&self) -> impl Iterator<Item = &MaintenancePlan> {
        self.lines.iter().filter_map(|line| line.plan.as_ref()).map(|(_, plan)| plan)
    }

    /// Whether the reader may know what all of them cost; else the sum is of those that they may.
    pub fn is_whole(&self) -> bool {
        self.lines.iter().filter_map(|line| line.plan.as_ref()).all(|(head, _)| tells_cost(head))
    }

    /// How many objects have a decided plan.
    pub fn decided(&self) -> usize {
        self.plans().filter(|plan| plan.is_decided()).count()
    }

    /// What the plans cost in all.
    pub fn cost(&self) -> Money {
        Money(self.plans().map(|plan| plan.cost().0).sum())
    }

    /// What changes cost that are carried out in this way.
    pub fn change_cost(&self, way: Way) -> Money {
        Money(self.plans().map(|plan| plan.change_cost(way).0).sum())
    }
}

/// A measure of a plan that there is no money for, with the object whose plan it is in (T5).
pub(crate) struct Unfunded {
    pub object: (Id, String),
    pub id: Id<Measure>,
    pub measure: Measure,
}

/// The measures among these that lack money, as far as the reader may read them.
pub(crate) async fn unfunded(
    cx: &Context,
    wanted: &[(Id<Measure>, (Id, String))],
) -> Result<Vec<Unfunded>, Refusal> {
    let ids: Vec<Id> = wanted.iter().map(|(id, _)| id.cast()).collect();
    let found = cx.door.read_many(&ids).await?;
    let mut lacking = Vec::new();
    for (id, object) in wanted {
        let Some(record) = found.iter().find(|record| record.head.id == id.cast()) else {
            continue;
        };
        // What is withheld of a measure is not told by a sum either.
        if record.head.withheld.is_none() {
            let (object, id, measure) = (object.clone(), *id, record.typed::<Measure>()?);
            lacking.extend(lacks_money(&measure).then_some(Unfunded { object, id, measure }));
        }
    }
    Ok(lacking)
}

/// A period with the plans of all families, as far as the reader may read them.
pub(crate) struct Compiled {
    pub head: Head,
    pub period: PlanPeriod,
    pub groups: Vec<Group>,
    pub unfunded: Vec<Unfunded>,
    /// What the families' leaderships and their decisions are called.
    pub titles: Titles,
}

impl Compiled {
    /// What a family's leadership has said, in words: when, or that its word is waited for; nothing where none stands between
    /// steering group and region (PM3-15).
    pub fn standing(&self, cx: &Context, group: &Group) -> String {
        match (&group.passed, group.leadership) {
            (Some(passed), _) => cx.t_with("plans-passed", &[("date", &passed.date.to_string())]),
            (None, Some(_)) => cx.t("plans-passed-not"),
            (None, None) => String::new(),
        }
    }

    /// The plans of a period: the newest version of each object's.
    pub async fn of(cx: &Context, head: Head, period: PlanPeriod) -> Result<Self, Refusal> {
        let architecture = Architecture::of(cx).await?;
        let mut plans = plans_of(cx).await?;
        let mut line = |(head, object): &(Head, Object)| {
            let own = plans.remove(&head.id).unwrap_or_default().into_iter();
            let own = own.filter(|(_, plan)| counts(plan, &period));
            let plan = own.max_by_key(|(_, plan)| (plan.is_decided(), plan.edition));
            Line { head: head.clone(), object: object.clone(), plan }
        };
        let mut groups = Vec::new();
        for (head, family) in &architecture.families {
            let frame = period.frames.iter().find(|frame| frame.family == head.id.cast());
            groups.push(Group {
                name: family.name.clone(),
                lines: architecture.of_family(head.id).map(&mut line).collect(),
                frame: frame.map(|frame| frame.amount),
                priority: frame.and_then(|frame| frame.priority.clone()),
                leadership: family.leadership,
                passed: period.passed_by(head.id).cloned(),
            });
        }
        let lines: Vec<Line> = architecture.homeless().map(&mut line).collect();
        if !lines.is_empty() {
            let name = cx.t("foa-homeless");
            let (frame, priority, leadership, passed) = (None, None, None, None);
            groups.push(Group { name, lines, frame, priority, leadership, passed });
        }
        let lines = groups.iter().flat_map(|group: &Group| &group.lines);
        let of_line = |line: &Line| -> Vec<(Id<Measure>, (Id, String))> {
            let object = (line.head.id, line.object.name.clone());
            let plan = line.plan.as_ref().map(|(_, plan)| plan.measures.as_slice());
            plan.unwrap_or_default().iter().map(|id| (*id, object.clone())).collect()
        };
        let wanted: Vec<_> = lines.flat_map(of_line).collect();
        let unfunded = unfunded(cx, &wanted).await?;
        let named = groups.iter().flat_map(|group| {
            let decision = group.passed.as_ref().and_then(|passed| passed.decision);
            group.leadership.into_iter().chain(decision.map(Id::cast))
        });
        let titles = Titles::of(cx, named).await?;
        Ok(Self { head, period, groups, unfunded, titles })
    }

    /// All changes that must be decided on before anybody begins, with the object that they are in (R-4 b and c).
    pub fn gated(&self) -> Vec<(&Line, &crate::plan::Change)> {
        let lines = self.groups.iter().flat_map(|group| &group.lines);
        let changes = lines.filter_map(|line| Some((line, &line.plan.as_ref()?.1)));
        changes
            .flat_map(|(line, plan)| plan.changes.iter().map(move |change| (line, change)))
            .filter(|(_, change)| change.is_gated())
            .collect()
    }

    /// How many there are of what an introduction goal counts; none, where the program cannot count it (PM3-20).
    pub fn counted(&self, goal: &str) -> Option<i64> {
        let lines = || self.groups.iter().flat_map(|group| &group.lines);
        let count = match goal {
            "connected" => lines()
                .filter(|line| line.object.mode.is_some() && line.object.mode_decision.is_some())
                .count(),
            "planned" => self.groups.iter().map(Group::decided).sum(),
            _ => return None,
        };
        i64::try_from(count).ok()
    }
}

fn counts(plan: &MaintenancePlan, period: &PlanPeriod) -> bool {
    let open = !matches!(plan.state, State::Withdrawn | State::Replaced);
    let meet = plan.period.holds(period.period.from) || period.period.holds(plan.period.from);
    open && meet
}

/// The period of an address.
pub(super) async fn compiled(cx: &Context, id: Id<PlanPeriod>) -> Result<Compiled, Refusal> {
    let (head, period) = cx.door.read_as(id).await?;
    Compiled::of(cx, head, period).await
}
