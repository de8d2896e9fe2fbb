//! A sent answer stays as it was, and each role is asked for its step on the way there: in the whole area, on the demo region.

use super::area::ground;
use crate::{
    answer::{Answer, Signature, State},
    answer_item::AnswerItem,
    audit::Audit,
};
use stadga_decisions::Decision;
use stadga_measures::Measure;
use stadga_model::{Date, Id, Refusal, Term, local_date};
use stadga_testkit::World;

/// What stops a write, by code and field.
fn stopped<T>(outcome: Result<T, Refusal>) -> Vec<(&'static str, String)> {
    let Err(Refusal::Refused(findings)) = outcome else { panic!("written") };
    let blocking = findings.into_iter().filter(|finding| finding.is_blocking());
    blocking.map(|finding| (finding.code, finding.field.unwrap_or_default())).collect()
}

#[tokio::test]
async fn sec_11_a_sent_answer_and_its_parts_are_not_rewritten() {
    let world = World::all_open(ground()).await;
    let door = world.door();
    let mut answer = door.open_as(world.id::<Answer>("sva-2024")).await.unwrap();
    answer.body.title = "Ett annat svar".into();
    assert_eq!(stopped(door.save(answer, "").await), [("SEC-11", "title".to_owned())]);
    let mut part = door.open_as(world.id::<AnswerItem>("svd-24-1")).await.unwrap();
    part.body.done = Some("Allt är gjort.".into());
    assert_eq!(stopped(door.save(part, "").await), [("SEC-11", "done".to_owned())]);
}

#[tokio::test]
async fn sec_11_a_sent_answer_gets_no_new_part() {
    let world = World::all_open(ground()).await;
    let door = world.door();
    let (_, part) = door.read_as(world.id::<AnswerItem>("svd-24-1")).await.unwrap();
    assert_eq!(stopped(door.create(&part, "").await), [("SEC-11", "answer".to_owned())]);
    let answer = part.answer.to_string();
    let recommendation = part.recommendation.unwrap().to_string();
    let form =
        [("answer", answer.as_str()), ("recommendation", &recommendation), ("subject", "Ny")];
    let mut client = world.sign_in("strateg").await;
    let refused = client.post("/answer-item/new", &form).await;
    refused.is(422).has("kan inte få fler svarsdelar").lacks("⟦");
    let open = world.id::<Answer>("sva-2026").to_string();
    let form = [("answer", open.as_str()), ("recommendation", &recommendation), ("subject", "Ny")];
    client.post("/answer-item/new", &form).await.is(303);
}

#[tokio::test]
async fn sec_11_the_page_offers_only_what_can_be_done() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let (sent, open): (Id<Answer>, Id<Answer>) = (world.id("sva-2024"), world.id("sva-2026"));
    let titles = "name=\"title\"";
    client.get(&format!("/answer/{sent}/edit")).await.is(200).lacks(titles);
    client.get(&format!("/answer/{open}/edit")).await.is(200).has(titles);
    let edit = format!("/answer/{sent}/edit");
    let page = client.get(&format!("/answer/{sent}")).await;
    page.is(200).has("Svaret är beslutat").lacks("Öppna arbetsytan").lacks(&edit);
    client.get(&format!("/answer/{open}")).await.is(200).has("Öppna arbetsytan").has("/edit");
}

#[tokio::test]
async fn aud_17_the_document_of_a_decided_answer_is_made_again_just_as_it_was() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    // In form C and A the measures stand in the document itself.
    for (answer, measure) in
        [("sva-ansvar", "atg-ans-instruktioner"), ("sva-2024", "atg-gra-obligatorisk")]
    {
        let answer: Id<Answer> = world.id(answer);
        let address = format!("/answer/{answer}/documents/answer.pdf");
        let before = client.get(&address).await.is(200).bytes.clone();
        let mut opened = world.door().open_as(world.id::<Measure>(measure)).await.unwrap();
        opened.body.title = "Något helt annat".into();
        opened.body.due = "2031-12-31".parse().ok();
        world.door().save(opened, "").await.unwrap();
        let after = client.get(&address).await.is(200).bytes.clone();
        assert!(before == after, "{measure} changed what was decided");
    }
}

#[tokio::test]
async fn aud_17_a_document_is_called_what_it_is() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let answer: Id<Answer> = world.id("sva-2024");
    let file = client.get(&format!("/answer/{answer}/documents/answer.pdf")).await;
    let told = file.is(200).header("content-disposition").to_owned();
    assert!(told.contains("svar%20till%20revisorerna.pdf"), "{told}");
}

fn today(world: &World) -> Date {
    local_date(world.door().now())
}

