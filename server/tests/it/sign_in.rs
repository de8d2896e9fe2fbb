//! Signing in: sessions, wrong passwords, invitations, blocked accounts, forms from elsewhere.

use axum::http::Method;
use stadga_testkit::PASSWORD;

const WRONG: &str = "något helt annat än det";

#[tokio::test]
async fn sec_08_one_signs_in_and_out_and_comes_back_to_where_one_was() {
    let world = crate::world().await;
    world.sign_in("strateg").await;
    let mut client = world.stranger();
    let asked = client.get("/measure?sort=-due").await;
    assert_eq!(asked.is(303).header("location"), "/sign-in?next=%2Fmeasure%3Fsort%3D-due");
    client.get("/sign-in?next=/measure").await.is(200).has("name=\"password-now\"").lacks("⟦");
    let form = [("name", "Strateg "), ("password-now", PASSWORD), ("next", "/measure?sort=-due")];
    let answer = client.post("/sign-in", &form).await;
    assert_eq!(answer.is(303).header("location"), "/measure?sort=-due");
    let cookie = answer.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    client.get("/measure").await.is(200);
    client.post("/sign-out", &[]).await.is(303);
    client.get("/measure").await.is(303);
}

#[tokio::test]
async fn sec_08_nobody_is_sent_to_another_site_by_signing_in() {
    let world = crate::world().await;
    world.sign_in("strateg").await;
    for next in ["https://x.se/", "//x.se", "/\\x.se"] {
        let form = [("name", "strateg"), ("password-now", PASSWORD), ("next", next)];
        assert_eq!(world.stranger().post("/sign-in", &form).await.is(303).header("location"), "/");
    }
}

#[tokio::test]
async fn sec_08_wrong_names_and_wrong_passwords_are_answered_alike_and_counted() {
    let world = crate::world().await;
    world.sign_in("strateg").await;
    let mut client = world.stranger();
    let mut answers = Vec::new();
    for name in ["strateg", "finns-inte"] {
        let answer = client.post("/sign-in", &[("name", name), ("password-now", WRONG)]).await;
        answers.push(answer.is(422).text().replace(name, ""));
    }
    assert_eq!(answers[0], answers[1]);
    // The clock stands still, so tries at the same instant count as one: they are made elsewhere in the store's tests.
    for _ in 0..3 {
        client.post("/sign-in", &[("name", "strateg"), ("password-now", WRONG)]).await.is(422);
    }
}

#[tokio::test]
async fn sec_08_a_blocked_account_is_out_at_once() {
    let world = crate::world().await;
    let mut strategist = world.sign_in("strateg").await;
    let mut administrator = world.sign_in("administrator").await;
    strategist.get("/").await.is(200);
    strategist.get("/accounts").await.is(403);
    administrator.get("/accounts").await.is(200).has("strateg").lacks("⟦");
    administrator.post("/accounts/administrator/block", &[]).await.is(409);
    administrator.post("/accounts/strateg/block", &[]).await.is(303);
    strategist.get("/").await.is(303);
    let form = [("name", "strateg"), ("password-now", PASSWORD)];
    world.stranger().post("/sign-in", &form).await.is(422);
}

#[tokio::test]
async fn sec_08_an_invitation_works_once() {
    let world = crate::world().await;
    let mut administrator = world.sign_in("administrator").await;
    let person = world.fixtures.id("controller").unwrap().to_string();
    let form = [("name", "controller"), ("person", person.as_str())];
    let page = administrator.post("/accounts", &form).await;
    let text = page.is(200).lacks("⟦").text();
    let link = text.split("href=\"").find(|part| part.starts_with("/invitation/")).unwrap();
    let link = link.split('"').next().unwrap();
    let mut invited = world.stranger();
    invited.get(link).await.is(200).has("controller").lacks("⟦");
    let short = [("password", "kort"), ("again", "kort")];
    invited.post(link, &short).await.is(422).has("12 tecken");
    let good = [("password", "fyra gröna hästar"), ("again", "fyra gröna hästar")];
    invited.post(link, &good).await.is(303);
    invited.get("/account").await.is(200).has("controller").lacks("⟦");
    world.stranger().get(link).await.is(410).lacks("⟦");
    let form = [("name", "controller"), ("password-now", "fyra gröna hästar")];
    world.stranger().post("/sign-in", &form).await.is(303);
}

#[tokio::test]
async fn sec_08_a_new_password_ends_the_other_sessions() {
    let world = crate::world().await;
    let (mut here, mut there) = (world.sign_in("strateg").await, world.sign_in("strateg").await);
    let new = "en annan lång mening";
    let form = [("password-now", PASSWORD), ("password", new), ("again", new)];
    here.post("/account/password", &form).await.is(303);
    here.get("/").await.is(200);
    there.get("/").await.is(303);
}

