//! What comes along in our own words: frameworks and mappings, each with a button that lays it in.

use axum::{
    Form,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Id, Refusal};
use stadga_web::{Context, Problem, ui};
use std::collections::HashMap;

use super::{SHIPPED, check_may, may_take_in, read};
use crate::{Framework, FrameworkMapping, plan::Into, shipped, take};

/// GET /framework/shipped
pub(super) async fn show(cx: Context) -> Result<Response, Problem> {
    let here: HashMap<String, Id> = cx
        .every::<Framework>()
        .await?
        .into_iter()
        .filter_map(|(head, one)| Some((one.urn?, head.id)))
        .collect();
    let mapped: HashMap<String, Id> = cx
        .every::<FrameworkMapping>()
        .await?
        .into_iter()
        .filter_map(|(head, one)| Some((one.urn?, head.id)))
        .collect();
    let page = cx
        .page(cx.t("framework-shipped"))
        .lead(cx.t("framework-shipped-lead"))
        .crumb(cx.heading("framework-plural"), "/framework")
        .here(cx.t("framework-shipped"));
    Ok(page.show(html! {
        (frameworks(&cx, &here))
        (mappings(&cx, &here, &mapped))
    }))
}

fn frameworks(cx: &Context, here: &HashMap<String, Id>) -> Markup {
    let rows: Vec<Markup> = shipped::all()
        .iter()
        .map(|one| {
            let id = here.get(&shipped::urn(&one.key));
            html! {
                tr {
                    th scope="row" {
                        @match id {
                            Some(id) => { a href=(format!("/framework/{id}/requirements")) { (one.called(cx.language)) } }
                            None => { (one.called(cx.language)) }
                        }
                        p.muted { (one.about(cx.language)) }
                        @if one.verify() { (ui::badge("part", &cx.t("framework-to-verify"))) }
                    }
                    td.number { (one.assessed()) }
                    td { (button(cx, &one.key, id.is_some())) }
                }
            }
        })
        .collect();
    let heads = ["framework-shipped-name", "framework-shipped-assessed", "framework-shipped-do"];
    ui::some_rows(cx, "framework-shipped-frameworks", &heads, &rows)
}

fn mappings(cx: &Context, here: &HashMap<String, Id>, mapped: &HashMap<String, Id>) -> Markup {
    let rows: Vec<Markup> = shipped::mappings()
        .iter()
        .map(|one| {
            let urn = one.mapping().urn.unwrap_or_default();
            let id = mapped.get(&urn);
            let ends = [&one.source_framework, &one.target_framework];
            let ready = ends.iter().all(|key| here.contains_key(&shipped::urn(key)));
            html! {
                tr {
                    th scope="row" {
                        @match id {
                            Some(id) => { a href=(format!("/framework-mapping/{id}")) { (one.called(cx.language)) } }
                            None => { (one.called(cx.language)) }
                        }
                        p.muted { (one.basis()) }
                    }
                    td.number { (one.mapping().pairs.len()) }
                    td {
                        @if ready || id.is_some() { (button(cx, &one.key, id.is_some())) }
                        @else { (cx.t("framework-shipped-first")) }
                    }
                }
            }
        })
        .collect();
    let heads = ["framework-shipped-name", "framework-shipped-pairs", "framework-shipped-do"];
    ui::some_rows(cx, "framework-shipped-mappings", &heads, &rows)
}

fn button(cx: &Context, key: &str, here: bool) -> Markup {
    let (text, variant) = match here {
        true => ("framework-shipped-again", "tertiary"),
        false => ("framework-shipped-lay-in", "secondary"),
    };
    html! {
        @if here { (ui::badge("good", &cx.t("framework-shipped-here"))) " " }
        @if may_take_in(cx) {
            form method="post" action=(SHIPPED) {
                input type="hidden" name="key" value=(key);
                button.ds-button type="submit" data-variant=(variant) data-size="sm" { (cx.t(text)) }
            }
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    key: String,
}

/// POST /framework/shipped: lays one in, or brings it up to what comes along now.
pub(super) async fn lay_in(cx: Context, Form(wanted): Form<Wanted>) -> Result<Response, Problem> {
    check_may(&cx)?;
    let library = shipped::library(&wanted.key).ok_or(Refusal::NotFound)?;
    let plan = take::look(&cx.door, library, None, Into::Known).await?;
    let refused = take::write(&cx.door, &plan, &cx.t("framework-shipped-reason"), false).await?;
    if !refused.is_empty() {
        return Err(Refusal::Refused(refused).into());
    }
    Ok(Redirect::to(&read::after(&plan)).into_response())
}
