//! The sign-in services with what they have told of themselves: kept for an hour, asked for again when a key is new.

use super::{Trouble, fetch};
use crate::App;
use jiff::SignedDuration;
use stadga_access::{KeySet, Metadata, OidcFault, Provider, Wanted};
use stadga_model::Instant;
use std::{fmt, sync::Arc};
use tokio::sync::Mutex;

/// How long a service's words are good for.
const GOOD: SignedDuration = SignedDuration::from_hours(1);
/// Whoever shows unknown keys cannot make us ask more often.
const PAUSE: SignedDuration = SignedDuration::from_secs(30);

/// The organisation's sign-in services.
#[derive(Clone, Default)]
pub struct Services(Arc<[Service]>);

/// A sign-in service.
pub(super) struct Service {
    pub provider: Provider,
    known: Mutex<Option<Arc<Known>>>,
}

/// What a service has told of itself.
pub(super) struct Known {
    pub metadata: Metadata,
    keys: KeySet,
    at: Instant,
}

impl Services {
    /// With nothing asked yet: a service that is away does not keep the program from starting.
    pub fn new(providers: impl IntoIterator<Item = Provider>) -> Self {
        let service = |provider| Service { provider, known: Mutex::default() };
        Self(providers.into_iter().map(service).collect())
    }

    /// All of them.
    pub fn providers(&self) -> impl Iterator<Item = &Provider> {
        self.0.iter().map(|service| &service.provider)
    }

    pub(super) fn find(&self, key: &str) -> Option<&Service> {
        self.0.iter().find(|service| service.provider.key == key)
    }
}

impl fmt::Debug for Services {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.providers()).finish()
    }
}

impl Service {
    /// What it tells of itself.
    pub async fn known(&self, app: &App) -> Result<Arc<Known>, Trouble> {
        self.not_older(app, GOOD).await
    }

    async fn not_older(&self, app: &App, age: SignedDuration) -> Result<Arc<Known>, Trouble> {
        let now = app.store.now();
        let mut held = self.known.lock().await;
        if let Some(known) = held.as_ref().filter(|known| now.duration_since(known.at) <= age) {
            return Ok(known.clone());
        }
        let issuer = &self.provider.issuer;
        let at = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        let metadata = Metadata::read(&fetch::get(&at).await?, issuer)?;
        let keys = KeySet::read(&fetch::get(&metadata.jwks_uri).await?)?;
        let known = Arc::new(Known { metadata, keys, at: now });
        *held = Some(known.clone());
        Ok(known)
    }

    /// What `read` makes of a token; where its key is unknown the service is asked for new ones first.
    pub async fn verified<T>(
        &self,
        app: &App,
        read: impl Fn(Wanted) -> Result<T, OidcFault>,
    ) -> Result<T, Trouble> {
        let now = app.store.now();
        let wanted = |keys| read(Wanted { provider: &self.provider, keys, now });
        match wanted(&self.known(app).await?.keys) {
            Err(OidcFault::Key) => {
                let newer = self.not_older(app, PAUSE).await?;
                Ok(wanted(&newer.keys)?)
            }
            told => Ok(told?),
        }
    }
}
