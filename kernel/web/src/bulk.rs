//! One change to many records: choose the value, see what would change and what the rules say, then do it.

mod outcome;
mod preview;

use crate::{
    Context, Problem,
    form::{self, Filled},
    secrecy, ui,
};
use axum::{
    body::Bytes,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use maud::{Markup, html};
use outcome::Outcome;
use serde_json::Value;
use stadga_model::{Action, Body, Field, FieldType, Id, Kind, Refusal};
use stadga_store::Batch;

/// So many records can be changed at once.
const MOST: usize = 200;
/// Names in the form: the chosen records, the change, and before each id the revision that was looked at.
pub(crate) const ID: &str = "id";
pub(crate) const CHANGE: &str = "change";
const SEEN: &str = "_seen.";
/// The change that is a secrecy mark on each record, with a form of its own.
pub(crate) const MARK: &str = "mark";

/// What is to be done with each record.
enum Change {
    /// Sets a field.
    Field(&'static Field),
    /// Makes a move of the lifecycle.
    Move(&'static str),
}

/// What can be done with many records of a kind at once: values and words for a list to choose from.
pub(crate) fn changes(cx: &Context, kind: &Kind) -> Vec<(String, String)> {
    let name = kind.spec.kind;
    let moves = kind.lifecycle.into_iter().flat_map(|lifecycle| lifecycle.moves);
    let moves =
        moves.map(|m| (format!("move:{}", m.name), cx.t(&format!("{name}-move-{}", m.name))));
    let fields = kind.spec.fields.iter().filter(|field| can_set(kind, field));
    let fields = fields.map(|field| {
        let label = cx.t(&format!("{name}-{}", field.name));
        (format!("field:{}", field.name), cx.t_with("bulk-set", &[("field", &label)]))
    });
    let mark = secrecy::may_mark_some(cx, kind.spec).then(|| (MARK.to_owned(), cx.t("mark-set")));
    fields.chain(moves).chain(mark).collect()
}

fn can_set(kind: &Kind, field: &Field) -> bool {
    let many_parts = matches!(field.ty, FieldType::Rows(_) | FieldType::File);
    form::is_asked(kind, field) && !many_parts && field.name != kind.spec.title
}

/// Everything that was sent.
struct Asked<'a> {
    cx: &'a Context,
    kind: &'a Kind,
    filled: Filled,
    ids: Vec<Id>,
    change: Change,
}

/// POST /{kind}/bulk: the value, then the preview, then the change itself.
pub(crate) async fn change(
    cx: Context,
    Path(kind): Path<String>,
    bytes: Bytes,
) -> Result<Response, Problem> {
    if cx.past().is_some() {
        return Err(Refusal::Past.into());
    }
    let kind = cx.door.kind(&kind)?;
    let filled: Filled = form_urlencoded::parse(&bytes).into_owned().collect();
    let mut ids = filled.ids(ID);
    ids.truncate(MOST);
    if filled.get(CHANGE) == MARK && !ids.is_empty() {
        return secrecy::mark_many(&cx, kind.spec.kind, (&ids, filled)).await;
    }
    if cx.door.actor().reach(Action::Change, kind.spec.kind).is_none() {
        return Err(Refusal::Denied.into());
    }
    let Some(change) = Change::read(kind, filled.get(CHANGE)).filter(|_| !ids.is_empty()) else {
        return Err(Problem::told(StatusCode::UNPROCESSABLE_ENTITY, "bulk-nothing"));
    };
    let asked = Asked { cx: &cx, kind, filled, ids, change };
    match asked.filled.get(form::ACT) {
        "all" | "good" => asked.write().await,
        "preview" => asked.preview().await,
        form::ENTER if !asked.filled.is_searching() => asked.preview().await,
        _ => asked.first().await,
    }
}

impl Change {
    fn read(kind: &Kind, text: &str) -> Option<Self> {
        let (what, name) = text.split_once(':')?;
        match what {
            "field" => kind.spec.field(name).filter(|field| can_set(kind, field)).map(Self::Field),
            "move" => {
                let mut moves = kind.lifecycle?.moves.iter();
                moves.find(|m| m.name == name).map(|m| Self::Move(m.name))
            }
            _ => None,
        }
    }

    /// The field that changes.
    fn field(&self, kind: &Kind) -> Option<&'static Field> {
        match self {
            Self::Field(field) => Some(field),
            Self::Move(_) => kind.spec.field(kind.spec.state?),
        }
    }
}

impl Asked<'_> {
    /// A move needs no value and can be looked at straight away.
    async fn first(&self) -> Result<Response, Problem> {
        match self.change {
            Change::Move(_) => self.preview().await,
            Change::Field(field) => self.value(field, Vec::new(), StatusCode::OK).await,
        }
    }

    /// The page that asks for the value.
    async fn value(
        &self,
        field: &'static Field,
        faults: Vec<ui::Said>,
        status: StatusCode,
    ) -> Result<Response, Problem> {
        let cx = self.cx;
        let input = form::one_input(cx, self.kind, field, (&self.filled, faults)).await?;
        let page = self.page(&html! {
            form.form method="post" {
                (form::enter())
                (self.hidden(&[field.name]))
                (ui::panel("bulk-value", &cx.t("bulk-value"), &input))
                div.form-actions {
                    button.ds-button type="submit" name=(form::ACT) value="preview" { (cx.t("bulk-preview")) }
                    (self.cancel())
                }
            }
        });
        Ok(form::with_status(status, page))
    }

    fn page(&self, body: &Markup) -> String {
        let (cx, name) = (self.cx, self.kind.spec.kind);
        let count = self.ids.len().to_string();
        cx.page(cx.t_with("bulk", &[("n", &count)]))
            .crumb(cx.t(&format!("{name}-plural")), format!("/{name}"))
            .text(body)
    }

    fn cancel(&self) -> Markup {
        let back = format!("/{}", self.kind.spec.kind);
        html! { a.ds-button data-variant="tertiary" href=(back) { (self.cx.t("form-cancel")) } }
    }

    /// All that was sent, but for the names that the page's own inputs have.
    fn hidden(&self, own: &[&str]) -> Markup {
        let kept = self.filled.pairs().filter(|(name, _)| {
            *name != form::ACT
                && !name.starts_with(SEEN)
                && !own.iter().any(|own| name == own || name.starts_with(&format!("{own}.")))
        });
        html! { @for (name, value) in kept { input type="hidden" name=(name) value=(value); } }
    }

    /// What would become of each record, with the faults of the value itself.
    async fn outcomes(&self) -> Result<Result<Vec<Outcome>, Vec<ui::Said>>, Refusal> {
        let value = match self.change {
            Change::Move(name) => New::Move(name),
            Change::Field(field) => {
                let only = |other: &Field| other.name == field.name;
                let (body, faults) =
                    form::parse(self.kind.spec.fields, &only, &self.filled, &Body::new());
                if !faults.is_empty() {
                    return Ok(Err(form::said(self.cx, self.kind, &faults)));
                }
                New::Value(field, body.get(field.name).cloned())
            }
        };
        let mut outcomes = Vec::new();
        for id in &self.ids {
            outcomes.push(Outcome::of(self.cx, self.kind, *id, &value).await?);
        }
        Ok(Ok(outcomes))
    }

    async fn preview(&self) -> Result<Response, Problem> {
        match (self.outcomes().await?, &self.change) {
            (Err(faults), Change::Field(field)) => {
                self.value(field, faults, StatusCode::UNPROCESSABLE_ENTITY).await
            }
            (Err(_), Change::Move(_)) => {
                Err(Problem::told(StatusCode::UNPROCESSABLE_ENTITY, "bulk-nothing"))
            }
            (Ok(outcomes), _) => {
                Ok(form::with_status(StatusCode::OK, preview::page(self, &outcomes, false).await?))
            }
        }
    }

    /// Writes the records that may be written, all in one; nothing, when one of them changed since the preview.
    async fn write(&self) -> Result<Response, Problem> {
        let outcomes = self.outcomes().await?.unwrap_or_default();
        let seen = |outcome: &Outcome| {
            let revision = self.filled.get(&format!("{SEEN}{}", outcome.id));
            outcome
                .opened
                .as_ref()
                .is_none_or(|opened| opened.head().revision.to_string() == revision)
        };
        let all = self.filled.get(form::ACT) == "all";
        if !outcomes.iter().all(seen) || (all && !outcomes.iter().all(Outcome::is_good)) {
            return Ok(form::with_status(
                StatusCode::CONFLICT,
                preview::page(self, &outcomes, true).await?,
            ));
        }
        let saves: Vec<_> = outcomes
            .into_iter()
            .filter(Outcome::is_good)
            .filter_map(|outcome| outcome.opened)
            .collect();
        let reason = self.filled.get(form::REASON).trim().to_owned();
        if !saves.is_empty() {
            self.cx.door.write(Batch { saves, reason, ..Batch::default() }).await?;
        }
        Ok(Redirect::to(&format!("/{}?done=bulk", self.kind.spec.kind)).into_response())
    }
}

/// The change with its value.
enum New {
    Value(&'static Field, Option<Value>),
    Move(&'static str),
}
