//! Entering figures: those that the reader answers for, unit by unit, for the period that has ended last (CTL-13).

use axum::{
    Form,
    extract::Query,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Date, Draft, Head, Id, Refusal};
use stadga_organisation::Unit;
use stadga_store::{Batch, Filter, ListQuery};
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Said, Titles},
};
use std::collections::BTreeMap;

use super::{ENTER, INDICATORS, title};
use crate::{Indicator, IndicatorValue, indicator::Upward, period::last_ended};

/// The period that is asked about: that which has ended last, where none is said.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    on: String,
}

/// What was written, by the names of the inputs.
type Sent = BTreeMap<String, String>;

/// What a unit has reported.
type Reported = (Head, IndicatorValue);

/// A figure that is asked of the reader.
pub(crate) struct Wanted {
    /// What is known of the indicator.
    pub head: Head,
    /// The indicator.
    pub indicator: Indicator,
    /// The last day of the period.
    pub date: Date,
    /// The units that report it, each with what it has reported.
    pub units: Vec<(Id<Unit>, Option<Reported>)>,
}

impl Wanted {
    /// Whether something is still to be reported.
    pub fn is_open(&self) -> bool {
        self.units.iter().any(|(_, value)| value.is_none())
    }
}

/// The figures that the reader answers for, for the period of each that ended last by this day.
///
/// # Errors
/// Broken.
pub(crate) async fn wanted(cx: &Context, by: Date) -> Result<Vec<Wanted>, Refusal> {
    let Some(me) = cx.door.actor().person else { return Ok(Vec::new()) };
    let mut wanted = Vec::new();
    for (head, indicator) in cx.door.all::<Indicator>(ListQuery::linking("owner", me)).await? {
        let Some(date) =
            last_ended(&indicator.frequency, by).filter(|date| indicator.is_followed(*date))
        else {
            continue;
        };
        if head.withheld.is_some() {
            continue;
        }
        let units = if indicator.units.is_empty() {
            indicator.unit.into_iter().collect()
        } else {
            indicator.units.clone()
        };
        let mut all = Vec::new();
        let filters = vec![Filter::linking("indicator", head.id)];
        let values = ListQuery { filters, size: 10_000, ..ListQuery::default() };
        let values = cx.door.all::<IndicatorValue>(values).await?;
        for unit in units {
            let found =
                values.iter().find(|(_, value)| value.unit == Some(unit) && value.date == date);
            all.push((unit, found.cloned()));
        }
        wanted.push(Wanted { head, indicator, date, units: all });
    }
    Ok(wanted)
}

/// GET /indicators/values
pub(super) async fn ask(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let by = asked.on.parse().unwrap_or_else(|_| cx.today());
    let wanted = wanted(&cx, by.min(cx.today())).await?;
    page(&cx, &wanted, (&Sent::new(), by), &[]).await
}

async fn page(
    cx: &Context,
    wanted: &[Wanted],
    (sent, by): (&Sent, Date),
    faults: &[(String, Said)],
) -> Result<Response, Problem> {
    let units = wanted.iter().flat_map(|one| one.units.iter().map(|(unit, _)| unit.cast()));
    let titles = Titles::of(cx, units.collect::<Vec<Id>>()).await?;
    let page = cx
        .page(cx.t("enter-title"))
        .lead(cx.t("enter-lead"))
        .crumb(cx.t("indicators-title"), INDICATORS);
    Ok(page.here(cx.t("enter-title")).show(html! {
        @if !faults.is_empty() { (ui::error_summary(&cx.t("answering-wrong"), faults)) }
        @if wanted.is_empty() { (ui::empty(&cx.t("enter-none"), &cx.t("enter-none-do"))) } @else {
            form.form method="post" action=(ENTER) {
                input type="hidden" name="on" value=(by);
                @for one in wanted { (figure(cx, one, sent, &titles)) }
                @if cx.past().is_none() {
                    div.form-actions { button.ds-button type="submit" { (cx.t("enter-save")) } }
                }
            }
        }
    }))
}

/// The name of a figure's input for a unit.
fn name(one: &Wanted, unit: Id<Unit>, what: &str) -> String {
    format!("{what}-{}-{unit}", one.head.id)
}

