//! The area's own pages on the demo region: what held on a day, what is revised, who has read, what boards and laws miss.

use stadga_model::Id;
use stadga_publish::{sheet::read_workbook, text_in::text_of};
use stadga_testkit::World;

use super::area::ground;
use crate::{Confirmation, Document, RevisionCase};

/// The rows of a table after this heading of a page.
fn rows<'a>(page: &'a str, caption: &str) -> Vec<&'a str> {
    let (_, table) = page
        .split_once(&format!("<caption>{caption}"))
        .unwrap_or_else(|| panic!("no {caption}: {page}"));
    table.split("</table>").next().unwrap().split("<tr>").skip(2).collect()
}

#[tokio::test]
async fn doc_03_what_held_on_a_day_is_a_page_in_both_languages_and_on_a_past_date() {
    let mut client = World::of(ground()).await.sign_in("rs-ordforande").await;
    for language in ["sv", "en"] {
        client.reads(language);
        for page in ["", "/revisions", "/requirements", "/boards", "/known"] {
            client.get(&format!("/board/documents{page}")).await.is(200).lacks("⟦");
        }
        client.get("/board/documents/boards?on=2020-01-01").await.is(200).lacks("⟦");
    }
    client.reads("sv");
    let today = client.get("/board/documents").await;
    today.has("<b>2</b><span>har gått ut</span>").has("<b>1</b><span>odaterade</span>");
    today.has("Anvisning för mobila enheter").lacks("Regionplan 2026");
    let before = client.get("/board/documents?on=2025-01-31").await;
    before.is(200).has("<b>1</b><span>har gått ut</span>");
    client.get("/board/documents?sources=1").await.is(200).has("Regionplan 2026");
    // What was known then: the instruction of 2025 had not been entered.
    let then = client.get("/board/documents?as-of=2024-12-31").await;
    then.is(200).has("Instruktion för behörigheter").lacks("Instruktion för intern granskning");
}

#[tokio::test]
async fn doc_03_the_list_is_had_as_pdf_word_and_excel_with_the_same_content() {
    let mut client = World::of(ground()).await.sign_in("revisor").await;
    let address = "/board/documents/files/2024-01-24/all/governing";
    for ending in ["pdf", "docx"] {
        let answer = client.get(&format!("{address}.{ending}")).await;
        let text = text_of(&format!("a.{ending}"), &answer.is(200).bytes).unwrap().text;
        // A PDF's dates are set so that they do not break, with another sign in the place of the hyphen.
        let text: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
        for part in ["Styrandedokument20240124", "20230811", "Odaterat", "20240105"] {
            assert!(text.contains(part), "{ending} lacks {part}: {text}");
        }
    }
    let book = client.get(&format!("{address}.xlsx")).await;
    let sheets = read_workbook(&book.is(200).bytes).unwrap();
    let expired = format!("{sheets:?}").matches("Utgånget").count();
    assert_eq!(expired, 2, "the firewalls and the classification");
    for wrong in
        ["2024-13-01/all/governing.pdf", "2024-01-24/all/other.pdf", "2024-01-24/all/governing.exe"]
    {
        client.get(&format!("/board/documents/files/{wrong}")).await.is(404);
    }
}

#[tokio::test]
async fn doc_09_the_text_of_a_document_is_read_as_it_applied_on_a_day() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("medarbetare").await;
    let policy: Id<Document> = world.id("dok-policy");
    let text = format!("/document/{policy}/text");
    let old = client.get(&format!("{text}?on=2020-02-02")).await;
    old.is(200)
        .has("bara nås av den som ska ha den")
        .lacks("i proportion till informationens värde");
    let new = client.get(&format!("{text}?on=2023-05-01")).await;
    new.is(200).has("i proportion till informationens värde").has("Policy").lacks("⟦");
    client
        .get(&format!("{text}?on=2017-01-01"))
        .await
        .is(200)
        .has("Ingen version gällde den dagen");
    let mobile: Id<Document> = world.id("dok-mobil");
    let gone = client.get(&format!("/document/{mobile}/text")).await;
    gone.is(200).has("Den här hade gått ut 2025-01-31").has("ska vara låsta");
}

#[tokio::test]
async fn t32_the_backlog_is_in_order_of_priority_and_tells_who_may_not_decide() {
    let mut client = World::of(ground()).await.sign_in("strateg").await;
    let page = client.get("/board/documents/revisions").await.is(200).text();
    let found = rows(&page, "Pågående och väntande ärenden");
    let at = |words: &str| found.iter().position(|row| row.contains(words)).unwrap();
    assert!(at("nya rapporteringstider") < at("cybersäkerhetslagen och ansvar"), "sooner first");
    assert!(at("cybersäkerhetslagen och ansvar") < at("loggkontroll"), "high before medium");
    assert!(at("loggkontroll") < at("distans") && at("distans") < at("brandväggar"));
    let wrong = found[at("nya rapporteringstider")];
    assert!(wrong.contains("Delegationen är inte given till den rollen"), "{wrong}");
    assert!(!found[at("loggkontroll")].contains("Brister"), "the security manager may");
    assert!(found[at("brandväggar")].contains("Nej"), "nobody has analysed it");
    let left = page.split("Behöver revideras men har inget ärende").nth(1).unwrap();
    assert!(left.contains("Anvisning för mobila enheter"), "{left}");
    assert!(!left.contains("Rutin för brandväggar"), "has a case");
}

