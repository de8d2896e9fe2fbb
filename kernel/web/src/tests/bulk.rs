//! One change to many records: preview, only the good rows, nothing that changed meanwhile.

use super::{Thing, World};
use axum::http::StatusCode;
use stadga_model::{Id, Money};

async fn two(world: &World) -> (Id, Id) {
    let mut dear = Thing::named("Dyr");
    dear.why = Some("Behövs".into());
    dear.cost = Some(Money::kronor(5000));
    (world.make(&Thing::named("Billig")).await.head.id, world.make(&dear).await.head.id)
}

#[tokio::test]
async fn a_field_is_set_in_all_chosen_records_after_a_preview() {
    let world = World::new().await;
    let (one, other) = two(&world).await;
    let (one_id, other_id) = (one.to_string(), other.to_string());
    let chosen = [("id", one_id.as_str()), ("id", &other_id), ("change", "field:due")];
    world
        .post("/thing/bulk", &chosen)
        .await
        .has("Nytt värde")
        .has("type=\"date\"")
        .has("Ändra 2 poster");
    let wrong = [&chosen[..], &[("due", "i går"), ("_act", "preview")]].concat();
    let wrong = world.post("/thing/bulk", &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.has("det är inget datum").has("value=\"i går\"");
    let right = [&chosen[..], &[("due", "2026-05-01"), ("_act", "preview")]].concat();
    let preview = world.post("/thing/bulk", &right).await;
    preview.has("Ändra alla 2").has("2026-05-01").has("Går bra");
    assert_eq!(world.thing(one).await.due, None, "a preview keeps nothing");
    let (seen_one, seen_other) = (format!("_seen.{one}"), format!("_seen.{other}"));
    let confirm = [
        &chosen[..],
        &[("due", "2026-05-01"), ("_act", "all"), (&seen_one, "1"), (&seen_other, "1")],
    ]
    .concat();
    let done = world.post("/thing/bulk", &confirm).await;
    assert_eq!(done.to, "/thing?done=bulk");
    assert_eq!(world.thing(one).await.due, "2026-05-01".parse().ok());
    assert_eq!(world.thing(other).await.due, "2026-05-01".parse().ok());
}

#[tokio::test]
async fn rows_that_break_a_rule_are_told_and_left_out() {
    let world = World::new().await;
    let (one, other) = two(&world).await;
    let (one_id, other_id) = (one.to_string(), other.to_string());
    let (seen_one, seen_other) = (format!("_seen.{one}"), format!("_seen.{other}"));
    // Without a why, the dear thing breaks its rule; the cheap one does not.
    let pairs = |act| {
        vec![
            ("id", one_id.as_str()),
            ("id", &other_id),
            ("change", "field:why"),
            ("why", ""),
            ("_act", act),
            (&seen_one, "1"),
            (&seen_other, "1"),
        ]
    };
    let preview = world.post("/thing/bulk", &pairs("preview")).await;
    preview.has("Ändra bara de 1 av 2").has("behöver ett skäl").has("THG-01");
    let all = world.post("/thing/bulk", &pairs("all")).await;
    assert_eq!(all.status, StatusCode::CONFLICT, "all or nothing");
    assert_eq!(world.post("/thing/bulk", &pairs("good")).await.status, StatusCode::SEE_OTHER);
    assert!(world.thing(other).await.why.is_some());
}

#[tokio::test]
async fn what_changed_since_the_preview_is_looked_at_again() {
    let world = World::new().await;
    let (one, _) = two(&world).await;
    let (id, seen) = (one.to_string(), format!("_seen.{one}"));
    let moves = [("id", id.as_str()), ("change", "move:finish")];
    world.post("/thing/bulk", &moves).await.has("Klar").has("Ändra posten");
    world
        .post(
            &format!("/thing/{one}/edit"),
            &[("title", "Annan"), ("_revision", "1"), ("_base", "1")],
        )
        .await;
    let late =
        world.post("/thing/bulk", &[&moves[..], &[("_act", "all"), (&seen, "1")]].concat()).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    late.has("Något ändrades sedan du såg");
    let again =
        world.post("/thing/bulk", &[&moves[..], &[("_act", "all"), (&seen, "2")]].concat()).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(world.thing(one).await.state, super::State::Done);
    assert_eq!(
        world.post("/thing/bulk", &[("change", "field:due")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}
