//! The yearly reports: which there are of each year, and each as page, PDF and Word for a chosen year and unit (ISM-14, ISM-15,
//! REP-05, REP-06, REP-07).

use axum::{
    extract::{Path, Query},
    response::Response,
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Date, Head, Id, Record as _, Refusal, Term};
use stadga_organisation::Unit;
use stadga_web::{
    Context, Problem,
    published::{document_links, publish},
    ui::{self, Column, Titles},
};

use super::{
    REPORTS, all_of,
    chosen::{self, CHOSEN, chosen},
    may_create, parts, show_button, tabs, unit_field, units,
};
use crate::{
    ManagementReport,
    compiled::{Part, View, of_report},
    content::{Elsewhere, Report, reports},
    documents::{Frame, document, told_time},
    management_report::State,
};

/// So many years are offered.
const YEARS: i16 = 4;
/// In a file's address: the whole organisation.
const ALL: &str = "all";
/// The scale of what the reports are called.
const TYPES: &str = "management-report-type";

type Records = Vec<(Head, ManagementReport)>;

fn report_of(key: &str) -> Result<&'static Report, Refusal> {
    reports().reports.iter().find(|report| report.key == key).ok_or(Refusal::NotFound)
}

fn name(cx: &Context, report: &Report) -> String {
    cx.term(TYPES, &Term(report.key.clone()))
}

/// The record of a report of a year and a unit, the newest.
fn record<'a>(
    records: &'a Records,
    (report, year): (&Report, i16),
    unit: Option<Id<Unit>>,
) -> Option<&'a (Head, ManagementReport)> {
    let own = records.iter().filter(|(_, one)| {
        one.report.0 == report.key && one.year == i64::from(year) && one.unit == unit
    });
    own.max_by_key(|(head, _)| head.at)
}

/// GET /management/reports
pub(super) async fn list(cx: Context) -> Result<Response, Problem> {
    let records = cx.every::<ManagementReport>().await?;
    let this = cx.today().year();
    let years: Vec<i16> = (0..YEARS).rev().map(|back| this - back).collect();
    let mut columns =
        vec![Column::text(cx.t("reports-report")), Column::text(cx.t("reports-receiver"))];
    columns.extend(years.iter().map(|year| Column::text(year.to_string())));
    let row = |report: &Report| {
        let mut cells = vec![
            html! { a href=(format!("{REPORTS}/{}", report.key)) { (name(&cx, report)) } },
            html! { (report.receiver(cx.language)) },
        ];
        cells.extend(years.iter().map(|year| standing(&cx, &records, (report, *year))));
        cells
    };
    let rows: Vec<_> = reports().reports.iter().map(row).collect();
    let page = cx.page(cx.t("reports-title")).lead(cx.t("reports-lead")).tabs(tabs(&cx, REPORTS));
    Ok(page.show(html! {
        (ui::table(&cx.t("reports-title"), &columns, &rows))
        (all_of(&cx, ManagementReport::KIND))
        (elsewhere(&cx))
    }))
}

/// How the report of a year stands: its records by state, or that it is due, late or can be looked at. What is looked at is of
/// the unit that the record is of: else its texts and its decision would not be there.
fn standing(cx: &Context, records: &Records, (report, year): (&Report, i16)) -> Markup {
    let own =
        records.iter().filter(|(_, one)| one.report.0 == report.key && one.year == i64::from(year));
    let own: Vec<_> = own.collect();
    let due = report.due(year);
    let late = due.is_some_and(|due| due < cx.today());
    let live = format!("{REPORTS}/{}?year={year}", report.key);
    let live = own.iter().max_by_key(|(head, _)| head.at).map_or(live, |(_, one)| address(one));
    html! {
        @for (head, one) in &own {
            p {
                (state_badge(cx, one.state)) " "
                a href=(format!("/management-report/{}", head.id)) { (head.number) }
            }
        }
        @if own.is_empty() {
            p {
                @if late { (ui::badge("none", &cx.t("reports-none"))) }
                @else if let Some(due) = due {
                    span.muted { (cx.t_with("reports-due", &[("date", &due.to_string())])) }
                }
            }
        }
        p { a href=(live) { (cx.t_with("reports-live", &[("year", &year.to_string())])) } }
    }
}

fn state_badge(cx: &Context, state: State) -> Markup {
    let tone = match state {
        State::Draft => "open",
        State::Submitted => "info",
        State::Decided => "good",
    };
    ui::badge(tone, &state_word(cx, state))
}

fn state_word(cx: &Context, state: State) -> String {
    cx.t(&format!("management-report-state-is-{}", state_key(state)))
}

