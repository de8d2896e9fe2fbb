//! A plan's whole way on the demo region: begun with what is known, held to its minimum, decided, changed, summed up.

use stadga_model::Id;
use stadga_publish::text_in::text_of;
use stadga_store::ListQuery;
use stadga_testkit::{Client, World};

use super::area::ground;
use crate::{MaintenancePlan, Need, Object, PlanPeriod, need, plan::State};

/// Where an answer leads.
fn leads(answer: &stadga_testkit::Answer) -> String {
    answer.is(303).header("location").split('?').next().unwrap().to_owned()
}

/// The plan that an address is about.
fn plan_of(address: &str) -> Id<MaintenancePlan> {
    address.split('/').nth(2).unwrap().parse().unwrap()
}

async fn begin(world: &World, client: &mut Client, object: &str) -> String {
    let object: Id<Object> = world.id(object);
    client.get(&format!("/object/{object}/plan")).await.is(200).has("Planperiod 2027").lacks("⟦");
    let period: Id<PlanPeriod> = world.id("pp-2027");
    let made =
        client.post(&format!("/object/{object}/plan"), &[("period", &period.to_string())]).await;
    leads(&made).trim_end_matches("/write").to_owned()
}

#[tokio::test]
async fn pm3_10_pm3_17_a_plan_is_begun_with_what_is_known() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("forvaltningsledare-vard").await;
    let address = begin(&world, &mut client, "obj-vardadm").await;
    let (_, plan) = world.door().read_as(plan_of(&address)).await.unwrap();
    assert_eq!(plan.title, "Förvaltningsplan Vårdadministration 2027");
    let used: Vec<String> = plan.calloffs.iter().map(|row| row.component.to_string()).collect();
    assert!(used.contains(&world.fixtures.id("ke-integration").unwrap().to_string()), "{used:?}");
    let flows: Vec<Id> = plan.dependences.iter().map(|row| row.flow).collect();
    assert!(flows.contains(&world.fixtures.id("int-tidbok").unwrap()));
    assert!(plan.inputs.iter().any(|input| input.text.contains("Cybersäkerhetslagens")));
    assert_eq!(plan.steering, Some(world.id("styrgrupp-vard")));
    assert!(!plan.budget.is_empty(), "as in the plan before");
    // Pressed again, the same draft is gone on with.
    assert_eq!(begin(&world, &mut client, "obj-vardadm").await, address);
}

#[tokio::test]
async fn pm3_13_pm3_18_a_plan_is_not_sent_before_it_has_its_minimum() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("forvaltningsledare-vard").await;
    let address = begin(&world, &mut client, "obj-vardadm").await;
    for part in ["goals", "today", "changes", "security", "level", "money", "technical"] {
        client
            .get(&format!("{address}/write/{part}"))
            .await
            .is(200)
            .has("Så skriver du")
            .lacks("⟦");
    }
    client.get(&format!("{address}/write/other")).await.is(404);
    let page = client.get(&format!("{address}/write")).await.is(200).text();
    assert!(page.contains("Planen har ingen förändring som utvecklar objektet"));
    assert!(!page.contains("Skicka planen till"));
    client.post(&format!("{address}/submit"), &[]).await.is(303);
    let state = |plan: MaintenancePlan| plan.state;
    let now = world.door().read_as(plan_of(&address)).await.unwrap();
    assert_eq!(state(now.1), State::Draft, "it stays a draft");
    let seen = now.0.revision.to_string();
    let moved = client.post(&format!("{address}/move/submit"), &[("_revision", &seen)]).await;
    assert_ne!(moved.status, 303, "nor does the record's own button let it through");
    fill(&world, &address).await;
    client.get(&format!("{address}/write")).await.is(200).has("Skicka planen till Styrgruppen för");
    assert!(leads(&client.post(&format!("{address}/submit"), &[]).await).ends_with(&address));
    let now = world.door().read_as(plan_of(&address)).await.unwrap();
    assert_eq!(state(now.1), State::Submitted);
}

/// Gives a plan the changes and the words that it must have.
async fn fill(world: &World, address: &str) {
    let mut opened = world.door().open_as(plan_of(address)).await.unwrap();
    let ready = super::plan();
    opened.body.changes = ready.changes;
    opened.body.others_none = ready.others_none;
    opened.body.calloffs_none = Some("Det som är ifyllt är allt.".into());
    opened.body.dependences_none = Some("Det som är ifyllt är allt.".into());
    world.door().save(opened, "").await.unwrap();
}

