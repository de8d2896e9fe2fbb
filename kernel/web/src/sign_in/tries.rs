//! Wrong passwords and codes: ten from one address make it wait, so that a stranger elsewhere cannot shut the holder out; a hundred
//! from anywhere make the name wait (SEC-08).

use super::{client::Client, proof::NotShown};
use crate::{App, Context, ui::format};
use stadga_model::Refusal;

/// So many for one name from one address.
const FROM_ONE: u16 = 10;
/// So many for one name from anywhere.
const FROM_ALL: u16 = 100;

/// What a wrong password counts under. The two beginnings keep anyone from writing a name that looks like an address.
pub(super) struct Tries {
    from_one: String,
    from_all: String,
    address: String,
}

impl Tries {
    /// For this name from this client.
    pub fn of(name: &str, client: &Client) -> Self {
        let name = name.trim();
        Self {
            from_one: format!("from:{} {name}", client.address),
            from_all: format!("name:{name}"),
            address: client.address.clone(),
        }
    }

    /// Why one must wait, if one must.
    pub async fn wait(&self, cx: &Context) -> Result<Option<NotShown>, Refusal> {
        let store = &cx.app.store;
        let one = store.may_try_from(&self.from_one, FROM_ONE).await?;
        let all = store.may_try_from(&self.from_all, FROM_ALL).await?;
        Ok(one.max(all).map(|from| NotShown {
            sentence: cx.t_with("sign-in-wait", &[("from", &format::clock(from))]),
            wait: Some((from.as_second() - store.now().as_second()).max(1)),
        }))
    }

    /// Counts a wrong password or code. The log gets the address alone: a name may be a password in the wrong box.
    pub async fn note(&self, app: &App) -> Result<(), Refusal> {
        tracing::warn!(address = self.address, "a wrong password or code");
        app.store.note_attempt(&self.from_one).await?;
        app.store.note_attempt(&self.from_all).await
    }
}
