//! Owners' preconditions: what they answer of time, knowledge, mandate and support, and the survey that asks (CLS-13, T4).

use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};
use serde_json::json;
use stadga_model::{Head, Id, Record, Refusal};
use stadga_objects::{Object, ObjectSurvey, SurveyAnswer, object};
use stadga_organisation::Person;
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Titles},
};
use std::collections::BTreeSet;

use super::{COVERAGE, PRECONDITIONS, may_create};
use crate::{
    days::days,
    register::Register,
    survey::{is_ours, questions},
};

/// GET /classes/preconditions
pub(super) async fn show(cx: Context) -> Result<Response, Problem> {
    let mut surveys = cx.every::<ObjectSurvey>().await?;
    surveys.retain(|(head, survey)| head.withheld.is_none() && is_ours(survey));
    let ids: BTreeSet<Id> = surveys.iter().map(|(head, _)| head.id).collect();
    let mut answers = cx.every::<SurveyAnswer>().await?;
    answers.retain(|(_, answer)| ids.contains(&answer.survey.cast()));
    let page = cx.page(cx.t("class-preconditions-title")).lead(cx.t("class-preconditions-lead"));
    let page = page.crumb(cx.t("class-coverage-title"), COVERAGE);
    let table = table(&cx, &answers).await?;
    Ok(page.here(cx.t("class-preconditions-title")).show(html! {
        @if surveys.is_empty() { p { (cx.t("class-preconditions-none")) } } @else {
            (ui::panel("class-surveys", &cx.t("class-surveys"), &html! {
                ul { @for (head, survey) in &surveys {
                    li {
                        (ui::link(ObjectSurvey::KIND, head.id, &survey.title)) " "
                        span.muted { (cx.t(&format!("object-survey-state-is-{}", head.state.as_deref().unwrap_or("draft")))) }
                    }
                } }
            }))
            (table)
        }
        @if may_create(&cx, ObjectSurvey::KIND) {
            form method="post" action=(PRECONDITIONS) {
                button.ds-button type="submit" data-variant="secondary" { (cx.t("class-survey-begin")) }
            }
        }
    }))
}

/// What each owner answers; who owns information and has not answered is there too.
async fn table(cx: &Context, answers: &[(Head, SurveyAnswer)]) -> Result<Markup, Refusal> {
    let register = Register::of(cx).await?;
    let mut people: BTreeSet<Id<Person>> =
        register.counted().filter_map(|entry| entry.info.owner).collect();
    people.extend(answers.iter().map(|(_, answer)| answer.owner));
    let titles = Titles::of(cx, people.iter().map(|person| person.cast())).await?;
    let mut columns = vec![Column::text(cx.t("class-col-owner"))];
    columns.extend(questions().iter().map(|one| Column::number(one.text(cx.language))));
    let row = |person: &Id<Person>| {
        let own = answers.iter().filter(|(_, answer)| answer.owner == *person);
        let newest = own.max_by_key(|(head, _)| head.at);
        let mut row = vec![titles.short_link(cx, person.cast())];
        row.extend(questions().iter().map(|one| {
            let grade = newest.and_then(|(_, answer)| one.grade(answer));
            html! { @match grade { Some(grade) => { (grade) } None => { span.muted { "–" } } } }
        }));
        row
    };
    let rows: Vec<_> = people.iter().map(row).collect();
    Ok(
        html! { @if !rows.is_empty() { (ui::table(&cx.t("class-preconditions-table"), &columns, &rows)) } },
    )
}

/// POST /classes/preconditions: a draft of the survey, to be looked through and opened.
pub(super) async fn begin(cx: Context) -> Result<Response, Problem> {
    if cx.past().is_some() {
        return Err(Refusal::Past.into());
    }
    let me = cx.door.actor().person.ok_or(Refusal::Denied)?.cast::<Person>();
    let (_, person) = cx.door.read_as(me).await?;
    let mut objects = cx.every::<Object>().await?;
    objects.retain(|(_, object)| object.state == object::State::Active);
    let body = json!({
        "title": cx.t("class-survey-title"),
        "objects": objects.iter().map(|(head, _)| head.id).collect::<Vec<_>>(),
        "asked": days().asked.iter().map(|role| json!({ "role": role })).collect::<Vec<_>>(),
        "questions": questions().iter().map(|one| json!({ "text": one.text(cx.language) })).collect::<Vec<_>>(),
        "unit": person.unit,
        "owner": me,
    });
    let survey: ObjectSurvey = serde_json::from_value(body).map_err(Refusal::broken)?;
    let made = cx.door.create(&survey, "").await?;
    Ok(Redirect::to(&format!("/object-survey/{}?done=created", made.head.id)).into_response())
}
