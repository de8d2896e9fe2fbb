//! Admits a request or turns it away, and gives it its context.

use super::{Number, Reader, level, plain};
use crate::{
    App, Context, Problem, Theme, at_of, chosen_language, feed, preference::inside, sign_in,
};
use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use stadga_access::Level;
use stadga_model::{Actor, Date, Language, Refusal, local_date};
use tower_sessions::Session;

/// All that can be reached without signing in: paths, and beginnings of paths where they end with `/`.
pub const OPEN: &[&str] =
    &["/sign-in", "/sign-in/", "/invitation/", "/language/", "/assets/", "/health/", "/scim/"];

/// Where one leaves: whose session has ended has left already.
const SIGN_OUT: &str = "/sign-out";

/// What one may reach without any role: enough to learn that one has none.
const WITHOUT_ROLE: &[&str] = &[SIGN_OUT, "/account", "/account/"];

/// What one may reach without the second factor that is asked of one: enough to get it, and to leave.
const WITHOUT_FACTOR: &[&str] = &[
    SIGN_OUT,
    level::STEP_UP,
    level::TWO_FACTOR,
    "/account/two-factor/",
    "/account/passkeys",
    "/account/passkeys/challenge",
];

/// Session → account → person → roles → grants → actor → context.
pub(super) async fn admit(
    State(app): State<App>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    let reader = match reader(&app, &session, request.uri().path(), request.headers()).await {
        Ok(reader) => reader,
        Err(refusal) => {
            let answer = Problem::from(refusal).into_response();
            return crate::problem_page::worded(&context_of(&app, None, &request), answer).await;
        }
    };
    let mut context = context_of(&app, reader.as_ref(), &request);
    if sign_in::may_keep(&context) {
        // That the account has been used must not keep anyone from the page where they see it.
        context.alarm = app.store.alarm().await.unwrap_or_default();
    }
    if let Some(answer) = turned_away(&context, reader.as_ref(), &request) {
        return crate::problem_page::worded(&context, answer).await;
    }
    request.extensions_mut().insert(context.clone());
    if let Some(reader) = reader {
        request.extensions_mut().insert(reader);
    }
    let (method, headers) = (request.method().clone(), request.headers().clone());
    let answer = level::led(&context, (&method, &headers), next.run(request).await);
    crate::problem_page::worded(&context, plain::told(answer)).await
}

/// Who asks: over the API whom a token was given for, if one is shown, else whoever has signed in.
async fn reader(
    app: &App,
    session: &Session,
    path: &str,
    headers: &HeaderMap,
) -> Result<Option<Reader>, Refusal> {
    match headers.get(header::AUTHORIZATION) {
        // Styles and icons are the same for all: no need to ask who wants them. The directory has a key of its own.
        _ if path.starts_with("/assets/") || path.starts_with("/scim/") => Ok(None),
        // A feed is asked for by whoever has its address, and by nothing else.
        _ if path.starts_with(feed::FEED) => match feed::account(app, path).await? {
            Some(name) => Reader::of_account(app, &name).await,
            None => Ok(None),
        },
        // A token that is not good is not made up for by a session.
        Some(shown) if path.starts_with("/api/") => match bearer(shown) {
            Some(token) => Reader::of_token(app, token).await,
            None => Ok(None),
        },
        _ => Reader::of(app, session).await,
    }
}

