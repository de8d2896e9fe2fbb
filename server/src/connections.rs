//! Connections: taken one by one, so many at once, and let go of when whoever is at the other end is too slow.

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use std::{future::Future, io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::{sleep, timeout},
};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt as _;

/// What is borne of those at the other end.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// So many connections at once; who comes then waits for one to end.
    pub connections: usize,
    /// The head of a request must have come within this time, counted from the connection's beginning or the last answer.
    pub head: Duration,
    /// A connection that takes nothing of its answer for so long is let go of.
    pub stalled: Duration,
    /// What is under way when the program is asked to stop gets so long to finish.
    pub farewell: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 4_000,
            head: Duration::from_secs(30),
            stalled: Duration::from_secs(60),
            farewell: Duration::from_secs(30),
        }
    }
}

/// How long is waited where the system gives no more connections.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves until `stop` comes, then lets what is under way finish.
///
/// # Errors
/// When there is no more room counted: never, while the program runs.
pub async fn serve(
    listener: TcpListener,
    service: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let (graceful, room) = (GracefulShutdown::new(), Arc::new(Semaphore::new(limits.connections)));
    let mut stop = pin!(stop);
    loop {
        let place = tokio::select! {
            place = room.clone().acquire_owned() => place.map_err(io::Error::other)?,
            () = &mut stop => break,
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(fault) => {
                // Too many open files, or whoever came has gone again.
                tracing::warn!(%fault, "a connection could not be taken");
                sleep(PAUSE).await;
                continue;
            }
        };
        let connection = graceful.watch(connection(stream, peer, service.clone(), limits));
        tokio::spawn(async move {
            if let Err(fault) = connection.await {
                tracing::debug!(%fault, "a connection broke off");
            }
            drop(place);
        });
    }
    drop(listener);
    if timeout(limits.farewell, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests were not finished in time");
    }
    Ok(())
}

/// One connection with its requests, one after the other.
fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    service: Router,
    limits: Limits,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> {
    // An answer goes out at once, however small.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.stalled));
    let answer = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request: Request = request.map(Body::new);
        // Wrong passwords are counted by the address that they come from.
        request.extensions_mut().insert(ConnectInfo(peer));
        service.clone().oneshot(request)
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .serve_connection(TokioIo::new(Box::pin(stream)), answer)
}
