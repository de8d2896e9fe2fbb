//! The area's own pages on the demo region: what held on a day, what is taken in, what laws touch, data protection by year.

use std::collections::{BTreeMap, BTreeSet};

use axum::{Router, extract::Query, routing::get};
use stadga_model::{Finding, Id};
use stadga_testkit::World;
use stadga_web::{
    Area, Context,
    chapter::{Figure, Part, Scope},
};

use super::area::ground;
use crate::{Authority, Law, LawRequirement};

const PAGES: [&str; 5] =
    ["/laws", "/laws/shipped", "/laws/touched", "/laws/programmes", "/laws/data-protection"];

#[tokio::test]
async fn nis_01_every_page_is_there_in_both_languages_and_on_a_past_date() {
    let world = World::of(ground()).await;
    let programme: Id = world.fixtures.id("lpr-nis2").unwrap();
    let mut client = world.sign_in("rs-ordforande").await;
    for language in ["sv", "en"] {
        client.reads(language);
        for page in PAGES {
            client.get(page).await.is(200).lacks("⟦");
            client.get(&format!("{page}?as-of=2025-06-30")).await.is(200).lacks("⟦");
        }
        client.get(&format!("/law-programme/{programme}/plan")).await.is(200).lacks("⟦");
        for what in crate::counted::KEYS {
            let page = format!("/laws/behind?what={what}&since=2024-01-01");
            let status = client.get(&page).await.lacks("⟦").status.as_u16();
            assert!([200, 404].contains(&status), "{page}: {status}");
        }
    }
}

/// The row of a law on the register's page.
fn row<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    page.split("<tr>").find(|row| row.contains(&format!(">{name}</a>")))
}

#[tokio::test]
async fn nis_02_the_repealed_law_still_holds_on_the_day_of_the_old_audit() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("revisor").await;
    let old = "Lagen om informationssäkerhet för samhällsviktiga och digitala tjänster";
    // The day of the audit, seen from today: the old law held, the new one was to come.
    let then = client.get("/laws?on=2023-12-15&show=all").await.is(200).text();
    assert!(row(&then, old).unwrap().contains("Gäller"), "{then}");
    assert!(row(&then, "Cybersäkerhetslagen").unwrap().contains("Kommande"));
    // The same day as it was known then: nobody knew of the new law, and the old one had no end.
    let known = client.get("/laws?as-of=2023-12-15").await.is(200).text();
    assert!(row(&known, old).unwrap().contains("Gäller"));
    assert!(row(&known, "Cybersäkerhetslagen").is_none());
    // The last day of the one and the first of the other.
    let last = client.get("/laws?on=2026-01-14&show=all").await.is(200).text();
    assert!(row(&last, old).unwrap().contains("Gäller"));
    assert!(row(&last, "Cybersäkerhetslagen").unwrap().contains("Kommande"));
    let first = client.get("/laws?on=2026-01-15&show=all").await.is(200).text();
    assert!(row(&first, old).unwrap().contains("Upphävd"));
    assert!(row(&first, old).unwrap().contains("Ersatt av"));
    assert!(row(&first, "Cybersäkerhetslagen").unwrap().contains("Gäller"));
    // What it asked is still there to be read, and the law's page says why it stays.
    let law: Id<Law> = world.id("lag-2018-1174");
    let page = client.get(&format!("/law/{law}")).await;
    page.is(200).has("Riskanalys med åtgärdsplan").has("äldre granskningar");
    let now = client.get("/laws").await.is(200).text();
    assert!(row(&now, old).is_none(), "what is repealed is not in the way");
}

#[tokio::test]
async fn nis_02_an_old_audit_shows_its_laws_as_they_stood_on_its_day() {
    let world = World::of(ground()).await;
    let audit: Id = world.fixtures.id("gra-2024").unwrap();
    let page = world.sign_in("medarbetare").await.get(&format!("/audit/{audit}")).await;
    let page = page.is(200).has("Läget 2023-12-15").lacks("⟦").text();
    let table = page.split("Lagar som granskningen utgick från").last().unwrap();
    let row = table.split("<tr>").find(|row| row.contains("2018:1174</td>")).unwrap();
    assert!(row.find("Gäller").unwrap() < row.find("Upphävd").unwrap(), "{row}");
    assert!(row.contains("2026-01-14") && row.contains("CSL (2025:1506)"), "{row}");
    // As it was known that day, nobody knew that it would be repealed.
    let then = format!("/audit/{audit}?as-of=2024-03-01");
    world.sign_in("medarbetare").await.get(&then).await.is(200).lacks("Upphävd");
}

