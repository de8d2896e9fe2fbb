//! Data protection: the yearly follow-ups per unit, what adapting costs, requests for extracts, standing duties (NIS-06, NIS-07).

use std::collections::BTreeMap;

use axum::response::Response;
use maud::{Markup, html};
use stadga_model::{Head, Id, Money, Record as _, Refusal, Step};
use stadga_publish::{
    chart::{Cell, Grid, GridRow, Shade, Tone},
    document::Colour,
};
use stadga_web::{
    Context, Problem,
    chapter::Scope,
    ui::{self, Column, Titles},
};

use super::{PERSONAL, behind_address, called, day, may_create, tabs_of};
use crate::{
    LegalDuty, LegalReview, RegisterExtract,
    duty::{self, DATA_PROTECTION},
    shipped::numbers,
};

/// GET /laws/data-protection
pub(super) async fn show(cx: Context) -> Result<Response, Problem> {
    let reviews = reviews(&cx).await?;
    let extracts = extracts(&cx).await?;
    let mut duties = cx.every::<LegalDuty>().await?;
    duties.retain(|(_, duty)| duty.is_of(DATA_PROTECTION) && duty.state != duty::State::Ended);
    let linked = reviews.iter().filter_map(|(_, one)| one.unit.map(Id::cast));
    let linked = linked.chain(duties.iter().flat_map(|(_, one)| {
        let (owner, unit) = (one.owner.map(Id::cast), one.unit.map(Id::cast));
        owner.into_iter().chain(unit)
    }));
    let linked = linked.chain(extracts.iter().filter_map(|(_, one)| one.owner.map(Id::cast)));
    let titles = Titles::of(&cx, linked).await?;
    let page = cx.page(cx.t("personal-title")).lead(cx.t("personal-lead")).actions(actions(&cx));
    Ok(page.tabs(tabs_of(&cx, PERSONAL)).show(html! {
        (tiles(&cx, &reviews, &extracts))
        (years(&cx, &reviews, &titles))
        (needs(&cx, &reviews, &titles))
        (waiting(&cx, &extracts, &titles))
        (standing(&cx, &duties, &titles))
    }))
}

fn actions(cx: &Context) -> Markup {
    html! {
        @if may_create(cx, LegalReview::KIND) {
            (ui::link_button("/legal-review/new", "secondary", Some("plus"), &cx.t("legal-review-new"))) " "
        }
        @if may_create(cx, RegisterExtract::KIND) {
            (ui::link_button("/register-extract/new", "secondary", Some("plus"), &cx.t("register-extract-new")))
        }
    }
}

/// The follow-ups of which the reader may see how they went.
async fn reviews(cx: &Context) -> Result<Vec<(Head, LegalReview)>, Refusal> {
    let mut all = cx.every::<LegalReview>().await?;
    all.retain(|(head, _)| !["year", "unit", "outcome"].iter().any(|field| head.withholds(field)));
    Ok(all)
}

/// The requests that wait, the most pressing first; none, for whoever may not read them.
async fn extracts(cx: &Context) -> Result<Vec<(Head, RegisterExtract)>, Refusal> {
    let mut all = match cx.every::<RegisterExtract>().await {
        Ok(all) => all,
        Err(Refusal::Denied) => Vec::new(),
        Err(other) => return Err(other),
    };
    all.retain(|(_, one)| one.is_open());
    all.sort_by_key(|(_, one)| one.due());
    Ok(all)
}

fn tiles(
    cx: &Context,
    reviews: &[(Head, LegalReview)],
    extracts: &[(Head, RegisterExtract)],
) -> Markup {
    let year = i64::from(cx.today().year());
    let now: Vec<_> = reviews.iter().filter(|(_, one)| one.year == year).collect();
    let done = now.iter().filter(|(_, one)| one.outcome.is_some()).count();
    let found: i64 = now
        .iter()
        .filter(|(head, _)| !head.withholds("deviations"))
        .filter_map(|(_, one)| one.deviations)
        .sum();
    let late = extracts.iter().filter(|(_, one)| one.due() < cx.today()).count();
    let all = Scope { units: None, since: cx.today() };
    html! {
        ul.tiles {
            li { a href=(format!("/legal-review?year={year}")) {
                b { (done) " / " (now.len()) } span { (cx.t("personal-done")) }
            } }
            li { a href=(format!("/legal-review?year={year}")) {
                b { (found) } span { (cx.t("personal-deviations")) }
            } }
            li { a href="/register-extract?state=received,gathering" {
                b { (extracts.len()) } span { (cx.t("personal-waiting")) }
            } }
            @if late > 0 {
                li.late { a href=(behind_address("extracts", &all)) { b { (late) } span { (cx.t("personal-late")) } } }
            } @else {
                li { b { (late) } span { (cx.t("personal-late")) } }
            }
        }
    }
}

