//! Results on the demo region: radar, heat map, trend, lowest areas, past dates, the report and the chapter (REP-10).

use axum::{Router, extract::Query, routing::get};
use stadga_model::Id;
use stadga_publish::text_in::text_of;
use stadga_testkit::{Client, World};
use stadga_web::{
    App, Area, Context, Problem,
    chapter::{Figure, Scope, in_document, on_page},
};
use std::collections::BTreeMap;

use super::area::ground;
use crate::MaturityRound;

async fn page(client: &mut Client, path: &str) -> String {
    let answer = client.get(path).await;
    answer.is(200).lacks("⟦");
    answer.text()
}

#[tokio::test]
async fn ctl_06_results_are_a_radar_a_heat_map_and_a_trend_each_with_its_table() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ledamot").await;
    for language in ["en", "sv"] {
        client.reads(language);
        let results = page(&mut client, "/maturity").await;
        for chart in ["mognad-radar", "mognad-karta", "mognad-trend"] {
            assert!(results.contains(chart), "{chart}");
        }
        assert_eq!(
            results.matches("<svg").count() - results.matches("<svg class=\"icon").count(),
            3
        );
    }
    let results = page(&mut client, "/maturity").await;
    assert!(results.contains("Mognadsmätning 2025"), "the newest that is closed");
    let lowest = results.split("id=\"lowest\"").nth(1).unwrap().split("</section>").next().unwrap();
    let place = |word: &str| lowest.find(word).unwrap_or_else(|| panic!("no {word}: {lowest}"));
    assert!(
        place("Leverantörer") < place("Kontinuitet")
            && place("Kontinuitet") < place("Behörigheter")
    );
    assert!(lowest.contains("1,4") && lowest.contains("Prioriterade områden 2026"));
    let radar = results.split("mognad-radar").last().unwrap();
    let table = radar.split("<table").nth(1).unwrap().split("</table>").next().unwrap();
    assert!(table.contains("2,0") && !table.contains(">2<"), "written as levels are: {table}");
    assert!(!results.contains("REP-") && !results.contains("CTL-"), "no codes for the reader");
    let open: Id<MaturityRound> = world.id("mat-2026");
    let now = page(&mut client, &format!("/maturity?round={open}")).await;
    assert!(now.contains("preliminärt") && now.contains("1 / 4"));
    let unit = world.fixtures.id("ruf").unwrap();
    let one = page(&mut client, &format!("/maturity?round={open}&unit={unit}")).await;
    assert!(one.contains("Nivå per område: Regionala utvecklingsförvaltningen"));
}

#[tokio::test]
async fn sec_06_results_are_seen_as_they_were_on_a_past_date() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("revisor").await;
    let then = page(&mut client, "/maturity?as-of=2024-12-31").await;
    assert!(then.contains("Mognadsmätning 2024") && !then.contains("Mognadsmätning 2025"));
    assert!(then.contains("ingen utveckling att visa"));
    let before = page(&mut client, "/maturity?as-of=2024-01-31").await;
    assert!(before.contains("Här finns ingen mätning än"));
}

#[tokio::test]
async fn ctl_06_cumulative_models_stand_beside_the_others() {
    let world = World::of(ground()).await;
    let round: Id<MaturityRound> = world.id("mat-trappa-2025");
    let mut client = world.sign_in("medarbetare").await;
    let results = page(&mut client, &format!("/maturity?round={round}")).await;
    assert!(results.contains("nivå av högst 4") && results.contains("<b>1</b>"));
    assert!(results.contains("Samma områden i andra modeller"));
    assert!(results.contains("1 av 4") && results.contains("2,1 av 5"), "{results}");
    let id = world.fixtures.id("mog-trappa-region").unwrap();
    let answers = page(&mut client, &format!("/maturity-assessment/{id}")).await;
    assert!(answers.contains("Analyserna leder till åtgärder som följs upp."), "what holds back");
}

