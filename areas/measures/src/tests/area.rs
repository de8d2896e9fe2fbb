//! What every area is held to: pages in both languages, nothing without a role, fixtures that stand; and its README.

use stadga_testkit::{World, standard};
use stadga_web::Area;

/// Someone who has left and holds no role.
const NOBODY: &str = "sakerhetssamordnare-tidigare";

/// The area with what it stands on.
pub fn ground() -> Vec<Area> {
    vec![stadga_organisation::area(), stadga_decisions::area(), crate::area()]
}

#[tokio::test]
async fn sec_08_the_area_is_held_to_what_every_area_is() {
    standard::all(ground, "strateg", NOBODY).await;
}

#[test]
fn the_readme_shows_the_lifecycles() {
    let readme = include_str!("../../README.md");
    for lifecycle in [crate::measure::LIFECYCLE, crate::improvement::LIFECYCLE] {
        assert!(readme.contains(&lifecycle.diagram()), "{}", lifecycle.diagram());
    }
}

#[tokio::test]
async fn links_have_headings_on_their_targets_pages() {
    let world = World::of(ground()).await;
    standard::links_have_headings(&world, world.app.kinds().iter());
}

/// What the demo is there to show: something of everything that goes wrong.
#[tokio::test]
async fn the_demo_region_shows_what_the_rules_find() {
    let world = World::of(ground()).await;
    let shown = [
        "finding-ism-06-owner",
        "finding-ism-07-overdue",
        "finding-ism-08-decision",
        "finding-ism-09-unfunded",
        "finding-ism-10-due",
        "finding-ism-12",
        "finding-ism-16-silent",
        "finding-aud-24-none",
        "finding-aud-24-ended",
        "finding-org-04-ground",
        "finding-org-13-vacant",
        "finding-org-26-overdue",
    ];
    standard::demo_shows(&world, world.app.kinds().iter(), &shown).await;
}
