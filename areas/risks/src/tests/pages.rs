//! The area's own pages on the demo region: the picture, coverage, the region's analysis, assessing, documents.

use stadga_model::{Id, Record};
use stadga_publish::text_in::text_of;
use stadga_testkit::World;

use super::area::ground;
use crate::{Risk, RiskAnalysis, risk};

#[tokio::test]
async fn rsk_06_the_picture_renders_in_both_languages_for_each_moment_and_method() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("sakerhetschef").await;
    let hsf: Id = world.fixtures.id("hsf").unwrap();
    for language in ["sv", "en"] {
        client.reads(language);
        for page in [
            "/risks".to_owned(),
            "/risks?when=inherent&method=five-1".to_owned(),
            "/risks?when=target&method=fmea-1".to_owned(),
            format!("/risks?unit={hsf}&infosec=1"),
            "/risks?only=dependence".to_owned(),
            "/risks?as-of=2025-03-01".to_owned(),
            "/risks/coverage".to_owned(),
            "/risks/coverage?kind=object&standing=never".to_owned(),
            "/risks/region".to_owned(),
            "/risks/methods".to_owned(),
            "/risks/read".to_owned(),
        ] {
            client.get(&page).await.is(200).lacks("⟦");
        }
    }
}

#[tokio::test]
async fn rsk_06_a_cell_leads_to_its_risks_and_to_no_others() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("sakerhetschef").await;
    let all = client.get("/risks?method=skr-2").await.is(200).text();
    let cell = "cell_current.has=skr+%283%C3%974%29&amp;sort=-rank_current";
    assert!(all.contains(cell), "a cell leads to the list");
    let cell = client.get("/risks?method=skr-2&likelihood=3&consequence=4").await.is(200).text();
    let listed = cell.split("id=\"listed\"").nth(1).unwrap();
    let listed = listed.split("</section>").next().unwrap();
    assert!(listed.contains("Journalsystemet ligger nere längre än reservrutinen räcker"));
    assert!(!listed.contains("Fel läkemedel ges vid manuell överföring"), "{listed}");
}

/// How many records a list says that it has, and the addresses on a page that lead to the list of risks.
fn ways(page: &str) -> Vec<(String, String)> {
    let ways = page.split("<a ").skip(1).filter_map(|part| {
        let href = part.split("href=\"").nth(1)?.split('"').next()?.replace("&amp;", "&");
        let text = part.split_once('>')?.1.split("</a>").next()?;
        let text: String = text.split('<').filter_map(|part| part.split('>').next_back()).collect();
        href.starts_with("/risk?").then_some((href, text))
    });
    ways.collect()
}

#[tokio::test]
async fn rsk_06_counts_lead_to_lists_of_just_as_many() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("sakerhetschef").await;
    let door = world.door();
    let hsf: Id = world.fixtures.id("hsf").unwrap();
    for picture in ["/risks?method=skr-2".to_owned(), format!("/risks?method=skr-2&unit={hsf}")] {
        let page = client.get(&picture).await.is(200).text();
        let found = ways(&page);
        assert!(found.len() > 8, "{found:?}");
        for (href, text) in found {
            let count: String = text.chars().filter(char::is_ascii_digit).collect();
            let asked = stadga_web::Address::read(href.split_once('?').unwrap().1);
            let reading =
                stadga_web::list_query::Reading { me: None, today: "2026-11-28".parse().unwrap() };
            let query = stadga_web::list_query::parse(<Risk as Record>::SPEC, &asked, reading);
            assert!(query.ignored().is_empty(), "{href}: {:?}", query.ignored());
            let listed = door.list("risk", &query.query).await.unwrap();
            assert_eq!(listed.total.to_string(), count, "{href}");
        }
    }
}

#[tokio::test]
async fn rsk_09_a_proposed_acceptance_says_who_decides_and_leads_to_the_decision() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("registrator").await;
    let risk: Id = world.fixtures.id("risk-lakemedel").unwrap();
    let id: Id = world.fixtures.id("acc-leverantor").unwrap();
    let page = client.get(&format!("/risk-acceptance/{id}")).await;
    page.is(200).has("Så beslutas det").has("får bäras av").lacks("⟦");
    page.has("/decision/new?").has("subject=risk-acceptance").has(&format!("about={id}"));
    // One that has been decided asks for no more; who proposes one is given the longest time that the method allows.
    let decided: Id = world.fixtures.id("acc-trafik").unwrap();
    client.get(&format!("/risk-acceptance/{decided}")).await.is(200).lacks("Så beslutas det");
    client.get(&format!("/risk/{risk}")).await.is(200).has("until=");
}

