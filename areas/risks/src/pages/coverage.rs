//! Coverage: which units, objects and systems lack a risk analysis or have one too old, and what triggers ask for (RSK-03, RSK-08, T27).

mod known;
mod waiting;

pub(crate) use known::{Known, owned, percent_of};

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Id, Record as _};
use stadga_publish::chart::{Cell, Grid, GridRow, Shade, Tone};
use stadga_publish::document::Colour;
use stadga_web::{Context, Problem, ui};

use super::{COVERAGE, Gathered, may_create, new_of, tile};
use crate::{
    RiskAnalysis, RiskDemand,
    coverage::{Covered, Standing, Subject, percent},
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
        (waiting::demands(&cx, &gathered, &known))
        (waiting::seen_often(&cx, &titles, &known))
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

/// What an analysis is to be begun of.
#[derive(Clone, Copy)]
pub(super) struct Begun<'a> {
    /// The record and its kind: what is analysed, or the demand that asks for it.
    pub about: (&'a str, Id),
    /// What it is called.
    pub title: &'a str,
    /// The unit whose analysis it is.
    pub unit: Option<Id>,
    /// Why it is made; nothing where the demand says it.
    pub trigger: &'a str,
    /// What was seen of it.
    pub inputs: &'a [Id],
}

/// The way to a new analysis of something, filled in with what is known; whoever plans it leads it until another does.
pub(super) fn begin(cx: &Context, of: &Begun<'_>) -> Markup {
    let (kind, about) = of.about;
    let written = |id: Option<Id>| id.map(|id| id.to_string()).unwrap_or_default();
    let (about, unit, leader) =
        (about.to_string(), written(of.unit), written(cx.door.actor().person));
    let inputs: Vec<String> = of.inputs.iter().map(ToString::to_string).collect();
    let title = cx.t_with("risk-coverage-begin-title", &[("about", of.title)]);
    let today = cx.today().to_string();
    let method = crate::method::methods().iter().find(|one| one.holds(cx.today()));
    let asked = if kind == RiskDemand::KIND { "demands" } else { "about" };
    let mut values = vec![
        ("title", title.as_str()),
        (asked, about.as_str()),
        ("trigger", of.trigger),
        ("planned", &today),
        ("method", method.map(|method| method.key.as_str()).unwrap_or_default()),
        ("analysis_type", crate::analysis::INFOSEC),
        ("unit", &unit),
        ("owner", &leader),
    ];
    values.extend(inputs.iter().map(|input| ("inputs", input.as_str())));
    html! { a href=(new_of::<RiskAnalysis>(&values)) { (cx.t("risk-coverage-begin")) } }
}

/// Why a subject is analysed.
fn why(subject: &Subject) -> &'static str {
    match (subject.kind == RiskDemand::KIND, subject.own) {
        (true, _) => "",
        (false, true) => "nis",
        (false, false) => "continuous",
    }
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
                        (begin(cx, &Begun {
                            about: (subject.kind, subject.id),
                            title: &subject.title,
                            unit: subject.unit,
                            trigger: why(subject),
                            inputs: &[],
                        }))
                    }
                    None => {}
                }
            },
        ]
    };
    let rows: Vec<_> = shown.iter().take(ui::SOME).map(row).collect();
    html! { div #covered { (ui::table(&cx.t("risk-coverage-table"), &columns, &rows)) } }
}
