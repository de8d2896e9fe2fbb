//! The frame: menu, languages, assets, files, what is asked of the reader.

use super::{Thing, World};
use axum::http::StatusCode;
use stadga_model::Language;

#[tokio::test]
async fn every_page_has_its_frame_in_both_languages() {
    let mut world = World::new().await;
    world.make(&Thing::named("x")).await;
    let page = world.get("/thing?sort=due").await;
    page.has("<html lang=\"sv\"").has("Hoppa till innehållet").has("id=\"main\"").has("Sök i allt");
    page.has("/language/en?back=%2Fthing%3Fsort%3Ddue").has("aria-label=\"Huvudmeny\"");
    world.language = Language::English;
    for path in ["/", "/thing", "/thing/new", "/search?q=x", "/search", "/nothing"] {
        world.get(path).await.has("<html lang=\"en\"").has("Skip to content").has("<h1>");
    }
}

#[tokio::test]
async fn assets_are_kept_for_ever_under_their_version() {
    let world = World::new().await;
    let address = crate::assets::address("stadga.css");
    let page = world.get("/").await;
    page.has(&address);
    assert_eq!(world.get("/assets/x/../secret").await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.get("/assets/x/none.css").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_message_comes_only_from_our_own_words() {
    let world = World::new().await;
    world.get("/?done=saved").await.has("Ändringen är sparad").has("role=\"status\"");
    world.get("/?done=nonsense").await.lacks("data-color=\"success\"");
}

#[tokio::test]
async fn the_language_is_remembered_and_leads_back() {
    let world = World::new().await;
    assert_eq!(world.get("/language/en?back=%2Fthing").await.to, "/thing");
    assert_eq!(world.get("/language/en?back=https://x.se").await.to, "/");
}

#[tokio::test]
async fn my_page_shows_what_is_asked_soonest_first() {
    let world = World::new().await;
    let page = world.get("/").await;
    page.has("3 saker väntar på dig")
        .has("Försenad 2 dagar")
        .has("I dag")
        .has("Inget datum")
        .has("5 minuter");
    let place = |text: &str| page.text.find(text).unwrap();
    assert!(place("Sen sak") < place("Dagens sak") && place("Dagens sak") < place("Någon gång"));
}

#[tokio::test]
async fn the_menu_shows_only_what_the_reader_may_use() {
    let mut world = World::new().await;
    let me = world.make(&Thing::named("Jag")).await.head.id;
    let menu = async |world: &World| {
        let text = world.get("/").await.text;
        text.split_once("<nav class=\"menu\"").unwrap().1.split_once("</nav>").unwrap().0.to_owned()
    };
    let whole = menu(&world).await;
    for href in ["\"/thing\"", "\"/thing/new\"", "\"/accounts\"", "\"/accounts/history\""] {
        assert!(whole.contains(href), "{href}: {whole}");
    }
    world.actor = World::reader(me);
    let less = menu(&world).await;
    assert!(less.contains("\"/thing\""), "{less}");
    assert!(!less.contains("/thing/new") && !less.contains("/accounts"), "{less}");
}

#[tokio::test]
async fn an_almost_empty_organisation_says_where_to_begin_to_those_who_may() {
    let mut world = World::new().await;
    let me = world.make(&Thing::named("Jag")).await.head.id;
    let page = world.get("/").await;
    page.has("Kom igång").has("Lägg in de första sakerna.").has("De som ska logga in behöver");
    let everybody = std::mem::replace(&mut world.actor, World::reader(me));
    world.get("/").await.lacks("Kom igång");
    world.actor = everybody;
    world.make(&Thing::named("En till")).await;
    world.get("/").await.has("Kom igång").lacks("Lägg in de första sakerna.");
}

#[tokio::test]
async fn a_file_is_kept_with_its_form_and_given_back_safely() {
    let world = World::new().await;
    let form = "--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nMed fil\r\n--x\r\nContent-Disposition: form-data; name=\"proof.upload\"; filename=\"../<b>.html\"\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>\r\n--x--\r\n";
    let made = world.send("/thing/new", "multipart/form-data; boundary=x", form).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
    let page = world.get(&made.to).await;
    page.has("&lt;b&gt;.html");
    let form_again = made.to.replace("?done=created", "/edit");
    world.get(&form_again).await.has("&lt;b&gt;.html").lacks("Öppna filen");
    let address =
        page.text.split("href=\"/files/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let file = world.get(&format!("/files/{address}")).await;
    assert_eq!((file.status, file.text.as_str()), (StatusCode::OK, "<script>alert(1)</script>"));
    assert_eq!(file.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"<b>.html\"; filename*=UTF-8''%3Cb%3E.html"
    );
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert_eq!(world.get("/files/0000").await.status, StatusCode::NOT_FOUND);
    let empty = form.replace("<script>alert(1)</script>", "");
    let told = world.send("/thing/new", "multipart/form-data; boundary=x", &empty).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    told.has("Filen är tom");
}
