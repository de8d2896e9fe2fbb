//! The whole gate over the real routes: tokens, too many tries, requests that are too heavy.

use super::{Answer, Thing, World};
use crate::{Reader, files::LARGEST, require_level, router};
use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Method, Request, StatusCode, header},
};
use stadga_access::Level;
use stadga_model::{Language, Refusal};
use stadga_store::Account;
use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tower::ServiceExt;

const TOKEN: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/// A world with an account and a token for it that is good for a day.
pub(super) async fn world() -> World {
    let world = World::new().await;
    let person = world.make(&Thing::named("Provare")).await.head.id;
    let (name, secret) = ("provare".to_owned(), String::new());
    let account = Account { name, person, secret, language: Language::Swedish, blocked: false };
    world.app.store.put_account(&account).await.unwrap();
    let until = "2026-02-01T12:00:00Z".parse().unwrap();
    world.app.store.put_token(TOKEN, "provare", ("Rapport", until)).await.unwrap();
    world
}

async fn ask(world: &World, method: Method, path: &str, shown: &str, body: Body) -> Answer {
    let request = Request::builder().method(method).uri(path).header(header::HOST, "stadga.test");
    let request = request
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT_LANGUAGE, "sv");
    let request = match shown {
        "" => request,
        shown => request.header(header::AUTHORIZATION, shown),
    };
    let service = router(world.app.clone());
    Answer::of(service.oneshot(request.body(body).unwrap()).await.unwrap()).await
}

async fn get(world: &World, path: &str, shown: &str) -> Answer {
    ask(world, Method::GET, path, shown, Body::empty()).await
}

pub(super) fn bearer() -> String {
    format!("Bearer {TOKEN}")
}

#[tokio::test]
async fn sec_08_a_token_opens_the_api_for_what_its_person_may_and_nothing_else() {
    let world = world().await;
    let list = get(&world, "/api/v1/thing", &bearer()).await;
    assert_eq!(list.status, StatusCode::OK);
    list.has("Provare");
    assert_eq!(get(&world, "/api/v1/thing", &format!("bearer {TOKEN}")).await.status, 200);
    let change = r#"{"body": {"title": "Ny"}, "revision": 1}"#;
    let id = world.app.store.account("provare").await.unwrap().unwrap().person;
    let path = format!("/api/v1/thing/{id}");
    let denied = ask(&world, Method::PUT, &path, &bearer(), Body::from(change)).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    // Pages are for people.
    assert_eq!(get(&world, "/thing", &bearer()).await.to, "/sign-in?next=%2Fthing");
    let tokens = world.app.store.tokens("provare").await.unwrap();
    assert_eq!(tokens[0].used, Some("2026-01-31T12:00:00Z".parse().unwrap()));
}

#[tokio::test]
async fn sec_08_what_is_no_good_token_opens_nothing() {
    let world = world().await;
    let other = format!("Bearer {}", TOKEN.replace('0', "1"));
    for shown in ["", "Bearer", "Bearer ", "Basic cHJvdmFyZTo=", TOKEN, &other] {
        let answer = get(&world, "/api/v1/thing", shown).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{shown}");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
        answer.has("\"code\":\"sign-in\"").lacks("Provare");
    }
}

#[tokio::test]
async fn sec_08_a_token_ends_by_its_time_by_its_owner_and_with_its_account() {
    let expired = world().await;
    expired.at("2026-02-01T11:59:59Z");
    assert_eq!(get(&expired, "/api/v1/thing", &bearer()).await.status, 200);
    expired.at("2026-02-01T12:00:00Z");
    assert_eq!(get(&expired, "/api/v1/thing", &bearer()).await.status, 401);

    let ended = world().await;
    let id = ended.app.store.tokens("provare").await.unwrap().remove(0).id;
    assert!(ended.app.store.end_token("someone-else", &id).await.unwrap().is_none());
    assert_eq!(get(&ended, "/api/v1/thing", &bearer()).await.status, 200);
    assert!(ended.app.store.end_token("provare", &id).await.unwrap().is_some());
    assert_eq!(get(&ended, "/api/v1/thing", &bearer()).await.status, 401);

    let blocked = world().await;
    let account = blocked.app.store.account("provare").await.unwrap().unwrap();
    blocked.app.store.put_account(&Account { blocked: true, ..account }).await.unwrap();
    assert_eq!(get(&blocked, "/api/v1/thing", &bearer()).await.status, 401);
}

