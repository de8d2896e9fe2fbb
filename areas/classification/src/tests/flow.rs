//! The classification as its owner makes it, through the pages: questions, outcome, deviation, proposal, and the end of it
//! where protective security begins.

use stadga_model::{Id, Revision};
use stadga_testkit::World;

use super::{area::ground, secrecy::marked};
use crate::Classification;

/// The answers to all questions of some aspects: one level for each.
fn answers(levels: &[(&str, &str)]) -> Vec<(String, String)> {
    let areas = ["person", "task", "law", "society"];
    let of = |(aspect, level): &(&str, &str)| {
        areas.map(|area| (format!("{aspect}-{area}"), (*level).to_owned())).to_vec()
    };
    levels.iter().flat_map(of).collect()
}

/// The same as a form sends it, with more.
fn form<'a>(
    answers: &'a [(String, String)],
    more: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let answers = answers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    answers.chain(more.iter().copied()).collect()
}

const KRT: &[(&str, &str)] = &[("confidentiality", "2"), ("integrity", "3"), ("availability", "1")];

async fn classes(world: &World, information: &str) -> Vec<(Revision, Classification)> {
    let id = world.fixtures.id(information).unwrap();
    let all = world.all("classification").await.into_iter();
    let typed = all.map(|one| (one.clone(), one.typed::<Classification>().unwrap()));
    typed.filter(|(_, one)| one.information.cast() == id).collect()
}

#[tokio::test]
async fn cls_02_cls_12_an_owner_classifies_alone_and_systems_inherit_at_once() {
    let world = World::of(ground()).await;
    let id: Id = world.fixtures.id("inf-kallelser").unwrap();
    let address = format!("/information-object/{id}/classify");
    let mut owner = world.sign_in("hs-direktor").await;
    owner.get("/").await.is(200).has("Klassa Kallelser och bokade tider");
    owner.get(&format!("/information-object/{id}")).await.is(200).has(&address);
    for language in ["en", "sv"] {
        owner.reads(language);
        owner.get(&address).await.is(200).lacks("⟦");
    }
    let first = owner.get(&address).await;
    // Examples, what is known of it, and what like information has.
    first.has("Till exempel:").has("Sekretess gäller oftast").has("inom samma område");
    let part = answers(&KRT[..1]);
    owner.post(&address, &form(&part[..3], &[("step", "0"), ("act", "next")])).await.is(422);
    let second = owner.post(&address, &form(&part, &[("step", "0"), ("act", "next")])).await;
    second.is(200).has("Riktighet").has("name=\"confidentiality-person\" value=\"2\"");
    let all = answers(KRT);
    // Traceability is left out.
    let outcome = owner.post(&address, &form(&all, &[("step", "3"), ("act", "next")])).await;
    outcome.is(200).has("Fastställ klassningen").has("Så får information hanteras");
    let unsaid = [("step", "4"), ("act", "save"), ("level.integrity", "2")];
    let refused = owner.post(&address, &form(&all, &unsaid)).await;
    refused.is(422).has("skriv varför du väljer en annan nivå");
    let said = [unsaid.as_slice(), &[("why.integrity", "Tiderna rättas samma dag.")]].concat();
    owner.post(&address, &form(&all, &said)).await.is(303);
    let made = classes(&world, "inf-kallelser").await;
    let [(_, one)] = made.as_slice() else { panic!("{made:?}") };
    assert!(one.is_established() && one.deviations.len() == 1 && one.answers.len() == 12);
    assert_eq!(one.method.0, "klassa-4");
    let system: Id = world.fixtures.id("ke-kallelse").unwrap();
    owner.get(&format!("/configuration-item/{system}")).await.has("2-2-1");
    owner.get("/").await.lacks("Klassa Kallelser och bokade tider");
    // What is left is one press away, for the owner alone.
    let page = format!("/information-object/{id}");
    owner.get(&page).await.is(200).has("kvar. Ta det här först:").lacks("⟦");
    world.sign_in("medarbetare").await.get(&page).await.is(200).lacks("Ta det här först");
}

