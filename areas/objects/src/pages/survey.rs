//! Answering a survey, and what the answers say (PM3-24).

use axum::{
    extract::{Form, Path},
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_model::{Head, Id, Near, Prose, Refusal, Revision, Term};
use stadga_organisation::{Assignment, Person};
use stadga_store::ListQuery;
use stadga_web::{
    Context, Problem,
    ui::{self, Column},
};
use std::collections::{BTreeMap, BTreeSet};

use super::id_of;
use crate::{
    ObjectSurvey, SurveyAnswer,
    survey::{Graded, State},
};

/// The scale of the answers.
const GRADES: &str = "survey-grade";

/// The open surveys that the reader is asked to answer and has not.
pub(crate) async fn asked(cx: &Context) -> Result<Vec<(Head, ObjectSurvey)>, Refusal> {
    let Some(me) = cx.door.actor().person else { return Ok(Vec::new()) };
    let mut surveys = cx.every::<ObjectSurvey>().await?;
    surveys.retain(|(_, survey)| survey.state == State::Open);
    if surveys.is_empty() {
        return Ok(surveys);
    }
    let held = cx.door.all::<Assignment>(ListQuery::linking("person", me)).await?;
    let given = cx.door.all::<SurveyAnswer>(ListQuery::linking("owner", me)).await?;
    let given: BTreeSet<Id> = given.iter().map(|(_, answer)| answer.survey.cast()).collect();
    surveys.retain(|(head, survey)| {
        let asks = held.iter().any(|(_, held)| survey.asks(held, cx.today()));
        asks && !given.contains(&head.id)
    });
    Ok(surveys)
}

/// The survey of an address, where the reader is asked to answer it.
async fn mine(cx: &Context, id: &str) -> Result<(Head, ObjectSurvey), Problem> {
    let id: Id = id_of::<ObjectSurvey>(id)?.cast();
    cx.door.read_as(id.cast::<ObjectSurvey>()).await?;
    if cx.past().is_some() {
        return Err(Refusal::Past.into());
    }
    let found = asked(cx).await?.into_iter().find(|(head, _)| head.id == id);
    Ok(found.ok_or(Refusal::Denied)?)
}

/// GET /object-survey/{id}/answer
pub(super) async fn ask(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let (head, survey) = mine(&cx, &id).await?;
    let page = cx.page(&survey.title).lead(cx.t("survey-lead"));
    let steps = cx.app.store.scales().get(GRADES).map(|scale| scale.steps.as_slice());
    let steps = steps.unwrap_or_default();
    Ok(page.show(html! {
        form.form method="post" action=(format!("/object-survey/{}/answer", head.id)) {
            @for (at, question) in survey.questions.iter().enumerate() {
                fieldset.ds-fieldset.panel {
                    legend { (question.text) }
                    @for step in steps {
                        label.choice {
                            input type="radio" name=(format!("q{at}")) value=(step.key) required;
                            " " (step.label(cx.language))
                        } " "
                    }
                }
            }
            div.ds-field {
                label for="comment" { (cx.t("survey-answer-comment")) " " span.optional { (cx.t("form-optional")) } }
                textarea.ds-input id="comment" name="comment" rows="4" {}
            }
            div.actions { button.ds-button type="submit" { (cx.t("survey-send")) } }
        }
    }))
}

/// POST /object-survey/{id}/answer
pub(super) async fn save(
    cx: Context,
    Path(id): Path<String>,
    Form(sent): Form<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let (head, survey) = mine(&cx, &id).await?;
    let me = cx.door.actor().person.ok_or(Refusal::Denied)?;
    let scale = cx.app.store.scales().get(GRADES);
    let graded = survey.questions.iter().enumerate().filter_map(|(at, question)| {
        let key = sent.get(&format!("q{at}"))?;
        let step = scale.and_then(|scale| scale.step(key))?;
        Some(Graded { question: question.text.clone(), grade: Term::from(step.key.as_str()) })
    });
    let comment = sent.get("comment").map(|text| text.trim()).filter(|text| !text.is_empty());
    let answer = SurveyAnswer {
        title: survey.title.clone(),
        survey: head.id.cast(),
        owner: me.cast::<Person>(),
        unit: survey.unit,
        answers: graded.collect(),
        comment: comment.map(Prose::from),
    };
    cx.door.create(&answer, "").await?;
    Ok(Redirect::to("/?done=saved").into_response())
}

/// What the answers say that the reader may read: means and how many, question by question.
pub(super) async fn results(
    cx: &Context,
    record: &Revision,
    near: &Near,
) -> Result<Markup, Refusal> {
    let survey: ObjectSurvey = record.typed()?;
    let answers: Vec<SurveyAnswer> = near.pointing().map(|(_, answer)| answer).collect();
    let mine = asked(cx).await?.iter().any(|(head, _)| head.id == record.head.id);
    let rows: Vec<_> = survey
        .questions
        .iter()
        .map(|question| {
            let grades: Vec<i64> = grades(&answers, &question.text);
            let mean = mean(&grades).map(|mean| ui::format::tenths(cx.language, mean));
            vec![
                html! { (question.text) },
                html! { (mean.unwrap_or_else(|| "–".into())) },
                html! { (grades.len()) },
            ]
        })
        .collect();
    let columns = [
        Column::text(cx.t("object-survey-questions-text")),
        Column::number(cx.t("survey-mean")),
        Column::number(cx.t("survey-count")),
    ];
    Ok(html! {
        @if mine {
            p { (ui::link_button(&format!("/object-survey/{}/answer", record.head.id), "primary", None, &cx.t("survey-answer-now"))) }
        }
        @if !answers.is_empty() {
            (ui::panel("results", &cx.t("survey-results"), &html! {
                (ui::table(&cx.t("survey-results"), &columns, &rows))
                ul { @for comment in answers.iter().filter_map(|answer| answer.comment.as_ref()) { li { (comment.0) } } }
            }))
        }
    })
}

fn grades(answers: &[SurveyAnswer], question: &str) -> Vec<i64> {
    let all = answers.iter().flat_map(|answer| &answer.answers);
    let own = all.filter(|graded| graded.question == question);
    own.filter_map(|graded| graded.grade.0.parse().ok()).collect()
}

/// The mean in tenths, rounded.
fn mean(grades: &[i64]) -> Option<i64> {
    let count = i64::try_from(grades.len()).ok().filter(|count| *count > 0)?;
    Some((grades.iter().sum::<i64>() * 10 + count / 2) / count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::id;

    #[test]
    fn pm3_24_means_are_of_those_who_answered_the_question() {
        let answer = |pairs: &[(&str, &str)]| SurveyAnswer {
            title: "Enkät".into(),
            survey: id(1),
            owner: id(2),
            unit: None,
            answers: pairs
                .iter()
                .map(|(question, grade)| Graded {
                    question: (*question).into(),
                    grade: Term::from(*grade),
                })
                .collect(),
            comment: None,
        };
        let answers = [answer(&[("Tid", "2"), ("Stöd", "5")]), answer(&[("Tid", "3")])];
        assert_eq!(mean(&grades(&answers, "Tid")), Some(25));
        assert_eq!(mean(&grades(&answers, "Stöd")), Some(50));
        assert_eq!(mean(&grades(&answers, "Annat")), None);
        assert_eq!(mean(&[4, 4, 5]), Some(43), "rounded");
    }
}
