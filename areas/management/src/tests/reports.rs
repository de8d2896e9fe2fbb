//! The yearly reports on the demo region: which there are, what they hold, that they stay, who waits for them, how long they take.

use stadga_model::Id;
use stadga_organisation::Unit;
use stadga_testkit::World;
use stadga_web::{
    Area, Context,
    chapter::{Chapter, Chapters, Figure, Part, Row, Scope},
};
use std::time::Instant;

use super::{area::ground, flat};
use crate::ManagementReport;

#[tokio::test]
async fn ism_14_ism_15_each_years_reports_are_seen_with_their_decisions() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ordforande").await;
    let page = client.get("/management/reports").await.is(200).text();
    let row = |name: &str| {
        page.split("<tr>").find(|row| row.contains(&format!(">{name}</a>"))).unwrap().to_owned()
    };
    assert_eq!(row("Informationssäkerhetsberättelse").matches("Beslutad").count(), 2);
    assert!(row("Uppföljning av ledningssystemet").contains("Utkast"));
    assert!(page.contains("Dokumentens giltighet"), "REP-16 is made by its own area");
    assert!(!page.contains("Mognadsrapport"), "an area that is not there is not pointed to");
}

#[tokio::test]
async fn rep_05_the_annual_report_holds_the_chosen_measures_with_progress_and_effect() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ordforande").await;
    let page = client.get("/management/reports/information-security?year=2024").await;
    page.is(200).has("Behörigheter och kontinuitet är fortfarande svagast.");
    page.has("Öva avbrott i journalsystemet med länssjukhuset").has("Framdrift");
    for ending in ["pdf", "docx"] {
        let path = format!("/management/reports/information-security/2025/all/report.{ending}");
        let file = client.get(&path).await;
        let text = flat(ending, &file.is(200).bytes);
        for part in [
            "Informationssäkerhetsberättelse 2025",
            "Rollerna är tydliga i alla förvaltningar.",
            "Gör grundutbildningen obligatorisk",
            "Målen i åtgärdsplanen",
            "Åtgärder per kvartal",
        ] {
            assert!(text.contains(part), "{ending} lacks {part}: {text}");
        }
    }
}

#[tokio::test]
async fn rep_06_rep_07_the_other_reports_are_of_their_unit_and_their_time() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("hs-direktor").await;
    let unit: Id<Unit> = world.id("hsf");
    let care =
        client.get(&format!("/management/reports/patient-safety?year=2025&unit={unit}")).await;
    care.is(200)
        .has("Loggkontroll görs på alla kliniker.")
        .has("Avvikelser och vad de ledde till.");
    care.lacks("chapter-model");
    let path = format!("/management/reports/patient-safety/2025/{unit}/report.pdf");
    let file = client.get(&path).await;
    let text = flat("pdf", &file.is(200).bytes);
    assert!(text.contains("Hälso- och sjukvårdsförvaltningen"), "{text}");
    let system = client.get("/management/reports/compliance?year=2025").await;
    system.is(200).has("Läget 2025-11-14 jämfört med 2024-11-14").has("Modellens delar");
    system.has("Certifiering").lacks("REP-");
}

#[tokio::test]
async fn rep_06_the_section_on_care_is_of_the_care_provider_without_being_asked() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ordforande").await;
    let list = client.get("/management/reports").await.is(200).text();
    let unit: Id<Unit> = world.id("hsf");
    let href = format!("/management/reports/patient-safety?year=2025&amp;unit={unit}");
    assert!(list.contains(&href), "the list leads to where the record's texts are");
    for address in
        [href.replace("&amp;", "&"), "/management/reports/patient-safety?year=2025".into()]
    {
        client.get(&address).await.is(200).has("Loggkontroll görs på alla kliniker.");
    }
    // Whoever asks for the whole organisation gets it.
    let whole = client.get("/management/reports/patient-safety?year=2025&unit=").await;
    whole.is(200).lacks("Loggkontroll görs på alla kliniker.");
    // Next year's has no record yet, and is of the same unit.
    let next = client.get("/management/reports/patient-safety?year=2026").await;
    next.is(200).has(&format!("value=\"{unit}\" selected"));
}

#[tokio::test]
async fn ism_15_the_first_page_says_how_far_it_has_come_and_who_decided_when_and_where() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ordforande").await;
    let file = client.get("/management/reports/information-security/2025/all/report.docx").await;
    let text = flat("docx", &file.is(200).bytes);
    for part in ["Beslutad", "2026-03-03 § 35", "RS 2026-0064", "Läget 2025-12-31 jämfört med"]
    {
        assert!(text.contains(part), "lacks {part}: {text}");
    }
    let draft = client.get("/management/reports/compliance/2026/all/report.docx").await;
    let text = flat("docx", &draft.is(200).bytes);
    assert!(text.contains("Utkast"), "what is not decided says so: {text}");
}

#[tokio::test]
async fn t33_each_chosen_measure_tells_who_sees_to_it_and_what_it_was_last_measured_to_give() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ordforande").await;
    let page = client.get("/management/reports/information-security?year=2025").await;
    let page = page.is(200).has("Senast uppmätt").text();
    let table = page.split("<caption>Valda åtgärder").nth(1).unwrap();
    let table = table.split("</table>").next().unwrap();
    assert_eq!(table.matches("href=\"/measure/").count(), 3, "{table}");
    assert!(table.contains("Ansvarig"), "{table}");
}

