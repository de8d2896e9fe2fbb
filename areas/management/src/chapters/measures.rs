//! The chapter on measures: inflow, closed, overdue, what lacks money and how much (ISM-07, ISM-08, ISM-09, T1, T5).

use stadga_measures::{
    Measure,
    flow::{Pace, Quarter, Span, flow},
    measure::{is_followed, is_silent, lacks},
    unfunded::lacks_money,
};
use stadga_model::{Date, Head, Refusal, local_date};
use stadga_publish::chart::{Bars, Series};
use stadga_web::{
    Context,
    chapter::{Chapter, Figure, Measured, Part, Scope},
    published::language,
    ui::{Titles, format},
};

use super::{concerning, row, table};

/// So many quarters have room in the chart.
const QUARTERS: usize = 8;

/// What has not ended, as the list asks for it.
const OPEN: &str = "/measure?state=proposed,decided,in-progress,postponed";
/// The fields on which money is told.
const MONEY: [&str; 3] = ["funding", "cost", "granted"];

/// What a prioritised measure can lack (ISM-08).
const LACKED: [&str; 5] = ["prioritised", "owner", "funding", "decision", "due"];

/// What the pace is counted from.
const PACE: [&str; 5] = ["raised", "start", "due", "ended", "progress"];

/// What the pace tells of a quarter: as addresses have it, and what it is called.
pub(crate) const PACES: [(&str, Pace, &str); 3] = [
    ("came", Pace::Raised, "board-new"),
    ("ended", Pace::Ended, "board-closed"),
    ("overdue", Pace::Overdue, "board-late"),
];

/// A measure with the span that the pace is counted from.
pub(crate) type Entry = (Head, Measure, Span);

/// Measures with the spans that the pace is counted from.
pub(crate) struct Counted {
    /// Those of which the reader may see when they came, are due and ended.
    pub measures: Vec<Entry>,
    /// The others.
    others: Vec<(Head, Measure)>,
}

impl Counted {
    /// Those of the scope's units.
    pub async fn of(cx: &Context, scope: &Scope) -> Result<Self, Refusal> {
        let found = concerning::<Measure>(cx, scope, &[]).await?;
        let (others, seen): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|(head, _)| PACE.iter().any(|field| head.withholds(field)));
        let known = |head: &Head| head.id.made().map_or(cx.today(), local_date);
        let span = |(head, measure): (Head, Measure)| {
            let span = Span::of(&measure, known(&head));
            (head, measure, span)
        };
        Ok(Self { measures: seen.into_iter().map(span).collect(), others })
    }

    /// All of them, whatever is known of when they came.
    fn all(&self) -> impl Iterator<Item = (&Head, &Measure)> {
        let seen = self.measures.iter().map(|(head, measure, _)| (head, measure));
        seen.chain(self.others.iter().map(|(head, measure)| (head, measure)))
    }

    /// Those that a figure counts which no list can be asked for; none, where there is no such figure.
    pub fn behind(&self, cx: &Context, scope: &Scope, what: &str) -> Option<Vec<&Entry>> {
        let today = cx.today();
        let fits: &dyn Fn(&Entry) -> bool = match what {
            "came" => &|(_, _, span)| super::within(cx, scope, Some(span.raised)),
            "ended" => &|(_, _, span)| super::within(cx, scope, span.ended),
            "lacking" => &|(head, measure, _)| {
                !LACKED.iter().any(|field| head.withholds(field)) && lacks(measure).next().is_some()
            },
            "silent" => &|(_, measure, _)| is_followed(measure.state) && is_silent(measure, today),
            _ => return None,
        };
        Some(self.measures.iter().filter(|entry| fits(entry)).collect())
    }

    /// Those that a bar of the pace counts, in the quarter of a day.
    pub fn of_quarter(&self, cx: &Context, pace: Pace, day: Date) -> Vec<&Entry> {
        let quarter = Quarter::of(day);
        let fits = |(_, _, span): &&Entry| span.is_of(quarter, pace, cx.today());
        self.measures.iter().filter(fits).collect()
    }

    fn count(&self, fits: impl Fn(&Measure) -> bool) -> usize {
        self.measures.iter().filter(|(_, measure, _)| fits(measure)).count()
    }
}

