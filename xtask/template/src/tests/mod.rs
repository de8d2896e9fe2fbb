//! The area with the organisation that it stands on: its words are whole, its demo region is written by its rules.

use stadga_access::Policy;
use stadga_model::{Actor, At, FixedClock, Scales, Texts};
use stadga_store::{Fixtures, ListQuery, Store, StoreOptions};
use stadga_web::{App, AppOptions};
use std::sync::Arc;

use crate::{{Type}};

const ROLES: &str = include_str!("../../../../content/roles.toml");

/// The program with the organisation and this area, in memory.
async fn demo() -> App {
    let areas = vec![stadga_organisation::area(), crate::area()];
    let policy = Policy::read(ROLES).unwrap();
    let scales = Scales::read(areas.iter().flat_map(|area| area.scales.iter().copied())).unwrap();
    let store = Store::open(StoreOptions {
        path: None,
        org: "demo".into(),
        kinds: areas.iter().flat_map(|area| area.kinds.clone()).collect(),
        scales: Arc::new(scales.with(policy.scale())),
        clock: Arc::new(FixedClock("2026-11-22T09:00:00Z".parse().unwrap())),
    });
    let store = store.await.unwrap();
    let fixtures = areas.iter().flat_map(|area| area.fixtures.iter().copied());
    Fixtures::read(fixtures).unwrap().plant(&store).await.unwrap();
    let texts: Vec<_> = [stadga_web::TEXTS].into_iter().chain(areas.iter().map(|a| a.texts)).collect();
    App::new(AppOptions {
        store,
        texts: Texts::read(texts).unwrap(),
        areas,
        policy,
        organisation: "Region Exempel".into(),
        program: "stadga".into(),
        secure_cookies: false,
    })
}

#[tokio::test]
async fn every_word_is_there_in_both_languages() {
    let missing = stadga_web::missing_texts(&demo().await);
    assert!(missing.is_empty(), "{missing:#?}");
}

#[tokio::test]
async fn the_demo_region_keeps_the_rules() {
    let app = demo().await;
    let door = app.store.door(Actor::program("test"), At::Now);
    assert_eq!(door.all::<{{Type}}>(ListQuery::default()).await.unwrap().len(), 2);
    let page = door.list("{{kind}}", &ListQuery { size: 50, ..ListQuery::default() }).await.unwrap();
    for revision in page.rows {
        let near = door.near(revision.head.id).await.unwrap();
        let findings = door.findings(&revision, &near).await.unwrap();
        assert_eq!(findings, [], "{}", revision.head.number);
    }
}
