//! The introduction to a role: begun by who is new in it, and marked step by step until it is gone through (ORG-15).

use axum::{
    extract::Path,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_model::{Id, Refusal, Revision};
use stadga_web::{Context, Problem, ui};

use super::aside::{described, progress};
use crate::{Assignment, Onboarding, onboarding::State};

/// POST /assignment/{id}/introduction
pub(super) async fn begin(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let id: Id<Assignment> = id.parse().map_err(|_| Refusal::NotFound)?;
    let (_, held) = cx.door.read_as(id).await?;
    // Twice pressed is once begun.
    let begun =
        cx.door.all::<Onboarding>(stadga_store::ListQuery::linking("assignment", id)).await?;
    if let Some((head, _)) = begun.first() {
        return Ok(to(head.id));
    }
    let (description, described) = described(&cx, &held).await?.ok_or(Refusal::NotFound)?;
    let path = Onboarding::beginning((id, &held), (description, &described), cx.today());
    let made = cx.door.create(&path, "").await?;
    Ok(to(made.head.id))
}

/// POST /onboarding/{id}/step/{at}: the step is done, or is not after all; with the last one the path is gone through.
pub(super) async fn done(
    cx: Context,
    Path((id, at)): Path<(String, usize)>,
) -> Result<Response, Problem> {
    let id: Id<Onboarding> = id.parse().map_err(|_| Refusal::NotFound)?;
    let mut opened = cx.door.open_as(id).await?;
    let today = cx.today();
    let step = opened.body.steps.get_mut(at).ok_or(Refusal::NotFound)?;
    step.done = if step.done.is_some() { None } else { Some(today) };
    let whole = opened.body.done() == opened.body.steps.len();
    if opened.body.state != State::Ended {
        opened.body.state = if whole { State::Completed } else { State::Ongoing };
    }
    cx.door.save(opened, "").await?;
    Ok(to(id.cast()))
}

fn to(id: Id) -> Response {
    Redirect::to(&format!("/onboarding/{id}?done=saved")).into_response()
}

/// The steps, each with the button that says that it is done.
pub(super) async fn steps(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    let path: Onboarding = revision.typed()?;
    let may = cx.past().is_none() && cx.door.may(stadga_model::Action::Change, &revision.head);
    let open = may && path.state != State::Ended;
    let linked = path.steps.iter().filter_map(|step| step.link);
    let titles = ui::Titles::of(cx, linked).await?;
    let action = |at: usize| format!("/onboarding/{}/step/{at}", revision.head.id);
    Ok(ui::panel(
        "onboarding-path",
        &progress(cx, &path),
        &html! {
            ol {
                @for (at, step) in path.steps.iter().enumerate() {
                    li {
                        b { (step.title) }
                        @if let Some(done) = step.done { " " (ui::badge("good", &cx.t("introduction-done"))) " " time datetime=(done) { (done) } }
                        @if let Some(how) = &step.how { p { (how) } }
                        @if let Some(link) = step.link { p { (titles.link(cx, link)) } }
                        @if open {
                            form.inline method="post" action=(action(at)) {
                                button.ds-button type="submit" data-size="sm"
                                    data-variant=(if step.done.is_some() { "tertiary" } else { "secondary" }) {
                                    (cx.t(if step.done.is_some() { "introduction-undo" } else { "introduction-mark" }))
                                    span.sr { " " (step.title) }
                                }
                            }
                        }
                    }
                }
            }
        },
    ))
}
