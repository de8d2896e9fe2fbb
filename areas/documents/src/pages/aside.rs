//! What the area adds to record pages: how a document stands and who has read it, the right to decide, what a law touches.

use maud::{Markup, html};
use stadga_model::{Near, Refusal, Revision};
use stadga_organisation::Person;
use stadga_store::{Filter, ListQuery};
use stadga_web::{Context, ui};

use super::{
    Register, backlog,
    confirm::{duties_of, given, must},
    known::{measured, people},
    register::all,
    validity::badge,
};
use crate::{
    ComingLaw, Confirmation, RevisionCase, Version, revision_case::right_faults, validity::Validity,
};

/// How a document stands today, the way to its text, and the reading of it.
pub(super) async fn document(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    let register = Register::of(cx).await?;
    let (validity, version) = register.standing(revision.head.id.cast(), cx.today());
    let reading = match version.filter(|_| validity == Validity::Valid) {
        Some((head, _)) => reading(cx, revision, head.id.cast()).await?,
        None => Context::nothing(),
    };
    Ok(ui::panel(
        "document-standing",
        &cx.t("document-page-standing"),
        &html! {
            p {
                (badge(cx, validity)) " "
                @match version {
                    Some((head, version)) => {
                        (ui::link("document-version", head.id, &version.title)) " "
                        span.muted { (span(cx, version)) }
                    }
                    None => { (cx.t("document-page-no-version")) }
                }
            }
            (reading)
            @if version.is_some() {
                div.actions {
                    (ui::link_button(&format!("/document/{}/text", revision.head.id), "secondary", None, &cx.t("document-page-text")))
                }
            }
        },
    ))
}

/// From when to when a version holds, in words.
fn span(cx: &Context, version: &Version) -> String {
    let with = |key: &str, date: stadga_model::Date| cx.t_with(key, &[("date", &date.to_string())]);
    let from = version.from().map(|date| with("document-page-from", date));
    let to = match version.valid_to {
        Some(date) => Some(with("document-page-until", date)),
        None => from.is_some().then(|| cx.t("document-page-further")),
    };
    [from, to].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Whether the reader must read and has, and how many have.
async fn reading(
    cx: &Context,
    revision: &Revision,
    version: stadga_model::Id<Version>,
) -> Result<Markup, Refusal> {
    let document = revision.head.id.cast();
    let duties = duties_of(cx, document).await?;
    let me = cx.door.actor().person.map(|me| me.cast::<Person>());
    let mine = match me {
        Some(me) => given(cx, version, me).await?,
        None => None,
    };
    let must = match me {
        Some(me) => must(cx, document, me).await?,
        None => false,
    };
    let filters = vec![Filter::linking("version", version)];
    let confirmations = cx.door.all::<Confirmation>(ListQuery { filters, ..all() }).await?;
    let confirmations: Vec<_> = confirmations.into_iter().map(|(_, given)| given).collect();
    let (people, today) = (people(cx).await?, cx.today());
    let confirm = format!("/document/{}/confirm", revision.head.id);
    Ok(html! {
        @for (head, duty) in &duties {
            @let (read, bound) = measured(&people, duty, &confirmations, (version, today));
            p {
                (ui::link("reading-duty", head.id, &duty.title)) ": "
                (cx.t_with("document-page-read-by", &[("read", &read.to_string()), ("bound", &bound.to_string())]))
            }
        }
        @match mine {
            Some(given) => { p { (cx.t_with("document-page-confirmed", &[("date", &given.date.to_string())])) } }
            None if must && cx.past().is_none() => {
                p { (cx.t("document-page-must")) }
                form method="post" action=(confirm) {
                    button.ds-button type="submit" data-variant="primary" { (cx.t("document-page-confirm")) }
                }
            }
            None => {}
        }
    })
}

/// Whether who is to decide a revision may (T32).
pub(super) async fn case(
    cx: &Context,
    revision: &Revision,
    near: &Near,
) -> Result<Markup, Refusal> {
    let case: RevisionCase = revision.typed()?;
    if !case.state.is_open() || revision.head.withheld.is_some() {
        return Ok(Context::nothing());
    }
    let faults = right_faults(&case, near, cx.today());
    Ok(ui::panel(
        "case-right",
        &cx.t("document-page-right"),
        &html! {
            @if faults.is_empty() { p { (ui::badge("good", &cx.t("backlog-right-fine"))) " " (cx.t("document-page-right-fine")) } }
            @else { (backlog::right(cx, &faults)) }
        },
    ))
}

/// The documents that a coming law may touch besides those that somebody has judged (DOC-17).
pub(super) async fn law(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    let law: ComingLaw = revision.typed()?;
    let register = Register::of(cx).await?;
    let proposed: Vec<_> = register
        .documents
        .iter()
        .filter(|(head, document)| law.may_affect(head.id.cast(), document))
        .collect();
    Ok(html! {
        @if !proposed.is_empty() {
            (ui::panel("law-proposed", &cx.t("document-page-law-proposed"), &html! {
                p { (cx.t("document-page-law-why")) }
                ul { @for (head, document) in proposed { li { (ui::link("document", head.id, &document.title)) } } }
            }))
        }
    })
}