#[tokio::test]
async fn nis_02_what_a_repealed_law_asked_is_not_rewritten() {
    let world = World::of(ground()).await;
    let id: Id<LawRequirement> = world.id("lkr-2018-1174-2");
    let mut opened = world.door().open_as(id).await.unwrap();
    opened.body.title = "Något annat".into();
    let refused = world.door().save(opened, "").await.unwrap_err();
    assert!(format!("{refused:?}").contains("NIS-02"), "{refused:?}");
}

#[tokio::test]
async fn nis_01_shipped_facts_are_taken_in_once_with_their_requirements_and_authorities() {
    let ground = || {
        ground().into_iter().map(|area| Area {
            fixtures: if area.name == "laws" { &[] } else { area.fixtures },
            ..area
        })
    };
    let world = World::of(ground().collect()).await;
    assert!(world.all("law").await.is_empty());
    let mut client = world.sign_in("strateg").await;
    client.get("/laws").await.is(200).has("Inga lagar är registrerade").lacks("⟦");
    client
        .get("/laws/shipped")
        .await
        .is(200)
        .has("Cybersäkerhetslagen")
        .has("Ska verifieras")
        .lacks("⟦");
    client.post("/laws/shipped", &[]).await.is(422).has("Inget lades in");
    let chosen =
        [("law", "2025:1506"), ("law", "2018:1174"), ("law", "MCFFS 2026:8"), ("authority", "MSB")];
    world.sign_in("medarbetare").await.post("/laws/shipped", &chosen).await.is(403);
    for _ in 0..2 {
        client.post("/laws/shipped", &chosen).await;
    }
    let laws = world.all("law").await;
    assert_eq!(laws.len(), 3, "twice pressed is once taken in");
    let of = |number: &str| laws.iter().find(|law| law.body["designation"] == number).unwrap();
    let new: Law = of("2025:1506").typed().unwrap();
    assert_eq!(new.replaces, [of("2018:1174").head.id.cast()]);
    assert!(new.verify && new.owner.is_some() && new.supervision.len() == 4);
    let threshold: Law = of("MCFFS 2026:8").typed().unwrap();
    assert_eq!(threshold.under, Some(of("2025:1506").head.id.cast()));
    let asked = crate::shipped::laws()
        .iter()
        .filter(|law| ["2025:1506", "2018:1174", "MCFFS 2026:8"].contains(&&*law.designation));
    let asked: usize = asked.map(|law| law.requirements.len()).sum();
    assert_eq!(world.all("law-requirement").await.len(), asked);
    // The duties come along: to be registered, and to tell of changes within the days that are data.
    let duties = world.all("legal-duty").await;
    let registered = duties.iter().find(|duty| duty.body["duty_sort"] == "registration").unwrap();
    assert_eq!(registered.body["change_days"], 14);
    assert_eq!(duties.len(), 2);
    let authorities = world.all("authority").await;
    let known = |short: &str| {
        authorities.iter().find(|one| one.body.get("short").is_some_and(|own| own == short))
    };
    let gone: Authority = known("MSB").unwrap().typed().unwrap();
    assert_eq!(
        gone.successor,
        Some(known("MCF").unwrap().head.id.cast()),
        "its successor comes along"
    );
    client.get("/laws/shipped").await.is(200).has("Finns i registret");
}

#[tokio::test]
async fn nis_11_what_laws_touch_is_seen_for_those_in_force_and_those_coming() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("revisor").await;
    let page = client.get("/laws/touched").await.is(200).text();
    let cyber = row(&page, "CSL (2025:1506)").unwrap();
    assert!(cyber.contains("data-tone=\"bad\""), "something is late: {cyber}");
    assert!(
        cyber.contains("<td class=\"number\">4</td>"),
        "what was judged before is counted once: {cyber}"
    );
    assert_eq!(
        page.matches("Kommande</span>").count(),
        1,
        "what has become a law is told of there"
    );
    let act: Id<Law> = world.id("lag-2025-1506");
    let one = client.get(&format!("/laws/touched?law={act}")).await;
    one.is(200)
        .has("Nya tider för anmälan")
        .has("Instruktion för incidenter")
        .has("Journalsystem")
        .has("Försenat");
    let coming: Id = world.fixtures.id("klag-ehds").unwrap();
    let one = client.get(&format!("/laws/touched?coming={coming}")).await;
    one.is(200).has("Patienten ska kunna hämta sina uppgifter").has("Nytt vårdinformationssystem");
    one.has("Dokument i samma områden").lacks("⟦");
    // From the thing that is touched one comes back to the law.
    let system: Id = world.fixtures.id("ke-journal").unwrap();
    client.get(&format!("/configuration-item/{system}")).await.is(200).has("Lagar som berör");
}

