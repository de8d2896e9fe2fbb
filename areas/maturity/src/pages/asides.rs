//! What the area adds to the pages of its records: what to do first, how far a round has come, where results are seen.

use maud::{Markup, html};
use stadga_model::{Near, Record as _, Refusal, Revision};
use stadga_web::{
    Context,
    published::document_links,
    ui::{self, Column},
};

use super::{
    RESULTS, WORK, answer::may_answer, answer_address, button, choose_address, may_change,
    may_create,
};
use crate::{
    MaturityAssessment, MaturityChoice, MaturityRound, level,
    maturity_round::State,
    measurement::{Measurement, area_name, shown},
};

/// Handing out a round, seeing its results, choosing by them.
pub(super) async fn round_first(
    cx: &Context,
    record: &Revision,
    near: &Near,
) -> Result<Markup, Refusal> {
    let round: MaturityRound = record.typed()?;
    let id = record.head.id;
    let asked = near.pointing::<MaturityAssessment>().map(|(_, one)| one.unit);
    let left = round.missing(asked).count() > 0 && round.state != State::Closed;
    let may = may_change(cx, &record.head) && may_create(cx, MaturityAssessment::KIND);
    let chosen = near.pointing::<MaturityChoice>().any(|(_, one)| one.is_chosen());
    let choose = round.state == State::Closed && !chosen && crate::measurement::is_yearly(&round);
    Ok(html! {
        @if left && may {
            (button(&format!("/maturity-round/{id}/hand-out"), "primary", &cx.t("hand-out")))
        }
        @if choose && may_create(cx, MaturityChoice::KIND) {
            (ui::link_button(&choose_address(&record.head), "primary", None, &cx.t("maturity-choose")))
        }
        @if round.state != State::Planned {
            (ui::link_button(&format!("{RESULTS}?round={id}"), "secondary", None, &cx.t("maturity-see")))
        }
    })
}

/// How far a round has come, and its report.
pub(super) async fn round(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    let round: MaturityRound = record.typed()?;
    if round.state == State::Planned {
        return Ok(Context::nothing());
    }
    let Some(measurement) = Measurement::of(cx, record.head.clone(), round).await? else {
        return Ok(Context::nothing());
    };
    let (n, all) = (measurement.submitted().to_string(), measurement.asked().to_string());
    let values = [("n", n.as_str()), ("all", all.as_str())];
    let report = format!("/maturity-round/{}/documents/report", record.head.id);
    Ok(ui::panel(
        "progress",
        &cx.t("maturity-answered"),
        &html! {
            p { (cx.t_with("maturity-answered-of", &values)) }
            ul {
                @for part in &measurement.parts {
                    li {
                        a href=(format!("/maturity-assessment/{}", part.head.id)) { (part.name) } ": "
                        (cx.t(&format!("maturity-assessment-state-is-{}", part.assessment.state.key())))
                    }
                }
                @for name in &measurement.missing { li { (name) ": " (cx.t("maturity-not-asked")) } }
            }
            ul { (document_links(cx, &cx.t("maturity-report"), &report)) }
        },
    ))
}

/// Answering, while one can.
pub(super) async fn assessment_first(
    cx: &Context,
    record: &Revision,
    near: &Near,
) -> Result<Markup, Refusal> {
    let assessment: MaturityAssessment = record.typed()?;
    let round: Option<MaturityRound> = near.linked(assessment.round);
    let open = round.is_some_and(|round| may_answer(cx, &record.head, &assessment, &round));
    Ok(html! {
        @if open { (ui::link_button(&answer_address(&record.head), "primary", Some("edit"), &cx.t("answer-now"))) }
    })
}

/// The levels at a glance, and what would raise each.
pub(super) async fn assessment(
    cx: &Context,
    record: &Revision,
    _: &Near,
) -> Result<Markup, Refusal> {
    let assessment: MaturityAssessment = record.typed()?;
    let Some(model) = assessment.model() else { return Ok(Context::nothing()) };
    let levels = assessment.levels(model);
    if levels.iter().all(Option::is_none) {
        return Ok(Context::nothing());
    }
    let given = assessment.given();
    let row = |(area, level): (&'static crate::model::Area, &level::Level)| {
        let holding = level::holding(model, area, &given);
        vec![
            html! { (area_name(cx, area)) },
            html! { (shown(cx, model.way, *level)) },
            html! { ul { @for one in holding { li { (cx.term("maturity-statement", &one.key.as_str().into())) } } } },
        ]
    };
    let rows: Vec<_> = model.areas.iter().zip(&levels).map(row).collect();
    let columns = [
        Column::text(cx.t("maturity-area")),
        Column::number(cx.t("maturity-assessment-level")),
        Column::text(cx.t("answer-next")),
    ];
    let href = format!("{RESULTS}?round={}&unit={}", assessment.round, assessment.unit);
    Ok(ui::panel(
        "levels",
        &cx.t("maturity-levels"),
        &html! {
            (ui::table(&cx.t("maturity-levels"), &columns, &rows))
            p { a href=(href) { (cx.t("maturity-see-unit")) } }
        },
    ))
}

/// The way to the work with the chosen areas.
pub(super) async fn choice(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    let choice: MaturityChoice = record.typed()?;
    Ok(html! {
        @if choice.is_chosen() {
            p { (ui::link_button(WORK, "secondary", None, &cx.t("work-see"))) }
        }
    })
}
