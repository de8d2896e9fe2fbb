//! What every answer's head holds, whatever was asked and by whom.

use super::{addresses, answers, served};
use axum::http::Method;

#[tokio::test]
async fn asvs_3_every_answer_has_the_headers_that_guard_it() {
    let world = served().await;
    let own = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("strict-transport-security", "max-age=31536000; includeSubDomains"),
    ];
    for answer in answers(&world).await {
        for (name, value) in own {
            assert_eq!(answer.header(name), value, "{}: {name}", answer.asked);
        }
        let policy = answer.header("content-security-policy");
        let file = policy == "default-src 'none'; sandbox";
        for part in ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"] {
            assert!(file || policy.contains(part), "{}: {policy}", answer.asked);
        }
        assert!(!policy.contains("unsafe") && !policy.contains('*'), "{}", answer.asked);
        assert!(answer.header("permissions-policy").contains("camera=()"), "{}", answer.asked);
        assert_eq!(answer.header("x-request-id").len(), 12, "{}", answer.asked);
        for told in ["server", "x-powered-by", "access-control-allow-origin"] {
            assert_eq!(answer.header(told), "", "{}: {told}", answer.asked);
        }
    }
}

#[tokio::test]
async fn asvs_4_every_answer_tells_its_type_and_letters() {
    let world = served().await;
    for answer in answers(&world).await.iter().filter(|answer| !answer.bytes.is_empty()) {
        let media = answer.header("content-type");
        assert!(!media.is_empty(), "{}", answer.asked);
        if media.starts_with("text/") {
            assert!(media.contains("charset=utf-8"), "{}: {media}", answer.asked);
        }
    }
}

#[tokio::test]
async fn asvs_14_what_one_reader_may_see_is_kept_by_nobody() {
    let world = served().await;
    for answer in answers(&world).await {
        let asset = answer.asked.contains("/assets/");
        assert!(asset || answer.header("cache-control") == "no-store", "{}", answer.asked);
    }
}

#[tokio::test]
async fn asvs_3_cookies_are_of_this_host_alone() {
    let world = served().await;
    let mut stranger = world.stranger();
    let mut given = Vec::new();
    world.sign_in("strateg").await;
    let form = [("name", "strateg"), ("password-now", stadga_testkit::PASSWORD)];
    given.push(stranger.post("/sign-in", &form).await);
    given.push(stranger.get("/language/en").await);
    given.extend(answers(&world).await);
    let cookies = given.iter().flat_map(|answer| answer.headers.get_all("set-cookie"));
    let mut names = Vec::new();
    for cookie in cookies.map(|cookie| cookie.to_str().unwrap()) {
        names.push(cookie.split('=').next().unwrap().to_owned());
        for part in ["__Host-", "Secure", "HttpOnly", "Path=/", "SameSite=Lax"] {
            assert!(cookie.contains(part), "{cookie} lacks {part}");
        }
        assert!(!cookie.contains("Domain="), "{cookie}");
    }
    names.sort();
    names.dedup();
    assert_eq!(names, ["__Host-language", "__Host-stadga"]);
}

/// From another site nothing is changed: with the cookie or without, as a form or as anything else.
#[tokio::test]
async fn asvs_3_no_form_from_elsewhere_changes_anything() {
    let world = served().await;
    let mut strategist = world.sign_in("strateg").await;
    let elsewhere: [&[(&str, &str)]; 2] = [
        &[("origin", "https://elsewhere.example")],
        &[("sec-fetch-site", "cross-site"), ("content-type", "text/plain")],
    ];
    for address in addresses(&world).await {
        for (method, from) in [Method::POST, Method::PUT].into_iter().zip(elsewhere) {
            let answer = strategist.ask(method, &address, from, Vec::new()).await;
            let refused = answer.status.as_u16();
            // What is for programs takes a key of its own and no cookie.
            let keyed = ["/scim/", "/api/calendar/"].iter().any(|part| address.starts_with(part));
            let keyed = keyed && refused == 401;
            assert!(refused == 403 || keyed, "{}: {refused}", answer.asked);
        }
    }
    strategist.get("/").await.is(200);
}

#[tokio::test]
async fn asvs_3_what_is_only_asked_for_changes_nothing() {
    let world = served().await;
    let mut strategist = world.sign_in("strateg").await;
    let log = world.app.store.log_root().await.unwrap();
    let sessions = world.app.store.sessions("strateg").await.unwrap().len();
    for address in addresses(&world).await {
        for method in [Method::GET, Method::HEAD] {
            strategist.ask(method, &address, &[], Vec::new()).await;
        }
    }
    assert_eq!(world.app.store.log_root().await.unwrap(), log);
    assert_eq!(world.app.store.sessions("strateg").await.unwrap().len(), sessions);
}

#[tokio::test]
async fn asvs_13_only_known_verbs_and_names_are_answered() {
    let world = served().await;
    let mut strategist = world.sign_in("strateg").await;
    for address in addresses(&world).await {
        for verb in ["TRACE", "OPTIONS", "CONNECT", "PROPFIND"] {
            let method = Method::from_bytes(verb.as_bytes()).unwrap();
            let answer = strategist.ask(method, &address, &[], Vec::new()).await;
            assert!(answer.status.is_client_error(), "{}: {}", answer.asked, answer.status);
            answer.lacks("__Host-stadga");
        }
    }
    for hidden in ["/.git/config", "/assets/", "/Cargo.toml", "/stadga.db", "/.env", "/metrics"] {
        strategist.get(hidden).await.is(404);
    }
}

#[tokio::test]
async fn asvs_5_a_file_is_given_out_to_be_saved_and_never_run() {
    let world = served().await;
    let mut strategist = world.sign_in("strateg").await;
    let page = b"<!doctype html><script>alert(1)</script>".to_vec();
    let kept = strategist.ask(Method::POST, "/api/v1/files?name=..%2Fsida.html", &[], page).await;
    let id = kept.is(201).value()["id"].as_str().unwrap().to_owned();
    let mut files = Vec::new();
    for address in [format!("/files/{id}"), format!("/api/v1/files/{id}")] {
        files.push(strategist.get(&address).await);
    }
    files.push(strategist.get("/measure/export.csv").await);
    files.push(strategist.get("/measure/export.xlsx").await);
    for file in files {
        file.is(200);
        assert!(file.header("content-disposition").starts_with("attachment; filename="));
        assert_eq!(file.header("content-security-policy"), "default-src 'none'; sandbox");
        assert!(!file.header("content-type").contains("html"), "{}", file.asked);
        assert!(!file.header("content-disposition").contains(".."), "{}", file.asked);
    }
}
