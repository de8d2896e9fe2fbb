//! Where one is signed in, and where someone else is, for those who keep accounts: listed and ended (SEC-08).

use super::accounts;
use crate::{
    App, Context, Problem, Reader, gate::SignedIn, session_store::signed_in, ui, ui::format,
};
use axum::{
    Form,
    extract::{Path, State},
    response::{Html, IntoResponse, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_access::Level;
use stadga_model::Refusal;
use stadga_store::{NewEvent, StoredSession, sha256_hex};
use tower_sessions::Session;

/// GET /account/sessions
pub(super) async fn own(
    cx: Context,
    State(app): State<App>,
    session: Session,
    reader: Reader,
) -> Result<Response, Problem> {
    let account = &reader.account.name;
    let shown = Shown { cx: &cx, here: &id_of(&session), action: "/account/sessions/end" };
    let page =
        cx.page(cx.t("sessions")).lead(cx.t("sessions-lead")).crumb(cx.t("account"), "/account");
    let sessions = shown.table(&app.store.sessions(account).await?);
    Ok(Html(page.text(&html! {
        (sessions)
        (shown.end("", &cx.t("sessions-end-others")))
    }))
    .into_response())
}

#[derive(Deserialize)]
pub(super) struct Which {
    /// The one, or all others where it is empty.
    #[serde(default)]
    id: String,
}

/// POST /account/sessions/end: one of one's own, or all but this one.
pub(super) async fn end_own(
    State(app): State<App>,
    session: Session,
    reader: Reader,
    Form(which): Form<Which>,
) -> Result<Redirect, Problem> {
    let name = &reader.account.name;
    let event = NewEvent { what: "sessions-ended", account: name, actor: name, about: "" };
    let but = if which.id.is_empty() { id_of(&session) } else { String::new() };
    app.store.end_sessions((&which.id, &but), event).await?;
    Ok(Redirect::to("/account/sessions?done=session"))
}

/// GET /accounts/{name}/sessions, for those who keep accounts.
pub(super) async fn of(
    cx: Context,
    State(app): State<App>,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    accounts::only_keepers(&cx)?;
    let account = app.store.account(&name).await?.ok_or(Refusal::NotFound)?;
    let action = format!("/accounts/{}/sessions/end", account.name);
    let shown = Shown { cx: &cx, here: "", action: &action };
    let sessions = app.store.sessions(&account.name).await?;
    let page = cx.page(cx.t("sessions-of")).lead(&account.name);
    let page = page.crumb(cx.t("account"), "/account").crumb(cx.t("accounts"), "/accounts");
    Ok(Html(page.text(&html! {
        @if sessions.is_empty() {
            (ui::empty(&cx.t("sessions-none"), &cx.t("sessions-none-why")))
        } @else {
            (shown.table(&sessions))
            (shown.end("", &cx.t("sessions-end-all")))
        }
    }))
    .into_response())
}

/// POST /accounts/{name}/sessions/end: one, or all.
pub(super) async fn end_of(
    cx: Context,
    State(app): State<App>,
    reader: Reader,
    Path(name): Path<String>,
    Form(which): Form<Which>,
) -> Result<Redirect, Problem> {
    accounts::only_keepers(&cx)?;
    let account = app.store.account(&name).await?.ok_or(Refusal::NotFound)?;
    let (name, actor) = (&account.name, &reader.account.name);
    let event = NewEvent { what: "sessions-ended", account: name, actor, about: "" };
    app.store.end_sessions((&which.id, ""), event).await?;
    Ok(Redirect::to(&format!("/accounts/{name}/sessions?done=session")))
}

/// What the reader's own session is pointed out by among the account's.
fn id_of(session: &Session) -> String {
    let id = session.id().map(|id| sha256_hex(id.to_string())).unwrap_or_default();
    id.chars().take(StoredSession::ID).collect()
}

struct Shown<'a> {
    cx: &'a Context,
    here: &'a str,
    action: &'a str,
}

impl Shown<'_> {
    fn table(&self, sessions: &[StoredSession]) -> Markup {
        let cx = self.cx;
        html! {
            div.table-wrap tabindex="0" role="region" aria-label=(cx.t("sessions")) {
                table.ds-table {
                    thead { tr {
                        th scope="col" { (cx.t("sessions-browser")) }
                        th scope="col" { (cx.t("sessions-began")) }
                        th scope="col" { (cx.t("sessions-seen")) }
                        th scope="col" { (cx.t("sessions-level")) }
                        th scope="col" { (cx.t("accounts-do")) }
                    } }
                    tbody { @for session in sessions { (self.row(session)) } }
                }
            }
        }
    }

    fn row(&self, session: &StoredSession) -> Markup {
        let cx = self.cx;
        let Some(signed_in) = signed_in::<SignedIn>(session) else { return Context::nothing() };
        let level = match signed_in.level {
            Level::Password => "level-password",
            Level::TwoFactor => "level-two-factor",
        };
        let browser = match signed_in.browser.as_str() {
            "" => cx.t("sessions-browser-unknown"),
            browser => browser.to_owned(),
        };
        html! {
            tr {
                th scope="row" { (browser) }
                td { (format::moment(signed_in.began)) }
                td { (format::moment(signed_in.seen)) }
                td { (cx.t(level)) @if let Some(by) = &signed_in.by { ", " (by.key) } }
                td {
                    @if session.id == self.here { (cx.t("sessions-here")) }
                    @else { (self.end(&session.id, &cx.t("sessions-end"))) }
                }
            }
        }
    }

    fn end(&self, id: &str, words: &str) -> Markup {
        html! {
            form.inline method="post" action=(self.action) {
                input type="hidden" name="id" value=(id);
                button.ds-button type="submit" data-variant="tertiary" data-size="sm" { (words) }
            }
        }
    }
}