#[tokio::test]
async fn nis_11_a_plan_shows_its_laws_and_that_a_change_of_law_names_none() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let plan = |key: &str| format!("/maintenance-plan/{}", world.fixtures.id(key).unwrap());
    let page = client.get(&plan("fpl-journal-26-2")).await;
    page.is(200)
        .has("Lagar som planen berör")
        .has("Spärrad uppgift syns")
        .has("Objektets plan ska visa");
    page.lacks("Ingen lag angiven").lacks("⟦");
    client.get(&plan("fpl-lakemedel-27")).await.is(200).has("Ingen lag angiven");
    client.get(&plan("fpl-vardadm-26")).await.is(200).lacks("Lagar som planen berör");
}

#[tokio::test]
async fn nis_06_nis_07_data_protection_is_followed_by_year_and_extracts_by_day() {
    let world = World::of(ground()).await;
    let page = world.sign_in("registrator").await.get("/laws/data-protection").await;
    page.is(200).has("RS 2026-0177").has("HSN 2026-0402").has("2026-10-28").has("Försenat");
    page.has("Gallring i äldre vårdsystem").has("Saknas").has("Dataskyddsombud är utsett");
    // Whose requests they are is nobody's business but of those who answer them.
    let other = world.sign_in("medarbetare").await.get("/laws/data-protection").await;
    other.is(200).lacks("RS 2026-0177").has("<b>0</b><span>utdrag väntar</span>");
    world.sign_in("revisor").await.get("/laws/data-protection").await.is(200).has("RS 2026-0177");
}

#[tokio::test]
async fn nis_01_t36_who_must_act_is_asked_on_their_own_page() {
    let world = World::of(ground()).await;
    let home = |key: &'static str| {
        let world = &world;
        async move { world.sign_in(key).await.get("/").await.is(200).text() }
    };
    assert!(home("driftchef").await.contains("måste börja snart"));
    assert!(home("stabsdirektor").await.contains("Digitala leveranskedjor skulle ha varit klar"));
    assert!(home("sakerhetschef").await.contains("Anmäl ändringen: Registrering"));
    assert!(home("registrator").await.contains("Registerutdraget RS 2026-0177 är försenat"));
    assert!(home("it-chef").await.contains("Avgör frågan: Omfattas it-infrastrukturen"));
    assert!(home("dataskyddsombud").await.contains("Gör årets uppföljning: Dataskydd 2026"));
}

#[tokio::test]
async fn the_demo_region_shows_what_the_rules_find() {
    let world = World::of(ground()).await;
    let door = world.door();
    let mut found = BTreeSet::new();
    for kind in crate::kinds() {
        for record in world.all(kind.spec.kind).await {
            let near = door.near(record.head.id).await.unwrap();
            let findings = door.findings(&record, &near).await.unwrap();
            found.extend(findings.iter().map(Finding::text_key));
        }
    }
    for shown in [
        "finding-nis-01-owner",
        "finding-nis-01-responsible",
        "finding-nis-01-requirements",
        "finding-nis-01-change-untold",
        "finding-nis-01-duty-late",
        "finding-nis-03-late",
        "finding-nis-03-soon",
        "finding-nis-03-unplanned",
        "finding-nis-03-measures",
        "finding-nis-03-early",
        "finding-nis-04-decision",
        "finding-nis-04-late",
        "finding-nis-04-review",
        "finding-nis-06-late",
        "finding-nis-06-place",
        "finding-nis-07-missed",
        "finding-nis-07-measure",
        "finding-nis-08-again",
        "finding-nis-08-late",
        "finding-nis-10-outdated",
        "finding-nis-10-review",
        "finding-nis-11-late",
        "finding-nis-11-owner",
    ] {
        assert!(found.contains(shown), "the demo shows no {shown}: {found:?}");
    }
}

