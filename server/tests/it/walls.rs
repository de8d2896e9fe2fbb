//! Two organisations in one program: one tries to reach what is the other's by every route, and finds nothing there.

use crate::routes::routes;
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::json;
use stadga::{
    assembly::Ground,
    config::Settings,
    demo, invite,
    metrics::Metrics,
    organisations::{Open, Organisations},
};
use stadga_model::{
    Actor, At, Clock as _, Draft, FieldType, Id, Language, Period, Revision, Spec, SystemClock,
    local_date,
};
use stadga_organisation::{Assignment, Person, Unit};
use stadga_store::{Account, Batch, Invitation, ListQuery, NewEvent, SavedView};
use stadga_testkit::{Answer, Client};
use std::{path::Path, sync::Arc};

const HERE: &str = "har.test";
const THERE: &str = "dar.test";
/// Secrets of the other organisation.
const TOKEN: &str = "0123456789abcdef0123456789abcdef";
const KEY: &str = "fedcba9876543210fedcba9876543210";
const LINK: &str = "00112233445566778899aabbccddeeff";
/// An account of theirs.
const THEIR_NAME: &str = "kontot-dar";
/// What is kept in the other organisation and stands nowhere else.
const WORD: &str = "Zarathustravagnen";

/// The program with both organisations, and the folder that they are in.
struct Two {
    all: Organisations,
    here: Arc<Open>,
    there: Arc<Open>,
    _folder: tempfile::TempDir,
}

fn settings(folder: &Path, key: &str, host: &str) -> Settings {
    Settings {
        // On PostgreSQL both are in one database, and other tests' besides.
        key: Some(format!("{key}-{}", Id::<()>::new(SystemClock.now()))),
        database: std::env::var("STADGA_TEST_POSTGRES").ok(),
        origin: Some(format!("http://{host}")),
        organisation: key.to_owned(),
        data: folder.join(key),
        ..crate::program::settings(folder)
    }
}

impl Two {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let both =
            [("har", HERE), ("dar", THERE)].map(|(key, host)| settings(folder.path(), key, host));
        // Who is told to come back later has not been told what is not there.
        let mut ground = Ground::read().unwrap();
        ground.paced = false;
        let all = Organisations::on(ground, both.into(), Metrics::default()).unwrap();
        let [here, there] = &all.iter().collect::<Vec<_>>()[..] else { panic!("two") };
        let (here, there) = (all.open(here).await.unwrap(), all.open(there).await.unwrap());
        Self { here, there, _folder: folder, all }
    }

    fn client(&self, host: &str) -> Client {
        let mut client = Client::new(self.all.router());
        client.turns_to(host);
        client
    }
}

fn program(open: &Open) -> stadga_store::Door {
    open.app.store.door(Actor::program("test"), At::Now)
}

fn event(what: &str) -> NewEvent<'_> {
    NewEvent { what, account: THEIR_NAME, actor: "test", about: "" }
}

/// An account for a person, and a client that has signed in with it.
async fn signed_in(two: &Two, open: &Open, host: &str, (name, person): (&str, Id)) -> Client {
    let secret = stadga_access::hash_password(demo::PASSWORD).unwrap();
    let language = Language::Swedish;
    let account = Account { name: name.into(), person, secret, language, blocked: false };
    open.app.store.put_account(&account).await.unwrap();
    let mut client = two.client(host);
    let form = [("name", name), ("password-now", demo::PASSWORD)];
    client.post("/sign-in", &form).await.is(303);
    client
}

/// Someone who holds every role that there is.
async fn almighty(open: &Open) -> Id {
    let now = SystemClock.now();
    let period = Period { from: local_date(now), to: None };
    invite::first(&open.app, "http://har.test", invite::FIRST).await.unwrap();
    let unit = program(open).list("unit", &ListQuery::default()).await.unwrap().rows.remove(0);
    let (unit, id) = (unit.head.id.cast::<Unit>(), Id::<Person>::new(now));
    let person = Person { name: "Allsmäktig".into(), email: None, unit: Some(unit), period };
    let mut creates = vec![Draft::new(id, &person).unwrap()];
    for role in open.app.policy.roles() {
        let assignment = json!({
            "title": role.name(Language::Swedish), "role": role.key, "person": id, "unit": unit, "period": period,
        });
        let assignment: Assignment = serde_json::from_value(assignment).unwrap();
        creates.push(Draft::new(Id::<Assignment>::new(now), &assignment).unwrap());
    }
    program(open).write(Batch { creates, ..Batch::default() }).await.unwrap();
    id.cast()
}