#[tokio::test]
async fn rsk_09_what_is_above_what_is_accepted_is_counted_and_shown() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("hs-direktor").await;
    let page = client.get("/risks?only=exceeded").await.is(200).has("Över accepterad nivå").text();
    let listed = page.split("id=\"listed\"").nth(1).unwrap();
    // One is borne by a decision that holds; the other has none.
    assert!(!listed.contains("Gammal databas får inga rättningar"));
    assert!(listed.contains("Fel läkemedel ges vid manuell överföring"));
}

#[tokio::test]
async fn rsk_06_the_picture_is_had_as_pdf_and_word_per_unit_and_for_all() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ordforande").await;
    let hsf: Id = world.fixtures.id("hsf").unwrap();
    for unit in ["all".to_owned(), hsf.to_string()] {
        for ending in ["pdf", "docx"] {
            let answer = client.get(&format!("/risks/documents/{unit}/picture.{ending}")).await;
            let text = text_of(&format!("a.{ending}"), &answer.is(200).bytes).unwrap().text;
            let text: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
            for part in ["Riskbild", "Journalsystemetliggernere", "Hotnivåer", "Beroenden"] {
                assert!(text.contains(part), "{unit} {ending} lacks {part}");
            }
        }
    }
    // A table that does not show all that lacks an analysis says how many more there are.
    let all = client.get("/risks/documents/all/picture.docx").await;
    let text = text_of("a.docx", &all.is(200).bytes).unwrap().text;
    let text: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    assert!(text.contains("tillstårpåsidanVadsaknarriskanalys"), "{text}");
    client.get("/risks/documents/all/picture.exe").await.is(404);
    client.get("/risks/documents/nowhere/picture.pdf").await.is(404);
}

#[tokio::test]
async fn t27_coverage_tells_what_lacks_an_analysis_and_what_triggers_ask_for() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("revisor").await;
    let page = client.get("/risks/coverage").await.is(200).text();
    let never = client.get("/risks/coverage?standing=never").await.is(200).text();
    assert!(page.contains("Årlig") && page.contains("Har iakttagits flera gånger"));
    let table = never.split("id=\"covered\"").nth(1).unwrap();
    assert!(table.contains("Saknas") && !table.contains("Aktuell</span>"), "{table}");
    let fresh = client.get("/risks/coverage?standing=fresh&kind=configuration-item").await;
    fresh.is(200).has("Journalsystem");
    assert!(page.contains("Byte av version i journalsystemet"));
}

#[tokio::test]
async fn rsk_01_reports_and_signals_are_taken_up_in_the_regions_analysis() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let page = client.get("/risks/region").await;
    page.is(200).has("Regionens informationssäkerhetsrisker 2026").has("Ta upp i analysen");
    let analysis: Id<RiskAnalysis> = world.id("ran-region-2026");
    let risk: Id = world.fixtures.id("risk-delade-konton").unwrap();
    let form = [("analysis", analysis.to_string()), ("input", risk.to_string())];
    let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    client.post("/risks/region", &form).await.is(303);
    let (_, kept) = world.door().read_as(analysis).await.unwrap();
    assert!(kept.inputs.contains(&risk));
    let mut reader = world.sign_in("medarbetare").await;
    reader.get("/risks/region").await.is(200).lacks("Ta upp i analysen");
    reader.post("/risks/region", &form).await.is(403);
}

#[tokio::test]
async fn rsk_02_rsk_04_a_risk_is_assessed_by_choosing_words() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("verksamhetschef-akut").await;
    let id: Id<Risk> = world.id("risk-delade-konton");
    let address = format!("/risk/{id}/assess");
    client.get(&address).await.is(200).has("Kan hända varje vecka").has("Obehag utan skada");
    let seen = world.door().read(id.cast()).await.unwrap().head.revision.to_string();
    let mut form = vec![
        ("_revision", seen.as_str()),
        ("method", "skr-2"),
        ("likelihood-current", "3"),
        ("patient-current", "2"),
        ("person-current", "3"),
        ("motive", "Alla använder samma konto på kvällen."),
        ("assessed", "1"),
    ];
    client.post(&address, &form).await.is(303);
    let (_, kept) = world.door().read_as(id).await.unwrap();
    assert_eq!(
        (kept.state, kept.level(crate::method::Moment::Current)),
        (risk::State::Assessed, Some("high"))
    );
    // Sent twice it is kept once; something else, by what was seen before, is not.
    let before = world.door().read(id.cast()).await.unwrap().head.revision;
    client.post(&address, &form).await.is(303);
    assert_eq!(world.door().read(id.cast()).await.unwrap().head.revision, before);
    form[2].1 = "4";
    client.post(&address, &form).await.is(409).has("Någon annan hann före").lacks("⟦");
    let seen = world.door().read(id.cast()).await.unwrap().head.revision.to_string();
    form[0].1 = &seen;
    form[2].1 = "";
    client.post(&address, &form).await.is(422).has("hur sannolik");
    client.get(&format!("/risk/{id}")).await.is(200).has("Så stor är risken").has("Hög");
    // In the method's words, not in bare numbers.
    let page = client.get(&format!("/risk/{id}")).await;
    page.is(200).has("sannolikhet 3 Stor").has("konsekvens 3 Betydande").has("9 poäng");
}

