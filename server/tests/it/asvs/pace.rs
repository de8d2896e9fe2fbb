//! What is costly is bounded for each reader, and told with when one may come again.

use super::served;

#[tokio::test]
async fn asvs_2_costly_pages_are_bounded_for_each_reader() {
    let world = served().await;
    let (mut strategist, mut auditor) =
        (world.sign_in("strateg").await, world.sign_in("revisor").await);
    let mut last = strategist.get("/measure/export.csv").await;
    for _ in 0..60 {
        if last.status == 429 {
            break;
        }
        last = strategist.get("/measure/export.csv").await;
    }
    last.is(429).has("För många på kort tid").lacks("⟦");
    let wait: u64 = last.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    strategist.get("/measure").await.is(200);
    auditor.get("/measure/export.csv").await.is(200);
    let mut told = strategist.get("/api/v1/openapi.json").await;
    for _ in 0..60 {
        if told.status == 429 {
            break;
        }
        told = strategist.get("/api/v1/openapi.json").await;
    }
    assert_eq!(told.is(429).value()["code"], "too-many");
    assert_eq!(told.header("content-type"), "application/problem+json");
    assert!(!told.header("retry-after").is_empty());
}