/// What the other organisation has that could be pointed out: a record of each kind, a file, an account, secrets.
struct Theirs {
    records: Vec<Revision>,
    file: String,
    person: Id,
}

async fn furnish(open: &Open) -> Theirs {
    let (app, now) = (&open.app, SystemClock.now());
    let fixtures = Ground::read().unwrap().fixtures().unwrap();
    fixtures.plant(&app.store).await.unwrap();
    let (door, until) = (program(open), now + SignedDuration::from_hours(9));
    let person = fixtures.id("strateg").unwrap();
    let mut unit = door
        .open_as::<Unit>(
            fixtures.id("region").map_or_else(|| panic!("the demo's region"), Id::cast),
        )
        .await
        .unwrap();
    unit.body.name = WORD.into();
    door.save(unit, "").await.unwrap();
    let file = door.keep_file("hemlig.txt", "text/plain", WORD.as_bytes()).await.unwrap().0;
    app.store.put_token(TOKEN, THEIR_NAME, ("Rapport", until)).await.unwrap();
    app.store.put_directory_key(KEY, event("directory-key")).await.unwrap();
    let invitation = Invitation { name: THEIR_NAME.into(), until };
    app.store.invite(LINK, &invitation, event("invited")).await.unwrap();
    let view = SavedView { name: WORD.into(), query: "sort=-due".into(), shared: true, own: true };
    door_of(open, person).save_view("measure", &view).await.unwrap();
    let mut records = Vec::new();
    for kind in app.kinds().iter() {
        let query = ListQuery { size: 1, ..ListQuery::default() };
        records.extend(door.list(kind.spec.kind, &query).await.unwrap().rows);
    }
    assert!(records.len() > 15, "the demo has only {} kinds", records.len());
    Theirs { records, file, person }
}

fn door_of(open: &Open, person: Id) -> stadga_store::Door {
    let actor = Actor { person: Some(person), ..Actor::program("test") };
    open.app.store.door(actor, At::Now)
}

/// Asks with what is theirs and with what is nobody's: the two answers must be the same but for the word that was asked with.
async fn alike(client: &mut Client, ask: Ask<'_>, theirs: &str, nobodys: &str) {
    let first = ask.send(client, theirs).await;
    let second = ask.send(client, nobodys).await;
    // What can be read as an id is shown as one: with dashes.
    let plain = |text: &str| text.replace('-', "");
    let encoded =
        |word: &str| plain(&form_urlencoded::byte_serialize(word.as_bytes()).collect::<String>());
    let (own, other) = (plain(theirs), plain(nobodys));
    let same = |text: &str| text.replace(&own, &other).replace(&encoded(theirs), &encoded(nobodys));
    // What a question without a gap has made is another each time.
    let made = |place: &str| match place.strip_suffix("?done=created") {
        Some(record) => record.rsplit_once('/').map_or_else(String::new, |(kind, _)| kind.into()),
        None => plain(place),
    };
    let said =
        |answer: &Answer| (answer.status, made(answer.header("location")), plain(&answer.text()));
    let (first, second, asked) = (said(&first), said(&second), &first.asked);
    let first = (first.0, same(&first.1), same(&first.2));
    assert!(!first.0.is_server_error(), "{asked}: {}\n{}", first.0, first.2);
    assert!(
        first == second,
        "{asked} tells what is another's from what is nobody's:\n{first:#?}\n{second:#?}"
    );
}

/// A question with a gap.
#[derive(Clone, Copy)]
struct Ask<'a> {
    method: &'a str,
    path: &'a str,
    fields: &'a [&'a str],
}

impl Ask<'_> {
    async fn send(self, client: &mut Client, word: &str) -> Answer {
        let path = self.path.replace("{}", word);
        match self.method {
            "GET" => client.get(&path).await,
            "FORM" => {
                let pairs: Vec<_> = self.fields.iter().map(|name| (*name, word)).collect();
                client.post(&path, &pairs).await
            }
            method => {
                let body = json!({ "body": {}, "revision": 1, "reason": word });
                client.json(method.parse::<Method>().unwrap(), &path, &[], &body).await
            }
        }
    }
}

/// How a path is asked: programs also change records by PUT.
fn methods(path: &str) -> &'static [&'static str] {
    if path.starts_with("/api/") { &["GET", "FORM", "PUT"] } else { &["GET", "FORM"] }
}