#[tokio::test]
async fn t32_the_right_to_decide_stops_a_case_before_the_decision() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let case: Id = world.fixtures.id("rev-incident").unwrap();
    let page = format!("/revision-case/{case}");
    client.get(&page).await.is(200).has("Rätt att besluta").has("inte given till den rollen");
    let seen = world.door().read(case).await.unwrap().head.revision.to_string();
    let moved = client.post(&format!("{page}/move/submit"), &[("_revision", &seen)]).await;
    // The page asks for someone who may, and nothing has happened.
    moved.is(200).has("inte given till den rollen");
    assert_eq!(world.door().read(case).await.unwrap().head.state.as_deref(), Some("draft"));
}

#[tokio::test]
async fn doc_04_each_board_shows_what_it_has_decided_and_lacks() {
    let mut client = World::of(ground()).await.sign_in("revisor").await;
    let page = client.get("/board/documents/boards").await.is(200).text();
    let found = rows(&page, "Strategiska dokument per nämnd");
    let board =
        |name: &str| found.iter().find(|row| row.contains(&format!(">{name}</a>"))).unwrap();
    assert!(board("Regionstyrelsen").contains("Riktlinje för informationssäkerhet"));
    assert!(board("Regionstyrelsen").contains("Ekonomi"), "lacks it");
    let health = board("Hälso- och sjukvårdsnämnden");
    assert!(health.contains("Plan för kontinuitet i vården") && health.contains("Medicinteknik"));
    assert!(board("Trafiknämnden").contains("Ansvar enligt reglemente saknas"));
}

#[tokio::test]
async fn doc_07_doc_19_requirements_with_and_without_documents_are_told_apart() {
    let mut client = World::of(ground()).await.sign_in("revisor").await;
    let page = client.get("/board/documents/requirements").await.is(200).text();
    let lost = rows(&page, "Krav utan dokument");
    assert_eq!(lost.len(), 5, "{lost:?}");
    assert!(lost.iter().any(|row| row.contains("kryptering") && row.contains("Inget dokument")));
    let expired = "Bara i dokument som inte gäller";
    assert!(lost.iter().any(|row| row.contains("Mobila enheter") && row.contains(expired)));
    let areas = rows(&page, "Krav per område");
    let at = |words: &str| areas.iter().position(|row| row.contains(words)).unwrap();
    assert!(
        at("Organisation") < at("Personalsäkerhet") && at("Driftsäkerhet") < at("Kommunikation")
    );
}

#[tokio::test]
async fn doc_08_whoever_must_read_is_asked_confirms_and_is_counted() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("medarbetare").await;
    let asked = "Läs Informationssäkerhetspolicy";
    client.get("/").await.is(200).has(asked);
    let policy: Id<Document> = world.id("dok-policy");
    let page = format!("/document/{policy}");
    client.get(&page).await.is(200).has("Du ska läsa dokumentet").has("Jag har läst versionen");
    let before = world.all("reading-confirmation").await.len();
    for _ in 0..2 {
        client.post(&format!("{page}/confirm"), &[]).await.is(303);
    }
    assert_eq!(
        world.all("reading-confirmation").await.len(),
        before + 1,
        "twice pressed is once read"
    );
    client.get(&page).await.has("Du läste versionen 2026-11-20").lacks("Jag har läst versionen");
    client.get("/").await.is(200).lacks(asked);
    let known = world.sign_in("strateg").await.get("/board/documents/known").await.is(200).text();
    let row = rows(&known, "Läsplikter")
        .into_iter()
        .find(|row| row.contains("Alla läser"))
        .unwrap()
        .to_owned();
    assert!(row.contains("Informationssäkerhetspolicy 2.0") && row.contains(" %"), "{row}");
}

#[tokio::test]
async fn doc_08_nobody_confirms_for_another_and_no_confirmation_is_changed() {
    let world = World::of(ground()).await;
    let version = world.id("ver-policy-2");
    let other = Confirmation {
        title: "Informationssäkerhetspolicy 2.0".into(),
        document: world.id("dok-policy"),
        version,
        person: world.id("verksamhetschef-akut"),
        date: "2026-11-20".parse().unwrap(),
    };
    let door = world.door_of("medarbetare").await;
    let denied = door.create(&other, "").await;
    assert!(matches!(denied, Err(stadga_model::Refusal::Denied)), "{denied:?}");
    let own = Confirmation { person: world.id("medarbetare"), ..other };
    let made = door.create(&own, "").await.unwrap();
    let mut opened = door.open_as::<Confirmation>(made.head.id.cast()).await.unwrap();
    opened.body.date = "2026-11-01".parse().unwrap();
    assert!(door.save(opened, "").await.is_err());
    // No form and no import makes one either.
    world.sign_in("strateg").await.get("/reading-confirmation/new").await.is(403);
}

