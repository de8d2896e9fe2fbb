//! A programme as its reader may see it: its parts with their alarms and measures, its laws' requirements and who meets them.

use std::collections::BTreeSet;

use stadga_measures::Measure;
use stadga_model::{Date, Head, Id, Near, Refusal, Revision};
use stadga_store::ListQuery;
use stadga_web::Context;

use crate::{
    Law, LawRequirement, Part, Programme, Scope,
    order::{Wait, awaited},
    part::{Alarm, State},
    shipped::numbers,
};

/// The fields of a part that its alarm rests on.
const PLANNED: [&str; 4] = ["due", "weeks", "started", "done"];
/// The one that how it stands to what it waits for rests on besides.
const EARLIEST: &str = "earliest";

/// A part as it stands.
pub(crate) struct Line {
    pub head: Head,
    pub part: Part,
    /// What there is to warn of; none, where that is withheld.
    pub alarm: Option<Alarm>,
    /// What is done for it, as far as the reader may know of it.
    pub measures: Vec<(Head, Measure)>,
    /// What it waits for, as far as the reader may know of it.
    pub awaits: Vec<Awaited>,
}

/// A part that another waits for.
pub(crate) struct Awaited {
    pub head: Head,
    pub part: Part,
    /// How the other stands to it; none, where that is withheld.
    pub wait: Option<Wait>,
}

/// A programme with what stands around it.
pub(crate) struct Programmed {
    pub head: Head,
    pub programme: Programme,
    /// The parts in their order.
    pub lines: Vec<Line>,
    /// The laws that it is for.
    pub laws: Vec<(Id<Law>, Law)>,
    /// What they ask.
    pub requirements: Vec<(Head, LawRequirement)>,
    /// What is settled, and what is not, of what they cover.
    pub scopes: Vec<(Head, Scope)>,
}

impl Programmed {
    /// A programme as the reader sees it at the instant that is looked from.
    ///
    /// # Errors
    /// Broken.
    pub async fn of(cx: &Context, head: Head, programme: Programme) -> Result<Self, Refusal> {
        let lines = lines(cx, head.id.cast()).await?;
        let mut laws = Vec::new();
        for law in &programme.laws {
            match cx.door.read_as(*law).await {
                Ok((_, found)) => laws.push((*law, found)),
                Err(Refusal::NotFound | Refusal::Denied) => {}
                Err(other) => return Err(other),
            }
        }
        let (mut requirements, mut scopes) = (Vec::new(), Vec::new());
        for (law, _) in &laws {
            let query = || ListQuery { size: 1_000, ..ListQuery::linking("law", *law) };
            requirements.extend(cx.door.all::<LawRequirement>(query()).await?);
            scopes.extend(cx.door.all::<Scope>(query()).await?);
        }
        let place = |law: Id<Law>| laws.iter().position(|(id, _)| *id == law);
        requirements.sort_by_key(|(head, one)| (place(one.law), head.number.clone()));
        scopes.sort_by_key(|(head, one)| {
            (one.state != crate::scope::State::Open, head.number.clone())
        });
        Ok(Self { head, programme, lines, laws, requirements, scopes })
    }

    /// How many parts stand in a state.
    pub fn count(&self, state: State) -> usize {
        self.lines.iter().filter(|line| line.part.state == state).count()
    }

    /// The parts with an alarm, the gravest first.
    pub fn alarms(&self) -> Vec<(&Line, Alarm)> {
        let ringing = self.lines.iter().filter_map(|line| Some((line, line.alarm?)));
        let mut alarms: Vec<_> = ringing.filter(|(_, alarm)| alarm.rings()).collect();
        alarms.sort_by_key(|(_, alarm)| *alarm);
        alarms
    }

    /// The parts whose plan does not heed what they wait for, with that.
    pub fn unheeded(&self) -> Vec<(&Line, &Awaited, Wait)> {
        let waits =
            self.lines.iter().flat_map(|line| line.awaits.iter().map(move |one| (line, one)));
        let amiss = waits
            .filter_map(|(line, one)| Some((line, one, one.wait.filter(|wait| wait.is_amiss())?)));
        amiss.collect()
    }

