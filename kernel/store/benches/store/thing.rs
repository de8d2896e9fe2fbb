//! The records that are measured, and stores to keep them in.

use serde::{Deserialize, Serialize};
use stadga_model::{
    Action, Actor, Choice, Date, Grant, Id, Kind, Mark, Prose, Reach, Reading, Record, Right,
    Scales, SystemClock, Term,
};
use stadga_store::{Keys, Place, Store, StoreOptions};
use std::{path::Path, sync::Arc};

/// Whether a thing is done.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Not yet.
    Open,
    /// It is.
    Done,
}

/// A record like a measure: a title, some paragraphs, a date, unit and owner.
#[derive(Clone, Debug, Serialize, Deserialize, Record)]
#[record(
    kind = "thing",
    prefix = "T",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Thing {
    /// What it is called.
    #[field(list, sort, search, filter)]
    pub title: String,
    /// How it stands.
    #[field(list, filter)]
    pub state: State,
    /// By when.
    #[field(list, sort, filter)]
    pub due: Option<Date>,
    /// Where.
    #[field(to("thing"))]
    pub unit: Option<Id>,
    /// Whose.
    #[field(to("thing"))]
    pub owner: Option<Id>,
    /// What it is about.
    #[field(search)]
    pub about: Option<Prose>,
}

/// Whom a mark names.
#[derive(Clone, Debug, Serialize, Deserialize, Record)]
#[record(kind = "person", prefix = "P", title = "name")]
pub struct Person {
    /// What the person is called.
    pub name: String,
}

impl Thing {
    /// The thing with this number, in one of the units.
    pub fn new(number: usize, units: &[Id]) -> Self {
        const WORDS: [&str; 8] = [
            "reservkraft",
            "behörighet",
            "larm",
            "säkerhetskopia",
            "avtal",
            "utbildning",
            "nätverk",
            "rutin",
        ];
        let word = |at: usize| WORDS.get(at % WORDS.len()).copied().unwrap_or_default();
        Self {
            title: format!("Se över {} och {} {number}", word(number), word(number / 8)),
            state: if number.is_multiple_of(3) { State::Done } else { State::Open },
            due: Some(
                Date::constant(2026, 1, 1)
                    .saturating_add(jiff::Span::new().days((number % 700) as i64)),
            ),
            unit: units.get(number % units.len().max(1)).copied(),
            owner: None,
            about: Some(
                format!("Planen följs upp varje kvartal av {}. ", word(number / 3))
                    .repeat(4)
                    .into(),
            ),
        }
    }
}

/// A mark on a thing that this person may read.
pub fn mark(of: Id, reader: Id) -> Mark {
    let json = serde_json::json!({
        "about": "T", "of": of, "state": "active", "fields": ["title", "about"], "ground": Term::from("osl-18-8"),
        "reason": "prov", "review": "2090-01-01", "readers": [reader],
    });
    serde_json::from_value(json).unwrap()
}

/// Who may read all things, or those of some units, and what is the person's own.
pub fn reader(person: Id, reach: Reach) -> Actor {
    let grant = |role: &str, reach| Grant {
        role: role.into(),
        may: Action::ALL.map(|action| Right::to(action, "thing")).to_vec(),
        reach,
    };
    let grants = vec![grant("reader", reach), grant("", Reach::Own)];
    Actor { name: "bench".into(), person: Some(person), grants }
}

/// Where to measure.
pub struct Bench<'a> {
    /// A folder on the disk that is measured.
    pub folder: &'a Path,
    /// A PostgreSQL database that waits for its disk, if there is one.
    pub postgres: Option<String>,
}

impl Bench<'_> {
    /// The engines, by name.
    pub fn places(&self, file: &str) -> Vec<(&'static str, Place)> {
        let sqlite = ("SQLite", Place::File(self.folder.join(file)));
        let postgres =
            self.postgres.clone().map(|address| ("PostgreSQL", Place::Postgres(address)));
        std::iter::once(sqlite).chain(postgres).collect()
    }
}

/// A store for an organisation of its own.
pub async fn store(place: Place, org: &str) -> Store {
    let kinds = [
        Kind::of::<Thing>(|_, _| Vec::new()),
        Kind::of::<Person>(|_, _| Vec::new()),
        Kind::of::<Mark>(Mark::rules),
        Kind::of::<Reading>(|_, _| Vec::new()),
    ];
    let options = StoreOptions {
        place,
        org: org.into(),
        kinds: Arc::new(kinds.into_iter().collect()),
        scales: Arc::new(Scales::default()),
        clock: Arc::new(SystemClock),
        keys: Keys::read(&Keys::new_line().unwrap()).unwrap(),
    };
    Store::open(options).await.unwrap()
}
