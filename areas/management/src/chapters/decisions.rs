//! The chapter on what was decided and given to do: what waits, whose condition is to be looked at again, what was weighed
//! (ISM-10, ISM-11, ISM-19, T6).

use stadga_decisions::{Decision, Mandate, mandate::State};
use stadga_measures::Measure;
use stadga_model::{Date, Head, Refusal};
use stadga_web::{
    Context,
    chapter::{Chapter, Figure, Row, Scope},
};

use super::{concerning, day, is, measures::told, row, table, those, within};

/// A postponed record, with when it is to be looked at again.
pub(crate) struct Postponed {
    /// The day.
    pub look_again: Option<Date>,
    /// Its row: title, day, why it waits, what must come first.
    pub row: Row,
}

impl Postponed {
    /// Whether its day has come.
    pub fn is_due(&self, today: Date) -> bool {
        self.look_again.is_some_and(|look| look <= today)
    }
}

/// All postponed mandates and measures, the longest due first.
pub(crate) async fn postponed(cx: &Context, scope: &Scope) -> Result<Vec<Postponed>, Refusal> {
    let (needed, waits) = (["look_again"], || vec![is("state", &["postponed"])]);
    let mut found = Vec::new();
    for (head, one) in those::<Mandate>(cx, scope, &needed, waits()).await? {
        let words = [one.reason, one.condition].map(|text| text.map(|text| text.0));
        let title = told(&head, &one.title);
        found.push(of::<Mandate>(cx, &head, title, (one.look_again, words)));
    }
    for (head, one) in those::<Measure>(cx, scope, &needed, waits()).await? {
        let words = [one.reason, one.condition].map(|text| text.map(|text| text.0));
        let title = told(&head, &one.title);
        found.push(of::<Measure>(cx, &head, title, (one.look_again, words)));
    }
    found.sort_by_key(|one| (one.look_again.is_none(), one.look_again));
    Ok(found)
}

fn of<R: stadga_model::Record>(
    cx: &Context,
    head: &Head,
    title: String,
    (look_again, words): (Option<Date>, [Option<String>; 2]),
) -> Postponed {
    let fields = ["reason", "condition"];
    let told = fields.into_iter().zip(words).map(|(field, text)| {
        let withheld = head.withholds(field);
        let shown = || text.unwrap_or_else(|| "–".to_owned());
        if withheld { cx.t("value-withheld") } else { shown() }
    });
    let cells = [title, day(look_again)].into_iter().chain(told).collect();
    Postponed { look_again, row: row::<R>(head, cells) }
}

/// The headings of such rows.
pub(crate) const HEADS: [&str; 4] =
    ["mandate-title", "mandate-look_again", "mandate-reason", "mandate-condition"];

/// What waits and whose day has come (T6).
pub(crate) async fn again(cx: &Context, scope: &Scope) -> Result<Vec<Row>, Refusal> {
    let today = cx.today();
    let due = postponed(cx, scope).await?.into_iter().filter(|one| one.is_due(today));
    Ok(due.map(|one| one.row).collect())
}

/// The chapter.
pub(super) async fn chapter(cx: &Context, scope: &Scope) -> Result<Chapter, Refusal> {
    let (today, units) = (cx.today(), scope.filter());
    let postponed = postponed(cx, scope).await?;
    let mandates = concerning::<Mandate>(cx, scope, &["due"]).await?;
    let decisions = concerning::<Decision>(cx, scope, &["date", "arguments", "agreed"]).await?;
    if postponed.is_empty() && mandates.is_empty() && decisions.is_empty() {
        return Ok(Chapter::default());
    }
    let behind =
        |what: &str| format!("/management/behind?what={what}&since={}{units}", scope.since);
    let open = |one: &Mandate| matches!(one.state, State::Given | State::Ongoing);
    let late = |one: &Mandate| open(one) && one.due.is_some_and(|due| due < today);
    let count = |fits: &dyn Fn(&Mandate) -> bool| mandates.iter().filter(|(_, m)| fits(m)).count();
    let taken = |one: &Decision| one.is_taken() && within(cx, scope, one.date);
    let decided = |fits: &dyn Fn(&Decision) -> bool| {
        decisions.iter().filter(|(_, one)| taken(one) && fits(one)).count()
    };
    let due = postponed.iter().filter(|one| one.is_due(today)).count();
    let pieces = |key: &'static str, count: usize, href: String| {
        Figure::pieces(key, cx.t(&format!("chapter-decisions-{key}")), count, href)
    };
    let mandate = "/mandate?state=given,ongoing";
    let figures = vec![
        pieces("again", due, behind("again")),
        pieces("postponed", postponed.len(), behind("postponed")),
        pieces("late", count(&late), format!("{mandate}&due.to=today-1{units}")),
        pieces("open", count(&open), format!("{mandate}{units}")),
        pieces(
            "not-done",
            count(&|one| one.state == State::NotCarriedOut),
            format!("/mandate?state=not-carried-out{units}"),
        ),
        pieces("weighed", decided(&|one| !one.arguments.is_empty()), behind("weighed")),
        pieces("agreed", decided(&|one| one.agreed.is_some()), behind("agreed")),
    ];
    let rows: Vec<Row> = postponed.into_iter().map(|one| one.row).collect();
    let parts = table(cx, "chapter-decisions-postponed-rows", &HEADS, rows);
    Ok(Chapter { figures, parts: parts.into_iter().collect() })
}

/// Decisions taken since the scope's beginning in which this was told: arguments weighed, or a solution agreed.
pub(crate) async fn told_of(
    cx: &Context,
    scope: &Scope,
    fits: fn(&Decision) -> bool,
) -> Result<Vec<Row>, Refusal> {
    let all = concerning::<Decision>(cx, scope, &["date", "arguments", "agreed"]).await?;
    let own =
        all.iter().filter(|(_, one)| one.is_taken() && within(cx, scope, one.date) && fits(one));
    Ok(own
        .map(|(head, one)| row::<Decision>(head, vec![told(head, &one.title), day(one.date)]))
        .collect())
}
