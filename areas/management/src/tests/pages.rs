//! The area's own pages on the demo region: how reviews stand, their material frozen and live, the plan, the model.

use stadga_model::Id;

use stadga_testkit::World;

use super::{area::ground, flat};
use crate::{ManagementReview, ReviewLevel};

#[tokio::test]
async fn every_page_of_the_area_has_its_words_in_both_languages() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ordforande").await;
    let held: Id<ManagementReview> = world.id("lgg-r-25-2");
    let coming: Id<ManagementReview> = world.id("lgg-h-26-2");
    let level: Id<ReviewLevel> = world.id("niv-ruf");
    for language in ["sv", "en"] {
        client.reads(language);
        for page in [
            "/management".to_owned(),
            "/management/plan".into(),
            "/management/reports".into(),
            "/management/reports/compliance?year=2025".into(),
            "/management/model".into(),
            format!("/management-review/{held}"),
            format!("/management-review/{held}/material"),
            format!("/management-review/{coming}/material"),
            format!("/review-level/{level}"),
            "/management?as-of=2025-06-30".into(),
        ] {
            client.get(&page).await.is(200).lacks("⟦");
        }
        for what in [
            "came",
            "ended",
            "lacking",
            "silent",
            "again",
            "postponed",
            "weighed",
            "agreed",
            "expired",
            "valid",
            "left",
        ] {
            let page = format!("/management/behind?what={what}&since=2024-01-01");
            client.get(&page).await.is(200).lacks("⟦");
        }
    }
    for wrong in [
        "/management/behind?what=all&since=2024-01-01",
        "/management/behind?what=came&since=då",
        "/management/reports/annat",
        "/management/reports/compliance?year=1066",
        "/management/reports/compliance/2025/all/report.exe",
        "/management/reports/compliance/2025/alla/report.pdf",
        "/management/plan/files/annat.pdf",
    ] {
        client.get(wrong).await.is(404);
    }
}

#[tokio::test]
async fn ism_04_a_missed_review_is_seen_and_the_others_lead_to_their_records() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("sakerhetschef").await;
    let page = client.get("/management").await.is(200).text();
    let row = |name: &str| {
        page.split("<tr>").find(|row| row.contains(&format!(">{name}</a>"))).unwrap().to_owned()
    };
    let missed = row("Regionala utvecklingsförvaltningen");
    assert_eq!(missed.matches("Missad").count(), 1, "{missed}");
    assert!(missed.contains("Planera första halvåret"), "it can be entered afterwards");
    assert!(missed.contains("/management-review/new?title="));
    let region = row("Regionledningen");
    assert_eq!(region.matches(">Hållen<").count(), 6, "{region}");
    assert!(row("Hälso- och sjukvårdsförvaltningen").contains("Förberedd"));
    let level: Id<ReviewLevel> = world.id("niv-ruf");
    client.get(&format!("/review-level/{level}")).await.has("En genomgång har missats");
    // Before the half-year was over, nothing was missed.
    client.get("/management?as-of=2026-06-30").await.is(200).lacks("Missad");
}

#[tokio::test]
async fn ism_02_who_sees_to_a_review_and_who_leads_it_are_asked_on_their_own_pages() {
    let world = World::of(ground()).await;
    let home = async |key: &str| {
        let mut client = world.sign_in(key).await;
        client.get("/").await.is(200).lacks("⟦").text()
    };
    let chief = home("sakerhetschef").await;
    assert!(chief.contains("Gör klart underlaget: Ledningens genomgång, Regionala utv"));
    assert!(chief.contains("Följ upp det som bestämdes: Ledningens genomgång, Regionledningen"));
    assert!(chief.contains("blev inte av: Regionala utvecklingsförvaltningen"));
    assert!(chief.contains("Pröva igen: Kontinuitet utan egen standard"));
    assert!(home("hs-direktor").await.contains("Läs underlaget: Ledningens genomgång, Hälso-"));
    assert!(home("strateg").await.contains("Skriv färdigt: Uppföljning av ledningssystemet 2026"));
}

