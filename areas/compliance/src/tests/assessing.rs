//! Assessing on the pages: beginning, answering, filters, what something counts for, statement, GAP, OSCAL, any date.

use serde_json::Value;
use stadga_model::{Id, Record as _};
use stadga_store::ListQuery;
use stadga_testkit::World;

use super::area::ground;
use crate::{AssessedRequirement, Assessment, Control, assessment::State};

async fn answers(world: &World, assessment: Id<Assessment>) -> Vec<AssessedRequirement> {
    let query = ListQuery { size: 5_000, ..ListQuery::linking("assessment", assessment) };
    world.door().all(query).await.unwrap().into_iter().map(|(_, one)| one).collect()
}

#[tokio::test]
async fn ctl_01_an_assessment_is_begun_with_a_record_for_each_requirement_and_once_only() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("it-chef").await;
    let id: Id<Assessment> = world.id("efb-it-27");
    let page = format!("/assessment/{id}/requirements");
    client.get(&page).await.is(200).has("Börja med 18 krav");
    client.post(&format!("/assessment/{id}/begin"), &[]).await.is(303);
    client.post(&format!("/assessment/{id}/begin"), &[]).await.is(303);
    let begun = answers(&world, id).await;
    assert_eq!(begun.len(), 18);
    assert!(begun.iter().all(|one| one.grade.is_none() && one.owner == Some(world.id("it-chef"))));
    client
        .get(&page)
        .await
        .is(200)
        .has("Organisatoriska")
        .has("A.5.1 Styrande dokument")
        .has("18 krav visas");
    let (_, assessment) = world.door().read_as(id).await.unwrap();
    assert_eq!(assessment.state, State::Ongoing);
}

#[tokio::test]
async fn rep_04_each_part_of_the_bar_leads_to_as_many_requirements_as_it_counts() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("it-chef").await;
    let id: Id<Assessment> = world.id("efb-region-26");
    let page = client.get(&format!("/assessment/{id}/requirements")).await.is(200).text();
    let links = page.split("<a class=\"chart-link\" href=\"").skip(1);
    let named: Vec<(&str, &str)> =
        links.filter_map(|link| link.split_once("\" aria-label=\"")).collect();
    assert!(!named.is_empty(), "the bar leads on");
    for (href, rest) in named {
        let name = rest.split('"').next().unwrap();
        let count = name.rsplit(' ').next().unwrap();
        let (href, _) = href.split_once('#').unwrap();
        let list = client.get(&href.replace("&amp;", "&")).await;
        let told = if count == "1" { "Ett krav visas" } else { &format!("{count} krav visas") };
        list.is(200).has(&format!(">{told}"));
    }
}

#[tokio::test]
async fn ctl_01_an_assessment_that_goes_on_takes_all_along_but_the_grades() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let mut one: Assessment = world.door().read_as(world.id("efb-it-27")).await.unwrap().1;
    one.previous = Some(world.id("efb-region-26"));
    let made = world.door().create(&one, "").await.unwrap();
    client.post(&format!("/assessment/{}/begin", made.head.id), &[]).await.is(303);
    let begun = answers(&world, made.head.id.cast()).await;
    let backup = begun.iter().find(|one| one.title.starts_with("A.8.13")).unwrap();
    assert!(backup.controls == [world.id("ktr-aterlasning")] && backup.situation.is_some());
    assert!(begun.iter().all(|one| one.grade.is_none() && one.assessed.is_none()));
}

#[tokio::test]
async fn ctl_02_ctl_03_one_requirement_is_answered_by_one_small_form_and_on_to_the_next() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let id: Id<AssessedRequirement> = world.id("bkr-26-a-5-26");
    let address = format!("/assessed-requirement/{id}/answer");
    let page = client.get(&address).await;
    page.is(200).has("Spara och gå till nästa").has("Måste uppfyllas");
    let form = |grade, reason, revision| {
        [
            ("grade", grade),
            ("reason", reason),
            ("priority", "must"),
            ("situation", "Går bra."),
            ("revision", revision),
            ("next", ""),
        ]
    };
    let wrong = client.post(&address, &form("not-applicable", "", "1")).await;
    wrong.is(422).has("Kravet gäller inte här. Skriv varför.").has("Går bra.");
    let stale = client.post(&address, &form("met", "", "7")).await;
    stale.is(422).has("Någon annan har ändrat kravet");
    client.post(&address, &form("met", "", "1")).await.is(303);
    let (_, one) = world.door().read_as(id).await.unwrap();
    assert_eq!(one.grade, Some("met".into()));
    assert_eq!(one.assessed.unwrap().to_string(), "2026-11-20");
    assert_eq!(one.situation.unwrap().0, "Går bra.");
}

