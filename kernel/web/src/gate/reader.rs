//! The reader of a request: from session to account, to person, to roles, to what they grant today.

use crate::{
    App,
    session_store::{IDLE, LONGEST, SIGNED_IN, refusal_of},
};
use serde::{Deserialize, Serialize};
use stadga_access::Level;
use stadga_model::{Actor, At, Instant, Refusal};
use stadga_store::{Account, NewEvent, sha256_hex};
use tower_sessions::Session;

/// Who has signed in.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The account that was signed in with.
    pub account: Account,
    /// What the person is called.
    pub name: String,
    /// The person with what their roles grant today.
    pub actor: Actor,
    /// How surely it is known that it is they. A program with a key is never known better than by a password.
    pub level: Level,
    /// When they last showed more than a password.
    pub strong: Option<Instant>,
    /// Whether it is a program with a key.
    pub by_key: bool,
}

/// What a session says of who has signed in, how, when and from where.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SignedIn {
    /// The account's name.
    pub account: String,
    /// Changes with the password: sessions begun with the old one end.
    pub stamp: String,
    /// How surely.
    pub level: Level,
    /// When the session began.
    pub began: Instant,
    /// When something was last asked for, about.
    pub seen: Instant,
    /// When more than a password was last shown.
    pub strong: Option<Instant>,
    /// The browser and system, in few words.
    pub browser: String,
    /// At which of the organisation's sign-in services, if at one.
    #[serde(default)]
    pub by: Option<ByService>,
}

/// A sign-in at one of the organisation's sign-in services lasts this long, however busy one is: what one's groups there
/// give is told at sign-in, and must not be kept for longer after it has been taken away.
const BY_SERVICE: jiff::SignedDuration = jiff::SignedDuration::from_hours(12);

/// A sign-in at one of the organisation's sign-in services.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ByService {
    /// The service's key.
    pub key: String,
    /// The service's name for the sign-in.
    pub session: Option<String>,
}

impl SignedIn {
    /// With this account, now.
    pub fn now(app: &App, account: &Account, level: Level, browser: &str) -> Self {
        let now = app.store.now();
        Self {
            account: account.name.clone(),
            stamp: stamp_of(account),
            level,
            began: now,
            seen: now,
            strong: (level > Level::Password).then_some(now),
            browser: browser.to_owned(),
            by: None,
        }
    }

    /// The account; none, when it has been blocked or its password changed since.
    pub async fn standing(&self, app: &App) -> Result<Option<Account>, Refusal> {
        let account = app.store.account(&self.account).await?;
        Ok(account.filter(|account| !account.blocked && self.stamp == stamp_of(account)))
    }

    /// Whether one has to sign in again.
    fn is_over(&self, now: Instant) -> bool {
        self.by.is_some() && now.duration_since(self.began) > BY_SERVICE
    }

    /// The same, known more surely from now on.
    pub fn raised(self, app: &App, level: Level) -> Self {
        Self { level, strong: Some(app.store.now()), ..self }
    }

    /// What the session says, if anyone has signed in.
    pub async fn of(session: &Session) -> Result<Option<Self>, Refusal> {
        session.get(SIGNED_IN).await.map_err(refusal_of)
    }

    /// Keeps it in the session.
    pub async fn keep(&self, session: &Session) -> Result<(), Refusal> {
        session.insert(SIGNED_IN, self).await.map_err(refusal_of)
    }
}

impl Reader {
    /// Whether any role is held today.
    pub fn has_role(&self) -> bool {
        !self.actor.grants.is_empty()
    }

    /// The reader of a session; nobody, when no one has signed in, the account has been blocked or its password changed.
    ///
    /// # Errors
    /// Broken.
    pub async fn of(app: &App, session: &Session) -> Result<Option<Self>, Refusal> {
        let Some(mut signed_in) = SignedIn::of(session).await? else { return Ok(None) };
        let (standing, now) = (signed_in.standing(app).await?, app.store.now());
        let is_over = signed_in.is_over(now) || now.duration_since(signed_in.began) > LONGEST;
        let Some(account) = standing.filter(|_| !is_over) else {
            session.flush().await.map_err(refusal_of)?;
            return Ok(None);
        };
        keep_alive(app, session, &mut signed_in).await?;
        let reader = Self::with(app, account).await?;
        Ok(Some(Self { level: signed_in.level, strong: signed_in.strong, ..reader }))
    }

