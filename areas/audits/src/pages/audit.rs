//! The audit by tabs: questions with grades, recommendations with what is done, follow-up, answers, documents.

use crate::{
    audit::Audit,
    dossier::{Dossier, Kept},
    promise::Standing,
    recommendation::{self, Recommendation},
    remark::Sort,
    told::{Stage, Told},
};
use axum::{extract::Path, response::Response};
use maud::{Markup, html};
use stadga_model::{Date, Refusal, Revision, Term};
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Tab},
};

use super::{answers as answers_tab, aside, gather, id_of, next, offer};

/// The tabs: key of the text, last part of the address.
const TABS: [&str; 5] = ["questions", "recommendations", "follow-up", "answers", "documents"];

/// The audit's tabs; `here` is the open one, none for the audit's own page.
fn tabs(cx: &Context, dossier: &Dossier, here: Option<&str>) -> Markup {
    let audit = &dossier.audit;
    let count = |tab: &str| match tab {
        "questions" => Some(dossier.questions.len()),
        "recommendations" => Some(dossier.recommendations.len()),
        "follow-up" => Some(dossier.follow_ups.len()),
        "answers" => Some(dossier.answers.len()),
        _ => None,
    };
    let address = |tab: &str| format!("/audit/{}/{tab}", audit.head.id);
    let mut tabs = vec![Tab {
        text: cx.t("page-audit-overview"),
        href: format!("/audit/{}", audit.head.id),
        count: None,
        here: here.is_none(),
    }];
    tabs.extend(TABS.iter().map(|tab| Tab {
        text: cx.t(&format!("page-audit-{tab}")),
        href: address(tab),
        count: count(tab),
        here: Some(*tab) == here,
    }));
    ui::tabs(&cx.t("page-audit-tabs"), &tabs)
}

/// The tabs over the audit's own page, and what comes next.
pub async fn head(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    let dossier = gather::dossier(cx, revision.head.id.cast()).await?;
    Ok(html! { (tabs(cx, &dossier, None)) (next::next(cx, &dossier)) })
}

/// The page's frame with its tabs, `here` being the open one.
fn show(cx: &Context, dossier: &Dossier, here: &str, body: &Markup) -> Response {
    let audit = &dossier.audit;
    cx.page(&audit.record.title)
        .crumb(cx.t("audit-plural"), "/audit")
        .crumb(&audit.head.number, format!("/audit/{}", audit.head.id))
        .here(cx.t(&format!("page-audit-{here}")))
        .signs(aside::signs(cx, dossier))
        .tabs(tabs(cx, dossier, Some(here)))
        .show(body.clone())
}

async fn open(cx: &Context, id: &str) -> Result<Dossier, Problem> {
    Ok(gather::dossier(cx, id_of::<Audit>(id)?).await?)
}

/// GET /audit/{id}/questions
pub async fn questions(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let dossier = open(&cx, &id).await?;
    let (overall, sub): (Vec<_>, Vec<_>) =
        dossier.questions.iter().partition(|kept| kept.record.overall);
    let body = html! {
        @if dossier.questions.is_empty() {
            (ui::empty(&cx.t("page-audit-no-questions"), &cx.t("page-audit-no-questions-why")))
        }
        @for (heading, questions) in [("audit-doc-questions", sub), ("audit-doc-overall", overall)] {
            @if !questions.is_empty() { (question_table(&cx, &dossier, heading, &questions)) }
        }
        (remarks(&cx, &dossier))
        (offer::row(&[
            new(&cx, &dossier, "audit-question"),
            new(&cx, &dossier, "remark"),
            new(&cx, &dossier, "deviation"),
        ]))
    };
    Ok(show(&cx, &dossier, "questions", &body))
}

/// The button to a new record of a kind that hangs on the audit.
fn new(cx: &Context, dossier: &Dossier, kind: &str) -> Markup {
    offer::new(cx, kind, &[("audit", dossier.audit.head.id.to_string())], "")
}

fn question_table(
    cx: &Context,
    dossier: &Dossier,
    heading: &str,
    questions: &[&Kept<crate::question::AuditQuestion>],
) -> Markup {
    let columns = ["question-column", "group", "grade", "verdict-column", "assessed-on"];
    let columns: Vec<_> =
        columns.iter().map(|key| Column::text(cx.t(&format!("audit-doc-{key}")))).collect();
    let rows: Vec<_> = questions
        .iter()
        .map(|kept| {
            let question = &kept.record;
            vec![
                html! {
                    @if let Some(number) = &question.number { (number) ". " }
                    a href=(format!("/audit-question/{}", kept.head.id)) { (question.text) }
                },
                html! { (question.group.as_deref().unwrap_or_default()) },
                badge(cx, "audit-grade", question.grade.as_ref()),
                html! { (question.verdict_as_written.as_deref().unwrap_or_default()) },
                html! { (day(question.assessed_on(&dossier.audit.record))) },
            ]
        })
        .collect();
    ui::table(&cx.t(heading), &columns, &rows)
}

