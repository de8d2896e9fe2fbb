//! The running program: store, words, areas and policy, shared by all requests.

use crate::{Area, DirectoryOf, FunctionsOf, RolesOf, SignInOptions, gate::Pace};
use stadga_access::Policy;
use stadga_model::{Kinds, Texts};
use stadga_store::Store;
use std::{
    ops::Deref,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

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
    /// Whether it is bounded what one reader may ask of the machine in a short time; tests ask for more.
    pub paced: bool,
}

/// The running program. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Running>);

struct Running {
    options: AppOptions,
    leaving: AtomicBool,
    pace: Option<Pace>,
}

impl App {
    /// Puts the program together.
    pub fn new(options: AppOptions) -> Self {
        let pace = options.paced.then(Pace::new);
        Self(Arc::new(Running { options, leaving: AtomicBool::new(false), pace }))
    }

    /// Says that the program is about to stop: from now on it is not ready for more.
    pub fn leave(&self) {
        self.0.leaving.store(true, Ordering::Relaxed);
    }

    /// What bounds how much one reader may ask of the machine, if anything does.
    pub(crate) fn pace(&self) -> Option<&Pace> {
        self.0.pace.as_ref()
    }

    /// Whether the program is about to stop.
    pub fn is_leaving(&self) -> bool {
        self.0.leaving.load(Ordering::Relaxed)
    }

    /// All kinds.
    pub fn kinds(&self) -> &Kinds {
        self.store.kinds()
    }

    /// The area that knows people's roles.
    pub fn roles(&self) -> Option<RolesOf> {
        self.areas.iter().find_map(|area| area.roles)
    }

    /// The area that knows what people are.
    pub fn functions(&self) -> Option<FunctionsOf> {
        self.areas.iter().find_map(|area| area.functions)
    }

    /// The area that keeps what the organisation's directory tells.
    pub fn directory(&self) -> Option<DirectoryOf> {
        self.areas.iter().find_map(|area| area.directory)
    }
}

impl Deref for App {
    type Target = AppOptions;
    fn deref(&self) -> &AppOptions {
        &self.0.options
    }
}
