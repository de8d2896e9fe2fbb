//! How management reviews stand: each level with its occasions of these years, what was missed, what is left (ISM-02, ISM-04).

use axum::response::Response;
use maud::{Markup, html};
use stadga_model::{Head, Id};
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Titles},
};

use super::{OVERVIEW, may_create, occasion_name, outcomes, part_name, tabs, units};
use crate::{
    ManagementReview, ReviewLevel, content,
    occasion::{Occasion, Standing, occasions},
};

/// So many years are shown.
const YEARS: i16 = 3;

type Reviews = Vec<(Id<ManagementReview>, ManagementReview)>;

/// A level with its occasions.
struct Line {
    head: Head,
    level: ReviewLevel,
    occasions: Vec<Occasion>,
}

/// GET /management
pub(super) async fn show(cx: Context) -> Result<Response, Problem> {
    let mut reviews = cx.every::<ManagementReview>().await?;
    reviews.retain(|(head, _)| !["year", "part", "held"].iter().any(|field| head.withholds(field)));
    let known: Reviews = reviews.iter().map(|(head, one)| (head.id.cast(), one.clone())).collect();
    let line = |(head, level): (Head, ReviewLevel)| {
        let own: Reviews =
            known.iter().filter(|(_, one)| one.level == head.id.cast()).cloned().collect();
        let occasions = occasions(&level, &own, cx.today());
        Line { head, level, occasions }
    };
    let lines: Vec<Line> = cx.every::<ReviewLevel>().await?.into_iter().map(line).collect();
    let page = cx.page(cx.t("management-title")).lead(cx.t("management-lead"));
    let page = page.tabs(tabs(&cx, OVERVIEW)).actions(actions(&cx));
    let titles = Titles::of(&cx, lines.iter().filter_map(|line| line.level.leadership)).await?;
    let common = common(&cx, &lines).await?;
    let left = left(&cx, &reviews).await?;
    Ok(page.show(html! {
        @if lines.is_empty() {
            (ui::empty(&cx.t("management-empty"), &cx.t("management-empty-why")))
        } @else {
            (tiles(&cx, &lines))
            (table(&cx, &lines, &titles))
        }
        (common)
        (left)
        (super::all_of(&cx, "management-review"))
    }))
}

fn actions(cx: &Context) -> Markup {
    let new = |kind: &str, variant: &str| {
        ui::link_button(
            &format!("/{kind}/new"),
            variant,
            Some("plus"),
            &cx.t(&format!("{kind}-new")),
        )
    };
    html! {
        @if may_create(cx, "management-review") { (new("management-review", "primary")) }
        @if may_create(cx, "review-level") { " " (new("review-level", "secondary")) }
    }
}

fn tiles(cx: &Context, lines: &[Line]) -> Markup {
    let year = cx.today().year();
    let count = |fits: &dyn Fn(&Occasion) -> bool| {
        lines.iter().flat_map(|line| &line.occasions).filter(|one| fits(one)).count()
    };
    let missed = count(&|one| one.standing == Standing::Missed);
    let tile = |number: usize, text: &str, href: &str| {
        html! { a href=(href) { b { (number) } span { (cx.t(text)) } } }
    };
    let held = count(&|one| one.standing.is_held() && one.slot.year == year);
    let of_year = format!("/management-review?state=held,followed-up&year={year}");
    let coming = count(&|one| matches!(one.standing, Standing::Planned | Standing::Prepared));
    html! {
        ul.tiles {
            li { (tile(held, "management-held", &of_year)) }
            li { (tile(coming, "management-coming", "/management-review?state=planned,prepared")) }
            li.late[missed > 0] { (tile(missed, "management-missed", "#levels")) }
            li { (tile(lines.len(), "management-levels", "/review-level")) }
        }
    }
}

