//! Surveys on the demo region: who holds a role is asked, answers once, and those who lead see what it says (PM3-24).

use stadga_testkit::World;

use super::area::ground;

#[tokio::test]
async fn pm3_24_who_holds_a_role_is_asked_and_answers_once() {
    let world = World::of(ground()).await;
    let survey = world.fixtures.id("enk-roller").unwrap();
    let address = format!("/object-survey/{survey}/answer");
    let mut client = world.sign_in("it-chef").await;
    client.get("/").await.is(200).has("Svara på enkäten: Hur går det i ditt uppdrag?");
    client.get(&address).await.is(200).has("Jag hinner med mitt uppdrag").lacks("⟦");
    let sent = [("q0", "4"), ("q1", "5"), ("q2", "9"), ("comment", "Mötena är för långa.")];
    client.post(&address, &sent).await.is(303);
    client.get("/").await.is(200).lacks("Svara på enkäten: Hur går det");
    client.post(&address, &sent).await.is(403);
    let leader = world
        .sign_in("forvaltningsledare-vard")
        .await
        .get(&format!("/object-survey/{survey}"))
        .await;
    leader.is(200).has("Mötena är för långa.").has("Svaren").lacks("⟦");
    let mut other = world.sign_in("medarbetare").await;
    other.get(&address).await.is(403);
    // Neither the answers nor how many there are.
    other
        .get(&format!("/object-survey/{survey}"))
        .await
        .is(200)
        .lacks("Mötena är för långa")
        .lacks("Svaren</h2>");
}
