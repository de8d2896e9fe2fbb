//! Files of the covered records: given whole, replaced by a masked copy, or not there in anything that is given out.

use super::world::{details, file, made, under_way, work, world};
use crate::{
    DisclosureRequest,
    detail::Ruling,
    request::{Outcome, State},
};
use axum::http::Method;
use stadga_measures::{Evidence, Measure};
use stadga_model::{FileId, Id, Revision};
use stadga_testkit::{Answer, Client, World};

/// What the file is called and what stands in it.
const NAME: &str = "Grinden vid Kungsgatan.txt";
const TEXT: &[u8] = b"Laset pa grinden ar trasigt.";
/// A PDF as short as they come.
const PDF: &[u8] = b"%PDF-1.7\nstartxref\n9\n%%EOF\n";

/// The request under way, which covers evidence with a file besides; the evidence and its file.
async fn with_file(world: &World) -> (Id<DisclosureRequest>, Id, FileId) {
    let door = world.door();
    let kept = door.keep_file(NAME, "text/plain; charset=utf-8", TEXT).await.unwrap();
    let evidence = serde_json::json!({
        "title": "Bild av grinden", "evidence_type": "document", "date": "2026-10-01",
        "measures": [world.id::<Measure>("atg-natverksdok")], "file": kept,
    });
    let evidence: Evidence = serde_json::from_value(evidence).unwrap();
    let evidence = door.create(&evidence, "").await.unwrap().head.id;
    let id = under_way(world);
    let mut request = door.open_as(id).await.unwrap();
    request.body.covers.push(evidence);
    door.save(request, "").await.unwrap();
    (id, evidence, kept)
}

