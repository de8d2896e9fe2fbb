//! The page of a reading: the text line by line, and beside it every finding with its lines.

use axum::response::Response;
use maud::{Markup, html};
use stadga_model::Id;
use stadga_web::{Context, ui};

use super::{
    Options, READ, Text,
    chosen::{Chosen, KIND, REGISTER},
    found::{Found, Group},
    item, select,
};
use crate::{
    accept::likely_category,
    read::{Kind, Lines, Reading, Said, Words, is_governing},
};

/// The page, with what stopped the last attempt above it.
pub fn page(
    cx: &Context,
    text: &Text,
    options: &Options,
    groups: &[Group],
    chosen: &Chosen,
    stops: &[Markup],
) -> Response {
    let kind = kind_key(text.told.reading.kind);
    let title = text.told.reading.identity.title.as_ref().map(|said| said.as_written.clone());
    let action = format!("{READ}/{}", text.file.id.0);
    let count: usize = groups.iter().map(|group| group.found.len()).sum();
    let body = html! {
        @if !stops.is_empty() {
            (ui::alert("danger", &html! {
                p { (cx.t("page-read-refused")) }
                ul { @for stop in stops { li { (stop) } } }
            }))
        }
        (made(cx, chosen))
        (notes(cx, text, groups, chosen))
        (kind_choice(cx, text, chosen))
        // Every choice is kept as it is made; without script, by the buttons.
        form.reader id="reading" method="post" action=(action) hx-post=(action) hx-trigger="change delay:300ms"
            hx-target="#reviewed" hx-select="#reviewed" hx-select-oob="#asks" hx-swap="outerHTML" {
            button type="submit" name="do" value="keep" hidden {}
            @if let Some(kind) = chosen.get(KIND) { input type="hidden" name=(KIND) value=(kind); }
            (source(cx, text))
            div.findings {
                @if count == 0 { (ui::empty(&cx.t("page-read-nothing"), &cx.t("page-read-nothing-why"))) }
                @else {
                    (belongs(cx, text, options, chosen))
                    p.muted data-script hidden { (cx.t("page-read-keys")) }
                    @for (at, group) in groups.iter().enumerate() { (item::section(cx, at, group, chosen)) }
                    (actions(cx, count, chosen.reviewed(groups)))
                }
            }
        }
    };
    cx.page(title.unwrap_or_else(|| text.file.name.clone()))
        .crumb(cx.t("audit-plural"), "/audit")
        .crumb(cx.t("page-read-title"), READ)
        .here(&text.file.name)
        .lead(cx.t(if count == 0 { "page-read-kinds" } else { "page-read-check" }))
        .signs(html! {
            (ui::badge("info", &cx.t(kind)))
            span { (cx.t_with("page-read-count", &[("count", &count.to_string())])) }
        })
        .show(body)
}

/// How far the user has come, and what can be done with it.
fn actions(cx: &Context, count: usize, reviewed: usize) -> Markup {
    let (all, done) = (count.to_string(), reviewed.to_string());
    html! {
        div.form-actions.review {
            p id="reviewed" role="status" {
                strong { (cx.t_with("page-read-reviewed", &[("done", &done), ("count", &all)])) }
                @if reviewed < count { " " (cx.t("page-read-rest")) }
            }
            button.ds-button type="submit" name="do" value="make" { (cx.t("page-read-make")) }
            button.ds-button type="submit" name="do" value="keep" data-variant="secondary" { (cx.t("page-read-keep")) }
        }
    }
}

/// What stops the making: accepted findings that must be answered first, or that nothing is accepted at all.
pub fn to_answer(cx: &Context, open: &[&Found]) -> Vec<Markup> {
    if open.is_empty() {
        return vec![html! { (cx.t("page-read-none-taken")) }];
    }
    let link = |found: &&Found| {
        html! { (cx.t("page-read-unanswered")) " " a href=(format!("#{}", item::anchor(found))) { (item::short(&found.text)) } }
    };
    open.iter().map(link).collect()
}

