//! Sessions begin anew with each sign-in and end when they are ended.

use super::served;
use axum::http::Method;
use stadga_testkit::{Answer, PASSWORD};

fn session(answer: &Answer) -> String {
    let cookies = answer.headers.get_all("set-cookie").iter();
    let mut cookies = cookies.map(|cookie| cookie.to_str().unwrap());
    let cookie = cookies.find(|cookie| cookie.starts_with("__Host-stadga=")).expect("a session");
    cookie.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn asvs_7_a_session_begins_anew_with_each_sign_in_and_ends_with_its_end() {
    let world = served().await;
    let mut client = world.sign_in("strateg").await;
    let form = [("name", "strateg"), ("password-now", PASSWORD)];
    let first = session(&client.post("/sign-in", &form).await);
    let second = session(&client.post("/sign-in", &form).await);
    assert_ne!(first, second);
    let with = async |cookie: &str| {
        let shown = [("cookie", cookie)];
        let mut stranger = world.stranger();
        stranger.ask(Method::GET, "/account", &shown, Vec::new()).await.status.as_u16()
    };
    assert_eq!((with(&first).await, with(&second).await), (303, 200), "the first has ended");
    let out = client.post("/sign-out", &[]).await;
    assert_eq!(out.is(303).header("clear-site-data"), "\"storage\"");
    assert_eq!(with(&second).await, 303);
    // One that a stranger made up is not taken over.
    let planted = "__Host-stadga=AAAAAAAAAAAAAAAAAAAAAA";
    assert_eq!(with(planted).await, 303);
}
