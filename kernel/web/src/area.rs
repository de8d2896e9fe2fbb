//! An area as the program sees it: its kinds, words, menu, pages and what it asks of people.

use crate::{App, Context, chapter::Chapters};
use maud::Markup;
use stadga_access::Held;
use stadga_model::{Action, Date, Head, Id, Instant, Kind, Language, Near, Refusal, Revision};
use stadga_publish::{chart::Shade, names::Named};
use stadga_store::{Door, Store};
use std::{collections::BTreeMap, pin::Pin};

/// A future that an area's function returns.
pub type Future<'a, T> = Pin<Box<dyn std::future::Future<Output = Result<T, Refusal>> + Send + 'a>>;

/// A business area: one folder, one crate, one line in the program's list of areas.
#[derive(Clone, Default)]
pub struct Area {
    /// Its name: `measures`. Its title's text is `area-{name}`.
    pub name: &'static str,
    /// Its kinds of records. Lists, forms, record pages, history, API, import and export follow from them.
    pub kinds: Vec<Kind>,
    /// Its words: Swedish and English Fluent text.
    pub texts: (&'static str, &'static str),
    /// Its scales: file name and text.
    pub scales: &'static [(&'static str, &'static str)],
    /// Its entries in the menu.
    pub menu: Vec<Menu>,
    /// Those of its own pages that ask for more than reading; the menu shows them to no others.
    pub needs: &'static [Need],
    /// Its own pages, besides those that its kinds already have.
    pub routes: Option<fn() -> axum::Router<App>>,
    /// Those of its own pages that need no sign-in where the organisation has turned open pages on
    /// ([`crate::SignInOptions::open_pages`]): paths, and beginnings of paths where they end with `/`. Such a page has no
    /// reader whose rights it goes by: it must itself choose what everybody in the world may see.
    pub open: &'static [&'static str],
    /// What is done first on record pages: buttons at the head, before the moves.
    pub first: Vec<Aside>,
    /// Its own sections on record pages.
    pub asides: Vec<Aside>,
    /// Its tabs at the head of record pages.
    pub tabs: Vec<Tabs>,
    /// Where one goes on after moves whose work lies on a page of its own.
    pub onward: &'static [Onward],
    /// What it asks of people on their own page (Min sida).
    pub home: Vec<Home>,
    /// What of its records waits for the decision of a body (ORG-18).
    pub awaits: Vec<Awaits>,
    /// What it colours on others' pictures.
    pub paints: Vec<Paint>,
    /// What it tells those who lead, in the reports that are put together of all areas (ISM-03).
    pub chapters: Vec<Chapters>,
    /// Its verbs on the command line.
    pub commands: Vec<Command>,
    /// A believable set of records: file name and text.
    pub fixtures: &'static [(&'static str, &'static str)],
    /// Tells which roles a person holds; one area does.
    pub roles: Option<RolesOf>,
    /// Tells what people are, to be named by it in open extracts; one area does.
    pub functions: Option<FunctionsOf>,
    /// Keeps persons and their roles as the organisation's directory tells them; one area does.
    pub directory: Option<DirectoryOf>,
}

/// An entry in the menu.
#[derive(Clone, Copy, Debug)]
pub struct Menu {
    /// Its text's key.
    pub text: &'static str,
    /// Where it leads.
    pub href: &'static str,
    /// Its place; smaller comes first.
    pub order: u16,
}

/// What one must be allowed to open a page.
#[derive(Clone, Copy, Debug)]
pub struct Need {
    /// The page's address.
    pub href: &'static str,
    /// What is done there.
    pub action: Action,
    /// The kind that it is done with.
    pub kind: &'static str,
}

/// An extra section, or buttons, on the record page of a kind.
#[derive(Clone, Copy)]
pub struct Aside {
    /// The kind.
    pub kind: &'static str,
    /// The section, or the buttons.
    pub render: for<'a> fn(&'a Context, &'a Revision, &'a Near) -> Future<'a, Markup>,
}

/// Tabs at the head of a kind's record pages, to the matter's other pages.
#[derive(Clone, Copy)]
pub struct Tabs {
    /// The kind.
    pub kind: &'static str,
    /// The tabs, the record's own page being the open one.
    pub render: for<'a> fn(&'a Context, &'a Revision) -> Future<'a, Markup>,
}

/// The page of a record that one goes on to after a move.
#[derive(Clone, Copy, Debug)]
pub struct Onward {
    /// The kind.
    pub kind: &'static str,
    /// The move.
    pub after: &'static str,
    /// The end of the page's address, after that of the record: `/answers`.
    pub to: &'static str,
}

