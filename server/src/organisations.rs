//! The organisations that one program serves: each opened when it is first asked for, closed when nobody asks any more.

use crate::{
    assembly::Ground, config::Settings, fault::Fault, folder::Folder, metrics::Metrics, serve,
};
use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use stadga_model::{Clock as _, Instant, Refusal, SystemClock};
use stadga_store::{Database, Place};
use stadga_web::App;
use std::{
    collections::HashMap,
    fs::File,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
};
use tokio::sync::Mutex;
use tower::ServiceExt as _;

/// Nobody has asked for so many seconds: it is closed.
const IDLE: i64 = 600;
/// One that could not be opened is not tried again for so many seconds: those who ask must not wait in a row.
const PAUSE: i64 = 2;

/// All organisations of the program. Cheap to clone.
#[derive(Clone)]
pub struct Organisations(Arc<All>);

struct All {
    ground: Ground,
    databases: Databases,
    metrics: Metrics,
    /// The program has been asked to stop.
    leaving: AtomicBool,
    /// In the order of the settings.
    list: Vec<Organisation>,
    /// Where in the list, by host; a program of one organisation does not ask for it.
    hosts: HashMap<String, usize>,
}

/// One of them.
pub struct Organisation {
    /// Its settings.
    pub settings: Settings,
    /// Held while the program runs: its data folder is served by no other.
    _lock: File,
    slot: Mutex<Slot>,
}

#[derive(Default)]
struct Slot {
    open: Option<Arc<Open>>,
    failed: i64,
}

/// An organisation that is open.
pub struct Open {
    /// The program with its store.
    pub app: App,
    service: Router,
    /// When it was last asked for, in seconds.
    used: AtomicI64,
}

/// PostgreSQL databases by their addresses: all organisations in one share its connections.
#[derive(Default)]
struct Databases(Mutex<HashMap<String, Database>>);

impl Databases {
    async fn at(&self, url: &str) -> Result<Database, Fault> {
        let mut all = self.0.lock().await;
        if let Some(database) = all.get(url) {
            return Ok(database.clone());
        }
        let database = Database::open(url).await?;
        if !database.is_walled().await? {
            tracing::warn!("{}", serve::UNWALLED);
        }
        all.insert(url.to_owned(), database.clone());
        Ok(database)
    }
}

impl Organisations {
    /// Those of the settings, none of them open yet, their data folders taken for this program.
    ///
    /// # Errors
    /// When a data folder cannot be used or another program serves it.
    pub fn of(settings: Vec<Settings>, metrics: Metrics) -> Result<Self, Fault> {
        Self::on(Ground::read()?, settings, metrics)
    }

