//! The register of breaches: what the rules say of the records that the reader may read, by area, and since when.

use crate::{Address, Area, Context, Problem, ui};
use axum::{extract::RawQuery, response::Response};
use maud::{Markup, html};
use stadga_model::{Date, Finding, Id, Refusal, local_date};
use stadga_store::{Breach, BreachQuery, Breaches};
use std::collections::HashMap;

/// The register's address.
pub(crate) const PATH: &str = "/breaches";
/// How many breaches stand on a page.
const SIZE: u32 = 50;

/// What the reader asked for.
struct Asked {
    address: Address,
    area: Option<String>,
    unit: Option<Id>,
    newest: bool,
    mine: bool,
    page: u32,
}

impl Asked {
    fn of(query: &str) -> Self {
        let address = Address::read(query);
        Self {
            area: address.get("area").map(str::to_owned),
            unit: address.get("unit").and_then(|unit| unit.parse().ok()),
            newest: address.get("sort") == Some("-since"),
            mine: address.get("mine").is_some(),
            page: address.get("page").and_then(|page| page.parse().ok()).unwrap_or(1).max(1),
            address,
        }
    }

    fn query(&self, cx: &Context) -> BreachQuery {
        let area = cx.app.areas.iter().find(|area| Some(area.name) == self.area.as_deref());
        BreachQuery {
            kinds: area.map(kinds).unwrap_or_default(),
            units: self.unit.into_iter().collect(),
            owner: cx.door.actor().person.filter(|_| self.mine),
            newest: self.newest,
            page: self.page - 1,
            size: SIZE,
        }
    }
}

fn kinds(area: &Area) -> Vec<&'static str> {
    area.kinds.iter().map(|kind| kind.spec.kind).collect()
}

/// GET /breaches
pub(crate) async fn show(cx: Context, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let asked = Asked::of(&query.unwrap_or_default());
    let page = cx.page(cx.t("breaches")).lead(cx.t("breaches-lead"));
    if cx.past().is_some() {
        let today = html! { p { (cx.t("breaches-today-only")) } };
        return Ok(page.show(ui::alert("info", &today)));
    }
    let found = cx.door.breaches(&asked.query(&cx)).await?;
    let said = said(&cx, &found).await?;
    let units = cx.door.breached_units().await?;
    let mut named = units.clone();
    for breach in &found.rows {
        named.extend([breach.record.head.unit, breach.record.head.owner].into_iter().flatten());
    }
    let titles = ui::Titles::of(&cx, named).await?;
    let areas = areas(&cx, &asked).await?;
    let href = |page: u32| asked.address.with("page", &page.to_string()).of(PATH);
    let pages = u32::try_from(found.total).unwrap_or_default().div_ceil(SIZE);
    Ok(page.show(html! {
        (areas)
        (choice(&cx, &asked, &units, &titles))
        @if found.rows.is_empty() {
            (ui::empty(&cx.t("breaches-none"), &cx.t("breaches-none.do")))
        } @else {
            p role="status" { (count(&cx, found.total)) }
            (table(&cx, &found, &said, &titles))
            (ui::pager(&cx, asked.page, pages, false, &href))
        }
    }))
}

/// How many there are, in words.
fn count(cx: &Context, total: i64) -> String {
    cx.t_with("breaches-count", &[("n", &total.to_string())])
}

/// What the rules say now of the records on the page: a breach that was mended since the sweep has no sentence.
async fn said(cx: &Context, found: &Breaches) -> Result<HashMap<Id, Vec<Finding>>, Refusal> {
    let mut ids: Vec<Id> = found.rows.iter().map(|breach| breach.record.head.id).collect();
    ids.dedup();
    let near = cx.door.near_each(&ids).await?;
    let mut said = HashMap::new();
    for breach in &found.rows {
        let id = breach.record.head.id;
        if let Some(near) = near.get(&id).filter(|_| !said.contains_key(&id)) {
            said.insert(id, cx.door.findings(&breach.record, near).await?);
        }
    }
    Ok(said)
}

/// Each area that has breaches, with how many.
async fn areas(cx: &Context, asked: &Asked) -> Result<Markup, Refusal> {
    let all = asked.address.without("page").without("area").of(PATH);
    let here = asked.area.is_none();
    let mut tabs = vec![ui::Tab { text: cx.t("list-all"), href: all, count: None, here }];
    for area in cx.app.areas.iter() {
        let query = BreachQuery { kinds: kinds(area), page: 0, size: 0, ..asked.query(cx) };
        let total = cx.door.breaches(&query).await?.total;
        let here = asked.area.as_deref() == Some(area.name);
        if total > 0 || here {
            let address = asked.address.without("page").with("area", area.name);
            tabs.push(ui::Tab {
                text: cx.t(&format!("area-{}", area.name)),
                href: address.of(PATH),
                count: usize::try_from(total).ok(),
                here,
            });
        }
    }
    Ok(ui::tabs(&cx.t("breaches-areas"), &tabs))
}