    /// The reader that a program acts for; nobody, when the token is unknown, too old or ended, or the account blocked.
    ///
    /// # Errors
    /// Broken.
    pub async fn of_token(app: &App, token: &str) -> Result<Option<Self>, Refusal> {
        match app.store.token_account(token).await? {
            Some(name) => Self::of_account(app, &name).await,
            None => Ok(None),
        }
    }

    /// The reader that a program acts for by this account; nobody, when it is blocked.
    ///
    /// # Errors
    /// Broken.
    pub(crate) async fn of_account(app: &App, name: &str) -> Result<Option<Self>, Refusal> {
        match app.store.account(name).await?.filter(|account| !account.blocked) {
            Some(account) => {
                let reader = Self::with(app, account).await?;
                Ok(Some(Self { by_key: true, ..reader }))
            }
            None => Ok(None),
        }
    }

    /// The reader who signs in with this account.
    async fn with(app: &App, account: Account) -> Result<Self, Refusal> {
        let door = app.store.door(Actor::program("gate"), At::Now);
        let person = door.read(account.person).await?;
        let spec = door.kind(&person.head.kind)?.spec;
        let name = person.title(spec).to_owned();
        let held = match app.roles() {
            Some(roles) => roles(app.store.clone(), account.person, app.store.now()).await?,
            None => Vec::new(),
        };
        let grants = app.policy.grants(&held);
        let actor = Actor { name: person.head.number, person: Some(account.person), grants };
        let level = Level::Password;
        Ok(Self { account, name, actor, level, strong: None, by_key: false })
    }
}

/// Signs in: under a new session id, so that an id known from before is worth nothing. The first time is noted.
///
/// # Errors
/// Broken.
pub(crate) async fn begin_session(
    app: &App,
    session: &Session,
    signed_in: &SignedIn,
) -> Result<(), Refusal> {
    session.cycle_id().await.map_err(refusal_of)?;
    signed_in.keep(session).await?;
    let name = signed_in.account.as_str();
    let loud = NewEvent { what: "break-glass-used", account: name, actor: name, about: "" };
    if app.store.use_break_glass(loud).await? {
        tracing::warn!(account = name, "the break-glass account has signed in");
    }
    tracing::info!(account = name, level = ?signed_in.level, "signed in");
    let what = "signed-in";
    app.store.note_first(NewEvent { what, account: name, actor: name, about: "" }).await
}

/// Signs out.
///
/// # Errors
/// Broken.
pub async fn end_session(session: &Session) -> Result<(), Refusal> {
    session.flush().await.map_err(refusal_of)
}

/// Lengthens the session, but writes at most every sixteenth of its time: a page read is no write to the disk.
async fn keep_alive(app: &App, session: &Session, signed_in: &mut SignedIn) -> Result<(), Refusal> {
    let now = app.store.now();
    if now.duration_since(signed_in.seen) <= IDLE / 16 {
        return Ok(());
    }
    signed_in.seen = now;
    signed_in.keep(session).await
}

/// Changes with the password: sessions begun with the old one end.
fn stamp_of(account: &Account) -> String {
    sha256_hex(&account.secret).chars().take(16).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_08_a_sign_in_at_a_service_lasts_a_days_work_and_no_longer() {
        let at = |time: &str| format!("2026-11-20T{time}Z").parse::<Instant>().unwrap();
        let own = SignedIn {
            account: "strateg".into(),
            stamp: String::new(),
            level: Level::Password,
            began: at("07:00:00"),
            seen: at("18:59:00"),
            strong: None,
            browser: String::new(),
            by: None,
        };
        let service = ByService { key: "region".into(), session: None };
        let there = SignedIn { by: Some(service), ..own.clone() };
        assert!(!there.is_over(at("19:00:00")));
        assert!(there.is_over(at("19:00:01")));
        assert!(!own.is_over(at("19:00:01")));
    }
}
