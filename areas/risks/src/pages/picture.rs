//! The risk picture of a unit, an administration or all: matrix, table beside, levels by unit, threats (RSK-06, RSK-07, RSK-10).

use axum::{extract::Query, response::Response};
use jiff::ToSpan;
use maud::{Markup, html};
use stadga_model::{Date, Id, Term};
use stadga_organisation::{Unit, unit::with_all_below};
use stadga_publish::chart::{Cell, Grid, GridRow};
use stadga_web::{Context, Problem, published::document_links, ui};

use super::{
    Asked, COVERAGE, Gathered, READ, behind, coverage, listed,
    matrix::{axes, grid, levels, shades},
    may_create, new_of, parts, tile,
};
use crate::{
    Risk,
    days::days,
    method::{Method, Moment},
    picture::{Counted, Seen, by_unit, counted, is_exceeded},
    risk::is_withheld,
};

/// GET /risks
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let gathered = Gathered::of(&cx, &asked).await?;
    let covered =
        coverage::percent_of(&cx, &gathered, asked.within(&gathered.units).as_ref()).await?;
    let page = cx.page(cx.t("risks-title")).lead(cx.t("risks-lead"));
    let page = if may_create::<Risk>(&cx) { page.actions(actions(&cx)) } else { page };
    let method = asked.method(&gathered);
    Ok(page.show(html! {
        (behind::told(&cx, &gathered.risks))
        (asked.form(&cx, &gathered))
        (tiles(&cx, &gathered, &asked, covered))
        @if gathered.risks.is_empty() {
            (ui::empty(&cx.t("risks-empty"), &cx.t("risks-empty-text")))
        } @else {
            @if let Some(method) = method {
                (moments(&cx, &asked))
                (matrix(&cx, &gathered, &asked, method))
                (others(&cx, &gathered, &asked, method))
                (listed(&cx, &gathered, &asked, method))
            }
            (units(&cx, &gathered, &asked))
        }
        (parts::threats(&cx, &gathered))
        (ui::panel("documents", &cx.t("risks-documents"), &html! {
            ul { (document_links(&cx, &cx.t("risks-document"), &asked.document())) }
        }))
    }))
}

fn actions(cx: &Context) -> Markup {
    html! {
        (ui::link_button(&new_of::<Risk>(&[("raised", &cx.today().to_string())]), "primary", Some("plus"), &cx.t("risk-new")))
        (ui::link_button(READ, "secondary", None, &cx.t("menu-risk-read")))
    }
}

/// The figures, each with the way to what it counts.
fn tiles(cx: &Context, gathered: &Gathered, asked: &Asked, covered: Option<i64>) -> Markup {
    let now = Moment::Current;
    let only = |what: &str| format!("{}#listed", asked.address(&[("only", what)]));
    let unassessed = gathered.count(cx, now, Counted::Unassessed);
    let count = |what: &str| {
        let narrowed = asked.narrowed(what);
        gathered.risks.iter().filter(|seen| fits(cx, gathered, &narrowed, seen)).count()
    };
    let (ending, exceeded) = (count("ending"), count("exceeded"));
    html! {
        ul.tiles {
            @for (place, step) in levels(cx).iter().enumerate().rev() {
                @let number = gathered.count(cx, now, Counted::Level(place));
                @let here = asked.address(&[("level", &step.key)]);
                @let href = listed::level((gathered, asked), None, (&step.key, here));
                li { a href=(href) { b { (number) } span { (cx.t("risks-level")) " " (step.label(cx.language)) } } }
            }
            li.late[unassessed > 0] { (tile(cx, unassessed, "risks-tile-unassessed", &only("unassessed"))) }
            li.late[exceeded > 0] { (tile(cx, exceeded, "risks-tile-exceeded", &only("exceeded"))) }
            li { (tile(cx, count("new"), "risks-tile-new", &only("new"))) }
            li { (tile(cx, count("borne"), "risks-tile-borne", &only("borne"))) }
            li.late[ending > 0] { (tile(cx, ending, "risks-tile-ending", &only("ending"))) }
            li { (tile(cx, count("dependence"), "risks-tile-dependence", &only("dependence"))) }
            @if let Some(percent) = covered {
                li { (tile(cx, format!("{percent} %"), "risks-tile-coverage", COVERAGE)) }
            }
        }
    }
}

