//! A form with a choice of a record's fields, for a page of an area's own: faults, rows and conflicts as in the whole form.

use super::{Form, Outcome, closed, open, take};
use crate::{Context, Problem, form::Filled};
use axum::{extract::Request, http::StatusCode, response::Response};
use maud::Markup;
use stadga_model::{Id, Kind, Refusal};
use stadga_store::Opened;

/// Some fields of a record, opened for a change.
pub struct Excerpt<'a> {
    cx: &'a Context,
    kind: &'a Kind,
    opened: Opened,
    closed: Vec<&'static str>,
    needed: &'static [&'static str],
    back: String,
}

/// What came of a form that was sent.
pub enum Written {
    /// It is done: `saved` or `unchanged`, as the address of the next page says it (`?done=`).
    Done(&'static str),
    /// The form again, for the area's page: something stops it, or a row was asked for.
    Again(StatusCode, Markup),
    /// Someone else was quicker: the page with both versions.
    Clash(Response),
}

impl<'a> Excerpt<'a> {
    /// These fields of the record at an address, as far as they can be written; `back` is where cancelling leads.
    ///
    /// # Errors
    /// Not found; denied; past.
    pub async fn of(
        cx: &'a Context,
        (kind, id): (&str, Id),
        fields: &[&str],
        back: String,
    ) -> Result<Self, Refusal> {
        let (kind, opened) = open(cx, kind, &id.to_string()).await?;
        let mut closed = closed(cx, kind, &opened).await?;
        let others = kind.spec.fields.iter().map(|field| field.name);
        closed.extend(others.filter(|name| !fields.contains(name)));
        Ok(Self { cx, kind, opened, closed, needed: &[], back })
    }

    /// Where these fields are asked for as needed, whatever their description says: what the record needs before it goes on.
    pub fn needing(self, needed: &'static [&'static str]) -> Self {
        Self { needed, ..self }
    }

    /// The form with what the record says.
    ///
    /// # Errors
    /// Broken.
    pub async fn form(&self) -> Result<Markup, Refusal> {
        self.adding("", &[]).await
    }

    /// The form with one more row of a field, which begins with these values; the rows before it are folded.
    ///
    /// # Errors
    /// Broken.
    pub async fn adding(
        &self,
        rows: &str,
        values: &[(&'static str, String)],
    ) -> Result<Markup, Refusal> {
        let filled = Filled::of(self.kind.spec.fields, &self.opened.body);
        let form = Form::of(self.cx, self.kind, filled, &self.opened).without(self.closed.clone());
        form.needing(self.needed).adding(rows, values).excerpt(&self.back).await
    }

    /// Writes what was sent, or tells what stops it.
    ///
    /// # Errors
    /// As the door, but for what the form itself can tell.
    pub async fn take(self, request: Request) -> Result<Written, Problem> {
        match take(self.cx, self.kind, (self.opened, self.closed), request).await? {
            Outcome::Done(done) => Ok(Written::Done(done)),
            Outcome::Again(form, status) => {
                Ok(Written::Again(status, form.needing(self.needed).excerpt(&self.back).await?))
            }
            Outcome::Clash(page) => Ok(Written::Clash(page)),
        }
    }
}
