//! Coverage: which units, objects and systems lack a risk analysis or have one too old, and what triggers ask for (RSK-03, RSK-08, T27).

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_measures::Improvement;
use stadga_model::{Date, Head, Id, Record as _, Refusal};
use stadga_objects::{Object, object};
use stadga_organisation::Unit;
use stadga_publish::chart::{Cell, Grid, GridRow, Shade, Tone};
use stadga_publish::document::Colour;
use stadga_store::ListQuery;
use stadga_systems::ConfigurationItem;
use stadga_web::{Context, Problem, ui};
use std::collections::{BTreeMap, BTreeSet};

use super::{COVERAGE, Gathered, day, may_create, new_of, tile};
use crate::{
    RiskAnalysis, RiskDemand,
    coverage::{Covered, Observed, Standing, Subject, cover, percent, repeated},
    demand,
    risk::named,
    trigger::demanded,
};

/// What is asked: only one kind, or one way to stand.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    standing: String,
    /// `me`: only what the reader answers for.
    #[serde(default)]
    owner: String,
}

/// What a demand lacks, each with the day by which it is needed.
type Lacks = Vec<(demand::Lack, Option<Date>)>;

/// What is known of what must have analyses.
pub(crate) struct Known {
    /// What must have one, with how it stands.
    pub covered: Vec<Covered>,
    /// What was seen so often that it needs one.
    pub repeated: Vec<(Id, Vec<Observed>)>,
    /// The demands that wait, with what they lack.
    pub demands: Vec<(Head, RiskDemand, Lacks)>,
}

impl Known {
    /// All that must have an analysis, as far as the reader may read it; of these units, where some are named.
    ///
    /// # Errors
    /// Broken.
    pub async fn of(
        cx: &Context,
        analyses: &[(Head, RiskAnalysis)],
        units: &[(Id<Unit>, Unit)],
        within: Option<&BTreeSet<Id<Unit>>>,
    ) -> Result<Self, Refusal> {
        let demands = cx.every::<RiskDemand>().await?;
        let mut subjects = subjects(cx, units, &demands).await?;
        let here = |unit: Option<Id>| {
            within.is_none_or(|within| unit.is_some_and(|unit| within.contains(&unit.cast())))
        };
        subjects.retain(|subject| here(subject.unit));
        let made: Vec<(Id, &RiskAnalysis)> =
            analyses.iter().map(|(head, analysis)| (head.id, analysis)).collect();
        let seen = observed(cx).await?;
        let open = demands.into_iter().filter(|(head, demand)| {
            demand.state == demand::State::Open && !demand.comes_back() && here(head.unit)
        });
        let lacking = open.map(|(head, demand)| {
            let own = analyses.iter().filter(|(_, one)| one.demands.contains(&head.id.cast()));
            let lacks = demand.lacks(own.map(|(_, analysis)| analysis));
            (head, demand, lacks)
        });
        let mut demands: Vec<_> = lacking.collect();
        demands.sort_by_key(|(_, demand, _)| demand.due.unwrap_or(Date::MAX));
        let mut covered = cover(subjects, &made, cx.today());
        covered.sort_by(|one, other| {
            (one.standing, &one.subject.title).cmp(&(other.standing, &other.subject.title))
        });
        Ok(Self { covered, repeated: repeated(&seen, &made, cx.today()), demands })
    }
}

