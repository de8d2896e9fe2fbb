//! The annual wheel: the year as a clickable picture and a list, as a document, and as a feed that calendar programs
//! subscribe to (ISM-13).

use axum::{
    extract::{Path, Query},
    http::header,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Date, Refusal, Step, Term};
use stadga_publish::{
    Document,
    calendar::{Calendar, MEDIA, calendar},
    chart::{Ring, Spoke, Wheel},
    document::{Table, cell, column, figure, narrow},
};
use stadga_store::ApiToken;
use stadga_web::{
    Context, Problem, Reader, attachment, feed as address_of,
    published::{document_links, labels, language, publish},
    ui::{self, Column},
};

use super::{
    YEAR,
    year::{Taking, year},
};

/// The scale of the rings.
const RINGS: &str = "wheel-ring";
/// What the feed's file is called, and its addresses among the reader's keys.
const FILE: &str = "arshjul.ics";
/// The picture has room for so many rings.
const DRAWN: usize = 3;
/// Years that can be asked for.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    year: String,
}

impl Asked {
    fn year(&self, cx: &Context) -> i16 {
        self.year
            .parse()
            .ok()
            .filter(|year| YEARS.contains(year))
            .unwrap_or_else(|| cx.today().year())
    }
}

/// GET /year
pub(super) async fn show(
    cx: Context,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let asked = asked.year(&cx);
    page(&cx, &reader, asked, None).await
}

/// The page, with a new address to show once.
async fn page(
    cx: &Context,
    reader: &Reader,
    asked: i16,
    new: Option<&str>,
) -> Result<Response, Problem> {
    let taking = year(cx, asked).await?;
    let addresses = address_of::addresses(cx, reader, FILE).await?;
    let page = cx.page(cx.t("year-title")).lead(cx.t("year-lead"));
    let go = |year: i16, key: &str| {
        ui::link_button(
            &format!("{YEAR}?year={year}"),
            "secondary",
            None,
            &format!("{} {year}", cx.t(key)),
        )
    };
    let turn = html! { (go(asked - 1, "year-before")) (go(asked + 1, "year-after")) };
    Ok(page.actions(turn).show(html! {
        @if let Some(address) = new { (shown(cx, address)) }
        @if taking.is_empty() { (ui::empty(&cx.t("year-none"), &cx.t("year-none-why"))) } @else {
            (picture(cx, &taking, asked))
            (list(cx, &taking))
            ul { (document_links(cx, &cx.t_with("year-of", &[("year", &asked.to_string())]), &format!("{YEAR}/files/{asked}"))) }
        }
        (subscription(cx, &addresses))
    }))
}

/// The year as data for a picture: on the page and in documents.
fn wheel(cx: &Context, taking: &[Taking], year: i16) -> Wheel {
    let months = std::array::from_fn(|at| cx.t(&format!("year-month-{}", at + 1)));
    Wheel {
        id: "wheel".into(),
        title: cx.t_with("year-of", &[("year", &year.to_string())]),
        description: cx.t("year-picture-description"),
        months,
        year,
        today: Some(cx.today()),
        header: ["year-number", "year-day", "year-what", "year-ring"].map(|key| cx.t(key)),
        rings: rings(cx, taking, year),
    }
}

/// The rings that hold some day of the year. The picture has room for three: what is more goes into the innermost, so that
/// nothing vanishes.
fn rings(cx: &Context, taking: &[Taking], year: i16) -> Vec<Ring> {
    let ends = [(1, 1), (12, 31)].map(|(month, day)| Date::new(year, month, day).ok());
    let holds = |step: &&Step| {
        let on = |day: Date| step.valid.is_none_or(|period| period.holds(day));
        ends.into_iter().flatten().any(on)
    };
    let scale = cx.app.store.scales().get(RINGS);
    let mut rings: Vec<Ring> = Vec::new();
    for step in scale.into_iter().flat_map(|scale| &scale.steps).filter(holds) {
        let fits = |one: &&Taking| one.ring.as_ref().is_some_and(|ring| ring.0 == step.key);
        let spokes: Vec<Spoke> = taking.iter().filter(fits).map(spoke).collect();
        let label = step.label(cx.language).to_owned();
        if rings.len() < DRAWN {
            rings.push(Ring { label, spokes });
        } else if let Some(last) = rings.last_mut() {
            last.label = format!("{}, {label}", last.label);
            last.spokes.extend(spokes);
            last.spokes.sort_by_key(|spoke| spoke.day);
        }
    }
    rings
}