/// Where the records of an earlier round are.
fn made(cx: &Context, chosen: &Chosen) -> Markup {
    let Some(audit) = chosen.id("record.audit") else { return Context::nothing() };
    ui::alert(
        "success",
        &html! {
            p {
                (cx.t("page-read-made-some")) " "
                a href=(format!("/audit/{audit}")) { (cx.t("page-read-made-audit")) }
                @if let Some(answer) = chosen.id("record.answer") {
                    " · " a href=(format!("/answer/{answer}/work")) { (cx.t("page-answer-open")) }
                }
            }
        },
    )
}

/// Where the text does not tell what it is, the user does, and it is read again.
fn kind_choice(cx: &Context, text: &Text, chosen: &Chosen) -> Markup {
    const KINDS: [(Kind, &str); 4] = [
        (Kind::Report, "report"),
        (Kind::CoverLetter, "cover-letter"),
        (Kind::Answer, "answer"),
        (Kind::Review, "review"),
    ];
    if chosen.kind().is_none() && text.told.reading.kind != Kind::Other {
        return Context::nothing();
    }
    html! {
        form.row method="post" action=(format!("{READ}/{}", text.file.id.0)) {
            div.ds-field {
                label for="kind" { (cx.t("page-read-kind")) }
                select.ds-input id="kind" name=(KIND) {
                    option value="" { (cx.t("page-read-kind-other")) }
                    @for (kind, value) in KINDS {
                        option value=(value) selected[chosen.kind() == Some(kind)] { (cx.t(kind_key(kind))) }
                    }
                }
            }
            button.ds-button type="submit" name="do" value="read-as" data-variant="secondary" { (cx.t("page-read-kind-again")) }
        }
    }
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
fn notes(cx: &Context, text: &Text, groups: &[Group], chosen: &Chosen) -> Markup {
    let unread = &text.told.extracted.unread;
    let pages = unread.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    html! {
        @if let Some(ending) = &text.told.extracted.misnamed {
            (ui::alert("info", &html! { p { (cx.t_with("page-read-misnamed", &[("ending", ending)])) } }))
        }
        @if !unread.is_empty() {
            (ui::alert("warning", &html! { p { (cx.t_with("page-read-unread", &[("pages", &pages)])) } }))
        }
        div #asks { (asks(cx, text, groups, chosen)) }
    }
}

/// What could not be told from the text, as long as the user has not settled it.
fn asks(cx: &Context, text: &Text, groups: &[Group], chosen: &Chosen) -> Markup {
    let asks = text.told.reading.asks.iter();
    let open: Vec<_> = asks.filter(|ask| !chosen.settles(groups, ask.lines)).collect();
    html! {
        @if !open.is_empty() {
            (ui::alert("warning", &html! {
                p { (cx.t("page-read-asks")) }
                ul {
                    @for ask in open {
                        li { a href=(answered_at(groups, ask.lines)) { (asked(cx, &ask.what)) ": " (ask.about) } }
                    }
                }
            }))
        }
    }
}

/// Where a question is answered: at the finding that it is of; else where it arose in the text.
fn answered_at(groups: &[Group], lines: Lines) -> String {
    let all = || groups.iter().flat_map(|group| &group.found);
    let of = |found: &&Found| found.lines.0 <= lines.0 && lines.0 <= found.lines.1;
    let asking = all().filter(|found| found.asks.is_some()).find(of);
    match asking.or_else(|| all().find(|found| found.lines == lines)) {
        Some(found) => format!("#{}", item::anchor(found)),
        None => format!("#L{}", lines.0),
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
                    li id=(format!("L{}", at + 1)) class=[breaks.contains(&(at + 1)).then_some("page-break")] { span { (line.trim_end_matches(['\r', '\u{c}'])) } }
                }
            }
        }
    }
}

