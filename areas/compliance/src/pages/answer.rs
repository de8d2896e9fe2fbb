//! Answering one requirement: what it asks, what shows it already, one small form, and on to the next.

mod around;
mod asked;

pub(super) use around::relation;

use axum::{
    Form,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Action, Head, Id, Prose, Refusal, Term};
use stadga_web::{
    Context, Problem,
    ui::{self, Said},
};

use super::{id_of, sheet::Sheet, steps, title};
use crate::{AssessedRequirement, weights::weights};
use around::Around;
use asked::asked;

/// What was written in the form.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    grade: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    priority: String,
    #[serde(default)]
    motive: String,
    #[serde(default)]
    situation: String,
    #[serde(default)]
    need: String,
    /// The revision that the form was made from.
    #[serde(default)]
    revision: i64,
    /// Where one goes on to.
    #[serde(default)]
    next: String,
}

/// The fields of the form.
const FIELDS: [&str; 6] = ["grade", "reason", "priority", "motive", "situation", "need"];

impl Sent {
    /// What the record says now.
    fn of(head: &Head, one: &AssessedRequirement, next: Option<Id<AssessedRequirement>>) -> Self {
        let term =
            |term: &Option<Term>| term.as_ref().map(|term| term.0.clone()).unwrap_or_default();
        let prose =
            |text: &Option<Prose>| text.as_ref().map(|text| text.0.clone()).unwrap_or_default();
        Self {
            grade: term(&one.grade),
            reason: prose(&one.reason),
            priority: term(&one.priority),
            motive: prose(&one.motive),
            situation: prose(&one.situation),
            need: prose(&one.need),
            revision: head.revision,
            next: next.map(|id| id.to_string()).unwrap_or_default(),
        }
    }

    /// Puts it into the record.
    fn put(&self, one: &mut AssessedRequirement) {
        let term = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(Term::from);
        let prose = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(Prose::from);
        one.grade = term(&self.grade);
        one.reason = prose(&self.reason);
        one.priority = term(&self.priority);
        one.motive = prose(&self.motive);
        one.situation = prose(&self.situation);
        one.need = prose(&self.need);
    }
}

/// Whether the small form can be used: the reader may change the record, and nothing of what it asks is withheld.
fn is_open(cx: &Context, head: &Head) -> bool {
    super::may_change(cx, head) && !FIELDS.iter().any(|field| head.withholds(field))
}

/// GET /assessed-requirement/{id}/answer
pub(super) async fn ask(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let (head, one) = cx.door.read_as(id_of::<AssessedRequirement>(&id)?).await?;
    let sheet = Sheet::of(&cx, one.assessment).await?;
    if !sheet.assessment.is_open() || !is_open(&cx, &head) {
        return Ok(
            Redirect::to(&cx.href(&format!("/assessed-requirement/{}", head.id))).into_response()
        );
    }
    let sent = Sent::of(&head, &one, sheet.next(one.requirement));
    page(&cx, (&sheet, &head, &one), &sent, &[]).await
}

