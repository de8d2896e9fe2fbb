//! A made-up kind in a store in memory, behind the real routes, with a context handed in where the gate would make it.

mod api;
mod bulk;
mod form;
mod gate;
mod list;
mod moves;
mod record;
mod shell;
mod texts;
mod unsent;

use crate::{
    App, AppOptions, Area, Context, Duty, Future, Home, Menu, Need, Theme, at_of, problem_page,
    router,
};
use axum::{
    Router,
    body::Body as Content,
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header},
    middleware::{Next, from_fn},
    response::Response,
};
use serde::{Deserialize, Serialize};
use stadga_access::Sort;
use stadga_model::{
    Action, Actor, Around, Choice, Clock, Date, Draft, FileId, Finding, Grant, Id, Instant, Kind,
    Language, Lifecycle, Money, Move, Period, Prose, Reach, Record, Revision, Right, Row, Scales,
    Term, Texts, body_of,
};
use stadga_store::{Batch, Keys, Place, Store, StoreOptions};
use std::sync::{Arc, Mutex};
use tower::ServiceExt;

/// Where a thing stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    #[default]
    Open,
    Done,
    Dropped,
}

/// A note in a thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Note {
    #[serde(default)]
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    #[serde(default)]
    pub sure: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[field(fixed)]
    pub written: Option<Instant>,
}

/// A kind with every type of field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "thing", prefix = "T", title = "title", state = "state", owner = "owner")]
pub struct Thing {
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    #[field(list, filter, sort)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    #[field(list, filter, group = "money")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Money>,
    #[field(search)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Prose>,
    #[field(filter, scale = "grade")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<Term>,
    #[field(list, to("thing"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Id>,
    #[field(to("thing"))]
    #[serde(default)]
    pub causes: Vec<Id>,
    #[serde(default)]
    pub notes: Vec<Note>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    #[field(filter)]
    #[serde(default)]
    pub urgent: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
    #[serde(default)]
    pub lines: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<FileId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Instant>,
    /// Called as lists call their order.
    #[field(filter)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
}

impl Thing {
    /// A thing with a title and no more.
    pub fn named(title: &str) -> Self {
        serde_json::from_value(serde_json::json!({ "title": title })).unwrap()
    }
}

const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "open",
    moves: &[
        Move { name: "drop", from: &["open"], to: "dropped" },
        Move { name: "finish", from: &["open"], to: "done" },
    ],
    back: &["drop"],
};

/// A dear thing needs a why; a dropped one a why, a day and a note.
fn rules(thing: &Thing, _: &Around) -> Vec<Finding> {
    let dear = thing.cost.is_some_and(|cost| cost > Money::kronor(1000));
    let mut findings = Vec::new();
    if dear && thing.why.is_none() {
        findings.push(Finding::blocking("THG-01").on("why").with("cost", "1000"));
    }
    if thing.state == State::Dropped {
        let lacking = [
            ("why", thing.why.is_none()),
            ("due", thing.due.is_none()),
            ("notes.date", thing.notes.is_empty()),
        ];
        let lacking = lacking.into_iter().filter(|(_, lacks)| *lacks);
        findings.extend(lacking.map(|(field, _)| Finding::blocking("THG-03").on(field)));
    }
    if thing.due.is_none() {
        findings.push(Finding::warning("THG-02").on("due"));
    }
    findings
}

const SV: &str = include_str!("tests/thing.sv.ftl");
const EN: &str = include_str!("tests/thing.en.ftl");
const SCALES: &str = "[[scale]]\nkey = \"grade\"\nsource = \"-\"\n[[scale.step]]\nkey = \"fine\"\nsv = \"Bra\"\nen = \"Fine\"\ncolour = \"green\"\n[[scale.step]]\nkey = \"old\"\nsv = \"Gammal\"\nen = \"Old\"\nvalid = { from = \"2000-01-01\", to = \"2001-01-01\" }\n";

/// What everybody may who has come through the gate.
const POLICY: &str = "[[role]]\nkey = \"all\"\nsv = \"Alla\"\nen = \"All\"\nsource = \"-\"\nreach = \"everywhere\"\n";
const MAY: &str = r#"permit (principal, action in [Action::"read", Action::"create"], resource);"#;

fn everybody() -> stadga_access::Held {
    stadga_access::Held { role: "all".into(), ..Default::default() }
}

/// Three duties in no order.
fn duties(_: &Context) -> Future<'_, Vec<Duty>> {
    let duty = |what: &str, due: Option<&str>| Duty {
        what: what.into(),
        why: "Därför.".into(),
        href: "/thing".into(),
        due: due.map(|date| date.parse().unwrap()),
        minutes: 5,
    };
    let all =
        [("Någon gång", None), ("Dagens sak", Some("2026-01-31")), ("Sen sak", Some("2026-01-29"))];
    Box::pin(async move { Ok(all.map(|(what, due)| duty(what, due)).into()) })
}

/// A clock that the tests turn.
#[derive(Clone)]
pub struct Hand(Arc<Mutex<Instant>>);

impl Clock for Hand {
    fn now(&self) -> Instant {
        *self.0.lock().unwrap()
    }
}

/// The program with an actor who may do everything, unless a test says otherwise.
pub struct World {
    pub app: App,
    pub clock: Hand,
    pub actor: Actor,
    pub language: Language,
}

