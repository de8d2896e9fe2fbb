//! Meetings and minutes on the demo region: what waits is put on the agenda, minutes are read and agreed to (ORG-18, AUD-25).

use stadga_model::Id;
use stadga_organisation::Meeting;
use stadga_publish::text_in::text_of;
use stadga_testkit::World;

use super::area::ground;
use crate::{Minute, minute::Treatment};

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

const PROTOCOL: &str = "Hälso- och sjukvårdsnämnden\nSammanträdesdatum 2026-10-20\n\n§ 88 Uppföljning av loggkontroll\n\
    Beslut\nNämnden godkänner uppföljningen.\n\n§ 89 Handlingsplan för dataskydd\n\
    Nämnden noterar informationen och ger förvaltningen i uppdrag att återkomma.\n";

#[tokio::test]
async fn aud_25_minutes_are_read_shown_and_kept_only_when_agreed_to() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("registrator").await;
    let before = world.all("minute").await.len();
    let told = client.upload("/minute/read", "protokoll.txt", PROTOCOL.as_bytes()).await;
    let page = told.is(303).header("location").to_owned();
    client.get(&page).await.is(200).has("§ 88").has("Texten säger inte tydligt").lacks("⟦");
    assert_eq!(world.all("minute").await.len(), before, "nothing is kept before it is agreed to");
    let body = world.fixtures.id("hsn").unwrap().to_string();
    let mut form = vec![
        ("body", body.as_str()),
        ("day", "2026-10-20"),
        ("take.0", "yes"),
        ("title.0", "Uppföljning av loggkontroll"),
        ("area.0", "access"),
        ("treatment.0", "follow-up"),
        ("bearing.0", "yes"),
        ("take.1", "yes"),
        ("title.1", "Handlingsplan för dataskydd"),
        ("area.1", "data-protection"),
        ("treatment.1", ""),
        ("bearing.1", "yes"),
    ];
    client
        .post(&page, &form)
        .await
        .is(422)
        .has("Ange hur organet behandlade varje punkt")
        .lacks("⟦");
    assert_eq!(world.all("minute").await.len(), before);
    form[10] = ("treatment.1", "information");
    client.post(&page, &form).await.is(303);
    let kept: Vec<Minute> =
        world.all("minute").await.iter().map(|one| one.typed().unwrap()).collect();
    assert_eq!(kept.len(), before + 2);
    let one = kept.iter().find(|one| one.paragraph.as_deref() == Some("§ 88")).unwrap();
    assert_eq!((one.treatment, one.bearing), (Treatment::FollowUp, true));
    client.get(&page).await.is(200).has("redan inlästa");
    client
        .get("/board/treatment?from=2026-10-01&to=2026-11-20")
        .await
        .is(200)
        .has("Hälso- och sjukvårdsnämnden");
    let mut stranger = world.sign_in("it-chef").await;
    stranger.get("/minute/read").await.is(403);
    stranger.get(&page).await.is(403);
}