#[tokio::test]
async fn ism_03_the_material_is_that_of_the_day_when_the_review_was_held() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("regiondirektor").await;
    let held: Id<ManagementReview> = world.id("lgg-r-25-2");
    let page = client.get(&format!("/management-review/{held}/material")).await.is(200).text();
    assert!(page.contains("Så som det var 2025-10-21"));
    assert!(page.contains("as-of=2025-10-21"), "each figure leads to what was counted then");
    assert!(!page.contains("Register över tjänster med artificiell intelligens"), "came later");
    assert!(page.contains("Lagen träder i kraft vid årsskiftet."), "what was said of an item");
    assert!(page.contains("En övning av avbrott hålls under året"), "what was decided last time");
    assert!(page.contains("Medel som saknas") && page.contains("Nya under tiden"));
    let order = ["Vad som blev av det", "Det som har ändrats", "Hur det går", "Risker och vad"];
    let places: Vec<_> = order.map(|title| page.find(&format!("\">{title}")).unwrap()).to_vec();
    assert!(places.is_sorted(), "{places:?}");
    // A figure's number is the length of the list that it leads to.
    let link = page
        .split("href=\"")
        .find(|part| part.starts_with("/measure?") && part.contains("due.to"))
        .unwrap();
    let (href, rest) = link.split_once('"').unwrap();
    let number: usize = rest.split_once('>').unwrap().1.split('<').next().unwrap().parse().unwrap();
    let list = client.get(&href.replace("&amp;", "&")).await.is(200).text();
    assert_eq!(list.matches("href=\"/measure/0").count(), number, "{href}");
}

#[tokio::test]
async fn rep_04_the_material_is_a_document_for_each_level() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("hs-direktor").await;
    for key in ["lgg-r-26-2", "lgg-h-26-1", "lgg-u-26-2"] {
        let id: Id<ManagementReview> = world.id(key);
        for ending in ["pdf", "docx"] {
            let path = format!("/management-review/{id}/documents/material.{ending}");
            let file = client.get(&path).await;
            let text = flat(ending, &file.is(200).bytes);
            for part in ["Det viktigaste i korthet", "Hur det går", "Åtgärdsplanen"] {
                assert!(text.contains(part), "{key} {ending} lacks {part}");
            }
        }
        client.get(&format!("/management-review/{id}/documents/material.txt")).await.is(404);
    }
}

#[tokio::test]
async fn ism_02_a_review_is_planned_prepared_and_held_through_the_pages() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("sakerhetschef").await;
    let page = client.get("/management").await.is(200).text();
    let new = page
        .split("href=\"")
        .find(|part| part.starts_with("/management-review/new?") && part.contains("part=1"));
    let new = new.unwrap().split('"').next().unwrap().replace("&amp;", "&");
    client.get(&new).await.is(200).has("första halvåret 2026").has("value=\"2026\"");
    let id: Id<ManagementReview> = world.id("lgg-u-26-2");
    let move_to = |name: &str| format!("/management-review/{id}/move/{name}");
    let revision = |page: &str| {
        let rest = page.split("name=\"_revision\" value=\"").nth(1);
        rest.map(|rest| rest.split('"').next().unwrap().to_owned()).unwrap_or_default()
    };
    let page = client.get(&format!("/management-review/{id}")).await.is(200).text();
    client.post(&move_to("prepare"), &[("_revision", &revision(&page))]).await.is(303);
    // Holding asks for the day; that is all.
    let page = client.get(&format!("/management-review/{id}")).await.is(200).text();
    let asked = client.post(&move_to("hold"), &[("_revision", &revision(&page))]).await;
    let asked = asked.is(200).has("name=\"held\"").text();
    let sent =
        [("_revision", revision(&asked)), ("_asked", "held".into()), ("held", "2026-11-20".into())];
    let sent: Vec<_> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
    client.post(&move_to("hold"), &sent).await.is(303);
    let (_, held) = world.door().read_as(id).await.unwrap();
    assert!(held.is_held() && held.held == "2026-11-20".parse().ok());
    // What it was held on is no longer in its form.
    client.get(&format!("/management-review/{id}/edit")).await.is(200).lacks("name=\"year\"");
}

#[tokio::test]
async fn ism_01_the_plan_shows_goals_with_what_is_done_by_whom_and_when() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("revisor").await;
    let page = client.get("/management/plan").await.is(200).text();
    let goal =
        page.split("<section").find(|part| part.contains(">Ledningssystemet används i alla"));
    let goal = goal.unwrap();
    for part in
        ["Inför ledningens genomgång i förvaltningarna", "2026-06-30", "försenad", "Säkerhetschef"]
    {
        assert!(goal.contains(part), "{part}: {goal}");
    }
    assert!(goal.contains("Tydliggör roller") && goal.contains("Avslutad"), "ISM-22");
    let idle = page.split("<section").find(|part| part.contains(">Vården klarar ett avbrott"));
    assert!(idle.unwrap().contains("Inget görs för målet"));
    // Activities of the plans' chain stand there too.
    assert!(page.contains("Aktivitet"));
    let unit: Id<stadga_organisation::Unit> = world.id("trafik");
    let other = client.get(&format!("/management/plan?unit={unit}")).await;
    other.is(200).lacks("Inför ledningens genomgång i förvaltningarna");
    other.has(&format!("/management/plan/files/plan-{unit}.pdf"));
}

