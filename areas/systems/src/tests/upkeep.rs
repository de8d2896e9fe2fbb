//! Freshness, the one click, the state's page, who may do what, and giving out as ArchiMate, on the demo region.

use stadga_model::{Id, Refusal};
use stadga_testkit::World;

use super::area::ground;
use crate::ConfigurationItem;

#[tokio::test]
async fn t19_the_owner_is_asked_on_their_own_page_and_one_click_confirms() {
    let world = World::of(ground()).await;
    let mut owner = world.sign_in("verksamhetschef-akut").await;
    owner.get("/").await.is(200).has("Bekräfta uppgifter i CMDB").has("/cmdb/confirm");
    owner.get("/cmdb/confirm").await.is(200).has("Patologisystem").lacks("Akutliggare");
    let id: Id<ConfigurationItem> = world.id("ke-patologi");
    let back = owner
        .post(&format!("/configuration-item/{id}/confirm"), &[("next", "/cmdb/confirm")])
        .await;
    back.is(303);
    assert_eq!(back.header("location"), "/cmdb/confirm?done=confirmed");
    owner.get("/cmdb/confirm").await.is(200).lacks("Patologisystem");
    let (head, item) = world.door().read_as(id).await.unwrap();
    assert_eq!(
        (item.confirmed, &*head.reason),
        ("2026-11-20".parse().ok(), "Bekräftad: stämmer fortfarande.")
    );
}

#[tokio::test]
async fn cmdb_03_all_that_one_answers_for_is_confirmed_together_and_nothing_else() {
    let world = World::of(ground()).await;
    let mut owner = world.sign_in("trafikdirektor").await;
    owner.get("/cmdb/confirm").await.is(200).has("Trafikplanering");
    owner.post("/cmdb/confirm", &[]).await.is(303);
    owner.get("/cmdb/confirm").await.is(200).has("Inget att bekräfta");
    let (_, other) =
        world.door().read_as(world.id::<ConfigurationItem>("ke-patologi")).await.unwrap();
    assert_eq!(other.confirmed, "2025-03-10".parse().ok());
}

#[tokio::test]
async fn cmdb_03_nobody_confirms_what_is_anothers() {
    let world = World::of(ground()).await;
    let id: Id<ConfigurationItem> = world.id("ke-patologi");
    let mut other = world.sign_in("medarbetare").await;
    other.post(&format!("/configuration-item/{id}/confirm"), &[]).await.is(403);
    let away = [("next", "https://elsewhere.example/")];
    let mut owner = world.sign_in("verksamhetschef-akut").await;
    let back = owner.post(&format!("/configuration-item/{id}/confirm"), &away).await;
    assert!(back.header("location").starts_with("/configuration-item/"), "nobody is led elsewhere");
}

#[tokio::test]
async fn t19_cmdb_02_nothing_is_taken_into_use_or_confirmed_without_a_contact() {
    let world = World::of(ground()).await;
    let id: Id<ConfigurationItem> = world.id("ke-patologi");
    let mut opened = world.door().open_as(id).await.unwrap();
    opened.body.second_line = None;
    let kept = world.door().save(opened, "").await;
    let Err(Refusal::Refused(findings)) = kept else { panic!("{kept:?}") };
    assert!(findings.iter().any(|finding| finding.text_key() == "finding-cmdb-02-contact"));
    let mut opened = world.door().open_as(id).await.unwrap();
    (opened.body.second_line, opened.body.source) = (None, Some("itop".into()));
    world.door().save(opened, "").await.unwrap();
    let mut owner = world.sign_in("verksamhetschef-akut").await;
    owner.get("/cmdb/confirm").await.is(200).has("Ange andra linjen först").lacks("⟦");
    owner.post("/cmdb/confirm", &[]).await.is(303);
    let (_, item) = world.door().read_as(id).await.unwrap();
    assert_eq!(item.confirmed, "2025-03-10".parse().ok(), "it is not right as it is");
    let body =
        serde_json::json!({ "name": "Ny server", "item_type": "server", "state": "planned" });
    let planned: ConfigurationItem = serde_json::from_value(body).unwrap();
    let made = world.door().create(&planned, "").await.unwrap();
    let mut manager = world.sign_in("it-chef").await;
    let seen = world.door().read_as(made.head.id.cast::<ConfigurationItem>()).await.unwrap().0;
    let address = format!("/configuration-item/{}/move/take", made.head.id);
    let moved = manager.post(&address, &[("_revision", &seen.revision.to_string())]).await;
    assert_ne!(moved.status, 303, "not into use");
}