fn table(cx: &Context, lines: &[Line], titles: &Titles) -> Markup {
    let this = cx.today().year();
    let years: Vec<i16> = (0..YEARS).rev().map(|back| this - back).collect();
    let mut columns = vec![
        Column::text(cx.heading("review-level")),
        Column::text(cx.t("review-level-leadership")),
    ];
    columns.extend(years.iter().map(|year| Column::text(year.to_string())));
    let row = |line: &Line| {
        let mut cells = vec![
            ui::link("review-level", line.head.id, &line.level.title),
            html! {
                @match line.level.leadership {
                    Some(id) => { (titles.short_link(cx, id)) }
                    None => { span.muted { "–" } }
                }
            },
        ];
        cells.extend(years.iter().map(|year| {
            let own = line.occasions.iter().filter(|one| one.slot.year == *year);
            html! { @for one in own { p { (occasion(cx, line, one)) } } }
        }));
        cells
    };
    let rows: Vec<_> = lines.iter().map(row).collect();
    html! { div #levels { (ui::table(&cx.t("management-table"), &columns, &rows)) } }
}

/// An occasion: how it stands, which leads to its review, or to where one is made.
fn occasion(cx: &Context, line: &Line, one: &Occasion) -> Markup {
    let name = part_name(cx, one.slot);
    let new = may_create(cx, "management-review").then(|| new_address(cx, line, one));
    html! {
        (badge(cx, one.standing)) " "
        @match (one.review, new) {
            (Some(id), _) => { a href=(format!("/management-review/{id}")) { (name) } }
            (None, Some(href)) => {
                a href=(href) { (cx.t_with("occasion-plan", &[("occasion", &name)])) }
            }
            (None, None) => { (name) }
        }
    }
}

/// The sign of how an occasion stands.
pub(super) fn badge(cx: &Context, standing: Standing) -> Markup {
    let tone = match standing {
        Standing::Held => "good",
        Standing::Late => "part",
        Standing::Prepared | Standing::Planned => "info",
        Standing::Open => "open",
        Standing::Missed => "bad",
    };
    ui::badge(tone, &cx.t(&format!("occasion-is-{}", standing.key())))
}

/// The form of a review for an occasion, with what is known filled in.
fn new_address(cx: &Context, line: &Line, one: &Occasion) -> String {
    let (level, name) = (&line.level, occasion_name(cx, one.slot));
    let title = cx.t_with("review-title-of", &[("level", &level.title), ("occasion", &name)]);
    let mut query = form_urlencoded::Serializer::new(String::new());
    query
        .append_pair("title", &title)
        .append_pair("level", &line.head.id.to_string())
        .append_pair("year", &one.slot.year.to_string())
        .append_pair("part", &one.slot.part.to_string())
        .append_pair("unit", &level.unit.to_string());
    if let Some(owner) = level.owner {
        query.append_pair("owner", &owner.to_string());
    }
    format!("/management-review/new?{}", query.finish())
}

/// What levels there commonly are, while there are fewer: each unit of such a sort can be taken up with one press.
async fn common(cx: &Context, lines: &[Line]) -> Result<Markup, Problem> {
    let common = content::levels();
    let wanted: i64 = common.levels.iter().map(|level| level.number).sum();
    let there = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    if there >= wanted || !may_create(cx, "review-level") {
        return Ok(Context::nothing());
    }
    let units = units(cx).await?;
    let taken =
        |id: &Id<stadga_organisation::Unit>| lines.iter().any(|line| line.level.unit == *id);
    let values = [
        ("levels", wanted.to_string()),
        ("times", common.per_year.to_string()),
        ("all", (wanted * common.per_year).to_string()),
    ];
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Ok(ui::panel(
        "common",
        &cx.t("levels-common"),
        &html! {
            p { (cx.t_with("levels-common-why", &values)) }
            @for level in &common.levels {
                h3 { (level.title(cx.language)) }
                ul {
                    @for (id, unit) in &units {
                        @if unit.unit_type.0 == level.unit_type && unit.period.holds(cx.today()) && !taken(id) {
                            li { a href=(level_address(cx, *id, &unit.name)) { (unit.name) } }
                        }
                    }
                }
            }
        },
    ))
}

fn level_address(cx: &Context, unit: Id<stadga_organisation::Unit>, name: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query
        .append_pair("title", name)
        .append_pair("unit", &unit.to_string())
        .append_pair("per_year", &content::levels().per_year.to_string())
        .append_pair("period.from", &format!("{}-01-01", cx.today().year()));
    format!("/review-level/new?{}", query.finish())
}

/// What reviews decided that is not done.
async fn left(cx: &Context, reviews: &[(Head, ManagementReview)]) -> Result<Markup, Problem> {
    let mut held: Vec<_> = reviews.iter().filter(|(_, one)| one.is_held()).collect();
    held.sort_by_key(|(_, one)| std::cmp::Reverse(one.held));
    let mut rows = Vec::new();
    for (head, review) in held.into_iter().filter(|(_, one)| one.followed.is_none()) {
        for row in outcomes::rows(cx, (head, review)).await? {
            let mut cells = row.cells.into_iter();
            let first = cells.next().unwrap_or_default();
            let mut told = vec![html! {
                @match &row.href { Some(href) => { a href=(href) { (first) } } None => { (first) } }
            }];
            told.extend(cells.map(|cell| html! { (cell) }));
            told.push(ui::link("management-review", head.id, &review.title));
            rows.push(told);
        }
    }
    let heads = outcomes::HEADS.iter().copied().chain(["chapter-reviews-review"]);
    let columns: Vec<_> = heads.map(|key| Column::text(cx.t(key))).collect();
    Ok(html! {
        @if !rows.is_empty() { (ui::table(&cx.t("management-outcomes"), &columns, &rows)) }
    })
}