#[tokio::test]
async fn pm3_15_pm3_16_the_steering_group_decides_and_a_need_makes_a_new_version() {
    let world = World::of(ground()).await;
    let door = world.door();
    let mut client = world.sign_in("forvaltningsledare-vard").await;
    let address = begin(&world, &mut client, "obj-vardadm").await;
    fill(&world, &address).await;
    client.post(&format!("{address}/submit"), &[]).await.is(303);
    let mut owner = world.sign_in("objektagare-vard").await;
    owner
        .get("/")
        .await
        .is(200)
        .has("För in beslutet om: Förvaltningsplan Vårdadministration 2027");
    owner
        .get(&format!("{address}/decide"))
        .await
        .is(200)
        .has("Styrgruppen för objektfamiljen vård")
        .lacks("⟦");
    let tomorrow = owner
        .post(&format!("{address}/decide"), &[("outcome", "approved"), ("date", "2030-01-01")])
        .await;
    tomorrow.is(422).has("Beslutsdatum");
    let back = [("outcome", "remitted"), ("date", "2026-11-19")];
    owner.post(&format!("{address}/decide"), &back).await.is(303);
    assert_eq!(door.read_as(plan_of(&address)).await.unwrap().1.state, State::Draft, "sent back");
    client.post(&format!("{address}/submit"), &[]).await.is(303);
    let yes = [("outcome", "approved"), ("date", "2026-11-20"), ("paragraph", "§ 5")];
    owner.post(&format!("{address}/decide"), &yes).await.is(303);
    let (_, decided) = door.read_as(plan_of(&address)).await.unwrap();
    assert!(decided.is_decided());
    let decision = door.read_as(decided.decision.unwrap()).await.unwrap().1;
    assert_eq!(decision.body, decided.steering.map(Id::cast));
    // What is decided is not written any more.
    assert_eq!(leads(&client.get(&format!("{address}/write")).await), address);
    let mut rewritten = door.open_as(plan_of(&address)).await.unwrap();
    rewritten.body.purpose = Some("Något annat".into());
    assert!(door.save(rewritten, "").await.is_err());

    let need: Id<Need> = world.id("beh-provsvar");
    let journal: Id<MaintenancePlan> = world.id("fpl-journal-27");
    let page = client.get(&format!("/need/{need}")).await.is(200).text();
    assert!(page.contains("Det tas upp i en ny version av"), "an approved need asks for its plan");
    let revise = format!("/maintenance-plan/{journal}/revise");
    let made = client.post(&revise, &[("because", &need.to_string())]).await;
    let second = leads(&made).trim_end_matches("/write").to_owned();
    let (_, new) = door.read_as(plan_of(&second)).await.unwrap();
    assert_eq!((new.edition, new.replaces, new.because), (2, Some(journal), Some(need)));
    assert!(new.changes.iter().any(|change| change.need == Some(need)));
    client.post(&format!("{second}/submit"), &[]).await.is(303);
    owner.post(&format!("{second}/decide"), &yes).await.is(303);
    assert_eq!(door.read_as(journal).await.unwrap().1.state, State::Replaced);
    let (_, taken) = door.read_as(need).await.unwrap();
    assert_eq!((taken.plan, taken.state), (Some(plan_of(&second)), need::State::Approved));
}

#[tokio::test]
async fn pm3_15_who_does_not_lead_the_object_neither_writes_nor_decides() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("medarbetare").await;
    let draft: Id = world.fixtures.id("fpl-labb-27").unwrap();
    let before: Id = world.fixtures.id("fpl-lakemedel-27").unwrap();
    let written = client.get(&format!("/maintenance-plan/{draft}/write")).await;
    assert_eq!(leads(&written), format!("/maintenance-plan/{draft}"));
    client.get(&format!("/maintenance-plan/{before}/decide")).await.is(403);
    let yes = [("outcome", "approved"), ("date", "2026-11-20")];
    client.post(&format!("/maintenance-plan/{before}/decide"), &yes).await.is(403);
    let object = world.fixtures.id("obj-labb").unwrap();
    client.get(&format!("/object/{object}/plan")).await.is(403);
    client.post(&format!("/object/{object}/plan"), &[("period", "")]).await.is(403);
    let read: State = world.door().read_as(before.cast::<MaintenancePlan>()).await.unwrap().1.state;
    assert_eq!(read, State::Submitted);
}

