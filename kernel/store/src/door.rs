//! One door: reading by `open`, `read` and `list`, writing by `write` of what was opened; permission in all of them.

use crate::{Batch, Group, Hit, ListQuery, Page, Store, Written, list, search, view};
use stadga_model::{
    Action, Actor, Around, At, Body, Draft, Finding, Head, Id, Instant, Kind, Near, Record,
    Refusal, Revision, body_of,
};
use std::collections::HashMap;

/// A record that was opened for a change that is allowed: the only thing that can be saved.
#[derive(Clone, Debug)]
pub struct Opened<R = Body> {
    pub(crate) head: Head,
    pub(crate) before: Body,
    /// Opened with what its marks withhold: all of the body is to be saved. Else that stays as it is.
    pub(crate) whole: bool,
    /// The body: change it, then save.
    pub body: R,
}

impl<R> Opened<R> {
    /// What is known besides the body.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Whether it was opened without what its marks withhold.
    pub fn is_part(&self) -> bool {
        self.head.withheld.is_some() && !self.whole
    }
}

impl<R: Record> Opened<R> {
    /// The same without its type, for a [`Batch`].
    ///
    /// # Errors
    /// Broken, when the struct does not serialise to an object.
    pub fn erase(self) -> Result<Opened, Refusal> {
        Ok(Opened {
            body: body_of(&self.body)?,
            head: self.head,
            before: self.before,
            whole: self.whole,
        })
    }
}

/// The store as one actor sees it at one instant.
#[derive(Clone)]
pub struct Door {
    store: Store,
    actor: Actor,
    at: At,
}

impl Store {
    /// The door for `actor`, looking from `at`.
    pub fn door(&self, actor: Actor, at: At) -> Door {
        Door { store: self.clone(), actor, at }
    }
}

impl Door {
    /// Who asks.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The instant that is looked from.
    pub fn at(&self) -> At {
        self.at
    }

    /// The instant that is looked from, the present one being the clock's.
    pub fn now(&self) -> Instant {
        match self.at {
            At::Now => self.store.now(),
            At::Past(instant) => instant,
        }
    }

    /// The store behind the door.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The same door, looking from another instant.
    pub fn looking_from(&self, at: At) -> Self {
        Self { at, ..self.clone() }
    }

    /// The kind called `name`.
    ///
    /// # Errors
    /// Not found.
    pub fn kind(&self, name: &str) -> Result<&Kind, Refusal> {
        self.store.kinds.get(name).ok_or(Refusal::NotFound)
    }

    /// Opens a record for a change.
    ///
    /// # Errors
    /// Past, when the view looks at a past date. Not found, when there is none or the actor may not read it. Denied,
    /// when the actor may read but not change it.
    pub async fn open(&self, id: Id) -> Result<Opened, Refusal> {
        if self.at != At::Now {
            return Err(Refusal::Past);
        }
        self.reopen(self.read(id).await?)
    }

    /// Opens for a change what was read before. That it has changed since is told when it is written.
    ///
    /// # Errors
    /// Past; denied.
    pub fn reopen(&self, revision: Revision) -> Result<Opened, Refusal> {
        if self.at != At::Now {
            return Err(Refusal::Past);
        }
        if !self.may(Action::Change, &revision.head) {
            return Err(Refusal::Denied);
        }
        let (before, head) = (revision.body.clone(), revision.head);
        Ok(Opened { before, body: revision.body, head, whole: false })
    }

    /// Opens a record of a known kind for a change. Errors as [`Self::open`].
    pub async fn open_as<R: Record>(&self, id: Id<R>) -> Result<Opened<R>, Refusal> {
        let opened = self.open(id.cast()).await?;
        let revision = Revision { head: opened.head, body: opened.body };
        if revision.head.kind != R::KIND {
            return Err(Refusal::NotFound);
        }
        let (before, whole) = (opened.before, opened.whole);
        Ok(Opened { body: revision.typed()?, before, head: revision.head, whole })
    }

    /// Reads a record.
    ///
    /// # Errors
    /// Not found, also when the actor may not know that it exists.
    pub async fn read(&self, id: Id) -> Result<Revision, Refusal> {
        let found = view::get(&mut self.store.read().await?, &self.store.org, self.at, id).await?;
        found.filter(|revision| self.may(Action::Read, &revision.head)).ok_or(Refusal::NotFound)
    }

    /// Reads a record of a known kind. Errors as [`Self::read`].
    pub async fn read_as<R: Record>(&self, id: Id<R>) -> Result<(Head, R), Refusal> {
        let revision = self.read(id.cast()).await?;
        if revision.head.kind != R::KIND {
            return Err(Refusal::NotFound);
        }
        let typed = revision.typed()?;
        Ok((revision.head, typed))
    }