fn spoke(one: &Taking) -> Spoke {
    Spoke { day: one.day, label: one.title.clone(), href: one.href.clone(), done: one.done }
}

fn picture(cx: &Context, taking: &[Taking], year: i16) -> Markup {
    let wheel = wheel(cx, taking, year);
    let rings: Vec<_> = wheel.rings.iter().map(|ring| ring.label.to_lowercase()).collect();
    let below = html! {
        p.help { (cx.t_with("year-legend", &[("rings", &rings.join(", "))])) }
        (numbered(&wheel))
    };
    ui::picture(&wheel.title, &wheel.svg(), &below)
}

/// The numbers of the picture with what they stand for.
fn numbered(wheel: &Wheel) -> Markup {
    let rings = wheel.rings.iter().scan(1, |next, ring| {
        let first: usize = *next;
        *next += ring.spokes.len();
        Some((first, ring))
    });
    html! {
        div.tiles {
            @for (first, ring) in rings {
                div {
                    h3 { (ring.label) }
                    ol start=(first) {
                        @for one in &ring.spokes {
                            li { a href=(one.href) { (one.label) } " " time.muted datetime=(one.day) { (one.day) } }
                        }
                    }
                }
            }
        }
    }
}

/// Everything in the order of the days, meetings too, with the week by ISO 8601.
fn list(cx: &Context, taking: &[Taking]) -> Markup {
    let columns = [
        Column::text(cx.t("year-day")),
        Column::number(cx.t("year-week")),
        Column::text(cx.t("year-what")),
        Column::text(cx.t("year-ring")),
        Column::text(cx.t("year-state")),
    ];
    let row = |one: &Taking| {
        let passed = !one.done && one.day < cx.today() && !one.entry.cancelled;
        vec![
            html! { time.nowrap datetime=(one.day) { (one.day) } },
            html! { (one.day.iso_week_date().week()) },
            html! { a href=(one.href) { (one.title) } },
            html! { (ring(cx, one.ring.as_ref())) },
            html! {
                @if one.done { (ui::badge("good", &cx.t("year-is-done"))) }
                @else if one.entry.cancelled { (ui::badge("none", &cx.t("year-is-cancelled"))) }
                @else if passed { (ui::badge("bad", &cx.t("year-is-passed"))) }
                @else { (ui::badge("open", &cx.t("year-is-coming"))) }
            },
        ]
    };
    let rows: Vec<_> = taking.iter().map(row).collect();
    ui::table(&cx.t("year-list"), &columns, &rows)
}

fn ring(cx: &Context, ring: Option<&Term>) -> String {
    ring.map_or_else(|| cx.t("year-meeting"), |ring| cx.term(RINGS, ring))
}

/// A new address, shown this once.
fn shown(cx: &Context, address: &str) -> Markup {
    html! {
        div.ds-alert data-color="success" role="status" {
            p { (cx.t("year-address-made")) }
            p { code.token data-path=(address) { (address) } }
            p { (cx.t("year-address-once")) }
        }
    }
}

