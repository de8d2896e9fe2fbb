//! Owners' preconditions: what they answer of time, knowledge, mandate and support, and the survey that asks (CLS-13, T4).

use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};
use serde_json::json;
use stadga_measures::Measure;
use stadga_model::{Action, Date, Head, Id, Record, Refusal};
use stadga_objects::{Object, ObjectSurvey, SurveyAnswer, object, survey};
use stadga_organisation::{Assignment, Person};
use stadga_web::{
    Address, Context, Problem,
    ui::{self, Column, Titles},
};
use std::collections::BTreeSet;

use super::{COVERAGE, PRECONDITIONS, may_create};
use crate::{
    days::days,
    register::Register,
    survey::{Question, is_ours, questions},
};

/// The surveys that ask owners, the newest first, with what was answered to them.
struct Asked {
    surveys: Vec<(Head, ObjectSurvey)>,
    answers: Vec<(Head, SurveyAnswer)>,
}

impl Asked {
    async fn of(cx: &Context) -> Result<Self, Refusal> {
        let mut surveys = cx.every::<ObjectSurvey>().await?;
        surveys.retain(|(head, survey)| head.withheld.is_none() && is_ours(survey));
        surveys.sort_by_key(|(head, _)| std::cmp::Reverse(head.id));
        let ids: BTreeSet<Id> = surveys.iter().map(|(head, _)| head.id).collect();
        let mut answers = cx.every::<SurveyAnswer>().await?;
        answers.retain(|(_, answer)| ids.contains(&answer.survey.cast()));
        Ok(Self { surveys, answers })
    }

    /// The newest survey that has been opened.
    fn latest(&self) -> Option<&(Head, ObjectSurvey)> {
        self.surveys.iter().find(|(_, survey)| survey.state != survey::State::Draft)
    }

    /// Those whom the newest survey asks by the roles that they hold on a day.
    fn people(&self, held: &[(Head, Assignment)], day: Date) -> BTreeSet<Id<Person>> {
        let Some((_, latest)) = self.latest() else { return BTreeSet::new() };
        let open = ObjectSurvey { state: survey::State::Open, ..latest.clone() };
        let asked = held.iter().filter(|(_, held)| open.asks(held, day));
        asked.filter_map(|(_, held)| held.person).collect()
    }

    /// The newest answer of somebody.
    fn answer(&self, person: Id<Person>) -> Option<&SurveyAnswer> {
        let own = self.answers.iter().filter(|(_, answer)| answer.owner == person);
        own.max_by_key(|(head, _)| head.at).map(|(_, answer)| answer)
    }

    /// What is answered to a question in the newest survey.
    fn grades(&self, question: &Question) -> Vec<i64> {
        let Some((head, _)) = self.latest() else { return Vec::new() };
        let own = self.answers.iter().filter(|(_, answer)| answer.survey.cast() == head.id);
        own.filter_map(|(_, answer)| question.grade(answer)).collect()
    }
}

/// GET /classes/preconditions
pub(super) async fn show(cx: Context) -> Result<Response, Problem> {
    let asked = Asked::of(&cx).await?;
    let page = cx.page(cx.t("class-preconditions-title")).lead(cx.t("class-preconditions-lead"));
    let page = page.crumb(cx.t("class-coverage-title"), COVERAGE);
    // Who may not read what is answered is told so: a dash would say that nobody has answered.
    let open = cx.door.actor().reach(Action::Read, SurveyAnswer::KIND).is_some();
    let people = if open { people(&cx, &asked).await? } else { Context::nothing() };
    Ok(page.here(cx.t("class-preconditions-title")).show(html! {
        @if asked.surveys.is_empty() { p { (cx.t("class-preconditions-none")) } } @else {
            (surveys(&cx, &asked))
            @if open { (lacking(&cx, &asked)) } @else { p { (cx.t("class-preconditions-closed")) } }
            (people)
        }
        @if may_create(&cx, ObjectSurvey::KIND) {
            form method="post" action=(PRECONDITIONS) {
                button.ds-button type="submit" data-variant="secondary" { (cx.t("class-survey-begin")) }
            }
        }
    }))
}