/// What a person answers for, with how it stands.
///
/// # Errors
/// Broken.
pub(crate) async fn owned(cx: &Context, me: Id) -> Result<Vec<Covered>, Refusal> {
    let own = ListQuery { size: OWN, ..ListQuery::linking("owner", me) };
    let items = cx.door.all::<ConfigurationItem>(own.clone()).await?;
    let mine = cx.door.all::<Object>(ListQuery { size: 1, ..own }).await?;
    let demands = cx.every::<RiskDemand>().await?;
    let asked = demands.iter().any(|(head, _)| head.owner == Some(me));
    if items.is_empty() && mine.is_empty() && !asked {
        return Ok(Vec::new());
    }
    let objects = cx.every::<Object>().await?;
    let mut subjects = of_objects(objects, items, &yearly(&demands));
    subjects.extend(of_demands(&demands));
    subjects.retain(|subject| subject.owner == Some(me));
    let analyses = cx.every::<RiskAnalysis>().await?;
    let made: Vec<(Id, &RiskAnalysis)> =
        analyses.iter().map(|(head, analysis)| (head.id, analysis)).collect();
    Ok(cover(subjects, &made, cx.today()))
}

/// More than anybody answers for.
const OWN: u32 = 5_000;

/// How many of a hundred are covered, of these units or of all.
///
/// # Errors
/// Broken.
pub(crate) async fn percent_of(
    cx: &Context,
    gathered: &Gathered,
    within: Option<&BTreeSet<Id<Unit>>>,
) -> Result<Option<i64>, Refusal> {
    let known = Known::of(cx, &gathered.analyses, &gathered.units, within).await?;
    Ok(percent(&known.covered))
}

/// What must have an analysis: by kind and type, and by the demands that come back.
async fn subjects(
    cx: &Context,
    units: &[(Id<Unit>, Unit)],
    demands: &[(Head, RiskDemand)],
) -> Result<Vec<Subject>, Refusal> {
    let yearly = yearly(demands);
    let mut subjects = Vec::new();
    for (id, unit) in units.iter().filter(|(_, unit)| unit.period.holds(cx.today())) {
        let rule = demanded("unit").filter(|rule| rule.means(&unit.unit_type.0, None));
        if let Some(rule) = rule {
            let mut subject = subject(id.cast(), "unit", &unit.name, rule.months);
            subject.unit = Some(id.cast());
            subjects.push(subject);
        }
    }
    let (objects, items) = (cx.every().await?, cx.every().await?);
    subjects.extend(of_objects(objects, items, &yearly));
    subjects.extend(of_demands(demands));
    Ok(subjects)
}

/// Demands that come back and name nothing, such as that on the whole organisation: what answers them covers them.
fn of_demands(demands: &[(Head, RiskDemand)]) -> Vec<Subject> {
    let open = demands.iter().filter(|(_, one)| one.state == demand::State::Open);
    let of = |(head, one): &(Head, RiskDemand)| {
        let months = one.months().filter(|_| one.about.is_empty())?;
        let subject = subject(head.id, RiskDemand::KIND, &title(head, "title", &one.title), months);
        Some(Subject { unit: head.unit, owner: head.owner, own: true, ..subject })
    };
    open.filter_map(of).collect()
}

/// Objects and systems that must have an analysis.
fn of_objects(
    objects: Vec<(Head, Object)>,
    items: Vec<(Head, ConfigurationItem)>,
    yearly: &BTreeMap<Id, i32>,
) -> Vec<Subject> {
    let mut subjects = Vec::new();
    let mut objects_of: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (head, object) in objects {
        for system in &object.systems {
            objects_of.entry(system.cast()).or_default().push(head.id);
        }
        let active = object.state == object::State::Active;
        if let Some(rule) = demanded("object").filter(|_| active) {
            let subject =
                subject(head.id, "object", &title(&head, "name", &object.name), rule.months);
            subjects.push(Subject { unit: head.unit, owner: head.owner, ..subject });
        }
    }
    let rule = demanded("configuration-item");
    for (head, item) in items {
        let critical = item.criticality.as_ref().map(|term| term.0.as_str());
        let meant = rule.filter(|rule| rule.means(&item.item_type.0, critical));
        let own = yearly.get(&head.id);
        let Some(months) = own.copied().or(meant.map(|rule| rule.months)) else { continue };
        if !item.state.is_used() {
            continue;
        }
        let subject =
            subject(head.id, "configuration-item", &title(&head, "name", &item.name), months);
        let through = objects_of.remove(&head.id).unwrap_or_default();
        let (unit, owner, own) = (head.unit, head.owner, own.is_some());
        subjects.push(Subject { unit, owner, own, through, ..subject });
    }
    subjects
}