/// Inherent, current and target, beside each other as tabs.
fn moments(cx: &Context, asked: &Asked) -> Markup {
    let tab = |moment: Moment| ui::Tab {
        text: cx.t(&format!("risks-when-{}", moment.key())),
        href: asked.address(&[("when", moment.key())]),
        count: None,
        here: asked.moment() == moment,
    };
    ui::tabs(&cx.t("risks-when"), &Moment::ALL.map(tab))
}

fn matrix(cx: &Context, gathered: &Gathered, asked: &Asked, method: &Method) -> Markup {
    let way = |likelihood: i64, consequence: i64| {
        listed::cell((gathered, asked), method, (likelihood, consequence))
    };
    let grid = grid(cx, method, (&gathered.risks, asked.moment()), Some(&way));
    ui::chart(cx, &grid.title, grid.svg(), grid.table())
}

/// The ways to the matrices of other methods that risks are assessed by.
fn others(cx: &Context, gathered: &Gathered, asked: &Asked, method: &Method) -> Markup {
    let others: Vec<_> = gathered
        .families()
        .into_iter()
        .filter(|(one, _)| one.family() != method.family())
        .collect();
    html! {
        @if !others.is_empty() {
            p {
                (cx.t("risks-others"))
                @for (other, count) in others {
                    " " a href=(asked.address(&[("method", &other.key)])) {
                        (cx.term("risk-method", &Term(other.key.clone()))) " (" (count) ")"
                    }
                }
            }
        }
    }
}

/// When a risk was found: as it says itself, else when it was entered here.
pub(crate) fn found_on((head, risk): &Seen, today: Date) -> Date {
    risk.raised.unwrap_or_else(|| head.id.made().map_or(today, stadga_model::local_date))
}

/// Whether a risk is one of those that are asked for.
fn fits(cx: &Context, gathered: &Gathered, asked: &Asked, seen: &Seen) -> bool {
    let (head, risk) = seen;
    let scales = cx.app.store.scales();
    let moment = asked.moment();
    let level = asked.level.is_empty()
        || (!is_withheld(head) && risk.level(Moment::Current) == Some(asked.level.as_str()));
    let cell = asked.cell().is_none_or(|(likelihood, consequence)| {
        let family = asked.method(gathered).map(Method::family);
        let rating = risk.rating(moment).filter(|_| !is_withheld(head));
        risk.by().map(Method::family) == family
            && rating.is_some_and(|r| (r.likelihood, r.consequence) == (likelihood, consequence))
    });
    let acceptance = || gathered.acceptance(head.id);
    let since = cx.today().saturating_sub(days().new_days.days());
    let only = match asked.only.as_str() {
        "unassessed" => counted(seen, Moment::Current, scales) == Counted::Unassessed,
        "exceeded" => is_exceeded(seen, acceptance()),
        "new" => found_on(seen, cx.today()) >= since,
        "borne" => acceptance().is_some(),
        "ending" => acceptance().is_some_and(|(_, one)| parts::ends_soon(cx, one)),
        "dependence" => risk.dependence.is_some(),
        _ => true,
    };
    level && cell && only
}

/// The risks that are asked for, the highest first.
fn listed(cx: &Context, gathered: &Gathered, asked: &Asked, method: &Method) -> Markup {
    let mut risks: Vec<&Seen> =
        gathered.risks.iter().filter(|seen| fits(cx, gathered, asked, seen)).collect();
    highest_first(cx, &mut risks);
    let caption = match asked.cell() {
        Some((likelihood, consequence)) => {
            let [first, second] = axes(method);
            format!("{} {likelihood}, {} {consequence}", cx.t(first), cx.t(second).to_lowercase())
        }
        None if !asked.level.is_empty() => {
            format!("{} {}", cx.t("risks-level"), cx.term("risk-level", &Term::from(&*asked.level)))
        }
        None if ONLY.contains(&asked.only.as_str()) => cx.t(&format!("risks-tile-{}", asked.only)),
        None => cx.t("risks-listed"),
    };
    let some = risks.len().min(ui::SOME);
    html! {
        section #listed {
            @if asked.is_narrowed() { p { a href=(asked.address(&[])) { (cx.t("risks-all")) } } }
            @if risks.is_empty() { p { (cx.t("risks-none-here")) } } @else {
                (parts::table(cx, gathered, &caption, &risks))
            }
            @if risks.len() > some { p { (cx.t_with("risks-more", &[("n", &(risks.len() - some).to_string())])) } }
        }
    }
}

