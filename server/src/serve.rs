//! Serves organisations until it is asked to stop, then lets what is under way finish.

use crate::{
    assembly::{Ground, Setup},
    checkpoints::Keeper,
    config::Settings,
    connections::{self, Limits},
    fault::Fault,
    invite, jobs, keys,
    organisations::{Organisation, Organisations},
};
use axum::Router;
use stadga_model::SystemClock;
use stadga_store::Place;
use stadga_web::{App, Services, SignInOptions};
use std::{io::IsTerminal as _, net::SocketAddr, sync::Arc};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

/// What is said where the database's walls would hold nothing.
pub const UNWALLED: &str = "the program's role in PostgreSQL goes through row-level security: use one that is no \
    superuser and has no BYPASSRLS, so that the database itself keeps organisations apart";

/// `stadga serve`: serves the organisations of the settings; the first start of each makes its first administrator.
///
/// # Errors
/// When address, folder or database cannot be used; where there are several organisations, one whose database cannot be
/// used does not keep the others from being served.
pub async fn organisations(settings: Vec<Settings>) -> Result<(), Fault> {
    let addresses: Vec<_> = settings.iter().map(|one| one.address).collect();
    let address =
        *addresses.first().ok_or_else(|| Fault::Config("there is no organisation.".into()))?;
    let listener = listen(address).await?;
    let all = Organisations::of(settings)?;
    if let [only] = &all.iter().collect::<Vec<_>>()[..] {
        greet(&all, only).await?;
    }
    let keeping = tokio::spawn(jobs::keep_on(all.clone()));
    let greeting = tokio::spawn(greet_each(all.clone()));
    let ended = run(all.router(), listener).await;
    keeping.abort();
    greeting.abort();
    all.close().await;
    ended
}

/// Greets each of several organisations, one after the other, while they are served already.
async fn greet_each(all: Organisations) {
    if all.iter().count() < 2 {
        return;
    }
    for one in all.iter() {
        if let Err(fault) = greet(&all, one).await {
            tracing::error!(%fault, organisation = one.settings.org(), "an organisation cannot be served");
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
        println!("{}", invite::first(&open.app, &settings.origin(), invite::FIRST).await?);
    }
    println!("Stadga serves {} at {}", settings.organisation, settings.origin());
    Ok(())
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
            marked: settings.marked_content,
            origin: settings.origin(),
            services: Services::new(settings.providers()?),
            directory: settings.directory.clone(),
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

/// Serves until Ctrl+C or the system's wish to stop.
///
/// # Errors
/// When the listener breaks.
pub async fn run(service: Router, listener: TcpListener) -> Result<(), Fault> {
    let ended = connections::serve(listener, service, Limits::default(), asked_to_stop()).await;
    ended.map_err(|e| Fault::Told(format!("The server broke off: {e}.")))
}

async fn asked_to_stop() {
    let interrupt = async { drop(tokio::signal::ctrl_c().await) };
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
    tracing::info!("stopping: finishing what is under way");
}

/// Begins the program's own log on standard error: lines for people on a terminal, JSON otherwise.
pub fn begin_log(level: &str) {
    let log = tracing_subscriber::fmt().with_env_filter(heard(level)).with_writer(std::io::stderr);
    // A second beginning in one process (tests) is of no consequence.
    let _ = if std::io::stderr().is_terminal() {
        log.compact().try_init()
    } else {
        log.json().try_init()
    };
}

/// What is logged at this level: never what names whole addresses, whose queries say what someone looks for and may
/// hold secrets.
pub fn heard(level: &str) -> EnvFilter {
    let filter = EnvFilter::try_new(level).unwrap_or_else(|_| EnvFilter::new("info"));
    let silent =
        ["tower_http::csrf=off", "ureq=warn", "ureq_proto=warn", "tower_sessions_core=error"]
            .iter();
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