#[tokio::test]
async fn ctl_01_a_settled_assessment_is_not_answered() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let id: Id<AssessedRequirement> = world.id("bkr-24-a-5-1");
    let address = format!("/assessed-requirement/{id}/answer");
    client.get(&address).await.is(303);
    let sent = [("grade", "not-met"), ("priority", "must"), ("revision", "1")];
    client.post(&address, &sent).await.is(422).has("fastställd");
    let settled: Id<Assessment> = world.id("efb-region-24");
    client.post(&format!("/assessment/{settled}/begin"), &[]).await.is(403);
}

#[tokio::test]
async fn ctl_01_the_tree_is_filtered_by_grade_priority_and_owner() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let id: Id<Assessment> = world.id("efb-region-26");
    let of = |query: &str| format!("/assessment/{id}/requirements?{query}");
    client
        .get(&of("grade=unjudged"))
        .await
        .is(200)
        .has("2 krav visas")
        .has("A.5.26")
        .lacks("A.5.1 ");
    client.get(&of("priority=lower")).await.is(200).has("2 krav visas").has("A.7.2");
    client.get(&of("mine=1")).await.is(200).lacks("A.8.2 ").has("A.5.1 ");
    client.get(&of("grade=unjudged&priority=lower")).await.is(200).has("0 krav visas");
}

#[tokio::test]
async fn t2_compliance_with_priority_and_evidence_is_shown_as_of_any_date() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ledamot").await;
    let id: Id<Assessment> = world.id("efb-region-26");
    let now = client.get("/compliance").await.text();
    assert!(now.contains("ISO 27001 urval") && now.contains("CSL 2 kap. 3 §"));
    let before = client.get("/compliance?as-of=2024-12-31").await;
    let before = if before.text().contains("CSL 2 kap. 3 §") {
        client.get("/compliance?at=2024-12-31").await
    } else {
        before
    };
    before.is(200).has("ISO 27001 urval").lacks("CSL 2 kap. 3 §");
    client.get(&format!("/assessment/{id}/requirements")).await.is(200).has("Måste uppfyllas");
}

#[tokio::test]
async fn ctl_04_the_statement_tells_what_shows_it_chapter_by_chapter() {
    let world = World::of(ground()).await;
    let id: Id<Assessment> = world.id("efb-region-26");
    let mut client = world.sign_in("strateg").await;
    let page = client.get(&format!("/assessment/{id}/statement")).await.is(200).text();
    let chapters: Vec<&str> = page.split("<h2>").skip(1).collect();
    let chapter = |title: &str| chapters.iter().find(|chapter| chapter.starts_with(title));
    let organisational = chapter("A.5").or_else(|| chapter("Organisatoriska")).unwrap();
    assert!(organisational.contains("Informationssäkerhetspolicy"), "{organisational}");
    assert!(chapters.len() > 1, "one chapter for each of the uppermost headings");
}

#[tokio::test]
async fn ctl_03_the_gap_list_and_the_statement_are_pages_files_and_oscal() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let id: Id<Assessment> = world.id("efb-region-26");
    client
        .get(&format!("/assessment/{id}/gap"))
        .await
        .is(200)
        .has("saknar åtgärd")
        .has("Rutinen finns men följs inte överallt.");
    client
        .get(&format!("/assessment/{id}/statement"))
        .await
        .is(200)
        .has("Gäller")
        .has("Informationssäkerhetspolicy");
    for name in
        ["statement.pdf", "statement.docx", "statement.xlsx", "gap.pdf", "gap.docx", "gap.xlsx"]
    {
        let file = client.get(&format!("/assessment/{id}/files/{name}")).await;
        file.is(200);
        assert!(file.bytes.len() > 2_000, "{name}");
    }
    client.get(&format!("/assessment/{id}/files/other.pdf")).await.is(404);
    let results =
        client.get(&format!("/assessment/{id}/files/assessment-results.json")).await.value();
    let result = &results["assessment-results"]["results"][0];
    let findings = result["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 16, "what was judged");
    let grades: Vec<&Value> =
        findings.iter().map(|one| &one["target"]["implementation-status"]["state"]).collect();
    assert!(
        grades.contains(&&Value::from("partial")) && grades.contains(&&Value::from("implemented"))
    );
    assert!(findings.iter().all(|one| one["props"][0]["ns"] == "urn:stadga:oscal:compliance"));
    let plan = client.get(&format!("/assessment/{id}/files/poam.json")).await.value();
    let plan = &plan["plan-of-action-and-milestones"];
    let (items, risks) =
        (plan["poam-items"].as_array().unwrap(), plan["risks"].as_array().unwrap());
    assert!(
        items.len() == risks.len()
            && risks.iter().any(|risk| risk["remediations"][0]["tasks"].is_array())
    );
}

