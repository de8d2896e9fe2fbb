//! What the area adds to record pages: an audit's overview with tabs and documents, an answer's and a checkpoint's tools.

use crate::{
    answer::{Answer, State},
    answer_item::AnswerItem,
    audit::Audit,
    dossier::Dossier,
    status::status,
};
use maud::{Markup, html};
use stadga_model::{Action, Finding, Id, Near, Refusal, Revision};
use stadga_web::{
    Context,
    published::document_links,
    ui::{self, Column},
};

use super::{answers, audit as tabs, gather, offer, package, signers, workbench};

/// How the audit's recommendations stand, what had run out, its documents.
pub async fn audit(cx: &Context, revision: &Revision, _: &Near) -> Result<Markup, Refusal> {
    let dossier = gather::dossier(cx, revision.head.id.cast()).await?;
    Ok(html! {
        (standing(cx, &dossier))
        (expired(cx, &dossier))
        (documents(cx, &dossier))
    })
}

/// How each recommendation stands (AUD-18, AUD-20).
fn standing(cx: &Context, dossier: &Dossier) -> Markup {
    let columns = [
        Column::text(cx.t("audit-doc-recommendation-column")),
        Column::text(cx.t("recommendation-state")),
        Column::number(cx.t("page-audit-done")),
        Column::number(cx.t("page-audit-late")),
        Column::number(cx.t("page-audit-unfunded")),
        Column::number(cx.t("page-audit-overdue")),
    ];
    let rows: Vec<_> = status(dossier)
        .into_iter()
        .map(|row| {
            let number =
                if row.number.is_empty() { String::new() } else { format!("{}. ", row.number) };
            vec![
                html! { (number) (row.text) },
                html! { (cx.t(&format!("recommendation-state-is-{}", row.state))) },
                html! { (row.done) " / " (row.measures) },
                html! { (row.late) },
                html! { (row.unfunded) },
                html! { (row.overdue) },
            ]
        })
        .collect();
    html! {
        @if !rows.is_empty() { (ui::table(&cx.t("page-audit-standing"), &columns, &rows)) }
    }
}

/// Documents that the auditors saw and that had run out, or had no date, on the day of the report (AUD-06, T23).
fn expired(cx: &Context, dossier: &Dossier) -> Markup {
    let audit = &dossier.audit.record;
    let Some(date) = audit.fixed_on else { return Context::nothing() };
    let expired: Vec<_> = audit.expired(date).collect();
    let undated: Vec<_> = audit.documents.iter().filter(|seen| seen.undated).collect();
    html! {
        @if !(expired.is_empty() && undated.is_empty()) {
            (ui::panel("audit-expired", &cx.t_with("page-audit-expired", &[("date", &date.to_string())]), &html! {
                ul {
                    @for seen in expired {
                        li { (seen.title) " " @if let Some(end) = seen.valid_to { span.muted { (cx.t_with("page-audit-ended", &[("date", &end.to_string())])) } } }
                    }
                    @for seen in undated { li { (seen.title) " " span.muted { (cx.t("audit-documents-undated")) } } }
                }
            }))
        }
    }
}

/// Type, verdict and the day that the assessment is about, under the title.
pub(super) fn signs(cx: &Context, dossier: &Dossier) -> Markup {
    let audit = &dossier.audit.record;
    html! {
        span { (super::wording(cx).term("audit-type", &audit.category)) " " (dossier.audit.head.number) }
        @if let Some(state) = &dossier.audit.head.state { (ui::badge("info", &cx.t(&format!("audit-state-is-{state}")))) }
        @if audit.verdict.is_some() { (tabs::badge(cx, "audit-verdict", audit.verdict.as_ref())) }
        @if let Some(time) = audit.assessed() { span { (cx.t("audit-assessed_on")) " " (time) } }
    }
}

