//! What every area is held to: pages in both languages, nothing without a role, fixtures that stand; and its README.

use stadga_testkit::{World, standard};
use stadga_web::Area;

/// Someone who has left and holds no role.
const NOBODY: &str = "sakerhetssamordnare-tidigare";

/// The area with what it stands on.
pub fn ground() -> Vec<Area> {
    vec![
        stadga_organisation::area(),
        stadga_decisions::area(),
        stadga_measures::area(),
        stadga_documents::area(),
        stadga_systems::area(),
        stadga_objects::area(),
        stadga_strategy::area(),
        crate::area(),
    ]
}

#[tokio::test]
async fn sec_08_the_area_is_held_to_what_every_area_is() {
    standard::all(ground, "strateg", NOBODY).await;
}

#[tokio::test]
async fn links_have_headings_on_their_targets_pages() {
    let world = World::of(ground()).await;
    standard::links_have_headings(&world, world.app.kinds().iter());
    let missing = stadga_web::missing_texts(&world.app);
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_readme_shows_the_lifecycles() {
    standard::readme_shows_lifecycles(include_str!("../../README.md"), crate::kinds());
}

/// What the demo is there to show: something of what goes wrong, said in both languages.
#[tokio::test]
async fn the_demo_region_shows_what_the_rules_find() {
    let world = World::of(ground()).await;
    let shown = [
        "finding-ism-02-loose",
        "finding-ism-04-missed",
        "finding-ism-20-decision",
        "finding-ism-20-look",
        "finding-ism-23-late",
    ];
    standard::demo_shows(&world, &crate::kinds(), &shown).await;
}
