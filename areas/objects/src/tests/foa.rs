//! The FOA on the demo region: everything is inside, what is outside is shown and sorted in; colours, steering, resources.

use stadga_model::{Draft, Id, Language};
use stadga_publish::text_in::text_of;
use stadga_store::{Batch, ListQuery};
use stadga_systems::ConfigurationItem;
use stadga_testkit::{Client, World};

use super::area::ground;
use crate::{Object, foa::System};

/// The number on a tile with these words.
fn tile(page: &str, words: &str) -> usize {
    let before = page.split(&format!("</b><span>{words}")).next().unwrap();
    before.rsplit("<b>").next().unwrap().parse().unwrap_or_else(|_| panic!("no {words}"))
}

async fn text(client: &mut Client, path: &str) -> String {
    let answer = client.get(path).await;
    answer.is(200).lacks("⟦");
    answer.text()
}

#[tokio::test]
async fn pm3_28_the_foa_is_a_map_in_every_colour_in_both_languages_and_as_documents() {
    let mut client = World::of(ground()).await.sign_in("medarbetare").await;
    for language in ["en", "sv"] {
        client.reads(language);
        for colour in ["mode", "vacancy", "plan", "cost", "model", "classification"] {
            let page = text(&mut client, &format!("/objects?colour={colour}")).await;
            assert!(page.contains("<svg") && page.contains("role=\"group\""));
            assert!(page.contains("Vårddokumentation") && page.len() < 300_000);
        }
    }
    let page = text(&mut client, "/objects?colour=plan").await;
    assert!(page.contains("Ingen plan") && page.contains("Beslutad"));
    assert!(!page.contains("colour=classification"), "nobody keeps it yet, so it is not offered");
    let vacancy = text(&mut client, "/objects?colour=vacancy").await;
    assert!(vacancy.contains("vakanta roller") && vacancy.contains("Alla roller tillsatta"));
    for ending in ["pdf", "docx"] {
        let answer = client.get(&format!("/objects/documents/foa.{ending}?colour=mode")).await;
        let words = text_of(&format!("a.{ending}"), &answer.is(200).bytes).unwrap().text;
        for part in ["Hälso- och sjukvård", "Vårddokumentation", "Styrstruktur"] {
            assert!(words.contains(part), "{ending} lacks {part}");
        }
    }
    client.get("/objects/documents/other.pdf").await.is(404);
    client.get("/objects/documents/foa.exe").await.is(404);
}

#[tokio::test]
async fn t8_what_is_outside_is_shown_and_sorted_in_until_nothing_is() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("samordningskansli").await;
    let page = text(&mut client, "/objects").await;
    let outside = tile(&page, "System utanför");
    assert_eq!(outside, 4, "the demo leaves some to be sorted in");
    let inside = tile(&page, "System i objekt");
    let sorting = text(&mut client, "/objects/outside").await;
    let object: Id<Object> = world.id("obj-journal");
    let names = ["ke-diktering", "ke-larplattform", "ke-gastnat", "ke-srv-test-journal"];
    let systems = names.map(|key| world.fixtures.id(key).unwrap().to_string());
    assert!(systems.iter().all(|id| sorting.contains(&format!("name=\"{id}\""))));
    let to = object.to_string();
    let pairs: Vec<(&str, &str)> = systems.iter().map(|id| (id.as_str(), to.as_str())).collect();
    client.post("/objects/outside", &pairs).await.is(303);
    let page = text(&mut client, "/objects").await;
    assert_eq!((tile(&page, "System utanför"), tile(&page, "System i objekt")), (0, inside + 4));
    client.get("/objects/outside").await.is(200).has("Inget ligger utanför");
    let item = text(&mut client, &format!("/configuration-item/{}", systems[0])).await;
    assert!(item.contains("Så förvaltas det") && item.contains("Vårddokumentation"));
}

#[tokio::test]
async fn t8_pm3_25_every_system_shows_the_mode_and_model_that_govern_it() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("revisor").await;
    let list = text(&mut client, "/objects/systems").await;
    let first = list.split("<tbody>").nth(1).unwrap().split("</tr>").next().unwrap();
    assert!(first.contains("Utanför portföljen"), "what is outside stands first");
    let page = text(&mut client, "/objects/systems?words=journalsystem").await;
    let row = page.split("<tr>").find(|row| row.contains("Journalsystem</a>")).unwrap();
    assert!(row.contains("Vårddokumentation") && row.contains("pm3"), "{row}");
    let family = world.fixtures.id("fam-trafik").unwrap();
    let traffic = text(&mut client, &format!("/objects/systems?family={family}")).await;
    assert!(traffic.contains("Biljettsystem") && !traffic.contains("Ekonomisystem<"));
    // Each system that is used and has its place in the FOA says on its own page how it is maintained.
    for key in ["ke-journal", "ke-biljett", "ke-db-labb", "ke-gastnat"] {
        let id = world.fixtures.id(key).unwrap();
        client.get(&format!("/configuration-item/{id}")).await.is(200).has("Så förvaltas det");
    }
}

