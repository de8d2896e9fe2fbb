//! What every area is held to: pages in both languages, nothing without a role, fixtures that stand; and its README.

use super::world::ground;
use stadga_testkit::standard;

/// Someone who has left and holds no role.
const NOBODY: &str = "sakerhetssamordnare-tidigare";

#[tokio::test]
async fn sec_08_the_area_is_held_to_what_every_area_is() {
    standard::all(ground, "strateg", NOBODY).await;
}

#[test]
fn the_readme_shows_the_lifecycle() {
    let readme = include_str!("../../README.md");
    let diagram = crate::request::LIFECYCLE.diagram();
    assert!(readme.contains(&diagram), "{diagram}");
}
