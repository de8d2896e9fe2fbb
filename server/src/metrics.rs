//! What the program counts and measures of itself: OpenMetrics text on a listener of its own, off unless asked for.

use crate::{fault::Fault, machine, organisations::Organisations};
use axum::{
    Router,
    extract::{MatchedPath, Request, State},
    http::{StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse as _, Response},
    routing::get,
};
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::{Registry, Unit},
};
use stadga_store::{Connections, Figures};
use stadga_web::App;
use std::{
    sync::{Arc, atomic::AtomicU64},
    time::{Duration, Instant},
};
use tokio::net::TcpListener;

/// As the format calls itself.
const MEDIA: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// What no route was found for.
const NOWHERE: &str = "none";
/// How long requests take, in seconds: the bounds between which they are counted.
const BOUNDS: [f64; 9] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];

/// A gauge of parts of a second.
type Real = Gauge<f64, AtomicU64>;

/// An answered request: never its address, which may name a record or what someone looks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    /// The route's template.
    route: String,
    method: String,
    /// The first digit of its status: `2xx`.
    status: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Job {
    job: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Built {
    version: &'static str,
}

/// Counts and measures. Cheap to clone.
#[derive(Clone)]
pub struct Metrics(Arc<Inner>);

struct Inner {
    registry: Registry,
    requests: Family<Answered, Counter>,
    durations: Family<Route, Histogram>,
    job_success: Family<Job, Gauge>,
    job_duration: Family<Job, Real>,
    job_failures: Family<Job, Counter>,
    revisions: Gauge,
    sessions: Gauge,
    breaches: Gauge,
    connections: Gauge,
    connections_idle: Gauge,
    checkpoint: Gauge,
    memory: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut inner = Inner {
            registry: Registry::default(),
            requests: Family::default(),
            durations: Family::new_with_constructor(|| Histogram::new(BOUNDS)),
            job_success: Family::default(),
            job_duration: Family::default(),
            job_failures: Family::default(),
            revisions: Gauge::default(),
            sessions: Gauge::default(),
            breaches: Gauge::default(),
            connections: Gauge::default(),
            connections_idle: Gauge::default(),
            checkpoint: Gauge::default(),
            memory: Gauge::default(),
        };
        let built = Family::<Built, Gauge>::default();
        built.get_or_create(&Built { version: env!("CARGO_PKG_VERSION") }).set(1);
        inner.registry.register("stadga_build", "Which program this is", built);
        inner.register();
        Self(Arc::new(inner))
    }
}

impl Inner {
    fn register(&mut self) {
        let all = &mut self.registry;
        all.register("http_requests", "Answered requests", self.requests.clone());
        let durations = self.durations.clone();
        all.register_with_unit(
            "http_request_duration",
            "How long answers took",
            Unit::Seconds,
            durations,
        );
        let last = "When the job was last done by this program, since 1970";
        all.register_with_unit(
            "stadga_job_last_success_timestamp",
            last,
            Unit::Seconds,
            self.job_success.clone(),
        );
        let took = "How long the job took the last time";
        all.register_with_unit(
            "stadga_job_duration",
            took,
            Unit::Seconds,
            self.job_duration.clone(),
        );
        all.register(
            "stadga_job_failures",
            "Jobs that could not be done",
            self.job_failures.clone(),
        );
        all.register("stadga_log_revisions", "Revisions in the log", self.revisions.clone());
        all.register("stadga_sessions", "Sessions that have not ended", self.sessions.clone());
        all.register(
            "stadga_breaches",
            "Breaches that stood at the last sweep",
            self.breaches.clone(),
        );
        all.register(
            "stadga_database_connections",
            "Open connections to the database",
            self.connections.clone(),
        );
        let idle = "Those of them that wait for work";
        all.register("stadga_database_connections_idle", idle, self.connections_idle.clone());
        let checkpoint = "When the last checkpoint was written, since 1970; 0 if never";
        all.register_with_unit(
            "stadga_checkpoint_timestamp",
            checkpoint,
            Unit::Seconds,
            self.checkpoint.clone(),
        );
        all.register_with_unit(
            "process_resident_memory",
            "Memory held",
            Unit::Bytes,
            self.memory.clone(),
        );
    }
}

