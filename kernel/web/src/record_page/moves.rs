//! The moves of a record's lifecycle: buttons on its page. A move that lacks nothing is made at once; one that the rules
//! want more for asks for it on the same page, and one press saves the answers and the move in one revision.

use super::{Record, barred::is_barred, page, read};
use crate::{
    Context, Problem,
    form::{self, Filled, Form, REASON, REVISION, Step},
    ui::{self, Said},
};
use axum::{
    extract::{Path, Request},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use maud::{Markup, html};
use stadga_model::{Finding, Kind, Move, Refusal};
use stadga_store::{Batch, Opened};

/// One button for each move that the record can make now: the first that takes it on is the plain one, and the others
/// fold when there are many.
pub(super) fn buttons(record: &Record<'_>) -> Markup {
    let Some(lifecycle) = record.kind.lifecycle else { return Context::nothing() };
    let state = record.revision.head.state.as_deref().unwrap_or_default();
    let mut moves: Vec<&Move> = lifecycle.from(state).collect();
    moves.sort_by_key(|step| !lifecycle.is_onward(step.name));
    let Some((first, rest)) = moves.split_first() else { return Context::nothing() };
    let advised = lifecycle.is_onward(first.name) && !is_barred(record, first);
    let variant = if advised { "primary" } else { "secondary" };
    html! {
        (button(record, first, variant))
        @if !rest.is_empty() {
            (ui::drop_down(None, &record.cx.t("record-more-moves"), "secondary", &html! {
                ul { @for one in rest { li { (button(record, one, "tertiary")) } } }
            }))
        }
    }
}

fn button(record: &Record<'_>, step: &Move, variant: &str) -> Markup {
    let (kind, head) = (record.kind.spec.kind, &record.revision.head);
    html! {
        form method="post" action=(format!("/{kind}/{}/move/{}", head.id, step.name)) {
            input type="hidden" name=(REVISION) value=(head.revision);
            button.ds-button type="submit" data-variant=(variant) {
                (record.cx.t(&format!("{kind}-move-{}", step.name)))
            }
        }
    }
}

type Address = Path<(String, String, String)>;

/// GET /{kind}/{id}/move/{name}: what the move asks for. Nothing is changed.
pub(crate) async fn ask(cx: Context, address: Address) -> Result<Response, Problem> {
    let attempt = Attempt::of(&cx, address, Filled::default()).await?;
    let (findings, faults) = attempt.write(Vec::new(), true).await?;
    attempt.asking((findings, faults), StatusCode::OK).await
}

/// POST /{kind}/{id}/move/{name}: makes the move with what was written for it, or asks for what lacks.
pub(crate) async fn make(
    cx: Context,
    address: Address,
    request: Request,
) -> Result<Response, Problem> {
    let filled = form::sent(&cx, request).await?;
    let mut attempt = Attempt::of(&cx, address, filled).await?;
    if form::act(&mut attempt.filled) {
        return attempt.asking(Default::default(), StatusCode::OK).await;
    }
    if !attempt.builds_on_newest() {
        return attempt.too_late().await;
    }
    let faults = attempt.fill();
    match attempt.write(faults, false).await {
        Ok((findings, faults)) if findings.is_empty() && faults.is_empty() => {
            Ok(Redirect::to(&format!("{}?done=moved", attempt.onward())).into_response())
        }
        Ok(stopped) => {
            let first = attempt.step.asked.is_empty();
            let askable = |finding: &Finding| attempt.can_ask(finding);
            let only_asks = first && stopped.1.is_empty() && stopped.0.iter().all(askable);
            let status = if only_asks { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            attempt.asking(stopped, status).await
        }
        Err(Refusal::Stale(_)) => attempt.too_late().await,
        Err(other) => Err(other.into()),
    }
}

/// A move on its way: the record, what is asked for it, and what was written.
struct Attempt<'a> {
    cx: &'a Context,
    kind: &'a Kind,
    opened: Opened,
    /// The move.
    made: &'static str,
    /// The state that it leads to.
    to: &'static str,
    step: Step,
    filled: Filled,
}

impl<'a> Attempt<'a> {
    /// Stale, when the record no longer stands where the move begins.
    async fn of(
        cx: &'a Context,
        Path((kind, id, name)): Address,
        filled: Filled,
    ) -> Result<Self, Refusal> {
        let (known, opened) = form::open(cx, &kind, &id).await?;
        let lifecycle = known.lifecycle.ok_or(Refusal::NotFound)?;
        let state = opened.head().state.clone().unwrap_or_default();
        if !lifecycle.moves.iter().any(|step| step.name == name) {
            return Err(Refusal::NotFound);
        }
        let Some(made) = lifecycle.from(&state).find(|step| step.name == name) else {
            return Err(Refusal::Stale(Box::new(read(cx, &kind, &id).await?)));
        };
        let back = format!("/{kind}/{id}");
        let mut step = Step {
            name: cx.t(&format!("{kind}-move-{name}")),
            action: format!("{back}/move/{name}"),
            back,
            asked: Vec::new(),
        };
        step.read_asked(known, &filled);
        Ok(Self { cx, kind: known, opened, made: made.name, to: made.to, step, filled })
    }

    /// Where one goes on when it is made.
    fn onward(&self) -> String {
        let mut all = self.cx.app.areas.iter().flat_map(|area| area.onward);
        let own = all.find(|to| to.kind == self.kind.spec.kind && to.after == self.made);
        format!("{}{}", self.step.back, own.map_or("", |onward| onward.to))
    }

    fn builds_on_newest(&self) -> bool {
        self.filled.get(REVISION) == self.opened.head().revision.to_string()
    }

    fn can_ask(&self, finding: &Finding) -> bool {
        let name = finding.field.as_deref().and_then(|path| path.split('.').next());
        let field = name.and_then(|name| self.kind.spec.field(name));
        !finding.is_blocking() || field.is_some_and(|field| form::is_asked(self.kind, field))
    }

    /// Puts what was written into the record; tells what cannot be read.
    fn fill(&mut self) -> Vec<Said> {
        let (kind, step) = (self.kind, &self.step);
        self.filled.tidy(&step.asked, "");
        let (body, faults) = form::parse(
            kind.spec.fields,
            &|field| step.asks(field),
            &self.filled,
            &self.opened.body,
        );
        self.opened.body = body;
        form::said(self.cx, kind, &faults)
    }

    /// Everything in one revision, or all that stops it.
    async fn write(
        &self,
        faults: Vec<Said>,
        dry_run: bool,
    ) -> Result<(Vec<Finding>, Vec<Said>), Refusal> {
        let mut moved = self.opened.clone();
        let state = self.kind.spec.state.ok_or(Refusal::NotFound)?;
        moved.body.insert(state.to_owned(), self.to.into());
        let batch = Batch {
            saves: vec![moved],
            reason: self.filled.get(REASON).trim().to_owned(),
            dry_run: dry_run || !faults.is_empty(),
            ..Batch::default()
        };
        form::told(self.cx, self.cx.door.write(batch).await.map(drop), faults)
    }

    /// Someone was quicker. Who had written something keeps it and looks again; who had not looks at the record.
    async fn too_late(self) -> Result<Response, Problem> {
        let head = self.opened.head();
        let (_, opened) = form::open(self.cx, self.kind.spec.kind, &head.id.to_string()).await?;
        if self.step.asked.is_empty() {
            let current = read(self.cx, self.kind.spec.kind, &head.id.to_string()).await?;
            return Err(Refusal::Stale(Box::new(current)).into());
        }
        let sentence = self.cx.t("move-changed");
        let said = Said { path: None, code: String::new(), sentence, blocking: true };
        Self { opened, ..self }.asking((Vec::new(), vec![said]), StatusCode::CONFLICT).await
    }

    /// The record's page with what the move asks for above it.
    async fn asking(
        mut self,
        (findings, faults): (Vec<Finding>, Vec<Said>),
        status: StatusCode,
    ) -> Result<Response, Problem> {
        let revision =
            read(self.cx, self.kind.spec.kind, &self.opened.head().id.to_string()).await?;
        let first = self.step.asked.is_empty();
        self.step.widen(self.kind, &mut self.filled, &findings, &revision.body);
        let form = Form::of(self.cx, self.kind, self.filled, &self.opened);
        let links = self.kind.spec.links(&revision.body).into_iter().map(|(_, id)| id);
        let own: Vec<_> = links.chain([revision.head.id]).collect();
        let asks = form.with_faults(&findings, faults).step(&self.step, (first, own)).await?;
        page(self.cx, super::Shown::of(revision), (status, &asks)).await
    }
}
