//! Reading what marks withhold: by those whom the marks name, and never without a trace.

use crate::{Batch, Door, Opened, secrecy, view};
use stadga_model::{Actor, Draft, Head, Id, Reading, Refusal, Revision};

impl Door {
    /// Reads a record with what its marks withhold, and its whole history, newest first; the reading is logged before
    /// anything is shown (SEC-05).
    ///
    /// # Errors
    /// Not found, as [`Self::read`]; denied, when no mark names the actor as a reader.
    pub async fn reveal(&self, id: Id, purpose: &str) -> Result<Vec<Revision>, Refusal> {
        let head = self.cleared_for(id).await?;
        if head.is_marked() {
            self.note_reading(&head, purpose).await?;
        }
        let mut db = self.store().read().await?;
        let known = view::history(&mut db, &self.store().org, self.at(), id).await?;
        secrecy::open(&mut db, self.store(), known).await
    }

    /// Opens a record for a change of all that is in it, by one whom its marks name as a reader. What is shown of it
    /// has been read by [`Self::reveal`].
    ///
    /// # Errors
    /// As [`Self::open`]; denied, when no mark names the actor as a reader.
    pub async fn open_whole(&self, id: Id) -> Result<Opened, Refusal> {
        let opened = self.open(id).await?;
        if !opened.head.is_marked() {
            return Ok(opened);
        }
        if !self.actor().cleared(&opened.head) {
            return Err(Refusal::Denied);
        }
        let mut db = self.store().read().await?;
        let whole = secrecy::whole(&mut db, self.store(), id).await?;
        Ok(Opened { before: whole.body.clone(), body: whole.body, head: opened.head, whole: true })
    }

    async fn cleared_for(&self, id: Id) -> Result<Head, Refusal> {
        let head = self.read(id).await?.head;
        if self.actor().cleared(&head) { Ok(head) } else { Err(Refusal::Denied) }
    }

    pub(crate) async fn note_reading(&self, head: &Head, purpose: &str) -> Result<(), Refusal> {
        let fields = head.withheld.iter().flat_map(|withheld| withheld.fields.keys().cloned());
        let reading = Reading {
            about: head.number.clone(),
            of: head.id,
            person: self.actor().person,
            purpose: Some(purpose.trim().to_owned()).filter(|purpose| !purpose.is_empty()),
            fields: fields.collect(),
            unit: head.unit,
        };
        let draft = Draft::new(Id::<Reading>::new(self.store().now()), &reading)?;
        // Written by the program in the reader's name: a right to write it would be a right to invent it.
        let program = Actor { name: self.actor().name.clone(), ..Actor::program("reading") };
        let batch = Batch { creates: vec![draft], ..Batch::default() };
        self.store().write(&program, batch).await.map(drop)
    }
}
