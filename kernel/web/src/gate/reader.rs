//! The reader of a request: from session to account, to person, to roles, to what they grant today.

use crate::{
    App,
    session_store::{ACCOUNT, IDLE},
};
use stadga_model::{Actor, At, Refusal};
use stadga_store::{Account, NewEvent, sha256_hex};
use tower_sessions::Session;

const STAMP: &str = "stamp";
const SEEN: &str = "seen";

/// Who has signed in.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The account that was signed in with.
    pub account: Account,
    /// What the person is called.
    pub name: String,
    /// The person with what their roles grant today.
    pub actor: Actor,
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
        let Some(name) = session.get::<String>(ACCOUNT).await.map_err(Refusal::broken)? else {
            return Ok(None);
        };
        let stamp: Option<String> = session.get(STAMP).await.map_err(Refusal::broken)?;
        let account = app.store.account(&name).await?;
        let standing = account.filter(|a| !a.blocked && stamp.as_deref() == Some(&*stamp_of(a)));
        let Some(account) = standing else {
            session.flush().await.map_err(Refusal::broken)?;
            return Ok(None);
        };
        keep_alive(app, session).await?;
        Self::with(app, account).await.map(Some)
    }

    /// The reader that a program acts for; nobody, when the token is unknown, too old or ended, or the account blocked.
    ///
    /// # Errors
    /// Broken.
    pub async fn of_token(app: &App, token: &str) -> Result<Option<Self>, Refusal> {
        let Some(name) = app.store.token_account(token).await? else { return Ok(None) };
        match app.store.account(&name).await?.filter(|account| !account.blocked) {
            Some(account) => Self::with(app, account).await.map(Some),
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
        Ok(Self { account, name, actor })
    }
}

/// Signs in: under a new session id, so that an id known from before is worth nothing. The first time is noted.
///
/// # Errors
/// Broken.
pub async fn begin_session(app: &App, session: &Session, account: &Account) -> Result<(), Refusal> {
    session.cycle_id().await.map_err(Refusal::broken)?;
    session.insert(ACCOUNT, &account.name).await.map_err(Refusal::broken)?;
    session.insert(STAMP, stamp_of(account)).await.map_err(Refusal::broken)?;
    session.insert(SEEN, app.store.now().as_second()).await.map_err(Refusal::broken)?;
    let (what, name) = ("signed-in", account.name.as_str());
    app.store.note_first(NewEvent { what, account: name, actor: name, about: "" }).await
}

/// Signs out.
///
/// # Errors
/// Broken.
pub async fn end_session(session: &Session) -> Result<(), Refusal> {
    session.flush().await.map_err(Refusal::broken)
}

/// Lengthens the session, but writes at most every sixteenth of its time: a page read is no write to the disk.
async fn keep_alive(app: &App, session: &Session) -> Result<(), Refusal> {
    let now = app.store.now().as_second();
    let seen: i64 = session.get(SEEN).await.map_err(Refusal::broken)?.unwrap_or_default();
    if now - seen > IDLE.as_secs() / 16 {
        session.insert(SEEN, now).await.map_err(Refusal::broken)?;
    }
    Ok(())
}

/// Changes with the password: sessions begun with the old one end.
fn stamp_of(account: &Account) -> String {
    sha256_hex(&account.secret).chars().take(16).collect()
}