/// Everything that can be made of the audit, as PDF and Word.
pub(super) fn documents(cx: &Context, dossier: &Dossier) -> Markup {
    let audit = format!("/audit/{}/documents", dossier.audit.head.id);
    html! {
        (ui::panel("audit-documents", &cx.t("page-audit-documents"), &html! {
            ul.documents {
                @for kept in dossier.answers.iter().filter(|kept| answers::is_shown(cx, dossier, kept)) {
                    (document_links(cx, &answers::name(cx, kept), &format!("/answer/{}/documents/answer", kept.head.id)))
                }
                @if !dossier.questions.is_empty() { (document_links(cx, &cx.t("page-doc-questions"), &format!("{audit}/questions"))) }
                @if !dossier.follow_ups.is_empty() { (document_links(cx, &cx.t("page-doc-follow-up"), &format!("{audit}/follow-up"))) }
                li {
                    (cx.t("page-doc-package")) " "
                    a href=(format!("{audit}/package.zip")) { (cx.t("page-doc-zip")) } " · "
                    a href=(format!("{audit}/package.zip?extract=open")) {
                        (cx.t("extract")) span.sr { " " (cx.t("page-doc-package")) }
                    }
                    @if dossier.answers.iter().any(|kept| package::is_draft(kept) && answers::is_shown(cx, dossier, kept)) {
                        " · " a href=(format!("{audit}/package.zip?{}", package::DRAFTS)) { (cx.t("page-doc-package-drafts")) }
                    }
                    p.help { (cx.t_with("page-doc-package-why", &[("date", &dossier.today().to_string())])) }
                }
            }
        }))
    }
}

/// An answer's tools: its workbench while it is written, and itself as a document; and whether anyone but one has seen it.
/// Who does not prepare it is told how far it has come.
pub async fn answer(cx: &Context, revision: &Revision, near: &Near) -> Result<Markup, Refusal> {
    let record: Answer = revision.typed()?;
    let parts: Vec<_> = near.pointing::<AnswerItem>().map(|(part, _)| &part.head).collect();
    let hidden = record.state == State::Preparation
        && !workbench::may_work(cx, &revision.head, parts.into_iter());
    let alone = alone(&cx.door.history(revision.head.id).await?);
    let id = revision.head.id.to_string();
    let mut promises = Context::nothing();
    if record.is_settled() {
        let dossier = gather::dossier(cx, record.audit).await?;
        let kept = dossier.answers.iter().find(|kept| kept.head.id == revision.head.id);
        promises = kept.map_or(promises, |kept| answers::promises(cx, &dossier, kept));
    }
    let signers = signers::offered(cx, revision, &record).await?;
    let title = match record.state {
        State::Preparation => "page-answer-work",
        State::Review => "page-answer-review",
        _ => "page-answer-settled",
    };
    let panel = ui::panel(
        "answer-work",
        &cx.t(title),
        &html! {
            @if hidden { p { (cx.t("page-answer-prepared")) } }
            @else {
                p { (cx.t(&format!("{title}-why"))) }
                (answer_tools(cx, revision, &record))
            }
            (offer::row(&[answers::decision(cx, &id, &record), promises]))
        },
    );
    Ok(html! {
        @if let Some(alone) = alone { (ui::findings(cx, &[alone])) }
        (panel)
        (signers)
    })
}

fn answer_tools(cx: &Context, revision: &Revision, record: &Answer) -> Markup {
    let address = format!("/answer/{}", revision.head.id);
    let (variant, open, icon) = match record.state {
        State::Preparation => ("primary", "page-answer-open", Some("edit")),
        _ => ("secondary", "page-answer-parts", None),
    };
    let fill = [("answer", revision.head.id.to_string()), ("unit", offer::id(record.unit))];
    html! {
        div.actions {
            (ui::link_button(&format!("{address}/work"), variant, icon, &cx.t(open))) " "
            (ui::link_button(&format!("{address}/documents/answer.pdf"), "secondary", None, &cx.t("page-doc-pdf"))) " "
            (ui::link_button(&format!("{address}/documents/answer.docx"), "secondary", None, &cx.t("page-doc-word"))) " "
            (ui::link_button(&format!("{address}/documents/answer.pdf?extract=open"), "tertiary", None, &cx.t("extract"))) " "
            (ui::link_button(&format!("/audit/{}/answers", record.audit), "tertiary", None, &cx.t("page-answer-all")))
        }
        @if record.state == State::Preparation { (offer::row(&[offer::new(cx, "answer-item", &fill, "")])) }
    }
}

/// What can be added to a recommendation: the measure that meets it.
pub async fn recommendation(
    cx: &Context,
    revision: &Revision,
    _: &Near,
) -> Result<Markup, Refusal> {
    Ok(offer::row(&[measure(cx, revision.head.id, "")]))
}

