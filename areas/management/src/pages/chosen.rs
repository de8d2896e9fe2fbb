//! The measures that an annual report chooses, with how far they have come and what they gave; and who decided on the report
//! (ISM-15, ISM-16, T33).

use maud::{Markup, html};
use stadga_decisions::Decision;
use stadga_measures::Measure;
use stadga_model::{Head, Id, Record as _, Refusal};
use stadga_web::{
    Context,
    ui::{self, Column, Titles},
};

use crate::{ManagementReport, chapters::measures::told, content::Report};

/// A chosen measure: what, who, by when, how far, what it gave.
pub(super) struct Chosen {
    id: Id,
    /// The cells below the headings.
    pub cells: [String; 7],
}

/// The headings of such rows.
pub(super) const CHOSEN: [&str; 7] = [
    "measure-title",
    "measure-owner",
    "measure-due",
    "measure-state",
    "yearly-progress",
    "yearly-measured",
    "measure-effect",
];

/// The measures that a report has chosen, as far as the reader may read them.
///
/// # Errors
/// Broken.
pub(super) async fn chosen(
    cx: &Context,
    record: Option<&(Head, ManagementReport)>,
) -> Result<Vec<Chosen>, Refusal> {
    let Some((_, report)) = record.filter(|(head, _)| !head.withholds("measures")) else {
        return Ok(Vec::new());
    };
    let ids: Vec<Id> = report.measures.iter().map(|id| id.cast()).collect();
    let found = cx.door.read_many(&ids).await?;
    let in_order = ids.iter().filter_map(|id| found.iter().find(|one| one.head.id == *id));
    let measures: Vec<(&Head, Measure)> = in_order
        .map(|one| Ok((&one.head, one.typed::<Measure>()?)))
        .collect::<Result<_, Refusal>>()?;
    let owners: Vec<Id> =
        measures.iter().filter_map(|(_, one)| one.owner.map(|owner| owner.cast())).collect();
    let titles = Titles::of(cx, owners).await?;
    Ok(measures.iter().map(|(head, measure)| row(cx, (*head, measure), &titles)).collect())
}

fn row(cx: &Context, (head, measure): (&Head, &Measure), titles: &Titles) -> Chosen {
    let dash = || "–".to_owned();
    let state = head.state.as_deref().unwrap_or_default();
    let owner = measure.owner.filter(|_| !head.withholds("owner"));
    let progress = measure.latest_progress().filter(|_| !head.withholds("progress"));
    let effect = measure.effect.as_ref().filter(|_| !head.withholds("effect"));
    Chosen {
        id: head.id,
        cells: [
            told(head, &measure.title),
            owner.map_or_else(dash, |owner| titles.text(cx, owner.cast())),
            measure.due.map_or_else(dash, |day| day.to_string()),
            cx.t(&format!("measure-state-is-{state}")),
            progress.map_or_else(dash, |one| format!("{}\u{a0}%", one.percent)),
            measured(head, measure).unwrap_or_else(dash),
            effect.map_or_else(dash, |effect| cx.term("effect", effect)),
        ],
    }
}

/// What a measure was last measured to have given: `Andel konton utan behov: 6 % (2026-10-19)`.
fn measured(head: &Head, measure: &Measure) -> Option<String> {
    let last = measure.effects.iter().max_by_key(|one| one.date);
    let last = last.filter(|_| !head.withholds("effects"))?;
    Some(format!("{}: {} ({})", last.what, last.value, last.date))
}

/// The measures on the page: each leads to its record. That none is chosen is told where some should be.
pub(super) fn table(cx: &Context, report: &Report, chosen: &[Chosen]) -> Markup {
    let columns = CHOSEN.map(|key| Column::text(cx.t(key)));
    let row = |one: &Chosen| {
        let cell = |(at, text): (usize, &String)| match at {
            0 => ui::link(Measure::KIND, one.id, text),
            _ => html! { (text) },
        };
        one.cells.iter().enumerate().map(cell).collect()
    };
    let rows: Vec<Vec<Markup>> = chosen.iter().map(row).collect();
    html! {
        @if !rows.is_empty() {
            (ui::table(&cx.t("management-report-measures"), &columns, &rows))
        } @else if report.holds_measures {
            p.muted { (cx.t("yearly-unchosen")) }
        }
    }
}

/// Who decided on a report, when and in which paragraph, and the diary number, as far as the reader may know: what the secretary
/// of a board looks for on the first page.
///
/// # Errors
/// Broken.
pub(super) async fn decided(
    cx: &Context,
    id: Id<Decision>,
) -> Result<Vec<(String, String)>, Refusal> {
    let found = cx.door.read_many(&[id.cast()]).await?;
    let Some(revision) = found.first() else { return Ok(Vec::new()) };
    let (head, one) = (&revision.head, revision.typed::<Decision>()?);
    let titles = Titles::of(cx, one.body).await?;
    let seen = |field: &str, text: Option<String>| text.filter(|_| !head.withholds(field));
    let told = [
        seen("body", one.body.map(|body| titles.text(cx, body))),
        seen("date", one.date.map(|day| day.to_string())),
        seen("paragraph", one.paragraph),
    ];
    let told = told.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let told = if told.is_empty() { head.number.clone() } else { told };
    let number = seen("diary_number", one.diary_number);
    let number = number.map(|number| (cx.t("decision-diary_number"), number));
    Ok([(cx.t("management-report-decision"), told)].into_iter().chain(number).collect())
}
