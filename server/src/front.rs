//! What answers on the address: the program, once its database is open; before that, that it is not in service.

use crate::{areas, assembly, fault::Fault};
use axum::{
    Router,
    extract::{Request, State},
    response::{IntoResponse as _, Response},
};
use stadga_model::Texts;
use stadga_web::App;
use std::sync::{Arc, OnceLock};
use tower::ServiceExt as _;

/// What is answered. Cheap to clone.
#[derive(Clone)]
pub struct Front(Arc<Inner>);

struct Inner {
    texts: Texts,
    open: OnceLock<(App, Router)>,
    trouble: OnceLock<()>,
}

impl Front {
    /// Not in service yet.
    ///
    /// # Errors
    /// When the program's own words cannot be read.
    pub fn closed() -> Result<Self, Fault> {
        let texts = assembly::texts(&areas::all())?;
        Ok(Self(Arc::new(Inner { texts, open: OnceLock::new(), trouble: OnceLock::new() })))
    }

    /// The program serves from now on.
    pub fn open(&self, app: App, routes: Router) {
        // A program that has been opened is not opened again.
        let _ = self.0.open.set((app, routes));
    }

    /// The database could not be opened.
    pub fn in_trouble(&self) {
        self.0.trouble.get_or_init(|| ());
    }

    /// The program, if it serves.
    pub fn app(&self) -> Option<&App> {
        self.0.open.get().map(|(app, _)| app)
    }

    /// As a service.
    pub fn service(&self) -> Router {
        Router::new().fallback(answer).with_state(self.clone())
    }
}

async fn answer(State(front): State<Front>, request: Request) -> Response {
    match front.0.open.get() {
        Some((_, routes)) => routes.clone().oneshot(request).await.into_response(),
        None => {
            let why = if front.0.trouble.get().is_some() { "database" } else { "starting" };
            stadga_web::out_of_service(&front.0.texts, request.uri().path(), why)
        }
    }
}