/// How the year comes into one's own calendar, and the addresses that were made.
fn subscription(cx: &Context, addresses: &[ApiToken]) -> Markup {
    if cx.past().is_some() {
        return Context::nothing();
    }
    ui::panel(
        "subscribe",
        &cx.t("year-subscribe"),
        &html! {
            p { (cx.t("year-subscribe-how")) }
            @if !addresses.is_empty() {
                ul { @for one in addresses {
                    li {
                        (cx.t_with("year-address", &[("date", &stadga_model::local_date(one.made).to_string())])) " "
                        span.muted {
                            @match one.used {
                                Some(at) => { (cx.t_with("year-address-used", &[("at", &ui::format::moment(at))])) }
                                None => { (cx.t("year-address-unused")) }
                            }
                        }
                        " "
                        form.inline method="post" action=(format!("{YEAR}/address/{}/end", one.id)) {
                            button.ds-button type="submit" data-variant="tertiary" data-size="sm" { (cx.t("year-address-end")) }
                        }
                    }
                } }
            }
            form method="post" action=(format!("{YEAR}/address")) {
                button.ds-button type="submit" data-variant="secondary" { (cx.t("year-address-new")) }
            }
        },
    )
}

/// POST /year/address: makes an address of one's own and shows it, once.
pub(super) async fn address(cx: Context, reader: Reader) -> Result<Response, Problem> {
    let address = address_of::new_address(&cx, &reader, (FILE, FILE)).await?;
    let year = cx.today().year();
    page(&cx, &reader, year, Some(&address)).await
}

/// POST /year/address/{id}/end
pub(super) async fn end(
    cx: Context,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Redirect, Problem> {
    address_of::end(&cx, &reader, &id).await?;
    Ok(Redirect::to(&format!("{YEAR}?done=saved")))
}

/// GET /api/calendar/{secret}/{name}: last year, this one and the next, as far as whose the address is may read it. The gate has
/// looked at the secret.
pub(super) async fn feed(
    cx: Context,
    Path((_, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    if name != FILE {
        return Err(Refusal::NotFound.into());
    }
    let now = cx.today().year();
    let mut entries = Vec::new();
    for asked in [now - 1, now, now + 1] {
        entries.extend(year(&cx, asked).await?.into_iter().map(|one| one.entry));
    }
    let name = format!("{} · {}", cx.t("year-title"), cx.app.organisation);
    let file = calendar(&Calendar { name, made: cx.now(), entries });
    Ok(([(header::CONTENT_TYPE, MEDIA)], file).into_response())
}

/// GET /year/files/{name}: the wheel with its list as PDF or Word, or the year as a file for a calendar.
pub(super) async fn file(cx: Context, Path(name): Path<String>) -> Result<Response, Problem> {
    let (asked, ending) = name.rsplit_once('.').ok_or(Refusal::NotFound)?;
    let asked = asked.parse().ok().filter(|year| YEARS.contains(year)).ok_or(Refusal::NotFound)?;
    let taking = year(&cx, asked).await?;
    let title = cx.t_with("year-of", &[("year", &asked.to_string())]);
    if ending == "ics" {
        let entries = taking.into_iter().map(|one| one.entry).collect();
        let file = calendar(&Calendar { name: title.clone(), made: cx.now(), entries });
        return Ok(attachment(&format!("{title}.ics"), MEDIA, file.into_bytes()));
    }
    let labels = labels(&cx.app.texts, cx.language);
    let organisation = cx.app.organisation.clone();
    let mut document =
        Document::new(language(cx.language), organisation, title.clone(), cx.today(), labels);
    document.provenance = Some(cx.provenance().await?);
    let wheel = wheel(&cx, &taking, asked);
    document.push(figure(wheel.svg(), &wheel.description, title.clone()));
    document.push(numbers(&wheel));
    publish(&cx, document, &format!("{title}.{ending}")).await
}

/// The numbers of the picture with what they stand for, as a table.
fn numbers(wheel: &Wheel) -> Table {
    let [number, day, what, ring] = wheel.header.clone();
    let columns = [narrow(number), narrow(day), column(what, 5), narrow(ring)];
    let rows =
        wheel.table().rows.into_iter().map(|row| row.into_iter().map(cell).collect::<Vec<_>>());
    Table::new(wheel.title.clone(), columns).rows(rows)
}