fn state_key(state: State) -> &'static str {
    match state {
        State::Draft => "draft",
        State::Submitted => "submitted",
        State::Decided => "decided",
    }
}

/// The way to the reports that other areas make, where the program has them (REP-08, REP-10, REP-18).
fn elsewhere(cx: &Context) -> Markup {
    let way = |name: &str| {
        let area = cx.app.areas.iter().find(|area| area.name == name)?;
        area.menu.iter().min_by_key(|entry| entry.order).map(|entry| entry.href)
    };
    let there = |one: &'static Elsewhere| {
        let menu = way(&one.area)?;
        Some((one, one.path.as_deref().unwrap_or(menu)))
    };
    let there: Vec<_> = reports().elsewhere.iter().filter_map(there).collect();
    html! {
        @if !there.is_empty() {
            (ui::panel("elsewhere", &cx.t("reports-elsewhere"), &html! {
                ul {
                    @for (one, href) in &there {
                        li { a href=(href) { (one.title(cx.language)) } }
                    }
                }
            }))
        }
    }
}

/// The year and unit of an address; an empty unit is the whole organisation.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    year: String,
    unit: Option<String>,
}

/// The unit that an address asks for. Where it says nothing of it, that of the newest report of the sort: the section on care
/// is always that of the care provider, and nobody should have to remember it.
fn unit_of(records: &Records, key: &str, asked: Option<&str>) -> Option<Id<Unit>> {
    if let Some(text) = asked {
        return text.parse().ok();
    }
    let own = records.iter().filter(|(head, one)| {
        one.report.0 == key && !head.withholds("report") && !head.withholds("unit")
    });
    own.max_by_key(|(head, one)| (one.year, head.at)).and_then(|(_, one)| one.unit)
}

/// A report as it is made: one computation for page, PDF and Word.
struct Made {
    report: &'static Report,
    year: i16,
    unit: Option<Id<Unit>>,
    record: Option<(Head, ManagementReport)>,
    view: View,
    parts: Vec<Part>,
}

impl Made {
    /// Of the `records` that there are, which the page has read already.
    async fn of(
        cx: &Context,
        records: &Records,
        (key, year): (&str, i16),
        unit: Option<Id<Unit>>,
    ) -> Result<Self, Refusal> {
        let report = report_of(key)?;
        if !(1990..=cx.today().year()).contains(&year) {
            return Err(Refusal::NotFound);
        }
        let record = record(records, (report, year), unit).cloned();
        let last = record.as_ref().and_then(|(_, one)| one.last_day());
        let last = match last {
            Some(day) => day,
            None => Date::new(year, 12, 31).map_err(Refusal::broken)?,
        };
        let to = last.min(cx.today());
        let since = to.saturating_sub(jiff::Span::new().years(1));
        let view = View::of(cx, (Some(since), to), unit).await?;
        let parts = of_report(&view, report).await?;
        Ok(Self { report, year, unit, record, view, parts })
    }

    fn title(&self, cx: &Context) -> String {
        let year = self.year.to_string();
        cx.t_with("yearly-title", &[("report", &name(cx, self.report)), ("year", &year)])
    }

    fn address(&self) -> String {
        let unit = self.unit.map_or_else(|| ALL.to_owned(), |unit| unit.to_string());
        format!("{REPORTS}/{}/{}/{unit}/report", self.report.key, self.year)
    }

    /// What somebody has written of it, as far as the reader may read it.
    fn texts(&self, cx: &Context) -> Vec<(String, stadga_model::Prose)> {
        let Some((head, one)) = &self.record else { return Vec::new() };
        let texts = [("summary", &one.summary), ("outlook", &one.outlook)];
        let texts = texts.into_iter().filter(|(field, _)| !head.withholds(field));
        let told = |(field, text): (&str, &Option<stadga_model::Prose>)| {
            Some((cx.t(&format!("management-report-{field}")), text.clone()?))
        };
        texts.filter_map(told).collect()
    }