fn figure(cx: &Context, one: &Wanted, sent: &Sent, titles: &Titles) -> Markup {
    let called = title(&one.head, "title", &one.indicator.title);
    let weighted = one.indicator.upward == Upward::Weighted;
    let mut columns = vec![
        Column::text(cx.t("indicator-value-unit")),
        Column::text(format!(
            "{} ({})",
            cx.t("indicator-value-value"),
            cx.term("indicator-unit", &one.indicator.counted_in)
        )),
    ];
    columns.extend(weighted.then(|| Column::text(cx.t("indicator-value-based_on"))));
    let row = |(unit, value): &(Id<Unit>, Option<Reported>)| {
        let value = value.as_ref().map(|(_, value)| value);
        let unit_name = titles.text(cx, unit.cast());
        let input = |what: &str, given: String| {
            let name = name(one, *unit, what);
            let shown = sent.get(&name).cloned().unwrap_or(given);
            html! { input.ds-input data-width="short" inputmode="decimal" id=(name) name=(name) value=(shown) aria-label=(format!("{called} {unit_name}")); }
        };
        let mut row = vec![
            html! { (unit_name) },
            input("value", value.map(|value| value.value.clone()).unwrap_or_default()),
        ];
        if weighted {
            let based = value.and_then(|value| value.based_on).map(|n| n.to_string());
            row.push(input("based", based.unwrap_or_default()));
        }
        row
    };
    let rows: Vec<_> = one.units.iter().map(row).collect();
    ui::panel(
        &format!("figure-{}", one.head.number),
        called,
        &html! {
            p { (one.indicator.definition.0) }
            p.muted { (cx.t_with("enter-period", &[("date", &one.date.to_string()), ("source", &one.indicator.source)])) }
            (ui::table(&format!("{called} {}", one.date), &columns, &rows))
        },
    )
}

/// What was written, as it goes in, with the input that each record came from.
#[derive(Default)]
struct Gathered {
    batch: Batch,
    inputs: Vec<(Id, String)>,
}

impl Gathered {
    /// All that differs from what was reported before.
    async fn of(cx: &Context, wanted: &[Wanted], sent: &Sent) -> Result<Self, Refusal> {
        let mut gathered = Self::default();
        for one in wanted {
            for (unit, before) in &one.units {
                let given = |what: &str| {
                    let text = sent.get(&name(one, *unit, what)).map(|text| text.trim());
                    text.filter(|text| !text.is_empty())
                };
                let Some(value) = given("value") else { continue };
                // What is no number is told by the rule.
                let based_on = given("based").map(|text| text.parse().unwrap_or(-1));
                let written = written(cx, one, (*unit, before.as_ref()), (value, based_on));
                gathered.add(cx, before.as_ref(), (written, name(one, *unit, "value"))).await?;
            }
        }
        Ok(gathered)
    }

    async fn add(
        &mut self,
        cx: &Context,
        before: Option<&Reported>,
        (written, input): (IndicatorValue, String),
    ) -> Result<(), Refusal> {
        match before {
            Some((head, _)) if head.withheld.is_some() => {}
            Some((_, value))
                if value.value == written.value && value.based_on == written.based_on => {}
            Some((head, _)) => {
                let mut opened = cx.door.open_as::<IndicatorValue>(head.id.cast()).await?;
                opened.body = written;
                self.inputs.push((head.id, input));
                self.batch.saves.push(opened.erase()?);
            }
            None => {
                let id = Id::<IndicatorValue>::new(cx.app.store.now());
                self.inputs.push((id.cast(), input));
                self.batch.creates.push(Draft::new(id, &written)?);
            }
        }
        Ok(())
    }
}

/// A value as it is reported.
fn written(
    cx: &Context,
    one: &Wanted,
    (unit, before): (Id<Unit>, Option<&Reported>),
    (value, based_on): (&str, Option<i64>),
) -> IndicatorValue {
    IndicatorValue {
        title: format!("{} {}", one.indicator.title, one.date),
        indicator: one.head.id.cast(),
        unit: Some(unit),
        date: one.date,
        value: value.to_owned(),
        based_on,
        note: before.and_then(|(_, value)| value.note.clone()),
        owner: cx.door.actor().person.map(Id::cast),
    }
}

/// POST /indicators/values: all that was written, or nothing. What is left empty stays unreported.
pub(super) async fn save(cx: Context, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    let by = sent.get("on").and_then(|on| on.parse().ok()).unwrap_or_else(|| cx.today());
    let wanted = wanted(&cx, by.min(cx.today())).await?;
    let Gathered { batch, inputs } = Gathered::of(&cx, &wanted, &sent).await?;
    if batch.creates.is_empty() && batch.saves.is_empty() {
        return Ok(Redirect::to(&format!("{INDICATORS}?done=unchanged")).into_response());
    }
    match cx.door.write(batch).await {
        Ok(_) => Ok(Redirect::to(&format!("{INDICATORS}?done=saved")).into_response()),
        Err(Refusal::Refused(findings)) => {
            let input = |record: Option<Id>| inputs.iter().find(|(id, _)| Some(*id) == record);
            let inputs = findings.iter().map(|finding| input(finding.record));
            let inputs =
                inputs.map(|found| found.map(|(_, name)| name.clone()).unwrap_or_default());
            let faults = inputs.zip(ui::said(&cx, &findings)).filter(|(_, said)| said.blocking);
            let page = page(&cx, &wanted, (&sent, by), &faults.collect::<Vec<_>>()).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(other) => Err(other.into()),
    }
}
