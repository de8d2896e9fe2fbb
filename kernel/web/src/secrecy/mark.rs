//! Setting a mark: what it withholds, on what ground, why, who may read, and when it is tried anew.

use super::may_mark;
use crate::{
    Context, Problem,
    bulk::{CHANGE, ID, MARK},
    form::{self, Filled, Form, REASON},
    record_page, ui,
};
use axum::{
    extract::{Path, Request},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use jiff::ToSpan;
use maud::{Markup, html};
use serde_json::json;
use stadga_model::{Body, Draft, Field, Head, Id, Kind, Mark, Record as _, Refusal, Revision};
use stadga_store::Batch;
use std::collections::BTreeSet;

/// The fields that are to be withheld; none: the whole record.
const FIELDS: &str = "_fields";
/// Grounds that come to mind for a kind: a step's symbol is the ground's key, its words say why.
const SUGGESTIONS: &str = "secrecy-suggestion";

/// GET /{kind}/{id}/mark
pub(crate) async fn ask(
    cx: Context,
    Path((kind, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let asked = Asked::of(&cx, &kind, vec![record_page::read(&cx, &kind, &id).await?])?;
    let filled = asked.suggested();
    Ok(asked.form(filled).page(StatusCode::OK).await?)
}

/// POST /{kind}/{id}/mark
pub(crate) async fn set(
    cx: Context,
    Path((kind, id)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let asked = Asked::of(&cx, &kind, vec![record_page::read(&cx, &kind, &id).await?])?;
    asked.write(form::sent(&cx, request).await?, &format!("/{kind}/{id}?done=marked")).await
}

/// What was sent from a list where several records were chosen: first the form, with the records above it, then a mark on
/// each of them, or on none.
pub(crate) async fn many(
    cx: &Context,
    kind: &str,
    (ids, mut filled): (&[Id], Filled),
) -> Result<Response, Problem> {
    let mut records = cx.door.read_many(ids).await?;
    records.retain(|record| record.head.kind == kind);
    if let [one] = records.as_slice() {
        return Ok(Redirect::to(&format!("/{kind}/{}/mark", one.head.id)).into_response());
    }
    let asked = Asked::of(cx, kind, records)?;
    if filled.get(form::ACT).is_empty() {
        filled.take(asked.suggested());
        return Ok(asked.form(filled).page(StatusCode::OK).await?);
    }
    asked.write(filled, &format!("/{kind}?done=marked-many")).await
}

/// Records of a kind that are to be marked, one or many.
struct Asked<'a> {
    cx: &'a Context,
    mark: &'a Kind,
    kind: &'a Kind,
    records: Vec<Revision>,
}

impl<'a> Asked<'a> {
    fn of(cx: &'a Context, kind: &str, records: Vec<Revision>) -> Result<Self, Refusal> {
        if cx.past().is_some() {
            return Err(Refusal::Past);
        }
        if records.is_empty() {
            return Err(Refusal::NotFound);
        }
        if !records.iter().all(|record| may_mark(cx, &record.head)) {
            return Err(Refusal::Denied);
        }
        Ok(Self { cx, mark: cx.door.kind(Mark::KIND)?, kind: cx.door.kind(kind)?, records })
    }

    /// Does what a button asks; at last writes the marks and goes on to `to`.
    async fn write(&self, mut filled: Filled, to: &str) -> Result<Response, Problem> {
        let cx = self.cx;
        if form::act(&mut filled) {
            return Ok(self.form(filled).page(StatusCode::OK).await?);
        }
        let fields = self.mark.spec.fields;
        filled.tidy(fields, "");
        let wanted = |field: &Field| form::is_asked(self.mark, field);
        let (mut creates, mut faults) = (Vec::new(), Vec::new());
        for record in &self.records {
            let fixed = fixed(&record.head, &filled);
            let (mut body, told) = form::parse(fields, &wanted, &filled, &fixed);
            if self.records.len() > 1 {
                with_owner(&mut body, record.head.owner);
            }
            faults = told;
            creates.push(Draft { id: Id::new(cx.app.store.now()), kind: Mark::KIND, body });
        }
        let faults = form::said(cx, self.mark, &faults);
        let reason = filled.get(REASON).trim().to_owned();
        let batch = Batch { creates, reason, dry_run: !faults.is_empty(), ..Batch::default() };
        match form::told(cx, cx.door.write(batch).await.map(drop), faults)? {
            (findings, faults) if findings.is_empty() && faults.is_empty() => {
                Ok(Redirect::to(to).into_response())
            }
            (mut findings, faults) => {
                // Each mark is told the same.
                let mut told = Vec::new();
                findings.retain(|finding| {
                    let new = !told.iter().any(|other| finding.is_same(other));
                    told.push(finding.clone());
                    new
                });
                let form = self.form(filled).with_faults(&findings, faults);
                Ok(form.page(StatusCode::UNPROCESSABLE_ENTITY).await?)
            }
        }
    }

    /// A year until it is tried anew, and those who need to read it: who owns the record and who marks it.
    fn suggested(&self) -> Filled {
        let actor = self.cx.door.actor();
        // The owner of one of many is no reader of the others.
        let owner = match self.records.as_slice() {
            [one] => one.head.owner,
            _ => None,
        };
        let mut pairs =
            vec![("review".to_owned(), self.cx.today().saturating_add(1.year()).to_string())];
        let scales = self.cx.door.store().scales();
        let step = scales.get(SUGGESTIONS).and_then(|scale| scale.step(self.kind.spec.kind));
        let ground = step.and_then(|step| step.symbol.clone());
        pairs.extend(ground.map(|ground| ("ground".to_owned(), ground)));
        let readers: BTreeSet<Id> = owner.into_iter().chain(actor.person).collect();
        pairs.extend(readers.iter().map(|reader| ("readers".to_owned(), reader.to_string())));
        let owner = actor.person.or(owner);
        pairs.extend(owner.map(|owner| ("owner".to_owned(), owner.to_string())));
        pairs.into_iter().collect()
    }

    fn form(&self, filled: Filled) -> Form<'a> {
        let (cx, spec) = (self.cx, self.kind.spec);
        let above = html! { (self.chosen()) (self.choice(&filled)) };
        let (title, back) = match self.records.as_slice() {
            [one] => (one.title(spec).to_owned(), format!("/{}/{}", spec.kind, one.head.id)),
            _ => (cx.t(&format!("{}-plural", spec.kind)), format!("/{}", spec.kind)),
        };
        Form::new(cx, self.mark, filled).about(title, back, above)
    }

    /// The records, where they are many, as they were chosen.
    fn chosen(&self) -> Markup {
        let (cx, spec) = (self.cx, self.kind.spec);
        if self.records.len() == 1 {
            return Context::nothing();
        }
        let count = self.records.len().to_string();
        ui::panel(
            "chosen",
            &cx.t_with("mark-chosen", &[("n", &count)]),
            &html! {
                input type="hidden" name=(CHANGE) value=(MARK);
                ul {
                    @for record in &self.records {
                        li {
                            input type="hidden" name=(ID) value=(record.head.id);
                            (record.title(spec)) " " span.muted { (record.head.number) }
                        }
                    }
                }
            },
        )
    }

    /// Which fields: the whole record, when none is chosen.
    fn choice(&self, filled: &Filled) -> Markup {
        let (cx, spec) = (self.cx, self.kind.spec);
        let scales = cx.door.store().scales();
        let why = scales.get(SUGGESTIONS).and_then(|scale| scale.step(spec.kind));
        html! {
            @if let Some(why) = why { p { (cx.t("mark-suggestion")) " " (why.label(cx.language)) } }
            (ui::panel("what", &cx.t("mark-what"), &html! {
                fieldset.ds-fieldset {
                    legend.sr { (cx.t("mark-what")) }
                    p.help { (cx.t("mark-what-help")) }
                    @for field in spec.content() {
                        label.choice {
                            input.ds-input type="checkbox" name=(FIELDS) value=(field.name)
                                checked[filled.all(FIELDS).iter().any(|name| name == field.name)];
                            " " (cx.t(&format!("{}-{}", spec.kind, field.name)))
                        }
                    }
                }
            }))
        }
    }
}

/// What the page itself writes in a mark.
fn fixed(head: &Head, filled: &Filled) -> Body {
    let fields = json!({
        "about": head.number,
        "of": head.id,
        "state": "active",
        "fields": filled.all(FIELDS),
        "unit": head.unit,
    });
    fields.as_object().cloned().unwrap_or_default()
}

/// Lets the record's own owner read it, whoever else does.
fn with_owner(mark: &mut Body, owner: Option<Id>) {
    let readers = mark.entry("readers").or_insert_with(|| json!([]));
    if let (Some(readers), Some(owner)) = (readers.as_array_mut(), owner)
        && !readers.contains(&json!(owner))
    {
        readers.push(json!(owner));
    }
}
