//! Every route is on this list, and every one of them refuses whoever has not signed in.

use crate::source;
use stadga_testkit::World;
use std::collections::BTreeSet;

/// What can be reached without signing in. This list may only shrink.
const OPEN: [&str; 7] =
    ["/sign-in", "/sign-in/", "/invitation/", "/language/", "/assets/", "/health/", "/scim/"];

/// All routes that the sources name: literals in files that build a router.
pub fn routes() -> BTreeSet<String> {
    let builds = |text: &str| text.contains("Router") || text.contains("MethodRouter");
    let sources = source::rust().into_iter().filter(|(path, text)| {
        !path.contains("/tests") && !path.starts_with("xtask") && builds(text)
    });
    let mut routes = BTreeSet::new();
    for (_, text) in sources {
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let named = source::literals(text, "/").into_iter().filter(|route| {
            route.chars().all(|c| c.is_ascii_alphanumeric() || "/{}-_.".contains(c))
        });
        routes.extend(named.map(str::to_owned));
    }
    routes
}

#[test]
fn sec_08_every_route_is_known() {
    insta::assert_snapshot!("routes", routes().into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn sec_08_no_more_is_open_than_there_was() {
    assert_eq!(stadga_web::OPEN, OPEN);
}

/// What areas leave open where the organisation has turned open pages on: documents and handling rules that are marked for
/// it. This list may only shrink, too.
const OPENED: [&str; 3] = ["/published", "/published/", "/handling"];

#[test]
fn sec_08_no_more_can_be_opened_than_there_was() {
    let areas = stadga::areas::all();
    assert_eq!(areas.iter().flat_map(|area| area.open).copied().collect::<Vec<_>>(), OPENED);
}

#[tokio::test]
async fn sec_08_with_open_pages_on_every_other_route_refuses_whoever_has_not_signed_in() {
    let world = World::signing_in(stadga::areas::all(), |set| set.open_pages = true).await;
    let mut stranger = world.stranger();
    let open = [OPEN.as_slice(), &OPENED].concat();
    for route in routes().into_iter().filter(|route| !open.iter().any(|o| route.starts_with(o))) {
        let refused = if route.starts_with("/api/") { 401 } else { 303 };
        stranger.get(&filled(&route)).await.is(refused);
    }
}

#[tokio::test]
async fn sec_08_every_route_refuses_whoever_has_not_signed_in() {
    let world = crate::world().await;
    let mut stranger = world.stranger();
    let is_open = |route: &str| OPEN.iter().any(|open| route.starts_with(open));
    for route in routes().into_iter().filter(|route| !is_open(route)) {
        let path = filled(&route);
        let refused = if path.starts_with("/api/") { 401 } else { 303 };
        stranger.get(&path).await.is(refused);
        stranger.post(&path, &[]).await.is(refused);
    }
}

/// The route with something in the place of its names.
pub fn filled(route: &str) -> String {
    let parts = route.split('/').map(|part| match part {
        "{kind}" => "measure",
        part if part.starts_with('{') => "018cc251-f400-7000-8000-000000000000",
        part => part,
    });
    parts.collect::<Vec<_>>().join("/")
}