    /// The same on a ground that has been read.
    ///
    /// # Errors
    /// As [`Self::of`].
    pub fn on(ground: Ground, settings: Vec<Settings>, metrics: Metrics) -> Result<Self, Fault> {
        let hosts = settings.iter().enumerate();
        let hosts = hosts.filter(|(_, one)| one.key.is_some());
        let hosts = hosts.map(|(at, one)| (one.host_name(), at)).collect();
        let list = settings.into_iter().map(Organisation::of).collect::<Result<_, _>>()?;
        let databases = Databases::default();
        let leaving = AtomicBool::new(false);
        Ok(Self(Arc::new(All { ground, databases, metrics, leaving, list, hosts })))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Organisation> {
        self.0.list.iter()
    }

    /// The one that is asked for by this host; any host asks for the only one of a program.
    fn asked_for(&self, uri: &Uri, headers: &HeaderMap) -> Option<&Organisation> {
        if self.0.hosts.is_empty() {
            return self.0.list.first();
        }
        let told = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let told = told.map(|host| host.rsplit_once(':').map_or(host, |(bare, _)| bare));
        let host = uri.host().or(told)?.trim_end_matches('.').to_ascii_lowercase();
        self.0.hosts.get(&host).and_then(|at| self.0.list.get(*at))
    }

    /// An organisation, opened if it is not.
    ///
    /// # Errors
    /// When its folder or database cannot be used.
    pub async fn open(&self, one: &Organisation) -> Result<Arc<Open>, Fault> {
        let mut slot = one.slot.lock().await;
        if let Some(open) = &slot.open {
            return Ok(open.clone());
        }
        if slot.failed + PAUSE > second() {
            return Err(Refusal::Away("it could not be opened a moment ago".into()).into());
        }
        let opened = self.opened(&one.settings).await;
        match opened {
            Ok(app) => {
                if self.0.leaving.load(Ordering::Relaxed) {
                    app.leave();
                }
                let service = self.0.metrics.around(stadga_web::router(app.clone()));
                let open = Arc::new(Open { app, service, used: AtomicI64::new(0) });
                slot.open = Some(open.clone());
                Ok(open)
            }
            Err(fault) => {
                slot.failed = second();
                Err(fault)
            }
        }
    }

    async fn opened(&self, settings: &Settings) -> Result<App, Fault> {
        let place = match &settings.database {
            Some(url) => Place::Shared(self.0.databases.at(url).await?),
            None => settings.place()?,
        };
        serve::open_at(&self.0.ground, settings, place).await
    }

    /// Those that are open now.
    pub async fn apps(&self) -> Vec<App> {
        let mut apps = Vec::new();
        for one in self.iter() {
            apps.extend(one.slot.lock().await.open.as_ref().map(|open| open.app.clone()));
        }
        apps
    }

    /// Says that the program will stop: none is ready for more from now on.
    pub async fn leave(&self) {
        self.0.leaving.store(true, Ordering::Relaxed);
        for app in self.apps().await {
            app.leave();
        }
    }

    /// Closes every organisation and database, when all requests have been answered.
    pub async fn close(&self) {
        for one in self.iter() {
            if let Some(open) = one.slot.lock().await.open.take() {
                open.app.store.close().await;
            }
        }
        for (_, database) in self.0.databases.0.lock().await.drain() {
            database.close().await;
        }
    }

    /// The whole program as one service: each request goes to the organisation that its host names.
    pub fn router(&self) -> Router {
        Router::new().fallback(dispatch).with_state(self.clone())
    }
}

impl Organisation {
    fn of(settings: Settings) -> Result<Self, Fault> {
        let folder = Folder::at(&settings.data)?;
        // Beside the records there are keys: instances in front of one database may share the folder with them.
        let lock = if settings.database.is_some() { folder.share()? } else { folder.lock()? };
        Ok(Self { settings, _lock: lock, slot: Mutex::default() })
    }

    /// Whether it is open now.
    pub async fn is_open(&self) -> bool {
        self.slot.lock().await.open.is_some()
    }

    /// Closes it if nobody uses it now or has for a while.
    pub async fn rest(&self) {
        let mut slot = self.slot.lock().await;
        let idle = |open: &Arc<Open>| {
            Arc::strong_count(open) == 1 && open.used.load(Ordering::Relaxed) + IDLE < second()
        };
        // Closed while the slot is held: who asks next opens it anew.
        if let Some(open) = slot.open.take_if(|open| idle(open)) {
            open.app.store.close().await;
        }
    }
}

/// Answers a request. Whoever names no organisation here learns nothing of those that there are, but whether the program
/// itself is there.
async fn dispatch(State(all): State<Organisations>, request: Request) -> Response {
    let texts = all.0.ground.texts();
    let Some(one) = all.asked_for(request.uri(), request.headers()) else {
        let path = request.uri().path();
        return match stadga_web::health(path, !all.0.leaving.load(Ordering::Relaxed)) {
            Some(told) => told,
            None => stadga_web::bare_page(texts, StatusCode::MISDIRECTED_REQUEST, "not-found"),
        };
    };
    let open = match all.open(one).await {
        Ok(open) => open,
        Err(fault) => {
            tracing::error!(%fault, organisation = one.settings.org(), "an organisation cannot be opened");
            return stadga_web::out_of_service(texts, request.uri().path(), "database");
        }
    };
    open.used.store(second(), Ordering::Relaxed);
    let Ok(answer) = open.service.clone().oneshot(request).await;
    answer.into_response()
}

fn second() -> i64 {
    let now: Instant = SystemClock.now();
    now.as_second()
}