/// Which unit, whose, and in which order.
fn choice(cx: &Context, asked: &Asked, units: &[Id], titles: &ui::Titles) -> Markup {
    let mut units: Vec<_> = units.iter().map(|unit| (titles.text(cx, *unit), *unit)).collect();
    units.sort();
    let option = |value: &str, chosen: bool, text: &str| {
        html! { option value=(value) selected[chosen] { (text) } }
    };
    html! {
        form.filters method="get" action=(PATH) {
            @if let Some(area) = &asked.area { input type="hidden" name="area" value=(area); }
            (ui::filters(cx, asked.unit.is_some() || asked.mine || asked.newest, &html! {
            div.ds-field {
                label for="unit" { (cx.t("breaches-unit")) }
                select.ds-input id="unit" name="unit" {
                    (option("", asked.unit.is_none(), &cx.t("breaches-unit-all")))
                    @for (name, unit) in &units {
                        (option(&unit.to_string(), asked.unit == Some(*unit), name))
                    }
                }
            }
            div.ds-field {
                label for="mine" { (cx.t("breaches-whose")) }
                select.ds-input id="mine" name="mine" {
                    (option("", !asked.mine, &cx.t("breaches-whose-all")))
                    (option("1", asked.mine, &cx.t("breaches-whose-mine")))
                }
            }
            div.ds-field {
                label for="sort" { (cx.t("breaches-sort")) }
                select.ds-input id="sort" name="sort" {
                    (option("", !asked.newest, &cx.t("breaches-oldest")))
                    (option("-since", asked.newest, &cx.t("breaches-newest")))
                }
            }
            div.actions {
                button.ds-button type="submit" data-variant="secondary" { (cx.t("breaches-show")) }
            }
            }))
        }
    }
}

fn table(
    cx: &Context,
    found: &Breaches,
    said: &HashMap<Id, Vec<Finding>>,
    titles: &ui::Titles,
) -> Markup {
    let columns = ["record", "what", "code", "since", "age", "owner", "unit"];
    let columns = columns.map(|name| {
        let text = cx.t(&format!("breaches-{name}"));
        ui::Column { text, number: name == "age" }
    });
    let link = |id: Option<Id>| html! { @if let Some(id) = id { (titles.short_link(cx, id)) } @else { "–" } };
    let row = |breach: &Breach| {
        let (head, since) = (&breach.record.head, local_date(breach.since));
        vec![
            record(cx, breach),
            html! { (sentence(cx, breach, said.get(&head.id).map(Vec::as_slice).unwrap_or_default())) },
            html! { span.code { (breach.code) } },
            html! { time.nowrap datetime=(since) { (since) } },
            html! { (days(cx, since)) },
            link(head.owner),
            link(head.unit),
        ]
    };
    ui::table(&cx.t("breaches"), &columns, &found.rows.iter().map(row).collect::<Vec<_>>())
}

fn record(cx: &Context, breach: &Breach) -> Markup {
    let head = &breach.record.head;
    let title = cx.app.kinds().get(&head.kind).map(|kind| breach.record.title(kind.spec));
    html! {
        a href=(format!("/{}/{}", head.kind, head.id)) { (title.unwrap_or(&head.number)) }
        " " span.muted { (cx.t(&head.kind)) " " span.nowrap { (head.number) } }
    }
}

fn sentence(cx: &Context, breach: &Breach, said: &[Finding]) -> String {
    match said.iter().find(|finding| breach.is(finding)) {
        Some(finding) => ui::sentence(cx, finding),
        None => cx.t("breaches-mended"),
    }
}

fn days(cx: &Context, since: Date) -> String {
    let days = (cx.today() - since).get_days().max(0);
    cx.t_with("breaches-days", &[("n", &days.to_string())])
}

/// The way to the register from one's own page: how many breaches stand in one's own records.
///
/// # Errors
/// Broken.
pub(crate) async fn own(cx: &Context) -> Result<Markup, Refusal> {
    let Some(owner) = cx.door.actor().person.filter(|_| cx.past().is_none()) else {
        return Ok(Context::nothing());
    };
    let query = BreachQuery { owner: Some(owner), ..BreachQuery::default() };
    let total = cx.door.breaches(&query).await?.total;
    Ok(html! {
        p {
            @if total > 0 {
                a href=(format!("{PATH}?mine=1")) { (cx.t_with("breaches-own", &[("n", &total.to_string())])) }
            } @else {
                a href=(PATH) { (cx.t("breaches-all")) }
            }
        }
    })
}