/// Strengths first: what works is shown as plainly as what does not (AUD-34).
fn remarks(cx: &Context, dossier: &Dossier) -> Markup {
    html! {
        @for (sort, key) in [(Sort::Strength, "page-audit-strengths"), (Sort::Remark, "page-audit-remarks")] {
            @if dossier.remarks_of(sort).next().is_some() {
                (ui::panel(key, &cx.t(key), &html! {
                    ul {
                        @for kept in dossier.remarks_of(sort) {
                            li { a href=(format!("/remark/{}", kept.head.id)) { (kept.record.text) } }
                        }
                    }
                }))
            }
        }
    }
}

/// GET /audit/{id}/recommendations
pub async fn recommendations(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let dossier = open(&cx, &id).await?;
    let mut ordered: Vec<_> = dossier.recommendations.iter().collect();
    let scales = cx.app.store.scales();
    if ordered.iter().all(|kept| kept.record.effect.is_some() && kept.record.resources.is_some()) {
        ordered.sort_by_key(|kept| kept.record.order(scales));
    }
    let body = html! {
        @if ordered.is_empty() {
            (ui::empty(&cx.t("page-audit-no-recommendations"), &cx.t("page-audit-no-recommendations-why")))
        }
        @for kept in &ordered { (recommendation(&cx, &dossier, kept)) }
        (offer::row(&[new(&cx, &dossier, "recommendation")]))
    };
    Ok(show(&cx, &dossier, "recommendations", &body))
}

fn recommendation(cx: &Context, dossier: &Dossier, kept: &Kept<Recommendation>) -> Markup {
    let record = &kept.record;
    let number = record.number.as_deref().map(|number| format!("{number}. ")).unwrap_or_default();
    let state = kept.head.state.as_deref().unwrap_or_default();
    let tone = match record.state {
        recommendation::State::Done | recommendation::State::Closed => "good",
        recommendation::State::Open => "open",
        recommendation::State::Declined => "none",
        _ => "info",
    };
    let measures = dossier.measures_of(kept.id());
    let sections: Vec<&str> = record.sections.iter().map(|row| row.section.as_str()).collect();
    ui::panel(
        &format!("rec-{}", kept.head.id),
        &format!("{number}{}", record.text),
        &html! {
            p.signs {
                a href=(format!("/recommendation/{}", kept.head.id)) { (kept.head.number) }
                (ui::badge(tone, &cx.t(&format!("recommendation-state-is-{state}"))))
                @if let Some(unit) = dossier.name(record.addressee) { span { (cx.t("recommendation-addressee")) ": " (unit) } }
                @if let Some(places) = places(cx, &sections) { span { (places) } }
            }
            @if measures.is_empty() {
                p.muted { (cx.t("page-audit-no-measures")) }
            } @else {
                (measure_table(cx, dossier, &record.text, &measures))
            }
            (offer::row(&[aside::measure(cx, kept.head.id, &record.text)]))
            (promises(cx, dossier, kept))
        },
    )
}

/// Where a recommendation stands: one section, or all the places where it recurs (AUD-12).
pub(super) fn places(cx: &Context, places: &[&str]) -> Option<String> {
    match places {
        [] => None,
        [one] if one.starts_with(|c: char| c.is_ascii_digit()) => {
            Some(cx.t_with("page-audit-section", &[("section", one)]))
        }
        [one] => Some((*one).to_owned()),
        many => {
            let numbered = |place: &&&str| place.starts_with(|c: char| c.is_ascii_digit());
            let (sections, named): (Vec<&str>, Vec<&str>) = many.iter().partition(numbered);
            let sections = (!sections.is_empty()).then(|| {
                let told = cx.t_with("page-audit-section", &[("section", &sections.join(", "))]);
                if named.is_empty() { told } else { told.to_lowercase() }
            });
            let all: Vec<String> = named.into_iter().map(str::to_owned).chain(sections).collect();
            Some(format!("{}: {}", cx.t("recommendation-sections"), all.join(", ")))
        }
    }
}

fn measure_table(cx: &Context, dossier: &Dossier, caption: &str, measures: &[Told]) -> Markup {
    let keys = ["measure", "owner", "when", "funding", "evidence"];
    let columns: Vec<_> =
        keys.iter().map(|key| Column::text(cx.t(&format!("audit-doc-{key}")))).collect();
    let caption = cx.t_with("page-audit-measures-of", &[("recommendation", caption)]);
    let rows: Vec<_> = measures.iter().map(|measure| measure_row(cx, dossier, measure)).collect();
    ui::table(&caption, &columns, &rows)
}

fn measure_row(cx: &Context, dossier: &Dossier, measure: &Told) -> Vec<Markup> {
    let today = dossier.today();
    let tone = match measure.stage {
        _ if measure.is_late(today) => "bad",
        Stage::Done(_) => "good",
        Stage::Stopped | Stage::Postponed => "none",
        Stage::Proposed => "open",
        Stage::Decided => "info",
    };
    let when = crate::documents::when(measure, today, &super::wording(cx));
    vec![
        html! { a href=(format!("/measure/{}", measure.id)) { (measure.title) } },
        html! { (measure.owner.as_deref().unwrap_or_default()) },
        ui::badge(tone, &when),
        html! { (cx.t(measure.funding.text_key())) },
        html! {
            @for kept in &measure.evidence {
                a href=(format!("/evidence/{}", kept.head.id)) { (kept.record.title) }
                @if !kept.record.holds(today) { " " (ui::badge("bad", &cx.t("audit-doc-not-valid"))) }
                br;
            }
            (evidence(cx, measure))
        },
    ]
}

