//! The program in one process, with a clock that stands still and the areas' fixtures planted.

use crate::{
    Client,
    planted::{Database, Planted},
};
use axum::Router;
use stadga_access::{Policy, Sort, hash_password};
use stadga_model::{
    Actor, At, FixedClock, Id, Instant, Kinds, Language, Record, Revision, Scales, Texts,
};
use stadga_store::{Account, Door, Fixtures, Keys, ListQuery, Org, Place, Store, StoreOptions};
use stadga_web::{App, AppOptions, Area, SignInOptions};
use std::{
    any::Any,
    sync::{Arc, OnceLock},
};

/// Keeps a test's database as long as somebody holds it.
pub(crate) type Kept = Arc<dyn Any + Send + Sync>;

/// When all tests take place: a Friday in the demo region's present.
pub const NOW: &str = "2026-11-20T09:00:00Z";

/// The organisation in a file of its own, and the key that seals there: the same for each test, for they share what was
/// planted.
const ORG: &str = "region";
const KEY: &str = "ZW4gbnlja2VsIHNvbSBiYXJhIHByb3ZhciBkZWxhciE=";

/// Everybody's password.
pub const PASSWORD: &str = "en lång mening för prov";

const ROLES: &str = include_str!("../../../content/roles.toml");
/// What they may do.
const POLICY: &str = include_str!("../../../content/policy.cedar");

/// One role that may do everything, which everybody has.
const ALL_OPEN: &str = r#"
[[role]]
key = "employee"
sv = "Alla"
en = "Everybody"
source = "tests"
reach = "everywhere"
"#;
const OPEN_POLICY: &str = "permit (principal, action, resource);";

/// A running program in memory.
pub struct World {
    /// The program.
    pub app: App,
    /// The fixtures that were planted.
    pub fixtures: Fixtures,
    /// Where its database lies.
    kept: Kept,
}

impl World {
    /// The program with these areas and the roles of `content/roles.toml`.
    pub async fn of(areas: Vec<Area>) -> Self {
        Self::with(areas, (ROLES, POLICY), |_| {}).await
    }

    /// The same as people meet it: the address encrypted, and bounded what one may ask for in a short time.
    pub async fn served(areas: Vec<Area>) -> Self {
        let set = |options: &mut AppOptions| {
            options.secure_cookies = true;
            options.paced = true;
        };
        Self::with(areas, (ROLES, POLICY), set).await
    }

    /// The same, with other settings of how people sign in.
    pub async fn signing_in(areas: Vec<Area>, set: impl FnOnce(&mut SignInOptions)) -> Self {
        Self::with(areas, (ROLES, POLICY), |options| set(&mut options.sign_in)).await
    }

    /// The same, but everybody may do everything: for tests of what pages look like.
    pub async fn all_open(areas: Vec<Area>) -> Self {
        Self::with(areas, (ALL_OPEN, OPEN_POLICY), |_| {}).await
    }

    async fn with(
        areas: Vec<Area>,
        (roles, policy): (&str, &str),
        set: impl FnOnce(&mut AppOptions),
    ) -> Self {
        let mut sign_in = SignInOptions::passing().expect("a key");
        sign_in.keys = Keys::read(KEY).expect("a key");
        let sorts = sorts(&areas);
        let known = Policy::read(ROLES, OPEN_POLICY, sorts.clone()).expect("roles");
        let policy = Policy::read(roles, policy, sorts).expect("a policy");
        let fixtures = areas.iter().flat_map(|area| area.fixtures.iter().copied());
        let fixtures = Fixtures::read(fixtures).unwrap_or_else(|e| panic!("{e}"));
        let open = |place, org| store(place, org, &areas, &known, sign_in.keys.clone());
        let (store, kept) = planted(&areas, &fixtures, open).await;
        let texts = std::iter::once(stadga_web::TEXTS).chain(areas.iter().map(|area| area.texts));
        let texts = Texts::read(texts.collect::<Vec<_>>()).unwrap_or_else(|e| panic!("{e}"));
        let mut options = AppOptions {
            store,
            texts: Arc::new(texts),
            areas: areas.into(),
            policy: Arc::new(policy),
            organisation: "Region Exempel".into(),
            program: "stadga".into(),
            secure_cookies: false,
            sign_in,
            paced: false,
        };
        set(&mut options);
        Self { app: App::new(options), fixtures, kept }
    }

