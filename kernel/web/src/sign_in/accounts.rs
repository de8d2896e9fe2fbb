//! The accounts, for administrators: who can sign in, inviting, blocking and opening again.

use super::form;
use crate::{App, Context, Problem, Reader};
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
};
use jiff::SignedDuration;
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Action, Id, Language, Reach, Refusal, Revision};
use stadga_store::{Account, FactorKind, Invitation, ListQuery, NewEvent, Sort};

/// The right to keep accounts is granted as if they were a kind of record.
const ACCOUNT: &str = "account";
/// How long an invitation can be used.
const INVITED: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Whether the reader keeps accounts.
pub(crate) fn may_keep(cx: &Context) -> bool {
    cx.door.actor().reach(Action::Change, ACCOUNT) == Some(Reach::Everywhere)
}

pub(super) fn only_keepers(cx: &Context) -> Result<(), Problem> {
    if cx.past().is_some() {
        return Err(Refusal::Past.into());
    }
    if may_keep(cx) { Ok(()) } else { Err(Refusal::Denied.into()) }
}

/// GET /accounts
pub(super) async fn list(cx: Context, State(app): State<App>) -> Result<Response, Problem> {
    only_keepers(&cx)?;
    Ok(Html(page(&cx, &app, &Context::nothing(), &[]).await?).into_response())
}

#[derive(Deserialize)]
pub(super) struct Invite {
    name: String,
    person: String,
}

/// POST /accounts: makes an account for a person and shows the link, once.
pub(super) async fn invite(
    cx: Context,
    State(app): State<App>,
    reader: Reader,
    Form(given): Form<Invite>,
) -> Result<Response, Problem> {
    only_keepers(&cx)?;
    let name = given.name.trim().to_lowercase();
    let person = cx.door.read(given.person.parse().map_err(|_| Refusal::NotFound)?).await?;
    let accounts = app.store.accounts().await?;
    let fault = if !is_plain(&name) {
        Some("accounts-name-odd")
    } else if accounts.iter().any(|account| account.name == name) {
        Some("accounts-name-taken")
    } else {
        accounts.iter().any(|a| a.person == person.head.id).then_some("accounts-person-taken")
    };
    if let Some(fault) = fault {
        let page = page(&cx, &app, &Context::nothing(), &[cx.t(fault)]).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response());
    }
    let account = Account {
        name,
        person: person.head.id,
        secret: String::new(),
        language: Language::default(),
        blocked: false,
    };
    app.store.change_account(&account, by(&reader, "made", &account.name)).await?;
    show_link(&cx, &app, (&reader, &account.name)).await
}

/// POST /accounts/{name}/link: a new link for someone who has lost the password.
pub(super) async fn new_link(
    cx: Context,
    State(app): State<App>,
    reader: Reader,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    only_keepers(&cx)?;
    let account = app.store.account(&name).await?.ok_or(Refusal::NotFound)?;
    show_link(&cx, &app, (&reader, &account.name)).await
}

/// POST /accounts/{name}/block: its sessions and keys end. Nobody blocks themselves.
pub(super) async fn block(
    cx: Context,
    State(app): State<App>,
    reader: Reader,
    Path(name): Path<String>,
) -> Result<Redirect, Problem> {
    if reader.account.name == name.to_lowercase() {
        return Err(Problem::told(StatusCode::CONFLICT, "own-account"));
    }
    set_blocked(&cx, &app, (&reader, &name), true).await
}

/// POST /accounts/{name}/open: may sign in again.
pub(super) async fn open(
    cx: Context,
    State(app): State<App>,
    reader: Reader,
    Path(name): Path<String>,
) -> Result<Redirect, Problem> {
    set_blocked(&cx, &app, (&reader, &name), false).await
}

async fn set_blocked(
    cx: &Context,
    app: &App,
    (reader, name): (&Reader, &str),
    blocked: bool,
) -> Result<Redirect, Problem> {
    only_keepers(cx)?;
    let account = app.store.account(name).await?.ok_or(Refusal::NotFound)?;
    let account = Account { blocked, ..account };
    let what = if blocked { "blocked" } else { "opened" };
    app.store.change_account(&account, by(reader, what, &account.name)).await?;
    Ok(Redirect::to("/accounts?done=account"))
}

/// POST /accounts/{name}/factors/end: whoever has lost telephone and recovery codes begins anew. Not for oneself: that
/// takes password and code.
pub(super) async fn end_factors(
    cx: Context,
    State(app): State<App>,
    reader: Reader,
    Path(name): Path<String>,
) -> Result<Redirect, Problem> {
    only_keepers(&cx)?;
    let account = app.store.account(&name).await?.ok_or(Refusal::NotFound)?;
    if reader.account.name == account.name {
        return Err(Problem::told(StatusCode::CONFLICT, "own-factors"));
    }
    let event = by(&reader, "factors-ended", &account.name);
    app.store.change_factors(&FactorKind::ALL, &[], event).await?;
    Ok(Redirect::to("/accounts?done=account"))
}

/// What can stand in an address and be read out over the telephone.
pub(crate) fn is_plain(name: &str) -> bool {
    let letters = name.chars().all(|c| c.is_ascii_alphanumeric() || "-._@".contains(c));
    letters && (2..=100).contains(&name.len())
}

