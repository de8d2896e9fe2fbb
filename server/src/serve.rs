//! Serves organisations until it is asked to stop, then lets what is under way finish.

use crate::{
    assembly::{Ground, Setup},
    checkpoints::Keeper,
    config::Settings,
    connections::{self, Limits},
    fault::Fault,
    invite, jobs, keys,
    metrics::Metrics,
    organisations::{Organisation, Organisations},
    stop::Stop,
    traces,
};
use axum::Router;
use opentelemetry_sdk::trace::SdkTracerProvider;
use sd_notify::NotifyState;
use stadga_model::SystemClock;
use stadga_store::Place;
use stadga_web::{App, MarkedOptions, Services, SignInOptions};
use std::{io::IsTerminal as _, net::SocketAddr, sync::Arc, time::Duration};
use tokio::net::TcpListener;
use tracing_subscriber::{
    EnvFilter, Layer as _, layer::SubscriberExt as _, util::SubscriberInitExt as _,
};

/// How often it is tried to open a database that could not be opened.
const AGAIN: Duration = Duration::from_secs(5);

/// What is said where the database's walls would hold nothing.
pub const UNWALLED: &str = "the program's role in PostgreSQL goes through row-level security: use one that is no \
    superuser and has no BYPASSRLS, so that the database itself keeps organisations apart";

/// `stadga serve`: serves the organisations of the settings; the first start of each makes its first administrator.
///
/// # Errors
/// When address or folder cannot be used. A database that cannot be used ends nothing: the program is alive, says that it
/// is not ready, and tries again until it can or is stopped.
pub async fn organisations(settings: Vec<Settings>) -> Result<(), Fault> {
    let address = settings.first().map(|one| one.address);
    let address = address.ok_or_else(|| Fault::Config("there is no organisation.".into()))?;
    on(listen(address).await?, settings, Stop::by_signal()).await
}

/// The same on a listener that is there, until `stop` is asked for.
///
/// # Errors
/// As [`organisations`].
pub async fn on(listener: TcpListener, settings: Vec<Settings>, stop: Stop) -> Result<(), Fault> {
    let (metrics, watched) = (Metrics::default(), settings.first().and_then(|s| s.metrics_address));
    let all = Organisations::of(settings, metrics.clone())?;
    if let Some(address) = watched {
        tokio::spawn(metrics.clone().serve(all.clone(), listen(address).await?));
    }
    let served = run(all.router(), listener, &stop, async || all.leave().await);
    let worked = async {
        let ended = work(&all, &metrics, &stop).await;
        if ended.is_err() {
            stop.ask_now();
        }
        ended
    };
    let (served, worked) = tokio::join!(served, worked);
    all.close().await;
    worked.and(served)
}

/// Greets the organisations and does their jobs, until the program is to stop.
async fn work(all: &Organisations, metrics: &Metrics, stop: &Stop) -> Result<(), Fault> {
    match &all.iter().collect::<Vec<_>>()[..] {
        [only] => greet_when_open(all, only, stop).await?,
        several => greet_each(all, several, stop).await,
    }
    jobs::keep_on(all, metrics, stop).await;
    Ok(())
}

/// Greets the only organisation as soon as its database can be used.
async fn greet_when_open(
    all: &Organisations,
    only: &Organisation,
    stop: &Stop,
) -> Result<(), Fault> {
    while let Err(fault) = greet(all, only).await {
        let Fault::Database(_) = fault else { return Err(fault) };
        tracing::error!(%fault, "not ready; tried again every {} seconds", AGAIN.as_secs());
        service_manager(&[NotifyState::Status(&fault.to_string())]);
        tokio::select! {
            () = stop.asked() => return Ok(()),
            () = tokio::time::sleep(AGAIN) => {}
        }
    }
    service_manager(&[NotifyState::Ready, NotifyState::Status("serving")]);
    Ok(())
}

/// Greets each of several organisations, one after the other, while they are served already. One that cannot be served
/// does not keep the others from it.
async fn greet_each(all: &Organisations, several: &[&Organisation], stop: &Stop) {
    service_manager(&[NotifyState::Ready, NotifyState::Status("serving")]);
    for one in several {
        tokio::select! {
            () = stop.asked() => return,
            greeted = greet(all, one) => {
                if let Err(fault) = greeted {
                    tracing::error!(%fault, organisation = one.settings.org(), "an organisation cannot be served");
                }
            }
        }
        one.rest().await;
    }
}

/// Says where an organisation is served; makes the first administrator of a new one and prints their link.
async fn greet(all: &Organisations, one: &Organisation) -> Result<(), Fault> {
    let (settings, open) = (&one.settings, all.open(one).await?);
    // The log's keys are there from the first start.
    Keeper::open(settings)?;
    if !open.app.store.has_accounts().await? {
        // Where nobody sits at a terminal, what is printed is kept in a log, and the link is a secret.
        match std::io::stdout().is_terminal() {
            true => {
                println!("{}", invite::first(&open.app, &settings.origin(), invite::FIRST).await?);
            }
            false => println!("{}", invite::ASK),
        }
    }
    println!("Stadga serves {} at {}", settings.organisation, settings.origin());
    Ok(())
}