/// The token of `Bearer {token}`.
fn bearer(shown: &HeaderValue) -> Option<&str> {
    let (scheme, token) = shown.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The answer to a request that gets no further.
fn turned_away(context: &Context, reader: Option<&Reader>, request: &Request) -> Option<Response> {
    let path = request.uri().path();
    if context.path.contains("%00") {
        // No text of ours has this sign, and not every database takes it.
        return Some(Problem::told(StatusCode::BAD_REQUEST, "unreadable").into_response());
    }
    let today = local_date(context.app.store.now());
    if let Some(fault) = date_fault(request.uri().query().unwrap_or_default(), today) {
        return Some(Problem::told(StatusCode::BAD_REQUEST, fault).into_response());
    }
    match reader {
        _ if is_among(OPEN, path) || is_opened(&context.app, path) => None,
        None => Some(sign_in_first(context, request.method(), request.headers())),
        Some(reader) if lacks_factor(context, reader) && !is_among(WITHOUT_FACTOR, path) => {
            let asked = level::require_level(reader, Level::TwoFactor).err();
            let from = (request.method(), request.headers());
            asked.map(|problem| level::led(context, from, problem.into_response()))
        }
        Some(reader) if reader.has_role() || is_among(WITHOUT_ROLE, path) => None,
        Some(_) => Some(Problem::told(StatusCode::FORBIDDEN, "no-role").into_response()),
    }
}

/// Whether two factors are asked of the reader and they have shown one. A key was made by someone who had shown both.
fn lacks_factor(context: &Context, reader: &Reader) -> bool {
    let rule = &context.app.sign_in.second_factor;
    !reader.by_key && reader.level < Level::TwoFactor && rule.is_asked_of(&reader.actor.grants)
}

fn context_of(app: &App, reader: Option<&Reader>, request: &Request) -> Context {
    let nobody = || Actor { name: "nobody".into(), person: None, grants: Vec::new() };
    let actor = reader.map_or_else(nobody, |reader| reader.actor.clone());
    let (headers, uri) = (request.headers(), request.uri());
    let of_reader = reader.map(|reader| reader.account.language);
    let language = chosen_language(headers).or(of_reader).unwrap_or_else(|| accepted(headers));
    let at = at_of(uri.query().unwrap_or_default(), app.store.now());
    Context {
        app: app.clone(),
        door: app.store.door(actor, at),
        language,
        path: uri.path_and_query().map_or("/", |whole| whole.as_str()).to_owned(),
        from: came_from(headers, uri),
        user: reader.map(|reader| reader.name.clone()).unwrap_or_default(),
        theme: Theme::of(headers),
        number: Number::of(request),
        alarm: None,
    }
}

/// The page that the browser says that it comes from, if it is one of ours: at this host, and no page of the sign-in.
fn came_from(headers: &HeaderMap, asked: &Uri) -> Option<String> {
    let told: Uri = headers.get(header::REFERER)?.to_str().ok()?.parse().ok()?;
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let host = asked.authority().map(|authority| authority.as_str()).or(host)?;
    let here = told.authority().is_some_and(|authority| authority.as_str() == host);
    let path = told.path_and_query().filter(|_| here && !is_among(OPEN, told.path()))?;
    Some(inside(path.as_str())).filter(|page| page == path.as_str())
}

/// Whether an area leaves the page open, and the organisation does too.
fn is_opened(app: &App, path: &str) -> bool {
    app.sign_in.open_pages && app.areas.iter().any(|area| is_among(area.open, path))
}

fn is_among(paths: &[&str], path: &str) -> bool {
    let fits = |open: &&str| path == *open || (open.ends_with('/') && path.starts_with(*open));
    paths.iter().any(fits)
}

/// Pages lead to the sign-in page and back; programs are told.
fn sign_in_first(context: &Context, method: &Method, headers: &HeaderMap) -> Response {
    if context.path.starts_with("/api/") {
        return Problem::told(StatusCode::UNAUTHORIZED, "sign-in").into_response();
    }
    if context.path == SIGN_OUT {
        return Redirect::to("/sign-in").into_response();
    }
    level::elsewhere(context, (method, headers), ("/sign-in", StatusCode::UNAUTHORIZED))
}

/// Whoever asks for another date and misspells it, or asks for one to come, must not be shown the present (SEC-06).
fn date_fault(query: &str, today: Date) -> Option<&'static str> {
    let pairs = form_urlencoded::parse(query.as_bytes());
    let mut dates = pairs.filter(|(name, date)| name == crate::AS_OF && !date.is_empty());
    dates.find_map(|(_, date)| match date.parse::<Date>() {
        Err(_) => Some("as-of"),
        Ok(date) => (date > today).then_some("as-of-future"),
    })
}

/// The first of our languages that the browser asks for.
fn accepted(headers: &HeaderMap) -> Language {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let mut asked = asked.unwrap_or_default().split(',').map(|one| one.trim().get(..2));
    let ours = asked
        .find_map(|code| Language::ALL.into_iter().find(|language| Some(language.code()) == code));
    ours.unwrap_or_default()
}

impl FromRequestParts<App> for Reader {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        let reader = parts.extensions.get::<Self>().cloned();
        reader.ok_or_else(|| Problem::told(StatusCode::UNAUTHORIZED, "sign-in"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_08_only_the_open_paths_are_open() {
        assert!(is_among(OPEN, "/sign-in") && is_among(OPEN, "/assets/stadga.css"));
        assert!(is_among(OPEN, "/sign-in/code"));
        for closed in ["/", "/sign-inn", "/assets", "/measure", "/api/v1/measure"] {
            assert!(!is_among(OPEN, closed), "{closed}");
        }
    }

    #[test]
    fn sec_06_a_date_that_cannot_be_read_or_is_to_come_is_told() {
        let fault = |query| date_fault(query, "2026-01-31".parse().unwrap());
        for fine in ["", "as-of=", "a=b&as-of=2025-12-31", "as-of=2026-01-31"] {
            assert_eq!(fault(fine), None, "{fine}");
        }
        assert_eq!(fault("as-of=ig%C3%A5r"), Some("as-of"));
        assert_eq!(fault("as-of=2026-02-01"), Some("as-of-future"));
    }

    #[test]
    fn sec_08_only_a_page_of_ours_is_come_back_to() {
        let from = |told: &str| {
            let told = (header::REFERER, told.parse().unwrap());
            let host = (header::HOST, "stadga.test:8443".parse().unwrap());
            came_from(&HeaderMap::from_iter([told, host]), &"/measure/new".parse().unwrap())
        };
        let page = "https://stadga.test:8443/measure/new?causes=1";
        assert_eq!(from(page).as_deref(), Some("/measure/new?causes=1"));
        for strange in [
            "https://x.se/measure/new",
            "https://stadga.test/measure/new",
            "https://stadga.test:8443@x.se/",
            "https://stadga.test:8443//x.se",
            "https://stadga.test:8443/sign-in?next=%2F",
            "/measure/new",
            "javascript:1",
        ] {
            assert_eq!(from(strange), None, "{strange}");
        }
        assert_eq!(came_from(&HeaderMap::new(), &"/".parse().unwrap()), None);
    }

    #[test]
    fn the_browsers_first_language_of_ours_is_used() {
        let headers =
            |text: &str| HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, text.parse().unwrap())]);
        assert_eq!(accepted(&headers("de-DE,en;q=0.8,sv;q=0.7")), Language::English);
        assert_eq!(accepted(&headers("sv-SE")), Language::Swedish);
        assert_eq!(accepted(&HeaderMap::new()), Language::Swedish);
    }
}