#[tokio::test]
async fn pm3_10_a_plan_is_had_as_pdf_and_word_with_its_parts_and_its_decision() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("revisor").await;
    let plan = world.fixtures.id("fpl-journal-26-2").unwrap();
    for ending in ["docx", "pdf"] {
        let answer = client.get(&format!("/maintenance-plan/{plan}/documents/plan.{ending}")).await;
        let words = text_of(&format!("a.{ending}"), &answer.is(200).bytes).unwrap().text;
        let letters: String = words.chars().filter(|c| c.is_alphanumeric()).collect();
        for part in [
            "FörvaltningsplanVårddokumentation2026",
            "Styrgruppenförobjektfamiljenvård20260520",
            "Seiläsvynattenuppgiftärspärrad",
            "Stabilitet",
            "Utveckling",
            "Summa",
            "27000000",
        ] {
            assert!(letters.contains(part), "{ending} lacks {part}: {words}");
        }
    }
    client.get(&format!("/maintenance-plan/{plan}/documents/plan.exe")).await.is(404);
    let docx = client.get(&format!("/maintenance-plan/{plan}/documents/plan.docx")).await;
    let text = text_of("a.docx", &docx.is(200).bytes).unwrap().text;
    insta::assert_snapshot!(text);
}

#[tokio::test]
async fn pm3_15_pm3_20_pm3_31_the_leadership_sees_the_plans_of_all_families_summed_up() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("regiondirektor").await;
    for language in ["en", "sv"] {
        client.reads(language);
        client.get("/objects/plans").await.is(200).lacks("⟦");
    }
    let period = world.fixtures.id("pp-2026").unwrap();
    let page = client.get(&format!("/objects/plans?period={period}")).await.is(200).text();
    let row = page.split("<tr>").find(|row| row.contains(">Trafik") && row.contains('/')).unwrap();
    assert!(row.contains("3 / 4"), "{row}");
    assert!(row.contains("Står bakom, 2025-12-02"), "by way of its leadership: {row}");
    assert!(page.contains("Förändringar som projekt") && page.contains("Mål för införandet"));
    assert!(page.contains("Förbered flytten till nytt vårdinformationssystem"), "R-4 (c)");
    for ending in ["pdf", "docx"] {
        let answer =
            client.get(&format!("/planning-period/{period}/documents/plans.{ending}")).await;
        let words = text_of(&format!("a.{ending}"), &answer.is(200).bytes).unwrap().text;
        for part in ["Hälso- och sjukvård", "Digital arbetsplats", "Objekt med beslutad plan"] {
            assert!(words.contains(part), "{ending} lacks {part}: {words}");
        }
    }
    let kept = world.sign_in("samordningskansli").await.get("/").await;
    kept.is(200).has("Sammanställ planerna för Planperiod 2027");
}

#[tokio::test]
async fn pm3_10_who_leads_an_object_is_asked_for_its_plan() {
    let world = World::of(ground()).await;
    let page = world.sign_in("forvaltningsledare-vard").await.get("/").await;
    page.is(200).has("Skriv förvaltningsplanen för Vårdadministration");
    page.has("Skriv färdigt: Förvaltningsplan Laboratoriemedicin 2027").lacks("⟦");
    page.lacks("Skriv förvaltningsplanen för Vårddokumentation");
}

#[tokio::test]
async fn pm3_13_no_plan_of_the_demo_that_was_sent_lacks_its_minimum() {
    let world = World::of(ground()).await;
    let plans = world.door().all::<MaintenancePlan>(ListQuery::default()).await.unwrap();
    let sent: Vec<_> = plans.iter().filter(|(_, plan)| plan.state != State::Draft).collect();
    assert!(sent.len() > 20);
    assert!(sent.iter().all(|(_, plan)| crate::plan::lacks(plan).is_empty()));
}

#[tokio::test]
async fn t5_a_measure_of_a_plan_without_money_stands_in_the_budgets_ground() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("controller").await;
    let period = world.fixtures.id("pp-2027").unwrap();
    let page = client.get(&format!("/objects/plans?period={period}")).await.is(200).text();
    let (_, table) = page.split_once("Åtgärder i planerna utan pengar").unwrap();
    let row = table.split("<tr>").find(|row| row.contains("Vårddokumentation")).unwrap();
    assert!(row.contains("1\u{a0}250\u{a0}000\u{a0}kr"), "{row}");
    let plan = world.fixtures.id("fpl-journal-27").unwrap();
    for address in [
        format!("/maintenance-plan/{plan}/documents/plan.docx"),
        format!("/planning-period/{period}/documents/plans.docx"),
    ] {
        let answer = client.get(&address).await;
        let words = text_of("a.docx", &answer.is(200).bytes).unwrap().text;
        assert!(words.contains("Åtgärder i planerna utan pengar"), "{words}");
    }
    let answer = client.get(&format!("/planning-period/{period}/documents/plans.docx")).await;
    insta::assert_snapshot!(text_of("a.docx", &answer.is(200).bytes).unwrap().text);
}
