//! One's own second factor: an app for one-time codes, set up with a picture and confirmed by a code; recovery codes; off.

use super::{
    client::Client,
    code::Code,
    door::Next,
    form,
    proof::{self, NotShown},
    qr,
    tries::Tries,
    vouched,
};
use crate::{
    App, Context, Problem, Reader,
    gate::{SignedIn, TWO_FACTOR, begin_session, next},
    preference::inside,
    ui::format,
};
use axum::{
    Form,
    extract::{FromRequestParts, Query, State},
    http::request::Parts,
    response::{Html, IntoResponse, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_access::{
    Level, new_recovery_codes, new_totp_secret, recovery_code, totp_address, totp_text,
};
use stadga_model::{Refusal, local_date};
use stadga_store::{Factor, FactorKind, NewEvent, factor_place, sha256_hex};
use tower_sessions::Session;

/// GET /account/two-factor
pub(super) async fn show(own: Own, Query(query): Query<Next>) -> Result<Response, Problem> {
    Ok(Html(own.page(&query.next).overview(&[]).await?).into_response())
}

/// Whoever sees to their own factors, and from where.
pub(super) struct Own {
    cx: Context,
    reader: Reader,
    tries: Tries,
}

impl FromRequestParts<App> for Own {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let cx = Context::from_request_parts(parts, app).await?;
        let reader = Reader::from_request_parts(parts, app).await?;
        let Ok(client) = Client::from_request_parts(parts, app).await;
        let tries = Tries::of(&reader.account.name, &client);
        Ok(Self { cx, reader, tries })
    }
}

impl Own {
    fn page<'a>(&'a self, next: &'a str) -> Page<'a> {
        Page { cx: &self.cx, reader: &self.reader, next }
    }

    fn name(&self) -> &str {
        &self.reader.account.name
    }

    /// What keeps a password from showing that the holder is there.
    async fn by_password(&self, password: String) -> Result<Option<NotShown>, Refusal> {
        proof::by_password(&self.cx, (&self.reader.account, &self.tries), password).await
    }

    /// What keeps password and code from showing it.
    async fn by_both(&self, given: Both) -> Result<Option<NotShown>, Refusal> {
        match self.by_password(given.password).await? {
            None => {
                let account = &self.reader.account;
                proof::by_code(&self.cx, (account, &self.tries), &given.code.code).await
            }
            fault => Ok(fault),
        }
    }

    async fn factor(&self, kind: FactorKind) -> Result<Option<Factor>, Refusal> {
        let factors = self.cx.app.store.factors(self.name()).await?;
        Ok(factors.into_iter().find(|factor| factor.kind == kind))
    }

    /// What is noted of it.
    fn event<'a>(&'a self, what: &'a str) -> NewEvent<'a> {
        NewEvent { what, account: self.name(), actor: self.name(), about: "" }
    }
}

#[derive(Deserialize)]
pub(super) struct Begin {
    #[serde(rename = "password-now")]
    password: String,
    #[serde(default)]
    next: String,
}

/// POST /account/two-factor: after the password, a new secret for the app. It counts when a code has shown that it came over.
pub(super) async fn begin(
    State(app): State<App>,
    own: Own,
    Form(given): Form<Begin>,
) -> Result<Response, Problem> {
    let page = own.page(&given.next);
    if let Some(fault) = own.by_password(given.password).await? {
        return page.again(fault).await;
    }
    // Whoever has an app turns it off first, by one of its codes.
    if own.factor(FactorKind::Totp).await?.is_some() {
        return Ok(Redirect::to(TWO_FACTOR).into_response());
    }
    let secret = new_totp_secret().map_err(Refusal::broken)?;
    let place = factor_place(own.name());
    let sealed = app.sign_in.keys.seal(&secret, &place).map_err(Refusal::broken)?;
    app.store.propose_factor(own.name(), sealed).await?;
    Ok(Html(page.picture(&secret, &[])).into_response())
}

#[derive(Deserialize)]
pub(super) struct Confirm {
    code: String,
    #[serde(default)]
    next: String,
}

/// POST /account/two-factor/confirm: the app's first code turns it on and gives recovery codes, shown once.
pub(super) async fn confirm(
    State(app): State<App>,
    session: Session,
    own: Own,
    Form(given): Form<Confirm>,
) -> Result<Response, Problem> {
    let (page, name) = (own.page(&given.next), own.name());
    let Some(proposed) = own.factor(FactorKind::Proposed).await? else {
        return Ok(Redirect::to(TWO_FACTOR).into_response());
    };
    let secret = app.sign_in.keys.open(&proposed.secret, &factor_place(name));
    let secret = secret.map_err(Refusal::broken)?;
    if let Some(wait) = own.tries.wait(&own.cx).await? {
        let page = page.picture(&secret, std::slice::from_ref(&wait.sentence));
        return Ok(wait.answer(page));
    }
    let Some(step) = proof::step(&app, name, (&proposed, &given.code))? else {
        own.tries.note(&app).await?;
        let page = page.picture(&secret, &[own.cx.t("code-wrong")]);
        return Ok(NotShown { sentence: String::new(), wait: None }.answer(page));
    };
    let totp = Factor { kind: FactorKind::Totp, count: step, ..proposed };
    let (codes, mut new) = recovery(&app)?;
    new.push(totp);
    let gone = [FactorKind::Proposed, FactorKind::Totp, FactorKind::Recovery];
    app.store.change_factors(&gone, &new, own.event("two-factor-on")).await?;
    raise(&app, &session).await?;
    Ok(Html(page.codes(&codes)).into_response())
}

#[derive(Deserialize)]
pub(super) struct Both {
    #[serde(rename = "password-now")]
    password: String,
    #[serde(flatten)]
    code: Code,
}

/// POST /account/two-factor/codes: new recovery codes in the place of the old.
pub(super) async fn renew(
    State(app): State<App>,
    own: Own,
    Form(given): Form<Both>,
) -> Result<Response, Problem> {
    let page = own.page("");
    if let Some(fault) = own.by_both(given).await? {
        return page.again(fault).await;
    }
    let (codes, new) = recovery(&app)?;
    let event = own.event("recovery-made");
    app.store.change_factors(&[FactorKind::Recovery], &new, event).await?;
    Ok(Html(page.codes(&codes)).into_response())
}

/// POST /account/two-factor/end: takes password and code, and turns it off.
pub(super) async fn end(
    State(app): State<App>,
    own: Own,
    Form(given): Form<Both>,
) -> Result<Response, Problem> {
    if let Some(fault) = own.by_both(given).await? {
        return own.page("").again(fault).await;
    }
    let gone = [FactorKind::Proposed, FactorKind::Totp, FactorKind::Recovery];
    app.store.change_factors(&gone, &[], own.event("two-factor-off")).await?;
    Ok(Redirect::to("/account/two-factor?done=two-factor-off").into_response())
}

/// New recovery codes, as they are shown and as they are kept.
fn recovery(app: &App) -> Result<(Vec<String>, Vec<Factor>), Refusal> {
    let codes = new_recovery_codes().map_err(Refusal::broken)?;
    let hash = |code: &String| recovery_code(code).map(sha256_hex);
    let kept = codes.iter().filter_map(hash);
    let kept = kept.map(|hash| app.store.new_factor(FactorKind::Recovery, &hash, Vec::new()));
    let kept = kept.collect();
    Ok((codes, kept))
}

/// From now on the session is known by two factors.
pub(super) async fn raise(app: &App, session: &Session) -> Result<(), Refusal> {
    let Some(signed_in) = SignedIn::of(session).await? else { return Ok(()) };
    begin_session(app, session, &signed_in.raised(app, Level::TwoFactor)).await
}

struct Page<'a> {
    cx: &'a Context,
    reader: &'a Reader,
    next: &'a str,
}