/// A source of duties for people's own page.
#[derive(Clone, Copy)]
pub struct Home {
    /// What is asked of the reader.
    pub render: for<'a> fn(&'a Context) -> Future<'a, Vec<Duty>>,
}

/// Something that is asked of the reader.
#[derive(Clone, Debug)]
pub struct Duty {
    /// What is asked, as a sentence in the reader's language.
    pub what: String,
    /// Why, and what comes of it.
    pub why: String,
    /// Where it is done.
    pub href: String,
    /// By when.
    pub due: Option<Date>,
    /// About how many minutes it takes.
    pub minutes: u16,
}

/// A source of what waits for a body: the agendas of its meetings are built of it (ORG-18).
#[derive(Clone, Copy)]
pub struct Awaits {
    /// What waits for the decision of the body with this id, as far as the reader may read it.
    pub of: for<'a> fn(&'a Context, Id) -> Future<'a, Vec<Awaiting>>,
}

/// A record that waits for somebody's decision.
#[derive(Clone, Debug)]
pub struct Awaiting {
    /// The record.
    pub id: Id,
    /// Its kind.
    pub kind: String,
    /// What it is called; its number, where that is withheld.
    pub title: String,
    /// By when it is to be decided.
    pub due: Option<Date>,
}

impl Awaiting {
    /// The record with this head, which bears this title in this field.
    pub fn of(head: &Head, (field, title): (&str, String), due: Option<Date>) -> Self {
        let withheld = head.withholds(field) || title.trim().is_empty();
        let title = if withheld { head.number.clone() } else { title };
        Self { id: head.id, kind: head.kind.clone(), title, due }
    }
}

/// A verb on the command line: `stadga audit read FILE`.
#[derive(Clone)]
pub struct Command {
    /// The words that call it, as a clap command with its help. Its name is the first word.
    pub usage: fn() -> clap::Command,
    /// What it does.
    pub run: Run,
}

/// How a verb does what it is asked: it returns what to print, or the sentence of what went wrong.
#[derive(Clone, Copy)]
pub enum Run {
    /// With nothing but what is asked.
    Alone(fn(&clap::ArgMatches) -> Result<String, String>),
    /// In the organisation's own data, as the program itself: the verb also takes the program's settings.
    Within(for<'a> fn(&'a App, &'a clap::ArgMatches) -> Said<'a>),
}

/// What a verb says at its end.
pub type Said<'a> = Pin<Box<dyn std::future::Future<Output = Result<String, String>> + Send + 'a>>;

/// A way to colour the records of a kind on the pictures of another area.
#[derive(Clone, Copy)]
pub struct Paint {
    /// The kind.
    pub kind: &'static str,
    /// What the colours tell: `classification`. Its text is `paint-{key}`.
    pub key: &'static str,
    /// The colours, as far as the reader may read what they tell.
    pub of: for<'a> fn(&'a Context) -> Future<'a, Painted>,
}

/// Colours, and which record has which.
#[derive(Clone, Debug, Default)]
pub struct Painted {
    /// What each colour means; the last is that of records of which nothing is known.
    pub shades: Vec<Shade>,
    /// The place of a record's colour, and what is said of it.
    pub records: BTreeMap<Id, (usize, String)>,
}

/// Which roles a person holds at an instant.
pub type RolesOf = fn(Store, Id, Instant) -> Future<'static, Vec<Held>>;

/// Everybody whom a reader may know of, with what they are, in one language (T40).
pub type FunctionsOf = fn(Door, Language) -> Future<'static, Vec<Named>>;

/// Keeps what the organisation's directory tells; gives the person's id.
pub type DirectoryOf = fn(Store, Told) -> Future<'static, Id>;

/// What the organisation's directory tells.
#[derive(Clone, Debug)]
pub enum Told {
    /// Of a person: a new one where there is no id.
    Person {
        /// Who.
        id: Option<Id>,
        /// What the person is called.
        name: String,
        /// Where mail is sent.
        email: Option<String>,
        /// Whether the person is here today.
        here: bool,
    },
    /// Of a role: held in the whole organisation from today on, or no longer, unless someone here has given it.
    Role {
        /// By whom.
        person: Id,
        /// The role's key in `content/roles.toml`.
        role: String,
        /// What the role is called.
        title: String,
        /// Whether it is held.
        held: bool,
    },
}