/// Fields in which forms point something out.
const FIELDS: [&str; 12] = [
    "id", "ids", "record", "of", "person", "unit", "file", "name", "account", "kind", "next",
    "view",
];

/// A word of the same form as this one that points out nothing.
fn nobodys(word: &str) -> String {
    let mut seen = 0;
    let other = word.chars().rev().map(|c| match c {
        '0'..='8' if seen < 6 => {
            seen += 1;
            char::from(u8::try_from(c).unwrap() + 1)
        }
        c => c,
    });
    let other: Vec<_> = other.collect();
    let other: String = other.into_iter().rev().collect();
    if other == word { format!("x{}", word.chars().skip(1).collect::<String>()) } else { other }
}

#[tokio::test]
async fn sec_08_another_organisations_records_are_on_no_route() {
    let two = Two::new().await;
    let theirs = furnish(&two.there).await;
    let mut reader = signed_in(&two, &two.here, HERE, ("alla", almighty(&two.here).await)).await;
    let before = two.there.app.store.log_root().await.unwrap();
    let some = theirs.records.len() / 4;
    for (place, record) in theirs.records.iter().enumerate() {
        let (kind, id) = (record.head.kind.as_str(), record.head.id.to_string());
        let spec = two.here.app.kinds().get(kind).unwrap().spec;
        // What is written once for all kinds, and pages that are no kind's, are tried with a few; each kind's own with its
        // own.
        let of_another = |route: &str| {
            let first = first_part(route);
            first != kind && two.here.app.kinds().get(first).is_some()
        };
        let tried = |route: &str| route.contains("{id}") && !of_another(route);
        let each = |route: &str| {
            first_part(route) == kind || route.contains("{kind}") && !route.contains("{kind}/{id}/")
        };
        let tried = |route: &&String| tried(route) && (place % some == 0 || each(route));
        for route in routes().iter().filter(tried) {
            let path = route.replace("{kind}", kind).replace("{id}", "{}");
            let path = path.replace("{name}", "finish").replace("{part}", "1");
            for method in methods(&path) {
                alike(
                    &mut reader,
                    Ask { method, path: &path, fields: &FIELDS },
                    &id,
                    &nobodys(&id),
                )
                .await;
            }
        }
        let number = &record.head.number;
        // Both count from one: only a number that is not also here tells anything.
        let is_here = program(&two.here).by_number(number).await.is_ok();
        let paths = [
            "/r/{}".to_owned(),
            format!("/api/v1/{kind}/{{}}"),
            format!("/api/v1/{kind}?number={{}}"),
        ];
        for path in paths.into_iter().filter(|_| !is_here) {
            page_alike(&mut reader, &path, number).await;
        }
        pointed_to(&mut reader, spec, &id).await;
    }
    assert_eq!(
        two.there.app.store.log_root().await.unwrap(),
        before,
        "something was written there"
    );
}

/// Whatever a form or a filter can point to.
async fn pointed_to(reader: &mut Client, spec: &'static Spec, id: &str) {
    let links = |ty| matches!(ty, FieldType::Link(_) | FieldType::Links(_));
    let links = spec.fields.iter().filter(|field| links(field.ty));
    let links: Vec<&str> = links.map(|field| field.name).collect();
    for form in ["new", "bulk", "views", "views/forget"] {
        let path = format!("/{}/{form}", spec.kind);
        let fields = [&links[..], &FIELDS[..]].concat();
        let ask = Ask { method: "FORM", path: &path, fields: &fields };
        alike(reader, ask, id, &nobodys(id)).await;
    }
    for field in links {
        page_alike(reader, &format!("/{}?{field}={{}}", spec.kind), id).await;
    }
}

/// The same for a page alone.
async fn page_alike(reader: &mut Client, path: &str, word: &str) {
    alike(reader, Ask { method: "GET", path, fields: &[] }, word, &nobodys(word)).await;
}

/// What a path begins with: a kind, `{kind}`, or what the page is about.
fn first_part(path: &str) -> &str {
    path.trim_start_matches('/').split('/').next().unwrap_or_default()
}