/// Where the records belong: guessed by name, for the user to settle.
fn belongs(cx: &Context, text: &Text, options: &Options, chosen: &Chosen) -> Markup {
    let reading = &text.told.reading;
    let identity = &reading.identity;
    let asked = reading.request.as_ref().and_then(|request| request.from.as_deref());
    let unit = guess(
        &options.answering,
        asked.or(reading.recommendations.iter().find_map(|r| r.addressee.as_deref())),
    );
    let client =
        guess(&options.units, identity.client.as_ref().map(|said| said.as_written.as_str()));
    let settled =
        |name: &str, guess| if chosen.get(name).is_some() { chosen.id(name) } else { guess };
    let category = chosen.get("value.category").unwrap_or_else(|| likely_category(reading));
    ui::panel(
        "belongs",
        &cx.t("page-read-belongs"),
        &html! {
            div.ds-field {
                label for="category" { (cx.t("audit-category")) }
                (item::term(cx, "category", "value.category", "audit-type", Some(category)))
            }
            (select(cx, "target.audit", "page-read-audit", &options.audits, settled("target.audit", options.likely)))
            @if options.likely.is_some() { p.help { (cx.t("page-read-audit-known")) } }
            (select(cx, "target.unit", "audit-unit", &options.answering, settled("target.unit", unit)))
            (as_said(cx, asked_of(reading).as_ref()))
            (select(cx, "target.client", "audit-client", &options.units, settled("target.client", client)))
            (as_said(cx, identity.client.as_ref()))
            (select(cx, "target.owner", "audit-owner", &options.persons, settled("target.owner", cx.door.actor().person)))
            (register(cx, reading, chosen))
        },
    )
}

/// Of whom the answer is asked, in the text's words; else whom the first recommendation is addressed to.
fn asked_of(reading: &Reading) -> Option<Said> {
    let asked = reading.request.as_ref();
    let asked = asked.and_then(|asked| Some((asked.from.clone()?, asked.said.lines)));
    let addressed = || {
        let mut given = reading.recommendations.iter();
        given.find_map(|one| Some((one.addressee.clone()?, one.said.lines)))
    };
    let (as_written, lines) = asked.or_else(addressed)?;
    Some(Said { as_written, lines })
}

/// What becomes of the documents that the auditors saw: said, and for the user to choose (T23).
fn register(cx: &Context, reading: &Reading, chosen: &Chosen) -> Markup {
    let seen = &reading.documents;
    if seen.is_empty() {
        return Context::nothing();
    }
    let own = seen.iter().filter(|seen| is_governing(&seen.name, Words::shipped())).count();
    let counts = [("count", &*own.to_string()), ("all", &seen.len().to_string())];
    let yes = super::registers(chosen);
    html! {
        div.ds-field {
            label for="target-documents" { (cx.t("page-read-register")) }
            select.ds-input id="target-documents" name=(REGISTER) aria-describedby="target-documents-help" {
                option value="yes" selected[yes] { (cx.t("page-read-register-yes")) }
                option value="no" selected[!yes] { (cx.t("page-read-register-no")) }
            }
        }
        p.help id="target-documents-help" { (cx.t_with("page-read-register-help", &counts)) }
    }
}

/// What the text itself says, with its place.
fn as_said(cx: &Context, said: Option<&Said>) -> Markup {
    html! {
        @if let Some(said) = said {
            p.help {
                a href=(format!("#L{}", said.lines.0)) { (cx.t_with("page-read-said", &[("words", &said.as_written)])) }
            }
        }
    }
}

/// The record whose name stands in the words, the longest one.
fn guess(options: &[(Id, String)], words: Option<&str>) -> Option<Id> {
    let words = words?.to_lowercase();
    let named = options.iter().filter(|(_, name)| words.contains(&name.to_lowercase()));
    named.max_by_key(|(_, name)| name.len()).map(|(id, _)| *id)
}
