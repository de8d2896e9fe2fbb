//! Two-step sign-in: set up, asked for, not played back, lost, taken away; where one is signed in.

use stadga_access::totp_code;
use stadga_model::Instant;
use stadga_testkit::{Client, NOW, PASSWORD, World};

const CONFIRM: &str = "/account/two-factor/confirm";

/// The code that an app with this secret shows, so many seconds from now.
fn code(secret: &[u8], seconds: i64) -> String {
    let now: Instant = NOW.parse().unwrap();
    totp_code(secret, now + jiff::SignedDuration::from_secs(seconds)).unwrap()
}

/// The secret that stands on the page in base32, as an app takes it.
fn secret(page: &str) -> Vec<u8> {
    let (_, shown) = page.split_once("<code class=\"token\">").expect("a secret");
    let text: String = shown.split('<').next().unwrap().split(' ').collect();
    let digit = |sign: char| "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(sign).unwrap();
    let bits: String = text.chars().map(|sign| format!("{:05b}", digit(sign))).collect();
    let bytes = bits.as_bytes().chunks_exact(8).map(|byte| std::str::from_utf8(byte).unwrap());
    bytes.map(|byte| u8::from_str_radix(byte, 2).unwrap()).collect()
}

/// Sets it up; gives the app's secret and the recovery codes. It takes the code of half a minute ago.
async fn set_up(client: &mut Client) -> (Vec<u8>, Vec<String>) {
    let begun = client.post("/account/two-factor", &[("password-now", PASSWORD)]).await;
    let secret = secret(&begun.is(200).has("<svg").lacks("⟦").text());
    let page = client.post(CONFIRM, &[("code", &code(&secret, -30))]).await;
    let page = page.is(200).lacks("⟦").text();
    let codes = page.split("<li><code>").skip(1).map(|rest| rest.split('<').next().unwrap().into());
    (secret, codes.collect())
}

async fn password(world: &World) -> Client {
    let mut client = world.stranger();
    let form = [("name", "strateg"), ("password-now", PASSWORD), ("next", "/measure")];
    let answer = client.post("/sign-in", &form).await;
    assert_eq!(answer.is(303).header("location"), "/sign-in/code");
    client
}

#[tokio::test]
async fn sec_08_with_two_factors_the_password_alone_opens_nothing() {
    let world = crate::world().await;
    let mut strategist = world.sign_in("strateg").await;
    strategist
        .post("/account/two-factor", &[("password-now", "fel mening")])
        .await
        .is(422)
        .lacks("⟦");
    let (secret, recovery) = set_up(&mut strategist).await;
    assert_eq!((secret.len(), recovery.len()), (20, 10));
    strategist.get("/account/two-factor").await.is(200).has("10").lacks("⟦");

    let mut half = password(&world).await;
    for closed in ["/measure", "/account", "/account/two-factor", "/account/step-up"] {
        half.get(closed).await.is(303);
    }
    half.get("/api/v1/measure").await.is(401);
    half.get("/sign-in/code").await.is(200).lacks("⟦");
    half.post("/sign-in/code", &[("code", "000000")]).await.is(422).has("stämmer inte").lacks("⟦");
    half.post("/sign-in/code", &[("code", &code(&secret, -30))]).await.is(422);
    half.get("/measure").await.is(303);
    let right = code(&secret, 0);
    let answer = half.post("/sign-in/code", &[("code", &right)]).await;
    assert_eq!(answer.is(303).header("location"), "/measure");
    half.get("/measure").await.is(200);

    let mut again = password(&world).await;
    again.post("/sign-in/code", &[("code", &right)]).await.is(422);
    again.post("/sign-in/code", &[("code", &recovery[3].to_uppercase())]).await.is(303);
    again.get("/account/two-factor").await.is(200).has("<dd>9</dd>");
    let mut third = password(&world).await;
    third.post("/sign-in/code", &[("code", &recovery[3])]).await.is(422);
    world.stranger().post("/sign-in/code", &[("code", &recovery[4])]).await.is(303);
}

#[tokio::test]
async fn sec_08_two_factors_are_turned_off_by_both_and_taken_away_by_an_administrator() {
    let world = crate::world().await;
    let mut strategist = world.sign_in("strateg").await;
    let (secret, recovery) = set_up(&mut strategist).await;
    let end = "/account/two-factor/end";
    let form = |password, code| [("password-now", password), ("code", code)];
    let right = code(&secret, 0);
    strategist.post(end, &form("fel mening", &right)).await.is(422);
    strategist.post(end, &form(PASSWORD, "123456")).await.is(422);
    strategist.post(end, &form(PASSWORD, &right)).await.is(303);
    strategist
        .get("/account/two-factor?done=two-factor-off")
        .await
        .is(200)
        .has("Sätt i gång")
        .lacks("⟦");
    world.sign_in("strateg").await.get("/measure").await.is(200);

    let (_, fresh) = set_up(&mut strategist).await;
    assert!(fresh.iter().all(|code| !recovery.contains(code)));
    let mut administrator = world.sign_in("administrator").await;
    strategist.post("/accounts/strateg/factors/end", &[]).await.is(403);
    administrator.post("/accounts/administrator/factors/end", &[]).await.is(409).lacks("⟦");
    administrator.get("/accounts").await.is(200).has("/accounts/strateg/factors/end").lacks("⟦");
    administrator.post("/accounts/strateg/factors/end", &[]).await.is(303);
    let history = administrator.get("/accounts/history").await;
    history.is(200).has("Blev av med").has("Stängde av").has("Slog på").lacks("⟦");
    world.sign_in("strateg").await.get("/measure").await.is(200);
}