#[tokio::test]
async fn sec_08_forms_from_other_sites_are_refused() {
    let world = crate::world().await;
    let mut strategist = world.sign_in("strateg").await;
    let foreign = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    strategist.ask(Method::POST, "/sign-out", &foreign, Vec::new()).await.is(403).lacks("⟦");
    strategist.get("/").await.is(200);
    let own = [("origin", "http://stadga.test")];
    strategist.ask(Method::POST, "/sign-out", &own, Vec::new()).await.is(303);
}

#[tokio::test]
async fn sec_06_a_date_that_cannot_be_read_is_told() {
    let world = crate::world().await;
    let mut strategist = world.sign_in("strateg").await;
    strategist.get("/measure?as-of=2024-06-30").await.is(200).has("2024-06-30");
    strategist.get("/measure?as-of=midsommar").await.is(400).lacks("⟦");
}

#[tokio::test]
async fn answers_carry_the_headers_that_guard_them() {
    let world = crate::world().await;
    let page = world.stranger().get("/sign-in").await;
    assert!(page.header("content-security-policy").contains("default-src 'self'"));
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("cache-control"), "no-store");
    world.stranger().get("/health/ready").await.is(200).has("ok");
}

#[tokio::test]
async fn what_cannot_be_read_is_told_in_words() {
    let world = crate::world().await;
    let mut strategist = world.sign_in("strateg").await;
    world.stranger().post("/sign-in", &[]).await.is(422).has("<h1>").lacks("⟦");
    strategist.post("/account", &[]).await.is(405).has("<h1>").lacks("⟦");
    let large = vec![b' '; 5 * 1024 * 1024];
    let answer = strategist.ask(Method::POST, "/api/v1/measure", &[], large).await;
    assert_eq!(answer.is(413).value()["code"], "too-large");
}

#[tokio::test]
async fn sec_08_a_key_is_shown_once_used_and_ended_on_one_s_own_page() {
    let world = crate::world().await;
    let mut strategist = world.sign_in("strateg").await;
    strategist.post("/account/tokens", &[("token", " "), ("days", "30")]).await.is(422).lacks("⟦");
    strategist.post("/account/tokens", &[("token", "x"), ("days", "9999")]).await.is(422);
    let made = strategist.post("/account/tokens", &[("token", "Rapport"), ("days", "30")]).await;
    let page = made.is(200).has("Rapport").lacks("⟦").text();
    let (_, shown) = page.split_once("<code class=\"token\">").expect("the key");
    let key = shown.split('<').next().expect("its end").to_owned();
    let bearer = format!("Bearer {key}");
    let show = [("authorization", bearer.as_str())];
    let mut program = world.stranger();
    let list = async |program: &mut stadga_testkit::Client| {
        program.ask(Method::GET, "/api/v1/measure", &show, Vec::new()).await
    };
    list(&mut program).await.is(200);
    let mine = strategist.get("/account").await;
    mine.is(200).has("2026-12-20").has("2026-11-20").lacks(&key).lacks("⟦");
    let (_, rest) = mine
        .text()
        .split_once("/account/tokens/")
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .expect("a button");
    let end = format!("/account/tokens/{}", rest.split('"').next().expect("its address"));
    world.sign_in("it-chef").await.post(&end, &[]).await.is(404);
    list(&mut program).await.is(200);
    strategist.post(&end, &[]).await.is(303);
    list(&mut program).await.is(401);
    strategist.get("/account").await.is(200).has("Avslutad");
}

#[tokio::test]
async fn sec_09_what_happens_to_accounts_is_kept_for_those_who_keep_them() {
    let world = crate::world().await;
    let mut administrator = world.sign_in("administrator").await;
    let mut strategist = world.sign_in("strateg").await;
    administrator.post("/accounts/strateg/block", &[]).await.is(303);
    administrator.post("/accounts/strateg/open", &[]).await.is(303);
    administrator.post("/accounts/strateg/link", &[]).await.is(200);
    let page = administrator.get("/accounts/history").await;
    page.is(200).lacks("⟦").has("Loggade in första gången").has("Öppnades igen");
    let text = page.text();
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("no {words}"));
    assert!(at("Fick en länk") < at("Öppnades igen") && at("Öppnades igen") < at("Spärrades"));
    // What ended with the account does not come back with it; signing in again is no news.
    strategist.get("/accounts/history").await.is(303);
    world.sign_in("strateg").await.get("/accounts/history").await.is(403);
    let again = administrator.get("/accounts/history").await.text();
    assert_eq!(
        again.matches("Loggade in första gången").count(),
        text.matches("Loggade in första gången").count()
    );
}
