//! The running program: store, words, areas and policy, shared by all requests.

use crate::{Area, DirectoryOf, RolesOf, SignInOptions};
use stadga_access::Policy;
use stadga_model::{Kinds, Texts};
use stadga_store::Store;
use std::{ops::Deref, path::PathBuf, sync::Arc};

/// What the program is put together from.
pub struct AppOptions {
    /// The open store.
    pub store: Store,
    /// All words.
    pub texts: Arc<Texts>,
    /// All areas.
    pub areas: Arc<[Area]>,
    /// What each role may do.
    pub policy: Arc<Policy>,
    /// What the organisation is called.
    pub organisation: String,
    /// This program's file, for reading strangers' documents in a limited process of their own.
    pub program: PathBuf,
    /// Whether cookies demand an encrypted connection.
    pub secure_cookies: bool,
    /// How people sign in.
    pub sign_in: SignInOptions,
}

/// The running program. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<AppOptions>);

impl App {
    /// Puts the program together.
    pub fn new(options: AppOptions) -> Self {
        Self(Arc::new(options))
    }

    /// All kinds.
    pub fn kinds(&self) -> &Kinds {
        self.store.kinds()
    }

    /// The area that knows people's roles.
    pub fn roles(&self) -> Option<RolesOf> {
        self.areas.iter().find_map(|area| area.roles)
    }

    /// The area that keeps what the organisation's directory tells.
    pub fn directory(&self) -> Option<DirectoryOf> {
        self.areas.iter().find_map(|area| area.directory)
    }
}

impl Deref for App {
    type Target = AppOptions;
    fn deref(&self) -> &AppOptions {
        &self.0
    }
}
