//! What is too heavy gets its answer at once, and what nobody reads is poured away, so that the sender hears the answer
//! instead of a broken connection. Neither costs memory.

use crate::{Problem, files};
use axum::{
    body::{Body, Bytes, HttpBody},
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body::{Frame, SizeHint};
use std::{
    future::poll_fn,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

/// The heaviest request that any page takes: a file and the words around it.
const HEAVIEST: u64 = files::LARGEST as u64 + 4 * 1024 * 1024;
/// A sender that is slower than this does not get to hear why.
const PATIENCE: Duration = Duration::from_secs(300);

/// Inside the gate, which gives the answer words: a request that says that it is too heavy is not read.
pub(super) async fn weighed(request: Request, next: Next) -> Response {
    if request.body().size_hint().lower() > HEAVIEST {
        return too_large().into_response();
    }
    next.run(request).await
}

/// A file, or a form with its file, is too large.
pub(crate) fn too_large() -> Problem {
    let most = files::LARGEST / 1024 / 1024;
    Problem::told(StatusCode::PAYLOAD_TOO_LARGE, "too-large").with("most", most)
}

/// Outermost: after the answer, what is left of the request is read and forgotten.
pub(super) async fn poured(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    // Who asks first whether to send it has sent nothing yet, unless someone has begun to read.
    let asks_first = request.headers().contains_key(header::EXPECT);
    let shared = Shared::new(request.body().size_hint());
    let (parts, body) = request.into_parts();
    shared.hold(body);
    let answer = next.run(Request::from_parts(parts, Body::new(shared.clone()))).await;
    if !shared.is_done() && (shared.is_begun() || !asks_first) {
        tokio::spawn(tokio::time::timeout(PATIENCE, shared.pour()));
    }
    answer
}

/// A request's body that can be gone on with when its reader has let go of it.
#[derive(Clone)]
struct Shared {
    held: Arc<Mutex<Held>>,
    size: SizeHint,
}

#[derive(Default)]
struct Held {
    body: Option<Body>,
    begun: bool,
}

impl Shared {
    fn new(size: SizeHint) -> Self {
        Self { held: Arc::default(), size }
    }

    fn with<T>(&self, act: impl FnOnce(&mut Held) -> T) -> T {
        act(&mut self.held.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn hold(&self, body: Body) {
        self.with(|held| held.body = Some(body));
    }

    fn is_done(&self) -> bool {
        self.with(|held| held.body.as_ref().is_none_or(HttpBody::is_end_stream))
    }

    fn is_begun(&self) -> bool {
        self.with(|held| held.begun)
    }

    async fn pour(mut self) {
        while let Some(Ok(_)) = poll_fn(|cx| Pin::new(&mut self).poll_frame(cx)).await {}
    }
}

impl HttpBody for Shared {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        self.with(|held| {
            held.begun = true;
            let Some(body) = &mut held.body else { return Poll::Ready(None) };
            let polled = Pin::new(body).poll_frame(cx);
            if let Poll::Ready(None | Some(Err(_))) = polled {
                held.body = None;
            }
            polled
        })
    }

    fn is_end_stream(&self) -> bool {
        self.is_done()
    }

    fn size_hint(&self) -> SizeHint {
        self.size
    }
}