    /// The id of the fixture with this key.
    #[track_caller]
    pub fn id<R: Record>(&self, key: &str) -> Id<R> {
        self.fixtures.id(key).unwrap_or_else(|| panic!("no fixture has the key {key}")).cast()
    }

    /// The door of the program itself, which may do everything.
    pub fn door(&self) -> Door {
        self.app.store.door(Actor::program("test"), At::Now)
    }

    /// The door of the person with this fixture key, with what their roles grant.
    pub async fn door_of(&self, key: &str) -> Door {
        let person = self.id_of(key);
        let roles = self.app.roles().expect("an area that knows roles");
        let held = roles(self.app.store.clone(), person, now()).await.expect("roles");
        let grants = self.app.policy.grants(&held);
        let actor = Actor { name: key.to_owned(), person: Some(person), grants };
        self.app.store.door(actor, At::Now)
    }

    fn id_of(&self, key: &str) -> Id {
        self.fixtures.id(key).unwrap_or_else(|| panic!("no fixture has the key {key}"))
    }

    /// All records of a kind.
    pub async fn all(&self, kind: &str) -> Vec<Revision> {
        let query = ListQuery { size: 10_000, ..ListQuery::default() };
        self.door().list(kind, &query).await.expect("a list").rows
    }

    /// The whole program as a service.
    pub fn service(&self) -> Router {
        stadga_web::router(self.app.clone())
    }

    /// A client that has not signed in.
    pub fn stranger(&self) -> Client {
        Client::new(self.service()).keeping(self.kept.clone())
    }

    /// A client signed in as the person with this fixture key.
    pub async fn sign_in(&self, key: &str) -> Client {
        let account = Account {
            name: key.to_owned(),
            person: self.id_of(key),
            secret: secret().to_owned(),
            language: Language::Swedish,
            blocked: false,
        };
        self.app.store.put_account(&account).await.expect("an account");
        let mut client = self.stranger();
        let form = [("name", key), ("password-now", PASSWORD), ("next", "/")];
        client.post("/sign-in", &form).await.is(303);
        client
    }
}

/// The kinds of these areas, and those of the others that the shipped policy names.
fn sorts(areas: &[Area]) -> Vec<Sort> {
    let own: Vec<_> = areas.iter().flat_map(|area| &area.kinds).cloned().collect();
    let mut sorts = Sort::all(&own.into_iter().collect(), &[]);
    for name in POLICY.split("Kind::\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        if !sorts.iter().any(|sort| sort.kind == name) {
            sorts.push(Sort { kind: name.to_owned(), ..Sort::default() });
        }
    }
    sorts
}

/// A store with the fixtures in it, copied from what an earlier test of the same program has planted, if one has: on
/// PostgreSQL where the test run has started it, else in a file.
async fn planted(
    areas: &[Area],
    fixtures: &Fixtures,
    open: impl AsyncFn(Place, Org) -> Store,
) -> (Store, Kept) {
    let plant = async |place| {
        let store = open(place, ORG.into()).await;
        fixtures.plant(&store).await.unwrap_or_else(|e| panic!("{e}"));
        store.close().await;
    };
    if let Ok(address) = std::env::var("STADGA_TEST_POSTGRES") {
        let own = Database::of(areas, address);
        if !own.copy() {
            plant(own.place()).await;
            own.keep();
        }
        return (open(own.place(), ORG.into()).await, Arc::new(own));
    }
    let planted = Planted::of(areas);
    let place = || Place::File(planted.path());
    if !planted.copy() {
        plant(place()).await;
        planted.keep();
    }
    (open(place(), ORG.into()).await, Arc::new(planted.into_folder()))
}

async fn store(place: Place, org: Org, areas: &[Area], policy: &Policy, keys: Keys) -> Store {
    let kinds: Kinds = areas.iter().flat_map(|area| area.kinds.clone()).collect();
    let scales = Scales::read(areas.iter().flat_map(|area| area.scales.iter().copied()));
    let scales = scales.unwrap_or_else(|e| panic!("{e}")).with(policy.scale());
    let options = StoreOptions {
        place,
        org,
        kinds: Arc::new(kinds),
        scales: Arc::new(scales),
        clock: Arc::new(FixedClock(now())),
        keys,
    };
    Store::open(options).await.expect("a store")
}

fn now() -> Instant {
    NOW.parse().unwrap()
}

/// Hashing is slow on purpose: once will do.
fn secret() -> &'static str {
    static SECRET: OnceLock<String> = OnceLock::new();
    SECRET.get_or_init(|| hash_password(PASSWORD).expect("a hash"))
}
