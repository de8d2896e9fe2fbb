//! The area with the organisation that it stands on: its pages render, its demo region stands, nobody sees too much.

use stadga_testkit::{World, standard};

async fn world() -> World {
    World::all_open(vec![stadga_organisation::area(), crate::area()]).await
}

#[tokio::test]
async fn every_page_renders_in_both_languages() {
    standard::pages_render(&world().await, &crate::area(), "it-chef").await;
}

#[tokio::test]
async fn the_demo_region_stands() {
    standard::fixtures_stand(&world().await, &crate::area()).await;
}
