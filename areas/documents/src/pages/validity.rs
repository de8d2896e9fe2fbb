//! What was valid, expired or undated on a day (DOC-02, DOC-03, T23), with the same list as Excel, PDF and Word.

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Date, Id, Refusal};
use stadga_organisation::{Unit, unit::with_all_below};
use stadga_store::{ListQuery, Sort};
use stadga_web::{
    Context, Problem,
    published::document_links,
    ui::{self, Column, Titles},
};

use super::{
    VALIDITY, day, day_field,
    register::{Entry, Register},
};
use crate::{Document, Version, validity::Validity};

/// What is asked: the day, today when it is not said; the keeping unit; whether sources are shown.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    on: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    sources: String,
}

impl Asked {
    /// The day that is asked about.
    pub fn day(&self, cx: &Context) -> Date {
        self.on.parse().unwrap_or_else(|_| cx.today())
    }

    fn unit(&self) -> Option<Id<Unit>> {
        self.unit.parse().ok()
    }

    fn sources(&self) -> bool {
        !self.sources.is_empty()
    }

    /// Where the same list is as a file, without the file's ending.
    fn address(&self, cx: &Context) -> String {
        let unit = self.unit().map_or_else(|| ALL_UNITS.to_owned(), |unit| unit.to_string());
        let what = if self.sources() { WITH_SOURCES } else { GOVERNING };
        format!("{VALIDITY}/files/{}/{unit}/{what}", self.day(cx))
    }

    /// The question of such an address.
    ///
    /// # Errors
    /// Not found, when it is none.
    pub fn of_address(day: &str, unit: &str, what: &str) -> Result<Self, Refusal> {
        let known = day.parse::<Date>().is_ok()
            && (unit == ALL_UNITS || unit.parse::<Id<Unit>>().is_ok())
            && [GOVERNING, WITH_SOURCES].contains(&what);
        let sources = if what == WITH_SOURCES { "1" } else { "" };
        let asked = Self { on: day.to_owned(), unit: unit.to_owned(), sources: sources.to_owned() };
        known.then_some(asked).ok_or(Refusal::NotFound)
    }
}

/// In a file's address: no unit is chosen.
const ALL_UNITS: &str = "all";
/// In a file's address: governing documents only.
const GOVERNING: &str = "governing";
/// In a file's address: sources too.
const WITH_SOURCES: &str = "with-sources";

/// The documents that are asked about, those that want something first.
pub(super) fn entries<'a>(
    cx: &Context,
    register: &'a Register,
    units: &[(Id<Unit>, Unit)],
    asked: &Asked,
) -> Vec<Entry<'a>> {
    let within = asked.unit().map(|top| with_all_below(top, units));
    let day = asked.day(cx);
    let mut entries = register.on(day);
    entries.retain(|entry| {
        let used = entry.document.is_used_on(day) || entry.validity == Validity::Valid;
        let here = within
            .as_ref()
            .is_none_or(|within| entry.document.unit.is_some_and(|unit| within.contains(&unit)));
        used && here && (asked.sources() || entry.document.governs())
    });
    entries.sort_by_key(|entry| Validity::ALL.iter().position(|one| *one == entry.validity));
    entries
}

/// All units, by name.
pub(super) async fn units(cx: &Context) -> Result<Vec<(Id<Unit>, Unit)>, Refusal> {
    let sort = Some(Sort { field: "name".into(), descending: false });
    let units = cx.door.all::<Unit>(ListQuery { sort, ..ListQuery::default() }).await?;
    Ok(units.into_iter().map(|(head, unit)| (head.id.cast(), unit)).collect())
}

/// GET /board/documents
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let (register, units) = (Register::of(&cx).await?, units(&cx).await?);
    let entries = entries(&cx, &register, &units, &asked);
    let titles = Titles::of(&cx, entries.iter().filter_map(|entry| entry.document.body)).await?;
    let page = cx.page(cx.t("validity-title")).lead(cx.t("validity-lead"));
    Ok(page.show(html! {
        (form(&cx, &units, &asked))
        (tiles(&cx, &entries))
        @if entries.is_empty() { p { (cx.t("validity-none")) } } @else {
            (table(&cx, &entries, &titles, asked.day(&cx)))
        }
        (files(&cx, &asked))
    }))
}