#[tokio::test]
async fn ism_15_a_decided_report_is_not_changed_and_a_handed_in_one_waits_for_its_body() {
    let world = World::of(ground()).await;
    let door = world.door();
    let decided: Id<ManagementReport> = world.id("rapp-inf-2025");
    let mut opened = door.open_as(decided).await.unwrap();
    opened.body.summary = Some("Annat.".into());
    let refused = format!("{:?}", door.save(opened, "").await.unwrap_err());
    assert!(refused.contains("rewritten"), "{refused}");
    let draft: Id<ManagementReport> = world.id("rapp-eft-2026");
    let mut opened = door.open_as(draft).await.unwrap();
    opened.body.state = crate::management_report::State::Submitted;
    opened.body.summary = Some("Hälften är i bruk.".into());
    door.save(opened, "").await.unwrap();
    let awaits = &crate::area().awaits;
    let world_body = world.fixtures.id("regionledningsgruppen").unwrap();
    let mut client = world.sign_in("regiondirektor").await;
    client.get(&format!("/management-report/{draft}")).await.is(200).has("Inlämnad");
    assert_eq!(awaits.len(), 1);
    let meeting = serde_json::json!({"title": "Regionledningsgruppen i december", "body": world_body,
        "date": "2026-12-01", "unit": world.fixtures.id("regionledning")});
    let meeting: stadga_organisation::Meeting = serde_json::from_value(meeting).unwrap();
    let meeting = door.create(&meeting, "").await.unwrap().head.id;
    let agenda = client.get(&format!("/meeting/{meeting}/agenda")).await;
    agenda.is(200).has("Uppföljning av ledningssystemet 2026");
}

/// An area with as many chapters as fill forty pages.
fn large() -> Area {
    async fn of(cx: &Context, _: &Scope) -> Result<Chapter, stadga_model::Refusal> {
        let bars = stadga_publish::chart::Bars {
            id: "large".into(),
            title: "Per kvartal".into(),
            description: "Talen står i tabellen.".into(),
            period_title: "Kvartal".into(),
            language: stadga_publish::document::Language::Swedish,
            periods: (1..=8).map(|n| format!("kv {n}")).collect(),
            series: vec![stadga_publish::chart::Series {
                name: "Nya".into(),
                values: (1..=8).collect(),
                hrefs: Vec::new(),
            }],
        };
        let figure = |n: usize| Figure::pieces(KEYS[n], format!("Tal {n}"), n * 3, "/measure");
        let row = |n: usize| Row {
            href: Some("/measure".into()),
            cells: vec![format!("Rad {n}"), "En ansvarig".into(), cx.today().to_string()],
        };
        let heads = ["Vad", "Vem", "När"].map(str::to_owned).to_vec();
        let rows = (0..60).map(row).collect();
        Ok(Chapter {
            figures: (0..8).map(figure).collect(),
            parts: vec![
                Part::Text("Ett stycke som säger hur det går och vad som återstår. ".repeat(12)),
                Part::Chart {
                    title: bars.title.clone(),
                    alt: bars.description.clone(),
                    svg: bars.svg(),
                    numbers: bars.table(),
                },
                Part::Rows { title: "Det som återstår".into(), heads, rows },
            ],
        })
    }
    let chapters =
        (0..16).map(|_| Chapters { about: "large", of: |cx, scope| Box::pin(of(cx, scope)) });
    Area {
        name: "large",
        texts: ("chapter-large = Ett stort kapitel\n", "chapter-large = A large chapter\n"),
        chapters: chapters.collect(),
        ..Area::default()
    }
}

const KEYS: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];

/// What the annual report costs as one computation: gathered, set as PDF and as Word. Prints what it measured.
#[tokio::test]
#[ignore = "measures; setting forty pages takes half a minute where the typesetter is not optimised"]
async fn rep_05_a_report_of_forty_pages_is_made_in_one_go() {
    let world = World::of([ground(), vec![large()]].concat()).await;
    let mut client = world.sign_in("rs-ordforande").await;
    let path = "/management/reports/information-security/2025/all/report";
    let mut took = Vec::new();
    let page = Instant::now();
    client.get("/management/reports/information-security?year=2025").await.is(200);
    took.push(("page", page.elapsed()));
    for ending in ["pdf", "docx", "pdf"] {
        let begun = Instant::now();
        let file = client.get(&format!("{path}.{ending}")).await;
        took.push((ending, begun.elapsed()));
        if ending == "pdf" {
            let bytes = &file.is(200).bytes;
            let text = String::from_utf8_lossy(bytes);
            let pages =
                text.matches("/Type/Page/").count().max(text.matches("/Type /Page\n").count());
            println!("{} kB, {pages} page objects seen", bytes.len() / 1024);
        }
    }
    println!("annual report: {took:?}");
}

/// What the page of the annual report costs with as many measures as a region has in ten years. Prints what it measured.
#[tokio::test]
#[ignore = "measures; ten thousand measures are written first"]
async fn rep_05_a_report_over_ten_thousand_measures_is_one_computation() {
    let world = World::of(ground()).await;
    let door = world.door();
    for lot in 0..10 {
        let measure = |n: usize| {
            let json = serde_json::json!({"title": format!("Åtgärd {lot}.{n}"), "raised": "2025-03-01",
                "due": "2026-06-30", "funding": "unfunded", "cost": 100_000, "unit": world.fixtures.id("hsf")});
            let measure: stadga_measures::Measure = serde_json::from_value(json).unwrap();
            let id = Id::<stadga_measures::Measure>::new(world.app.store.now());
            stadga_model::Draft::new(id, &measure).unwrap()
        };
        let creates = (0..1_000).map(measure).collect();
        door.write(stadga_store::Batch { creates, ..Default::default() }).await.unwrap();
    }
    let mut client = world.sign_in("rs-ordforande").await;
    for page in
        ["/management/reports/information-security?year=2026", "/management", "/management/plan"]
    {
        let begun = Instant::now();
        client.get(page).await.is(200);
        println!("{page}: {:?}", begun.elapsed());
    }
}