#[tokio::test]
async fn t19_the_state_tells_freshness_per_owner_and_missing_contacts() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("it-chef").await;
    for language in ["sv", "en"] {
        client.reads(language);
        client.get(crate::pages::STATE).await.is(200).lacks("⟦");
    }
    client.reads("sv");
    let page = client.get(crate::pages::STATE).await.is(200).text();
    let sourcing = page.split("id=\"sourcing\"").nth(1).unwrap();
    let sourcing = sourcing.split("</table>").next().unwrap();
    for object in ["Verksamhetssystem", "Standardsystem", "Arbetsplats", "Servicedesk", "Nätverk"]
    {
        assert!(sourcing.contains(object), "CMDB-03: {object}");
    }
    let tools =
        page.split("Verktyg för styrning").last().unwrap().split("</table>").next().unwrap();
    assert!(tools.contains("eget") && tools.contains("integrerat"), "CMDB-12: {tools}");
    let page = client.get(crate::pages::STATE).await;
    page.has("Aktualitet per ansvarig").has("second_line.empty=1").has("Ingen ansvarig");
    let list = client.get("/configuration-item?state=in-use,phasing-out&second_line.empty=1").await;
    list.is(200).has("Fastighetsnät").has("Kvalitetsregister").lacks(">Journalsystem</a>");
}

#[tokio::test]
async fn cmdb_09_cmdb_12_cmdb_13_cmdb_18_the_state_tells_roles_tools_layers_and_what_leaves() {
    let world = World::of(ground()).await;
    let page = world.sign_in("it-chef").await.get(crate::pages::STATE).await.text();
    let after = |heading: &str| {
        page.split(heading).last().unwrap().split("</table>").next().unwrap().to_owned()
    };
    let roles = after("Itil-roller");
    assert_eq!(roles.matches("<tr>").count(), 12, "eleven roles and the heads");
    assert!(roles.contains("Vakant") && roles.contains("Chef för it-drift"), "{roles}");
    let tools = after("Verktyg för styrning");
    assert!(tools.contains("Driftövervakning") && tools.contains("Ärendesystem för it"));
    assert!(tools.contains("Saknas"), "the CMDB itself is none of the region's items");
    assert_eq!(
        after("Lager och leveransform").matches("<tr>").count(),
        13,
        "twelve layers and the heads"
    );
    let leaving = after("På väg ut");
    assert!(leaving.contains("Äldre ekonomisystem") && leaving.contains("2026-06-30"));
}

#[tokio::test]
async fn cmdb_08_an_items_page_tells_the_duties_of_its_type() {
    let world = World::of(ground()).await;
    let id: Id<ConfigurationItem> = world.id("ke-tidbok");
    let page = world.sign_in("medarbetare").await.get(&format!("/configuration-item/{id}")).await;
    page.is(200).has("Plikter för applikationstypen").has("saknar svar").has("2 av 7 plikter");
}

#[tokio::test]
async fn sec_08_items_are_kept_by_their_own_and_read_by_all() {
    let world = World::of(ground()).await;
    let may = async |person: &str, key: &str| {
        world.door_of(person).await.open_as::<ConfigurationItem>(world.id(key)).await.is_ok()
    };
    assert!(may("driftchef", "ke-ekonomi").await, "configuration manager, wherever it is");
    assert!(may("systemforvaltare-ekonomi", "ke-ekonomi").await, "in the unit");
    assert!(!may("systemforvaltare-ekonomi", "ke-labb").await);
    assert!(!may("revisor", "ke-labb").await);
    world.sign_in("revisor").await.get("/configuration-item").await.is(200).has("Akutliggare");
}

#[tokio::test]
async fn cmdb_01_the_model_in_archimate_has_every_item_and_only_links_between_them() {
    let world = World::of(ground()).await;
    let answer = world.sign_in("medarbetare").await.get("/cmdb/archimate.xml").await;
    answer
        .is(200)
        .has("xsi:type=\"ApplicationComponent\"")
        .has("xsi:type=\"Flow\"")
        .lacks("Faxserver");
    assert_eq!(answer.header("content-type"), "application/xml");
    held_to_the_format(&answer.text());
    if let Ok(path) = std::env::var("STADGA_ARCHIMATE_OUT") {
        std::fs::write(path, answer.bytes).unwrap();
    }
}

/// What the public schema asks: the order of parts, types that it knows, ids that are unique and refer to what is there.
fn held_to_the_format(xml: &str) {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut ids, mut refers, mut order, mut depth) =
        (std::collections::BTreeSet::new(), Vec::new(), Vec::new(), 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                depth += 1;
                if depth == 2 {
                    order.push(tag.name().as_ref().to_owned());
                }
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap();
                    let value = attribute.value.to_string();
                    match attribute.key.as_ref() {
                        "identifier" => assert!(ids.insert(value.clone()), "{value} twice"),
                        "source" | "target" | "propertyDefinitionRef" => refers.push(value),
                        "xsi:type" => assert!(TYPES.contains(&&*value), "{value}"),
                        _ => {}
                    }
                }
            }
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(
        order,
        ["name", "documentation", "elements", "relationships", "propertyDefinitions"]
    );
    assert!(refers.len() > 300 && refers.iter().all(|one| ids.contains(one)));
}

/// The types of ArchiMate 3.1 that are used.
const TYPES: [&str; 11] = [
    "ApplicationComponent",
    "ApplicationService",
    "SystemSoftware",
    "Node",
    "Device",
    "Equipment",
    "CommunicationNetwork",
    "Facility",
    "Serving",
    "Flow",
    "Association",
];
