//! What every area is held to: pages in both languages, nothing without a role, fixtures that stand; and its README.

use stadga_model::{Finding, Language};
use stadga_testkit::{World, standard};
use stadga_web::Area;
use std::collections::BTreeSet;

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
    let readme = include_str!("../../README.md");
    for lifecycle in crate::kinds().into_iter().filter_map(|kind| kind.lifecycle) {
        assert!(readme.contains(&lifecycle.diagram()), "{}", lifecycle.diagram());
    }
}

/// What the demo is there to show: something of what goes wrong, said in both languages.
#[tokio::test]
async fn the_demo_region_shows_what_the_rules_find() {
    let world = World::of(ground()).await;
    let door = world.door();
    let mut found = BTreeSet::new();
    for kind in crate::kinds() {
        for record in world.all(kind.spec.kind).await {
            let near = door.near(record.head.id).await.unwrap();
            let findings = door.findings(&record, &near).await.unwrap();
            found.extend(findings.iter().map(Finding::text_key));
        }
    }
    let missing =
        |key: &&String| Language::ALL.iter().any(|l| world.app.texts.find(*l, key, &[]).is_none());
    assert_eq!(found.iter().find(missing), None);
    for shown in [
        "finding-ism-02-loose",
        "finding-ism-04-missed",
        "finding-ism-20-decision",
        "finding-ism-20-look",
        "finding-ism-23-late",
    ] {
        assert!(found.contains(shown), "{shown} is not in {found:?}");
    }
}