#[tokio::test]
async fn rep_10_the_report_has_the_lowest_areas_the_choice_and_the_list_as_pdf_and_word() {
    let world = World::of(ground()).await;
    let round: Id<MaturityRound> = world.id("mat-2025");
    let mut client = world.sign_in("strateg").await;
    for ending in ["pdf", "docx"] {
        let address = format!("/maturity-round/{round}/documents/report.{ending}");
        let answer = client.get(&address).await;
        let words = text_of(&format!("a.{ending}"), &answer.is(200).bytes).unwrap().text;
        for part in [
            "Mognadsmätning 2025",
            "Sammanfattning",
            "Nivå för alla tillsammans: 2,0 (+0,3).",
            "Valda områden: Kontinuitet, Behörigheter, Klassning.",
            "Läge per förvaltning: Behörigheter",
            "De 3 områden som är lägst",
            "Leverantörer",
            "Informationssäkerhetsrådet",
            "Trafikförvaltningen har knappt börjat klassa",
            "Gå igenom behörigheter",
            "Framdrift i procent: Kontinuitet",
            "Övade reservrutiner",
            "Andel konton utan behov",
            "Det som måste införas",
            "Färre överraskningar vid ändringar.",
            "Säkerhetskrav i trafikavtalen",
        ] {
            assert!(words.contains(part), "{ending} lacks {part}: {words}");
        }
    }
    client.get(&format!("/maturity-round/{round}/documents/other.pdf")).await.is(404);
    client.get(&format!("/maturity-round/{round}/documents/report.exe")).await.is(404);
    let planned: Id<MaturityRound> = world.id("mat-trappa-it-2026");
    client.get(&format!("/maturity-round/{planned}/documents/report.pdf")).await.is(200);
}

/// A page that tells the chapter's figures, a line each: of one unit, or of all.
async fn told(
    cx: Context,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Result<String, Problem> {
    let units = asked.get("unit").map(|unit| [unit.parse().unwrap()].into());
    let scope = Scope { units, since: "2025-11-20".parse().unwrap() };
    let chapter = crate::chapter::maturity(&cx, &scope).await?;
    let line = |one: &Figure| {
        let (value, href) = (one.value.unwrap_or(-1), one.href.as_deref().unwrap_or_default());
        format!("{} {value} {href}", one.key)
    };
    let lines: Vec<_> = chapter.figures.iter().map(line).collect();
    let page = on_page(&cx, "Mognad", &chapter, &chapter).into_string();
    assert!(page.contains("<svg") && !page.contains("⟦"));
    assert_eq!(in_document(&cx, "Mognad", &chapter, &chapter).len(), 6);
    Ok(lines.join("\n"))
}

#[tokio::test]
async fn rep_10_ism_03_the_chapter_tells_figures_that_lead_to_their_lists() {
    let mut areas = ground();
    let routes: fn() -> Router<App> = || Router::new().route("/prov/chapter", get(told));
    areas.push(Area { name: "prov", routes: Some(routes), ..Area::default() });
    let world = World::of(areas).await;
    let mut client = world.sign_in("strateg").await;
    let all = page(&mut client, "/prov/chapter").await;
    let value = |text: &str, key: &str| -> i64 {
        let line = text.lines().find(|line| line.starts_with(&format!("{key} "))).unwrap();
        line.split(' ').nth(1).unwrap().parse().unwrap()
    };
    assert_eq!((value(&all, "level"), value(&all, "low"), value(&all, "answered")), (20, 3, 25));
    let work = ["measures", "silent", "idle"].map(|key| value(&all, key));
    assert_eq!(work, [6, 4, 0], "three areas of two years, two of whose measures tell no effect");
    assert!(value(&all, "bare") < value(&all, "needed"));
    for line in all.lines() {
        page(&mut client, line.split(' ').nth(2).unwrap()).await;
    }
    let unit = world.fixtures.id("ruf").unwrap();
    let own = page(&mut client, &format!("/prov/chapter?unit={unit}")).await;
    assert!(value(&own, "level") > value(&all, "level"));
    assert!(value(&own, "needed") < value(&all, "needed"));
    assert_eq!(value(&own, "answered"), 100);
    // Of a unit alone the figures lead to what is counted of it.
    let href = |key: &str| {
        let line = own.lines().find(|line| line.starts_with(&format!("{key} "))).unwrap();
        line.split(' ').nth(2).unwrap().to_owned()
    };
    for key in ["level", "needed", "answered", "measures", "silent"] {
        assert!(href(key).contains(&format!("unit={unit}")), "{own}");
    }
    let count = |list: &str, what: &str| i64::try_from(list.matches(what).count()).unwrap();
    let list = page(&mut client, &href("needed")).await;
    let rows = count(&list, "<a href=\"/maturity-assessment/");
    assert_eq!(rows, value(&own, "needed"), "{list}");
    let list = page(&mut client, &href("measures")).await;
    assert_eq!(count(&list, "href=\"/measure/"), value(&own, "measures"), "{list}");
    assert!(list.contains("Visar bara det som rör de valda enheterna"));
    client.get("/maturity/work?unit=annat").await.is(404);
}
