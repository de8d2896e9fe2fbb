//! What the area adds to record pages: the introduction to a role that somebody is new in, and who holds a described role.

use maud::{Markup, html};
use stadga_model::{Near, Refusal, Revision};
use stadga_web::{Context, ui};

use super::{every, map::roles};
use crate::{Assignment, Onboarding, RoleDescription};

/// The introduction to a role: how far it has come, or the button that begins it (ORG-15); and what the role is.
pub(super) async fn assignment(
    cx: &Context,
    revision: &Revision,
    near: &Near,
) -> Result<Markup, Refusal> {
    let held: Assignment = revision.typed()?;
    let described = described(cx, &held).await?;
    let Some((id, description)) = described else { return Ok(Context::nothing()) };
    let begun = near.pointing::<Onboarding>().next();
    let mine = held.person.map(stadga_model::Id::cast) == cx.door.actor().person;
    Ok(ui::panel(
        "assignment-role",
        &cx.t("introduction-title"),
        &html! {
            p {
                (description.purpose.0) " "
                a href=(format!("/role-description/{id}")) { (description.title) }
            }
            @if let Some((record, path)) = begun {
                p {
                    a href=(format!("/onboarding/{}", record.head.id)) { (cx.t("introduction-see")) }
                    " " span.muted { (progress(cx, &path)) }
                }
            } @else if mine && !description.introduction.is_empty() && cx.past().is_none() {
                form method="post" action=(format!("/assignment/{}/introduction", revision.head.id)) {
                    button.ds-button type="submit" { (cx.t("introduction-begin")) }
                }
            }
        },
    ))
}

/// How many steps are done, of how many.
pub(super) fn progress(cx: &Context, path: &Onboarding) -> String {
    let (done, all) = (path.done().to_string(), path.steps.len().to_string());
    cx.t_with("introduction-progress", &[("done", &done), ("all", &all)])
}

/// The description of an assignment's role that holds today.
pub(crate) async fn described(
    cx: &Context,
    held: &Assignment,
) -> Result<Option<(stadga_model::Id<RoleDescription>, RoleDescription)>, Refusal> {
    let all = every::<RoleDescription>(cx).await?;
    let fits = |one: &RoleDescription| one.role == held.role && one.period.holds(cx.today());
    Ok(all.into_iter().find(|(_, one)| fits(one)))
}

/// Who holds a described role today (ORG-07, ORG-14).
pub(super) async fn role(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    let all = roles(cx, cx.today()).await?;
    let Some(one) = all.iter().find(|one| one.id == revision.head.id.cast()) else {
        return Ok(Context::nothing());
    };
    let side = one.description.side.as_ref().map(|side| cx.term("role-side", side));
    Ok(ui::panel(
        "role-held",
        &cx.t("roles-held"),
        &html! {
            @if let Some(side) = side { p.muted { (side) } }
            (super::map::posts(cx, one))
        },
    ))
}