#[tokio::test]
async fn pm3_01_a_system_that_is_sorted_in_leaves_every_other_object() {
    let world = World::of(ground()).await;
    let door = world.door();
    let journal: System = world.id("ke-journal");
    let from = door.read_as::<Object>(world.id("obj-journal")).await.unwrap().1;
    assert!(from.systems.contains(&journal));
    let mut twice = door.open_as::<Object>(world.id("obj-labb")).await.unwrap();
    twice.body.systems.push(journal);
    door.save(twice, "Ligger i två.").await.unwrap();
    let mut client = world.sign_in("samordningskansli").await;
    client.get("/objects").await.is(200).has("ligger i mer än ett objekt");
    client
        .get(&format!("/configuration-item/{journal}"))
        .await
        .is(200)
        .has("Ligger i flera objekt");
    let to = world.id::<Object>("obj-lakemedel").to_string();
    client.post("/objects/outside", &[(&journal.to_string(), &to)]).await.is(303);
    let holds = door.all::<Object>(ListQuery::linking("systems", journal)).await.unwrap();
    assert_eq!(holds.iter().map(|(head, _)| head.id.to_string()).collect::<Vec<_>>(), [to]);
    client.get("/objects").await.is(200).lacks("ligger i mer än ett objekt");
}

#[tokio::test]
async fn t8_who_may_change_no_object_sorts_nothing_in() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("medarbetare").await;
    client.get("/objects/outside").await.is(200).has("Du får inte ändra något objekt");
    let system = world.fixtures.id("ke-gastnat").unwrap().to_string();
    let object = world.fixtures.id("obj-nat").unwrap().to_string();
    client.post("/objects/outside", &[(&system, &object)]).await.is(403);
}

#[tokio::test]
async fn pm3_08_pm3_29_steering_has_three_levels_with_groups_of_the_operation() {
    let mut client = World::of(ground()).await.sign_in("rs-ledamot").await;
    let page = text(&mut client, "/objects/steering").await;
    for part in ["Portfölj", "Objektfamilj", "Operativ", "Samverkansgruppen för vårdprocesser"] {
        assert!(page.contains(part), "{part}");
    }
    assert!(page.contains("<svg") && page.contains("Styrgruppen för it och digitalisering"));
}

#[tokio::test]
async fn pm3_23_resources_tell_hands_shares_and_who_is_shared() {
    let mut client = World::of(ground()).await.sign_in("controller").await;
    let page = text(&mut client, "/objects/resources").await;
    let row = page.split("<tr>").find(|row| row.contains("Vårddokumentation</a>")).unwrap();
    assert!(row.contains("230 %") && row.contains("105 %") && row.contains("300 %"), "{row}");
}

#[tokio::test]
async fn pm3_06_pm3_07_an_object_shows_two_sides_with_roles_and_vacancies() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("administrator").await;
    let labb: Id = world.fixtures.id("obj-labb").unwrap();
    let page = text(&mut client, &format!("/object/{labb}/overview")).await;
    for part in ["Verksamhetens roller", "Provtagning och svar", "Labbsystem", "Vakant", "Tillsätt"]
    {
        assert!(page.contains(part), "{part}");
    }
    let journal: Id = world.fixtures.id("obj-journal").unwrap();
    let page = text(&mut client, &format!("/object/{journal}/overview")).await;
    assert!(page.contains("I ITIL: Tjänsteägare, Tjänsteleveransansvarig"), "PM3-09");
    assert!(
        page.contains("Objektägare vårdinformation") && page.contains("svarar som objektägare")
    );
    client.get(&format!("/object/{journal}")).await.is(200).has("Översikt");
}

#[tokio::test]
async fn pm3_14_at_the_minimum_the_chair_of_the_steering_group_owns_the_systems() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("medarbetare").await;
    let id = world.fixtures.id("ke-biljett").unwrap();
    let page = text(&mut client, &format!("/configuration-item/{id}")).await;
    let aside = page.split("Så förvaltas det").nth(1).unwrap();
    assert!(aside.contains("Trafikdirektör") && aside.contains("Som ordförande i styrgruppen"));
}

