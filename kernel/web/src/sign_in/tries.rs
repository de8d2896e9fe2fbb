//! Wrong passwords: ten from one address make it wait, so that a stranger elsewhere cannot shut the holder out; a hundred
//! from anywhere make the name wait (SEC-08).

use super::client::Client;
use crate::App;
use stadga_model::{Instant, Refusal};

/// So many for one name from one address.
const FROM_ONE: u16 = 10;
/// So many for one name from anywhere.
const FROM_ALL: u16 = 100;

/// What a wrong password counts under. The two beginnings keep anyone from writing a name that looks like an address.
pub(super) struct Tries {
    from_one: String,
    from_all: String,
}

impl Tries {
    /// For this name from this client.
    pub fn of(name: &str, client: &Client) -> Self {
        let name = name.trim();
        Self { from_one: format!("from:{} {name}", client.0), from_all: format!("name:{name}") }
    }

    /// From when one may try again, if one must wait.
    pub async fn wait(&self, app: &App) -> Result<Option<Instant>, Refusal> {
        let one = app.store.may_try_from(&self.from_one, FROM_ONE).await?;
        let all = app.store.may_try_from(&self.from_all, FROM_ALL).await?;
        Ok(one.max(all))
    }

    /// Counts a wrong password.
    pub async fn note(&self, app: &App) -> Result<(), Refusal> {
        app.store.note_attempt(&self.from_one).await?;
        app.store.note_attempt(&self.from_all).await
    }
}
