//! Where sessions are kept: in the organisation's database, under the hash of the cookie's value.

use async_trait::async_trait;
use serde::de::DeserializeOwned;
use stadga_model::{Instant, Refusal};
use stadga_store::{Store, StoredSession, sha256_hex};
use std::fmt;
use tower_sessions::{
    SessionStore,
    cookie::time::OffsetDateTime,
    session::{self, Id, Record},
    session_store::{Error, Result},
};

/// A session ends after this long without a request: a working day.
pub const IDLE: jiff::SignedDuration = jiff::SignedDuration::from_hours(8);
/// And after this long in any case: half a day, as NIST SP 800-63B has it for two factors.
pub const LONGEST: jiff::SignedDuration = jiff::SignedDuration::from_hours(12);
/// What a session keeps under this name tells who has signed in; its `account` is kept beside the session too, so that all
/// sessions of an account can be found.
pub const SIGNED_IN: &str = "signed-in";

/// Sessions in the database. Whoever steals the database cannot sign in with what is in it.
#[derive(Clone)]
pub struct DatabaseSessions(pub Store);

impl fmt::Debug for DatabaseSessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DatabaseSessions")
    }
}

#[async_trait]
impl SessionStore for DatabaseSessions {
    // A new session must not get the id of one that is there already.
    async fn create(&self, record: &mut Record) -> Result<()> {
        while self.load(&record.id).await?.is_some() {
            record.id = Id::default();
        }
        self.save(record).await
    }

    // The record's own end is by the machine's clock; ours is by the program's.
    async fn save(&self, record: &Record) -> Result<()> {
        let until = self.0.now().checked_add(IDLE).map_err(backend)?;
        let data = serde_json::to_string(&record.data).map_err(|e| Error::Encode(e.to_string()))?;
        let account =
            record.data.get(SIGNED_IN).and_then(|signed_in| signed_in["account"].as_str());
        let (id, account) = (sha256_hex(record.id.to_string()), account.unwrap_or_default().into());
        match self.0.put_session(&StoredSession { id, account, until, data }).await {
            // Where the disk is full, whoever has signed in goes on reading: the session is only not lengthened.
            Err(Refusal::Full(_)) if self.load(&record.id).await?.is_some() => Ok(()),
            kept => kept.map_err(backend),
        }
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let Some(stored) = self.0.session(&sha256_hex(id.to_string())).await.map_err(backend)?
        else {
            return Ok(None);
        };
        let data = serde_json::from_str(&stored.data).map_err(|e| Error::Decode(e.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date: ends(stored.until)? }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.0.end_session(&sha256_hex(id.to_string())).await.map_err(backend)
    }
}

/// What a stored session says of who has signed in.
pub fn signed_in<T: DeserializeOwned>(stored: &StoredSession) -> Option<T> {
    let mut data: serde_json::Map<_, _> = serde_json::from_str(&stored.data).ok()?;
    serde_json::from_value(data.remove(SIGNED_IN)?).ok()
}

fn ends(until: Instant) -> Result<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp(until.as_second()).map_err(backend)
}

fn backend(error: impl fmt::Display) -> Error {
    Error::Backend(error.to_string())
}

/// Why a session could not be had: the library carries the store's refusal as its words only.
pub fn refusal_of(error: session::Error) -> Refusal {
    let words = error.to_string();
    let is = |refusal: Refusal| words.contains(&refusal.to_string());
    match () {
        () if is(Refusal::Away(String::new())) => Refusal::Away(words),
        () if is(Refusal::Full(String::new())) => Refusal::Full(words),
        () => Refusal::Broken(words),
    }
}
