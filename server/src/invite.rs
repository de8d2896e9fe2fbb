//! One-time links by which passwords are chosen, and the first administrator of an empty organisation.

use crate::{config::Settings, fault::Fault, serve};
use stadga_model::{Actor, At, Draft, Id, Language, Period, local_date};
use stadga_organisation::{Assignment, Person, Unit};
use stadga_store::{Account, Batch, Invitation, ListQuery, NewEvent};
use stadga_web::App;

/// The first administrator's account.
pub const FIRST: &str = "administrator";
/// The account for the day when no other way in works.
pub const BREAK_GLASS: &str = "break-glass";
/// What is said of an organisation without accounts where a link would not stay secret.
pub const ASK: &str = "The organisation is empty. `stadga invite` prints the link by which its first administrator \
     chooses a password.";
/// The role that keeps accounts and the organisation.
const ROLE: &str = "administrator";
/// How long a link can be used.
const DAYS: i64 = 7;

/// `stadga invite`: a new link for an account; in an organisation without accounts, for its first administrator.
///
/// # Errors
/// When there is no such account, or folder or database cannot be used.
pub async fn run(settings: &Settings, name: &str) -> Result<String, Fault> {
    let app = serve::open(settings).await?;
    let told = if app.store.has_accounts().await? {
        again(&app, &settings.origin(), name).await
    } else {
        first(&app, &settings.origin(), name).await
    };
    app.store.close().await;
    told
}

/// Makes the organisation's first unit, person and administrator, and says by which link to begin.
///
/// # Errors
/// When the database cannot be used.
pub async fn first(app: &App, origin: &str, name: &str) -> Result<String, Fault> {
    let person = plant(app).await?;
    let account = account_of(name, person);
    app.store.change_account(&account, by_verb("made", &account.name)).await?;
    let link = link(app, origin, name).await?;
    Ok(format!(
        "The organisation is empty. Choose the password of its first administrator, {name:?}, at\n\n  {link}\n\n\
        The link works once, for {DAYS} days; `stadga invite {name}` prints a new one."
    ))
}

/// `stadga break-glass`: an administrator's account whose every use is seen, or a new link for it.
///
/// # Errors
/// When the organisation is empty, or folder or database cannot be used.
pub async fn break_glass(settings: &Settings) -> Result<String, Fault> {
    let app = serve::open(settings).await?;
    let told = break_glass_of(&app, &settings.origin()).await;
    app.store.close().await;
    told
}

/// The same in an open organisation.
///
/// # Errors
/// As [`break_glass`].
pub async fn break_glass_of(app: &App, origin: &str) -> Result<String, Fault> {
    if app.store.account(BREAK_GLASS).await?.is_none() {
        let unit = top(app).await?;
        let person = plant_in(app, unit, "Nödkonto").await?;
        let account = account_of(BREAK_GLASS, person);
        app.store.change_account(&account, by_verb("made", BREAK_GLASS)).await?;
    }
    app.store.put_break_glass(by_verb("break-glass-made", BREAK_GLASS)).await?;
    let link = link(app, origin, BREAK_GLASS).await?;
    Ok(format!(
        "Choose the password of the account {BREAK_GLASS:?} at\n\n  {link}\n\n\
        and keep it under lock. The link works once, for {DAYS} days. Every sign-in with it is shown to the administrators."
    ))
}

/// `stadga directory-key`: a new key for the organisation's directory.
///
/// # Errors
/// When folder or database cannot be used.
pub async fn directory_key(settings: &Settings) -> Result<String, Fault> {
    let key = stadga_access::new_token().map_err(|e| Fault::Told(e.to_string()))?;
    let app = serve::open(settings).await?;
    let event = NewEvent { actor: "stadga directory-key", ..by_verb("directory-key", "SCIM") };
    let kept = app.store.put_directory_key(&key, event).await;
    app.store.close().await;
    kept?;
    Ok(format!(
        "{key}\n\nThe directory shows it as a bearer token at {}/scim/v2. It is not shown again.",
        settings.origin()
    ))
}

