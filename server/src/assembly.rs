//! Puts the program together: what all organisations have in common, and each one's open store.

use crate::{areas, fault::Fault};
use stadga_access::{Policy, Sort};
use stadga_model::{Clock, Kinds, Scales, SystemClock, Texts};
use stadga_store::{Fixtures, Keys, Place, Store, StoreOptions};
use stadga_web::{App, AppOptions, Area, SignInOptions};
use std::sync::Arc;

/// What is the same for every organisation: read once, shared by all. Cheap to clone.
#[derive(Clone)]
pub struct Ground {
    /// All areas.
    pub areas: Arc<[Area]>,
    /// What each role may do.
    pub policy: Arc<Policy>,
    /// All kinds.
    pub kinds: Arc<Kinds>,
    /// Whether what one reader may ask for is bounded; only tests that ask for everything say no.
    pub paced: bool,
    texts: Arc<Texts>,
    scales: Arc<Scales>,
}

/// What an organisation is opened with.
pub struct Setup {
    /// The first part of its every key.
    pub org: String,
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

/// Rights that are no kind of record: the accounts.
const BESIDES_KINDS: [&str; 1] = ["account"];

/// What each role may do.
const ROLES: &str = include_str!("../../content/roles.toml");
const POLICY: &str = include_str!("../../content/policy.cedar");

impl Ground {
    /// Reads kinds, words, scales and policy of all areas.
    ///
    /// # Errors
    /// When the program's own content does not hold together.
    pub fn read() -> Result<Self, Fault> {
        let areas = areas::all();
        let kinds: Kinds = areas.iter().flat_map(|area| area.kinds.clone()).collect();
        let policy =
            Policy::read(ROLES, POLICY, Sort::all(&kinds, &BESIDES_KINDS)).map_err(content)?;
        let own = std::iter::once(stadga_web::TEXTS);
        let texts: Vec<_> = own.chain(areas.iter().map(|area| area.texts)).collect();
        let scales = areas.iter().flat_map(|area| area.scales.iter().copied());
        let scales = Scales::read(scales).map_err(content)?.with(policy.scale());
        Ok(Self {
            texts: Arc::new(Texts::read(texts).map_err(content)?),
            scales: Arc::new(scales),
            kinds: Arc::new(kinds),
            policy: Arc::new(policy),
            areas: areas.into(),
            paced: true,
        })
    }

    /// Opens an organisation.
    ///
    /// # Errors
    /// When its settings name a role that does not exist, or the database cannot be used.
    pub async fn assemble(&self, setup: Setup) -> Result<App, Fault> {
        self.known_roles(&setup.sign_in)?;
        let keys = setup.sign_in.keys.clone();
        let store = self.open(setup.place, &setup.org, setup.clock, keys).await?;
        Ok(App::new(AppOptions {
            store,
            texts: self.texts.clone(),
            areas: self.areas.clone(),
            policy: self.policy.clone(),
            organisation: setup.organisation,
            program: std::env::current_exe().unwrap_or_else(|_| "stadga".into()),
            secure_cookies: setup.secure_cookies,
            sign_in: setup.sign_in,
            paced: self.paced,
        }))
    }

    /// Opens an organisation's store.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn open(
        &self,
        place: Place,
        org: &str,
        clock: Arc<dyn Clock>,
        keys: Keys,
    ) -> Result<Store, Fault> {
        Ok(Store::open(self.options(place, org, clock, keys)).await?)
    }

    fn options(&self, place: Place, org: &str, clock: Arc<dyn Clock>, keys: Keys) -> StoreOptions {
        let (kinds, scales) = (self.kinds.clone(), self.scales.clone());
        StoreOptions { place, org: org.into(), kinds, scales, clock, keys }
    }

    /// The demo region's records, of all areas.
    ///
    /// # Errors
    /// Names the file or record that cannot be used.
    pub fn fixtures(&self) -> Result<Fixtures, Fault> {
        let files = self.areas.iter().flat_map(|area| area.fixtures.iter().copied());
        Fixtures::read(files).map_err(content)
    }

    /// The words for people.
    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// Refuses settings that name a role that there is not: it would silently ask nothing of anyone, or give nothing.
    fn known_roles(&self, sign_in: &SignInOptions) -> Result<(), Fault> {
        let asked = sign_in.second_factor.roles().iter().map(|role| ("second_factor", role));
        let given = sign_in.services.providers().flat_map(|provider| provider.roles.values());
        let told = sign_in.directory.roles.values().map(|role| ("directory.roles", role));
        let mut named = asked.chain(given.map(|role| ("provider.roles", role))).chain(told);
        let Some((setting, role)) = named.find(|(_, role)| self.policy.role(role).is_none()) else {
            return Ok(());
        };
        let known: Vec<_> = self.policy.roles().map(|role| role.key.as_str()).collect();
        let known = known.join(", ");
        Err(Fault::Config(format!(
            "{setting} names the role {role:?}, which does not exist. There are: {known}."
        )))
    }
}

/// Opens an organisation's store by itself: for what looks after the data rather than serves it.
///
/// # Errors
/// When the database cannot be used.
pub async fn bare(place: Place, org: &str, keys: Keys) -> Result<Store, Fault> {
    Ground::read()?.open(place, org, Arc::new(SystemClock), keys).await
}

/// The same for one who changes nothing.
///
/// # Errors
/// When the database is not there, or not of this program's version.
pub async fn look(place: Place, org: &str, keys: Keys) -> Result<Store, Fault> {
    let options = Ground::read()?.options(place, org, Arc::new(SystemClock), keys);
    Ok(Store::look(options).await?)
}

fn content(fault: impl std::fmt::Display) -> Fault {
    Fault::Content(fault.to_string())
}
