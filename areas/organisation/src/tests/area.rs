//! What every area is held to: pages in both languages, nothing without a role, fixtures that stand.

use stadga_testkit::standard;

/// Someone who has left and holds no role.
const NOBODY: &str = "sakerhetssamordnare-tidigare";

#[tokio::test]
async fn sec_08_the_area_is_held_to_what_every_area_is() {
    standard::all(|| vec![crate::area()], "strateg", NOBODY).await;
}

#[test]
fn the_readme_shows_the_lifecycles() {
    standard::readme_shows_lifecycles(include_str!("../../README.md"), crate::kinds());
}