/// A page that shows the chapter alone, of one unit or of all: what reports put together.
fn probe() -> Area {
    async fn show(cx: Context, Query(asked): Query<BTreeMap<String, String>>) -> String {
        let units = asked.get("unit").and_then(|unit| unit.parse().ok()).map(|unit| [unit].into());
        let scope = Scope { units, since: "2026-01-01".parse().unwrap() };
        let chapter = crate::chapter::chapter(&cx, &scope).await.unwrap();
        let figure =
            |figure: &Figure| format!("{}={:?} {:?}", figure.key, figure.value, figure.href);
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

#[tokio::test]
async fn rep_18_the_chapter_tells_what_nobody_sees_to_and_how_the_programme_stands() {
    let world = World::of([ground(), vec![probe()]].concat()).await;
    let mut client = world.sign_in("rs-ordforande").await;
    let told = client.get("/probe").await.is(200).text();
    let figure = |told: &str, key: &str| {
        let line = told.lines().find(|line| line.starts_with(&format!("{key}="))).unwrap();
        line.split(['(', ')']).nth(1).unwrap().to_owned()
    };
    let unkept = figure(&told, "unkept");
    assert!(unkept != "0" && told.contains("/laws#unkept"), "{told}");
    let page = client.get("/laws").await.is(200).text();
    assert!(
        page.contains(&format!("<b>{unkept}</b>")),
        "the page that it leads to counts the same"
    );
    // Every other figure's number is the length of the list that it leads to.
    for key in crate::counted::KEYS {
        let line = told.lines().find(|line| line.starts_with(&format!("{key}=")));
        let Some(line) = line else { continue };
        let href = line.split('"').nth(1).unwrap();
        let list = client.get(href).await.is(200).lacks("⟦").text();
        if href.starts_with("/laws/behind") {
            let rows = list.matches("<tr>").count().saturating_sub(1);
            assert_eq!(rows.to_string(), figure(&told, key), "{href}");
        }
    }
    for wrong in ["what=annat&since=2026-01-01", "what=late&since=då", "what=late"] {
        client.get(&format!("/laws/behind?{wrong}")).await.is(404);
    }
    assert_eq!(figure(&told, "alarms"), "3", "{told}");
    assert_eq!(figure(&told, "open"), "1");
    assert!(told.contains("chart=5") && told.contains("rows=3"), "{told}");
    let unit: Id = world.fixtures.id("it-drift").unwrap();
    let part = client.get(&format!("/probe?unit={unit}")).await.is(200).text();
    assert_eq!(figure(&part, "alarms"), "1", "only what is the unit's: {part}");
    let href = |told: &str, key: &str| {
        let line = told.lines().find(|line| line.starts_with(&format!("{key}="))).unwrap();
        line.split('"').nth(1).unwrap().to_owned()
    };
    let rows = |list: &str| list.matches("<tr>").count().saturating_sub(1).to_string();
    for unit in ["it-drift", "it"] {
        let unit: Id = world.fixtures.id(unit).unwrap();
        let told = client.get(&format!("/probe?unit={unit}")).await.is(200).text();
        // The probe counts the unit alone: what is below it is asked for by whoever makes the report.
        if figure(&told, "open") != "0" {
            let list = client.get(&href(&told, "open")).await;
            list.is(200).has("it-infrastrukturen").lacks("Omfattas kollektivtrafiken?");
        }
        assert!(href(&told, "open").contains(&unit.to_string()), "{told}");
        assert!(href(&told, "deviations").contains(&unit.to_string()), "{told}");
    }
    let list = client.get(&href(&part, "alarms")).await.is(200).lacks("⟦").text();
    assert_eq!(rows(&list), "1", "{list}");
    assert!(list.contains("Prövad återläsning") && list.contains("Måste börja senast"), "{list}");
    // One unit in the address stands for all below it: IT has operations below.
    let it: Id = world.fixtures.id("it").unwrap();
    let list = format!("/laws/behind?what=alarms&since=2026-01-01&unit={it}");
    let list = client.get(&list).await.is(200).text();
    assert!(list.contains("Prövad återläsning") && list.contains("Säkrad kommunikation"), "{list}");
    client.get("/laws/behind?what=alarms&since=2026-01-01&unit=annat").await.is(404);
    // As it was in the spring of 2025: the programme ran, and three parts had not begun.
    let then = client.get("/probe?as-of=2025-04-30").await.is(200).text();
    assert_eq!(figure(&then, "alarms"), "2", "{then}");
}