/// The follow-ups of each unit, by its name.
type ByUnit<'a> = BTreeMap<String, Vec<&'a (Head, LegalReview)>>;

/// Units by years: how each follow-up went, and where one is missed (NIS-07).
fn years(cx: &Context, reviews: &[(Head, LegalReview)], titles: &Titles) -> Markup {
    let mut units = ByUnit::new();
    for one in reviews {
        if let Some(unit) = one.1.unit {
            units.entry(titles.text(cx, unit.cast())).or_default().push(one);
        }
    }
    let grid = grid(cx, &units);
    html! {
        @if grid.rows.is_empty() { (ui::empty(&cx.t("personal-none"), &cx.t("personal-none.do"))) } @else {
            (ui::chart(cx, &grid.title, grid.svg(), grid.table()))
        }
    }
}

fn grid(cx: &Context, units: &ByUnit) -> Grid {
    let this = cx.today().year();
    let years: Vec<i64> = (this - numbers().review_years + 1..=this).map(i64::from).collect();
    let scale = cx.app.store.scales().get("legal-outcome");
    let steps: Vec<&Step> = scale.into_iter().flat_map(|scale| &scale.steps).collect();
    let rows = units.iter().map(|(name, own)| GridRow {
        label: name.clone(),
        cells: years.iter().map(|year| cell(cx, own, *year, &steps)).collect(),
    });
    Grid {
        id: "personal-years".into(),
        title: cx.t("personal-years"),
        description: cx.t("personal-years-description"),
        axes: [cx.t("legal-review-unit"), cx.t("legal-review-year")],
        columns: years.iter().map(i64::to_string).collect(),
        rows: rows.collect(),
        shades: shades(cx, &steps),
    }
}

/// What the colours mean: the outcomes in their own, then that there is none.
fn shades(cx: &Context, steps: &[&Step]) -> Vec<Shade> {
    let shade = |step: &&Step| {
        let (sign, colour) = match step.colour.as_deref() {
            Some("green") => ("●", Colour::Green),
            Some("yellow") => ("◐", Colour::Yellow),
            Some("red") => ("○", Colour::Red),
            _ => ("▷", Colour::Neutral),
        };
        Shade { label: step.label(cx.language).to_owned(), sign, tone: Tone::Grade(colour) }
    };
    let missed =
        Shade { label: cx.t("personal-missed"), sign: "–", tone: Tone::Grade(Colour::White) };
    steps.iter().map(shade).chain([missed]).collect()
}

/// How the follow-up of a year went: how many deviations, in its outcome's colour.
fn cell(cx: &Context, own: &[&(Head, LegalReview)], year: i64, steps: &[&Step]) -> Cell {
    let this = i64::from(cx.today().year());
    let found = own.iter().find(|(_, one)| one.year == year);
    let outcome = found.and_then(|(_, one)| one.outcome.as_ref());
    let at = outcome.and_then(|outcome| steps.iter().position(|step| step.key == outcome.0));
    // What is still to be done says so: a link without words leads nobody.
    let left = found.is_some() && at.is_none();
    let counted = found.filter(|(head, _)| !head.withholds("deviations"));
    let counted = counted.and_then(|(_, one)| one.deviations).map(|n| n.to_string());
    Cell {
        text: counted.or_else(|| left.then(|| cx.t("personal-left"))).unwrap_or_default(),
        shade: at.or_else(|| (year < this).then_some(steps.len())),
        href: found.map(|(head, _)| format!("/legal-review/{}", head.id)),
    }
}

/// What adapting would still cost: of each unit and law the need of its latest follow-up, for that takes the place of the earlier.
fn latest(reviews: &[(Head, LegalReview)]) -> Vec<&(Head, LegalReview)> {
    let mut newest = BTreeMap::<_, &(Head, LegalReview)>::new();
    for one in reviews.iter().filter(|(_, one)| one.outcome.is_some()) {
        let held = newest.entry((one.1.unit, one.1.law)).or_insert(one);
        if one.1.year > held.1.year {
            *held = one;
        }
    }
    let told = |one: &&(Head, LegalReview)| !one.0.withholds("need");
    let asked = |one: &&(Head, LegalReview)| one.1.need.is_some_and(|need| need.0 > 0);
    newest.into_values().filter(told).filter(asked).collect()
}

