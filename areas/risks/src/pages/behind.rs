//! Risks of which lists hold something else than their steps say: told on the risk picture, and worked out again (RSK-06).

use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};
use stadga_model::{Action, Record as _, Refusal};
use stadga_web::{Context, Problem, ui};

use super::{PICTURE, may_change};
use crate::{Risk, picture::Seen, risk::is_behind};

/// That there are such, with the way to bring them up to date; nothing where the reader can change none of them.
pub(super) fn told(cx: &Context, risks: &[Seen]) -> Markup {
    let mine = risks.iter().filter(|seen| may_change(cx, &seen.0) && is_behind(seen)).count();
    html! {
        @if mine > 0 {
            (ui::alert("warning", &html! {
                p { (cx.t_with("risks-behind", &[("count", &mine.to_string())])) }
                form method="post" action="/risks/levels" {
                    button.ds-button type="submit" data-variant="secondary" { (cx.t("risks-behind-renew")) }
                }
            }))
        }
    }
}

/// POST /risks/levels: each risk by itself, so that one that a rule holds back does not hold back the others.
pub(super) async fn renew(cx: Context) -> Result<Response, Problem> {
    if cx.past().is_some() {
        return Err(Refusal::Past.into());
    }
    if cx.door.actor().reach(Action::Change, Risk::KIND).is_none() {
        return Err(Refusal::Denied.into());
    }
    let mut behind = cx.every::<Risk>().await?;
    behind.retain(|seen| may_change(&cx, &seen.0) && is_behind(seen));
    let reason = cx.t("risks-behind-reason");
    for (head, _) in behind {
        let opened = cx.door.open_as::<Risk>(head.id.cast()).await?;
        match cx.door.save(opened, &reason).await {
            // Somebody was quicker, or a rule asks for more: it stays as it is, and is told again.
            Ok(_) | Err(Refusal::Stale(_) | Refusal::Refused(_)) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Ok(Redirect::to(&format!("{PICTURE}?done=saved")).into_response())
}
