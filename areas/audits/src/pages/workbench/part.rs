//! One part of an answer: own words or the proposal, what it rests on, and what it promises.

use super::super::{
    aside, audit as tabs, offer,
    stale::{self, Stale},
    wording,
};
use crate::{
    answer::{Answer, Format},
    answer_item::AnswerItem,
    audit::Part,
    compose,
    dossier::{Dossier, Kept},
    promise::Promise,
    told::Told,
};
use maud::{Markup, html};
use stadga_model::{Date, Id};
use stadga_web::{
    Context,
    ui::{self, Column},
};

/// A part with its number: position, claims, words, grounds and promises.
pub(super) fn panel(
    cx: &Context,
    dossier: &Dossier,
    answer: &Kept<Answer>,
    kept: &Kept<AnswerItem>,
    (may, stale): (bool, &Stale),
) -> Markup {
    let item = &kept.record;
    let is_stale = |part| stale.get(&kept.id()).is_some_and(|parts| parts.contains(&part));
    let number = item.number.as_deref().map(|number| format!("{number}. ")).unwrap_or_default();
    ui::panel(
        &format!("item-{}", kept.head.id),
        &format!("{number}{}", item.subject),
        &html! {
            p.signs {
                (graded(cx, dossier, item))
                @if item.position.is_some() { (tabs::badge(cx, "position", item.position.as_ref())) }
                @if let Some(owner) = dossier.name(item.owner) { span { (cx.t("answer-item-owner")) ": " (owner) } }
            }
            (claims(cx, item))
            @match answer.record.format {
                Format::B => { @for part in dossier.parts() { (b_part(cx, dossier, kept, part, (may, is_stale(part)))) } }
                Format::A | Format::C => { (reasoned(cx, item)) }
            }
            @if may {
                div.actions {
                    a.ds-button data-variant="secondary" href=(format!("/answer-item/{}/write", kept.head.id)) {
                        (ui::icon("edit")) (cx.t("page-part-write")) span.sr { " " (item.subject) }
                    }
                }
            }
            (grounds(cx, dossier, item))
            (promises(cx, dossier, answer, kept))
        },
    )
}

/// How the auditors graded the question that is answered (AUD-10, AUD-16).
fn graded(cx: &Context, dossier: &Dossier, item: &AnswerItem) -> Markup {
    let question = item.question.and_then(|id| dossier.question(id));
    let grade = question.and_then(|kept| kept.record.grade.as_ref());
    html! {
        @if grade.is_some() {
            span { (cx.t("audit-doc-auditors-assessment")) ": " } (tabs::badge(cx, "audit-grade", grade))
        }
    }
}

/// The position on each claim, with its reasons (AUD-15).
fn claims(cx: &Context, item: &AnswerItem) -> Markup {
    if item.claims.is_empty() {
        return Context::nothing();
    }
    let columns = ["claim", "position", "reasoning"]
        .map(|name| Column::text(cx.t(&format!("answer-item-claims-{name}"))));
    let rows = item.claims.iter().map(|row| {
        vec![
            html! { (row.claim) },
            tabs::badge(cx, "position", Some(&row.position)),
            html! { (row.reasoning.as_deref().unwrap_or_default()) },
        ]
    });
    ui::table(&cx.t("answer-item-claims"), &columns, &rows.collect::<Vec<_>>())
}

/// What the part promises for a certain time.
fn promises(
    cx: &Context,
    dossier: &Dossier,
    answer: &Kept<Answer>,
    kept: &Kept<AnswerItem>,
) -> Markup {
    let made: Vec<_> = dossier.promises_on(kept.id()).collect();
    let untold = match answer.record.is_settled() {
        true => Vec::new(),
        false => stale::untold(dossier, answer.record.format, kept),
    };
    let untold = |promise: &Kept<Promise>| untold.iter().any(|one| one.id() == promise.id());
    html! {
        @if !made.is_empty() {
            h3 { (cx.t("audit-doc-promises")) }
            ul {
                @for promise in &made {
                    li {
                        a href=(format!("/promise/{}", promise.head.id)) { (promise.record.text) } ": " (promise.record.words) " "
                        (until(cx, &promise.record, dossier.today()))
                        @if untold(promise) { " " (ui::badge("bad", &cx.t("page-promise-untold"))) }
                    }
                }
            }
        }
        (additions(cx, dossier, kept))
    }
}

/// The last day that the words of a promise can mean, or that they name none.
fn until(cx: &Context, promise: &Promise, today: Date) -> Markup {
    match promise.latest {
        Some(latest) => html! {
            span.muted { (cx.t("audit-doc-latest").to_lowercase()) " " time datetime=(latest) { (latest) } }
        },
        None => {
            let standing = promise.standing(today);
            ui::badge(tabs::tone_of(standing), &cx.t(&format!("audit-promise-{}", standing.key())))
        }
    }
}

