//! Meetings and minutes on the demo region: what waits is put on the agenda, minutes are read and agreed to (ORG-18, AUD-25).

use stadga_model::Id;
use stadga_organisation::Meeting;
use stadga_publish::text_in::text_of;
use stadga_testkit::World;

use super::area::ground;

#[tokio::test]
async fn org_18_the_agenda_is_built_from_what_waits_for_a_decision_there() {
    let world = World::of(ground()).await;
    let meeting: Id<Meeting> = world.id("mote-rad-december");
    let (title, other) =
        ("Prioriterade områden för informationssäkerhet 2027", "digitala kallelser");
    let mut client = world.sign_in("strateg").await;
    let page = format!("/meeting/{meeting}/agenda");
    client.get(&page).await.is(200).has(title).lacks(other).lacks("⟦");
    // What does not wait for this meeting cannot be put there, whatever is sent.
    let ids = ["bes-omraden-2027", "bes-digital-kallelse"]
        .map(|key| world.fixtures.id(key).unwrap().to_string());
    let sent = [("record", &*ids[0]), ("record", &ids[1])];
    client.post(&page, &sent).await.is(303);
    client.post(&page, &sent).await.is(303);
    let (_, kept) = world.door().read_as(meeting).await.unwrap();
    assert_eq!(kept.agenda.iter().map(|item| item.title.as_str()).collect::<Vec<_>>(), [title]);
    client.get(&page).await.is(200).has("Inget beslut bereds för det här organet");
    let file = client.get(&format!("/meeting/{meeting}/files/agenda.pdf")).await;
    let text = text_of("a.pdf", &file.is(200).bytes).unwrap().text;
    assert!(text.contains("Dagordning") && text.contains("Prioriterade"), "{text}");
    let mut other = world.sign_in("medarbetare").await;
    other.get(&page).await.is(200).lacks("Sätt upp på dagordningen");
    other.post(&page, &sent).await.is(403);
}

#[tokio::test]
async fn org_18_who_calls_a_meeting_is_asked_on_their_own_page() {
    let world = World::of(ground()).await;
    world
        .sign_in("strateg")
        .await
        .get("/")
        .await
        .is(200)
        .has("Kalla till mötet: Informationssäkerhetsrådet i december");
    world
        .sign_in("hs-direktor")
        .await
        .get("/")
        .await
        .is(200)
        .has("Svara på linjeeskaleringen")
        .lacks("⟦");
}

#[tokio::test]
async fn aud_25_minutes_are_read_in_by_those_who_may_write_them_down() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("registrator").await;
    client.get("/minute/read").await.is(200).has("type=\"file\"").lacks("⟦");
    client.upload("/minute/read", "tom.pdf", b"").await.is(422).has("Filen är tom").lacks("⟦");
    client.get("/minute/read/abc").await.is(404);
    world.sign_in("it-chef").await.get("/minute/read").await.is(403);
}