/// The chapter.
pub(super) async fn chapter(cx: &Context, scope: &Scope) -> Result<Chapter, Refusal> {
    let counted = Counted::of(cx, scope).await?;
    if counted.all().next().is_none() {
        return Ok(Chapter::default());
    }
    let today = cx.today();
    let list = |more: &str| format!("{OPEN}{more}{}", scope.filter());
    let behind = |what: &str| {
        format!("/management/behind?what={what}&since={}{}", scope.since, scope.filter())
    };
    let overdue = |measure: &Measure| {
        !measure.state.has_ended() && measure.due.is_some_and(|due| due < today)
    };
    let pieces = |key: &'static str, count: usize, href: String| {
        Figure::pieces(key, cx.t(&format!("chapter-measures-{key}")), count, href)
    };
    let counted_behind = |key: &'static str| {
        let count = counted.behind(cx, scope, key).map_or(0, |some| some.len());
        pieces(key, count, behind(key))
    };
    // The state is never withheld: as many as the list has that the figure leads to.
    let open = counted.all().filter(|(_, measure)| !measure.state.has_ended()).count();
    let mut figures = vec![
        pieces("overdue", counted.count(overdue), list("&due.to=today-1")),
        pieces("open", open, list("")),
    ];
    figures.extend(["came", "ended", "lacking", "silent"].map(counted_behind));
    let money = Money::of(&counted);
    figures.extend(money.figures(cx, scope));
    let mut parts = vec![chart(cx, scope, &counted)];
    parts.extend(money.rows(cx).await?);
    parts.extend((money.unseen > 0).then(|| Part::Text(cx.t("chapter-measures-unseen"))));
    Ok(Chapter { figures, parts })
}

/// What lacks money, as far as the reader may know.
struct Money<'a> {
    lacking: Vec<(&'a Head, &'a Measure)>,
    /// How many measures withhold it.
    unseen: usize,
}

impl<'a> Money<'a> {
    fn of(counted: &'a Counted) -> Self {
        let (unseen, seen): (Vec<_>, Vec<_>) =
            counted.all().partition(|(head, _)| MONEY.iter().any(|field| head.withholds(field)));
        let mut lacking: Vec<_> =
            seen.into_iter().filter(|(_, measure)| lacks_money(measure)).collect();
        lacking.sort_by_key(|(_, measure)| std::cmp::Reverse(measure.unfunded()));
        Self { lacking, unseen: unseen.len() }
    }

    fn figures(&self, cx: &Context, scope: &Scope) -> [Figure; 2] {
        let href = format!("{OPEN}&funding=unfunded,part{}", scope.filter());
        let sum = self.lacking.iter().map(|(_, measure)| measure.unfunded().0 / 100).sum();
        [
            Figure::pieces(
                "unfunded",
                cx.t("chapter-measures-unfunded"),
                self.lacking.len(),
                href.clone(),
            ),
            Figure {
                key: "unfunded-sum",
                what: cx.t("chapter-measures-unfunded-sum"),
                value: Some(sum),
                unit: Measured::Crowns,
                href: Some(href),
            },
        ]
    }

    /// What lacks most, for the budget (T5).
    async fn rows(&self, cx: &Context) -> Result<Option<Part>, Refusal> {
        let units = self.lacking.iter().filter_map(|(_, measure)| measure.unit.map(|id| id.cast()));
        let titles = Titles::of(cx, units).await?;
        let rows = self.lacking.iter().map(|(head, measure)| {
            let unit = measure.unit.map(|unit| titles.text(cx, unit.cast())).unwrap_or_default();
            let lacking = measure.cost.map(|_| format::money(cx.language, measure.unfunded()));
            let lacking = lacking.unwrap_or_else(|| cx.t("chapter-measures-unknown"));
            let title = told(head, &measure.title);
            row::<Measure>(head, vec![title, unit, lacking])
        });
        let heads = ["measure-title", "measure-unit", "unfunded-lacking"];
        Ok(table(cx, "chapter-measures-unfunded-rows", &heads, rows.collect()))
    }
}

/// A measure's title; its number, where the title is withheld.
pub(crate) fn told(head: &Head, title: &str) -> String {
    let withheld = head.withholds("title") || title.trim().is_empty();
    if withheld { head.number.clone() } else { title.to_owned() }
}

/// The pace quarter by quarter; each bar leads to what it counts (T1, REP-04).
fn chart(cx: &Context, scope: &Scope, counted: &Counted) -> Part {
    let spans: Vec<Span> = counted.measures.iter().map(|(_, _, span)| *span).collect();
    let all = flow(&spans, cx.today());
    let latest = all.split_at(all.len().saturating_sub(QUARTERS)).1;
    let units = scope.filter();
    let behind = |what: &str, quarter: Quarter| {
        format!("/management/behind?quarter={}&what={what}{units}", quarter.end())
    };
    let series = |(what, pace, name): (&str, Pace, &str)| Series {
        name: cx.t(name),
        values: latest.iter().map(|flow| flow.of(pace) as u64).collect(),
        hrefs: latest.iter().map(|flow| Some(behind(what, flow.quarter))).collect(),
    };
    let bars = Bars {
        id: "chapter-measures".into(),
        title: cx.t("board-chart"),
        description: cx.t("board-chart-description"),
        period_title: cx.t("board-quarter"),
        language: language(cx.language),
        periods: latest.iter().map(|flow| flow.quarter.to_string()).collect(),
        series: PACES.map(series).to_vec(),
    };
    Part::Chart {
        title: bars.title.clone(),
        alt: bars.description.clone(),
        svg: bars.svg(),
        numbers: bars.table(),
    }
}