fn title(head: &Head, field: &str, title: &str) -> String {
    if head.withholds(field) { head.number.clone() } else { title.to_owned() }
}

fn subject(id: Id, kind: &'static str, title: &str, months: i32) -> Subject {
    Subject {
        id,
        kind,
        title: title.to_owned(),
        unit: None,
        owner: None,
        months,
        own: false,
        through: Vec::new(),
    }
}

/// What demands that come back are about, with after how many months.
fn yearly(demands: &[(Head, RiskDemand)]) -> BTreeMap<Id, i32> {
    let open = demands.iter().filter(|(_, demand)| demand.state == demand::State::Open);
    let months = open.filter_map(|(_, demand)| Some((demand, demand.months()?)));
    months.flat_map(|(demand, months)| demand.about.iter().map(move |id| (*id, months))).collect()
}

/// What was seen of records: risks that nobody has analysed, and reported shortcomings (RSK-03, trigger 2).
async fn observed(cx: &Context) -> Result<Vec<Observed>, Refusal> {
    let mut seen = Vec::new();
    for one in cx.every::<crate::Risk>().await? {
        let (head, risk) = &one;
        if risk.found_in.is_some() || !risk.is_open() {
            continue;
        }
        let on = super::picture::found_on(&one, cx.today());
        let about = |about: &Id| Observed {
            id: head.id,
            kind: "risk",
            title: named(head, risk),
            about: *about,
            on,
        };
        seen.extend(risk.about.iter().map(about));
    }
    for (head, improvement) in cx.every::<Improvement>().await? {
        let Some(about) = improvement.source else { continue };
        let (id, on) = (head.id, improvement.found);
        let title = title(&head, "title", &improvement.title);
        seen.push(Observed { id, kind: "improvement", title, about, on });
    }
    Ok(seen)
}

/// GET /risks/coverage
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let gathered = Gathered::of(&cx, &super::Asked::default()).await?;
    let known = Known::of(&cx, &gathered.analyses, &gathered.units, None).await?;
    let about = known.repeated.iter().map(|(about, _)| *about);
    let owners = known.covered.iter().filter_map(|one| one.subject.owner);
    let titles = ui::Titles::of(&cx, about.chain(owners)).await?;
    let me = cx.door.actor().person;
    let fits = |one: &&Covered| {
        (asked.owner.is_empty() || one.subject.owner == me && me.is_some())
            && (asked.kind.is_empty() || one.subject.kind == asked.kind)
            && (asked.standing.is_empty() || one.standing.key() == asked.standing)
    };
    let shown: Vec<&Covered> = known.covered.iter().filter(fits).collect();
    let page = cx.page(cx.t("risk-coverage-title")).lead(cx.t("risk-coverage-lead"));
    Ok(page.show(html! {
        (tiles(&cx, &known))
        (chart(&cx, &known.covered))
        (demands(&cx, &gathered, &known))
        (seen_often(&cx, &titles, &known))
        @if shown.len() < known.covered.len() { p { a href=(COVERAGE) { (cx.t("risk-coverage-all")) } } }
        @if shown.is_empty() { p { (cx.t("risk-coverage-nothing")) } } @else {
            (table(&cx, (&gathered, &titles), &shown))
        }
    }))
}

