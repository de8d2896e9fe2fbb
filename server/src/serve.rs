//! Listens and answers until it is asked to stop, then lets what is under way finish.

use crate::{
    assembly, backup::Backups, checkpoints::Keeper, config::Settings, fault::Fault, folder::Folder,
    invite, jobs, keys,
};
use stadga_model::SystemClock;
use stadga_web::{App, MarkedOptions, Services, SignInOptions};
use std::{io::IsTerminal as _, net::SocketAddr, sync::Arc};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

/// `stadga serve`: serves the organisation of the settings; its first start makes the first administrator.
///
/// # Errors
/// When address, folder or database cannot be used.
pub async fn organisation(settings: Settings) -> Result<(), Fault> {
    let listener = listen(settings.address).await?;
    let _lock = Folder::at(&settings.data)?.lock()?;
    let app = open(&settings).await?;
    let keeper = Keeper::open(&settings)?;
    if !app.store.has_accounts().await? {
        println!("{}", invite::first(&app, &settings.origin(), invite::FIRST).await?);
    }
    println!("Stadga serves {} at {}", settings.organisation, settings.origin());
    let backups = settings.backups.is_some().then(|| Backups::of(&settings)).transpose()?;
    let keeping = tokio::spawn(jobs::keep_on(app.store.clone(), Some(keeper), backups));
    let ended = run(app, listener).await;
    keeping.abort();
    ended
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

/// Serves the program until Ctrl+C or the system's wish to stop.
///
/// # Errors
/// When the listener breaks.
pub async fn run(app: App, listener: TcpListener) -> Result<(), Fault> {
    let store = app.store.clone();
    // Wrong passwords are counted by the address that they come from.
    let service = stadga_web::router(app).into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, service).with_graceful_shutdown(asked_to_stop());
    let ended = served.await;
    store.close().await;
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