#[tokio::test]
async fn pm3_12_the_mode_is_assessed_on_a_page_and_the_decision_kept() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("samordningskansli").await;
    let id: Id<Object> = world.id("obj-mtreg");
    let address = format!("/object/{id}/mode");
    client.get(&address).await.is(200).has("prioriterat").lacks("⟦");
    let no = ["changed-conditions", "integration", "performance", "replacement"];
    let mut sent: Vec<(&str, &str)> = no.iter().map(|key| (*key, "no")).collect();
    sent.extend([("regulation", "yes"), ("regulation.why", "Ny förordning.")]);
    client.post(&address, &sent).await.is(303);
    client.get(&address).await.is(200).has("Svaren talar för: Anpassad pm3");
    sent.extend([
        ("mode", "adapted"),
        ("model", "pm3"),
        ("date", "2026-11-20"),
        ("paragraph", "§ 7"),
    ]);
    client.post(&address, &sent).await.is(303);
    let (_, object) = world.door().read_as(id).await.unwrap();
    assert_eq!(object.mode.as_ref().map(|mode| mode.0.as_str()), Some("adapted"));
    let decision = world.door().read_as(object.mode_decision.unwrap()).await.unwrap().1;
    assert!(decision.is_taken() && decision.is_yes());
    assert_eq!(decision.body, world.fixtures.id("styrgrupp-vard"));
    let words = world.app.texts.get(
        Language::Swedish,
        "mode-page",
        &[("object", "Medicintekniskt register")],
    );
    assert_eq!(decision.title, words);
}

#[tokio::test]
async fn sec_06_the_foa_is_seen_as_it_was_on_a_past_date() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("revisor").await;
    let then = text(&mut client, "/objects?as-of=2025-03-03").await;
    assert!(!then.contains("Vårddokumentation"), "no object had been entered");
    let then = text(&mut client, "/objects?colour=plan&as-of=2025-06-30").await;
    let row = then.split("<tr>").find(|row| row.contains("Vårddokumentation")).unwrap();
    assert!(row.contains("Ingen plan"), "{row}");
    let object = world.fixtures.id("obj-journal").unwrap();
    client.get(&format!("/object/{object}/mode?as-of=2025-06-30")).await.is(409);
}

/// Systems without a place, and their ids.
fn systems(world: &World, count: usize) -> (Batch, Vec<System>) {
    let (mut batch, mut ids) = (Batch::default(), Vec::new());
    for number in 0..count {
        let body = serde_json::json!({
            "name": format!("System {number}"), "item_type": "application", "state": "in-use",
            "description": "Ett system bland tusentals, med en beskrivning som andra.",
            "second_line": world.fixtures.id("it-drift"),
        });
        let item: ConfigurationItem = serde_json::from_value(body).unwrap();
        let id = Id::new(world.app.store.now());
        batch.creates.push(Draft::new(id, &item).unwrap());
        ids.push(id);
    }
    (batch, ids)
}

#[tokio::test]
async fn pm3_28_the_foa_of_three_thousand_systems_is_one_light_page() {
    let world = World::of(ground()).await;
    let door = world.door();
    let objects = door.all::<Object>(ListQuery::default()).await.unwrap();
    for (head, _) in objects.iter().take(30) {
        let (batch, ids) = systems(&world, 100);
        door.write(batch).await.unwrap();
        let mut opened = door.open_as::<Object>(head.id.cast()).await.unwrap();
        opened.body.systems.extend(ids);
        door.save(opened, "").await.unwrap();
    }
    let mut client = world.sign_in("medarbetare").await;
    let started = std::time::Instant::now();
    let page = text(&mut client, "/objects").await;
    println!("{} bytes, {:?} unoptimised", page.len(), started.elapsed());
    assert!(page.matches("h5v5h-5z").count() >= 3_000, "every system is a dot");
    assert!(page.len() < 300_000, "{} bytes", page.len());
    assert_eq!(tile(&page, "System utanför"), 4);
}

#[tokio::test]
async fn pm3_02_every_object_is_a_core_a_support_or_an_it_object() {
    let world = World::of(ground()).await;
    let scales = world.app.store.scales();
    let classes: Vec<_> = scales.get("object-class").unwrap().steps.iter().collect();
    assert_eq!(
        classes.iter().map(|step| &*step.key).collect::<Vec<_>>(),
        ["core", "support", "it"]
    );
    let objects = world.door().all::<Object>(ListQuery::default()).await.unwrap();
    for class in &classes {
        let (head, _) = objects.iter().find(|(_, object)| object.class.0 == class.key).unwrap();
        let mut client = world.sign_in("medarbetare").await;
        let page = client.get(&format!("/object/{}/overview", head.id)).await;
        page.is(200).has(class.label(Language::Swedish));
    }
    let known = |object: &Object| classes.iter().any(|class| class.key == object.class.0);
    assert!(objects.iter().all(|(_, object)| known(object)));
}