#[tokio::test]
async fn sec_08_a_page_that_asks_for_more_leads_to_a_stronger_sign_in() {
    let world = world().await;
    let account = world.app.store.account("provare").await.unwrap().unwrap();
    let mut reader = Reader {
        account,
        name: "Provare".into(),
        actor: stadga_model::Actor::program("test"),
        level: Level::Password,
        strong: None,
        by_key: false,
    };
    let told = require_level(&reader, Level::TwoFactor).unwrap_err();
    assert_eq!((told.status(), told.key()), (StatusCode::FORBIDDEN, "step-up"));
    assert!(require_level(&reader, Level::Password).is_ok());
    reader.level = Level::TwoFactor;
    assert!(require_level(&reader, Level::TwoFactor).is_ok());
}

/// A log that the test can read.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is logged from this level up while something is asked.
async fn logged(level: tracing::Level, asked: impl Future<Output = ()>) -> String {
    let log = Log::default();
    let kept = log.clone();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(level).with_writer(move || kept.clone()).finish();
    let guard = tracing::subscriber::set_default(subscriber);
    asked.await;
    drop(guard);
    let said = log.0.lock().unwrap().clone();
    String::from_utf8(said).unwrap()
}

#[tokio::test]
async fn sec_08_no_log_however_talkative_holds_a_token() {
    let world = world().await;
    let said = logged(tracing::Level::TRACE, async {
        get(&world, "/api/v1/thing", &bearer()).await;
        get(&world, "/api/v1/thing/broken", &bearer()).await;
        get(&world, "/api/v1/thing", &format!("Bearer x{TOKEN}")).await;
    });
    let said = said.await;
    assert!(said.contains("/api/v1/thing"), "nothing was logged: {said}");
    assert!(!said.contains(&TOKEN[..20]), "{said}");
}

#[tokio::test]
async fn sec_08_the_log_does_not_tell_the_token_of_an_invitation() {
    let world = world().await;
    let said = logged(tracing::Level::DEBUG, async {
        get(&world, &format!("/invitation/{TOKEN}"), "").await;
        get(&world, &format!("/language/en?back=%2Finvitation%2F{TOKEN}"), "").await;
    });
    let said = said.await;
    assert!(said.contains("/invitation/") && said.contains("/language/en"), "{said}");
    assert!(!said.contains(&TOKEN[..20]), "{said}");
}