/// Hands in a masked copy.
async fn hand_in(
    officer: &mut Client,
    id: Id<DisclosureRequest>,
    place: &str,
    bytes: &[u8],
) -> Answer {
    let mut body = Vec::new();
    for (name, value) in
        [("place", place), ("ground", "osl-18-8"), ("reason", "Visar var skyddet är svagt.")]
    {
        let part =
            format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let head = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Kungsgatan maskad.pdf\"\r\n\r\n";
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    let media = [("content-type", "multipart/form-data; boundary=edge")];
    officer.ask(Method::POST, &work(id, "file"), &media, body).await
}

/// The files that went with a copy.
fn attached(copy: &Revision) -> Vec<(FileId, bool)> {
    let rows = copy.body["attachments"].as_array().cloned().unwrap_or_default();
    let row = |row: &serde_json::Value| {
        let file = serde_json::from_value(row["file"].clone()).unwrap();
        (file, row["masked"] == true)
    };
    rows.iter().map(row).collect()
}

/// Decides on everything but files as it is proposed.
async fn decide_the_rest(officer: &mut Client, id: Id<DisclosureRequest>) {
    officer.post(&work(id, "work"), &[("act", "as-proposed")]).await.is(303);
}

#[tokio::test]
async fn sec_07_a_file_is_decided_on_by_whoever_has_opened_it_and_never_as_proposed() {
    let world = world().await;
    let (id, evidence, kept) = with_file(&world).await;
    let mut officer = world.sign_in("registrator").await;
    officer.get(&work(id, "work")).await.is(200).has(&format!("/files/{}", kept.0)).has("Bilaga");
    decide_the_rest(&mut officer, id).await;
    officer.post(&work(id, "copies"), &[]).await.is(422).has("En uppgift återstår att besluta");
    let place = format!("{evidence}.file.ruling");
    officer.post(&work(id, "work"), &[(place.as_str(), "replace")]).await.is(422);
    officer.post(&work(id, "work"), &[(place.as_str(), "disclose")]).await.is(303);
    let copy = made(&world, &mut officer, id).await;
    let given = attached(&copy);
    assert_eq!(given.iter().map(|(_, masked)| *masked).collect::<Vec<_>>(), [false]);
    assert_ne!(given[0].0, kept, "under a name of its own");
    let whole = officer.get(&format!("/files/{}", given[0].0.0)).await;
    assert_eq!(whole.is(200).bytes, TEXT);
    let data = file(&mut officer, &copy, "data").await;
    data.has("Bilaga 1, följer med som egen fil").lacks("Kungsgatan");
}

#[tokio::test]
async fn sec_07_nothing_of_a_file_that_is_not_given_is_in_a_copy() {
    let world = world().await;
    let (id, evidence, kept) = with_file(&world).await;
    let mut officer = world.sign_in("registrator").await;
    decide_the_rest(&mut officer, id).await;
    let (ruling, ground) = (format!("{evidence}.file.ruling"), format!("{evidence}.file.ground"));
    let reason = format!("{evidence}.file.reason");
    officer.post(&work(id, "work"), &[(ruling.as_str(), "mask")]).await.is(422);
    let form = [
        (ruling.as_str(), "mask"),
        (ground.as_str(), "osl-18-8"),
        (reason.as_str(), "Visar var skyddet är svagt."),
    ];
    officer.post(&work(id, "work"), &form).await.is(303);
    let copy = made(&world, &mut officer, id).await;
    assert!(attached(&copy).is_empty());
    for name in ["pdf", "word", "sheet", "data"] {
        let bytes = file(&mut officer, &copy, name).await.is(200).bytes.clone();
        let all = super::masked::everything(&format!("x.{name}"), &bytes);
        for trace in ["Kungsgatan", "grinden ar trasigt", &kept.0] {
            assert!(!all.contains(trace), "{trace} is in {name}");
        }
    }
}

#[tokio::test]
async fn sec_07_a_masked_copy_stands_in_the_place_of_a_file() {
    let world = world().await;
    let (id, evidence, _) = with_file(&world).await;
    let mut officer = world.sign_in("registrator").await;
    decide_the_rest(&mut officer, id).await;
    let place = format!("{evidence}.file");
    hand_in(&mut officer, id, &place, TEXT).await.is(422).has("utan något maskat");
    hand_in(&mut officer, id, &place, b"PK\x03\x04").await.is(422).has("måste vara en PDF");
    let twice = [PDF, b"startxref\n9\n%%EOF\n"].concat();
    hand_in(&mut officer, id, &place, &twice).await.is(422).has("en tidigare version");
    hand_in(&mut officer, id, &place, b"").await.is(422).has("Välj vilken bilaga");
    hand_in(&mut officer, id, &format!("{evidence}.title"), PDF).await.is(404);
    hand_in(&mut officer, id, &place, PDF).await.is(303);
    let decided = details(&world, id).await;
    let decided = decided.iter().find(|detail| detail.field.as_deref() == Some("file")).unwrap();
    assert_eq!(decided.ruling, Ruling::Replace);
    let copy = made(&world, &mut officer, id).await;
    let given = attached(&copy);
    assert_eq!(given.iter().map(|(_, masked)| *masked).collect::<Vec<_>>(), [true]);
    let answer = officer.get(&format!("/files/{}", given[0].0.0)).await;
    assert_eq!(answer.is(200).bytes, PDF);
    let data = file(&mut officer, &copy, "data").await;
    data.has("maskad kopia").has("OSL 18 kap. 8 §").lacks("Kungsgatan");
    // The page that lists what was given out tells that it is masked.
    officer.get(&format!("/disclosure-copy/{}", copy.head.id)).await.is(200).has("Maskad kopia");
}

#[tokio::test]
async fn t40_sec_07_a_request_is_taken_decided_copied_and_answered_on_one_page() {
    let world = world().await;
    let id = world.id::<DisclosureRequest>("utl-ny");
    let mut officer = world.sign_in("registrator").await;
    officer.post(&work(id, "answer"), &[]).await.is(422).has("kan inte besvaras härifrån än");
    decide_the_rest(&mut officer, id).await;
    let (_, request) = world.door().read_as(id).await.unwrap();
    assert_eq!(request.state, State::Examined);
    assert_eq!(request.owner, Some(world.id("registrator")), "whoever decides has taken it");
    made(&world, &mut officer, id).await;
    officer.get(&work(id, "work")).await.is(200).has("markera som besvarad");
    officer.post(&work(id, "answer"), &[]).await.is(303);
    let (_, request) = world.door().read_as(id).await.unwrap();
    assert_eq!((request.state, request.outcome), (State::Answered, Some(Outcome::Whole)));
    assert!(request.answered.is_some());
}