/// The button to a new measure that a recommendation, or a question, is the cause of.
pub fn measure(cx: &Context, cause: Id, about: &str) -> Markup {
    offer::new(cx, "measure", &[("causes", cause.to_string())], about)
}

/// What can be added to a part of an answer: a promise, and the way to where the part is written.
pub async fn part(cx: &Context, revision: &Revision, _: &Near) -> Result<Markup, Refusal> {
    let part: AnswerItem = revision.typed()?;
    let (_, answer) = cx.door.read_as(part.answer).await?;
    let writes = answer.state == State::Preparation
        && cx.past().is_none()
        && cx.door.may(Action::Change, &revision.head);
    let write = html! {
        @if writes { (ui::link_button(&format!("/answer-item/{}/write", revision.head.id), "secondary", Some("edit"), &cx.t("page-part-write"))) }
    };
    Ok(offer::row(&[write, promise(cx, answer.audit, revision.head.id, &part)]))
}

/// The button to a new promise in a part of an answer.
pub fn promise(cx: &Context, audit: Id<Audit>, id: Id, part: &AnswerItem) -> Markup {
    let measure = match part.measures.as_slice() {
        [one] => one.to_string(),
        _ => String::new(),
    };
    let fill = [
        ("audit", audit.to_string()),
        ("item", id.to_string()),
        ("measure", measure),
        ("unit", offer::id(part.unit)),
        ("owner", offer::id(part.owner)),
    ];
    offer::new(cx, "promise", &fill, &part.subject)
}

/// AUD-17: one person who took every step from review to dispatch; nobody else has looked.
fn alone(history: &[Revision]) -> Option<Finding> {
    let mut oldest_first: Vec<&Revision> = history.iter().collect();
    oldest_first.sort_by_key(|revision| revision.head.revision);
    let moves = oldest_first.windows(2).filter_map(|pair| match pair {
        [before, after] if before.head.state != after.head.state => Some(&after.head.actor),
        _ => None,
    });
    let by: Vec<&String> = moves.collect();
    let sent = oldest_first.last()?.head.state.as_deref() == Some("dispatched");
    let one = by.first().is_some_and(|first| by.iter().all(|actor| actor == first));
    (sent && one).then(|| Finding::warning("AUD-17").variant("alone"))
}

/// A checkpoint's proposal for its status, from the same records as the answer (AUD-18).
pub async fn checkpoint(cx: &Context, revision: &Revision, _: &Near) -> Result<Markup, Refusal> {
    let record: crate::checkpoint::Checkpoint = revision.typed()?;
    let dossier = gather::dossier(cx, record.audit.cast::<Audit>()).await?;
    let text = crate::status::checkpoint_text(&dossier, &super::wording(cx));
    let may = cx.past().is_none() && cx.door.may(Action::Change, &revision.head);
    Ok(ui::panel(
        "checkpoint-proposal",
        &cx.t("page-checkpoint-proposal"),
        &html! {
            ul { @for line in text.lines() { li { (line.trim_start_matches("– ")) } } }
            @if may && record.status.is_none() {
                form method="post" action=(format!("/checkpoint/{}/take", revision.head.id)) {
                    button.ds-button type="submit" data-variant="secondary" { (cx.t("page-take-proposal")) }
                }
            }
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::{codes, id, revision};
    use serde_json::json;

    #[test]
    fn aud_17_one_who_took_every_step_alone_is_told() {
        let by = |actors: [&str; 4]| {
            let states = ["review", "decided", "signed", "dispatched"].into_iter().zip(actors);
            let steps = [("preparation", "Strateg")].into_iter().chain(states).enumerate();
            let history: Vec<Revision> = steps
                .map(|(at, (state, actor))| {
                    let mut step = revision(id(1), "answer", json!({"state": state}));
                    step.head.revision = at as i64 + 1;
                    step.head.actor = actor.into();
                    step
                })
                .collect();
            alone(&history)
        };
        let one = by(["Registrator"; 4]).unwrap();
        assert_eq!((codes(std::slice::from_ref(&one)), one.is_blocking()), (vec!["AUD-17"], false));
        assert!(by(["Strateg", "Registrator", "Registrator", "Registrator"]).is_none());
    }
}
