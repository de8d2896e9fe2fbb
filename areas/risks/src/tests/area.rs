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
async fn every_word_is_there_and_links_have_headings() {
    let world = World::of(ground()).await;
    standard::links_have_headings(&world, crate::kinds().iter());
    let missing: Vec<_> = stadga_web::missing_texts(&world.app)
        .into_iter()
        .filter(|key| key.contains("risk") || key.contains("threat"))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// What the demo is there to show: something of everything that goes wrong.
#[tokio::test]
async fn the_demo_region_shows_what_the_rules_find() {
    let world = World::of(ground()).await;
    let shown = [
        "finding-rsk-02-above-inherent",
        "finding-rsk-03-late",
        "finding-rsk-03-missing",
        "finding-rsk-03-missing-second",
        "finding-rsk-04-left",
        "finding-rsk-04-review",
        "finding-rsk-08-old",
        "finding-rsk-09-expired",
        "finding-rsk-09-unaccepted",
        "finding-rsk-11",
        "finding-rsk-12",
        "finding-rsk-14-about",
        "finding-rsk-14-measure",
    ];
    standard::demo_shows(&world, &crate::kinds(), &shown).await;
}