fn surveys(cx: &Context, asked: &Asked) -> Markup {
    let state = |head: &Head| {
        cx.t(&format!("object-survey-state-is-{}", head.state.as_deref().unwrap_or("draft")))
    };
    ui::panel(
        "class-surveys",
        &cx.t("class-surveys"),
        &html! {
            ul {
                @for (head, survey) in &asked.surveys {
                    li {
                        (ui::link(ObjectSurvey::KIND, head.id, &survey.title)) " "
                        span.muted { (state(head)) }
                    }
                }
            }
        },
    )
}

/// How many of those who have answered lack what, with the way to do something about it.
fn lacking(cx: &Context, asked: &Asked) -> Markup {
    let Some((head, _)) = asked.latest() else { return Context::nothing() };
    let columns = [
        Column::text(cx.t("object-survey-questions-text")),
        Column::number(cx.t("class-preconditions-answers")),
        Column::number(cx.t("class-preconditions-low")),
        Column::text(cx.t("class-col-measure")),
    ];
    let row = |one: &Question| {
        let grades = asked.grades(one);
        let low = grades.iter().filter(|grade| **grade <= days().low_grade).count();
        let title = cx.t_with("class-preconditions-measure", &[("what", one.text(cx.language))]);
        let causes = head.id.to_string();
        let new =
            Address::read("").with("causes", &causes).with("title", &title).of("/measure/new");
        vec![
            html! { (one.text(cx.language)) },
            html! { (grades.len()) },
            html! { (low) },
            html! {
                @if low > 0 && may_create(cx, Measure::KIND) {
                    a href=(new) { (cx.t("class-preconditions-do")) span.sr { ": " (one.text(cx.language)) } }
                } @else { span.muted { "–" } }
            },
        ]
    };
    let rows: Vec<_> = questions().iter().map(row).collect();
    ui::table(&cx.t("class-preconditions-lacking"), &columns, &rows)
}

/// What each of those who are asked has answered, and each who owns information; who has not answered is there too.
async fn people(cx: &Context, asked: &Asked) -> Result<Markup, Refusal> {
    let register = Register::of(cx).await?;
    let named = asked.people(&cx.every::<Assignment>().await?, cx.today());
    let mut people: BTreeSet<Id<Person>> =
        register.counted().filter_map(|entry| entry.info.owner).collect();
    people.extend(&named);
    people.extend(asked.answers.iter().map(|(_, answer)| answer.owner));
    let titles = Titles::of(cx, people.iter().map(|person| person.cast())).await?;
    let mut columns = vec![
        Column::text(cx.t("class-preconditions-who")),
        Column::text(cx.t("class-preconditions-answered")),
    ];
    columns.extend(questions().iter().map(|one| Column::number(one.text(cx.language))));
    let row = |person: &Id<Person>| {
        let answer = asked.answer(*person);
        let (tone, word) = match answer {
            Some(_) => ("good", "yes"),
            None if named.contains(person) => ("bad", "no"),
            None => ("none", "unasked"),
        };
        let mut row = vec![
            titles.short_link(cx, person.cast()),
            ui::badge(tone, &cx.t(&format!("class-preconditions-answered-{word}"))),
        ];
        row.extend(questions().iter().map(|one| {
            let grade = answer.and_then(|answer| one.grade(answer));
            html! { @match grade { Some(grade) => { (grade) } None => { span.muted { "–" } } } }
        }));
        row
    };
    let rows: Vec<_> = people.iter().map(row).collect();
    Ok(html! {
        @if !rows.is_empty() { (ui::table(&cx.t("class-preconditions-table"), &columns, &rows)) }
    })
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