impl Metrics {
    /// The routes with every answer counted.
    pub fn around(&self, routes: Router) -> Router {
        routes.layer(from_fn_with_state(self.clone(), measured))
    }

    /// Counts a job that was done at an instant in seconds since 1970, or could not be.
    pub fn job(&self, name: &str, took: Duration, done_at: Option<i64>) {
        let job = Job { job: name.to_owned() };
        // Both are there from the first time on, so that nothing that is missing reads as nothing that failed.
        let failures = self.0.job_failures.get_or_create(&job).clone();
        match done_at {
            Some(at) => drop(self.0.job_success.get_or_create(&job).set(at)),
            None => drop(failures.inc()),
        }
        self.0.job_duration.get_or_create(&job).set(took.as_secs_f64());
    }

    /// When the newest checkpoint was written, in seconds since 1970.
    pub fn checkpoint(&self, at: u64) {
        self.0.checkpoint.set(i64::try_from(at).unwrap_or(0));
    }

    /// Everything as text, of all organisations that are open taken together.
    ///
    /// # Errors
    /// Broken, when a database does not answer.
    async fn text(&self, apps: &[App]) -> Result<String, Fault> {
        let mut sums = Figures::default();
        let mut connections = Connections { open: 0, idle: 0 };
        for app in apps {
            let own = app.store.figures().await?;
            sums.revisions += own.revisions;
            sums.sessions += own.sessions;
            sums.breaches += own.breaches;
            let own = app.store.connections();
            connections.open += own.open;
            connections.idle += own.idle;
        }
        self.0.revisions.set(sums.revisions);
        self.0.sessions.set(sums.sessions);
        self.0.breaches.set(sums.breaches);
        self.0.connections.set(connections.open.into());
        self.0.connections_idle.set(i64::try_from(connections.idle).unwrap_or(i64::MAX));
        self.0.memory.set(machine::memory());
        let mut text = String::new();
        encode(&mut text, &self.0.registry).map_err(|fault| Fault::Told(fault.to_string()))?;
        Ok(text)
    }

    /// Answers `/metrics` on the listener for as long as the program runs.
    pub async fn serve(self, all: Organisations, listener: TcpListener) {
        let routes = Router::new().route("/metrics", get(tell)).with_state((self, all));
        if let Err(fault) = axum::serve(listener, routes).await {
            tracing::error!(%fault, "the metrics are not served any more");
        }
    }
}

async fn tell(State((metrics, all)): State<(Metrics, Organisations)>) -> Response {
    match metrics.text(&all.apps().await).await {
        Ok(text) => ([(header::CONTENT_TYPE, MEDIA)], text).into_response(),
        Err(fault) => {
            tracing::error!(%fault, "the metrics could not be told");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

async fn measured(State(metrics): State<Metrics>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or(NOWHERE, MatchedPath::as_str);
    let (route, method) = (route.to_owned(), method_of(&request));
    let begun = Instant::now();
    let answer = next.run(request).await;
    let took = begun.elapsed().as_secs_f64();
    metrics.0.durations.get_or_create(&Route { route: route.clone() }).observe(took);
    let status = format!("{}xx", answer.status().as_u16() / 100);
    metrics.0.requests.get_or_create(&Answered { route, method, status }).inc();
    answer
}

/// The method, if it is one of the usual: anyone can make up others, and each would be counted for itself.
fn method_of(request: &Request) -> String {
    let usual = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
    let method = request.method().as_str();
    usual.iter().find(|usual| **usual == method).map_or("other", |usual| usual).to_owned()
}
