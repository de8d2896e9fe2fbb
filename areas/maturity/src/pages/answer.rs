//! Answering: the areas with how far one has come, one page for each, kept as one goes, handed in at the end (CTL-06, CTL-17).

use axum::{
    extract::{Form, Path},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_model::{Finding, Head, Id, Refusal, Term};
use stadga_web::{
    Context, Problem,
    ui::{self, Titles},
};

use super::{
    answer_address, button, id_of, may_change,
    sheet::{Sent, Sheet},
};
use crate::{
    MaturityAssessment, MaturityRound, Model,
    home::minutes,
    level::{self, Level},
    maturity_assessment::State,
    maturity_round,
    measurement::shown,
    model::{Area, Way},
};

/// What the form says that it was made from.
const REVISION: &str = "_revision";
/// So many times a sheet is written before one is asked to try again.
const TRIES: usize = 8;
/// Which button was pressed.
const TO: &str = "_to";

/// An assessment that is being answered.
pub(super) struct Answering {
    head: Head,
    assessment: MaturityAssessment,
    round: MaturityRound,
    model: &'static Model,
}

impl Answering {
    async fn of(cx: &Context, id: &str) -> Result<Self, Problem> {
        let (head, assessment) = cx.door.read_as(id_of::<MaturityAssessment>(id)?).await?;
        let (_, round) = cx.door.read_as(assessment.round).await?;
        let model = assessment.model().ok_or(Refusal::NotFound)?;
        Ok(Self { head, assessment, round, model })
    }

    /// Elsewhere, when it is not to be answered now or not by this reader.
    fn closed(&self, cx: &Context) -> Option<Response> {
        let open = may_answer(cx, &self.head, &self.assessment, &self.round);
        let to = format!("/maturity-assessment/{}", self.head.id);
        (!open).then(|| Redirect::to(&cx.href(&to)).into_response())
    }

    fn sheet(&self, key: &str) -> Result<(Sheet, Option<Sheet>), Refusal> {
        let mut sheets = Sheet::all(self.model).into_iter();
        let found = sheets.find(|sheet| sheet.key == key).ok_or(Refusal::NotFound)?;
        Ok((found, sheets.next()))
    }

    fn address(&self, key: &str) -> String {
        format!("{}/{key}", answer_address(&self.head))
    }

    /// The level of an area by what has been answered so far.
    fn level(&self, area: &Area) -> Level {
        level::of_area(self.model, area, &self.assessment.given())
    }
}

/// Whether the reader can answer an assessment now.
pub(super) fn may_answer(
    cx: &Context,
    head: &Head,
    assessment: &MaturityAssessment,
    round: &MaturityRound,
) -> bool {
    let hidden = ["answers", "causes", "needed"].iter().any(|field| head.withholds(field));
    let open = round.state == maturity_round::State::Open && assessment.state != State::Submitted;
    open && !hidden && may_change(cx, head)
}

/// GET /maturity-assessment/{id}/answer
pub(super) async fn all(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let answering = Answering::of(&cx, &id).await?;
    if let Some(elsewhere) = answering.closed(&cx) {
        return Ok(elsewhere);
    }
    Ok(overview(&cx, &answering, (StatusCode::OK, &[])))
}

fn overview(
    cx: &Context,
    answering: &Answering,
    (status, faults): (StatusCode, &[Finding]),
) -> Response {
    let Answering { head, assessment, round, .. } = answering;
    let left = assessment.left();
    let minutes = minutes(assessment).to_string();
    let lead = match assessment.due.map(|due| due.to_string()) {
        Some(due) => cx.t_with("answer-lead", &[("minutes", &minutes), ("due", &due)]),
        None => cx.t_with("answer-lead-open", &[("minutes", &minutes)]),
    };
    let sheets = Sheet::all(answering.model);
    let shown = cx
        .page(&assessment.title)
        .crumb(&round.title, format!("/maturity-round/{}", assessment.round))
        .here(&head.number)
        .lead(lead)
        .show(html! {
            (ui::findings(cx, faults))
            @if let Some(purpose) = &round.purpose { p { (purpose.0) } }
            ol.tasks {
                @for (sheet, number) in sheets.iter().zip(1..) { (row(cx, answering, sheet, number)) }
            }
            (ui::panel("send", &cx.t("answer-send"), &html! {
                @if left > 0 {
                    p { (cx.t_with("answer-left", &[("n", &left.to_string())])) }
                    @if let Some(next) = sheets.iter().find(|one| left_in(assessment, one) > 0) {
                        (ui::link_button(&answering.address(next.key), "primary", None, &cx.t("answer-go-on")))
                    }
                } @else {
                    p { (cx.t("answer-ready")) }
                    (button(&format!("/maturity-assessment/{}/submit", head.id), "primary", &cx.t("answer-submit")))
                }
            }))
        });
    (status, shown).into_response()
}

fn left_in(assessment: &MaturityAssessment, sheet: &Sheet) -> usize {
    sheet.areas.iter().map(|area| assessment.left_in(area)).sum()
}

/// A sheet: how far it has come, its level at once, and what would raise it.
fn row(cx: &Context, answering: &Answering, sheet: &Sheet, number: usize) -> Markup {
    let all: usize = sheet.areas.iter().map(|area| area.statements.len()).sum();
    let left = left_in(&answering.assessment, sheet);
    let standing = match left {
        0 => ui::badge("good", &cx.t("answer-whole")),
        left if left == all => ui::badge("none", &cx.t("answer-none")),
        left => ui::badge("part", &cx.t_with("answer-left", &[("n", &left.to_string())])),
    };
    html! {
        li {
            div.when { b { (number) } (standing) }
            div {
                h2 { a href=(answering.address(sheet.key)) { (sheet.title(cx)) } }
                @if let [area] = sheet.areas.as_slice() { (standing_of(cx, answering, area)) }
            }
        }
    }
}

/// The level of an area at once, and what would raise it.
fn standing_of(cx: &Context, answering: &Answering, area: &Area) -> Markup {
    let model = answering.model;
    let Some(level) = answering.level(area) else { return Context::nothing() };
    let holding = level::holding(model, area, &answering.assessment.given());
    let step = model.steps().iter().find(|step| step.value == level / 10);
    let text = |key: &str| cx.term("maturity-statement", &Term::from(key));
    html! {
        p {
            (cx.t("answer-level")) ": " strong { (shown(cx, model.way, Some(level))) }
            @if let Some(step) = step.filter(|_| model.way == Way::Cumulative) { " – " (step.label(cx.language)) }
        }
        @if !holding.is_empty() {
            p.muted { (cx.t("answer-next")) }
            ul.muted { @for one in holding { li { (text(&one.key)) } } }
        }
    }
}

/// GET /maturity-assessment/{id}/answer/{sheet}
pub(super) async fn ask(
    cx: Context,
    Path((id, key)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let answering = Answering::of(&cx, &id).await?;
    if let Some(elsewhere) = answering.closed(&cx) {
        return Ok(elsewhere);
    }
    let (sheet, _) = answering.sheet(&key)?;
    let filled = sheet.filled(&answering.assessment);
    let rules = guidelines(&cx, &answering, &sheet).await?;
    Ok(page(&cx, (&answering, &sheet), &filled, (StatusCode::OK, rules)))
}

/// The documents whose rules the sheet asks about, as far as the reader may read them.
async fn guidelines(cx: &Context, answering: &Answering, sheet: &Sheet) -> Result<Markup, Refusal> {
    let asked = answering.round.guidelines.iter();
    let asked = asked.filter(|one| sheet.areas.iter().any(|area| area.key == one.area.0));
    let ids: Vec<Id> = asked.map(|one| one.document).collect();
    let titles = Titles::of(cx, ids.iter().copied()).await?;
    Ok(html! {
        @if !ids.is_empty() {
            p {
                (cx.t("answer-guidelines")) ": "
                @for (at, id) in ids.iter().enumerate() { @if at > 0 { ", " } (titles.short_link(cx, *id)) }
            }
        }
    })
}

fn page(
    cx: &Context,
    (answering, sheet): (&Answering, &Sheet),
    filled: &Sent,
    (status, told): (StatusCode, Markup),
) -> Response {
    let place = Sheet::all(answering.model).iter().position(|one| one.key == sheet.key);
    let number = (place.unwrap_or_default() + 1).to_string();
    let all = Sheet::all(answering.model).len().to_string();
    let shown = cx
        .page(sheet.title(cx))
        .crumb(&answering.assessment.title, answer_address(&answering.head))
        .here(cx.t_with("answer-page", &[("number", &number), ("all", &all)]))
        .lead(cx.t("answer-page-lead"))
        .show(html! {
            (told)
            form.form method="post" action=(answering.address(sheet.key)) {
                input type="hidden" name=(REVISION) value=(answering.head.revision);
                (sheet.inputs(cx, filled))
                div.actions {
                    button.ds-button type="submit" { (cx.t("answer-save-on")) } " "
                    button.ds-button type="submit" name=(TO) value="all" data-variant="secondary" { (cx.t("answer-save-rest")) }
                }
            }
        });
    (status, shown).into_response()
}

/// POST /maturity-assessment/{id}/answer/{sheet}: kept, and on to the next. Somebody who writes another sheet at the same
/// moment is no hindrance: it is looked at anew.
pub(super) async fn save(
    cx: Context,
    Path((id, key)): Path<(String, String)>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    for _ in 1..TRIES {
        match written(&cx, (&id, &key), &sent).await? {
            Some(answer) => return Ok(answer),
            None => continue,
        }
    }
    let answering = Answering::of(&cx, &id).await?;
    let (sheet, _) = answering.sheet(&key)?;
    let told = ui::alert("warning", &html! { p { (cx.t("answer-crowded")) } });
    Ok(page(&cx, (&answering, &sheet), &sent, (StatusCode::CONFLICT, told)))
}

/// What came of writing a sheet; nothing, where somebody else wrote in between.
async fn written(
    cx: &Context,
    (id, key): (&str, &str),
    sent: &Sent,
) -> Result<Option<Response>, Problem> {
    let mut answering = Answering::of(cx, id).await?;
    if let Some(elsewhere) = answering.closed(cx) {
        return Ok(Some(elsewhere));
    }
    let mut opened = cx.door.open_as(answering.head.id.cast::<MaturityAssessment>()).await?;
    (answering.head, answering.assessment) = (opened.head().clone(), opened.body.clone());
    let (sheet, next) = answering.sheet(key)?;
    if let Some(theirs) = overtaken(cx, (&answering, &sheet), sent).await? {
        return Ok(Some(page(cx, (&answering, &sheet), sent, (StatusCode::CONFLICT, theirs))));
    }
    sheet.take(sent, &mut opened.body);
    if opened.body.state == State::Waiting {
        opened.body.state = State::Ongoing;
    }
    match cx.door.save(opened, "").await {
        Ok(_) => {
            let next = next.filter(|_| sent.get(TO).is_none_or(|to| to != "all"));
            let to = next.map_or_else(
                || format!("{}?done=saved", answer_address(&answering.head)),
                |next| format!("{}?done=saved", answering.address(next.key)),
            );
            Ok(Some(Redirect::to(&to).into_response()))
        }
        Err(Refusal::Stale(_)) => Ok(None),
        Err(Refusal::Refused(faults)) => {
            let told = ui::findings(cx, &faults);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(Some(page(cx, (&answering, &sheet), sent, (status, told))))
        }
        Err(other) => Err(other.into()),
    }
}

/// What somebody else has written on the same sheet since the form was made, if anybody has: nobody's answers are lost.
async fn overtaken(
    cx: &Context,
    (answering, sheet): (&Answering, &Sheet),
    sent: &Sent,
) -> Result<Option<Markup>, Refusal> {
    let seen = sent.get(REVISION).map(String::as_str).unwrap_or_default();
    if seen == answering.head.revision.to_string() {
        return Ok(None);
    }
    let history = cx.door.history(answering.head.id).await?;
    let base = history.iter().find(|one| one.head.revision.to_string() == seen);
    let base = base.and_then(|one| one.typed::<MaturityAssessment>().ok());
    let now = sheet.said(&answering.assessment);
    if base.is_some_and(|base| sheet.said(&base) == now) {
        return Ok(None);
    }
    let named = |key: &str| {
        let (statement, part) = key.split_once('.').unwrap_or((key, ""));
        let said = cx.term("maturity-statement", &Term::from(statement));
        match part {
            "evidence" => format!("{said} {}", cx.t("maturity-assessment-answers-evidence")),
            "effect" => format!("{said} {}", cx.t("maturity-assessment-answers-effect")),
            _ if statement == "needed" => cx.t("answer-needed"),
            _ if statement == "cause" => cx.t("answer-why"),
            _ => said,
        }
    };
    Ok(Some(ui::alert(
        "warning",
        &html! {
            p { (cx.t("answer-overtaken")) }
            ul { @for (key, text) in &now { li { (named(key)) ": " strong { (text) } } } }
        },
    )))
}

/// POST /maturity-assessment/{id}/submit
pub(super) async fn submit(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let answering = Answering::of(&cx, &id).await?;
    if let Some(elsewhere) = answering.closed(&cx) {
        return Ok(elsewhere);
    }
    let id: Id<MaturityAssessment> = answering.head.id.cast();
    let mut opened = cx.door.open_as(id).await?;
    opened.body.state = State::Submitted;
    match cx.door.save(opened, &cx.t("answer-submit-reason")).await {
        Ok(_) => Ok(Redirect::to(&format!("/maturity-assessment/{id}?done=moved")).into_response()),
        Err(Refusal::Refused(faults)) => {
            Ok(overview(&cx, &answering, (StatusCode::UNPROCESSABLE_ENTITY, &faults)))
        }
        Err(other) => Err(other.into()),
    }
}
