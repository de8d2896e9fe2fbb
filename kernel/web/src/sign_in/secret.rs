//! Hashing off the async threads, a few at a time: each takes 19 MiB and a processor for a moment.

use stadga_model::Refusal;
use tokio::{sync::Semaphore, task::spawn_blocking};

static TURNS: Semaphore = Semaphore::const_new(4);

/// Whether this is the password of `hash`; takes as long where there is none.
pub(super) async fn is_right(password: String, hash: Option<String>) -> Result<bool, Refusal> {
    in_turn(move || stadga_access::verify_password(&password, hash.as_deref())).await
}

/// The hash of a new password.
pub(super) async fn hash(password: String) -> Result<String, Refusal> {
    in_turn(move || stadga_access::hash_password(&password)).await?.map_err(Refusal::broken)
}

async fn in_turn<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Refusal> {
    let _turn = TURNS.acquire().await.map_err(Refusal::broken)?;
    spawn_blocking(work).await.map_err(Refusal::broken)
}