/// The organisation itself: the unit that is under no other.
async fn top(app: &App) -> Result<Id<Unit>, Fault> {
    let door = app.store.door(Actor::program("stadga"), At::Now);
    let query = ListQuery { size: 10_000, ..ListQuery::default() };
    let units = door.list("unit", &query).await?.rows;
    let top =
        units.iter().find(|unit| unit.body.get("parent").is_none_or(|parent| parent.is_null()));
    let none = "The organisation is empty. `stadga serve` or `stadga invite` makes its first administrator.";
    Ok(top.ok_or_else(|| Fault::Told(none.into()))?.head.id.cast())
}

async fn again(app: &App, origin: &str, name: &str) -> Result<String, Fault> {
    match app.store.account(name).await? {
        None => Err(Fault::Told(format!(
            "There is no account {name:?}. An administrator makes accounts at {origin}/accounts."
        ))),
        Some(account) if account.blocked => Err(Fault::Told(format!(
            "The account {name:?} is blocked. An administrator can open it at {origin}/accounts."
        ))),
        Some(account) => {
            let link = link(app, origin, &account.name).await?;
            Ok(format!(
                "{name} chooses a password at\n\n  {link}\n\nThe link works once, for {DAYS} days."
            ))
        }
    }
}

/// An account whose password is not chosen yet.
fn account_of(name: &str, person: Id<Person>) -> Account {
    Account {
        name: name.to_lowercase(),
        person: person.cast(),
        secret: String::new(),
        language: Language::Swedish,
        blocked: false,
    }
}

async fn link(app: &App, origin: &str, name: &str) -> Result<String, Fault> {
    let token = stadga_access::new_token().map_err(|e| Fault::Told(e.to_string()))?;
    let until = app.store.now() + jiff::SignedDuration::from_hours(24 * DAYS);
    let name = name.to_lowercase();
    let invitation = Invitation { name: name.clone(), until };
    app.store.invite(&token, &invitation, by_verb("invited", &name)).await?;
    Ok(format!("{origin}/invitation/{token}"))
}

/// Whoever can run the program's verbs is not known by name: the verb stands in its place.
fn by_verb<'a>(what: &'a str, account: &'a str) -> NewEvent<'a> {
    NewEvent { what, account, actor: "stadga invite", about: "" }
}

/// The organisation itself as the first unit, and a person in it who is its administrator.
async fn plant(app: &App) -> Result<Id<Person>, Fault> {
    let now = app.store.now();
    let unit = Id::<Unit>::new(now);
    let top = Unit {
        name: app.organisation.clone(),
        short: None,
        unit_type: "organisation".into(),
        parent: None,
        period: Period { from: local_date(now), to: None },
        ended_because: None,
        succeeded_by: None,
        assignment: None,
        purpose: None,
        follow_up: None,
        unclear: None,
        partner_type: None,
        responsibilities: Vec::new(),
    };
    let creates = vec![Draft::new(unit, &top)?];
    let door = app.store.door(Actor::program("stadga"), At::Now);
    door.write(Batch { creates, ..Batch::default() }).await?;
    plant_in(app, unit, &title(app)).await
}

/// What an administrator is called.
fn title(app: &App) -> String {
    app.policy.role(ROLE).map_or(ROLE, |role| role.name(Language::Swedish)).to_owned()
}

/// A person of this name in a unit, who is its administrator.
async fn plant_in(app: &App, unit: Id<Unit>, name: &str) -> Result<Id<Person>, Fault> {
    let now = app.store.now();
    let period = Period { from: local_date(now), to: None };
    let person = Id::<Person>::new(now);
    let administrator = Person { name: name.to_owned(), email: None, unit: Some(unit), period };
    let assignment = Assignment {
        scope: Vec::new(),
        records: Vec::new(),
        within: Vec::new(),
        title: title(app),
        role: ROLE.into(),
        person: Some(person),
        unit,
        about: None,
        area: None,
        period,
        share: None,
        acting: false,
        deputy_for: None,
        serves: Vec::new(),
        note: None,
        from_directory: false,
    };
    let creates = vec![
        Draft::new(person, &administrator)?,
        Draft::new(Id::<Assignment>::new(now), &assignment)?,
    ];
    let door = app.store.door(Actor::program("stadga"), At::Now);
    door.write(Batch { creates, ..Batch::default() }).await?;
    Ok(person)
}
