//! Needs on the demo region: who asks sees what becomes of it, and always gets an answer (T14).

use stadga_model::Id;
use stadga_store::ListQuery;
use stadga_testkit::World;

use super::area::ground;
use crate::{Need, Object, need::State};

#[tokio::test]
async fn t14_who_asks_sees_state_and_answer_of_every_need() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("medarbetare").await;
    for language in ["en", "sv"] {
        client.reads(language);
        client.get("/objects/needs").await.is(200).lacks("⟦");
    }
    let page = client.get("/objects/needs").await.is(200).text();
    for part in ["Levererat", "Avslaget", "säker utskrift finns i korridoren", "Inget svar ännu"]
    {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains("Väntetid per rum"), "somebody else's");
    let home = client.get("/").await;
    home.is(200)
        .has("Du har fått svar: Kortare väg till provsvar")
        .has("Ja, det kommer i vårens version");
    home.lacks("Du har fått svar: Se i läsvyn");
}

#[tokio::test]
async fn t14_pm3_21_a_need_is_given_prepared_and_answered() {
    let world = World::of(ground()).await;
    let (door, object) = (world.door(), world.id::<Object>("obj-journal"));
    let mut client = world.sign_in("driftchef").await;
    let address = format!("/object/{object}/need");
    client.get(&address).await.is(200).has("alltid svar").lacks("⟦");
    let lost = client.post(&address, &[("title", " "), ("description", "Bara det här")]).await;
    lost.is(200).has("Bara det här").has("Skriv i korthet");
    client
        .post(&address, &[("title", "Mörkt läge på natten"), ("benefit", "Nattpersonal")])
        .await
        .is(303);
    let all = door.all::<Need>(ListQuery::default()).await.unwrap();
    let (head, need) = all.iter().find(|(_, need)| need.title == "Mörkt läge på natten").unwrap();
    assert_eq!(need.proposer, Some(world.id("driftchef")));
    assert_eq!(
        need.owner,
        Some(world.id("forvaltningsledare-vard")),
        "who leads the object prepares it"
    );
    assert!(need.raised.is_some() && need.state == State::Proposed);
    let leader = world.sign_in("forvaltningsledare-vard").await.get("/").await;
    leader.is(200).has("Bered behovet: Mörkt läge på natten");
    // Declined without a word is refused; with one, who asked sees it.
    let id: Id<Need> = head.id.cast();
    let leaders = world.door_of("forvaltningsledare-vard").await;
    let mut silent = leaders.open_as(id).await.unwrap();
    silent.body.state = State::Declined;
    assert!(leaders.save(silent, "").await.is_err());
    let mut said = leaders.open_as(id).await.unwrap();
    said.body.state = State::Declined;
    said.body.answer = Some("Det finns redan: välj utseende under din profil.".into());
    said.body.answered = "2026-11-22".parse().ok();
    leaders.save(said, "").await.unwrap();
    client.get("/objects/needs").await.is(200).has("välj utseende under din profil");
    client.get("/").await.is(200).has("Du har fått svar: Mörkt läge på natten");
}

#[tokio::test]
async fn t14_who_asks_does_not_decide() {
    let world = World::of(ground()).await;
    let door = world.door_of("medarbetare").await;
    assert!(door.open_as(world.id::<Need>("beh-provsvar")).await.is_err());
    let object = world.fixtures.id("obj-journal").unwrap();
    world.sign_in("revisor").await.get(&format!("/object/{object}/need")).await.is(403);
}

#[tokio::test]
async fn org_23_what_is_not_prioritised_in_the_object_is_raised_in_the_line() {
    let world = World::of(ground()).await;
    let need: Id<Need> = world.id("beh-dikt");
    let plan: Id = world.fixtures.id("fpl-journal-27").unwrap();
    let object: Id<Object> = world.id("obj-journal");
    let mut client = world.sign_in("verksamhetschef-akut").await;
    for (page, about) in [
        (format!("/need/{need}"), need.cast()),
        (format!("/maintenance-plan/{plan}"), plan),
        (format!("/object/{object}/overview"), object.cast()),
    ] {
        let found = client.get(&page).await.is(200).has("Lyft i linjen").text();
        let href = found.split("href=\"").find(|part| part.starts_with("/escalation/new?"));
        let href = href.unwrap().split('"').next().unwrap().replace("&amp;", "&");
        assert!(href.contains(&format!("about={about}")), "{href}");
        let form = client.get(&href).await.is(200).lacks("⟦").text();
        assert!(form.contains("2026-11-20") && form.contains(&about.to_string()), "prefilled");
    }
    let open: Id<Need> = world.id("beh-kallelse");
    client.get(&format!("/need/{open}")).await.is(200).lacks("Lyft i linjen");
    let mut other = world.sign_in("medarbetare").await;
    other.get(&format!("/need/{need}")).await.is(200).lacks("Lyft i linjen");
}
