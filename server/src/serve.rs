//! Listens and answers until it is asked to stop, then lets what is under way finish.

use crate::{
    assembly, backup::Backups, checkpoints::Keeper, config::Settings, fault::Fault, folder::Folder,
    front::Front, invite, jobs, keys, metrics::Metrics, stop::Stop, traces,
};
use opentelemetry_sdk::trace::SdkTracerProvider;
use sd_notify::NotifyState;
use stadga_model::SystemClock;
use stadga_web::{App, MarkedOptions, Services, SignInOptions};
use std::{io::IsTerminal as _, net::SocketAddr, sync::Arc, time::Duration};
use tokio::net::TcpListener;
use tracing_subscriber::{
    EnvFilter, Layer as _, layer::SubscriberExt as _, util::SubscriberInitExt as _,
};

/// How often it is tried to open a database that could not be opened.
const AGAIN: Duration = Duration::from_secs(5);

/// `stadga serve`: serves the organisation of the settings; its first start makes the first administrator.
///
/// # Errors
/// When address or folder cannot be used. A database that cannot be used ends nothing: the program is alive, says that it
/// is not ready, and tries again until it can or is stopped.
pub async fn organisation(settings: Settings) -> Result<(), Fault> {
    let listener = listen(settings.address).await?;
    on(listener, &settings, Stop::by_signal()).await
}

/// The same on a listener that is there, until `stop` is asked for.
///
/// # Errors
/// As [`organisation`].
pub async fn on(listener: TcpListener, settings: &Settings, stop: Stop) -> Result<(), Fault> {
    let _lock = Folder::at(&settings.data)?.lock()?;
    let front = Front::closed()?;
    let served = run(&front, listener, &stop);
    let worked = async {
        let ended = work(settings, &front, &stop).await;
        if ended.is_err() {
            stop.ask_now();
        }
        ended
    };
    let (served, worked) = tokio::join!(served, worked);
    if let Some(app) = front.app() {
        app.store.close().await;
    }
    worked.and(served)
}

/// Opens the organisation, sees to its first administrator, and does its jobs until the program is to stop.
async fn work(settings: &Settings, front: &Front, stop: &Stop) -> Result<(), Fault> {
    let Some(app) = opened(settings, front, stop).await? else { return Ok(()) };
    let keeper = Keeper::open(settings)?;
    if !app.store.has_accounts().await? {
        // Where nobody sits at a terminal, what is printed is kept in a log, and the link is a secret.
        match std::io::stdout().is_terminal() {
            true => println!("{}", invite::first(&app, &settings.origin(), invite::FIRST).await?),
            false => println!("{}", invite::ASK),
        }
    }
    let metrics = Metrics::default();
    front.open(app.clone(), metrics.around(stadga_web::router(app.clone())));
    if let Some(address) = settings.metrics_address {
        tokio::spawn(metrics.clone().serve(app.clone(), listen(address).await?));
    }
    println!("Stadga serves {} at {}", settings.organisation, settings.origin());
    service_manager(&[NotifyState::Ready, NotifyState::Status("serving")]);
    let backups = settings.backups.is_some().then(|| Backups::of(settings)).transpose()?;
    let means = jobs::Means {
        store: &app.store,
        keeper: Some(&keeper),
        backups: backups.as_ref(),
        metrics: &metrics,
        stop,
    };
    jobs::keep_on(&means).await;
    Ok(())
}

/// The organisation, as soon as its database can be used; none, where the program is to stop before that.
async fn opened(settings: &Settings, front: &Front, stop: &Stop) -> Result<Option<App>, Fault> {
    loop {
        match open(settings).await {
            Err(fault @ Fault::Database(_)) => {
                tracing::error!(%fault, "not ready; tried again every {} seconds", AGAIN.as_secs());
                service_manager(&[NotifyState::Status(&fault.to_string())]);
                front.in_trouble();
            }
            opened => return opened.map(Some),
        }
        tokio::select! {
            () = stop.asked() => return Ok(None),
            () = tokio::time::sleep(AGAIN) => {}
        }
    }
}

/// Tells the service manager, where there is one (systemd's `Type=notify`); without one this does nothing.
fn service_manager(states: &[NotifyState<'_>]) {
    let _ = sd_notify::notify(states);
}

/// The program with the organisation of the settings.
///
/// # Errors
/// When folder or database cannot be used.
pub async fn open(settings: &Settings) -> Result<App, Fault> {
    let setup = assembly::Setup {
        place: settings.place()?,
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
            keys: keys::Source::of(settings)?.read()?,
        },
        clock: Arc::new(SystemClock),
    };
    assembly::assemble(setup).await
}

/// Listens on the address; port 0 takes a free one.
///
/// # Errors
/// When the address cannot be had.
pub async fn listen(address: SocketAddr) -> Result<TcpListener, Fault> {
    TcpListener::bind(address).await.map_err(|cause| Fault::Address { address, cause })
}

/// Answers until the program is to stop, then lets what is under way finish, for so long as is fair.
///
/// # Errors
/// When the listener breaks.
pub async fn run(front: &Front, listener: TcpListener, stop: &Stop) -> Result<(), Fault> {
    // Wrong passwords are counted by the address that they come from.
    let service = front.service().into_make_service_with_connect_info::<SocketAddr>();
    let closing = {
        let (front, stop) = (front.clone(), stop.clone());
        async move {
            stop.asked().await;
            service_manager(&[NotifyState::Stopping]);
            if let Some(app) = front.app() {
                app.leave();
            }
            stop.closing().await;
        }
    };
    let served = axum::serve(listener, service).with_graceful_shutdown(closing);
    tokio::select! {
        ended = served.into_future() => ended.map_err(|e| Fault::Told(format!("The server broke off: {e}."))),
        () = stop.over() => {
            tracing::warn!("stopped with requests under way that had had their time");
            Ok(())
        }
    }
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
    use std::{io, sync::Mutex};
    use tower::ServiceExt as _;

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

    #[tokio::test]
    async fn sec_08_the_log_at_its_most_talkative_names_no_whole_address() {
        let app = crate::demo::prepare(None, crate::demo::ORIGIN).await.unwrap();
        let log = Log::default();
        let kept = log.clone();
        let said = tracing_subscriber::fmt().with_env_filter(heard("trace"));
        let guard =
            tracing::subscriber::set_default(said.with_writer(move || kept.clone()).finish());
        for path in ["/invitation/0123456789abcdef", "/sign-in?next=%2F0123456789abcdef"] {
            let request =
                Request::get(path).header("host", "stadga.test").body(Body::empty()).unwrap();
            stadga_web::router(app.clone()).oneshot(request).await.unwrap();
        }
        drop(guard);
        let said = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        assert!(said.contains("/invitation/"), "nothing was logged: {said}");
        assert!(!said.contains("0123456789abcdef"), "{said}");
    }
}
