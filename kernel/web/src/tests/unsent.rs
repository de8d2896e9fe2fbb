//! What was sent and has not come in: the session had ended, the file was too large, the verb was none of the address's.

use super::{Answer, World, gate};
use crate::router;
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use tower::ServiceExt;

/// A request by nobody, from a page.
async fn ask(world: &World, (method, path): (Method, &str), extra: &[(&str, &str)]) -> Answer {
    let request = Request::builder().method(method).uri(path).header(header::HOST, "stadga.test");
    let request = request.header(header::ACCEPT_LANGUAGE, "sv");
    let request =
        extra.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let sent = request.body(Body::from("title=Allt+jag+skrev&_act=save")).unwrap();
    Answer::of(router(world.app.clone()).oneshot(sent).await.unwrap()).await
}

#[tokio::test]
async fn sec_08_a_form_sent_after_the_session_ended_leads_back_to_its_page() {
    let world = World::new().await;
    let post = |from| ask_from(&world, from);
    let page = "http://stadga.test/thing/new?causes=1";
    let to = "/sign-in?unsent=1&next=%2Fthing%2Fnew%3Fcauses%3D1";
    assert_eq!(post(page).await.to, to);
    // No other site says where one goes, and nothing that was written stands in an address.
    for strange in ["http://x.se/thing/new", "http://stadga.test//x.se", ""] {
        assert_eq!(post(strange).await.to, "/sign-in?unsent=1&next=%2F", "{strange}");
    }
    let piece = [("referer", page), ("hx-request", "true")];
    let answer = ask(&world, (Method::GET, "/pick?kinds=thing"), &piece).await;
    assert_eq!((answer.status, answer.header("hx-redirect")), (StatusCode::UNAUTHORIZED, to));
    let told = ask(&world, (Method::GET, to), &[]).await;
    told.has("Du har loggats ut.").has("data-unsent").has("value=\"/thing/new?causes=1\"");
    ask(&world, (Method::GET, "/sign-in?next=%2F"), &[]).await.lacks("data-unsent");
    let leaving = ask(&world, (Method::POST, "/sign-out"), &[("referer", page)]).await;
    assert_eq!(leaving.to, "/sign-in");
}

async fn ask_from(world: &World, page: &str) -> Answer {
    ask(world, (Method::POST, "/thing/new"), &[("referer", page)]).await
}

#[tokio::test]
async fn what_is_too_heavy_is_told_with_the_way_back() {
    let world = World::new().await;
    let send = async |from: &str| {
        let request = Request::post("/sign-in").header(header::HOST, "stadga.test");
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let request = request.header(header::ACCEPT_LANGUAGE, "sv").header(header::REFERER, from);
        let heavy = request.body(Body::from(vec![b'a'; 5 * 1024 * 1024])).unwrap();
        Answer::of(router(world.app.clone()).oneshot(heavy).await.unwrap()).await
    };
    let page = send("http://stadga.test/thing/new").await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    page.has("Filen är för stor").has("<a href=\"/thing/new\">Tillbaka till sidan du var på</a>");
    send("http://x.se/thing/new").await.has("Filen är för stor").lacks("Tillbaka till sidan");
}

#[tokio::test]
async fn a_program_is_told_which_verbs_an_address_has() {
    let world = gate::world().await;
    let shown = [("authorization", &*gate::bearer())];
    let answer = ask(&world, (Method::DELETE, "/api/v1/thing"), &shown).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(answer.header("allow").contains("GET"), "{}", answer.header("allow"));
    answer.has("\"code\":\"method\"").has("openapi.json").lacks("knapparna");
}