/// What a list can be narrowed to besides cells and levels.
const ONLY: [&str; 6] = ["unassessed", "exceeded", "new", "borne", "ending", "dependence"];

/// Sorts risks by their level now, then by points.
pub(crate) fn highest_first(cx: &Context, risks: &mut [&Seen]) {
    let scales = cx.app.store.scales();
    risks.sort_by_key(|seen| {
        let place = match counted(seen, Moment::Current, scales) {
            Counted::Level(place) => Some(place),
            Counted::Unassessed | Counted::Withheld => None,
        };
        let points = place.and_then(|_| seen.1.points(Moment::Current));
        std::cmp::Reverse((place, points))
    });
}

/// The units that are shown beside each other: those right below the chosen one, or the administrations and the like of all.
pub(super) fn shown(gathered: &Gathered, asked: &Asked, day: Date) -> Vec<Id<Unit>> {
    let lives = |unit: &Unit| unit.period.holds(day);
    let here = |wanted: &dyn Fn(&Unit) -> bool| {
        let found = gathered.units.iter().filter(|(_, unit)| lives(unit) && wanted(unit));
        found.map(|(id, _)| *id).collect::<Vec<_>>()
    };
    match asked.units().first() {
        Some(top) => {
            let below = here(&|unit| unit.parent == Some(*top));
            if below.is_empty() { vec![*top] } else { below }
        }
        None => {
            let administrations = here(&|unit| unit.unit_type.0 == "administration");
            let within: Vec<_> = administrations
                .iter()
                .flat_map(|top| with_all_below(*top, &gathered.units))
                .collect();
            let mut others: Vec<Id<Unit>> = gathered
                .risks
                .iter()
                .filter_map(|(head, _)| head.unit.map(Id::cast::<Unit>))
                .filter(|unit| !within.contains(unit))
                .collect();
            others.sort();
            others.dedup();
            [administrations, others].concat()
        }
    }
}

/// How many risks of each level each unit has, with all below it, as a grid.
pub(super) fn heat(cx: &Context, gathered: &Gathered, asked: &Asked, links: bool) -> Option<Grid> {
    let scales = cx.app.store.scales();
    let of = shown(gathered, asked, cx.today());
    let found = by_unit(&gathered.risks, &gathered.units, &of, Moment::Current, scales);
    let steps = levels(cx);
    let row = |one: &crate::picture::OfUnit| {
        let (id, within) = (one.id.to_string(), with_all_below(one.id, &gathered.units));
        let cell = |(place, step): (usize, &stadga_model::Step)| {
            let number = one.counts.get(&Counted::Level(place)).copied().unwrap_or(0);
            let here = asked.address(&[("unit", &id), ("level", &step.key)]);
            let href = listed::level((gathered, asked), Some(&within), (&step.key, here));
            Cell {
                text: number.to_string(),
                shade: (number > 0).then_some(place),
                href: (links && number > 0).then_some(href),
            }
        };
        let mut cells: Vec<Cell> = steps.iter().enumerate().map(cell).collect();
        let rest: usize = [Counted::Unassessed, Counted::Withheld]
            .iter()
            .filter_map(|counted| one.counts.get(counted))
            .sum();
        cells.push(Cell { text: rest.to_string(), ..Cell::default() });
        GridRow { label: gathered.unit(Some(one.id.cast())), cells }
    };
    let mut columns: Vec<String> =
        steps.iter().map(|step| step.label(cx.language).to_owned()).collect();
    columns.push(cx.t("risks-unknown"));
    (!found.is_empty()).then(|| Grid {
        id: "risks-by-unit".into(),
        title: cx.t("risks-by-unit"),
        description: cx.t("risks-by-unit-told"),
        axes: [cx.t("risk-unit"), cx.t("risks-level")],
        columns,
        rows: found.iter().map(row).collect(),
        shades: shades(cx),
    })
}

fn units(cx: &Context, gathered: &Gathered, asked: &Asked) -> Markup {
    html! {
        @if let Some(grid) = heat(cx, gathered, asked, true) {
            (ui::chart(cx, &grid.title, grid.svg(), grid.table()))
            nav aria-label=(cx.t("risks-by-unit")) {
                ul.lines {
                    @for unit in shown(gathered, asked, cx.today()) {
                        li { a href=(asked.address(&[("unit", &unit.to_string())])) { (gathered.unit(Some(unit.cast()))) } }
                    }
                }
            }
        }
    }
}
