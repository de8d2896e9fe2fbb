//! The whole program's tests: what holds for every route, role, text, page and file.

mod access;
mod api;
mod import;
mod openapi;
mod pages;
mod program;
mod routes;
mod sign_in;
mod source;
mod texts;
mod tidy;

use stadga_testkit::World;

/// The program with all areas and the demo region.
async fn world() -> World {
    World::of(stadga::areas::all()).await
}
