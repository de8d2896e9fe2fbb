//! Answering one requirement: what it asks, what shows it already, one small form, and on to the next.

mod around;
mod asked;
mod asking;
mod sent;

pub(super) use around::relation;

use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Action, Head, Id, Refusal, Term};
use stadga_web::{
    Context, Problem,
    ui::{self, Said},
};

use super::{id_of, sheet::Sheet, steps, title};
use crate::{AssessedRequirement, questions::Questions, weights::weights};
use around::Around;
use asked::asked;
use asking::Asking;
use sent::Sent;

/// What is done with the form: kept, or its answers counted only.
#[derive(Deserialize)]
pub(super) struct Step {
    #[serde(default, rename = "do")]
    does: String,
}

/// The step that counts the answers and keeps nothing.
const COUNT: &str = "count";

/// The fields of the form.
const FIELDS: [&str; 8] =
    ["grade", "deviation", "reason", "priority", "motive", "situation", "need", "replies"];

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
    let asking = Asking::of(&cx, &one).await?;
    let mut sent = Sent::of(&head, &one, sheet.next(one.requirement));
    follow(&mut sent, asking.as_ref());
    page(&cx, (&sheet, &head, &one), (&sent, asking.as_ref()), &[]).await
}

/// POST /assessed-requirement/{id}/answer: kept, and on to the next that nobody has judged; or the answers to its questions
/// counted, and nothing kept.
pub(super) async fn save(
    cx: Context,
    Path(id): Path<String>,
    Query(step): Query<Step>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let mut opened = cx.door.open_as(id_of::<AssessedRequirement>(&id)?).await?;
    let head = opened.head().clone();
    if !is_open(&cx, &head) {
        return Err(Refusal::Denied.into());
    }
    let before = opened.body.clone();
    let asking = Asking::of(&cx, &before).await?;
    let mut sent = Sent::read(pairs);
    follow(&mut sent, asking.as_ref());
    if step.does == COUNT {
        let sheet = Sheet::of(&cx, before.assessment).await?;
        return page(&cx, (&sheet, &head, &before), (&sent, asking.as_ref()), &[]).await;
    }
    put(&cx, &sent, asking.as_ref(), &mut opened.body);
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
        Ok(done) if asks_more(&sent, asking.as_ref()) => {
            let here = format!("/assessed-requirement/{}/answer?done={done}#questions", head.id);
            Ok(Redirect::to(&here).into_response())
        }
        Ok(done) => {
            Ok(Redirect::to(&onward(&sent, before.assessment.cast(), done)).into_response())
        }
        Err(faults) => {
            let sheet = Sheet::of(&cx, before.assessment).await?;
            // Sent again, it stands on what the reader now sees.
            let sent = Sent { revision: head.revision, ..sent };
            let page =
                page(&cx, (&sheet, &head, &before), (&sent, asking.as_ref()), &faults).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// The grade follows the answers to the questions, where there are any.
fn follow(sent: &mut Sent, asking: Option<&Asking>) {
    if let Some(asking) = asking {
        let outcome = asking.with(&sent.replies).outcome();
        sent.follow(&outcome);
    }
}

/// Puts what was written into the record; the day that it was judged with it.
fn put(cx: &Context, sent: &Sent, asking: Option<&Asking>, one: &mut AssessedRequirement) {
    let graded = one.grade.clone();
    sent.put(one);
    if let Some(asking) = asking {
        sent::put_answers(cx, one, &asking.with(&sent.replies));
    }
    sent.put_deviation(one);
    if one.grade != graded && one.grade.is_some() {
        one.assessed = Some(cx.today());
    }
}

/// Whether the answers make something asked that the form did not ask: then one does not go on yet.
fn asks_more(sent: &Sent, asking: Option<&Asking>) -> bool {
    let more = |questions: &Questions<'_>| {
        let asked = questions.asked();
        asked.iter().any(|question| {
            !sent.asked.contains(&question.key) && questions.said(question).is_empty()
        })
    };
    asking.is_some_and(|asking| more(&asking.with(&sent.replies)))
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
    (sent, asking): (&Sent, Option<&Asking>),
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
        (form(cx, (head, one), (sent, asking), around.proposed.as_ref()))
    }))
}

fn anchor(fault: &Said) -> String {
    let field = fault.path.as_deref().filter(|field| FIELDS.contains(field));
    field.unwrap_or("grade").to_owned()
}

fn form(
    cx: &Context,
    (head, one): (&Head, &AssessedRequirement),
    (sent, asking): (&Sent, Option<&Asking>),
    proposed: Option<&Term>,
) -> Markup {
    let address = format!("/assessed-requirement/{}/answer", head.id);
    let area = |name: &str, text: &str| {
        html! {
            div.ds-field {
                (ui::label(cx, &format!("assessed-requirement-{name}"), name, true))
                textarea.ds-input id=(name) name=(name) rows="3" { (text) }
            }
        }
    };
    let shown = proposed.map_or("", |grade| grade.0.as_str());
    html! {
        form.form method="post" action=(address) {
            input type="hidden" name="revision" value=(sent.revision);
            input type="hidden" name="next" value=(sent.next);
            @if let Some(asking) = asking { (asking.show(cx, sent, &format!("{address}?do={COUNT}"))) }
            (radios(cx, ("grade", "compliance-grade"), &sent.grade, &[("answering-proposed", shown), ("answering-computed", &sent.computed)]))
            @if asking.is_some() || one.computed.is_some() { (area("deviation", &sent.deviation)) }
            (area("reason", &sent.reason))
            (area("situation", &sent.situation))
            (area("need", &sent.need))
            (radios(cx, ("priority", "requirement-priority"), &sent.priority, &[]))
            (area("motive", &sent.motive))
            div.form-actions {
                button.ds-button type="submit" { (cx.t(if sent.next.is_empty() { "answering-save" } else { "answering-save-next" })) }
                a href=(format!("/assessed-requirement/{}/edit", head.id)) { (cx.t("answering-more")) }
            }
        }
    }
}

/// One of a scale's steps, or none of them; beside a step what speaks for it, by its text's key.
fn radios(
    cx: &Context,
    (name, scale): (&str, &str),
    chosen: &str,
    speaking: &[(&str, &str)],
) -> Markup {
    let mut all = vec![(String::new(), cx.t(&format!("answering-no-{name}")))];
    all.extend(steps(cx, scale));
    html! {
        fieldset.ds-fieldset.panel id=(name) tabindex="-1" {
            legend { (cx.t(&format!("assessed-requirement-{name}"))) }
            @for (value, text) in &all {
                label.choice {
                    input type="radio" name=(name) value=(value) checked[value == chosen];
                    " " (text)
                    @for (key, step) in speaking {
                        @if !value.is_empty() && *step == *value { " " span.muted { (cx.t(key)) } }
                    }
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
