//! What every area is held to: pages in both languages, nothing without a role, fixtures that stand; and its README.

use stadga_testkit::{
    World,
    standard::{denied_without_role, fixtures_stand, pages_render},
};
use stadga_web::Area;

/// Someone who has left and holds no role.
const NOBODY: &str = "sakerhetssamordnare-tidigare";

/// The area with what it stands on.
pub fn ground() -> Vec<Area> {
    vec![stadga_organisation::area(), crate::area()]
}

#[tokio::test]
async fn every_page_renders_in_both_languages() {
    let world = World::all_open(ground()).await;
    pages_render(&world, &crate::area(), "strateg").await;
}

#[tokio::test]
async fn sec_08_nothing_is_seen_without_a_role() {
    let world = World::of(ground()).await;
    denied_without_role(&world, &crate::area(), NOBODY).await;
}

#[tokio::test]
async fn the_demo_region_breaks_no_rule_that_blocks() {
    let world = World::of(ground()).await;
    fixtures_stand(&world, &crate::area()).await;
}

#[test]
fn the_readme_shows_the_lifecycles() {
    let readme = include_str!("../../README.md");
    for lifecycle in [crate::decision::LIFECYCLE, crate::mandate::LIFECYCLE] {
        assert!(readme.contains(&lifecycle.diagram()), "{}", lifecycle.diagram());
    }
}