#[tokio::test]
async fn sec_08_another_organisations_files_accounts_and_words_are_on_no_route() {
    let two = Two::new().await;
    let theirs = furnish(&two.there).await;
    let mut reader = signed_in(&two, &two.here, HERE, ("alla", almighty(&two.here).await)).await;
    signed_in(&two, &two.there, THERE, (THEIR_NAME, theirs.person)).await;
    let person = theirs.person.to_string();
    let words = [theirs.file.as_str(), THEIR_NAME, WORD, person.as_str(), TOKEN, LINK];
    for route in routes().iter().filter(|route| !route.starts_with("/language")) {
        let path = route.replace("{kind}", "measure");
        let gap = path.find('{').map(|from| (from, path[from..].find('}').unwrap() + from + 1));
        let path =
            gap.map_or(path.clone(), |(from, to)| format!("{}{{}}{}", &path[..from], &path[to..]));
        let path = path.replace("{name}", "finish").replace("{part}", "1");
        // One's own: signing out, one's password, the year's secret address, and files that one hands in point out nobody
        // else.
        let own = ["/sign-", "/account/", "/year/address", "/api/v1/files"];
        if own.iter().any(|own| path.starts_with(own)) {
            continue;
        }
        // A page that is asked for without a word cannot tell of it.
        let asked = methods(&path).iter().filter(|method| path.contains("{}") || **method != "GET");
        let asked: Vec<_> = asked.copied().collect();
        for word in words {
            for method in &asked {
                alike(
                    &mut reader,
                    Ask { method, path: &path, fields: &FIELDS },
                    word,
                    &nobodys(word),
                )
                .await;
            }
        }
    }
    for path in [
        format!("/search?q={WORD}"),
        format!("/api/v1/search?q={WORD}"),
        "/measure".into(),
        "/unit".into(),
    ] {
        let seen = reader.get(&path).await.is(200).text();
        assert!(
            !seen.replace(&format!("value=\"{WORD}\""), "").contains(&format!(">{WORD}")),
            "{path}"
        );
        assert!(!seen.contains("\"records\":[{") || !seen.contains(WORD), "{path}");
    }
    reader.get("/accounts").await.is(200).lacks(THEIR_NAME);
}

#[tokio::test]
async fn sec_08_what_opens_one_organisation_opens_no_other() {
    let two = Two::new().await;
    let theirs = furnish(&two.there).await;
    let person = almighty(&two.here).await;
    signed_in(&two, &two.here, HERE, ("alla", person)).await;
    let mut strategist = signed_in(&two, &two.there, THERE, (THEIR_NAME, theirs.person)).await;
    strategist.get("/measure").await.is(200).has(WORD);
    // Their session, key and password here.
    strategist.turns_to(HERE);
    strategist.get("/measure").await.is(303);
    strategist.get("/api/v1/measure").await.is(401);
    assert_eq!(two.there.app.store.sessions(THEIR_NAME).await.unwrap().len(), 1);
    let bearer = |token| format!("Bearer {token}");
    let (token, key) = (bearer(TOKEN), bearer(KEY));
    for (path, secret, open) in [("/api/v1/unit", &token, 200), ("/scim/v2/Users", &key, 200)] {
        let asked = [("authorization", secret.as_str())];
        two.client(HERE).ask(Method::GET, path, &asked, Vec::new()).await.is(401);
        two.client(THERE).ask(Method::GET, path, &asked, Vec::new()).await.is(open);
    }
    let form = [("name", THEIR_NAME), ("password-now", demo::PASSWORD)];
    two.client(HERE).post("/sign-in", &form).await.is(422);
    // Their invitation is not spent by being tried here.
    let link = format!("/invitation/{LINK}");
    let chosen = [("password", "sju gröna äpplen till"), ("again", "sju gröna äpplen till")];
    two.client(HERE).get(&link).await.is(410);
    two.client(HERE).post(&link, &chosen).await.is(410);
    two.client(THERE).get(&link).await.is(200);
}

#[tokio::test]
async fn sec_08_a_host_that_is_nobodys_learns_nothing() {
    let two = Two::new().await;
    let mut stranger = two.client("annan.test");
    for path in ["/", "/sign-in", "/health", "/measure"] {
        stranger.get(path).await.is(421).lacks("Stadga").lacks(HERE);
    }
    let forwarded = [("x-forwarded-host", HERE), ("forwarded", "host=har.test")];
    stranger.ask(Method::GET, "/sign-in", &forwarded, Vec::new()).await.is(421);
    // However the host is written, and where an address is whole, its own host counts.
    for host in ["HAR.test", "har.test.", "har.test:8080"] {
        two.client(host).get("/sign-in").await.is(200);
    }
    two.client(HERE).get("http://annan.test/sign-in").await.is(421);
}
