//! The area's own pages on the demo region: the picture, coverage, the region's analysis, assessing, documents.

use stadga_model::Id;
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
    assert!(all.contains("likelihood=3&amp;consequence=4#listed"), "a cell is a link");
    let cell = client.get("/risks?method=skr-2&likelihood=3&consequence=4").await.is(200).text();
    let listed = cell.split("id=\"listed\"").nth(1).unwrap();
    let listed = listed.split("</section>").next().unwrap();
    assert!(listed.contains("Journalsystemet ligger nere längre än reservrutinen räcker"));
    assert!(!listed.contains("Fel läkemedel ges vid manuell överföring"), "{listed}");
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
    client.post(&address, &form).await.is(422).has("Någon annan har ändrat");
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
