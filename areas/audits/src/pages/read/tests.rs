//! Tests of the reader's page: nothing is set beforehand, and what is chosen stays.

use super::*;
use crate::read::{Kind, Words, read, read_as};
use stadga_publish::text_in::text_of;
use stadga_testkit::World;

/// The demo region with the area and what it stands on.
async fn region() -> World {
    World::all_open(vec![
        stadga_organisation::area(),
        stadga_decisions::area(),
        stadga_measures::area(),
        stadga_documents::area(),
        crate::area(),
    ])
    .await
}

/// An invented report that is kept and read; the page of its reading.
async fn handed_in(world: &World, name: &str) -> String {
    let path = format!("{}/fixtures/reading/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    kept_as(world, name, &std::fs::read(path).unwrap()).await
}

/// The page of a text that is kept and read.
async fn kept_as(world: &World, name: &str, bytes: &[u8]) -> String {
    let id = world.door().keep_file(name, "text/plain", bytes).await.unwrap();
    let file = world.door().file(&id).await.unwrap();
    let extracted = text_of(&file.name, bytes).unwrap();
    for said in [Some(Kind::Report), None] {
        let (reading, extracted) =
            (read_as(&extracted.text, said, Words::shipped()), extracted.clone());
        kept::keep(&file, said, Told { reading, extracted });
    }
    format!("{READ}/{}", id.0)
}

#[tokio::test]
async fn aud_03_nothing_is_set_beforehand_and_what_is_chosen_stays() {
    let world = region().await;
    let mut client = world.sign_in("strateg").await;
    let page = handed_in(&world, "rapport-avfall").await;
    client.get(&page).await.is(200).has("0 av ").lacks("checked").lacks("⟦");
    client.post(&page, &[("do", "make")]).await.is(422).has("inte godtagit");
    client.post(&page, &[("do", "keep"), ("verdict.questions.0", "drop")]).await.is(303);
    client.get(&page).await.is(200).has("1 av ").has("checked");
    client.get(READ).await.is(200).has("rapport-avfall");
}

#[tokio::test]
async fn a_text_with_nothing_in_it_offers_no_records() {
    let world = region().await;
    let mut client = world.sign_in("strateg").await;
    let page = handed_in(&world, "dikt").await;
    client
        .get(&page)
        .await
        .is(200)
        .has("Inget hittades")
        .has("Stadga läser")
        .lacks("value=\"make\"");
}

#[tokio::test]
async fn aud_03_what_is_of_no_known_kind_is_read_as_what_the_user_says() {
    let world = region().await;
    let mut client = world.sign_in("strateg").await;
    let page = handed_in(&world, "dikt").await;
    client.get(&page).await.is(200).has("Vad är detta för dokument?");
    client.post(&page, &[("do", "read-as"), ("target.kind", "report")]).await.is(303);
    let read = client.get(&page).await;
    read.is(200).has("Granskningsrapport").has("id=\"L1\"").has("value=\"report\" selected");
    // What else is chosen does not forget it.
    client.post(&page, &[("do", "keep"), ("target.kind", "report")]).await.is(303);
    client.get(&page).await.is(200).has("value=\"report\" selected");
}

#[tokio::test]
async fn aud_03_a_report_that_comes_again_is_offered_its_audit() {
    let world = region().await;
    let mut client = world.sign_in("strateg").await;
    let page = handed_in(&world, "region-trafikljus").await;
    let already = "redan en granskning med samma nummer";
    client.get(&page).await.is(200).lacks(already);
    let accept = [
        ("do", "make"),
        ("verdict.identity.title", "accept"),
        ("verdict.identity.diary_number", "accept"),
    ];
    client.post(&page, &accept).await.is(303);
    let bytes = std::fs::read(format!(
        "{}/fixtures/reading/region-trafikljus.txt",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap();
    let again = kept_as(&world, "igen", &[&bytes[..], b"\n"].concat()).await;
    client.get(&again).await.is(200).has(already);
}

/// The sample report, kept and read; nothing, where it is not beside the project.
async fn sample(world: &World) -> Option<String> {
    let path = "../../../shared/samples/audits/kronoberg-granskning-2024.txt";
    let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    let Ok(bytes) = std::fs::read(path) else {
        println!("skipped: the sample report is not beside the project");
        return None;
    };
    let name = "granskning.txt";
    let id = world.door().keep_file(name, "text/plain", &bytes).await.unwrap();
    let file = world.door().file(&id).await.unwrap();
    let extracted = text_of(&file.name, &bytes).unwrap();
    let reading = read(&extracted.text, Words::shipped());
    kept::keep(&file, None, Told { reading, extracted });
    Some(format!("{READ}/{}", id.0))
}

#[tokio::test]
async fn t23_documents_seen_are_in_the_register_and_tell_what_had_expired_on_the_day_of_the_report()
{
    let none = stadga_web::Area { fixtures: &[], ..stadga_documents::area() };
    let world = World::all_open(vec![
        stadga_organisation::area(),
        stadga_decisions::area(),
        stadga_measures::area(),
        none,
        crate::area(),
    ])
    .await;
    let Some(page) = sample(&world).await else { return };
    let mut client = world.sign_in("strateg").await;
    // In two rounds, as people do: what was made in the first is not made again.
    for places in [0..9, 5..14] {
        let places = places.map(|at| format!("verdict.documents.{at}")).collect::<Vec<_>>();
        let form = places.iter().map(|place| (place.as_str(), "accept")).chain([("do", "make")]);
        client.post(&page, &form.collect::<Vec<_>>()).await.is(303);
    }
    // Those that govern are in the register; minutes and reports of others stand in the audit alone, with the rest.
    assert_eq!(world.all("document").await.len(), 8);
    assert_eq!(world.all("document-version").await.len(), 8);
    let audits = world.all("audit").await;
    let new = audits.iter().find(|audit| audit.body["title"] == "granskning.txt").unwrap();
    let seen = new.body["documents"].as_array().unwrap();
    assert_eq!(seen.len(), 14);
    assert_eq!(seen.iter().filter(|seen| seen["document"].is_string()).count(), 8);
    let governing = client.get("/board/documents?on=2024-01-24").await;
    governing.is(200).has("Rutin för informationsklassning").lacks("Revisionsrapport");
    governing.lacks("Regionstyrelsens protokoll").lacks("Patientsäkerhetsberättelsen");
    let day = client.get("/board/documents?on=2024-01-24&sources=1").await;
    day.is(200).has("<b>4</b><span>har gått ut</span>").has("<b>1</b><span>odaterade</span>");
    let text = day.text();
    let rows: Vec<_> = text.split("<tr>").filter(|row| row.contains("Utgånget")).collect();
    for (routine, end) in [
        ("brandvägg", "2023-08-11"),
        ("informationsklassning", "2024-01-05"),
        ("sårbarhetsanalyser", "2022-05-02"),
        ("dataintrång", "2022-02-05"),
    ] {
        let row =
            rows.iter().find(|row| row.contains(routine)).unwrap_or_else(|| panic!("{routine}"));
        assert!(row.contains(end) && row.contains(">Rutin<"), "{row}");
    }
    assert_eq!(rows.len(), 4);
    let undated = text.split("<tr>").find(|row| row.contains("Odaterat")).unwrap();
    assert!(undated.contains("styrstruktur"), "{undated}");
    // On an earlier day three of them still held.
    let earlier = client.get("/board/documents?on=2022-03-01&sources=1").await;
    earlier.has("<b>1</b><span>har gått ut</span>");
    // The register says where each is known from.
    let audit = world.all("document-version").await[0].body["source"].as_str().unwrap().to_owned();
    client.get(&format!("/audit/{audit}")).await.is(200).has("Dokument som var underlag");
}

#[tokio::test]
async fn t23_what_becomes_of_the_documents_is_said_and_chosen() {
    let world = region().await;
    let before = world.all("document").await.len();
    let Some(page) = sample(&world).await else { return };
    let mut client = world.sign_in("strateg").await;
    let text = client.get(&page).await.is(200).text();
    let register = text.split("name=\"target.documents\"").nth(1).unwrap();
    assert!(register.contains("value=\"yes\" selected"), "{}", &register[..200]);
    assert!(register.contains("8 av 14"));
    let form: Vec<String> = (0..14).map(|at| format!("verdict.documents.{at}")).collect();
    let form = form.iter().map(|place| (place.as_str(), "accept"));
    let form = form.chain([("do", "make"), ("target.documents", "no")]);
    client.post(&page, &form.collect::<Vec<_>>()).await.is(303);
    assert_eq!(world.all("document").await.len(), before);
}

#[tokio::test]
async fn aud_03_each_fact_of_the_report_bears_its_label_and_the_answering_body_its_own_words() {
    let world = region().await;
    let Some(page) = sample(&world).await else { return };
    let mut client = world.sign_in("strateg").await;
    let text = client.get(&page).await.is(200).text();
    let card = |path: &str| {
        let from = text.split(&format!("id=\"found-{path}\"")).nth(1).unwrap_or_default();
        from.split("<fieldset").next().unwrap_or_default()
    };
    for (path, label) in [
        ("identity-diary_number", "Diarienummer"),
        ("identity-period", "Genomförd"),
        ("identity-assessed", "Bedömningen avser"),
        ("identity-client", "Uppdragsgivare"),
        ("identity-performer", "Utförare"),
    ] {
        let label = format!("<p class=\"label\">{label}</p>");
        assert!(card(path).contains(&label), "{path}: {}", card(path));
    }
    let overall = text.matches("Övergripande fråga").count();
    assert_eq!(overall, 3, "as many as the report has");
    // Of whom the answer is asked, and not whom the report is addressed to.
    let unit = text.split("name=\"target.unit\"").nth(1).unwrap();
    let said = unit.split("name=\"target.client\"").next().unwrap();
    assert!(said.to_lowercase().contains("i texten står: regionstyrelsen"), "{said}");
}

/// The audits that are not the demo's own, by title.
async fn new_audits(world: &World, before: usize) -> Vec<String> {
    let all = world.all("audit").await;
    let titles = all.iter().map(|audit| audit.body["title"].as_str().unwrap_or_default());
    let mut titles: Vec<String> = titles.map(str::to_owned).collect();
    titles.retain(|title| title.contains("avfall"));
    assert_eq!(all.len(), before + titles.len());
    titles
}

#[tokio::test]
async fn aud_03_what_is_accepted_in_a_second_round_joins_the_records_of_the_first() {
    let world = region().await;
    let (audits, advice) =
        (world.all("audit").await.len(), world.all("recommendation").await.len());
    let mut client = world.sign_in("strateg").await;
    let page = handed_in(&world, "rapport-avfall").await;
    let first = [("do", "make"), ("verdict.recommendations.0", "accept")];
    client.post(&page, &first).await.is(303);
    assert_eq!(new_audits(&world, audits).await, ["rapport-avfall"], "called by its file at first");
    client.get(&page).await.is(200).has("data-made");
    let second = [
        ("do", "make"),
        ("verdict.recommendations.1", "accept"),
        ("verdict.questions.0", "accept"),
        ("verdict.identity.title", "accept"),
    ];
    client.post(&page, &second).await.is(303);
    assert_eq!(new_audits(&world, audits).await, ["Granskning av kommunens avfallshantering"]);
    let made = world.all("recommendation").await.split_off(advice);
    assert_eq!(made.len(), 2);
    assert_eq!(made[0].body["audit"], made[1].body["audit"]);
    client.post(&page, &second).await.is(422).has("inte godtagit");
}

#[tokio::test]
async fn aud_15_an_answer_read_in_two_rounds_is_one_answer() {
    let world = region().await;
    let (answers, parts) = (world.all("answer").await.len(), world.all("answer-item").await.len());
    let mut client = world.sign_in("strateg").await;
    let page = handed_in(&world, "svar-b").await;
    for place in ["verdict.answers.0", "verdict.answers.1"] {
        client.post(&page, &[("do", "make"), (place, "accept")]).await.is(303);
    }
    assert_eq!(world.all("answer").await.len(), answers + 1);
    let made = world.all("answer-item").await.split_off(parts);
    assert_eq!(made.len(), 2);
    assert_eq!(made[0].body["answer"], made[1].body["answer"]);
}

#[tokio::test]
async fn aud_22_a_fault_says_which_finding_and_leads_there() {
    let world = region().await;
    let mut client = world.sign_in("strateg").await;
    let page = handed_in(&world, "uppfoljning-status").await;
    let faulty = [
        ("do", "make"),
        ("verdict.follow_ups.0", "mend"),
        ("value.follow_ups.0.grade", crate::follow_up::WHITE),
        ("value.follow_ups.0.replaced_by", "Ett nytt system"),
        ("value.follow_ups.0.reason", ""),
    ];
    let refused = client.post(&page, &faulty).await;
    refused.is(422).has("Inga poster har skapats").has("href=\"#found-follow_ups-0\"").lacks("⟦");
}

#[tokio::test]
async fn aud_10_what_has_been_answered_is_no_longer_asked() {
    let world = region().await;
    let mut client = world.sign_in("strateg").await;
    let page = handed_in(&world, "grundlaggande").await;
    let text = client.get(&page).await.is(200).has("id=\"asks\"").text();
    let asked = |text: &str| {
        let from = text.split("id=\"asks\"").nth(1).unwrap_or_default();
        from.split("<form").next().unwrap_or_default().matches("<li>").count()
    };
    let before = asked(&text);
    let all: Vec<String> = text
        .split("name=\"verdict.")
        .skip(1)
        .filter_map(|rest| Some(format!("verdict.{}", rest.split('"').next()?)))
        .collect();
    let mut form: Vec<(&str, &str)> = all.iter().map(|name| (name.as_str(), "drop")).collect();
    form.push(("do", "keep"));
    client.post(&page, &form).await.is(303);
    let after = asked(&client.get(&page).await.is(200).text());
    assert!(before > 0 && after == 0, "{before} then {after}");
}

#[tokio::test]
async fn aud_03_who_reads_a_report_in_handles_it_and_bodies_are_offered_by_name() {
    let world = region().await;
    let mut client = world.sign_in("strateg").await;
    let page = handed_in(&world, "rapport-avfall").await;
    let text = client.get(&page).await.is(200).text();
    let options = |name: &str| {
        let list = text.split(&format!("name=\"target.{name}\"")).nth(1).unwrap_or_default();
        let list = list.split("</select>").next().unwrap_or_default().to_owned();
        list.split("</option>").map(str::to_owned).collect::<Vec<_>>()
    };
    let me = world.id::<stadga_organisation::Person>("strateg").to_string();
    let chosen = options("owner").into_iter().find(|option| option.contains("selected"));
    assert!(chosen.is_some_and(|option| option.contains(&me)), "the reader");
    let units: Vec<String> = options("unit")
        .iter()
        .filter_map(|option| Some(option.rsplit_once('>')?.1.to_lowercase()))
        .filter(|name| !name.is_empty())
        .collect();
    assert!(units.len() > 3 && units.iter().skip(1).is_sorted(), "{units:?}");
    for unit in world.all("unit").await {
        if unit.body["unit_type"] == "external" {
            let id = unit.head.id.to_string();
            assert!(!options("unit").iter().any(|option| option.contains(&id)), "{:?}", unit.body);
        }
    }
}
