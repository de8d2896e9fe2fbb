//! The answer's workbench: what each part says and rests on, proposals beside own words, and their taking over.

use crate::{
    answer::{Answer, Format, State},
    answer_item::AnswerItem,
    audit::Part,
    checkpoint::Checkpoint,
    compose,
    dossier::{Dossier, Kept},
    promise::Promise,
    status::checkpoint_text,
    told::Told,
};
use axum::{
    Form,
    extract::Path,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Action, Date, Finding, Head, Id, Prose, Refusal};
use stadga_web::{
    Context, Problem,
    ui::{self, Column},
};

use super::{
    aside, audit as tabs, gather, id_of, offer,
    stale::{self, Stale},
    wording,
};

/// Whether the reader has a hand in an answer: changes it, or one of its parts.
pub fn may_work<'a>(
    cx: &Context,
    answer: &Head,
    mut parts: impl Iterator<Item = &'a Head>,
) -> bool {
    cx.door.may(Action::Change, answer) || parts.any(|part| cx.door.may(Action::Change, part))
}

/// GET /answer/{id}/work: while it is prepared for those who do so; others are sent to the answer, which says so.
pub async fn show(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let (_, dossier, kept) = gather::answer(&cx, id_of::<Answer>(&id)?).await?;
    let items: Vec<_> = dossier.items_of(kept.id()).collect();
    let prepared = kept.record.state == State::Preparation;
    if prepared && !may_work(&cx, &kept.head, items.iter().map(|item| &item.head)) {
        return Ok(Redirect::to(&cx.href(&format!("/answer/{}", kept.head.id))).into_response());
    }
    let writes = |item: &Kept<AnswerItem>| {
        cx.past().is_none() && prepared && cx.door.may(Action::Change, &item.head)
    };
    let settled = kept.record.is_settled();
    let stale = if settled { Stale::new() } else { stale::parts(&cx, &dossier, &items).await? };
    let body = html! {
        @if !settled { (missing(&cx, &dossier, &kept, (&items, &stale))) }
        @for item in &items { (part_panel(&cx, &dossier, &kept, item, (writes(item), &stale))) }
    };
    let state = kept.head.state.as_deref().unwrap_or_default();
    let page = cx
        .page(&kept.record.title)
        .crumb(cx.t("audit-plural"), "/audit")
        .crumb(&dossier.audit.head.number, format!("/audit/{}", dossier.audit.head.id))
        .crumb(&kept.head.number, format!("/answer/{}", kept.head.id))
        .here(cx.t("page-answer-work"))
        .lead(cx.t(match kept.record.state {
            State::Preparation => "page-answer-work-why",
            State::Review => "page-answer-review-why",
            _ => "page-answer-settled-why",
        }))
        .signs(html! {
            (ui::badge("info", &cx.t(&format!("answer-state-is-{state}"))))
            @if let Some(due) = dossier.audit.record.answer_due {
                span { (cx.t("audit-answer_due")) " " time datetime=(due) { (due) } }
            }
        })
        .actions(html! {
            (ui::link_button(&format!("/answer/{}/documents/answer.pdf", kept.head.id), "secondary", None, &cx.t("page-doc-pdf")))
            (ui::link_button(&format!("/answer/{}/documents/answer.docx", kept.head.id), "secondary", None, &cx.t("page-doc-word")))
            (ui::link_button(&format!("/answer/{}/documents/answer.pdf?extract=open", kept.head.id), "tertiary", None, &cx.t("extract")))
        });
    Ok(page.show(body))
}

/// What the form still lacks, part by part with a link to each (AUD-14, AUD-16).
fn missing(
    cx: &Context,
    dossier: &Dossier,
    answer: &Kept<Answer>,
    (items, stale): (&[&Kept<AnswerItem>], &Stale),
) -> Markup {
    let parts = dossier.parts();
    let lacking: Vec<(&Kept<AnswerItem>, Vec<String>)> = items
        .iter()
        .map(|kept| (*kept, lacks(cx, &kept.record.lacking(answer.record.format, &parts))))
        .filter(|(_, lacks)| !lacks.is_empty())
        .collect();
    html! {
        @if !stale.is_empty() { (left_behind(cx, items, stale)) }
        (untold(cx, dossier, answer, items))
        @if lacking.is_empty() && !items.is_empty() {
            @if stale.is_empty() { (whole(cx, answer)) }
        } @else if !lacking.is_empty() {
            (ui::alert("info", &html! {
                p { (cx.t("page-answer-lacking")) }
                ul {
                    @for (kept, lacks) in &lacking {
                        li { a href=(format!("#item-{}", kept.head.id)) { (kept.record.subject.trim_end_matches('.')) } ": " (lacks.join(", ")) }
                    }
                }
            }))
        } @else {
            (ui::empty(&cx.t("page-answer-empty"), &cx.t("page-answer-empty-why")))
        }
    }
}

