//! How people sign in here, as the organisation's settings say.

use super::Services;
use crate::MarkedOptions;
use serde::Deserialize;
use stadga_access::SecondFactor;
use stadga_store::{Keys, SealFault};
use std::collections::BTreeMap;

/// How people sign in here.
#[derive(Clone, Debug)]
pub struct SignInOptions {
    /// Who must show two factors.
    pub second_factor: SecondFactor,
    /// What is asked of those who read what is marked secret.
    pub marked: MarkedOptions,
    /// The address that people use, as browsers name it: `https://stadga.region.example`.
    pub origin: String,
    /// The organisation's own sign-in services.
    pub services: Services,
    /// What the organisation's directory gives.
    pub directory: DirectoryOptions,
    /// Whether pages that areas leave open are read without signing in. Off unless the organisation says so.
    pub open_pages: bool,
    /// What secrets are sealed with that must not stand in clear in the database.
    pub keys: Keys,
}

/// What the organisation's directory gives (SCIM).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectoryOptions {
    /// The sign-in service whose persons it calls by the same names: accounts that it makes are joined to them.
    #[serde(default)]
    pub provider: Option<String>,
    /// Which role each of its groups gives.
    #[serde(default)]
    pub roles: BTreeMap<String, String>,
}

impl SignInOptions {
    /// For tests: by passwords, with two factors for whoever wants them, and a key that is gone with the program.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn passing() -> Result<Self, SealFault> {
        let keys = Keys::read(&Keys::new_line()?)?;
        let origin = "http://stadga.test".to_owned();
        Ok(Self {
            second_factor: SecondFactor::Nobody,
            marked: MarkedOptions::default(),
            origin,
            services: Services::default(),
            directory: DirectoryOptions::default(),
            open_pages: false,
            keys,
        })
    }
}