/// Writes whatever lacks in the answer of 2026, as the board's own words.
pub(super) async fn write_out(world: &World) {
    let door = world.door();
    let answer = world.id::<Answer>("sva-2026");
    let near = door.near(answer.cast()).await.unwrap();
    let parts: Vec<Id> = near.pointing::<AnswerItem>().map(|(item, _)| item.head.id).collect();
    for part in parts {
        let mut opened = door.open_as(part.cast::<AnswerItem>()).await.unwrap();
        let body = &mut opened.body;
        for field in [&mut body.done, &mut body.planned, &mut body.timetable, &mut body.views] {
            field.get_or_insert_with(|| "Inget att redovisa.".into());
        }
        door.save(opened, "").await.unwrap();
    }
}

pub(super) async fn step(world: &World, change: impl Fn(&mut Answer)) {
    let mut opened = world.door().open_as(world.id::<Answer>("sva-2026")).await.unwrap();
    change(&mut opened.body);
    world.door().save(opened, "").await.unwrap();
}

/// The board decides today.
pub(super) async fn decide(world: &World) {
    let door = world.door();
    let (_, mut decision) = door.read_as(world.id::<Decision>("bes-svar-2024")).await.unwrap();
    decision.date = Some(today(world));
    decision.about = vec![world.id::<Audit>("gra-2026").cast()];
    let decision = door.create(&decision, "").await.unwrap().head.id.cast();
    step(world, |answer| (answer.state, answer.decision) = (State::Decided, Some(decision))).await;
}

/// Whether Min sida asks someone for something about the answer of 2026.
async fn asks(world: &World, person: &str, words: &str) -> bool {
    let page = world.sign_in(person).await.get("/").await.is(200).lacks("⟦").text();
    page.contains(&format!("{words}: Svar på granskningen av beredskapen"))
}

#[tokio::test]
async fn aud_17_each_role_is_asked_for_its_step_on_the_way_to_the_auditors() {
    let world = World::of(ground()).await;
    assert!(!asks(&world, "rs-ledamot", "Kommer upp för beslut").await, "still being written");
    write_out(&world).await;
    step(&world, |answer| answer.state = State::Review).await;
    assert!(asks(&world, "rs-ledamot", "Kommer upp för beslut").await);
    assert!(asks(&world, "registrator", "För in styrelsens beslut").await);
    assert!(asks(&world, "regiondirektor", "Läs svaret till revisorerna").await);
    decide(&world).await;
    assert!(asks(&world, "regiondirektor", "Underteckna").await);
    assert!(!asks(&world, "rs-ledamot", "Underteckna").await, "no chair");
    let day = today(&world);
    step(&world, |answer| {
        let signature = |role: &str| Signature {
            role: Term::from(role),
            function: "Funktion".into(),
            unit: None,
            acting: false,
            date: Some(day),
        };
        answer.state = State::Signed;
        answer.signatures = vec![signature("chair"), signature("director")];
    })
    .await;
    assert!(asks(&world, "registrator", "Skicka till revisorerna").await);
    assert!(!asks(&world, "regiondirektor", "Underteckna").await);
}

#[tokio::test]
async fn sec_11_a_withdrawn_answer_is_asked_to_leave_its_decision_behind() {
    let world = World::of(ground()).await;
    write_out(&world).await;
    step(&world, |answer| answer.state = State::Review).await;
    decide(&world).await;
    let id = world.id::<Answer>("sva-2026");
    let revision = world.door().read(id.cast()).await.unwrap().head.revision.to_string();
    let mut client = world.sign_in("strateg").await;
    let withdraw = format!("/answer/{id}/move/withdraw");
    let asked = client.post(&withdraw, &[("_revision", &revision)]).await;
    asked.is(200).has("name=\"decision\"").lacks("⟦");
    let cleared = [("_revision", &*revision), ("_asked", "decision"), ("decision", "")];
    client.post(&withdraw, &cleared).await.is(303);
    let (_, answer) = world.door().read_as(id).await.unwrap();
    assert_eq!((answer.state, answer.decision), (State::Preparation, None));
}

#[tokio::test]
async fn aud_20_late_promises_stand_on_the_pages_of_board_and_director() {
    let world = World::of(ground()).await;
    for person in ["rs-ledamot", "regiondirektor"] {
        let page = world.sign_in(person).await.get("/").await;
        page.is(200).has("Löften till revisorerna som har passerat sin tid").lacks("⟦");
    }
    let other = world.sign_in("systemagare-ekonomi").await.get("/").await;
    other.is(200).lacks("Löften till revisorerna som har passerat");
}
