//! What comes next for an audit: begin the answer, go on with it, plan the checkpoint that the auditors want.

use crate::{answer, audit::State, dossier::Dossier};
use maud::{Markup, html};
use stadga_model::Action;
use stadga_web::{Context, ui};

use super::{answers::name, offer};

/// The next step over the audit's pages, for those who may take it.
pub fn next(cx: &Context, dossier: &Dossier) -> Markup {
    let audit = &dossier.audit;
    if cx.past().is_some() || !cx.door.may(Action::Change, &audit.head) {
        return Context::nothing();
    }
    match audit.record.state {
        State::Answering => answering(cx, dossier),
        State::Answered | State::FollowedUp => unplanned(cx, dossier),
        State::Registered | State::Closed => Context::nothing(),
    }
}

/// AUD-17: the audit waits for an answer that has been sent.
fn answering(cx: &Context, dossier: &Dossier) -> Markup {
    let tab = format!("/audit/{}/answers", dossier.audit.head.id);
    let sent = |kept: &&crate::dossier::Kept<answer::Answer>| {
        kept.record.state == answer::State::Dispatched
    };
    if dossier.answers.iter().any(|kept| sent(&kept)) {
        return Context::nothing();
    }
    let under_way = dossier.answers.last();
    ui::alert(
        "info",
        &html! {
            @match under_way {
                None => {
                    p { (cx.t("page-next-begin")) }
                    div.actions { (ui::link_button(&tab, "primary", None, &cx.t("page-next-begin-do"))) }
                }
                Some(kept) => {
                    p { (cx.t("page-next-answer")) " " a href=(format!("/answer/{}", kept.head.id)) { (name(cx, kept)) } }
                }
            }
        },
    )
}

/// AUD-18: a checkpoint that the auditors asked for and nobody has planned.
fn unplanned(cx: &Context, dossier: &Dossier) -> Markup {
    if !dossier.audit.record.checkpoint_asked || !dossier.checkpoints.is_empty() {
        return Context::nothing();
    }
    ui::alert(
        "warning",
        &html! {
            p { (cx.t("finding-aud-18-unplanned")) }
            (offer::row(&[checkpoint(cx, dossier)]))
        },
    )
}

/// The button to a new checkpoint of the audit.
pub fn checkpoint(cx: &Context, dossier: &Dossier) -> Markup {
    let audit = &dossier.audit.record;
    let title = cx.t_with("page-checkpoint-title", &[("audit", &audit.title)]);
    let fill = [
        ("audit", dossier.audit.head.id.to_string()),
        ("title", title),
        ("unit", offer::id(audit.unit)),
        ("owner", offer::id(audit.owner)),
    ];
    offer::new(cx, "checkpoint", &fill, "")
}
