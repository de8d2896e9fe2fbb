//! The register of breaches: by area, oldest first, on the record's page and on Min sida; never of what may not be read.

use stadga_model::{Action, Actor, At, Grant, Id, Reach, Right};
use stadga_store::BreachQuery;
use std::collections::BTreeSet;

fn all() -> BreachQuery {
    BreachQuery { size: 1_000, ..BreachQuery::default() }
}

#[tokio::test]
async fn the_register_shows_each_breach_with_its_age_and_where_it_is_mended() {
    let world = crate::world().await;
    let mut client = world.sign_in("strateg").await;
    client.get("/breaches").await.is(200).lacks("⟦").has("Inga brister");
    let swept = world.app.store.sweep_breaches().await.unwrap();
    assert!(swept.standing > 0 && swept.records > swept.standing, "{swept:?}");
    let again = world.app.store.sweep_breaches().await.unwrap();
    assert_eq!((again.standing, again.gone), (swept.standing, 0));
    let found = world.door().breaches(&all()).await.unwrap();
    assert_eq!(found.rows.len() as u64, swept.standing);
    let first = &found.rows[0];
    let href = format!("/{}/{}", first.record.head.kind, first.record.head.id);
    for language in ["sv", "en"] {
        client.reads(language);
        let page = client.get("/breaches").await;
        page.is(200).lacks("⟦").has(&href).has(&first.code).has("2026-11-20");
    }
    client.reads("sv");
    client.get(&href).await.is(200).has("sedd sedan 2026-11-20");
    client.get("/breaches?mine=1&sort=-since&area=measures&page=2").await.is(200).lacks("⟦");
    client.get("/breaches?area=nowhere&unit=x&page=-1").await.is(200).lacks("⟦");
    client.get("/breaches?as-of=2024-06-30").await.is(200).lacks(&href);
    client.get("/").await.is(200).has("/breaches");
}

#[tokio::test]
async fn sec_08_the_register_counts_what_the_reader_may_read_and_no_more() {
    let world = crate::world().await;
    world.app.store.sweep_breaches().await.unwrap();
    let found = world.door().breaches(&all()).await.unwrap().rows;
    let units: Vec<Id> = found.iter().filter_map(|breach| breach.record.head.unit).collect();
    let kinds: BTreeSet<_> = found.iter().map(|b| b.record.head.kind.clone()).collect();
    for kind in kinds {
        for reach in [Reach::Everywhere, Reach::Units(units[..1].to_vec()), Reach::Units(vec![])] {
            let may = vec![Right::to(Action::Read, kind.clone())];
            let grants = vec![Grant { role: "x".into(), may, reach }];
            let door =
                world.app.store.door(Actor { name: "x".into(), person: None, grants }, At::Now);
            let seen = door.breaches(&all()).await.unwrap();
            let may_be_read: Vec<Id> = found
                .iter()
                .map(|breach| &breach.record.head)
                .filter(|head| door.may(Action::Read, head))
                .map(|head| head.id)
                .collect();
            let shown: Vec<Id> = seen.rows.iter().map(|breach| breach.record.head.id).collect();
            assert_eq!(shown, may_be_read);
            assert_eq!(seen.total, shown.len() as i64);
        }
    }
}
