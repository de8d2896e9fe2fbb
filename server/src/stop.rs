//! Stopping in good order: the program says that it will not be ready for more, then lets what is under way finish.

use std::{sync::Arc, time::Duration};
use tokio::sync::watch;

/// So long the program still answers after it was asked to stop, so that whoever sends requests to one of many programs
/// has seen that it is not ready any more.
const NOTICE: Duration = Duration::from_secs(2);
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    /// Nobody has asked.
    Not,
    /// By a service manager.
    Kindly,
    /// By a person at the keyboard, who waits.
    Now,
}

/// Tells the parts of the program that it is to stop. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Stop(Arc<watch::Sender<Asked>>);

impl Default for Stop {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(Asked::Not)))
    }
}

impl Stop {
    /// Asked for by Ctrl+C or by the system's wish to stop.
    pub fn by_signal() -> Self {
        let stop = Self::default();
        let told = stop.clone();
        tokio::spawn(async move {
            let asked = signalled().await;
            told.0.send_replace(asked);
            tracing::info!("stopping: finishing what is under way");
        });
        stop
    }

    /// Asks the program to stop, as a service manager does.
    pub fn ask(&self) {
        self.0.send_replace(Asked::Kindly);
    }

    /// Asks the program to stop at once.
    pub fn ask_now(&self) {
        self.0.send_replace(Asked::Now);
    }

    /// Comes back when the program has been asked to stop.
    pub async fn asked(&self) {
        self.how().await;
    }

    /// Comes back when nothing new is to be taken on.
    pub async fn closing(&self) {
        if self.how().await == Asked::Kindly {
            tokio::time::sleep(NOTICE).await;
        }
    }

    async fn how(&self) -> Asked {
        let mut heard = self.0.subscribe();
        // The sender lives as long as this does.
        heard.wait_for(|asked| *asked != Asked::Not).await.map_or(Asked::Now, |asked| *asked)
    }
}

async fn signalled() -> Asked {
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
        () = interrupt => Asked::Now,
        () = terminate => Asked::Kindly,
    }
}