#[tokio::test]
async fn sec_08_too_many_wrong_passwords_wait_and_are_told_until_when() {
    let world = World::new().await;
    let attempt = async |name: &str| {
        let form = format!("name={name}&password-now=fel+mening+igen");
        ask(&world, Method::POST, "/sign-in", "", Body::from(form)).await
    };
    for second in 0..10 {
        world.at(&format!("2026-01-31T12:00:{second:02}Z"));
        assert_eq!(attempt("strateg").await.status, StatusCode::UNPROCESSABLE_ENTITY, "{second}");
    }
    world.at("2026-01-31T12:05:00Z");
    let waiting = attempt("Strateg").await;
    assert_eq!(waiting.status, StatusCode::TOO_MANY_REQUESTS);
    // Swedish time, an hour ahead; the first attempt is forgotten a quarter of an hour after it.
    waiting.has("Försök igen klockan 13:15");
    assert_eq!(waiting.header("retry-after"), "600");
    assert_eq!(attempt("controller").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    world.at("2026-01-31T12:14:59Z");
    assert_eq!(attempt("strateg").await.status, StatusCode::TOO_MANY_REQUESTS);
    world.at("2026-01-31T12:15:00Z");
    assert_eq!(attempt("strateg").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Nine of the ten still count, and the one just made is the tenth.
    let again = attempt("strateg").await;
    assert_eq!(again.status, StatusCode::TOO_MANY_REQUESTS);
    again.has("klockan 13:16");
}

#[tokio::test]
async fn sec_08_a_stranger_elsewhere_shuts_no_one_out_until_there_are_very_many_tries() {
    let world = World::new().await;
    let attempt = async |from: u8| {
        let peer = ConnectInfo(SocketAddr::from(([192, 0, 2, from], 4_000)));
        let request = Request::post("/sign-in").header(header::HOST, "stadga.test");
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        // Without a proxy in front, nobody's word is taken for where they are.
        let request = request.header("x-forwarded-for", "203.0.113.9").extension(peer);
        let request = request.body(Body::from("name=strateg&password-now=fel+mening+igen"));
        router(world.app.clone()).oneshot(request.unwrap()).await.unwrap().status()
    };
    for second in 0..10 {
        world.at(&format!("2026-01-31T12:00:{second:02}Z"));
        assert_eq!(attempt(1).await, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(attempt(1).await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(attempt(2).await, StatusCode::UNPROCESSABLE_ENTITY);
    for at in 0..100 {
        world.at(&format!("2026-01-31T12:01:{:02}.{at:03}Z", at / 2));
        world.app.store.note_attempt("name:strateg").await.unwrap();
    }
    assert_eq!(attempt(3).await, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_file_just_over_the_limit_is_refused_in_words_and_one_at_the_limit_is_kept() {
    let world = world().await;
    let path = "/api/v1/files?name=stor.txt";
    let over = Body::from(vec![b'a'; LARGEST + 1]);
    let over = ask(&world, Method::POST, path, &bearer(), over).await;
    assert_eq!(over.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(over.header("content-type"), "application/problem+json");
    over.has("50 MB").has("\"code\":\"too-large\"");
    let whole = Body::from(vec![b'a'; LARGEST]);
    let kept = ask(&world, Method::POST, path, &bearer(), whole).await;
    assert_eq!(kept.status, StatusCode::CREATED);
}

/// Sends 200 MB over a real connection and hears the answer out.
async fn heavy(path: &str, shown: &str) -> String {
    let world = world().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move { axum::serve(listener, router(world.app)).await });
    let mut line = TcpStream::connect(address).await.unwrap();
    let size = 200 * 1024 * 1024;
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: stadga.test\r\nContent-Length: {size}\r\nConnection: close\r\n\
        Accept-Language: sv\r\nContent-Type: multipart/form-data; boundary=edge\r\n{shown}\r\n"
    );
    line.write_all(head.as_bytes()).await.unwrap();
    let piece = vec![b'a'; 1024 * 1024];
    for sent in 0..200 {
        line.write_all(&piece).await.unwrap_or_else(|e| panic!("broken after {sent} MB: {e}"));
    }
    let mut answer = Vec::new();
    line.read_to_end(&mut answer).await.unwrap();
    server.abort();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn two_hundred_megabytes_get_a_clear_sentence_and_no_broken_connection() {
    let page = heavy("/sign-in", "").await;
    assert!(page.starts_with("HTTP/1.1 413") && page.contains("50 MB"), "{page}");
    assert!(page.contains("<h1>"), "{page}");
    let shown = format!("Authorization: {}\r\n", bearer());
    let told = heavy("/api/v1/files", &shown).await;
    assert!(told.starts_with("HTTP/1.1 413") && told.contains("problem+json"), "{told}");
    // Who is sent elsewhere before anything is read hears that too.
    let elsewhere = heavy("/thing/new", "").await;
    assert!(elsewhere.starts_with("HTTP/1.1 303"), "{elsewhere}");
}

#[tokio::test]
async fn what_was_uploaded_for_an_import_and_never_used_is_swept_after_a_day() {
    let world = world().await;
    let door = world.app.store.door(stadga_model::Actor::program("test"), stadga_model::At::Now);
    let mut kept = Vec::new();
    for text in ["väntar", "använd", "nämnd av en post"] {
        let id = door.keep_file("a.csv", "text/csv", text.as_bytes()).await.unwrap();
        door.let_wait(&id).await.unwrap();
        kept.push(id);
    }
    door.has_used(&kept[1]).await.unwrap();
    let mut thing = Thing::named("Bevis");
    thing.proof = Some(kept[2].clone());
    world.make(&thing).await;
    assert_eq!(world.app.store.sweep_files().await.unwrap(), 0);
    world.at("2026-02-01T12:00:01Z");
    assert_eq!(world.app.store.sweep_files().await.unwrap(), 1);
    assert!(matches!(door.file(&kept[0]).await, Err(Refusal::NotFound)));
    for id in &kept[1..] {
        door.file(id).await.unwrap();
    }
}

/// A cookie's name and value, from an answer that sets one.
fn session_of(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn asvs_7_a_session_ends_by_rest_and_by_age() {
    let world = world().await;
    let account = world.app.store.account("provare").await.unwrap().unwrap();
    let secret = stadga_access::hash_password("en lång mening för prov").unwrap();
    world.app.store.put_account(&Account { secret, ..account }).await.unwrap();
    let signed_in = async || {
        let form = "name=provare&password-now=en+l%C3%A5ng+mening+f%C3%B6r+prov";
        session_of(&ask(&world, Method::POST, "/sign-in", "", Body::from(form)).await)
    };
    let is_in = async |cookie: &str| {
        let request = Request::get("/account").header(header::COOKIE, cookie);
        let request = request.header(header::HOST, "stadga.test").body(Body::empty()).unwrap();
        Answer::of(router(world.app.clone()).oneshot(request).await.unwrap()).await.status == 200
    };
    world.at("2026-02-02T06:00:00Z");
    let resting = signed_in().await;
    let used = signed_in().await;
    for (at, rests) in [("11:00", true), ("14:01", false)] {
        world.at(&format!("2026-02-02T{at}:00Z"));
        assert!(is_in(&used).await, "{at}");
        assert_eq!(at == "11:00" || is_in(&resting).await, rests, "{at}");
    }
    world.at("2026-02-02T18:01:00Z");
    assert!(!is_in(&used).await, "half a day is the longest, however much it is used");
}
