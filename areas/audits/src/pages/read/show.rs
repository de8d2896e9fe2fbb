//! The page of a reading: the text line by line, and beside it every finding with its lines.

use axum::response::Response;
use maud::{Markup, html};
use stadga_model::{Finding, Id};
use stadga_web::{Context, ui};

use super::{Options, READ, Text, found, select};
use crate::{accept::likely_category, read::Kind};

/// The page, with what stopped the last attempt above it.
pub fn page(cx: &Context, text: &Text, options: &Options, faults: &[Finding]) -> Response {
    let groups = found::groups(cx, &text.told.reading);
    let count: usize = groups.iter().map(|group| group.found.len()).sum();
    let kind = kind_key(text.told.reading.kind);
    let title = text.told.reading.identity.title.as_ref().map(|said| said.as_written.clone());
    let body = html! {
        @if !faults.is_empty() {
            (ui::alert("danger", &html! {
                p { (cx.t("page-read-refused")) }
                ul { @for fault in faults { li { (ui::sentence(cx, fault)) } } }
            }))
        }
        (notes(cx, text))
        form.reader id="reading" method="post" action=(format!("{READ}/{}", text.file.id.0)) {
            (source(cx, text))
            div.findings {
                (belongs(cx, text, options))
                @for (at, group) in groups.iter().enumerate() { (found::section(cx, at, group)) }
                @if count == 0 { (ui::empty(&cx.t("page-read-nothing"), &cx.t("page-read-nothing-why"))) }
                div.form-actions { button.ds-button type="submit" { (cx.t("page-read-make")) } }
            }
        }
    };
    cx.page(title.unwrap_or_else(|| text.file.name.clone()))
        .crumb(cx.t("audit-plural"), "/audit")
        .crumb(cx.t("page-read-title"), READ)
        .here(&text.file.name)
        .lead(cx.t("page-read-check"))
        .signs(html! {
            (ui::badge("info", &cx.t(kind)))
            span { (cx.t_with("page-read-count", &[("count", &count.to_string())])) }
        })
        .actions(html! {
            button.ds-button type="submit" form="reading" { (cx.t("page-read-make")) }
        })
        .show(body)
}

/// The kind of document, as a text's key.
fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Report => "page-read-kind-report",
        Kind::CoverLetter => "page-read-kind-cover-letter",
        Kind::Answer => "page-read-kind-answer",
        Kind::Review => "page-read-kind-review",
        Kind::Other => "page-read-kind-other",
    }
}

/// What of the file could not be read, or is not what its name says.
fn notes(cx: &Context, text: &Text) -> Markup {
    let unread = &text.told.extracted.unread;
    let pages = unread.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    html! {
        @if let Some(ending) = &text.told.extracted.misnamed {
            (ui::alert("info", &html! { p { (cx.t_with("page-read-misnamed", &[("ending", ending)])) } }))
        }
        @if !unread.is_empty() {
            (ui::alert("warning", &html! { p { (cx.t_with("page-read-unread", &[("pages", &pages)])) } }))
        }
        @if !text.told.reading.asks.is_empty() {
            (ui::alert("warning", &html! {
                p { (cx.t("page-read-asks")) }
                ul {
                    @for ask in &text.told.reading.asks {
                        li { a href=(format!("#L{}", ask.lines.0)) { (asked(cx, &ask.what)) ": " (ask.about) } }
                    }
                }
            }))
        }
    }
}

/// The words of what is asked; those of any question, where the reader asks something new.
fn asked(cx: &Context, what: &str) -> String {
    cx.maybe(&format!("page-read-ask-{what}")).unwrap_or_else(|| cx.t("page-read-ask-other"))
}

/// The text as given, each line an anchor.
fn source(cx: &Context, text: &Text) -> Markup {
    let breaks = &text.told.extracted.pages;
    html! {
        div.source tabindex="0" role="region" aria-label=(cx.t("page-read-source")) {
            ol {
                @for (at, line) in text.told.extracted.text.split('\n').enumerate() {
                    li id=(format!("L{}", at + 1)) class=[breaks.contains(&(at + 1)).then_some("page-break")] { (line.trim_end_matches(['\r', '\u{c}'])) }
                }
            }
        }
    }
}

/// Where the records belong: guessed by name, for the user to settle.
fn belongs(cx: &Context, text: &Text, options: &Options) -> Markup {
    let reading = &text.told.reading;
    let identity = &reading.identity;
    let asked = reading.request.as_ref().and_then(|request| request.from.as_deref());
    let unit = guess(
        &options.units,
        asked.or(reading.recommendations.iter().find_map(|r| r.addressee.as_deref())),
    );
    let client =
        guess(&options.units, identity.client.as_ref().map(|said| said.as_written.as_str()));
    ui::panel(
        "belongs",
        &cx.t("page-read-belongs"),
        &html! {
            div.ds-field {
                label for="category" { (cx.t("audit-category")) }
                (found::term(cx, "category", "value.category", "audit-type", Some(likely_category(reading))))
            }
            (select(cx, "target.audit", "page-read-audit", &options.audits, None))
            (select(cx, "target.unit", "audit-unit", &options.units, unit))
            (select(cx, "target.client", "audit-client", &options.units, client))
            (select(cx, "target.owner", "audit-owner", &options.persons, None))
        },
    )
}

/// The record whose name stands in the words, the longest one.
fn guess(options: &[(Id, String)], words: Option<&str>) -> Option<Id> {
    let words = words?.to_lowercase();
    let named = options.iter().filter(|(_, name)| words.contains(&name.to_lowercase()));
    named.max_by_key(|(_, name)| name.len()).map(|(id, _)| *id)
}
