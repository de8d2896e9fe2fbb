//! The area with the organisation that it stands on: its pages render, its demo region stands, nobody sees too much.

use stadga_testkit::standard;

#[tokio::test]
async fn sec_08_the_area_is_held_to_what_every_area_is() {
    let ground = || vec![stadga_organisation::area(), crate::area()];
    standard::all(ground, "it-chef", "sakerhetssamordnare-tidigare").await;
}