#[tokio::test]
async fn doc_10_each_document_shows_whether_it_is_followed() {
    let mut client = World::of(ground()).await.sign_in("revisor").await;
    let page = client.get("/board/documents/known").await.is(200).text();
    let checks = rows(&page, "Senaste uppföljning per dokument");
    let of =
        |title: &str| checks.iter().find(|row| row.contains(&format!(">{title}</a>"))).unwrap();
    assert!(of("Instruktion för behörigheter").contains("84 %"));
    assert!(of("Riktlinje för dataskydd").contains("Inte följt upp"));
    assert!(!checks.iter().any(|row| row.contains("mobila enheter")), "has expired");
}

#[tokio::test]
async fn doc_17_a_coming_law_shows_the_documents_that_it_may_touch() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let law: Id = world.fixtures.id("klag-cyber").unwrap();
    let page = client.get(&format!("/coming-law/{law}")).await.is(200).text();
    let proposed =
        page.split("Kan också beröras").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(proposed.contains("Plan för kontinuitet i vården"), "{proposed}");
    assert!(!proposed.contains(">Instruktion för incidenter<"), "is judged already");
    assert!(
        page.contains("har inte reviderats för den"),
        "nobody revises the procurement guideline"
    );
}

#[tokio::test]
async fn doc_16_a_document_shows_what_it_was_made_after_and_what_after_it() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("revisor").await;
    let model: Id = world.fixtures.id("dok-mt-granskning").unwrap();
    client
        .get(&format!("/document/{model}"))
        .await
        .is(200)
        .has("Förebild för")
        .has("Instruktion för intern granskning");
}

#[tokio::test]
async fn doc_01_the_order_from_policy_to_routine_is_seen_as_a_tree() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("medarbetare").await;
    for language in ["en", "sv"] {
        client.reads(language);
        client.get("/board/documents/hierarchy").await.is(200).lacks("⟦");
    }
    let page = client.get("/board/documents/hierarchy").await.is(200).text();
    let depth = |title: &str| {
        let before = page.split(&format!(">{title}</a>")).next().unwrap();
        before.matches("<ul").count() - before.matches("</ul>").count()
    };
    let (policy, guideline) =
        (depth("Informationssäkerhetspolicy"), depth("Riktlinje för informationssäkerhet"));
    assert_eq!(guideline, policy + 1);
    assert_eq!(depth("Rutin för informationsklassning"), guideline + 1);
    assert!(!page.contains(">Regionplan"), "a source governs nothing");
}

#[tokio::test]
async fn doc_01_documents_that_stand_below_each_other_are_still_there() {
    let world = World::of(ground()).await;
    let (policy, guideline) = (world.id::<Document>("dok-policy"), world.id("dok-riktlinje"));
    let mut opened = world.door().open_as(policy).await.unwrap();
    opened.body.parent = Some(guideline);
    let _ = world.door().save(opened, "").await;
    let mut client = world.sign_in("medarbetare").await;
    let page = client.get("/board/documents/hierarchy").await;
    page.is(200).has("Informationssäkerhetspolicy").has("Rutin för informationsklassning");
}

#[tokio::test]
async fn org_18_doc_05_a_case_before_decision_waits_on_its_bodys_agenda() {
    let world = World::of(ground()).await;
    let mut opened =
        world.door().open_as(world.id::<RevisionCase>("rev-atgardsplan")).await.unwrap();
    opened.body.decision = None;
    let title = opened.body.title.clone();
    let body = world.door().read_as(opened.body.document.unwrap()).await.unwrap().1.body.unwrap();
    world.door().save(opened, "").await.unwrap();
    let meeting = serde_json::json!({ "title": "Sammanträde", "body": body, "date": "2026-12-15" });
    let meeting: stadga_organisation::Meeting = serde_json::from_value(meeting).unwrap();
    let id = world.door().create(&meeting, "").await.unwrap().head.id;
    let page = world.sign_in("registrator").await.get(&format!("/meeting/{id}/agenda")).await;
    page.is(200).has(&title);
}

#[tokio::test]
async fn org_17_the_roles_are_handed_out_with_their_rules_and_support() {
    let world = World::of(ground()).await;
    let role = world.id::<stadga_organisation::RoleDescription>("rbe-objektagare");
    let mut opened = world.door().open_as(role).await.unwrap();
    opened.body.documents = vec![world.fixtures.id("dok-klassning").unwrap()];
    world.door().save(opened, "").await.unwrap();
    let mut client = world.sign_in("medarbetare").await;
    client.get("/roles").await.is(200).has("Rutin för informationsklassning");
    for ending in ["pdf", "docx"] {
        let file = client.get(&format!("/roles/files/roles.{ending}")).await;
        let text = text_of(&format!("a.{ending}"), &file.is(200).bytes).unwrap().text;
        assert!(text.contains("Rutin för informationsklassning"), "{ending}: {text}");
    }
}