    /// The parts that meet a requirement.
    pub fn meeting(&self, requirement: Id) -> Vec<&Line> {
        let meets = |line: &&Line| line.part.requirements.iter().any(|id| id.cast() == requirement);
        self.lines.iter().filter(meets).collect()
    }

    /// How far the organisation has come with a requirement.
    pub fn gap(&self, head: &Head, requirement: &LawRequirement) -> Gap {
        let lines = self.meeting(head.id);
        let states: BTreeSet<bool> = lines
            .iter()
            .filter(|line| line.part.state != State::Dropped)
            .map(|line| line.part.state == State::Done)
            .collect();
        let ruled = !requirement.internal.is_empty();
        match (states.contains(&true), states.contains(&false), ruled) {
            (true, false, _) => Gap::Met,
            (_, true, _) => Gap::Under,
            (false, false, true) => Gap::Ruled,
            (false, false, false) => Gap::Open,
        }
    }
}

/// How far a requirement has been met: REP-18.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// All that was to be delivered for it is.
    Met,
    /// It is being worked on.
    Under,
    /// It stands in own rules and no more is known.
    Ruled,
    /// Nothing is known to be done for it.
    Open,
}

impl Gap {
    /// All of them, the best first.
    pub const ALL: [Self; 4] = [Self::Met, Self::Under, Self::Ruled, Self::Open];

    /// Its part of a text's key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Under => "under",
            Self::Ruled => "ruled",
            Self::Open => "open",
        }
    }
}

/// The parts of a programme in their order, with what is done for each.
async fn lines(cx: &Context, programme: Id<Programme>) -> Result<Vec<Line>, Refusal> {
    let query = ListQuery { size: 1_000, ..ListQuery::linking("programme", programme) };
    let parts = cx.door.all::<Part>(query).await?;
    let ids: Vec<Id> = parts.iter().map(|(head, _)| head.id).collect();
    let mut near = cx.door.near_each(&ids).await?;
    let mut lines: Vec<Line> = parts
        .into_iter()
        .map(|(head, part)| {
            let around = near.remove(&head.id).unwrap_or_default();
            let found = around.pointing::<Measure>();
            let measures =
                found.map(|(revision, measure)| (revision.head.clone(), measure)).collect();
            let alarm = alarm(&head, &part, cx.today());
            let awaits = awaits(&head, &part, &around);
            Line { head, part, alarm, measures, awaits }
        })
        .collect();
    lines.sort_by_key(|line| (line.part.place.unwrap_or(i64::MAX), line.head.number.clone()));
    Ok(lines)
}

/// What a part waits for, and how it stands to each where the reader may know it.
fn awaits(head: &Head, part: &Part, near: &Near) -> Vec<Awaited> {
    let told = |head: &Head| is_told(head) && !head.withholds(EARLIEST);
    let one = |(revision, other): (&Revision, Part)| {
        let wait = (told(head) && told(&revision.head)).then(|| part.wait_for(&other));
        Awaited { head: revision.head.clone(), part: other, wait }
    };
    awaited(part, near).map(one).collect()
}

/// What there is to warn of, where the reader may know it.
pub(crate) fn alarm(head: &Head, part: &Part, today: Date) -> Option<Alarm> {
    is_told(head).then(|| part.alarm(today, numbers().start_ahead))
}

/// Whether the reader may know how a part is planned.
fn is_told(head: &Head) -> bool {
    !PLANNED.iter().any(|field| head.withholds(field))
}

/// The programmes that run, the newest first, then the others.
///
/// # Errors
/// Broken.
pub(crate) async fn programmes(cx: &Context) -> Result<Vec<(Head, Programme)>, Refusal> {
    let mut all = cx.every::<Programme>().await?;
    let running = crate::programme::State::Running;
    all.sort_by_key(|(_, one)| (one.state != running, std::cmp::Reverse(one.start)));
    Ok(all)
}