    async fn frame(&self, cx: &Context) -> Result<Frame, Refusal> {
        let mut facts =
            vec![(cx.t("reports-receiver"), self.report.receiver(cx.language).to_owned())];
        if let Some(unit) = self.unit {
            let titles = Titles::of(cx, [unit.cast()]).await?;
            facts.push((cx.t("management-unit"), titles.text(cx, unit.cast())));
        }
        if let Some((_, one)) = &self.record {
            facts.push((cx.t("management-report-state"), state_word(cx, one.state)));
            if let Some(decision) = one.decision {
                facts.extend(chosen::decided(cx, decision).await?);
            }
        }
        let chosen = chosen(cx, self.record.as_ref()).await?;
        let heads = CHOSEN.map(|key| cx.t(key)).to_vec();
        let rows: Vec<_> = chosen.into_iter().map(|one| one.cells.to_vec()).collect();
        let table = (cx.t("management-report-measures"), heads, rows);
        Ok(Frame {
            title: self.title(cx),
            subtitle: told_time(&self.view),
            number: self.record.as_ref().map(|(head, _)| head.number.clone()),
            facts,
            lead: self.report.lead(cx.language).to_owned(),
            texts: self.texts(cx),
            tables: Some(table).filter(|(_, _, rows)| !rows.is_empty()).into_iter().collect(),
        })
    }
}

/// GET /management/reports/{key}
pub(super) async fn show(
    cx: Context,
    Path(key): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let this = cx.today().year();
    let year = asked.year.parse().unwrap_or(this);
    let records = cx.every::<ManagementReport>().await?;
    let unit = unit_of(&records, &key, asked.unit.as_deref());
    let made = Made::of(&cx, &records, (&key, year), unit).await?;
    let units = units(&cx).await?;
    let chosen = chosen(&cx, made.record.as_ref()).await?;
    let title = made.title(&cx);
    let page = cx
        .page(title.clone())
        .lead(made.report.lead(cx.language))
        .crumb(cx.t("reports-title"), REPORTS)
        .here(name(&cx, made.report))
        .actions(record_button(&cx, &made, &title));
    Ok(page.show(html! {
        form.filters method="get" action=(format!("{REPORTS}/{key}")) {
            div.ds-field {
                label for="year" { (cx.t("yearly-year")) }
                select.ds-input id="year" name="year" {
                    @for back in 0..YEARS.max(this - year + 1) {
                        option value=(this - back) selected[this - back == year] { (this - back) }
                    }
                }
            }
            (unit_field(&cx, &units, unit)) (show_button(&cx))
        }
        p.muted {
            (told_time(&made.view)) "."
            @if let Some((_, one)) = &made.record { " " (state_badge(&cx, one.state)) }
        }
        (ui::panel("documents", &cx.t("management-documents"), &html! {
            ul.documents { (document_links(&cx, &title, &made.address())) }
        }))
        @for (at, (heading, text)) in made.texts(&cx).iter().enumerate() {
            (ui::panel(&format!("text-{at}"), heading, &html! { div.prose { (text.0) } }))
        }
        (chosen::table(&cx, made.report, &chosen))
        (parts::parts(&made.view, &made.parts))
    }))
}

/// To the report's record, or to where one is made.
fn record_button(cx: &Context, made: &Made, title: &str) -> Markup {
    if let Some((head, _)) = &made.record {
        let href = format!("/management-report/{}", head.id);
        return ui::link_button(&href, "secondary", None, &cx.t("yearly-record"));
    }
    if !may_create(cx, ManagementReport::KIND) {
        return Context::nothing();
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    query
        .append_pair("title", title)
        .append_pair("report", &made.report.key)
        .append_pair("year", &made.year.to_string());
    if let Some(unit) = made.unit {
        query.append_pair("unit", &unit.to_string());
    }
    if let Some(me) = cx.door.actor().person {
        query.append_pair("owner", &me.to_string());
    }
    let href = format!("/management-report/new?{}", query.finish());
    ui::link_button(&href, "primary", Some("plus"), &cx.t("yearly-write"))
}

/// GET /management/reports/{key}/{year}/{unit}/report.{pdf,docx}
pub(super) async fn file(
    cx: Context,
    Path((key, year, unit, name)): Path<(String, i16, String, String)>,
) -> Result<Response, Problem> {
    let ending = name.strip_prefix("report.").ok_or(Refusal::NotFound)?;
    let unit = match unit.as_str() {
        ALL => None,
        id => Some(super::id_of::<Unit>(id)?),
    };
    let records = cx.every::<ManagementReport>().await?;
    let made = Made::of(&cx, &records, (&key, year), unit).await?;
    let called = format!("{}.{ending}", made.title(&cx));
    let frame = made.frame(&cx).await?;
    publish(&cx, document(&made.view, &frame, &made.parts).await?, &called).await
}

/// Where a record's report is shown.
pub(super) fn address(report: &ManagementReport) -> String {
    let unit = report.unit.map(|unit| unit.to_string()).unwrap_or_default();
    format!("{REPORTS}/{}?year={}&unit={unit}", report.report.0, report.year)
}