/// Nothing is lacking: in preparation, the way to the answer's page, where it is handed over.
fn whole(cx: &Context, answer: &Kept<Answer>) -> Markup {
    let prepared = answer.record.state == State::Preparation;
    ui::alert(
        "success",
        &html! {
            @if prepared {
                p { (cx.t("page-answer-whole")) }
                div.actions {
                    (ui::link_button(&format!("/answer/{}", answer.head.id), "secondary", None, &cx.t("page-answer-hand-over")))
                }
            } @else { p { (cx.t("page-answer-whole-reviewed")) } }
        },
    )
}

/// The parts whose text does not speak of a promise that has been made on them.
fn untold(
    cx: &Context,
    dossier: &Dossier,
    answer: &Kept<Answer>,
    items: &[&Kept<AnswerItem>],
) -> Markup {
    let lacks =
        |kept: &&&Kept<AnswerItem>| !stale::untold(dossier, answer.record.format, kept).is_empty();
    let lacking: Vec<_> = items.iter().filter(lacks).collect();
    html! {
        @if !lacking.is_empty() {
            (ui::alert("warning", &html! {
                p { (cx.t("page-answer-untold")) }
                ul {
                    @for kept in lacking {
                        li { a href=(format!("#item-{}", kept.head.id)) { (kept.record.subject.trim_end_matches('.')) } }
                    }
                }
            }))
        }
    }
}

/// Which words the records have left behind.
fn left_behind(cx: &Context, items: &[&Kept<AnswerItem>], stale: &Stale) -> Markup {
    let named = |part: &Part| cx.t(&format!("answer-item-{}", part.key())).to_lowercase();
    ui::alert(
        "warning",
        &html! {
            p { (cx.t("page-answer-stale")) }
            ul {
                @for (kept, parts) in items.iter().filter_map(|kept| Some((kept, stale.get(&kept.id())?))) {
                    li {
                        a href=(format!("#item-{}", kept.head.id)) { (kept.record.subject.trim_end_matches('.')) }
                        ": " (parts.iter().map(named).collect::<Vec<_>>().join(", "))
                    }
                }
            }
        },
    )
}

/// What is lacking, by the labels of the fields that it belongs in.
fn lacks(cx: &Context, findings: &[Finding]) -> Vec<String> {
    let fields = findings.iter().filter_map(|finding| finding.field.as_deref());
    fields.map(|field| cx.t(&format!("answer-item-{field}")).to_lowercase()).collect()
}

fn part_panel(
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

#[derive(Deserialize)]
pub struct Take {
    revision: i64,
}

/// POST /answer-item/{id}/take/{part}: the proposal becomes the part's own words.
pub async fn take(
    cx: Context,
    Path((id, part)): Path<(String, String)>,
    Form(asked): Form<Take>,
) -> Result<Response, Problem> {
    let part = Part::ALL.into_iter().find(|one| one.key() == part).ok_or(Refusal::NotFound)?;
    let mut opened = cx.door.open_as(id_of::<AnswerItem>(&id)?).await?;
    let head = opened.head().clone();
    if head.revision != asked.revision {
        return Err(Refusal::Stale(Box::new(cx.door.read(head.id).await?)).into());
    }
    let (_, answer) = cx.door.read_as(opened.body.answer).await?;
    let dossier = gather::dossier(&cx, answer.audit).await?;
    let kept = Kept { head, record: opened.body.clone() };
    let text = Some(Prose(proposal(&cx, &dossier, &kept, part)));
    match part {
        Part::Done => opened.body.done = text,
        Part::Planned => opened.body.planned = text,
        Part::Timetable => opened.body.timetable = text,
        Part::Views => opened.body.views = text,
    }
    rest_on(&mut opened.body, &dossier);
    let answer = opened.body.answer;
    cx.door.save(opened, &cx.t("page-take-proposal")).await?;
    Ok(Redirect::to(&format!("/answer/{answer}/work#item-{id}")).into_response())
}

/// What the proposal was made of is what the part rests on: measures, and their evidence that is valid (AUD-24).
fn rest_on(item: &mut AnswerItem, dossier: &Dossier) {
    for measure in dossier.measures_for(item) {
        if !item.measures.contains(&measure.id) {
            item.measures.push(measure.id);
        }
        for kept in measure.evidence.iter().filter(|kept| kept.record.holds(dossier.today())) {
            let told = measure.is_done() || measure.begun().is_some();
            if told && !item.evidence.contains(&kept.id()) {
                item.evidence.push(kept.id());
            }
        }
    }
}

/// POST /checkpoint/{id}/take: the status as the records have it becomes the checkpoint's text (AUD-18).
pub async fn take_status(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let mut opened = cx.door.open_as(id_of::<Checkpoint>(&id)?).await?;
    let dossier = gather::dossier(&cx, opened.body.audit).await?;
    opened.body.status = Some(Prose(checkpoint_text(&dossier, &wording(&cx))));
    cx.door.save(opened, &cx.t("page-take-proposal")).await?;
    Ok(Redirect::to(&format!("/checkpoint/{id}")).into_response())
}
