//! Puts the program together: areas, kinds, texts, scales, policy and the open store.

use crate::{areas, fault::Fault};
use stadga_access::{Policy, Sort};
use stadga_model::{Clock, Kinds, Scales, SystemClock, Texts};
use stadga_store::{Fixtures, Keys, Place, Store, StoreOptions};
use stadga_web::{App, AppOptions, Area, SignInOptions};
use std::sync::Arc;

/// What the program is started with.
pub struct Setup {
    /// Where the data is kept.
    pub place: Place,
    /// What the organisation is called.
    pub organisation: String,
    /// Whether cookies demand an encrypted connection.
    pub secure_cookies: bool,
    /// How people sign in.
    pub sign_in: SignInOptions,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
}

/// The first part of every key. One database holds one organisation.
const ORG: &str = "org";

/// Rights that are no kind of record: the accounts.
const BESIDES_KINDS: [&str; 1] = ["account"];

/// What each role may do.
const ROLES: &str = include_str!("../../content/roles.toml");
const POLICY: &str = include_str!("../../content/policy.cedar");

/// Opens the store and puts the program together.
///
/// # Errors
/// When the program's own content does not hold together, or the database cannot be used.
pub async fn assemble(setup: Setup) -> Result<App, Fault> {
    let areas = areas::all();
    let policy = policy(&areas)?;
    known_roles(&policy, &setup.sign_in)?;
    let texts = texts(&areas)?;
    let store = open(&areas, &policy, setup.place, setup.clock, setup.sign_in.keys.clone()).await?;
    Ok(App::new(AppOptions {
        store,
        texts,
        areas,
        policy,
        organisation: setup.organisation,
        program: std::env::current_exe().unwrap_or_else(|_| "stadga".into()),
        secure_cookies: setup.secure_cookies,
        sign_in: setup.sign_in,
        paced: true,
    }))
}

/// Refuses settings that name a role that there is not: it would silently ask nothing of anyone, or give nothing.
fn known_roles(policy: &Policy, sign_in: &SignInOptions) -> Result<(), Fault> {
    let asked = sign_in.second_factor.roles().iter().map(|role| ("second_factor", role));
    let given = sign_in.services.providers().flat_map(|provider| provider.roles.values());
    let told = sign_in.directory.roles.values().map(|role| ("directory.roles", role));
    let mut named = asked.chain(given.map(|role| ("provider.roles", role))).chain(told);
    let Some((setting, role)) = named.find(|(_, role)| policy.role(role).is_none()) else {
        return Ok(());
    };
    let known: Vec<_> = policy.roles().map(|role| role.key.as_str()).collect();
    let known = known.join(", ");
    Err(Fault::Config(format!(
        "{setting} names the role {role:?}, which does not exist. There are: {known}."
    )))
}

/// Opens the store with the kinds and scales of the areas.
///
/// # Errors
/// As [`assemble`].
pub async fn open(
    areas: &[Area],
    policy: &Policy,
    place: Place,
    clock: Arc<dyn Clock>,
    keys: Keys,
) -> Result<Store, Fault> {
    Ok(Store::open(options(areas, policy, place, clock, keys)?).await?)
}

fn options(
    areas: &[Area],
    policy: &Policy,
    place: Place,
    clock: Arc<dyn Clock>,
    keys: Keys,
) -> Result<StoreOptions, Fault> {
    let kinds: Kinds = areas.iter().flat_map(|area| area.kinds.clone()).collect();
    let files = areas.iter().flat_map(|area| area.scales.iter().copied());
    let scales = Scales::read(files).map_err(|e| Fault::Content(e.to_string()))?;
    let scales = scales.with(policy.scale());
    let scales = Arc::new(scales);
    Ok(StoreOptions { place, org: ORG.into(), kinds, scales, clock, keys })
}

/// Opens a store by itself: for what looks after the data rather than serves it.
///
/// # Errors
/// As [`assemble`].
pub async fn bare(place: Place, keys: Keys) -> Result<Store, Fault> {
    let areas = areas::all();
    let policy = policy(&areas)?;
    open(&areas, &policy, place, Arc::new(SystemClock), keys).await
}

/// The same for one who changes nothing.
///
/// # Errors
/// When the database is not there, or not of this program's version.
pub async fn look(place: Place, keys: Keys) -> Result<Store, Fault> {
    let areas = areas::all();
    let policy = policy(&areas)?;
    Ok(Store::look(options(&areas, &policy, place, Arc::new(SystemClock), keys)?).await?)
}

/// What each role may do, held against the kinds that there are.
///
/// # Errors
/// When a role names an action or a kind that does not exist.
pub fn policy(areas: &[Area]) -> Result<Policy, Fault> {
    let kinds: Kinds = areas.iter().flat_map(|area| area.kinds.clone()).collect();
    let policy = Policy::read(ROLES, POLICY, Sort::all(&kinds, &BESIDES_KINDS));
    policy.map_err(|e| Fault::Content(e.to_string()))
}

/// All words.
///
/// # Errors
/// When a key comes twice or a line cannot be read.
pub fn texts(areas: &[Area]) -> Result<Texts, Fault> {
    let own = std::iter::once(stadga_web::TEXTS);
    let files: Vec<_> = own.chain(areas.iter().map(|area| area.texts)).collect();
    Texts::read(files).map_err(|e| Fault::Content(e.to_string()))
}

/// The demo region's records, of all areas.
///
/// # Errors
/// Names the file or record that cannot be used.
pub fn fixtures(areas: &[Area]) -> Result<Fixtures, Fault> {
    let files = areas.iter().flat_map(|area| area.fixtures.iter().copied());
    Fixtures::read(files).map_err(|e| Fault::Content(e.to_string()))
}
