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
        stadga_frameworks::area(),
        crate::area(),
    ]
}

#[tokio::test]
async fn sec_08_the_area_is_held_to_what_every_area_is() {
    standard::all(ground, "strateg", NOBODY).await;
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

#[test]
fn no_kind_sorts_on_more_fields_than_lists_hold() {
    for kind in crate::kinds() {
        let sorted = kind.spec.fields.iter().filter(|field| field.sorted).count();
        assert!(sorted <= 12, "{}: {sorted}", kind.spec.kind);
    }
}

/// What the demo is there to show: something of everything that goes wrong.
#[tokio::test]
async fn the_demo_region_shows_what_the_rules_find() {
    let world = World::of(ground()).await;
    let shown = [
        "finding-ctl-01-late",
        "finding-ctl-03-action",
        "finding-ctl-08-owners",
        "finding-ctl-14-check",
        "finding-ctl-14-late",
        "finding-ctl-14-measure",
        "finding-ctl-16-measure",
    ];
    standard::demo_shows(&world, &crate::kinds(), &shown).await;
}