#[tokio::test]
async fn ism_01_the_plan_is_a_document_goal_by_goal_with_goals_that_nothing_is_done_for() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("revisor").await;
    for ending in ["pdf", "docx"] {
        let file = client.get(&format!("/management/plan/files/plan.{ending}")).await;
        let text = flat(ending, &file.is(200).bytes);
        for part in [
            "Klassa de system som är kvar",
            "Vården klarar ett avbrott",
            "Inget görs för målet",
            "Pågår, försenad",
            "Prioriterade åtgärder utan mål",
        ] {
            assert!(text.contains(part), "{ending} lacks {part}: {text}");
        }
        assert!(!text.contains("Det viktigaste i korthet"), "one chapter needs no summary");
    }
    let unit: Id<stadga_organisation::Unit> = world.id("trafik");
    let file = client.get(&format!("/management/plan/files/plan-{unit}.docx")).await;
    let text = flat("docx", &file.is(200).bytes);
    assert!(text.contains("Trafikförvaltningen"), "{text}");
    assert!(!text.contains("Inför ledningens genomgång i förvaltningarna"), "{text}");
    client.get("/management/plan/files/plan-alla.pdf").await.is(404);
    // The same goals stand in the chapter on the plan, so that a board sees which they are.
    let report = client.get("/management/reports/information-security").await;
    report.is(200).has("<caption>Mål som inget görs för");
}

#[tokio::test]
async fn ism_02_what_reviews_left_to_do_is_as_long_a_list_as_its_figure_says() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("regiondirektor").await;
    let page = client.get("/management/reports/information-security").await.is(200).text();
    let link = page
        .split("href=\"")
        .find(|part| part.starts_with("/management/behind?what=left"))
        .unwrap();
    let (href, rest) = link.split_once('"').unwrap();
    let number: usize = rest.split_once('>').unwrap().1.split('<').next().unwrap().parse().unwrap();
    let list = client.get(&href.replace("&amp;", "&")).await.is(200).text();
    assert!(number > 0);
    assert_eq!(list.matches("href=\"/measure/").count(), number, "{href}");
}

#[tokio::test]
async fn ism_04_missed_reviews_are_as_long_a_list_as_their_figure_says_also_of_a_unit() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("regiondirektor").await;
    let mut numbers = Vec::new();
    for unit in ["", "hsf", "ruf"] {
        let of = world.fixtures.id(unit).map(|id| format!("&unit={id}")).unwrap_or_default();
        let report = format!("/management/reports/information-security?year=2026{of}");
        let page = client.get(&report).await.is(200).text();
        let link = page
            .split("href=\"")
            .find(|part| part.starts_with("/management/behind?what=missed"))
            .unwrap_or_else(|| panic!("{report}: {page}"));
        let (href, rest) = link.split_once('"').unwrap();
        let number: usize =
            rest.split_once('>').unwrap().1.split('<').next().unwrap().parse().unwrap();
        let list = client.get(&href.replace("&amp;", "&")).await.is(200).lacks("⟦").text();
        assert_eq!(list.matches("href=\"/review-level/").count(), number, "{href}");
        numbers.push(number);
    }
    let [all, care, development] = numbers[..] else { panic!() };
    assert!(development > 0 && all >= care + development, "{numbers:?}");
}

#[tokio::test]
async fn rep_05_a_unit_in_an_address_stands_for_all_below_it_however_many_are_named() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("regiondirektor").await;
    let top: Id<stadga_organisation::Unit> = world.id("hsf");
    let units = world.all("unit").await;
    let below = units
        .iter()
        .find(|unit| unit.typed::<stadga_organisation::Unit>().unwrap().parent == Some(top));
    let below = below.unwrap().head.id;
    let mut rows = async |of: String| {
        let page = format!("/management/behind?what=came&since=2020-01-01&unit={of}");
        client.get(&page).await.is(200).text().matches("href=\"/measure/").count()
    };
    let one = rows(top.to_string()).await;
    assert!(one > 0);
    assert_eq!(rows(format!("{top},{below}")).await, one);
    for page in ["/management/behind?what=came&since=2020-01-01", "/management/plan?"] {
        client.get(&format!("{page}&unit=annat")).await.is(404);
    }
}

