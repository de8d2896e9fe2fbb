//! Disposal as people meet it: no authority without a decision, and what is gone says so everywhere.

use super::area::ground;
use stadga_measures::Measure;
use stadga_model::Disposal;
use stadga_testkit::World;

const GONE: &str = "Gör grundutbildningen";

#[tokio::test]
async fn sec_11_a_disposal_needs_a_decision_and_what_is_gone_says_by_what() {
    let world = World::of(ground()).await;
    let measure = world.id::<Measure>("atg-oblig-utbildning");
    let disposal = world.id::<Disposal>("gal-utbildning");
    let mut registrar = world.sign_in("registrator").await;
    let page = format!("/measure/{measure}");
    registrar.get(&page).await.is(200).has(GONE);
    let carry_out = format!("/disposal/{disposal}/move/carry-out");
    // The page asks for what is missing, and nothing has happened yet.
    registrar.post(&carry_out, &[("_revision", "1")]).await.is(200).has("Beslut");
    registrar.get(&page).await.is(200).has(GONE);
    let mut opened = world.door().open_as::<Disposal>(disposal).await.unwrap();
    opened.body.reference = Some("Arkivnämnden 2026-11-02 § 14, dnr 2026/88".into());
    world.door().save(opened, "").await.unwrap();
    registrar.post(&carry_out, &[("_revision", "2")]).await.is(303);
    registrar.get(&page).await.is(200).lacks(GONE).has("Gallrat").has("GAL-");
    registrar.get(&format!("{page}/history")).await.is(200).lacks(GONE);
    registrar.get(&format!("/api/v1/measure/{measure}")).await.is(200).lacks(GONE).has("\"gone\"");
    registrar.get("/measure/export.csv").await.is(200).lacks(GONE).has("Gallrat GAL-");
    registrar.get("/search?q=grundutbildningen").await.lacks(GONE);
    registrar.get(&format!("/disposal/{disposal}")).await.is(200).has("Genomförd");
    let verified = world.app.store.verify(&[]).await.unwrap();
    assert_eq!(verified.disposed.len(), 1, "{verified:?}");
}