fn tiles(cx: &Context, known: &Known) -> Markup {
    let count = |standing| known.covered.iter().filter(|one| one.standing == standing).count();
    let (never, old) = (count(Standing::Never), count(Standing::Old));
    let waiting = known.demands.iter().filter(|(_, _, lacks)| !lacks.is_empty()).count();
    let only = |standing: Standing| format!("{COVERAGE}?standing={}#covered", standing.key());
    html! {
        ul.tiles {
            @if let Some(percent) = percent(&known.covered) {
                li { (tile(cx, format!("{percent} %"), "risks-tile-coverage", &only(Standing::Fresh))) }
            }
            li.late[never > 0] { (tile(cx, never, "risk-coverage-never", &only(Standing::Never))) }
            li.late[old > 0] { (tile(cx, old, "risk-coverage-old", &only(Standing::Old))) }
            li.late[waiting > 0] { (tile(cx, waiting, "risk-coverage-demands", "#demands")) }
            li.late[!known.repeated.is_empty()] { (tile(cx, known.repeated.len(), "risk-coverage-repeated", "#repeated")) }
        }
    }
}

const KINDS: [&str; 4] = ["unit", "object", "configuration-item", RiskDemand::KIND];

/// How each kind stands, as a picture.
fn chart(cx: &Context, covered: &[Covered]) -> Markup {
    let standings = [Standing::Fresh, Standing::Old, Standing::Never];
    let word = |standing: Standing| cx.t(&format!("risk-coverage-is-{}", standing.key()));
    let row = |kind: &str| {
        let cell = |(place, standing): (usize, &Standing)| {
            let own = |one: &&Covered| one.subject.kind == kind && one.standing == *standing;
            let number = covered.iter().filter(own).count();
            let href = format!("{COVERAGE}?kind={kind}&standing={}#covered", standing.key());
            let (shade, href) = ((number > 0).then_some(place), (number > 0).then_some(href));
            Cell { text: number.to_string(), shade, href }
        };
        let cells = standings.iter().enumerate().map(cell).collect();
        GridRow { label: cx.heading(&format!("{kind}-plural")), cells }
    };
    let shade = |(standing, (sign, colour)): (Standing, (&'static str, Colour))| Shade {
        label: word(standing),
        sign,
        tone: Tone::Grade(colour),
    };
    let signs = [("●", Colour::Green), ("◐", Colour::Yellow), ("○", Colour::Red)];
    let grid = Grid {
        id: "risk-coverage".into(),
        title: cx.t("risk-coverage-chart"),
        description: cx.t("risk-coverage-chart-told"),
        axes: [cx.t("risk-coverage-what"), cx.t("risk-coverage-standing")],
        columns: standings.map(word).to_vec(),
        rows: KINDS.map(row).to_vec(),
        shades: standings.into_iter().zip(signs).map(shade).collect(),
    };
    ui::chart(cx, &grid.title, grid.svg(), grid.table())
}

/// What triggers ask for and is not made yet.
fn demands(cx: &Context, gathered: &Gathered, known: &Known) -> Markup {
    let columns = [
        "risk-demand-title",
        "risk-demand-trigger",
        "risk-demand-due",
        "risk-coverage-lacks",
        "risk-demand-unit",
    ]
    .map(|key| ui::Column::text(cx.t(key)));
    let waiting = known.demands.iter().filter(|(_, _, lacks)| !lacks.is_empty());
    let row = |(head, demand, lacks): &(Head, RiskDemand, Lacks)| {
        let lack = |(lack, day): &(demand::Lack, Option<Date>)| {
            let key = match lack {
                demand::Lack::First => "risk-lacks-first",
                demand::Lack::Second => "risk-lacks-second",
            };
            let late = day.is_some_and(|day| day < cx.today());
            let word = cx.t(key);
            html! { li { @if late { span.late { (word) } } @else { (word) } @if let Some(day) = day { " " time.nowrap datetime=(day) { (day) } } } }
        };
        vec![
            ui::link("risk-demand", head.id, &title(head, "title", &demand.title)),
            html! { (cx.term("risk-trigger", &demand.trigger)) },
            day(demand.due),
            html! { ul { @for one in lacks { (lack(one)) } } },
            html! { (gathered.unit(head.unit)) },
        ]
    };
    let rows: Vec<_> = waiting.map(row).collect();
    html! {
        section #demands {
            h2 { (cx.t("risk-coverage-demands-heading")) }
            p { (cx.t("risk-coverage-demands-why")) }
            @if rows.is_empty() { p { (cx.t("risk-coverage-demands-none")) } } @else {
                (ui::table(&cx.t("risk-coverage-demands-heading"), &columns, &rows))
            }
            @if may_create::<RiskDemand>(cx) {
                p { (ui::link_button(&new_of::<RiskDemand>(&[]), "secondary", Some("plus"), &cx.t("risk-demand-new"))) }
            }
        }
    }
}

