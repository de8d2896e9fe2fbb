//! What every area is held to: pages in both languages, nothing without a role, fixtures that stand; and its README.

use stadga_testkit::{World, standard};
use stadga_web::Area;

/// Someone who has left and holds no role.
pub const NOBODY: &str = "sakerhetssamordnare-tidigare";

/// The area with what it stands on.
pub fn ground() -> Vec<Area> {
    vec![
        stadga_organisation::area(),
        stadga_decisions::area(),
        stadga_measures::area(),
        stadga_documents::area(),
        crate::area(),
    ]
}

#[tokio::test]
async fn sec_08_the_area_is_held_to_what_every_area_is() {
    standard::all(ground, "it-chef", NOBODY).await;
}

#[test]
fn the_readme_shows_the_lifecycles() {
    standard::readme_shows_lifecycles(include_str!("../../README.md"), crate::kinds());
}

#[tokio::test]
async fn links_have_headings_on_their_targets_pages() {
    let world = World::of(ground()).await;
    standard::links_have_headings(&world, crate::kinds().iter());
}

/// What the demo is there to show: something of what goes wrong.
#[tokio::test]
async fn the_demo_region_shows_what_the_rules_find() {
    let world = World::of(ground()).await;
    let shown = [
        "finding-ctl-06-not-opened",
        "finding-ctl-06-nobody",
        "finding-ctl-07-progress",
        "finding-ctl-07-effect",
    ];
    standard::demo_shows(&world, &crate::kinds(), &shown).await;
}