#[tokio::test]
async fn sec_08_whoever_must_have_two_factors_is_taken_to_get_them() {
    let everyone = |options: &mut stadga_web::SignInOptions| {
        options.second_factor = "registrar, information-security-strategist".parse().unwrap();
    };
    let world = World::signing_in(stadga::areas::all(), everyone).await;
    let mut auditor = world.sign_in("revisor").await;
    auditor.get("/measure").await.is(200);
    let mut strategist = world.sign_in("strateg").await;
    let led = strategist.get("/measure?sort=-due").await;
    let step_up = "/account/step-up?next=%2Fmeasure%3Fsort%3D-due";
    assert_eq!(led.is(303).header("location"), step_up);
    let set_up_at = strategist.get(step_up).await;
    let at = "/account/two-factor?next=%2Fmeasure%3Fsort%3D-due";
    assert_eq!(set_up_at.is(303).header("location"), at);
    strategist.get(at).await.is(200).has("kräver").has("value=\"/measure?sort=-due\"").lacks("⟦");
    // No way round: not over the API, not by a key made before.
    let told = strategist.get("/api/v1/measure").await;
    assert_eq!(told.is(403).value()["code"], "step-up");
    let form = [("token", "Rapport"), ("days", "30")];
    strategist.post("/account/tokens", &form).await.is(303);
    assert!(world.app.store.tokens("strateg").await.unwrap().is_empty());
    set_up(&mut strategist).await;
    strategist.get("/measure").await.is(200);
}

#[tokio::test]
async fn sec_08_one_sees_and_ends_where_one_is_signed_in() {
    let world = crate::world().await;
    let (mut here, mut there) = (world.sign_in("strateg").await, world.sign_in("strateg").await);
    let page = here.get("/account/sessions").await;
    let text = page.is(200).has("Den här").lacks("⟦").text();
    let ids: Vec<_> = text.split("name=\"id\" value=\"").skip(1).collect();
    let id = ids[0].split('"').next().unwrap();
    assert_eq!((ids.len(), id.len()), (2, 16), "one other, and all others");
    world.sign_in("it-chef").await.post("/account/sessions/end", &[("id", id)]).await.is(303);
    there.get("/").await.is(200);
    here.post("/account/sessions/end", &[("id", id)]).await.is(303);
    there.get("/").await.is(303);
    let mut there = world.sign_in("strateg").await;
    here.post("/account/sessions/end", &[("id", "")]).await.is(303);
    there.get("/").await.is(303);
    here.get("/").await.is(200);

    let mut administrator = world.sign_in("administrator").await;
    here.get("/accounts/strateg/sessions").await.is(403);
    here.post("/accounts/administrator/sessions/end", &[("id", "")]).await.is(403);
    administrator.get("/accounts/strateg/sessions").await.is(200).lacks("⟦");
    administrator.post("/accounts/strateg/sessions/end", &[("id", "")]).await.is(303);
    here.get("/").await.is(303);
    administrator.get("/accounts/strateg/sessions").await.is(200).has("Ingen är inloggad");
    administrator.get("/accounts/history").await.is(200).has("Inloggningar avslutades");
}

#[tokio::test]
async fn sec_09_the_break_glass_account_is_loud() {
    let world = crate::world().await;
    let origin = "http://stadga.test";
    let told = stadga::invite::break_glass_of(&world.app, origin).await.unwrap();
    let link = told.split_whitespace().find_map(|word| word.strip_prefix(origin)).unwrap();
    let mut administrator = world.sign_in("administrator").await;
    let mut strategist = world.sign_in("strateg").await;
    administrator.get("/").await.is(200).lacks("/accounts/alarm");
    let chosen = [("password", "fyra röda hästar"), ("again", "fyra röda hästar")];
    let mut glass = world.stranger();
    glass.post(link, &chosen).await.is(303);
    glass.get("/accounts").await.is(200);
    for page in ["/", "/measure", "/accounts"] {
        administrator.get(page).await.is(200).has("/accounts/alarm").lacks("⟦");
    }
    strategist.get("/").await.is(200).lacks("/accounts/alarm");
    let at = world.app.store.alarm().await.unwrap().unwrap().at.to_string();
    let seen = [("account", stadga::invite::BREAK_GLASS), ("at", at.as_str())];
    strategist.post("/accounts/alarm", &seen).await.is(403);
    administrator.get("/").await.is(200).has("/accounts/alarm");
    administrator.post("/accounts/alarm", &seen).await.is(303);
    let history = administrator.get("/accounts/history").await;
    history
        .is(200)
        .lacks("/accounts/alarm")
        .has("Nödkontot loggade in")
        .has("sett att nödkontot")
        .lacks("⟦");
    // Once more: a new link for the same account.
    let again = stadga::invite::break_glass_of(&world.app, origin).await.unwrap();
    assert_ne!(told, again);
}