fn form(cx: &Context, units: &[(Id<Unit>, Unit)], asked: &Asked) -> Markup {
    html! {
        form.filters method="get" action=(VALIDITY) {
            (day_field(cx, "on", "validity-day", asked.day(cx)))
            div.ds-field {
                label for="unit" { (cx.t("validity-unit")) }
                select.ds-input id="unit" name="unit" {
                    option value="" { (cx.t("validity-all")) }
                    @for (id, unit) in units {
                        option value=(id) selected[asked.unit() == Some(*id)] { (unit.name) }
                    }
                }
            }
            div.ds-field {
                label for="sources" { (cx.t("validity-what")) }
                select.ds-input id="sources" name="sources" {
                    option value="" { (cx.t("validity-governing")) }
                    option value="1" selected[asked.sources()] { (cx.t("validity-sources")) }
                }
            }
            div.actions {
                button.ds-button type="submit" data-variant="secondary" { (cx.t("validity-show")) }
            }
        }
    }
}

/// How many stand in each way.
pub(super) fn count(entries: &[Entry], validity: Validity) -> usize {
    entries.iter().filter(|entry| entry.validity == validity).count()
}

fn tiles(cx: &Context, entries: &[Entry]) -> Markup {
    html! {
        ul.tiles {
            @for validity in Validity::ALL {
                @let number = count(entries, validity);
                li.late[number > 0 && validity == Validity::Expired] {
                    a href=(format!("#{}", validity.key())) {
                        b { (number) } span { (cx.t(&format!("validity-many-{}", validity.key()))) }
                    }
                }
            }
        }
    }
}

/// The sign of how a document stands.
pub(super) fn badge(cx: &Context, validity: Validity) -> Markup {
    let tone = match validity {
        Validity::Valid => "good",
        Validity::Expired => "bad",
        Validity::Undated => "part",
        Validity::Unknown => "none",
        Validity::Coming => "info",
    };
    ui::badge(tone, &cx.t(&format!("validity-is-{}", validity.key())))
}

fn table(cx: &Context, entries: &[Entry], titles: &Titles, on: Date) -> Markup {
    let columns = [
        Column::text(cx.t("document-title")),
        Column::text(cx.t("validity-status")),
        Column::text(cx.t("document-document_type")),
        Column::text(cx.t("document-body")),
        Column::text(cx.t("validity-from")),
        Column::text(cx.t("validity-to")),
        Column::text(cx.t("document-version-decided")),
    ];
    let mut told = None;
    let rows: Vec<_> = entries
        .iter()
        .map(|entry| {
            let first = told.replace(entry.validity) != Some(entry.validity);
            row(cx, entry, titles, first)
        })
        .collect();
    ui::table(&cx.t_with("validity-caption", &[("day", &on.to_string())]), &columns, &rows)
}

/// A row; the first of its sort is where the tile leads.
fn row(cx: &Context, entry: &Entry, titles: &Titles, first: bool) -> Vec<Markup> {
    let version = entry.version.map(|(_, version)| version);
    vec![
        html! {
            span id=[first.then(|| entry.validity.key())] {}
            (ui::link("document", entry.head.id, &entry.document.title)) " "
            span.muted.nowrap { (entry.head.number) }
        },
        badge(cx, entry.validity),
        html! { (sort(cx, entry.document)) },
        html! { @if let Some(body) = entry.document.body { (titles.short_link(cx, body)) } @else { span.muted { "–" } } },
        html! { @if let Some(version) = version { (from(version)) } @else { span.muted { "–" } } },
        day(version.and_then(|version| version.valid_to)),
        day(version.and_then(|version| version.decided)),
    ]
}

/// From when a version holds: the day, or the year where no more is known.
fn from(version: &Version) -> Markup {
    match (version.valid_from.or(version.decided), version.year) {
        (None, Some(year)) => html! { (year) },
        (from, _) => day(from),
    }
}

/// Type or source, in words.
pub(super) fn sort(cx: &Context, document: &Document) -> String {
    match (&document.document_type, &document.source_type) {
        (Some(of), _) => cx.term("document-type", of),
        (None, Some(of)) => cx.term("source-type", of),
        (None, None) => "–".to_owned(),
    }
}

/// The same list as files.
fn files(cx: &Context, asked: &Asked) -> Markup {
    let day = asked.day(cx).to_string();
    let title = cx.t_with("validity-document-title", &[("day", &day)]);
    let address = asked.address(cx);
    html! {
        (ui::panel("validity-files", &cx.t("validity-files"), &html! {
            ul.documents {
                (document_links(cx, &title, &address))
                li { a href=(format!("{address}.xlsx")) { (cx.t("validity-excel")) } }
            }
        }))
    }
}