    /// The record with this number.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub async fn by_number(&self, number: &str) -> Result<Revision, Refusal> {
        let id = view::by_number(&mut self.store.read().await?, &self.store.org, number).await?;
        self.read(id.ok_or(Refusal::NotFound)?).await
    }

    /// What is one link away from a record, as far as the actor may read it.
    ///
    /// # Errors
    /// Broken.
    pub async fn near(&self, id: Id) -> Result<Near, Refusal> {
        Ok(self.near_each(&[id]).await?.remove(&id).unwrap_or_default())
    }

    /// The same for several records at once.
    ///
    /// # Errors
    /// Broken.
    pub async fn near_each(&self, ids: &[Id]) -> Result<HashMap<Id, Near>, Refusal> {
        let mut link = self.store.read().await?;
        let mut each = view::near(&mut link, &self.store.org, self.at, ids).await?;
        for near in each.values_mut() {
            near.up.retain(|revision| self.may(Action::Read, &revision.head));
            near.down.retain(|(_, revision)| self.may(Action::Read, &revision.head));
        }
        Ok(each)
    }

    /// All revisions of a record that were known at the instant, newest first.
    ///
    /// # Errors
    /// Not found, also when the actor may not know that it exists.
    pub async fn history(&self, id: Id) -> Result<Vec<Revision>, Refusal> {
        self.read(id).await?;
        let known =
            view::history(&mut self.store.read().await?, &self.store.org, self.at, id).await?;
        Ok(known.into_iter().map(|(_, revision)| revision).collect())
    }

    /// A page of a kind's list.
    ///
    /// # Errors
    /// Not found, when there is no such kind.
    pub async fn list(&self, kind: &str, query: &ListQuery) -> Result<Page, Refusal> {
        self.asked(kind, query)?.page(&mut self.store.read().await?).await
    }

    /// What is known of all records that fit besides what is in them: for counting thousands and finding which.
    ///
    /// # Errors
    /// Not found, when there is no such kind.
    pub async fn heads(&self, kind: &str, query: &ListQuery) -> Result<Vec<Head>, Refusal> {
        self.asked(kind, query)?.heads(&mut self.store.read().await?).await
    }

    /// All records of a known kind that fit, at most `size` of the query (or 10 000).
    ///
    /// # Errors
    /// Broken.
    pub async fn all<R: Record>(&self, query: ListQuery) -> Result<Vec<(Head, R)>, Refusal> {
        let most = i64::from(if query.size == 0 { 10_000 } else { query.size });
        let asked = self.asked(R::KIND, &query)?;
        let rows = asked.rows(&mut self.store.read().await?, (0, most), false).await?;
        rows.into_iter().map(|revision| Ok((revision.head.clone(), revision.typed()?))).collect()
    }

    /// How many records of a kind that fit there are of each combination of its counted fields, in their order; the order
    /// and page of the query play no part.
    ///
    /// # Errors
    /// Not found, when there is no such kind; broken, when it has no counted field.
    pub async fn counted(&self, kind: &str, query: &ListQuery) -> Result<Vec<Group>, Refusal> {
        self.asked(kind, query)?.counted(&mut self.store.read().await?).await
    }

    fn asked<'a>(&'a self, kind: &str, query: &'a ListQuery) -> Result<list::Asked<'a>, Refusal> {
        let (org, spec) = (&self.store.org, self.kind(kind)?.spec);
        Ok(list::Asked { org, spec, at: self.at, actor: &self.actor, query })
    }

    /// The records that words are found in, best first.
    ///
    /// # Errors
    /// Broken.
    pub async fn search(&self, words: &str, limit: i64) -> Result<Vec<Hit>, Refusal> {
        let (org, kinds) = (&self.store.org, self.store.kinds());
        let sought = search::Sought { org, at: self.at, actor: &self.actor, kinds, words, limit };
        sought.find(&mut self.store.read().await?).await
    }

    /// What the rules say of a record as it stands.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub async fn findings(
        &self,
        revision: &Revision,
        near: &Near,
    ) -> Result<Vec<Finding>, Refusal> {
        // Held against a body with gaps, rules would speak of the gaps; of the whole body, they would tell it.
        if revision.head.withheld.is_some() {
            return Ok(Vec::new());
        }
        let (now, scales) = (self.now(), &self.store.scales);
        let around = Around { now, before: None, new: false, near, scales };
        let kind = self.kind(&revision.head.kind)?;
        let found = self.store.kinds.check(kind, &revision.body, &around).into_iter();
        Ok(found.map(|finding| Finding { record: Some(revision.head.id), ..finding }).collect())
    }

    /// Writes a batch: all of it, or nothing.
    ///
    /// # Errors
    /// Past; denied; stale, with the other's version; refused, with everything that the rules say.
    pub async fn write(&self, batch: Batch) -> Result<Written, Refusal> {
        if self.at != At::Now {
            return Err(Refusal::Past);
        }
        self.store.write(&self.actor, batch).await
    }

    /// Makes one record. Errors as [`Self::write`].
    pub async fn create<R: Record>(&self, record: &R, reason: &str) -> Result<Revision, Refusal> {
        let draft = Draft::new(Id::<R>::new(self.store.now()), record)?;
        self.one(Batch { creates: vec![draft], reason: reason.to_owned(), ..Batch::default() })
            .await
    }

    /// Saves one opened record of a known kind. Errors as [`Self::write`].
    pub async fn save<R: Record>(
        &self,
        opened: Opened<R>,
        reason: &str,
    ) -> Result<Revision, Refusal> {
        self.one(Batch {
            saves: vec![opened.erase()?],
            reason: reason.to_owned(),
            ..Batch::default()
        })
        .await
    }

    async fn one(&self, batch: Batch) -> Result<Revision, Refusal> {
        let written = self.write(batch).await?;
        written.revisions.into_iter().next().ok_or_else(|| Refusal::broken("nothing was written"))
    }

    /// Whether the actor may do this with a record that is known by its head.
    pub fn may(&self, action: Action, head: &Head) -> bool {
        self.store.kinds.get(&head.kind).is_some_and(|kind| self.actor.may(action, kind.spec, head))
    }
}