#[tokio::test]
async fn ism_23_the_whole_organisations_model_is_that_of_the_unit_above_all_others() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ledamot").await;
    client.get("/management/model").await.is(200).has("7 av 18 delar är i bruk");
    // Who is outside the organisation has no model of ours, and is not offered.
    client.get("/management/model").await.lacks("Länsstyrelsen");
}

#[tokio::test]
async fn ism_23_a_part_of_the_model_is_ticked_with_one_press() {
    let world = World::of(ground()).await;
    let unit: Id<stadga_organisation::Unit> = world.id("region");
    let page = format!("/management/model?unit={unit}");
    let mut client = world.sign_in("strateg").await;
    client.get(&page).await.is(200).has("7 av 18 delar är i bruk");
    let unit = unit.to_string();
    let tick = |part: &'static str, standing: &'static str| {
        [("part", part.to_owned()), ("standing", standing.to_owned()), ("unit", unit.clone())]
    };
    for (part, standing) in [("benefit", "in-force"), ("needs", "in-force"), ("policy", "partly")] {
        let sent = tick(part, standing);
        let sent: Vec<_> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
        client.post("/management/model", &sent).await.is(303);
    }
    client.get(&page).await.is(200).has("8 av 18 delar är i bruk").has("2026-11-20");
    client.get(&format!("{page}&as-of=2026-11-19")).await.is(200).has("7 av 18 delar är i bruk");
    for (part, standing) in [("annat", "in-force"), ("needs", "not-begun")] {
        client.post("/management/model", &[("part", part), ("standing", standing)]).await.is(404);
    }
    let mut other = world.sign_in("medarbetare").await;
    other.get(&page).await.is(200).lacks("name=\"standing\"");
    let sent = [("part", "risk"), ("standing", "in-force"), ("unit", unit.as_str())];
    other.post("/management/model", &sent).await.is(403);
}

#[tokio::test]
async fn ism_02_an_outcome_that_leads_nowhere_becomes_a_measure_with_one_press() {
    let world = World::of(ground()).await;
    let id: Id<ManagementReview> = world.id("lgg-r-25-2");
    let mut client = world.sign_in("strateg").await;
    let page = client.get(&format!("/management-review/{id}")).await;
    let page = page.is(200).has("Det som inte leder vidare än").has("/decision/new?title=").text();
    assert!(page.contains("Gör till åtgärd: Genomgången hålls också i förvaltningarna"));
    let press = format!("/management-review/{id}/outcomes/0/measure");
    client.post(&press, &[]).await.is(303);
    let (_, review) = world.door().read_as(id).await.unwrap();
    let measure = review.outcomes[0].measure.unwrap();
    let (head, measure) = world.door().read_as(measure).await.unwrap();
    assert_eq!(measure.title, "Genomgången hålls också i förvaltningarna från 2026");
    assert_eq!((measure.causes, measure.raised), (vec![id.cast()], review.held));
    client.get(&format!("/management-review/{id}")).await.is(200).lacks("leder vidare än");
    client.get(&format!("/measure/{}", head.id)).await.has("Bestämdes vid ledningens genomgång");
    // Once is enough; what leads somewhere or was not held makes nothing.
    let coming: Id<ManagementReview> = world.id("lgg-u-26-2");
    for wrong in [press, format!("/management-review/{coming}/outcomes/0/measure")] {
        client.post(&wrong, &[]).await.is(404);
    }
    let other = format!("/management-review/{id}/outcomes/1/measure");
    world.sign_in("medarbetare").await.post(&other, &[]).await.is(403);
}

#[tokio::test]
async fn ism_02_without_levels_the_common_ones_are_offered() {
    let bare = || {
        let mut areas = ground();
        let own = areas.pop().unwrap();
        areas.push(stadga_web::Area { fixtures: &[], ..own });
        areas
    };
    let world = World::of(bare()).await;
    let mut client = world.sign_in("sakerhetschef").await;
    let page = client.get("/management").await;
    let page = page.is(200).has("Ingen ledning har någon genomgång än").has("6 tillfällen").text();
    let new = page.split("href=\"").find(|part| part.starts_with("/review-level/new?"));
    let new = new.unwrap().split('"').next().unwrap().replace("&amp;", "&");
    client.get(&new).await.is(200).has("value=\"2\"").has("Region Exempel").lacks("⟦");
    for page in ["/management/plan", "/management/reports", "/management/model"] {
        client.get(page).await.is(200).lacks("⟦");
    }
    // Who may not add a level is not asked to.
    world.sign_in("medarbetare").await.get("/management").await.lacks("6 tillfällen");
}
