//! What pages hold and what they do not.

use super::{answers, served};
use crate::source::{files, root};
use axum::http::Method;

/// Attributes and elements that would be script or style written into the page.
fn written_in(page: &str) -> Option<String> {
    let page = page.to_lowercase();
    let within = |mark: &str| page.contains(mark).then(|| mark.to_owned());
    let bare = page.split("<script").skip(1).find(|rest| !rest.trim_start().starts_with("src="));
    let handler = page.split('<').skip(1).find_map(|tag| {
        let tag = tag.split('>').next().unwrap_or_default();
        // What stands between quotes is a value.
        let names = tag.split('"').step_by(2).flat_map(str::split_whitespace);
        names
            .filter(|name| name.ends_with('='))
            .find(|name| *name == "style=" || (name.starts_with("on") && name.len() > 4))
    });
    bare.map(|_| "<script> without src".to_owned())
        .or_else(|| handler.map(str::to_owned))
        .or_else(|| within("<style"))
        .or_else(|| within("javascript:"))
        .or_else(|| within("src=\"http"))
}

#[test]
fn what_is_written_into_a_page_is_found() {
    assert!(written_in("<script>alert(1)</script>").is_some());
    assert!(written_in("<p onclick=\"x()\">").is_some());
    assert!(written_in("<p style=\"color: red\">").is_some());
    assert!(written_in("<a href=\"javascript:x\">").is_some());
    assert_eq!(
        written_in("<script src=\"/a.js\" defer></script><p title=\"one=1 onclick=2\">"),
        None
    );
}

#[tokio::test]
async fn asvs_3_no_page_holds_script_or_style_of_its_own() {
    let world = served().await;
    let pages = answers(&world).await;
    let pages: Vec<_> =
        pages.iter().filter(|page| page.header("content-type").starts_with("text/html")).collect();
    assert!(pages.len() > 100, "{}", pages.len());
    for page in pages {
        assert_eq!(written_in(&page.text()), None, "{}", page.asked);
    }
}

#[tokio::test]
async fn asvs_7_every_page_has_the_way_out() {
    let world = served().await;
    for page in answers(&world).await {
        let html = page.header("content-type").starts_with("text/html");
        if html && page.text().contains("class=\"shell\"") {
            page.has("action=\"/sign-out\"");
        }
    }
}

#[test]
fn asvs_14_script_keeps_nothing_in_the_browser() {
    let own = files("assets", ".js").into_iter().filter(|(path, _)| !path.contains("/dist/"));
    for (path, text) in own {
        for store in ["localStorage", "sessionStorage", "indexedDB", "innerHTML", "eval("] {
            assert!(!text.contains(store), "{path}: {store}");
        }
    }
    assert!(root().join("assets/stadga.js").exists());
}

/// Where the database is gone, the page tells the number that stands in the log, and nothing of what broke.
#[tokio::test]
async fn asvs_16_a_fault_tells_its_number_and_nothing_else() {
    let world = served().await;
    let mut stranger = world.stranger();
    world.app.store.close().await;
    let form = [("name", "strateg"), ("password-now", "fel fel fel fel")];
    let answer = stranger.post("/sign-in", &form).await;
    let number = answer.header("x-request-id").to_owned();
    answer.is(503).has(&number);
    for inside in ["sqlx", "SELECT", "pool", "kernel/", ".rs", "panicked"] {
        answer.lacks(inside);
    }
    let shown = [("authorization", "Bearer x")];
    let told = stranger.ask(Method::GET, "/api/v1/measure", &shown, Vec::new()).await;
    assert_eq!(told.is(503).value()["code"], "away");
    told.lacks("pool");
}
