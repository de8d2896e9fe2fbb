//! A request's context: who asks, in which language, looking from which instant.

use crate::{App, Problem, Theme, gate::Number, ui::format};
use axum::{extract::FromRequestParts, http::request::Parts};
use maud::{Markup, PreEscaped};
use stadga_model::{At, Date, Head, Instant, Language, Record, Refusal, Term, local_date};
use stadga_store::{Alarm, Door, ListQuery};

/// More records of one kind than any organisation has.
const ALL: u32 = 100_000;

/// So much of a checkpoint's root tells it from any other.
const ROOT: usize = 12;

/// What every page and API answer is made from. The gate puts it among a request's extensions; handlers take it as an
/// argument.
#[derive(Clone)]
pub struct Context {
    /// The program.
    pub app: App,
    /// The store as the reader sees it, at the instant that the reader looks from.
    pub door: Door,
    /// The reader's language.
    pub language: Language,
    /// The path and query that was asked for.
    pub path: String,
    /// The page of ours that the request came from, path and query: where one was and goes back to.
    pub from: Option<String>,
    /// What the reader is called; empty where nobody is signed in.
    pub user: String,
    /// Light or dark.
    pub theme: Theme,
    /// The request's number in the log.
    pub(crate) number: Number,
    /// For those who keep accounts: that the break-glass account has been used.
    pub alarm: Option<Alarm>,
}

impl FromRequestParts<App> for Context {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        let context = parts.extensions.get::<Self>().cloned();
        context.ok_or_else(|| Refusal::broken("the gate let a request through unseen").into())
    }
}

impl Context {
    /// The words for `key`.
    pub fn t(&self, key: &str) -> String {
        self.app.texts.get(self.language, key, &[])
    }

    /// The words for `key` with values.
    pub fn t_with(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.app.texts.get(self.language, key, values)
    }

    /// The words for `key` as they begin a heading: kinds are named in lower case, as in sentences.
    pub fn heading(&self, key: &str) -> String {
        capital(&self.t(key))
    }

    /// The words for `key`, if there are any: for help texts and other extras.
    pub fn maybe(&self, key: &str) -> Option<String> {
        self.app.texts.find(self.language, key, &[])
    }

    /// What a term of a scale is called; its key where the scale has lost it.
    pub fn term(&self, scale: &str, term: &Term) -> String {
        let step = self.app.store.scales().get(scale).and_then(|scale| scale.step(&term.0));
        step.map_or_else(|| term.0.clone(), |step| step.label(self.language).to_owned())
    }

    /// All records of a kind that the reader may read.
    ///
    /// # Errors
    /// Broken.
    pub async fn every<R: Record>(&self) -> Result<Vec<(Head, R)>, Refusal> {
        self.door.all(ListQuery { size: ALL, ..ListQuery::default() }).await
    }

    /// The instant that is looked from.
    pub fn now(&self) -> Instant {
        self.door.now()
    }

    /// The date that is looked from.
    pub fn today(&self) -> Date {
        local_date(self.now())
    }

    /// The same reader, looking from another instant.
    #[must_use]
    pub fn looking_from(&self, at: At) -> Self {
        Self { door: self.door.looking_from(at), ..self.clone() }
    }

    /// The past date that is looked from, if one is: then nothing can be changed (SEC-06).
    pub fn past(&self) -> Option<Date> {
        match self.door.at() {
            At::Now => None,
            At::Past(instant) => Some(local_date(instant)),
        }
    }

    /// What a document says that it was made from: the instant, and the last checkpoint of the log up to then, so that it
    /// can be made again and compared.
    ///
    /// # Errors
    /// Broken.
    pub async fn provenance(&self) -> Result<String, Refusal> {
        let instant = format::moment(self.now());
        let Some((checkpoint, _)) = self.door.store().checkpoint_as_of(self.now()).await? else {
            return Ok(self.t_with("provenance", &[("instant", &instant)]));
        };
        let root: String = checkpoint.root.chars().take(ROOT).collect();
        let (at, size) = (format::moment(checkpoint.at), checkpoint.size.to_string());
        let values = [("instant", &*instant), ("at", &at), ("size", &size), ("root", &root)];
        Ok(self.t_with("provenance-checked", &values))
    }

    /// An address within the product with the reader's past date kept: for redirects. Links on pages get it anyway.
    pub fn href(&self, path: &str) -> String {
        match self.past() {
            None => path.to_owned(),
            Some(date) => crate::past::with_date(path, date),
        }
    }

    /// Nothing, as markup.
    pub fn nothing() -> Markup {
        PreEscaped(String::new())
    }
}

/// The text with its first letter in upper case.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
