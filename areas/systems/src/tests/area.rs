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
    standard::all(ground, "it-chef", NOBODY).await;
}

#[test]
fn the_readme_shows_the_lifecycles() {
    let readme = include_str!("../../README.md");
    for lifecycle in
        [crate::item::LIFECYCLE, crate::service::LIFECYCLE, crate::integration::LIFECYCLE]
    {
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
        "finding-cmdb-02-contact",
        "finding-cmdb-02-third",
        "finding-cmdb-03-stale",
        "finding-cmdb-05-unwatched",
        "finding-cmdb-05-untested",
        "finding-cmdb-06-deviation",
        "finding-cmdb-06-alarm",
        "finding-cmdb-07-price",
        "finding-cmdb-08-duties",
        "finding-cmdb-10-licences",
        "finding-cmdb-11-erased",
        "finding-cmdb-14-one",
        "finding-cmdb-15-decision",
        "finding-cmdb-16",
        "finding-cmdb-17",
        "finding-cmdb-18-support",
        "finding-cmdb-18-late",
    ];
    standard::demo_shows(&world, &crate::kinds(), &shown).await;
}
