//! Figures on the pages: level and trend, reporting by the quarter, the planning system's file; what chapters tell.

use axum::{Router, extract::Path, response::Response, routing::get};
use stadga_model::{Id, Refusal};
use stadga_store::ListQuery;
use stadga_testkit::World;
use stadga_web::{
    Area, Context, Problem,
    chapter::{Chapter, Scope, on_page},
};

use super::area::ground;
use crate::{Indicator, IndicatorValue};

#[tokio::test]
async fn ctl_11_ctl_13_figures_are_put_together_and_held_to_their_level() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ledamot").await;
    let page = client.get("/indicators").await;
    page.is(200)
        .has("Konton som inte använts på sex månader")
        .has("minskar")
        .has("Når inte målnivån")
        .has("2 av 3 enheter");
    let id: Id<Indicator> = world.id("nyc-utbildning");
    let page = client.get(&format!("/indicator/{id}/series")).await;
    page.is(200).has("Målnivå").has("Hälso- och sjukvårdsförvaltningen").has("2026-09-30");
    let unit = world.fixtures.id("it").unwrap();
    client
        .get(&format!("/indicator/{id}/series?unit={unit}"))
        .await
        .is(200)
        .has("It-avdelningen, period för period")
        .lacks("av 3 enheter");
}

#[tokio::test]
async fn ctl_20_a_national_figure_stands_beside_what_others_have() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ledamot").await;
    let id: Id<Indicator> = world.id("nyc-nationell");
    client.get(&format!("/indicator/{id}/series")).await.is(200).has("Riket").has("71,5");
    let all = client.get("/indicators").await;
    all.is(200).has("Nationellt nyckeltal").has("Riket 2025-12-31: 74");
}

#[tokio::test]
async fn ctl_13_rep_09_who_answers_for_a_figure_reports_it_after_the_quarter() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    client.get("/").await.is(200).has("Lämna värden för ett nyckeltal");
    let page = client.get("/indicators/values").await;
    page.is(200).has("2026-09-30").has("Katalogtjänsten");
    let (id, unit) =
        (world.fixtures.id("nyc-konton").unwrap(), world.fixtures.id("trafik").unwrap());
    let name = format!("value-{id}-{unit}");
    let wrong = client.post("/indicators/values", &[(&name, "många")]).await;
    wrong.is(422).has("är ingen siffra").has("många");
    client.post("/indicators/values", &[(&name, "52")]).await.is(303);
    client.get("/").await.is(200).lacks("Lämna värden för");
    let values =
        world.door().all::<IndicatorValue>(ListQuery::linking("indicator", id)).await.unwrap();
    let made: Vec<_> = values.iter().filter(|(_, one)| one.value == "52").collect();
    assert!(made.len() == 1 && made[0].1.date.to_string() == "2026-09-30");
    client.post("/indicators/values", &[(&name, "53")]).await.is(303);
    let values =
        world.door().all::<IndicatorValue>(ListQuery::linking("indicator", id)).await.unwrap();
    assert!(values.iter().all(|(_, one)| one.value != "52"), "reported anew, not twice");
}

#[tokio::test]
async fn ctl_12_t21_the_planning_systems_file_has_codes_and_numbers_only() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let file = client.get("/indicators/files/planning.csv").await;
    file.is(200);
    let text = file.text();
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    assert_eq!(lines.next(), Some("Date;Unit;Measure;MeasureColumn;Value"));
    assert!(text.contains("2024-03-31;HSF;KPI-KONTON;utfall;1480"), "{text}");
    assert!(text.contains(";KPI-UTB;utfall;52\r\n"));
    assert!(lines.all(|line| line.split(';').count() == 5));
    for kept in ["Konton som", "Katalogtjänsten", "Tid till"] {
        assert!(!text.contains(kept), "no text, and nothing without a code");
    }
    client.get("/indicators/files/other.csv").await.is(404);
}

/// The area's chapters as pages, for this test alone.
fn probe() -> Area {
    async fn show(cx: Context, Path(about): Path<String>) -> Result<Response, Problem> {
        let scope = Scope { units: None, since: "2026-01-01".parse().unwrap() };
        let chapters = crate::area().chapters.into_iter().find(|one| one.about == about);
        let chapter = (chapters.ok_or(Refusal::NotFound)?.of)(&cx, &scope).await?;
        assert!(!chapter.figures.is_empty() && !chapter.parts.is_empty(), "{about}");
        assert!(chapter.figures.iter().all(|figure| figure.href.is_some()));
        Ok(cx.page(about).show(on_page(&cx, "Kapitel", &chapter, &Chapter::default())))
    }
    let routes = || Router::new().route("/probe/{about}", get(show));
    Area { name: "probe", routes: Some(routes), ..Area::default() }
}

#[tokio::test]
async fn ism_03_chapters_tell_figures_with_the_way_to_what_is_counted() {
    let mut areas = ground();
    areas.push(probe());
    let world = World::of(areas).await;
    let mut client = world.sign_in("rs-ordforande").await;
    for (about, told) in [
        ("compliance", "Uppfyllt"),
        ("controls", "Kontroller med avvikelse"),
        ("indicators", "Nyckeltal på larmnivå"),
    ] {
        let page = client.get(&format!("/probe/{about}")).await;
        page.is(200).has(told).lacks("⟦");
        let page = page.text();
        let links = page.split("<main").nth(1).unwrap_or(&page).split("href=\"").skip(1);
        let links: Vec<String> = links
            .filter_map(|rest| rest.split('"').next())
            .map(|link| link.replace("&amp;", "&"))
            .collect();
        for link in
            links.iter().filter(|link| link.starts_with('/') && !link.starts_with("/sign")).take(12)
        {
            client.get(link).await.is(200);
        }
    }
}