/// The same as a table with its sum, for the budget (NIS-07).
fn needs(cx: &Context, reviews: &[(Head, LegalReview)], titles: &Titles) -> Markup {
    let asked = latest(reviews);
    let sum = Money(asked.iter().filter_map(|(_, one)| one.need).map(|need| need.0).sum());
    let money = |amount| ui::format::money(cx.language, amount);
    let row = |(head, one): &&(Head, LegalReview)| {
        vec![
            ui::link(LegalReview::KIND, head.id, called(head, "title", &one.title)),
            html! { @if let Some(unit) = one.unit { (titles.short_link(cx, unit.cast())) } },
            html! { @if !head.withholds("need_for") { (one.need_for.as_deref().unwrap_or("–")) } },
            html! { (money(one.need.unwrap_or_default())) },
        ]
    };
    let mut rows: Vec<_> = asked.iter().map(row).collect();
    let columns = [
        Column::text(cx.heading("legal-review")),
        Column::text(cx.t("legal-review-unit")),
        Column::text(cx.t("legal-review-need_for")),
        Column::number(cx.t("legal-review-need")),
    ];
    let blank = || html! {};
    rows.push(vec![
        html! { strong { (cx.t("personal-sum")) } },
        blank(),
        blank(),
        html! { strong { (money(sum)) } },
    ]);
    html! { @if rows.len() > 1 { (ui::table(&cx.t("personal-needs"), &columns, &rows)) } }
}

fn waiting(cx: &Context, extracts: &[(Head, RegisterExtract)], titles: &Titles) -> Markup {
    let columns = [
        Column::text(cx.t("register-extract-diary_number")),
        Column::text(cx.t("register-extract-received")),
        Column::text(cx.t("personal-due")),
        Column::text(cx.t("register-extract-owner")),
    ];
    let row = |(head, one): &(Head, RegisterExtract)| {
        let late = one.due() < cx.today();
        vec![
            ui::link(
                RegisterExtract::KIND,
                head.id,
                called(head, "diary_number", &one.diary_number),
            ),
            day(Some(one.received)),
            html! { (day(Some(one.due()))) @if late { " " (ui::badge("bad", &cx.t("touched-is-late"))) } },
            html! { @match one.owner { Some(owner) => { (titles.short_link(cx, owner.cast())) } None => { span.muted { "–" } } } },
        ]
    };
    let rows: Vec<_> = extracts.iter().map(row).collect();
    html! { @if !rows.is_empty() { (ui::table(&cx.t("personal-extracts"), &columns, &rows)) } }
}

fn standing(cx: &Context, duties: &[(Head, LegalDuty)], titles: &Titles) -> Markup {
    let columns = [
        Column::text(cx.t("legal-duty-title")),
        Column::text(cx.t("legal-duty-unit")),
        Column::text(cx.t("legal-duty-place")),
        Column::text(cx.t("personal-next")),
        Column::text(cx.t("legal-duty-owner")),
    ];
    let link = |id: Option<Id>| html! { @match id { Some(id) => { (titles.short_link(cx, id)) } None => { span.muted { "–" } } } };
    let row = |(head, one): &(Head, LegalDuty)| {
        let place = one.place.as_deref().filter(|_| !head.withholds("place"));
        vec![
            ui::link(LegalDuty::KIND, head.id, called(head, "title", &one.title)),
            link(one.unit.map(Id::cast)),
            html! { (place.unwrap_or("–")) },
            day(one.next()),
            link(one.owner.map(Id::cast)),
        ]
    };
    let rows: Vec<_> = duties.iter().map(row).collect();
    html! { @if !rows.is_empty() { (ui::table(&cx.t("personal-duties"), &columns, &rows)) } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use stadga_testkit::rules::{id, revision};

    #[test]
    fn nis_07_a_need_takes_the_place_of_the_one_of_the_year_before() {
        let review = |unit: u32, year: i64, outcome: Option<&str>, need: Option<i64>| {
            let json = serde_json::json!({"title": "U", "law": id::<()>(1), "unit": id::<()>(unit), "year": year,
                "outcome": outcome, "need": need});
            (
                revision(id(unit), "legal-review", Default::default()).head,
                serde_json::from_value(json).unwrap(),
            )
        };
        let all = [
            review(1, 2024, Some("deviation"), Some(60)),
            review(1, 2025, Some("minor"), Some(35)),
            review(1, 2026, None, None),
            review(2, 2024, Some("minor"), Some(10)),
            review(2, 2025, Some("no-deviation"), None),
        ];
        let told: Vec<i64> = latest(&all).iter().map(|(_, one)| one.year).collect();
        assert_eq!(told, [2025], "the one of unit 2 was met");
    }
}