/// What the reader does to an account.
fn by<'a>(reader: &'a Reader, what: &'a str, account: &'a str) -> NewEvent<'a> {
    NewEvent { what, account, actor: &reader.account.name, about: "" }
}

async fn show_link(
    cx: &Context,
    app: &App,
    (reader, name): (&Reader, &str),
) -> Result<Response, Problem> {
    let token = stadga_access::new_token().map_err(Refusal::broken)?;
    let until = app.store.now().checked_add(INVITED).map_err(Refusal::broken)?;
    let invitation = Invitation { name: name.to_owned(), until };
    app.store.invite(&token, &invitation, by(reader, "invited", name)).await?;
    let link = html! {
        div.ds-alert data-color="success" role="status" {
            p { (cx.t_with("accounts-link-for", &[("name", name)])) }
            p { a href=(format!("/invitation/{token}")) { "/invitation/" (token) } }
            p { (cx.t("accounts-link-once")) }
        }
    };
    Ok(Html(page(cx, app, &link, &[]).await?).into_response())
}

async fn page(
    cx: &Context,
    app: &App,
    above: &Markup,
    sentences: &[String],
) -> Result<String, Refusal> {
    let accounts = app.store.accounts().await?;
    let persons = persons(cx).await?;
    let without = persons.iter().filter(|p| accounts.iter().all(|a| a.person != p.head.id));
    let without: Vec<_> = without.collect();
    Ok(cx.page(cx.t("accounts")).lead(cx.t("accounts-lead")).crumb(cx.t("account"), "/account").text(&html! {
        (above)
        (table(cx, &accounts, (&persons, &app.store.accounts_with_factors().await?)))
        p { a href="/accounts/history" { (cx.t("accounts-history")) } }
        h2 { (cx.t("accounts-new")) }
        (form::told(sentences))
        form.form.narrow method="post" action="/accounts" {
            div.ds-field {
                label for="person" { (cx.t("accounts-person")) }
                select.ds-input id="person" name="person" required {
                    option value="" { (cx.t("accounts-choose")) }
                    @for person in without { option value=(person.head.id) { (called(cx, person)) } }
                }
            }
            @if let Some(kind) = persons.first().map(|person| &person.head.kind) {
                p.help { a href=(format!("/{kind}/new")) { (cx.t("accounts-person-new")) } }
            }
            (form::field(cx, "name", "text", "off", ""))
            (form::send(&cx.t("accounts-invite")))
        }
    }))
}

fn table(
    cx: &Context,
    accounts: &[Account],
    (persons, strong): (&[Revision], &[String]),
) -> Markup {
    let person = |id: Id| persons.iter().find(|person| person.head.id == id);
    html! {
        div.table-wrap tabindex="0" role="region" aria-label=(cx.t("accounts")) {
            table.ds-table {
                thead { tr {
                    th scope="col" { (cx.t("sign-in-name")) }
                    th scope="col" { (cx.t("accounts-person")) }
                    th scope="col" { (cx.t("accounts-state")) }
                    th scope="col" { (cx.t("accounts-do")) }
                } }
                tbody {
                    @for account in accounts {
                        tr {
                            th scope="row" { (account.name) }
                            td { @if let Some(person) = person(account.person) { (called(cx, person)) } }
                            td { (cx.t(state(account))) }
                            td { (actions(cx, account, strong.contains(&account.name))) }
                        }
                    }
                }
            }
        }
    }
}

fn state(account: &Account) -> &'static str {
    match (account.blocked, account.secret.is_empty()) {
        (true, _) => "accounts-is-blocked",
        (false, true) => "accounts-is-invited",
        (false, false) => "accounts-is-open",
    }
}

fn actions(cx: &Context, account: &Account, strong: bool) -> Markup {
    let mut verbs = if account.blocked { vec!["open"] } else { vec!["link", "block"] };
    if strong {
        verbs.push("factors/end");
    }
    html! {
        a href=(format!("/accounts/{}/sessions", account.name)) {
            (cx.t("sessions-of")) span.sr { " " (account.name) }
        }
        @for verb in verbs {
            form.inline method="post" action=(format!("/accounts/{}/{verb}", account.name)) {
                button.ds-button type="submit" data-variant="tertiary" data-size="sm" {
                    (cx.t(&format!("accounts-{}", verb.replace('/', "-")))) span.sr { " " (account.name) }
                }
            }
        }
    }
}

fn called(cx: &Context, person: &Revision) -> String {
    let title = cx.door.kind(&person.head.kind).map(|kind| person.title(kind.spec).to_owned());
    title.unwrap_or_default()
}

/// All persons: records of the kind that the reader's own record is of.
async fn persons(cx: &Context) -> Result<Vec<Revision>, Refusal> {
    let own = cx.door.read(cx.door.actor().person.ok_or(Refusal::Denied)?).await?;
    let spec = cx.door.kind(&own.head.kind)?.spec;
    let sort = Some(Sort { field: spec.title.to_owned(), descending: false });
    let query = ListQuery { sort, size: 10_000, ..ListQuery::default() };
    Ok(cx.door.list(&own.head.kind, &query).await?.rows)
}
