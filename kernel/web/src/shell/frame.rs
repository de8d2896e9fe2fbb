//! The document around a page's content: head, header with search and date, band, footer.

use super::menu;
use crate::{
    AS_OF, Context, assets,
    ui::{format::moment, icon},
};
use maud::{DOCTYPE, Markup, html};
use stadga_model::Language;

/// The whole document.
pub(super) fn whole(cx: &Context, title: &str, main: &Markup) -> Markup {
    let signed_in = !cx.user.is_empty();
    html! {
        (DOCTYPE)
        html lang=(cx.language.code()) data-color-scheme=(cx.theme.scheme()) data-size="sm" {
            (head(cx, title))
            body data-person=[cx.door.actor().person.filter(|_| signed_in)] {
                a.ds-skip-link href="#main" { (cx.t("shell-skip")) }
                (header(cx, signed_in))
                (band(cx))
                (alarm(cx))
                @if signed_in {
                    div.shell {
                        (menu::nav(cx))
                        main.page #main tabindex="-1" { (main) }
                    }
                } @else {
                    main.page #main tabindex="-1" { (main) }
                }
                footer.foot {
                    p {
                        "Stadga"
                        @if signed_in { " " (env!("CARGO_PKG_VERSION")) " · " a href="/api/v1/openapi.json" { (cx.t("shell-api")) } }
                    }
                }
            }
        }
    }
}

fn head(cx: &Context, title: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            title { (title) " – Stadga, " (cx.app.organisation) }
            link rel="icon" href=(assets::address("logo.svg"));
            link rel="stylesheet" href=(assets::address("stadga.css"));
            script src=(assets::address("htmx.min.js")) defer {}
            script src=(assets::address("stadga.js")) defer {}
        }
    }
}

fn header(cx: &Context, signed_in: bool) -> Markup {
    html! {
        header.top {
            a.brand href="/" {
                img src=(assets::address("logo.svg")) alt="";
                span { "Stadga" small { (cx.app.organisation) } }
            }
            @if signed_in { (search(cx)) }
            div.top-tools {
                @if signed_in { (as_of(cx, "as-of")) }
                button.ds-button type="button" data-variant="tertiary" data-color="neutral" data-icon
                    data-theme-toggle data-script hidden aria-pressed=(cx.theme.scheme() == "dark")
                    aria-label=(cx.t("shell-dark")) { (icon("theme")) }
                @if signed_in { (account(cx)) } @else { (other_language(cx)) }
            }
        }
    }
}

fn search(cx: &Context) -> Markup {
    html! {
        form.find role="search" action="/search" {
            input.ds-input type="search" name="q" aria-label=(cx.t("shell-search"))
                placeholder=(cx.t("shell-search"));
            kbd data-script hidden { "Ctrl K" }
            button type="submit" aria-label=(cx.t("shell-search-do")) { (icon("search")) }
        }
    }
}

/// The date picker: the page that one is on, as it was that day.
pub(super) fn as_of(cx: &Context, id: &str) -> Markup {
    let (path, query) = cx.path.split_once('?').unwrap_or((&cx.path, ""));
    let kept = form_urlencoded::parse(query.as_bytes())
        .filter(|(name, _)| name != AS_OF && name != "done");
    html! {
        form.as-of method="get" action=(path) data-own-date {
            label for=(id) { (cx.t("shell-as-of")) }
            input.ds-input type="date" id=(id) name=(AS_OF) value=[cx.past()] max=(cx.today());
            @for (name, value) in kept { input type="hidden" name=(name) value=(value); }
            button.ds-button type="submit" data-variant="tertiary" data-color="neutral" {
                (cx.t("shell-as-of-do"))
            }
        }
    }
}

fn account(cx: &Context) -> Markup {
    html! {
        details.drop-down {
            summary.ds-button data-variant="tertiary" data-color="neutral" {
                (icon("user")) span.name { (cx.user) }
            }
            ul {
                li { a href="/account" { (cx.t("shell-account")) } }
                li { (other_language(cx)) }
                li {
                    form action="/sign-out" method="post" {
                        button type="submit" { (cx.t("shell-sign-out")) }
                    }
                }
            }
        }
    }
}

fn other_language(cx: &Context) -> Markup {
    let (code, name) = match cx.language {
        Language::Swedish => ("en", "In English"),
        Language::English => ("sv", "På svenska"),
    };
    let back: String = form_urlencoded::byte_serialize(cx.path.as_bytes()).collect();
    html! { a href=(format!("/language/{code}?back={back}")) lang=(code) hreflang=(code) { (name) } }
}

/// The break-glass account has been used, and nobody has yet said that they have seen it.
fn alarm(cx: &Context) -> Markup {
    html! {
        @if let Some(alarm) = &cx.alarm {
            @let at = moment(alarm.at);
            div.ds-alert data-color="danger" role="alert" {
                p { (cx.t_with("alarm", &[("account", &alarm.account), ("at", &at)])) }
                form.inline method="post" action="/accounts/alarm" {
                    input type="hidden" name="account" value=(alarm.account);
                    input type="hidden" name="at" value=(alarm.at);
                    button.ds-button type="submit" data-variant="secondary" data-size="sm" { (cx.t("alarm-seen")) }
                }
            }
        }
    }
}

/// The band of a past date, with the way back to now.
fn band(cx: &Context) -> Markup {
    let (path, query) = cx.path.split_once('?').unwrap_or((&cx.path, ""));
    let kept = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != AS_OF);
    // The empty date says outright that the present is meant, and so no date is put on this link.
    let now = form_urlencoded::Serializer::new(format!("{path}?"))
        .extend_pairs(kept)
        .append_pair(AS_OF, "")
        .finish();
    html! {
        @if let Some(date) = cx.past() {
            div.band role="status" {
                (icon("clock"))
                p {
                    (cx.t("shell-past")) " " strong { time datetime=(date) { (date) } } ". "
                    (cx.t("shell-past-fixed"))
                }
                a href=(now) { (cx.t("shell-past-back")) }
            }
        }
    }
}

/// What was just done, told once after a redirect: `?done=saved` shows the text `done-saved`.
pub(super) fn message(cx: &Context) -> Markup {
    let query = cx.path.split_once('?').map_or("", |(_, query)| query);
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let done = pairs.find(|(name, _)| name == "done").map(|(_, key)| key.into_owned());
    let words = done.and_then(|key| cx.maybe(&format!("done-{key}")));
    html! {
        @if let Some(words) = words {
            div.ds-alert data-color="success" role="status" { p { (words) } }
        }
        @if !cx.user.is_empty() {
            div.ds-alert data-color="warning" role="alert" tabindex="-1" data-signed-out hidden {
                p { (cx.t("signed-out-writing")) }
                p { a href="/sign-in" target="_blank" rel="noopener" { (cx.t("signed-out-sign-in")) } }
            }
        }
    }
}