#[tokio::test]
async fn t35_a_control_counts_where_it_is_mapped_and_nothing_changes_before_it_is_taken() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let control: Id<Control> = world.id("ktr-logg");
    let address = format!("/control/{control}/counts");
    let own: Id<AssessedRequirement> = world.id("bkr-hsf-a-8-15");
    let page = client.get(&address).await;
    page.is(200).has("A.8.15").has("2 kap. 3 §").has("överlappar");
    let (_, before) = world.door().read_as(own).await.unwrap();
    assert!(before.controls.is_empty() || before.controls == [control]);
    let reached: Id<AssessedRequirement> = world.id("bkr-csl-b");
    let taken = reached.to_string();
    client.post(&address, &[("take", &taken)]).await.is(303);
    let (head, after) = world.door().read_as(reached).await.unwrap();
    assert!(after.controls.contains(&control) && head.reason.contains("Slumpvis logguppföljning"));
    assert_eq!(
        after.grade,
        Some("met".into()),
        "a grade is set only where it is asked for, and never lowered"
    );
    client.get(&address).await.is(200).has("finns redan");
    let mut reader = world.sign_in("rs-ledamot").await;
    reader.post(&address, &[("take", &taken)]).await.is(303);
}

#[tokio::test]
async fn ctl_01_evidence_counts_for_what_answers_to_what_it_shows() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let evidence = world.fixtures.id("und-utbildning").unwrap();
    let address = format!("/evidence/{evidence}/counts");
    client.get(&address).await.is(200).has("2 kap. 3 § 7");
    let reached: Id<AssessedRequirement> = world.id("bkr-csl-g");
    client.post(&address, &[("take", &reached.to_string()), ("grades", "1")]).await.is(303);
    let (_, after) = world.door().read_as(reached).await.unwrap();
    assert_eq!(after.evidence, [evidence.cast()]);
}

#[tokio::test]
async fn doc_10_t35_compliance_is_seen_by_document_and_by_requirement_of_a_law() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ledamot").await;
    let page = client.get("/compliance/documents").await;
    page.is(200)
        .has("Chefers genomgång av behörigheter")
        .has("Mindre avvikelse")
        .has("Inte uppföljt");
    let law = world.fixtures.id("rv-punkter").unwrap();
    let page = client.get(&format!("/compliance/requirements?framework={law}")).await;
    page.is(200).has("av 10 krav har en kontroll").has("Återläsning på prov").has("genom");
    let policy = world.fixtures.id("dok-behorighet").unwrap();
    client.get(&format!("/document/{policy}")).await.is(200).has("Hur dokumentet följs");
}

#[tokio::test]
async fn rep_07_the_compliance_report_is_a_pdf_and_a_word_file() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("regiondirektor").await;
    for ending in ["pdf", "docx"] {
        let file = client.get(&format!("/compliance/files/report.{ending}")).await;
        file.is(200);
        assert!(file.bytes.len() > 10_000);
    }
}

#[tokio::test]
async fn ctl_01_twelve_hundred_requirements_are_one_page() {
    let world = World::of(ground()).await;
    let door = world.door();
    let framework = world.fixtures.id("rv-urval").unwrap();
    let mut batch = stadga_store::Batch::default();
    for place in 0..1_200 {
        let mut one = stadga_frameworks::FrameworkRequirement::of(framework.cast());
        (one.title, one.reference) = (format!("Krav {place}"), Some(format!("X.{place}")));
        (one.assessable, one.place) = (true, 1_000 + place);
        let id = Id::<stadga_frameworks::FrameworkRequirement>::new(world.app.store.now());
        batch.creates.push(stadga_model::Draft::new(id, &one).unwrap());
    }
    door.write(batch).await.unwrap();
    let mut client = world.sign_in("it-chef").await;
    let id: Id<Assessment> = world.id("efb-it-27");
    client.post(&format!("/assessment/{id}/begin"), &[]).await.is(303);
    let page = client.get(&format!("/assessment/{id}/requirements")).await;
    page.is(200).has("krav visas").has("Krav 1199");
    assert!(page.bytes.len() < 1_000_000, "{}", page.bytes.len());
    assert_eq!(AssessedRequirement::KIND, "assessed-requirement");
}