impl Page<'_> {
    async fn again(&self, fault: NotShown) -> Result<Response, Problem> {
        let page = self.overview(std::slice::from_ref(&fault.sentence)).await?;
        Ok(fault.answer(page))
    }

    fn framed(&self, body: &Markup) -> String {
        let cx = self.cx;
        cx.page(cx.t("two-factor")).crumb(cx.t("account"), "/account").text(body)
    }

    /// Whether it is on, and what can be done about it.
    async fn overview(&self, sentences: &[String]) -> Result<String, Refusal> {
        let cx = self.cx;
        let factors = cx.app.store.factors(&self.reader.account.name).await?;
        let totp = factors.iter().find(|factor| factor.kind == FactorKind::Totp);
        let left = factors.iter().filter(|factor| factor.kind == FactorKind::Recovery).count();
        let asked = cx.app.sign_in.second_factor.is_asked_of(&self.reader.actor.grants);
        Ok(self.framed(&html! {
            (form::told(sentences))
            @match totp {
                Some(totp) => (self.on(totp, left)),
                None => {
                    @if asked { div.ds-alert data-color="info" { p { (cx.t("two-factor-asked")) } } }
                    @if vouched::is_vouched(self.reader) {
                        (vouched::told(cx, self.reader, self.next))
                    } @else {
                        (self.off())
                    }
                }
            }
        }))
    }

    fn off(&self) -> Markup {
        let cx = self.cx;
        html! {
            p { (cx.t("two-factor-why")) }
            p { (cx.t("two-factor-how")) }
            form.form.narrow method="post" action=(TWO_FACTOR) {
                input type="hidden" name="next" value=(self.next);
                (form::field(cx, "password-now", "password", "current-password", ""))
                (form::send(&cx.t("two-factor-begin")))
            }
            p { a href="/account/passkeys" { (cx.t("two-factor-passkeys")) } }
        }
    }

    fn on(&self, totp: &Factor, left: usize) -> Markup {
        let cx = self.cx;
        let both = |action: &str, button: &str| {
            html! {
                form.form.narrow method="post" action=(action) {
                    (form::field(cx, "password-now", "password", "current-password", ""))
                    (form::code(cx))
                    (form::send(&cx.t(button)))
                }
            }
        };
        html! {
            dl.facts {
                div { dt { (cx.t("two-factor-since")) } dd { (local_date(totp.made)) } }
                @if let Some(used) = totp.used { div { dt { (cx.t("tokens-used")) } dd { (format::moment(used)) } } }
                div { dt { (cx.t("recovery-left")) } dd { (left) } }
            }
            details {
                summary { (cx.t("recovery-new")) }
                p { (cx.t("recovery-new-what")) }
                (both("/account/two-factor/codes", "recovery-new"))
            }
            details {
                summary { (cx.t("two-factor-end")) }
                p { (cx.t("two-factor-end-what")) }
                (both("/account/two-factor/end", "two-factor-end"))
            }
        }
    }

    /// The secret for the app, and the form for its first code.
    fn picture(&self, secret: &[u8], sentences: &[String]) -> String {
        let cx = self.cx;
        let address = totp_address(secret, &cx.app.organisation, &self.reader.account.name);
        let picture = address.and_then(|text| qr::picture(&text, &cx.t("two-factor-picture")));
        self.framed(&html! {
            (form::told(sentences))
            ol {
                li { (cx.t("two-factor-scan")) }
                li { (cx.t("two-factor-write")) }
            }
            @if let Some(picture) = picture { (picture) }
            p { (cx.t("two-factor-by-hand")) " " code.token { (totp_text(secret)) } }
            form.form.narrow method="post" action="/account/two-factor/confirm" {
                input type="hidden" name="next" value=(self.next);
                (form::code(cx))
                (form::send(&cx.t("two-factor-confirm")))
            }
        })
    }

    /// The recovery codes, shown once.
    fn codes(&self, codes: &[String]) -> String {
        let cx = self.cx;
        self.framed(&html! {
            div.ds-alert data-color="success" role="status" { p { (cx.t("two-factor-is-on")) } }
            h2 { (cx.t("recovery")) }
            p { (cx.t("recovery-what")) }
            ul.recovery { @for code in codes { li { code { (code) } } } }
            p { a.ds-button href=(inside(self.next)) { (cx.t("two-factor-go-on")) } }
        })
    }
}

/// Where one gets a second factor, and from there goes on.
pub(super) fn address(back: &str) -> String {
    format!("{TWO_FACTOR}?{}", next(back))
}
