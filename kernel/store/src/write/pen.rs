//! The pen of one batch: each new revision made of what was sent, permitted, and noted on the sheet.

use super::{Batch, Entered, open_part, sheet::Sheet};
use crate::{Opened, engine::sql, files, hex, log::Leaf, row, secrecy, secrecy::Kept};
use stadga_model::{
    Action, Actor, Body, Draft, Finding, Head, Id, Kind, Lies, Mark, Record as _, Refusal,
    Revision, Spec, said,
};
use std::collections::{BTreeSet, HashMap};

/// What each revision of a batch needs.
pub(super) struct Pen<'a, 's> {
    pub sheet: &'a mut Sheet<'s>,
    pub actor: &'a Actor,
    pub reason: &'a str,
    pub at: i64,
    /// The marks that come with new records in the same write: nothing of them is ever kept in clear.
    marks: HashMap<Id, Vec<Mark>>,
}

impl<'a, 's> Pen<'a, 's> {
    /// For a batch that is written as of an instant.
    pub fn new(sheet: &'a mut Sheet<'s>, actor: &'a Actor, batch: &'a Batch, at: i64) -> Self {
        Self { sheet, actor, reason: &batch.reason, at, marks: marks_of_new(&batch.creates) }
    }

    /// Enters all of the batch.
    ///
    /// # Errors
    /// Denied; stale; not found; broken.
    pub async fn enter(mut self, batch: &Batch) -> Result<Entered, Refusal> {
        for file in &batch.files {
            files::keep(self.sheet.tx, self.sheet.store, &self.actor.name, file).await?;
        }
        let (mut revisions, mut findings) = (Vec::new(), Vec::new());
        for draft in &batch.creates {
            revisions.push((self.create(draft).await?.into(), None));
            self.sheet.put_much().await?;
        }
        for opened in &batch.saves {
            let (revision, before, told) = self.save(opened.clone()).await?;
            revisions.push((revision.into(), Some(before)));
            findings.extend(told);
            self.sheet.put_much().await?;
        }
        Ok(Entered { actor: self.actor.clone(), at: self.at, revisions, findings })
    }

    async fn create(&mut self, draft: &Draft) -> Result<Revision, Refusal> {
        let kind = self.sheet.kind(draft.kind)?;
        let body = shaped(&kind, &draft.body);
        let number = self.sheet.number(kind.spec.prefix, self.at)?;
        let mut head = self.head(kind.spec, draft.id, number, 1, &body)?;
        let marks = self.marks.get(&draft.id).map_or(&[][..], Vec::as_slice);
        head.withheld = secrecy::withheld(kind.spec, marks, &self.sheet.store.scales);
        let (within, holding) = (kind.spec.places(&body), kind.spec.held(&body));
        let lies = Lies { within: &within, holding: &holding };
        if !self.actor.may_write(Action::Create, kind.spec, &head, &lies) {
            return Err(Refusal::Denied);
        }
        self.append(&kind, head, body).await
    }

    /// Appends the next revision; returns it with the body before it and what was said of withheld fields.
    async fn save(&mut self, opened: Opened) -> Result<(Revision, Body, Vec<Finding>), Refusal> {
        let Opened { head: old, mut before, whole, mut body } = opened;
        let kind = self.sheet.kind(&old.kind)?;
        let current = self.sheet.current(old.id)?;
        if current.head.revision != old.revision {
            return Err(Refusal::Stale(Box::new(current)));
        }
        // What is left of a record after a disposal is as the decision left it.
        if current.head.is_disposed() {
            return Err(Refusal::Refused(vec![Finding::blocking("SEC-11").variant("gone")]));
        }
        let mut told = Vec::new();
        if current.head.withheld.is_some() && !whole {
            let kept = secrecy::whole(self.sheet.tx, self.sheet.store, old.id).await?;
            told = keep_withheld(kind.spec, &current.head, &before, &kept.body, &mut body);
            before = kept.body;
        }
        let body = shaped(&kind, &body);
        // What is taken over with older dates must still come after what it follows.
        self.at = self.at.max(current.head.at.as_microsecond() + 1);
        let mut head = self.head(kind.spec, old.id, old.number, old.revision + 1, &body)?;
        head.withheld = current.head.withheld.clone();
        let held = kind.spec.held(&before);
        let mut holding = kind.spec.held(&body);
        holding.retain(|id| !held.contains(id));
        let lies = Lies { holding: &holding, ..Lies::default() };
        let may = |head: &Head| self.actor.may_write(Action::Change, kind.spec, head, &lies);
        if !may(&head) && !may(&current.head) {
            return Err(Refusal::Denied);
        }
        let close = "UPDATE revision SET until = $1 WHERE org = $2 AND id = $3 AND revision = $4";
        let close = sql(close)
            .bind(self.at)
            .bind(&*self.sheet.store.org)
            .bind(old.id.to_string())
            .bind(old.revision);
        close.run(self.sheet.tx).await?;
        Ok((self.append(&kind, head, body).await?, before, told))
    }

