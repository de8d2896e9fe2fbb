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
        crate::area(),
    ]
}

#[tokio::test]
async fn sec_08_the_area_is_held_to_what_every_area_is() {
    standard::all(ground, "forvaltningsledare-vard", NOBODY).await;
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

/// What the demo is there to show: something of everything that goes wrong.
#[tokio::test]
async fn the_demo_region_shows_what_the_rules_find() {
    let world = World::of(ground()).await;
    let shown = [
        "finding-pm3-01-family",
        "finding-pm3-06-business",
        "finding-pm3-07",
        "finding-pm3-10-none",
        "finding-pm3-12-unassessed",
        "finding-pm3-12-less",
        "finding-pm3-12-undecided",
        "finding-pm3-14",
        "finding-pm3-16-plan",
        "finding-pm3-21-waits",
        "finding-pm3-23-short",
        "finding-pm3-25",
        "finding-pm3-26",
        "finding-pm3-27",
        "finding-pm3-30",
    ];
    standard::demo_shows(&world, &crate::kinds(), &shown).await;
}
