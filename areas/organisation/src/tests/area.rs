//! What every area is held to: pages in both languages, nothing without a role, fixtures that stand.

use stadga_testkit::{
    World,
    standard::{denied_without_role, fixtures_stand, pages_render},
};

/// Someone who has left and holds no role.
const NOBODY: &str = "sakerhetssamordnare-tidigare";

#[tokio::test]
async fn every_page_renders_in_both_languages() {
    let world = World::all_open(vec![crate::area()]).await;
    pages_render(&world, &crate::area(), "strateg").await;
}

#[tokio::test]
async fn sec_08_nothing_is_seen_without_a_role() {
    let world = World::of(vec![crate::area()]).await;
    denied_without_role(&world, &crate::area(), NOBODY).await;
}

#[tokio::test]
async fn the_demo_region_breaks_no_rule_that_blocks() {
    let world = World::of(vec![crate::area()]).await;
    fixtures_stand(&world, &crate::area()).await;
}