#[tokio::test]
async fn rsk_04_of_two_who_assess_at_once_the_later_sees_both_and_loses_nothing() {
    let world = World::of(ground()).await;
    let id: Id<Risk> = world.id("risk-delade-konton");
    let address = format!("/risk/{id}/assess");
    let seen = world.door().read(id.cast()).await.unwrap().head.revision.to_string();
    let form = |likelihood: &'static str, motive: &'static str| {
        [
            ("_revision", seen.clone()),
            ("_base", seen.clone()),
            ("method", "skr-2".to_owned()),
            ("likelihood-current", likelihood.to_owned()),
            ("person-current", "3".to_owned()),
            ("motive", motive.to_owned()),
            ("assessed", "1".to_owned()),
        ]
    };
    let mut first = world.sign_in("verksamhetschef-akut").await;
    let mut later = world.sign_in("strateg").await;
    let sent = form("3", "Alla använder samma konto på kvällen.");
    let sent: Vec<_> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
    first.post(&address, &sent).await.is(303);
    let mine = form("1", "Kontot är avstängt sedan i går.");
    let mine: Vec<_> = mine.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let both = later.post(&address, &mine).await;
    both.is(409).has("Det som nu är sparat").has("Det du skrev").lacks("⟦");
    both.has("Alla använder samma konto på kvällen.").has("Kontot är avstängt sedan i går.");
    both.has("_keep.likelihood-current").has("_keep.motive").lacks("_keep.person-current");
    let (head, kept) = world.door().read_as(id).await.unwrap();
    assert_eq!(kept.likelihood, Some(3), "nothing is written yet");
    // The other's motive, my likelihood.
    let now = head.revision.to_string();
    let mut choices = mine.clone();
    choices[0].1 = &now;
    choices.extend([("_keep.likelihood-current", "mine"), ("_keep.motive", "theirs")]);
    later.post(&address, &choices).await.is(303);
    let (_, kept) = world.door().read_as(id).await.unwrap();
    assert_eq!(kept.likelihood, Some(1));
    assert_eq!(kept.motive.unwrap().0, "Alla använder samma konto på kvällen.");
    // Where the other has changed something else only, there is nothing to choose.
    let (head, _) = world.door().read_as(id).await.unwrap();
    let seen = head.revision.to_string();
    let mut opened = world.door().open_as(id).await.unwrap();
    opened.body.title = "Delad inloggning på akuten".to_owned();
    world.door().save(opened, "").await.unwrap();
    let mut alone = choices[..7].to_vec();
    (alone[0].1, alone[1].1, alone[3].1) = (&seen, &seen, "2");
    later.post(&address, &alone).await.is(303);
    let (_, kept) = world.door().read_as(id).await.unwrap();
    assert_eq!((kept.likelihood, kept.title.as_str()), (Some(2), "Delad inloggning på akuten"));
}

#[tokio::test]
async fn rsk_14_a_risk_shows_its_chain_to_measures_and_where_they_are_carried_out() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("it-chef").await;
    let id: Id = world.fixtures.id("risk-journal-nere").unwrap();
    let page = client.get(&format!("/risk/{id}")).await;
    page.is(200).has("Skydd, åtgärder och beslut").has("Läskopia").has("Vårddokumentation");
    let system: Id = world.fixtures.id("ke-journal").unwrap();
    let page = client.get(&format!("/configuration-item/{system}")).await;
    page.is(200).has("Risker och analyser").has("Journalsystemet ligger nere");
}

#[tokio::test]
async fn rsk_02_rsk_09_the_methods_say_what_steps_mean_and_who_may_bear_what() {
    let mut client = World::of(ground()).await.sign_in("medarbetare").await;
    let page = client.get("/risks/methods").await;
    page.is(200).has("Händer kanske en gång om året").has("Vem får besluta att bära risken");
    page.has("Förvaltningschef").has("högst 12 månader").has("inte verifierade");
}

#[tokio::test]
async fn rsk_04_rsk_09_people_are_asked_on_their_own_page() {
    let world = World::of(ground()).await;
    world
        .sign_in("verksamhetschef-akut")
        .await
        .get("/")
        .await
        .is(200)
        .has("Bedöm risken")
        .lacks("⟦");
    world.sign_in("hs-direktor").await.get("/").await.is(200).has("Beslutet att bära risken");
    world.sign_in("change-manager").await.get("/").await.is(200).has("Gör riskanalys");
    let owner = world.sign_in("it-chef").await.get("/").await;
    owner.is(200).has("saknar riskanalys");
}
