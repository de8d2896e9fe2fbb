//! Who signs an answer, and the way back to it from what is added (ORG-25, AUD-16).

use super::area::ground;
use crate::{
    answer::{Answer, State},
    answer_item::AnswerItem,
    audit::Audit,
    promise::Promise,
};
use stadga_measures::Measure;
use stadga_model::Id;
use stadga_organisation::Unit;
use stadga_testkit::World;

/// The lines to sign on of an answer that is begun: as what, function, unit, acting.
async fn begun(world: &World) -> Vec<(String, String, Option<Id<Unit>>, bool)> {
    let mut client = world.sign_in("strateg").await;
    let begin = format!("/audit/{}/answers", world.id::<Audit>("gra-2026"));
    let to = client.post(&begin, &[("format", "b")]).await.is(303).header("location").to_owned();
    let id: Id<Answer> = to.split('/').nth(2).unwrap().parse().unwrap();
    let (_, answer) = world.door().read_as(id).await.unwrap();
    assert!(answer.signatures.iter().all(|line| line.date.is_none()), "nobody has signed");
    let lines = answer.signatures.into_iter();
    lines.map(|line| (line.role.0, line.function, line.unit, line.acting)).collect()
}

#[tokio::test]
async fn org_25_an_answer_is_signed_by_the_chair_and_the_director_of_the_body_that_answers() {
    let world = World::all_open(ground()).await;
    let board: Vec<_> = begun(&world).await;
    let director = ("director".to_owned(), "Regiondirektör".to_owned());
    assert_eq!((board[1].0.clone(), board[1].1.clone()), director);
    assert_eq!((board[1].2, board[1].3), (Some(world.id("region")), false));
    assert_eq!((board[0].1.as_str(), board[0].2), ("Ordförande", Some(world.id("rs"))));
    // Beside a committee stands the director of its own administration, who acts until someone is appointed.
    let mut audit = world.door().open_as(world.id::<Audit>("gra-2026")).await.unwrap();
    audit.body.unit = Some(world.id("hsn"));
    world.door().save(audit, "").await.unwrap();
    let committee = begun(&world).await;
    assert_eq!(committee[1].1, "Hälso- och sjukvårdsdirektör");
    assert_eq!((committee[1].2, committee[1].3), (Some(world.id("hsf")), true));
}

#[tokio::test]
async fn org_25_the_lines_of_a_decided_answer_are_set_to_who_holds_the_posts_today() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    super::settled::write_out(&world).await;
    super::settled::step(&world, |answer| answer.state = State::Review).await;
    super::settled::decide(&world).await;
    let id = world.id::<Answer>("sva-2026");
    let page = format!("/answer/{id}");
    for (language, words) in [("en", "Who signs"), ("sv", "Vem skriver under")] {
        client.reads(language);
        client.get(&page).await.is(200).has(words).has("Regiondirektör").lacks("⟦");
    }
    client.post(&format!("{page}/signers"), &[]).await.is(303);
    client.get(&page).await.is(200).lacks("Vem skriver under");
    let revision = world.door().read(id.cast()).await.unwrap().head.revision.to_string();
    let asked = client.post(&format!("{page}/move/sign"), &[("_revision", &revision)]).await;
    asked.is(200).has("name=\"signatures.1.function\" value=\"Regiondirektör\"");
}

#[tokio::test]
async fn aud_16_what_is_added_from_the_workbench_leads_back_to_its_part() {
    // The roles as they are: a member of the board reads answers and has no hand in them.
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let (answer, item) = (world.id::<Answer>("sva-2026"), world.id::<AnswerItem>("svd-26-1"));
    let promise = Promise {
        text: "En övning genomförs.".to_owned(),
        words: "våren 2027".to_owned(),
        earliest: None,
        latest: "2027-05-31".parse().ok(),
        kept_on: None,
        audit: Some(world.id("gra-2026")),
        item: Some(item),
        measure: None,
        unit: Some(world.id("rs")),
        owner: None,
    };
    let promise = world.door().create(&promise, "").await.unwrap().head.id;
    let back = format!("href=\"/answer/{answer}/work#item-{item}\"");
    client.get(&format!("/promise/{promise}")).await.is(200).has(&back);
    let measure = world.id::<Measure>("atg-gra-rto");
    client.get(&format!("/measure/{measure}")).await.is(200).has(&back);
    let mut reader = world.sign_in("rs-ledamot").await;
    reader.get(&format!("/promise/{promise}")).await.is(200).lacks(&back);
}