/// POST /assessed-requirement/{id}/answer: kept, and on to the next that nobody has judged.
pub(super) async fn save(
    cx: Context,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let mut opened = cx.door.open_as(id_of::<AssessedRequirement>(&id)?).await?;
    let head = opened.head().clone();
    if !is_open(&cx, &head) {
        return Err(Refusal::Denied.into());
    }
    let assessment = opened.body.assessment;
    let before = opened.body.clone();
    sent.put(&mut opened.body);
    if opened.body.grade != before.grade && opened.body.grade.is_some() {
        opened.body.assessed = Some(cx.today());
    }
    let written = opened.body.clone();
    let stale = sent.revision != head.revision && written != before;
    let outcome = match stale {
        true => Err(vec![told(&cx, "answering-changed")]),
        false if written == before => Ok("unchanged"),
        false => match cx.door.save(opened, "").await {
            Ok(_) => Ok("saved"),
            Err(Refusal::Refused(findings)) => Err(ui::said(&cx, &findings)),
            Err(Refusal::Stale(_)) => Err(vec![told(&cx, "answering-changed")]),
            Err(other) => return Err(other.into()),
        },
    };
    match outcome {
        Ok(done) => Ok(Redirect::to(&onward(&sent, assessment.cast(), done)).into_response()),
        Err(faults) => {
            let sheet = Sheet::of(&cx, assessment).await?;
            // Sent again, it stands on what the reader now sees.
            let sent = Sent { revision: head.revision, ..sent };
            let page = page(&cx, (&sheet, &head, &before), &sent, &faults).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

fn told(cx: &Context, key: &str) -> Said {
    Said { path: None, code: String::new(), sentence: cx.t(key), blocking: true }
}

/// On to the next requirement, or back to all of them.
fn onward(sent: &Sent, assessment: Id, done: &str) -> String {
    match sent.next.parse::<Id>() {
        Ok(next) => format!("/assessed-requirement/{next}/answer?done={done}"),
        Err(_) => super::sheet::address(assessment, &format!("/requirements?done={done}")),
    }
}

async fn page(
    cx: &Context,
    (sheet, head, one): (&Sheet, &Head, &AssessedRequirement),
    sent: &Sent,
    faults: &[Said],
) -> Result<Response, Problem> {
    let node = sheet.tree.nodes.iter().find(|node| node.id == one.requirement);
    let called = node.map(|node| node.called(cx.language));
    let called = called.unwrap_or_else(|| title(head, "title", &one.title).to_owned());
    let around = Around::of(cx, sheet, one).await?;
    let page =
        cx.page(called).crumb(sheet.title(), sheet.address("/requirements")).here(&head.number);
    let anchored: Vec<_> = faults.iter().map(|fault| (anchor(fault), fault.clone())).collect();
    Ok(page.show(html! {
        @if !anchored.is_empty() { (ui::error_summary(&cx.t("answering-wrong"), &anchored)) }
        @if let Some(node) = node { (asked(cx, node)) }
        (around.show(cx))
        (form(cx, head, sent, around.proposed.as_ref()))
    }))
}

fn anchor(fault: &Said) -> String {
    let field = fault.path.as_deref().filter(|field| FIELDS.contains(field));
    field.unwrap_or("grade").to_owned()
}

fn form(cx: &Context, head: &Head, sent: &Sent, proposed: Option<&Term>) -> Markup {
    let address = format!("/assessed-requirement/{}/answer", head.id);
    let area = |name: &str, text: &str| {
        html! {
            div.ds-field {
                (ui::label(cx, &format!("assessed-requirement-{name}"), name, true))
                textarea.ds-input id=(name) name=(name) rows="3" { (text) }
            }
        }
    };
    html! {
        form.form method="post" action=(address) {
            input type="hidden" name="revision" value=(sent.revision);
            input type="hidden" name="next" value=(sent.next);
            (radios(cx, "grade", "compliance-grade", &sent.grade, proposed))
            (area("reason", &sent.reason))
            (area("situation", &sent.situation))
            (area("need", &sent.need))
            (radios(cx, "priority", "requirement-priority", &sent.priority, None))
            (area("motive", &sent.motive))
            div.form-actions {
                button.ds-button type="submit" { (cx.t(if sent.next.is_empty() { "answering-save" } else { "answering-save-next" })) }
                a href=(format!("/assessed-requirement/{}/edit", head.id)) { (cx.t("answering-more")) }
            }
        }
    }
}

/// One of a scale's steps, or none of them.
fn radios(cx: &Context, name: &str, scale: &str, chosen: &str, proposed: Option<&Term>) -> Markup {
    let mut all = vec![(String::new(), cx.t(&format!("answering-no-{name}")))];
    all.extend(steps(cx, scale));
    html! {
        fieldset.ds-fieldset.panel id=(name) tabindex="-1" {
            legend { (cx.t(&format!("assessed-requirement-{name}"))) }
            @for (value, text) in &all {
                label.choice {
                    input type="radio" name=(name) value=(value) checked[value == chosen];
                    " " (text)
                    @if proposed.is_some_and(|term| term.0 == *value) { " " span.muted { (cx.t("answering-proposed")) } }
                }
            }
        }
    }
}

/// Whether somebody may take it from here: used where the door has said yes to the record already.
pub(super) fn may_take(cx: &Context, head: &Head) -> bool {
    cx.past().is_none()
        && cx.door.may(Action::Change, head)
        && !head.withholds("controls")
        && !head.withholds("evidence")
        && !head.withholds("grade")
}

/// The grade that counts more of two, as far as both count.
pub(super) fn is_more(one: &Term, than: Option<&Term>) -> bool {
    let weight = |grade: &Term| weights().grade_weight(grade);
    than.and_then(weight).is_none_or(|than| weight(one).is_some_and(|weight| weight > than))
}