/// Tells the service manager, where there is one (systemd's `Type=notify`); without one this does nothing.
fn service_manager(states: &[NotifyState<'_>]) {
    let _ = sd_notify::notify(states);
}

/// The program with the organisation of the settings, for a verb.
///
/// # Errors
/// When folder or database cannot be used.
pub async fn open(settings: &Settings) -> Result<App, Fault> {
    open_at(&Ground::read()?, settings, settings.place()?).await
}

/// The organisation of the settings, with its records at this place.
///
/// # Errors
/// As [`open`].
pub async fn open_at(ground: &Ground, settings: &Settings, place: Place) -> Result<App, Fault> {
    let setup = Setup {
        org: settings.org().to_owned(),
        place,
        organisation: settings.organisation.clone(),
        secure_cookies: settings.is_encrypted(),
        sign_in: SignInOptions {
            second_factor: settings.second_factor(),
            marked: MarkedOptions {
                level: settings.marked_content,
                purpose: settings.reading_purpose,
            },
            origin: settings.origin(),
            services: Services::new(settings.providers()?),
            directory: settings.directory.clone(),
            open_pages: settings.open_pages,
            keys: keys::Source::of(settings)?.read()?,
        },
        clock: Arc::new(SystemClock),
    };
    ground.assemble(setup).await
}

/// Listens on the address; port 0 takes a free one.
///
/// # Errors
/// When the address cannot be had.
pub async fn listen(address: SocketAddr) -> Result<TcpListener, Fault> {
    TcpListener::bind(address).await.map_err(|cause| Fault::Address { address, cause })
}

/// Answers until the program is to stop, then lets what is under way finish, for so long as is fair. `leave` tells those
/// who answer that the stop has been asked for.
///
/// # Errors
/// When the listener breaks.
pub async fn run(
    service: Router,
    listener: TcpListener,
    stop: &Stop,
    leave: impl AsyncFnOnce(),
) -> Result<(), Fault> {
    let closing = async {
        stop.asked().await;
        service_manager(&[NotifyState::Stopping]);
        leave().await;
        stop.closing().await;
    };
    let ended = connections::serve(listener, service, Limits::default(), closing).await;
    ended.map_err(|e| Fault::Told(format!("The server broke off: {e}.")))
}

/// What sends the last traces when it is dropped, where traces are sent at all.
#[must_use]
pub struct Traces(Option<SdkTracerProvider>);

impl Drop for Traces {
    fn drop(&mut self) {
        if let Some(fault) = self.0.take().and_then(|provider| provider.shutdown().err()) {
            eprintln!("stadga: the last traces could not be sent: {fault}");
        }
    }
}

/// Begins the program's own log on standard error: lines for people on a terminal, JSON otherwise. Where a collector is
/// named, requests are also sent there as traces.
pub fn begin_log(level: &str, collector: Option<&str>) -> Traces {
    let log = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let log =
        if std::io::stderr().is_terminal() { log.compact().boxed() } else { log.json().boxed() };
    let (tracer, provider) = collector.map(traces::begin).unzip();
    let traced = tracer.map(|tracer| {
        tracing_opentelemetry::layer().with_tracer(tracer).with_location(false).with_threads(false)
    });
    let all = tracing_subscriber::registry().with(log.with_filter(heard(level)));
    let all = all.with(traced.with_filter(heard("stadga_web=info")));
    // A second beginning in one process (tests) is of no consequence.
    let _ = all.try_init();
    Traces(provider)
}

/// What is logged at this level: never what names whole addresses, whose queries say what someone looks for and may
/// hold secrets.
pub fn heard(level: &str) -> EnvFilter {
    let filter = EnvFilter::try_new(level).unwrap_or_else(|_| EnvFilter::new("info"));
    let silent =
        ["tower_http::csrf=off", "ureq=warn", "ureq_proto=warn", "tower_sessions=error"].iter();
    silent.filter_map(|name| name.parse().ok()).fold(filter, EnvFilter::add_directive)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{body::Body, http::Request};
    use stadga_testkit::Log;
    use tower::ServiceExt as _;

    #[tokio::test]
    async fn sec_08_the_log_at_its_most_talkative_names_no_whole_address() {
        let app = crate::demo::prepare(None, crate::demo::ORIGIN).await.unwrap();
        let log = Log::default();
        let said = tracing_subscriber::fmt().with_env_filter(heard("trace"));
        let guard = tracing::subscriber::set_default(said.with_writer(log.clone()).finish());
        for path in ["/invitation/0123456789abcdef", "/sign-in?next=%2F0123456789abcdef"] {
            let request =
                Request::get(path).header("host", "stadga.test").body(Body::empty()).unwrap();
            stadga_web::router(app.clone()).oneshot(request).await.unwrap();
        }
        drop(guard);
        let said = log.text();
        assert!(said.contains("/invitation/"), "nothing was logged: {said}");
        assert!(!said.contains("0123456789abcdef"), "{said}");
    }
}
