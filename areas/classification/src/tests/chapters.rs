//! What classification tells those who lead.

use stadga_model::Date;
use stadga_testkit::World;
use stadga_web::chapter::Scope;
use std::collections::BTreeSet;

use super::area::ground;
use crate::register::Register;

#[tokio::test]
async fn ism_03_the_area_has_a_chapter_that_is_spoken_in_both_languages() {
    let world = World::of(ground()).await;
    for language in stadga_model::Language::ALL {
        assert!(world.app.texts.find(language, "chapter-classification", &[]).is_some());
    }
    assert_eq!(crate::area().chapters.len(), 1);
    let scope = Scope { units: Some(BTreeSet::new()), since: Date::constant(2026, 1, 1) };
    assert!(!scope.covers::<()>(None));
}

#[tokio::test]
async fn cls_07_the_register_counts_as_the_door_sees_it() {
    let world = World::of(ground()).await;
    let day = Date::constant(2026, 11, 20);
    let all = Register::through(&world.door(), day).await.unwrap();
    let few =
        Register::through(&world.door_of("sakerhetssamordnare-tidigare").await, day).await.unwrap();
    assert!(
        all.counted().count() > 30 && few.entries.is_empty(),
        "what may not be read is not counted"
    );
}
