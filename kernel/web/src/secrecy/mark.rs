//! Setting a mark: what it withholds, on what ground, why, who may read, and when it is tried anew.

use super::may_mark;
use crate::{
    Context, Problem,
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
use stadga_model::{Body, Draft, Field, Id, Kind, Mark, Record as _, Refusal, Revision};
use stadga_store::Batch;

/// The fields that are to be withheld; none: the whole record.
const FIELDS: &str = "_fields";
/// Grounds that come to mind for a kind: a step's symbol is the ground's key, its words say why.
const SUGGESTIONS: &str = "secrecy-suggestion";

/// GET /{kind}/{id}/mark
pub(crate) async fn ask(
    cx: Context,
    Path((kind, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let asked = Asked::of(&cx, &kind, &id).await?;
    let filled = asked.suggested();
    Ok(asked.form(filled).page(StatusCode::OK).await?)
}

/// POST /{kind}/{id}/mark
pub(crate) async fn set(
    cx: Context,
    Path((kind, id)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let asked = Asked::of(&cx, &kind, &id).await?;
    let mut filled = form::sent(&cx, request).await?;
    if form::act(&mut filled) {
        return Ok(asked.form(filled).page(StatusCode::OK).await?);
    }
    let fields = asked.mark.spec.fields;
    filled.tidy(fields, "");
    let wanted = |field: &Field| form::is_asked(asked.mark, field);
    let (body, faults) = form::parse(fields, &wanted, &filled, &asked.fixed(&filled));
    let faults = form::said(&cx, asked.mark, &faults);
    let draft = Draft { id: Id::new(cx.app.store.now()), kind: Mark::KIND, body };
    let batch = Batch {
        creates: vec![draft],
        reason: filled.get(REASON).trim().to_owned(),
        dry_run: !faults.is_empty(),
        ..Batch::default()
    };
    match form::told(&cx, cx.door.write(batch).await.map(drop), faults)? {
        (findings, faults) if findings.is_empty() && faults.is_empty() => {
            Ok(Redirect::to(&format!("/{kind}/{id}?done=marked")).into_response())
        }
        (findings, faults) => {
            let form = asked.form(filled).with_faults(&findings, faults);
            Ok(form.page(StatusCode::UNPROCESSABLE_ENTITY).await?)
        }
    }
}

/// A record that is to be marked.
struct Asked<'a> {
    cx: &'a Context,
    mark: &'a Kind,
    kind: &'a Kind,
    record: Revision,
}

impl<'a> Asked<'a> {
    async fn of(cx: &'a Context, kind: &str, id: &str) -> Result<Self, Refusal> {
        let record = record_page::read(cx, kind, id).await?;
        if cx.past().is_some() {
            return Err(Refusal::Past);
        }
        if !may_mark(cx, &record.head) {
            return Err(Refusal::Denied);
        }
        Ok(Self { cx, mark: cx.door.kind(Mark::KIND)?, kind: cx.door.kind(kind)?, record })
    }

    /// A year until it is tried anew, and those who need to read it: who owns the record and who marks it.
    fn suggested(&self) -> Filled {
        let (head, actor) = (&self.record.head, self.cx.door.actor());
        let mut pairs =
            vec![("review".to_owned(), self.cx.today().saturating_add(1.year()).to_string())];
        let scales = self.cx.door.store().scales();
        let step = scales.get(SUGGESTIONS).and_then(|scale| scale.step(&head.kind));
        let ground = step.and_then(|step| step.symbol.clone());
        pairs.extend(ground.map(|ground| ("ground".to_owned(), ground)));
        let mut readers: Vec<Id> = head.owner.into_iter().chain(actor.person).collect();
        readers.dedup();
        pairs.extend(readers.iter().map(|reader| ("readers".to_owned(), reader.to_string())));
        let owner = actor.person.or(head.owner);
        pairs.extend(owner.map(|owner| ("owner".to_owned(), owner.to_string())));
        pairs.into_iter().collect()
    }

    /// What the page itself writes in the mark.
    fn fixed(&self, filled: &Filled) -> Body {
        let head = &self.record.head;
        let fields = json!({
            "about": head.number,
            "of": head.id,
            "state": "active",
            "fields": filled.all(FIELDS),
            "unit": head.unit,
        });
        fields.as_object().cloned().unwrap_or_default()
    }

    fn form(&self, filled: Filled) -> Form<'a> {
        let above = self.choice(&filled);
        let title = self.record.title(self.kind.spec).to_owned();
        let back = format!("/{}/{}", self.kind.spec.kind, self.record.head.id);
        Form::new(self.cx, self.mark, filled).about(title, back, above)
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