/// What was seen so often that it needs an analysis.
fn seen_often(cx: &Context, titles: &ui::Titles, known: &Known) -> Markup {
    html! {
        @if !known.repeated.is_empty() {
            section #repeated {
                h2 { (cx.t("risk-coverage-repeated-heading")) }
                p { (cx.t("risk-coverage-repeated-why")) }
                ul {
                    @for (about, seen) in &known.repeated {
                        li {
                            (titles.link(cx, *about)) ": "
                            @for (at, one) in seen.iter().enumerate() {
                                @if at > 0 { ", " }
                                (ui::link(one.kind, one.id, &one.title)) " " span.muted { (one.on) }
                            }
                            @if may_create::<RiskAnalysis>(cx) { " " (begin(cx, *about, "repeated")) }
                        }
                    }
                }
            }
        }
    }
}

/// The way to a new analysis of something.
pub(super) fn begin(cx: &Context, about: Id, trigger: &str) -> Markup {
    let (about, today) = (about.to_string(), cx.today().to_string());
    let method = crate::method::methods().iter().find(|one| one.holds(cx.today()));
    let method = method.map(|method| method.key.as_str()).unwrap_or_default();
    let values = [
        ("about", about.as_str()),
        ("trigger", trigger),
        ("planned", &today),
        ("method", method),
        ("analysis_type", crate::analysis::INFOSEC),
    ];
    html! { a href=(new_of::<RiskAnalysis>(&values)) { (cx.t("risk-coverage-begin")) } }
}

fn table(cx: &Context, (gathered, titles): (&Gathered, &ui::Titles), shown: &[&Covered]) -> Markup {
    let columns = [
        "risk-coverage-what",
        "risk-coverage-kind",
        "risk-coverage-standing",
        "risk-coverage-newest",
        "risk-analysis-unit",
        "risk-coverage-owner",
        "risk-coverage-do",
    ]
    .map(|key| ui::Column::text(cx.t(key)));
    let may = may_create::<RiskAnalysis>(cx);
    let row = |one: &&Covered| {
        let subject = &one.subject;
        let tone = match one.standing {
            Standing::Fresh => "good",
            Standing::Old => "part",
            Standing::Never => "bad",
        };
        vec![
            ui::link(subject.kind, subject.id, &subject.title),
            html! { (cx.heading(subject.kind)) @if subject.own { " " (ui::badge("info", &cx.t("risk-coverage-yearly"))) } },
            ui::badge(tone, &cx.t(&format!("risk-coverage-is-{}", one.standing.key()))),
            html! {
                @if let Some((id, done)) = one.newest { span.nowrap { (ui::link("risk-analysis", id, &done.to_string())) } }
                @else { span.muted { "–" } }
            },
            html! { (gathered.unit(subject.unit)) },
            html! { @if let Some(owner) = subject.owner { (titles.text(cx, owner)) } },
            html! {
                @match one.coming {
                    Some(id) => { (ui::link("risk-analysis", id, &cx.t("risk-coverage-coming"))) }
                    None if may && one.standing != Standing::Fresh => {
                        (begin(cx, subject.id, if subject.own { "nis" } else { "continuous" }))
                    }
                    None => {}
                }
            },
        ]
    };
    let rows: Vec<_> = shown.iter().take(ui::SOME).map(row).collect();
    html! { div #covered { (ui::table(&cx.t("risk-coverage-table"), &columns, &rows)) } }
}
