//! Lists: filter, order, columns, pages, saved views, what is not understood.

use super::{Thing, World};
use axum::{body::Body as Content, extract::Request, http::StatusCode};
use stadga_model::{Id, Money};

async fn three(world: &World) -> Vec<Id> {
    let mut ids = Vec::new();
    for (title, due, cost) in
        [("Alfa", "2026-02-01", 10), ("Beta", "2026-01-01", 30), ("Gamma", "2026-03-01", 20)]
    {
        let mut thing = Thing::named(title);
        thing.due = due.parse().ok();
        thing.cost = Some(Money::kronor(cost));
        ids.push(world.make(&thing).await.head.id);
    }
    ids
}

fn order(text: &str) -> String {
    let places = ["Alfa", "Beta", "Gamma"].map(|name| (text.find(&format!(">{name}</a>")), name));
    let mut found: Vec<_> = places.into_iter().filter_map(|(at, name)| Some((at?, name))).collect();
    found.sort();
    found.into_iter().map(|(_, name)| name).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn a_list_is_filtered_and_sorted_by_its_address() {
    let world = World::new().await;
    three(&world).await;
    let of = async |query: &str| order(&world.get(&format!("/thing?{query}")).await.text);
    assert_eq!(of("sort=due").await, "Beta Alfa Gamma");
    assert_eq!(of("sort=-due").await, "Gamma Alfa Beta");
    assert_eq!(of("due.to=today%2B1&sort=title").await, "Alfa Beta");
    assert_eq!(of("cost.from=20&sort=title").await, "Beta Gamma");
    assert_eq!(of("q=beta").await, "Beta");
    assert_eq!(of("title.has=amm&number=x").await, "");
    assert_eq!(of("size=1&sort=title&page=2").await, "Beta");
    assert_eq!(of("grade.given=yes").await, "");
}

#[tokio::test]
async fn a_list_shows_its_columns_and_keeps_its_address() {
    let world = World::new().await;
    three(&world).await;
    let page = world.get("/thing?cols=cost,due&sort=-due&due.from=2026-01-02").await;
    page.has("<h1>Saker</h1>").has("2 träffar").has("20\u{a0}kr").lacks("scope=\"col\">Läge");
    page.has("aria-sort=\"descending\"")
        .has("cols=cost%2Cdue&amp;due.from=2026-01-02&amp;sort=due");
    page.has(r#"href="/thing/export.xlsx?cols=cost%2Cdue&amp;sort=-due&amp;due.from=2026-01-02""#);
    page.has(r#"name="due.from" value="2026-01-02""#);
}

#[tokio::test]
async fn what_an_address_says_in_vain_is_told() {
    let world = World::new().await;
    let page = world.get("/thing?colour=red&due.to=soon").await;
    assert_eq!(page.status, StatusCode::OK);
    page.has("colour, due.to").has("Inget stämmer med filtret");
    world.get("/thing").await.has("Här finns inget än");
    assert_eq!(world.get("/nothing").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_view_is_saved_shown_and_forgotten() {
    let mut world = World::new().await;
    let me = world.make(&Thing::named("Jag")).await;
    world.actor = World::reader(me.head.id);
    let saved = world
        .post(
            "/thing/views",
            &[("name", " Sena "), ("query", "sort=due&page=2"), ("shared", "yes")],
        )
        .await;
    assert_eq!(
        (saved.status, saved.to.as_str()),
        (StatusCode::SEE_OTHER, "/thing?sort=due&done=view-saved")
    );
    world.get("/thing?sort=due").await.has(">Sena").has("Ta bort vyn ”Sena”");
    world.post("/thing/views/forget", &[("name", "Sena")]).await;
    world.get("/thing").await.lacks("Sena");
}

#[tokio::test]
async fn a_reader_gets_no_buttons_that_write() {
    let mut world = World::new().await;
    let ids = three(&world).await;
    world.get("/thing").await.has("/thing/new").has("type=\"checkbox\" name=\"id\"");
    world.actor = World::reader(ids[0]);
    world.get("/thing").await.lacks("/thing/new").lacks("name=\"id\"").lacks("/thing/import");
}

#[tokio::test]
async fn sec_06_a_list_on_a_past_date_has_no_form_that_writes() {
    let world = World::new().await;
    three(&world).await;
    world.at("2026-02-02T12:00:00Z");
    world.get("/thing").await.has("action=\"/thing/bulk\"");
    let past = world.get("/thing?as-of=2026-01-31").await;
    past.has("Alfa").lacks("/thing/bulk").lacks("name=\"id\"");
}

#[tokio::test]
async fn words_are_found_inside_compounds_and_no_words_find_nothing() {
    let world = World::new().await;
    for title in ["Grundutbildningen i Växjö", "Utbildning för chefer", "Reservkraft"] {
        world.make(&Thing::named(title)).await;
    }
    let count = async |q: &str| {
        let text = world.get(&format!("/api/v1/thing?q={q}")).await.text;
        serde_json::from_str::<serde_json::Value>(&text).unwrap()["total"].as_i64().unwrap()
    };
    assert_eq!(count("utbildning").await, 2);
    assert_eq!(count("utbildning+v%C3%A4xj%C3%B6").await, 1);
    assert_eq!(count("utbildning+kraft").await, 0);
    assert_eq!(count("%25").await, 0);
    assert_eq!(count("%25+kraft").await, 1);
}

#[tokio::test]
async fn the_search_of_a_link_offers_what_fits() {
    let world = World::new().await;
    three(&world).await;
    let options = world.get("/pick?kinds=thing&owner.find=bet").await;
    options.has("Beta (T-2026-0002)").lacks("Alfa");
}

#[tokio::test]
async fn a_lists_address_says_only_what_was_asked() {
    let world = World::new().await;
    let sent = world.get("/thing?q=&state=open&due.from=&as-of=2026-01-01").await;
    assert_eq!(sent.to, "/thing?state=open&as-of=2026-01-01");
    assert_eq!(world.get("/thing?as-of=").await.status, StatusCode::OK);
    let request = Request::builder().uri("/thing?q=&state=open").header("hx-request", "true");
    let answer = world.answer(request.body(Content::empty()).unwrap()).await;
    assert_eq!(
        (answer.status, answer.header("hx-push-url")),
        (StatusCode::OK, "/thing?state=open")
    );
}

#[tokio::test]
async fn a_page_behind_the_last_leads_to_the_last() {
    let world = World::new().await;
    three(&world).await;
    let of = async |query: &str| world.get(&format!("/thing?{query}")).await;
    assert_eq!(of("size=2&sort=title&page=99999").await.to, "/thing?size=2&sort=title&page=2");
    assert_eq!(of("size=2&sort=title&page=2").await.status, StatusCode::OK);
    let told = of("size=2&page=9&done=bulk-changed").await;
    assert_eq!(told.to, "/thing?size=2&page=2&done=bulk-changed");
    assert_eq!(of("q=finnsinte&page=3").await.to, "/thing?q=finnsinte&page=1");
    of("q=finnsinte&page=1").await.has("Inget stämmer med filtret");
}

#[tokio::test]
async fn search_says_when_there_are_more_hits_than_it_shows() {
    let world = World::new().await;
    for number in 0..100 {
        world.make(&Thing::named(&format!("Brandvägg {number}"))).await;
    }
    world.get("/search?q=brandv%C3%A4gg").await.has("100 träffar på").lacks("Fler än");
    world.make(&Thing::named("Brandvägg till")).await;
    let page = world.get("/search?q=brandv%C3%A4gg").await;
    page.has("Fler än 100 träffar på").lacks(">100 träffar");
    assert_eq!(page.text.matches("<h3>").count(), 100);
}

#[tokio::test]
async fn a_list_says_how_many_columns_do_not_fit_and_leads_to_all_of_them() {
    let world = World::new().await;
    three(&world).await;
    let usual = world.get("/thing").await;
    let heads = usual.text.matches("scope=\"col\"").count() - 2;
    assert!(heads > 3, "{heads} columns");
    usual.has("data-fit=\"3\"").has("Visa alla kolumner").has("?cols=");
    let hidden =
        if heads == 4 { "En kolumn".to_owned() } else { format!("{} kolumner", heads - 3) };
    usual.has(&format!("{hidden} får inte plats"));
    // Columns that somebody has chosen all stay, so nothing is said.
    world.get("/thing?cols=cost,due").await.lacks("får inte plats");
}

#[tokio::test]
async fn a_bulk_change_says_how_many_are_chosen() {
    let world = World::new().await;
    three(&world).await;
    world.get("/thing").await.has("chosen-rows").has("valda");
}