#[tokio::test]
async fn cls_06_who_prepares_proposes_and_the_owner_establishes() {
    let world = World::of(ground()).await;
    let id: Id = world.fixtures.id("inf-blod").unwrap();
    let address = format!("/information-object/{id}/classify");
    let all = answers(KRT);
    let save = form(&all, &[("step", "4"), ("act", "save")]);
    let mut helper = world.sign_in("samordnare-hsf").await;
    let outcome = helper.post(&address, &form(&all, &[("step", "3"), ("act", "next")])).await;
    outcome.is(200).has("Skicka till ägaren");
    helper.post(&address, &save).await.is(303);
    let (revision, one) = classes(&world, "inf-blod").await.pop().unwrap();
    assert!(one.is_waiting());
    let mut owner = world.sign_in("hs-direktor").await;
    owner.get("/").await.has("Fastställ klassningen av Blodgivare och blodprodukter");
    owner
        .get(&format!("/classification/{}", revision.head.id))
        .await
        .is(200)
        .has("Någon har klassat din information");
    // Who answers it by the questions takes the proposal away.
    owner.post(&address, &save).await.is(303);
    let states: Vec<_> =
        classes(&world, "inf-blod").await.iter().map(|(_, one)| one.state).collect();
    use crate::classification::State::{Established, Withdrawn};
    assert!(states.contains(&Withdrawn) && states.contains(&Established), "{states:?}");
    // Nobody whose it is not.
    world.sign_in("medarbetare").await.get(&address).await.is(403);
    world.sign_in("revisor").await.get(&address).await.is(403);
}

#[tokio::test]
async fn nis_05_an_answer_that_means_protective_security_ends_it_and_nothing_of_it_is_kept() {
    let world = World::of(marked()).await;
    let id: Id = world.fixtures.id("inf-kod").unwrap();
    let address = format!("/information-object/{id}/classify");
    let mut owner = world.sign_in("it-chef").await;
    let mut all = answers(KRT);
    all.iter_mut()
        .filter(|(name, _)| name == "confidentiality-society")
        .for_each(|(_, level)| *level = "4".into());
    let stop = owner.post(&address, &form(&all, &[("step", "3"), ("act", "next")])).await;
    stop.is(200).has("Då avslutas klassningen här").lacks("confidentiality-person");
    // Not by the last page either.
    let saved = owner.post(&address, &form(&all, &[("step", "4"), ("act", "save")])).await;
    saved.is(200).has("Då avslutas klassningen här");
    assert!(classes(&world, "inf-kod").await.is_empty());
    let refer = format!("/information-object/{id}/refer");
    owner.post(&refer, &[("reference", " ")]).await.is(422);
    owner.post(&refer, &[("reference", "SÄK 2026/30")]).await.is(303);
    let page = owner.get(&format!("/information-object/{id}")).await;
    page.is(200).has("SÄK 2026/30").has("Hanteras på annat håll").lacks("Utveckling");
    // What stood there before is withheld too, in every revision and on every date.
    let mut other = world.sign_in("medarbetare").await;
    for page in ["", "/history", "?as-of=2026-01-01"] {
        let shown = other.get(&format!("/information-object/{id}{page}")).await;
        shown.is(200).lacks("Utveckling").lacks("Kodförråd");
    }
    owner.get(&address).await.is(404);
    owner.get("/classes").await.lacks("Programkod");
}

#[tokio::test]
async fn cls_05_who_classifies_anew_sees_the_last_answers_and_the_old_class_is_kept() {
    let world = World::of(ground()).await;
    let id: Id = world.fixtures.id("inf-lon").unwrap();
    let address = format!("/information-object/{id}/classify");
    let mut owner = world.sign_in("stabsdirektor").await;
    owner.get(&address).await.is(200).has("ditt förra svar").has("Förra gången blev det");
    let before = classes(&world, "inf-lon").await.len();
    let all = answers(KRT);
    owner.post(&address, &form(&all, &[("step", "4"), ("act", "save")])).await.is(303);
    assert_eq!(classes(&world, "inf-lon").await.len(), before + 1);
    let page = owner.get(&format!("/information-object/{id}")).await;
    page.is(200).has("2-3-1");
}

#[tokio::test]
async fn cls_06_a_classification_that_is_sent_twice_is_made_once() {
    let world = World::of(ground()).await;
    let id: Id = world.fixtures.id("inf-kallelser").unwrap();
    let address = format!("/information-object/{id}/classify");
    let mut owner = world.sign_in("hs-direktor").await;
    let all = answers(KRT);
    let outcome = owner.post(&address, &form(&all, &[("step", "3"), ("act", "next")])).await;
    let page = outcome.is(200).text();
    let (_, once) = page.split_once("name=\"once\" value=\"").unwrap();
    let once = once.split('"').next().unwrap().to_owned();
    for _ in 0..2 {
        let save = [("step", "4"), ("act", "save"), ("once", once.as_str())];
        owner.post(&address, &form(&all, &save)).await.is(303);
    }
    assert_eq!(classes(&world, "inf-kallelser").await.len(), 1);
    // Classifying anew on the same day is another one.
    owner.post(&address, &form(&all, &[("step", "4"), ("act", "save")])).await.is(303);
    assert_eq!(classes(&world, "inf-kallelser").await.len(), 2);
}
