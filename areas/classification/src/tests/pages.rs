//! The area's own pages on the demo region: coverage, K-values, systems, demands, preconditions, the routine.

use stadga_model::Id;
use stadga_publish::{sheet::read_workbook, text_in::text_of};
use stadga_testkit::World;

use super::area::ground;

/// The letters and digits of a text: a PDF's words are set with other signs between them.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[tokio::test]
async fn cls_07_t3_coverage_is_seen_by_owner_object_and_family_in_both_languages_and_on_past_dates()
{
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ordforande").await;
    for language in ["sv", "en"] {
        client.reads(language);
        for page in ["", "/systems", "/values", "/demands?confidentiality=3", "/preconditions"] {
            client.get(&format!("/classes{page}")).await.is(200).lacks("⟦");
        }
        client.get("/classes?as-of=2024-12-31").await.is(200).lacks("⟦");
    }
    client.reads("sv");
    let page = client.get("/classes").await;
    page.is(200).has("Hälso- och sjukvårdsdirektör").has("Vårddokumentation").has("Ingen ägare");
    let owner: Id = world.fixtures.id("hs-direktor").unwrap();
    let narrowed = client.get(&format!("/classes?standing=unclassified&owner={owner}")).await;
    narrowed.is(200).has("Kallelser och bokade tider").lacks("Löneuppgifter");
    // Half a year late: the superior has been told.
    narrowed.has("Regiondirektör");
    let nobody = client.get("/classes?owner=nobody").await;
    nobody.is(200).has("Ritningar över fastigheter").lacks("Patientjournal");
}

#[tokio::test]
async fn rep_04_each_part_of_the_bar_leads_to_as_many_as_it_counts() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ordforande").await;
    let page = client.get("/classes").await.is(200).text();
    let links = page.split("<a class=\"chart-link\" href=\"").skip(1);
    let named: Vec<(&str, &str)> =
        links.filter_map(|link| link.split_once("\" aria-label=\"")).collect();
    assert!(named.len() > 2, "{named:?}");
    for (href, rest) in named {
        let name = rest.split('"').next().unwrap();
        let count: usize = name.rsplit(' ').next().unwrap().parse().unwrap();
        let list = client.get(href).await.is(200).text();
        let list = list.split("<caption>Informationsobjekt, det mest brådskande").nth(1).unwrap();
        let list = list.split("</table>").next().unwrap();
        assert_eq!(list.matches("<th scope=\"row\">").count(), count, "{name}");
    }
}

#[tokio::test]
async fn cls_07_then_is_told_as_it_was_known_then() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("revisor").await;
    let count = |page: &str| {
        let (_, tile) = page.split_once("standing=classified").unwrap();
        let (_, number) = tile.split_once("<b>").unwrap();
        number.split('<').next().unwrap().parse::<usize>().unwrap()
    };
    let now = count(&client.get("/classes").await.text());
    let then = count(&client.get("/classes?as-of=2024-04-30").await.text());
    assert!(then < now, "{then} then, {now} now");
}

#[tokio::test]
async fn rep_11_t34_the_k_values_are_published_with_handling_per_level_and_empty_owners_are_seen() {
    let mut client = World::of(ground()).await.sign_in("medarbetare").await;
    let page = client.get("/classes/values").await;
    page.is(200).has("Direktörer och ägare utan något K-värde som gäller");
    page.has("Patientjournal").has("Så får information hanteras").has("Säkra meddelanden");
    for ending in ["pdf", "docx"] {
        let file = client.get(&format!("/classes/values/files/k-values.{ending}")).await;
        let text = bare(&text_of(&format!("a.{ending}"), &file.is(200).bytes).unwrap().text);
        for part in [
            "Patientjournal",
            "3Allvarlig",
            "Säkrameddelanden",
            "Ingenägare",
            "Oklassad",
            "Inaktuell",
            "DirektörerochägareutannågotKvärde",
        ] {
            assert!(text.contains(part), "{ending} lacks {part}: {text}");
        }
    }
    let book = client.get("/classes/values/files/k-values.xlsx").await;
    assert!(
        format!("{:?}", read_workbook(&book.is(200).bytes).unwrap()).contains("Patientjournal")
    );
    for wrong in ["other.pdf", "k-values.exe", "k-values"] {
        client.get(&format!("/classes/values/files/{wrong}")).await.is(404);
    }
}

#[tokio::test]
async fn cls_02_a_system_inherits_and_deviates_and_what_runs_it_inherits_too() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let page = |key: &str| {
        let id: Id = world.fixtures.id(key).unwrap();
        format!("/configuration-item/{id}")
    };
    let journal = client.get(&format!("{}/protection", page("ke-journal"))).await;
    journal.is(200).has("3-3-3-3").has("Patientjournal").has("Kopia utom räckhåll");
    let copy = client.get(&format!("{}/protection", page("ke-journal-las"))).await;
    copy.is(200).has("3-2-3-3").has("hämtas om varje natt");
    client.get(&page("ke-srv-journal-app")).await.is(200).has("3-3-3-3");
    let over = client.get(&format!("{}/protection", page("ke-arendesystem"))).await;
    over.is(200).has("1-1-1");
}

#[tokio::test]
async fn cls_08_cls_11_demands_and_the_routine_are_had_as_documents() {
    let world = World::of(ground()).await;
    let id: Id = world.fixtures.id("ke-hr").unwrap();
    let address = format!("/configuration-item/{id}/protection");
    let mut client = world.sign_in("strateg").await;
    for ending in ["pdf", "docx"] {
        let file = client.get(&format!("{address}/demands/demands.{ending}")).await;
        let text = bare(&text_of(&format!("a.{ending}"), &file.is(200).bytes).unwrap().text);
        assert!(
            text.contains("tvåoberoendefaktorer") && text.contains("A85") && text.contains("K9"),
            "{ending}: {text}"
        );
        client.get(&format!("/classes/demands/3-2-2-x/demands.{ending}")).await.is(200);
        let routine = client.get(&format!("/classes/routine/routine.{ending}")).await;
        let text = bare(&text_of(&format!("a.{ending}"), &routine.is(200).bytes).unwrap().text);
        for part in ["Syfte", "Ansvar", "Arbetssätt", "Löpandearbete"] {
            assert!(text.contains(part), "cls_11 {ending} lacks {part}");
        }
    }
    client.get("/classes/demands/4-4-4-4/demands.pdf").await.is(404);
}

#[tokio::test]
async fn cls_16_plans_needs_and_objects_tell_what_their_information_is_worth() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("forvaltningsledare-vard").await;
    let object: Id = world.fixtures.id("obj-vardadm").unwrap();
    client.get(&format!("/object/{object}")).await.is(200).has("Klassa detta innan ni planerar");
    let plan = world.all("maintenance-plan").await.into_iter().next().unwrap();
    client
        .get(&format!("/maintenance-plan/{}", plan.head.id))
        .await
        .is(200)
        .has("informationsobjekt är klassade");
}

#[tokio::test]
async fn cls_16_the_object_map_is_coloured_by_what_information_is_worth() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("medarbetare").await;
    for language in ["en", "sv"] {
        client.reads(language);
        let map = client.get("/objects?colour=classification").await;
        map.is(200).has("3-3-3-3").lacks("⟦");
    }
}
