//! The routine for classification as a document to adopt: purpose, responsibility, way of working, ongoing work, filled in with
//! the organisation's own levels and numbers (CLS-11).

use axum::{extract::Path, response::Response};
use stadga_model::Refusal;
use stadga_publish::{
    Document,
    document::{Table, bullets, cell, column, heading, lead, narrow, numbered, paragraph},
};
use stadga_web::{
    Context, Problem,
    published::{blank, publish},
};

use super::{aspect, level};
use crate::{
    class::{Aspect, Levels},
    days::days,
    limits::Limits,
    questions,
};

/// GET /classes/routine/{name}
pub(super) async fn file(cx: Context, Path(name): Path<String>) -> Result<Response, Problem> {
    let (what, ending) = name.rsplit_once('.').ok_or(Refusal::NotFound)?;
    if what != "routine" {
        return Err(Refusal::NotFound.into());
    }
    let document = document(&cx).await?;
    publish(&cx, document, &format!("{}.{ending}", cx.t("class-routine-title"))).await
}

async fn document(cx: &Context) -> Result<Document, Refusal> {
    let mut document = blank(cx, cx.t("class-routine-title")).await?;
    document.push(lead(cx.t("class-routine-lead")));
    document.push(heading(1, cx.t("class-routine-purpose")));
    document.push(paragraph(cx.t("class-routine-purpose-text")));
    document.push(heading(1, cx.t("class-routine-responsibility")));
    document.push(bullets(responsibilities(cx)));
    document.push(heading(1, cx.t("class-routine-work")));
    document.push(numbered(steps(cx)));
    document.push(levels(cx));
    document.push(heading(1, cx.t("class-routine-ongoing")));
    document.push(bullets(ongoing(cx)));
    Ok(document)
}

fn responsibilities(cx: &Context) -> Vec<String> {
    let roles: Vec<String> =
        days().directors.iter().map(|role| cx.term("role", &role.as_str().into())).collect();
    vec![
        cx.t_with("class-routine-owner", &[("roles", &roles.join(", "))]),
        cx.t("class-routine-system-owner"),
        cx.t("class-routine-support"),
    ]
}

fn steps(cx: &Context) -> Vec<String> {
    let aspects: Vec<String> =
        questions::sheets().iter().map(|sheet| aspect(cx, sheet.aspect())).collect();
    vec![
        cx.t("class-routine-step-where"),
        cx.t_with("class-routine-step-answer", &[("aspects", &aspects.join(", "))]),
        cx.t("class-routine-step-stop"),
        cx.t("class-routine-step-inherit"),
        cx.t("class-routine-step-protect"),
    ]
}

fn ongoing(cx: &Context) -> Vec<String> {
    let limits = Limits::of(cx.app.store.scales());
    vec![
        cx.t_with("class-routine-again", &[("years", &limits.years.to_string())]),
        cx.t_with(
            "class-routine-remind",
            &[("soon", &limits.soon.to_string()), ("escalate", &limits.escalate.to_string())],
        ),
        cx.t("class-routine-review"),
    ]
}

/// The levels with what they mean, in the words of the answers.
fn levels(cx: &Context) -> Table {
    let levels = Levels::of(cx.app.store.scales());
    let columns = [narrow(cx.t("class-col-level")), column(cx.t("class-col-means"), 5)];
    let sheet = questions::sheets().iter().find(|sheet| sheet.aspect() == Aspect::Confidentiality);
    let questions = sheet.map(questions::Sheet::questions).unwrap_or_default();
    let rows = levels.keys().enumerate().map(|(rank, key)| {
        let answers = questions.iter().filter_map(|question| {
            let answer = question.area.answers.iter().find(|answer| answer.level == key)?;
            Some(format!("{}: {}", question.area.label(cx.language), answer.label(cx.language)))
        });
        let word = level(cx, &levels, u8::try_from(rank).ok());
        vec![cell(word), cell(answers.collect::<Vec<_>>().join(" "))]
    });
    Table::new(cx.t("class-routine-levels"), columns).row_header().rows(rows)
}
