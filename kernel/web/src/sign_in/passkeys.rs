//! One's own passkeys: made, listed, taken away.

use super::{client::Client, form, passkey, proof, tries::Tries, two_factor, vouched};
use crate::{App, Context, Problem, Reader, gate::require_level, ui::format};
use axum::{
    Form, Json,
    extract::State,
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::{Value, json};
use stadga_access::{Asked, Level, Made, passkey_host};
use stadga_model::{Refusal, local_date};
use stadga_store::{Account, Factor, FactorKind, NewEvent};
use tower_sessions::Session;

/// How long a passkey's name can be.
const NAME: usize = 60;

/// POST /account/passkeys/challenge: what a new passkey is made for.
pub(super) async fn challenge(
    State(app): State<App>,
    session: Session,
    reader: Reader,
) -> Result<Json<Value>, Problem> {
    let challenge = passkey::hand_out(&app, &session).await?;
    let held = held(&app, &reader.account).await?;
    Ok(Json(json!({
        "challenge": challenge,
        "host": passkey_host(&app.sign_in.origin),
        "organisation": format!("Stadga {}", app.organisation),
        "holder": reader.account.person.to_string(),
        "account": reader.account.name,
        "name": reader.name,
        "held": held.iter().map(|passkey| &passkey.id).collect::<Vec<_>>(),
    })))
}

/// GET /account/passkeys
pub(super) async fn show(cx: Context, reader: Reader) -> Result<Response, Problem> {
    Ok(Html(page(&cx, &reader, &[]).await?).into_response())
}

#[derive(Deserialize)]
pub(super) struct New {
    passkey: String,
    #[serde(rename = "password-now")]
    password: String,
    credential: String,
}

/// POST /account/passkeys: after the password, a passkey that was just made for this asking.
pub(super) async fn make(
    cx: Context,
    State(app): State<App>,
    session: Session,
    client: Client,
    reader: Reader,
    Form(given): Form<New>,
) -> Result<Response, Problem> {
    let challenge = passkey::take_back(&app, &session).await?;
    let tries = Tries::of(&reader.account.name, &client);
    if let Some(fault) = proof::by_password(&cx, (&reader.account, &tries), given.password).await? {
        let page = page(&cx, &reader, std::slice::from_ref(&fault.sentence)).await?;
        return Ok(fault.answer(page));
    }
    let made = serde_json::from_str::<Made>(&given.credential).ok().zip(challenge);
    let made = made.and_then(|(made, challenge)| {
        made.passkey(Asked { origin: &app.sign_in.origin, challenge: &challenge }).ok()
    });
    let Some(made) = made else {
        let page = page(&cx, &reader, &[cx.t("passkey-not-made")]).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response());
    };
    let name: String = given.passkey.trim().chars().take(NAME).collect();
    let passkey = app.store.new_factor(FactorKind::Passkey, &made.id, made.key);
    let passkey = Factor { name: name.clone(), count: made.count.into(), ..passkey };
    let account = &reader.account.name;
    let event = NewEvent { what: "passkey-made", account, actor: account, about: &name };
    app.store.change_factors(&[], &[passkey], event).await?;
    two_factor::raise(&app, &session).await?;
    Ok(Redirect::to("/account/passkeys?done=passkey").into_response())
}

#[derive(Deserialize)]
pub(super) struct Which {
    id: String,
}

/// POST /account/passkeys/end: for whoever has signed in with two factors.
pub(super) async fn end(
    State(app): State<App>,
    reader: Reader,
    Form(which): Form<Which>,
) -> Result<Redirect, Problem> {
    require_level(&reader, Level::TwoFactor)?;
    let held = held(&app, &reader.account).await?;
    let passkey = held.iter().find(|held| held.id == which.id).ok_or(Refusal::NotFound)?;
    let account = &reader.account.name;
    let event = NewEvent { what: "passkey-ended", account, actor: account, about: &passkey.name };
    app.store.end_passkey(&passkey.id, event).await?;
    Ok(Redirect::to("/account/passkeys?done=passkey-ended"))
}

async fn held(app: &App, account: &Account) -> Result<Vec<Factor>, Refusal> {
    let mut factors = app.store.factors(&account.name).await?;
    factors.retain(|factor| factor.kind == FactorKind::Passkey);
    Ok(factors)
}

async fn page(cx: &Context, reader: &Reader, sentences: &[String]) -> Result<String, Refusal> {
    let held = held(&cx.app, &reader.account).await?;
    let page = cx.page(cx.t("passkeys")).lead(cx.t("passkeys-lead"));
    Ok(page.crumb(cx.t("account"), "/account").text(&html! {
        (form::told(sentences))
        @if !held.is_empty() { (table(cx, &held)) }
        @if vouched::is_vouched(reader) { (vouched::told(cx, reader, "/account")) } @else { (new(cx)) }
    }))
}

/// The form that makes one more.
fn new(cx: &Context) -> Markup {
    html! {
        noscript { p { (cx.t("passkeys-script")) } }
        form.form.narrow method="post" action="/account/passkeys" data-script hidden
            data-passkey="/account/passkeys/challenge" data-passkey-new {
            div.ds-field {
                label for="passkey" { (cx.t("passkeys-name")) }
                p.help id="passkey-help" { (cx.t("passkeys-name.help")) }
                input.ds-input type="text" id="passkey" name="passkey" required maxlength=(NAME) autocomplete="off"
                    aria-describedby="passkey-help";
            }
            (form::field(cx, "password-now", "password", "current-password", ""))
            input type="hidden" name="credential" value="";
            (form::send(&cx.t("passkeys-make")))
            (passkey::failed(cx))
        }
        (passkey::script())
    }
}

fn table(cx: &Context, held: &[Factor]) -> Markup {
    html! {
        div.table-wrap tabindex="0" role="region" aria-label=(cx.t("passkeys")) {
            table.ds-table {
                thead { tr {
                    th scope="col" { (cx.t("passkeys-name")) }
                    th scope="col" { (cx.t("tokens-since")) }
                    th scope="col" { (cx.t("tokens-used")) }
                    th scope="col" { (cx.t("accounts-do")) }
                } }
                tbody { @for passkey in held { (row(cx, passkey)) } }
            }
        }
    }
}

fn row(cx: &Context, passkey: &Factor) -> Markup {
    html! {
        tr {
            th scope="row" { (passkey.name) }
            td { (local_date(passkey.made)) }
            td { @match passkey.used { Some(at) => (format::moment(at)), None => (cx.t("tokens-unused")) } }
            td {
                form.inline method="post" action="/account/passkeys/end" {
                    input type="hidden" name="id" value=(passkey.id);
                    button.ds-button type="submit" data-variant="tertiary" data-size="sm" {
                        (cx.t("passkeys-end")) span.sr { " " (passkey.name) }
                    }
                }
            }
        }
    }
}
