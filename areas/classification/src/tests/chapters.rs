//! What classification tells those who lead: the same figures as its pages, of the units that are asked for.

use axum::{Router, extract::Query, routing::get};
use stadga_model::{Date, Id};
use stadga_testkit::World;
use stadga_web::{
    Area, Context,
    chapter::{Figure, Part, Scope},
};
use std::collections::BTreeMap;

use super::{
    area::ground,
    secrecy::{mark, marked},
};
use crate::register::Register;

/// A page that shows the chapter alone, of one unit or of all: what reports put together.
fn probe() -> Area {
    async fn show(cx: Context, Query(asked): Query<BTreeMap<String, String>>) -> String {
        let units = asked.get("unit").and_then(|unit| unit.parse().ok()).map(|unit| [unit].into());
        let scope = Scope { units, since: "2026-01-01".parse().unwrap() };
        let chapter = crate::chapter::of(&cx, &scope).await.unwrap();
        let figure = |one: &Figure| format!("{}={:?} {:?}", one.key, one.value, one.href);
        let mut lines: Vec<String> = chapter.figures.iter().map(figure).collect();
        lines.extend(chapter.parts.iter().map(|part| match part {
            Part::Rows { rows, .. } => format!("rows={}", rows.len()),
            Part::Chart { numbers, .. } => format!("chart={}", numbers.rows.len()),
            Part::Text(text) => text.clone(),
        }));
        lines.join("\n")
    }
    let routes = || Router::new().route("/probe", get(show));
    Area { name: "probe", routes: Some(routes), ..Area::default() }
}

/// The value of a figure.
fn figure(told: &str, key: &str) -> i64 {
    let line = told.lines().find(|line| line.starts_with(&format!("{key}="))).unwrap();
    line.split(['(', ')']).nth(1).unwrap().parse().unwrap()
}

#[tokio::test]
async fn ism_03_cls_07_the_chapter_counts_as_the_pages_do_and_only_what_is_asked_for() {
    let world = World::of([ground(), vec![probe()]].concat()).await;
    let mut client = world.sign_in("rs-ordforande").await;
    let told = client.get("/probe").await.is(200).text();
    let unclassified = figure(&told, "unclassified");
    let page = client.get("/classes").await.is(200).text();
    assert!(unclassified > 3 && told.contains("/classes?standing=unclassified"), "{told}");
    assert!(page.contains(&format!("<b>{unclassified}</b>")), "the page counts the same");
    assert_eq!(figure(&told, "nobody"), 2);
    assert!(figure(&told, "systems") > 0 && told.contains("chart=4"), "{told}");
    let unit: Id = world.fixtures.id("it").unwrap();
    let part = client.get(&format!("/probe?unit={unit}")).await.is(200).text();
    assert!(figure(&part, "unclassified") < unclassified, "only what is the unit's: {part}");
    let none: Id = world.fixtures.id("rf").unwrap();
    client.get(&format!("/probe?unit={none}")).await.is(200).has("Ingen information är upplagd");
}

#[tokio::test]
async fn sec_01_the_chapter_names_nothing_that_is_withheld() {
    let world = World::of([marked(), vec![probe()]].concat()).await;
    let mut client = world.sign_in("medarbetare").await;
    let before = figure(&client.get("/probe").await.text(), "share");
    mark(&world, "classification", "kla-anbud-klassa-4", &[]).await;
    let after = client.get("/probe").await.is(200).text();
    assert!(figure(&after, "share") <= before && !after.contains("Anbud"), "{after}");
}

#[tokio::test]
async fn cls_07_the_register_counts_as_the_door_sees_it() {
    let world = World::of(ground()).await;
    let day = Date::constant(2026, 11, 20);
    let all = Register::through(&world.door(), day).await.unwrap();
    let few =
        Register::through(&world.door_of("sakerhetssamordnare-tidigare").await, day).await.unwrap();
    assert!(
        all.counted().count() > 30 && few.entries.is_empty(),
        "what may not be read is not counted"
    );
}
