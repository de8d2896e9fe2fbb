//! Moves that ask: exactly what the rules want, on the record's page, and all of it in one revision with its reason.

use super::{State, Thing, World};
use axum::http::StatusCode;
use stadga_model::{Actor, At};

async fn open_thing(world: &World) -> String {
    let thing = world.make(&Thing::named("Saken")).await;
    format!("/thing/{}", thing.head.id)
}

#[tokio::test]
async fn a_move_that_lacks_something_asks_for_exactly_that_on_the_page() {
    let world = World::new().await;
    let path = open_thing(&world).await;
    let asked = world.post(&format!("{path}/move/drop"), &[("_revision", "1")]).await;
    assert_eq!(asked.status, StatusCode::OK);
    asked.has("<h1>Saken</h1>").has("name=\"why\"").has("name=\"due\"").has("name=\"notes.0\"");
    asked.has("name=\"_reason\"").has("En släppt sak säger varför").lacks("name=\"title\"");
    asked.lacks("aria-invalid").lacks("ds-error-summary");
    // The same by its address, which languages and sign-in lead back to; looking changes nothing.
    world.get(&format!("{path}/move/drop")).await.has("name=\"why\"").has("value=\"1\"");
    world.get(&format!("{path}/move/finish")).await.has("Inget mer behövs").has("_reason");
    world.get(&path).await.has("data-tone=\"open\"");
    assert_eq!(world.get(&format!("{path}/move/fly")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn one_press_saves_the_answers_the_move_and_the_reason_in_one_revision() {
    let world = World::new().await;
    let thing = world.make(&Thing::named("Saken")).await;
    let path = format!("/thing/{}", thing.head.id);
    let part = [
        ("_revision", "1"),
        ("_asked", "why"),
        ("_asked", "due"),
        ("_asked", "notes"),
        ("why", "Pengarna tog slut"),
        ("due", "2026-02-30"),
        ("notes.0", "new"),
        ("notes.0.text", "Resten tas nästa år"),
        // Not asked for: not taken.
        ("title", "Något annat"),
        ("_reason", "Beslut i gruppen"),
    ];
    let stopped = world.post(&format!("{path}/move/drop"), &part).await;
    assert_eq!(stopped.status, StatusCode::UNPROCESSABLE_ENTITY);
    stopped.has("det är inget datum").has("Pengarna tog slut").has("Beslut i gruppen");
    stopped.has("Resten tas nästa år").has("aria-invalid");
    let mended = part.map(|(name, value)| (name, if name == "due" { "2026-02-28" } else { value }));
    let moved = world.post(&format!("{path}/move/drop"), &mended).await;
    assert_eq!(moved.to, format!("{path}?done=moved"));
    let kept = world.thing(thing.head.id).await;
    assert_eq!((kept.state, kept.title.as_str()), (State::Dropped, "Saken"));
    assert_eq!(kept.due, "2026-02-28".parse().ok());
    let door = world.app.store.door(Actor::program("test"), At::Now);
    let history = door.history(thing.head.id).await.unwrap();
    assert_eq!(history.len(), 2);
    assert_eq!(history[0].head.reason, "Beslut i gruppen");
}

#[tokio::test]
async fn what_was_written_for_a_move_survives_that_someone_was_quicker() {
    let world = World::new().await;
    let path = open_thing(&world).await;
    let other = [("title", "Deras"), ("_revision", "1"), ("_base", "1")];
    world.post(&format!("{path}/edit"), &other).await;
    let mine =
        [("_revision", "1"), ("_asked", "why"), ("why", "Mina ord"), ("_reason", "Min grund")];
    let late = world.post(&format!("{path}/move/drop"), &mine).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    late.has("Mina ord").has("Min grund").has("<h1>Deras</h1>").has("Någon annan hann");
    late.has("name=\"_revision\" value=\"2\"");
}

#[tokio::test]
async fn rows_are_added_to_a_move_without_script_and_without_making_it() {
    let world = World::new().await;
    let path = open_thing(&world).await;
    let add = [("_revision", "1"), ("_asked", "notes"), ("notes.0", "new"), ("_act", "add:notes")];
    let page = world.post(&format!("{path}/move/drop"), &add).await;
    page.has("name=\"notes.1\"").lacks("ds-error-summary");
    world.get(&path).await.has("data-tone=\"open\"");
}

#[tokio::test]
async fn what_a_move_asks_for_stays_when_nothing_is_written_in_it() {
    let world = World::new().await;
    let path = open_thing(&world).await;
    let empty = [("_revision", "1"), ("_asked", "notes"), ("notes.0", "new"), ("notes.0.text", "")];
    let stopped = world.post(&format!("{path}/move/drop"), &empty).await;
    assert_eq!(stopped.status, StatusCode::UNPROCESSABLE_ENTITY);
    stopped.has("name=\"notes.0\" value=\"new\"").has("name=\"notes.0.text\"");
    // The rule asks for a note with a day: neither it nor its day is called a matter of choice.
    let page = stopped.text.split("for=\"f-notes-0-date\"").nth(1).unwrap();
    assert!(!page.split("</label>").next().unwrap().contains("frivilligt"), "{page}");
}

#[tokio::test]
async fn the_plain_button_takes_the_record_on_and_never_back() {
    let world = World::new().await;
    let page = world.get(&open_thing(&world).await).await;
    let button = |name: &str| {
        let form = page.text.split(&format!("/move/{name}\"")).nth(1).unwrap();
        form.split("</form>").next().unwrap().to_owned()
    };
    assert!(button("finish").contains("data-variant=\"primary\""), "{}", button("finish"));
    assert!(button("drop").contains("data-variant=\"tertiary\""), "{}", button("drop"));
    for step in super::LIFECYCLE.back {
        assert!(super::LIFECYCLE.moves.iter().any(|other| other.name == *step), "{step}");
    }
}

#[tokio::test]
async fn sec_08_who_may_only_read_is_asked_nothing() {
    let mut world = World::new().await;
    let thing = world.make(&Thing::named("Saken")).await;
    world.actor = World::reader(thing.head.id);
    let other = world.make(&Thing::named("En annan")).await;
    let path = format!("/thing/{}/move/drop", other.head.id);
    assert_eq!(world.get(&path).await.status, StatusCode::FORBIDDEN);
    assert_eq!(world.post(&path, &[("_revision", "1")]).await.status, StatusCode::FORBIDDEN);
}
