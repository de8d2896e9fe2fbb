//! What passwords must be, and what nobody is asked of them.

use super::served;
use stadga_testkit::PASSWORD;

async fn change(client: &mut stadga_testkit::Client, now: &str, new: &str) -> u16 {
    let form = [("password-now", now), ("password", new), ("again", new)];
    client.post("/account/password", &form).await.status.as_u16()
}

#[tokio::test]
async fn asvs_6_a_password_is_long_and_not_a_common_one() {
    let world = served().await;
    let mut strategist = world.sign_in("strateg").await;
    let common = ["q1w2e3r4t5y6", "Qwertyuiop1234", "password12345", "sunshinesunshine"];
    let around = ["Region Exempel 26", "stadga stadga"];
    for refused in ["kort", "elva tecken"].iter().chain(&common).chain(&around) {
        assert_eq!(change(&mut strategist, PASSWORD, refused).await, 422, "{refused}");
    }
    // No rules of letters and signs; long ones whole, and as they are written.
    let long = "en båt i regn och två till ".repeat(4);
    assert!(long.len() > 64);
    assert_eq!(change(&mut strategist, PASSWORD, &long).await, 303);
    assert_eq!(change(&mut strategist, &long[..64], "bara små bokstäver").await, 422);
    assert_eq!(change(&mut strategist, &long.to_uppercase(), "bara små bokstäver").await, 422);
    assert_eq!(change(&mut strategist, &long, "bara små bokstäver").await, 303);
}

#[tokio::test]
async fn asvs_6_a_password_is_changed_with_the_old_one() {
    let world = served().await;
    let mut strategist = world.sign_in("strateg").await;
    assert_eq!(change(&mut strategist, "något annat än det", "fyra gröna hästar").await, 422);
    assert_eq!(change(&mut strategist, "", "fyra gröna hästar").await, 422);
    assert_eq!(change(&mut strategist, PASSWORD, "fyra gröna hästar").await, 303);
}

#[tokio::test]
async fn asvs_6_the_fields_of_passwords_help_those_who_keep_them() {
    let world = served().await;
    let mut strategist = world.sign_in("strateg").await;
    let pages = [world.stranger().get("/sign-in").await, strategist.get("/account").await];
    for page in pages {
        let text = page.text();
        let fields: Vec<_> =
            text.split("<input").filter(|field| field.contains("name=\"password")).collect();
        assert!(!fields.is_empty(), "{}", page.asked);
        for field in fields {
            let field = field.split('>').next().unwrap();
            assert!(field.contains("type=\"password\""), "{field}");
            assert!(field.contains("autocomplete=\"") && field.contains("-password\""), "{field}");
            assert!(!field.contains("pattern=") && !field.contains("onpaste"), "{field}");
        }
    }
}
