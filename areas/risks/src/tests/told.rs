//! What the area tells others: figures to those who lead, acceptances to the agendas of bodies (ISM-03, ORG-18).

use axum::{
    Json, Router,
    extract::{Path, Query},
    routing::get,
};
use serde_json::{Value, json};
use stadga_model::Id;
use stadga_testkit::World;
use stadga_web::{App, Area, Context, Problem, chapter::Scope};
use std::collections::BTreeMap;

use super::area::ground;

/// An area that shows what mine tells as other areas get it.
fn window() -> Area {
    let routes = || {
        Router::<App>::new()
            .route("/window/chapter", get(chapter))
            .route("/window/awaits/{id}", get(awaits))
    };
    Area { name: "window", routes: Some(routes), ..Area::default() }
}

async fn world() -> World {
    let mut areas = ground();
    areas.push(window());
    World::of(areas).await
}

async fn chapter(
    cx: Context,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Result<Json<Value>, Problem> {
    let units = asked.get("unit").and_then(|unit| unit.parse().ok());
    let scope =
        Scope { units: units.map(|unit: Id| [unit].into()), since: super::day("2026-01-01") };
    let chapter = (crate::area().chapters[0].of)(&cx, &scope).await?;
    let figure = |one: &stadga_web::chapter::Figure| json!({ "key": one.key, "value": one.value, "href": one.href });
    let figures: Vec<_> = chapter.figures.iter().map(figure).collect();
    Ok(Json(json!({ "figures": figures, "parts": chapter.parts.len() })))
}

async fn awaits(cx: Context, Path(id): Path<String>) -> Result<Json<Value>, Problem> {
    let body: Id = id.parse().unwrap();
    let waits = (crate::area().awaits[0].of)(&cx, body).await?;
    Ok(Json(json!(waits.iter().map(|one| one.title.clone()).collect::<Vec<_>>())))
}

/// How many risks the figures of levels count.
fn leveled(told: &Value) -> i64 {
    let figures = told["figures"].as_array().unwrap().iter();
    let levels = figures.filter(|one| one["key"].as_str().unwrap().starts_with("level"));
    levels.filter_map(|one| one["value"].as_i64()).sum()
}

#[tokio::test]
async fn ism_03_rsk_06_the_chapter_tells_figures_that_lead_to_lists() {
    let world = world().await;
    let mut client = world.sign_in("strateg").await;
    let told = client.get("/window/chapter").await.is(200).value();
    let figures = told["figures"].as_array().unwrap();
    assert!(figures.len() >= 9, "{told}");
    assert_eq!(told["parts"], 2);
    for figure in figures {
        client.get(figure["href"].as_str().unwrap()).await.is(200);
    }
    let hsf: Id = world.fixtures.id("hsf").unwrap();
    let part = client.get(&format!("/window/chapter?unit={hsf}")).await.is(200).value();
    assert!(
        leveled(&told) > 10 && leveled(&part) > 0 && leveled(&part) < leveled(&told),
        "{told} {part}"
    );
    let before = client.get("/window/chapter?as-of=2024-12-31").await.is(200).value();
    assert!(leveled(&before) > 0 && leveled(&before) < leveled(&told), "{before}");
}

#[tokio::test]
async fn org_18_rsk_09_what_is_proposed_to_a_body_waits_for_its_meeting() {
    let world = world().await;
    let mut client = world.sign_in("registrator").await;
    let hsn: Id = world.fixtures.id("hsn").unwrap();
    let waits = client.get(&format!("/window/awaits/{hsn}")).await.is(200).value();
    assert_eq!(waits.as_array().unwrap().len(), 1, "{waits}");
    let rs: Id = world.fixtures.id("rs").unwrap();
    let none = client.get(&format!("/window/awaits/{rs}")).await.is(200).value();
    assert!(none.as_array().unwrap().is_empty());
}