    fn head(
        &self,
        spec: &Spec,
        id: Id,
        number: String,
        revision: i64,
        body: &Body,
    ) -> Result<Head, Refusal> {
        let drawn = row::Drawn::of(spec, body);
        Ok(Head {
            id,
            kind: spec.kind.to_owned(),
            number,
            revision,
            at: row::instant(self.at)?,
            until: None,
            actor: self.actor.name.clone(),
            reason: self.reason.to_owned(),
            unit: drawn.unit,
            owner: drawn.owner,
            state: drawn.state,
            withheld: None,
        })
    }

    async fn append(&mut self, kind: &Kind, head: Head, body: Body) -> Result<Revision, Refusal> {
        let seq = self.sheet.place();
        let store = self.sheet.store;
        let mut kept = Kept::new(&body, &head.reason)?;
        let leaf = hex(&Leaf::of_new(&store.org, seq, &head, kept.digests()?)?);
        let open = open_part(&head, &body);
        if let Some(withheld) = &head.withheld {
            kept.withhold(withheld);
            kept.seal(self.sheet.tx, store, seq, (kind.spec, head.id)).await?;
        }
        self.sheet.note(kind, seq, &head, &open, secrecy::row(&store.org, seq, &head, kept, leaf)?);
        self.link(kind.spec, &head, &open).await?;
        Ok(Revision { head, body: said(body) })
    }

    /// Ends the links that are gone and begins the new ones.
    async fn link(&mut self, spec: &Spec, head: &Head, body: &Body) -> Result<(), Refusal> {
        let wanted = spec.links(body).into_iter().map(|(field, id)| (field, id.to_string()));
        let mut wanted: BTreeSet<_> = wanted.collect();
        // A new record has no links that could end.
        if head.revision > 1 {
            self.end_links(head.id, &mut wanted).await?;
        }
        self.sheet.note_links(head.id, wanted, self.at);
        Ok(())
    }

    /// Ends the links that are not wanted any more; takes those that stand out of the wanted.
    async fn end_links(
        &mut self,
        id: Id,
        wanted: &mut BTreeSet<(String, String)>,
    ) -> Result<(), Refusal> {
        let (org, source) = (&*self.sheet.store.org, id.to_string());
        let standing =
            sql("SELECT field, target FROM link WHERE org = $1 AND source = $2 AND until IS NULL");
        for row in standing.bind(org).bind(&source).all(self.sheet.tx).await? {
            let link = (row.text(0)?, row.text(1)?);
            if wanted.remove(&link) {
                continue;
            }
            let end = "UPDATE link SET until = $1 WHERE org = $2 AND source = $3 AND field = $4 AND target = $5 AND until IS NULL";
            let end = sql(end).bind(self.at).bind(org).bind(&source).bind(link.0).bind(link.1);
            end.run(self.sheet.tx).await?;
        }
        Ok(())
    }
}

/// The marks among new records, by what they sit on.
fn marks_of_new(creates: &[Draft]) -> HashMap<Id, Vec<Mark>> {
    let mut marks: HashMap<Id, Vec<Mark>> = HashMap::new();
    for draft in creates.iter().filter(|draft| draft.kind == Mark::KIND) {
        // One that does not fit is told of by the rules.
        if let Ok(mark) = serde_json::from_value::<Mark>(draft.body.clone().into()) {
            marks.entry(mark.of).or_default().push(mark);
        }
    }
    marks
}

/// Puts what is withheld back into a body that was opened without it; tells of values that someone tried to put there.
fn keep_withheld(
    spec: &Spec,
    head: &Head,
    seen: &Body,
    kept: &Body,
    body: &mut Body,
) -> Vec<Finding> {
    let mut told = Vec::new();
    for field in spec.fields.iter().filter(|field| head.withholds(field.name)) {
        let (was, is) = (seen.get(field.name), body.get(field.name));
        let empty =
            |value: Option<&serde_json::Value>| value.is_none_or(serde_json::Value::is_null);
        if was != is && !(empty(was) && empty(is)) {
            told.push(Finding::blocking("SEC-01").variant("withheld").on(field.name));
        }
        match kept.get(field.name) {
            Some(value) => drop(body.insert(field.name.to_owned(), value.clone())),
            None => drop(body.remove(field.name)),
        }
    }
    told
}

/// The body as the kind's struct writes it; one that does not fit is kept as given until the rules have told its faults.
fn shaped(kind: &Kind, body: &Body) -> Body {
    kind.shape(body).unwrap_or_else(|_| body.clone())
}