/// One of the four parts: own words, else the proposal with a button that makes it one's own. Beside words that the
/// records have left behind stands what they propose now.
fn b_part(
    cx: &Context,
    dossier: &Dossier,
    kept: &Kept<AnswerItem>,
    part: Part,
    (may, stale): (bool, bool),
) -> Markup {
    let own = kept.record.words(part);
    html! {
        h3 { (cx.t(&format!("answer-item-{}", part.key()))) }
        @if let Some(own) = own { (paragraphs(own)) }
        @if stale { p { (ui::badge("bad", &cx.t("page-part-stale"))) } }
        @if own.is_none() { p { (ui::badge("open", &cx.t("page-part-proposal"))) } }
        @if own.is_none() || stale {
            (paragraphs(&proposal(cx, dossier, kept, part)))
            @if may { (take_over(cx, kept, part)) }
        }
    }
}

/// The button that makes the proposal the part's own words.
fn take_over(cx: &Context, kept: &Kept<AnswerItem>, part: Part) -> Markup {
    html! {
        form method="post" action=(format!("/answer-item/{}/take/{}", kept.head.id, part.key())) {
            input type="hidden" name="revision" value=(kept.head.revision);
            button.ds-button type="submit" data-variant="secondary" data-size="sm" {
                (cx.t("page-take-proposal"))
                span.sr { " " (cx.t(&format!("answer-item-{}", part.key()))) " " (kept.record.subject) }
            }
        }
    }
}

/// What the records say for a part.
pub fn proposal(cx: &Context, dossier: &Dossier, kept: &Kept<AnswerItem>, part: Part) -> String {
    let measures = dossier.measures_for(&kept.record);
    let promises: Vec<_> = dossier.promises_on(kept.id()).map(|kept| &kept.record).collect();
    compose::proposal(part, &measures, &promises, dossier.today(), &wording(cx))
}

fn reasoned(cx: &Context, item: &AnswerItem) -> Markup {
    html! {
        h3 { (cx.t("answer-item-reasoning")) }
        @match &item.reasoning {
            Some(own) => { (paragraphs(&own.0)) }
            None => { p.muted { (cx.t("audit-doc-unwritten")) } }
        }
        @if let Some(solved) = &item.solved_when { h3 { (cx.t("answer-item-solved_when")) } p { (solved) } }
    }
}

/// The measures that the part rests on, each with what shows it (AUD-24).
pub fn grounds(cx: &Context, dossier: &Dossier, item: &AnswerItem) -> Markup {
    let measures = dossier.measures_for(item);
    html! {
        h3 { (cx.t("answer-item-measures")) }
        @if measures.is_empty() {
            p.muted { (cx.t("page-audit-no-measures")) }
        } @else {
            ul { @for measure in &measures { li { (ground(cx, dossier, measure)) } } }
        }
    }
}

fn ground(cx: &Context, dossier: &Dossier, measure: &Told) -> Markup {
    html! {
        a href=(format!("/measure/{}", measure.id)) { (measure.title) } " "
        span.muted { (crate::documents::when(measure, dossier.today(), &wording(cx))) }
        (tabs::evidence(cx, measure))
        @if !measure.evidence.is_empty() {
            ul {
                @for kept in &measure.evidence {
                    li {
                        a href=(format!("/evidence/{}", kept.head.id)) { (kept.record.title) }
                        @if !kept.record.holds(dossier.today()) { " " (ui::badge("bad", &cx.t("audit-doc-not-valid"))) }
                    }
                }
            }
        }
    }
}

/// What can be added to a part: a measure that meets what it answers, and a promise.
pub fn additions(cx: &Context, dossier: &Dossier, kept: &Kept<AnswerItem>) -> Markup {
    let item = &kept.record;
    let cause = item.recommendation.map(Id::cast).or(item.question.map(Id::cast));
    let measure =
        cause.map_or_else(Context::nothing, |cause| aside::measure(cx, cause, &item.subject));
    offer::row(&[measure, aside::promise(cx, dossier.audit.id(), kept.head.id, item)])
}

/// Paragraphs, and points where lines begin with a dash, as in the document.
pub fn paragraphs(text: &str) -> Markup {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let groups = lines.chunk_by(|a, b| a.starts_with('–') == b.starts_with('–'));
    html! {
        @for group in groups {
            @if group.first().is_some_and(|line| line.starts_with('–')) {
                ul { @for line in group { li { (line.trim_start_matches('–').trim()) } } }
            } @else {
                @for line in group { p { (line) } }
            }
        }
    }
}