/// The button to new evidence of a measure.
pub(super) fn evidence(cx: &Context, measure: &Told) -> Markup {
    offer::new(cx, "evidence", &[("measures", measure.id.to_string())], &measure.title)
}

fn promises(cx: &Context, dossier: &Dossier, kept: &Kept<Recommendation>) -> Markup {
    let items = dossier.items.iter().filter(|item| item.record.recommendation == Some(kept.id()));
    let made: Vec<_> = items.flat_map(|item| dossier.promises_on(item.id())).collect();
    html! {
        @if !made.is_empty() {
            h3 { (cx.t("audit-doc-promises")) }
            ul {
                @for kept in &made {
                    @let standing = kept.record.standing(dossier.today());
                    li {
                        a href=(format!("/promise/{}", kept.head.id)) { (kept.record.text) }
                        ": " (kept.record.words) " "
                        (ui::badge(tone_of(standing), &cx.t(&format!("audit-promise-{}", standing.key()))))
                    }
                }
            }
        }
    }
}

/// The badge's tone of a promise.
pub(super) fn tone_of(standing: Standing) -> &'static str {
    match standing {
        Standing::Kept => "good",
        Standing::KeptLate => "part",
        Standing::Running => "info",
        Standing::Endless => "open",
        Standing::Overdue => "bad",
    }
}

/// GET /audit/{id}/follow-up
pub async fn follow_up(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let dossier = open(&cx, &id).await?;
    let columns: Vec<_> = ["older", "grade", "reason", "replaced-by"]
        .iter()
        .map(|key| Column::text(cx.t(&format!("audit-doc-{key}")).trim_end_matches(':').to_owned()))
        .collect();
    let rows: Vec<_> = dossier
        .follow_ups
        .iter()
        .map(|kept| {
            let found = &kept.record;
            vec![
                html! {
                    @if let Some(number) = &found.number { (number) ". " }
                    a href=(format!("/follow-up/{}", kept.head.id)) { (found.subject) }
                },
                badge(&cx, "follow-up-grade", found.grade.as_ref()),
                html! { (found.reason.as_ref().map_or("", |reason| reason.0.as_str())) },
                html! { (found.replaced_by.as_deref().unwrap_or_default()) },
            ]
        })
        .collect();
    let body = html! {
        @if rows.is_empty() {
            (ui::empty(&cx.t("page-audit-no-follow-up"), &cx.t("page-audit-no-follow-up-why")))
        } @else {
            (ui::table(&cx.t("audit-doc-followup-caption"), &columns, &rows))
        }
        (offer::row(&[new(&cx, &dossier, "follow-up")]))
        (checkpoints(&cx, &dossier))
    };
    Ok(show(&cx, &dossier, "follow-up", &body))
}

/// When the auditors are told how the work has gone on (AUD-18).
fn checkpoints(cx: &Context, dossier: &Dossier) -> Markup {
    ui::panel(
        "checkpoints",
        &cx.heading("checkpoint-plural"),
        &html! {
            @if dossier.checkpoints.is_empty() {
                p.muted { (cx.t("audit-doc-no-checkpoints")) }
            } @else {
                ul {
                    @for kept in &dossier.checkpoints {
                        @let state = kept.head.state.as_deref().unwrap_or_default();
                        li {
                            (day(Some(kept.record.date))) " "
                            a href=(format!("/checkpoint/{}", kept.head.id)) { (kept.record.title) } " "
                            (ui::badge("info", &cx.t(&format!("checkpoint-state-is-{state}"))))
                        }
                    }
                }
            }
            (offer::row(&[next::checkpoint(cx, dossier)]))
        },
    )
}

/// GET /audit/{id}/answers
pub async fn answers(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let dossier = open(&cx, &id).await?;
    let body = answers_tab::answers(&cx, &dossier);
    Ok(show(&cx, &dossier, "answers", &body))
}

/// GET /audit/{id}/documents
pub async fn documents(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let dossier = open(&cx, &id).await?;
    let body = aside::documents(&cx, &dossier);
    Ok(show(&cx, &dossier, "documents", &body))
}

/// A term of a scale as a badge; "not graded" where there is none.
pub(super) fn badge(cx: &Context, scale: &str, term: Option<&Term>) -> Markup {
    let scale = cx.app.store.scales().get(scale);
    match term.and_then(|term| scale?.step(&term.0)) {
        Some(step) => ui::step_badge(cx, step),
        None => html! { span.muted { (cx.t("audit-doc-ungraded")) } },
    }
}

fn day(date: Option<Date>) -> Markup {
    html! { @if let Some(date) = date { time datetime=(date) { (date) } } }
}