/// An answer with its text.
pub struct Answer {
    pub status: StatusCode,
    pub to: String,
    pub text: String,
    headers: HeaderMap,
}

impl World {
    pub async fn new() -> Self {
        let clock = Hand(Arc::new(Mutex::new("2026-01-31T12:00:00Z".parse().unwrap())));
        let kind = || Kind::of::<Thing>(rules).with(&LIFECYCLE);
        let sorts = Sort::all(&[kind()].into_iter().collect(), &[]);
        let keys = Keys::read(&Keys::new_line().unwrap()).unwrap();
        let store = Store::open(StoreOptions {
            place: Place::Memory,
            org: "demo".into(),
            kinds: Arc::new([kind()].into_iter().collect()),
            scales: Arc::new(Scales::read([("test", SCALES)]).unwrap()),
            clock: Arc::new(clock.clone()),
            keys,
        });
        let area = Area {
            name: "things",
            kinds: vec![kind()],
            texts: (SV, EN),
            menu: vec![
                Menu { text: "thing-plural", href: "/thing", order: 1 },
                Menu { text: "thing-new", href: "/thing/new", order: 2 },
            ],
            needs: &[Need { href: "/thing/new", action: Action::Create, kind: "thing" }],
            home: vec![Home { render: duties }],
            roles: Some(|_, _, _| Box::pin(async { Ok(vec![everybody()]) })),
            ..Area::default()
        };
        let app = App::new(AppOptions {
            store: store.await.unwrap(),
            texts: Arc::new(Texts::read([crate::TEXTS, (SV, EN)]).unwrap()),
            areas: [area].into(),
            policy: Arc::new(stadga_access::Policy::read(POLICY, MAY, sorts).unwrap()),
            organisation: "Region Exempel".into(),
            program: "stadga".into(),
            secure_cookies: false,
            sign_in: crate::SignInOptions::passing().unwrap(),
            paced: false,
        });
        let actor = Actor::program("test");
        Self { app, clock, actor, language: Language::Swedish }
    }

    /// An actor who may read only, as the person `id`.
    pub fn reader(id: Id) -> Actor {
        let may = vec![Right::to(Action::Read, "*")];
        let grant = Grant { role: "reader".into(), may, reach: Reach::Everywhere };
        Actor { name: "T-2026-0001".into(), person: Some(id), grants: vec![grant] }
    }

    pub fn at(&self, instant: &str) {
        *self.clock.0.lock().unwrap() = instant.parse().unwrap();
    }

    pub async fn make(&self, thing: &Thing) -> Revision {
        let door = self.app.store.door(Actor::program("test"), stadga_model::At::Now);
        let draft =
            Draft { id: Id::new(self.clock.now()), kind: "thing", body: body_of(thing).unwrap() };
        let batch = Batch { creates: vec![draft], ..Batch::default() };
        door.write(batch).await.unwrap().revisions.remove(0)
    }

    pub async fn thing(&self, id: Id) -> Thing {
        let door = self.app.store.door(Actor::program("test"), stadga_model::At::Now);
        door.read_as::<Thing>(id.cast()).await.unwrap().1
    }

    fn service(&self) -> Router {
        let (app, actor, language) = (self.app.clone(), self.actor.clone(), self.language);
        let gate = move |mut request: Request, next: Next| {
            let at = at_of(request.uri().query().unwrap_or_default(), app.store.now());
            let cx = Context {
                app: app.clone(),
                door: app.store.door(actor.clone(), at),
                language,
                path: request.uri().to_string(),
                from: None,
                user: "Provare".into(),
                theme: Theme::Auto,
                number: Default::default(),
                alarm: None,
            };
            request.extensions_mut().insert(cx.clone());
            async move { problem_page::worded(&cx, next.run(request).await).await }
        };
        router::routes(&self.app).layer(from_fn(gate)).with_state(self.app.clone())
    }

    pub async fn get(&self, path: &str) -> Answer {
        let request = Request::builder().uri(path).body(Content::empty()).unwrap();
        self.answer(request).await
    }

    pub async fn answer(&self, request: Request) -> Answer {
        Answer::of(self.service().oneshot(request).await.unwrap()).await
    }

    pub async fn post(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        self.send(path, "application/x-www-form-urlencoded", &form).await
    }

    pub async fn send(&self, path: &str, media: &str, form: &str) -> Answer {
        let request = Request::builder().method(Method::POST).uri(path);
        let request =
            request.header(header::CONTENT_TYPE, media).body(Content::from(form.to_owned()));
        self.answer(request.unwrap()).await
    }
}

impl Answer {
    async fn of(answer: Response) -> Self {
        let (status, headers) = (answer.status(), answer.headers().clone());
        let to = headers.get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
        let bytes = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        // Every page that any test looks at has all its words.
        assert!(
            !text.contains('⟦'),
            "a text is missing: {}",
            &text[text.find('⟦').unwrap()..].chars().take(60).collect::<String>()
        );
        Self { status, to: to.unwrap_or_default(), text, headers }
    }

    /// Fails with the page's text unless it has this.
    #[track_caller]
    pub fn has(&self, part: &str) -> &Self {
        assert!(self.text.contains(part), "lacks {part}:\n{}", self.text);
        self
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    #[track_caller]
    pub fn lacks(&self, part: &str) -> &Self {
        assert!(!self.text.contains(part), "has {part}:\n{}", self.text);
        self
    }
}
