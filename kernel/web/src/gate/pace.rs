//! How much one reader may ask of the machine, and how much of it is done at once: so that nobody shuts the others out.
//!
//! Kept in each instance: what is guarded is its processors and memory, and counting in the database would itself be work.

use super::Reader;
use crate::{App, Context, Problem, sign_in::Client};
use axum::{
    extract::{FromRequestParts as _, Request, State},
    http::StatusCode,
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse as _, Response},
    routing::MethodRouter,
};
use stadga_model::Refusal;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use tokio::{sync::Semaphore, time::timeout};
use tracing::Instrument as _;

/// Work of one kind that takes the machine for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cost {
    /// A document is set: PDF or Word.
    Document,
    /// A list is written out as a file.
    Export,
    /// A file of rows is read and planned, or written.
    Import,
    /// The text of a stranger's file is read.
    Reading,
    /// Words are looked for everywhere.
    Search,
    /// The whole API is described.
    Description,
    /// A password, code or passkey is tried.
    SignIn,
}

impl Cost {
    const ALL: [Self; 7] = [
        Self::Document,
        Self::Export,
        Self::Import,
        Self::Reading,
        Self::Search,
        Self::Description,
        Self::SignIn,
    ];

    /// So many a minute for one reader, and so many at once for all.
    const fn most(self) -> (u32, usize) {
        match self {
            Self::Document => (30, 2),
            Self::Export => (30, 2),
            Self::Import => (30, 2),
            Self::Reading => (10, 2),
            Self::Search => (120, 4),
            Self::Description => (30, 2),
            // One address may be that of a whole organisation; wrong passwords are counted besides.
            Self::SignIn => (300, 32),
        }
    }
}

/// How long work waits for its turn.
const PATIENCE: Duration = Duration::from_secs(20);
/// When one may try again whose work did not get its turn, in seconds.
const AGAIN: u64 = 10;
/// So many readers are remembered before those who have long been still are forgotten.
const REMEMBERED: usize = 10_000;

/// What is done at this instance, and by whom.
pub(crate) struct Pace {
    turns: HashMap<Cost, Arc<Semaphore>>,
    spent: Mutex<HashMap<(Cost, String), Spent>>,
}

/// What a reader has spent of what one may ask for in a minute; it comes back evenly.
struct Spent {
    used: f64,
    at: Instant,
}

impl Spent {
    fn now(&self, rate: f64, now: Instant) -> f64 {
        (self.used - rate * now.saturating_duration_since(self.at).as_secs_f64()).max(0.0)
    }
}

impl Pace {
    pub fn new() -> Self {
        let turn = |cost: Cost| (cost, Arc::new(Semaphore::new(cost.most().1)));
        Self { turns: Cost::ALL.into_iter().map(turn).collect(), spent: Mutex::default() }
    }

    /// Counts one; or in how many seconds the next may come.
    fn spend(&self, cost: Cost, who: String, now: Instant) -> Result<(), u64> {
        let most = f64::from(cost.most().0);
        let rate = most / 60.0;
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        if spent.len() >= REMEMBERED {
            spent.retain(|(_, _), one| now.saturating_duration_since(one.at).as_secs() < 60);
        }
        let one = spent.entry((cost, who)).or_insert(Spent { used: 0.0, at: now });
        let used = one.now(rate, now) + 1.0;
        if used > most {
            // Rounded up, and never more than a minute.
            let enough = |wait: &u32| f64::from(*wait) * rate >= used - most;
            return Err((1..60).find(enough).unwrap_or(60).into());
        }
        *one = Spent { used, at: now };
        Ok(())
    }
}

/// Pages whose work has its price. What is done at once waits in turn; beyond that it is told to come back.
pub fn costly(cost: Cost, pages: MethodRouter<App>) -> MethodRouter<App> {
    pages.layer(from_fn_with_state(cost, in_turn))
}

async fn in_turn(State(cost): State<Cost>, request: Request, next: Next) -> Response {
    paced(cost, request, next).await.unwrap_or_else(|problem| problem.into_response())
}

async fn paced(cost: Cost, request: Request, next: Next) -> Result<Response, Problem> {
    let (mut parts, body) = request.into_parts();
    let context = parts.extensions.get::<Context>().cloned();
    let context = context.ok_or_else(|| Refusal::broken("a costly page outside the gate"))?;
    let Some(pace) = context.app.pace() else {
        return Ok(next.run(Request::from_parts(parts, body)).await);
    };
    let who = match parts.extensions.get::<Reader>() {
        Some(reader) => reader.account.name.clone(),
        None => {
            let Ok(client) = Client::from_request_parts(&mut parts, &context.app).await;
            format!("from:{}", client.address)
        }
    };
    pace.spend(cost, who, Instant::now()).map_err(|seconds| {
        Problem::told(StatusCode::TOO_MANY_REQUESTS, "too-many").after(seconds)
    })?;
    let turn = pace.turns.get(&cost).cloned().ok_or_else(|| Refusal::broken("no turns"))?;
    let Ok(Ok(turn)) = timeout(PATIENCE, turn.acquire_owned()).await else {
        return Err(Problem::told(StatusCode::SERVICE_UNAVAILABLE, "busy").after(AGAIN));
    };
    // Whoever goes away does not free a place that is still worked at.
    let work = async move {
        let _turn = turn;
        next.run(Request::from_parts(parts, body)).await
    };
    Ok(tokio::spawn(work.in_current_span()).await.map_err(Refusal::broken)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_has_spent_comes_back_evenly_and_others_are_not_touched() {
        let (pace, begin) = (Pace::new(), Instant::now());
        let at = |seconds| begin + Duration::from_secs(seconds);
        let ask = |who: &str, seconds| pace.spend(Cost::Reading, who.into(), at(seconds));
        for _ in 0..10 {
            assert_eq!(ask("strateg", 0), Ok(()));
        }
        assert_eq!(ask("strateg", 0), Err(6), "ten a minute: the next in six seconds");
        assert_eq!(ask("revisor", 0), Ok(()));
        assert_eq!(pace.spend(Cost::Export, "strateg".into(), at(0)), Ok(()));
        assert_eq!(ask("strateg", 5), Err(1));
        assert_eq!(ask("strateg", 6), Ok(()));
        assert_eq!(ask("strateg", 6), Err(6));
        for _ in 0..10 {
            assert_eq!(ask("strateg", 600), Ok(()));
        }
    }
}
